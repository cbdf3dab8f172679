/* ui/view_form_open.c - the question where one is; see ui/view_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/value.h"
#include "ui/view_form.h"

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
			    const char *answer)
{
	int col = open_answer_col(pen, field, label,
				  entry_is_open(form->entry) ? form->edit.text
							     : answer);

	if (!entry_is_open(form->entry)) {
		pen_put(pen, col, pen->cols - 1 - col, STYLE_STRONG, answer);
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
	pen_put(pen, col, pen->cols - 1 - col, STYLE_STRONG,
		*answer ? answer : "_");
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
		pen_fill(pen, form, &field->hint, item->row, pen->below_col,
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

void view_form_open(struct pen *pen, const struct page_form *form, size_t i,
		    const char *label, const char *answer)
{
	struct item item = entry_item(form->entry, i);
	const struct field *field =
		&entry_form(form->entry)->fields[item.field];
	const struct answer *a =
		answers_get(entry_answers(form->entry), item.field, item.row);
	int more = put_open_label(pen, pen->answer_col - pen->label_col - 1,
				  label);
	bool is_text = page_form_is_text(form);

	pen->row += is_text ? more : 0;
	put_open_answer(pen, form, field, label, answer);
	pen->row += is_text ? 0 : more;
	pen->row++;
	/* What is only looked at has no options that show it whole. */
	if (!entry_is_open(form->entry) &&
	    utf8_columns(answer) > pen->cols - 1 - pen->answer_col)
		pen_wrap(pen, pen->below_col, STYLE_STRONG, answer);
	put_open(pen, form, i, field, &item, a);
}
