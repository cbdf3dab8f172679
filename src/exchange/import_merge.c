/* exchange/import_merge.c - a record that says where it comes from */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "exchange/import_private.h"
#include "exchange/relevant.h"
#include "form/value.h"
#include "store/pseudonyms.h"

/* --- showing both */

struct differences {
	struct import_difference *items;
	size_t count;
	size_t capacity;
};

static void add_difference(struct differences *list, char *field, char *ours,
			   char *theirs)
{
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	list->items[list->count++] =
		(struct import_difference){ field, ours, theirs };
}

static void differences_done(struct differences *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].field);
		free(list->items[i].ours);
		free(list->items[i].theirs);
	}
	free(list->items);
}

static void compare_texts(struct differences *list, const char *field,
			  const char *ours, const char *theirs)
{
	if (!same_or_empty(ours, theirs))
		add_difference(list, alloc_text(field),
			       alloc_text(ours ? ours : ""),
			       alloc_text(theirs ? theirs : ""));
}

static char *show_answer(const struct field *field, const struct answer *answer)
{
	const struct missing_reason *reason;

	if (answer_is_hidden(answer))
		return alloc_text(_("filled in by the client"));
	if (!answer->missing)
		return value_show(field, answer->value);
	reason = field_missing(field, answer->missing);
	return alloc_text(reason ? words_text(&reason->label)
				 : answer->missing);
}

void import_keep_client(const struct answers *ours, struct answers *theirs)
{
	const struct form *form = answers_form(theirs);

	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows = repeat < 0 ? 0 : answers_rows(theirs, repeat);

		for (int row = repeat >= 0; row <= rows; row++) {
			const struct answer *a = answers_get(ours, i, row);
			const struct answer *b = answers_get(theirs, i, row);

			if (a->client && !b->client &&
			    same_or_empty(a->value, b->value) &&
			    same_or_empty(a->missing, b->missing))
				answers_client(theirs, i, row, a->client);
		}
	}
}

static void compare_answer(struct differences *list, const struct form *form,
			   int index, int row, const struct answer *ours,
			   const struct answer *theirs)
{
	const struct field *field = &form->fields[index];
	char *name =
		row ? alloc_print("%s/%d/%s", form->repeats[field->repeat].name,
				  row, field->name)
		    : alloc_text(field->name);
	char *about;

	if (!same_or_empty(ours->value, theirs->value) ||
	    !same_or_empty(ours->missing, theirs->missing))
		add_difference(list, alloc_text(name), show_answer(field, ours),
			       show_answer(field, theirs));
	about = alloc_print("remark/%s", name);
	compare_texts(list, about, ours->remark, theirs->remark);
	free(about);
	about = alloc_print("reason/%s", name);
	compare_texts(list, about, ours->reason, theirs->reason);
	free(about);
	free(name);
}

static void compare_answers(struct differences *list,
			    const struct answers *ours,
			    const struct answers *theirs)
{
	const struct form *form = answers_form(theirs);

	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int first = repeat < 0 ? 0 : 1;
		int last = 0;

		if (repeat >= 0 && answers_rows(theirs, repeat) > last)
			last = answers_rows(theirs, repeat);
		if (repeat >= 0 && answers_rows(ours, repeat) > last)
			last = answers_rows(ours, repeat);
		for (int row = first; row <= last; row++)
			compare_answer(list, form, i, row,
				       answers_get(ours, i, row),
				       answers_get(theirs, i, row));
	}
}

static bool same_form(const struct record_head *a, const struct record_head *b)
{
	return same_or_empty(a->form, b->form) &&
	       same_or_empty(a->version, b->version);
}

/* The last change, and where that is the same the one with the last id. */
static enum import_prefer newer(const struct record_head *ours,
				const struct record_head *theirs)
{
	int order = strcmp(ours->changed ? ours->changed : "",
			   theirs->changed ? theirs->changed : "");

	if (order == 0)
		order = strcmp(ours->revision ? ours->revision : "",
			       theirs->revision ? theirs->revision : "");
	return order >= 0 ? PREFER_OURS : PREFER_THEIRS;
}

