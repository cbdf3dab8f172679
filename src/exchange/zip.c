/* exchange/zip.c - see exchange/zip.h */
#include "config.h"

#include "exchange/zip.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/library.h"

#define ENTRIES_MAX 1000
#define BYTES_MAX ((size_t)512 << 20)
/* Records as CSV become some thirty times smaller; above this size a zip that
 * grows more than that many times was made to grow. */
#define RATIO_MAX 200
#define RATIO_FROM ((size_t)16 << 20)

bool zip_is(const char *bytes, size_t length)
{
	return length >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 ||
			       memcmp(bytes, "PK\5\6", 4) == 0);
}

struct zip_entry *zip_find(const struct zip *zip, const char *path)
{
	for (size_t i = 0; i < zip->count; i++)
		if (strcmp(zip->entries[i].path, path) == 0)
			return &zip->entries[i];
	return NULL;
}

void zip_done(struct zip *zip)
{
	for (size_t i = 0; i < zip->count; i++) {
		free(zip->entries[i].path);
		free(zip->entries[i].bytes);
	}
	free(zip->entries);
	*zip = (struct zip){ 0 };
}

void zip_add(struct zip *zip, const char *path, char *bytes, size_t length)
{
	zip->entries = alloc_grow(zip->entries, zip->count, &zip->capacity,
				  sizeof(*zip->entries));
	zip->entries[zip->count++] =
		(struct zip_entry){ alloc_text(path), bytes, length, false };
}

/* --- reading */

static int damaged(struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("the package is damaged: it is no whole zip file; ask "
			 "for it again"));
}

/* Only parts with plain names, one in the other. */
static bool is_plain_path(const char *path)
{
	const char *at = path;

	if (!utf8_is_valid(path, strlen(path)) || strlen(path) > 255)
		return false;
	while (true) {
		size_t length = strcspn(at, "/");

		if (length == 0 || at[0] == '.' || strcspn(at, "\\:") < length)
			return false;
		for (size_t i = 0; i < length; i++)
			if ((unsigned char)at[i] < ' ' || at[i] == 0x7F)
				return false;
		if (!at[length])
			return true;
		at += length + 1;
	}
}

/* A directory says nothing, but its name must be plain as well. */
static bool is_plain_directory(const struct zip_library *l,
			       struct archive_entry *entry)
{
	const char *path = l->archive_entry_pathname(entry);
	size_t length = path ? strlen(path) : 0;
	bool plain;
	char *name;

	if (l->archive_entry_filetype(entry) != AE_IFDIR || length < 2 ||
	    path[length - 1] != '/')
		return false;
	name = alloc_text_part(path, length - 1);
	plain = is_plain_path(name);
	free(name);
	return plain;
}

static int check_name(const struct zip_library *l, const struct zip *zip,
		      struct archive_entry *entry, struct err *err)
{
	const char *path = l->archive_entry_pathname(entry);

	if (!path || !is_plain_path(path) ||
	    l->archive_entry_filetype(entry) != AE_IFREG ||
	    l->archive_entry_symlink(entry) || l->archive_entry_hardlink(entry))
		return err_set(err, ERR_INVALID,
			       _("the package is refused: it holds something "
				 "with the name %s, which is no plain file"),
			       path ? path : "?");
	if (zip_find(zip, path))
		return err_set(err, ERR_INVALID,
			       _("the package is refused: it holds %s twice"),
			       path);
	if (l->archive_entry_is_encrypted(entry))
		return err_set(err, ERR_INVALID,
			       _("the package is refused: it needs a "
				 "password"));
	return 0;
}

struct reading {
	const struct zip_library *library;
	struct archive *archive;
	struct zip *zip;
	size_t packed; /* bytes of the file */
	size_t total;  /* bytes so far */
	size_t directories;
};

static int check_size(const struct reading *reading, struct err *err)
{
	if (reading->total <= BYTES_MAX &&
	    (reading->total <= RATIO_FROM ||
	     reading->total / RATIO_MAX <= reading->packed))
		return 0;
	return err_set(err, ERR_INVALID,
		       _("the package is refused: unpacked it becomes far too "
			 "large"));
}

static int read_bytes(struct reading *reading, char **out, size_t *length,
		      struct err *err)
{
	const struct zip_library *l = reading->library;
	size_t room = 65536;
	char *bytes = alloc_new(room, 1);
	size_t used = 0;
	la_ssize_t got;
	int code = 0;

	do {
		if (room - used < 65536) {
			room *= 2;
			bytes = alloc_resize(bytes, room, 1);
		}
		got = l->archive_read_data(reading->archive, bytes + used,
					   room - used - 1);
		if (got < 0) {
			code = damaged(err);
			break;
		}
		used += (size_t)got;
		reading->total += (size_t)got;
		code = check_size(reading, err);
	} while (got > 0 && code == 0);

