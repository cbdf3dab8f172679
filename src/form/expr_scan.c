/*
 * form/expr_scan.c - the scan of words in front of SQLite
 *
 * The text becomes a list of tokens.  Each word must be a name in scope, a
 * function of the list or an operator word.  Constants that stand against a
 * field are held to what that field can be (expr_check.c).
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/expr_private.h"
#include "form/expr_tokens.h"

#define DEPTH_MAX 40

/* What may stand in an expression beside names, functions and signs. */
static const char *const operator_words[] = {
	"and",  "or",      "not",  "is",   "isnull", "notnull", "null",
	"in",   "between", "like", "glob", "escape", "case",    "when",
	"then", "else",    "end",  "true", "false",
};

static const char *const cast_words[] = {
	"as", "integer", "real", "text", "numeric",
};

/* SQLite's own, which know nothing of the zone or of today's override. */
static const char *const date_words[] = {
	"date",         "time",
	"datetime",     "julianday",
	"strftime",     "unixepoch",
	"timediff",     "current_date",
	"current_time", "current_timestamp",
};

static const char *const query_words[] = {
	"select", "from",   "where",  "exists", "union",  "group",
	"order",  "having", "limit",  "join",   "values", "with",
	"insert", "update", "delete", "pragma", "attach", "over",
};

struct function {
	const char *name;
	int min, max; /* values between the parentheses */
};

#define MANY 50

static const struct function functions[] = {
	{ "abs", 1, 1 },
	{ "age", 2, 2 },
	{ "cast", 1, 1 },
	{ "ceil", 1, 1 },
	{ "coalesce", 2, MANY },
	{ "count", 1, 1 },
	{ "count_selected", 1, 1 },
	{ "days", 2, 2 },
	{ "floor", 1, 1 },
	{ "format", 1, MANY },
	{ "hours", 2, 2 },
	{ "ifnull", 2, 2 },
	{ "iif", 3, 3 },
	{ "instr", 2, 2 },
	{ "length", 1, 1 },
	{ "lower", 1, 1 },
	{ "ltrim", 1, 2 },
	{ "max", 2, MANY },
	{ "min", 2, MANY },
	{ "nullif", 2, 2 },
	{ "printf", 1, MANY },
	{ "replace", 3, 3 },
	{ "round", 1, 2 },
	{ "rtrim", 1, 2 },
	{ "selected", 2, 2 },
	{ "sign", 1, 1 },
	{ "substr", 2, 3 },
	{ "substring", 2, 3 },
	{ "today", 0, 0 },
	{ "trim", 1, 2 },
	{ "typeof", 1, 1 },
	{ "upper", 1, 1 },
};

/* One open parenthesis. */
struct frame {
	const struct function *function; /* or NULL */
	bool list;                       /* of IN: commas are welcome */
	int commas;
	size_t token;
};

struct scan {
	const char *text;
	const struct scope *scope;
	struct tokens tokens;
	struct scanned *out;
	struct frame frames[DEPTH_MAX];
	size_t depth;
	size_t *offset;
	struct err *err;
};

static bool is_one_of(const struct token *t, const char *const *words,
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (token_is(t, words[i]))
			return true;
	}
	return false;
}

static const struct function *find_function(const struct token *t)
{
	for (size_t i = 0; i < COUNT(functions); i++) {
		if (token_is(t, functions[i].name))
			return &functions[i];
	}
	return NULL;
}

/* Note the place and give the code; the sentence is the caller's. */
static int at(struct scan *s, const struct token *t)
{
	*s->offset = t->start;
	return ERR_INVALID;
}

static void put(struct scanned *out, const char *text, size_t length,
		size_t origin, bool each)
{
	buffer_add_part(&out->sql, text, length);
	for (size_t i = 0; i < length; i++) {
		out->origins = alloc_grow(out->origins, out->origin_count,
					  &out->origin_capacity,
					  sizeof(*out->origins));
		out->origins[out->origin_count++] = origin + (each ? i : 0);
	}
}

/* A parameter for this name, the same one for the same name. */
static void put_input(struct scan *s, const struct token *t,
		      struct expr_input input)
{
	struct scanned *out = s->out;
	char *number;
	size_t i;

