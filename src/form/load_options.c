/* form/load_options.c - options, missing reasons and their keys */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/load_private.h"

#define REASONS_MAX 40

static const struct known_key reason_keys[] = { { "key", 0 }, { "label", 0 } };

static const struct known_key option_keys[] = {
	{ "label", 0 }, { "hint", 0 },    { "key", 0 },
	{ "code", 0 },  { "heading", 0 }, { "own", 0 },
};

/* The program's own words, translated when they are shown. */
static const struct words_in word_no = { "", N_("no") };
static const struct words_in word_yes = { "", N_("yes") };

/* A map of languages, unlike one of keys, has two-letter keys only. */
static bool is_words(const struct yaml *node)
{
	if (node->kind != YAML_MAP)
		return true;
	for (size_t i = 0; i < node->count; i++) {
		if (strlen(node->keys[i].text) != 2)
			return false;
	}
	return node->count > 0;
}

/* The one character of `key`, that can be typed and means nothing else. */
static void load_key(struct loader *l, const struct yaml *node,
		     const char *field, char out[5])
{
	size_t n;

	if (!load_is_text(l, node, field))
		return;
	n = utf8_cluster(node->text);
	if (n != strlen(node->text) || n > 4) {
		load_mistake(l, node, field,
			     _("a key is one character, not \"%s\""),
			     node->text);
		return;
	}
	if (strchr("/? \t,", node->text[0])) {
		load_mistake(l, node, field,
			     _("the key \"%s\" already means something else; "
			       "take another"),
			     node->text);
		return;
	}
	memcpy(out, node->text, n + 1);
}

static void load_reason(struct loader *l, const struct yaml *key,
			const struct yaml *node, struct missing_reason *out)
{
	const struct yaml *label = node;
	const struct yaml *typed = NULL;

	out->name = arena_text(l->arena, key->text);
	load_name_shape(l, key, key->text);
	if (strcmp(key->text, "missing") == 0)
		load_mistake(l, key, key->text,
			     _("\"%s\" means something else in the file; take "
			       "another name"),
			     key->text);
	if (!is_words(node)) {
		load_check_keys(l, node, reason_keys, COUNT(reason_keys),
				key->text);
		label = yaml_get(node, "label");
		typed = yaml_get(node, "key");
	}
	if (label)
		load_words(l, label, key->text, &out->label);
	else
		load_mistake(l, key, key->text, _("the label is missing"));
	if (typed)
		load_key(l, typed, key->text, out->key);
}

/* The first reason without a key takes "-" when that is free. */
static void default_reason_keys(struct loader *l, const struct yaml *node)
{
	bool taken = false;

	for (size_t i = 0; i < l->form->missing_count; i++)
		taken = taken || strcmp(l->missing[i].key, "-") == 0;
	for (size_t i = 0; i < l->form->missing_count; i++) {
		struct missing_reason *r = &l->missing[i];

		if (r->key[0])
			continue;
		if (taken)
			load_mistake(l, &node->keys[i], r->name,
				     _("this reason needs a key of its own: "
				       "{key: x, label: ...}"));
		else
			memcpy(r->key, "-", 2);
		taken = true;
	}
}

void load_missing(struct loader *l, const struct yaml *node)
{
	size_t count;

	if (!node || !load_is_map(l, node, NULL))
		return;
	count = node->count;
	if (count > REASONS_MAX) {
		load_mistake(l, node, NULL, _("there are at most %d of these"),
			     REASONS_MAX);
		count = REASONS_MAX;
	}
	l->missing = arena_take(l->arena, count + 1, sizeof(*l->missing));
	l->form->missing = l->missing;
	for (size_t i = 0; i < count; i++)
		load_reason(l, &node->keys[i], &node->items[i], &l->missing[i]);
	l->form->missing_count = count;
	default_reason_keys(l, node);
}

