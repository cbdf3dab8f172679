/*
 * store/pseudonyms.h - what a person, a case or a record is called outside
 *
 * A pseudonym is a hash with a key.  The key is made once, is kept in the file
 * and never leaves it: the same case has the same pseudonym in every delivery,
 * and nobody without the file can go from one to the other, not even by trying
 * all codes there could be.
 *
 * Owns      nothing; the key is erased by pseudonyms_done().
 * Fails     pseudonyms_load() with what the store says; ERR_INVALID when the
 *           key in the file is damaged; the others never.
 */
#ifndef STORE_PSEUDONYMS_H
#define STORE_PSEUDONYMS_H

#include "base/uuid.h"
#include "store/store.h"

#define PSEUDONYM_ROOM 24 /* a letter, a dash, 20 digits, and an end */

/* All zeros is none. */
struct pseudonyms {
	unsigned char key[32];
};

/* The key of this file, which must be open for writing if it has none yet. */
CHECKED int pseudonyms_load(struct store *store, struct pseudonyms *out,
			    struct err *err);
void pseudonyms_done(struct pseudonyms *pseudonyms);

/*
 * "T-0123456789abcdef0123": kind is the letter; within, or NULL, is what the
 * text is unique in.
 */
void pseudonym_code(const struct pseudonyms *pseudonyms, char kind,
		    const char *within, const char *text,
		    char out[PSEUDONYM_ROOM]);

/* Another UUID for this one. */
void pseudonym_id(const struct pseudonyms *pseudonyms, const char *uuid,
		  char out[UUID_ROOM]);

/* Says which key it is, and nothing about it. */
void pseudonym_mark(const struct pseudonyms *pseudonyms,
		    char out[PSEUDONYM_ROOM]);

/* A UUID that follows from another, the same in every file: without a key. */
void pseudonym_follow(const char *what, const char *uuid, char out[UUID_ROOM]);

#endif
