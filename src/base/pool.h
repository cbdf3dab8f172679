/*
 * base/pool.h - many small pieces, quickly taken and given back
 *
 * For a library that takes thousands of pieces of some tens of bytes and lets
 * its user say where from: SQLite, which takes and gives back thousands to read
 * the tables of a file.  malloc() is three times as slow at that.
 *
 * What is given back is kept for the next piece of its size, and never goes
 * back to the system.  Pieces of more than a kilobyte are malloc()'s.  There is
 * one pool for the whole program, because such a library has one setting.
 *
 * Owns      a piece is the caller's until pool_give(), and never free()'s.
 * Fails     with NULL, when there is no memory.
 * Forbids   more than one thread.
 */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

/* A piece of at least size bytes, aligned for numbers and pointers. */
void *pool_take(size_t size);

/* The same bytes, in a piece of at least size; NULL leaves the old one. */
void *pool_resize(void *piece, size_t size);

/* NULL is allowed. */
void pool_give(void *piece);

/* How many bytes a piece has. */
size_t pool_size(const void *piece);

/* How many it would have if size were asked for. */
size_t pool_round(size_t size);

#endif
