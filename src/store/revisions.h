/*
 * store/revisions.h - where a record comes from, and taking over what was made
 * elsewhere
 *
 * Every change of a record is a revision with an id of its own, the same in
 * every file that has it.  A file knows revisions with what the record was
 * then, its history, and others by their id only: those that were made
 * elsewhere and passed over.  Both together say which of two files is further:
 * the one that knows the last revision of the other.
 *
 * Owns      results are the caller's, to free with their done function.
 * Fails     ERR_NOTFOUND (no such record or revision), else as records_save().
 */
#ifndef STORE_REVISIONS_H
#define STORE_REVISIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "form/answers.h"
#include "store/drafts.h"
#include "store/records.h"
#include "store/store.h"

/* All zeros is empty. */
struct known_revision {
	char *id;
	char *parent;    /* or NULL */
	bool has_values; /* else only the two above are there */
	char *at;
	char *medewerker;
	char *login;
	char *what; /* as in struct history_entry */
	char *why;
	enum record_status status;
	char *completed;
	bool counts;
	/* Where it is a verification and that is known: how, and in how many
	 * answers the second entry differed. */
	enum verify_how how;
	int64_t differences;
};

struct revision_list {
	struct known_revision *items; /* those with values last, oldest first */
	size_t count;
	size_t capacity;
};

void revision_list_done(struct revision_list *list);
/* One that is known by its id only; texts are copied. */
void revision_list_add(struct revision_list *list, const char *id,
		       const char *parent);
bool revision_list_has(const struct revision_list *list, const char *id);

/* All that the file knows of a record that was completed once. */
CHECKED int revisions_of(struct store *store, const char *record,
			 struct revision_list *out, struct err *err);

/* The answers as they were at a revision; form must be the record's. */
CHECKED int revisions_answers(struct store *store, const struct form *form,
			      const char *record, const char *revision,
			      struct answers **out, struct err *err);

/* Note the ids that the file does not have yet. */
CHECKED int revisions_note(struct store *store, const char *record,
			   const struct revision_list *theirs, struct err *err);

/*
 * A record that is not here was taken back by this revision: so that it stays
 * away when it comes later.  NULL forgets that, once it is here.
 */
CHECKED int revisions_take_back(struct store *store, const char *record,
				const char *revision, struct err *err);

/* The revision by which it was; NULL when it was not.  free() it. */
CHECKED int revisions_taken_back(struct store *store, const char *record,
				 char **revision, struct err *err);

/*
 * Save a record as it became by this revision, made elsewhere: it keeps its id,
 * its parent, and who did it and when.  head is as for records_save(), but
 * that the record may have any revision before; status may be
 * RECORD_WITHDRAWN.
 */
CHECKED int records_take(struct store *store, const struct form *form,
			 struct record_head *head,
			 const struct answers *answers,
			 const struct known_revision *revision,
			 struct err *err);

#endif
