/* exchange/package_secret.c - answers that tell who it is about; see
 * exchange/package_private.h
 *
 * Pseudonyms are of no use when a case is named in an answer.  Looked for are
 * what could be a BSN, and what the file itself knows of the case: its code,
 * the marks and birth dates of its jeugdigen, and the names of workers.
 */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/date.h"
#include "exchange/package_private.h"
#include "exchange/relevant.h"
#include "store/names.h"
#include "store/trajecten.h"

/* What is shorter stands in too many answers by chance. */
#define SECRET_LEAST 4

struct package_secrets {
	const struct form *form; /* of the traject */
	bool texts;              /* they leave, so they are read too */
	struct name_list workers;
	struct name_list own; /* of the traject in hand */
	int64_t traject;
};

/* --- texts */

static void add(struct name_list *list, const char *text)
{
	if (!text || strlen(text) < SECRET_LEAST)
		return;
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	list->items[list->count++] = alloc_text(text);
}

/* Letters and digits; of other alphabets too. */
static bool is_inside(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Does the word stand in the text, whatever its capitals, by itself? */
static bool stands_in(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = text; *at; at++)
		if (strncasecmp(at, word, length) == 0 &&
		    (at == text || !is_inside(at[-1])) &&
		    !is_inside(at[length]))
			return true;
	return false;
}

static bool any_stands_in(const struct name_list *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (stands_in(text, list->items[i]))
			return true;
	return false;
}

/* 9a + 8b + 7c + ... + 2h - i is a multiple of 11. */
static bool is_bsn(const char digits[9])
{
	int sum = 0;
	bool zero = true;

	for (int i = 0; i < 9; i++) {
		sum += (i < 8 ? 9 - i : -1) * (digits[i] - '0');
		zero = zero && digits[i] == '0';
	}
	return !zero && sum % 11 == 0;
}

/* Is this what people put between the digits of a number? */
static bool is_divider(const char *at)
{
	return (*at == '.' || *at == ' ' || *at == '-') &&
	       isdigit((unsigned char)at[1]);
}

/* Do nine digits, and no tenth right behind them, begin here? */
static bool begins_bsn(const char *at)
{
	char digits[9];
	size_t count = 0;

	for (; count < sizeof(digits); at++) {
		if (isdigit((unsigned char)*at))
			digits[count++] = *at;
		else if (!is_divider(at))
			return false;
	}
	return !isdigit((unsigned char)*at) && is_bsn(digits);
}

/*
 * Nine digits, with points or blanks in between, that could be a BSN; other
 * numbers may stand before and behind them.
 */
static bool holds_bsn(const char *text)
{
	for (const char *at = text; *at; at++)
		if (isdigit((unsigned char)*at) &&
		    (at == text || !isdigit((unsigned char)at[-1])) &&
		    begins_bsn(at))
			return true;
	return false;
}

/* A number has lost the noughts it began with. */
static bool is_bsn_number(const char *text)
{
	size_t length = strspn(text, "0123456789");
	char digits[10] = "000000000";

	if (length < 8 || length > 9 ||
	    strspn(text + length, ".0") < strlen(text + length))
		return false;
	memcpy(digits + 9 - length, text, length);
	return is_bsn(digits);
}

static bool tells(const struct package_secrets *secrets, const char *text)
{
	return text && secrets->texts &&
	       (holds_bsn(text) || any_stands_in(&secrets->own, text) ||
		any_stands_in(&secrets->workers, text));
}

/* --- what is looked for */

static void add_taken(struct name_list *list, char *text)
{
	add(list, text);
	free(text);
}

/* A day as it may be written: "2012-03-04", "20120304", "4-3-2012". */
static void add_day(struct name_list *list, const char *iso)
{
	struct day day;

	if (!iso || !day_read(iso, &day))
		return;
	add(list, iso);
	add_taken(list,
		  alloc_print("%04d%02d%02d", day.year, day.month, day.day));
	add_taken(list,
		  alloc_print("%02d%02d%04d", day.day, day.month, day.year));
	for (const char *c = "-/."; *c; c++) {
		add_taken(list, alloc_print("%d%c%d%c%04d", day.day, *c,
					    day.month, *c, day.year));
		add_taken(list, alloc_print("%02d%c%02d%c%04d", day.day, *c,
					    day.month, *c, day.year));
	}
}

