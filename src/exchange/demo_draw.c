/* exchange/demo_draw.c - see exchange/demo_draw.h */
#include "config.h"

#include "exchange/demo_draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "form/value.h"

#define TRIES 100
#define MINUTES_A_DAY 1440

const struct chance *draw_chance(struct random *random,
				 const struct chances *chances)
{
	double at = random_unit(random) * chances->total;
	size_t i;

	for (i = 0; i + 1 < chances->count; i++) {
		at -= chances->items[i].weight;
		if (at < 0)
			break;
	}
	return &chances->items[i];
}

static int draw_range(struct drawing *d, const struct chances *chances)
{
	const struct chance *range = draw_chance(d->random, chances);

	return (int)random_from(d->random, range->from, range->to);
}

/* --- moments, as minutes since 1970 by the clock on the wall */

static bool minutes_read(const char *iso, int64_t *out)
{
	struct moment moment = { 0 };

	if (!iso || (!moment_read(iso, &moment) && !day_read(iso, &moment.day)))
		return false;
	*out = day_number(moment.day) * MINUTES_A_DAY + moment.hour * 60 +
	       moment.minute;
	return true;
}

/* As a value of this field; free() it. */
static char *minutes_value(const struct field *field, int64_t minutes)
{
	int64_t day = minutes / MINUTES_A_DAY;
	int64_t left = minutes - day * MINUTES_A_DAY;
	char text[DATE_ROOM];

	day_write(day_from_number(day), text);
	if (field_value_type(field) != FIELD_DATETIME)
		return alloc_text(text);
	return alloc_print("%sT%02d:%02d", text, (int)left / 60,
			   (int)left % 60);
}

/* The moment that a draw counts back from. */
static bool base_minutes(const struct drawing *d, const char *before, int row,
			 int64_t *out)
{
	const struct form *form = d->plan->form;
	int field;

	if (!before || strcmp(before, "completed") == 0)
		return minutes_read(d->completed, out);
	field = form_find(form, before);
	if (field >= 0)
		return minutes_read(
			answers_get(d->answers, field,
				    form->fields[field].repeat < 0 ? 0 : row)
				->value,
			out);
	if (!d->traject)
		return false;
	field = form_find(answers_form(d->traject), before);
	return field >= 0 &&
	       minutes_read(answers_get(d->traject, field, 0)->value, out);
}

/* So many birthdays ago, and less than one year more. */
static int64_t years_before(struct drawing *d, int64_t minutes, int years)
{
	struct day day = day_from_number(minutes / MINUTES_A_DAY);

	day.year -= years;
	if (!day_exists(day))
		day.day--;
	return (day_number(day) - random_from(d->random, 0, 364)) *
	       MINUTES_A_DAY;
}

static char *draw_moment(struct drawing *d, const struct draw *draw,
			 const struct field *field, int row)
{
	int64_t minutes;
	int n;

	if (!base_minutes(d, draw->before, row, &minutes))
		return NULL;
	n = draw_range(d, &draw->chances);
	switch (draw->kind) {
	case DRAW_HOURS:
		/* So many hours begun. */
		minutes -= n * 60 - random_from(d->random, 0, 59);
		break;
	case DRAW_YEARS:
		minutes = years_before(d, minutes, n);
		break;
	default:
		minutes -= (int64_t)n * MINUTES_A_DAY;
		break;
	}
	if (draw->hour_to > 0)
		minutes =
			minutes - minutes % MINUTES_A_DAY +
			random_from(d->random, draw->hour_from, draw->hour_to) *
				60 +
			random_from(d->random, 0, 11) * 5;
	return minutes_value(field, minutes);
}

/* --- values */

static double with_odds(double chance, double odds)
{
	return chance * odds / (1 - chance + chance * odds);
}

static char *draw_some(struct drawing *d, const struct draw *draw,
		       const struct field *field)
{
	uint64_t bits = 0;
	double at = random_unit(d->random);
	int tries;
	size_t i;

	for (i = 0; i < draw->alone.count; i++) {
		at -= draw->alone.items[i].weight;
		if (at < 0)
			return alloc_text(draw->alone.items[i].name);
	}
	/* Chances that are next to nothing end as nothing. */
	for (tries = 0; bits == 0 && tries < TRIES * TRIES; tries++)
		for (i = 0; i < draw->chances.count; i++)
			if (random_chance(d->random,
					  draw->chances.items[i].weight))
				bits |= UINT64_C(1) << field_option_index(
						field,
						draw->chances.items[i].name);
	return value_from_bits(field, bits);
}

static char *draw_value(struct drawing *d, const struct draw *draw,
			const struct field *field, int row)
{
	switch (draw->kind) {
	case DRAW_MET:
		return alloc_text(
			random_chance(d->random,
				      with_odds(draw->chances.total, d->odds))
				? "1"
				: "0");
	case DRAW_ONE:
	case DRAW_TEXT:
		return alloc_text(draw_chance(d->random, &draw->chances)->name);
	case DRAW_SOME:
		return draw_some(d, draw, field);
	case DRAW_NUMBER:
		return alloc_print("%d", draw_range(d, &draw->chances));
	case DRAW_DAYS:
	case DRAW_HOURS:
	case DRAW_YEARS:
		return draw_moment(d, draw, field, row);
	case DRAW_NOTHING:
	case DRAW_ROWS:
		break;
	}
	return NULL;
}

/* --- fields */

