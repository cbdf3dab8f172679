/* form/value.c - see form/value.h; values as data */

#include "config.h"

#include "form/value.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/form_private.h"
#include "form/value_private.h"

/* A double keeps this many digits of any decimal number. */
#define DIGITS_MAX 15

#define TEXT_MAX 100000

/* A whole number as the sentence needs it, a decimal with its comma. */
static void show_bound(double number, char out[40])
{
	snprintf(out, 40, "%.15g", number);
	for (char *p = out; *p; p++) {
		if (*p == '.' && strcmp(text_language(), "nl") == 0)
			*p = ',';
	}
}

int value_in_range(const struct field *field, double number, struct err *err)
{
	char from[40], to[40];
	bool low = field->has_from && number < field->from;
	bool high = field->has_to && number > field->to;

	if (!low && !high)
		return 0;
	show_bound(field->from, from);
	show_bound(field->to, to);
	if (field->has_from && field->has_to)
		return err_set(err, ERR_INVALID,
			       _("it should be from %s to %s"), from, to);
	if (low)
		return err_set(err, ERR_INVALID, _("it should be %s or more"),
			       from);
	return err_set(err, ERR_INVALID, _("it should be %s or less"), to);
}

static size_t count_digits(const char *text)
{
	return strspn(text, "0123456789");
}

/*
 * The number is sign, whole digits, and a fraction when fraction is not NULL;
 * written without zeros that say nothing.
 */
static char *write_number(bool minus, const char *whole, size_t whole_length,
			  const char *fraction, size_t fraction_length)
{
	struct buffer out = { 0 };

	while (whole_length > 0 && *whole == '0') {
		whole++;
		whole_length--;
	}
	while (fraction_length > 0 && fraction[fraction_length - 1] == '0')
		fraction_length--;
	if (whole_length + fraction_length > DIGITS_MAX)
		return NULL;

	if (minus && whole_length + fraction_length > 0)
		buffer_add_byte(&out, '-');
	if (whole_length == 0)
		buffer_add_byte(&out, '0');
	else
		buffer_add_part(&out, whole, whole_length);
	if (fraction_length > 0) {
		buffer_add_byte(&out, '.');
		buffer_add_part(&out, fraction, fraction_length);
	}
	return buffer_take(&out);
}

char *value_number(const char *text, bool whole)
{
	bool minus = text[0] == '-';
	const char *p = text + (minus || text[0] == '+');
	size_t n = count_digits(p);
	const char *fraction = p + n;
	size_t m = 0;

	if (*fraction == '.' && !whole) {
		fraction++;
		m = count_digits(fraction);
		if (m == 0)
			return NULL;
	}
	if (n + m == 0 || fraction[m] != '\0')
		return NULL;
	return write_number(minus, p, n, fraction, m);
}

/* Control characters but newline and tab; what is typed never has them.  Of
 * UTF-8, in which those of U+0080 on are two bytes. */
static bool has_control(const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c; c++)
		if ((*c < 0x20 && *c != '\n' && *c != '\t') || *c == 0x7F ||
		    (c[0] == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0))
			return true;
	return false;
}

/* Line ends of other systems become ours. */
static void drop_returns(char *text)
{
	char *to = strchrnul(text, '\r');

	for (const char *from = to; *from; from++) {
		if (from[0] != '\r' || from[1] != '\n')
			*to++ = *from;
	}
	*to = '\0';
}

