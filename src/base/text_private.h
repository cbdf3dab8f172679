/*
 * base/text_private.h - the Dutch texts as the build makes them from nl.po
 */
#ifndef BASE_TEXT_PRIVATE_H
#define BASE_TEXT_PRIVATE_H

#include <stddef.h>

struct text_row {
	const char *msgid;
	const char *one;
	const char *many; /* NULL when the text has no plural */
};

/* Sorted by the bytes of msgid; text_table.c, in the build directory. */
extern const struct text_row text_table[];
extern const size_t text_table_count;

#endif
