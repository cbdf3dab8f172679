/* What entry/entry.h promises of a form that is not alone: its traject, the rows
 * of another form, the record before it, other versions. */
#include "config.h"

#include "unit.h"

#include "entry_world.h"

/* --- the traject form */

static void the_head_of_the_traject_follows_its_form(void **state)
{
	struct world *w = *state;
	struct traject traject = { 0 };

	open_form(w, "traject");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 1);
	assert_string_equal(answer_of(w, "kenmerk", 1)->value, "J1");
	fill(w, "einde", 0, "1-6-2025");
	go(w, "team", 0);
	WORKS(entry_add_name(w->entry, "West", &why));
	complete(w);
	WORKS(trajecten_get(w->store, w->traject, &traject, &why));
	assert_string_equal(traject.ended, "2025-06-01");
	assert_string_equal(traject.team, "West");
	traject_done(&traject);
}

static void a_new_form_begins_at_what_is_still_empty(void **state)
{
	struct world *w = *state;
	struct item item;

	open_form(w, "traject");
	assert_non_null(answer_of(w, "code", 0)->value);
	item = entry_item(w->entry, entry_focus(w->entry));
	assert_null(answers_get(entry_answers(w->entry), item.field, item.row)
			    ->value);
}

static void another_organisatie_has_other_teams(void **state)
{
	struct world *w = *state;

	WORKS(names_add(w->store, "organisatie", NULL, "Noord", &why));
	open_form(w, "traject");
	fill(w, "organisatie", 0, "Noord");
	assert_null(value_of(w, "team"));
	assert_null(value_of(w, "medewerker"));
	flush(w);
	assert_stored(w);
	assert_true(entry_undo(w->entry));
	assert_string_equal(value_of(w, "team"), "Oost");
	flush(w);
	assert_stored(w);
}

static void a_code_that_is_taken_is_refused(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	world_traject(w, "T2");
	open_form(w, "traject");
	go(w, "code", 0);
	assert_int_equal(entry_type(w->entry, "T2", &err), ERR_EXISTS);
	assert_string_equal(value_of(w, "code"), "T1");
	type(w, "T3");
	flush(w);
}

static void a_jeugdige_with_forms_stays(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "traject");
	go(w, "kenmerk", 1);
	WORKS(entry_add_row(w->entry, &why));
	assert_string_equal(answer_of(w, "kenmerk", 2)->value, "J2");
	close_form(w);
	open_about(w, "begin", "J1");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	close_form(w);

	open_form(w, "traject");
	go(w, "kenmerk", 1);
	assert_int_equal(entry_remove_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_type(w->entry, "Jan", &err), ERR_INVALID);
	assert_string_equal(answer_of(w, "kenmerk", 1)->value, "J1");
	go(w, "kenmerk", 2);
	type(w, "Jan");
	WORKS(entry_remove_row(w->entry, &why));
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 1);
}

static void a_new_jeugdige_has_a_key_of_its_own(void **state)
{
	struct world *w = *state;

	open_form(w, "traject");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	go(w, "kenmerk", 1);
	WORKS(entry_remove_row(w->entry, &why));
	assert_string_equal(answer_of(w, "kenmerk", 1)->value, "J2");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	assert_string_equal(answer_of(w, "kenmerk", 2)->value, "J3");
	assert_int_equal(fault_at(w, "kenmerk", 2), FAULT_NONE);
}

/* --- rows from another form */

static void begin_with_goals(struct world *w)
{
	open_form(w, "traject");
	fill(w, "geboren", 1, "1-2-2015");
	complete(w);
	close_form(w);
	open_about(w, "begin", "J1");
	for (int row = 1; row <= 3; row++) {
		char typed[24];

		go_add_row(w);
		WORKS(entry_add_row(w->entry, &why));
		snprintf(typed, sizeof(typed), "doel %d", row);
		fill(w, "tekst", row, typed);
	}
	complete(w);
	close_form(w);
}

static void rows_come_from_the_other_form(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	size_t item;

	begin_with_goals(w);
	open_about(w, "eind", "J1");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 3);
	assert_string_equal(answer_of(w, "tekst", 2)->value, "doel 2");
	assert_focus(w, "bereikt");
	item = entry_find(w->entry, field_named(w, "tekst"), 2);
	assert_int_equal(entry_item(w->entry, item).kind, ITEM_GIVEN);
	for (size_t i = 0; i < entry_count(w->entry); i++)
		assert_true(entry_item(w->entry, i).kind != ITEM_ADD_ROW);
	assert_int_equal(entry_add_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_remove_row(w->entry, &err), ERR_INVALID);
	assert_int_equal(entry_move_row(w->entry, 1, &err), ERR_INVALID);
	type(w, "1");
	flush(w);
	assert_stored(w);
	complete(w);
}

