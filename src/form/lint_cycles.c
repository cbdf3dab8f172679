/*
 * form/lint_cycles.c - fields that depend on each other in a circle
 *
 * A field depends on what its calculation and its relevance read, and on the
 * group, repeat and section it stands in, which depend on what their relevance
 * reads.  A walk in depth that comes back to where it is has found a circle.
 */

#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "form/expr.h"
#include "form/load_private.h"

#define CIRCLE_NAMES 10

struct edge {
	int to;
	struct expr *const *slot; /* the expression that says so, or NULL */
};

struct node {
	const char *name; /* or NULL: a group without one */
	struct edge *edges;
	size_t count;
	size_t capacity;
	enum {
		NEW,
		OPEN,
		DONE
	} state;
	bool reported;
};

/* Fields come first, then groups, repeats and sections. */
struct graph {
	struct loader *l;
	struct node *nodes;
	size_t count;
	int groups, repeats, sections; /* where they begin */
	int *path;                     /* the open nodes, from the first */
	struct expr *const **slots;    /* by which each was reached */
	size_t length;
};

static void add_edge(struct graph *g, int from, int to,
		     struct expr *const *slot)
{
	struct node *n = &g->nodes[from];

	n->edges =
		alloc_grow(n->edges, n->count, &n->capacity, sizeof(*n->edges));
	n->edges[n->count++] = (struct edge){ to, slot };
}

static void add_measure(struct graph *g, int from, int measure,
			struct expr *const *slot)
{
	const struct measure *m = &g->l->form->measures[measure];

	for (size_t i = 0; i < m->item_count; i++)
		add_edge(g, from, m->items[i], slot);
}

static void add_reads(struct graph *g, int from, struct expr *const *slot)
{
	enum name_source source;
	int index;

	for (int i = 0; *slot && expr_name(*slot, i, &source, &index); i++) {
		if (source == NAME_FIELD)
			add_edge(g, from, index, slot);
		else if (source == NAME_COUNT)
			add_edge(g, from, g->repeats + index, slot);
		else if (source == NAME_MET || source == NAME_SCORED)
			add_measure(g, from, index, slot);
	}
}

static void add_fields(struct graph *g)
{
	const struct form *form = g->l->form;

	for (int i = 0; i < (int)form->field_count; i++) {
		struct field *f = &g->l->fields[i];

		g->nodes[i].name = f->name;
		add_reads(g, i, &f->calculation);
		add_reads(g, i, &f->relevant);
		if (f->group >= 0)
			add_edge(g, i, g->groups + f->group, NULL);
		if (f->repeat >= 0)
			add_edge(g, i, g->repeats + f->repeat, NULL);
		add_edge(g, i, g->sections + f->section, NULL);
	}
}

static void add_others(struct graph *g)
{
	const struct form *form = g->l->form;

	for (int i = 0; i < (int)form->group_count; i++) {
		struct group *group = &g->l->groups[i];

		g->nodes[g->groups + i].name = group->name;
		add_reads(g, g->groups + i, &group->relevant);
		if (group->parent >= 0)
			add_edge(g, g->groups + i, g->groups + group->parent,
				 NULL);
	}
	for (int i = 0; i < (int)form->repeat_count; i++) {
		struct repeat *repeat = &g->l->repeats[i];

		g->nodes[g->repeats + i].name = repeat->name;
		add_reads(g, g->repeats + i, &repeat->relevant);
		if (repeat->group >= 0)
			add_edge(g, g->repeats + i, g->groups + repeat->group,
				 NULL);
		add_edge(g, g->repeats + i, g->sections + repeat->section,
			 NULL);
	}
	for (int i = 0; i < (int)form->section_count; i++) {
		g->nodes[g->sections + i].name = g->l->sections[i].name;
		add_reads(g, g->sections + i, &g->l->sections[i].relevant);
	}
}

/* "a -> b -> a"; groups without a name are left out, and what is too much. */
static char *circle_text(const struct graph *g, size_t start)
{
	struct buffer text = { 0 };
	const char *first = NULL;
	int names = 0;

	for (size_t i = start; i < g->length && names <= CIRCLE_NAMES; i++) {
		const char *name = g->nodes[g->path[i]].name;

		if (!name)
			continue;
		if (!first)
			first = name;
		buffer_print(&text, "%s -> ",
			     names++ < CIRCLE_NAMES ? name : "...");
	}
	buffer_add(&text, first ? first : "");
	return buffer_take(&text);
}

/* Does the circle run through a section, and one field that is in it? */
static int section_of_circle(const struct graph *g, size_t start)
{
	int section = -1;

	if (g->length - start != 2)
		return -1;
	for (size_t i = start; i < g->length; i++) {
		if (g->path[i] >= g->sections)
			section = g->path[i] - g->sections;
	}
	return section;
}

static const char *field_of_circle(const struct graph *g, size_t start)
{
	for (size_t i = start; i < g->length; i++) {
		if (g->path[i] < g->groups)
			return g->nodes[g->path[i]].name;
	}
	return "";
}

static void report(struct graph *g, size_t start, struct expr *const *slot)
{
	const struct pending *p;
	const char *name = field_of_circle(g, start);
	int section = section_of_circle(g, start);
	char *circle;

	for (size_t i = start; i < g->length; i++) {
		if (g->nodes[g->path[i]].reported)
			return;
	}
	for (size_t i = start; i < g->length; i++) {
		g->nodes[g->path[i]].reported = true;
		if (!slot && i > start)
			slot = g->slots[i];
	}
	p = load_pending_of(g->l, slot);
	if (!p)
		return;

	if (section >= 0) {
		load_mistake(g->l, p->node, p->field,
			     _("this section can never be asked: it waits for "
			       "\"%s\", which stands in it"),
			     name);
		return;
	}
	if (g->length - start == 1) {
		load_mistake(g->l, p->node, p->field,
			     _("\"%s\" depends on itself"), name);
		return;
	}
	circle = circle_text(g, start);
	load_mistake(g->l, p->node, p->field,
		     _("these depend on each other in a circle: %s"), circle);
	free(circle);
}

static void visit(struct graph *g, int n, struct expr *const *slot)
{
	struct node *node = &g->nodes[n];

	node->state = OPEN;
	g->slots[g->length] = slot;
	g->path[g->length++] = n;
	for (size_t i = 0; i < node->count; i++) {
		const struct edge *e = &node->edges[i];
		size_t start = 0;

		if (g->nodes[e->to].state == NEW) {
			visit(g, e->to, e->slot);
		} else if (g->nodes[e->to].state == OPEN) {
			while (g->path[start] != e->to)
				start++;
			report(g, start, e->slot);
		}
	}
	g->length--;
	node->state = DONE;
}

void lint_cycles(struct loader *l)
{
	const struct form *form = l->form;
	struct graph g = { .l = l };

	g.groups = (int)form->field_count;
	g.repeats = g.groups + (int)form->group_count;
	g.sections = g.repeats + (int)form->repeat_count;
	g.count = (size_t)g.sections + form->section_count;
	g.nodes = alloc_new(g.count + 1, sizeof(*g.nodes));
	g.path = alloc_new(g.count + 1, sizeof(*g.path));
	g.slots = alloc_new(g.count + 1, sizeof(*g.slots));
	add_fields(&g);
	add_others(&g);
	for (size_t i = 0; i < g.count; i++) {
		if (g.nodes[i].state == NEW)
			visit(&g, (int)i, NULL);
	}
	for (size_t i = 0; i < g.count; i++)
		free(g.nodes[i].edges);
	free(g.nodes);
	free(g.path);
	free(g.slots);
}