enum import_prefer import_decide(struct import *import, struct import_row *row,
				 const struct record_head *ours,
				 const struct answers *our_answers,
				 bool same_place)
{
	const struct import_options *options = import->options;
	const struct record_head *theirs = &row->head;
	struct differences list = { 0 };
	struct import_conflict conflict = { .file = options->file,
					    .line = row->line,
					    .ours = ours,
					    .theirs = theirs,
					    .same_place = same_place };
	enum import_prefer prefer = PREFER_NOTHING;

	compare_texts(&list, "version", ours->version, theirs->version);
	compare_texts(&list, "status", record_status_name(ours->status),
		      record_status_name(theirs->status));
	compare_texts(&list, "completed", ours->completed, theirs->completed);
	compare_texts(&list, "team", ours->team, theirs->team);
	compare_texts(&list, "medewerker", ours->medewerker,
		      theirs->medewerker);
	if (our_answers && row->answers && same_form(ours, theirs))
		compare_answers(&list, our_answers, row->answers);
	conflict.differences = list.items;
	conflict.count = list.count;
	/* What a person sees or decides comes once. */
	if (import->hasty && options->decide)
		import->again = true;
	else if (options->decide)
		prefer = options->decide(options->of, &conflict);
	differences_done(&list);
	return prefer == PREFER_NEWER ? newer(ours, theirs) : prefer;
}

/* --- putting it in */

/* A merge that is under way. */
struct merge {
	struct import *import;
	struct import_row *row;
	const struct revision_list *theirs;
	struct revision_list ours; /* empty when the record is new */
	struct record_head head;   /* of ours; empty when it is new */
};

/* What the store refuses is a conflict, and no fault of the file. */
static int hold_back(struct merge *m, int code, const struct err *why,
		     struct err *err)
{
	if (code == ERR_EXISTS)
		import_conflict(m->import, m->row, NULL, why->text);
	else if (code == ERR_INVALID || code == ERR_NOTFOUND)
		import_refuse(m->import, m->row, NULL, "%s", why->text);
	else if (code)
		return err_set(err, why->code, "%s", why->text);
	return 0;
}

/* Save one step; the head is what the record is after the last one. */
static int take_step(struct merge *m, const struct answers *answers,
		     const struct known_revision *revision, bool last,
		     struct err *err)
{
	struct record_head head = { 0 };
	struct err why = { 0 };
	int code;

	record_head_copy(&head, &m->row->head);
	alloc_replace(&head.revision, revision->id);
	if (!last && revision->at)
		alloc_replace(&head.changed, revision->at);
	code = records_take(m->import->store, m->row->form, &head, answers,
			    revision, &why);
	record_head_done(&head);
	return hold_back(m, code, &why, err);
}

/* A revision of which only the id is known: of a package. */
static int take_last(struct merge *m, struct err *err)
{
	const struct authorship *by = &m->import->options->by;
	const struct record_head *head = &m->row->head;
	struct known_revision revision = {
		.id = alloc_text(head->revision),
		.medewerker = alloc_text(by->medewerker),
		.login = alloc_text(by->login),
		.what = alloc_text("package"),
		.status = head->status,
		.completed = alloc_text(head->completed),
		.counts = head->counts,
	};
	struct revision_list list = { 0 };
	int code;

	for (size_t i = 0; i < m->theirs->count; i++)
		if (same_or_empty(m->theirs->items[i].id, head->revision))
			alloc_replace(&revision.parent,
				      m->theirs->items[i].parent);
	code = take_step(m, m->row->answers, &revision, true, err);
	list.items = alloc_new(1, sizeof(revision));
	list.items[0] = revision;
	list.count = 1;
	revision_list_done(&list);
	return code;
}

static char *answer_to(const struct answers *answers, int field)
{
	const char *value =
		field < 0 ? NULL : answers_get(answers, field, 0)->value;

	return alloc_text(value);
}

