/* exchange/fhir_when.c - when an item is asked, in the words of FHIR; see
 * exchange/fhir_private.h
 *
 * FHIR has comparisons of one question with one constant, all joined by AND or
 * all by OR.  What says exactly that becomes enableWhen; all else is kept as it
 * stands, in an extension.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "exchange/fhir_private.h"
#include "form/expr.h"
#include "form/expr_tokens.h"
#include "form/value.h"

/* More than people write, and a bound on what is looked at. */
#define CONDITIONS_MAX 64

struct condition {
	int field;
	const char *sign; /* of FHIR: "=", ">=", "exists" */
	char *answer;     /* what it is held against; NULL for exists */
	bool exists;      /* idem */
};

enum joint {
	JOINT_NONE, /* there is one condition */
	JOINT_ALL,
	JOINT_ANY
};

struct conditions {
	const struct form *form;
	const struct token *at;
	struct condition items[CONDITIONS_MAX];
	size_t count;
	enum joint joint;
};

/* --- reading */

/* The text or number of a token; free() it; NULL: it is none. */
static char *constant(const struct token *token)
{
	struct buffer text = { 0 };

	if (token->kind == TOKEN_NUMBER)
		return alloc_text_part(token->text, token->length);
	if (token->kind != TOKEN_STRING)
		return NULL;
	for (size_t i = 1; i + 1 < token->length; i++) {
		buffer_add_byte(&text, token->text[i]);
		if (token->text[i] == '\'')
			i++;
	}
	return text.length ? buffer_take(&text) : NULL;
}

static int field_of(const struct form *form, const struct token *token)
{
	char *name;
	int field;

	if (token->kind != TOKEN_WORD)
		return -1;
	name = alloc_text_part(token->text, token->length);
	field = form_find(form, name);
	free(name);
	return field >= 0 && form->fields[field].type != FIELD_NOTE ? field
								    : -1;
}

static bool is_choice(const struct field *field)
{
	enum field_type type = field_value_type(field);

	return type == FIELD_SELECT_ONE || type == FIELD_SELECT_MULTIPLE ||
	       type == FIELD_SCORE;
}

/* Do both languages compare answers of this type in the same way? */
static bool can_compare(const struct field *field, const char *sign)
{
	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCALE:
	case FIELD_DECIMAL:
	case FIELD_DATE:
		return true;
	case FIELD_SELECT_ONE:
	case FIELD_SCORE:
	case FIELD_TEXT:
		return strcmp(sign, "=") == 0 || strcmp(sign, "!=") == 0;
	default:
		return false;
	}
}

/* Does this constant mean one of the answers that the field can have? */
static bool can_answer(const struct field *field, const struct token *token,
		       const char *text)
{
	bool number = token->kind == TOKEN_NUMBER;

	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCALE:
		return number && strspn(text, "0123456789") == strlen(text) &&
		       strlen(text) < 10;
	case FIELD_DECIMAL:
		return number;
	case FIELD_SCORE:
		return number &&
		       (strcmp(text, "0") == 0 || strcmp(text, "1") == 0);
	case FIELD_SELECT_ONE:
	case FIELD_SELECT_MULTIPLE:
		return !number && field_option(field, text);
	case FIELD_DATE:
		return !number && strlen(text) == 10;
	default:
		return !number;
	}
}

static bool add(struct conditions *c, int field, const char *sign, char *answer,
		bool exists)
{
	if (c->count == CONDITIONS_MAX) {
		free(answer);
		return false;
	}
	c->items[c->count++] =
		(struct condition){ field, sign, answer, exists };
	return true;
}

/* A reason of missing is an answer there and none here. */
static bool add_exists(struct conditions *c, int field, bool exists)
{
	return c->form->fields[field].missing_count == 0 &&
	       add(c, field, "exists", NULL, exists);
}

static bool join(struct conditions *c, enum joint joint)
{
	if (c->joint != JOINT_NONE && c->joint != joint)
		return false;
	c->joint = joint;
	return true;
}

/* As in FHIR; NULL when it has none. */
static const char *sign_of(const struct token *token)
{
	static const char *const signs[][2] = {
		{ "=", "=" },   { "==", "=" },  { "<>", "!=" }, { "!=", "!=" },
		{ "<=", "<=" }, { ">=", ">=" }, { "<", "<" },   { ">", ">" },
	};

	for (size_t i = 0; i < COUNT(signs); i++)
		if (token_is_sign(token, signs[i][0]))
			return signs[i][1];
	return NULL;
}

/* The field and the constant at c->at stand against each other. */
static bool add_constant(struct conditions *c, int index, const char *sign)
{
	const struct field *field = &c->form->fields[index];
	char *text = constant(c->at);

	if (!text || !can_answer(field, c->at, text)) {
		free(text);
		return false;
	}
	c->at++;
	return add(c, index, sign, text, false);
}

