/* ui/view_form_item.c - one question on the page; see ui/view_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/value.h"
#include "ui/view_form.h"

void pen_put(struct pen *pen, int col, int columns, enum style style,
	     const char *text)
{
	if (pen->s && pen->row >= pen->begin && pen->row < pen->end &&
	    columns > 0)
		screen_put_within(pen->s, pen->row, col, columns, style, text);
}

/* One line of what is wrapped; is there more of it behind? */
static void put_line(struct pen *pen, int col, enum style style,
		     const char *line, size_t length, bool more)
{
	int columns = pen->cols - 1 - col;
	char *part = alloc_text_part(line, length);
	int end = col + utf8_columns(part);

	pen_put(pen, col, columns, style, part);
	/* There is more, and no room for it on the page. */
	if (more && pen->row == pen->end - 1)
		pen_put(pen, end < pen->cols - 2 ? end : pen->cols - 2, 1,
			style, screen_glyph(pen->s, GLYPH_ELLIPSIS));
	free(part);
}

void pen_wrap(struct pen *pen, int col, enum style style, const char *text)
{
	int columns = pen->cols - 1 - col;
	const char *line = text;
	size_t length;

	while (*line) {
		const char *next =
			utf8_wrap(line, columns > 8 ? columns : 8, &length);

		if (pen->s)
			put_line(pen, col, style, line, length, next && *next);
		pen->row++;
		if (!next)
			break;
		line = next;
	}
}

static void put_filled(struct pen *pen, const struct page_form *form,
		       const struct words *words, int row, int col,
		       enum style style)
{
	char *text;

	if (words->count == 0)
		return;
	text = rules_fill(entry_rules(form->entry), words, row);
	pen_wrap(pen, col, style, text);
	free(text);
}

char *view_form_answer(const struct page_form *form, const struct item *item,
		       const struct answer *a, enum style *style)
{
	const struct field *field =
		&entry_form(form->entry)->fields[item->field];
	const struct missing_reason *reason;
	char *text, *marked;

	*style = item->kind == ITEM_GIVEN ? STYLE_DIM : STYLE_PLAIN;
	if (rules_is_hidden(entry_rules(form->entry), item->field, item->row)) {
		*style = STYLE_DIM;
		return alloc_text(_("filled in by the client"));
	}
	if (a->missing) {
		reason = field_missing(field, a->missing);
		*style = STYLE_DIM;
		text = reason ? alloc_print("%s  %s", reason->key,
					    words_text(&reason->label))
			      : alloc_text(a->missing);
	} else {
		text = value_show(field, a->value);
	}
	if (!a->remark)
		return text;
	marked = alloc_print("%s%s*", text, *text ? " " : "");
	free(text);
	return marked;
}

/*
 * A date in words, with its day of the week, behind how it is typed; nothing
 * while that is no date yet.
 */
static void put_day(struct pen *pen, const struct page_form *form, int col)
{
	const struct field *field = page_form_field(form);
	char *value = NULL;
	char *words;

	if (!field ||
	    (field->type != FIELD_DATE && field->type != FIELD_DATETIME) ||
	    value_typed(field, form->edit.text, clock_today(), &value, NULL) ||
	    !value)
		return;
	words = value_show(field, value);
	col += utf8_columns(form->edit.text) + 3;
	/* The day of the week alone, where there is no room for more. */
	if (col + utf8_columns(words) >= pen->cols)
		words[strcspn(words, " ")] = '\0';
	if (col + utf8_columns(words) < pen->cols)
		pen_put(pen, col, pen->cols - 1 - col, STYLE_DIM, words);
	free(words);
	free(value);
}

/*
 * Why there is no answer, or that a client gave it, until something is typed.
 */
static bool put_reason(struct pen *pen, const struct page_form *form,
		       const char *answer, int col)
{
	struct item item = entry_item(form->entry, entry_focus(form->entry));
	const struct answer *a =
		answers_get(entry_answers(form->entry), item.field, item.row);

	if ((!a->missing && !answer_is_hidden(a)) || form->typing)
		return false;
	pen_put(pen, col, pen->cols - 1 - col, STYLE_DIM, answer);
	if (pen->s && pen->row < pen->end)
		screen_cursor(pen->s, pen->row, col);
	return true;
}

