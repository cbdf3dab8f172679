/*
 * forms.h - forms from YAML in the test, which must be good
 */
#ifndef FORMS_H
#define FORMS_H

#include "unit.h"

#include <string.h>

#include "form/form.h"
#include "form/load.h"

/* What is wrong with it is told. */
static inline struct form *form_of(const char *yaml, const struct form *traject)
{
	struct problem_list problems = { 0 };
	struct form *form =
		load_form(yaml, strlen(yaml), "test.yaml", traject, &problems);

	for (size_t i = 0; i < problems.count; i++)
		print_error("# %d:%d %s\n", problems.items[i].line,
			    problems.items[i].column, problems.items[i].text);
	assert_non_null(form);
	problem_list_done(&problems);
	return form;
}

/* The index of a field that must be there. */
static inline int at(const struct form *form, const char *name)
{
	int field = form_find(form, name);

	if (field < 0)
		fail_msg("no field %s", name);
	return field;
}

#endif
