/* report/html_compare.c - two selections side by side */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/sentence.h"
#include "report/svg_private.h"

static char *difference_cell(const struct compared *row)
{
	int size = row->points < 0 ? -row->points : row->points;
	const char *sign = row->points < 0 ? "−" : row->points > 0 ? "+" : "";
	char *number, *text;

	if (!row->has_difference)
		return NULL;
	number = row->what == COMPARED_SCALE ? html_decimal(size, 10)
					     : alloc_print("%d", size);
	text = alloc_print("%s%s", sign, number);
	free(number);
	return text;
}

/* Own as a dot with its range, the other as the mark beside it. */
static void put_chart(struct markup *m, const struct figures *f,
		      const struct compared *row, const char *label)
{
	const struct compared_side *own = &row->own;
	struct svg_figure figure = {
		.known = own->known,
		.rate = own->value,
		.has_range = own->has_interval,
		.low = own->low,
		.high = own->high,
		.target = -1,
		.national = row->other.known ? row->other.percent : -1,
	};

	if (row->what == COMPARED_SCALE) {
		html_cell(m, "chart", NULL, NULL);
		return;
	}
	html_dot(m, &figure, label, sentence_of_compared(f, row));
}

static void put_side(struct markup *m, const struct figures *f,
		     const struct compared *row,
		     const struct compared_side *side, const char *column)
{
	bool published =
		side == &row->other && f->comparison->with == COMPARE_NATIONAL;
	char *value = sentence_compared_value(f, row, side);

	html_cell(m, "number", column, value);
	if (published)
		return;
	html_cell(m, "number", "n", html_number(f, side->n));
}

static void put_row(struct markup *m, const struct figures *f,
		    const struct compared *row, const char *own,
		    const char *other)
{
	char *label = sentence_compared_label(f, row);

	markup_open(m, "tr");
	html_row_head(m, NULL, label);
	put_chart(m, f, row, label);
	put_side(m, f, row, &row->own, own);
	put_side(m, f, row, &row->other, other);
	html_cell(m, "number", _("apart"), difference_cell(row));
	html_cell(m, "word", NULL, sentence_of_difference(f, row));
	markup_close(m);
	free(label);
}

/* Rows from `first` on that belong in one table. */
static size_t count_together(const struct comparison *c, size_t first)
{
	const struct compared *row = &c->rows[first];
	size_t end = first + 1;

	while (end < c->count) {
		const struct compared *next = &c->rows[end];

		if (next->what == COMPARED_MEASURE ||
		    (next->what == COMPARED_OPTION &&
		     (row->what != COMPARED_OPTION ||
		      next->field != row->field)))
			break;
		if (next->what != COMPARED_ITEM &&
		    next->what != COMPARED_OPTION &&
		    row->what == COMPARED_MEASURE)
			break;
		end++;
	}
	return end - first;
}

static void put_table(struct markup *m, const struct figures *f, size_t first,
		      size_t count, const char *own, const char *other)
{
	const struct comparison *c = f->comparison;
	bool published = c->with == COMPARE_NATIONAL;
	struct html_column columns[8];
	size_t n = 0;

	columns[n++] = (struct html_column){ "name", "" };
	columns[n++] = (struct html_column){ "chart", "" };
	columns[n++] = (struct html_column){ "number", own };
	columns[n++] = (struct html_column){ "number", "n" };
	columns[n++] = (struct html_column){ "number", other };
	if (!published)
		columns[n++] = (struct html_column){ "number", "n" };
	columns[n++] = (struct html_column){ "number", _("apart") };
	columns[n++] = (struct html_column){ "word", _("chance") };
	if (c->rows[first].what == COMPARED_OPTION)
		html_question(m, f, c->rows[first].field);
	html_begin_table(m, html_table_class(count + 1, false),
			 _("The dot is the first, with its 95 % range; the "
			   "mark is the second"),
			 columns, n, -1);
	for (size_t i = first; i < first + count; i++)
		put_row(m, f, &c->rows[i], own, other);
	html_end_table(m);
}

void html_comparison(struct markup *m, const struct figures *f)
{
	const struct comparison *c = f->comparison;
	char *own, *other;
	size_t count;

	if (!c)
		return;
	own = sentence_own_side(f);
	other = sentence_other_side(f);
	html_begin_section(m, "page", _("Side by side"));
	html_sentence(m, "lead", sentence_of_comparison(f));
	for (size_t i = 0; i < c->count; i += count) {
		count = count_together(c, i);
		put_table(m, f, i, count, own, other);
	}
	html_definition(m, sentence_on_chance());
	markup_close(m);
	free(own);
	free(other);
}