/* The edit line, with the cursor, from col to the right edge. */
static void put_edit(struct pen *pen, const struct page_form *form, int col)
{
	int columns = pen->cols - 1 - col, cursor = 0;
	size_t first = lineedit_view(&form->edit, columns, &cursor);

	if (pen->s && pen->row < pen->end) {
		screen_put_typed(pen->s, pen->row, col, columns,
				 form->edit.replacing ? STYLE_DIM
						      : STYLE_STRONG,
				 form->edit.text + first);
		screen_cursor(pen->s, pen->row, col + cursor);
	}
	if (pen->s)
		put_day(pen, form, col);
}

/* More of a text above or below what is in view. */
static void put_mark(struct pen *pen, enum glyph glyph)
{
	if (pen->s)
		pen_put(pen, pen->cols - 1, 1, STYLE_DIM,
			screen_glyph(pen->s, glyph));
}

/* A text of several lines stands below its label, as wide as the page. */
static void put_text(struct pen *pen, const struct page_form *form,
		     const char *answer)
{
	const struct lineedit *e = &form->edit;
	struct lineedit_row at = { 0 };
	int row, col;

	pen->row++;
	if (put_reason(pen, form, answer, pen->below_col)) {
		pen->row += form->text_rows - 1;
		return;
	}
	pen->row--;
	lineedit_where(e, form->text_columns, &row, &col);
	if (pen->s && pen->row + 1 + row - e->top < pen->end)
		screen_cursor(pen->s, pen->row + 1 + row - e->top,
			      pen->below_col + col);
	for (int i = 0; i < e->top + form->text_rows; i++) {
		char *part;

		pen->row += i >= e->top;
		if (!lineedit_next_row(e, form->text_columns, &at) ||
		    i < e->top)
			continue;
		if (i == e->top && i > 0)
			put_mark(pen, GLYPH_MORE_UP);
		else if (i == e->top + form->text_rows - 1 && !at.is_last)
			put_mark(pen, GLYPH_MORE_DOWN);
		part = alloc_text_part(e->text + at.from, at.length);
		pen_put(pen, pen->below_col, form->text_columns, STYLE_STRONG,
			part);
		free(part);
	}
}

/*
 * Where the answer of the open question begins: below the others, but for a
 * text that does not fit there.
 */
static int open_answer_col(const struct pen *pen, const struct field *field,
			   const char *label, const char *text)
{
	int after = pen->label_col + utf8_columns(label) + 2;

	if (field->type == FIELD_TEXT && !field->list &&
	    after < pen->answer_col &&
	    utf8_columns(text) + 2 > pen->cols - pen->answer_col)
		return after;
	return pen->answer_col;
}

/*
 * Where one key answers, who sees only what is around the cursor (a magnifier,
 * a braille display) needs the question, with its options below.
 */
static void put_cursor_on_label(const struct pen *pen)
{
	if (pen->s && pen->row < pen->end)
		screen_cursor(pen->s, pen->row, pen->label_col);
}

static void put_open_answer(struct pen *pen, const struct page_form *form,
			    const struct field *field, const char *label,
			    const char *answer, enum style style)
{
	int col = open_answer_col(pen, field, label,
				  entry_is_open(form->entry) ? form->edit.text
							     : answer);

	if (!entry_is_open(form->entry)) {
		pen_put(pen, col, pen->cols - 1 - col, style, answer);
		put_cursor_on_label(pen);
		return;
	}
	if (page_form_is_text(form)) {
		put_text(pen, form, answer);
		return;
	}
	if (page_form_is_line(form) && put_reason(pen, form, answer, col))
		return;
	if (page_form_is_line(form) || form->typing) {
		put_edit(pen, form, col);
		return;
	}
	pen_put(pen, col, pen->cols - 1 - col, style, *answer ? answer : "_");
	put_cursor_on_label(pen);
}

static void put_faults(struct pen *pen, const struct page_form *form, size_t i,
		       const struct answer *a)
{
	char *message = NULL;
	char *line;
	enum field_fault fault = entry_fault(form->entry, i, &message);

	if (form->fault) {
		pen_wrap(pen, pen->below_col, STYLE_BAD, form->fault);
	} else if (fault == FAULT_OVERRULED) {
		line = alloc_print(_("Kept: %s"), a->reason ? a->reason : "");
		pen_wrap(pen, pen->below_col, STYLE_DIM, message);
		pen_wrap(pen, pen->below_col, STYLE_DIM, line);
		free(line);
	} else if (fault_blocks(fault) && fault != FAULT_REQUIRED) {
		pen_wrap(pen, pen->below_col,
			 fault == FAULT_SOFT ? STYLE_WARN : STYLE_BAD, message);
		if (fault == FAULT_SOFT) {
			line = alloc_print(
				_("Right all the same?  %s keeps it"),
				action_key(ACTION_OVERRULE));
			pen_wrap(pen, pen->below_col, STYLE_DIM, line);
			free(line);
		} else if (entry_is_open(form->entry)) {
			pen_wrap(pen, pen->below_col, STYLE_DIM,
				 page_form_is_given(form)
					 ? _("Change an answer that this "
					     "follows from")
					 : _("Change this answer, or come back "
					     "to "
					     "it later"));
		}
	} else if (fault == FAULT_REQUIRED && form->wants_done && !pen->tight) {
		pen_wrap(pen, pen->below_col, STYLE_WARN,
			 _("An answer is needed here"));
	}
	free(message);
	pen->needed = pen->row;
	if (a->remark) {
		line = alloc_print(_("Remark: %s"), a->remark);
		pen_wrap(pen, pen->below_col, STYLE_DIM, line);
		free(line);
	}
}

