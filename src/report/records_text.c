/* report/records_text.c - one record for people; see report/records.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "form/value.h"
#include "report/history.h"
#include "report/records_private.h"
#include "report/table_private.h"

#define INDENT "  "

/* A text of the form, filled in where the rules are at hand. */
static char *words_of(const struct report_record *record,
		      const struct words *words, int row)
{
	if (record->rules)
		return rules_fill(record->rules, words, row);
	return alloc_text(words_text(words));
}

/* --- the head */

/* A line of the head, when there is something to say; takes text. */
static void add_line(struct table *t, const char *what, char *text)
{
	if (text) {
		table_add(t, what);
		table_add(t, text);
	}
	free(text);
}

static char *state_words(const struct record_head *head)
{
	switch (head->status) {
	case RECORD_DRAFT:
		return alloc_text(_("draft"));
	case RECORD_WITHDRAWN:
		return alloc_text(_("withdrawn"));
	case RECORD_VERIFIED:
		return alloc_text(
			head->counts
				? _("verified, counts in the figures")
				: _("verified, does not count in the figures"));
	case RECORD_COMPLETE:
		break;
	}
	return alloc_text(
		head->counts ? _("complete, counts in the figures")
			     : _("complete, does not count in the figures"));
}

static void put_head(const struct report_record *record, struct buffer *out)
{
	const struct record_head *h = record->head;
	struct table t = { .align = "ll" };

	add_line(&t, _("Form"),
		 alloc_print("%s (%s %s)", words_text(&record->form->title),
			     h->form, h->version));
	add_line(&t, _("Traject"), alloc_text(h->traject));
	add_line(&t, _("Organisation"), alloc_text(h->organisatie));
	add_line(&t, _("Team"), alloc_text(h->team));
	add_line(&t, _("Worker"), alloc_text(h->medewerker));
	add_line(&t, _("Jeugdige"), alloc_text(h->jeugdige));
	add_line(&t, _("Informant"), alloc_text(h->informant));
	add_line(&t, _("State"), state_words(h));
	add_line(&t, _("Completed"), record_day(h->completed));
	add_line(&t, _("Last change"), record_day(h->changed));
	add_line(&t, _("Number"), alloc_text(h->id));
	table_print(&t, "", out);
}

/* --- scores, and why it does not count */

static void put_scores(const struct report_record *record, struct buffer *out)
{
	const struct form *form = record->form;
	struct table t = { .align = "ll" };

	if (!record->rules || form->measure_count == 0)
		return;
	for (size_t m = 0; m < form->measure_count; m++) {
		struct score score = rules_score(record->rules, (int)m);

		table_add(&t, words_text(&form->measures[m].label));
		if (rules_score_is_hidden(record->rules, (int)m)) {
			table_add(&t, _("filled in by the client"));
			continue;
		}
		table_take(&t,
			   alloc_print(_("%d met, %d scored, of %d"), score.met,
				       score.scored, score.items));
	}
	buffer_add_byte(out, '\n');
	table_print(&t, "", out);
	for (size_t i = 0; i < form->rule_count; i++) {
		char *why = rules_why_not(record->rules, i);

		if (why) {
			buffer_print(out, _("Does not count: %s"), why);
			buffer_add_byte(out, '\n');
		}
		free(why);
	}
}

/* --- the answers */

static char *answer_words(const struct field *field, const struct answer *a)
{
	const struct missing_reason *reason;

	if (!a->missing)
		return a->value ? value_show(field, a->value) : alloc_text("-");
	reason = field_missing(field, a->missing);
	return alloc_text(reason ? words_text(&reason->label) : a->missing);
}

static void add_note(struct table *t, const char *what, const char *note)
{
	if (!note)
		return;
	table_add(t, "");
	table_take(t, alloc_print("  %s", what));
	table_add(t, note);
}

static void add_answer(struct table *t, const struct report_record *record,
		       const struct place_in_record *place)
{
	const struct field *field = &record->form->fields[place->field];
	const struct answer *a =
		answers_get(record->answers, place->field, place->row);

	table_add(t, field->number);
	table_take(t, words_of(record, &field->label, place->row));
	if (record_is_hidden(record, place))
		table_add(t, _("filled in by the client"));
	else
		table_take(t, answer_words(field, a));
	add_note(t, _("remark"), a->remark);
	add_note(t, _("overruled because"), a->reason);
}

/* "Doel 2": the row that begins here. */
static void add_row_title(struct table *t, const struct report_record *record,
			  const struct place_in_record *place)
{
	const struct field *field = &record->form->fields[place->field];
	const struct repeat *repeat = &record->form->repeats[field->repeat];
	char *title;

	if (repeat->row_label.count > 0)
		title = words_of(record, &repeat->row_label, place->row);
	else
		title = alloc_print("%s %d", words_text(&repeat->label),
				    place->row);
	table_add(t, "");
	table_take(t, title);
	table_add(t, "");
}

/* Is this the first answer of a row? */
static bool begins_row(const struct report_record *record,
		       const struct place_in_record *before,
		       const struct place_in_record *place)
{
	const struct field *fields = record->form->fields;

	if (place->row == 0)
		return false;
	return before->field < 0 || before->row != place->row ||
	       fields[before->field].repeat != fields[place->field].repeat;
}

static void put_answers(const struct report_record *record, struct buffer *out)
{
	const struct form *form = record->form;
	struct table t = { .align = "lll" };
	struct place_in_record place = { -1, 0 }, before = place;
	int section = -1;

	while (record_next(record, &place)) {
		const struct field *field = &form->fields[place.field];

		if (field->section != section) {
			table_print(&t, INDENT, out);
			section = field->section;
			buffer_print(
				out, "\n%s\n",
				words_text(&form->sections[section].label));
		}
		if (begins_row(record, &before, &place))
			add_row_title(&t, record, &place);
		add_answer(&t, record, &place);
		before = place;
	}
	table_print(&t, INDENT, out);
}

/* --- what happened to it */

static char *change_words(const struct report_record *record,
			  const struct history_entry *e)
{
	int index = e->field ? form_find(record->form, e->field) : -1;
	const struct field *field;
	char *before, *after, *words;

	if (index < 0)
		return alloc_text(e->field);
	field = &record->form->fields[index];
	before = history_value(field, e->before,
			       record_was_hidden(record, e, e->before_hidden));
	after = history_value(field, e->after,
			      record_was_hidden(record, e, e->after_hidden));

	/* TRANSLATORS: a question, its old answer, its new answer. */
	words = alloc_print(_("%s: %s, then %s"),
			    field->number ? field->number : field->name, before,
			    after);
	free(before);
	free(after);
	return words;
}

static void put_history(const struct report_record *record, struct buffer *out)
{
	const struct history *history = record->history;
	struct table t = { .align = "lllll" };

	if (!history || history->count == 0)
		return;
	buffer_print(out, "\n%s\n", _("What happened to it"));
	for (size_t i = 0; i < history->count; i++) {
		const struct history_entry *e = &history->items[i];

		table_take(&t, record_day(e->at));
		table_add(&t, e->medewerker ? e->medewerker : e->login);
		table_take(&t, history_deed_of(e));
		table_take(&t, change_words(record, e));
		table_add(&t, e->why);
	}
	table_print(&t, INDENT, out);
}

void record_text(const struct report_record *record, struct buffer *out)
{
	put_head(record, out);
	put_scores(record, out);
	put_answers(record, out);
	put_history(record, out);
}
