/*
 * form/expr_check.c - constants that stand against a field
 *
 * SQL finds nothing wrong with gezinstype = 'allenstaand' or c1 = 'ja': they
 * are just never true.  A form keeper means something else, so they are
 * mistakes here.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/date.h"
#include "base/text.h"
#include "form/expr_tokens.h"
#include "form/form_private.h"

/* A constant and the field it stands against. */
struct pair {
	const struct token *constant;
	const struct field *field;
	bool equal; /* asks whether they are the same, not which is more */
};

/* The text of a string token, its quotes taken away; free() it. */
static char *string_text(const struct token *t)
{
	char *text = alloc_text_part(t->text + 1, t->length - 2);
	char *to = text;

	for (const char *from = text; *from; from++) {
		*to++ = *from;
		if (from[0] == '\'' && from[1] == '\'')
			from++;
	}
	*to = '\0';
	return text;
}

static int fail_option(const struct field *f, const char *name, struct err *err)
{
	const char *near = form_nearest_option(f, name);

	if (near)
		return err_set(err, ERR_INVALID,
			       _("\"%s\" has no option '%s'; did you mean "
				 "'%s'?"),
			       f->name, name, near);
	return err_set(err, ERR_INVALID, _("\"%s\" has no option '%s'"),
		       f->name, name);
}

static int check_options(const struct field *f, const char *text,
			 struct err *err)
{
	char *words = alloc_text(text);
	char *rest = words;
	char *word;
	int code = 0;

	if (f->type == FIELD_SELECT_ONE) {
		if (field_option_index(f, text) < 0)
			code = fail_option(f, text, err);
		free(words);
		return code;
	}
	while (code == 0 && (word = strtok_r(rest, " ", &rest))) {
		if (field_option_index(f, word) < 0)
			code = fail_option(f, word, err);
	}
	free(words);
	return code;
}

static int check_date(const struct field *f, const char *text, struct err *err)
{
	struct moment moment;
	struct day day;
	int hour, minute, second;

	switch (field_value_type(f)) {
	case FIELD_DATE:
		if (!day_read(text, &day))
			return err_set(err, ERR_INVALID,
				       _("'%s' is no existing day; write it as "
					 "'2025-03-01'"),
				       text);
		return 0;
	case FIELD_TIME:
		if (!time_read(text, &hour, &minute, &second))
			return err_set(
				err, ERR_INVALID,
				_("'%s' is no time; write it as '14:05'"),
				text);
		return 0;
	default:
		if (!day_read(text, &day) && !moment_read(text, &moment))
			return err_set(err, ERR_INVALID,
				       _("'%s' is no day and time; write it as "
					 "'2025-03-01T14:05'"),
				       text);
		return 0;
	}
}

static int check_string(const struct pair *p, struct err *err)
{
	const struct field *f = p->field;
	char *text = string_text(p->constant);
	int code = 0;

	switch (field_value_type(f)) {
	case FIELD_SELECT_ONE:
	case FIELD_SELECT_MULTIPLE:
		if (p->equal && f->option_count > 0)
			code = check_options(f, text, err);
		break;
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
		code = check_date(f, text, err);
		break;
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_SCORE:
	case FIELD_SCALE:
		code = err_set(err, ERR_INVALID,
			       _("\"%s\" is a number; write %s without quotes"),
			       f->name, text);
		break;
	default:
		break;
	}
	free(text);
	return code;
}

static int check_number(const struct pair *p, struct err *err)
{
	const struct field *f = p->field;
	double number = strtod(p->constant->text, NULL);

	switch (field_value_type(f)) {
	case FIELD_SCORE:
		if (p->equal && number != 0.0 && number != 1.0)
			return err_set(err, ERR_INVALID,
				       _("\"%s\" is a score: it is 1 or 0"),
				       f->name);
		return 0;
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_SCALE:
		return 0;
	case FIELD_SELECT_ONE:
	case FIELD_SELECT_MULTIPLE:
		return err_set(err, ERR_INVALID,
			       _("\"%s\" holds names of options; write one "
				 "between single quotes"),
			       f->name);
	default:
		return err_set(err, ERR_INVALID,
			       _("\"%s\" is no number; put what it should be "
				 "between single quotes"),
			       f->name);
	}
}

