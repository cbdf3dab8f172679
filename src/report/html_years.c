/* report/html_years.c - over the years and the months, and form versions */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "measure/run.h"
#include "report/html_private.h"
#include "report/sentence.h"
#include "report/svg_private.h"

#define YEARS_SHOWN 6 /* columns of the table of criteria */

/* --- years */

static struct svg_figure figure_of(const struct mean *mean)
{
	return (struct svg_figure){ .known = mean->known,
				    .rate = mean->mean,
				    .has_range = mean->has_interval,
				    .low = mean->low,
				    .high = mean->high,
				    .target = -1,
				    .national = -1 };
}

/* The years, or the years apart by version where there is more than one. */
static void put_years(struct markup *m, const struct figures *f, size_t at)
{
	bool apart = figures_have_versions(f);
	const struct figure_group *rows = apart ? f->parts : f->years;
	size_t count = apart ? f->part_count : f->year_count;
	struct svg_place *places = alloc_new(count, sizeof(*places));
	size_t step = (count + 9) / 10;
	struct buffer words = { 0 };

	for (size_t i = 0; i < count; i++) {
		const struct mean *mean = &rows[i].measures[at];

		places[i] = (struct svg_place){
			.label = i % step == 0 ? rows[i].value : NULL,
			.figure = figure_of(mean),
		};
		if (apart && i > 0 &&
		    strcmp(rows[i].version, rows[i - 1].version) != 0)
			places[i].break_label = rows[i].version;
		if (mean->known)
			buffer_print(&words, "%s%s%s%s: %d %%",
				     words.length ? "; " : "", rows[i].value,
				     apart ? _(", version ") : "",
				     apart ? rows[i].version : "",
				     mean->percent);
	}
	svg_line(m,
		 &(struct svg_course){ .places = places,
				       .count = count,
				       .target = f->measures[at].target },
		 words_text(&f->form->measures[at].label),
		 words.length ? buffer_text(&words) : _("no figure"));
	buffer_done(&words);
	free(places);
}

/* Which questions mean something else in the newest version. */
static void put_differences(struct markup *m, const struct figures *f)
{
	bool any = false;

	html_sentence(m, NULL,
		      alloc_text(_("Where a dotted line stands, another "
				   "version of the form begins. Compare what "
				   "lies on both sides of it with care")));
	for (size_t i = 0; i < f->form->field_count; i++)
		any = any || f->form->fields[i].differs.count > 0;
	if (!any)
		return;
	markup_open(m, "ul");
	markup_set(m, "class", "plain");
	for (size_t i = 0; i < f->form->field_count; i++) {
		const struct field *field = &f->form->fields[i];
		char *name;

		if (field->differs.count == 0)
			continue;
		name = sentence_field(f, (int)i);
		markup_open(m, "li");
		markup_print(m, "%s: ", name);
		markup_text(m, words_text(&field->differs));
		markup_close(m);
		free(name);
	}
	markup_close(m);
}

/* --- criteria over the years */

static bool has_items(const struct figures *f, size_t at)
{
	for (size_t y = 0; y < f->year_count; y++)
		for (size_t i = 0; i < f->measures[at].item_count; i++)
			if (f->years[y].items[at][i].share.known)
				return true;
	return false;
}

static void put_items(struct markup *m, const struct figures *f, size_t at)
{
	const struct figure_measure *measure = &f->measures[at];
	size_t first =
		f->year_count > YEARS_SHOWN ? f->year_count - YEARS_SHOWN : 0;
	struct html_column columns[YEARS_SHOWN + 1];
	size_t count = 0;

	columns[count++] = (struct html_column){ "name", _("Criterion") };
	for (size_t y = first; y < f->year_count; y++)
		columns[count++] =
			(struct html_column){ "number", f->years[y].value };
	html_begin_table(m, html_table_class(measure->item_count, false),
			 figures_have_versions(f)
				 ? _("Per cent met. *: means something "
				     "else than in the version before")
				 : _("Per cent met"),
			 columns, count, -1);
	for (size_t i = 0; i < measure->item_count; i++) {
		const struct field *field =
			&f->form->fields[measure->items[i].field];
		bool differs =
			figures_have_versions(f) && field->differs.count > 0;
		char *label = alloc_print("%s%s", words_text(&field->label),
					  differs ? " *" : "");

		html_begin_row(m, "years", field->name);
		html_row_head(m, field->number, label);
		for (size_t y = first; y < f->year_count; y++)
			html_cell(m, "number", f->years[y].value,
				  html_share_cell(
					  f, &f->years[y].items[at][i].share));
		markup_close(m);
		free(label);
	}
	html_end_table(m);
}