/* A traject was of these once, and its head follows its answers. */
static int check_earlier_names(struct merge *m, const struct answers *answers,
			       struct err *err)
{
	const struct traject_fields *of = &m->row->form->traject;
	struct record_head now = m->row->head;
	struct record_head *head = &m->row->head;
	char *organisatie = answer_to(answers, of->organisatie);
	int code;

	head->team = answer_to(answers, of->team);
	head->medewerker = answer_to(answers, of->medewerker);
	code = import_check_names(m->import, m->row,
				  organisatie ? organisatie : now.organisatie,
				  err);
	free(organisatie);
	free(head->team);
	free(head->medewerker);
	*head = now;
	return code;
}

/* One earlier revision, with what the record was then. */
static int take_earlier(struct merge *m, const struct known_revision *revision,
			struct err *err)
{
	struct answers *answers = NULL;
	int code =
		revisions_answers(m->import->source, m->row->form,
				  m->row->head.id, revision->id, &answers, err);

	if (code == 0 && m->row->form->is_traject)
		code = check_earlier_names(m, answers, err);
	if (code == 0 && !m->row->refused)
		code = take_step(m, answers, revision, false, err);
	answers_free(answers);
	return code;
}

/* All of theirs that we do not have, and what they know. */
static int take_all(struct merge *m, struct err *err)
{
	const struct record_head *head = &m->row->head;
	bool whole = false;
	int code = 0;

	for (size_t i = 0; i < m->theirs->count && !code && !m->row->refused;
	     i++) {
		const struct known_revision *r = &m->theirs->items[i];
		bool last = same_or_empty(r->id, head->revision);

		if (!m->import->source || !r->has_values ||
		    (!last && revision_list_has(&m->ours, r->id)))
			continue;
		if (last)
			code = take_step(m, m->row->answers, r, true, err);
		else
			code = take_earlier(m, r, err);
		whole = last;
	}
	if (!code && !m->row->refused && !whole)
		code = take_last(m, err);
	if (!code && !m->row->refused)
		code = revisions_note(m->import->store, head->id, m->theirs,
				      err);
	return code;
}

/* Keep a record, but withdrawn: the same in every file that decides so. */
static int withdraw(struct merge *m, const struct form *form,
		    const struct record_head *record,
		    const struct answers *answers, struct err *err)
{
	char id[UUID_ROOM];
	struct record_head head = { 0 };
	struct known_revision revision = { .status = RECORD_WITHDRAWN };
	struct revision_list list = { 0 };
	struct err why = { 0 };
	int code;

	pseudonym_follow("withdrawn", record->revision, id);
	revision.id = alloc_text(id);
	revision.parent = alloc_text(record->revision);
	revision.login = alloc_text(m->import->options->by.login);
	revision.medewerker = alloc_text(m->import->options->by.medewerker);
	revision.what = alloc_text("withdraw");
	revision.why =
		alloc_text(_("another record took its place at an "
			     "import"));
	revision.completed = alloc_text(record->completed);
	record_head_copy(&head, record);
	head.status = RECORD_WITHDRAWN;
	head.counts = false;
	alloc_replace(&head.revision, id);
	code = records_take(m->import->store, form, &head, answers, &revision,
			    &why);
	record_head_done(&head);
	list.items = alloc_new(1, sizeof(revision));
	list.items[0] = revision;
	list.count = 1;
	revision_list_done(&list);
	return hold_back(m, code, &why, err);
}

/* Theirs comes in, withdrawn: ours keeps the place. */
static int take_withdrawn(struct merge *m, struct err *err)
{
	struct import_row *row = m->row;
	int code;

	row->head.status = RECORD_WITHDRAWN;
	code = take_all(m, err);
	if (!code && !row->refused)
		code = withdraw(m, row->form, &row->head, row->answers, err);
	row->outcome = IMPORT_DECIDED;
	return code;
}

/* Ours is withdrawn, and theirs gets the place. */
static int withdraw_other(struct merge *m, const struct record_head *other,
			  const struct answers *answers, struct err *err)
{
	const struct form *form = answers_form(answers);

	return withdraw(m, form, other, answers, err);
}

