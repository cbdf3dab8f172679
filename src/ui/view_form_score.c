/* ui/view_form_score.c - the live scores under a form; see ui/view_form.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_form.h"

#define WIDE 76 /* from here on scores and verdict stand side by side */

/* "telt mee", or why not. */
static char *counts_text(const struct page_form *form)
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

		if (why)
			buffer_print(&b, "%s%s", any ? ", " : "", why);
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

static char *score_text(const struct page_form *form, size_t m, int *after)
{
	const struct measure *measure = &entry_form(form->entry)->measures[m];
	struct score score = rules_score(entry_rules(form->entry), (int)m);
	struct buffer b = { 0 };
	const char *label = words_text(&measure->label);

	*after = utf8_columns(label);
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

int view_form_score_rows(const struct page_form *form, int cols)
{
	const struct form *f = entry_form(form->entry);
	int rows = (int)f->measure_count;

	if (f->measure_count == 0 && f->rule_count == 0)
		return 0;
	if (rows > 4)
		rows = 4;
	if (f->rule_count > 0)
		rows = cols >= WIDE ? (rows < 2 ? 2 : rows) : rows + 1;
	return rows;
}

int view_form_score(struct screen *s, int row, const struct page_form *form)
{
	const struct form *f = entry_form(form->entry);
	int rows = view_form_score_rows(form, s->cols);
	int label_cols = 0, shown = (int)f->measure_count, col;
	char *text;

	if (rows == 0)
		return 0;
	if (shown > 4)
		shown = 4;
	for (int m = 0; m < shown; m++) {
		int width = utf8_columns(words_text(&f->measures[m].label));

		label_cols = width > label_cols ? width : label_cols;
	}
	for (int m = 0; m < shown; m++) {
		int width;

		text = score_text(form, (size_t)m, &width);
		screen_put(s, row + m, 1, STYLE_PLAIN,
			   words_text(&f->measures[m].label));
		screen_put(s, row + m, label_cols + 3, STYLE_STRONG, text);
		free(text);
	}
	if (f->rule_count == 0)
		return rows;
	text = counts_text(form);
	col = s->cols >= WIDE ? label_cols + 38 : 1;
	if (s->cols >= WIDE)
		(void)screen_put_wrapped(s, row, col, s->cols - 1 - col, rows,
					 rules_counts(entry_rules(form->entry))
						 ? STYLE_GOOD
						 : STYLE_WARN,
					 text);
	else
		screen_put_within(s, row + rows - 1, col, s->cols - 2,
				  STYLE_WARN, text);
	free(text);
	return rows;
}
