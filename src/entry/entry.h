/*
 * entry/entry.h - one record being filled in, without any screen
 *
 * Knows which question has the focus, which ones are there, what is wrong and
 * what the scores are; takes what a person typed, and commands.  The full
 * screen, the line mode and the tests are thin drivers on it.
 *
 *	entry_open(&start, &e, &err);
 *	entry_type(e, "1", &err);           at the focus
 *	entry_next(e);
 *	entry_flush(e, &err);               before waiting for a key
 *	entry_complete(e, NULL, &err);
 *	entry_close(e);
 *
 * What is on the page is a list of items: the relevant fields (with their row),
 * notes, calculated fields, and one item at the end of each repeat where a row
 * can be added.  The focus is always on an item that takes an answer or adds a
 * row, or there is none (a form with nothing to ask).  Where the program fills
 * in, one stops only when something is said against the value: to overrule that
 * or to see what it follows from.
 *
 * Everything left is on disk after entry_flush(): a draft in the store.  A
 * record that is opened to look at writes nothing.
 *
 * Owns      an entry is the caller's, to entry_close(); the store, form and
 *           catalogue are borrowed.
 * Fails     ERR_INVALID with a sentence for the person at the field;
 *           whatever the store says.  After a failed flush nothing is lost:
 *           the next one tries again.
 */
#ifndef ENTRY_ENTRY_H
#define ENTRY_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "entry/rules.h"
#include "form/catalogue.h"
#include "store/drafts.h"
#include "store/names.h"
#include "store/records.h"

struct entry; /* entry/entry_private.h */

/* What to open; texts are borrowed for the call. */
struct entry_start {
	struct store *store;
	const struct catalogue *catalogue;
	const struct form *form;
	int64_t traject;
	const char *jeugdige; /* key, when the form is per jeugdige/informant */
	const char *medewerker; /* who fills in, from the settings; or NULL */
	bool take_over;         /* from another who has the draft open */
	enum verify_how verify; /* enter what is complete a second time */
};

/*
 * Open the draft in this place, or begin one.  A draft of another version of
 * the form is ERR_EXISTS.  A place that has a completed record and no draft is
 * opened to look at, in its own version; entry_reopen() makes a draft of it.  A
 * draft that is open elsewhere is opened to look at too; entry_held_by() says
 * where.
 *
 * A new draft begins with what is known: the names of the traject, the rows a
 * repeat needs at least, defaults, and the rows that another form gives.  A
 * draft that was begun in this visit and in which the person changed nothing is
 * gone after entry_close().
 */
CHECKED int entry_open(const struct entry_start *start, struct entry **out,
		       struct err *err);

/*
 * With start->verify the completed record in this place is entered a second
 * time: see "a second entry" below.  One that was begun before goes on, as it
 * was begun.  ERR_NOTFOUND where nothing is complete, ERR_EXISTS where a
 * correction was begun.
 */

/* Park: what was left is flushed if it can be; the draft is let go. NULL ok. */
void entry_close(struct entry *entry);

/*
 * The person did not leave: the program was told to go, or its terminal went.
 * After entry_close() the next start offers to go on here.
 */
void entry_cut_off(struct entry *entry);

const struct form *entry_form(const struct entry *entry);
const struct answers *entry_answers(const struct entry *entry);
struct rules *entry_rules(struct entry *entry);

/* May answers be given? */
bool entry_is_open(const struct entry *entry);
/* Where another has it open; NULL when nobody. */
const char *entry_held_by(const struct entry *entry);
/* Is it a correction of a completed record? */
bool entry_is_correction(const struct entry *entry);
/* Did it continue after a crash, at the field where that happened? */
bool entry_was_interrupted(const struct entry *entry);
/* Is everything that was left on disk? */
bool entry_is_saved(const struct entry *entry);
/* The record as it is, for heads of screens: status, completed, id. */
const struct record_head *entry_head(const struct entry *entry);

