/*
 * store/records.h - filled-in forms that were completed once
 *
 * A record lives in the typed table of its form version and keeps its row.
 * Completing again (a correction) replaces the values and leaves the old ones
 * in the history with who, when and why.  One complete record per form,
 * traject, jeugdige and informant.  A verified record is a complete one that
 * was entered a second time (store/verifications.h); a correction takes that
 * away.
 *
 * Owns      results are the caller's, to free with their done function; what
 *           a visitor is given lives for the length of the call.
 * Fails     ERR_EXISTS when there is another complete record in the same
 *           place, ERR_NOTFOUND, ERR_INVALID.
 */
#ifndef STORE_RECORDS_H
#define STORE_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form/answers.h"
#include "form/form.h"
#include "store/drafts.h"
#include "store/store.h"
#include "store/trajecten.h"

enum record_status {
	RECORD_DRAFT,
	RECORD_COMPLETE,
	RECORD_VERIFIED,
	RECORD_WITHDRAWN
};

/* "draft", "complete", "verified", "withdrawn", as in CSV. */
const char *record_status_name(enum record_status status);
bool record_status_read(const char *name, enum record_status *out);

/* All zeros is empty. */
struct record_head {
	char *id; /* uuid */
	char *form;
	char *version;
	int64_t traject_id;
	char *traject;     /* code */
	char *organisatie; /* the three as they were when completed */
	char *team;
	char *medewerker;
	enum record_status status;
	char *completed; /* ISO day of first completion; NULL for a draft */
	char *ended;     /* ISO day, follows the traject; or NULL */
	char *jeugdige;  /* key of the jeugdige, or NULL */
	char *informant; /* or NULL */
	char *revision;  /* uuid; NULL for a draft of a new record */
	char *changed;   /* ISO moment with seconds */
	bool counts;     /* in the figures, by the form's rules */
};

void record_head_done(struct record_head *head);
void record_head_copy(struct record_head *to, const struct record_head *from);
/* Where it stands; it borrows from the head. */
struct form_place record_head_place(const struct record_head *head);

/* Who does something, when and why; texts are borrowed. */
struct authorship {
	const char *medewerker; /* or NULL */
	const char *login;      /* or NULL: the system's name of the user */
	const char *why;        /* or NULL */
	const char *at;         /* ISO moment; NULL: now */
};

/*
 * Store a completed record.  In head: form, version, traject_id, status,
 * completed, jeugdige, informant and counts must be set; id NULL makes a new
 * one; a known id is a correction and head->revision must be the revision
 * that is being corrected, else ERR_EXISTS.  organisatie, team and medewerker
 * are copied from the traject when NULL.  On success id, revision, changed and
 * those names are filled in, and the draft (0: none) is gone.
 *
 * changed NULL is now; an import gives its own.
 */
CHECKED int records_save(struct store *store, const struct form *form,
			 struct record_head *head,
			 const struct answers *answers, int64_t draft,
			 const struct authorship *by, struct err *err);

/*
 * As records_save() for a record that is new: the caller found in this same
 * transaction that its id, when it gives one, is nobody's, and that its traject
 * is so.  The head stays as it is.  Quicker, where there are many.
 */
CHECKED int records_add(struct store *store, const struct form *form,
			const struct record_head *head,
			const struct traject *traject,
			const struct answers *answers,
			const struct authorship *by, struct err *err);

/* Has a record, of any form, or a draft this id? */
CHECKED int records_has(struct store *store, const char *id, bool *out,
			struct err *err);

/* The same, but for the records of this form and version. */
CHECKED int records_has_elsewhere(struct store *store, const struct form *form,
				  const char *id, bool *out, struct err *err);

/* Withdraw with a reason; the record is kept. */
CHECKED int records_withdraw(struct store *store, const char *id,
			     const struct authorship *by, struct err *err);

/*
 * The id of a record or draft of any form that begins so; *several: there are
 * others.  ERR_NOTFOUND without a sentence when there is none.
 */
CHECKED int records_named(struct store *store, const char *beginning, char **id,
			  bool *several, struct err *err);

/* The head of a record of any form by its id. */
CHECKED int records_head(struct store *store, const char *id,
			 struct record_head *out, struct err *err);

/* The answers of a record; form must be its form and version. */
CHECKED int records_answers(struct store *store, const struct form *form,
			    const char *id, struct answers **out,
			    struct err *err);

