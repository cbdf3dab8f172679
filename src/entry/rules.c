/* entry/rules.c - see entry/rules.h */
#include "config.h"

#include "entry/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "entry/rules_private.h"
#include "form/value.h"

/* --- the cells of a node */

static bool *cell(const struct rules *rules, const struct node *node, int row)
{
	const struct row_cells *rows = &rules->graph.repeats[node->repeat];

	return &rows->cells[(size_t)(row - 1) * (size_t)rows->slots +
			    (size_t)node->slot];
}

static bool is_here(const struct rules *rules, int number, int row)
{
	const struct node *node = &rules->graph.nodes[number];

	if (node->repeat < 0)
		return node->here;
	if (row < 1 || row > answers_rows(rules->answers, node->repeat) ||
	    row > rules->graph.repeats[node->repeat].rows)
		return false;
	return *cell(rules, node, row);
}

static bool set_here(struct rules *rules, struct node *node, int row, bool here)
{
	bool *now = node->repeat < 0 ? &node->here : cell(rules, node, row);
	bool changed = *now != here;

	*now = here;
	return changed;
}

/* Room for the rows there are; a new cell is not relevant until worked out. */
static void need_cells(struct rules *rules)
{
	for (int i = 0; i < (int)rules->form->repeat_count; i++) {
		struct row_cells *cells = &rules->graph.repeats[i];
		int rows = answers_rows(rules->answers, i);
		size_t slots = (size_t)cells->slots;

		if (rows <= cells->rows)
			continue;
		cells->cells = alloc_resize(cells->cells, (size_t)rows * slots,
					    sizeof(bool));
		memset(cells->cells + (size_t)cells->rows * slots, 0,
		       (size_t)(rows - cells->rows) * slots * sizeof(bool));
		cells->rows = rows;
	}
}

/* --- what an expression sees */

static struct scalar whole(int64_t integer)
{
	return (struct scalar){ .kind = SCALAR_INTEGER, .integer = integer };
}

static struct scalar answer_scalar(const struct answers *answers, int field,
				   int row)
{
	const struct form *form = answers_form(answers);
	const char *value = answers_get(answers, field, row)->value;

	if (!value)
		return (struct scalar){ .kind = SCALAR_NULL };
	return value_scalar(&form->fields[field], value);
}

/* A name of the traject; row 0, or the row of the jeugdige. */
static struct scalar traject_scalar(const struct surroundings *around,
				    int field, int row)
{
	if (!around->traject || row < 0 ||
	    field >= (int)answers_form(around->traject)->field_count)
		return (struct scalar){ .kind = SCALAR_NULL };
	return answer_scalar(around->traject, field, row);
}

static struct scalar surroundings_scalar(const struct surroundings *around,
					 enum name_source source, int index)
{
	if (source == NAME_TRAJECT)
		return traject_scalar(around, index, 0);
	if (source == NAME_JEUGDIGE && around->jeugdige_row > 0)
		return traject_scalar(around, index, around->jeugdige_row);
	return (struct scalar){ .kind = SCALAR_NULL };
}

static struct scalar field_scalar(const struct rules *rules, int field, int row)
{
	if (rules->form->fields[field].repeat < 0)
		row = 0;
	if (!rules_is_relevant(rules, field, row))
		return (struct scalar){ .kind = SCALAR_NULL };
	return answer_scalar(rules->answers, field, row);
}

static struct scalar name_value(void *of, enum name_source source, int index,
				int row)
{
	const struct rules *rules = of;

	switch (source) {
	case NAME_FIELD:
		return field_scalar(rules, index, row);
	case NAME_COUNT:
		if (!rules_repeat_is_relevant(rules, index))
			return whole(0);
		return whole(answers_rows(rules->answers, index));
	case NAME_ROW:
		return whole(row);
	case NAME_MET:
		return whole(rules->scores[index].met);
	case NAME_SCORED:
		return whole(rules->scores[index].scored);
	case NAME_TRAJECT:
	case NAME_JEUGDIGE:
		break;
	}
	return surroundings_scalar(rules->around, source, index);
}

