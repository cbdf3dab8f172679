/*
 * form/lint_never.c - conditions that no answers can make true
 *
 * Where all that a condition reads has few possible values (options, scores,
 * short scales, counts of a measure), every combination is tried.  A field
 * that would itself not be asked then counts as empty.  What has too many
 * values is left alone: silence is no proof.
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/expr_private.h"
#include "form/load_private.h"
#include "form/value.h"

#define COMBINATIONS_MAX 5000 /* of one condition */
#define WORK_MAX 500000       /* evaluations of short conditions, in all */
#define VALUES_MAX 128
#define CHAIN_MAX 40

/* One name with all it can be; the first value is empty. */
struct variable {
	enum name_source source;
	int index;
	const struct field *field; /* or NULL: a count of a measure */
	char **values; /* canonical, when first tried; NULL is empty */
	size_t count;
	size_t at; /* the value that is being tried */
	bool open; /* whether it is asked is being worked out */
};

struct trial {
	struct loader *l;
	struct variable *variables;
	size_t count;
	size_t capacity;
	size_t combinations;
};

/* The conditions under which something is asked, outermost first. */
struct chain {
	struct expr *const *slots[CHAIN_MAX];
	size_t count;
};

static void add_condition(struct chain *chain, struct expr *const *slot)
{
	if (*slot && chain->count < CHAIN_MAX)
		chain->slots[chain->count++] = slot;
}

static void add_groups(struct loader *l, struct chain *chain, int group)
{
	if (group < 0)
		return;
	add_groups(l, chain, l->groups[group].parent);
	add_condition(chain, &l->groups[group].relevant);
}

static void chain_of_field(struct loader *l, int i, struct chain *chain)
{
	struct field *f = &l->fields[i];

	add_condition(chain, &l->sections[f->section].relevant);
	if (f->repeat >= 0)
		add_condition(chain, &l->repeats[f->repeat].relevant);
	add_groups(l, chain, f->group);
	add_condition(chain, &f->relevant);
}

static char *number_text(int number)
{
	return alloc_print("%d", number);
}

/* How many values has the field, empty one included?  0: too many. */
static size_t count_values(const struct field *f)
{
	double range = f->to - f->from;

	switch (f->type) {
	case FIELD_SCORE:
	case FIELD_SELECT_ONE:
		return f->option_count + 1;
	case FIELD_SELECT_MULTIPLE:
		return f->option_count <= 11 ? (size_t)1 << f->option_count : 0;
	case FIELD_SCALE:
	case FIELD_INTEGER:
		if (!f->has_from || !f->has_to || range > VALUES_MAX)
			return 0;
		return (size_t)range + 2;
	default:
		return 0;
	}
}

static char *value_at(const struct field *f, size_t i)
{
	if (!f)
		return number_text((int)i);
	if (i == 0)
		return NULL;
	/* From all options down: most conditions hold soon then. */
	if (f->type == FIELD_SELECT_MULTIPLE)
		return value_from_bits(f, count_values(f) - i);
	if (f->type == FIELD_SCALE || f->type == FIELD_INTEGER)
		return number_text((int)f->from + (int)i - 1);
	return alloc_text(f->options[i - 1].name);
}

static struct variable *find_variable(struct trial *t, enum name_source source,
				      int index)
{
	for (size_t i = 0; i < t->count; i++) {
		if (t->variables[i].source == source &&
		    t->variables[i].index == index)
			return &t->variables[i];
	}
	return NULL;
}

static const struct field *field_of(const struct trial *t,
				    enum name_source source, int index)
{
	if (source == NAME_FIELD)
		return &t->l->form->fields[index];
	if (source == NAME_TRAJECT || source == NAME_JEUGDIGE)
		return &t->l->form->private->traject->fields[index];
	return NULL;
}

/* Add a name; false when there would be too much to try. */
static bool add_variable(struct trial *t, enum name_source source, int index)
{
	struct variable v = { .source = source, .index = index };

	if (find_variable(t, source, index))
		return true;
	v.field = field_of(t, source, index);
	if (v.field)
		v.count = count_values(v.field);
	else if (source == NAME_MET || source == NAME_SCORED)
		v.count = t->l->form->measures[index].item_count + 1;
	if (v.count == 0 || t->combinations > COMBINATIONS_MAX / v.count)
		return false;
	t->combinations *= v.count;
	v.values = alloc_new(v.count, sizeof(*v.values));
	t->variables = alloc_grow(t->variables, t->count, &t->capacity,
				  sizeof(*t->variables));
	t->variables[t->count++] = v;
	return true;
}

