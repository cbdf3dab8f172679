/*
 * form/expr_tokens.h - the words and signs of one expression
 *
 * Owns      a list owns its array; tokens point into the text, borrowed.
 * Fails     ERR_INVALID for what has no place in an expression: comments,
 *           double quotes, ; ? : @ $ and the like, a text that never ends.
 */
#ifndef FORM_EXPR_TOKENS_H
#define FORM_EXPR_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/form.h"

enum token_kind {
	TOKEN_END,
	TOKEN_WORD, /* also with a dot: traject.start */
	TOKEN_NUMBER,
	TOKEN_STRING, /* with its quotes */
	TOKEN_SIGN
};

struct token {
	enum token_kind kind;
	const char *text; /* not terminated */
	size_t start, length;
	const struct field *field; /* a name of a field: which one */
};

struct tokens {
	struct token *items; /* followed by four that are TOKEN_END */
	size_t count;
	size_t capacity;
};

CHECKED int tokens_read(const char *text, struct tokens *out, size_t *offset,
			struct err *err);

/*
 * Hold the constants that stand against a field, as in gezinstype = 'x', to
 * what the field can be.  The names must have been resolved.
 */
CHECKED int tokens_check(const struct tokens *tokens, size_t *offset,
			 struct err *err);

void tokens_done(struct tokens *tokens);

/* Is it this word, whatever its capitals? */
bool token_is(const struct token *token, const char *word);
bool token_is_sign(const struct token *token, const char *sign);

#endif
