/* What exchange/demo_plan.h and exchange/demo.h promise. */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/count.h"
#include "entry_world.h"
#include "exchange/csv_export.h"
#include "exchange/demo.h"
#include "exchange/demo_plan.h"
#include "store/upkeep.h"

static const char plan_yaml[] =
	"demo: proef\n"
	"form: proef\n"
	"drafts: 2\n"
	"luck: {0.5: 1, 2: 1}\n"
	"traject:\n"
	"  einde: {days: 0-3, before: completed}\n"
	"  start: {days: {10-20: 1}, before: einde}\n"
	"  soort: {one: {a: 1, b: 1}}\n"
	"  jeugdige: {rows: {1: 1, 2: 1}}\n"
	"forms:\n"
	"  proef:\n"
	"    soort: {one: {aap: 2, anders: 1}, unscored: 0.1}\n"
	"    soort_anders: {text: [Kat, Hond]}\n"
	"    getal: {number: 0-60}\n"
	"    meer: {some: {x: 0.5, y: 0.5}, alone: {z: 0.2}}\n"
	"    s1: {met: 0.9}\n"
	"    s2: {met: 0.5, unscored: 0.1}\n"
	"  nergens:\n"
	"    wat: {met: 0.5}\n"
	"organisations:\n"
	"- {name: Noord, share: 2, odds: 1.5, teams: {Oost: [An, Bo],"
	" West: [Co]}}\n"
	"- {name: Zuid, teams: {Oost: [Di]}}\n";

static struct demo_plan *read_plan(const struct world *world, const char *yaml,
				   struct problem_list *problems)
{
	return demo_plan_read(yaml, strlen(yaml), "demo.yaml", world->catalogue,
			      problems);
}

static void a_plan_says_who_there_are(void **state)
{
	struct world *world = *state;
	struct problem_list problems = { 0 };
	struct demo_plan *plan = read_plan(world, plan_yaml, &problems);

	assert_non_null(plan);
	assert_int_equal(problems.count, 0);
	assert_int_equal(plan->drafts, 2);
	assert_int_equal(plan->organisation_count, 2);
	assert_int_equal(plan->worker_count, 4);
	assert_string_equal(plan->workers[2].name, "Co");
	assert_string_equal(plan->workers[2].team, "West");
	assert_string_equal(plan->workers[3].organisatie, "Zuid");
	assert_int_equal(plan->organisations[1].first, 3);
	demo_plan_free(plan);
}

static void a_form_that_is_not_there_is_passed_over(void **state)
{
	struct world *world = *state;
	struct problem_list problems = { 0 };
	struct demo_plan *plan = read_plan(world, plan_yaml, &problems);

	assert_int_equal(plan->form_count, 2);
	assert_non_null(demo_plan_form(
		plan, catalogue_find(world->catalogue, "proef", NULL)));
	demo_plan_free(plan);
}

/* The plan with what is found of it replaced; free() it. */
static char *replaced(const char *found, const char *by)
{
	const char *place = strstr(plan_yaml, found);
	char *yaml;

	assert_non_null(place);
	yaml = malloc(sizeof(plan_yaml) + strlen(by));
	sprintf(yaml, "%.*s%s%s", (int)(place - plan_yaml), plan_yaml, by,
		place + strlen(found));
	return yaml;
}

static void mistakes_have_their_place(void **state)
{
	static const struct {
		const char *found, *by;
		int line;
	} mistakes[] = {
		{ "drafts: 2", "drafts: veel", 3 },
		{ "drafts: 2", "drafst: 2", 3 },
		{ "drafts: 2", "drafts: 1e30", 3 },
		{ "0.5: 1, 2: 1", "0: 1", 4 },
		{ "0.5: 1, 2: 1", "1: inf", 4 },
		{ "days: 0-3", "days: 3-0", 6 },
		{ "days: 0-3", "dagen: 0-3", 6 },
		{ "days: 0-3", "days: {0-3: veel}", 6 },
		{ "soort: {one: {a", "sort: {one: {a", 8 },
		{ "one: {a: 1, b: 1}", "one: {a: 1, c: 1}", 8 },
		{ "one: {a: 1, b: 1}", "one: {a: 0, b: 0}", 8 },
		{ "one: {a: 1, b: 1}", "rows: 1", 8 },
		{ "one: {a: 1, b: 1}", "unscored: 1", 8 },
		{ "rows: {1: 1, 2: 1}", "one: {1: 1}", 9 },
		{ "text: [Kat, Hond]", "text: Kat", 13 },
		{ "alone: {z: 0.2}", "alone: {w: 0.2}", 15 },
		{ "number: 0-60", "some: {1: 0.5}", 14 },
		{ "name: Zuid, ", "", 22 },
		{ "[Di]", "[]", 22 },
	};
	struct world *world = *state;
	size_t i;

	for (i = 0; i < COUNT(mistakes); i++) {
		char *yaml = replaced(mistakes[i].found, mistakes[i].by);
		struct problem_list problems = { 0 };

		if (read_plan(world, yaml, &problems))
			fail_msg("%s is taken", mistakes[i].by);
		assert_true(problems.count > 0);
		assert_int_equal(problems.items[0].line, mistakes[i].line);
		problem_list_done(&problems);
		free(yaml);
	}
}