static void remove_variables(struct trial *t, size_t count)
{
	while (t->count > count) {
		struct variable *v = &t->variables[--t->count];

		t->combinations /= v->count;
		for (size_t i = 0; i < v->count; i++)
			free(v->values[i]);
		free(v->values);
	}
}

/* All names that the conditions read; all or none. */
static bool add_names(struct trial *t, const struct chain *chain)
{
	size_t before = t->count;
	enum name_source source;
	int index;

	for (size_t i = 0; i < chain->count; i++) {
		struct expr *expr = *chain->slots[i];
		bool good = !expr_reads_today(expr);

		for (int n = 0; good && expr_name(expr, n, &source, &index);
		     n++)
			good = add_variable(t, source, index);
		if (!good) {
			remove_variables(t, before);
			return false;
		}
	}
	return true;
}

/*
 * Add what decides whether the variables are asked, as far as that is little;
 * the others count as always asked.
 */
static void add_deeper(struct trial *t)
{
	for (size_t i = 0; i < t->count; i++) {
		struct chain chain = { .count = 0 };

		if (t->variables[i].source != NAME_FIELD)
			continue;
		chain_of_field(t->l, t->variables[i].index, &chain);
		add_names(t, &chain);
	}
}

static struct scalar value_of(void *of, enum name_source source, int index,
			      int row);

/*
 * One more evaluation; false when there were enough.  A long condition is as
 * much work as many short ones, and one that makes long texts as very many.
 */
static bool spend(struct loader *l, const struct expr *expr)
{
	static const char *const growing[] = { "printf", "format", "replace" };
	const char *text = expr_text(expr);

	l->lint_work += 1 + strlen(text) / 32;
	for (size_t i = 0; i < COUNT(growing); i++) {
		if (strcasestr(text, growing[i]))
			l->lint_work += 1000;
	}
	return l->lint_work < WORK_MAX;
}

static bool holds(struct trial *t, const struct chain *chain)
{
	const struct expr_context context = {
		.value = value_of, .of = t, .row = 1, .today = "2000-01-01"
	};

	for (size_t i = 0; i < chain->count; i++) {
		if (!spend(t->l, *chain->slots[i]) ||
		    expr_truth(*chain->slots[i], &context) != TRUTH_TRUE)
			return false;
	}
	return true;
}

/* Do we try values of all that these conditions read? */
static bool is_known(struct trial *t, const struct chain *chain)
{
	enum name_source source;
	int index;

	for (size_t i = 0; i < chain->count; i++) {
		struct expr *expr = *chain->slots[i];

		if (expr_reads_today(expr))
			return false;
		for (int n = 0; expr_name(expr, n, &source, &index); n++) {
			if (!find_variable(t, source, index))
				return false;
		}
	}
	return true;
}

static bool is_asked(struct trial *t, struct variable *v)
{
	struct chain chain = { .count = 0 };
	bool asked;

	if (v->source != NAME_FIELD || v->open)
		return true;
	chain_of_field(t->l, v->index, &chain);
	if (!is_known(t, &chain))
		return true;
	v->open = true;
	asked = holds(t, &chain);
	v->open = false;
	return asked;
}

static struct scalar value_of(void *of, enum name_source source, int index,
			      int row)
{
	static const struct field count = { .type = FIELD_INTEGER };
	struct trial *t = of;
	struct variable *v = find_variable(t, source, index);

	(void)row;
	if (!v || !is_asked(t, v))
		return (struct scalar){ .kind = SCALAR_NULL };
	if (!v->values[v->at])
		v->values[v->at] = value_at(v->field, v->at);
	return value_scalar(v->field ? v->field : &count, v->values[v->at]);
}

/* The next combination; false after the last. */
static bool next(struct trial *t)
{
	for (size_t i = 0; i < t->count; i++) {
		struct variable *v = &t->variables[i];

		if (++v->at < v->count)
			return true;
		v->at = 0;
	}
	return false;
}