/* Beside another period, in a version to share (measure/compare.h). */
static bool are_hidden(const struct figures *f)
{
	for (size_t y = 0; y < f->year_count; y++)
		if (!f->years[y].suppressed)
			return false;
	return f->comparison != NULL;
}

void html_years(struct markup *m, const struct figures *f)
{
	if (f->year_count == 0 || f->measure_count == 0)
		return;
	html_begin_section(m, NULL, _("Over the years"));
	if (are_hidden(f)) {
		html_sentence(m, "lead",
			      alloc_text(_("Beside another period the years do "
					   "not show in a version to share: "
					   "what is left of a year could be "
					   "worked out from them")));
		markup_close(m);
		return;
	}
	html_sentence(m, "lead",
		      alloc_text(_("All years in the file, also those outside "
				   "the period of this report")));
	markup_open(m, "div");
	markup_set(m, "class", "pair");
	for (size_t i = 0; i < f->measure_count; i++) {
		markup_open(m, "div");
		markup_set(m, "class", "keep");
		markup_put(m, "h3", NULL,
			   words_text(&f->form->measures[i].label));
		html_sentence(m, NULL, sentence_of_trend(f, i));
		put_years(m, f, i);
		markup_close(m);
	}
	markup_close(m);
	if (figures_have_versions(f))
		put_differences(m, f);
	for (size_t i = 0; i < f->measure_count; i++) {
		markup_put(m, "h3", NULL,
			   words_text(&f->form->measures[i].label));
		html_means(m, f, _("year"), f->years, f->year_count, i);
		if (has_items(f, i))
			put_items(m, f, i);
	}
	markup_close(m);
}

/* --- months */

/* "2025-03", which is short enough, under one in so many points. */
static void put_run(struct markup *m, const struct figures *f, size_t at,
		    const struct run *run, const char *title)
{
	struct svg_place *places = alloc_new(run->count + 1, sizeof(*places));
	size_t step = (run->count + 3) / 4;
	struct buffer words = { 0 };

	for (size_t i = 0; i < run->count; i++) {
		const struct run_point *point = &run->points[i];

		places[i] = (struct svg_place){
			.label = i % step == 0 ? point->month : NULL,
			.figure = { .known = true,
				    .rate = point->value,
				    .target = -1,
				    .national = -1 },
			.is_signal = point->signals != 0,
		};
		buffer_print(&words, "%s%s: %d %%", i ? "; " : "", point->month,
			     point->percent);
	}
	svg_line(m,
		 &(struct svg_course){ .places = places,
				       .count = run->count,
				       .target = f->measures[at].target,
				       .has_centre = run->has_centre,
				       .centre = run->centre },
		 title, words.length ? buffer_text(&words) : _("no figure"));
	buffer_done(&words);
	free(places);
}

/* The criteria of a measure, month by month. */
static void put_item_runs(struct markup *m, const struct figures *f, size_t at)
{
	bool any = false;

	for (size_t i = 0; i < f->measures[at].item_count; i++) {
		struct run run = run_of_item(f, at, i);
		char *title = sentence_field(f, f->measures[at].items[i].field);

		if (run.count > 1) {
			if (!any) {
				markup_open(m, "div");
				markup_set(m, "class", "pair");
			}
			any = true;
			markup_open(m, "div");
			markup_set(m, "class", "keep");
			markup_put(m, "h4", NULL, title);
			if (run.is_read)
				html_sentence(m, NULL, sentence_of_run(&run));
			put_run(m, f, at, &run, title);
			markup_close(m);
		}
		free(title);
		run_done(&run);
	}
	if (any)
		markup_close(m);
}

void html_months(struct markup *m, const struct figures *f)
{
	if (f->month_count < 2 || f->measure_count == 0)
		return;
	html_begin_section(m, NULL, _("Month by month"));
	for (size_t i = 0; i < f->measure_count; i++) {
		struct run run = run_of_measure(f, i);

		markup_open(m, "div");
		markup_set(m, "class", "keep");
		markup_put(m, "h3", NULL,
			   words_text(&f->form->measures[i].label));
		html_sentence(m, "lead", sentence_of_run(&run));
		if (run.count > 0)
			put_run(m, f, i, &run,
				words_text(&f->form->measures[i].label));
		markup_close(m);
		run_done(&run);
	}
	html_definition(
		m, _("The thin line is the figure of the whole period. A ring "
		     "marks a month that is part of what is more than chance: "
		     "8 months or more on one side of the line, 6 or more in a "
		     "row that rise or fall, or one outside three standard "
		     "deviations. From 12 months on this can be said."));
	for (size_t i = 0; i < f->measure_count; i++) {
		markup_open(m, "h3");
		markup_print(m, _("%s: each criterion, month by month"),
			     words_text(&f->form->measures[i].label));
		markup_close(m);
		put_item_runs(m, f, i);
	}
	markup_close(m);
}