void load_score(struct loader *l, const struct yaml *node)
{
	static const struct known_key keys[] = { { "0", 0 }, { "1", 0 } };

	l->score_words[0] = (struct words){ 1, &word_no };
	l->score_words[1] = (struct words){ 1, &word_yes };
	if (!node || !load_is_map(l, node, NULL))
		return;
	load_check_keys(l, node, keys, COUNT(keys), NULL);
	for (size_t i = 0; i < COUNT(keys); i++) {
		const struct yaml *words = yaml_get(node, keys[i].name);

		if (words)
			load_words(l, words, NULL, &l->score_words[i]);
		else
			load_mistake(l, node, NULL,
				     _("the words for %s are missing"),
				     keys[i].name);
	}
}

static const struct missing_reason *
find_reason(struct loader *l, const struct yaml *node, const char *field)
{
	struct known_key *known;
	const char *near;
	size_t count = l->form->missing_count;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(l->missing[i].name, node->text) == 0)
			return &l->missing[i];
	}
	known = alloc_new(count + 1, sizeof(*known));
	for (size_t i = 0; i < count; i++)
		known[i].name = l->missing[i].name;
	near = load_nearest(l, known, count, node->text);
	if (near)
		load_mistake(l, node, field,
			     _("\"missing\" at the top of the form has no "
			       "\"%s\"; did you mean \"%s\"?"),
			     node->text, near);
	else
		load_mistake(l, node, field,
			     _("\"missing\" at the top of the form has no "
			       "\"%s\""),
			     node->text);
	free(known);
	return NULL;
}

/* Not there twice, and not with the key of another. */
static bool may_join(struct loader *l, const struct yaml *node,
		     const char *field, const struct missing_reason *reason,
		     const struct allowed *others)
{
	for (size_t i = 0; i < others->count; i++) {
		const struct missing_reason *other = others->reasons[i];

		if (other == reason) {
			load_mistake(l, node, field,
				     _("\"%s\" stands here twice"),
				     reason->name);
			return false;
		}
		if (strcmp(other->key, reason->key) == 0) {
			load_mistake(l, node, field,
				     _("the missing reasons \"%s\" and \"%s\" "
				       "have the same key"),
				     other->name, reason->name);
			return false;
		}
	}
	return true;
}

struct allowed load_allowed(struct loader *l, const struct yaml *node,
			    const char *field, struct allowed outer)
{
	struct allowed allowed = { 0 };

	if (!node)
		return outer;
	if (!load_is_list(l, node, field))
		return allowed;
	allowed.reasons = arena_take(l->arena, node->count + 1,
				     sizeof(const struct missing_reason *));
	for (size_t i = 0; i < node->count; i++) {
		const struct missing_reason *reason;

		if (!load_is_text(l, &node->items[i], field))
			continue;
		reason = find_reason(l, &node->items[i], field);
		if (reason &&
		    may_join(l, &node->items[i], field, reason, &allowed))
			allowed.reasons[allowed.count++] = reason;
	}
	return allowed;
}

static void load_option(struct loader *l, const struct yaml *key,
			const struct yaml *node, const char *field,
			struct option *out)
{
	const struct yaml *label = node;
	const struct yaml *part;

	out->name = arena_text(l->arena, key->text);
	load_name_shape(l, key, field);
	if (strcmp(key->text, "missing") == 0)
		load_mistake(l, key, field,
			     _("\"%s\" means something else in the file; take "
			       "another name"),
			     key->text);
	if (!is_words(node)) {
		load_check_keys(l, node, option_keys, COUNT(option_keys),
				field);
		label = yaml_get(node, "label");
		if ((part = yaml_get(node, "hint")))
			load_words(l, part, field, &out->hint);
		if ((part = yaml_get(node, "heading")))
			load_words(l, part, field, &out->heading);
		if ((part = yaml_get(node, "code")) &&
		    load_is_text(l, part, field))
			out->code = arena_text(l->arena, part->text);
		if ((part = yaml_get(node, "own")))
			load_bool(l, part, field, &out->other);
		if ((part = yaml_get(node, "key")))
			load_key(l, part, field, out->key);
	}
	if (label)
		load_words(l, label, field, &out->label);
	else
		load_mistake(l, key, field, _("the label is missing"));
}

