/* report/html_response.c - what was due and what came in */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/svg_private.h"

static const char *form_title(const struct report_html *what, const char *name)
{
	const struct form *form =
		what->catalogue ? catalogue_find(what->catalogue, name, NULL)
				: NULL;

	return form ? words_text(&form->title) : name;
}

static char *days_words(const struct figure_arrival *a)
{
	return a->has_days ? html_decimal(a->days_half, 2) : NULL;
}

static void put_arrival(struct markup *m, const struct report_html *what,
			const struct figure_arrival *a)
{
	const struct figures *f = what->figures;
	const char *title = form_title(what, a->form);
	struct svg_figure figure = { .known = a->came.known,
				     .rate = a->came.rate,
				     .target = -1,
				     .national = -1 };

	html_begin_row(m, "came", a->form);
	html_row_head(m, NULL, title);
	html_bar(m, &figure, title, html_share_words(f, &a->came, -1, -1));
	html_cell(m, "number percent", "%",
		  html_percent(a->came.known, a->came.suppressed,
			       a->came.percent));
	html_cell(m, "number met", _("came / due"), html_met_of(f, &a->came));
	html_cell(m, "number late", _("late"),
		  a->suppressed ? NULL : html_number(f, a->late));
	html_cell(m, "number days", _("days"), days_words(a));
	html_cell(m, "number running", _("term runs"),
		  a->suppressed ? NULL : html_number(f, a->running));
	markup_close(m);
}

static void put_all(struct markup *m, const struct report_html *what)
{
	const struct figure_response *r = what->figures->response;
	const struct html_column columns[] = {
		{ "name", _("Form") },
		{ "chart", "" },
		{ "number", "%" },
		{ "number", _("came / due") },
		{ "number", _("late") },
		{ "number", _("days") },
		{ "number", _("term runs") },
	};

	html_begin_table(m, "figures keep",
			 _("Per cent of what was due that came in"), columns, 7,
			 -1);
	for (size_t i = 0; i < r->arrival_count; i++)
		if (!r->arrivals[i].group)
			put_arrival(m, what, &r->arrivals[i]);
	html_end_table(m);
}

/* --- per group: a row each, a column for each form */

static const struct figure_arrival *
find_arrival(const struct figure_response *r, const char *form,
	     const char *group)
{
	for (size_t i = 0; i < r->arrival_count; i++) {
		const struct figure_arrival *a = &r->arrivals[i];

		if (a->group && strcmp(a->form, form) == 0 &&
		    strcmp(a->group, group) == 0)
			return a;
	}
	return NULL;
}

static char *came_words(const struct figures *f, const struct figure_arrival *a)
{
	if (!a)
		return NULL;
	if (a->suppressed || a->came.suppressed)
		return html_number(f, FIGURE_HIDDEN);
	if (!a->came.known)
		return alloc_text("–");
	return alloc_print("%d", a->came.percent);
}

static void put_groups(struct markup *m, const struct report_html *what)
{
	const struct figure_response *r = what->figures->response;
	struct html_column *columns =
		alloc_new(r->arrival_count + 1, sizeof(*columns));
	size_t count = 0;

	columns[count++] =
		(struct html_column){ "name", html_group_word(r->group_by) };
	for (size_t i = 0; i < r->arrival_count; i++)
		if (!r->arrivals[i].group)
			columns[count++] = (struct html_column){
				"number", form_title(what, r->arrivals[i].form)
			};
	markup_put(m, "h3", NULL, html_group_title(r->group_by));
	html_begin_table(m, html_table_class(r->group_count, true),
			 _("Per cent of what was due that came in"), columns,
			 count, -1);
	for (size_t g = 0; g < r->group_count; g++) {
		html_begin_row(m, "arrivals", r->groups[g]);
		html_row_head(m, NULL, *r->groups[g] ? r->groups[g] : "–");
		for (size_t i = 0; i < r->arrival_count; i++)
			if (!r->arrivals[i].group)
				html_cell(
					m, "number",
					form_title(what, r->arrivals[i].form),
					came_words(what->figures,
						   find_arrival(
							   r,
							   r->arrivals[i].form,
							   r->groups[g])));
		markup_close(m);
	}
	html_end_table(m);
	free(columns);
}

void html_response(struct markup *m, const struct report_html *what)
{
	const struct figure_response *r = what->figures->response;
	bool workers;
	char day[64];

	if (!r || r->arrival_count == 0)
		return;
	date_show(r->today, day, sizeof(day));
	html_begin_section(m, NULL, _("Response"));
	put_all(m, what);
	markup_open(m, "p");
	markup_set(m, "class", "definition");
	markup_print(m,
		     _("Due is a form of which the term ended in the period, "
		       "up to and including %s. Days: the middle one of the "
		       "days between the day that the term goes by and the "
		       "day of completion; below 0 is before it."),
		     day);
	markup_close(m);
	workers = r->group_by && strcmp(r->group_by, "medewerker") == 0;
	if (r->group_by && r->group_count > 0 && !workers)
		put_groups(m, what);
	markup_close(m);
}
