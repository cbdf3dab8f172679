/* Whatever commands come: an entry stands, and keeps what it has. */
#include "config.h"

#include "unit.h"

#include "entry_world.h"

#include "base/count.h"

/* The same numbers everywhere. */
static uint32_t seed;

static unsigned pick(unsigned below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static const char *any_text(void)
{
	static const char *const texts[] = {
		"1",        "0",        "2",
		"3",        "-",        "",
		" ",        "aap",      "anders",
		"beer",     "x z",      "12",
		"13",       "60",       "100",
		"-5",       "1,5",      "onbekend",
		"Zuid",     "Noord",    "Oost",
		"An",       "1-3",      "31-2",
		"gisteren", "olifant",  "één \"tekst\"",
		"T2",       "\xff\xfe", "J1",
		"J2",       "vandaag",
	};

	return texts[pick(COUNT(texts))];
}

static void move(struct entry *entry)
{
	switch (pick(9)) {
	case 0:
		entry_back(entry);
		break;
	case 1:
		entry_go(entry, pick((unsigned)entry_count(entry) + 2));
		break;
	case 2:
		entry_next_section(entry, pick(2) ? 1 : -1);
		break;
	case 3:
		entry_first(entry);
		break;
	case 4:
		entry_last(entry);
		break;
	case 5:
		entry_next_empty(entry);
		break;
	case 6:
		(void)!entry_jump(entry, any_text(), NULL);
		break;
	default:
		entry_next(entry);
		break;
	}
}

static void answer(struct entry *entry)
{
	switch (pick(8)) {
	case 0:
		(void)!entry_toggle(entry, any_text(), NULL);
		break;
	case 1:
		(void)!entry_set_missing(entry, any_text(), NULL);
		break;
	case 2:
		(void)!entry_clear(entry, NULL);
		break;
	case 3:
		(void)!entry_remark(entry, any_text(), NULL);
		break;
	case 4:
		(void)!entry_overrule(entry, any_text(), NULL);
		break;
	case 5:
		(void)!entry_same_as_previous(entry, NULL);
		break;
	default:
		(void)!entry_type(entry, any_text(), NULL);
		break;
	}
}

static void change_rows(struct entry *entry)
{
	switch (pick(3)) {
	case 0:
		(void)!entry_remove_row(entry, NULL);
		break;
	case 1:
		(void)!entry_move_row(entry, pick(2) ? 1 : -1, NULL);
		break;
	default:
		(void)!entry_add_row(entry, NULL);
		break;
	}
}

static void command(struct entry *entry)
{
	switch (pick(8)) {
	case 0:
		change_rows(entry);
		break;
	case 1:
		if (pick(2))
			entry_undo(entry);
		else
			entry_redo(entry);
		break;
	case 2:
	case 3:
	case 4:
		answer(entry);
		break;
	default:
		move(entry);
		break;
	}
}

/* --- what always holds */

static void assert_sound(struct world *w)
{
	const struct form *form = entry_form(w->entry);
	struct rules *rules = entry_rules(w->entry);
	size_t count = entry_count(w->entry);
	size_t focus = entry_focus(w->entry);

	assert_true(focus <= count);
	for (size_t i = 0; i < count; i++) {
		struct item item = entry_item(w->entry, i);
		char *message;

		if (item.kind == ITEM_ADD_ROW)
			assert_true(
				rules_repeat_is_relevant(rules, item.repeat));
		else
			assert_true(
				rules_is_relevant(rules, item.field, item.row));
		if (item.field >= 0)
			assert_int_equal(item.section,
					 form->fields[item.field].section);
		entry_fault(w->entry, i, &message);
		free(message);
		if (focus == count)
			assert_false(item.kind == ITEM_FIELD ||
				     item.kind == ITEM_ADD_ROW);
	}
	if (focus < count) {
		enum item_kind kind = entry_item(w->entry, focus).kind;

		assert_true(kind == ITEM_FIELD || kind == ITEM_ADD_ROW);
	}
}

static void assert_same_cell(const struct answers *a, const struct answers *b,
			     int field, int row)
{
	const struct answer *x = answers_get(a, field, row);
	const struct answer *y = answers_get(b, field, row);
	const char *const pairs[][2] = { { x->value, y->value },
					 { x->missing, y->missing },
					 { x->remark, y->remark },
					 { x->reason, y->reason } };

	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(!pairs[i][0], !pairs[i][1]);
		if (pairs[i][0])
			assert_string_equal(pairs[i][0], pairs[i][1]);
	}
}

