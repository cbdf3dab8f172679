/*
 * form/load_private.h - what the parts of the loader share
 *
 * Loading goes in this order: the head and the missing reasons, the sections
 * with their fields, measures and rules (load*.c); the names (names.c); the
 * expressions and placeholders, which were noted on the way and can be
 * compiled once all names are known; and what only shows in the whole
 * (lint*.c).  Every part adds problems and goes on.
 *
 * Owns      the form under construction is in its arena; the arrays that only
 *           the loader needs are freed by load_form().
 * Fails     never: mistakes are problems, with their place.
 */
#ifndef FORM_LOAD_PRIVATE_H
#define FORM_LOAD_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/yaml.h"
#include "form/form.h"
#include "form/form_private.h"

#define FIELDS_MAX 2000
#define SECTIONS_MAX 200
#define OPTIONS_ONE_MAX 200 /* of a select_one */
#define MEASURES_MAX 200

/* An expression or a text with placeholders, to be compiled later. */
struct pending {
	const struct yaml *node;
	const char *field;  /* it is about, or NULL */
	int repeat;         /* whose row it sees, or -1 */
	struct expr **slot; /* of an expression, else NULL */
	const char *text;   /* with placeholders, else NULL */
	int owner;          /* field whose default or calculation, or -1 */
};

/* A name of a field, repeat or measure, to be unique in the form. */
struct claimed {
	const char *name;
	int line, column;
};

struct loader {
	struct form *form;
	struct arena *arena;
	const char *name; /* of the file */
	const char *text;
	size_t length;
	struct problem_list *problems;
	size_t problems_before; /* of other files in the same list */

	/* The same arrays as in the form, while they may be written. */
	struct section *sections;
	struct group *groups;
	struct repeat *repeats;
	struct field *fields;
	struct missing_reason *missing;
	struct measure *measures;
	struct words score_words[2]; /* of 0 and of 1 */

	struct pending *pending;
	size_t pending_count;
	size_t pending_capacity;
	struct claimed *claimed;
	size_t claimed_count;
	size_t claimed_capacity;
	size_t lint_work; /* that lint_never() did so far */
};

/* A key that a map may have. */
struct known_key {
	const char *name;
	unsigned kinds; /* of field, as bits; 0 where there are no kinds */
};

/* load_basic.c: problems, keys and single values. */

void load_mistake(struct loader *l, const struct yaml *node, const char *field,
		  const char *fmt, ...) PRINTF(4, 5);
void load_mistake_at(struct loader *l, int line, int column, const char *field,
		     const char *fmt, ...) PRINTF(5, 6);

/* Are there more problems than anyone will be told? */
bool load_is_full(const struct loader *l);

/* The nearest of the known names, or NULL. */
const char *load_nearest(const struct loader *l, const struct known_key *known,
			 size_t count, const char *name);

/* Report keys that are not known; what names the map: "a section". */
void load_check_keys(struct loader *l, const struct yaml *map,
		     const struct known_key *known, size_t count,
		     const char *field);

/* Report a key that is not there. */
void load_need(struct loader *l, const struct yaml *map, const char *key,
	       const char *field);

/* Each of these reports what is not right and returns false. */
bool load_is_map(struct loader *l, const struct yaml *node, const char *field);
bool load_is_list(struct loader *l, const struct yaml *node, const char *field);
bool load_is_text(struct loader *l, const struct yaml *node, const char *field);
bool load_bool(struct loader *l, const struct yaml *node, const char *field,
	       bool *out);
bool load_integer(struct loader *l, const struct yaml *node, const char *field,
		  int least, int most, int *out);
bool load_number(struct loader *l, const struct yaml *node, const char *field,
		 double *out);

/* A name's shape: a lower-case letter, then letters, digits, single _. */
bool load_is_name(const char *text);
bool load_name_shape(struct loader *l, const struct yaml *node,
		     const char *field);

/* Words in one or more languages. */
void load_words(struct loader *l, const struct yaml *node, const char *field,
		struct words *out);
/* The same with placeholders, in a row of this repeat (-1: in none). */
void load_filled(struct loader *l, const struct yaml *node, const char *field,
		 int repeat, struct words *out);

/* The expression of node, to be compiled into *slot; node may be NULL. */
void load_later(struct loader *l, const struct yaml *node, const char *field,
		int repeat, struct expr **slot);

/* place.c: why, about a byte of the text of node. */
void load_mistake_in(struct loader *l, const struct yaml *node, size_t offset,
		     const char *field, const struct err *why);

/* load_options.c */

void load_missing(struct loader *l, const struct yaml *node);
void load_score(struct loader *l, const struct yaml *node);

/* The reasons a field, group or section allows. */
struct allowed {
	const struct missing_reason **reasons;
	size_t count;
};

/* From a list of names; node may be NULL: those of outer. */
struct allowed load_allowed(struct loader *l, const struct yaml *node,
			    const char *field, struct allowed outer);
void load_options(struct loader *l, const struct yaml *node,
		  struct field *field);

/* After options and reasons: do their keys and codes clash? */
void load_keys(struct loader *l, const struct yaml *options,
	       const struct field *field);

/* load_fields.c */

/* Groups and repeats stand among fields and are told by `type` too. */
enum {
	KIND_GROUP = FIELD_CALCULATE + 1,
	KIND_REPEAT,
	KIND_COUNT
};

/* Where in the form the fields of a list stand. */
struct inside {
	int section, group, repeat;
	struct allowed missing;
};

/* By its type; KIND_COUNT, and a problem, when it has none that is known. */
unsigned load_kind(struct loader *l, const struct yaml *map, const char *name);

/* Report keys that are not known, or not to this kind. */
void load_field_keys(struct loader *l, const struct yaml *map, unsigned kind,
		     const char *name);

/* The words of a key, when it is there. */
void load_words_of(struct loader *l, const struct yaml *map, const char *key,
		   const char *name, struct words *out);
void load_filled_of(struct loader *l, const struct yaml *map, const char *key,
		    const char *name, int repeat, struct words *out);
void load_need_label(struct loader *l, const struct yaml *map,
		     const char *name);

/* The next field of the form. */
void load_field(struct loader *l, const struct yaml *map, unsigned kind,
		const char *name, const struct inside *inside);

/* load_sections.c */

void load_sections(struct loader *l, const struct yaml *node);

/* load_rules.c */

/* The field of that name; -1, and a problem, when there is none. */
int load_find_field(struct loader *l, const struct yaml *node,
		    const char *about);

void load_measures(struct loader *l, const struct yaml *node);
void load_counts(struct loader *l, const struct yaml *node);
void load_traject(struct loader *l, const struct yaml *node);

/* load_shares.c */

void load_positive(struct loader *l, const struct yaml *node);
void load_shares(struct loader *l, const struct yaml *node);

/* names.c: collisions with each other, with SQL and with head columns. */

void load_claim(struct loader *l, const char *name, int line, int column);
void names_check(struct loader *l);

/* lint.c, lint_cycles.c, lint_never.c: what only shows in the whole. */

void lint_form(struct loader *l);
void lint_cycles(struct loader *l);
/* Only for a form without mistakes so far. */
void lint_never(struct loader *l);

/* Where the expression of a slot came from; NULL when it came from nowhere. */
const struct pending *load_pending_of(const struct loader *l,
				      struct expr *const *slot);

#endif
