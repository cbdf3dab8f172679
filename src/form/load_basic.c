/* form/load_basic.c - keys, single values and words; see load_private.h */

#include "config.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/fill_private.h"
#include "form/load_private.h"

#define NAME_MAX_LENGTH 40

void load_mistake_at(struct loader *l, int line, int column, const char *field,
		     const char *fmt, ...)
{
	va_list values;

	va_start(values, fmt);
	problem_add_list(l->problems, l->name, line, column, field, fmt,
			 values);
	va_end(values);
}

void load_mistake(struct loader *l, const struct yaml *node, const char *field,
		  const char *fmt, ...)
{
	va_list values;

	va_start(values, fmt);
	problem_add_list(l->problems, l->name, node->line, node->column, field,
			 fmt, values);
	va_end(values);
}

/* Past the limit of the list nobody reads it, and looking takes time. */
bool load_is_full(const struct loader *l)
{
	return l->problems->dropped > 0;
}

const char *load_nearest(const struct loader *l, const struct known_key *known,
			 size_t count, const char *name)
{
	const char **names;
	const char *near;

	if (load_is_full(l))
		return NULL;
	names = alloc_new(count + 1, sizeof(*names));
	for (size_t i = 0; i < count; i++)
		names[i] = known[i].name;
	near = utf8_nearest(name, names, count);
	free(names);
	return near;
}

void load_check_keys(struct loader *l, const struct yaml *map,
		     const struct known_key *known, size_t count,
		     const char *field)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml *key = &map->keys[i];
		const char *near;
		size_t k;

		for (k = 0; k < count; k++) {
			if (same_key(key->text, known[k].name))
				break;
		}
		if (k < count)
			continue;
		near = load_nearest(l, known, count, key->text);
		if (near)
			load_mistake(l, key, field,
				     _("the key \"%s\" is not known here; did "
				       "you mean \"%s\"?"),
				     key->text, near);
		else
			load_mistake(l, key, field,
				     _("the key \"%s\" is not known here"),
				     key->text);
	}
}

void load_need(struct loader *l, const struct yaml *map, const char *key,
	       const char *field)
{
	if (!yaml_get(map, key))
		load_mistake(l, map, field, _("%s: is missing"), key);
}

bool load_is_map(struct loader *l, const struct yaml *node, const char *field)
{
	if (node->kind == YAML_MAP)
		return true;
	load_mistake(l, node, field,
		     _("here should stand keys with a colon and a value each"));
	return false;
}

bool load_is_list(struct loader *l, const struct yaml *node, const char *field)
{
	if (node->kind == YAML_LIST)
		return true;
	load_mistake(l, node, field,
		     _("here should stand a list: [a, b], or lines that begin "
		       "with a dash"));
	return false;
}

bool load_is_text(struct loader *l, const struct yaml *node, const char *field)
{
	if (node->kind == YAML_SCALAR && node->text[0])
		return true;
	if (node->kind == YAML_SCALAR)
		load_mistake(l, node, field,
			     _("nothing stands behind the colon"));
	else
		load_mistake(l, node, field, _("here should stand one text"));
	return false;
}

bool load_bool(struct loader *l, const struct yaml *node, const char *field,
	       bool *out)
{
	if (node->kind == YAML_SCALAR && strcmp(node->text, "true") == 0) {
		*out = true;
		return true;
	}
	if (node->kind == YAML_SCALAR && strcmp(node->text, "false") == 0) {
		*out = false;
		return true;
	}
	load_mistake(l, node, field, _("here should stand true or false"));
	return false;
}

bool load_number(struct loader *l, const struct yaml *node, const char *field,
		 double *out)
{
	char *end;
	double number;

	if (node->kind == YAML_SCALAR && node->text[0] &&
	    strspn(node->text, "0123456789.-") == strlen(node->text)) {
		number = strtod(node->text, &end);
		if (*end == '\0' && isfinite(number)) {
			*out = number;
			return true;
		}
	}
	load_mistake(
		l, node, field,
		_("here should stand a number, with a point for decimals"));
	return false;
}

bool load_integer(struct loader *l, const struct yaml *node, const char *field,
		  int least, int most, int *out)
{
	char *end;
	long number;

	if (node->kind == YAML_SCALAR && node->text[0] &&
	    strspn(node->text, "0123456789-") == strlen(node->text)) {
		errno = 0;
		number = strtol(node->text, &end, 10);
		if (*end == '\0' && errno == 0 && number >= least &&
		    number <= most) {
			*out = (int)number;
			return true;
		}
	}
	load_mistake(l, node, field,
		     _("here should stand a whole number from %d to %d"), least,
		     most);
	return false;
}