static void assert_same(const struct answers *a, const struct answers *b)
{
	const struct form *form = answers_form(a);

	for (int i = 0; i < (int)form->repeat_count; i++)
		assert_int_equal(answers_rows(a, i), answers_rows(b, i));
	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows = repeat < 0 ? 0 : answers_rows(a, repeat);

		for (int row = repeat >= 0; row <= rows; row++)
			assert_same_cell(a, b, i, row);
	}
}

static void assert_all_stored(struct world *w)
{
	struct answers *answers = stored(w);

	assert_same(answers, entry_answers(w->entry));
	answers_free(answers);
}

/* What was worked out step by step is what is worked out at once. */
static void assert_worked_out(struct world *w)
{
	struct answers *before = answers_copy(entry_answers(w->entry));
	size_t count = entry_count(w->entry);
	struct item *items = calloc(count + 1, sizeof(*items));

	for (size_t i = 0; i < count; i++)
		items[i] = entry_item(w->entry, i);
	rules_update(entry_rules(w->entry));
	assert_same(before, entry_answers(w->entry));
	for (size_t i = 0; i < count; i++) {
		if (items[i].field >= 0)
			assert_true(rules_is_relevant(entry_rules(w->entry),
						      items[i].field,
						      items[i].row));
	}
	free(items);
	answers_free(before);
}

static void play(struct world *w, const char *form, const char *jeugdige,
		 int commands)
{
	WORKS(open_in(w, form, w->traject, jeugdige, &why));
	for (int i = 0; i < commands; i++) {
		command(w->entry);
		assert_sound(w);
		if (i % 7 == 0)
			assert_worked_out(w);
		if (pick(10) == 0) {
			flush(w);
			assert_true(entry_is_saved(w->entry));
			assert_all_stored(w);
		}
		if (pick(200) == 0) {
			/* An untouched draft would be gone. */
			flush(w);
			close_form(w);
			WORKS(open_in(w, form, w->traject, jeugdige, &why));
			assert_sound(w);
		}
	}
}

static void all_can_be_undone(struct world *w)
{
	struct answers *end;
	int steps = 0;

	while (entry_redo(w->entry))
		assert_sound(w);
	end = answers_copy(entry_answers(w->entry));
	while (entry_undo(w->entry)) {
		assert_sound(w);
		steps++;
	}
	flush(w);
	assert_all_stored(w);
	while (entry_redo(w->entry))
		steps--;
	assert_int_equal(steps, 0);
	assert_same(end, entry_answers(w->entry));
	answers_free(end);
}

static void two_thousand_commands_do_no_harm(void **state)
{
	struct world *w = *state;

	seed = 2025;
	play(w, "proef", NULL, 2000);
	all_can_be_undone(w);
}

static void nor_on_the_traject_form(void **state)
{
	struct world *w = *state;

	seed = 11;
	WORKS(names_add(w->store, "organisatie", NULL, "Noord", &why));
	world_traject(w, "T2");
	play(w, "traject", NULL, 1000);
	all_can_be_undone(w);
}

static void nor_where_rows_come_from_elsewhere(void **state)
{
	struct world *w = *state;

	seed = 5;
	open_form(w, "traject");
	fill(w, "geboren", 1, "1-2-2015");
	complete(w);
	close_form(w);
	for (int round = 0; round < 8; round++) {
		play(w, "begin", "J1", 60);
		close_form(w);
		play(w, "eind", "J1", 60);
		close_form(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define PROMISE(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up, world_tear_down)
		PROMISE(two_thousand_commands_do_no_harm),
		PROMISE(nor_on_the_traject_form),
		PROMISE(nor_where_rows_come_from_elsewhere),
	};

	return run_tests(tests);
}
