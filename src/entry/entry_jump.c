/* entry/entry_jump.c - to what a person typed */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "entry/entry_private.h"

/* What people call a question: its number on paper, else its words. */
static char *called(struct entry *entry, int field, int row)
{
	const struct field *f = &entry->form->fields[field];

	if (f->number)
		return alloc_text(f->number);
	return rules_fill(entry->rules, &f->label, row);
}

/* The row in which to look for a field: that of the focus, else the first. */
static int likely_row(const struct entry *entry, int field)
{
	int repeat = entry->form->fields[field].repeat;
	struct place place = entry_place(entry);

	if (repeat < 0)
		return 0;
	return place.repeat == repeat && place.row > 0 ? place.row : 1;
}

static int say_unreachable(struct entry *entry, int field, int row,
			   struct err *err)
{
	int by = rules_skipped_by(entry->rules, field, row);
	char *name = called(entry, field, row);
	char *other = NULL;
	int code;

	if (by < 0) {
		code = err_set(err, ERR_NOTFOUND,
			       _("\"%s\" is not asked in this record"), name);
	} else {
		other = called(entry, by, row);
		code = err_set(err, ERR_NOTFOUND,
			       _("\"%s\" is skipped because of the answer "
				 "to \"%s\""),
			       name, other);
	}
	free(other);
	free(name);
	return code;
}

static int say_given(struct entry *entry, int field, int row, struct err *err)
{
	char *name = called(entry, field, row);
	int code = err_set(err, ERR_NOTFOUND,
			   _("\"%s\" is filled in by the program"), name);

	free(name);
	return code;
}

/* Where rows are added to the repeat, when it has none yet. */
static size_t find_add_row(const struct entry *entry, int repeat)
{
	for (size_t i = 0; i < entry->count; i++) {
		if (entry->items[i].kind == ITEM_ADD_ROW &&
		    entry->items[i].repeat == repeat)
			return i;
	}
	return entry->count;
}

static int jump_to_field(struct entry *entry, int field, struct err *err)
{
	int repeat = entry->form->fields[field].repeat;
	int row = likely_row(entry, field);
	size_t i = entry_find(entry, field, row);

	/* A row in which it is asked will do as well. */
	for (size_t k = 0; i == entry->count && k < entry->count; k++) {
		if (entry->items[k].field == field)
			i = k;
	}
	if (i == entry->count && repeat >= 0 &&
	    answers_rows(entry->answers, repeat) == 0)
		i = find_add_row(entry, repeat);
	if (i == entry->count)
		return say_unreachable(entry, field, row, err);
	while (i + 1 < entry->count && entry->items[i].kind == ITEM_NOTE)
		i++;
	if (!entry_go(entry, i))
		return say_given(entry, field, row, err);
	return 0;
}

/* By its name, or its number from 1. */
static int find_section(const struct form *form, const char *typed)
{
	int section = form_find_section(form, typed);
	char *end;
	long number;

	if (section >= 0 || !isdigit((unsigned char)*typed))
		return section;
	number = strtol(typed, &end, 10);
	if (*end || number < 1 || number > (long)form->section_count)
		return -1;
	return (int)number - 1;
}

static int jump_to_section(struct entry *entry, int section, struct err *err)
{
	const struct section *s = &entry->form->sections[section];
	char *name;
	int code;

	for (size_t i = 0; i < entry->count; i++) {
		if (entry->items[i].section == section && entry_go(entry, i))
			return 0;
	}
	name = rules_fill(entry->rules, &s->label, 0);
	code = err_set(err, ERR_NOTFOUND,
		       _("nothing is asked in \"%s\" in this record"), name);
	free(name);
	return code;
}

static bool words_say(struct entry *entry, const struct words *words, int row,
		      const char *typed)
{
	char *text = rules_fill(entry->rules, words, row);
	bool found = utf8_contains(text, typed);

	free(text);
	return found;
}

static bool says(struct entry *entry, int field, int row, const char *typed)
{
	return words_say(entry, &entry->form->fields[field].label, row, typed);
}

/* In what stands under the question: its hint, its options. */
static bool says_below(struct entry *entry, int field, int row,
		       const char *typed)
{
	const struct field *f = &entry->form->fields[field];

	if (words_say(entry, &f->hint, row, typed))
		return true;
	for (size_t i = 0; i < f->option_count; i++)
		if (utf8_contains(words_text(&f->options[i].label), typed))
			return true;
	return false;
}

/*
 * The next question after the focus, round, that has it; so that the same
 * words again lead to the one after it.
 */
static bool go_to_next(struct entry *entry, const char *typed,
		       bool (*has)(struct entry *entry, int field, int row,
				   const char *typed))
{
	size_t from = entry->focus < entry->count ? entry->focus + 1 : 0;

	for (size_t k = 0; k < entry->count; k++) {
		size_t i = (from + k) % entry->count;
		const struct item *item = &entry->items[i];

		if (item->kind == ITEM_FIELD &&
		    has(entry, item->field, item->row, typed) &&
		    entry_go(entry, i))
			return true;
	}
	return false;
}

static int jump_to_words(struct entry *entry, const char *typed,
			 struct err *err)
{
	if (go_to_next(entry, typed, says) ||
	    go_to_next(entry, typed, says_below))
		return 0;
	for (int i = 0; i < (int)entry->form->field_count; i++) {
		if (says(entry, i, likely_row(entry, i), typed))
			return jump_to_field(entry, i, err);
	}
	return err_set(err, ERR_NOTFOUND, _("no question has \"%s\""), typed);
}

int entry_jump(struct entry *entry, const char *typed, struct err *err)
{
	size_t length;
	char *wanted;
	int found;
	int code;

	while (*typed == ' ')
		typed++;
	length = strlen(typed);
	while (length > 0 && typed[length - 1] == ' ')
		length--;
	if (length == 0)
		return err_set(err, ERR_NOTFOUND,
			       _("type a number, a name or a word"));

	wanted = alloc_text_part(typed, length);
	found = form_find_by_number(entry->form, wanted);
	if (found >= 0) {
		code = jump_to_field(entry, found, err);
		goto out;
	}
	found = find_section(entry->form, wanted);
	if (found >= 0)
		code = jump_to_section(entry, found, err);
	else
		code = jump_to_words(entry, wanted, err);
out:
	free(wanted);
	return code;
}
