/* ui/view_form_item.c - one question on the page; see ui/view_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
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

void pen_fill(struct pen *pen, const struct page_form *form,
	      const struct words *words, int row, int col, enum style style)
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
		view_form_open(pen, form, i, label, answer);
	} else {
		pen_put(pen, pen->label_col, room, look, label);
		put_answer(pen, field, a, answer, style,
			   rules_is_hidden(entry_rules(form->entry),
					   item->field, item->row));
		pen->row++;
	}
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
	pen_fill(pen, form, &g->label, row, pen->label_col, STYLE_ACCENT);
	pen_fill(pen, form, &g->hint, row, pen->label_col, STYLE_DIM);
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
		pen_fill(pen, form, &f->sections[item->section].hint, item->row,
			 3, STYLE_DIM);
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
		pen_fill(pen, form, &f->fields[item.field].label, item.row,
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
