/* ui/view_form_options.c - what may be typed at a question; view_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/value.h"
#include "ui/view_form.h"

static bool is_chosen(const struct field *field, const char *value, size_t i)
{
	if (field->type == FIELD_SELECT_MULTIPLE)
		return (value_bits(field, value) >> i & 1) != 0;
	return value && strcmp(value, field->options[i].name) == 0;
}

static void add_option(struct buffer *b, const struct field *field,
		       const char *value, size_t i)
{
	const struct option *o = &field->options[i];
	bool chosen = is_chosen(field, value, i);
	bool several = field->type == FIELD_SELECT_MULTIPLE;

	buffer_add(b, o->key);
	buffer_add(b, !several ? " " : chosen ? " [x] " : " [ ] ");
	buffer_add(b, words_text(&o->label));
	if (chosen && !several)
		buffer_add(b, " <");
}

static void add_reasons(struct buffer *b, const struct field *field,
			const struct answer *a)
{
	for (size_t i = 0; i < field->missing_count; i++) {
		const struct missing_reason *reason = field->missing[i];

		buffer_add(b, i > 0 ? "   " : "");
		buffer_add(b, reason->key);
		buffer_add(b, " ");
		buffer_add(b, words_text(&reason->label));
		if (a->missing && strcmp(a->missing, reason->name) == 0)
			buffer_add(b, " <");
	}
}

static char *reasons_text(const struct field *field, const struct answer *a)
{
	struct buffer b = { 0 };

	add_reasons(&b, field, a);
	return buffer_take(&b);
}

/* All on one line, when they are few and short. */
static bool put_in_line(struct pen *pen, const struct field *field,
			const struct answer *a)
{
	int room = pen->cols - pen->below_col;
	struct buffer b = { 0 };
	bool fits = true;

	/* Of a long list some words are enough to know. */
	for (size_t i = 0; i < field->option_count && fits; i++) {
		const struct option *o = &field->options[i];

		buffer_add(&b, i > 0 ? "   " : "");
		add_option(&b, field, a->value, i);
		fits = o->hint.count == 0 && o->heading.count == 0 &&
		       utf8_columns(buffer_text(&b)) < room;
	}
	buffer_add(&b, field->missing_count > 0 ? "   " : "");
	add_reasons(&b, field, a);
	fits = fits && utf8_columns(buffer_text(&b)) < room;
	if (fits) {
		pen_put(pen, pen->below_col, room - 1, STYLE_PLAIN,
			buffer_text(&b));
		pen->row++;
	}
	buffer_done(&b);
	return fits;
}

static int heading_count(const struct field *field)
{
	int count = 0;

	for (size_t i = 0; i < field->option_count; i++)
		count += field->options[i].heading.count > 0;
	return count;
}

static void put_option(struct pen *pen, const struct field *field,
		       const char *value, size_t i, int col, int columns)
{
	const struct option *o = &field->options[i];
	struct buffer text = { 0 };
	int width;

	add_option(&text, field, value, i);
	width = utf8_columns(buffer_text(&text));
	pen_put(pen, col, columns,
		is_chosen(field, value, i) ? STYLE_STRONG : STYLE_PLAIN,
		buffer_text(&text));
	/* The hint only where it is not cut. */
	if (o->hint.count > 0 &&
	    width + 2 + utf8_columns(words_text(&o->hint)) < columns)
		pen_put(pen, col + width + 2, columns - width - 2, STYLE_DIM,
			words_text(&o->hint));
	buffer_done(&text);
}

/*
 * One under another.  On a page that is too low for that the headings go
 * first, and only then they stand side by side, with their words cut.
 */
static void put_list(struct pen *pen, const struct field *field,
		     const struct answer *a)
{
	int taken = pen->row - pen->item_row + (field->missing_count > 0);
	int most = pen->body_rows > taken + 2 ? pen->body_rows - taken : 2;
	int headings = heading_count(field);
	bool headed = (int)field->option_count + headings <= most;
	int all = (int)field->option_count + (headed ? headings : 0);
	int across = (all + most - 1) / most;
	int rows = (all + across - 1) / across;
	int width = (pen->cols - 1 - pen->below_col) / across;
	int top = pen->row, at = 0;
	char *reasons;

	pen->across = across;
	for (size_t i = 0; pen->s && i < field->option_count; i++) {
		const struct option *o = &field->options[i];
		int col = pen->below_col + at / rows * width;

		if (headed && o->heading.count > 0) {
			pen->row = top + at % rows;
			pen_put(pen, col, width - 1, STYLE_DIM,
				words_text(&o->heading));
			at++;
			col = pen->below_col + at / rows * width;
		}
		pen->row = top + at % rows;
		put_option(pen, field, a->value, i, col, width - 1);
		at++;
	}
	pen->row = top + rows;
	reasons = reasons_text(field, a);
	if (reasons && *reasons) {
		pen_put(pen, pen->below_col, pen->cols - 1 - pen->below_col,
			STYLE_PLAIN, reasons);
		pen->row++;
	}
	free(reasons);
}

static void put_scale(struct pen *pen, const struct field *field,
		      const struct answer *a)
{
	struct buffer b = { 0 };
	char *reasons = reasons_text(field, a);

	buffer_print(&b, "%d %s", (int)field->from, words_text(&field->low));
	pen_wrap(pen, pen->below_col, STYLE_PLAIN, buffer_text(&b));
	buffer_clear(&b);
	buffer_print(&b, "%d %s", (int)field->to, words_text(&field->high));
	pen_wrap(pen, pen->below_col, STYLE_PLAIN, buffer_text(&b));
	if (reasons && *reasons)
		pen_wrap(pen, pen->below_col, STYLE_PLAIN, reasons);
	free(reasons);
	buffer_done(&b);
}

void view_form_options(struct pen *pen, const struct field *field,
		       const struct answer *a)
{
	char *reasons;

	if (field->type == FIELD_SCALE) {
		put_scale(pen, field, a);
		return;
	}
	if (field->option_count > 0) {
		if (!put_in_line(pen, field, a))
			put_list(pen, field, a);
		return;
	}
	reasons = reasons_text(field, a);
	if (reasons && *reasons)
		pen_wrap(pen, pen->below_col, STYLE_PLAIN, reasons);
	free(reasons);
}
