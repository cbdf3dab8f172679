/*
 * exchange/zip_library.h - libarchive, fetched when it is first needed
 *
 * It brings a dozen libraries with it, which took a quarter of every start and
 * of the memory of every screen, while packages come and go a few times a year.
 * Only zip.c may use this.
 *
 * Owns      what was fetched stays until the program ends.
 * Fails     ERR_SYSTEM when it is not on this computer.
 */
#ifndef EXCHANGE_ZIP_LIBRARY_H
#define EXCHANGE_ZIP_LIBRARY_H

#include <archive.h>
#include <archive_entry.h>

#include "base/attr.h"
#include "base/err.h"

/* What zip.c calls, by the names it has there. */
#define ZIP_FUNCTIONS(F)                                                       \
	F(archive_entry_filetype)                                              \
	F(archive_entry_free)                                                  \
	F(archive_entry_hardlink)                                              \
	F(archive_entry_is_encrypted)                                          \
	F(archive_entry_new)                                                   \
	F(archive_entry_pathname)                                              \
	F(archive_entry_set_filetype)                                          \
	F(archive_entry_set_gid)                                               \
	F(archive_entry_set_pathname)                                          \
	F(archive_entry_set_perm)                                              \
	F(archive_entry_set_size)                                              \
	F(archive_entry_set_uid)                                               \
	F(archive_entry_symlink)                                               \
	F(archive_read_data)                                                   \
	F(archive_read_free)                                                   \
	F(archive_read_new)                                                    \
	F(archive_read_next_header)                                            \
	F(archive_read_open_memory)                                            \
	F(archive_read_set_options)                                            \
	F(archive_read_support_format_zip_seekable)                            \
	F(archive_set_error)                                                   \
	F(archive_write_close)                                                 \
	F(archive_write_data)                                                  \
	F(archive_write_free)                                                  \
	F(archive_write_header)                                                \
	F(archive_write_new)                                                   \
	F(archive_write_open)                                                  \
	F(archive_write_set_bytes_in_last_block)                               \
	F(archive_write_set_format_zip)

struct zip_library {
#define ZIP_FUNCTION(name) __typeof__(name) *name;
	ZIP_FUNCTIONS(ZIP_FUNCTION)
#undef ZIP_FUNCTION
};

CHECKED int zip_library(const struct zip_library **out, struct err *err);

#endif
