/* exchange/package_make.c - the rows of a package; see exchange/package.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "base/text.h"
#include "exchange/package_private.h"
#include "store/revisions.h"
#include "store/trajecten.h"

/* --- one form */

struct form_making {
	struct making *making;
	struct package_form *form;
	struct outgoing outgoing;
	enum package_fate *fates;
	struct making_rows rows;
	struct making_rows revisions;
	struct traject traject; /* of the last record */
	size_t parts;           /* left without some answers, so far */
};

static int find_traject(struct form_making *f, int64_t id, struct err *err)
{
	if (f->traject.id == id)
		return 0;
	traject_done(&f->traject);
	return trajecten_get(f->making->store, id, &f->traject, err);
}

/* What led to a record, while its rows are added. */
struct lineage {
	struct making_rows *rows;
	const char *record;        /* outside */
	struct revision_list done; /* by their ids outside */
};

static void add_revision(struct lineage *lineage, const char *id,
			 const char *parent)
{
	const char *const cells[] = { lineage->record, id, parent };

	if (revision_list_has(&lineage->done, id))
		return;
	revision_list_add(&lineage->done, id, NULL);
	making_rows_cells(lineage->rows, cells, 3);
}

static void add_told(void *of, const char *revision)
{
	add_revision(of, revision, "");
}

/*
 * Ids of what led to the record, as they are outside: what it was here, and
 * what was told of it, up to this revision.  own NULL: it is not here.
 */
static int add_revisions(struct making *making, const char *own,
			 const char *record, const char *revision,
			 struct making_rows *rows, struct err *err)
{
	struct lineage lineage = { .rows = rows, .record = record };
	struct revision_list list = { 0 };
	int code = own ? revisions_of(making->store, own, &list, err) : 0;

	for (size_t i = 0; i < list.count && code == 0; i++) {
		char id[UUID_ROOM];
		char parent[UUID_ROOM] = "";

		pseudonym_id(&making->pseudonyms, list.items[i].id, id);
		if (list.items[i].parent)
			pseudonym_id(&making->pseudonyms, list.items[i].parent,
				     parent);
		add_revision(&lineage, id, parent);
	}
	if (code == 0) {
		package_visit_told(&making->told, record, add_told, &lineage);
		add_revision(&lineage, revision, "");
	}
	revision_list_done(&lineage.done);
	revision_list_done(&list);
	return code;
}

static bool is_revision(const struct column *column)
{
	return column->kind == COLUMN_HEAD && column->head == HEAD_REVISION;
}

/* With this revision, as it is outside. */
static void add_record_row(struct form_making *f,
			   const struct record_head *head,
			   const struct answers *answers, const char *revision)
{
	const struct columns *columns = f->outgoing.columns;
	struct record_cells record =
		record_cells(head, answers, f->outgoing.version);
	struct buffer row = { 0 };

	for (size_t i = 0; i < columns->count; i++) {
		char *cell;

		if (package_stays(f->fates[i]))
			continue;
		if (is_revision(&columns->items[i])) {
			csv_add(&row, revision);
			continue;
		}
		cell = package_cell(&f->making->pseudonyms, f->fates[i],
				    f->traject.uuid, &record,
				    &columns->items[i]);
		csv_add(&row, cell);
		free(cell);
	}
	csv_end(&row);
	making_rows_add(&f->rows, buffer_take(&row));
}

static void add_traject(struct form_making *f)
{
	char code[PSEUDONYM_ROOM];
	const char *const cells[] = { code, f->traject.organisatie };

	pseudonym_code(&f->making->pseudonyms, 'T', NULL, f->traject.uuid,
		       code);
	making_rows_cells(f->making->trajecten, cells, 2);
}

/* The record as it leaves, unless the receiver has it so already. */
static int send_record(struct form_making *f, const struct record_head *head,
		       const struct answers *answers, bool part,
		       struct err *err)
{
	struct making *making = f->making;
	const struct delivered *before;
	char id[UUID_ROOM];
	char own[UUID_ROOM];
	char revision[UUID_ROOM];
	int code;

