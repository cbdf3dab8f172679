/* form/value_show.c - values in words; see form/value.h */

#include "config.h"

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

static char *show_score(const struct field *field, const char *value)
{
	const struct option *o = field_option(field, value);
	struct buffer out = { 0 };

	/* Dozens are shown with every key. */
	buffer_add(&out, value);
	buffer_add(&out, "  ");
	buffer_add(&out, o ? words_text(&o->label) : "");
	return buffer_take(&out);
}

/* What is shown of an option; a name that the form does not know as it is. */
static const char *label_of(const struct option *option, const char *name)
{
	return option ? words_text(&option->label) : name;
}

/* What is typed for it: its key, or its name where it has none. */
static const char *key_of(const struct option *option, const char *name)
{
	return option && option->key[0] ? option->key : name;
}

/* Each of the names, with something between them. */
static char *list_options(const struct field *field, const char *value,
			  const char *(*text_of)(const struct option *option,
						 const char *name),
			  const char *between)
{
	struct buffer out = { 0 };
	char *words = alloc_text(value);
	char *rest = words;
	char *word;

	while ((word = strtok_r(rest, " ", &rest)))
		buffer_print(&out, "%s%s", out.length > 0 ? between : "",
			     text_of(field_option(field, word), word));
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
		return alloc_text(label_of(field_option(field, value), value));
	case FIELD_SELECT_MULTIPLE:
		return list_options(field, value, label_of, ", ");
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
		return list_options(field, value, key_of, " ");
	default:
		return alloc_text(value);
	}
}
