/* cli/find.c - see cli/find.h */
#include "config.h"

#include "cli/find.h"

#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

static int add_record(void *of, const struct record_head *head,
		      const struct answers *answers, struct err *err)
{
	struct record_list *list = of;

	(void)answers;
	(void)err;
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	list->items[list->count] = (struct record_head){ 0 };
	record_head_copy(&list->items[list->count++], head);
	return 0;
}

int find_records(const struct cli *cli, const struct selection *selection,
		 struct record_list *out, struct err *err)
{
	struct record_list list = { 0 };
	size_t i;
	int code = 0;

	for (i = 0; code == 0 && i < catalogue_count(cli->catalogue); i++) {
		const struct form *form = catalogue_form(cli->catalogue, i);
		struct selection one = *selection;

		if ((one.form && strcmp(one.form, form->name) != 0) ||
		    (one.version && strcmp(one.version, form->version) != 0))
			continue;
		one.form = form->name;
		one.version = form->version;
		code = records_visit(cli->store, form, &one, false, add_record,
				     &list, err);
	}
	if (code) {
		record_list_done(&list);
		return code;
	}
	record_list_done(out);
	*out = list;
	return 0;
}

int find_record(const struct cli *cli, const char *typed,
		struct record_head *out, struct err *err)
{
	const struct selection everything = { .withdrawn = true };
	struct record_list list = { 0 };
	const struct record_head *found = NULL;
	size_t length = strlen(typed);
	size_t i;
	int code;

	code = find_records(cli, &everything, &list, err);
	for (i = 0; code == 0 && i < list.count; i++) {
		const struct record_head *head = &list.items[i];

		if (strncmp(head->id, typed, length) != 0)
			continue;
		/* A draft that corrects a record has the id of that. */
		if (found && strcmp(found->id, head->id) != 0)
			code = err_set(err, ERR_INVALID,
				       _("%s is the start of several ids; "
					 "type more of it"),
				       typed);
		else if (!found)
			found = head;
	}
	if (code == 0 && !found)
		code = err_set(err, ERR_NOTFOUND,
			       _("there is no record with id %s"), typed);
	if (code == 0)
		record_head_copy(out, found);
	record_list_done(&list);
	return code;
}
