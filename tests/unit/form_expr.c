/* What form/expr.h promises. */
#include "config.h"

#include "unit.h"

#include <time.h>

#include "form_help.h"

#include "base/count.h"

/* A form whose last field has this calculation, as text. */
static struct form *form_with(const char *expression)
{
	char *text = alloc_print(
		FORM_START
		"  - {name: a, type: integer, label: A}\n"
		"  - {name: b, type: integer, label: B}\n"
		"  - {name: c, type: score, label: C}\n"
		"  - {name: t, type: text, label: T}\n"
		"  - {name: d, type: decimal, label: D}\n"
		"  - {name: s, type: select_one, label: S, options: {ja: Ja, "
		"nee: Nee}}\n"
		"  - {name: m, type: select_multiple, label: M, options: "
		"{rood: R, rood_bruin: RB, geel: G}}\n"
		"  - {name: van, type: datetime, label: V}\n"
		"  - {name: tot, type: datetime, label: T}\n"
		"  - {name: rij, type: repeat, label: R, fields: [{name: cel, "
		"type: integer, label: C}]}\n"
		"  - name: uit\n"
		"    type: calculate\n"
		"    as: text\n"
		"    label: \"Uit: {a} {{a}} {c} {s} {d} {today()}\"\n"
		"    calculation: >\n"
		"      %s\n"
		"measures:\n"
		"  meting: {label: M, items: [c]}\n",
		expression);
	struct form *form = form_of(text, NULL);

	free(text);
	return form;
}

struct world {
	struct form *form;
	struct answers *answers;
	struct given given;
	struct expr_context context;
};

static void world_begin(struct world *w, const char *expression)
{
	w->form = form_with(expression);
	w->answers = answers_new(w->form);
	put(w->answers, "a", 0, "7");
	put(w->answers, "c", 0, "1");
	put(w->answers, "t", 0, "Aap; noot");
	put(w->answers, "d", 0, "2.5");
	put(w->answers, "s", 0, "ja");
	put(w->answers, "m", 0, "rood_bruin geel");
	put(w->answers, "van", 0, "2025-03-29T20:00");
	put(w->answers, "tot", 0, "2025-03-30T20:00");
	put(w->answers, "cel", 2, "5");
	w->given = (struct given){
		.form = w->form, .answers = w->answers, .met = 3, .scored = 4
	};
	w->context = given_context(&w->given, 0);
}

static void world_end(struct world *w)
{
	answers_free(w->answers);
	form_free(w->form);
}

static struct expr *calculation(const struct world *w)
{
	return w->form->fields[form_find(w->form, "uit")].calculation;
}

/* The expression gives this, written as text; NULL is NULL. */
static void gives(const char *expression, const char *wanted)
{
	struct world w;
	struct scalar s;
	char got[200] = "NULL";

	world_begin(&w, expression);
	s = expr_value(calculation(&w), &w.context);
	if (s.kind == SCALAR_INTEGER)
		snprintf(got, sizeof(got), "%lld", (long long)s.integer);
	else if (s.kind == SCALAR_REAL)
		snprintf(got, sizeof(got), "%.6g", s.real);
	else if (s.kind == SCALAR_TEXT)
		snprintf(got, sizeof(got), "%s", s.text);
	if (strcmp(got, wanted) != 0)
		fail_msg("%s gives %s, not %s", expression, got, wanted);
	world_end(&w);
}

static void sql_expressions_work(void **state)
{
	(void)state;
	gives("a + 1", "8");
	gives("a / 2", "3");
	gives("a * d", "17.5");
	gives("t || '!'", "Aap; noot!");
	gives("a BETWEEN 5 AND 8", "1");
	gives("s IN ('ja', 'nee')", "1");
	gives("s NOT IN ('ja')", "0");
	gives("CASE WHEN c = 1 THEN 'wel' ELSE 'niet' END", "wel");
	gives("CASE s WHEN 'ja' THEN 1 END", "1");
	gives("a IS NOT NULL AND b ISNULL", "1");
	gives("CAST(d AS INTEGER)", "2");
	gives("coalesce(b, a, 0)", "7");
	gives("upper(substr(t, 1, 3))", "AAP");
	gives("max(a, d, 3)", "7");
	gives("round(d, 0)", "3");
	gives("'it''s -- ; ? :x @y $z \"q\" /* */'",
	      "it's -- ; ? :x @y $z \"q\" /* */");
	gives("a\n      + 1", "8");
}

