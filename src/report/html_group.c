/* report/html_group.c - per organisation, team or worker */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/svg_private.h"

const char *html_group_word(const char *group_by)
{
	if (strcmp(group_by, "organisatie") == 0)
		return _("organisation");
	return strcmp(group_by, "team") == 0 ? _("team") : _("worker");
}

const char *html_group_title(const char *group_by)
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

/* Is there something to say of what does not count, or is not complete? */
static bool has_others(const struct figures *f)
{
	for (size_t i = 0; i < f->group_count; i++)
		if (f->groups[i].invalid > 0 || f->groups[i].draft > 0)
			return true;
	return false;
}

static void put_others(struct markup *m, const struct figures *f,
		       int64_t invalid, int64_t draft)
{
	if (!has_others(f))
		return;
	html_cell(m, "number invalid", _("not counting"),
		  html_number(f, invalid));
	html_cell(m, "number draft", _("in draft"), html_number(f, draft));
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

	html_begin_row(m, "valid", group->value);
	html_row_head(m, NULL, group_name(group));
	html_bar(m, &figure, group_name(group), html_number(f, group->valid));
	html_cell(m, "number valid", _("records"),
		  html_number(f, group->valid));
	put_others(m, f, group->invalid, group->draft);
	markup_close(m);
}

static void put_records(struct markup *m, const struct figures *f)
{
	struct html_column columns[] = { { "name",
					   html_group_word(f->group_by) },
					 { "space", "" },
					 { "number", _("records") },
					 { "number", _("not counting") },
					 { "number", _("in draft") } };
	int64_t most = find_most(f);

	markup_put(m, "h3", NULL, _("Records that count"));
	html_begin_table(m, html_table_class(f->group_count + 1, true),
			 _("By name; this is no ranking"), columns,
			 has_others(f) ? 5 : 3, -1);
	for (size_t i = 0; i < f->group_count; i++)
		put_records_row(m, f, &f->groups[i], most);
	markup_open(m, "tr");
	markup_set(m, "class", "total");
	html_row_head(m, NULL, _("Total"));
	html_cell(m, "chart", NULL, NULL);
	html_cell(m, "number valid", _("records"), html_number(f, f->valid));
	put_others(m, f, f->invalid, f->draft);
	markup_close(m);
	html_end_table(m);
}

/* --- a measure per group */

/* What stands beside the mean of a group or year. */
struct beside {
	int national; /* -1: none */
	bool verdict;
};

/* A few records are no ground to judge one person by. */
static struct beside find_beside(const struct figures *f, bool are_groups,
				 size_t at)
{
	const struct figure_measure *measure = &f->measures[at];
	bool workers = are_groups && f->group_by &&
		       strcmp(f->group_by, "medewerker") == 0;

	return (struct beside){
		.national = are_groups ? measure->benchmark : -1,
		.verdict = measure->target >= 0 && !workers,
	};
}

static void put_group(struct markup *m, const struct figures *f,
		      const struct figure_group *group, size_t at,
		      struct beside beside)
{
	const struct figure_measure *measure = &f->measures[at];
	const struct mean *mean = &group->measures[at];
	struct svg_figure figure = { .known = mean->known,
				     .rate = mean->mean,
				     .has_range = mean->has_interval,
				     .low = mean->low,
				     .high = mean->high,
				     .target = measure->target,
				     .national = beside.national };

	html_begin_row(m, "group", group->value);
	html_row_head(m, NULL, group_name(group));
	html_dot(m, &figure, group_name(group),
		 html_mean_words(f, mean, measure->target, beside.national));
	html_cell(m, "number percent", "%",
		  html_percent(mean->known, mean->suppressed, mean->percent));
	html_cell(m, "number range", _("range"),
		  html_range(mean->has_interval, mean->low, mean->high));
	html_cell(m, "number records", "n", html_number(f, mean->records));
	if (beside.verdict)
		html_cell(m, "word", NULL,
			  alloc_text(html_verdict(mean->known, mean->reached,
						  mean->verdict)));
	markup_close(m);
}

void html_means(struct markup *m, const struct figures *f, const char *first,
		const struct figure_group *groups, size_t count, size_t at)
{
	const struct figure_measure *measure = &f->measures[at];
	struct beside beside = find_beside(f, groups == f->groups, at);
	struct html_column columns[] = {
		{ "name", first }, { "chart", "" },
		{ "number", "%" }, { "number", _("range") },
		{ "number", "n" }, { "word", _("target") },
	};

	html_begin_table(m, html_table_class(count, true),
			 _("Mean of the records, with the 95 % "
			   "range"),
			 columns, beside.verdict ? 6 : 5, measure->target);
	for (size_t i = 0; i < count; i++)
		put_group(m, f, &groups[i], at, beside);
	html_end_table(m);
}

/* Is there one criterion of measure `at` that shows in a group? */
static bool has_items(const struct figures *f, size_t at)
{
	for (size_t g = 0; g < f->group_count; g++)
		for (size_t i = 0; i < f->measures[at].item_count; i++)
			if (f->groups[g].items[at][i].share.known)
				return true;
	return false;
}

/* Criteria of measure `at` by their numbers on paper, a row for each group. */
static void put_items(struct markup *m, const struct figures *f, size_t at)
{
	const struct figure_measure *measure = &f->measures[at];
	struct html_column *columns =
		alloc_new(measure->item_count + 1, sizeof(*columns));

	columns[0] =
		(struct html_column){ "name", html_group_word(f->group_by) };
	for (size_t i = 0; i < measure->item_count; i++) {
		const struct field *field =
			&f->form->fields[measure->items[i].field];

		columns[i + 1] = (struct html_column){
			"number", field->number ? field->number
						: words_text(&field->label)
		};
	}
	html_begin_table(m, html_table_class(f->group_count, false),
			 _("Each criterion: per cent met"), columns,
			 measure->item_count + 1, -1);
	for (size_t g = 0; g < f->group_count; g++) {
		html_begin_row(m, "items", f->groups[g].value);
		html_row_head(m, NULL, group_name(&f->groups[g]));
		for (size_t i = 0; i < measure->item_count; i++)
			html_cell(m, "number", columns[i + 1].label,
				  html_share_cell(
					  f, &f->groups[g].items[at][i].share));
		markup_close(m);
	}
	html_end_table(m);
	free(columns);
}

static void put_measure(struct markup *m, const struct figures *f, size_t at,
			bool workers)
{
	markup_put(m, "h3", NULL, words_text(&f->form->measures[at].label));
	html_means(m, f, html_group_word(f->group_by), f->groups,
		   f->group_count, at);
	if (workers)
		return;
	html_funnel(m, f, at);
	if (has_items(f, at))
		put_items(m, f, at);
}

void html_groups(struct markup *m, const struct figures *f)
{
	bool workers = f->group_by && strcmp(f->group_by, "medewerker") == 0;

	if (!f->group_by || f->group_count == 0 ||
	    (workers && html_is_shared(f)))
		return;
	html_begin_section(m, "page", html_group_title(f->group_by));
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
	for (size_t i = 0; i < f->measure_count; i++)
		put_measure(m, f, i, workers);
	markup_close(m);
}
