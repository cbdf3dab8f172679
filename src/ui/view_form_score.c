/* ui/view_form_score.c - the live scores under a form; see ui/view_form.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_form.h"

char *view_form_counts(const struct page_form *form)
{
	const struct form *f = entry_form(form->entry);
	struct rules *rules = entry_rules(form->entry);
	struct buffer b = { 0 };
	bool any = false;

	if (rules_counts(rules))
		return alloc_text(_("counts in the figures"));
	buffer_add(&b, _("does not count yet: "));
	for (size_t i = 0; i < f->rule_count; i++) {
		char *why = rules_why_not(rules, i);

		if (why && any)
			buffer_add(&b, ", ");
		buffer_add(&b, why ? why : "");
		any = any || why;
		free(why);
	}
	return buffer_take(&b);
}

/* Whole per cent, rounded half up from the exact fraction. */
static int percent(struct score score)
{
	return (200 * score.met + score.scored) / (2 * score.scored);
}

char *view_form_score_of(const struct page_form *form, size_t m)
{
	const struct measure *measure = &entry_form(form->entry)->measures[m];
	struct score score = rules_score(entry_rules(form->entry), (int)m);
	struct buffer b = { 0 };

	if (rules_score_is_hidden(entry_rules(form->entry), (int)m))
		return alloc_text(_("filled in by the client"));
	if (score.scored == 0)
		buffer_print(&b, _("nothing scored yet (%d questions)"),
			     score.items);
	else
		buffer_print(&b, _("%2d of %2d met  %3d %%"), score.met,
			     score.scored, percent(score));
	if (measure->target >= 0 && score.scored > 0)
		buffer_print(&b, _("  (target %d)"), measure->target);
	return buffer_take(&b);
}

#define SHOWN_MAX 4
#define COUNTS_ROWS_MAX 3
#define LOW 20 /* on a page of fewer rows the questions come first */

static int wrapped_rows(const char *text, int columns, int most)
{
	size_t length;
	int rows = 0;

	while (text && *text && rows < most) {
		text = utf8_wrap(text, columns, &length);
		rows++;
	}
	return rows;
}

/* Whether it counts, or all the reasons why not. */
static int counts_rows(const struct screen *s, const struct page_form *form,
		       const char *counts)
{
	struct window *window = form->window;
	int rows;

	if (entry_form(form->entry)->rule_count == 0)
		return 0;
	rows = wrapped_rows(counts, s->cols - 2,
			    s->rows < LOW ? 1 : COUNTS_ROWS_MAX);
	if (window->counts_cols == s->cols && window->counts_rows > rows &&
	    s->rows >= LOW)
		rows = window->counts_rows;
	window->counts_rows = rows;
	window->counts_cols = s->cols;
	return rows;
}

int view_form_score_rows(const struct screen *s, const struct page_form *form,
			 const char *counts)
{
	int rows = (int)entry_form(form->entry)->measure_count;

	return (rows > SHOWN_MAX ? SHOWN_MAX : rows) +
	       counts_rows(s, form, counts);
}

/* All that these rows depend on, but for whether it counts, in words. */
struct scores_from {
	bool low;
	bool counts;
	struct {
		struct score score;
		bool hidden;
	} measures[SHOWN_MAX];
};

/* Below each other; of a long name as much as leaves room for its score. */
static void put_measures(struct screen *s, const struct page_form *form,
			 int shown)
{
	const struct measure *measures = entry_form(form->entry)->measures;
	int label_cols = 0, score_cols = 0, room;
	char *scores[SHOWN_MAX];

	for (int m = 0; m < shown; m++) {
		int wide = utf8_columns(words_text(&measures[m].label));

		scores[m] = view_form_score_of(form, (size_t)m);
		label_cols = wide > label_cols ? wide : label_cols;
		wide = utf8_columns(scores[m]);
		score_cols = wide > score_cols ? wide : score_cols;
	}
	room = s->cols - 4 - score_cols;
	if (label_cols > room)
		label_cols = room > 1 ? room : 1;
	for (int m = 0; m < shown; m++) {
		screen_put_within(s, m, 1, label_cols, STYLE_PLAIN,
				  words_text(&measures[m].label));
		screen_put(s, m, label_cols + 3, STYLE_STRONG, scores[m]);
		free(scores[m]);
	}
}

static void put_scores(struct screen *s, const struct page_form *form,
		       const struct scores_from *from, const char *counts)
{
	const struct form *f = entry_form(form->entry);
	int shown = (int)f->measure_count;
	enum style style = from->counts ? STYLE_GOOD : STYLE_WARN;

	if (shown > SHOWN_MAX)
		shown = SHOWN_MAX;
	put_measures(s, form, shown);
	if (f->rule_count == 0)
		return;
	if (from->low)
		screen_put_within(s, shown, 1, s->cols - 2, style, counts);
	else
		screen_put_wrapped(s, shown, 1, s->cols - 2, COUNTS_ROWS_MAX,
				   style, counts);
}

void view_form_score(struct screen *s, int row, int rows,
		     const struct page_form *form, const char *counts)
{
	struct rules *rules = entry_rules(form->entry);
	struct scores_from from;
	struct buffer all = { 0 };
	struct screen *anew;

	memset(&from, 0, sizeof(from));
	from.low = s->rows < LOW;
	from.counts = rules_counts(rules);
	for (int m = 0;
	     m < (int)entry_form(form->entry)->measure_count && m < SHOWN_MAX;
	     m++) {
		from.measures[m].score = rules_score(rules, m);
		from.measures[m].hidden = rules_score_is_hidden(rules, m);
	}
	buffer_add_part(&all, (const char *)&from, sizeof(from));
	buffer_add(&all, counts);
	anew = kept_begin(&form->window->scores, s, rows, buffer_text(&all),
			  all.length);
	if (anew)
		put_scores(anew, form, &from, counts);
	kept_put(&form->window->scores, s, row);
	buffer_done(&all);
}
