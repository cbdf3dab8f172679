/* ui/view_summary_compare.c - two selections; see ui/page_summary.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "measure/interval.h"
#include "report/sentence.h"
#include "ui/page_summary.h"

static struct behind_question question_of(const struct figures *f,
					  const struct compared *row)
{
	static const enum behind_kind kinds[] = {
		[COMPARED_MEASURE] = BEHIND_MEASURE,
		[COMPARED_ITEM] = BEHIND_ITEM,
		[COMPARED_POSITIVE] = BEHIND_POSITIVE,
		[COMPARED_OPTION] = BEHIND_OPTION,
		[COMPARED_SCALE] = BEHIND_SCALE,
		[COMPARED_SHARE] = BEHIND_SHARE,
	};

	return (struct behind_question){ .kind = kinds[row->what],
					 .form = f->form,
					 .measure = row->measure,
					 .field = row->field,
					 .option = row->option,
					 .share = row->share };
}

/* Name, n, a line with the interval, the figure and its interval. */
static void put_side(struct sheet *sheet, const struct figures *f,
		     const struct compared *row,
		     const struct compared_side *side, const char *name)
{
	bool other = side == &row->other;
	bool published = other && f->comparison->with == COMPARE_NATIONAL;
	int width = sheet->cols >= 100 ? 40 : sheet->cols >= 76 ? 24 : 16;
	int end = sheet->cols - 9, at = sheet_row(sheet);
	char *value = sentence_compared_value(f, row, side);
	struct chart_point point = { side->known && row->what != COMPARED_SCALE,
				     side->value,
				     side->has_interval,
				     side->low,
				     side->high,
				     -1,
				     other ? STYLE_PLAIN : STYLE_ACCENT };

	if (!published)
		sheet_mark_look(sheet, 0,
				&(struct look){ .question = question_of(f, row),
						.other = other });
	sheet_put(sheet, 3, width, STYLE_PLAIN, name);
	if (!side->suppressed && !published)
		sheet_number(sheet, width + 9, side->n);
	if (at >= 0)
		chart_point(sheet->s, at, width + 10, end - 6 - width - 10,
			    &point);
	sheet_right(sheet, end, STYLE_STRONG, value);
	free(value);
	if (side->has_interval && row->what != COMPARED_SCALE) {
		value = alloc_print("%d-%d", interval_percent(side->low),
				    interval_percent(side->high));
		sheet_put(sheet, end + 1, 7, STYLE_DIM, value);
		free(value);
	}
	sheet->line++;
}

/* What it is of, and how far apart; on one line where that fits. */
static void put_heading(struct sheet *sheet, const struct figures *f,
			const struct compared *row)
{
	char *label = sentence_compared_label(f, row);
	char *difference = sentence_of_difference(f, row);
	enum style style = row->more_than_chance ? STYLE_WARN : STYLE_DIM;
	int wide = utf8_columns(label) + utf8_columns(difference) + 5;

	if (wide <= sheet->cols) {
		sheet_put(sheet, 1, sheet->cols - 2, STYLE_STRONG, label);
		sheet_right(sheet, sheet->cols - 1, style, difference);
		sheet->line++;
	} else {
		sheet_wrap(sheet, 1, STYLE_STRONG, label);
		sheet_wrap(sheet, 3, style, difference);
	}
	free(label);
	free(difference);
}

static void put_block_title(struct sheet *sheet, const struct figures *f,
			    size_t i)
{
	const struct comparison *c = f->comparison;
	const struct compared *row = &c->rows[i];
	char *label;

	if (row->what == COMPARED_OPTION &&
	    (i == 0 || c->rows[i - 1].what != COMPARED_OPTION ||
	     c->rows[i - 1].field != row->field)) {
		label = sentence_label(f, row->field);
		sheet->line++;
		sheet_wrap(sheet, 1, STYLE_ACCENT, label);
		free(label);
	}
}

void view_summary_compare(struct sheet *sheet, const struct figures *f)
{
	const struct comparison *c = f->comparison;
	char *text, *own, *other;

	if (!c) {
		text = alloc_print(
			_("Nothing stands beside this yet.  %s chooses what: "
			  "the period before, the same period a year earlier, "
			  "the whole organisation, or the national figures."),
			action_key(ACTION_COMPARE));
		sheet->line++;
		sheet_wrap(sheet, 3, STYLE_PLAIN, text);
		free(text);
		return;
	}
	sheet_wrap(sheet, 1, STYLE_ACCENT, text = sentence_of_comparison(f));
	free(text);
	own = sentence_own_side(f);
	other = sentence_other_side(f);
	for (size_t i = 0; i < c->count; i++) {
		put_block_title(sheet, f, i);
		put_heading(sheet, f, &c->rows[i]);
		put_side(sheet, f, &c->rows[i], &c->rows[i].own, own);
		put_side(sheet, f, &c->rows[i], &c->rows[i].other, other);
	}
	sheet->line++;
	sheet_wrap(sheet, 1, STYLE_DIM, sentence_on_chance());
	free(own);
	free(other);
}