/* What the traject form says of the jeugdigen. */
static void add_jeugdigen(struct package_secrets *secrets,
			  const struct answers *answers)
{
	const struct traject_fields *of = &secrets->form->traject;
	int rows = of->repeat < 0 ? 0 : answers_rows(answers, of->repeat);

	for (int row = 1; row <= rows; row++) {
		if (of->key >= 0)
			add(&secrets->own,
			    answers_get(answers, of->key, row)->value);
		if (of->born >= 0)
			add_day(&secrets->own,
				answers_get(answers, of->born, row)->value);
	}
}

static int look_around(struct package_secrets *secrets, struct store *store,
		       const struct traject *traject, struct err *err)
{
	struct answers *answers = NULL;
	int code;

	if (secrets->traject == traject->id)
		return 0;
	code = trajecten_answers(store, secrets->form, traject->id, &answers,
				 err);
	if (code)
		return code;
	name_list_done(&secrets->own);
	secrets->own = (struct name_list){ 0 };
	add(&secrets->own, traject->code);
	add_jeugdigen(secrets, answers);
	answers_free(answers);
	secrets->traject = traject->id;
	return 0;
}

int package_secrets_new(struct store *store, const struct catalogue *catalogue,
			bool texts, struct package_secrets **out,
			struct err *err)
{
	struct package_secrets *secrets = alloc_new(1, sizeof(*secrets));
	struct name_list all = { 0 };
	int code = names_of(store, "medewerker", NULL, &all, err);

	secrets->form = catalogue_traject(catalogue);
	secrets->texts = texts;
	for (size_t i = 0; i < all.count; i++)
		add(&secrets->workers, all.items[i]);
	name_list_done(&all);
	if (code) {
		package_secrets_free(secrets);
		return code;
	}
	*out = secrets;
	return 0;
}

void package_secrets_free(struct package_secrets *secrets)
{
	if (!secrets)
		return;
	name_list_done(&secrets->workers);
	name_list_done(&secrets->own);
	free(secrets);
}

/* --- one record */

/* Fields that leave by pseudonym, or by the names of lists, are no answers. */
static bool is_looked_at(const struct form *form, int field)
{
	const struct traject_fields *of = &form->traject;

	return field_is_stored(&form->fields[field]) &&
	       !form->fields[field].list &&
	       !(form->is_traject &&
		 (field == of->code || field == of->key || field == of->born));
}

/* Is it one of these days, with or without a time? */
static bool is_known_day(const struct name_list *list, const char *value)
{
	for (size_t i = 0; i < list->count; i++)
		if (strlen(list->items[i]) == 10 &&
		    strncmp(list->items[i], value, 10) == 0)
			return true;
	return false;
}

static bool value_tells(const struct package_secrets *secrets,
			const struct field *field, const char *value)
{
	if (!value)
		return false;
	switch (field_value_type(field)) {
	case FIELD_TEXT:
		return tells(secrets, value);
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
		return is_bsn_number(value) ||
		       any_stands_in(&secrets->own, value);
	case FIELD_DATE:
	case FIELD_DATETIME:
		return is_known_day(&secrets->own, value);
	default:
		return false;
	}
}

/* How many parts of one answer tell, and were taken out. */
static size_t check_answer(const struct package_secrets *secrets,
			   struct answers *answers, int field, int row)
{
	const struct form *form = answers_form(answers);
	const struct answer *answer = answers_get(answers, field, row);
	bool remark = tells(secrets, answer->remark);
	bool reason = tells(secrets, answer->reason);
	bool value = is_looked_at(form, field) &&
		     value_tells(secrets, &form->fields[field], answer->value);

	if (value)
		answers_put(answers, field, row, NULL, NULL);
	if (remark)
		answers_remark(answers, field, row, NULL);
	if (reason)
		answers_reason(answers, field, row, NULL);
	return (size_t)value + (size_t)remark + (size_t)reason;
}

static size_t check_answers(const struct package_secrets *secrets,
			    struct answers *answers)
{
	const struct form *form = answers_form(answers);
	size_t found = 0;

	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int last = repeat < 0 ? 0 : answers_rows(answers, repeat);

		for (int row = repeat < 0 ? 0 : 1; row <= last; row++)
			found += check_answer(secrets, answers, i, row);
	}
	return found;
}

int package_secrets_take_out(struct package_secrets *secrets,
			     struct store *store, const struct traject *traject,
			     const struct answers *answers,
			     struct answers **left, size_t *found,
			     struct err *err)
{
	struct answers *copy;
	int code = look_around(secrets, store, traject, err);

	*found = 0;
	*left = NULL;
	if (code)
		return code;
	copy = answers_copy(answers);
	*found = check_answers(secrets, copy);
	if (*found == 0)
		answers_free(copy);
	else
		*left = copy;
	return 0;
}
