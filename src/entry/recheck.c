/* entry/recheck.c - see entry/recheck.h */
#include "config.h"

#include "entry/recheck.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "entry/around.h"
#include "store/drafts.h"
#include "store/forms.h"
#include "store/records.h"
#include "store/revisions.h"
#include "store/trajecten.h"

struct rechecking {
	struct store *store;
	const struct catalogue *catalogue;
	struct problem_list *problems;
	const struct form *form;
	bool looks_out; /* its rules may see the traject */
	struct rules *rules;
	struct around around; /* of one record after the other */
};

/* One record. */
struct looking {
	struct rechecking *of;
	const struct record_head *head;
	const struct answers *stored;
	struct answers *answers; /* calculated again */
};

static void report(const struct looking *l, int field, int row,
		   const char *text)
{
	char *path = form_path(l->of->form, field, row);

	/* TRANSLATORS: the id of a record, a field, what is wrong with it. */
	problem_add(l->of->problems, store_path(l->of->store), 0, 0,
		    l->of->form->name, _("Record %s, %s: %s"), l->head->id,
		    path, text);
	free(path);
}

/* Sentences of a form may hold answers; which rule it is, is enough. */
static const char *words_of(enum field_fault fault)
{
	switch (fault) {
	case FAULT_REQUIRED:
		return _("an answer is missing that may not be");
	case FAULT_VALUE:
		return _("the value is not one that the question takes");
	case FAULT_CONSTRAINT:
		return _("the value breaks the rule of the question");
	default:
		return _("a check that may not be overruled speaks");
	}
}

static void look_at_field(struct looking *l, int field, int row)
{
	const struct field *f = &l->of->form->fields[field];
	const struct answer *stored = answers_get(l->stored, field, row);
	const struct answer *now = answers_get(l->answers, field, row);
	bool relevant = rules_is_relevant(l->of->rules, field, row);
	enum field_fault fault;

	if (!relevant) {
		if (stored->value || stored->missing)
			report(l, field, row,
			       _("there is an answer where none is asked"));
		return;
	}
	if (f->type == FIELD_CALCULATE) {
		if (!same_text(stored->value, now->value))
			report(l, field, row,
			       _("the value is not what is calculated"));
		return;
	}
	fault = rules_hard_fault(l->of->rules, field, row, NULL);
	if (fault_blocks(fault))
		report(l, field, row, words_of(fault));
}

static void look_at_fields(struct looking *l)
{
	const struct form *form = l->of->form;

	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows = repeat < 0 ? 0 : answers_rows(l->answers, repeat);

		for (int row = repeat >= 0; row <= rows; row++)
			look_at_field(l, i, row);
	}
}

static void look_at_counts(struct looking *l)
{
	bool counts = rules_counts(l->of->rules);

	if (l->head->status == RECORD_WITHDRAWN || counts == l->head->counts)
		return;
	problem_add(l->of->problems, store_path(l->of->store), 0, 0,
		    l->of->form->name,
		    counts ? _("Record %s counts by the rules of the form, but "
			       "not in the file")
			   : _("Record %s counts in the file, but not by the "
			       "rules of the form"),
		    l->head->id);
}

/* The last change of what is known of the traject; NULL: nothing is. */
static int traject_changed(const struct rechecking *r, int64_t traject,
			   char **out, struct err *err)
{
	const struct form *form = catalogue_traject(r->catalogue);
	const struct form_place place = { .form = form->name,
					  .traject = traject };
	struct record_head head = { 0 };
	struct draft draft = { 0 };
	int code = records_in_place(r->store, &place, &head, err);

	if (!code)
		*out = alloc_text(head.changed);
	if (code == ERR_NOTFOUND) {
		code = drafts_in_place(r->store, &place, &draft, err);
		*out = code ? NULL : alloc_text(draft.changed);
	}
	record_head_done(&head);
	draft_done(&draft);
	return code == ERR_NOTFOUND ? 0 : code;
}

/*
 * Of a record from a package not all answers are there, so the rules cannot be
 * held to it; a correction made here is looked at again.
 */
