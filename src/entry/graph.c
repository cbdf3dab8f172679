/* entry/graph.c - see entry/rules_private.h */
#include "config.h"

#include "entry/rules_private.h"

#include <stdlib.h>

#include "base/alloc.h"

/* One node must be worked out again when another changes. */
struct edge {
	int from, to;
};

struct edges {
	struct edge *items;
	size_t count;
	size_t capacity;
};

int node_of_section(const struct form *form, int section)
{
	(void)form;
	return section;
}

static int node_of_group(const struct form *form, int group)
{
	return (int)form->section_count + group;
}

int node_of_repeat(const struct form *form, int repeat)
{
	return node_of_group(form, (int)form->group_count) + repeat;
}

int node_of_field(const struct form *form, int field)
{
	return node_of_repeat(form, (int)form->repeat_count) + field;
}

static int node_of_measure(const struct form *form, int measure)
{
	return node_of_field(form, (int)form->field_count) + measure;
}

int node_of_rule(const struct form *form, int rule)
{
	return node_of_measure(form, (int)form->measure_count) + rule;
}

/* Does the expression read the number of the row, or a field of the range? */
static bool reads_rows(const struct expr *expr, int first, int end)
{
	enum name_source source;
	int index;

	for (int i = 0; expr && expr_name(expr, i, &source, &index); i++) {
		if (source == NAME_ROW)
			return true;
		if (source == NAME_FIELD && index >= first && index < end)
			return true;
	}
	return false;
}

/*
 * The repeat that this group stands in, or -1.  A group and a repeat with the
 * same fields: only a group that reads the row must be the inner one.
 */
static int repeat_of_group(const struct form *form, int group)
{
	const struct group *g = &form->groups[group];

	for (int i = 0; i < (int)form->repeat_count; i++) {
		const struct repeat *r = &form->repeats[i];

		if (g->first < r->first || g->end > r->end)
			continue;
		if (g->end - g->first < r->end - r->first ||
		    reads_rows(g->relevant, g->first, g->end))
			return i;
	}
	return -1;
}

/* The smallest group around the repeat, or -1. */
static int group_of_repeat(const struct graph *graph, const struct form *form,
			   int repeat)
{
	const struct repeat *r = &form->repeats[repeat];
	int best = -1;

	for (int i = 0; i < (int)form->group_count; i++) {
		const struct group *g = &form->groups[i];

		if (graph->nodes[node_of_group(form, i)].repeat >= 0 ||
		    g->first > r->first || g->end < r->end)
			continue;
		if (best < 0 ||
		    g->end - g->first <=
			    form->groups[best].end - form->groups[best].first)
			best = i;
	}
	return best;
}

static int section_at(const struct form *form, int field)
{
	for (int i = 0; i < (int)form->section_count; i++) {
		if (field >= form->sections[i].first &&
		    field < form->sections[i].end)
			return i;
	}
	return -1;
}

static struct node *add(struct graph *graph, enum node_kind kind, int index,
			struct expr *when)
{
	struct node *node = &graph->nodes[graph->count++];

	node->kind = kind;
	node->index = index;
	node->when = when;
	node->parent = -1;
	node->repeat = -1;
	return node;
}

static void add_containers(struct graph *graph, const struct form *form)
{
	for (int i = 0; i < (int)form->section_count; i++)
		add(graph, NODE_SECTION, i, form->sections[i].relevant);

	for (int i = 0; i < (int)form->group_count; i++) {
		const struct group *g = &form->groups[i];
		struct node *node = add(graph, NODE_GROUP, i, g->relevant);

		node->repeat = repeat_of_group(form, i);
		if (g->parent >= 0)
			node->parent = node_of_group(form, g->parent);
		else
			node->parent = section_at(form, g->first);
	}

	for (int i = 0; i < (int)form->repeat_count; i++) {
		const struct repeat *r = &form->repeats[i];
		struct node *node = add(graph, NODE_REPEAT, i, r->relevant);
		int group = group_of_repeat(graph, form, i);

		node->parent = group >= 0 ? node_of_group(form, group)
					  : node_of_section(form, r->section);
	}
}

/* A group in a repeat that stands in no other group of it: in the repeat. */
static void hang_groups_in_repeats(struct graph *graph, const struct form *form)
{
	for (int i = 0; i < (int)form->group_count; i++) {
		struct node *node = &graph->nodes[node_of_group(form, i)];

		if (node->repeat >= 0 &&
		    (node->parent < 0 ||
		     graph->nodes[node->parent].repeat != node->repeat))
			node->parent = node_of_repeat(form, node->repeat);
	}
}

static void add_fields(struct graph *graph, const struct form *form)
{
	for (int i = 0; i < (int)form->field_count; i++) {
		const struct field *f = &form->fields[i];
		struct node *node = add(graph, NODE_FIELD, i, f->relevant);

		node->repeat = f->repeat;
		if (f->repeat >= 0)
			node->parent = node_of_repeat(form, f->repeat);
		else
			node->parent = node_of_section(form, f->section);
		if (f->group >= 0) {
			int group = node_of_group(form, f->group);

			if (graph->nodes[group].repeat == f->repeat)
				node->parent = group;
		}
	}
}

static void add_results(struct graph *graph, const struct form *form)
{
	for (int i = 0; i < (int)form->measure_count; i++)
		add(graph, NODE_MEASURE, i, NULL);
	for (int i = 0; i < (int)form->rule_count; i++)
		add(graph, NODE_RULE, i, form->rules[i].rule);
}

