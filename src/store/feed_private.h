/*
 * store/feed_private.h - what goes into a hash of the history
 *
 * Texts and numbers go in so that no two rows of them give the same bytes.  A
 * feed is of one of two makes, which the length of its hash tells: those of
 * older files are SHA-256 over texts with four bytes of length before them;
 * those of now are BLAKE2b over one short run of bytes, which is ten times as
 * quick.  Both are checked, and new ones are made in the new way.
 *
 * Owns      a feed owns its bytes until feed_end().
 * Fails     never.
 */
#ifndef STORE_FEED_PRIVATE_H
#define STORE_FEED_PRIVATE_H

#include <sodium.h>
#include <stddef.h>

/* The longest hash, and the lengths of the two makes. */
#define DIGEST_BYTES crypto_hash_sha256_BYTES
#define DIGEST_BEFORE DIGEST_BYTES
#define DIGEST_NOW 24

struct digest {
	unsigned char bytes[DIGEST_BYTES];
	int length; /* DIGEST_BEFORE or DIGEST_NOW; 0: there is none */
};

struct feed {
	int length; /* of the hash that it will give */
	crypto_hash_sha256_state before;
	unsigned char *now; /* the bytes so far */
	size_t count;
	size_t room;
};

/* Begin one of this make. */
void feed_begin(struct feed *feed, int length);

/* NULL differs from "". */
void feed_text(struct feed *feed, const char *text);
/* Several of them, one after another. */
void feed_texts(struct feed *feed, const char *const *texts, size_t count);
/* So many that are NULL. */
void feed_none(struct feed *feed, size_t count);
/* A number from 0 to 255, and as many bytes as every feed has here. */
void feed_byte(struct feed *feed, int number);
void feed_bytes(struct feed *feed, const unsigned char *bytes, size_t length);

/* The hash, or none; the feed is empty after it. */
void feed_end(struct feed *feed, struct digest *out);
void feed_drop(struct feed *feed);

/* The hash of what a feed of now would have been. */
void feed_hash(const void *bytes, size_t length, struct digest *out);

#endif
