/*
 * form_help.h - forms for the tests of the room form
 */
#ifndef FORM_HELP_H
#define FORM_HELP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/answers.h"
#include "form/expr.h"
#include "form/value.h"
#include "forms.h"

/* What stands before the fields of a small form. */
#define FORM_START                                                             \
	"form: proef\nversion: 1.0\ntitle: Proef\nper: traject\n"              \
	"sections:\n- name: een\n  label: Een\n  fields:\n"

/* Answers as the values of an expression; all fields count as relevant. */
struct given {
	const struct form *form;
	const struct answers *answers;
	int met, scored;
};

static inline struct scalar given_value(void *of, enum name_source source,
					int index, int row)
{
	const struct given *g = of;
	struct scalar number = { .kind = SCALAR_INTEGER };

	switch (source) {
	case NAME_FIELD:
		return value_scalar(&g->form->fields[index],
				    answers_get(g->answers, index, row)->value);
	case NAME_COUNT:
		number.integer = answers_rows(g->answers, index);
		return number;
	case NAME_MET:
		number.integer = g->met;
		return number;
	case NAME_SCORED:
		number.integer = g->scored;
		return number;
	default:
		return (struct scalar){ .kind = SCALAR_NULL };
	}
}

static inline struct expr_context given_context(struct given *given, int row)
{
	return (struct expr_context){ .value = given_value,
				      .of = given,
				      .row = row,
				      .today = "2025-06-15" };
}

static inline void put(struct answers *answers, const char *name, int row,
		       const char *value)
{
	answers_put(answers, at(answers_form(answers), name), row, value, NULL);
}

#endif