/* An empty file beside that of the world. */
static struct store *open_file(const struct world *world, const char *name)
{
	char *path = world_file(world, name);
	struct store *store = NULL;

	WORKS(store_open(path, 0, &store, &why));
	free(path);
	return store;
}

static int fill_by(const struct world *world, struct store *store,
		   const char *yaml, uint64_t seed, struct demo_result *result)
{
	const struct demo_options options = { .plan = yaml,
					      .plan_length = strlen(yaml),
					      .plan_file = "demo.yaml",
					      .records = 40,
					      .seed = seed };
	struct problem_list problems = { 0 };

	return demo_fill(store, world->catalogue, &options, &problems, result,
			 NULL);
}

static int fill_file(const struct world *world, struct store *store,
		     uint64_t seed, struct demo_result *result)
{
	return fill_by(world, store, plan_yaml, seed, result);
}

static char *export_of(const struct world *world, struct store *store)
{
	const struct selection selection = { .form = "proef" };
	char *text = NULL;
	size_t length = 0;
	struct outgoing outgoing = { 0 };
	FILE *out = open_memstream(&text, &length);

	WORKS(outgoing_begin(store, world->catalogue, &selection, PURPOSE_NONE,
			     &outgoing, &why));
	WORKS(csv_export(&outgoing, CSV_PLAIN, out, &why));
	outgoing_done(&outgoing);
	fclose(out);
	return text;
}

static void as_many_are_made_as_were_asked(void **state)
{
	struct world *world = *state;
	struct store *store = open_file(world, "many.db");
	struct demo_result result = { 0 };

	assert_int_equal(fill_file(world, store, 1, &result), 0);
	assert_int_equal(result.counting, 40);
	assert_int_equal(result.not_counting, 0);
	assert_int_equal(result.drafts, 2);
	store_close(store);
}

static void the_same_seed_gives_the_same(void **state)
{
	struct world *world = *state;
	struct store *stores[3];
	char *texts[3];
	struct demo_result result = { 0 };
	int i;

	stores[0] = open_file(world, "one.db");
	stores[1] = open_file(world, "two.db");
	stores[2] = open_file(world, "three.db");
	for (i = 0; i < 3; i++) {
		assert_int_equal(
			fill_file(world, stores[i], i < 2 ? 5 : 6, &result), 0);
		texts[i] = export_of(world, stores[i]);
	}
	assert_string_equal(texts[0], texts[1]);
	assert_string_not_equal(texts[0], texts[2]);
	for (i = 0; i < 3; i++) {
		store_close(stores[i]);
		free(texts[i]);
	}
}

/* However the plan writes a number, the file has it as everywhere else. */
static void what_is_drawn_is_kept_as_what_is_typed(void **state)
{
	struct world *world = *state;
	struct store *store = open_file(world, "kept.db");
	struct problem_list problems = { 0 };
	struct demo_result result = { 0 };
	char *yaml = replaced("number: 0-60", "scale: {-0: 1}");

	assert_int_equal(fill_by(world, store, yaml, 1, &result), 0);
	assert_int_equal(upkeep_check(store, &problems, NULL), 0);
	assert_int_equal(problems.count, 0);
	store_close(store);
	free(yaml);
}

static void chances_next_to_nothing_come_to_an_end(void **state)
{
	struct world *world = *state;
	struct store *store = open_file(world, "end.db");
	struct demo_result result = { 0 };
	char *yaml = replaced("{x: 0.5, y: 0.5}", "{x: 1e-300, y: 0}");

	assert_int_equal(fill_by(world, store, yaml, 1, &result), 0);
	store_close(store);
	free(yaml);
}

static void a_file_with_trajecten_is_refused(void **state)
{
	struct world *world = *state;
	struct demo_result result = { 0 };
	char *demo = NULL;

	assert_int_equal(fill_file(world, world->store, 1, &result),
			 ERR_EXISTS);
	assert_int_equal(store_noted(world->store, "demo", &demo, NULL), 0);
	assert_null(demo);
}

static void the_file_says_what_it_is(void **state)
{
	struct world *world = *state;
	struct store *store = open_file(world, "marked.db");
	struct demo_result result = { 0 };
	char *demo = NULL;

	assert_int_equal(fill_file(world, store, 1, &result), 0);
	assert_int_equal(store_noted(store, "demo", &demo, NULL), 0);
	assert_string_equal(demo, "1");
	free(demo);
	store_close(store);
}

#define in_a_world(test)                                                       \
	cmocka_unit_test_setup_teardown(test, world_set_up, world_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_world(a_plan_says_who_there_are),
		in_a_world(a_form_that_is_not_there_is_passed_over),
		in_a_world(mistakes_have_their_place),
		in_a_world(as_many_are_made_as_were_asked),
		in_a_world(the_same_seed_gives_the_same),
		in_a_world(what_is_drawn_is_kept_as_what_is_typed),
		in_a_world(chances_next_to_nothing_come_to_an_end),
		in_a_world(a_file_with_trajecten_is_refused),
		in_a_world(the_file_says_what_it_is),
	};

	return run_tests(tests);
}
