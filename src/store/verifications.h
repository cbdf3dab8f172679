/*
 * store/verifications.h - completed records that were entered a second time
 *
 * Somebody else keys the record again.  While that goes on it is a draft that
 * is a second entry (struct draft, verifies), beside which is kept what came of
 * each answer: the same, or what the person said of the difference.  When it is
 * done the record is marked verified by a revision of its own, with who did it
 * and when, and beside that revision is kept how, and in how many answers the
 * two differed.  A correction is another revision, so the mark is gone then.
 *
 * Owns      results are the caller's, to free with their done function.
 * Fails     ERR_NOTFOUND, ERR_EXISTS (the record was changed meanwhile).
 */
#ifndef STORE_VERIFICATIONS_H
#define STORE_VERIFICATIONS_H

#include <stdint.h>

#include "form/answers.h"
#include "store/drafts.h"
#include "store/records.h"
#include "store/store.h"

/* "blind" and "open"; NULL for VERIFY_NOT, and the other way round. */
const char *verify_how_name(enum verify_how how);
enum verify_how verify_how_read(const char *name);

/* All zeros is empty. */
struct verification {
	enum verify_how how; /* VERIFY_NOT: that is not known here */
	int64_t differences; /* answers that differed, when how is known */
	char *at;            /* ISO moment with seconds */
	char *medewerker;    /* who verified it, or NULL */
	char *login;         /* or NULL */
	/* Who entered it last before that. */
	char *entered_by;    /* medewerker, or NULL */
	char *entered_login; /* or NULL */
};

void verification_done(struct verification *verification);

/* Did the same person do both, as far as the file can tell? */
bool verification_is_own(const struct verification *verification);

/*
 * How the record became verified; of one that is not, only who entered it.
 */
CHECKED int verifications_of(struct store *store, const char *record,
			     struct verification *out, struct err *err);

/* A second entry that is done; texts are borrowed. */
struct second_entry {
	const char *record;   /* uuid of what was entered a second time */
	const char *revision; /* that it must have still */
	enum verify_how how;
	int64_t differences; /* answers that differed */
	int64_t draft;       /* in which it was entered */
};

/*
 * Mark the record verified; the draft is gone then.  On success out is the head
 * that the record has from then on.
 */
CHECKED int verifications_mark(struct store *store,
			       const struct second_entry *second,
			       const struct authorship *by,
			       struct record_head *out, struct err *err);

/*
 * The second entry of a record that was begun; ERR_NOTFOUND without a
 * sentence.
 */
CHECKED int verifications_begun(struct store *store, const char *record,
				struct draft *out, struct err *err);

/*
 * What came of each answer of a second entry, as texts in the place of the
 * answers: "same", "asked", "first", "second", "neither"; empty is not entered
 * yet.
 */
CHECKED int verifications_outcomes(struct store *store, const struct form *form,
				   int64_t draft, struct answers **out,
				   struct err *err);
/* Keep one of them; outcome NULL takes it away. */
CHECKED int verifications_keep(struct store *store, int64_t draft,
			       const char *field, int row, const char *outcome,
			       struct err *err);

#endif
