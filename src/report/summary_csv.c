/* report/summary_csv.c - the figures as one long table; see report/summary.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/csv.h"
#include "report/summary_csv_private.h"
#include "report/summary_private.h"

static const char *const header[] = {
	"figure",  "by",      "group",     "name",       "n",        "met",
	"rate",    "percent", "low",       "high",       "interval", "target",
	"reached", "verdict", "benchmark", "suppressed",
};

static void add_place(struct buffer *out, const struct csv_place *place)
{
	csv_add(out, place->figure);
	csv_add(out, place->by);
	csv_add(out, place->group);
	csv_add(out, place->name);
}

static void add_integer(struct buffer *out, bool known, int64_t number)
{
	char *text = known ? alloc_print("%lld", (long long)number) : NULL;

	csv_add(out, text);
	free(text);
}

static void add_number(struct buffer *out, bool known, double number)
{
	char *text = known ? alloc_print("%.15g", number) : NULL;
	char *comma = text ? strchr(text, ',') : NULL;

	/* The locale may write its own decimal sign. */
	if (comma)
		*comma = '.';
	csv_add(out, text);
	free(text);
}

/* What stands behind a figure: what it is held against, and how it does. */
struct judgement {
	int target; /* per cent, or -1 */
	bool known, reached;
	enum verdict verdict;
	int benchmark; /* per cent, or -1 */
	bool suppressed;
};

static void end_row(struct buffer *out, const struct judgement *j)
{
	add_number(out, j->target >= 0, j->target / 100.0);
	add_integer(out, j->known && j->target >= 0, j->reached);
	csv_add(out, verdict_name(j->verdict));
	add_integer(out, j->benchmark >= 0, j->benchmark);
	add_integer(out, true, j->suppressed);
	csv_end(out);
}

/* Of what is held against nothing. */
static void end_unjudged(struct buffer *out, bool suppressed)
{
	end_row(out, &(struct judgement){ .target = -1,
					  .benchmark = -1,
					  .suppressed = suppressed });
}

static void add_interval(struct buffer *out, bool has, double low, double high,
			 const char *method)
{
	add_number(out, has, low);
	add_number(out, has, high);
	csv_add(out, has ? method : NULL);
}

void csv_add_share(struct buffer *out, const struct csv_place *place,
		   const struct share *share, int target, int benchmark)
{
	add_place(out, place);
	add_integer(out, share->of != FIGURE_HIDDEN, share->of);
	add_integer(out, share->met != FIGURE_HIDDEN, share->met);
	add_number(out, share->known, share->rate);
	add_integer(out, share->known, share->percent);
	add_interval(out, share->has_interval, share->low, share->high,
		     "wilson");
	end_row(out, &(struct judgement){ .target = target,
					  .known = share->known,
					  .reached = share->reached,
					  .verdict = share->verdict,
					  .benchmark = benchmark,
					  .suppressed = share->suppressed });
}

static void add_mean(struct buffer *out, const struct csv_place *place,
		     const struct mean *mean, int target, int benchmark)
{
	add_place(out, place);
	add_integer(out, mean->records != FIGURE_HIDDEN, mean->records);
	csv_add(out, NULL);
	add_number(out, mean->known, mean->mean);
	add_integer(out, mean->known, mean->percent);
	add_interval(out, mean->has_interval, mean->low, mean->high, "normal");
	end_row(out, &(struct judgement){ .target = target,
					  .known = mean->known,
					  .reached = mean->reached,
					  .verdict = mean->verdict,
					  .benchmark = benchmark,
					  .suppressed = mean->suppressed });
}

void csv_add_mean_of(struct buffer *out, const struct csv_place *place,
		     const struct share *mean)
{
	add_mean(out, place,
		 &(struct mean){ .records = mean->of,
				 .known = mean->known,
				 .suppressed = mean->suppressed,
				 .mean = mean->rate,
				 .percent = mean->percent,
				 .has_interval = mean->has_interval,
				 .low = mean->low,
				 .high = mean->high },
		 -1, -1);
}

void csv_add_count(struct buffer *out, const struct csv_place *place,
		   int64_t number)
{
	bool hidden = number == FIGURE_HIDDEN;

	add_place(out, place);
	add_integer(out, !hidden, number);
	for (int empty = 0; empty < 6; empty++)
		csv_add(out, NULL);
	end_unjudged(out, hidden);
}

void csv_add_value(struct buffer *out, const struct csv_place *place,
		   const struct csv_value *value)
{
	add_place(out, place);
	add_integer(out, value->n != FIGURE_HIDDEN, value->n);
	csv_add(out, NULL);
	add_number(out, value->known, value->value);
	csv_add(out, NULL);
	add_interval(out, value->has_interval, value->low, value->high,
		     "normal");
	end_unjudged(out, value->suppressed);
}

void csv_add_difference(struct buffer *out, const struct csv_place *place,
			const struct csv_difference *difference)
{
	add_place(out, place);
	csv_add(out, NULL);
	csv_add(out, NULL);
	add_number(out, difference->known, difference->value);
	add_integer(out, difference->known && difference->has_points,
		    difference->points);
	add_interval(out, difference->has_interval, difference->low,
		     difference->high, difference->method);
	csv_add(out, NULL);
	csv_add(out, NULL);
	csv_add(out, difference->verdict);
	csv_add(out, NULL);
	add_integer(out, true, difference->suppressed);
	csv_end(out);
}

/* What was selected: a word, and no number. */
static void add_word(struct buffer *out, const char *figure, const char *by,
		     const char *word)
{
	struct csv_place place = { figure, by, NULL, word };

	if (!word)
		return;
	add_place(out, &place);
	for (int empty = 0; empty < 12; empty++)
		csv_add(out, NULL);
	csv_end(out);
}

