/* report/html_positive.c - positive outcome, and by how much was met */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/sentence.h"
#include "report/svg_private.h"

/* One row: a label of its own, and a share of records. */
static void put_row(struct markup *m, const struct figures *f, const char *kind,
		    const char *label, const struct share *share)
{
	struct svg_figure figure = { .known = share->known,
				     .rate = share->rate,
				     .has_range = share->has_interval,
				     .low = share->low,
				     .high = share->high,
				     .target = -1,
				     .national = -1 };

	html_begin_row(m, kind, label);
	html_row_head(m, NULL, label);
	html_dot(m, &figure, label, html_share_words(f, share, -1, -1));
	html_cell(
		m, "number percent", "%",
		html_percent(share->known, share->suppressed, share->percent));
	html_cell(m, "number range", _("range"),
		  html_range(share->has_interval, share->low, share->high));
	html_cell(m, "number met", _("positive / all"), html_met_of(f, share));
	markup_close(m);
}

static void begin_table(struct markup *m, size_t rows, const char *first)
{
	const struct html_column columns[] = {
		{ "name", first },
		{ "chart", "" },
		{ "number", "%" },
		{ "number", _("range") },
		{ "number", _("positive / all") },
	};

	html_begin_table(m, html_table_class(rows, true),
			 _("Per cent of the records, with the 95 % range"),
			 columns, 5, -1);
}

static void put_definition(struct markup *m, const struct figures *f)
{
	const struct form *form = f->form;

	markup_open(m, "p");
	markup_set(m, "class", "definition");
	markup_print(m,
		     _("Positive: at least %d met of %s, of all records that "
		       "count. Undecided is who could still have got there, "
		       "had nothing been left unscored; that counts as not "
		       "positive."),
		     form->positive_at_least,
		     words_text(&form->measures[form->positive_measure].label));
	markup_close(m);
}

/* Steps with nobody in them say nothing. */
static bool is_empty(const struct figure_step *step)
{
	return !step->positive.suppressed && step->positive.of == 0;
}

static bool has_step(const struct figures *f)
{
	bool any =
		f->steps_below.positive.known || f->steps_from.positive.known;

	for (size_t i = 0; i < f->step_count; i++)
		any = any || f->steps[i].positive.known;
	return any;
}

static void put_step_rows(struct markup *m, const struct figures *f)
{
	const struct form *form = f->form;
	char *label;

	html_sentence(m, "lead", sentence_of_steps(f));
	begin_table(m, f->step_count + 2, _("criteria met"));
	for (size_t i = 0; i < f->step_count; i++) {
		if (is_empty(&f->steps[i]))
			continue;
		label = alloc_print("%d", f->steps[i].met);
		put_row(m, f, "step", label, &f->steps[i].positive);
		free(label);
	}
	if (form->positive_from > 0) {
		label = alloc_print(_("under %d"), form->positive_from);
		put_row(m, f, "steps_below", label, &f->steps_below.positive);
		free(label);
		label = alloc_print(_("%d or more"), form->positive_from);
		put_row(m, f, "steps_from", label, &f->steps_from.positive);
		free(label);
	}
	html_end_table(m);
	if (form->positive_from > 0) {
		markup_open(m, "p");
		markup_set(m, "class", "definition");
		markup_print(
			m,
			_("By this form it begins to matter from %d met on."),
			form->positive_from);
		markup_close(m);
	}
}

static void put_steps(struct markup *m, const struct figures *f)
{
	const struct form *form = f->form;

	markup_open(m, "div");
	markup_set(m, "class", "keep");
	markup_open(m, "h3");
	markup_print(m, _("By the number of criteria met of %s"),
		     words_text(&form->measures[form->positive_by].label));
	markup_close(m);
	if (has_step(f))
		put_step_rows(m, f);
	else
		html_sentence(m, NULL,
			      alloc_text(_("Too few records to show")));
	markup_close(m);
}

void html_positive(struct markup *m, const struct figures *f)
{
	if (!f->has_positive)
		return;
	html_begin_section(m, NULL, _("Positive outcome"));
	html_sentence(m, "lead", sentence_of_positive(f));
	begin_table(m, 1, "");
	put_row(m, f, "positive", _("Positive outcome"), &f->positive);
	html_end_table(m);
	put_definition(m, f);
	if (f->step_count > 0 && f->form->positive_by >= 0)
		put_steps(m, f);
	markup_close(m);
}
