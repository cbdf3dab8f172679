/*
 * base/json.h - writing JSON
 *
 *	struct json j = { .out = &buffer };
 *
 *	json_open(&j, NULL, '{');
 *	json_text(&j, "form", "ash");
 *	json_close(&j);
 *
 * Commas, quoting and indentation are its business.  A key is given inside an
 * object and NULL inside an array.  Numbers never depend on the locale.
 *
 * Owns      nothing; the buffer is borrowed.
 * Fails     never.  Broken UTF-8 becomes U+FFFD.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

#define JSON_DEPTH 32

struct json {
	struct buffer *out;
	bool compact; /* one line */
	int depth;
	char closing[JSON_DEPTH];
	bool filled[JSON_DEPTH];
};

/* what is '{' or '['. */
void json_open(struct json *j, const char *key, char what);
void json_close(struct json *j);
/* NULL gives null. */
void json_text(struct json *j, const char *key, const char *value);
/* Words with single blanks between them, as an array of texts. */
void json_words(struct json *j, const char *key, const char *words);
void json_integer(struct json *j, const char *key, int64_t value);
/* With 15 significant digits; NaN and infinities give null. */
void json_number(struct json *j, const char *key, double value);
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);

#endif