	if (code) {
		free(bytes);
		return code;
	}
	bytes[used] = '\0';
	*out = bytes;
	*length = used;
	return 0;
}

static int read_entries(struct reading *reading, struct err *err)
{
	const struct zip_library *l = reading->library;
	struct archive_entry *entry;
	int result;
	int code = 0;

	while (code == 0 && (result = l->archive_read_next_header(
				     reading->archive, &entry)) == ARCHIVE_OK) {
		char *bytes = NULL;
		size_t length = 0;

		if (is_plain_directory(l, entry) &&
		    reading->directories++ < ENTRIES_MAX)
			continue;
		if (reading->zip->count == ENTRIES_MAX)
			return err_set(err, ERR_INVALID,
				       _("the package is refused: it holds "
					 "more than %d files"),
				       ENTRIES_MAX);
		code = check_name(l, reading->zip, entry, err);
		if (code == 0)
			code = read_bytes(reading, &bytes, &length, err);
		if (code == 0)
			zip_add(reading->zip, l->archive_entry_pathname(entry),
				bytes, length);
	}
	if (code == 0 && result != ARCHIVE_EOF)
		code = damaged(err);
	return code;
}

int zip_read(const char *bytes, size_t length, struct zip *out, struct err *err)
{
	struct zip zip = { 0 };
	struct reading reading = { .zip = &zip, .packed = length };
	const struct zip_library *l = NULL;
	int code = zip_library(&l, err);

	if (code)
		return code;
	reading.library = l;
	reading.archive = l->archive_read_new();
	if (!reading.archive)
		return err_memory(err);
	l->archive_read_support_format_zip_seekable(reading.archive);
	l->archive_read_set_options(reading.archive, "hdrcharset=UTF-8");
	if (l->archive_read_open_memory(reading.archive, bytes, length) !=
	    ARCHIVE_OK)
		code = damaged(err);
	if (code == 0)
		code = read_entries(&reading, err);
	l->archive_read_free(reading.archive);
	if (code) {
		zip_done(&zip);
		return code;
	}
	*out = zip;
	return 0;
}

/* --- writing */

struct writing {
	const struct zip_library *library;
	FILE *out;
	struct checksum *sum;
	int failed; /* errno */
};

static la_ssize_t write_bytes(struct archive *archive, void *of,
			      const void *bytes, size_t length)
{
	struct writing *writing = of;

	if (fwrite(bytes, 1, length, writing->out) != length) {
		writing->failed = errno ? errno : EIO;
		writing->library->archive_set_error(archive, writing->failed,
						    "write");
		return -1;
	}
	checksum_add(writing->sum, bytes, length);
	return (la_ssize_t)length;
}

/* Without a day the format has its own first one, in every time zone. */
static int write_entry(const struct zip_library *l, struct archive *archive,
		       const struct zip_entry *entry)
{
	struct archive_entry *header = l->archive_entry_new();
	int result;

	l->archive_entry_set_pathname(header, entry->path);
	l->archive_entry_set_filetype(header, AE_IFREG);
	l->archive_entry_set_perm(header, 0644);
	l->archive_entry_set_uid(header, 0);
	l->archive_entry_set_gid(header, 0);
	l->archive_entry_set_size(header, (la_int64_t)entry->length);
	result = l->archive_write_header(archive, header);
	l->archive_entry_free(header);
	if (result != ARCHIVE_OK)
		return -1;
	if (entry->length == 0)
		return 0;
	return l->archive_write_data(archive, entry->bytes, entry->length) ==
			       (la_ssize_t)entry->length
		       ? 0
		       : -1;
}

int zip_write(const struct zip *zip, FILE *out, char sum[CHECKSUM_ROOM],
	      struct err *err)
{
	struct writing writing = { .out = out };
	const struct zip_library *l = NULL;
	struct archive *archive;
	bool good;
	int code = zip_library(&l, err);

	if (code)
		return code;
	writing.library = l;
	writing.sum = checksum_new();
	archive = l->archive_write_new();
	good = archive &&
	       l->archive_write_set_format_zip(archive) == ARCHIVE_OK;
	/* The last block is as long as what is in it. */
	good = good && l->archive_write_set_bytes_in_last_block(archive, 1) ==
			       ARCHIVE_OK;
	good = good && l->archive_write_open(archive, &writing, NULL,
					     write_bytes, NULL) == ARCHIVE_OK;
	for (size_t i = 0; i < zip->count && good; i++)
		good = write_entry(l, archive, &zip->entries[i]) == 0;
	if (good)
		good = l->archive_write_close(archive) == ARCHIVE_OK;
	l->archive_write_free(archive);
	checksum_end(writing.sum, sum);
	if (good)
		return 0;
	return err_set(err, ERR_SYSTEM, _("cannot write: %s"),
		       err_reason(writing.failed ? writing.failed : EIO));
}
