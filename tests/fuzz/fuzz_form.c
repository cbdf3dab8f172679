/*
 * tests/fuzz/fuzz_form.c - any bytes as a form file
 *
 * A form that is read can be filled in: its names are found, its texts shown,
 * and its rules give the same after one change at a time as all at once.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "entry/rules.h"
#include "form/load.h"
#include "form/value.h"

const char fuzz_target[] = "form";

#define CHANGES 24

/* Numbers that follow from the input only. */
struct dice {
	uint64_t state;
};

static unsigned roll(struct dice *dice, size_t sides)
{
	dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((dice->state >> 33) % (sides ? sides : 1));
}

static void check_names(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];

		MUST(form_find(form, f->name) == (int)i);
		MUST(f->section >= 0 &&
		     (size_t)f->section < form->section_count);
		MUST(form->sections[f->section].first <= (int)i &&
		     (int)i < form->sections[f->section].end);
		MUST(f->group < (int)form->group_count);
		MUST(f->repeat < (int)form->repeat_count);
		MUST(f->option_count <= OPTIONS_MAX ||
		     f->type != FIELD_SELECT_MULTIPLE);
		if (f->number)
			MUST(form_find_by_number(form, f->number) >= 0);
	}
	for (size_t i = 0; i < form->measure_count; i++)
		MUST(form_find_measure(form, form->measures[i].name) == (int)i);
	for (size_t i = 0; i < form->repeat_count; i++)
		MUST(form_find_repeat(form, form->repeats[i].name) == (int)i);
	MUST(form->name[0] && form->version[0] && form->table[0]);
}

/* Some answer that this field might get; free() it. */
static char *some_value(const struct field *f, struct dice *dice)
{
	static const char *const typed[] = {
		"1", "0", "-1", "12", "2,5", "1-3", "x y", "1-3-25 9:00"
	};
	static const struct day today = { 2025, 3, 1 };
	char *value = NULL;

	if (f->option_count > 0 && roll(dice, 3))
		return alloc_text(f->options[roll(dice, f->option_count)].name);
	for (int i = 0; i < 8 && !value; i++) {
		const char *text = typed[roll(dice, 8)];

		if (value_typed(f, text, today, &value, NULL))
			value = NULL;
	}
	return value;
}

static void change_one(struct answers *answers, struct rules *rules,
		       struct dice *dice)
{
	const struct form *form = answers_form(answers);
	int i = (int)roll(dice, form->field_count);
	const struct field *f = &form->fields[i];
	int rows = f->repeat < 0 ? 0 : answers_rows(answers, f->repeat);
	int row = rows ? 1 + (int)roll(dice, (size_t)rows) : 0;
	char *value;

	if (f->type == FIELD_NOTE || f->type == FIELD_CALCULATE ||
	    (f->repeat >= 0 && !rows))
		return;
	if (f->missing_count > 0 && roll(dice, 4) == 0) {
		size_t reason = roll(dice, f->missing_count);

		answers_put(answers, i, row, NULL, f->missing[reason]->name);
	} else {
		value = some_value(f, dice);
		answers_put(answers, i, row, value, NULL);
		free(value);
	}
	rules_changed(rules, i, row);
}

static void compare_field(struct rules *a, struct rules *b, int field, int row)
{
	char *said_a = NULL, *said_b = NULL;

	MUST(rules_is_relevant(a, field, row) ==
	     rules_is_relevant(b, field, row));
	MUST(rules_is_required(a, field, row) ==
	     rules_is_required(b, field, row));
	MUST(rules_fault(a, field, row, &said_a) ==
	     rules_fault(b, field, row, &said_b));
	MUST(!said_a == !said_b && (!said_a || !strcmp(said_a, said_b)));
	free(said_a);
	free(said_b);
}

/* Everything worked out anew is what it was. */
static void compare(struct rules *rules, const struct answers *answers,
		    const struct surroundings *around)
{
	const struct form *form = answers_form(answers);
	struct answers *copy = answers_copy(answers);
	struct rules *anew = rules_new(copy, around);

	for (size_t i = 0; i < form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows = repeat < 0 ? 0 : answers_rows(answers, repeat);

		for (int row = repeat < 0 ? 0 : 1; row <= rows; row++)
			compare_field(rules, anew, (int)i, row);
	}
	for (size_t i = 0; i < form->measure_count; i++) {
		struct score a = rules_score(rules, (int)i);
		struct score b = rules_score(anew, (int)i);

		MUST(a.met == b.met && a.scored == b.scored &&
		     a.items == b.items);
		MUST(a.met <= a.scored && a.scored <= a.items);
	}
	MUST(rules_counts(rules) == rules_counts(anew));
	MUST(answers_equal(answers, copy));
	rules_free(anew);
	answers_free(copy);
}

static void check_text(struct rules *rules, const struct words *words, int row)
{
	char *text = rules_fill(rules, words, row);

	MUST(utf8_is_valid(text, strlen(text)));
	free(text);
}

static void check_texts(struct rules *rules, const struct answers *answers)
{
	const struct form *form = answers_form(answers);

	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *f = &form->fields[i];
		int row = f->repeat >= 0;
		char *initial;

		if (row && answers_rows(answers, f->repeat) == 0)
			continue;
		check_text(rules, &f->label, row);
		check_text(rules, &f->hint, row);
		check_text(rules, &f->help, row);
		initial = rules_initial(rules, (int)i, row);
		free(initial);
	}
	for (size_t i = 0; i < form->rule_count; i++)
		free(rules_why_not(rules, i));
}

static void fill_in(const struct form *form, struct dice *dice)
{
	static struct answers *traject;
	struct surroundings around = { .today = "2025-03-01" };
	struct answers *answers = answers_new(form);
	struct rules *rules;

	if (!traject)
		traject = answers_new(fuzz_traject());
	if (!form->is_traject)
		around.traject = traject;
	for (size_t i = 0; i < form->repeat_count; i++)
		answers_need_rows(answers, (int)i, (int)roll(dice, 3));
	rules = rules_new(answers, &around);
	for (int i = 0; i < CHANGES; i++)
		change_one(answers, rules, dice);
	compare(rules, answers, &around);
	check_texts(rules, answers);
	rules_free(rules);
	answers_free(answers);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes bytes = { data, data + size };
	struct problem_list problems = { 0 };
	struct dice dice = { size };
	struct form *form;
	size_t length;
	char *text = bytes_rest(&bytes, &length);

	form = load_form(text, length, "file.yaml", fuzz_traject(), &problems);
	fuzz_problems(&problems);
	if (form) {
		MUST(problems.count == 0);
		check_names(form);
		fill_in(form, &dice);
	} else {
		MUST(problems.count > 0);
	}
	form_free(form);
	problem_list_done(&problems);
	free(text);
	return 0;
}