/* Asked twice, so that once it is remembered; and then of another answer. */
static void a_remembered_value_is_of_these_answers(void **state)
{
	static const char *const expressions[] = {
		"a", "a + 1", "a * 0", "a * 0.5", "a / 0", "t || a", "a || ''",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(expressions); i++) {
		struct world w;
		struct scalar first[2] = { 0 }, again;
		enum truth truth[2];
		char *texts[2];

		world_begin(&w, expressions[i]);
		for (int round = 0; round < 4; round++) {
			int of = round % 2;

			put(w.answers, "a", 0, of ? "12" : "7");
			again = expr_value(calculation(&w), &w.context);
			if (round < 2) {
				first[of] = again;
				texts[of] = again.kind == SCALAR_TEXT
						    ? alloc_text(again.text)
						    : NULL;
				truth[of] =
					expr_truth(calculation(&w), &w.context);
				continue;
			}
			assert_int_equal(again.kind, first[of].kind);
			if (again.kind == SCALAR_INTEGER)
				assert_int_equal(again.integer,
						 first[of].integer);
			else if (again.kind == SCALAR_REAL)
				assert_true(again.real == first[of].real);
			else if (again.kind == SCALAR_TEXT)
				assert_string_equal(again.text, texts[of]);
			assert_int_equal(
				expr_truth(calculation(&w), &w.context),
				truth[of]);
			free(texts[of]);
		}
		world_end(&w);
	}
}

static void empty_is_null(void **state)
{
	(void)state;
	gives("b", "NULL");
	gives("b + 1", "NULL");
	gives("b = 1", "NULL");
	gives("b IS NULL", "1");
	gives("a / 0", "NULL");
}

static void our_functions_work(void **state)
{
	(void)state;
	gives("selected(m, 'geel')", "1");
	gives("selected(m, 'rood')", "0");
	gives("selected(s, 'ja')", "1");
	gives("count_selected(m)", "2");
	gives("days(van, tot)", "1");
	/* The clock goes forward in that night. */
	gives("hours(van, tot)", "23");
	gives("hours(tot, van)", "-23");
	gives("age('2007-06-16', today())", "17");
	gives("age('2007-06-15', today())", "18");
	gives("today()", "2025-06-15");
	gives("days(t, van)", "NULL");
	/* A day that is put together is not held to be one as it stands. */
	gives("days('2025-03-0' || 1, '2025-03-02')", "1");
	gives("count(rij)", "2");
	gives("meting_met * 10 + meting_scored", "34");
}

static void like_and_glob_are_those_of_sql(void **state)
{
	(void)state;
	gives("t LIKE 'aap%'", "1");
	gives("t LIKE '%NOOT'", "1");
	gives("t LIKE '_ap; n__t'", "1");
	gives("t LIKE 'aap'", "0");
	gives("'50%' LIKE '50x%' ESCAPE 'x'", "1");
	gives("'505' LIKE '50x%' ESCAPE 'x'", "0");
	gives("t GLOB 'A*t'", "1");
	gives("t GLOB 'a*t'", "0");
	gives("'b2' GLOB '[a-c][0-9]'", "1");
	gives("'d2' GLOB '[^a-c]?'", "1");
	gives("'x' GLOB '[a'", "0");
	gives("t NOT LIKE 'x%'", "1");
	gives("b LIKE 'x'", "NULL");
}

