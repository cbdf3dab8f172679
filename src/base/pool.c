/* base/pool.c - see base/pool.h */
#include "config.h"

#include "base/pool.h"

#include <stdlib.h>
#include <string.h>

/* Before each piece stands how many bytes it has. */
#define HEAD sizeof(size_t)
#define STEP ((size_t)16)
#define BLOCK ((size_t)32768)

/* A checker of memory is to see every piece by itself. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CHECKED_MEMORY 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(CHECKED_MEMORY)
#define MOST ((size_t)0)
#else
#define MOST ((size_t)1024)
#endif

struct piece {
	struct piece *next;
};

/*
 * Pieces that were given back, by their size in steps; and the block of which
 * none were taken yet, with those before it, so that nothing seems lost.
 */
static struct piece *given[1024 / 16 + 1];
static struct piece *blocks;
static char *rest;
static size_t rest_length;

size_t pool_round(size_t size)
{
	return ((size + HEAD + STEP - 1) & ~(STEP - 1)) - HEAD;
}

size_t pool_size(const void *piece)
{
	return *(const size_t *)(const void *)((const char *)piece - HEAD);
}

static void *mark(void *start, size_t size)
{
	*(size_t *)start = size;
	return (char *)start + HEAD;
}

static int add_block(void)
{
	struct piece *block = malloc(BLOCK);

	if (!block)
		return 0;
	block->next = blocks;
	blocks = block;
	rest = (char *)block + STEP;
	rest_length = BLOCK - STEP;
	return 1;
}

/* What is left of a block that is too short is left. */
static void *cut(size_t size)
{
	void *start;

	if (rest_length < HEAD + size && !add_block())
		return NULL;
	start = rest;
	rest += HEAD + size;
	rest_length -= HEAD + size;
	return mark(start, size);
}

void *pool_take(size_t size)
{
	size_t rounded = pool_round(size);
	struct piece **first;
	struct piece *piece;
	void *start;

	if (rounded < size)
		return NULL;
	if (rounded > MOST) {
		start = malloc(HEAD + rounded);
		return start ? mark(start, rounded) : NULL;
	}
	first = &given[rounded / STEP];
	piece = *first;
	if (!piece)
		return cut(rounded);
	*first = piece->next;
	return piece;
}

void pool_give(void *piece)
{
	size_t size = piece ? pool_size(piece) : 0;
	struct piece *back = piece;

	if (size > MOST) {
		free((char *)piece - HEAD);
	} else if (piece) {
		back->next = given[size / STEP];
		given[size / STEP] = back;
	}
}

void *pool_resize(void *piece, size_t size)
{
	size_t before = pool_size(piece);
	size_t rounded = pool_round(size);
	void *start;

	if (rounded < size)
		return NULL;
	if (rounded == before)
		return piece;
	if (rounded > MOST && before > MOST) {
		start = realloc((char *)piece - HEAD, HEAD + rounded);
		return start ? mark(start, rounded) : NULL;
	}
	start = pool_take(size);
	if (!start)
		return NULL;
	memcpy(start, piece, before < size ? before : size);
	pool_give(piece);
	return start;
}