/* field = constant.  Nothing is unequal to no answer, but there it is. */
static bool read_comparison(struct conditions *c, int field)
{
	const char *sign = sign_of(c->at);

	if (!sign || !can_compare(&c->form->fields[field], sign))
		return false;
	c->at++;
	if (strcmp(sign, "!=") == 0 &&
	    (!join(c, JOINT_ALL) || !add_exists(c, field, true)))
		return false;
	return add_constant(c, field, sign);
}

/* field IS NULL, field IS NOT NULL */
static bool read_is(struct conditions *c, int field)
{
	bool exists = token_is(&c->at[1], "not");
	const struct token *last = &c->at[exists ? 2 : 1];

	if (!token_is(last, "null"))
		return false;
	c->at = last + 1;
	return add_exists(c, field, exists);
}

/* field IN (constant, constant) */
static bool read_in(struct conditions *c, int field)
{
	size_t before = c->count;

	if (!can_compare(&c->form->fields[field], "=") ||
	    !token_is_sign(&c->at[1], "("))
		return false;
	c->at++;
	do {
		c->at++;
		if (!add_constant(c, field, "="))
			return false;
	} while (token_is_sign(c->at, ","));
	if (!token_is_sign(c->at, ")"))
		return false;
	c->at++;
	return c->count == before + 1 || join(c, JOINT_ANY);
}

/* selected(field, 'option') */
static bool read_selected(struct conditions *c)
{
	int field;

	if (!token_is(c->at, "selected") || !token_is_sign(&c->at[1], "("))
		return false;
	field = field_of(c->form, &c->at[2]);
	if (field < 0 || !is_choice(&c->form->fields[field]) ||
	    !token_is_sign(&c->at[3], ","))
		return false;
	c->at += 4;
	if (!add_constant(c, field, "=") || !token_is_sign(c->at, ")"))
		return false;
	c->at++;
	return true;
}

static bool read_condition(struct conditions *c)
{
	int field = field_of(c->form, c->at);

	if (field < 0)
		return read_selected(c);
	c->at++;
	if (token_is(c->at, "is"))
		return read_is(c, field);
	if (token_is(c->at, "in"))
		return read_in(c, field);
	return read_comparison(c, field);
}

static bool read_all(struct conditions *c)
{
	if (!read_condition(c))
		return false;
	while (c->at->kind != TOKEN_END) {
		enum joint joint = token_is(c->at, "and")  ? JOINT_ALL
				   : token_is(c->at, "or") ? JOINT_ANY
							   : JOINT_NONE;

		if (joint == JOINT_NONE || !join(c, joint))
			return false;
		c->at++;
		if (!read_condition(c))
			return false;
	}
	return true;
}

static bool read_text(struct conditions *c, const char *text)
{
	struct tokens tokens = { 0 };
	size_t offset;
	bool result = false;

	if (tokens_read(text, &tokens, &offset, NULL) == 0) {
		c->at = tokens.items;
		result = read_all(c);
	}
	tokens_done(&tokens);
	return result;
}

/* --- writing */

static void put_answer(struct json *j, const struct form *form,
		       const struct condition *condition)
{
	static const struct words none = { 0 };
	const struct field *field = &form->fields[condition->field];
	const struct option *option;

	if (!condition->answer) {
		json_bool(j, "answerBoolean", condition->exists);
		return;
	}
	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCALE:
		json_integer(j, "answerInteger",
			     strtoll(condition->answer, NULL, 10));
		break;
	case FIELD_DECIMAL:
		json_number(j, "answerDecimal",
			    value_scalar(field, condition->answer).real);
		break;
	case FIELD_DATE:
		json_text(j, "answerDate", condition->answer);
		break;
	case FIELD_TEXT:
		json_text(j, "answerString", condition->answer);
		break;
	default:
		option = field_option(field, condition->answer);
		fhir_put_coding(j, "answerCoding", form, field,
				condition->answer,
				option ? &option->label : &none);
	}
}

static void put_conditions(struct json *j, const struct conditions *c)
{
	json_open(j, "enableWhen", '[');
	for (size_t i = 0; i < c->count; i++) {
		const struct fhir_item item = { .kind = FHIR_FIELD,
						.index = c->items[i].field };
		char *link = fhir_link(c->form, &item);

		json_open(j, NULL, '{');
		json_text(j, "question", link);
		json_text(j, "operator", c->items[i].sign);
		put_answer(j, c->form, &c->items[i]);
		json_close(j);
		free(link);
	}
	json_close(j);
	if (c->count > 1)
		json_text(j, "enableBehavior",
			  c->joint == JOINT_ANY ? "any" : "all");
}

static void put_expression(struct json *j, const char *text)
{
	json_open(j, "extension", '[');
	json_open(j, NULL, '{');
	json_text(j, "url", FHIR_OURS "relevant");
	json_text(j, "valueString", text);
	json_close(j);
	json_close(j);
}

void fhir_put_when(struct json *j, const struct form *form,
		   const struct expr *relevant)
{
	struct conditions c = { .form = form };

	if (!relevant)
		return;
	if (read_text(&c, expr_text(relevant)))
		put_conditions(j, &c);
	else
		put_expression(j, expr_text(relevant));
	for (size_t i = 0; i < c.count; i++)
		free(c.items[i].answer);
}
