/*
 * exchange/demo_plan.h - the chances by which made-up records are drawn
 *
 * Read from a file like forms/demo.yaml, whose head says what may be in it,
 * and tied to the forms of a catalogue.
 *
 * Owns      a plan owns what it was read from and is the caller's, to
 *           demo_plan_free(); the catalogue is borrowed.
 * Fails     NULL, and at least one problem.
 */
#ifndef EXCHANGE_DEMO_PLAN_H
#define EXCHANGE_DEMO_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "form/catalogue.h"

enum draw_kind {
	DRAW_NOTHING,
	DRAW_MET,    /* a score: met by chance */
	DRAW_ONE,    /* one option or value, by weight */
	DRAW_SOME,   /* every option by its own chance */
	DRAW_NUMBER, /* a whole number in a range */
	DRAW_TEXT,   /* one of the texts */
	DRAW_DAYS,   /* that much before another moment */
	DRAW_HOURS,
	DRAW_YEARS,
	DRAW_ROWS /* of a repeat: how many rows */
};

/* An option, text or range, with its weight or chance. */
struct chance {
	const char *name;
	int from, to; /* of a range; the value when it is a number */
	double weight;
};

struct chances {
	struct chance *items;
	size_t count;
	double total;
};

/* What is drawn for one field or repeat. */
struct draw {
	enum draw_kind kind;
	struct chances chances;
	struct chances alone;   /* of DRAW_SOME */
	double unscored;        /* the chance of no answer */
	const char *before;     /* the field, or "completed" */
	int hour_from, hour_to; /* of a moment; both 0: as it comes */
};

/* One field, or the rows of one repeat. */
struct demo_item {
	int field;  /* or -1 */
	int repeat; /* or -1 */
	struct draw draw;
};

/* The draws of one form version, in the order in which they are drawn. */
struct demo_form {
	const struct form *form;
	double share; /* of those who need it */
	size_t item_count;
	struct demo_item *items;
};

struct demo_worker {
	const char *organisatie;
	const char *team;
	const char *name;
};

struct demo_organisation {
	const char *name;
	double share;
	double odds;
	size_t first, end; /* of the workers */
};

struct demo_plan {
	const char *form; /* of which the records are asked */
	size_t drafts;
	double not_counting;          /* as a share of those that count */
	double not_counting_unscored; /* the chance of no score in these */
	struct chances luck;          /* weights of factors, in .name */
	size_t form_count;
	struct demo_form *forms; /* the traject form first */
	size_t organisation_count;
	struct demo_organisation *organisations;
	size_t worker_count;
	struct demo_worker *workers;
	struct demo_plan_private *private; /* exchange/demo_plan.c */
};

/* name is the file as the person knows it. */
struct demo_plan *demo_plan_read(const char *text, size_t length,
				 const char *name,
				 const struct catalogue *catalogue,
				 struct problem_list *problems);
void demo_plan_free(struct demo_plan *plan);

/* The draws of this form version; NULL when none are planned. */
const struct demo_form *demo_plan_form(const struct demo_plan *plan,
				       const struct form *form);

/* Is this field drawn in this form version? */
bool demo_form_draws(const struct demo_form *form, int field);

#endif
