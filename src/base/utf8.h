/*
 * base/utf8.h - characters as people and terminals count them
 *
 * Text is UTF-8 everywhere.  What a person calls one character (a letter with
 * its accents, a joined emoji) is a cluster; a cluster takes 0, 1 or 2
 * columns.  Nothing here depends on the locale.
 *
 * Owns      results marked so are the caller's, to free().
 * Fails     never: broken UTF-8 is passed over a byte at a time, shown as
 *           U+FFFD.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Is text of this length well-formed UTF-8 without NUL? */
bool utf8_is_valid(const char *text, size_t length);

/*
 * The character at *text, which moves past it; U+FFFD for a broken byte, 0
 * and no move at the end.
 */
uint32_t utf8_take(const char **text);

/* Write character as UTF-8 into out, terminated; returns its bytes (1..4). */
size_t utf8_put(char out[5], uint32_t character);

/* Bytes of the cluster that starts at text; 0 at the end. */
size_t utf8_cluster(const char *text);

/* Bytes of the cluster that ends at byte offset in text; 0 at the start. */
size_t utf8_cluster_before(const char *text, size_t offset);

/* How many letters of ASCII, at most so many, are each one cell by themselves,
 * as far as a quick look can tell. */
size_t utf8_plain(const char *text, size_t most);

/* Columns of the first length bytes; control characters count as one. */
int utf8_width(const char *text, size_t length);

/* Columns of the whole text. */
int utf8_columns(const char *text);

/* The most bytes, whole clusters, of text that fit in columns. */
size_t utf8_fit(const char *text, int columns);

/*
 * The next line of text when wrapped at columns (at least 1): its bytes in
 * *length, and where the line after it starts as result; NULL and 0 bytes at
 * the end.
 * Breaks at spaces where it can, at clusters where it must, at newlines
 * always.
 */
const char *utf8_wrap(const char *text, int columns, size_t *length);

/* Normalised to NFC; free() it. */
char *utf8_normal(const char *text);

/*
 * Fit to be shown: control characters (also C1), bidirectional controls and
 * broken bytes become U+FFFD, newlines and tabs a space; free() it.
 */
char *utf8_harmless(const char *text);

/* Lower case and without accents, for searching; free() it. */
char *utf8_folded(const char *text);

/* Is needle, folded, part of haystack, folded?  An empty needle always is. */
bool utf8_contains(const char *haystack, const char *needle);

/* The distance in edits between two short texts, for "did you mean". */
int utf8_distance(const char *a, const char *b);

/*
 * Of count names, the one nearest to name, when near enough to be a slip of
 * the fingers; else NULL.
 */
const char *utf8_nearest(const char *name, const char *const *names,
			 size_t count);

#endif
