/* report/html_group.c - per organisation, team or worker, and per year */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/svg_private.h"

static const char *group_word(const char *group_by)
{
	if (strcmp(group_by, "organisatie") == 0)
		return _("organisation");
	return strcmp(group_by, "team") == 0 ? _("team") : _("worker");
}

static const char *group_title(const char *group_by)
{
	if (strcmp(group_by, "organisatie") == 0)
		return _("Per organisation");
	return strcmp(group_by, "team") == 0 ? _("Per team") : _("Per worker");
}

/* Records without a team, say, are a group without a name. */
static const char *group_name(const struct figure_group *group)
{
	return *group->value ? group->value : "–";
}

/* --- records per group */

static int64_t find_most(const struct figures *f)
{
	int64_t most = 1;

	for (size_t i = 0; i < f->group_count; i++)
		if (f->groups[i].valid > most)
			most = f->groups[i].valid;
	return most;
}

static void put_records_row(struct markup *m, const struct figures *f,
			    const struct figure_group *group, int64_t most)
{
	bool known = group->valid != FIGURE_HIDDEN;
	struct svg_figure figure = {
		.known = known,
		.rate = known ? (double)group->valid / (double)most : 0,
		.target = -1,
		.national = -1
	};
	char *number = html_number(f, group->valid);

	html_begin_row(m, group->value);
	html_row_head(m, NULL, group_name(group));
	markup_open(m, "td");
	markup_set(m, "class", "chart");
	svg_bar(m, &figure, group_name(group), number);
	markup_close(m);
	html_cell(m, "number valid", _("records"), number);
	markup_close(m);
}

static void put_records(struct markup *m, const struct figures *f)
{
	struct html_column columns[] = { { "name", group_word(f->group_by) },
					 { "space", "" },
					 { "number", _("records") } };
	int64_t most = find_most(f);

	markup_put(m, "h3", NULL, _("Records that count"));
	html_begin_table(m, html_table_class(f->group_count + 1, true),
			 _("By name; this is no ranking"), columns, 3, -1);
	for (size_t i = 0; i < f->group_count; i++)
		put_records_row(m, f, &f->groups[i], most);
	markup_open(m, "tr");
	markup_set(m, "class", "total");
	html_row_head(m, NULL, _("Total"));
	html_cell(m, "chart", NULL, NULL);
	html_cell(m, "number valid", _("records"), html_number(f, f->valid));
	markup_close(m);
	html_end_table(m);
}

/* --- a measure per group */

static void put_group(struct markup *m, const struct figures *f,
		      const struct figure_group *group, size_t at)
{
	const struct figure_measure *measure = &f->measures[at];
	const struct mean *mean = &group->measures[at];
	struct svg_figure figure = { .known = mean->known,
				     .rate = mean->mean,
				     .has_range = mean->has_interval,
				     .low = mean->low,
				     .high = mean->high,
				     .target = measure->target,
				     .national = measure->benchmark };
	char *words =
		html_mean_words(f, mean, measure->target, measure->benchmark);

	html_begin_row(m, group->value);
	html_row_head(m, NULL, group_name(group));
	markup_open(m, "td");
	markup_set(m, "class", "chart");
	svg_dot(m, &figure, group_name(group), words);
	markup_close(m);
	html_cell(m, "number percent", "%",
		  html_percent(mean->known, mean->suppressed, mean->percent));
	html_cell(m, "number range", _("range"),
		  html_range(mean->has_interval, mean->low, mean->high));
	html_cell(m, "number records", "n", html_number(f, mean->records));
	if (measure->target >= 0)
		html_cell(m, "word", NULL,
			  alloc_text(html_verdict(mean->known, mean->reached,
						  mean->verdict)));
	markup_close(m);
	free(words);
}

