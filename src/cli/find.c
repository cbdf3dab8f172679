/* cli/find.c - see cli/find.h */
#include "config.h"

#include "cli/find.h"

#include <stdlib.h>
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

static int not_found(const char *typed, struct err *err)
{
	return err_set(err, ERR_NOTFOUND, _("there is no record with id %s"),
		       typed);
}

int find_record(const struct cli *cli, const char *typed,
		struct record_head *out, struct err *err)
{
	struct record_head head = { 0 };
	bool several = false;
	char *id = NULL;
	int code = records_named(cli->store, typed, &id, &several, err);

	if (code == ERR_NOTFOUND)
		return not_found(typed, err);
	if (!code && several)
		code = err_set(err, ERR_INVALID,
			       _("%s is the start of several ids; "
				 "type more of it"),
			       typed);
	if (!code)
		code = records_head(cli->store, id, &head, err);
	free(id);
	if (!code && !catalogue_find(cli->catalogue, head.form, head.version))
		code = not_found(typed, err);
	if (code) {
		record_head_done(&head);
		return code;
	}
	*out = head;
	return 0;
}