/* --- what is kept from who reads */

static bool is_kept(const struct rules *rules, const struct answer *answer)
{
	return rules->for_client ? answer->client == CLIENT_HIDDEN
				 : answer_is_hidden(answer);
}

bool rules_score_is_hidden(const struct rules *rules, int measure)
{
	const struct measure *m = &rules->form->measures[measure];

	for (size_t i = 0; i < m->item_count; i++) {
		int repeat = rules->form->fields[m->items[i]].repeat;
		int rows =
			repeat >= 0 ? answers_rows(rules->answers, repeat) : 0;

		for (int row = repeat >= 0; row <= rows; row++)
			if (rules_is_hidden(rules, m->items[i], row))
				return true;
	}
	return false;
}

static bool name_is_hidden(void *of, enum name_source source, int index,
			   int row)
{
	const struct rules *rules = of;

	switch (source) {
	case NAME_FIELD:
		return rules_is_hidden(rules, index, row);
	case NAME_MET:
	case NAME_SCORED:
		return rules_score_is_hidden(rules, index);
	default:
		return false;
	}
}

/* No calculation depends on itself (form/lint_cycles), so there is an end. */
static bool reads_hidden(const struct rules *rules, const struct expr *expr,
			 int row)
{
	struct rules *of = (struct rules *)(uintptr_t)rules;
	enum name_source source;
	int index;

	for (int i = 0; expr_name(expr, i, &source, &index); i++)
		if (name_is_hidden(of, source, index, row))
			return true;
	return false;
}

bool rules_is_hidden(const struct rules *rules, int field, int row)
{
	const struct field *f = &rules->form->fields[field];

	if (f->repeat < 0)
		row = 0;
	return f->calculation ? reads_hidden(rules, f->calculation, row)
			      : is_kept(rules, answers_get(rules->answers,
							   field, row));
}

bool rules_initial_is_hidden(const struct rules *rules, int field, int row)
{
	const struct expr *initial = rules->form->fields[field].initial;

	return initial && reads_hidden(rules, initial, row);
}

void rules_for_client(struct rules *rules, bool client)
{
	rules->for_client = client;
}

static struct scalar around_value(void *of, enum name_source source, int index,
				  int row)
{
	(void)row;
	return surroundings_scalar(of, source, index);
}

struct expr_context rules_context(struct rules *rules, int row)
{
	return (struct expr_context){ .value = name_value,
				      .hidden = name_is_hidden,
				      .of = rules,
				      .row = row,
				      .today = rules->around->today };
}

struct expr_context surroundings_context(const struct surroundings *around)
{
	/* value() only reads what it is given. */
	return (struct expr_context){ .value = around_value,
				      .of = (void *)(uintptr_t)around,
				      .today = around->today };
}

/* --- working out one node */

static bool holds(struct rules *rules, struct expr *expr, int row)
{
	struct expr_context context = rules_context(rules, row);

	return expr_truth(expr, &context) == TRUTH_TRUE;
}

/* What is not there has no result either. */
static bool calculate(struct rules *rules, int field, int row, bool here)
{
	const struct field *f = &rules->form->fields[field];
	const struct answer *old = answers_get(rules->answers, field, row);
	char *value = NULL;
	bool changed;

	if (here) {
		struct expr_context context = rules_context(rules, row);

		value = value_from_scalar(f,
					  expr_value(f->calculation, &context));
	}
	changed = !same_text(old->value, value) || old->missing;
	if (changed)
		answers_put(rules->answers, field, row, value, NULL);
	free(value);
	return changed;
}

static bool work_out_row(struct rules *rules, struct node *node, int row)
{
	bool here = node->parent < 0 || is_here(rules, node->parent, row);
	bool changed;

	if (here && node->when)
		here = holds(rules, node->when, row);
	changed = set_here(rules, node, row, here);
	if (node->kind == NODE_FIELD &&
	    rules->form->fields[node->index].calculation &&
	    calculate(rules, node->index, row, here))
		changed = true;
	return changed;
}

