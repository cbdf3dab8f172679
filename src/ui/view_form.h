/*
 * ui/view_form.h - the parts of the picture of a form
 *
 * A pen goes down the page line by line.  Without a screen it only counts, so
 * that what is measured is what is drawn.
 *
 * Owns      nothing.
 */
#ifndef UI_VIEW_FORM_H
#define UI_VIEW_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/page_form.h"
#include "ui/screen.h"

struct pen {
	struct screen *s; /* NULL: measure only */
	int row;          /* the next line */
	int begin;        /* the first row that is ours */
	int end;          /* the first row that is not ours */
	int item_row;     /* of the item that is being put */
	int cols;
	int body_rows; /* of the whole page, for what must fit on it */
	int label_col;
	int answer_col;
	int below_col; /* of what stands under the open question */
	bool tight; /* it does not fit: hints are for F1, what is wrong first */
	int needed; /* the row behind what one cannot miss of the question */
	int across; /* so many options stand side by side */
};

/* Text at col on the pen's row, if that is on the page. */
void pen_put(struct pen *pen, int col, int columns, enum style style,
	     const char *text);
/* Wrapped from col to the right edge; the pen goes below it. */
void pen_wrap(struct pen *pen, int col, enum style style, const char *text);

/* The same with its placeholders filled in, of this row; nothing of no words. */
void pen_fill(struct pen *pen, const struct page_form *form,
	      const struct words *words, int row, int col, enum style style);

/* Where begins what stands under a question: hint, options, a text. */
int view_form_below_col(const struct page_form *form);

/*
 * One item with all that stands above it (section hint, headings); open is
 * how the one with the focus looks.
 */
void view_form_item(struct pen *pen, const struct page_form *form, size_t item,
		    bool open);

/*
 * view_form_open.c: the question with the focus, from its label on, and what
 * stands under it.
 */
void view_form_open(struct pen *pen, const struct page_form *form, size_t item,
		    const char *label, const char *answer);

/* The options and reasons of a field, as they are typed; < is the answer. */
void view_form_options(struct pen *pen, const struct field *field,
		       const struct answer *answer);

/* Scores and whether it counts, as view_form_counts() says, from row on, in the
 * rows that takes. */
void view_form_score(struct screen *s, int row, int rows,
		     const struct page_form *form, const char *counts);
int view_form_score_rows(const struct screen *s, const struct page_form *form,
			 const char *counts);

/* --- in words, for every driver; free() them */

/* Whose form it is; the state of the record. */
char *view_form_title(const struct page_form *form);
char *view_form_state(const struct app *app, const struct page_form *form);

/* The answer, and how it looks. */
char *view_form_answer(const struct page_form *form, const struct item *item,
		       const struct answer *answer, enum style *style);

/* In a second entry: how it stands to the first; or NULL. */
char *view_form_compared(const struct page_form *form, size_t i);

/* What one round of a repeat is called: "Jeugdige" of "Jeugdige {kenmerk}". */
char *view_form_one_of(const struct repeat *repeat);

/* A measure as far as it is now; whether the record counts, or why not. */
char *view_form_score_of(const struct page_form *form, size_t measure);
char *view_form_counts(const struct page_form *form);

#endif
