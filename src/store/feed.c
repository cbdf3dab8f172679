/* store/feed.c - see store/feed_private.h */
#include "config.h"

#include "store/feed_private.h"

#include <string.h>

#include "store/snapshot_private.h"

void feed_begin(struct feed *feed, int length)
{
	feed->length = length;
	feed->now = (struct buffer){ 0 };
	if (length == DIGEST_BEFORE)
		crypto_hash_sha256_init(&feed->before);
}

/* Seven bits a byte, the low ones first. */
static void put_number(struct buffer *out, size_t number)
{
	for (; number >= 0x80; number >>= 7)
		buffer_add_byte(out, (char)(number | 0x80));
	buffer_add_byte(out, (char)number);
}

void feed_text(struct feed *feed, const char *text)
{
	size_t length;

	if (feed->length == DIGEST_BEFORE) {
		snapshot_hash_text(&feed->before, text);
		return;
	}
	length = text ? strlen(text) : 0;
	put_number(&feed->now, text ? length + 1 : 0);
	if (length)
		buffer_add_part(&feed->now, text, length);
}

void feed_byte(struct feed *feed, int number)
{
	unsigned char byte = (unsigned char)number;

	feed_bytes(feed, &byte, 1);
}

void feed_bytes(struct feed *feed, const unsigned char *bytes, size_t length)
{
	if (feed->length == DIGEST_BEFORE)
		crypto_hash_sha256_update(&feed->before, bytes, length);
	else
		buffer_add_part(&feed->now, (const char *)bytes, length);
}

void feed_end(struct feed *feed, struct digest *out)
{
	out->length = feed->length;
	if (feed->length == DIGEST_BEFORE)
		crypto_hash_sha256_final(&feed->before, out->bytes);
	else
		crypto_generichash(out->bytes, DIGEST_NOW,
				   (const unsigned char *)feed->now.bytes,
				   feed->now.length, NULL, 0);
	buffer_done(&feed->now);
}
