/* What form/value.h promises. */
#include "config.h"

#include "unit.h"

#include <locale.h>

#include "base/count.h"
#include "base/text.h"
#include "form_help.h"

static const char all_types[] = FORM_START
	"  - {name: t, type: text, label: T}\n"
	"  - {name: i, type: integer, label: I, from: -5, to: 120}\n"
	"  - {name: d, type: decimal, label: D, to: 100.5}\n"
	"  - {name: dag, type: date, label: D}\n"
	"  - {name: tijd, type: time, label: T}\n"
	"  - {name: moment, type: datetime, label: M}\n"
	"  - {name: s, type: select_one, label: S, options: {\n"
	"     a: {label: Appel, key: p}, b: {label: Beer, code: '01'},\n"
	"     c: {label: Citroen, code: '10'}, e: {label: Ei, code: '1'}}}\n"
	"  - {name: m, type: select_multiple, label: M, options: {\n"
	"     rood: Rood, geel: Geel, blauw: Blauw, wit: {label: Wit, code: "
	"'12'}}}\n"
	"  - {name: k, type: score, label: K}\n"
	"  - {name: schaal, type: scale, from: -1, to: 10, label: S}\n"
	"  - {name: uit, type: calculate, as: decimal, calculation: 1 / 3.0}\n"
	"  - {name: heel, type: calculate, as: integer, calculation: 1}\n";

static const struct day today = { 2025, 6, 15 };
static struct form *form;