/* Is there proof that the conditions never hold together? */
static bool never_holds(struct loader *l, const struct chain *chain)
{
	struct trial t = { .l = l, .combinations = 1 };
	bool never = add_names(&t, chain);

	if (never) {
		add_deeper(&t);
		do {
			never = !holds(&t, chain) && l->lint_work < WORK_MAX;
		} while (never && next(&t));
	}
	remove_variables(&t, 0);
	free(t.variables);
	return never;
}

static void report(struct loader *l, struct expr *const *slot,
		   const char *sentence)
{
	const struct pending *p = load_pending_of(l, slot);

	if (p)
		load_mistake(l, p->node, p->field, "%s", sentence);
}

/*
 * Hold what is asked under the last condition of the chain to it.  When those
 * around it fail already, that is told there.
 */
static bool check_relevant(struct loader *l, const struct chain *chain,
			   struct expr *const *slot)
{
	struct chain outer = *chain;

	if (!*slot || !never_holds(l, chain))
		return true;
	outer.count--;
	if (outer.count == 0 || !never_holds(l, &outer))
		report(l, slot,
		       _("this can never be asked: no answers make the "
			 "condition true"));
	return false;
}

static void check_rules_of(struct loader *l, struct field *f)
{
	for (size_t i = 0; i < f->check_count; i++) {
		struct chain chain = { .count = 0 };

		add_condition(&chain, &f->checks[i].when);
		if (chain.count > 0 && never_holds(l, &chain))
			report(l, &f->checks[i].when,
			       _("this check never speaks: no answers make it "
				 "true"));
	}
	if (f->constraint) {
		struct chain chain = { .count = 0 };

		add_condition(&chain, &f->constraint);
		if (never_holds(l, &chain))
			report(l, &f->constraint,
			       _("no answer can ever be right: nothing makes "
				 "this true"));
	}
}

static void check_field(struct loader *l, int i)
{
	struct chain chain = { .count = 0 };

	chain_of_field(l, i, &chain);
	if (check_relevant(l, &chain, &l->fields[i].relevant))
		check_rules_of(l, &l->fields[i]);
}

static void check_section(struct loader *l, int i)
{
	struct chain chain = { .count = 0 };

	add_condition(&chain, &l->sections[i].relevant);
	check_relevant(l, &chain, &l->sections[i].relevant);
}

static void check_repeat(struct loader *l, int i)
{
	struct repeat *r = &l->repeats[i];
	struct chain chain = { .count = 0 };

	add_condition(&chain, &l->sections[r->section].relevant);
	add_groups(l, &chain, r->group);
	add_condition(&chain, &r->relevant);
	check_relevant(l, &chain, &r->relevant);
}

static void check_group(struct loader *l, int i)
{
	struct group *g = &l->groups[i];
	const struct field *first = &l->fields[g->first];
	struct chain chain = { .count = 0 };

	if (g->first == g->end)
		return;
	add_condition(&chain, &l->sections[first->section].relevant);
	/* A repeat may stand in the group as well as around it. */
	if (first->repeat >= 0 && l->repeats[first->repeat].end >= g->end)
		add_condition(&chain, &l->repeats[first->repeat].relevant);
	add_groups(l, &chain, i);
	check_relevant(l, &chain, &g->relevant);
}

static void check_counts(struct loader *l)
{
	for (size_t i = 0; i < l->form->rule_count; i++) {
		struct chain chain = { .count = 0 };

		add_condition(&chain, &l->form->rules[i].rule);
		if (chain.count > 0 && never_holds(l, &chain))
			report(l, &l->form->rules[i].rule,
			       _("no record can ever count: no answers make "
				 "this rule true"));
	}
}

void lint_never(struct loader *l)
{
	for (int i = 0; i < (int)l->form->section_count; i++)
		check_section(l, i);
	for (int i = 0; i < (int)l->form->repeat_count; i++)
		check_repeat(l, i);
	for (int i = 0; i < (int)l->form->group_count; i++)
		check_group(l, i);
	for (int i = 0; i < (int)l->form->field_count; i++)
		check_field(l, i);
	check_counts(l);
}
