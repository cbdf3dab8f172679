/*
 * form/names.c - names that would collide in the file or in an expression
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/expr_private.h"
#include "form/load_private.h"

/* The head of every record, and words that the CSV and rows need. */
static const char *const reserved[] = {
	"id",        "form",       "version",  "traject",   "organisatie",
	"team",      "medewerker", "status",   "completed", "ended",
	"jeugdige",  "informant",  "revision", "changed",   "counts",
	"row",       "remark",     "reason",   "missing",   "uuid",
	"by_client",
};

static const char *const traject_heads[] = { "organisatie", "team",
					     "medewerker" };

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(name, names[i]) == 0)
			return true;
	}
	return false;
}

/* The traject form is where the head comes from. */
static bool is_head_of_traject(const struct loader *l, const char *name)
{
	if (!l->form->is_traject)
		return false;
	if (strcmp(name, "jeugdige") == 0)
		return form_find_repeat(l->form, name) >= 0;
	return is_one_of(name, traject_heads, COUNT(traject_heads));
}

void load_claim(struct loader *l, const char *name, int line, int column)
{
	l->claimed = alloc_grow(l->claimed, l->claimed_count,
				&l->claimed_capacity, sizeof(*l->claimed));
	l->claimed[l->claimed_count++] = (struct claimed){ name, line, column };
}

static int compare(const void *a, const void *b)
{
	const struct claimed *x = a, *y = b;
	int difference = strcmp(x->name, y->name);

	if (difference == 0)
		difference = (x->line > y->line) - (x->line < y->line);
	if (difference == 0)
		difference = (x->column > y->column) - (x->column < y->column);
	return difference;
}

static void check_one(struct loader *l, const struct claimed *c)
{
	if (is_one_of(c->name, reserved, COUNT(reserved)) &&
	    !is_head_of_traject(l, c->name))
		load_mistake_at(l, c->line, c->column, c->name,
				_("\"%s\" means something else in the file; "
				  "take another name"),
				c->name);
	else if (expr_is_keyword(c->name))
		load_mistake_at(l, c->line, c->column, c->name,
				_("\"%s\" is a word of SQL; take another "
				  "name"),
				c->name);
}

void names_check(struct loader *l)
{
	if (l->claimed_count == 0)
		return;
	qsort(l->claimed, l->claimed_count, sizeof(*l->claimed), compare);
	for (size_t i = 0; i < l->claimed_count; i++) {
		const struct claimed *c = &l->claimed[i];

		if (i > 0 && strcmp(c[-1].name, c->name) == 0)
			load_mistake_at(l, c->line, c->column, c->name,
					_("the name \"%s\" is already in use "
					  "on line %d"),
					c->name, c[-1].line);
		else
			check_one(l, c);
	}
}