static bool is_constant(const struct token *t)
{
	return t->kind == TOKEN_STRING || t->kind == TOKEN_NUMBER;
}

static int check_pair(const struct field *field, const struct token *constant,
		      bool equal, size_t *offset, struct err *err)
{
	struct pair pair = { constant, field, equal };

	if (!field || !is_constant(constant))
		return 0;
	*offset = constant->start;
	return constant->kind == TOKEN_STRING ? check_string(&pair, err)
					      : check_number(&pair, err);
}

/* A sign that makes something else of what stands beside it. */
static bool is_arithmetic(const struct token *t)
{
	static const char *const signs[] = { "+",  "-", "*", "/",  "%",
					     "||", "&", "|", "<<", ">>" };

	for (size_t i = 0; i < COUNT(signs); i++) {
		if (token_is_sign(t, signs[i]))
			return true;
	}
	return false;
}

static bool is_equality(const struct token *t)
{
	return token_is_sign(t, "=") || token_is_sign(t, "==") ||
	       token_is_sign(t, "<>") || token_is_sign(t, "!=") ||
	       token_is(t, "is");
}

static bool is_order(const struct token *t)
{
	return token_is_sign(t, "<") || token_is_sign(t, ">") ||
	       token_is_sign(t, "<=") || token_is_sign(t, ">=");
}

/* NAME = CONSTANT, and the other way round. */
static int check_comparison(const struct token *t, size_t i, size_t *offset,
			    struct err *err)
{
	const struct token *left = i > 0 ? &t[i - 1] : NULL;
	const struct token *right = &t[i + 1];
	bool equal = is_equality(&t[i]);

	if (!left || !(equal || is_order(&t[i])))
		return 0;
	if (i > 1 && is_arithmetic(&t[i - 2]))
		return 0;
	if (token_is(&t[i], "is") && token_is(right, "not"))
		right++;
	/* A day without quotes looks like a subtraction: 2025-03-01. */
	if (left->field && right->kind == TOKEN_NUMBER &&
	    field_is_moment(left->field) && token_is_sign(&right[1], "-"))
		return check_pair(left->field, right, equal, offset, err);
	if (is_arithmetic(&right[1]))
		return 0;
	if (left->field)
		return check_pair(left->field, right, equal, offset, err);
	return check_pair(right->field, left, equal, offset, err);
}

/* NAME IN (CONSTANT, ...) and NAME BETWEEN CONSTANT AND CONSTANT. */
static int check_list(const struct token *t, size_t i, size_t *offset,
		      struct err *err)
{
	const struct field *field = t[i].field;
	const struct token *next = &t[i + 1];
	int code;

	if (!field)
		return 0;
	if (token_is(next, "not"))
		next++;
	if (token_is(next, "between")) {
		code = check_pair(field, &next[1], false, offset, err);
		if (code == 0 && token_is(&next[2], "and"))
			code = check_pair(field, &next[3], false, offset, err);
		return code;
	}
	if (!token_is(next, "in") || !token_is_sign(&next[1], "("))
		return 0;
	code = 0;
	for (next += 2; code == 0 && is_constant(next); next += 2) {
		code = check_pair(field, next, true, offset, err);
		if (!token_is_sign(&next[1], ","))
			break;
	}
	return code;
}

/* CASE NAME WHEN CONSTANT ... */
static int check_case(const struct token *t, size_t i, size_t *offset,
		      struct err *err)
{
	const struct field *field;
	int depth = 0;
	int code = 0;

