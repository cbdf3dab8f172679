/*
 * base/alloc.h - memory that is always there
 *
 * Small pieces: these functions never return NULL.  When memory has run out
 * they call the handler that was registered (it gives the terminal back and
 * says so) and abort.  What is sized by data from outside goes through
 * alloc_try(), which can refuse.
 *
 * An arena is for what lives and dies together: take pieces, free them all at
 * once.  All zeros is an empty arena.
 *
 * Owns      results are the caller's, to free() unless from an arena.
 * Fails     never, but alloc_try(), which returns NULL.
 */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"

/* count zeroed elements of size bytes each. */
void *alloc_new(size_t count, size_t size);

/* As alloc_new, but NULL when there is no room. */
void *alloc_try(size_t count, size_t size);

/* As reallocarray(); what is added is not zeroed. */
void *alloc_resize(void *old, size_t count, size_t size);

/*
 * Make room for one more element in a growing array: returns items, resized
 * when count has reached *capacity.
 */
void *alloc_grow(void *items, size_t count, size_t *capacity, size_t size);

/* A copy of text; NULL gives NULL. */
char *alloc_text(const char *text);

/* A copy of the first length bytes of text, terminated. */
char *alloc_text_part(const char *text, size_t length);

/* A text as from printf. */
char *alloc_print(const char *fmt, ...) PRINTF(1, 2);
char *alloc_print_list(const char *fmt, va_list values) PRINTF(1, 0);

/* Free *text and put a copy of value (or NULL) in its place. */
void alloc_replace(char **text, const char *value);

/*
 * So many bytes are needed soon: have the system give all their pages at once,
 * where it can.  Each by itself, when it is first written, costs half as much
 * again.
 */
void alloc_ahead(size_t size);

/* Call handler before the program ends for want of memory. */
void alloc_on_exhaustion(void (*handler)(void));

struct arena_block; /* base/alloc.c */

struct arena {
	struct arena_block *blocks;
};

/* count zeroed elements, aligned for anything, freed with the arena. */
void *arena_take(struct arena *arena, size_t count, size_t size);

/* Copies in the arena; NULL gives NULL. */
char *arena_text(struct arena *arena, const char *text);
char *arena_text_part(struct arena *arena, const char *text, size_t length);
char *arena_print(struct arena *arena, const char *fmt, ...) PRINTF(2, 3);

/* Free all pieces and leave an empty arena. */
void arena_done(struct arena *arena);

#endif
