/*
 * ui/page_form.h - the state of the page on which a form is filled in
 *
 * Shared by page_form*.c, which change it, and view_form*.c, which draw it.
 * The entry knows everything about the record; what is kept here is only what
 * the fingers are doing at this moment.
 *
 * Owns      the page owns the entry and its texts.
 */
#ifndef UI_PAGE_FORM_H
#define UI_PAGE_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "entry/entry.h"
#include "store/trajecten.h"
#include "ui/app.h"
#include "ui/kept.h"
#include "ui/lineedit.h"

/* What is seen of the questions: view_form.c. */
struct window {
	int rows, cols;  /* of the page */
	size_t from;     /* the first item of the part that is seen */
	int top;         /* the line of that part at the top */
	int counts_rows; /* the most that "does not count" took, so that the
			    questions stand still; */
	int counts_cols; /* on a page so wide */
	int label_cols;  /* of the longest question; 0: not known yet */
	struct kept parts, scores; /* the rows above and below them */
};

struct page_form {
	struct page page;
	struct entry *entry;
	struct traject traject; /* whose form it is */
	struct lineedit edit;   /* what is typed at the focus */
	int text_columns;       /* of a text of several lines, and the rows */
	int text_rows;          /* of it that are in view */
	bool typing;            /* edit differs from the stored answer */
	char *fault;            /* why what was typed is not taken, or NULL */
	bool insisted;          /* asked once to look again; may now leave */
	char *pending;          /* a new name that waits for "add it?" */
	struct window *window;  /* kept from one picture to the next */
	bool wants_done; /* was told what stands in the way: it is marked */
};

/* Filling in or looking: which actions there are, after that changed. */
void page_form_choose_kind(struct page_form *form);

/* The field at the focus; NULL when the focus is on no field. */
const struct field *page_form_field(const struct page_form *form);

/* Does the program fill in what is at the focus? */
bool page_form_is_given(const struct page_form *form);

/* Is the answer at the focus typed as a line of text? */
bool page_form_is_line(const struct page_form *form);

/* Is it a text of several lines? */
bool page_form_is_text(const struct page_form *form);

/* Begin anew at the focus: the edit line shows the stored answer. */
void page_form_focus(struct page_form *form);

/*
 * Give the entry what is on the edit line.  False when it was refused: then
 * ->fault says why and the focus stays.
 */
bool page_form_commit(struct app *app, struct page_form *form);

/* One key that types or edits at the focus; false when it means nothing. */
bool page_form_key(struct app *app, struct page_form *form,
		   const struct event *event);

/* The edit line holds something else: what was said of it is over. */
void page_form_edited(struct page_form *form);

/* Begin a new line in the text at the focus; the lines before it are kept. */
void page_form_new_line(struct app *app, struct page_form *form);

/* --- what each action does: page_form_act.c */

void page_form_act(struct app *app, struct page_form *form,
		   const struct event *event);
/* Go on, or stay once where a check speaks. */
void page_form_next(struct app *app, struct page_form *form);

/* The actions that ask something first: page_form_ask.c. */
void page_form_ask_go_to(struct app *app);
void page_form_ask_search(struct app *app, struct page_form *form);
void page_form_ask_remark(struct app *app, struct page_form *form);
void page_form_ask_overrule(struct app *app, struct page_form *form);
void page_form_ask_line(struct app *app, struct page_form *form);
void page_form_ask_missing(struct app *app, struct page_form *form);
void page_form_ask_reopen(struct app *app, struct page_form *form);
void page_form_ask_discard(struct app *app, struct page_form *form);
void page_form_ask_done(struct app *app, struct page_form *form);
void page_form_ask_new_name(struct app *app, struct page_form *form,
			    const char *name);
void page_form_show_history(struct app *app, struct page_form *form);

/* May answers be given?  Says what to do when not. */
bool page_form_may_change(struct app *app, struct page_form *form);

/* --- a second entry: page_form_verify.c */

/* Ask how, and begin or go on with it. */
void page_form_ask_verify(struct app *app, struct page_form *form);
/*
 * The answer at the focus is held against the first.  False when they differ,
 * which is asked then.
 */
bool page_form_is_compared(struct app *app, struct page_form *form);
/* Was a second entry of this completed form begun? */
bool page_form_is_begun_again(const struct app *app,
			      const struct page_form *form);
/* Is there a difference at the focus that has to be settled? */
bool page_form_differs(const struct page_form *form);
/* What was found, when it is done. */
void page_form_say_verified(struct app *app, size_t differences);

/* --- what works at this question, and what of it the bar shows first:
 * page_form_bar.c */
bool page_form_works(const struct app *app, const struct page *page,
		     enum action action);
const enum action *page_form_bar(const struct app *app,
				 const struct page *page);

/* page_form_help.c: the question with all that belongs to it; free() it. */
char *page_form_help(const struct app *app, const struct page *page);

void view_form(const struct app *app, const struct page *page,
	       struct screen *s);

#endif
