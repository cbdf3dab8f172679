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
#include <strings.h>

#include "base/alloc.h"
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

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

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

/* All names that could have been meant, for the nearest one. */
struct candidates {
	char **names;
	size_t count;
	size_t capacity;
};

static void add_candidate(struct candidates *c, char *name)
{
	c->names =
		alloc_grow(c->names, c->count, &c->capacity, sizeof(*c->names));
	c->names[c->count++] = name;
}

static void add_own(struct candidates *c, const struct scope *scope)
{
	const struct form *form = scope->own;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];

		if (f->type != FIELD_NOTE &&
		    (f->repeat < 0 || f->repeat == scope->repeat))
			add_candidate(c, alloc_text(f->name));
	}
	for (size_t i = 0; i < form->measure_count; i++) {
		const char *name = form->measures[i].name;

		add_candidate(c, alloc_print("%s_met", name));
		add_candidate(c, alloc_print("%s_scored", name));
	}
}

static void add_traject(struct candidates *c, const struct scope *scope)
{
	const struct form *form = scope->traject;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];

		if (f->type == FIELD_NOTE)
			continue;
		if (f->repeat < 0)
			add_candidate(c, alloc_print("traject.%s", f->name));
		else if (scope->jeugdige && f->repeat == form->traject.repeat)
			add_candidate(c, alloc_print("jeugdige.%s", f->name));
	}
}

/* A name without traject. or jeugdige. before it. */
static const char *bare_name(const char *name)
{
	const char *dot = strchr(name, '.');

	return dot ? dot + 1 : name;
}

/* The candidate that differs in what stands before its point; or NULL. */
static const char *with_other_prefix(const struct candidates *c,
				     const char *name)
{
	for (size_t i = 0; i < c->count; i++) {
		if (strcmp(bare_name(c->names[i]), bare_name(name)) == 0)
			return c->names[i];
	}
	return NULL;
}

/* The name in scope that was meant, to free(); or NULL. */
static char *nearest_name(const struct scope *scope, const char *name)
{
	struct candidates c = { 0 };
	const char *found;
	char *near;

	if (scope->own)
		add_own(&c, scope);
	if (scope->traject)
		add_traject(&c, scope);
	for (size_t i = 0; i < COUNT(operator_words); i++)
		add_candidate(&c, alloc_text(operator_words[i]));
	found = with_other_prefix(&c, name);
	if (!found)
		found = utf8_nearest(name, (const char *const *)c.names,
				     c.count);
	near = alloc_text(found);
	for (size_t i = 0; i < c.count; i++)
		free(c.names[i]);
	free(c.names);
	return near;
}

/* Has any field of the form this option? */
static bool is_option(const struct form *form, const char *name)
{
	for (size_t i = 0; form && i < form->field_count; i++) {
		if (field_option_index(&form->fields[i], name) >= 0)
			return true;
	}
	return false;
}

static int fail_unknown(struct scan *s, const struct token *t)
{
	char *name = alloc_text_part(s->text + t->start, t->length);
	char *near = nearest_name(s->scope, name);

	if (is_option(s->scope->own, name) ||
	    is_option(s->scope->traject, name))
		err_set(s->err, ERR_INVALID,
			_("\"%s\" is an option: write it as '%s'"), name, name);
	else if (near)
		err_set(s->err, ERR_INVALID,
			_("there is no \"%s\" here; did you mean \"%s\"?"),
			name, near);
	else
		err_set(s->err, ERR_INVALID,
			_("there is no field \"%s\"; put a text between single "
			  "quotes"),
			name);
	free(near);
	free(name);
	return at(s, t);
}

/* A name of the traject form, behind its prefix. */
static int take_traject(struct scan *s, struct token *t, const char *name,
			bool jeugdige)
{
	const struct form *form = s->scope->traject;
	const struct field *f;
	int i;

	if (s->scope->own && s->scope->own->is_traject) {
		err_set(s->err, ERR_INVALID,
			_("this is the traject form itself: write \"%s\""),
			name);
		return at(s, t);
	}
	if (!form) {
		err_set(s->err, ERR_INVALID,
			_("there is no traject form here, so \"%.*s\" means "
			  "nothing"),
			(int)t->length, s->text + t->start);
		return at(s, t);
	}
	if (jeugdige && !s->scope->jeugdige) {
		err_set(s->err, ERR_INVALID,
			_("jeugdige. works only in a form with per: jeugdige "
			  "or per: informant"));
		return at(s, t);
	}
	i = form_find(form, name);
	f = i < 0 ? NULL : &form->fields[i];
	if (!f || f->type == FIELD_NOTE ||
	    f->repeat != (jeugdige ? form->traject.repeat : -1))
		return fail_unknown(s, t);
	t->field = f;
	put_input(s, t,
		  (struct expr_input){ .source = jeugdige ? NAME_JEUGDIGE
							  : NAME_TRAJECT,
				       .index = i });
	return 0;
}