/* A correction of the completed record that is being looked at. */
CHECKED int entry_reopen(struct entry *entry, const char *why, struct err *err);
/* The draft, when another has it open. */
CHECKED int entry_take_over(struct entry *entry, struct err *err);
/*
 * Throw the draft away; what was completed stays.  After it only entry_close()
 * makes sense, and entry_bring_back(), which puts the draft back as it was, with
 * the steps to undo; ERR_EXISTS where another was begun meanwhile.
 */
CHECKED int entry_discard(struct entry *entry, struct err *err);
CHECKED int entry_bring_back(struct entry *entry, struct err *err);

enum item_kind {
	ITEM_FIELD, /* takes an answer */
	ITEM_GIVEN, /* shows a value: calculated, or from another form */
	ITEM_NOTE,
	ITEM_ADD_ROW /* adds a row to its repeat */
};

struct item {
	enum item_kind kind;
	int field;  /* index; -1 for ITEM_ADD_ROW */
	int repeat; /* index, or -1 */
	int row;    /* from 1 in a repeat, else 0 */
	int section;
	bool speaks; /* ITEM_GIVEN: something is said against it */
};

/* The items there are now, in order. */
size_t entry_count(const struct entry *entry);
struct item entry_item(const struct entry *entry, size_t i);

/* The index of the focus; entry_count() when there is nothing to ask. */
size_t entry_focus(const struct entry *entry);
/* The index of this field and row; entry_count() when it is not there now. */
size_t entry_find(const struct entry *entry, int field, int row);

/* How many askable items there are, and how many have an answer. */
void entry_progress(const struct entry *entry, size_t *asked, size_t *answered);

/* --- moving; false when there is nowhere to go, and the focus stays */

bool entry_next(struct entry *entry);
/* Back along the path that was walked; before its start: up the page. */
bool entry_back(struct entry *entry);
bool entry_go(struct entry *entry, size_t item);
/* The first askable item of the next / previous relevant section. */
bool entry_next_section(struct entry *entry, int direction);
bool entry_first(struct entry *entry);
bool entry_last(struct entry *entry);
/* The next askable item without an answer, from the focus on, round. */
bool entry_next_empty(struct entry *entry);

/*
 * To what a person typed: a number on paper, a field's name, a section's name
 * or number, else the next question, round, whose words contain it, or whose
 * hint or options do.  ERR_NOTFOUND
 * says so; a field that is not relevant now says why it cannot be reached.
 */
CHECKED int entry_jump(struct entry *entry, const char *typed, struct err *err);

/* --- answering at the focus; all fail when the entry is not open */

/* As value_typed(); also takes the key or name of a missing reason. */
CHECKED int entry_type(struct entry *entry, const char *typed, struct err *err);
/* Switch an option of a select_multiple on or off; picks one elsewhere. */
CHECKED int entry_toggle(struct entry *entry, const char *option,
			 struct err *err);
CHECKED int entry_set_missing(struct entry *entry, const char *reason,
			      struct err *err);
CHECKED int entry_clear(struct entry *entry, struct err *err);
CHECKED int entry_remark(struct entry *entry, const char *remark,
			 struct err *err);
/*
 * Overrule the soft check at the focus; an empty reason is ERR_INVALID.  The
 * reason for a value that the program filled in is gone when that changes.
 */
CHECKED int entry_overrule(struct entry *entry, const char *reason,
			   struct err *err);
/* The answer this field had in the worker's previous record of this form. */
CHECKED int entry_same_as_previous(struct entry *entry, struct err *err);

/*
 * The worst fault at item i, as rules_fault(); where a row is added, that of
 * its repeat; where the program fills in, only what another answer can mend.
 */
enum field_fault entry_fault(struct entry *entry, size_t i, char **message);

/*
 * Is what is typed at the focus a name of a list (organisatie, team,
 * medewerker) that is not in that list yet?  Then entry_type() refuses it, and
 * entry_add_name() adds it and answers with it.
 */
