/*
 * ui/view_summary_big.c - two figures that can be read from a metre away; see
 * ui/page_summary.h
 *
 * Each digit is five rows high, its dots two columns wide.  The figure stands in
 * ordinary letters beside its name as well, for who does not see the picture.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/sentence.h"
#include "ui/page_summary.h"

#define DIGIT_ROWS 5
#define DIGIT_DOTS 3
#define BLANK_COLS 2

/* The dots of a row as bits, the leftmost one highest. */
static const struct {
	char character;
	unsigned char rows[DIGIT_ROWS];
} digits[] = {
	{ '0', { 7, 5, 5, 5, 7 } }, { '1', { 2, 6, 2, 2, 7 } },
	{ '2', { 7, 1, 7, 4, 7 } }, { '3', { 7, 1, 7, 1, 7 } },
	{ '4', { 5, 5, 7, 1, 1 } }, { '5', { 7, 4, 7, 1, 7 } },
	{ '6', { 7, 4, 7, 5, 7 } }, { '7', { 7, 1, 1, 1, 1 } },
	{ '8', { 7, 5, 7, 5, 7 } }, { '9', { 7, 5, 7, 1, 7 } },
	{ '%', { 5, 1, 2, 4, 5 } }, { '<', { 1, 2, 4, 2, 1 } },
	{ '-', { 0, 0, 7, 0, 0 } },
};

/* One row of a digit; the column after it. */
static int put_dots(struct screen *s, int row, int col, enum style style,
		    char character, int line)
{
	for (size_t i = 0; i < COUNT(digits); i++) {
		if (digits[i].character != character)
			continue;
		for (int dot = 0; dot < DIGIT_DOTS; dot++) {
			int at = col + 2 * dot;

			if (!(digits[i].rows[line] >> (DIGIT_DOTS - 1 - dot) &
			      1))
				continue;
			screen_put(s, row, at, style,
				   screen_glyph(s, GLYPH_BAR));
			screen_put(s, row, at + 1, style,
				   screen_glyph(s, GLYPH_BAR));
		}
		return col + 2 * DIGIT_DOTS + BLANK_COLS;
	}
	return col + BLANK_COLS;
}

static void put_digits(struct screen *s, int row, int col, enum style style,
		       const char *text, int line)
{
	for (; row >= 0 && *text; text++)
		col = put_dots(s, row, col, style, *text, line);
}

/* "doel 80  haalt  n 72" */
static char *below(const struct figure_measure *m)
{
	const char *verdict = sentence_verdict(m->mean.verdict);
	struct buffer b = { 0 };

	if (m->target >= 0)
		buffer_print(&b, _("target %d"), m->target);
	if (m->target >= 0 && *verdict)
		buffer_print(&b, "  %s", verdict);
	if (!m->mean.suppressed)
		buffer_print(&b, "%sn %lld", b.length > 0 ? "  " : "",
			     (long long)m->mean.records);
	return b.length > 0 ? buffer_take(&b) : alloc_text("");
}

static void put_big(struct sheet *sheet, const struct figures *f,
		    const struct figure_measure *m, int col, int columns)
{
	const struct mean *mean = &m->mean;
	enum style style = view_summary_verdict_style(mean->verdict);
	const char *label = words_text(&f->form->measures[m->measure].label);
	char *percent = view_summary_percent(mean->known, mean->suppressed,
					     mean->percent, f->threshold);
	char *rest = below(m);
	struct chart_point point = view_summary_mean(mean, m->target);
	struct look look = { .question = { .kind = BEHIND_MEASURE,
					   .form = f->form,
					   .measure = m->measure } };
	int at = col + utf8_columns(label) + 2;
	int row;

	sheet_mark_look(sheet, col - 3, &look);
	sheet_put(sheet, col, columns, STYLE_STRONG, label);
	sheet_put(sheet, at, columns - (at - col), STYLE_STRONG, percent);
	sheet->line += 2;
	for (int line = 0; line < DIGIT_ROWS; line++) {
		if (sheet->s)
			put_digits(sheet->s, sheet_row(sheet), col, style,
				   percent, line);
		sheet->line++;
	}
	sheet->line++;
	row = sheet_row(sheet);
	if (row >= 0)
		chart_point(sheet->s, row, col, columns, &point);
	sheet->line++;
	sheet_put(sheet, col, columns, style, rest);
	sheet->line++;
	free(rest);
	rest = m->benchmark >= 0
		       ? alloc_print(_("national %d (%s)"), m->benchmark,
				     f->benchmark ? f->benchmark->period : "")
		       : alloc_text("");
	sheet_put(sheet, col, columns, STYLE_DIM, rest);
	sheet->line++;
	free(percent);
	free(rest);
}

bool view_summary_has_room(int rows, int cols)
{
	return rows >= 24 && cols >= 80;
}

size_t view_summary_big(struct sheet *sheet, const struct figures *f)
{
	size_t count = f->measure_count < 2 ? f->measure_count : 2;
	int half = sheet->cols / 2;
	int top = sheet->line;

	if (!sheet->has_room || f->complete == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		sheet->line = top;
		put_big(sheet, f, &f->measures[i], 3 + (int)i * half, half - 6);
	}
	sheet->line += count > 0;
	return count;
}
