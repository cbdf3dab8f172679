/* What exchange/columns.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/count.h"
#include "exchange/columns.h"
#include "forms.h"

static const char newer[] =
	"form: proef\n"
	"version: 2.0\n"
	"title: Proef\n"
	"per: traject\n"
	"missing:\n"
	"  onbekend: {key: \"-\", label: onbekend}\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: uitleg, type: note, label: Lees dit}\n"
	"  - {name: soort, type: select_one, label: Soort, missing: [onbekend],"
	" options: {aap: Aap, beer: Beer}}\n"
	"  - {name: meer, type: select_multiple, label: Meer,"
	" missing: [onbekend], options: {x: Ex, y: Ei}}\n"
	"  - name: doel\n"
	"    type: repeat\n"
	"    label: Doelen\n"
	"    fields:\n"
	"    - {name: tekst, type: text, label: Tekst}\n"
	"    - {name: hulp, type: select_multiple, label: Hulp,"
	" options: {a: A, b: B}}\n"
	"  - {name: slot, type: text, label: Slot}\n";

static const char older[] =
	"form: proef\n"
	"version: 1.0\n"
	"title: Proef\n"
	"per: traject\n"
	"missing:\n"
	"  onbekend: {key: \"-\", label: onbekend}\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: vroeger, type: integer, label: Vroeger,"
	" missing: [onbekend]}\n"
	"  - {name: meer, type: select_multiple, label: Meer,"
	" options: {z: Zet, y: Ei}}\n"
	"  - {name: slot, type: text, label: Slot}\n"
	"  - name: doel\n"
	"    type: repeat\n"
	"    label: Doelen\n"
	"    fields:\n"
	"    - {name: tekst, type: text, label: Tekst}\n"
	"    - {name: datum, type: date, label: Dag}\n";

struct world {
	struct form *forms[2];
	const struct form *both[2]; /* newest first */
};

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof(*world));

	world->forms[0] = form_of(newer, NULL);
	world->forms[1] = form_of(older, NULL);
	world->both[0] = world->forms[0];
	world->both[1] = world->forms[1];
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	form_free(world->forms[0]);
	form_free(world->forms[1]);
	free(world);
	return 0;
}

/* The columns after the head, as one line; free() it. */
static char *line_of(const struct columns *columns)
{
	struct buffer line = { 0 };
	size_t i;

	for (i = HEAD_COLUMNS; i < columns->count; i++)
		buffer_print(&line, "%s ", columns->items[i].name);
	return buffer_take(&line);
}

static void the_head_comes_first(void **state)
{
	struct world *world = *state;
	struct columns *columns = columns_new(world->both, 2, NULL);
	int i;

	for (i = 0; i < HEAD_COLUMNS; i++) {
		assert_int_equal(columns->items[i].kind, COLUMN_HEAD);
		assert_string_equal(columns->items[i].name,
				    head_column_names[i]);
	}
	columns_free(columns);
}

static void one_version_is_in_form_order(void **state)
{
	struct world *world = *state;
	struct columns *columns = columns_new(world->both, 1, NULL);

	assert_says(line_of(columns),
		    "soort soort/missing meer/x meer/y meer/missing "
		    "doel/1/tekst doel/1/hulp/a doel/1/hulp/b slot ");
	columns_free(columns);
}

static void versions_are_a_union_newest_first(void **state)
{
	struct world *world = *state;
	struct columns *columns = columns_new(world->both, 2, NULL);

	assert_says(line_of(columns),
		    "soort soort/missing meer/x meer/y meer/z meer/missing "
		    "doel/1/tekst doel/1/hulp/a doel/1/hulp/b doel/1/datum "
		    "slot vroeger vroeger/missing ");
	columns_free(columns);
}

static void what_is_in_use_has_columns(void **state)
{
	struct world *world = *state;
	const struct form *form = world->both[0];
	struct column_use *use = column_use_new(world->both, 2);
	struct answers *answers = answers_new(form);
	struct columns *columns;

	answers_need_rows(answers, 0, 3);
	answers_put(answers, at(form, "tekst"), 2, "twee", NULL);
	answers_remark(answers, at(form, "slot"), 0, "nou");
	answers_reason(answers, at(form, "tekst"), 2, "daarom");
	answers_remark(answers, at(form, "soort"), 0, "tja");
	assert_true(column_use_note(use, answers));
	assert_false(column_use_note(use, answers));

	columns = columns_new(world->both, 1, use);
	assert_says(line_of(columns),
		    "soort soort/missing meer/x meer/y meer/missing "
		    "doel/1/tekst doel/1/hulp/a doel/1/hulp/b "
		    "doel/2/tekst doel/2/hulp/a doel/2/hulp/b slot "
		    "reason/doel/2/tekst remark/soort remark/slot ");
	columns_free(columns);
	column_use_free(use);
	answers_free(answers);
}

