/*
 * entry_forms.h - forms for the tests of entry, from YAML in the test
 */
#ifndef ENTRY_FORMS_H
#define ENTRY_FORMS_H

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/form.h"
#include "form/load.h"

/* A form that must be good; what is wrong with it is told on stderr. */
static inline struct form *form_of(const char *yaml, const struct form *traject)
{
	struct problem_list problems = { 0 };
	struct form *form =
		load_form(yaml, strlen(yaml), "test.yaml", traject, &problems);

	for (size_t i = 0; i < problems.count; i++)
		fprintf(stderr, "# %d:%d %s\n", problems.items[i].line,
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
		fprintf(stderr, "# no field %s\n", name);
	assert_true(field >= 0);
	return field;
}

/* Is the text this one?  It is freed. */
static inline void assert_says(char *text, const char *wanted)
{
	assert_non_null(text);
	assert_string_equal(text, wanted);
	free(text);
}

#endif