	for (i = 0; i < out->input_count; i++) {
		const struct expr_input *known = &out->inputs[i];

		if (known->source == input.source &&
		    known->index == input.index && known->today == input.today)
			break;
	}
	if (i == out->input_count) {
		out->inputs = alloc_grow(out->inputs, i, &out->input_capacity,
					 sizeof(*out->inputs));
		out->inputs[out->input_count++] = input;
	}
	number = alloc_print("?%zu", i + 1);
	put(out, number, strlen(number), t->start, false);
	put(out, " ", 1, t->start + t->length, false);
	free(number);
}

static int fail_date(struct scan *s, const struct token *t)
{
	err_set(s->err, ERR_INVALID,
		_("\"%.*s\" of SQLite is not used here; use today(), days(), "
		  "hours() or age()"),
		(int)t->length, s->text + t->start);
	return at(s, t);
}

static int take_name(struct scan *s, struct token *t)
{
	struct expr_input input;
	char *name;
	int code;

	if (is_one_of(t, date_words, COUNT(date_words)))
		return fail_date(s, t);
	name = alloc_text_part(s->text + t->start, t->length);
	code = expr_find_name(s->scope, name, &input, &t->field, s->err);
	free(name);
	if (code)
		return at(s, t);
	put_input(s, t, input);
	return 0;
}

/* count(REPEAT), four tokens that become one parameter. */
static int take_count(struct scan *s, size_t *i)
{
	struct token *t = s->tokens.items + *i;
	const struct form *form = s->scope->own;
	char *name;
	int repeat;

	if (t[2].kind != TOKEN_WORD || !token_is_sign(&t[3], ")")) {
		err_set(s->err, ERR_INVALID,
			_("count() takes the name of one repeat"));
		return at(s, t);
	}
	name = alloc_text_part(s->text + t[2].start, t[2].length);
	repeat = form ? form_find_repeat(form, name) : -1;
	if (repeat < 0)
		err_set(s->err, ERR_INVALID,
			_("there is no repeat \"%s\"; count() takes the name "
			  "of a repeat"),
			name);
	free(name);
	if (repeat < 0)
		return at(s, &t[2]);
	put_input(s, t,
		  (struct expr_input){ .source = NAME_COUNT, .index = repeat });
	*i += 3;
	return 0;
}

static int fail_function(struct scan *s, const struct token *t)
{
	const char *names[COUNT(functions)];
	const char *near;
	char *name;

	if (is_one_of(t, date_words, COUNT(date_words)))
		return fail_date(s, t);
	name = alloc_text_part(s->text + t->start, t->length);
	for (size_t i = 0; i < COUNT(functions); i++)
		names[i] = functions[i].name;
	near = utf8_nearest(name, names, COUNT(functions));
	if (near)
		err_set(s->err, ERR_INVALID,
			_("there is no function %s(); did you mean %s()?"),
			name, near);
	else
		err_set(s->err, ERR_INVALID,
			_("there is no function %s() in expressions"), name);
	free(name);
	return at(s, t);
}

static void put_token(struct scan *s, const struct token *t)
{
	put(s->out, s->text + t->start, t->length, t->start, true);
	put(s->out, " ", 1, t->start + t->length, false);
}

static int open_frame(struct scan *s, size_t i, const struct function *function,
		      bool list)
{
	if (s->depth == DEPTH_MAX) {
		err_set(s->err, ERR_INVALID,
			_("the parentheses are nested too deep"));
		return at(s, &s->tokens.items[i]);
	}
	s->frames[s->depth++] = (struct frame){ .function = function,
						.list = list,
						.token = i };
	put_token(s, &s->tokens.items[i]);
	return 0;
}

static int fail_arguments(struct scan *s, const struct function *f, size_t i)
{
	if (f->min == f->max)
		err_set(s->err, ERR_INVALID,
			text_plural(
				"%s() takes %d value between its parentheses",
				"%s() takes %d values between its parentheses",
				f->min),
			f->name, f->min);
	else if (f->max == MANY)
		err_set(s->err, ERR_INVALID,
			_("%s() takes %d or more values, with commas between"),
			f->name, f->min);
	else
		err_set(s->err, ERR_INVALID,
			_("%s() takes %d to %d values, with commas between"),
			f->name, f->min, f->max);
	return at(s, &s->tokens.items[i]);
}

static int close_frame(struct scan *s, size_t i)
{
	const struct frame *frame;
	const struct function *f;
	int values;

	if (s->depth == 0) {
		err_set(s->err, ERR_INVALID,
			_("this parenthesis closes nothing; is a \"(\" "
			  "missing?"));
		return at(s, &s->tokens.items[i]);
	}
	frame = &s->frames[--s->depth];
	f = frame->function;
	values = frame->token + 1 == i ? 0 : frame->commas + 1;
	if (f && (values < f->min || values > f->max))
		return fail_arguments(s, f, frame->token - 1);
	put_token(s, &s->tokens.items[i]);
	return 0;
}