	pseudonym_id(&making->pseudonyms, head->id, id);
	pseudonym_id(&making->pseudonyms, head->revision, own);
	package_step(&making->told, id, own, part ? SENT_PART : SENT_WHOLE,
		     revision);
	before = delivered_list_find(&making->last, id);
	delivered_list_add(&making->package->state, id, head->form, revision,
			   false);
	if (!before || before->withdrawn)
		f->form->fresh++;
	else if (strcmp(before->revision, revision) != 0)
		f->form->changed++;
	else
		f->form->unchanged++;
	if (making->options->since_last && before && !before->withdrawn &&
	    strcmp(before->revision, revision) == 0)
		return 0;

	code = add_revisions(making, head->id, id, revision, &f->revisions,
			     err);
	if (code)
		return code;
	add_record_row(f, head, answers, revision);
	add_traject(f);
	return 0;
}

static int take_record(void *of, const struct record_head *head,
		       const struct answers *answers, struct err *err)
{
	struct form_making *f = of;
	struct making *making = f->making;
	bool part = f->outgoing.left_out.parts > f->parts;
	struct answers *left = NULL;
	size_t found = 0;
	int code = find_traject(f, head->traject_id, err);

	f->parts = f->outgoing.left_out.parts;
	if (code == 0)
		code = package_secrets_take_out(making->secrets, making->store,
						&f->traject, answers, &left,
						&found, err);
	if (code == 0 && left) {
		f->form->telling += found;
		f->form->telling_in++;
	}
	if (code == 0)
		code = send_record(f, head, left ? left : answers, part || left,
				   err);
	answers_free(left);
	return code;
}

static void decide_columns(struct form_making *f)
{
	const struct columns *columns = f->outgoing.columns;
	struct package_form *form = f->form;

	f->fates = alloc_new(columns->count, sizeof(*f->fates));
	form->staying = alloc_new(columns->count, sizeof(*form->staying));
	for (size_t i = 0; i < columns->count; i++) {
		const struct column *column = &columns->items[i];

		f->fates[i] = package_fate(f->making->options, columns, column);
		if (!package_stays(f->fates[i])) {
			form->columns++;
			continue;
		}
		form->staying[form->staying_count++] = (struct package_column){
			alloc_text(column->name),
			f->fates[i] == FATE_BORN ? PACKAGE_BORN : PACKAGE_TEXT
		};
	}
}

/* The columns of resources of a form outlive the outgoing. */
static void add_form_resources(struct form_making *f)
{
	struct making *making = f->making;
	struct outgoing *outgoing = &f->outgoing;
	const struct columns *columns = outgoing->columns;
	struct package_resource *resource;
	struct buffer header = { 0 };
	char *name;

	for (size_t i = 0; i < columns->count; i++)
		if (!package_stays(f->fates[i]))
			csv_add(&header, columns->items[i].name);
	csv_end(&header);
	resource = making_resource(making, f->form->name, buffer_text(&header),
				   &f->rows);
	buffer_done(&header);
	resource->versions = outgoing->forms;
	resource->columns = outgoing->columns;
	resource->fates = f->fates;
	f->fates = NULL;
	f->form->rows = resource->rows;

	name = alloc_print("%s" PACKAGE_REVISIONS, f->form->name);
	resource = making_resource(making, name, "id,revision,parent\n",
				   &f->revisions);
	resource->of = alloc_text(f->form->name);
	free(name);
}

static void add_form_files(struct making *making,
			   const struct outgoing *outgoing)
{
	for (size_t i = 0; i < outgoing->form_count; i++) {
		const struct form *form = outgoing->forms[i];
		char *path = alloc_print("forms/%s-%s.yaml", form->name,
					 form->version);
		struct buffer text = { 0 };

		making->forms = alloc_grow(making->forms, making->form_count,
					   &making->form_capacity,
					   sizeof(*making->forms));
		making->forms[making->form_count++] =
			(struct package_form_file){ form, path };
		buffer_add_part(&text, form->source, form->source_length);
		zip_add(&making->package->files, path, buffer_take(&text),
			form->source_length);
	}
}

