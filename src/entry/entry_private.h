/*
 * entry/entry_private.h - what an entry is made of
 *
 * A command changes the answers and the rules, then calls entry_settle(): that
 * applies defaults, lists the items again, puts the focus where it is wanted,
 * and notes the difference with the state after the previous command as one
 * step to undo.  What is to be saved is the difference with the answers as they
 * are on disk.
 *
 * Owns      all is the entry's, until entry_close().
 * Fails     as entry/entry.h.
 */
#ifndef ENTRY_ENTRY_PRIVATE_H
#define ENTRY_ENTRY_PRIVATE_H

#include "entry/around.h"
#include "entry/delta_private.h"
#include "entry/entry.h"
#include "store/trajecten.h"

/* A place on the page that survives a new list of items. */
struct place {
	int field;  /* or -1: where a row is added to repeat */
	int repeat; /* or -1 */
	int row;
};

#define NOWHERE ((struct place){ .field = -1, .repeat = -1 })

struct places {
	struct place *items;
	size_t count, capacity;
};

/* One command that can be undone. */
struct step {
	struct delta delta;
	struct place before, after; /* where the focus was */
};

struct steps {
	struct step *items;
	size_t count, capacity;
	size_t done; /* those from here on were undone */
};

struct entry {
	struct store *store;
	const struct catalogue *catalogue;
	const struct form *form;
	struct traject traject;
	char *jeugdige;
	char *medewerker;
	struct around around;
	struct answers *answers;
	struct rules *rules;

	struct record_head head;
	struct draft draft; /* id 0: there is none */
	char *held_by;
	bool open;
	bool interrupted;
	bool fresh;   /* the draft was begun in this visit */
	bool cut_off; /* closed by the system, not by the person */
	bool touched; /* the person changed something in this visit */
	bool lent;    /* it is the client who answers */

	struct item *items;
	size_t count, capacity;
	size_t focus;
	struct places path;
	bool *given;     /* per field: is it filled from another form? */
	int *given_rows; /* per repeat: how many rows the other form has */

	struct answers *saved; /* as on disk */
	struct place saved_place;
	struct answers *last; /* after the last command */
	struct steps steps;
	/*
	 * Per field with a default: value "1" once it was relevant, a remark
	 * once the person cleared it.  As answers, to follow the rows.
	 */
	struct answers *marks;

	/* Of a second entry: see entry_verify.c. */
	enum verify_how how;
	bool began_anew;
	struct answers *first;          /* those of the completed record */
	struct answers *outcomes;       /* as verifications_outcomes() */
	struct answers *outcomes_saved; /* as on disk */
};

/* --- entry_page.c */
void entry_list_items(struct entry *entry);
struct place entry_place(const struct entry *entry);
/* To this place, or the nearest one after it where one can be. */
void entry_focus_on(struct entry *entry, struct place place);
/* The items again; the focus stays where it was. */
void entry_relist(struct entry *entry);
/* Does the program fill this field in? */
bool entry_is_given(const struct entry *entry, int field);
/* What is said against what the program filled in: what can be mended. */
enum field_fault entry_given_fault(struct entry *entry, int field, int row,
				   char **message);
/* Back leads to here. */
void entry_path_add(struct entry *entry, struct place place);
/* Rows of repeat changed: row from became to; 0 is a new or a removed one. */
void entry_path_rows(struct entry *entry, int repeat, int from, int to);

/* --- entry_answer.c */
/* The canonical value, at the focus. */
CHECKED int entry_put_value(struct entry *entry, const char *value,
			    struct err *err);

/* As a person does, but what it is held against is up to the caller. */
CHECKED int entry_change(struct entry *entry, struct place place,
			 const char *value, const char *missing,
			 struct err *err);

/* --- entry_rows.c */
void entry_apply_defaults(struct entry *entry);
/* What is relevant has had its default. */
void entry_mark_seen(struct entry *entry);
/* Is this jeugdige, of a row of the traject form, named by other forms? */
CHECKED int entry_jeugdige_is_used(struct entry *entry, int row, bool *out,
				   struct err *err);

/* --- entry_given.c */
/*
 * Which fields another form fills in: a matter of the forms, also when there
 * is no such record yet.
 */
void entry_note_given(struct entry *entry);
/* Take the rows that other forms give. */
CHECKED int entry_take_rows(struct entry *entry, struct err *err);

/* --- entry_undo.c */
/* The focus was at before and is to be at, or near, wanted. */
void entry_settle(struct entry *entry, struct place before,
		  struct place wanted);
void entry_forget_steps(struct entry *entry);

/* --- entry_verify.c */
/* Find the second entry that is there, or forget an outdated one. */
CHECKED int entry_verify_find(struct entry *entry, struct err *err);
/* The answers to begin or go on with. */
CHECKED int entry_verify_load(struct entry *entry, struct answers **out,
			      struct err *err);
/* A new one is kept from here on. */
CHECKED int entry_verify_begin(struct entry *entry, struct err *err);
/* Is this the first answer there? */
bool entry_is_first(const struct entry *entry, struct place place,
		    const char *value, const char *missing);
/* With the same answer come the remark and the reason of the first. */
void entry_take_notes(struct entry *entry, struct place place);
/*
 * Hold the answer at place against the first; before is what there was, or
 * NULL when it was only looked at.
 */
void entry_compare(struct entry *entry, struct place place,
		   const struct answer *before);
/* The answer at place is being changed, and will be confirmed. */
void entry_wait(struct entry *entry, struct place place);
/* Was it complete with what is at this item? */
bool entry_was_so(const struct entry *entry, size_t i);
/* After answers changed by more than one: what does not hold is forgotten. */
void entry_compare_again(struct entry *entry);
/* A row that the second entry added is gone. */
void entry_outcomes_remove_row(struct entry *entry, struct place place);
bool entry_outcomes_are_saved(const struct entry *entry);
CHECKED int entry_save_outcomes(struct entry *entry, struct err *err);
/* What was saved is on disk. */
void entry_note_outcomes(struct entry *entry);
CHECKED int entry_finish_verifying(struct entry *entry, struct err *err);

/* --- entry_finish.c */
CHECKED int entry_must_have_no_obstacles(struct entry *entry, struct err *err);
/* The answers as they are to be kept: without what does not exist. */
struct answers *entry_answers_to_keep(struct entry *entry);
/* From here on it is one to look at. */
void entry_become_complete(struct entry *entry, struct answers *answers);

/* --- entry.c */
/* May answers be given?  Else a sentence that says why not. */
CHECKED int entry_must_be_open(const struct entry *entry, struct err *err);
/* These answers from here on, as they are on disk; nothing to undo. */
void entry_use(struct entry *entry, struct answers *answers);
void entry_free(struct entry *entry);

/* --- entry_open.c */
/* Hold the draft that is stored, and make it answerable. */
CHECKED int entry_begin(struct entry *entry, bool take_over, struct err *err);

/* Add entry->draft to the file and hold it, both or neither. */
CHECKED int entry_add_draft(struct entry *entry, struct err *err);

#endif
