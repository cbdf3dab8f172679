/*
 * exchange/library.h - libraries that are fetched when they are first needed
 *
 * Packages and files of statistics programs come and go a few times a year.
 * What they need took a third of every start and of the memory of every screen
 * (libarchive brings a dozen libraries with it), so it is not linked.  The
 * functions have here the names that they have there.
 *
 * Owns      what was fetched stays until the program ends.
 * Fails     ERR_SYSTEM when it is not on this computer.
 */
#ifndef EXCHANGE_LIBRARY_H
#define EXCHANGE_LIBRARY_H

#include <archive.h>
#include <archive_entry.h>
#include <jansson.h>
#ifdef HAVE_READSTAT
#include <readstat.h>
#endif

#include "base/attr.h"
#include "base/err.h"

/* What zip.c calls. */
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

/* What package_read.c calls, for json_decref() and json_object_foreach() too. */
#define JSON_FUNCTIONS(F)                                                      \
	F(json_array_get)                                                      \
	F(json_array_size)                                                     \
	F(json_delete)                                                         \
	F(json_integer_value)                                                  \
	F(json_loadb)                                                          \
	F(json_object_get)                                                     \
	F(json_object_iter)                                                    \
	F(json_object_iter_key)                                                \
	F(json_object_iter_next)                                               \
	F(json_object_iter_value)                                              \
	F(json_object_size)                                                    \
	F(json_string_value)

/* What sav.c calls. */
#define SAV_FUNCTIONS(F)                                                       \
	F(readstat_add_label_set)                                              \
	F(readstat_add_variable)                                               \
	F(readstat_begin_row)                                                  \
	F(readstat_begin_writing_dta)                                          \
	F(readstat_begin_writing_sav)                                          \
	F(readstat_end_row)                                                    \
	F(readstat_end_writing)                                                \
	F(readstat_error_message)                                              \
	F(readstat_get_variable)                                               \
	F(readstat_insert_double_value)                                        \
	F(readstat_insert_int32_value)                                         \
	F(readstat_insert_missing_value)                                       \
	F(readstat_insert_string_value)                                        \
	F(readstat_insert_tagged_missing_value)                                \
	F(readstat_label_double_value)                                         \
	F(readstat_label_int32_value)                                          \
	F(readstat_label_tagged_value)                                         \
	F(readstat_set_data_writer)                                            \
	F(readstat_variable_add_missing_double_range)                          \
	F(readstat_variable_add_missing_double_value)                          \
	F(readstat_variable_set_format)                                        \
	F(readstat_variable_set_label)                                         \
	F(readstat_variable_set_label_set)                                     \
	F(readstat_variable_set_measure)                                       \
	F(readstat_writer_free)                                                \
	F(readstat_writer_init)                                                \
	F(readstat_writer_set_file_label)                                      \
	F(readstat_writer_set_file_timestamp)

#define LIBRARY_FUNCTION(name) __typeof__(name) *name;
struct zip_library {
	ZIP_FUNCTIONS(LIBRARY_FUNCTION)
};
struct json_library {
	JSON_FUNCTIONS(LIBRARY_FUNCTION)
};
#ifdef HAVE_READSTAT
struct sav_library {
	SAV_FUNCTIONS(LIBRARY_FUNCTION)
};
#endif
#undef LIBRARY_FUNCTION

CHECKED int zip_library(const struct zip_library **out, struct err *err);
CHECKED int json_library(const struct json_library **out, struct err *err);
#ifdef HAVE_READSTAT
CHECKED int sav_library(const struct sav_library **out, struct err *err);
#endif

#endif