static void put(struct drawing *d, int field, int row, const char *value,
		const char *missing)
{
	answers_put(d->answers, field, row, value, missing);
	rules_changed(d->rules, field, row);
}

/* Does something speak at this answer, other than that it is not there? */
static bool is_wrong(struct drawing *d, int field, int row)
{
	enum field_fault fault = rules_fault(d->rules, field, row, NULL);

	return fault_blocks(fault) && fault != FAULT_REQUIRED;
}

static bool leaves_out(struct drawing *d, const struct draw *draw)
{
	double chance = draw->unscored;

	if (draw->kind == DRAW_MET && d->unscored > chance)
		chance = d->unscored;
	return chance > 0 && random_chance(d->random, chance);
}

static void draw_field(struct drawing *d, const struct demo_item *item, int row)
{
	const struct field *field = &d->plan->form->fields[item->field];
	int tries;

	if (!rules_is_relevant(d->rules, item->field, row))
		return;
	if (leaves_out(d, &item->draw)) {
		if (field->missing_count > 0)
			put(d, item->field, row, NULL, field->missing[0]->name);
		else if (answers_get(d->answers, item->field, row)->value)
			put(d, item->field, row, NULL, NULL);
		return;
	}
	for (tries = 0; tries < TRIES; tries++) {
		char *drawn = draw_value(d, &item->draw, field, row);
		char *value = NULL;
		int code = 0;

		/* The plan writes it as it likes; it is kept as all others. */
		if (drawn)
			code = value_read(field, drawn, &value, NULL);
		free(drawn);
		if (code)
			continue;
		put(d, item->field, row, value, NULL);
		free(value);
		if (!is_wrong(d, item->field, row))
			return;
	}
	put(d, item->field, row, NULL, NULL);
}

/* --- rows */

static const struct answers *rows_source(const struct drawing *d,
					 const struct repeat *repeat)
{
	size_t i;

	for (i = 0; i < d->other_count; i++)
		if (strcmp(answers_form(d->others[i])->name,
			   repeat->rows_form) == 0)
			return d->others[i];
	return NULL;
}

/* The rows are those of another form, with what was answered there. */
static void take_rows(struct drawing *d, int at)
{
	const struct form *form = d->plan->form;
	const struct repeat *repeat = &form->repeats[at];
	const struct answers *from = rows_source(d, repeat);
	const struct form *other;
	int rows, source, i, row;

	if (!from)
		return;
	other = answers_form(from);
	source = form_find_repeat(other, repeat->rows_repeat);
	rows = answers_rows(from, source);
	answers_need_rows(d->answers, at, rows);
	for (i = repeat->first; i < repeat->end; i++) {
		int same = form_find(other, form->fields[i].name);

		if (same < 0 || other->fields[same].repeat != source)
			continue;
		for (row = 1; row <= rows; row++)
			answers_put(d->answers, i, row,
				    answers_get(from, same, row)->value, NULL);
	}
}

static void draw_defaults(struct drawing *d);

static void draw_rows(struct drawing *d, const struct demo_item *item)
{
	answers_need_rows(d->answers, item->repeat,
			  draw_range(d, &item->draw.chances));
	rules_update(d->rules);
	draw_defaults(d);
}

/* --- defaults */

static void draw_default(struct drawing *d, int field, int row)
{
	const struct answer *answer = answers_get(d->answers, field, row);
	char *value;

	if (answer->value || answer->missing ||
	    !rules_is_relevant(d->rules, field, row))
		return;
	value = rules_initial(d->rules, field, row);
	if (value)
		put(d, field, row, value, NULL);
	free(value);
}

/* What the plan does not draw, and has a default. */
static void draw_defaults(struct drawing *d)
{
	const struct form *form = d->plan->form;
	int i, row;

	for (i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;

		if (!form->fields[i].initial || demo_form_draws(d->plan, i))
			continue;
		if (repeat < 0)
			draw_default(d, i, 0);
		for (row = 1;
		     repeat >= 0 && row <= answers_rows(d->answers, repeat);
		     row++)
			draw_default(d, i, row);
	}
}

/* --- the record */

static bool is_complete(struct drawing *d)
{
	const struct form *form = d->plan->form;
	int i, row;

	for (i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;

		if (repeat < 0 &&
		    fault_blocks(rules_fault(d->rules, i, 0, NULL)))
			return false;
		for (row = 1;
		     repeat >= 0 && row <= answers_rows(d->answers, repeat);
		     row++)
			if (fault_blocks(rules_fault(d->rules, i, row, NULL)))
				return false;
	}
	return true;
}

bool draw_record(struct drawing *d)
{
	const struct form *form = d->plan->form;
	size_t i;
	int row;

	for (i = 0; i < form->repeat_count; i++) {
		if (form->repeats[i].rows_form)
			take_rows(d, (int)i);
		else
			answers_need_rows(d->answers, (int)i,
					  form->repeats[i].min);
	}
	rules_update(d->rules);
	draw_defaults(d);
	for (i = 0; i < d->plan->item_count; i++) {
		const struct demo_item *item = &d->plan->items[i];
		int repeat =
			item->field < 0 ? -1 : form->fields[item->field].repeat;

		if (item->field < 0)
			draw_rows(d, item);
		else if (repeat < 0)
			draw_field(d, item, 0);
		for (row = 1;
		     repeat >= 0 && row <= answers_rows(d->answers, repeat);
		     row++)
			draw_field(d, item, row);
	}
	draw_defaults(d);
	return is_complete(d);
}