/* The measure of NAME_met or NAME_scored; -1 when it is none. */
static int find_measure(const struct form *form, const char *name,
			enum name_source *source)
{
	const char *end = strrchr(name, '_');
	char *measure;
	int i;

	if (!end)
		return -1;
	if (strcmp(end, "_met") == 0)
		*source = NAME_MET;
	else if (strcmp(end, "_scored") == 0)
		*source = NAME_SCORED;
	else
		return -1;
	measure = alloc_text_part(name, (size_t)(end - name));
	i = form_find_measure(form, measure);
	free(measure);
	return i;
}

static int take_field(struct scan *s, struct token *t, int i)
{
	const struct form *form = s->scope->own;
	const struct field *f = &form->fields[i];

	if (f->type == FIELD_NOTE) {
		err_set(s->err, ERR_INVALID,
			_("\"%s\" is a note; nobody answers it"), f->name);
		return at(s, t);
	}
	if (f->repeat >= 0 && f->repeat != s->scope->repeat) {
		err_set(s->err, ERR_INVALID,
			_("\"%s\" stands in the repeat \"%s\" and is known "
			  "only "
			  "there; outside it you can use count(%s)"),
			f->name, form->repeats[f->repeat].name,
			form->repeats[f->repeat].name);
		return at(s, t);
	}
	t->field = f;
	put_input(s, t,
		  (struct expr_input){ .source = NAME_FIELD, .index = i });
	return 0;
}

static int take_own(struct scan *s, struct token *t, const char *name)
{
	const struct form *form = s->scope->own;
	enum name_source source;
	int i;

	if (!form)
		return fail_unknown(s, t);
	i = form_find(form, name);
	if (i >= 0)
		return take_field(s, t, i);

	i = find_measure(form, name, &source);
	if (i >= 0) {
		t->measure = true;
		put_input(s, t,
			  (struct expr_input){ .source = source, .index = i });
		return 0;
	}
	if (strcmp(name, "row") == 0 && s->scope->repeat >= 0) {
		put_input(s, t, (struct expr_input){ .source = NAME_ROW });
		return 0;
	}
	if (strcmp(name, "row") == 0) {
		err_set(s->err, ERR_INVALID,
			_("\"row\" is the number of a row and works only "
			  "inside "
			  "a repeat"));
		return at(s, t);
	}
	if (form_find_repeat(form, name) >= 0) {
		err_set(s->err, ERR_INVALID,
			_("\"%s\" is a repeat; its number of rows is "
			  "count(%s)"),
			name, name);
		return at(s, t);
	}
	return fail_unknown(s, t);
}

static int take_name(struct scan *s, struct token *t)
{
	char *name = alloc_text_part(s->text + t->start, t->length);
	int code;

	if (is_one_of(t, date_words, COUNT(date_words))) {
		err_set(s->err, ERR_INVALID,
			_("\"%s\" of SQLite is not used here; use today(), "
			  "days(), hours() or age()"),
			name);
		code = at(s, t);
	} else if (strncmp(name, "traject.", 8) == 0) {
		code = take_traject(s, t, name + 8, false);
	} else if (strncmp(name, "jeugdige.", 9) == 0) {
		code = take_traject(s, t, name + 9, true);
	} else {
		code = take_own(s, t, name);
	}
	free(name);
	return code;
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
			  "of "
			  "a repeat"),
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
	char *name = alloc_text_part(s->text + t->start, t->length);
	const char *near;

	for (size_t i = 0; i < COUNT(functions); i++)
		names[i] = functions[i].name;
	near = utf8_nearest(name, names, COUNT(functions));
	if (is_one_of(t, date_words, COUNT(date_words)))
		err_set(s->err, ERR_INVALID,
			_("\"%s\" of SQLite is not used here; use today(), "
			  "days(), hours() or age()"),
			name);
	else if (near)
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
			  "not "
			  "used here"),
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
	if (code == 0)
		out->is_name = is_one_name(out);
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
