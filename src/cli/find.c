/* cli/find.c - see cli/find.h */
#include "config.h"

#include "cli/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

int find_records(const struct cli *cli, const struct selection *selection,
		 record_visitor *visitor, void *of, struct err *err)
{
	int code = 0;

	for (size_t i = 0; code == 0 && i < catalogue_count(cli->catalogue);
	     i++) {
		const struct form *form = catalogue_form(cli->catalogue, i);

		code = records_visit(cli->store, form, selection, false,
				     visitor, of, err);
	}
	return code;
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