/* The rows of a node that are stale. */
static bool work_out_rows(struct rules *rules, struct node *node)
{
	int first = 0;
	int last = 0;
	bool changed = false;

	if (node->repeat >= 0) {
		first = 1;
		last = answers_rows(rules->answers, node->repeat);
		if (node->stale > 0 && node->stale <= last)
			first = last = node->stale;
	}
	for (int row = first; row <= last; row++) {
		if (work_out_row(rules, node, row))
			changed = true;
	}
	return changed;
}

static void score_answer(const struct rules *rules, int field, int row,
			 struct score *score)
{
	const char *value = answers_get(rules->answers, field, row)->value;

	if (!rules_is_relevant(rules, field, row))
		return;
	score->items++;
	if (!value)
		return;
	score->scored++;
	if (strcmp(value, "1") == 0)
		score->met++;
}

static bool work_out_score(struct rules *rules, int measure)
{
	const struct measure *m = &rules->form->measures[measure];
	struct score *old = &rules->scores[measure];
	struct score score = { 0 };
	bool changed;

	for (size_t i = 0; i < m->item_count; i++) {
		int repeat = rules->form->fields[m->items[i]].repeat;
		int rows = 0;

		if (repeat >= 0)
			rows = answers_rows(rules->answers, repeat);
		for (int row = repeat >= 0; row <= rows; row++)
			score_answer(rules, m->items[i], row, &score);
	}
	changed = score.met != old->met || score.scored != old->scored ||
		  score.items != old->items;
	*old = score;
	return changed;
}

static bool work_out(struct rules *rules, struct node *node)
{
	if (node->kind == NODE_MEASURE)
		return work_out_score(rules, node->index);
	if (node->kind == NODE_RULE)
		return set_here(rules, node, 0, holds(rules, node->when, 0));
	return work_out_rows(rules, node);
}

/* --- working out all that is stale */

/* Returns the place in the order of the first that became stale. */
static int tell_readers(struct rules *rules, const struct node *node, int row)
{
	struct graph *graph = &rules->graph;
	int first = graph->count;

	for (int i = node->readers_first; i < node->readers_end; i++) {
		int number = graph->readers[i];
		struct node *reader = &graph->nodes[number];
		bool same_row =
			reader->repeat >= 0 && reader->repeat == node->repeat;
		int stale = same_row ? row : ALL_ROWS;

		if (reader->stale && reader->stale != stale)
			stale = ALL_ROWS;
		reader->stale = stale;
		if (graph->place[number] < first)
			first = graph->place[number];
	}
	return first;
}

static void work_out_from(struct rules *rules, int place)
{
	struct graph *graph = &rules->graph;

	for (; place < graph->count; place++) {
		struct node *node = &graph->nodes[graph->order[place]];
		int stale = node->stale;

		if (!stale)
			continue;
		if (work_out(rules, node))
			tell_readers(rules, node, stale);
		node->stale = 0;
	}
}

static struct rules *rules_of(const struct form *form)
{
	struct rules *rules = alloc_new(1, sizeof(*rules));

	rules->form = form;
	rules->scores =
		alloc_new(form->measure_count + 1, sizeof(*rules->scores));
	graph_init(&rules->graph, form);
	return rules;
}

struct rules *rules_new(struct answers *answers,
			const struct surroundings *surroundings)
{
	struct rules *rules = rules_of(answers_form(answers));

	rules_use(rules, answers, surroundings);
	return rules;
}

struct rules *rules_new_asked(const struct form *form, bool *asked)
{
	struct rules *rules = rules_of(form);

	graph_leave_out(&rules->graph, asked);
	return rules;
}

void rules_free(struct rules *rules)
{
	if (!rules)
		return;
	graph_done(&rules->graph, rules->form);
	free(rules->scores);
	free(rules);
}

