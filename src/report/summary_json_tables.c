/* report/summary_json_tables.c - groups, years and months in JSON */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "measure/funnel.h"
#include "report/summary_json_private.h"

/*
 * A measure's own name is its key beside those that every row has; one that
 * would be such a key itself gets a colon before it.
 */
static char *measure_key(const char *name)
{
	static const char *const taken[] = {
		"by",       "value",   "year",     "version",
		"month",    "valid",   "positive", "suppressed",
		"complete", "invalid", "draft"
	};

	for (size_t i = 0; i < COUNT(taken); i++)
		if (strcmp(taken[i], name) == 0)
			return alloc_print(":%s", name);
	return alloc_text(name);
}

static const char *place_name(enum funnel_place place)
{
	switch (place) {
	case FUNNEL_INSIDE:
		return "inside";
	case FUNNEL_LOW:
		return "low";
	case FUNNEL_HIGH:
		return "high";
	case FUNNEL_VERY_LOW:
		return "very_low";
	case FUNNEL_VERY_HIGH:
		return "very_high";
	case FUNNEL_NONE:
		break;
	}
	return NULL;
}

/* limits needs to be set only where there is a place. */
static void put_funnel(struct json *j, enum funnel_place place,
		       const struct funnel *limits)
{
	if (place == FUNNEL_NONE) {
		json_null(j, "funnel");
		return;
	}
	json_open(j, "funnel", '{');
	json_number(j, "low95", limits->low95);
	json_number(j, "high95", limits->high95);
	json_number(j, "low998", limits->low998);
	json_number(j, "high998", limits->high998);
	json_text(j, "place", place_name(place));
	json_close(j);
}

/* What of a row is printed beside its figures. */
enum row_kind {
	ROW_GROUP, /* where it stands in the funnel */
	ROW_YEAR,
	ROW_MONTH /* only what a chart needs: there are many of them */
};

static void put_items(struct json *j, const struct figures *f,
		      const struct figure_group *group, size_t m,
		      enum row_kind kind)
{
	bool brief = kind == ROW_MONTH;

	json_open(j, "items", '[');
	for (size_t i = 0; i < f->measures[m].item_count; i++) {
		const struct figure_item *item = &group->items[m][i];
		const struct share *share = &item->share;
		struct funnel limits = { 0 };

		json_open(j, NULL, '{');
		json_text(j, "name", f->form->fields[item->field].name);
		json_put_count(j, "scored", share->of);
		json_put_count(j, "met", share->met);
		if (brief)
			json_put_percent(j, "percent", share->known,
					 share->percent);
		else
			json_put_share(j, share);
		if (!brief && f->threshold == 0) {
			json_integer(j, "missing", item->missing);
			json_integer(j, "empty", item->empty);
		}
		if (kind == ROW_GROUP)
			put_funnel(j, funnel_of_item(f, group, m, i, &limits),
				   &limits);
		json_put_suppressed(j, share->suppressed);
		json_close(j);
	}
	json_close(j);
}

static void put_positive(struct json *j, const struct figures *f,
			 const struct share *share)
{
	if (!f->has_positive)
		return;
	json_open(j, "positive", '{');
	json_put_count(j, "records", share->of);
	json_put_count(j, "met", share->met);
	json_put_share(j, share);
	json_put_suppressed(j, share->suppressed);
	json_close(j);
}

/* What every row has. */
static void put_row(struct json *j, const struct figures *f,
		    const struct figure_group *row, enum row_kind kind)
{
	json_put_count(j, "valid", row->valid);
	for (size_t m = 0; m < row->measure_count; m++) {
		const struct mean *mean = &row->measures[m];
		char *key = measure_key(f->form->measures[m].name);
		struct funnel limits = { 0 };

		json_open(j, key, '{');
		json_put_count(j, "records", mean->records);
		json_put_number(j, "mean", mean->known, mean->mean);
		json_put_percent(j, "percent", mean->known, mean->percent);
		json_put_interval(j, mean->has_interval, mean->low, mean->high,
				  "normal");
		json_put_verdict(j, mean->known, f->measures[m].target,
				 mean->reached, mean->verdict);
		json_put_suppressed(j, mean->suppressed);
		if (kind == ROW_GROUP)
			put_funnel(j, funnel_of_group(f, row, m, &limits),
				   &limits);
		put_items(j, f, row, m, kind);
		json_close(j);
		free(key);
	}
	put_positive(j, f, &row->positive);
	json_put_suppressed(j, row->suppressed);
}

static void put_groups(struct json *j, const struct figures *f)
{
	json_open(j, "groups", '[');
	for (size_t g = 0; g < f->group_count; g++) {
		json_open(j, NULL, '{');
		json_text(j, "by", f->group_by);
		json_text(j, "value", f->groups[g].value);
		put_row(j, f, &f->groups[g], ROW_GROUP);
		if (f->threshold == 0) {
			json_integer(j, "complete", f->groups[g].complete);
			json_integer(j, "invalid", f->groups[g].invalid);
			json_integer(j, "draft", f->groups[g].draft);
		}
		json_close(j);
	}
	json_close(j);
}

static void put_years(struct json *j, const struct figures *f, const char *key,
		      const struct figure_group *years, size_t count)
{
	json_open(j, key, '[');
	for (size_t y = 0; y < count; y++) {
		json_open(j, NULL, '{');
		json_integer(j, "year", atoi(years[y].value));
		if (years[y].version)
			json_text(j, "version", years[y].version);
		put_row(j, f, &years[y], ROW_YEAR);
		json_close(j);
	}
	json_close(j);
}

static void put_months(struct json *j, const struct figures *f)
{
	json_open(j, "months", '[');
	for (size_t i = 0; i < f->month_count; i++) {
		json_open(j, NULL, '{');
		json_text(j, "month", f->months[i].value);
		put_row(j, f, &f->months[i], ROW_MONTH);
		json_close(j);
	}
	json_close(j);
}

void json_tables(struct json *j, const struct figures *f)
{
	put_groups(j, f);
	put_years(j, f, "trend", f->years, f->year_count);
}

void json_more_tables(struct json *j, const struct figures *f)
{
	put_years(j, f, "trend_versions", f->parts, f->part_count);
	put_months(j, f);
}
