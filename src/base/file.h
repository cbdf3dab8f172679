/*
 * base/file.h - whole files, read with a limit and written all or not at all
 *
 * Owns      texts and paths returned are the caller's, to free().
 * Fails     ERR_NOTFOUND, ERR_INVALID (too large), ERR_EXISTS (what holds
 *           records is not written over), ERR_SYSTEM; the sentence names the
 *           path.  After a failed write the old file is as it was.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"

/* Read a file, or standard input for "-", of at most limit bytes. */
CHECKED int file_read(const char *path, size_t limit, char **out,
		      size_t *length, struct err *err);

/* The first bytes of a file, at most so many: all of it when it has fewer. */
CHECKED int file_read_start(const char *path, size_t most, char **out,
			    size_t *length, struct err *err);

/*
 * Writing to path through a new file beside it: begin, write to ->stream, and
 * commit (flush, fsync, rename, fsync the directory) or cancel.  Path "-" is
 * standard output, at once; so is a device or a pipe.  Made 0600.
 */
struct file_output {
	FILE *stream;
	char *path;
	char *temporary; /* NULL where it is written at once */
};

CHECKED int file_begin(const char *path, struct file_output *out,
		       struct err *err);
CHECKED int file_commit(struct file_output *out, struct err *err);
/* As file_commit(), for what can be made again: nobody waits for the disk, and
 * what fails leaves what was there.  Not of a device. */
void file_swap(struct file_output *out);
/* Forget what was written; safe after commit and on all zeros. */
void file_cancel(struct file_output *out);

bool file_exists(const char *path);
bool file_is_directory(const char *path);
/* A file or directory that stays as it is read, as a pipe does not. */
bool file_stays(const char *path);
/* Have both names the same file? */
bool file_is_same(const char *path, const char *other);
/* Is it a file of SQLite?  It may be larger than memory. */
bool file_is_database(const char *path);

/* Make the directory and its parents, 0700. */
CHECKED int file_make_directory(const char *path, struct err *err);

/*
 * Put the names in the directory of path on the disk; false: errno says why.  A
 * file system that cannot is no failure.
 */
bool file_sync_directory(const char *path);

/* "a/b". */
char *file_join(const char *directory, const char *name);

/* The name of the file, without where it is; borrowed from path. */
const char *file_name(const char *path);
/* The directory part of path; "." when it has none. */
char *file_directory(const char *path);

/*
 * A path that means the same from everywhere, also of a file that is not there
 * yet; free() it.
 */
char *file_whole(const char *path);

/*
 * The names in a directory that end in suffix, as file_sort() sorts; free each
 * and the array.
 */
CHECKED int file_list(const char *directory, const char *suffix, char ***names,
		      size_t *count, struct err *err);

/* Sort names by their bytes; NULL is allowed where there are none. */
void file_sort(char **names, size_t count);

/*
 * $XDG_DATA_HOME/spoedpeil or $XDG_CONFIG_HOME/spoedpeil with name behind it,
 * by the defaults of the XDG base directories when those are not set.  Without
 * HOME the home is the one that the system knows.
 */
char *file_in_data_home(const char *name);
char *file_in_config_home(const char *name);
/* The same of $XDG_CACHE_HOME; NULL when the person has no home. */
char *file_in_cache_home(const char *name);

/*
 * Where the forms are that came with this program: those of its own source
 * tree when it runs from the directory in which it was built, else those that
 * were installed with it.
 */
char *file_forms_directory(void);

#endif