/* Names of the list that begin with what is typed. */
static void put_names(struct pen *pen, const struct page_form *form)
{
	struct name_list names = { 0 };
	struct err err;
	const char *typed = form->typing ? form->edit.text : "";
	int shown = 0;

	if (entry_names(form->entry, &names, &err))
		return;
	for (size_t i = 0; i < names.count && shown < 4; i++) {
		if (!utf8_contains(names.items[i], typed))
			continue;
		pen_put(pen, pen->below_col, pen->cols - 1 - pen->below_col,
			STYLE_DIM, names.items[i]);
		pen->row++;
		shown++;
	}
	name_list_done(&names);
}

char *view_form_compared(const struct page_form *form, size_t i)
{
	struct item item = entry_item(form->entry, i);
	enum verify_how how = entry_verifies(form->entry);
	const struct answer *a;
	enum style style;
	char *first;
	char *text;

	if (!how || item.kind != ITEM_FIELD)
		return NULL;
	a = answers_get(entry_answers(form->entry), item.field, item.row);
	switch (entry_compared(form->entry, i)) {
	case COMPARED_NOT:
		return alloc_text(how == VERIFY_OPEN
					  ? _("Enter says that it is right; "
					      "type what it has to be if not")
				  : a->value ? _("Enter compares it with the "
						 "first entry")
					     : _("Type it again; Enter says "
						 "that it is empty"));
	case COMPARED_SAME:
		return alloc_text(_("The same as the first entry"));
	default:
		break;
	}
	first = view_form_answer(form, &item,
				 entry_first_answer(form->entry, i), &style);
	text = alloc_print(_("Differed; the first entry: %s"),
			   *first ? first : _("empty"));
	free(first);
	return text;
}

static void put_compared(struct pen *pen, const struct page_form *form,
			 size_t i)
{
	char *text = view_form_compared(form, i);

	if (text)
		pen_wrap(pen, pen->below_col, STYLE_DIM, text);
	free(text);
}

/* What stands under the open question. */
static void put_open(struct pen *pen, const struct page_form *form, size_t i,
		     const struct field *field, const struct item *item,
		     const struct answer *a)
{
	int row;

	if (pen->tight)
		put_faults(pen, form, i, a);
	else
		put_filled(pen, form, &field->hint, item->row, pen->below_col,
			   STYLE_DIM);
	if (item->kind == ITEM_FIELD && entry_is_open(form->entry)) {
		static const struct answer unseen;

		view_form_options(pen, field,
				  answer_is_hidden(a) ? &unseen : a);
		put_compared(pen, form, i);
		if (field->list && pen->s && (form->typing || !a->value))
			put_names(pen, form);
	}
	row = pen->row;
	if (!pen->tight)
		put_faults(pen, form, i, a);
	/* Room for a fault or names, so that not all moves when they come. */
	row += field->list ? 4 : 2;
	if (!pen->s && pen->row < row)
		pen->row = row;
}

/*
 * Marks a fault without colour: "!" must, "?" asks, and "*" is still empty for
 * who wanted to complete it.  In a second entry "=" is
 * the same as the first and "~" was settled.
 */
static const char *fault_mark(const struct page_form *form, size_t i)
{
	static const char *const compared[] = {
		[COMPARED_NOT] = " ",    [COMPARED_SAME] = "=",
		[COMPARED_ASKED] = "?",  [COMPARED_FIRST] = "~",
		[COMPARED_SECOND] = "~", [COMPARED_NEITHER] = "~",
	};

	if (entry_verifies(form->entry) && entry_is_open(form->entry) &&
	    entry_item(form->entry, i).kind == ITEM_FIELD)
		return compared[entry_compared(form->entry, i)];
	switch (entry_fault(form->entry, i, NULL)) {
	case FAULT_VALUE:
	case FAULT_CONSTRAINT:
	case FAULT_HARD:
		return "!";
	case FAULT_SOFT:
		return "?";
	case FAULT_REQUIRED:
		return form->wants_done && entry_is_open(form->entry) ? "*"
								      : " ";
	default:
		return " ";
	}
}

