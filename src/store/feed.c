/* store/feed.c - see store/feed_private.h */
#include "config.h"

#include "store/feed_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/snapshot_private.h"

/* Bytes that most records fit in, and that malloc() has at hand. */
#define FIRST_ROOM 900

void feed_begin(struct feed *feed, int length)
{
	feed->length = length;
	feed->now = NULL;
	feed->count = 0;
	feed->room = 0;
	if (length == DIGEST_BEFORE)
		crypto_hash_sha256_init(&feed->before);
}

/* Where some more bytes go. */
static unsigned char *more(struct feed *feed, size_t count)
{
	if (count > feed->room - feed->count) {
		feed->room = 2 * (feed->room + count) + FIRST_ROOM;
		feed->now = alloc_resize(feed->now, feed->room, 1);
	}
	return feed->now + feed->count;
}

/* Seven bits a byte, the low ones first. */
static size_t put_number(unsigned char *at, size_t number)
{
	size_t count = 0;

	for (; number >= 0x80; number >>= 7)
		at[count++] = (unsigned char)(number | 0x80);
	at[count++] = (unsigned char)number;
	return count;
}

void feed_text(struct feed *feed, const char *text)
{
	feed_texts(feed, &text, 1);
}

/* There is room for it. */
static unsigned char *put_text(unsigned char *at, const char *text,
			       size_t length)
{
	at += put_number(at, length + 1);
	memcpy(at, text, length);
	return at + length;
}

void feed_texts(struct feed *feed, const char *const *texts, size_t count)
{
	if (feed->length == DIGEST_BEFORE) {
		for (size_t i = 0; i < count; i++)
			snapshot_hash_text(&feed->before, texts[i]);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		size_t length = texts[i] ? strlen(texts[i]) : 0;
		unsigned char *at = more(feed, length + 10);

		if (texts[i])
			at = put_text(at, texts[i], length);
		else
			*at++ = 0;
		feed->count = (size_t)(at - feed->now);
	}
}

void feed_none(struct feed *feed, size_t count)
{
	if (feed->length == DIGEST_BEFORE) {
		for (size_t i = 0; i < count; i++)
			snapshot_hash_text(&feed->before, NULL);
		return;
	}
	memset(more(feed, count), 0, count);
	feed->count += count;
}

void feed_byte(struct feed *feed, int number)
{
	unsigned char byte = (unsigned char)number;

	feed_bytes(feed, &byte, 1);
}

void feed_bytes(struct feed *feed, const unsigned char *bytes, size_t length)
{
	if (feed->length == DIGEST_BEFORE) {
		crypto_hash_sha256_update(&feed->before, bytes, length);
		return;
	}
	memcpy(more(feed, length), bytes, length);
	feed->count += length;
}

void feed_hash(const void *bytes, size_t length, struct digest *out)
{
	out->length = DIGEST_NOW;
	crypto_generichash(out->bytes, DIGEST_NOW, bytes, length, NULL, 0);
}

void feed_end(struct feed *feed, struct digest *out)
{
	out->length = feed->length;
	if (feed->length == DIGEST_BEFORE)
		crypto_hash_sha256_final(&feed->before, out->bytes);
	else
		feed_hash(feed->now, feed->count, out);
	feed_drop(feed);
}

void feed_drop(struct feed *feed)
{
	free(feed->now);
	feed->now = NULL;
}
