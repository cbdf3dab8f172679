/* measure/others.c - see measure/others.h */
#include "config.h"

#include "measure/others.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

void figures_list_done(struct figures_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		figures_free(list->items[i]);
	free(list->items);
	*list = (struct figures_list){ 0 };
}

static bool has_figures_of(const struct figures_list *list,
			   const struct form *form)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i]->form->name, form->name) == 0)
			return true;
	return false;
}

int figures_of_others(struct store *store, const struct catalogue *catalogue,
		      const struct selection *given, const char *name,
		      int threshold, struct figures_list *out, struct err *err)
{
	const struct programme *programme = catalogue_programme(catalogue);
	struct selection selection = *given;
	int code = 0;

	selection.version = NULL;
	for (size_t i = 0; code == 0 && programme && i < programme->form_count;
	     i++) {
		const struct form *form = catalogue_find(
			catalogue, programme->forms[i].form, NULL);

		if (!form || strcmp(form->name, name) == 0 ||
		    has_figures_of(out, form))
			continue;
		selection.form = form->name;
		out->items = alloc_grow(out->items, out->count, &out->capacity,
					sizeof(struct figures *));
		code = figures_of(store, catalogue, &selection, threshold,
				  &out->items[out->count], err);
		if (code == 0)
			out->count++;
	}
	return code;
}
