/* entry/faults.c - what is wrong with an answer; see entry/rules.h */
#include "config.h"

#include "entry/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "entry/rules_private.h"
#include "form/value.h"

bool fault_blocks(enum field_fault fault)
{
	return fault != FAULT_NONE && fault != FAULT_OVERRULED;
}

static enum truth truth(struct rules *rules, struct expr *expr, int row)
{
	struct expr_context context = rules_context(rules, row);

	return expr_truth(expr, &context);
}

/* Is it the field that tells the jeugdigen of a traject apart? */
static bool is_key(const struct form *form, int field)
{
	return form->is_traject && form->traject.repeat >= 0 &&
	       field == form->traject.key;
}

bool rules_is_required(const struct rules *rules, int field, int row)
{
	const struct field *f = &rules->form->fields[field];

	if (!rules_is_relevant(rules, field, row))
		return false;
	if (f->required || is_key(rules->form, field))
		return true;
	/* Evaluating changes nothing that can be seen. */
	return f->required_when && truth((struct rules *)(uintptr_t)rules,
					 f->required_when, row) == TRUTH_TRUE;
}

/* Are all words of value options?  They stand with single spaces between. */
static bool are_options(const struct field *field, const char *value)
{
	char name[64];

	while (*value) {
		size_t length = (size_t)(strchrnul(value, ' ') - value);

		if (length >= sizeof(name))
			return false;
		memcpy(name, value, length);
		name[length] = '\0';
		if (!field_option(field, name))
			return false;
		value += length + (value[length] == ' ');
	}
	return true;
}

/* Digits, with a sign and, unless whole, a decimal point. */
static bool is_number(const char *value, bool whole)
{
	size_t digits;

	value += *value == '-';
	digits = strspn(value, "0123456789");
	value += digits;
	if (digits && !whole && *value == '.')
		value += 1 + strspn(value + 1, "0123456789");
	return digits && *value == '\0';
}

static bool is_in_range(const struct field *field, const char *value)
{
	struct scalar scalar = value_scalar(field, value);
	double number = scalar.kind == SCALAR_REAL ? scalar.real
						   : (double)scalar.integer;

	if (!is_number(value, field_value_type(field) != FIELD_DECIMAL))
		return false;
	if (field->has_from && number < field->from)
		return false;
	return !field->has_to || number <= field->to;
}

static bool is_of_type(const struct field *field, const char *value)
{
	struct moment moment;
	struct day day;
	int hour, minute, second;

	switch (field_value_type(field)) {
	case FIELD_TEXT:
	case FIELD_NOTE:
	case FIELD_CALCULATE:
		return true;
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_SCALE:
		return is_in_range(field, value);
	case FIELD_DATE:
		return day_read(value, &day);
	case FIELD_TIME:
		return time_read(value, &hour, &minute, &second);
	case FIELD_DATETIME:
		return moment_read(value, &moment);
	case FIELD_SELECT_ONE:
		return field_option(field, value) != NULL;
	case FIELD_SELECT_MULTIPLE:
		return are_options(field, value);
	case FIELD_SCORE:
		return strcmp(value, "1") == 0 || strcmp(value, "0") == 0;
	}
	return true;
}

/* Without a message, only whether; texts cost. */
static enum field_fault fault(enum field_fault found, char **message,
			      char *(*words)(const void *), const void *of)
{
	if (message)
		*message = words(of);
	return found;
}

static char *say_text(const void *text)
{
	return alloc_text(text);
}

struct bad_value {
	const struct field *field;
	const struct answer *answer;
};

static char *say_bad_value(const void *of)
{
	const struct bad_value *bad = of;
	struct err err = { 0 };
	char *value = NULL;

	if (bad->answer->missing)
		return alloc_print(_("%s is no reason this question has"),
				   bad->answer->missing);
	if (value_read(bad->field, bad->answer->value, &value, &err) != 0)
		return alloc_text(err.text);
	free(value);
	return alloc_text(_("this answer does not fit the question"));
}

/* Of the form's words, at a row. */
struct form_words {
	struct rules *rules;
	const struct words *words;
	int row;
};

static char *say_words(const void *of)
{
	const struct form_words *w = of;

	return rules_fill(w->rules, w->words, w->row);
}

