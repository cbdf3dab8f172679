/* ui/kept.c - see ui/kept.h */
#include "config.h"

#include "ui/kept.h"

#include <string.h>

#include "base/text.h"

struct screen *kept_begin(struct kept *kept, const struct screen *s, int rows,
			  const void *from, size_t length)
{
	struct screen *own = &kept->rows;

	if (own->rows == rows && own->cols == s->cols &&
	    own->glyphs == s->glyphs &&
	    strcmp(kept->language, text_language()) == 0 &&
	    strcmp(kept->forms_language, text_forms_language()) == 0 &&
	    kept->from.length == length &&
	    memcmp(buffer_text(&kept->from), from, length) == 0)
		return NULL;
	buffer_clear(&kept->from);
	buffer_add_part(&kept->from, from, length);
	strcpy(kept->language, text_language());
	strcpy(kept->forms_language, text_forms_language());
	screen_reset(own, rows, s->cols);
	own->glyphs = s->glyphs;
	return own;
}

void kept_put(const struct kept *kept, struct screen *s, int row)
{
	screen_put_rows(s, row, &kept->rows);
}

void kept_done(struct kept *kept)
{
	buffer_done(&kept->from);
	screen_done(&kept->rows);
}
