/* measure/figures_reasons.c - why records do not count; see measure/figures.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "entry/around.h"
#include "entry/rules.h"
#include "form/expr.h"
#include "measure/figures_private.h"

struct search {
	struct store *store;
	const struct catalogue *catalogue;
	const struct form *form; /* the version that is visited */
	const struct form *told; /* the version whose rules are told of */
	bool reads_around;
	int64_t *counts; /* per rule of `told`, and one more for none of them */
};

/* Does anything of this form that bears on counting look outside it? */
static bool looks_outside(const struct expr *expr)
{
	enum name_source source;
	int index;

	for (int i = 0; expr && expr_name(expr, i, &source, &index); i++)
		if (source == NAME_TRAJECT || source == NAME_JEUGDIGE)
			return true;
	return false;
}

static bool reads_around(const struct form *form)
{
	bool reads = false;

	for (size_t i = 0; i < form->rule_count; i++)
		reads = reads || looks_outside(form->rules[i].rule);
	for (size_t i = 0; i < form->field_count; i++)
		reads = reads || looks_outside(form->fields[i].relevant) ||
			looks_outside(form->fields[i].calculation);
	for (size_t i = 0; i < form->section_count; i++)
		reads = reads || looks_outside(form->sections[i].relevant);
	for (size_t i = 0; i < form->group_count; i++)
		reads = reads || looks_outside(form->groups[i].relevant);
	for (size_t i = 0; i < form->repeat_count; i++)
		reads = reads || looks_outside(form->repeats[i].relevant);
	return reads;
}

/* The same rule in the form that is told of, or one past the last. */
static size_t told_rule(const struct search *search, size_t rule)
{
	const char *text = expr_text(search->form->rules[rule].rule);
	const struct form *told = search->told;

	if (search->form == told)
		return rule;
	for (size_t i = 0; i < told->rule_count; i++)
		if (strcmp(expr_text(told->rules[i].rule), text) == 0)
			return i;
	return told->rule_count;
}

/* The first rule that does not hold. */
static size_t failing_rule(const struct search *search, struct rules *rules)
{
	for (size_t i = 0; i < search->form->rule_count; i++) {
		char *why = rules_why_not(rules, i);

		free(why);
		if (why)
			return told_rule(search, i);
	}
	return search->told->rule_count;
}

static int visit(void *of, const struct record_head *head,
		 const struct answers *answers, struct err *err)
{
	struct search *search = of;
	struct around around = { 0 };
	struct answers *copy;
	struct rules *rules;
	int code = 0;

	if (head->status == RECORD_DRAFT || head->counts)
		return 0;
	around_set_today(&around, head->completed);
	if (search->reads_around)
		code = around_load(search->store, search->catalogue,
				   head->traject_id, head->jeugdige,
				   head->completed, &around, err);
	if (code)
		return code;

	/* Working out the rules writes calculations into the answers. */
	copy = answers_copy(answers);
	rules = rules_new(copy, &around.seen);
	search->counts[failing_rule(search, rules)]++;
	rules_free(rules);
	answers_free(copy);
	around_done(&around);
	return 0;
}

static void set_reasons(struct figures *f, const int64_t *counts)
{
	size_t rules = f->form->rule_count;

	free(f->reasons);
	f->reasons = alloc_new(rules + 1, sizeof(*f->reasons));
	f->reason_count = 0;
	f->has_reasons = true;
	for (size_t i = 0; i <= rules; i++)
		if (counts[i] > 0)
			f->reasons[f->reason_count++] = (struct figure_reason){
				.rule = i < rules ? (int)i : -1,
				.records = counts[i],
			};
}

int figures_add_reasons(struct figures *figures, struct store *store,
			const struct catalogue *catalogue,
			const struct selection *selection, struct err *err)
{
	struct selection left_out = *selection;
	struct search search = { .store = store,
				 .catalogue = catalogue,
				 .told = figures->form };
	int code = 0;

	if (figures->threshold > 0)
		return 0;
	left_out.left_out = true;
	left_out.no_drafts = true;
	left_out.withdrawn = false;
	search.counts = alloc_new(figures->form->rule_count + 1,
				  sizeof(*search.counts));
	for (size_t i = 0; i < catalogue_count(catalogue) && !code; i++) {
		search.form = catalogue_form(catalogue, i);
		if (strcmp(search.form->name, figures->form->name) != 0)
			continue;
		search.reads_around = reads_around(search.form);
		code = records_visit(store, search.form, &left_out, true, visit,
				     &search, err);
	}
	if (!code)
		set_reasons(figures, search.counts);
	free(search.counts);
	return code;
}