static int set_up(void **state)
{
	(void)state;
	form = form_of(all_types, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	form_free(form);
	return 0;
}

static const struct field *field(const char *name)
{
	return &form->fields[form_find(form, name)];
}

/* What was typed becomes value; NULL: it is refused. */
static void typed(const char *name, const char *text, const char *value)
{
	struct err err = { 0 };
	char *out = NULL;
	int code = value_typed(field(name), text, today, &out, &err);

	if (!value) {
		if (code != ERR_INVALID || err.text[0] == '\0')
			fail_msg("%s took '%s' as '%s'", name, text, out);
		return;
	}
	if (code || !out || strcmp(out, value) != 0)
		fail_msg("%s made '%s' of '%s': %s", name, out ? out : "-",
			 text, err.text);
	free(out);
}

static void reads(const char *name, const char *data, const char *value)
{
	struct err err = { 0 };
	char *out = NULL;
	int code = value_read(field(name), data, &out, &err);

	if (!value) {
		if (code != ERR_INVALID || err.text[0] == '\0')
			fail_msg("%s read '%s' as '%s'", name, data, out);
		return;
	}
	if (code || !out || strcmp(out, value) != 0)
		fail_msg("%s made '%s' of '%s': %s", name, out ? out : "-",
			 data, err.text);
	free(out);
}

static void shows(const char *name, const char *value, const char *words)
{
	char *shown = value_show(field(name), value);

	assert_string_equal(shown, words);
	free(shown);
}

static void blank_is_empty(void **state)
{
	(void)state;
	for (size_t i = 0; i < form->field_count; i++) {
		char *out = alloc_text("x");
		char *old = out;

		assert_int_equal(
			value_typed(&form->fields[i], " \t", today, &out, NULL),
			0);
		assert_null(out);
		assert_int_equal(value_read(&form->fields[i], "", &out, NULL),
				 0);
		assert_null(out);
		free(old);
	}
}

static void texts_are_normalised(void **state)
{
	(void)state;
	typed("t", "  caf\x65\xCC\x81 \n", "caf\xC3\xA9");
	reads("t", "a\r\nb", "a\nb");
	reads("t", "broken \xC3", NULL);
	reads("t", "bell \x07", NULL);
}

static void whole_numbers_lose_what_says_nothing(void **state)
{
	(void)state;
	typed("i", "007", "7");
	typed("i", "+5", "5");
	typed("i", "-0", "0");
	typed("i", "-5", "-5");
	typed("i", "1.5", NULL);
	typed("i", "1,5", NULL);
	typed("i", "twee", NULL);
	typed("i", "-", NULL);
	typed("i", "99999999999999999999", NULL);
}

static void ranges_hold_when_typed_and_when_read(void **state)
{
	(void)state;
	typed("i", "121", NULL);
	typed("i", "-6", NULL);
	reads("i", "121", NULL);
	typed("d", "100,5", "100.5");
	typed("d", "100,6", NULL);
	reads("schaal", "11", NULL);
	typed("schaal", "-2", NULL);
}

static void decimals_take_a_comma_and_keep_a_point(void **state)
{
	(void)state;
	typed("d", "1,50", "1.5");
	typed("d", ",5", "0.5");
	typed("d", "1.000,5", NULL);
	typed("d", "2.500", NULL); /* 2500, or 2,5? */
	typed("d", "-2.500", NULL);
	typed("d", "2,500", "2.5");
	typed("d", "0.125", "0.125");
	typed("d", "2.25", "2.25");
	text_set_language("en");
	typed("d", "2,500", NULL);
	typed("d", "2.500", "2.5");
	text_set_language("nl");
	typed("d", "-0,0", "0");
	typed("d", "0,1000000000000001", NULL);
	typed("d", "1e3", NULL);
	reads("d", "1,5", NULL);
	reads("d", "1.50", "1.5");
	reads("d", "01", NULL);
	reads("d", "1e3", NULL);
}

static void data_is_strict(void **state)
{
	(void)state;
	reads("i", "+5", NULL);
	reads("i", "05", NULL);
	reads("i", " 5", NULL);
	reads("dag", "1-3-2025", NULL);
	reads("dag", "2025-02-29", NULL);
	reads("dag", "2024-02-29", "2024-02-29");
	reads("tijd", "14:05", "14:05");
	reads("tijd", "25:00", NULL);
	reads("moment", "2025-03-01T14:05", "2025-03-01T14:05");
	reads("moment", "2025-03-01T14:05:00", "2025-03-01T14:05");
	reads("moment", "2025-03-01T14:05:07", "2025-03-01T14:05:07");
	reads("moment", "2025-03-01", NULL);
	reads("s", "p", NULL);
	reads("s", "a", "a");
	reads("k", "ja", NULL);
	reads("m", "blauw rood", "rood blauw");
	reads("m", "blauw oranje", NULL);
}

static void days_are_typed_as_people_do(void **state)
{
	(void)state;
	typed("dag", "1-3-2025", "2025-03-01");
	typed("dag", "vandaag", "2025-06-15");
	typed("dag", "31-2-2025", NULL);
	typed("moment", "1-3-2025 14:05", "2025-03-01T14:05");
	typed("tijd", "14:05", "14:05");
}

static void an_option_is_typed_by_key_code_or_name(void **state)
{
	(void)state;
	typed("s", "p", "a");
	typed("s", "P", "a");
	typed("s", "01", "b");
	typed("s", "2", "b");
	typed("s", "10", "c");
	typed("s", "1", "e");
	typed("s", "c", "c");
	typed("s", "z", NULL);
	typed("s", "p e", NULL);
}

static void options_are_typed_together_or_apart(void **state)
{
	(void)state;
	typed("m", "1", "rood");
	typed("m", "3 1", "rood blauw");
	typed("m", "31", "rood blauw");
	typed("m", "1,2", "rood geel");
	typed("m", "rood 2", "rood geel");
	typed("m", "12", "wit"); /* a code goes before keys */
	typed("m", "19", NULL);
}

static void a_score_is_one_or_nought(void **state)
{
	(void)state;
	typed("k", "1", "1");
	typed("k", "0", "0");
	typed("k", "2", NULL);
	typed("k", "-", NULL);
}

static void values_show_in_words(void **state)
{
	(void)state;
	shows("t", "tekst", "tekst");
	shows("d", "1.5", "1,5");
	shows("dag", "2025-03-01", "za 1 mrt 2025");
	shows("s", "b", "Beer");
	shows("m", "rood blauw", "Rood, Blauw");
	shows("k", "1", "1  ja");
	shows("schaal", "-1", "-1");
	shows("t", NULL, "");
	text_set_language("en");
	shows("d", "1.5", "1.5");
	shows("k", "0", "0  no");
	text_set_language("nl");
}

static void what_is_edited_types_back_to_itself(void **state)
{
	static const char *const values[][2] = { { "t", "tekst" },
						 { "i", "-5" },
						 { "d", "1.5" },
						 { "dag", "2025-03-01" },
						 { "tijd", "14:05" },
						 { "moment",
						   "2025-03-01T14:05" },
						 { "s", "c" },
						 { "m", "rood blauw" },
						 { "k", "0" },
						 { "schaal", "10" },
						 { "m", "rood geel wit" } };

	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		char *text = value_edit(field(values[i][0]), values[i][1]);

		typed(values[i][0], text, values[i][1]);
		free(text);
	}
}

