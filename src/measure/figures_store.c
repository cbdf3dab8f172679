/* measure/figures_store.c - figures_of(): see measure/figures.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "measure/figures.h"
#include "store/tally.h"

/* The versions to count, newest first; *out is to be freed. */
static int find_forms(const struct catalogue *catalogue,
		      const struct selection *selection,
		      const struct form ***out, size_t *count, struct err *err)
{
	const struct form **forms = NULL;
	size_t found = 0, room = 0;

	for (size_t i = 0; i < catalogue_count(catalogue); i++) {
		const struct form *form = catalogue_form(catalogue, i);

		if (strcmp(form->name, selection->form) != 0 ||
		    (selection->version &&
		     version_compare(form->version, selection->version) != 0))
			continue;
		forms = alloc_grow(forms, found, &room,
				   sizeof(const struct form *));
		forms[found++] = form;
	}
	if (found == 0) {
		char *named = selection->version
				      ? alloc_print("%s@%s", selection->form,
						    selection->version)
				      : alloc_text(selection->form);
		const struct form *none;
		int code = catalogue_named(catalogue, named, &none, err);

		free(named);
		return code ? code : ERR_NOTFOUND;
	}
	*out = forms;
	*count = found;
	return 0;
}

static int count_records(struct store *store, const struct catalogue *catalogue,
			 const struct selection *selection,
			 struct tally **tally, bool *practice, struct err *err)
{
	const struct form **forms = NULL;
	size_t count = 0;
	int code;

	code = find_forms(catalogue, selection, &forms, &count, err);
	if (code)
		return code;
	code = tally_refresh(store, forms, count, selection, tally, err);
	free(forms);
	return code ? code : store_is_noted(store, "practice", practice, err);
}

int figures_refresh(struct store *store, const struct catalogue *catalogue,
		    const struct selection *selection, int threshold,
		    struct tally **tally, struct figures **out, struct err *err)
{
	bool practice;
	int code = count_records(store, catalogue, selection, tally, &practice,
				 err);

	if (code)
		return code;
	*out = figures_compute(*tally, catalogue, selection, threshold);
	(*out)->practice = practice;
	return 0;
}

int figures_of(struct store *store, const struct catalogue *catalogue,
	       const struct selection *selection, int threshold,
	       struct figures **out, struct err *err)
{
	struct tally *tally = NULL;
	bool practice;
	int code = count_records(store, catalogue, selection, &tally, &practice,
				 err);

	if (code) {
		tally_free(tally);
		return code;
	}
	*out = figures_take(tally, catalogue, selection, threshold);
	(*out)->practice = practice;
	return 0;
}