static void every_column_is_read_as_what_it_is(void **state)
{
	struct world *world = *state;
	struct columns *columns = columns_new(world->both, 2, NULL);
	size_t i, k;

	for (i = 0; i < columns->count; i++) {
		const struct column *wanted = &columns->items[i];
		struct column column = { 0 };

		assert_true(column_read(world->both, 2, wanted->name, &column));
		assert_int_equal(column.kind, wanted->kind);
		assert_int_equal(column.row, wanted->row);
		for (k = 0; column.places && k < 2; k++) {
			assert_int_equal(column.places[k].field,
					 wanted->places[k].field);
			assert_int_equal(column.places[k].option,
					 wanted->places[k].option);
		}
		column_done(&column);
	}
	columns_free(columns);
}

static void other_names_are_no_columns(void **state)
{
	static const char *const names[] = {
		"",
		"/",
		"uitleg",
		"meer",
		"meer/w",
		"meer/",
		"meer/x/",
		"slot/missing",
		"soort/aap",
		"tekst",
		"doel",
		"doel/1",
		"doel/0/tekst",
		"doel/01/tekst",
		"doel/100/tekst",
		"doel/99999999999999999999/tekst",
		"doel/-1/tekst",
		"doel/1x/tekst",
		"doel/1/slot",
		"doel/1/tekst/missing",
		"doel//tekst",
		"reason/",
		"reason",
		"remark/x",
		"remark/reason/slot",
		"reason/soort/missing",
		"ID",
	};
	struct world *world = *state;
	size_t i;

	for (i = 0; i < COUNT(names); i++) {
		struct column column = { 0 };

		if (column_read(world->both, 2, names[i], &column))
			fail_msg("%s is taken for a column", names[i]);
		assert_null(column.name);
	}
}

static void rows_go_to_99(void **state)
{
	struct world *world = *state;
	struct column column = { 0 };

	assert_true(column_read(world->both, 2, "doel/99/tekst", &column));
	assert_int_equal(column.row, 99);
	column_done(&column);
	assert_true(
		column_read(world->both, 2, "remark/doel/7/datum", &column));
	assert_int_equal(column.kind, COLUMN_REMARK);
	assert_int_equal(column.row, 7);
	assert_int_equal(column.places[0].field, -1);
	column_done(&column);
}

static void the_traject_form_does_not_repeat_the_head(void **state)
{
	static const char traject[] =
		"form: traject\n"
		"version: 1.0\n"
		"title: Traject\n"
		"per: traject\n"
		"traject: {started: start, ended: einde, repeat: jeugdige, "
		"key: kenmerk}\n"
		"sections:\n"
		"- name: kop\n"
		"  label: Kop\n"
		"  fields:\n"
		"  - {name: code, type: text, label: Code}\n"
		"  - {name: organisatie, type: text, label: O}\n"
		"  - {name: team, type: text, label: T}\n"
		"  - {name: medewerker, type: text, label: M}\n"
		"  - {name: start, type: date, label: S}\n"
		"  - {name: einde, type: date, label: E}\n"
		"- name: jeugdigen\n"
		"  label: J\n"
		"  repeat: jeugdige\n"
		"  fields:\n"
		"  - {name: kenmerk, type: text, label: K}\n";
	struct form *form = form_of(traject, NULL);
	const struct form *one[1];
	struct columns *columns;

	(void)state;
	one[0] = form;
	columns = columns_new(one, 1, NULL);
	assert_says(line_of(columns), "code start einde jeugdige/1/kenmerk ");
	columns_free(columns);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_head_comes_first),
		cmocka_unit_test(one_version_is_in_form_order),
		cmocka_unit_test(versions_are_a_union_newest_first),
		cmocka_unit_test(what_is_in_use_has_columns),
		cmocka_unit_test(every_column_is_read_as_what_it_is),
		cmocka_unit_test(other_names_are_no_columns),
		cmocka_unit_test(rows_go_to_99),
		cmocka_unit_test(the_traject_form_does_not_repeat_the_head),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
