/* report/condition.c - see report/condition_private.h */
#include "config.h"

#include "base/count.h"
#include "report/condition_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "form/expr_tokens.h"

struct saying {
	const struct form *form;
	const struct form *traject; /* or NULL */
	const struct token *at;
	const struct field *field; /* that a constant is about, or NULL */
	struct buffer words;
};

static void say(struct saying *s, const char *word)
{
	if (s->words.length > 0 && word[0] != ',' && word[0] != ')' &&
	    s->words.bytes[s->words.length - 1] != '(')
		buffer_add(&s->words, " ");
	buffer_add(&s->words, word);
}

/* The field of a word, by its name here or on the traject form. */
static const struct field *field_of_word(const struct saying *s,
					 const struct token *token)
{
	char *name = alloc_print("%.*s", (int)token->length, token->text);
	const char *dot = strchr(name, '.');
	const struct form *form = dot ? s->traject : s->form;
	int at = form ? form_find(form, dot ? dot + 1 : name) : -1;

	free(name);
	return at < 0 ? NULL : &form->fields[at];
}

/* By its number on paper, else by its question. */
static void say_field(struct saying *s, const struct field *field)
{
	char *words;

	if (field->number)
		words = alloc_print(_("question %s"), field->number);
	else if (field->label.count > 0)
		words = alloc_print("“%s”", words_text(&field->label));
	else
		words = alloc_text(field->name);
	say(s, words);
	free(words);
	s->field = field;
}

static const struct option *option_of(const struct field *field,
				      const struct token *token)
{
	bool quoted = token->kind == TOKEN_STRING;
	size_t length = token->length - (quoted ? 2 : 0);
	char *name = alloc_print("%.*s", (int)length,
				 token->text + (quoted ? 1 : 0));
	const struct option *option = field ? field_option(field, name) : NULL;

	free(name);
	return option;
}

/* A constant: the words of an option, else what stands there. */
static void say_constant(struct saying *s, const struct token *token)
{
	const struct option *option = option_of(s->field, token);
	char *words =
		option ? alloc_print("“%s”", words_text(&option->label))
		       : alloc_print("%.*s", (int)token->length, token->text);

	say(s, words);
	free(words);
}

/* selected(field, 'option') */
static bool say_selected(struct saying *s)
{
	const struct token *t = s->at;
	const struct field *field;

	if (!token_is(&t[0], "selected") || !token_is_sign(&t[1], "(") ||
	    t[2].kind != TOKEN_WORD || !token_is_sign(&t[3], ",") ||
	    t[4].kind != TOKEN_STRING)
		return false;
	field = field_of_word(s, &t[2]);
	if (!field || !token_is_sign(&t[5], ")"))
		return false;
	say_field(s, field);
	say(s, _("is"));
	say_constant(s, &t[4]);
	s->at += 6;
	return true;
}

/* IS NULL, IS NOT NULL */
static bool say_null(struct saying *s)
{
	const struct token *t = s->at;
	bool negated = token_is(&t[1], "not");

	if (!token_is(&t[0], "is") || !token_is(&t[negated ? 2 : 1], "null"))
		return false;
	say(s, negated ? _("is answered") : _("is not answered"));
	s->at += negated ? 3 : 2;
	return true;
}

static bool say_word(struct saying *s)
{
	static const struct {
		const char *word, *said;
	} joints[] = { { "and", N_("and") },
		       { "or", N_("or") },
		       { "not", N_("not") },
		       { "is", N_("is") } };
	const struct field *field;

	for (size_t i = 0; i < COUNT(joints); i++)
		if (token_is(s->at, joints[i].word)) {
			say(s, _(joints[i].said));
			s->at++;
			return true;
		}
	field = field_of_word(s, s->at);
	if (!field || token_is_sign(s->at + 1, "("))
		return false;
	say_field(s, field);
	s->at++;
	return true;
}

static bool say_sign(struct saying *s)
{
	static const struct {
		const char *sign, *said;
	} signs[] = { { "=", N_("is") },
		      { "==", N_("is") },
		      { "<>", N_("is not") },
		      { "!=", N_("is not") },
		      { ">=", N_("is at least") },
		      { "<=", N_("is at most") },
		      { ">", N_("is more than") },
		      { "<", N_("is less than") },
		      { "(", "(" },
		      { ")", ")" } };

	for (size_t i = 0; i < COUNT(signs); i++)
		if (token_is_sign(s->at, signs[i].sign)) {
			say(s, _(signs[i].said));
			s->at++;
			return true;
		}
	return false;
}

static bool say_next(struct saying *s)
{
	switch (s->at->kind) {
	case TOKEN_WORD:
		return say_selected(s) || say_null(s) || say_word(s);
	case TOKEN_SIGN:
		return say_sign(s);
	case TOKEN_STRING:
	case TOKEN_NUMBER:
		say_constant(s, s->at);
		s->at++;
		return true;
	case TOKEN_END:
		break;
	}
	return false;
}

char *condition_words(const struct form *form, const struct form *traject,
		      const struct expr *condition)
{
	struct saying s = { .form = form, .traject = traject };
	struct tokens tokens = { 0 };
	struct err err = { 0 };
	size_t offset;
	bool said;

	said = tokens_read(expr_text(condition), &tokens, &offset, &err) == 0;
	s.at = tokens.items;
	while (said && s.at->kind != TOKEN_END)
		said = say_next(&s);
	tokens_done(&tokens);
	if (said)
		return buffer_take(&s.words);
	buffer_done(&s.words);
	return alloc_text(expr_text(condition));
}