void rules_update(struct rules *rules)
{
	struct graph *graph = &rules->graph;

	need_cells(rules);
	for (int i = 0; i < graph->count; i++) {
		struct node *node = &graph->nodes[graph->order[i]];

		if (node->left_out)
			continue;
		node->stale = ALL_ROWS;
		work_out(rules, node);
		node->stale = 0;
	}
}

void rules_changed(struct rules *rules, int field, int row)
{
	struct graph *graph = &rules->graph;
	const struct node *node =
		&graph->nodes[node_of_field(rules->form, field)];

	need_cells(rules);
	work_out_from(rules, tell_readers(rules, node, row));
}

void rules_use(struct rules *rules, struct answers *answers,
	       const struct surroundings *surroundings)
{
	rules->answers = answers;
	rules->around = surroundings;
	rules_update(rules);
}

/* --- what came out */

bool rules_is_relevant(const struct rules *rules, int field, int row)
{
	return is_here(rules, node_of_field(rules->form, field), row);
}

bool rules_repeat_is_relevant(const struct rules *rules, int repeat)
{
	return is_here(rules, node_of_repeat(rules->form, repeat), 0);
}

bool rules_section_is_relevant(const struct rules *rules, int section)
{
	return is_here(rules, node_of_section(rules->form, section), 0);
}

int rules_skipped_by(const struct rules *rules, int field, int row)
{
	const struct node *nodes = rules->graph.nodes;
	int number = node_of_field(rules->form, field);
	enum name_source source;
	int index;

	if (is_here(rules, number, row))
		return -1;
	while (nodes[number].parent >= 0 &&
	       !is_here(rules, nodes[number].parent, row))
		number = nodes[number].parent;
	if (!nodes[number].when)
		return -1;
	for (int i = 0; expr_name(nodes[number].when, i, &source, &index);
	     i++) {
		if (source == NAME_FIELD)
			return index;
	}
	return -1;
}

struct score rules_score(const struct rules *rules, int measure)
{
	return rules->scores[measure];
}

bool rules_counts(const struct rules *rules)
{
	for (int i = 0; i < (int)rules->form->rule_count; i++) {
		if (!is_here(rules, node_of_rule(rules->form, i), 0))
			return false;
	}
	return true;
}

char *rules_fill(struct rules *rules, const struct words *words, int row)
{
	struct expr_context context = rules_context(rules, row);

	return expr_fill(rules->form, words_text(words), &context);
}

char *rules_why_not(struct rules *rules, size_t i)
{
	if (is_here(rules, node_of_rule(rules->form, (int)i), 0))
		return NULL;
	return rules_fill(rules, &rules->form->rules[i].message, 0);
}

char *rules_initial(struct rules *rules, int field, int row)
{
	const struct field *f = &rules->form->fields[field];
	struct expr_context context = rules_context(rules, row);

	if (!f->initial)
		return NULL;
	return value_from_scalar(f, expr_value(f->initial, &context));
}

/* --- putting away what does not exist */

static void put_away_rows(const struct rules *rules, struct answers *answers,
			  int repeat)
{
	if (rules_repeat_is_relevant(rules, repeat))
		return;
	for (int row = answers_rows(answers, repeat); row > 0; row--)
		answers_remove_row(answers, repeat, row);
}

static void put_away_answer(const struct rules *rules, struct answers *answers,
			    int field, int row)
{
	const struct answer *a = answers_get(answers, field, row);

	if (rules_is_relevant(rules, field, row))
		return;
	if (a->value || a->missing)
		answers_put(answers, field, row, NULL, NULL);
	if (a->remark)
		answers_remark(answers, field, row, NULL);
	if (a->reason)
		answers_reason(answers, field, row, NULL);
}

void rules_put_away(const struct rules *rules, struct answers *answers)
{
	const struct form *form = rules->form;

	for (int i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows = repeat >= 0 ? answers_rows(answers, repeat) : 0;

		for (int row = repeat >= 0; row <= rows; row++)
			put_away_answer(rules, answers, i, row);
	}
	for (int i = 0; i < (int)form->repeat_count; i++)
		put_away_rows(rules, answers, i);
}
