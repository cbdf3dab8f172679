/*
 * store/checksum.h - SHA-256, as other programs write it
 *
 *	struct checksum *sum = checksum_new();
 *
 *	checksum_add(sum, bytes, length);
 *	checksum_end(sum, text);
 *
 * Owns      checksum_end() frees the checksum; NULL is allowed.
 * Fails     never.
 */
#ifndef STORE_CHECKSUM_H
#define STORE_CHECKSUM_H

#include <stddef.h>

struct checksum; /* store/checksum.c */

#define CHECKSUM_ROOM 65 /* 64 hexadecimal digits in lower case, and an end */

struct checksum *checksum_new(void);
void checksum_add(struct checksum *checksum, const void *bytes, size_t length);
void checksum_end(struct checksum *checksum, char out[CHECKSUM_ROOM]);

/* Of bytes that are all there. */
void checksum_of(const void *bytes, size_t length, char out[CHECKSUM_ROOM]);

#endif
