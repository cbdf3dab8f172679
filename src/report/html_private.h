/*
 * report/html_private.h - the parts of the page, in their order
 *
 * Owns      a text that is not const is freed by who writes it; results are the
 *           caller's.
 * Fails     never.
 */
#ifndef REPORT_HTML_PRIVATE_H
#define REPORT_HTML_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "measure/figures.h"
#include "report/html.h"
#include "report/markup_private.h"
#include "report/svg_private.h"

/* The style of the page, in parts that end with NULL (html_style.c). */
extern const char *const html_style[];

/* Begins a page (html.c): what comes before its body.  html stays open. */
void html_page_head(struct markup *m, const char *title);

/* --- html_cell.c: what all parts write */

/* A section with its heading; a class may be NULL.  Closed by the caller. */
void html_begin_section(struct markup *m, const char *class, const char *title);

/* A paragraph of which the sentence has no full stop yet; frees it; NULL: none.
 */
void html_sentence(struct markup *m, const char *class, char *sentence);

/* What a figure means, in small print. */
void html_definition(struct markup *m, const char *text);

/*
 * A table and its head; then come rows.  number_cells: class "number" is right
 * aligned.
 */
struct html_column {
	const char *class; /* "name", "chart", "number", "word" */
	const char *label; /* "" for none */
};
/* For so many rows: a short table stays on one page; a wide chart has room. */
const char *html_table_class(size_t rows, bool wide);

void html_begin_table(struct markup *m, const char *class, const char *caption,
		      const struct html_column *columns, size_t count,
		      int target);
void html_end_table(struct markup *m);

/* A row that can be found in the file by its kind and name. */
void html_begin_row(struct markup *m, const char *kind, const char *name);

/* The first cell of a row: its heading; number may be NULL. */
void html_row_head(struct markup *m, const char *number, const char *label);

/* A cell; column tells a narrow screen what it is.  Frees text; NULL: empty. */
void html_cell(struct markup *m, const char *class, const char *column,
	       char *text);

char *html_percent(bool known, bool suppressed, int percent);
char *html_number(const struct figures *f, int64_t number);
char *html_range(bool has, double low, double high);
const char *html_verdict(bool known, bool reached, enum verdict verdict);

/* "215 / 228"; "<5" where it is hidden. */
char *html_met_of(const struct figures *f, const struct share *share);

/* "94", "–" or "<5": a share in one cell. */
char *html_share_cell(const struct figures *f, const struct share *share);

/* A number of halves or tenths (parts is 2 or 10): "3,5"; "7,4"; "-2". */
char *html_decimal(int64_t number, int64_t parts);

/* A cell with a dot or a bar in it; both free words. */
void html_dot(struct markup *m, const struct svg_figure *figure,
	      const char *title, char *words);
void html_bar(struct markup *m, const struct svg_figure *figure,
	      const char *title, char *words);

/* The heading of what is told about one question. */
void html_question(struct markup *m, const struct figures *f, int field);

/* "organisatie", "team", "medewerker" in words, and above a section. */
const char *html_group_word(const char *group_by);
const char *html_group_title(const char *group_by);

/* A table of the means of measure `at`, a row for each group or year; beside
 * groups stands the national figure, which is not that of other years. */
void html_means(struct markup *m, const struct figures *f, const char *first,
		const struct figure_group *groups, size_t count, size_t at);

/* The groups in a funnel around the target; nothing without a target. */
void html_funnel(struct markup *m, const struct figures *f, size_t at);

/* In words, for who cannot see the chart. */
char *html_share_words(const struct figures *f, const struct share *share,
		       int target, int national);
char *html_mean_words(const struct figures *f, const struct mean *mean,
		      int target, int national);

/* --- the parts */

/* "Team report", "Yearly monitor 2025": what this page is. */
char *html_kind(const struct figures *f);

/* Is it a version to share? */
bool html_is_shared(const struct figures *f);

void html_head(struct markup *m, const struct figures *f);
void html_comparison(struct markup *m, const struct figures *f);
void html_measures(struct markup *m, const struct figures *f);
void html_positive(struct markup *m, const struct figures *f);
void html_blocks(struct markup *m, const struct figures *f);
void html_groups(struct markup *m, const struct figures *f);
void html_years(struct markup *m, const struct figures *f);
void html_months(struct markup *m, const struct figures *f);
void html_shares(struct markup *m, const struct figures *f);
void html_scales(struct markup *m, const struct figures *f);
void html_response(struct markup *m, const struct report_html *what);
void html_others(struct markup *m, const struct report_html *what);
void html_sources(struct markup *m, const struct report_html *what);
void html_excluded(struct markup *m, const struct figures *f);
void html_talk(struct markup *m, const struct report_html *what);

#endif