static int make_form(struct making *making, const char *name, struct err *err)
{
	struct package *package = making->package;
	struct selection selection = making->options->selection;
	struct form_making f = { .making = making };
	int code;

	f.form = &package->forms[package->form_count++];
	f.form->name = alloc_text(name);
	selection.form = name;
	selection.withdrawn = false;
	code = outgoing_begin(making->store, making->catalogue, &selection,
			      making->options->purpose, &f.outgoing, err);
	if (code == 0) {
		f.form->newest = f.outgoing.forms[0];
		f.form->versions = f.outgoing.form_count;
		decide_columns(&f);
		code = outgoing_visit(&f.outgoing, take_record, &f, err);
	}
	if (code == 0) {
		f.form->left_out = f.outgoing.left_out;
		if (f.outgoing.written > 0 || making->options->selection.form) {
			add_form_resources(&f);
			add_form_files(making, &f.outgoing);
			/* The resource has them now. */
			f.outgoing.columns = NULL;
			f.outgoing.forms = NULL;
		}
	}
	outgoing_done(&f.outgoing);
	traject_done(&f.traject);
	making_rows_done(&f.rows);
	making_rows_done(&f.revisions);
	free(f.fates);
	return code;
}

/* --- what is taken back */

struct taking_back {
	struct making *making;
	struct making_rows *rows;
	struct making_rows *revisions;
	struct delivered_list gone; /* had by the receiver, and not sent now */
	bool *found;
};

/* True when the package tells of it. */
static bool take_back(struct taking_back *t, const struct delivered *gone,
		      const char *form, const char *revision)
{
	struct making *making = t->making;
	struct package *package = making->package;
	bool told = gone->withdrawn && strcmp(gone->revision, revision) == 0;
	const char *const cells[] = { gone->record, form, revision };

	delivered_list_add(&package->state, gone->record, form, revision, true);
	if (!gone->withdrawn)
		package->last_withdrawn++;
	if (told && making->options->since_last)
		return false;
	package->withdrawn++;
	making_rows_cells(t->rows, cells, 3);
	return true;
}

/* A record that is still here, withdrawn or kept back. */
static int take_back_record(void *of, const struct record_head *head,
			    const struct answers *answers, struct err *err)
{
	struct taking_back *t = of;
	struct making *making = t->making;
	const struct delivered *gone;
	char revision[UUID_ROOM];
	char own[UUID_ROOM];
	char id[UUID_ROOM];

	(void)answers;
	pseudonym_id(&making->pseudonyms, head->id, id);
	gone = delivered_list_find(&t->gone, id);
	if (!gone)
		return 0;
	t->found[gone - t->gone.items] = true;
	pseudonym_id(&making->pseudonyms, head->revision, own);
	if (head->status == RECORD_WITHDRAWN)
		memcpy(revision, own, sizeof(own));
	else
		package_step(&making->told, id, own, SENT_BACK, revision);
	if (!take_back(t, gone, head->form, revision))
		return 0;
	return add_revisions(making, head->id, id, revision, t->revisions, err);
}

/* One that is not in the file any more. */
static int take_back_lost(struct taking_back *t, const struct delivered *gone,
			  struct err *err)
{
	struct making *making = t->making;
	char revision[UUID_ROOM];

	if (gone->withdrawn)
		memcpy(revision, gone->revision, sizeof(revision));
	else
		package_step(&making->told, gone->record, gone->revision,
			     SENT_GONE, revision);
	if (!take_back(t, gone, gone->form, revision))
		return 0;
	return add_revisions(making, NULL, gone->record, revision, t->revisions,
			     err);
}

static void find_gone(struct making *making, struct delivered_list *gone)
{
	for (size_t i = 0; i < making->last.count; i++) {
		const struct delivered *had = &making->last.items[i];

		if (!delivered_list_find(&making->package->state, had->record))
			delivered_list_add(gone, had->record, had->form,
					   had->revision, had->withdrawn);
	}
}