bool entry_is_new_name(struct entry *entry, const char *typed);
CHECKED int entry_add_name(struct entry *entry, const char *typed,
			   struct err *err);
/* The names the list of the focus holds; empty when it has no list. */
CHECKED int entry_names(struct entry *entry, struct name_list *out,
			struct err *err);

/*
 * --- a second entry
 *
 * The answers are those of the second person: empty at first (blind), or those
 * of the first, to be looked at one by one (open).  Whenever an answer is given
 * it is held against the first; one that differs has to be settled, by saying
 * which is right or by answering anew.  The answers of the first that are not
 * asked are taken over.  Rows of the first stay.  entry_complete() then
 * saves what is right as a correction, if it is anything else than what there
 * was, and marks the record verified.
 */

enum compared {
	COMPARED_NOT,   /* not entered a second time yet */
	COMPARED_SAME,  /* both the same */
	COMPARED_ASKED, /* they differ, and it was not said which is right */
	COMPARED_FIRST, /* they differed: the first is right */
	COMPARED_SECOND,
	COMPARED_NEITHER /* another answer was given */
};

/* VERIFY_NOT when it is no second entry. */
enum verify_how entry_verifies(const struct entry *entry);
enum compared entry_compared(const struct entry *entry, size_t i);
/* The first answer at item i; never NULL. */
const struct answer *entry_first_answer(const struct entry *entry, size_t i);
/* What is there now at the focus is the second answer, also when empty. */
CHECKED int entry_confirm(struct entry *entry, struct err *err);
/* Settle the difference at the focus: COMPARED_FIRST or COMPARED_SECOND. */
CHECKED int entry_settle_difference(struct entry *entry, enum compared right,
				    struct err *err);
/* In how many answers the two differed so far. */
size_t entry_differences(const struct entry *entry);
/* The name of the one at the keyboard, as the system knows it; or NULL. */
const char *entry_user(void);
/* The record was changed since it was begun, so it began anew. */
bool entry_began_anew(const struct entry *entry);

/* --- the client at the keyboard */

/*
 * From here on it is the client who answers, and the file says so until
 * drafts_return().  What was changed before cannot be undone any more.
 */
CHECKED int entry_lend(struct entry *entry, struct err *err);
bool entry_is_lent(const struct entry *entry);

/* How many answers the client gave since then. */
size_t entry_client_count(const struct entry *entry);

/* May the worker see these?  Until this is said, and after more answers: no. */
void entry_client_agrees(struct entry *entry, bool agrees);

/* The worker has the keyboard again, and sees no more than was agreed. */
void entry_return(struct entry *entry);

/* --- rows, at the focus; the focus follows */

CHECKED int entry_add_row(struct entry *entry, struct err *err);
CHECKED int entry_remove_row(struct entry *entry, struct err *err);
/* direction -1 up, +1 down */
CHECKED int entry_move_row(struct entry *entry, int direction, struct err *err);

/* --- undo over answers and rows, since the entry was opened */

bool entry_undo(struct entry *entry);
bool entry_redo(struct entry *entry);

/* --- keeping */

/* Save what was left, in one commit; nothing when nothing changed. */
CHECKED int entry_flush(struct entry *entry, struct err *err);

/* What stands in the way of completing. */
struct obstacle {
	size_t item;
	enum field_fault fault;
	char *text; /* "4b: ..." without the number: one sentence */
};

struct obstacle_list {
	struct obstacle *items;
	size_t count;
	size_t capacity;
};

void entry_obstacles(struct entry *entry, struct obstacle_list *out);
void obstacle_list_done(struct obstacle_list *list);

/*
 * Complete it, as of day (ISO; NULL is today; a correction keeps its day).
 * ERR_INVALID when an obstacle is left: the focus is then on the first one.
 * The entry is then one to look at.
 */
CHECKED int entry_complete(struct entry *entry, const char *day,
			   struct err *err);

#endif
