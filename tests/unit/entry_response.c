/* What entry/response.h promises, with the programme that is shipped. */
#include "config.h"

#include "unit.h"

#include "entry/response.h"
#include "entry_world.h"

/* A traject that ended on this day, with one jeugdige. */
static void complete_traject(struct world *w, const char *end)
{
	static const char *const born[] = { "1-1-2010" };

	fill_traject(w, end, "n", born, 1);
	complete(w);
	close_form(w);
}

static void complete_ash(struct world *w)
{
	fill_ash(w);
	complete(w);
	close_form(w);
}

static void count(struct world *w, const struct selection *selection,
		  const char *today, struct response *out)
{
	response_done(out);
	WORKS(response_count(w->store, w->catalogue, selection, today, out,
			     &why));
}

static const struct response_row *row(const struct response *response,
				      const char *form)
{
	for (size_t i = 0; i < response->count; i++)
		if (strcmp(response->rows[i].form, form) == 0)
			return &response->rows[i];
	return NULL;
}

/* The help ended on 25 March: three weeks later is 15 April. */
static void due_is_what_has_its_last_day_in_the_period(void **state)
{
	struct world *w = *state;
	struct selection april = { .from = "2025-04-15", .to = "2025-04-15" };
	struct selection before = { .to = "2025-04-14" };
	struct selection after = { .from = "2025-04-16" };
	struct response response = { 0 };

	complete_traject(w, "25-3-2025");
	count(w, &april, "2025-07-01", &response);
	assert_int_equal(response.count, 4);
	assert_string_equal(response.group_by, "organisatie");
	assert_string_equal(response.rows[0].form, "ash");
	assert_int_equal(row(&response, "ash")->due, 1);
	assert_int_equal(row(&response, "ash")->came, 0);
	assert_int_equal(row(&response, "nji-professional")->due, 1);
	assert_int_equal(row(&response, "nji-jeugdige")->due, 1);
	assert_int_equal(row(&response, "nji-ouder")->due, 1);
	/* No individual provision: its goals are not needed. */
	assert_null(row(&response, "nji-doelen"));
	count(w, &before, "2025-07-01", &response);
	assert_int_equal(response.count, 0);
	count(w, &after, "2025-07-01", &response);
	assert_int_equal(response.count, 0);
	response_done(&response);
}

static void a_term_that_runs_is_not_due(void **state)
{
	struct world *w = *state;
	struct selection all = { 0 };
	struct response response = { 0 };

	complete_traject(w, "25-3-2025");
	count(w, &all, "2025-04-14", &response);
	assert_int_equal(row(&response, "ash")->due, 0);
	assert_int_equal(row(&response, "ash")->running, 1);
	count(w, &all, "2025-04-15", &response);
	assert_int_equal(row(&response, "ash")->due, 1);
	assert_int_equal(row(&response, "ash")->running, 0);
	response_done(&response);
}

static void what_came_has_its_days(void **state)
{
	struct world *w = *state;
	struct selection all = { 0 };
	struct response response = { 0 };
	const struct response_row *ash;

	complete_traject(w, "25-3-2025");
	complete_ash(w);
	count(w, &all, "2025-07-01", &response);
	ash = row(&response, "ash");
	assert_int_equal(ash->due, 1);
	assert_int_equal(ash->came, 1);
	/* It was completed on 15 June. */
	assert_int_equal(ash->late, 1);
	assert_int_equal(ash->days.count, 1);
	assert_int_equal(ash->days.items[0].days, 82);
	assert_int_equal(ash->days.items[0].records, 1);
	assert_int_equal(row(&response, "nji-jeugdige")->came, 0);
	response_done(&response);
}

static void a_draft_did_not_come(void **state)
{
	struct world *w = *state;
	struct selection all = { 0 };
	struct response response = { 0 };

	complete_traject(w, "25-3-2025");
	open_form(w, "ash");
	type(w, "1");
	close_form(w);
	count(w, &all, "2025-07-01", &response);
	assert_int_equal(row(&response, "ash")->due, 1);
	assert_int_equal(row(&response, "ash")->came, 0);
	response_done(&response);
}

static void the_names_of_the_selection_hold(void **state)
{
	struct world *w = *state;
	struct selection other = { .organisatie = "Nergens" };
	struct response response = { 0 };

	complete_traject(w, "25-3-2025");
	count(w, &other, "2025-07-01", &response);
	assert_int_equal(response.count, 0);
	assert_string_equal(response.group_by, "team");
	response_done(&response);
}

/* They are read some at a time. */
static void all_of_many_trajecten_are_counted(void **state)
{
	enum {
		MANY = 1203
	};
	struct world *w = *state;
	struct selection all = { 0 };
	struct response response = { 0 };

	complete_traject(w, "25-3-2025");
	complete_ash(w);
	WORKS(store_begin(w->store, &why));
	for (int i = 0; i < MANY; i++) {
		struct traject traject = { 0 };

		WORKS(trajecten_get(w->store, w->traject, &traject, &why));
		alloc_replace(&traject.uuid, NULL);
		free(traject.code);
		traject.code = alloc_print("M-%d", i);
		WORKS(trajecten_add(w->store, &traject, &why));
		traject_done(&traject);
	}
	WORKS(store_commit(w->store, &why));
	count(w, &all, "2025-07-01", &response);
	assert_int_equal(row(&response, "ash")->due, MANY + 1);
	assert_int_equal(row(&response, "ash")->came, 1);
	response_done(&response);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up_shipped,            \
					world_tear_down)
		PROMISE(due_is_what_has_its_last_day_in_the_period),
		PROMISE(a_term_that_runs_is_not_due),
		PROMISE(what_came_has_its_days),
		PROMISE(a_draft_did_not_come),
		PROMISE(the_names_of_the_selection_hold),
		PROMISE(all_of_many_trajecten_are_counted),
	};

	return run_tests(tests);
}