static void add_edge(struct edges *edges, int from, int to)
{
	edges->items = alloc_grow(edges->items, edges->count, &edges->capacity,
				  sizeof(*edges->items));
	edges->items[edges->count++] = (struct edge){ from, to };
}

static void add_reads(struct edges *edges, const struct form *form,
		      const struct expr *expr, int reader)
{
	enum name_source source;
	int index;

	for (int i = 0; expr && expr_name(expr, i, &source, &index); i++) {
		if (source == NAME_FIELD)
			add_edge(edges, node_of_field(form, index), reader);
		else if (source == NAME_COUNT)
			add_edge(edges, node_of_repeat(form, index), reader);
		else if (source == NAME_MET || source == NAME_SCORED)
			add_edge(edges, node_of_measure(form, index), reader);
	}
}

static void find_edges(const struct graph *graph, const struct form *form,
		       struct edges *edges)
{
	for (int i = 0; i < graph->count; i++) {
		const struct node *node = &graph->nodes[i];

		if (node->parent >= 0)
			add_edge(edges, node->parent, i);
		add_reads(edges, form, node->when, i);
		if (node->kind == NODE_FIELD)
			add_reads(edges, form,
				  form->fields[node->index].calculation, i);
		if (node->kind == NODE_MEASURE) {
			const struct measure *m = &form->measures[node->index];

			for (size_t k = 0; k < m->item_count; k++)
				add_edge(edges,
					 node_of_field(form, m->items[k]), i);
		}
	}
}

/* Gather the readers of each node behind one another. */
static void gather_readers(struct graph *graph, const struct edges *edges)
{
	int at = 0;

	for (size_t i = 0; i < edges->count; i++)
		graph->nodes[edges->items[i].from].readers_end++;
	for (int i = 0; i < graph->count; i++) {
		int readers = graph->nodes[i].readers_end;

		graph->nodes[i].readers_first = at;
		graph->nodes[i].readers_end = at;
		at += readers;
	}

	graph->readers = alloc_new(edges->count + 1, sizeof(int));
	for (size_t i = 0; i < edges->count; i++) {
		struct node *from = &graph->nodes[edges->items[i].from];

		graph->readers[from->readers_end++] = edges->items[i].to;
	}
}

/*
 * Put each node after all it reads.  A form has no cycles (form/load refuses
 * them); were there one, its nodes would come last.
 */
static void put_in_order(struct graph *graph, const struct edges *edges)
{
	int *waits = alloc_new((size_t)graph->count + 1, sizeof(*waits));
	bool *placed = alloc_new((size_t)graph->count + 1, sizeof(*placed));
	int end = 0;

	for (size_t i = 0; i < edges->count; i++)
		waits[edges->items[i].to]++;
	for (int i = 0; i < graph->count; i++) {
		if (!waits[i])
			graph->order[end++] = i;
	}
	for (int at = 0; at < end; at++) {
		const struct node *node = &graph->nodes[graph->order[at]];

		for (int k = node->readers_first; k < node->readers_end; k++) {
			if (--waits[graph->readers[k]] == 0)
				graph->order[end++] = graph->readers[k];
		}
	}

	for (int i = 0; i < end; i++)
		placed[graph->order[i]] = true;
	for (int i = 0; i < graph->count; i++) {
		if (!placed[i])
			graph->order[end++] = i;
	}
	for (int i = 0; i < graph->count; i++)
		graph->place[graph->order[i]] = i;
	free(placed);
	free(waits);
}

static void deal_slots(struct graph *graph)
{
	for (int i = 0; i < graph->count; i++) {
		struct node *node = &graph->nodes[i];

		if (node->repeat >= 0)
			node->slot = graph->repeats[node->repeat].slots++;
	}
}

void graph_init(struct graph *graph, const struct form *form)
{
	size_t count = (size_t)node_of_rule(form, (int)form->rule_count);
	struct edges edges = { 0 };

	graph->nodes = alloc_new(count + 1, sizeof(*graph->nodes));
	graph->order = alloc_new(count + 1, sizeof(*graph->order));
	graph->place = alloc_new(count + 1, sizeof(*graph->place));
	graph->repeats =
		alloc_new(form->repeat_count + 1, sizeof(*graph->repeats));

	add_containers(graph, form);
	hang_groups_in_repeats(graph, form);
	add_fields(graph, form);
	add_results(graph, form);
	deal_slots(graph);

	find_edges(graph, form, &edges);
	gather_readers(graph, &edges);
	put_in_order(graph, &edges);
	free(edges.items);
}

/* Each stands after all it reads, so from behind its readers are known. */
void graph_leave_out(struct graph *graph, bool *asked)
{
	for (int place = graph->count - 1; place >= 0; place--) {
		struct node *node = &graph->nodes[graph->order[place]];
		bool is_field = node->kind == NODE_FIELD;
		bool needed = is_field && asked[node->index];

		for (int k = node->readers_first; k < node->readers_end; k++)
			if (!graph->nodes[graph->readers[k]].left_out)
				needed = true;
		node->left_out = !needed;
		if (is_field)
			asked[node->index] = needed;
	}
}

void graph_done(struct graph *graph, const struct form *form)
{
	for (size_t i = 0; i < form->repeat_count; i++)
		free(graph->repeats[i].cells);
	free(graph->repeats);
	free(graph->readers);
	free(graph->place);
	free(graph->order);
	free(graph->nodes);
}
