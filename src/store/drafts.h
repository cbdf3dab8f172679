/*
 * store/drafts.h - forms being filled in, safe after every field
 *
 * A draft holds all answers as canonical text, also those that are not
 * relevant at the moment, and where the person was.  It keeps its form
 * version.  A draft beside a completed record (a correction) knows the
 * revision it began from.
 *
 * Who has a draft open is noted with host, process and time; one held by a
 * process that is gone is free.
 *
 * Owns      results are the caller's, to free with their done function.
 * Fails     ERR_NOTFOUND, ERR_HELD (held elsewhere: the sentence says where).
 */
#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form/answers.h"
#include "store/store.h"

/* How a completed record is entered a second time. */
enum verify_how {
	VERIFY_NOT,   /* it is not */
	VERIFY_BLIND, /* without seeing the first answers */
	VERIFY_OPEN   /* seeing them */
};

/* All zeros is empty. */
struct draft {
	int64_t id;   /* in this file; 0 when not stored */
	char *record; /* uuid that the record has or will have */
	char *form;
	char *version;
	int64_t traject;
	char *jeugdige;  /* or NULL */
	char *informant; /* or NULL */
	char *revision;  /* of the completed record it corrects, or NULL */
	char *why;       /* why that was reopened, or NULL */
	char *at_field;  /* where the person was, or NULL */
	int at_row;
	bool parked;   /* left on purpose; false after a crash */
	char *changed; /* ISO moment with seconds */
	/* A second entry of the completed record, which is no draft to anyone
	 * but who verifies: store/verifications.h. */
	enum verify_how verifies;
};

void draft_done(struct draft *draft);

/*
 * Where a form is filled in: one of its drafts, and one record that is
 * complete, can stand there.  Texts are borrowed.
 */
struct form_place {
	const char *form; /* its name: of any version */
	int64_t traject;
	const char *jeugdige;  /* or NULL */
	const char *informant; /* or NULL */
};

/*
 * Add an empty draft; id, record (when NULL) and changed are filled in.  The
 * form is taken up.  ERR_EXISTS when the place has a draft already.
 */
CHECKED int drafts_add(struct store *store, const struct form *form,
		       struct draft *draft, const struct answers *answers,
		       struct err *err);

CHECKED int drafts_get(struct store *store, int64_t id, struct draft *out,
		       struct err *err);

/*
 * The draft in this place, any version; ERR_NOTFOUND without a sentence.  A
 * second entry is none.
 */
CHECKED int drafts_in_place(struct store *store, const struct form_place *place,
			    struct draft *out, struct err *err);

/* Form must be the draft's form and version. */
CHECKED int drafts_answers(struct store *store, const struct form *form,
			   int64_t id, struct answers **out, struct err *err);

/* What changed since the last save: one answer, or all rows of a repeat. */
struct draft_change {
	enum {
		DRAFT_ANSWER,
		DRAFT_ROWS
	} kind;
	int index; /* of the field, or of the repeat */
	int row;
};

/* What is saved of a draft; all is borrowed. */
struct draft_step {
	const struct answers *answers;
	const struct draft_change *changes;
	size_t count;
	const char *at_field; /* where the person is, or NULL */
	int at_row;
};

/*
 * Save the changes and where the person is, in one commit.  No changes and the
 * same question is no commit.
 */
CHECKED int drafts_save(struct store *store, int64_t id,
			const struct draft_step *step, struct err *err);

/*
 * Hold the draft for this process; ERR_HELD when another has it, unless
 * take_over.
 */
CHECKED int drafts_hold(struct store *store, int64_t id, bool take_over,
			struct err *err);
/* Is it still ours?  One that is gone is not. */
CHECKED int drafts_ask_held(struct store *store, int64_t id, bool *held,
			    struct err *err);

/* Let go of it; parked says that the person left on purpose. */
CHECKED int drafts_release(struct store *store, int64_t id, bool parked,
			   struct err *err);

/*
 * The client has the keyboard at this draft.  That stays known, whatever
 * becomes of the program, until the worker has it back: drafts_return().
 */
CHECKED int drafts_lend(struct store *store, int64_t id, struct err *err);

/* Has a client the keyboard of this user on this computer? */
CHECKED int drafts_lent(struct store *store, bool *lent, struct err *err);

/* No longer; but where another program that still runs has such a draft open. */
CHECKED int drafts_return(struct store *store, struct err *err);

CHECKED int drafts_discard(struct store *store, int64_t id, struct err *err);

/*
 * The youngest draft that nobody left on purpose: let go of without being
 * parked, or held by a process of this host that is gone.  A crash, or a lost
 * connection, to tell the person about.  ERR_NOTFOUND without a sentence.
 */
CHECKED int drafts_interrupted(struct store *store, struct draft *out,
			       struct err *err);

#endif
