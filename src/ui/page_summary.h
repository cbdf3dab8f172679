/*
 * ui/page_summary.h - the state of the page with the figures
 *
 * The figures are computed when the page opens, when the filter changes and
 * when the file did; a key only moves through them.
 *
 * Owns      the page owns its figures and texts.
 */
#ifndef UI_PAGE_SUMMARY_H
#define UI_PAGE_SUMMARY_H

#include <stdbool.h>

#include "measure/behind.h"
#include "measure/figures.h"
#include "ui/app.h"

enum summary_tab {
	TAB_OVERVIEW,
	TAB_CRITERIA,
	TAB_BLOCKS,
	TAB_YEARS,
	TAB_GROUPS,
	TAB_COUNT
};

struct page_summary {
	struct page page;
	char *form;                            /* name */
	char *from, *to;                       /* ISO days, or NULL */
	char *organisatie, *team, *medewerker; /* the filter, or NULL */
	struct tally *tally;                   /* what they come from */
	struct figures *figures;               /* NULL when counting failed */
	enum summary_tab tab;
	int top;         /* first line of the tab shown */
	int chosen;      /* which figure of the tab has the focus, from 0 */
	char updated[8]; /* when it was counted: "14:32" */
};

/* The part of a tab that is in sight; without a screen it only counts. */
struct sheet {
	struct screen *s;
	int top;   /* the first line in sight */
	int line;  /* the next line, from 0 */
	int first; /* row of the screen for the first line in sight */
	int end;   /* first row that is not ours */
	int cols;
	int chosen;      /* the figure with the focus */
	int marks;       /* figures so far that can be opened */
	int chosen_line; /* where the one with the focus is; -1: nowhere */
	struct behind_question question; /* what it is */
};

/* The next line is of a figure behind which one can look. */
void sheet_mark(struct sheet *sheet, const struct behind_question *question);

/* The row of the sheet's next line, or -1 when it is not in sight. */
int sheet_row(const struct sheet *sheet);
void sheet_put(struct sheet *sheet, int col, int columns, enum style style,
	       const char *text);
/* Ends before column end. */
void sheet_right(struct sheet *sheet, int end, enum style style,
		 const char *text);
void sheet_number(struct sheet *sheet, int end, int64_t number);
/* Wrapped; the sheet goes below it. */
void sheet_wrap(struct sheet *sheet, int col, enum style style,
		const char *text);

/* Draw (or only count) one tab. */
void view_summary_tab(struct sheet *sheet, const struct page_summary *page);
void view_summary(const struct app *app, const struct page *page,
		  struct screen *s);

/* What the page counts; texts are borrowed from the page. */
struct selection page_summary_selection(const struct page_summary *page);

/* The period in words: "2025", "1-1-2025 - 31-3-2025", "all years"; free(). */
char *page_summary_period(const struct page_summary *page);

/* The tabs beyond the overview: view_summary_tabs.c, view_summary_time.c. */
void view_summary_criteria(struct sheet *sheet, const struct figures *f);
void view_summary_blocks(struct sheet *sheet, const struct figures *f);
void view_summary_years(struct sheet *sheet, const struct figures *f);
void view_summary_groups(struct sheet *sheet, const struct figures *f);

/* "95 %", "<5" or "-". */
char *view_summary_percent(bool known, bool suppressed, int percent,
			   int threshold);
/* In words; "" for none. */
const char *view_summary_verdict(enum verdict verdict);
enum style view_summary_verdict_style(enum verdict verdict);

#endif
