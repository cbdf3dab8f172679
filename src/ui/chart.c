/* ui/chart.c - see ui/chart.h */
#include "config.h"

#include "ui/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The cell, from 0, in which this share falls. */
static int cell_of(double rate, int columns)
{
	return (int)floor(rate * (columns - 1) + 0.5);
}

static enum glyph glyph_at(int i, const struct chart_point *p, int columns,
			   int low, int high)
{
	int estimate = cell_of(p->rate, columns);
	int target = p->target < 0 ? -1 : cell_of(p->target / 100.0, columns);
	bool inside = p->has_interval && i >= low && i <= high;

	if (i == estimate)
		return i == target ? GLYPH_ON_TARGET : GLYPH_BULLET;
	if (i == target)
		return inside ? GLYPH_CROSSING : GLYPH_TARGET;
	if (!inside)
		return GLYPH_DOT;
	if (i == low)
		return GLYPH_LEFT;
	return i == high ? GLYPH_RIGHT : GLYPH_LINE;
}

void chart_point(struct screen *s, int row, int col, int columns,
		 const struct chart_point *point)
{
	int low = (int)floor(point->low * (columns - 1));
	int high = (int)ceil(point->high * (columns - 1));

	if (columns < 3 || !point->known)
		return;
	for (int i = 0; i < columns; i++) {
		enum glyph g = glyph_at(i, point, columns, low, high);

		screen_put(s, row, col + i,
			   g == GLYPH_DOT ? STYLE_DIM : point->style,
			   screen_glyph(s, g));
	}
}

void chart_bar(struct screen *s, int row, int col, int columns, double rate,
	       int mark)
{
	int full = cell_of(rate, columns + 1);
	int at = mark < 0 ? -1 : cell_of(mark / 100.0, columns);

	for (int i = 0; i < columns; i++) {
		if (i == at)
			screen_put(s, row, col + i, STYLE_PLAIN,
				   screen_glyph(s, GLYPH_TARGET));
		else if (i < full)
			screen_put(s, row, col + i, STYLE_ACCENT,
				   screen_glyph(s, GLYPH_BAR));
	}
}

void chart_axis(struct screen *s, int row, int col, int columns)
{
	int step = columns >= 32 ? 25 : 50;

	for (int p = 0; p <= 100; p += step) {
		char text[12];
		int at = cell_of(p / 100.0, columns);

		snprintf(text, sizeof(text), "%d", p);
		if (p > 0)
			at -= (int)strlen(text) / 2;
		if (at + (int)strlen(text) > columns)
			at = columns - (int)strlen(text);
		screen_put(s, row, col + at, STYLE_DIM, text);
	}
}
