/* form/lint.c - what only shows in the whole; see load_private.h */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "form/expr_private.h"
#include "form/load_private.h"
#include "form/value.h"

const struct pending *load_pending_of(const struct loader *l,
				      struct expr *const *slot)
{
	for (size_t i = 0; i < l->pending_count; i++) {
		if (l->pending[i].slot == slot)
			return &l->pending[i];
	}
	return NULL;
}

/* Is it asked only sometimes? */
static bool is_conditional(const struct form *form, const struct field *f)
{
	if (f->relevant || form->sections[f->section].relevant)
		return true;
	if (f->repeat >= 0 && form->repeats[f->repeat].relevant)
		return true;
	for (int g = f->group; g >= 0; g = form->groups[g].parent) {
		if (form->groups[g].relevant)
			return true;
	}
	return false;
}

/*
 * Two questions may have one number when the paper has one question for two
 * situations; then both depend on something.
 */
static void check_number(struct loader *l, size_t i)
{
	const struct form *form = l->form;
	const struct field *f = &form->fields[i];

	for (size_t k = 0; k < i; k++) {
		const struct field *other = &form->fields[k];

		if (!other->number ||
		    !form_same_number(f->number, other->number))
			continue;
		if (is_conditional(form, f) && is_conditional(form, other))
			continue;
		load_mistake_at(l, f->line, f->column, f->name,
				_("the number %s is already that of \"%s\" on "
				  "line %d"),
				f->number, other->name, other->line);
		return;
	}
}

/* An expression without names asks for no value and gets none. */
static struct scalar no_value(void *of, enum name_source source, int index,
			      int row)
{
	(void)of, (void)source, (void)index, (void)row;
	return (struct scalar){ .kind = SCALAR_NULL };
}

static char *scalar_text(struct scalar scalar)
{
	if (scalar.kind == SCALAR_TEXT)
		return alloc_text(scalar.text);
	if (scalar.kind == SCALAR_INTEGER)
		return alloc_print("%" PRId64, scalar.integer);
	return alloc_print("%.15g", scalar.real);
}

/* A default or calculation that is one constant must fit its field. */
static void check_constant(struct loader *l, const struct pending *p)
{
	const struct expr_context context = { .value = no_value,
					      .today = "2000-01-01" };
	const struct field *f = &l->form->fields[p->owner];
	struct err err = { 0 };
	struct scalar scalar;
	char *value;
	char *text;

	if (!expr_is_constant(*p->slot))
		return;
	scalar = expr_value(*p->slot, &context);
	value = value_from_scalar(f, scalar);
	if (scalar.kind != SCALAR_NULL && !value && field_is_moment(f) &&
	    scalar.kind != SCALAR_TEXT) {
		load_mistake(l, p->node, f->name,
			     _("a day or time stands between quotes, as in "
			       "\"'2025-03-01'\""));
	} else if (scalar.kind != SCALAR_NULL && !value) {
		text = scalar_text(scalar);
		if (value_read(f, text, &value, &err))
			load_mistake(l, p->node, f->name, "%s", err.text);
		free(text);
	}
	free(value);
}

static void check_default(struct loader *l, const struct pending *p)
{
	if (p->slot == &l->fields[p->owner].initial &&
	    expr_reads(*p->slot, NAME_FIELD, p->owner))
		load_mistake(
			l, p->node, p->field,
			_("a default cannot use the field itself, which is "
			  "still empty then"));
}

static void check_jeugdigen(struct loader *l)
{
	const struct form *traject = l->form->private->traject;

	if (l->form->per != PER_TRAJECT && traject &&
	    traject->traject.repeat < 0)
		load_mistake_at(l, 1, 1, NULL,
				_("per: is jeugdige or informant, and the "
				  "traject form has no repeat of jeugdigen"));
}

void lint_form(struct loader *l)
{
	for (size_t i = 0; i < l->form->field_count; i++) {
		if (l->fields[i].number)
			check_number(l, i);
	}
	for (size_t i = 0; i < l->pending_count; i++) {
		const struct pending *p = &l->pending[i];

		if (p->owner < 0 || !p->slot || !*p->slot)
			continue;
		check_constant(l, p);
		check_default(l, p);
	}
	check_jeugdigen(l);
}
