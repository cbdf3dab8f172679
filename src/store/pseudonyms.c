/* store/pseudonyms.c - see store/pseudonyms.h */
#include "config.h"

#include "store/pseudonyms.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/store_private.h"

#define NOTE "pseudonym_key"
#define KEY_BYTES sizeof(((struct pseudonyms *)0)->key)

static int make_key(struct store *store, struct pseudonyms *out,
		    struct err *err)
{
	char text[2 * KEY_BYTES + 1];
	int code;

	randombytes_buf(out->key, KEY_BYTES);
	sodium_bin2hex(text, sizeof(text), out->key, KEY_BYTES);
	code = store_note(store, NOTE, text, err);
	sodium_memzero(text, sizeof(text));
	return code;
}

static int load(struct store *store, struct pseudonyms *out, struct err *err)
{
	char *text = NULL;
	size_t length = 0;
	int code = store_noted(store, NOTE, &text, err);

	if (code)
		return code;
	if (!text)
		return make_key(store, out, err);
	if (sodium_hex2bin(out->key, KEY_BYTES, text, strlen(text), NULL,
			   &length, NULL) ||
	    length != KEY_BYTES)
		code = err_set(err, ERR_INVALID,
			       _("the key of the pseudonyms in %s is damaged; "
				 "go on with a backup"),
			       store_path(store));
	sodium_memzero(text, strlen(text));
	free(text);
	return code;
}

int pseudonyms_load(struct store *store, struct pseudonyms *out,
		    struct err *err)
{
	struct pseudonyms loaded = { 0 };
	int code;

	if (store_is_read_only(store)) {
		code = load(store, &loaded, err);
	} else {
		/* Two programs may both find that there is none. */
		code = store_begin(store, err);
		if (code)
			return code;
		code = store_end(store, load(store, &loaded, err), err);
	}
	if (!code)
		*out = loaded;
	pseudonyms_done(&loaded);
	return code;
}

void pseudonyms_done(struct pseudonyms *pseudonyms)
{
	sodium_memzero(pseudonyms->key, KEY_BYTES);
}

/* Texts with their end between them cannot run into each other. */
static void hash(const unsigned char *key, const char *const *texts,
		 size_t count, unsigned char *out, size_t length)
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, key, key ? KEY_BYTES : 0, length);
	for (size_t i = 0; i < count; i++)
		crypto_generichash_update(&state,
					  (const unsigned char *)texts[i],
					  strlen(texts[i]) + 1);
	crypto_generichash_final(&state, out, length);
}

static void write_code(char kind, const unsigned char bytes[16],
		       char out[PSEUDONYM_ROOM])
{
	out[0] = kind;
	out[1] = '-';
	sodium_bin2hex(out + 2, PSEUDONYM_ROOM - 2, bytes, 10);
}

void pseudonym_code(const struct pseudonyms *pseudonyms, char kind,
		    const char *within, const char *text,
		    char out[PSEUDONYM_ROOM])
{
	const char letter[2] = { kind, '\0' };
	const char *const texts[] = { letter, within ? within : "", text };
	unsigned char bytes[16];

	hash(pseudonyms->key, texts, 3, bytes, sizeof(bytes));
	write_code(kind, bytes, out);
}

void pseudonym_mark(const struct pseudonyms *pseudonyms,
		    char out[PSEUDONYM_ROOM])
{
	const char *const texts[] = { "mark" };
	unsigned char bytes[16];

	hash(pseudonyms->key, texts, 1, bytes, sizeof(bytes));
	write_code('K', bytes, out);
}

/* As RFC 9562 wants those that a program makes in its own way: version 8. */
static void write_uuid(unsigned char bytes[16], char out[UUID_ROOM])
{
	bytes[6] = (unsigned char)((bytes[6] & 0x0F) | 0x80);
	bytes[8] = (unsigned char)((bytes[8] & 0x3F) | 0x80);
	uuid_write(bytes, out);
}

void pseudonym_id(const struct pseudonyms *pseudonyms, const char *uuid,
		  char out[UUID_ROOM])
{
	const char *const texts[] = { "id", uuid };
	unsigned char bytes[16];

	hash(pseudonyms->key, texts, 2, bytes, sizeof(bytes));
	write_uuid(bytes, out);
}

void pseudonym_follow(const char *what, const char *uuid, char out[UUID_ROOM])
{
	const char *const texts[] = { what, uuid };
	unsigned char bytes[16];

	hash(NULL, texts, 2, bytes, sizeof(bytes));
	write_uuid(bytes, out);
}
