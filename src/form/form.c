/* form/form.c - see form/form.h */

#include "config.h"

#include "form/form.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"
#include "form/expr_private.h"
#include "form/form_private.h"

static const char *const type_names[] = {
	[FIELD_TEXT] = "text",
	[FIELD_NOTE] = "note",
	[FIELD_INTEGER] = "integer",
	[FIELD_DECIMAL] = "decimal",
	[FIELD_DATE] = "date",
	[FIELD_TIME] = "time",
	[FIELD_DATETIME] = "datetime",
	[FIELD_SELECT_ONE] = "select_one",
	[FIELD_SELECT_MULTIPLE] = "select_multiple",
	[FIELD_SCORE] = "score",
	[FIELD_SCALE] = "scale",
	[FIELD_CALCULATE] = "calculate",
};

const char *words_text(const struct words *words)
{
	const char *language = text_forms_language();

	if (words->count == 0)
		return "";
	/* A text of the program itself, such as "yes". */
	if (words->in[0].language[0] == '\0')
		return text_in_language(words->in[0].text);
	for (size_t i = 0; i < words->count; i++) {
		if (strcmp(words->in[i].language, language) == 0)
			return words->in[i].text;
	}
	return words->in[0].text;
}

const char *field_type_name(enum field_type type)
{
	return type_names[type];
}

static int compare_names(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	return strcmp(x->name, y->name);
}

void form_sort_names(struct named *names, size_t count)
{
	if (count > 0)
		qsort(names, count, sizeof(*names), compare_names);
}

int form_find(const struct form *form, const char *name)
{
	struct named wanted = { name, 0 };
	const struct named *found;

	if (form->private->name_count == 0)
		return -1;
	found = bsearch(&wanted, form->private->names,
			form->private->name_count, sizeof(wanted),
			compare_names);
	return found ? found->index : -1;
}

int form_find_repeat(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->repeat_count; i++) {
		if (strcmp(form->repeats[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

int form_find_section(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->section_count; i++) {
		if (strcmp(form->sections[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

int form_find_measure(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->measure_count; i++) {
		if (strcmp(form->measures[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

static const char *without_zeros(const char *number)
{
	while (number[0] == '0' && number[1] >= '0' && number[1] <= '9')
		number++;
	return number;
}

bool form_same_number(const char *a, const char *b)
{
	return strcasecmp(without_zeros(a), without_zeros(b)) == 0;
}

int form_find_by_number(const struct form *form, const char *typed)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const char *number = form->fields[i].number;

		if (number && form_same_number(number, typed))
			return (int)i;
	}
	for (size_t i = 0; i < form->field_count; i++) {
		if (strcasecmp(form->fields[i].name, typed) == 0)
			return (int)i;
	}
	return -1;
}

const char *form_nearest_field(const struct form *form, const char *name)
{
	const char **names = alloc_new(form->field_count + 1, sizeof(*names));
	const char *near;

	for (size_t i = 0; i < form->field_count; i++)
		names[i] = form->fields[i].name;
	near = utf8_nearest(name, names, form->field_count);
	free(names);
	return near;
}

const char *form_nearest_measure(const struct form *form, const char *name)
{
	const char **names = alloc_new(form->measure_count + 1, sizeof(*names));
	const char *near;

	for (size_t i = 0; i < form->measure_count; i++)
		names[i] = form->measures[i].name;
	near = utf8_nearest(name, names, form->measure_count);
	free(names);
	return near;
}

const char *form_nearest_option(const struct field *field, const char *name)
{
	const char **names = alloc_new(field->option_count + 1, sizeof(*names));
	const char *near;

	for (size_t i = 0; i < field->option_count; i++)
		names[i] = field->options[i].name;
	near = utf8_nearest(name, names, field->option_count);
	free(names);
	return near;
}

char *form_path(const struct form *form, int field, int row)
{
	const struct field *f = &form->fields[field];

	if (f->repeat < 0)
		return alloc_text(f->name);
	return alloc_print("%s/%d/%s", form->repeats[f->repeat].name, row,
			   f->name);
}

bool field_is_stored(const struct field *field)
{
	return field->type != FIELD_NOTE;
}

enum field_type field_value_type(const struct field *field)
{
	return field->type == FIELD_CALCULATE ? field->as : field->type;
}

bool field_is_moment(const struct field *field)
{
	enum field_type type = field_value_type(field);

	return type == FIELD_DATE || type == FIELD_TIME ||
	       type == FIELD_DATETIME;
}

int field_option_index(const struct field *field, const char *name)
{
	for (size_t i = 0; i < field->option_count; i++) {
		if (strcmp(field->options[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

const struct option *field_option(const struct field *field, const char *name)
{
	int i = field_option_index(field, name);

	return i < 0 ? NULL : &field->options[i];
}

const struct option *field_option_by_key(const struct field *field,
					 const char *key)
{
	for (size_t i = 0; i < field->option_count; i++) {
		if (key[0] && strcmp(field->options[i].key, key) == 0)
			return &field->options[i];
	}
	/* A capital will do, unless it is a key of its own. */
	for (size_t i = 0; i < field->option_count; i++) {
		if (key[0] && strcasecmp(field->options[i].key, key) == 0)
			return &field->options[i];
	}
	return NULL;
}

const struct missing_reason *field_missing(const struct field *field,
					   const char *name)
{
	for (size_t i = 0; i < field->missing_count; i++) {
		if (strcmp(field->missing[i]->name, name) == 0)
			return field->missing[i];
	}
	return NULL;
}

const struct missing_reason *field_missing_by_key(const struct field *field,
						  const char *key)
{
	for (size_t i = 0; i < field->missing_count; i++) {
		if (key[0] && strcmp(field->missing[i]->key, key) == 0)
			return field->missing[i];
	}
	for (size_t i = 0; i < field->missing_count; i++) {
		if (key[0] && strcasecmp(field->missing[i]->key, key) == 0)
			return field->missing[i];
	}
	return NULL;
}

/* The length of the run of digits at *at, without its leading zeros. */
static size_t number_at(const char **at)
{
	size_t length = 0;

	while (**at == '0')
		(*at)++;
	while ((*at)[length] >= '0' && (*at)[length] <= '9')
		length++;
	return length;
}

int version_compare(const char *a, const char *b)
{
	while (*a || *b) {
		size_t m = number_at(&a), n = number_at(&b);
		int difference;

		if (m != n)
			return m < n ? -1 : 1;
		difference = memcmp(a, b, m);
		if (difference)
			return difference < 0 ? -1 : 1;
		a += m;
		b += n;

		/* "2" comes before "2.0", and dots only divide. */
		if (*a != *b)
			return *a < *b ? -1 : 1;
		if (*a)
			a++;
		if (*b)
			b++;
	}
	return 0;
}

void form_free(struct form *form)
{
	struct form_private *private;
	struct arena arena;

	if (!form)
		return;
	private = form->private;
	sealed_close(private->sealed);
	free(private->texts);

	/* The form and its private part are themselves in the arena. */
	arena = private->arena;
	arena_done(&arena);
}
