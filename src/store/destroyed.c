/* store/destroyed.c - see store/destroyed_private.h */
#include "config.h"

#include "store/destroyed_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

void destroyed_hash(const char *uuid, unsigned char out[DIGEST_BYTES])
{
	crypto_hash_sha256_state hash;

	crypto_hash_sha256_init(&hash);
	for (; *uuid; uuid++) {
		unsigned char c = (unsigned char)*uuid;

		if (c >= 'A' && c <= 'F')
			c = (unsigned char)(c - 'A' + 'a');
		crypto_hash_sha256_update(&hash, &c, 1);
	}
	crypto_hash_sha256_final(&hash, out);
}

void destroyed_hash_of(sqlite3_stmt *row, int column,
		       unsigned char out[DIGEST_BYTES])
{
	char *id = compact_sure_id(row, column);

	destroyed_hash(id, out);
	free(id);
}

/* When the mark was made that one of these hashes belongs to; or NULL. */
static int find_mark(struct store *store, const char *sql,
		     const unsigned char hash[DIGEST_BYTES], char **at,
		     struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, sql, &query, err);

	if (code)
		return code;
	sqlite3_bind_blob(query, 1, hash, DIGEST_BYTES, SQLITE_STATIC);
	code = db_step(store, query, err);
	if (code >= 0)
		*at = code ? db_text(query, 0) : NULL;
	db_give(store, query);
	return code < 0 ? code : 0;
}

static const char by_record[] =
	"SELECT d.at FROM destroyed_record AS r JOIN destroyed AS d"
	" ON d.seq = r.mark WHERE r.record = ?1";
static const char by_traject[] = "SELECT at FROM destroyed WHERE traject = ?1";
static const char by_place[] = "SELECT at FROM destroyed WHERE place = ?1";

int destroyed_has(struct store *store, const unsigned char hash[DIGEST_BYTES],
		  bool *out, struct err *err)
{
	char *at = NULL;
	int code = find_mark(store, by_record, hash, &at, err);

	if (!code && !at)
		code = find_mark(store, by_traject, hash, &at, err);
	if (!code)
		*out = at != NULL;
	free(at);
	return code;
}

/* --- the place */

static int place_key(struct store *store,
		     unsigned char out[crypto_generichash_KEYBYTES],
		     struct err *err)
{
	char hex[2 * crypto_generichash_KEYBYTES + 1];
	char *noted = NULL;
	size_t length = 0;
	int code = store_noted(store, "destroyed_key", &noted, err);

	if (code)
		return code;
	if (!noted ||
	    sodium_hex2bin(out, crypto_generichash_KEYBYTES, noted,
			   strlen(noted), NULL, &length, NULL) ||
	    length != crypto_generichash_KEYBYTES) {
		randombytes_buf(out, crypto_generichash_KEYBYTES);
		sodium_bin2hex(hex, sizeof(hex), out,
			       crypto_generichash_KEYBYTES);
		code = store_note(store, "destroyed_key", hex, err);
	}
	free(noted);
	return code;
}

int destroyed_place(struct store *store, int64_t organisatie,
		    const char *code_of, unsigned char out[DIGEST_BYTES],
		    struct err *err)
{
	unsigned char key[crypto_generichash_KEYBYTES];
	char *text;
	int code = place_key(store, key, err);

	if (code)
		return code;
	text = alloc_print("%lld/%s", (long long)organisatie, code_of);
	crypto_generichash(out, DIGEST_BYTES, (const unsigned char *)text,
			   strlen(text), key, sizeof(key));
	free(text);
	return 0;
}

/* --- may it come in? */

static int refuse(const char *at, const char *what, struct err *err)
{
	char day[64];

	date_show(at, day, sizeof(day));
	return err_set(err, ERR_EXISTS, what, day);
}

static bool any(struct store *store)
{
	int64_t some = 0;

	if (store->schema < DESTROYED_SCHEMA ||
	    (store->depth > 0 && store->whole))
		return false;
	if (db_integer(store, "SELECT EXISTS (SELECT 1 FROM destroyed)", &some,
		       NULL) ||
	    some)
		return true;
	store->whole = store->depth > 0;
	return false;
}

int destroyed_check_record(struct store *store, const char *uuid,
			   struct err *err)
{
	unsigned char hash[DIGEST_BYTES];
	char *at = NULL;
	int code;

	if (!any(store))
		return 0;
	destroyed_hash(uuid, hash);
	code = find_mark(store, by_record, hash, &at, err);
	if (at)
		code = refuse(at,
			      _("This record was destroyed on %s and cannot "
				"come back"),
			      err);
	free(at);
	return code;
}

