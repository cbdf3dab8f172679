/*
 * ui/kept.h - rows of a picture that are drawn from the same as last time
 *
 * Most of a picture is what it was before the key.  What is kept stands beside
 * all that it was drawn from, as bytes, so it cannot be out of date: where one
 * byte of that differs it is drawn anew.
 *
 *	struct screen *anew = kept_begin(kept, s, 1, &from, sizeof(from));
 *
 *	if (anew)
 *		draw(anew);            on its row 0
 *	kept_put(kept, s, row);
 *
 * The bytes have to hold everything that differs while the program runs, but for
 * the languages, the width of the screen and its glyphs, which are looked at
 * here.  A struct with padding is filled with zeros first.
 *
 * Owns      a kept owns its rows and bytes until kept_done(); all zeros is
 *           nothing kept.
 * Fails     never.
 */
#ifndef UI_KEPT_H
#define UI_KEPT_H

#include <stddef.h>

#include "base/buffer.h"
#include "ui/screen.h"

struct kept {
	struct buffer from;
	char language[3], forms_language[3];
	struct screen rows;
};

/* So many empty rows to draw on; NULL when what is kept is from the same. */
struct screen *kept_begin(struct kept *kept, const struct screen *s, int rows,
			  const void *from, size_t length);

/* Put the rows over those of the screen from this one on. */
void kept_put(const struct kept *kept, struct screen *s, int row);

void kept_done(struct kept *kept);

#endif