static void add_selection(struct buffer *out, const struct figures *f)
{
	add_word(out, "form", NULL, f->form->name);
	for (size_t i = 0; i < f->version_count; i++)
		add_word(out, "version", NULL, f->versions[i]);
	add_word(out, "from", NULL, f->from);
	add_word(out, "to", NULL, f->to);
	add_word(out, "period", NULL, f->by_ended ? "ended" : "completed");
	add_word(out, "filter", "organisatie", f->organisatie);
	add_word(out, "filter", "team", f->team);
	add_word(out, "filter", "medewerker", f->medewerker);
	if (f->practice)
		add_word(out, "practice", NULL, "1");
}

static void add_records(struct buffer *out, const struct figures *f)
{
	struct summary_count counts[SUMMARY_COUNTS];

	summary_counts(f, counts);
	for (size_t i = 0; i < SUMMARY_COUNTS; i++)
		csv_add_count(out,
			      &(struct csv_place){ "records", NULL, NULL,
						   counts[i].name },
			      counts[i].number);
}

static void add_measure(struct buffer *out, const struct figures *f,
			const struct figure_measure *measure)
{
	const char *name = f->form->measures[measure->measure].name;

	add_mean(out, &(struct csv_place){ "measure", NULL, NULL, name },
		 &measure->mean, measure->target, measure->benchmark);
	csv_add_share(out, &(struct csv_place){ "pooled", NULL, NULL, name },
		      &measure->mean.pooled, measure->target, -1);
	for (size_t i = 0; i < measure->item_count; i++) {
		const struct figure_item *item = &measure->items[i];
		struct csv_place place = { "item", NULL, NULL,
					   f->form->fields[item->field].name };

		csv_add_share(out, &place, &item->share, measure->target,
			      item->benchmark);
	}
}

static void add_positive(struct buffer *out, const struct figures *f)
{
	const char *name;

	if (!f->has_positive)
		return;
	name = f->form->measures[f->form->positive_measure].name;
	csv_add_share(out, &(struct csv_place){ "positive", NULL, NULL, name },
		      &f->positive, -1, -1);
	csv_add_count(out, &(struct csv_place){ "undecided", NULL, NULL, name },
		      f->undecided);
}

static void add_block(struct buffer *out, const struct figures *f,
		      const struct figure_block *block)
{
	const char *field = f->form->fields[block->field].name;

	csv_add_count(out, &(struct csv_place){ "block", NULL, NULL, field },
		      block->answered);
	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];
		char *name = alloc_print("%s/%s", field, option->option->name);

		csv_add_share(out,
			      &(struct csv_place){ "option", NULL, NULL, name },
			      &option->share, -1, option->benchmark);
		free(name);
	}
}

/* The items of a row, each by its own name. */
static void add_row_items(struct buffer *out, const struct figures *f,
			  const struct figure_group *row,
			  struct csv_place place)
{
	place.figure = "item";
	for (size_t m = 0; m < row->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++) {
			const struct figure_item *item = &row->items[m][i];

			place.name = f->form->fields[item->field].name;
			csv_add_share(out, &place, &item->share,
				      f->measures[m].target, -1);
		}
}

/* How many there are of a name, whether they count or not. */
static void add_group_records(struct buffer *out,
			      const struct figure_group *group,
			      struct csv_place place)
{
	place.figure = "complete";
	csv_add_count(out, &place, group->complete);
	place.figure = "invalid";
	csv_add_count(out, &place, group->invalid);
	place.figure = "draft";
	csv_add_count(out, &place, group->draft);
}

static void add_groups(struct buffer *out, const struct figures *f,
		       const char *by, const struct figure_group *groups,
		       size_t count)
{
	for (size_t g = 0; g < count; g++) {
		char *group = groups[g].version
				      ? alloc_print("%s@%s", groups[g].value,
						    groups[g].version)
				      : alloc_text(groups[g].value);
		struct csv_place place = { "valid", by, group, NULL };

		csv_add_count(out, &place, groups[g].valid);
		if (groups == f->groups && f->threshold == 0)
			add_group_records(out, &groups[g], place);
		for (size_t m = 0; m < groups[g].measure_count; m++) {
			const struct measure *measure = &f->form->measures[m];

			place.figure = "measure";
			place.name = measure->name;
			add_mean(out, &place, &groups[g].measures[m],
				 measure->target, -1);
		}
		if (f->has_positive) {
			place.figure = "positive";
			place.name =
				f->form->measures[f->form->positive_measure]
					.name;
			csv_add_share(out, &place, &groups[g].positive, -1, -1);
		}
		add_row_items(out, f, &groups[g], place);
		free(group);
	}
}

void summary_csv(const struct figures *f, struct buffer *out)
{
	for (size_t i = 0; i < COUNT(header); i++)
		csv_add(out, header[i]);
	csv_end(out);
	add_selection(out, f);
	add_records(out, f);
	for (size_t m = 0; m < f->measure_count; m++)
		add_measure(out, f, &f->measures[m]);
	add_positive(out, f);
	for (size_t b = 0; b < f->block_count; b++)
		add_block(out, f, &f->blocks[b]);
	add_groups(out, f, f->group_by, f->groups, f->group_count);
	add_groups(out, f, "year", f->years, f->year_count);
	add_groups(out, f, "version", f->parts, f->part_count);
	add_groups(out, f, "month", f->months, f->month_count);
	csv_answers(out, f);
	csv_extras(out, f);
	csv_comparison(out, f);
}