static void put_fault_mark(struct pen *pen, const struct page_form *form,
			   size_t i)
{
	const char *mark = fault_mark(form, i);

	/* Most have none, and there is nothing on the page yet. */
	if (mark[0] != ' ')
		pen_put(pen, 1, 1, STYLE_WARN, mark);
}

/* Where one is, the question stands whole; how many rows more that takes. */
static int put_open_label(struct pen *pen, int room, const char *label)
{
	struct pen at = *pen;
	size_t length;

	for (const char *line = label; line; at.row++) {
		const char *next = utf8_wrap(line, room, &length);
		char *part = alloc_text_part(line, length);

		pen_put(&at, pen->label_col, room, STYLE_STRONG, part);
		free(part);
		line = next && *next ? next : NULL;
	}
	return at.row - pen->row - 1;
}

/* The answer beside its question: of more choices the first, and how many more.
 */
static void put_answer(struct pen *pen, const struct field *field,
		       const struct answer *a, const char *answer,
		       enum style style, bool is_hidden)
{
	int columns = pen->cols - 1 - pen->answer_col;
	const char *first = NULL;
	int more = -1;
	char *text;

	if (field->type == FIELD_SELECT_MULTIPLE &&
	    utf8_columns(answer) > columns && !a->missing && !is_hidden) {
		uint64_t bits = value_bits(field, a->value);

		for (size_t i = field->option_count; i-- > 0;) {
			if (!(bits >> i & 1))
				continue;
			first = words_text(&field->options[i].label);
			more++;
		}
	}
	if (more < 1) {
		pen_put(pen, pen->answer_col, columns, style, answer);
		return;
	}
	text = alloc_print("  +%d%s", more, a->remark ? " *" : "");
	columns -= utf8_columns(text);
	pen_put(pen, pen->answer_col, columns, style, first);
	pen_put(pen, pen->answer_col + columns, utf8_columns(text), style,
		text);
	free(text);
}

static void put_whole_field(struct pen *pen, const struct page_form *form,
			    size_t i, const struct item *item, bool open)
{
	const struct form *f = entry_form(form->entry);
	const struct field *field = &f->fields[item->field];
	const struct answer *a =
		answers_get(entry_answers(form->entry), item->field, item->row);
	enum style style;
	char *answer = view_form_answer(form, item, a, &style);
	char *label =
		rules_fill(entry_rules(form->entry), &field->label, item->row);
	enum style look = open                       ? STYLE_STRONG
			  : item->kind == ITEM_GIVEN ? STYLE_DIM
						     : STYLE_PLAIN;
	int room = pen->answer_col - pen->label_col - 1;

	if (open)
		pen_put(pen, 1, 1, STYLE_ACCENT, ">");
	else if (pen->s)
		put_fault_mark(pen, form, i);
	if (field->number)
		pen_put(pen, 3, 4, look, field->number);
	if (open) {
		int more = put_open_label(pen, room, label);

		pen->row += page_form_is_text(form) ? more : 0;
		put_open_answer(pen, form, field, label, answer, STYLE_STRONG);
		pen->row += page_form_is_text(form) ? 0 : more;
	} else {
		pen_put(pen, pen->label_col, room, look, label);
		put_answer(pen, field, a, answer, style,
			   rules_is_hidden(entry_rules(form->entry),
					   item->field, item->row));
	}
	pen->row++;
	/* What is only looked at has no options that show it whole. */
	if (open && !entry_is_open(form->entry) &&
	    utf8_columns(answer) > pen->cols - 1 - pen->answer_col)
		pen_wrap(pen, pen->below_col, STYLE_STRONG, answer);
	if (open)
		put_open(pen, form, i, field, item, a);
	free(label);
	free(answer);
}

/* Of one that cannot be seen the row alone counts. */
static void put_field(struct pen *pen, const struct page_form *form, size_t i,
		      const struct item *item, bool open)
{
	if (open || (pen->s && pen->row >= pen->begin && pen->row < pen->end))
		put_whole_field(pen, form, i, item, open);
	else
		pen->row++;
}

