/* ui/line_form.c - a form, a question at a time; see ui/line_pages.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "form/value.h"
#include "ui/line_pages.h"
#include "ui/page_form.h"
#include "ui/view_form.h"

static void put_filled(struct buffer *b, const struct page_form *form,
		       const struct words *words, int row)
{
	char *text;

	if (words->count == 0)
		return;
	text = rules_fill(entry_rules(form->entry), words, row);
	if (*text)
		buffer_print(b, "%s\n", text);
	free(text);
}

/* --- what stands above a question */

static void put_row_heading(struct buffer *b, const struct page_form *form,
			    const struct item *item)
{
	const struct repeat *r =
		&entry_form(form->entry)->repeats[item->repeat];
	char *text =
		rules_fill(entry_rules(form->entry), &r->row_label, item->row);

	if (*text)
		buffer_print(b, "%s\n", text);
	else
		buffer_print(b, "%s %d\n", words_text(&r->label), item->row);
	free(text);
}

/* The headings of the groups that begin here, outermost first. */
static void put_groups(struct buffer *b, const struct page_form *form,
		       int group, int before, int row)
{
	const struct form *f = entry_form(form->entry);

	if (group < 0)
		return;
	for (int up = before; up >= 0; up = f->groups[up].parent)
		if (up == group)
			return;
	put_groups(b, form, f->groups[group].parent, before, row);
	put_filled(b, form, &f->groups[group].label, row);
	put_filled(b, form, &f->groups[group].hint, row);
}

static void put_headings(struct buffer *b, const struct page_form *form,
			 size_t i)
{
	const struct form *f = entry_form(form->entry);
	const struct item none = { .field = -1, .repeat = -1, .section = -1 };
	struct item item = entry_item(form->entry, i);
	struct item before = i > 0 ? entry_item(form->entry, i - 1) : none;

	if (before.section != item.section) {
		buffer_print(b, _("Part %d: %s\n"), item.section + 1,
			     words_text(&f->sections[item.section].label));
		put_filled(b, form, &f->sections[item.section].hint, item.row);
		before.field = -1;
	}
	if (item.repeat >= 0 && item.field >= 0 &&
	    (before.repeat != item.repeat || before.row != item.row)) {
		put_row_heading(b, form, &item);
		before.field = -1;
	}
	if (item.field >= 0)
		put_groups(b, form, f->fields[item.field].group,
			   before.field < 0 ? -1
					    : f->fields[before.field].group,
			   item.row);
}

/* --- one question */

/* The answer alone: its remark is told apart. */
static char *answer_of(const struct page_form *form, const struct item *item,
		       const struct answer *answer)
{
	struct answer alone = *answer;
	enum style style;

	alone.remark = NULL;
	return view_form_answer(form, item, &alone, &style);
}

/* "3a: Draagkracht en draaglast in beeld" */
static void put_label(struct buffer *b, const struct page_form *form,
		      const struct item *item)
{
	const struct field *field =
		&entry_form(form->entry)->fields[item->field];
	char *label =
		rules_fill(entry_rules(form->entry), &field->label, item->row);

	if (field->number)
		buffer_print(b, "%s: ", field->number);
	buffer_add(b, label);
	free(label);
}

static void put_options(struct buffer *b, const struct field *field)
{
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *o = &field->options[i];

		if (o->heading.count > 0)
			buffer_print(b, "%s\n", words_text(&o->heading));
		buffer_print(b, "%s: %s", o->key, words_text(&o->label));
		if (o->hint.count > 0)
			buffer_print(b, " (%s)", words_text(&o->hint));
		buffer_add_byte(b, '\n');
	}
	if (field->type == FIELD_SCALE) {
		buffer_print(b, "%d: %s\n", (int)field->from,
			     words_text(&field->low));
		buffer_print(b, "%d: %s\n", (int)field->to,
			     words_text(&field->high));
	}
	for (size_t i = 0; i < field->missing_count; i++)
		buffer_print(b, "%s: %s\n", field->missing[i]->key,
			     words_text(&field->missing[i]->label));
}

const char *line_way_to_answer(const struct field *field)
{
	switch (field->type) {
	case FIELD_SELECT_MULTIPLE:
		return _("Several are possible, with spaces between");
	case FIELD_DATE:
		return _("A day, such as 1-3-2025 or 1 mrt");
	case FIELD_TIME:
		return _("A time, such as 14:30");
	case FIELD_DATETIME:
		return _("A day and a time, such as 1-3-2025 14:30");
	case FIELD_INTEGER:
		return _("A whole number");
	case FIELD_DECIMAL:
		return _("A number, such as 1,5");
	case FIELD_SCALE:
		return _("A whole number from the first to the last");
	default:
		return NULL;
	}
}