bool load_is_name(const char *text)
{
	size_t n = strlen(text);

	return n > 0 && n <= NAME_MAX_LENGTH && text[0] >= 'a' &&
	       text[0] <= 'z' &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == n &&
	       !strstr(text, "__");
}

bool load_name_shape(struct loader *l, const struct yaml *node,
		     const char *field)
{
	if (!load_is_text(l, node, field))
		return false;
	if (load_is_name(node->text))
		return true;
	load_mistake(l, node, field,
		     _("\"%s\" cannot be a name: a name begins with a small "
		       "letter and has small letters, digits and single _, at "
		       "most %d"),
		     node->text, NAME_MAX_LENGTH);
	return false;
}

static void add_pending(struct loader *l, struct pending pending)
{
	l->pending = alloc_grow(l->pending, l->pending_count,
				&l->pending_capacity, sizeof(*l->pending));
	l->pending[l->pending_count++] = pending;
}

void load_later(struct loader *l, const struct yaml *node, const char *field,
		int repeat, struct expr **slot)
{
	if (!node || !load_is_text(l, node, field))
		return;
	add_pending(l, (struct pending){ .node = node,
					 .field = field,
					 .repeat = repeat,
					 .slot = slot,
					 .owner = -1 });
}

/* One text in one language. */
static bool load_text(struct loader *l, const struct yaml *node,
		      const char *field, const int *repeat,
		      const char *language, struct words_in *out)
{
	if (!load_is_text(l, node, field))
		return false;
	out->language = language;
	out->text = arena_text(l->arena, node->text);
	if (repeat && fill_is_needed(out->text))
		add_pending(l, (struct pending){ .node = node,
						 .field = field,
						 .repeat = *repeat,
						 .text = out->text,
						 .owner = -1 });
	return true;
}

static bool is_language(const char *text)
{
	return strlen(text) == 2 && text[0] >= 'a' && text[0] <= 'z' &&
	       text[1] >= 'a' && text[1] <= 'z';
}

/* The form's own language comes first: it is the one to fall back on. */
static void put_first(struct words_in *in, size_t count, const char *language)
{
	for (size_t i = 1; i < count; i++) {
		struct words_in first = in[i];

		if (strcmp(first.language, language) != 0)
			continue;
		memmove(&in[1], &in[0], i * sizeof(*in));
		in[0] = first;
		return;
	}
}

static void load_languages(struct loader *l, const struct yaml *node,
			   const char *field, const int *repeat,
			   struct words *out)
{
	struct words_in *in =
		arena_take(l->arena, node->count + 1, sizeof(*in));
	size_t count = 0;
	bool good = true;

	for (size_t i = 0; i < node->count; i++) {
		const struct yaml *key = &node->keys[i];

		if (!is_language(key->text)) {
			load_mistake(l, key, field,
				     _("\"%s\" is no language; words are one "
				       "text, or a text each for nl, en, ..."),
				     key->text);
			return;
		}
		if (load_text(l, &node->items[i], field, repeat,
			      arena_text(l->arena, key->text), &in[count]))
			count++;
		else
			good = false;
	}
	if (good && !yaml_get(node, l->form->language))
		load_mistake(l, node, field,
			     _("the text in the language of the form, \"%s\", "
			       "is missing"),
			     l->form->language);
	put_first(in, count, l->form->language);
	out->count = count;
	out->in = in;
}

/* Placeholders are those of *repeat; NULL: there are none. */
static void take_words(struct loader *l, const struct yaml *node,
		       const char *field, const int *repeat, struct words *out)
{
	struct words_in *in;

	if (node->kind == YAML_MAP) {
		load_languages(l, node, field, repeat, out);
		return;
	}
	if (node->kind == YAML_LIST) {
		load_mistake(l, node, field, _("here should stand one text"));
		return;
	}
	in = arena_take(l->arena, 1, sizeof(*in));
	if (!load_text(l, node, field, repeat, l->form->language, in))
		return;
	out->count = 1;
	out->in = in;
}

void load_words(struct loader *l, const struct yaml *node, const char *field,
		struct words *out)
{
	take_words(l, node, field, NULL, out);
}

void load_filled(struct loader *l, const struct yaml *node, const char *field,
		 int repeat, struct words *out)
{
	take_words(l, node, field, &repeat, out);
}
