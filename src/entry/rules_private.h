/*
 * entry/rules_private.h - what depends on what in a form
 *
 * Everything that is worked out is a node: whether a section, group, repeat or
 * field is there (and what a calculation gives), the score of a measure, and
 * whether a counting rule holds.  A node has readers: the nodes that must be
 * worked out again when it changes.  The nodes stand in an order in which each
 * comes after all it reads, so that one walk works out everything.
 *
 * A node inside a repeat has one result per row, kept in the cells of that
 * repeat: row after row, one cell per node.
 *
 * Owns      a graph owns its nodes and cells, until graph_done(); the form is
 *           borrowed.
 * Fails     never.
 */
#ifndef ENTRY_RULES_PRIVATE_H
#define ENTRY_RULES_PRIVATE_H

#include "entry/rules.h"

enum node_kind {
	NODE_SECTION,
	NODE_GROUP,
	NODE_REPEAT,
	NODE_FIELD,
	NODE_MEASURE,
	NODE_RULE
};

#define ALL_ROWS (-1)

struct node {
	enum node_kind kind;
	int index;         /* in the array of its kind in the form */
	struct expr *when; /* makes it relevant; of a rule: the rule */
	int parent;        /* the node it stands in, or -1 */
	int repeat;        /* the repeat it stands in, or -1 */
	int slot;          /* in a repeat: its cell in a row */
	bool here;         /* not in a repeat: relevant, or holds */
	int stale;         /* 0 no, a row, or ALL_ROWS */
	bool left_out;     /* nobody asks for it: never worked out */
	int readers_first, readers_end;
};

struct row_cells {
	bool *cells;
	int slots; /* per row */
	int rows;  /* there is room for */
};

struct graph {
	struct node *nodes;
	int count;
	int *order;   /* nodes, each after all it reads */
	int *place;   /* of a node in order */
	int *readers; /* of all nodes, see readers_first */
	struct row_cells *repeats;
};

struct rules {
	const struct form *form;
	struct answers *answers;
	const struct surroundings *around;
	struct graph graph;
	struct score *scores; /* per measure */
	bool for_client;      /* who reads is the client of these answers */
};

int node_of_section(const struct form *form, int section);
int node_of_repeat(const struct form *form, int repeat);
int node_of_field(const struct form *form, int field);
int node_of_rule(const struct form *form, int rule);

void graph_init(struct graph *graph, const struct form *form);
/*
 * Leave out all nodes but those that these fields need; asked tells of each field
 * whether it is still there.
 */
void graph_leave_out(struct graph *graph, bool *asked);
void graph_done(struct graph *graph, const struct form *form);

#endif
