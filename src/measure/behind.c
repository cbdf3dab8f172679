/* measure/behind.c - see measure/behind.h */
#include "config.h"

#include "measure/behind.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "entry/around.h"
#include "entry/rules.h"
#include "form/value.h"

/* What the visitor of one form version needs. */
struct search {
	struct store *store;
	const struct catalogue *catalogue;
	const struct behind_question *question;
	const struct form *form; /* the version that is visited */
	struct behind *behind;
};

static void add(struct search *s, const struct record_head *head,
		enum behind_part part, char *why)
{
	struct behind *b = s->behind;
	struct behind_record *r;

	b->items =
		alloc_grow(b->items, b->count, &b->capacity, sizeof(*b->items));
	r = &b->items[b->count++];
	*r = (struct behind_record){ .part = part, .why = why };
	record_head_copy(&r->head, head);
	b->parts[part]++;
}

/* The counting rule that does not hold, in the form's own words. */
static int why_not(struct search *s, const struct record_head *head,
		   const struct answers *answers, char **why, struct err *err)
{
	struct answers *copy = answers_copy(answers);
	struct around around = { 0 };
	struct rules *rules = NULL;
	int code = around_load(s->store, s->catalogue, head->traject_id,
			       head->jeugdige, head->completed, &around, err);

	*why = NULL;
	if (!code) {
		rules = rules_new(copy, &around.seen);
		for (size_t i = 0; i < s->form->rule_count && !*why; i++)
			*why = rules_why_not(rules, i);
	}
	rules_free(rules);
	around_done(&around);
	answers_free(copy);
	if (!code && !*why)
		*why = alloc_text(_("does not count"));
	return code;
}

/* Why this field has no answer, in words. */
static char *why_empty(const struct field *field, const struct answer *answer)
{
	const struct missing_reason *reason;

	if (!answer->missing)
		return alloc_text(_("not filled in"));
	reason = field_missing(field, answer->missing);
	return alloc_text(reason ? words_text(&reason->label)
				 : answer->missing);
}

static void sort_answer(struct search *s, const struct record_head *head,
			const struct answers *answers)
{
	const struct field *asked =
		&s->question->form->fields[s->question->field];
	int index = form_find(s->form, asked->name);
	const struct field *field;
	const struct answer *answer;
	const char *option;

	if (index < 0) {
		add(s, head, BEHIND_OUT,
		    alloc_text(_("this version has no such question")));
		return;
	}
	field = &s->form->fields[index];
	answer = answers_get(answers, index, 0);
	if (!answer->value) {
		add(s, head, BEHIND_OUT, why_empty(field, answer));
		return;
	}
	if (s->question->kind == BEHIND_ITEM) {
		add(s, head,
		    strcmp(answer->value, "1") == 0 ? BEHIND_IN : BEHIND_REST,
		    NULL);
		return;
	}
	option = asked->options[s->question->option].name;
	index = field_option_index(field, option);
	if (field->type == FIELD_SELECT_MULTIPLE)
		add(s, head,
		    index >= 0 && (value_bits(field, answer->value) >> index &
				   1) != 0
			    ? BEHIND_IN
			    : BEHIND_REST,
		    NULL);
	else
		add(s, head,
		    strcmp(answer->value, option) == 0 ? BEHIND_IN
						       : BEHIND_REST,
		    NULL);
}

/* Met and scored of this record, over the items that its version has. */
static struct score score_of(const struct search *s, int measure,
			     const struct answers *answers)
{
	const struct measure *m = &s->question->form->measures[measure];
	struct score score = { 0 };

	for (size_t i = 0; i < m->item_count; i++) {
		const char *name = s->question->form->fields[m->items[i]].name;
		int index = form_find(s->form, name);
		const char *value =
			index < 0 ? NULL
				  : answers_get(answers, index, 0)->value;

		score.items++;
		score.scored += value != NULL;
		score.met += value && strcmp(value, "1") == 0;
	}
	return score;
}

static void sort_score(struct search *s, const struct record_head *head,
		       const struct answers *answers)
{
	const struct form *form = s->question->form;
	bool positive = s->question->kind == BEHIND_POSITIVE;
	struct score score = score_of(
		s, positive ? form->positive_measure : s->question->measure,
		answers);
	char *why;

	if (!positive && score.scored == 0) {
		add(s, head, BEHIND_OUT, alloc_text(_("nothing scored")));
		return;
	}
	why = alloc_print(_("%d met of %d scored"), score.met, score.scored);
	add(s, head,
	    positive && score.met < form->positive_at_least ? BEHIND_REST
							    : BEHIND_IN,
	    why);
}

static int sort_record(void *of, const struct record_head *head,
		       const struct answers *answers, struct err *err)
{
	struct search *s = of;
	char *why;
	int code;

	if (!head->counts) {
		code = why_not(s, head, answers, &why, err);
		if (!code)
			add(s, head, BEHIND_OUT, why);
		return code;
	}
	switch (s->question->kind) {
	case BEHIND_ITEM:
	case BEHIND_OPTION:
		sort_answer(s, head, answers);
		break;
	default:
		sort_score(s, head, answers);
		break;
	}
	return 0;
}

static int by_part(const void *a, const void *b)
{
	const struct behind_record *x = a;
	const struct behind_record *y = b;
	int days;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	days = strcmp(y->head.completed ? y->head.completed : "",
		      x->head.completed ? x->head.completed : "");
	return days ? days : strcmp(x->head.id, y->head.id);
}

int behind_find(struct store *store, const struct catalogue *catalogue,
		const struct selection *selection,
		const struct behind_question *question, struct behind **out,
		struct err *err)
{
	struct selection complete = *selection;
	struct search s = { store, catalogue, question, NULL,
			    alloc_new(1, sizeof(*s.behind)) };
	int code = 0;

	complete.no_drafts = true;
	complete.withdrawn = false;
	for (size_t i = 0; i < catalogue_count(catalogue) && !code; i++) {
		s.form = catalogue_form(catalogue, i);
		if (strcmp(s.form->name, question->form->name) != 0 ||
		    (selection->version &&
		     strcmp(s.form->version, selection->version) != 0))
			continue;
		code = records_visit(store, s.form, &complete, true,
				     sort_record, &s, err);
	}
	if (code) {
		behind_free(s.behind);
		return code;
	}
	if (s.behind->count > 1)
		qsort(s.behind->items, s.behind->count,
		      sizeof(*s.behind->items), by_part);
	*out = s.behind;
	return 0;
}

void behind_free(struct behind *behind)
{
	if (!behind)
		return;
	for (size_t i = 0; i < behind->count; i++) {
		record_head_done(&behind->items[i].head);
		free(behind->items[i].why);
	}
	free(behind->items);
	free(behind);
}
