/* report/html_funnel.c - groups by their size, within what chance allows */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "measure/funnel.h"
#include "report/html_private.h"
#include "report/sentence.h"

#define PARTS 40 /* straight pieces of a curve */

/* Groups of measure m that have a place in its funnel, and the largest. */
static size_t count_placed(const struct figures *f, size_t m, int64_t *most)
{
	size_t count = 0;

	*most = 1;
	for (size_t g = 0; g < f->group_count; g++) {
		const struct mean *mean = &f->groups[g].measures[m];

		if (funnel_of_group(f, &f->groups[g], m, NULL) == FUNNEL_NONE)
			continue;
		count++;
		if (mean->records > *most)
			*most = mean->records;
	}
	return count;
}

static bool is_outside(enum funnel_place place)
{
	return place != FUNNEL_NONE && place != FUNNEL_INSIDE;
}

static void add_dot(struct svg_funnel *chart, const struct figures *f, size_t g,
		    size_t m, int64_t most)
{
	const struct figure_group *group = &f->groups[g];
	enum funnel_place place = funnel_of_group(f, group, m, NULL);
	const struct mean *mean = &group->measures[m];

	if (place == FUNNEL_NONE)
		return;
	chart->dots[chart->dot_count++] = (struct svg_funnel_dot){
		.name = *group->value ? group->value : "–",
		.x = (double)mean->records / (double)most,
		.rate = mean->mean,
		.is_outside = is_outside(place),
	};
}

static void add_limits(struct svg_funnel *chart, const struct figures *f,
		       size_t m, int64_t most)
{
	int64_t last = 0;

	for (int i = 1; i <= PARTS; i++) {
		/* Closer where the curve is steep. */
		int64_t n = most * i * i / (PARTS * PARTS);
		struct funnel limits;

		if (n < 2 || n == last)
			continue;
		last = n;
		limits = funnel_of_mean(f->measures[m].target,
					f->measures[m].mean.deviation, n);
		chart->limits[chart->limit_count++] =
			(struct svg_limit){ .x = (double)n / (double)most,
					    .low = limits.low95,
					    .high = limits.high95,
					    .lowest = limits.low998,
					    .highest = limits.high998 };
	}
}

void html_funnel(struct markup *m, const struct figures *f, size_t at)
{
	struct svg_funnel chart = { .target = f->measures[at].target };
	int64_t most;
	char *words, *size;

	if (chart.target < 0 || !f->measures[at].mean.has_deviation ||
	    count_placed(f, at, &most) < 2)
		return;
	chart.dots = alloc_new(f->group_count, sizeof(*chart.dots));
	chart.limits = alloc_new(PARTS, sizeof(*chart.limits));
	for (size_t g = 0; g < f->group_count; g++)
		add_dot(&chart, f, g, at, most);
	add_limits(&chart, f, at, most);
	size = alloc_print("n = %lld", (long long)most);
	words = alloc_print(_("%zu groups by their number of records, around "
			      "the target of %d %%; the numbers are in the "
			      "table above"),
			    chart.dot_count, chart.target);
	chart.size = size;

	markup_open(m, "div");
	markup_set(m, "class", "keep");
	html_sentence(m, "lead", sentence_of_funnel(f, at));
	svg_funnel(m, &chart, words_text(&f->form->measures[at].label), words);
	html_definition(m, _("Each dot is a group, further to the right with "
			     "more records. Between the inner lines lie 95 % "
			     "of groups that do meet the target exactly, "
			     "between the outer ones 99.8 %."));
	markup_close(m);
	free(chart.dots);
	free(chart.limits);
	free(words);
	free(size);
}