static int take_comma(struct scan *s, size_t i)
{
	struct frame *frame = s->depth ? &s->frames[s->depth - 1] : NULL;

	if (!frame || (!frame->function && !frame->list)) {
		err_set(s->err, ERR_INVALID,
			_("a comma has no place here; a decimal number has a "
			  "point"));
		return at(s, &s->tokens.items[i]);
	}
	frame->commas++;
	put_token(s, &s->tokens.items[i]);
	return 0;
}

static bool inside_cast(const struct scan *s)
{
	return s->depth > 0 && s->frames[s->depth - 1].function &&
	       strcmp(s->frames[s->depth - 1].function->name, "cast") == 0;
}

static int take_word(struct scan *s, size_t *i)
{
	struct token *t = &s->tokens.items[*i];
	const struct function *function;

	if (is_one_of(t, query_words, COUNT(query_words))) {
		err_set(s->err, ERR_INVALID,
			_("an expression cannot look things up: \"%.*s\" is "
			  "not used here"),
			(int)t->length, s->text + t->start);
		return at(s, t);
	}
	if (is_one_of(t, operator_words, COUNT(operator_words)) ||
	    (inside_cast(s) && is_one_of(t, cast_words, COUNT(cast_words)))) {
		put_token(s, t);
		return 0;
	}
	if (!token_is_sign(&t[1], "("))
		return take_name(s, t);

	function = find_function(t);
	if (!function)
		return fail_function(s, t);
	if (strcmp(function->name, "count") == 0)
		return take_count(s, i);
	if (strcmp(function->name, "today") == 0 && token_is_sign(&t[2], ")")) {
		put_input(s, t, (struct expr_input){ .today = true });
		*i += 2;
		return 0;
	}
	put_token(s, t);
	(*i)++;
	return open_frame(s, *i, function, false);
}

static int take_token(struct scan *s, size_t *i)
{
	const struct token *t = &s->tokens.items[*i];

	if (t->kind == TOKEN_WORD)
		return take_word(s, i);
	if (token_is_sign(t, "("))
		return open_frame(s, *i, NULL,
				  *i > 0 && token_is(&t[-1], "in"));
	if (token_is_sign(t, ")"))
		return close_frame(s, *i);
	if (token_is_sign(t, ","))
		return take_comma(s, *i);
	put_token(s, t);
	return 0;
}

static int take_all(struct scan *s)
{
	int code = 0;

	for (size_t i = 0; code == 0 && i < s->tokens.count; i++)
		code = take_token(s, &i);
	if (code == 0 && s->depth > 0) {
		err_set(s->err, ERR_INVALID,
			_("this parenthesis is never closed; between { and } "
			  "an expression with a comma needs quotes"));
		return at(s, &s->tokens.items[s->frames[s->depth - 1].token]);
	}
	return code;
}

/* One name makes one parameter and a blank: "?1 ". */
static bool is_one_name(const struct scanned *out)
{
	return out->input_count == 1 && out->sql.length == 3;
}

int expr_scan(const char *text, const struct scope *scope, struct scanned *out,
	      size_t *offset, struct err *err)
{
	struct scan s = { .text = text,
			  .scope = scope,
			  .out = out,
			  .offset = offset,
			  .err = err };
	int code;

	*offset = 0;
	if (strlen(text) > EXPR_LENGTH_MAX)
		return err_set(err, ERR_INVALID,
			       _("an expression has at most %d characters"),
			       EXPR_LENGTH_MAX);
	code = tokens_read(text, &s.tokens, offset, err);
	if (code == 0 && s.tokens.count == 0)
		code = err_set(err, ERR_INVALID,
			       _("an expression is missing here"));
	if (code == 0)
		code = take_all(&s);
	if (code == 0)
		code = tokens_check(&s.tokens, offset, err);
	if (code == 0) {
		out->text = text;
		out->is_name = is_one_name(out);
	}
	tokens_done(&s.tokens);
	return code;
}

void scanned_done(struct scanned *scanned)
{
	buffer_done(&scanned->sql);
	free(scanned->origins);
	free(scanned->inputs);
	*scanned = (struct scanned){ 0 };
}
