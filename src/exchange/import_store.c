/* exchange/import_store.c - records from another file of this program */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"
#include "base/work.h"
#include "exchange/import_private.h"
#include "store/forms.h"
#include "store/upkeep.h"

struct copying {
	struct import import;
	struct catalogue *catalogue;
	const struct form *form;
	bool withdrawn;         /* these first: they may make room */
	struct traject traject; /* of the last record, in its own file */
	struct traject_ids ids; /* of ours, before any of theirs came */
	size_t *drafts;
};

/* --- is it fit to be taken? */

static int refuse_marked(struct store *store, struct store *source,
			 struct err *err)
{
	bool practice, demo, ours;
	int code = store_is_noted(source, "practice", &practice, err);

	if (!code)
		code = store_is_noted(source, "demo", &demo, err);
	if (!code)
		code = store_is_noted(store, "demo", &ours, err);
	if (!code && practice)
		code = err_set(err, ERR_INVALID,
			       _("%s is a file to practise with; its records "
				 "stay in it"),
			       store_path(source));
	else if (!code && demo && !ours)
		code = err_set(err, ERR_INVALID,
			       _("%s holds made-up records; they do not go "
				 "among real ones"),
			       store_path(source));
	return code;
}

static int refuse_damaged(struct store *source, struct err *err)
{
	struct problem_list problems = { 0 };
	int code = upkeep_check(source, &problems, err);

	if (!code && problems.count > 0)
		code = err_set(err, ERR_INVALID, _("%s is damaged: %s"),
			       store_path(source), problems.items[0].text);
	problem_list_done(&problems);
	return code;
}

static int refuse_itself(struct store *store, const char *path, struct err *err)
{
	if (file_is_same(path, store_path(store)))
		return err_set(err, ERR_INVALID,
			       _("%s is the file itself; choose another with "
				 "-d"),
			       path);
	return 0;
}

/* --- forms */

/* One that only their file has. */
static int take_form(struct copying *c, const struct kept_form *form,
		     struct err *err)
{
	char *source = NULL;
	int code = forms_source(c->import.source, form, &source, err);

	if (!code)
		code = catalogue_add(c->catalogue, source, strlen(source),
				     form->name, err);
	free(source);
	return code;
}

/* Ours must have all that theirs has, else something would be lost. */
static int take_forms(struct copying *c, struct err *err)
{
	struct kept_form_list kept = { 0 };
	int code = forms_kept(c->import.source, &kept, err);

	for (size_t i = 0; i < kept.count && !code; i++) {
		const struct kept_form *form = &kept.items[i];
		const struct form *here =
			catalogue_find(c->catalogue, form->name, form->version);

		if (!here)
			code = take_form(c, form, err);
		else
			code = forms_take_up(c->import.source, here, err);
	}
	kept_form_list_done(&kept);
	return code;
}

/* --- trajecten */

/*
 * What is filled in goes before what is empty, and what sorts last before the
 * rest: it says nothing, but it is the same in whatever order files come.
 */
static bool join(char **ours, const char *theirs)
{
	if (!theirs || (*ours && strcmp(*ours, theirs) >= 0))
		return false;
	alloc_replace(ours, theirs);
	return true;
}

/* Where the traject form itself is not here, nothing else says its head. */
static int mend_traject(struct copying *c, struct traject *ours,
			const struct traject *theirs, struct err *err)
{
	const struct form_place place = {
		.form = catalogue_traject(c->catalogue)->name,
		.traject = ours->id
	};
	struct record_head head = { 0 };
	int code = records_in_place(c->import.store, &place, &head, err);
	bool moved;

	record_head_done(&head);
	if (code != ERR_NOTFOUND)
		return code;
	moved = join(&ours->team, theirs->team);
	moved = join(&ours->medewerker, theirs->medewerker) || moved;
	moved = join(&ours->started, theirs->started) || moved;
	moved = join(&ours->ended, theirs->ended) || moved;
	return moved ? trajecten_update(c->import.store, ours, err) : 0;
}

static int add_traject(struct copying *c, struct import_row *row,
		       struct err *err)
{
	const struct traject *theirs = &c->traject;
	struct traject made = { 0 };
	struct err why = { 0 };
	int code;

	/* Ours went to another code, or theirs did. */
	if (traject_ids_have(&c->ids, theirs->uuid)) {
		import_conflict(&c->import, row, "traject",
				_("There is a traject of this id already"));
		return 0;
	}
	made.uuid = alloc_text(theirs->uuid);
	made.organisatie = alloc_text(theirs->organisatie);
	made.code = alloc_text(theirs->code);
	made.team = alloc_text(theirs->team);
	made.medewerker = alloc_text(theirs->medewerker);
	made.started = alloc_text(theirs->started);
	made.ended = alloc_text(theirs->ended);
	made.changed = alloc_text(theirs->changed);
	code = trajecten_add(c->import.store, &made, &why);
	if (code) {
		traject_done(&made);
		/* It was destroyed here. */
		if (code != ERR_EXISTS)
			return err_pass(err, &why);
		import_conflict(&c->import, row, "traject", why.text);
		return 0;
	}
	row->made_traject = true;
	c->import.traject = made;
	return 0;
}