/* The answers of a record that is here, by the form that it is of. */
static int our_answers(struct import *import, const struct record_head *head,
		       struct answers **out, struct err *err)
{
	const struct form *form =
		catalogue_find(import->catalogue, head->form, head->version);

	if (!form)
		return err_set(err, ERR_NOTFOUND, _("there is no form %s"),
			       head->form);
	return records_answers(import->store, form, head->id, out, err);
}

/* Another record has the place already: who is right? */
static int meet_other(struct merge *m, const struct record_head *other,
		      struct err *err)
{
	struct answers *answers = NULL;
	int code = our_answers(m->import, other, &answers, err);

	if (code)
		return code;
	switch (import_decide(m->import, m->row, other, answers, true)) {
	case PREFER_OURS:
		code = take_withdrawn(m, err);
		break;
	case PREFER_THEIRS:
		code = withdraw_other(m, other, answers, err);
		if (!code && !m->row->refused)
			code = take_all(m, err);
		break;
	default:
		import_conflict(m->import, m->row, NULL,
				_("the traject has this form already, filled "
				  "in as another record"));
		break;
	}
	answers_free(answers);
	return code;
}

/* Put theirs in its place, which may be taken. */
static int put(struct merge *m, struct err *err)
{
	const struct record_head *head = &m->row->head;
	const struct form_place place = record_head_place(head);
	struct record_head other = { 0 };
	int code;

	if (head->status == RECORD_WITHDRAWN)
		return take_all(m, err);
	code = records_in_place(m->import->store, &place, &other, err);
	if (code == 0 && !same_or_empty(other.id, head->id))
		code = meet_other(m, &other, err);
	else if (code == 0 || code == ERR_NOTFOUND)
		code = take_all(m, err);
	record_head_done(&other);
	return code;
}

/* --- comparing */

static bool is_same_record(struct merge *m)
{
	const struct record_head *ours = &m->head;
	const struct record_head *theirs = &m->row->head;

	if (!same_form(ours, theirs))
		import_conflict(m->import, m->row, "id",
				_("a record of another form or version has "
				  "this id"));
	else if (ours->traject_id != theirs->traject_id ||
		 !same_or_empty(ours->jeugdige, theirs->jeugdige) ||
		 !same_or_empty(ours->informant, theirs->informant))
		import_conflict(m->import, m->row, "id",
				_("a record of another traject or jeugdige "
				  "has this id"));
	return !m->row->refused;
}

/* Ours stays, and what they know is known. */
static int keep_ours(struct merge *m, enum import_outcome outcome,
		     struct err *err)
{
	m->row->outcome = outcome;
	return revisions_note(m->import->store, m->head.id, m->theirs, err);
}

/* Changed here and there: who is right? */
static int meet_edits(struct merge *m, struct err *err)
{
	struct answers *answers = NULL;
	enum import_prefer prefer;
	int code = our_answers(m->import, &m->head, &answers, err);

	if (code)
		return code;
	/* Two people may have mended the same thing in the same way. */
	if (m->row->answers && m->head.status == m->row->head.status &&
	    same_or_empty(m->head.completed, m->row->head.completed) &&
	    same_or_empty(m->head.team, m->row->head.team) &&
	    same_or_empty(m->head.medewerker, m->row->head.medewerker) &&
	    import_same_answers(answers, m->row->answers))
		prefer = newer(&m->head, &m->row->head);
	else
		prefer = import_decide(m->import, m->row, &m->head, answers,
				       false);
	answers_free(answers);
	switch (prefer) {
	case PREFER_OURS:
		return keep_ours(m, IMPORT_DECIDED, err);
	case PREFER_THEIRS:
		m->row->outcome = IMPORT_CHANGED;
		return put(m, err);
	default:
		import_conflict(m->import, m->row, "revision",
				_("the record was changed here too, and not "
				  "in the same way"));
		return 0;
	}
}