static size_t count_characters(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

int value_clean_text(const char *text, char **out, struct err *err)
{
	size_t length = strlen(text);
	char *clean;
	size_t n;

	if (length > TEXT_MAX && count_characters(text) > TEXT_MAX)
		return err_set(err, ERR_INVALID,
			       _("a text has at most %d characters"), TEXT_MAX);
	if (!utf8_is_valid(text, length))
		return err_set(err, ERR_INVALID, _("this is not UTF-8"));
	clean = utf8_normal(text);
	drop_returns(clean);
	if (has_control(clean)) {
		free(clean);
		return err_set(err, ERR_INVALID,
			       _("there is a control character in it"));
	}
	n = strlen(clean);
	while (n > 0 && strchr(" \t\n", clean[n - 1]))
		n--;
	clean[n] = '\0';
	if (n == 0) {
		free(clean);
		clean = NULL;
	}
	*out = clean;
	return 0;
}

/* Strict: no plus, no zeros in front, in data a slip is a slip. */
static bool is_strict_number(const char *data)
{
	const char *p = data + (data[0] == '-');
	size_t n = count_digits(p);

	return n > 0 && (p[0] != '0' || n == 1);
}

static int read_number(const struct field *field, const char *data, char **out,
		       struct err *err)
{
	bool whole = field_value_type(field) != FIELD_DECIMAL;
	char *value = NULL;
	int code;

	if (is_strict_number(data))
		value = value_number(data, whole);
	if (!value && whole)
		return err_set(err, ERR_INVALID,
			       _("\"%s\" is no whole number of at most %d "
				 "digits"),
			       data, DIGITS_MAX);
	if (!value)
		return err_set(
			err, ERR_INVALID,
			_("\"%s\" is no number with a point for decimals "
			  "and at most %d digits"),
			data, DIGITS_MAX);
	code = value_in_range(field, strtod(value, NULL), err);
	if (code)
		free(value);
	else
		*out = value;
	return code;
}

static int read_date(const struct field *field, const char *data, char **out,
		     struct err *err)
{
	struct moment moment;
	struct day day;
	char room[DATE_ROOM];
	int hour, minute, second;

	/* Seconds that are none are left out, as they are when it is typed. */
	switch (field_value_type(field)) {
	case FIELD_DATE:
		if (!day_read(data, &day))
			return err_set(err, ERR_INVALID,
				       _("\"%s\" is no existing day; write it "
					 "as 2025-03-01"),
				       data);
		day_write(day, room);
		break;
	case FIELD_TIME:
		if (!time_read(data, &hour, &minute, &second))
			return err_set(
				err, ERR_INVALID,
				_("\"%s\" is no time; write it as 14:05"),
				data);
		time_write(hour, minute, second, room);
		break;
	default:
		if (!moment_read(data, &moment))
			return err_set(err, ERR_INVALID,
				       _("\"%s\" is no day and time; write it "
					 "as 2025-03-01T14:05"),
				       data);
		moment_write(moment, room);
		break;
	}
	*out = alloc_text(room);
	return 0;
}

static int fail_option(const struct field *field, const char *name,
		       struct err *err)
{
	const char *near = form_nearest_option(field, name);

	if (near)
		return err_set(err, ERR_INVALID,
			       _("there is no option \"%s\"; did you mean "
				 "\"%s\"?"),
			       name, near);
	return err_set(err, ERR_INVALID, _("there is no option \"%s\""), name);
}

static int read_options(const struct field *field, const char *data, char **out,
			struct err *err)
{
	char *words = alloc_text(data);
	char *rest = words;
	char *word;
	uint64_t bits = 0;
	int code = 0;

	while (code == 0 && (word = strtok_r(rest, " ", &rest))) {
		int i = field_option_index(field, word);

		if (i < 0)
			code = fail_option(field, word, err);
		else
			bits |= UINT64_C(1) << i;
	}
	if (code == 0)
		*out = value_from_bits(field, bits);
	free(words);
	return code;
}

int value_read(const struct field *field, const char *data, char **out,
	       struct err *err)
{
	if (data[0] == '\0') {
		*out = NULL;
		return 0;
	}
	switch (field_value_type(field)) {
	case FIELD_TEXT:
		return value_clean_text(data, out, err);
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_SCALE:
		return read_number(field, data, out, err);
	case FIELD_DATE:
	case FIELD_TIME:
	case FIELD_DATETIME:
		return read_date(field, data, out, err);
	case FIELD_SELECT_MULTIPLE:
		return read_options(field, data, out, err);
	case FIELD_SELECT_ONE:
		if (field_option_index(field, data) < 0)
			return fail_option(field, data, err);
		*out = alloc_text(data);
		return 0;
	case FIELD_SCORE:
		if (strcmp(data, "1") != 0 && strcmp(data, "0") != 0)
			return err_set(err, ERR_INVALID,
				       _("a score is 1 or 0, not \"%s\""),
				       data);
		*out = alloc_text(data);
		return 0;
	case FIELD_NOTE:
	case FIELD_CALCULATE:
		break;
	}
	return err_set(err, ERR_INVALID, _("a note has no value"));
}

/* Most are one digit, as scores are. */
static int64_t whole_number(const char *value)
{
	if (value[0] >= '0' && value[0] <= '9' && value[1] == '\0')
		return value[0] - '0';
	return strtoll(value, NULL, 10);
}

struct scalar value_scalar(const struct field *field, const char *value)
{
	struct scalar scalar = { .kind = SCALAR_NULL };

	if (!value)
		return scalar;
	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCORE:
	case FIELD_SCALE:
		scalar.kind = SCALAR_INTEGER;
		scalar.integer = whole_number(value);
		break;
	case FIELD_DECIMAL:
		scalar.kind = SCALAR_REAL;
		scalar.real = strtod(value, NULL);
		break;
	default:
		scalar.kind = SCALAR_TEXT;
		scalar.text = value;
		break;
	}
	return scalar;
}

