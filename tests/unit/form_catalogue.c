/* What form/catalogue.h promises. */
#include "config.h"

#include "place.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/count.h"
#include "base/file.h"
#include "form/catalogue.h"
#include "form_help.h"

/* A directory of one's own, filled from alles. */
static char *room;

static int set_up(void **state)
{
	(void)state;
	room = place_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	place_remove(room);
	return 0;
}

static void write_file(const char *name, const char *text)
{
	char *path = file_join(room, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static char *alles(void)
{
	return alloc_print("%s/tests/data/forms/alles", getenv("srcdir"));
}

/* alles, and after it the room. */
static struct catalogue *both(struct problem_list *problems)
{
	char *first = alles();
	const char *const directories[] = { first, room };
	struct catalogue *catalogue = NULL;
	struct err err = { 0 };

	if (catalogue_load(directories, 2, &catalogue, problems, &err))
		fail_msg("%s", err.text);
	free(first);
	return catalogue;
}

static struct catalogue *without_problems(void)
{
	struct problem_list problems = { 0 };
	struct catalogue *catalogue = both(&problems);

	if (problems.count > 0)
		fail_msg("%s", problems.items[0].text);
	problem_list_done(&problems);
	return catalogue;
}

/* The one problem of both directories holds these words. */
static struct catalogue *with_problem(const char *file, int line,
				      const char *part)
{
	struct problem_list problems = { 0 };
	struct catalogue *catalogue = both(&problems);
	const struct problem *p = problems.items;

	if (problems.count != 1 || !strstr(p->text, part) ||
	    !strstr(p->file, file) || p->line != line)
		fail_msg("%zu: %s:%d: %s", problems.count,
			 problems.count ? p->file : "",
			 problems.count ? p->line : 0,
			 problems.count ? p->text : "");
	problem_list_done(&problems);
	return catalogue;
}

#define HEAD(name, version)                                                    \
	"form: " name "\nversion: " version "\ntitle: T\nper: traject\n"
#define BODY                                                                   \
	"sections:\n- {name: een, label: Een, fields: [{name: a, type: score," \
	" label: A}]}\n"

static void forms_are_found_by_name_and_version(void **state)
{
	struct catalogue *c;
	const struct form *form;
	struct err err = { 0 };

	(void)state;
	write_file("a9.yaml", HEAD("alles", "1.9") BODY);
	write_file("b.yaml", HEAD("bijna", "2") BODY);
	c = without_problems();
	assert_int_equal(catalogue_count(c), 5);
	assert_string_equal(catalogue_form(c, 0)->version, "1.10");
	assert_string_equal(catalogue_form(c, 1)->version, "1.9");
	assert_string_equal(catalogue_find(c, "alles", NULL)->version, "1.10");
	assert_string_equal(catalogue_find(c, "alles", "1.9")->version, "1.9");
	assert_null(catalogue_find(c, "alles", "2"));
	assert_int_equal(catalogue_named(c, "alles@1.9", &form, NULL), 0);
	assert_string_equal(form->version, "1.9");
	assert_int_equal(catalogue_named(c, "ales", &form, &err), ERR_NOTFOUND);
	assert_has(err.text, "bedoel je alles");
	assert_int_equal(catalogue_named(c, "alles@3", &form, &err),
			 ERR_NOTFOUND);
	assert_has(err.text, "1.10, 1.9");
	assert_string_equal(catalogue_traject(c)->name, "zaak");
	catalogue_free(c);
}

static void the_programme_is_read(void **state)
{
	struct catalogue *c = without_problems();
	const struct programme *p = catalogue_programme(c);

	(void)state;
	assert_string_equal(p->name, "alles");
	assert_true(p->consent_required);
	assert_int_equal(p->form_count, 2);
	assert_string_equal(p->forms[0].form, "alles");
	assert_null(p->forms[0].version);
	assert_null(p->forms[0].when);
	assert_string_equal(p->forms[0].due_field, "laatste_dag");
	assert_int_equal(p->forms[0].due_from, -7);
	assert_int_equal(p->forms[0].due_days, 14);
	assert_false(p->forms[0].due_ends);
	assert_string_equal(p->forms[1].version, "0.9");
	assert_non_null(p->forms[1].when);
	assert_int_equal(p->list_count, 6);
	assert_string_equal(p->names[0].list, "organisatie");
	assert_string_equal(p->names[1].list, "team");
	assert_string_equal(p->names[1].parent, "De Brug");
	catalogue_free(c);
}

static void the_benchmarks_are_read(void **state)
{
	struct catalogue *c = without_problems();
	const struct benchmark *b = catalogue_benchmark(c, 0);

	(void)state;
	assert_int_equal(catalogue_benchmark_count(c), 2);
	assert_string_equal(b->form, "alles");
	assert_string_equal(b->period, "2024");
	assert_int_equal(b->records, 120);
	assert_int_equal(b->value_count, 7);
	assert_int_equal(b->values[0].kind, BENCHMARK_MEASURE);
	assert_true(b->values[0].percent == 91.5);
	assert_string_equal(b->values[6].name, "zorgen");
	assert_string_equal(b->values[6].option, "school");
	assert_null(catalogue_benchmark(c, 1)->version);
	catalogue_free(c);
}

static void a_later_directory_goes_first(void **state)
{
	struct catalogue *c;

	(void)state;
	write_file("x.yaml", HEAD("kind-vragen", "0.9") BODY);
	write_file("p.yaml", "programme: ander\ntitle: Ander\nforms: []\n");
	c = without_problems();
	assert_string_equal(catalogue_programme(c)->name, "ander");
	assert_int_equal(catalogue_find(c, "kind-vragen", "0.9")->field_count,
			 1);
	catalogue_free(c);
}

static void what_has_mistakes_is_left_out(void **state)
{
	struct catalogue *c;

	(void)state;
	write_file("x.yaml", HEAD("x", "1") "sections: []\n");
	c = with_problem("x.yaml", 5, "geen secties");
	assert_null(catalogue_find(c, "x", NULL));
	assert_non_null(catalogue_find(c, "alles", NULL));
	catalogue_free(c);
}

/* More mistakes than are kept, in a file that is read before another. */
static void a_good_form_stays_whole_behind_a_very_bad_one(void **state)
{
	struct problem_list problems = { 0 };
	struct catalogue *catalogue;
	const struct form *good;
	char *path = file_join(room, "bad.yaml");
	FILE *file = fopen(path, "w");

	(void)state;
	assert_non_null(file);
	fputs("form: slecht\nversion: 1.0\ntitle: S\nper: traject\n", file);
	for (int i = 0; i < 300; i++)
		fprintf(file, "onzin%d: x\n", i);
	assert_int_equal(fclose(file), 0);
	free(path);
	write_file("goed.yaml",
		   "form: goed\nversion: 1.0\ntitle: G\nper: traject\n"
		   "sections:\n- name: een\n  label: Een\n  fields:\n"
		   "  - {name: a, type: integer, label: A}\n"
		   "  - {name: b, type: calculate, as: integer,"
		   " calculation: a + 1}\n");
	catalogue = both(&problems);
	assert_true(problems.dropped > 0);
	good = catalogue_find(catalogue, "goed", NULL);
	assert_non_null(good);
	assert_non_null(good->fields[1].calculation);
	catalogue_free(catalogue);
	problem_list_done(&problems);
}

static void two_files_cannot_be_the_same_form(void **state)
{
	(void)state;
	write_file("x1.yaml", HEAD("x", "1.0") BODY);
	write_file("x2.yaml", HEAD("x", "1.0") BODY);
	catalogue_free(with_problem("x2.yaml", 0, "bevat al versie 1.0"));
}

static void two_forms_cannot_share_a_table(void **state)
{
	(void)state;
	write_file("x1.yaml", HEAD("x-1", "2") BODY);
	write_file("x2.yaml", HEAD("x", "1.2") BODY);
	catalogue_free(with_problem("x2.yaml", 0, "dezelfde tabel"));
}

static void rows_need_their_form(void **state)
{
	struct catalogue *c;

	(void)state;
	write_file("x.yaml", HEAD("x", "1") "sections:\n"
		   "- {name: s, label: S, repeat: r, rows: alles.stp, fields: "
		   "[{name: a, type: text, label: A}]}\n");
	c = with_problem("x.yaml", 6, "\"alles\" met een herhaling \"stp\"");
	assert_null(catalogue_find(c, "x", NULL));
	catalogue_free(c);
}

/* One mistake each, on line 3 of a programme. */
static void a_programme_is_held_to_what_is_there(void **state)
{
	static const struct {
		const char *line, *part;
	} cases[] = {
		{ "forms: [{form: alle}]", "bedoel je alles" },
		{ "forms: [{form: heelanders}]", "geen formulier heelanders" },
		{ "forms: [{version: 1}]", "form: ontbreekt" },
		{ "forms: [{form: alles, version: 7}]", "geen versie 7" },
		{ "forms: [{form: zaak}]", "dat heeft elk traject al" },
		{ "forms: [{form: alles, wen: 1}]", "bedoel je \"when\"" },
		{ "forms: alles", "lijst" },
		{ "forms: [{form: alles, due: {field: laatst_dag, days: 3}}]",
		  "\"laatste_dag\"" },
		{ "forms: [{form: alles, due: {field: x, days: 3}}]",
		  "geen vraag \"x\"" },
		{ "forms: [{form: alles, due: {field: geboren, days: 3}}]",
		  "geen dag van het traject" },
		{ "forms: [{form: alles, due: {field: soort, days: 3}}]",
		  "geen dag van het traject" },
		{ "forms: [{form: alles, due: {days: 3}}]",
		  "field: ontbreekt" },
		{ "forms: [{form: alles, due: {field: laatste_dag}}]",
		  "days: ontbreekt" },
		{ "forms: [{form: alles, due: {field: laatste_dag, from: 9, "
		  "days: 3}}]",
		  "from: mag niet groter" },
		{ "forms: [{form: alles, due: {field: laatste_dag, days: 9, "
		  "until: 3}}]",
		  "until: mag niet kleiner" },
		{ "forms: [{form: alles, when: traject.sort = 'kort'}]",
		  "\"traject.soort\"" },
		{ "forms: [{form: alles, when: traject.soort = 'krt'}]",
		  "'kort'" },
		{ "purposes: {fun: []}\nforms: []", "\"fun\"" },
		{ "purposes: {research: [{forms: [alles]}]}\nforms: []",
		  "given: ontbreekt" },
		{ "purposes: {research: [{given: traject.sort = "
		  "'kort'}]}\nforms: []",
		  "\"traject.soort\"" },
		{ "purposes: {research: [{forms: [ales], given: 1 = "
		  "1}]}\nforms: []",
		  "geen formulier ales" },
		{ "purposes: {research: [{forms: [alles], fields: [w9], given: "
		  "traject.soort = 'kort'}]}\nforms: []",
		  "\"w9\"" },
		{ "purposes: {research: [{fields: [w1], given: traject.soort = "
		  "'kort'}]}\nforms: []",
		  "forms:" },
		/* A form per traject has no jeugdige. */
		{ "forms: [{form: alles, when: jeugdige.geboren IS NULL}]",
		  "per: jeugdige" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *text = alloc_print("programme: p\ntitle: P\n%s\n",
					 cases[i].line);
		struct catalogue *c;

		write_file("p.yaml", text);
		c = with_problem("p.yaml", 3, cases[i].part);
		assert_null(catalogue_programme(c));
		catalogue_free(c);
		free(text);
	}
}

static void a_programme_is_complete(void **state)
{
	(void)state;
	write_file("p.yaml", "programme: p\nforms: []\n");
	catalogue_free(with_problem("p.yaml", 1, "title: ontbreekt"));
	write_file("p.yaml", "programme: p\ntitle: P\n");
	catalogue_free(with_problem("p.yaml", 1, "forms: ontbreekt"));
	write_file("p.yaml",
		   "programme: p\ntitle: P\nforms: []\nconsent: maybe\n");
	catalogue_free(with_problem("p.yaml", 4, "not required"));
	write_file("p.yaml",
		   "programme: p\ntitle: P\nforms: []\n"
		   "lists: {team: {A: []}}\n");
	catalogue_free(with_problem("p.yaml", 4, "\"team\" is hier onbekend"));
	write_file("p.yaml", "programme: p\ntitle: P\nforms: []\n");
	write_file("q.yaml", "programme: q\ntitle: Q\nforms: []\n");
	catalogue_free(with_problem("q.yaml", 0, "maar één"));
}

static struct scalar a_long_case(void *of, enum name_source source, int index,
				 int row)
{
	const struct form *traject = of;
	const struct field *f = &traject->fields[index];

	(void)row;
	if (strcmp(f->name, "soort") == 0 && source == NAME_TRAJECT)
		return value_scalar(f, "lang");
	if (strcmp(f->name, "geboren") == 0 && source == NAME_JEUGDIGE)
		return value_scalar(f, "2012-02-01");
	return (struct scalar){ .kind = SCALAR_NULL };
}

static void others_can_be_forgotten(void **state)
{
	struct problem_list problems = { 0 };
	struct catalogue *catalogue;

	(void)state;
	catalogue = both(&problems);
	assert_int_equal(catalogue_count(catalogue), 3);
	catalogue_narrow(catalogue, "alles");
	assert_non_null(catalogue_find(catalogue, "alles", NULL));
	assert_null(catalogue_find(catalogue, "kind-vragen", NULL));
	assert_null(catalogue_programme(catalogue));
	assert_ptr_equal(catalogue_find(catalogue, "zaak", NULL),
			 catalogue_traject(catalogue));
	assert_ptr_equal(catalogue_main(catalogue),
			 catalogue_find(catalogue, "alles", NULL));
	assert_true(catalogue_benchmark_count(catalogue) > 0);
	catalogue_narrow(catalogue, "nergens");
	assert_int_equal(catalogue_count(catalogue), 1);
	assert_int_equal(catalogue_benchmark_count(catalogue), 0);
	catalogue_free(catalogue);
	problem_list_done(&problems);
}

static void a_programme_tells_when_a_form_is_needed(void **state)
{
	struct catalogue *c = without_problems();
	const struct programme *p = catalogue_programme(c);
	struct expr_context context = { .value = a_long_case,
					.today = "2025-06-15" };
	const void *traject = catalogue_traject(c);

	(void)state;
	memcpy(&context.of, &traject, sizeof(context.of));
	assert_int_equal(expr_truth(p->forms[1].when, &context), TRUTH_TRUE);
	context.today = "2024-01-31";
	assert_int_equal(expr_truth(p->forms[1].when, &context), TRUTH_FALSE);
	catalogue_free(c);
}

/* Two in one directory under one name are versions of the traject form. */
static void the_traject_form_has_versions(void **state)
{
	char *path = alloc_print("%s/tests/data/forms/alles/traject.yaml",
				 getenv("srcdir"));
	struct catalogue *c;
	size_t length;
	char *text, *version;

	(void)state;
	assert_int_equal(file_read(path, 1 << 20, &text, &length, NULL), 0);
	version = strstr(text, "1.2");
	memcpy(version, "1.3", 3);
	write_file("t3.yaml", text);
	memcpy(version, "1.1", 3);
	write_file("t1.yaml", text);
	c = without_problems();
	assert_string_equal(catalogue_traject(c)->version, "1.3");
	assert_non_null(catalogue_find(c, "zaak", "1.1"));
	assert_non_null(catalogue_find(c, "zaak", "1.2"));
	catalogue_free(c);

	/* Another name in the same directory is one too many. */
	memcpy(strstr(text, "form: zaak"), "form: zeef", 10);
	write_file("t1.yaml", text);
	c = with_problem("t1.yaml", 0, "al een trajectformulier");
	assert_string_equal(catalogue_traject(c)->version, "1.3");
	catalogue_free(c);
	free(text);
	free(path);
}

static void a_benchmark_names_what_is_there(void **state)
{
	static const struct {
		const char *text, *part;
	} cases[] = {
		{ "measures: {werkwijs: 80}", "bedoel je \"werkwijze\"" },
		{ "items: {w9: 80}", "heeft geen \"w9\"" },
		{ "items: {datum: 80}", "type score" },
		{ "items: {w1: 101}", "van 0 tot en met 100" },
		{ "options: {woonsituatie: {tuis: 4}}", "\"thuis\"" },
		{ "version: 8", "geen versie 8" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char *text = alloc_print(
			"benchmarks: alles\nfigures:\n"
			"- {period: 2024, source: s, %s}\n",
			cases[i].text);
		struct catalogue *c;

		write_file("b.yaml", text);
		c = with_problem("b.yaml", 3, cases[i].part);
		assert_int_equal(catalogue_benchmark_count(c), 2);
		catalogue_free(c);
		free(text);
	}
}

static void benchmarks_are_complete(void **state)
{
	(void)state;
	write_file("b.yaml", "benchmarks: alle\nfigures: []\n");
	catalogue_free(with_problem("b.yaml", 1, "bedoel je alles"));
	write_file("b.yaml", "benchmarks: heelanders\nfigures: []\n");
	catalogue_free(with_problem("b.yaml", 1, "geen formulier heelanders"));
	write_file("b.yaml", "benchmarks: alles\n");
	catalogue_free(with_problem("b.yaml", 1, "figures: ontbreekt"));
	write_file("b.yaml", "benchmarks: alles\nfigures:\n- {period: 1}\n");
	catalogue_free(with_problem("b.yaml", 3, "source: ontbreekt"));
}

static void other_files_are_left_alone_but_not_unknown_ones(void **state)
{
	(void)state;
	write_file("demo.yaml", "demo: x\nform: [1, 2]\n");
	write_file("notes.txt", "form: ");
	catalogue_free(without_problems());
	write_file("what.yaml", "from: ash\n");
	catalogue_free(with_problem("what.yaml", 1, "alle drie"));
}

static void without_a_traject_form_there_is_no_catalogue(void **state)
{
	const char *const directories[] = { room };
	struct problem_list problems = { 0 };
	struct catalogue *catalogue = NULL;
	struct err err = { 0 };

	(void)state;
	write_file("x.yaml", HEAD("x", "1") BODY);
	assert_int_equal(
		catalogue_load(directories, 1, &catalogue, &problems, &err),
		ERR_INVALID);
	assert_null(catalogue);
	assert_has(err.text, room);
	problem_list_done(&problems);
}

static void a_form_can_be_added(void **state)
{
	static const char old[] = HEAD("oud", "1") BODY;
	static const char other[] = HEAD("oud", "1.00") BODY;
	static const char bad[] = HEAD("fout", "1");
	struct catalogue *c = without_problems();
	struct err err = { 0 };
	size_t before = catalogue_count(c);

	(void)state;
	assert_int_equal(catalogue_add(c, old, strlen(old), "bestand", NULL),
			 0);
	assert_int_equal(catalogue_count(c), before + 1);
	assert_int_equal(catalogue_add(c, old, strlen(old), "bestand", NULL),
			 0);
	assert_int_equal(catalogue_count(c), before + 1);
	assert_non_null(catalogue_find(c, "oud", "1"));
	assert_int_equal(catalogue_add(c, other, strlen(other), "b", NULL), 0);
	assert_int_equal(catalogue_add(c, bad, strlen(bad), "bestand", &err),
			 ERR_INVALID);
	assert_has(err.text, "bestand");
	catalogue_free(c);
}

/* How many problems has this file, held to alles?  -1: it is a form. */
static int problems_of(struct catalogue *c, const char *text)
{
	struct problem_list problems = { 0 };
	bool found = catalogue_check(c, text, strlen(text), "x", &problems);
	int count = found ? (int)problems.count : -1;

	if (!found)
		assert_int_equal(problems.count, 0);
	problem_list_done(&problems);
	return count;
}

static void a_programme_and_benchmarks_are_held_to_the_catalogue(void **state)
{
	struct catalogue *c = without_problems();
	const struct programme *p = catalogue_programme(c);
	size_t forms = catalogue_count(c);

	(void)state;
	assert_int_equal(problems_of(c, HEAD("x", "1") BODY), -1);
	assert_int_equal(problems_of(c, "form: [\n"), -1);
	assert_int_equal(problems_of(c,
				     "programme: p\ntitle: P\nforms: [{form: "
				     "alles, when: traject.soort = 'lang'}]\n"),
			 0);
	assert_int_equal(problems_of(c,
				     "programme: p\ntitle: P\nforms: [{form: "
				     "alles, when: traject.srt = 'lang'}]\n"),
			 1);
	assert_int_equal(
		problems_of(c, "programme: p\ntitle: P\nforms: [{form: x}]\n"),
		1);
	assert_int_equal(problems_of(c,
				     "benchmarks: alles\nfigures:\n"
				     "- {period: 1, source: s}\n"),
			 0);
	assert_int_equal(problems_of(c, "benchmarks: x\nfigures: []\n"), 1);
	assert_ptr_equal(catalogue_programme(c), p);
	assert_int_equal(catalogue_count(c), forms);
	assert_int_equal(catalogue_benchmark_count(c), 2);
	assert_string_equal(p->forms[0].form, "alles");
	catalogue_free(c);
}

/* Out of what that catalogue packed; or NULL. */
static struct catalogue *glance_of(const struct catalogue *whole)
{
	size_t length;
	const char *bytes = catalogue_packed(whole, &length);

	return catalogue_glance(bytes, length);
}

static struct catalogue *glance(void)
{
	struct catalogue *whole = without_problems();
	struct catalogue *seen = glance_of(whole);

	catalogue_free(whole);
	return seen;
}

/* Does it agree with what is loaded, mistakes or not? */
static bool glance_agrees(void)
{
	struct problem_list problems = { 0 };
	struct catalogue *whole = both(&problems);
	struct catalogue *glanced = glance_of(whole);
	struct buffer seen = { 0 }, found = { 0 };
	bool agrees;

	assert_non_null(glanced);
	assert_int_equal(catalogue_count(glanced), catalogue_count(whole));
	catalogue_seen(glanced, &seen);
	catalogue_seen(whole, &found);
	agrees = seen.length == found.length &&
		 memcmp(seen.bytes, found.bytes, seen.length) == 0;
	buffer_done(&seen);
	buffer_done(&found);
	problem_list_done(&problems);
	catalogue_free(whole);
	catalogue_free(glanced);
	return agrees;
}

static void a_glance_sees_heads_and_when_forms_are_needed(void **state)
{
	struct catalogue *c;
	const struct form *form;

	(void)state;
	write_file("b.yaml", "# Een formulier\n" HEAD(
				     "bijna", "2") "offer: programme\n" BODY
						   "client: true\n");
	c = glance();
	assert_non_null(c);
	form = catalogue_find(c, "bijna", "2");
	assert_non_null(form);
	assert_string_equal(words_text(&form->title), "T");
	assert_int_equal(form->per, PER_TRAJECT);
	assert_true(form->by_programme);
	assert_string_equal(form->table, "bijna_2");
	assert_int_equal(form->field_count, 0);
	assert_true(catalogue_traject(c)->field_count > 0);
	assert_true(catalogue_programme(c)->form_count > 0);
	assert_int_equal(catalogue_programme(c)->consent_count, 0);
	assert_int_equal(catalogue_benchmark_count(c), 0);
	catalogue_free(c);
}

static void assert_same_field(const struct field *one, const struct field *same)
{
	assert_string_equal(one->name, same->name);
	assert_int_equal(one->type, same->type);
	assert_int_equal(one->as, same->as);
	assert_int_equal(one->required, same->required);
	assert_int_equal(one->option_count, same->option_count);
	assert_int_equal(one->missing_count, same->missing_count);
	assert_int_equal(!one->relevant, !same->relevant);
	assert_int_equal(!one->calculation, !same->calculation);
	assert_null(same->initial);
	assert_int_equal(same->check_count, 0);
}

static const char *name_of(const struct form *form, int field)
{
	return field < 0 ? "" : form->fields[field].name;
}

static void a_glance_knows_what_the_programme_judges_by(void **state)
{
	struct catalogue *whole = without_problems();
	struct catalogue *c = glance_of(whole);
	const struct form *a = catalogue_traject(whole);
	const struct form *b = catalogue_traject(c);
	const struct programme *p = catalogue_programme(whole);

	(void)state;
	assert_true(b->field_count < a->field_count);
	assert_int_equal(a->repeat_count, b->repeat_count);
	assert_string_equal(name_of(a, a->traject.started),
			    name_of(b, b->traject.started));
	assert_string_equal(name_of(a, a->traject.ended),
			    name_of(b, b->traject.ended));
	assert_string_equal(name_of(a, a->traject.key),
			    name_of(b, b->traject.key));
	for (size_t i = 0; i < b->field_count; i++) {
		int same = form_find(a, b->fields[i].name);

		assert_true(same >= 0);
		assert_same_field(&a->fields[same], &b->fields[i]);
	}
	for (size_t i = 0; i < p->form_count; i++)
		if (p->forms[i].due_field)
			assert_true(form_find(b, p->forms[i].due_field) >= 0);
	catalogue_free(c);
	catalogue_free(whole);
}

static void a_pipe_among_the_forms_keeps_nobody_waiting(void **state)
{
	char *path = file_join(room, "pijp.yaml");

	(void)state;
	assert_int_equal(mkfifo(path, 0600), 0);
	catalogue_free(with_problem("pijp.yaml", 0, "is geen bestand"));
	free(path);
}

static void a_form_can_be_added_to_a_glance(void **state)
{
	static const char text[] = HEAD("extra", "1") BODY;
	struct catalogue *c = glance();
	struct err err = { 0 };

	(void)state;
	assert_int_equal(catalogue_add(c, text, strlen(text), "extra@1", &err),
			 0);
	assert_non_null(catalogue_find(c, "extra", "1"));
	assert_int_equal(catalogue_find(c, "extra", "1")->field_count, 0);
	assert_int_equal(
		catalogue_add(c, "form: x\nsections: []\n", 23, "x", &err),
		ERR_INVALID);
	catalogue_free(c);
}

static void a_glance_agrees_with_what_is_loaded(void **state)
{
	(void)state;
	assert_true(glance_agrees());
	write_file("b.yaml", "\xEF\xBB\xBF" HEAD("bijna", "2") BODY);
	assert_true(glance_agrees());
	write_file("c.yaml", HEAD("bijna", "1") BODY);
	assert_true(glance_agrees());
	/* However it is written, and whatever its texts say. */
	write_file("d.yaml", HEAD("derde", "1") "hint: |\n  sections:\n" BODY);
	assert_true(glance_agrees());
	write_file(
		"e.yaml",
		"{form: vierde, version: 2, title: T, per: traject, sections: "
		"[{name: een, label: Een, fields: [{name: a, type: score, "
		"label: A}]}]}\n");
	assert_true(glance_agrees());
}

static void a_glance_leaves_out_what_has_mistakes(void **state)
{
	(void)state;
	write_file("b.yaml", HEAD("bijna", "2") "sections:\n- {nam: een}\n");
	assert_true(glance_agrees());
	write_file("b.yaml", "form: bijna\nversion: x\ntitle: T\n" BODY);
	assert_true(glance_agrees());
	write_file("b.yaml", "form: bijna\nversion: [\ntitle: T\n" BODY);
	assert_true(glance_agrees());
	write_file("b.yaml", HEAD("bijna", "2") BODY);
	write_file("c.yaml", "programme: p\ntitle: P\nforms: [{form: x}]\n");
	assert_true(glance_agrees());
}

static void a_glance_sees_the_versions_of_the_traject_form(void **state)
{
	char *path = alloc_print("%s/tests/data/forms/alles/traject.yaml",
				 getenv("srcdir"));
	struct catalogue *c;
	size_t length;
	char *text;

	(void)state;
	assert_int_equal(file_read(path, 1 << 20, &text, &length, NULL), 0);
	memcpy(strstr(text, "1.2"), "1.1", 3);
	write_file("t1.yaml", text);
	c = glance();
	assert_non_null(c);
	/* Which one goes first is not left to the versions. */
	assert_string_equal(catalogue_traject(c)->version, "1.1");
	assert_true(catalogue_find(c, "zaak", "1.2")->is_traject);
	assert_true(glance_agrees());
	catalogue_free(c);
	free(text);
	free(path);
}

static void bytes_that_are_no_forms_are_no_glance(void **state)
{
	struct catalogue *whole = without_problems();
	size_t length;
	const char *bytes = catalogue_packed(whole, &length);
	struct buffer twice = { 0 };

	(void)state;
	assert_null(catalogue_glance("", 0));
	assert_null(catalogue_glance("\0", 1));
	assert_null(
		catalogue_glance("\x08"
				 "a",
				 3));
	/* The same forms again, behind the programme or before it. */
	buffer_add_part(&twice, bytes, length);
	buffer_add_part(&twice, bytes, length);
	assert_null(catalogue_glance(twice.bytes, twice.length));
	buffer_done(&twice);
	catalogue_free(whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define EACH(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		EACH(forms_are_found_by_name_and_version),
		EACH(the_programme_is_read),
		EACH(the_benchmarks_are_read),
		EACH(a_later_directory_goes_first),
		EACH(what_has_mistakes_is_left_out),
		EACH(a_good_form_stays_whole_behind_a_very_bad_one),
		EACH(two_files_cannot_be_the_same_form),
		EACH(two_forms_cannot_share_a_table),
		EACH(rows_need_their_form),
		EACH(a_programme_is_held_to_what_is_there),
		EACH(a_programme_is_complete),
		EACH(others_can_be_forgotten),
		EACH(a_programme_tells_when_a_form_is_needed),
		EACH(the_traject_form_has_versions),
		EACH(a_benchmark_names_what_is_there),
		EACH(benchmarks_are_complete),
		EACH(other_files_are_left_alone_but_not_unknown_ones),
		EACH(without_a_traject_form_there_is_no_catalogue),
		EACH(a_form_can_be_added),
		EACH(a_programme_and_benchmarks_are_held_to_the_catalogue),
		EACH(a_glance_sees_heads_and_when_forms_are_needed),
		EACH(a_pipe_among_the_forms_keeps_nobody_waiting),
		EACH(a_form_can_be_added_to_a_glance),
		EACH(a_glance_agrees_with_what_is_loaded),
		EACH(a_glance_leaves_out_what_has_mistakes),
		EACH(a_glance_knows_what_the_programme_judges_by),
		EACH(a_glance_sees_the_versions_of_the_traject_form),
		EACH(bytes_that_are_no_forms_are_no_glance),
	};

	return run_tests(tests);
}
