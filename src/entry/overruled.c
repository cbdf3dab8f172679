/* entry/overruled.c - see entry/overruled.h */
#include "config.h"

#include "entry/overruled.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "entry/around.h"
#include "entry/rules.h"

/* A visit to the records of one form version. */
struct looking {
	struct store *store;
	const struct catalogue *catalogue;
	const struct form *form;
	struct around around; /* one after the other */
	struct overruled_list out;
};

static void add(struct looking *l, const struct record_head *head, int field,
		int row, const char *reason)
{
	struct overruled_list *out = &l->out;
	struct overruled *o;

	out->items = alloc_grow(out->items, out->count, &out->capacity,
				sizeof(*out->items));
	o = &out->items[out->count++];
	*o = (struct overruled){ .form = l->form,
				 .field = field,
				 .row = row,
				 .reason = alloc_text(reason) };
	record_head_copy(&o->head, head);
}

static void list_reasons(struct looking *l, const struct record_head *head,
			 const struct answers *answers)
{
	for (int f = 0; f < (int)l->form->field_count; f++) {
		int repeat = l->form->fields[f].repeat;
		int rows = repeat >= 0 ? answers_rows(answers, repeat) : 0;

		for (int row = repeat >= 0; row <= rows; row++) {
			const char *reason =
				answers_get(answers, f, row)->reason;

			if (reason)
				add(l, head, f, row, reason);
		}
	}
}

/* What the checks say of those from first on, which are of one record. */
static int ask_rules(struct looking *l, size_t first,
		     const struct record_head *head,
		     const struct answers *answers, struct err *err)
{
	struct answers *copy;
	struct rules *rules;
	int code =
		around_load(l->store, l->catalogue, head->traject_id,
			    head->jeugdige, head->completed, &l->around, err);

	if (code)
		return code;
	copy = answers_copy(answers);
	rules = rules_new(copy, &l->around.seen);
	for (size_t i = first; i < l->out.count; i++) {
		struct overruled *o = &l->out.items[i];

		(void)rules_fault(rules, o->field, o->row, &o->message);
	}
	rules_free(rules);
	answers_free(copy);
	return 0;
}

static int look_at(void *of, const struct record_head *head,
		   const struct answers *answers, struct err *err)
{
	struct looking *l = of;
	size_t first = l->out.count;

	list_reasons(l, head, answers);
	return l->out.count == first ? 0
				     : ask_rules(l, first, head, answers, err);
}

static int compare(const void *a, const void *b)
{
	const struct overruled *x = a;
	const struct overruled *y = b;
	int order = strcmp(y->head.completed, x->head.completed);

	if (!order)
		order = strcmp(x->head.id, y->head.id);
	if (!order)
		order = x->field - y->field;
	return order ? order : x->row - y->row;
}

int overruled_find(struct store *store, const struct catalogue *catalogue,
		   const struct selection *selection,
		   struct overruled_list *out, struct err *err)
{
	struct looking l = { .store = store, .catalogue = catalogue };
	int code = 0;

	for (size_t i = 0; i < catalogue_count(catalogue) && !code; i++) {
		struct selection one = *selection;

		l.form = catalogue_form(catalogue, i);
		one.form = l.form->name;
		one.version = l.form->version;
		one.no_drafts = true;
		one.overruled = true;
		code = records_visit(store, l.form, &one, true, look_at, &l,
				     err);
	}
	around_done(&l.around);
	if (code) {
		overruled_list_done(&l.out);
		return code;
	}
	if (l.out.count > 1)
		qsort(l.out.items, l.out.count, sizeof(*l.out.items), compare);
	*out = l.out;
	return 0;
}

void overruled_list_done(struct overruled_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		record_head_done(&list->items[i].head);
		free(list->items[i].message);
		free(list->items[i].reason);
	}
	free(list->items);
	*list = (struct overruled_list){ 0 };
}