static void put_names(struct buffer *b, const struct page_form *form)
{
	struct name_list names = { 0 };

	if (entry_names(form->entry, &names, NULL))
		return;
	for (size_t i = 0; i < names.count; i++)
		buffer_print(b, "%s%s", i ? ", " : _("In the list: "),
			     names.items[i]);
	if (names.count > 0)
		buffer_add_byte(b, '\n');
	name_list_done(&names);
}

static void put_faults(struct buffer *b, const struct app *app,
		       const struct page_form *form, size_t i,
		       const struct answer *a)
{
	char *message = NULL;
	enum field_fault fault = entry_fault(form->entry, i, &message);

	if (fault == FAULT_OVERRULED)
		buffer_print(b, _("%s. Kept: %s\n"), message,
			     a->reason ? a->reason : "");
	else if (fault == FAULT_SOFT && entry_is_open(form->entry))
		buffer_print(b, _("Note: %s. %s and why keeps this answer\n"),
			     message, app_way(app, ACTION_OVERRULE).text);
	else if (fault_blocks(fault) && fault != FAULT_REQUIRED)
		buffer_print(b, _("Note: %s\n"), message);
	if (a->remark)
		buffer_print(b, _("Remark: %s\n"), a->remark);
	free(message);
}

static void put_compared(struct buffer *b, const struct page_form *form,
			 size_t i)
{
	char *text =
		entry_is_open(form->entry) ? view_form_compared(form, i) : NULL;

	if (text)
		buffer_print(b, "%s\n", text);
	free(text);
}

static void put_question(struct buffer *b, const struct app *app,
			 const struct page_form *form, size_t i)
{
	struct item item = entry_item(form->entry, i);
	const struct field *field =
		&entry_form(form->entry)->fields[item.field];
	const struct answer *a =
		answers_get(entry_answers(form->entry), item.field, item.row);
	char *answer = answer_of(form, &item, a);
	const char *way = line_way_to_answer(field);

	put_label(b, form, &item);
	if (rules_is_required(entry_rules(form->entry), item.field, item.row))
		buffer_add(b, _(" (has to be answered)"));
	buffer_add_byte(b, '\n');
	put_filled(b, form, &field->hint, item.row);
	if (entry_is_open(form->entry) && item.kind == ITEM_FIELD) {
		put_options(b, field);
		if (way && (field->hint.count == 0 || field->option_count > 0))
			buffer_print(b, "%s\n", way);
		if (page_form_is_text(form))
			buffer_print(
				b, _("%s and words adds a line to the text\n"),
				app_way(app, ACTION_NEW_LINE).text);
		if (field->list)
			put_names(b, form);
	}
	if (a->value || a->missing)
		buffer_print(b, _("Answered: %s\n"), answer);
	else if (!entry_is_open(form->entry))
		buffer_print(b, "%s\n", _("Not answered"));
	put_compared(b, form, i);
	put_faults(b, app, form, i, a);
	free(answer);
}

/* What is shown and not asked: a note, or a value that was filled in. */
static void put_shown(struct buffer *b, const struct page_form *form, size_t i)
{
	struct item item = entry_item(form->entry, i);
	const struct answer *a;
	char *answer;

	put_label(b, form, &item);
	if (item.kind == ITEM_GIVEN) {
		a = answers_get(entry_answers(form->entry), item.field,
				item.row);
		answer = answer_of(form, &item, a);
		buffer_print(b, ": %s", answer);
		free(answer);
	}
	buffer_add_byte(b, '\n');
}

static void put_add_row(struct buffer *b, const struct app *app,
			const struct page_form *form, const struct item *item)
{
	char *one = view_form_one_of(
		&entry_form(form->entry)->repeats[item->repeat]);

	if (entry_verifies(form->entry))
		buffer_print(b,
			     _("Add one more: %s? ja adds one, Enter goes "
			       "on\n"),
			     one);
	else
		buffer_print(
			b,
			_("Add one more: %s? Enter or ja adds one, %s goes "
			  "on\n"),
			one, app_way(app, ACTION_NEXT).text);
	free(one);
}

static bool is_shown_only(const struct item *item)
{
	return item->kind == ITEM_NOTE ||
	       (item->kind == ITEM_GIVEN && !item->speaks);
}

void line_tell_form(const struct app *app, const struct page *page,
		    struct buffer *b)
{
	const struct page_form *form = (const struct page_form *)page;
	size_t count = entry_count(form->entry);
	size_t focus = entry_focus(form->entry);
	size_t first = focus;
	struct item item;