/* Does an earlier row have this key? */
static bool is_second(const struct rules *rules, int field, int row,
		      const char *value)
{
	if (!is_key(rules->form, field))
		return false;
	for (int earlier = 1; earlier < row; earlier++) {
		const char *other =
			answers_get(rules->answers, field, earlier)->value;

		if (other && strcmp(other, value) == 0)
			return true;
	}
	return false;
}

/* The first check of this kind that speaks, or NULL. */
static const struct check *speaking(struct rules *rules, const struct field *f,
				    int row, bool hard)
{
	for (size_t i = 0; i < f->check_count; i++) {
		if (f->checks[i].hard == hard &&
		    truth(rules, f->checks[i].when, row) == TRUTH_TRUE)
			return &f->checks[i];
	}
	return NULL;
}

/* What is wrong with the answer by itself. */
static enum field_fault own_fault(struct rules *rules, int field, int row,
				  char **message)
{
	const struct field *f = &rules->form->fields[field];
	const struct answer *a = answers_get(rules->answers, field, row);
	struct bad_value bad = { f, a };
	struct form_words words = { rules, &f->message, row };

	if (a->missing && !is_key(rules->form, field)) {
		if (field_missing(f, a->missing))
			return FAULT_NONE;
		return fault(FAULT_VALUE, message, say_bad_value, &bad);
	}
	if (!a->value) {
		if (f->calculation || !rules_is_required(rules, field, row))
			return FAULT_NONE;
		return fault(FAULT_REQUIRED, message, say_text,
			     _("an answer is needed here"));
	}
	if (!is_of_type(f, a->value))
		return fault(FAULT_VALUE, message, say_bad_value, &bad);
	if (f->constraint && truth(rules, f->constraint, row) == TRUTH_FALSE)
		return fault(FAULT_CONSTRAINT, message, say_words, &words);
	if (is_second(rules, field, row, a->value))
		return fault(FAULT_HARD, message, say_text,
			     _("an earlier row has this too, while it must "
			       "tell the rows apart"));
	return FAULT_NONE;
}

/* What the checks say of it, or only the hard ones. */
static enum field_fault check_fault(struct rules *rules, int field, int row,
				    bool soft, char **message)
{
	const struct field *f = &rules->form->fields[field];
	const struct check *check = speaking(rules, f, row, true);
	struct form_words words = { .rules = rules, .row = row };
	enum field_fault found = FAULT_HARD;

	if (!check && soft) {
		check = speaking(rules, f, row, false);
		found = FAULT_SOFT;
		if (answers_get(rules->answers, field, row)->reason)
			found = FAULT_OVERRULED;
	}
	if (!check)
		return FAULT_NONE;
	words.words = &check->message;
	return fault(found, message, say_words, &words);
}

static enum field_fault any_fault(struct rules *rules, int field, int row,
				  bool soft, char **message)
{
	enum field_fault found;

	if (message)
		*message = NULL;
	if (rules->form->fields[field].type == FIELD_NOTE ||
	    !rules_is_relevant(rules, field, row))
		return FAULT_NONE;

	found = own_fault(rules, field, row, message);
	if (found == FAULT_NONE && rules->form->fields[field].check_count)
		found = check_fault(rules, field, row, soft, message);
	return found;
}

enum field_fault rules_fault(struct rules *rules, int field, int row,
			     char **message)
{
	return any_fault(rules, field, row, true, message);
}

enum field_fault rules_hard_fault(struct rules *rules, int field, int row,
				  char **message)
{
	return any_fault(rules, field, row, false, message);
}

enum field_fault rules_repeat_fault(struct rules *rules, int repeat,
				    char **message)
{
	const struct repeat *r = &rules->form->repeats[repeat];
	int rows = answers_rows(rules->answers, repeat);

	if (message)
		*message = NULL;
	if (!rules_repeat_is_relevant(rules, repeat) ||
	    (rows >= r->min && rows <= r->max))
		return FAULT_NONE;
	if (message && rows < r->min)
		*message = alloc_print(
			text_plural("at least %d row is needed",
				    "at least %d rows are needed", r->min),
			r->min);
	else if (message)
		*message = alloc_print(
			text_plural("at most %d row is allowed",
				    "at most %d rows are allowed", r->max),
			r->max);
	return rows < r->min ? FAULT_REQUIRED : FAULT_VALUE;
}
