/*
 * ui/view_line.h - drawing one line that is being typed
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef UI_VIEW_LINE_H
#define UI_VIEW_LINE_H

#include "ui/lineedit.h"
#include "ui/screen.h"

/* Draw it in so many columns; returns the column of its cursor. */
int view_line(struct screen *s, int row, int col, int columns, enum style style,
	      const struct lineedit *e);

#endif