/*
 * The record that is complete or verified in this place, over all versions of
 * the form; ERR_NOTFOUND without a sentence when there is none.
 */
CHECKED int records_in_place(struct store *store,
			     const struct form_place *place,
			     struct record_head *out, struct err *err);

struct record_list {
	struct record_head *items;
	size_t count;
	size_t capacity;
};

void record_list_done(struct record_list *list);
/* In a list by traject: the first of this one, or where it would stand. */
size_t record_list_first(const struct record_list *list, int64_t traject);

/* All records and drafts of one traject; withdrawn ones too. */
CHECKED int records_of_traject(struct store *store, int64_t traject,
			       struct record_list *out, struct err *err);

/*
 * All records of these trajecten, by traject; no drafts and nothing withdrawn.
 * Of each head only form, version, traject_id, status, completed, jeugdige,
 * informant and counts are set.
 */
CHECKED int records_of_those(struct store *store, const int64_t *trajecten,
			     size_t count, struct record_list *out,
			     struct err *err);

/* The same of one traject, with its drafts. */
CHECKED int records_of_one(struct store *store, int64_t traject,
			   struct record_list *out, struct err *err);

/*
 * What there is of these trajecten, by traject, and no more: of what is complete
 * or verified, and of the drafts, only form, version, traject_id and jeugdige are
 * set, and as status RECORD_COMPLETE or RECORD_DRAFT.
 */
CHECKED int records_there(struct store *store, const int64_t *trajecten,
			  size_t count, struct record_list *out,
			  struct err *err);

/* Which records; all zeros but form is all of them. */
struct selection {
	const char *form;        /* name */
	const char *version;     /* NULL: all versions */
	const char *from, *to;   /* ISO days, inclusive; or NULL */
	bool by_ended;           /* else by completed; drafts by changed */
	const char *organisatie; /* or NULL */
	const char *team;        /* "" is those without */
	const char *medewerker;  /* the same */
	bool withdrawn;          /* take withdrawn ones too */
	bool no_drafts;
	bool only_drafts;
	bool annotated; /* only records with a remark or an overruled check */
	bool overruled; /* only records with an overruled check */
	bool left_out;  /* of the completed ones only those that do not count */
};

/*
 * Visit the selected records of one form version, oldest completed first and
 * by id within a day, then drafts.  answers is NULL when with_answers is
 * false.  A visitor that returns other than 0 ends it, and that is the result.
 */
typedef int record_visitor(void *of, const struct record_head *head,
			   const struct answers *answers, struct err *err);
CHECKED int records_visit(struct store *store, const struct form *form,
			  const struct selection *selection, bool with_answers,
			  record_visitor *visitor, void *of, struct err *err);

/*
 * Quicker, for who needs little of many: the heads of the selected records, in
 * no order, with the answers of some fields (one bool for each; NULL: none).
 * No drafts.
 */
CHECKED int records_scan(struct store *store, const struct form *form,
			 const struct selection *selection, const bool *asked,
			 record_visitor *visitor, void *of, struct err *err);

/* Are there any, drafts left aside?  Quicker than a visit. */
CHECKED int records_any(struct store *store, const struct form *form,
			const struct selection *selection, bool *any,
			struct err *err);

/*
 * On which day was the latest of the last ones that came completed, of all names?
 * That is nearly always the last day that there is, at once.  NULL: none is there.
 */
CHECKED int records_recent(struct store *store, const char *form, char **day,
			   struct err *err);

/* One earlier state of a record. */
struct history_entry {
	char *at;         /* ISO moment with seconds */
	char *medewerker; /* or NULL */
	char *login;      /* or NULL */
	/* "complete", "correct", "verify", "withdraw", "import", "package" */
	char *what;
	char *why; /* or NULL */
	char *revision;
	/* Of "verify": how, when that is known, and how many differed. */
	enum verify_how how;
	int64_t differences;
	char *field; /* one entry per changed field; NULL: none changed */
	int row;
	char *before, *after; /* canonical values or "missing: NAME"; or NULL */
	/* The client typed it, and it is not shown. */
	bool before_hidden, after_hidden;
};

struct history {
	struct history_entry *items; /* oldest first */
	size_t count;
	size_t capacity;
};

CHECKED int records_history(struct store *store, const char *id,
			    struct history *out, struct err *err);
void history_done(struct history *history);

#endif
