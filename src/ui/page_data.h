/*
 * ui/page_data.h - the file as a whole: what is in it, and what leaves or comes
 *
 * For who looks after the data.  It says how many forms the file holds and when
 * it was last sent, copied and checked; from here records are written to a
 * file or taken in, the file is checked or copied, and the figures go to a
 * page.  What takes long says how far it is and can be stopped
 * (app_begin_work()); what is stopped leaves nothing half.
 *
 * Nothing is written over, sent or taken in before it was said what will
 * happen, and the person agreed.
 *
 * Owns      the page owns its texts and a package that waits for an answer.
 * Fails     never; what cannot be done is told on the message row.
 */
#ifndef UI_PAGE_DATA_H
#define UI_PAGE_DATA_H

#include "base/date.h"
#include "exchange/import_file.h"
#include "exchange/package.h"
#include "store/upkeep.h"
#include "ui/app.h"
#include "ui/list.h"

/* What leaves, and how. */
enum data_kind {
	DATA_PACKAGE,   /* for the central upload */
	DATA_DELIVERED, /* the same records as CSV */
	DATA_CSV,       /* all, to be imported again */
	DATA_SHEET,     /* all, for a spreadsheet */
	DATA_KINDS
};

/* A choice while it is being made: of what is exported, or of a report. */
struct data_choice {
	enum data_kind kind;
	const struct form *form;             /* the newest version; NULL: all */
	char from[DATE_ROOM], to[DATE_ROOM]; /* "" is no limit */
	char *period;                        /* in words */
	char *path;
	struct package *package; /* looked at, and not yet agreed to */
	size_t passed;           /* records that were looked at */
};

struct data_import {
	char *directory; /* where one looks for files; NULL: not yet */
	char *path;
	char *form; /* of rows that do not say; or NULL */
	bool add_names;
	size_t conflicts; /* of the try */
};

struct page_data {
	struct page page;
	struct list list;      /* of the jobs */
	struct file_info info; /* a number that is not known is below 0 */
	bool uncounted;        /* that is still to be counted */
	int patience;          /* milliseconds that this may take at once */
	/* In words: when, and what of it; NULL when never. */
	char *exported, *copied, *checked;
	bool slow; /* to look at: only when something was done here */
	struct data_choice choice;
	struct data_import import;
};

/* What can be done here, in the order of the page. */
#define DATA_JOBS 5
extern const enum action data_jobs[DATA_JOBS];

/* Every job begins with a question, or does what it says. */
void page_data_export(struct app *app, struct page_data *page);
void page_data_import(struct app *app, struct page_data *page);
void page_data_check(struct app *app, struct page_data *page);
void page_data_backup(struct app *app, struct page_data *page);
void page_data_report(struct app *app, struct page_data *page);

/* Look anew at what the page shows; what takes long comes later. */
void page_data_look(struct app *app, struct page_data *page);

/* --- for the parts of the page */

/* Note in the file that this was done now: so many records, or faults. */
void page_data_note(struct app *app, const char *name, size_t count);
/* "4 formulieren"; free() it. */
char *page_data_records(size_t count);

/* A line for each of them. */
void page_data_add_problems(struct buffer *b,
			    const struct problem_list *problems);

/* One of the forms, by its title, of each the newest version. */
void page_data_ask_form(struct app *app, const char *question, answered *done);
/* The one that was chosen, for done. */
const struct form *page_data_form(const struct app *app);

/* A period, for the choice; done is called with the answer. */
void page_data_ask_period(struct app *app, answered *done);
/* What is asked when the period is known: to which file. */
struct data_question {
	const char *title;
	const char *question;
	const char *suffix; /* of the name that is offered */
	answered *done;
};
/* The answer to the first, which leads to the second; false: it is none. */
bool page_data_period_given(struct app *app, struct data_choice *choice,
			    const char *answer, struct data_question next);
struct selection page_data_selection(const struct data_choice *choice);
void page_data_choice_done(struct data_choice *choice);

/* "ash-2025.csv" */
char *page_data_likely_name(const struct data_choice *choice,
			    const char *suffix);
/*
 * The path that was typed, whole, with the name in it when it is a directory;
 * NULL, and said why, when it cannot be that of a file.
 */
char *page_data_path(struct app *app, const char *typed, const char *name);

/* --- in words, for every driver; free() them */

/* "ASH 3.0" */
char *view_data_form(const struct app *app, const struct file_info_form *form);
/* What a job does, beside its name. */
const char *view_data_job(enum action job);

void view_data(const struct app *app, const struct page *page,
	       struct screen *s);

#endif
