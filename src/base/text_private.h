/*
 * base/text_private.h - the Dutch texts as the build makes them from nl.po
 */
#ifndef BASE_TEXT_PRIVATE_H
#define BASE_TEXT_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

/* Where each begins in text_bytes. */
struct text_row {
	uint32_t msgid;
	uint32_t one;
	uint32_t many; /* 0 when the text has no plural */
};

extern const char *const text_bytes;

/* Sorted by the bytes of msgid; text_table.c, in the build directory. */
extern const struct text_row text_table[];
extern const size_t text_table_count;

#endif