static int is_in_part(const struct looking *l, bool *out, struct err *err)
{
	struct revision_list list = { 0 };
	int code = revisions_of(l->of->store, l->head->id, &list, err);

	for (size_t i = 0; i < list.count && !code; i++)
		if (list.items[i].what &&
		    strcmp(list.items[i].what, "withdraw") != 0 &&
		    strcmp(list.items[i].what, "verify") != 0)
			*out = strcmp(list.items[i].what, "package") == 0;
	revision_list_done(&list);
	return code;
}

/* May what is found be because the traject is another than it was then? */
static int is_excused(const struct looking *l, bool *out, struct err *err)
{
	char *changed = NULL;
	int code = 0;

	*out = false;
	code = is_in_part(l, out, err);
	if (code || *out || !l->of->looks_out)
		return code;
	code = traject_changed(l->of, l->head->traject_id, &changed, err);
	if (!code)
		*out = !changed || strcmp(changed, l->head->changed) > 0;
	free(changed);
	return code;
}

static int look_at_record(struct looking *l, struct err *err)
{
	struct rechecking *r = l->of;
	struct problem_list found = { 0 };
	struct problem_list *problems = r->problems;
	bool excused = false;
	int code = 0;

	if (r->looks_out)
		code = around_load(r->store, r->catalogue, l->head->traject_id,
				   l->head->jeugdige, l->head->completed,
				   &r->around, err);
	else
		around_empty(l->head->completed, &r->around);
	if (code)
		return code;
	if (r->rules)
		rules_use(r->rules, l->answers, &r->around.seen);
	else
		r->rules = rules_new(l->answers, &r->around.seen);
	r->problems = &found;
	look_at_fields(l);
	look_at_counts(l);
	r->problems = problems;
	if (found.count > 0)
		code = is_excused(l, &excused, err);
	for (size_t i = 0; i < found.count && !excused; i++)
		problem_add(problems, found.items[i].file, 0, 0,
			    found.items[i].field, "%s", found.items[i].text);
	problem_list_done(&found);
	return code;
}

static int visit(void *of, const struct record_head *head,
		 const struct answers *answers, struct err *err)
{
	struct rechecking *r = of;
	struct looking l = { .of = r,
			     .head = head,
			     .stored = answers,
			     .answers = answers_copy(answers) };
	int code = look_at_record(&l, err);

	/* The rules borrow them until the next. */
	if (code) {
		rules_free(r->rules);
		r->rules = NULL;
	}
	answers_free(l.answers);
	return code;
}

/* The name before a dot is how a rule reaches out of its form. */
static bool looks_out(const struct form *form)
{
	return strstr(form->source, "traject.") ||
	       strstr(form->source, "jeugdige.");
}

static int look_at_form(struct rechecking *r, const char *name,
			const char *version, struct err *err)
{
	struct selection selection = { .form = name,
				       .version = version,
				       .withdrawn = true,
				       .no_drafts = true };
	struct err why = { 0 };
	int code;

	r->form = catalogue_find(r->catalogue, name, version);
	if (!r->form) {
		problem_add(r->problems, store_path(r->store), 0, 0, name,
			    _("The form that the file keeps cannot be read"));
		return 0;
	}
	code = forms_take_up(r->store, r->form, &why);
	if (code == ERR_INVALID) {
		problem_add(r->problems, store_path(r->store), 0, 0, name, "%s",
			    why.text);
		return 0;
	}
	r->looks_out = looks_out(r->form);
	if (r->looks_out)
		around_ask_for(&r->around, r->catalogue, &r->form, 1);
	code = records_visit(r->store, r->form, &selection, true, visit, r,
			     err);
	rules_free(r->rules);
	r->rules = NULL;
	around_done(&r->around);
	return code;
}

int recheck(struct store *store, const struct catalogue *catalogue,
	    struct problem_list *problems, struct err *err)
{
	struct rechecking r = { .store = store,
				.catalogue = catalogue,
				.problems = problems };
	struct kept_form_list kept = { 0 };
	int code = forms_kept(store, &kept, err);

	for (size_t i = 0; i < kept.count && !code; i++)
		code = look_at_form(&r, kept.items[i].name,
				    kept.items[i].version, err);
	kept_form_list_done(&kept);
	return code;
}
