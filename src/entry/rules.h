/*
 * entry/rules.h - what the form says about a set of answers
 *
 * Works out, for answers in a traject: which fields are relevant, what
 * calculations give, which checks speak, the scores of the measures, and
 * whether the record would count.  Everything that fills in, imports or checks
 * a record asks here, so that one rule is applied in one place.
 *
 * Answers of fields that are not relevant are kept but do not exist for any
 * expression, check or score.
 *
 * Owns      rules are the caller's, to rules_free(); the answers and the
 *           surroundings are borrowed and must outlive them.  Calculated
 *           values are written into the answers.
 * Fails     never.
 */
#ifndef ENTRY_RULES_H
#define ENTRY_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "form/answers.h"
#include "form/expr.h"
#include "form/form.h"

/* What lies around the record. */
struct surroundings {
	const struct answers *traject; /* of the traject form; may be NULL */
	int jeugdige_row;              /* in its repeat; 0 when none */
	char today[24];                /* ISO day that today() is */
};

enum field_fault {
	FAULT_NONE,
	FAULT_REQUIRED,   /* empty, and may not be */
	FAULT_VALUE,      /* out of range, or no option of the field */
	FAULT_CONSTRAINT, /* its constraint is false */
	FAULT_HARD,       /* a hard check speaks */
	FAULT_SOFT,       /* a soft check speaks and was not overruled */
	FAULT_OVERRULED   /* a soft check speaks and has a reason */
};

/* Does this keep a record from being complete?  (All but the last, and NONE.) */
bool fault_blocks(enum field_fault fault);

struct rules; /* entry/rules.c */

struct rules *rules_new(struct answers *answers,
			const struct surroundings *surroundings);
void rules_free(struct rules *rules);

/*
 * Rules for who asks no more than some fields (one bool for each): only what
 * these depend on is worked out, with rules_use(), and nothing else is relevant.
 * asked tells then which fields these are.
 */
struct rules *rules_new_asked(const struct form *form, bool *asked);

/* Work everything out again. */
void rules_update(struct rules *rules);
/*
 * After one answer changed: only what depends on it.  After rows came, went or
 * moved: rules_update().
 */
void rules_changed(struct rules *rules, int field, int row);
/* Other answers altogether (same form): for many records one after another. */
void rules_use(struct rules *rules, struct answers *answers,
	       const struct surroundings *surroundings);

/* Row 0 outside repeats.  Of a repeat itself: is it there at all? */
bool rules_is_relevant(const struct rules *rules, int field, int row);
bool rules_repeat_is_relevant(const struct rules *rules, int repeat);
bool rules_section_is_relevant(const struct rules *rules, int section);
bool rules_is_required(const struct rules *rules, int field, int row);

/*
 * The field whose answer makes that this one is not relevant; -1 when none can
 * be named.
 */
int rules_skipped_by(const struct rules *rules, int field, int row);

/*
 * The worst fault at this field, and in *message, when not NULL, its sentence
 * in words for the person; free() it; NULL with FAULT_NONE.
 */
enum field_fault rules_fault(struct rules *rules, int field, int row,
			     char **message);

/* The same but for soft checks, which are for whoever fills it in. */
enum field_fault rules_hard_fault(struct rules *rules, int field, int row,
				  char **message);

/*
 * The same for a repeat: too few rows (FAULT_REQUIRED) or too many
 * (FAULT_VALUE).
 */
enum field_fault rules_repeat_fault(struct rules *rules, int repeat,
				    char **message);

/*
 * Is what stands here kept from who reads: an answer of a client who did not
 * agree that the worker sees it, or a calculation with one in it?  The client
 * may read what was typed in this visit, when the rules are told so.
 */
bool rules_is_hidden(const struct rules *rules, int field, int row);
bool rules_score_is_hidden(const struct rules *rules, int measure);
void rules_for_client(struct rules *rules, bool client);

/*
 * A text of the form with its placeholders filled in, but for what is hidden;
 * free() it.
 */
char *rules_fill(struct rules *rules, const struct words *words, int row);

/* Would an initial (`default`) say what is hidden? */
bool rules_initial_is_hidden(const struct rules *rules, int field, int row);

/* The value an initial (`default`) gives; free() it; NULL when none. */
char *rules_initial(struct rules *rules, int field, int row);

struct score {
	int met;
	int scored;
	int items; /* relevant ones */
};

struct score rules_score(const struct rules *rules, int measure);

/* Would it count?  True for a form without rules. */
bool rules_counts(const struct rules *rules);

/* Why not: the sentence of counting rule i, free() it; NULL when that holds. */
char *rules_why_not(struct rules *rules, size_t i);

/*
 * Take out of answers all that does not exist: what is not relevant, and the
 * rows of a repeat that is not.  answers are those of the rules, or a copy of
 * them; for what is to be kept for good.
 */
void rules_put_away(const struct rules *rules, struct answers *answers);

/* The context in which an expression of this form is evaluated at row. */
struct expr_context rules_context(struct rules *rules, int row);

/*
 * A context for a programme's `when`, without any record: only traject. and
 * jeugdige. have values.
 */
struct expr_context surroundings_context(const struct surroundings *around);

#endif