static void put_groups_of(struct markup *m, const struct figures *f,
			  const char *first, const struct figure_group *groups,
			  size_t count, size_t at)
{
	const struct figure_measure *measure = &f->measures[at];
	struct html_column columns[] = {
		{ "name", first }, { "chart", "" },
		{ "number", "%" }, { "number", _("range") },
		{ "number", "n" }, { "word", _("target") },
	};

	html_begin_table(m, html_table_class(count, true),
			 _("Mean of the records, with the 95 % "
			   "range"),
			 columns, measure->target >= 0 ? 6 : 5,
			 measure->target);
	for (size_t i = 0; i < count; i++)
		put_group(m, f, &groups[i], at);
	html_end_table(m);
}

void html_groups(struct markup *m, const struct figures *f)
{
	bool workers = f->group_by && strcmp(f->group_by, "medewerker") == 0;

	if (!f->group_by || f->group_count == 0 ||
	    (workers && html_is_shared(f)))
		return;
	html_begin_section(m, "page", group_title(f->group_by));
	if (workers)
		html_sentence(m, "lead",
			      alloc_text(_("For the team lead, and for each "
					   "worker the own row. Few records "
					   "say little about one person")));
	else
		html_sentence(m, "lead",
			      alloc_text(_("In the order of their names. The "
					   "figures are to learn from; they "
					   "are no ranking")));
	put_records(m, f);
	for (size_t i = 0; i < f->measure_count; i++) {
		markup_put(m, "h3", NULL,
			   words_text(&f->form->measures[i].label));
		put_groups_of(m, f, group_word(f->group_by), f->groups,
			      f->group_count, i);
	}
	markup_close(m);
}

/* --- years */

static const struct figure_group *find_known(const struct figures *f, size_t at,
					     bool last)
{
	for (size_t i = 0; i < f->year_count; i++) {
		size_t y = last ? f->year_count - 1 - i : i;

		if (f->years[y].measures[at].known)
			return &f->years[y];
	}
	return NULL;
}

static bool is_apart(const struct mean *a, const struct mean *b)
{
	return a->has_interval && b->has_interval &&
	       (a->high < b->low || b->high < a->low);
}

/* From the first year to the last. */
static char *sentence_of_trend(const struct figures *f, size_t at)
{
	const struct figure_group *first = find_known(f, at, false);
	const struct figure_group *last = find_known(f, at, true);
	const struct mean *from, *to;

	if (!first || first == last)
		return alloc_text(_("One year is too little for a trend"));
	from = &first->measures[at];
	to = &last->measures[at];
	if (is_apart(from, to))
		return alloc_print(_("From %d %% in %s to %d %% in %s"),
				   from->percent, first->value, to->percent,
				   last->value);
	return alloc_print(_("From %d %% in %s to %d %% in %s: the difference "
			     "can be chance"),
			   from->percent, first->value, to->percent,
			   last->value);
}

static void put_line(struct markup *m, const struct figures *f, size_t at)
{
	const struct figure_measure *measure = &f->measures[at];
	struct svg_place *places = alloc_new(f->year_count, sizeof(*places));
	size_t step = (f->year_count + 9) / 10;
	struct buffer words = { 0 };

	for (size_t i = 0; i < f->year_count; i++) {
		const struct mean *mean = &f->years[i].measures[at];

		places[i] = (struct svg_place){
			.label = i % step == 0 ? f->years[i].value : NULL,
			.figure = { .known = mean->known,
				    .rate = mean->mean,
				    .has_range = mean->has_interval,
				    .low = mean->low,
				    .high = mean->high },
		};
		if (mean->known)
			buffer_print(&words, "%s%s: %d %%",
				     words.length ? "; " : "",
				     f->years[i].value, mean->percent);
	}
	svg_line(m, places, f->year_count, measure->target,
		 words_text(&f->form->measures[at].label), buffer_text(&words));
	buffer_done(&words);
	free(places);
}

void html_years(struct markup *m, const struct figures *f)
{
	if (f->year_count == 0 || f->measure_count == 0)
		return;
	html_begin_section(m, NULL, _("Over the years"));
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
		put_line(m, f, i);
		markup_close(m);
	}
	markup_close(m);
	for (size_t i = 0; i < f->measure_count; i++) {
		markup_put(m, "h3", NULL,
			   words_text(&f->form->measures[i].label));
		put_groups_of(m, f, _("year"), f->years, f->year_count, i);
	}
	markup_close(m);
}