/* By position: 1 .. 9, a .. z, A .. Z, 0; none after those. */
static void default_key(struct option *option, size_t position)
{
	static const char keys[] =
		"123456789abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ0";

	if (option->key[0])
		return;
	if (option->code && option->code[0] &&
	    utf8_cluster(option->code) == strlen(option->code) &&
	    strlen(option->code) < sizeof(option->key) &&
	    !strchr("/? \t,", option->code[0]))
		memcpy(option->key, option->code, strlen(option->code) + 1);
	else if (position < sizeof(keys) - 1)
		option->key[0] = keys[position];
}

static void score_options(struct loader *l, struct field *f)
{
	struct option *options = arena_take(l->arena, 2, sizeof(*options));

	options[0] = (struct option){ .name = "1",
				      .label = l->score_words[1],
				      .key = "1" };
	options[1] = (struct option){ .name = "0",
				      .label = l->score_words[0],
				      .key = "0" };
	f->options = options;
	f->option_count = 2;
}

void load_options(struct loader *l, const struct yaml *node,
		  struct field *field)
{
	size_t most = field->type == FIELD_SELECT_MULTIPLE ? OPTIONS_MAX
							   : OPTIONS_ONE_MAX;
	struct option *options;
	size_t count;

	if (field_value_type(field) == FIELD_SCORE)
		score_options(l, field);
	if (field->type != FIELD_SELECT_ONE &&
	    field->type != FIELD_SELECT_MULTIPLE)
		return;
	if (!node) {
		load_mistake_at(l, field->line, field->column, field->name,
				_("the options are missing"));
		return;
	}
	if (!load_is_map(l, node, field->name))
		return;
	count = node->count;
	if (count == 0)
		load_mistake(l, node, field->name,
			     _("the options are missing"));
	if (count > most) {
		load_mistake(
			l, node, field->name,
			_("there are %zu options here; at most %zu can be"),
			count, most);
		count = most;
	}
	options = arena_take(l->arena, count + 1, sizeof(*options));
	for (size_t i = 0; i < count; i++)
		load_option(l, &node->keys[i], &node->items[i], field->name,
			    &options[i]);
	for (size_t i = 0; i < count; i++)
		default_key(&options[i], i);
	field->options = options;
	field->option_count = count;
}

static void check_key(struct loader *l, const struct yaml *node, size_t i,
		      const struct field *f)
{
	const struct option *option = &f->options[i];
	const struct yaml *place = node ? &node->keys[i] : NULL;
	int line = place ? place->line : f->line;
	int column = place ? place->column : f->column;

	for (size_t k = 0; k < i; k++) {
		if (option->key[0] &&
		    strcmp(f->options[k].key, option->key) == 0)
			load_mistake_at(l, line, column, f->name,
					_("the key \"%s\" of \"%s\" is also "
					  "that of \"%s\"; give one of them a "
					  "key: of its own"),
					option->key, option->name,
					f->options[k].name);
	}
	for (size_t k = 0; k < f->missing_count; k++) {
		if (option->key[0] &&
		    strcmp(f->missing[k]->key, option->key) == 0)
			load_mistake_at(l, line, column, f->name,
					_("the key \"%s\" of \"%s\" is also "
					  "that of the missing reason \"%s\""),
					option->key, option->name,
					f->missing[k]->name);
	}
}

static void check_code(struct loader *l, const struct yaml *node, size_t i,
		       const struct field *f)
{
	const char *code = f->options[i].code;

	for (size_t k = 0; code && k < i; k++) {
		if (f->options[k].code && strcmp(f->options[k].code, code) == 0)
			load_mistake(l, &node->keys[i], f->name,
				     _("the code \"%s\" stands here twice"),
				     code);
	}
}

void load_keys(struct loader *l, const struct yaml *options,
	       const struct field *field)
{
	/* The options of a score do not stand in the file. */
	bool own = field_value_type(field) != FIELD_SCORE;

	for (size_t i = 0; i < field->option_count; i++) {
		check_key(l, own ? options : NULL, i, field);
		if (own)
			check_code(l, options, i, field);
	}
}
