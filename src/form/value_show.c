/* form/value_show.c - values in words; see form/value.h */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "form/value.h"
#include "form/value_private.h"

/* With the decimal sign of the language. */
static char *show_decimal(const char *value)
{
	char *shown = alloc_text(value);
	char *point = strchr(shown, '.');

	if (point && strcmp(text_language(), "nl") == 0)
		*point = ',';
	return shown;
}

static char *show_date(const char *value)
{
	char room[64];

	date_show(value, room, sizeof(room));
	return alloc_text(room);
}

/* A name that the form does not know shows as it is. */
static char *show_option(const struct field *field, const char *value)
{
	const struct option *o = field_option(field, value);

	return alloc_text(o ? words_text(&o->label) : value);
}

static char *show_score(const struct field *field, const char *value)
{
	const struct option *o = field_option(field, value);

	return alloc_print("%s  %s", value, o ? words_text(&o->label) : "");
}

static char *show_options(const struct field *field, const char *value)
{
	struct buffer out = { 0 };
	char *words = alloc_text(value);
	char *rest = words;
	char *word;

	while ((word = strtok_r(rest, " ", &rest))) {
		const struct option *o = field_option(field, word);

		if (out.length > 0)
			buffer_add(&out, ", ");
		buffer_add(&out, o ? words_text(&o->label) : word);
	}
	free(words);
	buffer_add(&out, "");
	return buffer_take(&out);
}

char *value_show(const struct field *field, const char *value)
{
	if (!value)
		return alloc_text("");
	switch (field_value_type(field)) {
	case FIELD_DECIMAL:
		return show_decimal(value);
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
		return show_date(value);
	case FIELD_SELECT_ONE:
		return show_option(field, value);
	case FIELD_SELECT_MULTIPLE:
		return show_options(field, value);
	case FIELD_SCORE:
		return show_score(field, value);
	default:
		return alloc_text(value);
	}
}

/* "1-3-2025 14:05", which day_typed() and moment_typed() take back. */
static char *edit_date(const char *value)
{
	struct moment m = { 0 };
	const char *clock = strchr(value, 'T');

	if (!day_read(value, &m.day) && !moment_read(value, &m))
		return alloc_text(value);
	return alloc_print("%d-%d-%04d%s%s", m.day.day, m.day.month, m.day.year,
			   clock ? " " : "", clock ? clock + 1 : "");
}

/* The keys; the name where an option has none. */
static char *edit_options(const struct field *field, const char *value)
{
	struct buffer out = { 0 };
	char *words = alloc_text(value);
	char *rest = words;
	char *word;

	while ((word = strtok_r(rest, " ", &rest))) {
		const struct option *o = field_option(field, word);

		if (out.length > 0)
			buffer_add_byte(&out, ' ');
		buffer_add(&out, o && o->key[0] ? o->key : word);
	}
	free(words);
	buffer_add(&out, "");
	return buffer_take(&out);
}

char *value_edit(const struct field *field, const char *value)
{
	if (!value)
		return alloc_text("");
	switch (field_value_type(field)) {
	case FIELD_DECIMAL:
		return show_decimal(value);
	case FIELD_DATE:
	case FIELD_DATETIME:
		return edit_date(value);
	case FIELD_SELECT_ONE:
	case FIELD_SELECT_MULTIPLE:
	case FIELD_SCORE:
		return edit_options(field, value);
	default:
		return alloc_text(value);
	}
}