	if (!token_is(&t[i], "case") || !t[i + 1].field ||
	    !token_is(&t[i + 2], "when"))
		return 0;
	field = t[i + 1].field;
	for (i += 2; code == 0 && t[i].kind != TOKEN_END; i++) {
		if (token_is(&t[i], "case"))
			depth++;
		if (token_is(&t[i], "end") && depth-- == 0)
			break;
		if (token_is(&t[i], "when") && depth == 0)
			code = check_pair(field, &t[i + 1], true, offset, err);
	}
	return code;
}

static bool is_select(const struct field *f)
{
	return f && (field_value_type(f) == FIELD_SELECT_ONE ||
		     field_value_type(f) == FIELD_SELECT_MULTIPLE);
}

/* selected(NAME, CONSTANT) and count_selected(NAME). */
static int check_selected(const struct token *t, size_t i, size_t *offset,
			  struct err *err)
{
	bool one = token_is(&t[i], "selected");

	if ((!one && !token_is(&t[i], "count_selected")) ||
	    !token_is_sign(&t[i + 1], "("))
		return 0;
	if (!is_select(t[i + 2].field)) {
		*offset = t[i + 2].start;
		return err_set(
			err, ERR_INVALID,
			_("%.*s() takes the name of a field with options "
			  "first"),
			(int)t[i].length, t[i].text);
	}
	if (one && token_is_sign(&t[i + 3], ","))
		return check_pair(t[i + 2].field, &t[i + 4], true, offset, err);
	return 0;
}

/* A written-out day between the parentheses of days(), hours() or age(). */
static int check_day(const struct token *t, size_t i, size_t *offset,
		     struct err *err)
{
	static const struct field moment = { .type = FIELD_DATETIME };
	int depth = 0;
	int code = 0;

	if (!token_is(&t[i], "days") && !token_is(&t[i], "hours") &&
	    !token_is(&t[i], "age"))
		return 0;
	for (i++; code == 0 && t[i].kind != TOKEN_END; i++) {
		if (token_is_sign(&t[i], "("))
			depth++;
		if (token_is_sign(&t[i], ")") && --depth == 0)
			break;
		/* Not a piece of a day that is put together. */
		if (depth == 1 && t[i].kind == TOKEN_STRING &&
		    !is_arithmetic(&t[i - 1]) && !is_arithmetic(&t[i + 1]))
			code = check_pair(&moment, &t[i], false, offset, err);
	}
	return code;
}

/* Which field is a name of, that no date can be made of? */
static int check_no_day(const struct token *t, size_t i, size_t *offset,
			struct err *err)
{
	const struct field *f = t[i].field;
	const char *after;

	if (!f || i < 2 || !token_is_sign(&t[i - 1], "("))
		return 0;
	if (!token_is(&t[i - 2], "days") && !token_is(&t[i - 2], "hours") &&
	    !token_is(&t[i - 2], "age"))
		return 0;
	after = field_type_name(field_value_type(f));
	switch (field_value_type(f)) {
	case FIELD_DATE:
	case FIELD_DATETIME:
	case FIELD_TEXT:
		return 0;
	default:
		*offset = t[i].start;
		return err_set(err, ERR_INVALID,
			       _("\"%s\" is of type %s, not a day"), f->name,
			       after);
	}
}

int tokens_check(const struct tokens *tokens, size_t *offset, struct err *err)
{
	const struct token *t = tokens->items;
	int code = 0;

	for (size_t i = 0; code == 0 && i < tokens->count; i++) {
		code = check_comparison(t, i, offset, err);
		if (code == 0)
			code = check_list(t, i, offset, err);
		if (code == 0)
			code = check_case(t, i, offset, err);
		if (code == 0)
			code = check_selected(t, i, offset, err);
		if (code == 0)
			code = check_day(t, i, offset, err);
		if (code == 0)
			code = check_no_day(t, i, offset, err);
	}
	return code;
}