static int meet_ours(struct merge *m, struct err *err)
{
	const struct record_head *theirs = &m->row->head;
	bool we_know;
	bool they_know;
	int code;

	if (!is_same_record(m))
		return 0;
	code = revisions_of(m->import->store, m->head.id, &m->ours, err);
	if (code)
		return code;
	if (same_or_empty(m->head.revision, theirs->revision))
		return keep_ours(m, IMPORT_SAME, err);
	we_know = revision_list_has(&m->ours, theirs->revision);
	they_know = revision_list_has(m->theirs, m->head.revision);
	if (we_know && !they_know)
		return keep_ours(m, IMPORT_OLD, err);
	if (they_know && !we_know) {
		m->row->outcome = IMPORT_CHANGED;
		return put(m, err);
	}
	return meet_edits(m, err);
}

static int find_ours(struct merge *m, const char *id, bool *found,
		     struct err *err)
{
	struct err why = { 0 };
	int code = records_head(m->import->store, id, &m->head, &why);

	*found = code == 0;
	if (code == ERR_NOTFOUND)
		return 0;
	if (code)
		return err_pass(err, &why);
	if (m->head.status == RECORD_DRAFT)
		import_conflict(m->import, m->row, "id",
				_("this record is still a draft here; complete "
				  "or discard that first"));
	return 0;
}

static void merge_done(struct merge *m)
{
	revision_list_done(&m->ours);
	record_head_done(&m->head);
}

/* Was it taken back before it came, and does its file not know that? */
static int is_taken_back(const struct merge *m, bool *out, struct err *err)
{
	char *revision = NULL;
	int code = revisions_taken_back(m->import->store, m->row->head.id,
					&revision, err);

	*out = revision && !revision_list_has(m->theirs, revision);
	free(revision);
	return code;
}

static int put_new(struct merge *m, struct err *err)
{
	bool taken_back;
	int code = is_taken_back(m, &taken_back, err);

	m->row->outcome = taken_back ? IMPORT_OLD : IMPORT_ADDED;
	if (code || taken_back)
		return code;
	code = put(m, err);
	return code ? code
		    : revisions_take_back(m->import->store, m->row->head.id,
					  NULL, err);
}

int import_merge(struct import *import, struct import_row *row,
		 const struct revision_list *theirs, struct err *err)
{
	struct merge m = { .import = import, .row = row, .theirs = theirs };
	bool found;
	int code = find_ours(&m, row->head.id, &found, err);

	if (code == 0 && !row->refused && found) {
		code = meet_ours(&m, err);
	} else if (code == 0 && !row->refused) {
		code = put_new(&m, err);
	}
	merge_done(&m);
	return code;
}

/* The row becomes ours, but for what the withdrawal says. */
static int become_ours(struct merge *m, const char *revision, struct err *err)
{
	struct import_row *row = m->row;

	record_head_done(&row->head);
	record_head_copy(&row->head, &m->head);
	alloc_replace(&row->head.revision, revision);
	row->head.status = RECORD_WITHDRAWN;
	row->head.counts = false;
	row->form = catalogue_find(m->import->catalogue, m->head.form,
				   m->head.version);
	if (!row->form)
		return err_set(err, ERR_NOTFOUND, _("there is no form %s"),
			       m->head.form);
	return records_answers(m->import->store, row->form, m->head.id,
			       &row->answers, err);
}

int import_withdraw(struct import *import, struct import_row *row,
		    const char *id, const char *revision,
		    const struct revision_list *theirs, struct err *err)
{
	struct merge m = { .import = import, .row = row, .theirs = theirs };
	bool found;
	int code = find_ours(&m, id, &found, err);

	row->outcome = IMPORT_SAME;
	if (code == 0 && !row->refused && found) {
		code = become_ours(&m, revision, err);
		if (code == 0)
			code = meet_ours(&m, err);
	} else if (code == 0 && !row->refused) {
		code = revisions_take_back(import->store, id, revision, err);
	}
	merge_done(&m);
	return code;
}