static void rows_follow_the_other_form(void **state)
{
	struct world *w = *state;

	begin_with_goals(w);
	open_about(w, "eind", "J1");
	fill(w, "bereikt", 1, "0");
	fill(w, "bereikt", 3, "1");
	close_form(w);

	/* Goal 1 goes, one comes, and goal 3 is said otherwise. */
	open_about(w, "begin", "J1");
	WORKS(entry_reopen(w->entry, "andere doelen", &why));
	go(w, "tekst", 2);
	WORKS(entry_remove_row(w->entry, &why));
	go(w, "tekst", 2);
	WORKS(entry_add_row(w->entry, &why));
	fill(w, "tekst", 3, "doel 4");
	complete(w);
	close_form(w);

	open_about(w, "eind", "J1");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 3);
	assert_string_equal(answer_of(w, "tekst", 1)->value, "doel 1");
	assert_string_equal(answer_of(w, "bereikt", 1)->value, "0");
	assert_string_equal(answer_of(w, "tekst", 2)->value, "doel 3");
	assert_string_equal(answer_of(w, "bereikt", 2)->value, "1");
	assert_string_equal(answer_of(w, "tekst", 3)->value, "doel 4");
	assert_null(answer_of(w, "bereikt", 3)->value);
	flush(w);
	assert_stored(w);
}

static void a_row_that_went_stays_while_it_has_answers(void **state)
{
	struct world *w = *state;

	begin_with_goals(w);
	open_about(w, "eind", "J1");
	fill(w, "bereikt", 1, "1");
	close_form(w);
	open_about(w, "begin", "J1");
	WORKS(entry_reopen(w->entry, "minder doelen", &why));
	go(w, "tekst", 1);
	WORKS(entry_remove_row(w->entry, &why));
	go(w, "tekst", 1);
	WORKS(entry_remove_row(w->entry, &why));
	complete(w);
	close_form(w);

	open_about(w, "eind", "J1");
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 2);
	assert_string_equal(answer_of(w, "tekst", 1)->value, "doel 3");
	assert_null(answer_of(w, "bereikt", 1)->value);
	assert_string_equal(answer_of(w, "tekst", 2)->value, "doel 1");
	assert_string_equal(answer_of(w, "bereikt", 2)->value, "1");
	go(w, "bereikt", 2);
	WORKS(entry_remove_row(w->entry, &why));
	assert_int_equal(answers_rows(entry_answers(w->entry), 0), 1);
}

static void without_the_other_form_there_is_an_obstacle(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "traject");
	go(w, "code", 0);
	type(w, "T9");
	complete(w);
	close_form(w);
	open_about(w, "eind", "J1");
	assert_int_equal(entry_complete(w->entry, NULL, &err), ERR_INVALID);
	assert_has(err.text, "Doelen bij het begin");
	close_form(w);
	assert_int_equal(open_in(w, "eind", w->traject, NULL, &err),
			 ERR_INVALID);
}

/* --- the previous record */

static void the_previous_record_is_at_hand(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	int64_t other = world_traject(w, "T2");

	open_form(w, "proef");
	assert_int_equal(entry_same_as_previous(w->entry, &err), ERR_NOTFOUND);
	fill_proef(w);
	fill(w, "soort", 0, "beer");
	WORKS(entry_complete(w->entry, "2025-01-01", &why));
	close_form(w);
	WORKS(open_in(w, "proef", other, NULL, &why));
	WORKS(entry_same_as_previous(w->entry, &why));
	assert_string_equal(value_of(w, "soort"), "beer");
	go(w, "s1", 0);
	assert_int_equal(entry_same_as_previous(w->entry, &err), ERR_INVALID);
	fill(w, "soort", 0, "-");
	complete(w);
	close_form(w);

	other = world_traject(w, "T3");
	WORKS(open_in(w, "proef", other, NULL, &why));
	WORKS(entry_same_as_previous(w->entry, &why));
	assert_string_equal(answer_of(w, "soort", 0)->missing, "onbekend");
}

/* --- versions */

