/*
 * catalogues.h - the catalogue of a directory of forms, which must be good
 */
#ifndef CATALOGUES_H
#define CATALOGUES_H

#include "unit.h"

#include <stdlib.h>

#include "base/file.h"
#include "form/catalogue.h"

/* What is wrong with it is told. */
static inline struct catalogue *catalogue_of(const char *directory)
{
	struct catalogue *catalogue = NULL;
	struct problem_list problems = { 0 };
	struct err err = { 0 };

	if (catalogue_load(&directory, 1, &catalogue, &problems, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < problems.count; i++) {
		char *line = problem_line(&problems.items[i]);

		print_error("%s\n", line);
		free(line);
	}
	assert_int_equal(problems.count, 0);
	problem_list_done(&problems);
	return catalogue;
}

/* Of the forms that come with the program. */
static inline struct catalogue *catalogue_shipped(void)
{
	char *directory = file_join(getenv("srcdir"), "forms");
	struct catalogue *catalogue = catalogue_of(directory);

	free(directory);
	return catalogue;
}

#endif