/*
 * The headings of the groups that begin at this item, outermost first; white
 * space stands above them, but not at this line.
 */
static void put_groups(struct pen *pen, const struct page_form *form, int group,
		       int before, int row, int line)
{
	const struct group *g;

	if (group < 0 || group == before)
		return;
	g = &entry_form(form->entry)->groups[group];
	/* The one before may stand in a group inside this one. */
	for (int up = before; up >= 0;
	     up = entry_form(form->entry)->groups[up].parent)
		if (up == group)
			return;
	put_groups(pen, form, g->parent, before, row, line);
	if (g->label.count == 0 && g->hint.count == 0)
		return;
	if (pen->row != line)
		pen->row++;
	put_filled(pen, form, &g->label, row, pen->label_col, STYLE_ACCENT);
	put_filled(pen, form, &g->hint, row, pen->label_col, STYLE_DIM);
}

#define ROOMY_ROWS 14

/* What stands above the item: hint of the part, heading of row or group. */
static void put_above(struct pen *pen, const struct page_form *form, size_t i,
		      const struct item *item)
{
	const struct form *f = entry_form(form->entry);
	const struct item none = { .field = -1, .repeat = -1, .section = -1 };
	struct item before = i > 0 ? entry_item(form->entry, i - 1) : none;
	const struct repeat *r;
	int group_before = -1;
	bool leads = before.section != item->section || pen->tight;
	int line = leads ? pen->row : pen->row - 1;

	if (before.section != item->section && !pen->tight)
		put_filled(pen, form, &f->sections[item->section].hint,
			   item->row, 3, STYLE_DIM);
	/* White space tells one row from the next, where there is room. */
	if (item->repeat >= 0 && before.repeat == item->repeat &&
	    before.row != item->row && pen->body_rows >= ROOMY_ROWS &&
	    !pen->tight)
		pen->row++;
	if (item->repeat >= 0 && item->field >= 0 &&
	    (before.repeat != item->repeat || before.row != item->row)) {
		char *text;

		r = &f->repeats[item->repeat];
		text = rules_fill(entry_rules(form->entry), &r->row_label,
				  item->row);
		if (!*text) {
			free(text);
			text = alloc_print("%s %d", words_text(&r->label),
					   item->row);
		}
		pen_wrap(pen, 3, STYLE_ACCENT, text);
		free(text);
	} else if (before.field >= 0 && before.section == item->section) {
		group_before = f->fields[before.field].group;
	}
	if (item->field >= 0)
		put_groups(pen, form, f->fields[item->field].group,
			   group_before, item->row, line);
}

char *view_form_one_of(const struct repeat *repeat)
{
	const char *label = words_text(&repeat->row_label);
	size_t length = strcspn(label, "{");

	while (length > 0 && label[length - 1] == ' ')
		length--;
	return length > 0 ? alloc_text_part(label, length)
			  : alloc_text(words_text(&repeat->label));
}

static void put_add_row(struct pen *pen, const struct page_form *form,
			const struct item *item, bool open)
{
	char *one = view_form_one_of(
		&entry_form(form->entry)->repeats[item->repeat]);
	char *text = alloc_print(_("+ add: %s"), one);
	char *how;

	if (open) {
		pen_put(pen, 1, 1, STYLE_ACCENT, ">");
		if (pen->s && pen->row < pen->end)
			screen_cursor(pen->s, pen->row, 3);
	}
	pen_put(pen, 3, pen->cols - 4, open ? STYLE_STRONG : STYLE_DIM, text);
	pen->row++;
	free(text);
	free(one);
	if (!open)
		return;
	how = entry_verifies(form->entry)
		      ? alloc_print(_("%s adds one; Enter goes on without"),
				    action_key(ACTION_ADD_ROW))
		      : alloc_text(_("Enter adds one; Tab or Down goes on "
				     "without"));
	pen_wrap(pen, pen->below_col, STYLE_DIM, how);
	free(how);
}

void view_form_item(struct pen *pen, const struct page_form *form, size_t i,
		    bool open)
{
	struct item item = entry_item(form->entry, i);
	const struct form *f = entry_form(form->entry);

	put_above(pen, form, i, &item);
	pen->item_row = pen->row;
	switch (item.kind) {
	case ITEM_NOTE:
		put_filled(pen, form, &f->fields[item.field].label, item.row,
			   pen->label_col, STYLE_DIM);
		break;
	case ITEM_ADD_ROW:
		put_add_row(pen, form, &item, open);
		break;
	default:
		put_field(pen, form, i, &item, open);
		break;
	}
}
