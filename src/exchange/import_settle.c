/* exchange/import_settle.c - what the rules make of a row; see
 * exchange/import_private.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/import_private.h"
#include "exchange/relevant.h"

/* --- what a record hangs on */

static const char *day_of(const struct import *import,
			  const struct import_row *row)
{
	return row->head.completed ? row->head.completed : import->today;
}

/* What was read for the words of a fault. */
static void forget_whole(struct import *import)
{
	if (import->told)
		around_done(&import->around);
	import->told = false;
}

/* Of the traject nothing is needed, and nothing is known. */
static void forget_around(struct import *import, const struct import_row *row)
{
	forget_whole(import);
	around_empty(day_of(import, row), &import->around);
	import->known = false;
}

/* Without what it can do without, there may seem to be nothing. */
static int look_for_more(struct import *import, const struct import_row *row,
			 struct err *err)
{
	struct around whole = { 0 };
	int code = around_load(import->store, import->catalogue,
			       row->head.traject_id, NULL, day_of(import, row),
			       &whole, err);

	if (!code)
		import->known = relevant_is_known(whole.traject);
	around_done(&whole);
	return code;
}

/* A traject that is in the file: what decides about a record of this form. */
static int load_known(struct import *import, const struct import_row *row,
		      struct err *err)
{
	int code;

	around_ask_for(&import->around, import->catalogue, import->forms,
		       import->form_count);
	code = around_load(import->store, import->catalogue,
			   row->head.traject_id, row->head.jeugdige,
			   day_of(import, row), &import->around, err);
	if (code)
		return code;
	/* The traject form itself says all that there is to know. */
	import->known = row->form->is_traject ||
			relevant_is_known(import->around.traject);
	return import->known ? 0 : look_for_more(import, row, err);
}

int import_load_around(struct import *import, struct import_row *row,
		       struct err *err)
{
	const struct record_head *head = &row->head;
	int code = 0;

	forget_whole(import);
	if (import->alone[row->version] && !head->jeugdige) {
		forget_around(import, row);
		return 0;
	}
	if (!row->made_traject) {
		code = load_known(import, row, err);
	} else {
		around_begin(import->catalogue, &import->traject,
			     day_of(import, row), &import->around);
		import->known = row->form->is_traject ||
				relevant_is_known(import->around.traject);
	}
	if (code)
		return code;
	if (head->jeugdige && import->known &&
	    import->around.seen.jeugdige_row == 0)
		import_refuse(import, row, "jeugdige",
			      _("traject %s has no jeugdige %s"), head->traject,
			      head->jeugdige);
	return 0;
}

/* --- the rules */

static struct rules *apply_rules(struct import *import, struct import_row *row)
{
	struct rules **rules = &import->rules[row->version];

	if (*rules)
		rules_use(*rules, row->answers, &import->around.seen);
	else
		*rules = rules_new(row->answers, &import->around.seen);
	return *rules;
}

void import_each_field(const struct answers *answers,
		       import_field_visitor *visitor, void *of)
{
	const struct form *form = answers_form(answers);
	int i;

	for (i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows = repeat < 0 ? 0 : answers_rows(answers, repeat);
		int row;

		if (repeat < 0)
			visitor(of, i, 0);
		for (row = 1; row <= rows; row++)
			visitor(of, i, row);
	}
}

struct taking {
	struct import *import;
	struct import_row *row;
	struct rules *rules;
	const struct answers *given;
	bool faulty;
};

/* A calculation that came to nothing keeps the value that the row gave. */
static void keep_given(void *of, int field, int row)
{
	struct taking *taking = of;
	struct answers *answers = taking->row->answers;
	const struct answer *given = answers_get(taking->given, field, row);

	if (taking->row->form->fields[field].type == FIELD_CALCULATE &&
	    given->value && !answers_get(answers, field, row)->value)
		answers_put(answers, field, row, given->value, NULL);
}

/* The words of a fault may say more than what was needed to find it. */
static void know_traject(struct taking *taking)
{
	struct import *import = taking->import;
	const struct record_head *head = &taking->row->head;
	char day[sizeof(import->around.seen.today)];

	if (import->told)
		return;
	import->told = true;
	memcpy(day, import->around.seen.today, sizeof(day));
	around_done(&import->around);
	/* Where it cannot be read, its head has the most of it. */
	if (taking->row->made_traject ||
	    around_load(import->store, import->catalogue, head->traject_id,
			head->jeugdige, day, &import->around, NULL))
		around_begin(import->catalogue, &import->traject, day,
			     &import->around);
	rules_use(taking->rules, taking->row->answers, &import->around.seen);
}

/* Soft checks are for whoever filled it in: a file cannot overrule them. */
static void refuse_fault(void *of, int field, int row)
{
	struct taking *taking = of;
	char *message = NULL;
	char *path;

	if (fault_blocks(rules_hard_fault(taking->rules, field, row, NULL))) {
		know_traject(taking);
		(void)rules_hard_fault(taking->rules, field, row, &message);
		path = form_path(taking->row->form, field, row);
		import_refuse(taking->import, taking->row, path, "%s",
			      message ? message : _("this is not possible"));
		free(path);
	}
	free(message);
}

void import_settle(struct import *import, struct import_row *row)
{
	struct taking taking = { .import = import, .row = row };
	bool believe = !import->known && !import->alone[row->version];
	bool keep = believe && relevant_calculates(row->form);
	struct answers *given = keep ? answers_copy(row->answers) : NULL;
	bool counts;

	taking.given = given;
	taking.rules = apply_rules(import, row);
	counts = rules_counts(taking.rules);
	if (keep)
		import_each_field(row->answers, keep_given, &taking);
	answers_free(given);

	believe = believe && relevant_needs_traject(row->form);
	if (!believe)
		relevant_keep(row->answers, taking.rules);
	if (!believe || !row->says_counts)
		row->head.counts = counts;
	if (row->head.status == RECORD_DRAFT)
		row->head.counts = false;
}

void import_refuse_faults(struct import *import, struct import_row *row)
{
	struct taking taking = { .import = import,
				 .row = row,
				 .rules = import->rules[row->version] };

	if (row->head.status == RECORD_COMPLETE ||
	    row->head.status == RECORD_VERIFIED)
		import_each_field(row->answers, refuse_fault, &taking);
}

static void find_fault(void *of, int field, int row)
{
	struct taking *taking = of;

	if (fault_blocks(rules_hard_fault(taking->rules, field, row, NULL)))
		taking->faulty = true;
}

bool import_settle_alone(struct import *import, struct import_row *row)
{
	struct taking taking = { .import = import, .row = row };

	forget_around(import, row);
	import_settle(import, row);
	taking.rules = import->rules[row->version];
	import_each_field(row->answers, find_fault, &taking);
	return !taking.faulty;
}
