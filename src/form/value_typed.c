/* form/value_typed.c - values as people type them; see form/value.h */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/value.h"
#include "form/value_private.h"

static const char blanks[] = " \t\n\r";

/* A copy without blanks around it; free() it. */
static char *trimmed(const char *typed)
{
	const char *end;

	typed += strspn(typed, blanks);
	end = typed + strlen(typed);
	while (end > typed && strchr(blanks, end[-1]))
		end--;
	return alloc_text_part(typed, (size_t)(end - typed));
}

/*
 * 1.500 can be meant as 1500 and as 1,5: three digits behind a sign that does
 * not stand for decimals in this language.
 */
static bool may_be_thousands(const char *text)
{
	char sign = strcmp(text_language(), "nl") == 0 ? '.' : ',';
	size_t whole;

	text += *text == '-';
	whole = strspn(text, "0123456789");
	return whole > 0 && whole <= 3 && text[0] != '0' &&
	       text[whole] == sign && strlen(text + whole) == 4;
}

static int typed_number(const struct field *field, char *text, char **out,
			struct err *err)
{
	bool whole = field_value_type(field) != FIELD_DECIMAL;
	bool unclear = !whole && may_be_thousands(text);
	char *comma = strchr(text, ',');
	char *value;
	int code;

	if (comma && !whole)
		*comma = '.';
	value = unclear ? NULL : value_number(text, whole);
	if (!value && whole)
		return err_set(err, ERR_INVALID,
			       _("type a whole number, as 12"));
	if (!value)
		return err_set(err, ERR_INVALID,
			       _("type a number, as 12 or 1.5; thousands "
				 "without a point or comma"));
	code = value_in_range(field, strtod(value, NULL), err);
	if (code)
		free(value);
	else
		*out = value;
	return code;
}

/* The option that a person means by this; -1 when there is none. */
static int find_option(const struct field *field, const char *typed)
{
	const struct option *o = field_option_by_key(field, typed);

	if (o)
		return (int)(o - field->options);
	for (size_t i = 0; i < field->option_count; i++) {
		if (field->options[i].code &&
		    strcasecmp(field->options[i].code, typed) == 0)
			return (int)i;
	}
	for (size_t i = 0; i < field->option_count; i++) {
		if (strcasecmp(field->options[i].name, typed) == 0)
			return (int)i;
	}
	return -1;
}

static int fail_choice(const struct field *field, const char *typed,
		       struct err *err)
{
	struct buffer keys = { 0 };
	int code;

	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *o = &field->options[i];

		if (i > 0)
			buffer_add_byte(&keys, ' ');
		buffer_add(&keys, o->key[0] ? o->key : o->name);
	}
	code = err_set(err, ERR_INVALID, _("\"%s\" is none of the choices: %s"),
		       typed, buffer_text(&keys));
	buffer_done(&keys);
	return code;
}

static int typed_one(const struct field *field, const char *text, char **out,
		     struct err *err)
{
	int i = find_option(field, text);

	if (i < 0)
		return fail_choice(field, text, err);
	*out = alloc_text(field->options[i].name);
	return 0;
}

/* "13" when both are keys; true when all of them are. */
static bool keys_in(const struct field *field, const char *word, uint64_t *bits)
{
	uint64_t found = 0;

	while (*word) {
		size_t n = utf8_cluster(word);
		char *key = alloc_text_part(word, n);
		const struct option *o = field_option_by_key(field, key);

		free(key);
		if (!o)
			return false;
		found |= UINT64_C(1) << (o - field->options);
		word += n;
	}
	*bits |= found;
	return true;
}

static int typed_multiple(const struct field *field, char *text, char **out,
			  struct err *err)
{
	uint64_t bits = 0;
	char *rest = text;
	char *word;

	while ((word = strtok_r(rest, " ,;\t", &rest))) {
		int i = find_option(field, word);

		if (i >= 0)
			bits |= UINT64_C(1) << i;
		else if (!keys_in(field, word, &bits))
			return fail_choice(field, word, err);
	}
	*out = value_from_bits(field, bits);
	return 0;
}