/* The names of a traject are those of a row, for a moment. */
static int check_traject_names(struct copying *c, struct import_row *row,
			       struct err *err)
{
	char *team = row->head.team;
	char *medewerker = row->head.medewerker;
	int code;

	row->head.team = c->traject.team;
	row->head.medewerker = c->traject.medewerker;
	code = import_check_names(&c->import, row, c->traject.organisatie, err);
	row->head.team = team;
	row->head.medewerker = medewerker;
	return code;
}

/* Ours of the same organisation and code; import.traject is then ours. */
static int find_traject(struct copying *c, struct import_row *row,
			struct err *err)
{
	struct traject found = { 0 };
	struct err why = { 0 };
	int code = check_traject_names(c, row, err);

	traject_done(&c->import.traject);
	if (code || row->refused)
		return code;
	code = trajecten_find(c->import.store, c->traject.organisatie,
			      c->traject.code, &found, &why);
	if (code == ERR_NOTFOUND)
		return add_traject(c, row, err);
	if (code)
		return err_pass(err, &why);
	c->import.traject = found;
	return mend_traject(c, &c->import.traject, &c->traject, err);
}

int import_store_row(struct import *import, struct import_row *row,
		     struct err *err)
{
	/* The import is the first thing in it. */
	struct copying *c = (struct copying *)(void *)import;
	int code = find_traject(c, row, err);

	if (!code && !row->refused)
		code = import_check_names(import, row, row->head.organisatie,
					  err);
	if (code || row->refused)
		return code;
	row->head.traject_id = import->traject.id;
	return import_merge(import, row, row->theirs, err);
}

/* --- records */

static int copy_record(void *of, const struct record_head *head,
		       const struct answers *answers, struct err *err)
{
	struct copying *c = of;
	struct revision_list theirs = { 0 };
	struct import_row row = { .form = c->form, .theirs = &theirs };
	int code;

	if ((head->status == RECORD_WITHDRAWN) != c->withdrawn)
		return 0;
	work_step();
	if (head->traject_id != c->traject.id) {
		traject_done(&c->traject);
		code = trajecten_get(c->import.source, head->traject_id,
				     &c->traject, err);
		if (code)
			return code;
	}
	code = revisions_of(c->import.source, head->id, &theirs, err);
	if (code)
		return code;
	record_head_copy(&row.head, head);
	row.answers = answers_copy(answers);
	code = import_take_row(&c->import, &row, err);
	answers_free(row.answers);
	record_head_done(&row.head);
	revision_list_done(&theirs);
	return code;
}

static int copy_form(struct copying *c, const struct form *form,
		     struct err *err)
{
	const struct selection all = { .form = form->name,
				       .version = form->version,
				       .withdrawn = true,
				       .no_drafts = true };

	c->form = form;
	return records_visit(c->import.source, form, &all, true, copy_record, c,
			     err);
}

/* The traject form first, and of all what was withdrawn. */
static int copy_forms(struct copying *c, struct err *err)
{
	int code = 0;

	for (int turn = 0; turn < 4; turn++) {
		c->withdrawn = turn < 2;
		for (size_t i = 0; i < catalogue_count(c->catalogue) && !code;
		     i++) {
			const struct form *form =
				catalogue_form(c->catalogue, i);

			if (form->is_traject == (turn % 2 == 0))
				code = copy_form(c, form, err);
		}
	}
	return code;
}

static int copy_all(struct copying *c, struct err *err)
{
	struct file_info info = { 0 };
	int code = refuse_marked(c->import.store, c->import.source, err);

	if (!code)
		code = refuse_damaged(c->import.source, err);
	if (!code)
		code = take_forms(c, err);
	if (!code)
		code = upkeep_info(c->import.source, &info, err);
	if (code)
		return code;
	*c->drafts = (size_t)info.drafts;
	for (size_t i = 0; i < info.form_count; i++)
		c->import.expected += (size_t)(info.forms[i].complete +
					       info.forms[i].withdrawn);
	file_info_done(&info);

	code = store_begin(c->import.store, err);
	if (code)
		return code;
	code = trajecten_ids(c->import.store, &c->ids, err);
	work_begin(NULL, c->import.expected);
	if (!code)
		code = copy_forms(c, err);
	work_end();
	return import_finish(c->import.store, c->import.options,
			     c->import.result, code, err);
}

int import_store(struct store *store, struct catalogue *catalogue,
		 const struct import_options *options,
		 struct import_result *result, size_t *drafts, struct err *err)
{
	struct copying c = {
		.import = { .store = store,
			    .catalogue = catalogue,
			    .options = options,
			    .result = result },
		.catalogue = catalogue,
		.drafts = drafts,
	};
	struct store *source = NULL;
	int code = refuse_itself(store, options->file, err);

	if (!code)
		code = store_open(options->file, STORE_READ_ONLY, &source, err);
	if (code)
		return code;
	c.import.source = source;
	code = copy_all(&c, err);
	import_done(&c.import);
	traject_done(&c.traject);
	traject_ids_done(&c.ids);
	store_close(source);
	return code;
}