static void bits_follow_the_order_of_the_form(void **state)
{
	char *value;

	(void)state;
	assert_int_equal(value_bits(field("m"), "rood blauw"), 5);
	assert_int_equal(value_bits(field("m"), NULL), 0);
	value = value_from_bits(field("m"), 6);
	assert_string_equal(value, "geel blauw");
	free(value);
	assert_null(value_from_bits(field("m"), 0));
}

static void an_option_switches_on_and_off(void **state)
{
	char *on = value_toggle(field("m"), "blauw", "rood");
	char *off = value_toggle(field("m"), on, "blauw");

	(void)state;
	assert_string_equal(on, "rood blauw");
	assert_string_equal(off, "rood");
	assert_null(value_toggle(field("m"), off, "rood"));
	free(on);
	free(off);
}

static void a_scalar_has_the_kind_of_its_field(void **state)
{
	struct scalar s;

	(void)state;
	s = value_scalar(field("k"), "1");
	assert_int_equal(s.kind, SCALAR_INTEGER);
	assert_int_equal(s.integer, 1);
	s = value_scalar(field("d"), "2");
	assert_int_equal(s.kind, SCALAR_REAL);
	s = value_scalar(field("m"), "rood geel");
	assert_int_equal(s.kind, SCALAR_TEXT);
	assert_int_equal(value_scalar(field("d"), NULL).kind, SCALAR_NULL);
}

static void from(const char *name, struct scalar scalar, const char *value)
{
	char *out = value_from_scalar(field(name), scalar);

	if (!value && out)
		fail_msg("%s took '%s'", name, out);
	if (value && (!out || strcmp(out, value) != 0))
		fail_msg("%s gave '%s' for '%s'", name, out ? out : "-", value);
	free(out);
}

static void a_result_takes_the_type_of_its_field(void **state)
{
	struct scalar third = { .kind = SCALAR_REAL, .real = 1.0 / 3.0 };
	struct scalar half = { .kind = SCALAR_REAL, .real = 2.5 };
	struct scalar huge = { .kind = SCALAR_REAL, .real = 1e300 };
	struct scalar seven = { .kind = SCALAR_INTEGER, .integer = 7 };
	struct scalar word = { .kind = SCALAR_TEXT, .text = "a" };
	struct scalar none = { .kind = SCALAR_NULL };

	(void)state;
	from("uit", third, "0.333333333333333");
	from("uit", seven, "7");
	from("uit", huge, NULL);
	from("heel", half, "3");
	from("t", seven, "7");
	from("t", half, "2.5");
	from("s", word, "a");
	from("i", word, NULL);
	from("dag", word, NULL);
	from("k", seven, NULL);
	from("k", (struct scalar){ .kind = SCALAR_REAL, .real = 0.5 }, NULL);
	from("schaal", half, NULL);
	from("schaal", (struct scalar){ .kind = SCALAR_REAL, .real = 2.0 },
	     "2");
	from("i", none, NULL);
}