static int typed_date(const struct field *field, const char *text,
		      struct day today, char **out, struct err *err)
{
	char room[DATE_ROOM];
	int code;

	switch (field_value_type(field)) {
	case FIELD_DATE:
		code = day_typed(text, today, room, err);
		break;
	case FIELD_TIME:
		code = time_typed(text, room, err);
		break;
	default:
		code = moment_typed(text, today, room, err);
		break;
	}
	if (code == 0)
		*out = alloc_text(room);
	return code;
}

static int read_typed(const struct field *field, char *text, struct day today,
		      char **out, struct err *err)
{
	switch (field_value_type(field)) {
	case FIELD_TEXT:
		return value_clean_text(text, out, err);
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_SCALE:
		return typed_number(field, text, out, err);
	case FIELD_SELECT_ONE:
	case FIELD_SCORE:
		return typed_one(field, text, out, err);
	case FIELD_SELECT_MULTIPLE:
		return typed_multiple(field, text, out, err);
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
		return typed_date(field, text, today, out, err);
	default:
		return err_set(err, ERR_INVALID, _("a note has no value"));
	}
}

int value_typed(const struct field *field, const char *typed, struct day today,
		char **out, struct err *err)
{
	char *text = trimmed(typed);
	int code = 0;

	if (text[0] == '\0')
		*out = NULL;
	else
		code = read_typed(field, text, today, out, err);
	free(text);
	return code;
}

static bool starts(const char *text, const char *with)
{
	return text && strlen(text) > strlen(with) &&
	       strncasecmp(text, with, strlen(with)) == 0;
}

/* Names are not counted: who types them ends with Enter. */
static bool option_goes_on(const struct field *field, const char *typed)
{
	for (size_t i = 0; i < field->option_count; i++) {
		if (starts(field->options[i].key, typed) ||
		    starts(field->options[i].code, typed))
			return true;
	}
	return false;
}

static bool scale_goes_on(const struct field *field, const char *typed)
{
	for (int i = (int)field->from; i <= (int)field->to; i++) {
		char room[16];

		snprintf(room, sizeof(room), "%d", i);
		if (starts(room, typed))
			return true;
	}
	return false;
}

/* The digits at the end of so many bytes of text. */
static size_t last_digits(const char *text, size_t length)
{
	size_t count = 0;

	while (count < length && text[length - 1 - count] >= '0' &&
	       text[length - 1 - count] <= '9')
		count++;
	return count;
}

/* "1-3-2025", "1 mrt 2025" or "01032025"; not yet "1-3-20". */
static bool day_goes_on(const char *typed)
{
	size_t length = strlen(typed), digits = last_digits(typed, length);
	size_t parts = 0;

	if (digits == length)
		return digits != 8;
	for (size_t i = 0; i < length; i++)
		parts += strchr("-./ ", typed[i]) != NULL;
	return digits != 4 || parts < 2 || !strchr("-./ ", typed[length - 5]);
}

/* "9:30"; of digits alone "0930", for "930" may be the beginning of none. */
static bool time_goes_on(const char *typed)
{
	size_t length = strlen(typed), digits = last_digits(typed, length);

	if (digits == length)
		return digits != 4;
	return digits != 2 || length < 4 || !strchr(":.", typed[length - 3]) ||
	       !last_digits(typed, length - 3);
}

/* The time behind a day is known by its separator: "1 mrt 2025" has none. */
static bool moment_goes_on(const char *typed)
{
	const char *time = strrchr(typed, ' ');

	return !time || !strpbrk(time, ":.") || time_goes_on(time + 1);
}

bool value_may_continue(const struct field *field, const char *typed)
{
	switch (field_value_type(field)) {
	case FIELD_SELECT_ONE:
	case FIELD_SCORE:
		return option_goes_on(field, typed);
	case FIELD_SCALE:
		return scale_goes_on(field, typed);
	case FIELD_DATE:
		return day_goes_on(typed);
	case FIELD_TIME:
		return time_goes_on(typed);
	case FIELD_DATETIME:
		return moment_goes_on(typed);
	default:
		return true;
	}
}