static int visit_all(struct taking_back *t, struct err *err)
{
	const struct catalogue *catalogue = t->making->catalogue;
	int code = 0;

	for (size_t i = 0; i < catalogue_count(catalogue) && code == 0; i++) {
		const struct form *form = catalogue_form(catalogue, i);
		const struct selection all = { .form = form->name,
					       .version = form->version,
					       .withdrawn = true,
					       .no_drafts = true };

		code = records_visit(t->making->store, form, &all, false,
				     take_back_record, t, err);
	}
	return code;
}

static int make_withdrawn(struct making *making, struct err *err)
{
	struct making_rows rows = { 0 };
	struct making_rows revisions = { 0 };
	struct taking_back t = { .making = making,
				 .rows = &rows,
				 .revisions = &revisions };
	int code = 0;

	delivered_list_sort(&making->package->state);
	find_gone(making, &t.gone);
	if (t.gone.count > 0) {
		t.found = alloc_new(t.gone.count, sizeof(*t.found));
		code = visit_all(&t, err);
		for (size_t i = 0; i < t.gone.count && code == 0; i++)
			if (!t.found[i])
				code = take_back_lost(&t, &t.gone.items[i],
						      err);
	}
	if (code == 0 && rows.count > 0) {
		making_resource(making, PACKAGE_WITHDRAWN, "id,form,revision\n",
				&rows);
		making_resource(making, PACKAGE_WITHDRAWN PACKAGE_REVISIONS,
				"id,revision,parent\n", &revisions)
			->of = alloc_text(PACKAGE_WITHDRAWN);
	}
	delivered_list_sort(&making->package->state);
	delivered_list_done(&t.gone);
	making_rows_done(&rows);
	making_rows_done(&revisions);
	free(t.found);
	return code;
}

/* --- the whole */

static void add_part(struct buffer *text, const char *name, const char *value)
{
	if (value)
		buffer_print(text, "%s%s=%s", text->length ? "; " : "", name,
			     value);
}

/* The same choice gives the same text. */
static char *selection_text(const struct package_options *options)
{
	const struct selection *s = &options->selection;
	struct buffer text = { 0 };

	add_part(&text, "form", s->form);
	add_part(&text, "version", s->version);
	add_part(&text, "from", s->from);
	add_part(&text, "to", s->to);
	add_part(&text, "by", s->by_ended ? "ended" : NULL);
	add_part(&text, "organisatie", s->organisatie);
	add_part(&text, "team", s->team);
	add_part(&text, "medewerker", s->medewerker);
	return text.length ? buffer_take(&text) : alloc_text("");
}

/* May this form go at all?  Of one that was not asked for that is no fault. */
static int is_allowed(struct making *making, size_t at, bool *out,
		      struct err *err)
{
	const struct form *form = catalogue_form(making->catalogue, at);
	int code = consent_covers(making->catalogue, making->options->purpose,
				  form, err);

	*out = code == 0;
	if (code == ERR_INVALID && !making->options->selection.form) {
		struct package *package = making->package;

		if (package->refused_count == 0 ||
		    strcmp(package->refused[package->refused_count - 1],
			   form->name) != 0)
			package->refused[package->refused_count++] =
				alloc_text(form->name);
		code = 0;
	}
	return code;
}

static int make_forms(struct making *making, struct err *err)
{
	const struct catalogue *catalogue = making->catalogue;
	const char *wanted = making->options->selection.form;
	const char *before = "";
	size_t count = catalogue_count(catalogue);
	int code = 0;

	making->package->forms =
		alloc_new(count, sizeof(*making->package->forms));
	making->package->refused =
		alloc_new(count, sizeof(*making->package->refused));
	for (size_t i = 0; i < count && code == 0; i++) {
		const char *name = catalogue_form(catalogue, i)->name;
		bool allowed = false;

		if (strcmp(name, before) == 0 ||
		    (wanted && strcmp(name, wanted) != 0))
			continue;
		before = name;
		code = is_allowed(making, i, &allowed, err);
		if (code == 0 && allowed)
			code = make_form(making, name, err);
	}
	return code;
}