/* The number as plain decimal digits; NULL when it has too many, or is not
 * whole and should be. */
static char *number_text(struct scalar scalar, bool whole, bool round_it)
{
	char room[400];
	char *value = NULL;

	if (scalar.kind == SCALAR_INTEGER) {
		snprintf(room, sizeof(room), "%" PRId64, scalar.integer);
		return value_number(room, whole);
	}
	if (!isfinite(scalar.real) || fabs(scalar.real) >= 1e15)
		return NULL;
	if (whole && !round_it && scalar.real != round(scalar.real))
		return NULL;
	if (whole) {
		snprintf(room, sizeof(room), "%.0f", round(scalar.real));
		return value_number(room, true);
	}
	/* As many digits as it has: 15 in all, fewer behind a large number. */
	for (int digits = DIGITS_MAX; !value && digits >= 0; digits--) {
		snprintf(room, sizeof(room), "%.*f", digits, scalar.real);
		value = value_number(room, false);
	}
	return value;
}

static char *text_from(struct scalar scalar)
{
	char *value = NULL;

	if (scalar.kind == SCALAR_TEXT) {
		if (value_clean_text(scalar.text, &value, NULL))
			return NULL;
		return value;
	}
	return number_text(scalar, false, false);
}

char *value_from_scalar(const struct field *field, struct scalar scalar)
{
	enum field_type type = field_value_type(field);
	char *value = NULL;
	char *text;

	if (scalar.kind == SCALAR_NULL)
		return NULL;
	if (type == FIELD_TEXT)
		return text_from(scalar);
	if (scalar.kind == SCALAR_TEXT)
		text = alloc_text(scalar.text);
	else
		text = number_text(scalar, type != FIELD_DECIMAL,
				   type == FIELD_INTEGER);

	/* What the field cannot hold is no value: calculations are total. */
	if (text && value_read(field, text, &value, NULL))
		value = NULL;
	free(text);
	return value;
}

uint64_t value_bits(const struct field *field, const char *value)
{
	uint64_t bits = 0;

	for (const char *p = value; p && *p;) {
		size_t n = (size_t)(strchrnul(p, ' ') - p);

		for (size_t i = 0; i < field->option_count && i < 64; i++) {
			const char *name = field->options[i].name;

			if (name[0] == p[0] && strncmp(name, p, n) == 0 &&
			    name[n] == '\0')
				bits |= UINT64_C(1) << i;
		}
		p += n + strspn(p + n, " ");
	}
	return bits;
}

char *value_from_bits(const struct field *field, uint64_t bits)
{
	struct buffer out = { 0 };

	for (size_t i = 0; i < field->option_count && i < 64; i++) {
		if (!(bits & UINT64_C(1) << i))
			continue;
		if (out.length > 0)
			buffer_add_byte(&out, ' ');
		buffer_add(&out, field->options[i].name);
	}
	return out.length > 0 ? buffer_take(&out) : NULL;
}

char *value_toggle(const struct field *field, const char *value,
		   const char *option)
{
	uint64_t bits = value_bits(field, value);
	int i = field_option_index(field, option);

	if (i >= 0)
		bits ^= UINT64_C(1) << i;
	return value_from_bits(field, bits);
}