	if (focus >= count) {
		buffer_print(b, "%s\n",
			     _("There is nothing to fill in on this form"));
		return;
	}
	while (first > 0) {
		item = entry_item(form->entry, first - 1);
		if (!is_shown_only(&item))
			break;
		first--;
	}
	for (size_t i = first; i < focus; i++) {
		put_headings(b, form, i);
		put_shown(b, form, i);
	}
	put_headings(b, form, focus);
	item = entry_item(form->entry, focus);
	if (item.kind == ITEM_ADD_ROW)
		put_add_row(b, app, form, &item);
	else
		put_question(b, app, form, focus);
}

/* --- the whole form */

static bool ends_in_question(const struct buffer *b)
{
	return b->length > 0 && b->bytes[b->length - 1] == '?';
}

static void put_item(struct buffer *b, const struct page_form *form, size_t i)
{
	struct item item = entry_item(form->entry, i);
	const struct answer *a;
	char *answer;
	char *message = NULL;
	enum field_fault fault;

	if (item.kind == ITEM_ADD_ROW)
		return;
	put_headings(b, form, i);
	if (is_shown_only(&item)) {
		put_shown(b, form, i);
		return;
	}
	put_label(b, form, &item);
	a = answers_get(entry_answers(form->entry), item.field, item.row);
	answer = answer_of(form, &item, a);
	buffer_print(b, "%s %s\n", ends_in_question(b) ? "" : ":",
		     *answer ? answer : _("not answered"));
	fault = entry_fault(form->entry, i, &message);
	if (fault == FAULT_REQUIRED)
		buffer_print(b, "%s\n", _("This has to be answered"));
	else if (fault_blocks(fault))
		buffer_print(b, _("Note: %s\n"), message);
	if (a->reason)
		buffer_print(b, _("Kept: %s\n"), a->reason);
	if (a->remark)
		buffer_print(b, _("Remark: %s\n"), a->remark);
	free(message);
	free(answer);
}

char *line_whole_form(const struct app *app, const struct page_form *form)
{
	const struct form *f = entry_form(form->entry);
	struct buffer b = { 0 };
	char *text = view_form_title(form);
	char *state = view_form_state(app, form);
	int section = -1;

	buffer_print(&b, "%s\n%s\n", text, state);
	free(text);
	free(state);
	for (size_t i = 0; i < entry_count(form->entry); i++) {
		struct item item = entry_item(form->entry, i);

		if (item.section != section)
			buffer_add_byte(&b, '\n');
		section = item.section;
		put_item(&b, form, i);
	}
	buffer_add_byte(&b, '\n');
	for (size_t m = 0; m < f->measure_count; m++) {
		text = view_form_score_of(form, m);
		buffer_print(&b, "%s: %s\n", words_text(&f->measures[m].label),
			     text);
		free(text);
	}
	if (f->rule_count > 0) {
		text = view_form_counts(form);
		buffer_print(&b, "%s\n", text);
		free(text);
	}
	return buffer_take(&b);
}

/* --- an answer */

bool line_is_word(const char *line, enum action action)
{
	return strcmp(line, action_short(action)) == 0 ||
	       (strlen(line) == 1 && line[0] == action_short(action)[0]);
}

/* Where a row can be added: ja or nee. */
static bool take_add_row(struct app *app, struct page_form *form,
			 const char *line)
{
	if (line_is_word(line, ACTION_YES)) {
		app_perform(app, ACTION_ADD_ROW);
		return true;
	}
	if (line_is_word(line, ACTION_NO)) {
		page_form_next(app, form);
		return true;
	}
	return false;
}

/* What was taken, where that is not what was typed. */
static void say_taken(struct app *app, const struct page_form *form,
		      const struct item *item, const char *typed)
{
	const struct answer *a =
		answers_get(entry_answers(form->entry), item->field, item->row);
	char *answer;

	if (app->message || (!a->value && !a->missing))
		return;
	answer = answer_of(form, item, a);
	if (strcmp(answer, typed) != 0)
		app_say(app, STYLE_PLAIN, _("Taken: %s"), answer);
	free(answer);
}

bool line_take_form(struct app *app, struct page *page, const char *line)
{
	struct page_form *form = (struct page_form *)page;
	const struct field *field = page_form_field(form);
	struct item item;
	bool given;

	if (!entry_is_open(form->entry))
		return false;
	if (!field)
		return entry_focus(form->entry) < entry_count(form->entry) &&
		       take_add_row(app, form, line);
	item = entry_item(form->entry, entry_focus(form->entry));
	lineedit_set(&form->edit, line, false);
	form->typing = true;
	given = page_form_commit(app, form);
	if (given) {
		page_form_next(app, form);
		say_taken(app, form, &item, line);
		/* A check that speaks has taken the answer all the same. */
		app->beep = false;
		return true;
	}
	if (form->pending)
		return true;
	app_say(app, STYLE_BAD, "%s", form->fault);
	page_form_focus(form);
	app->beep = false;
	/* Of a text there is nothing else that it could mean. */
	return field->type == FIELD_TEXT;
}