static void texts_are_searched_and_trimmed_as_in_sql(void **state)
{
	(void)state;
	gives("instr(t, 'noot')", "6");
	gives("instr('één twee', 'twee')", "5");
	gives("instr(t, 'x')", "0");
	gives("instr(t, '')", "1");
	gives("instr(b, 'x')", "NULL");
	gives("replace(t, 'oo', 'ee')", "Aap; neet");
	gives("replace(t, '', b)", "Aap; noot");
	gives("replace('aaa', 'a', 'bb')", "bbbbbb");
	gives("replace(t, 'x', b)", "NULL");
	gives("replace(12.5, '.', ',')", "12,5");
	gives("trim('  a b ') || '|'", "a b|");
	gives("ltrim('ëéa', 'éë')", "a");
	gives("rtrim('aéë', 'éë')", "a");
	gives("trim('aaa', 'a')", "");
	gives("trim('xax', '')", "xax");
	gives("trim(b)", "NULL");
}

static void truth_knows_unknown(void **state)
{
	static const struct {
		const char *expression;
		enum truth truth;
	} cases[] = {
		{ "a = 7", TRUTH_TRUE },    { "a = 8", TRUTH_FALSE },
		{ "b = 8", TRUTH_UNKNOWN }, { "a", TRUTH_TRUE },
		{ "0.0", TRUTH_FALSE },     { "'2x'", TRUTH_TRUE },
		{ "'x'", TRUTH_FALSE },     { "0.5", TRUTH_TRUE },
		{ "NULL", TRUTH_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct world w;

		world_begin(&w, cases[i].expression);
		if (expr_truth(calculation(&w), &w.context) != cases[i].truth)
			fail_msg("%s", cases[i].expression);
		world_end(&w);
	}
}

static void a_result_outlives_other_evaluations(void **state)
{
	struct world w;
	struct scalar s;
	char *filled;

	(void)state;
	world_begin(&w, "t || '!'");
	s = expr_value(calculation(&w), &w.context);
	filled = expr_fill(
		w.form,
		words_text(&w.form->fields[form_find(w.form, "uit")].label),
		&w.context);
	assert_string_equal(s.text, "Aap; noot!");
	free(filled);
	world_end(&w);
}

static void an_expression_knows_what_it_reads(void **state)
{
	struct world w;
	enum name_source source;
	int index;
	int names = 0;

	(void)state;
	world_begin(&w, "a + a + meting_met + length(today()) + count(rij)");
	assert_true(expr_reads(calculation(&w), NAME_FIELD,
			       form_find(w.form, "a")));
	assert_false(expr_reads(calculation(&w), NAME_FIELD,
				form_find(w.form, "b")));
	assert_true(expr_reads(calculation(&w), NAME_MET, 0));
	assert_false(expr_reads(calculation(&w), NAME_SCORED, 0));
	assert_true(expr_reads(calculation(&w), NAME_COUNT, 0));
	assert_true(expr_reads_today(calculation(&w)));
	while (expr_name(calculation(&w), names, &source, &index))
		names++;
	assert_int_equal(names, 3);
	world_end(&w);
}

static void placeholders_show_words(void **state)
{
	struct world w;
	const char *label;
	char *filled;

	(void)state;
	world_begin(&w, "1");
	label = words_text(&w.form->fields[form_find(w.form, "uit")].label);
	filled = expr_fill(w.form, label, &w.context);
	assert_string_equal(filled, "Uit: 7 {a} ja Ja 2,5 zo 15 jun 2025");
	free(filled);
	put(w.answers, "a", 0, NULL);
	put(w.answers, "s", 0, NULL);
	filled = expr_fill(w.form, label, &w.context);
	assert_string_equal(filled, "Uit: ... {a} ja ... 2,5 zo 15 jun 2025");
	free(filled);
	filled = expr_fill(w.form, "no text of the form {a}", &w.context);
	assert_string_equal(filled, "no text of the form {a}");
	free(filled);
	world_end(&w);
}

static void a_row_sees_its_own_row(void **state)
{
	static const char text[] = FORM_START
		"  - name: r\n"
		"    type: repeat\n"
		"    label: R\n"
		"    row_label: \"Rij {row}: {x}\"\n"
		"    fields:\n"
		"    - {name: x, type: integer, label: X}\n"
		"    - {name: y, type: calculate, as: integer, label: Y,\n"
		"       calculation: x * 10 + row}\n";
	struct form *form = form_of(text, NULL);
	struct answers *answers = answers_new(form);
	struct given given = { .form = form, .answers = answers };
	struct expr_context context;
	char *label;

	(void)state;
	put(answers, "x", 1, "4");
	put(answers, "x", 2, "5");
	context = given_context(&given, 2);
	assert_int_equal(
		expr_value(form->fields[1].calculation, &context).integer, 52);
	label = expr_fill(form, words_text(&form->repeats[0].row_label),
			  &context);
	assert_string_equal(label, "Rij 2: 5");
	free(label);
	answers_free(answers);
	form_free(form);
}

/* A pattern that takes SQLite's own LIKE longer than the sun will last. */
static void no_expression_takes_long(void **state)
{
	static const char *const hard[] = {
		"t LIKE '%' || substr(t, 1, 9000) || 'b'",
		"t GLOB '*[' || substr(t, 1, 9000) || ']*' || t",
		("instr(t, substr(t, 1, 9000) || 'b') + "
		 "instr(t, substr(t, 1, 8000) || 'b')"),
		"replace(t, substr(t, 1, 9000) || 'b', '')",
		"trim(t, replace(t, 'a', 'b') || 'a')",
	};
	struct world w;
	char *text = alloc_new(18001, 1);
	clock_t begin = clock();

	(void)state;
	world_begin(&w,
		    "t LIKE "
		    "'%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%b'");
	memset(text, 'a', 18000);
	put(w.answers, "t", 0, text);
	assert_int_equal(expr_truth(calculation(&w), &w.context), TRUTH_FALSE);
	world_end(&w);

	/* Each of these is pattern times text for SQLite's own. */
	for (size_t i = 0; i < COUNT(hard); i++) {
		world_begin(&w, hard[i]);
		put(w.answers, "t", 0, text);
		expr_value(calculation(&w), &w.context);
		world_end(&w);
	}

	/* Doubling again and again ends at the limit, as NULL. */
	world_begin(&w,
		    "length(replace(replace(replace(replace(t, 'a', t), "
		    "'a', t), 'a', t), 'a', t))");
	put(w.answers, "t", 0, text);
	assert_int_equal(expr_value(calculation(&w), &w.context).kind,
			 SCALAR_NULL);
	assert_int_equal(expr_truth(calculation(&w), &w.context),
			 TRUTH_UNKNOWN);
	put(w.answers, "t", 0, "b");
	assert_int_equal(expr_value(calculation(&w), &w.context).integer, 1);
	world_end(&w);
	free(text);
	assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 5.0);
}

static void values_are_never_part_of_a_statement(void **state)
{
	struct world w;

	(void)state;
	world_begin(&w, "t");
	put(w.answers, "t", 0, "'); DROP TABLE x; --");
	assert_string_equal(expr_value(calculation(&w), &w.context).text,
			    "'); DROP TABLE x; --");
	world_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sql_expressions_work),
		cmocka_unit_test(a_remembered_value_is_of_these_answers),
		cmocka_unit_test(empty_is_null),
		cmocka_unit_test(our_functions_work),
		cmocka_unit_test(like_and_glob_are_those_of_sql),
		cmocka_unit_test(texts_are_searched_and_trimmed_as_in_sql),
		cmocka_unit_test(truth_knows_unknown),
		cmocka_unit_test(a_result_outlives_other_evaluations),
		cmocka_unit_test(an_expression_knows_what_it_reads),
		cmocka_unit_test(placeholders_show_words),
		cmocka_unit_test(a_row_sees_its_own_row),
		cmocka_unit_test(no_expression_takes_long),
		cmocka_unit_test(values_are_never_part_of_a_statement),
	};

	return run_tests(tests);
}