static int compare_entries(const void *a, const void *b)
{
	const struct zip_entry *x = a;
	const struct zip_entry *y = b;

	return strcmp(x->path, y->path);
}

static char *versions_text(const struct making *making)
{
	struct buffer text = { 0 };

	for (size_t i = 0; i < making->form_count; i++)
		buffer_print(&text, "%s%s@%s", i ? " " : "",
			     making->forms[i].form->name,
			     making->forms[i].form->version);
	return text.length ? buffer_take(&text) : alloc_text("");
}

/* The descriptor comes first, and knows all the others. */
static void describe(struct making *making)
{
	struct package *package = making->package;
	struct zip files = { 0 };
	size_t length = 0;
	char *text;

	if (package->files.count > 1)
		qsort(package->files.entries, package->files.count,
		      sizeof(*package->files.entries), compare_entries);
	text = package_codebook(making, &length);
	zip_add(&package->files, PACKAGE_CODEBOOK, text, length);
	package->versions = versions_text(making);

	text = package_descriptor(making, &length);
	zip_add(&files, PACKAGE_DESCRIPTOR, text, length);
	for (size_t i = 0; i < package->files.count; i++)
		zip_add(&files, package->files.entries[i].path,
			package->files.entries[i].bytes,
			package->files.entries[i].length);
	for (size_t i = 0; i < package->files.count; i++)
		package->files.entries[i].bytes = NULL;
	zip_done(&package->files);
	package->files = files;
}

static int find_last(struct making *making, struct err *err)
{
	struct package *package = making->package;
	int code = deliveries_last(
		making->store, purpose_name(making->options->purpose),
		package->selection, &package->last, &making->last, err);

	package->has_last = code == 0;
	if (code && code != ERR_NOTFOUND)
		return code;
	return deliveries_told(making->store,
			       purpose_name(making->options->purpose),
			       &making->told, err);
}

static int make(struct making *making, struct err *err)
{
	struct making_rows trajecten = { 0 };
	int code = pseudonyms_load(making->store, &making->pseudonyms, err);

	if (code == 0)
		code = package_secrets_new(making->store, making->catalogue,
					   making->options->free_text,
					   &making->secrets, err);
	if (code == 0)
		code = find_last(making, err);
	making->trajecten = &trajecten;
	if (code == 0)
		code = make_forms(making, err);
	if (code == 0) {
		making_resource(making, PACKAGE_TRAJECTEN,
				"traject,organisatie\n", &trajecten);
		code = make_withdrawn(making, err);
	}
	if (code == 0)
		describe(making);
	making_rows_done(&trajecten);
	making->trajecten = NULL;
	return code;
}

static void making_done(struct making *making)
{
	for (size_t i = 0; i < making->resource_count; i++) {
		struct package_resource *resource = &making->resources[i];

		free(resource->name);
		free(resource->path);
		free(resource->of);
		free(resource->fates);
		columns_free(resource->columns);
		free(resource->versions);
	}
	for (size_t i = 0; i < making->form_count; i++)
		free(making->forms[i].path);
	free(making->resources);
	free(making->forms);
	package_secrets_free(making->secrets);
	delivered_list_done(&making->last);
	delivered_list_done(&making->told);
	pseudonyms_done(&making->pseudonyms);
}

int package_make(struct store *store, const struct catalogue *catalogue,
		 const struct package_options *options, struct package **out,
		 struct err *err)
{
	struct package *package = alloc_new(1, sizeof(*package));
	struct making making = { .store = store,
				 .catalogue = catalogue,
				 .options = options,
				 .package = package };
	int code;

	package->purpose = options->purpose;
	package->selection = selection_text(options);
	/* Nobody changes the file meanwhile. */
	code = store_begin(store, err);
	if (code == 0) {
		code = make(&making, err);
		if (code == 0)
			code = store_commit(store, err);
		else
			store_rollback(store);
	}
	making_done(&making);
	if (code) {
		package_free(package);
		return code;
	}
	*out = package;
	return 0;
}