static void a_complete_code_that_cannot_go_on_is_known(void **state)
{
	(void)state;
	assert_true(value_may_continue(field("s"), "1")); /* also 10 */
	assert_true(value_may_continue(field("s"), "0")); /* 01 */
	assert_false(value_may_continue(field("s"), "p"));
	assert_false(value_may_continue(field("k"), "1"));
	assert_true(value_may_continue(field("schaal"), "1"));
	assert_false(value_may_continue(field("schaal"), "2"));
	assert_true(value_may_continue(field("schaal"), "-"));
	assert_false(value_may_continue(field("schaal"), "-1"));
	assert_true(value_may_continue(field("t"), "x"));
	assert_true(value_may_continue(field("m"), "1"));
}

static void a_day_or_time_that_is_complete_is_known(void **state)
{
	static const struct {
		const char *field, *typed;
		bool goes_on;
	} cases[] = {
		{ "dag", "", true },
		{ "dag", "1-3", true },
		{ "dag", "1-3-20", true },
		{ "dag", "1-3-2025", false },
		{ "dag", "1/3/2025", false },
		{ "dag", "1 mrt 2025", false },
		{ "dag", "2025", true },
		{ "dag", "03-2025", true },
		{ "dag", "0103", true },
		{ "dag", "010325", true },
		{ "dag", "01032025", false },
		{ "dag", "2025-03-01", true },
		{ "dag", "vandaag", true },
		{ "tijd", "", true },
		{ "tijd", "9", true },
		{ "tijd", "9:3", true },
		{ "tijd", "9:30", false },
		{ "tijd", "14.05", false },
		{ "tijd", "930", true },
		{ "tijd", "0930", false },
		{ "moment", "1-3-2025", true },
		{ "moment", "1 mrt 2025", true },
		{ "moment", "1-3 14:0", true },
		{ "moment", "1-3 14:05", false },
		{ "moment", "1 mrt 14.05", false },
		{ "moment", "1-3-2025 14:05", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (value_may_continue(field(cases[i].field), cases[i].typed) !=
		    cases[i].goes_on)
			fail_msg("%s \"%s\"", cases[i].field, cases[i].typed);
}

static void numbers_do_not_depend_on_the_locale(void **state)
{
	(void)state;
	if (!setlocale(LC_NUMERIC, "nl_NL.UTF-8") &&
	    !setlocale(LC_NUMERIC, "de_DE.UTF-8"))
		return;
	typed("d", "1,5", "1.5");
	reads("d", "1.5", "1.5");
	from("uit", (struct scalar){ .kind = SCALAR_REAL, .real = 0.25 },
	     "0.25");
	setlocale(LC_NUMERIC, "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blank_is_empty),
		cmocka_unit_test(texts_are_normalised),
		cmocka_unit_test(whole_numbers_lose_what_says_nothing),
		cmocka_unit_test(ranges_hold_when_typed_and_when_read),
		cmocka_unit_test(decimals_take_a_comma_and_keep_a_point),
		cmocka_unit_test(data_is_strict),
		cmocka_unit_test(days_are_typed_as_people_do),
		cmocka_unit_test(an_option_is_typed_by_key_code_or_name),
		cmocka_unit_test(options_are_typed_together_or_apart),
		cmocka_unit_test(a_score_is_one_or_nought),
		cmocka_unit_test(values_show_in_words),
		cmocka_unit_test(what_is_edited_types_back_to_itself),
		cmocka_unit_test(bits_follow_the_order_of_the_form),
		cmocka_unit_test(an_option_switches_on_and_off),
		cmocka_unit_test(a_scalar_has_the_kind_of_its_field),
		cmocka_unit_test(a_result_takes_the_type_of_its_field),
		cmocka_unit_test(a_complete_code_that_cannot_go_on_is_known),
		cmocka_unit_test(a_day_or_time_that_is_complete_is_known),
		cmocka_unit_test(numbers_do_not_depend_on_the_locale),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