static void load_again(struct world *w, const char *name, const char *from,
		       const char *to)
{
	const char *at = strstr(proef_yaml, from);
	char *text = calloc(1, sizeof(proef_yaml) + strlen(to));

	assert_non_null(at);
	memcpy(text, proef_yaml, (size_t)(at - proef_yaml));
	strcat(text, to);
	strcat(text, at + strlen(from));
	world_write(w, name, text);
	free(text);
	world_load(w);
}

static void a_form_that_gained_a_field_keeps_its_draft(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	type(w, "anders");
	fill(w, "soort_anders", 0, "olifant");
	fill(w, "s2", 0, "1");
	close_form(w);
	load_again(w, "proef.yaml", "  - {name: let_op,",
		   "  - {name: nieuw, type: text, label: Nieuw}\n"
		   "  - {name: let_op,");
	open_form(w, "proef");
	assert_focus(w, "s2");
	assert_string_equal(value_of(w, "soort_anders"), "olifant");
	assert_string_equal(value_of(w, "s2"), "1");
	fill(w, "nieuw", 0, "iets");
	flush(w);
	assert_stored(w);
	complete(w);
}

static void a_draft_of_another_version_goes_first(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };

	open_form(w, "proef");
	type(w, "aap");
	close_form(w);
	load_again(w, "proef-2.yaml", "version: 1.0", "version: 2.0");
	assert_int_equal(open_in(w, "proef", w->traject, NULL, &err),
			 ERR_EXISTS);
	assert_has(err.text, "1.0");
}

static void a_record_opens_in_its_own_version(void **state)
{
	struct world *w = *state;

	open_form(w, "proef");
	fill_proef(w);
	complete(w);
	close_form(w);
	load_again(w, "proef-2.yaml", "version: 1.0", "version: 2.0");
	open_form(w, "proef");
	assert_string_equal(entry_form(w->entry)->version, "1.0");
	assert_string_equal(value_of(w, "soort"), "aap");
}

/* Load the forms again, with another version of this one beside it. */
static void load_with(struct world *w, char version, const char *options)
{
	char text[sizeof(proef_yaml) + 64];
	const char *old = "options: {aap: Aap, beer: Beer, anders: Anders}";
	const char *at = strstr(proef_yaml, old);

	snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - proef_yaml),
		 proef_yaml, options, at + strlen(old));
	*(strstr(text, "version: 1.0") + strlen("version: ")) = version;
	world_write(w, "proef-2.yaml", text);
	world_load(w);
}

static void the_previous_record_may_be_of_another_version(void **state)
{
	struct world *w = *state;
	struct err err = { 0 };
	int64_t other = world_traject(w, "T2");

	open_form(w, "proef");
	fill_proef(w);
	fill(w, "soort", 0, "beer");
	complete(w);
	close_form(w);

	/* Where the answer could not mean the same it is not taken over. */
	load_with(w, '2',
		  "options: {aap: Aap, beer: Beer, anders: Anders, vis: V}");
	WORKS(open_in(w, "proef", other, NULL, &why));
	assert_string_equal(entry_form(w->entry)->version, "2.0");
	assert_int_equal(entry_same_as_previous(w->entry, &err), ERR_NOTFOUND);
	close_form(w);

	load_with(w, '3', "options: {aap: Een aap, beer: B, anders: Anders}");
	WORKS(open_in(w, "proef", other, NULL, &why));
	WORKS(entry_same_as_previous(w->entry, &why));
	assert_string_equal(value_of(w, "soort"), "beer");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up, world_tear_down)
		PROMISE(the_head_of_the_traject_follows_its_form),
		PROMISE(a_new_form_begins_at_what_is_still_empty),
		PROMISE(another_organisatie_has_other_teams),
		PROMISE(a_code_that_is_taken_is_refused),
		PROMISE(a_jeugdige_with_forms_stays),
		PROMISE(a_new_jeugdige_has_a_key_of_its_own),
		PROMISE(rows_come_from_the_other_form),
		PROMISE(rows_follow_the_other_form),
		PROMISE(a_row_that_went_stays_while_it_has_answers),
		PROMISE(without_the_other_form_there_is_an_obstacle),
		PROMISE(the_previous_record_is_at_hand),
		PROMISE(the_previous_record_may_be_of_another_version),
		PROMISE(a_form_that_gained_a_field_keeps_its_draft),
		PROMISE(a_draft_of_another_version_goes_first),
		PROMISE(a_record_opens_in_its_own_version),
	};

	return run_tests(tests);
}
