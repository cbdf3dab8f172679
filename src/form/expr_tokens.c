/* form/expr_tokens.c - see form/expr_tokens.h */

#include "config.h"

#include "form/expr_tokens.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"

static const char *const signs[] = {
	"==", "<>", "!=", "<=", ">=", "||", "<<", ">>", "=", "<", ">",
	"+",  "-",  "*",  "/",  "%",  "&",  "|",  "~",  "(", ")", ",",
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Letters of other alphabets too: they make an unknown name, not noise. */
static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static size_t word_length(const char *p)
{
	size_t n = 0;

	while (is_letter(p[n]) || is_digit(p[n]) ||
	       (p[n] == '.' && is_letter(p[n + 1])))
		n++;
	return n;
}

static size_t digits_length(const char *p)
{
	size_t n = 0;

	while (is_digit(p[n]))
		n++;
	return n;
}

static size_t number_length(const char *p)
{
	size_t n = digits_length(p);

	if (p[n] == '.')
		n += 1 + digits_length(p + n + 1);
	if ((p[n] == 'e' || p[n] == 'E') &&
	    (is_digit(p[n + 1]) ||
	     ((p[n + 1] == '+' || p[n + 1] == '-') && is_digit(p[n + 2]))))
		n += 2 + digits_length(p + n + 2);
	return n;
}

/* The length with both quotes; 0 when the text never ends. */
static size_t string_length(const char *p)
{
	size_t n = 1;

	for (;;) {
		if (p[n] == '\0')
			return 0;
		if (p[n] != '\'')
			n++;
		else if (p[n + 1] == '\'')
			n += 2;
		else
			return n + 1;
	}
}

static size_t sign_length(const char *p)
{
	for (size_t i = 0; i < COUNT(signs); i++) {
		size_t n = strlen(signs[i]);

		if (strncmp(p, signs[i], n) == 0)
			return n;
	}
	return 0;
}

static bool is_curly_quote(const char *p)
{
	return strncmp(p, "\xe2\x80\x98", 3) == 0 ||
	       strncmp(p, "\xe2\x80\x99", 3) == 0 ||
	       strncmp(p, "\xe2\x80\x9c", 3) == 0 ||
	       strncmp(p, "\xe2\x80\x9d", 3) == 0;
}

/* What has no place in an expression gets its own sentence where it can. */
static int refuse(const char *p, struct err *err)
{
	const char *end = p;

	if (*p == '"')
		return err_set(
			err, ERR_INVALID,
			_("write a text between single quotes, 'so', not "
			  "between double ones"));
	if (is_curly_quote(p))
		return err_set(err, ERR_INVALID,
			       _("write a text between straight single quotes, "
				 "'so'"));
	if (*p == '\'')
		return err_set(err, ERR_INVALID,
			       _("this text never ends; is a ' missing?"));
	if (*p == '-')
		return err_set(err, ERR_INVALID,
			       _("\"--\" and \"->\" have no place in an "
				 "expression; put a blank between two signs"));
	if (*p == '/')
		return err_set(
			err, ERR_INVALID,
			_("a comment has no place in an expression; write "
			  "it behind a # on a line of its own"));
	utf8_take(&end);
	return err_set(err, ERR_INVALID,
		       _("\"%.*s\" has no place in an expression"),
		       (int)(end - p), p);
}

static bool is_refused(const char *p)
{
	return strncmp(p, "--", 2) == 0 || strncmp(p, "->", 2) == 0 ||
	       strncmp(p, "/*", 2) == 0 || is_curly_quote(p);
}

static void add(struct tokens *tokens, struct token token)
{
	tokens->items = alloc_grow(tokens->items, tokens->count,
				   &tokens->capacity, sizeof(*tokens->items));
	tokens->items[tokens->count++] = token;
}

static int fail_number(const char *p, struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("a number ends where \"%.1s\" stands; put a text "
			 "between single quotes"),
		       p);
}

int tokens_read(const char *text, struct tokens *out, size_t *offset,
		struct err *err)
{
	const char *p = text;

	for (;;) {
		struct token t = { .text = p };

		while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
			p++;
		t.text = p;
		t.start = (size_t)(p - text);
		*offset = t.start;
		if (*p == '\0')
			break;
		if (is_refused(p))
			return refuse(p, err);

		if (is_digit(*p) || (*p == '.' && is_digit(p[1]))) {
			t.kind = TOKEN_NUMBER;
			t.length = number_length(p);
			if (is_letter(p[t.length]))
				return fail_number(p + t.length, err);
		} else if (is_letter(*p)) {
			t.kind = TOKEN_WORD;
			t.length = word_length(p);
		} else if (*p == '\'') {
			t.kind = TOKEN_STRING;
			t.length = string_length(p);
		} else {
			t.kind = TOKEN_SIGN;
			t.length = sign_length(p);
		}
		if (t.length == 0)
			return refuse(p, err);
		add(out, t);
		p += t.length;
	}

	/* So that a look ahead needs no bound. */
	for (int i = 0; i < 4; i++)
		add(out,
		    (struct token){ .text = p, .start = (size_t)(p - text) });
	out->count -= 4;
	return 0;
}

void tokens_done(struct tokens *tokens)
{
	free(tokens->items);
	*tokens = (struct tokens){ 0 };
}

bool token_is(const struct token *token, const char *word)
{
	/* Most begin otherwise, where a capital differs by this bit. */
	return token->kind == TOKEN_WORD &&
	       ((token->text[0] ^ *word) & ~0x20) == 0 &&
	       strlen(word) == token->length &&
	       strncasecmp(token->text, word, token->length) == 0;
}

bool token_is_sign(const struct token *token, const char *sign)
{
	return token->kind == TOKEN_SIGN && strlen(sign) == token->length &&
	       strncmp(token->text, sign, token->length) == 0;
}
