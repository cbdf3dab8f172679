/* What form/catalogue.h promises. */
#include "config.h"

#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "form/catalogue.h"
#include "form_help.h"

/* A directory of one's own, filled from alles. */
static char *room;

static int set_up(void **state)
{
	char name[] = "/tmp/form_catalogue.XXXXXX";

	(void)state;
	room = alloc_text(mkdtemp(name));
	return 0;
}

static int tear_down(void **state)
{
	char **names;
	size_t count;

	(void)state;
	assert_int_equal(file_list(room, "", &names, &count, NULL), 0);
	for (size_t i = 0; i < count; i++) {
		char *path = file_join(room, names[i]);

		unlink(path);
		free(path);
		free(names[i]);
	}
	free(names);
	rmdir(room);
	free(room);
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
	assert_non_null(strstr(err.text, "bedoel je alles"));
	assert_int_equal(catalogue_named(c, "alles@3", &form, &err),
			 ERR_NOTFOUND);
	assert_non_null(strstr(err.text, "1.10, 1.9"));
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

static void a_programme_names_what_is_there(void **state)
{
	struct catalogue *c;

	(void)state;
	write_file("p.yaml",
		   "programme: p\ntitle: P\nforms:\n"
		   "- form: alle\n");
	c = with_problem("p.yaml", 4, "bedoel je alles");
	assert_null(catalogue_programme(c));
	catalogue_free(c);

	write_file("p.yaml",
		   "programme: p\ntitle: P\nforms:\n"
		   "- {form: alles, version: 7}\n");
	catalogue_free(with_problem("p.yaml", 4, "geen versie 7"));
	write_file("p.yaml",
		   "programme: p\ntitle: P\nforms:\n"
		   "- {form: alles, due: {field: laatst_dag, days: "
		   "3}}\n");
	catalogue_free(with_problem("p.yaml", 4, "\"laatste_dag\""));
	write_file("p.yaml",
		   "programme: p\ntitle: P\nforms:\n"
		   "- {form: alles, when: traject.sort = 'kort'}\n");
	catalogue_free(with_problem("p.yaml", 4, "\"traject.soort\""));
	write_file("p.yaml",
		   "programme: p\ntitle: P\nforms:\n"
		   "- {form: alles, when: traject.soort = 'krt'}\n");
	catalogue_free(with_problem("p.yaml", 4, "'kort'"));
	/* A form per traject has no jeugdige. */
	write_file("p.yaml",
		   "programme: p\ntitle: P\nforms:\n"
		   "- {form: alles, when: jeugdige.geboren IS "
		   "NULL}\n");
	catalogue_free(with_problem("p.yaml", 4, "per: jeugdige"));
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
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
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
	assert_non_null(strstr(err.text, room));
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
	assert_non_null(strstr(err.text, "bestand"));
	catalogue_free(c);
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
		EACH(two_files_cannot_be_the_same_form),
		EACH(two_forms_cannot_share_a_table),
		EACH(rows_need_their_form),
		EACH(a_programme_names_what_is_there),
		EACH(a_benchmark_names_what_is_there),
		EACH(other_files_are_left_alone_but_not_unknown_ones),
		EACH(without_a_traject_form_there_is_no_catalogue),
		EACH(a_form_can_be_added),
	};

	return run_tests(tests);
}