int destroyed_check_traject(struct store *store, const char *uuid,
			    int64_t organisatie, const char *code_of,
			    struct err *err)
{
	unsigned char hash[DIGEST_BYTES];
	char *at = NULL;
	int code = 0;

	if (!any(store))
		return 0;
	if (uuid) {
		destroyed_hash(uuid, hash);
		code = find_mark(store, by_traject, hash, &at, err);
	}
	if (!code && !at)
		code = destroyed_place(store, organisatie, code_of, hash, err);
	if (!code && !at)
		code = find_mark(store, by_place, hash, &at, err);
	if (at)
		code = refuse(at,
			      _("The traject of this code was destroyed on %s "
				"and cannot come back"),
			      err);
	free(at);
	return code;
}

/* --- the chain of marks */

static void hash_blob(crypto_hash_sha256_state *hash, sqlite3_stmt *row,
		      int column)
{
	unsigned char length = (unsigned char)sqlite3_column_bytes(row, column);

	crypto_hash_sha256_update(hash, &length, 1);
	if (length)
		crypto_hash_sha256_update(
			hash, sqlite3_column_blob(row, column), length);
}

static int hash_mark(struct store *store, int64_t mark,
		     crypto_hash_sha256_state *hash, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT (SELECT digest FROM destroyed"
			   " WHERE seq < ?1 ORDER BY seq DESC LIMIT 1),"
			   " traject, place, at, medewerker, login"
			   " FROM destroyed WHERE seq = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, mark);
	code = db_step(store, query, err);
	if (code > 0) {
		for (int i = 0; i < 3; i++)
			hash_blob(hash, query, i);
		for (int i = 3; i < 6; i++)
			snapshot_hash_text(
				hash,
				(const char *)sqlite3_column_text(query, i));
	}
	db_give(store, query);
	return code < 0 ? code : 0;
}

static int hash_records(struct store *store, int64_t mark,
			crypto_hash_sha256_state *hash, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT record, last FROM destroyed_record"
			   " WHERE mark = ?1 ORDER BY record",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, mark);
	while ((code = db_step(store, query, err)) > 0) {
		hash_blob(hash, query, 0);
		hash_blob(hash, query, 1);
	}
	db_give(store, query);
	return code;
}

int destroyed_digest(struct store *store, int64_t mark,
		     unsigned char out[DIGEST_BYTES], struct err *err)
{
	crypto_hash_sha256_state hash;
	int code;

	crypto_hash_sha256_init(&hash);
	code = hash_mark(store, mark, &hash, err);
	if (!code)
		code = hash_records(store, mark, &hash, err);
	if (!code)
		crypto_hash_sha256_final(&hash, out);
	return code;
}

static int check_marks(struct store *store, struct problem_list *problems,
		       struct err *err)
{
	unsigned char digest[DIGEST_BYTES];
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT seq, at, digest, finished FROM destroyed"
			   " ORDER BY seq",
			   &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		const char *at = (const char *)sqlite3_column_text(query, 1);

		code = destroyed_digest(store, sqlite3_column_int64(query, 0),
					digest, err);
		if (code)
			break;
		if (sqlite3_column_bytes(query, 2) != DIGEST_BYTES ||
		    memcmp(sqlite3_column_blob(query, 2), digest,
			   DIGEST_BYTES) != 0)
			problem_add(problems, store->path, 0, 0, "destroyed",
				    _("What was destroyed on %s is not noted "
				      "as it was: somebody changed it outside "
				      "the program"),
				    at);
		if (sqlite3_column_type(query, 3) == SQLITE_NULL)
			problem_add(problems, store->path, 0, 0, "destroyed",
				    _("What was destroyed on %s is not gone "
				      "everywhere yet; give the same data "
				      "destroy again"),
				    at);
	}
	db_give(store, query);
	return code;
}

/* Somebody put a traject back with another program. */
static int check_gone(struct store *store, struct problem_list *problems,
		      struct err *err)
{
	unsigned char hash[DIGEST_BYTES];
	sqlite3_stmt *query;
	int code =
		db_take(store, "SELECT uuid, code FROM traject", &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		bool gone = false;

		destroyed_hash_of(query, 0, hash);
		code = destroyed_has(store, hash, &gone, err);
		if (code)
			break;
		if (gone)
			problem_add(
				problems, store->path, 0, 0, "traject",
				_("Traject %s was destroyed and came "
				  "back"),
				(const char *)sqlite3_column_text(query, 1));
	}
	db_give(store, query);
	return code;
}

int destroyed_check(struct store *store, struct problem_list *problems,
		    struct err *err)
{
	int code;

	if (!any(store))
		return 0;
	code = check_marks(store, problems, err);
	return code ? code : check_gone(store, problems, err);
}
