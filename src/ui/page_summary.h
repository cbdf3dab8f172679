/*
 * ui/page_summary.h - the state of the page with the figures
 *
 * The figures are computed when the page opens, when the filter changes and
 * when the file did; a key only moves through them.
 *
 * Owns      the page owns its figures and texts.
 * Fails     never; what cannot be counted is told on the message row.
 */
#ifndef UI_PAGE_SUMMARY_H
#define UI_PAGE_SUMMARY_H

#include <stdbool.h>

#include "measure/behind.h"
#include "measure/compare.h"
#include "measure/figures.h"
#include "ui/app.h"
#include "ui/chart.h"
#include "ui/filter.h"

enum summary_tab {
	TAB_OVERVIEW,
	TAB_CRITERIA,
	TAB_BLOCKS,
	TAB_YEARS,
	TAB_GROUPS,
	TAB_COMPARE,
	TAB_RESPONSE,
	TAB_COUNT
};

struct page_summary {
	struct page page;
	struct filter filter;
	struct tally *tally;               /* what they come from */
	struct figures *figures;           /* NULL when counting failed */
	const struct catalogue *catalogue; /* the app's */
	enum summary_tab tab;
	bool comparing;         /* another selection stands beside it: */
	struct compare_ask ask; /* this one */
	int run; /* the item whose months are shown; -1: the measures */
	bool tab_counted; /* what only this tab shows, for this selection */
	int top;          /* first line of the tab shown */
	int chosen;       /* which figure of the tab has the focus, from 0 */
	char updated[8];  /* when it was counted: "14:32" */
};

/*
 * A number on a tab, and the records that are behind it: of the selection, or
 * of a part of it; texts are of the figures.
 */
struct look {
	struct behind_question question;
	const char *year;  /* instead of the period, or NULL */
	const char *month; /* the same */
	const char *group; /* by the figures' group_by, or NULL */
	bool other;        /* of the selection beside it */
};

struct mark {
	int line;
	int col; /* where its sign stands */
	struct look look;
};

struct mark_list {
	struct mark *items;
	size_t count;
	size_t capacity;
};

/* The part of a tab that is in sight; without a screen it only counts. */
struct sheet {
	struct screen *s;
	int top;   /* the first line in sight */
	int line;  /* the next line, from 0 */
	int first; /* row of the screen for the first line in sight */
	int end;   /* first row that is not ours */
	int cols;
	bool has_room;           /* for large figures */
	int chosen;              /* the number with the focus */
	int marked;              /* numbers so far that can be opened */
	struct mark_list *marks; /* they are put here; or NULL */
};

/* On the next line stands a number behind which one can look. */
void sheet_mark(struct sheet *sheet, const struct behind_question *question);
void sheet_mark_look(struct sheet *sheet, int col, const struct look *look);

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
/* The same of report/sentence.h, which it frees; nothing for NULL. */
void sheet_sentence(struct sheet *sheet, enum style style, char *sentence);

/* Draw (or only count) one tab. */
void view_summary_tab(struct sheet *sheet, const struct page_summary *page);
void view_summary(const struct app *app, const struct page *page,
		  struct screen *s);

/* All numbers of the tab that can be opened; free the items. */
struct mark_list page_summary_marks(const struct app *app,
				    const struct page_summary *page,
				    int *lines);
/* What such a number is: "2025, 4b  its label"; free(). */
char *page_summary_look_label(const struct page_summary *page,
			      const struct look *look);
/* Open the records behind it. */
void page_summary_look(struct app *app, struct page_summary *page,
		       const struct look *look);

/* Count anew, from the top: the filter changed. */
void page_summary_count(struct app *app, struct page_summary *page);

/* --- the filter: page_summary_filter.c */

/* The period in words: "2025", "1-1-2025 - 31-3-2025", "all years"; free(). */
char *page_summary_period(const struct page_summary *page);
/* Read "2025", "2025 k2", "1-1-2025 - 31-3-2025" into two days. */
CHECKED int page_summary_read_period(const char *typed, char from[DATE_ROOM],
				     char to[DATE_ROOM], struct err *err);
void page_summary_ask_period(struct app *app, struct page_summary *page);
void page_summary_ask_organisatie(struct app *app, struct page_summary *page);
void page_summary_ask_team(struct app *app, struct page_summary *page);
void page_summary_ask_medewerker(struct app *app, struct page_summary *page);
void page_summary_ask_form(struct app *app, struct page_summary *page);

/* --- page_summary_ask.c */

/* Which number, in lines, where none has a focus. */
void page_summary_ask_number(struct app *app, struct page_summary *page);
/* Which selection stands beside this one. */
void page_summary_ask_other(struct app *app, struct page_summary *page);
/* Which criterion, month by month. */
void page_summary_ask_run(struct app *app, struct page_summary *page);

/* page_summary_print.c: to which file the figures go, and then they do. */
void page_summary_ask_print(struct app *app, struct page_summary *page);

/*
 * Count again what stands beside the figures.  Of many trajecten the response
 * is only counted when its tab is opened or the selection changes, and goes
 * over from figures to newer ones: it takes long, and others save all the time.
 */
void page_summary_add_extras(struct app *app, struct page_summary *page);
void page_summary_keep_response(struct page_summary *page,
				struct figures *newer);

/* The tabs beyond the overview: view_summary_tabs.c,
 * view_summary_time.c, view_summary_compare.c, view_summary_response.c. */
void view_summary_criteria(struct sheet *sheet, const struct figures *f);
void view_summary_blocks(struct sheet *sheet, const struct figures *f);
void view_summary_years(struct sheet *sheet, const struct page_summary *page);
void view_summary_groups(struct sheet *sheet, const struct figures *f);

void view_summary_compare(struct sheet *sheet, const struct figures *f);
void view_summary_response(struct sheet *sheet,
			   const struct page_summary *page);

/*
 * The first two measures side by side in large figures, where there is room
 * for them; how many were put.
 */
size_t view_summary_big(struct sheet *sheet, const struct figures *f);
bool view_summary_has_room(int rows, int cols);

/* "Noord", "-"; of a year with its versions, where the file has more than one:
 * "2023 2.0 3.0"; free(). */
char *view_summary_row_name(const struct figures *f,
			    const struct figure_group *group);

/* "95 %", "<5" or "-". */
char *view_summary_percent(bool known, bool suppressed, int percent,
			   int threshold);
enum style view_summary_verdict_style(enum verdict verdict);
/* As a line of a chart. */
struct chart_point view_summary_share(const struct share *share, int target);
struct chart_point view_summary_mean(const struct mean *mean, int target);

#endif
