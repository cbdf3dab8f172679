/* store/checksum.c - see store/checksum.h */
#include "config.h"

#include "store/checksum.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/alloc.h"

struct checksum {
	crypto_hash_sha256_state state;
};

struct checksum *checksum_new(void)
{
	struct checksum *checksum = alloc_new(1, sizeof(*checksum));

	crypto_hash_sha256_init(&checksum->state);
	return checksum;
}

void checksum_add(struct checksum *checksum, const void *bytes, size_t length)
{
	crypto_hash_sha256_update(&checksum->state, bytes, length);
}

void checksum_end(struct checksum *checksum, char out[CHECKSUM_ROOM])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	if (!checksum)
		return;
	crypto_hash_sha256_final(&checksum->state, hash);
	if (out)
		sodium_bin2hex(out, CHECKSUM_ROOM, hash, sizeof(hash));
	free(checksum);
}

void checksum_of(const void *bytes, size_t length, char out[CHECKSUM_ROOM])
{
	struct checksum *checksum = checksum_new();

	checksum_add(checksum, bytes, length);
	checksum_end(checksum, out);
}
