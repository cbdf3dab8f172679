/*
 * exchange/zip.h - several files in one, compressed, byte for byte the same
 *
 * Written files have no owner, no rights and no day, so that the same content
 * gives the same bytes.
 *
 * What is read comes from anybody.  It is read into memory only, never to disk,
 * and held to limits: entries, bytes, and how much larger it becomes.  A name
 * that is not a plain relative path is refused, as is one that is there twice.
 *
 * Owns      an archive that was read owns its entries until zip_done().
 * Fails     ERR_INVALID: damaged, too large, encrypted, a name that is not
 *           allowed; ERR_SYSTEM when the stream refuses.
 */
#ifndef EXCHANGE_ZIP_H
#define EXCHANGE_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "store/checksum.h"

struct zip_entry {
	char *path;
	char *bytes; /* a zero byte follows */
	size_t length;
	bool used; /* the reader's, to see what nobody asked for */
};

/* All zeros is empty. */
struct zip {
	struct zip_entry *entries; /* in the order of the file */
	size_t count;
	size_t capacity;
};

/* Does it begin as a zip does? */
bool zip_is(const char *bytes, size_t length);

CHECKED int zip_read(const char *bytes, size_t length, struct zip *out,
		     struct err *err);
/* NULL when it is not there. */
struct zip_entry *zip_find(const struct zip *zip, const char *path);
void zip_done(struct zip *zip);

/* Put one more in an archive that is made; the bytes are taken over. */
void zip_add(struct zip *zip, const char *path, char *bytes, size_t length);

/* Write all of it; sum gets the checksum of what was written. */
CHECKED int zip_write(const struct zip *zip, FILE *out, char sum[CHECKSUM_ROOM],
		      struct err *err);

#endif
