/* base/alloc.c - see base/alloc.h */
#include "config.h"

#include "base/alloc.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#define BLOCK_SIZE 16384

struct arena_block {
	struct arena_block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

/* Whom to call when memory is out: any of the callers may be the unlucky one,
 * and none of them knows the terminal. */
static void (*exhausted)(void);

void alloc_on_exhaustion(void (*handler)(void))
{
	exhausted = handler;
}

static void *must(void *memory)
{
	void (*handler)(void) = exhausted;

	if (memory)
		return memory;
	/* A handler that runs out of memory itself is not called again. */
	exhausted = NULL;
	if (handler)
		handler();
	abort();
}

void *alloc_try(size_t count, size_t size)
{
	/* calloc may give NULL for nothing, and NULL means refused here. */
	return calloc(count ? count : 1, size ? size : 1);
}

void *alloc_new(size_t count, size_t size)
{
	return must(alloc_try(count, size));
}

#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)

/* Two of these are more than a heap begins with, and one is not outside it. */
#define PROBE 100000

/* Have all pages of the heap from here on; false when it has no size bytes. */
static bool fill_from(const void *probe, size_t size)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = ((uintptr_t)probe + page - 1) & ~(page - 1);
	uintptr_t end = (uintptr_t)sbrk(0);

	if (end < from || end - from < size)
		return false;
	/* Further away it is not the heap that pieces come from. */
	if (end - from < 2 * (size + 2 * PROBE))
		madvise((void *)from, size, MADV_POPULATE_WRITE);
	return true;
}

void alloc_ahead(size_t size)
{
	/* What is of no use otherwise a compiler could leave out. */
	void *volatile first;
	void *volatile second = NULL;

	/* When the heap grows it gets so much more, and keeps it. */
	mallopt(M_TOP_PAD, (int)size);
	first = malloc(PROBE);
	if (first && !fill_from(first, size)) {
		second = malloc(PROBE);
		fill_from(first, size);
	}
	free(second);
	free(first);
}

#else

void alloc_ahead(size_t size)
{
	(void)size;
}

#endif

void *alloc_resize(void *old, size_t count, size_t size)
{
	return must(reallocarray(old, count ? count : 1, size ? size : 1));
}

void *alloc_grow(void *items, size_t count, size_t *capacity, size_t size)
{
	if (items && count < *capacity)
		return items;
	if (count > SIZE_MAX / 2)
		must(NULL);
	*capacity = count < 8 ? 16 : 2 * count;
	return alloc_resize(items, *capacity, size);
}

char *alloc_text(const char *text)
{
	return text ? alloc_text_part(text, strlen(text)) : NULL;
}

char *alloc_text_part(const char *text, size_t length)
{
	/* Most of what is allocated are texts: without a detour. */
	char *copy = must(malloc(length + 1));

	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *alloc_print_list(const char *fmt, va_list values)
{
	char room[256]; /* most are short, and that takes half the time */
	char *text = NULL;
	va_list again;
	int length;

	va_copy(again, values);
	length = vsnprintf(room, sizeof(room), fmt, values);
	if (length >= 0 && (size_t)length < sizeof(room))
		text = alloc_text_part(room, (size_t)length);
	else if (vasprintf(&text, fmt, again) < 0)
		must(NULL);
	va_end(again);
	return text;
}

char *alloc_print(const char *fmt, ...)
{
	va_list values;
	char *text;

	va_start(values, fmt);
	text = alloc_print_list(fmt, values);
	va_end(values);
	return text;
}

void alloc_replace(char **text, const char *value)
{
	/* value may be, or lie in, the text that goes. */
	char *copy = alloc_text(value);

	free(*text);
	*text = copy;
}

/* A block with at least size bytes free, put in front when it is the
 * ordinary one and behind the first when it serves one large piece. */
static struct arena_block *block_with(struct arena *arena, size_t size)
{
	struct arena_block *first = arena->blocks;
	bool large = size > BLOCK_SIZE / 4;
	size_t room = large ? size : first ? BLOCK_SIZE : BLOCK_SIZE / 4;
	struct arena_block *block;

	if (first && first->size - first->used >= size)
		return first;
	if (room > SIZE_MAX - sizeof(*block))
		must(NULL);
	block = alloc_new(1, sizeof(*block) + room);
	block->size = room;
	if (large && first) {
		block->next = first->next;
		first->next = block;
	} else {
		block->next = first;
		arena->blocks = block;
	}
	return block;
}

void *arena_take(struct arena *arena, size_t count, size_t size)
{
	const size_t unit = alignof(max_align_t);
	struct arena_block *block;
	size_t bytes;
	void *piece;

	if (size && count > (SIZE_MAX / 2) / size)
		must(NULL);
	bytes = (count * size + unit - 1) / unit * unit;
	if (bytes == 0)
		bytes = unit;
	block = block_with(arena, bytes);
	piece = block->bytes + block->used;
	block->used += bytes;
	return piece;
}

char *arena_text(struct arena *arena, const char *text)
{
	return text ? arena_text_part(arena, text, strlen(text)) : NULL;
}

char *arena_text_part(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1, 1);

	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *arena_print(struct arena *arena, const char *fmt, ...)
{
	va_list values;
	char *text, *copy;

	va_start(values, fmt);
	text = alloc_print_list(fmt, values);
	va_end(values);
	copy = arena_text(arena, text);
	free(text);
	return copy;
}

void arena_done(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *block = arena->blocks;

		arena->blocks = block->next;
		free(block);
	}
}
