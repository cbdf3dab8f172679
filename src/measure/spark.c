/* measure/spark.c - see measure/spark.h */
#include "config.h"

#include "measure/spark.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "measure/figures_private.h"

/* What a place adds up to. */
struct place {
	char label[12];
	int64_t met, of;
	bool hidden;
};

struct places {
	size_t count; /* of all; the last SPARK_POINTS are kept */
	struct place items[SPARK_POINTS];
};

static struct place *place_of(struct places *places, const char *label)
{
	size_t last =
		places->count < SPARK_POINTS ? places->count : SPARK_POINTS;

	if (last > 0 && strcmp(places->items[last - 1].label, label) == 0)
		return &places->items[last - 1];
	if (last == SPARK_POINTS) {
		memmove(&places->items[0], &places->items[1],
			(SPARK_POINTS - 1) * sizeof(places->items[0]));
		last--;
	}
	places->count++;
	places->items[last] = (struct place){ 0 };
	snprintf(places->items[last].label, sizeof(places->items[last].label),
		 "%s", label);
	return &places->items[last];
}

static void add(struct place *place, const struct share *share)
{
	if (share->suppressed) {
		place->hidden = true;
		return;
	}
	place->met += share->met;
	place->of += share->of;
}

static struct places by_year(const struct figures *f, size_t m, size_t item)
{
	struct places places = { 0 };

	for (size_t y = 0; y < f->year_count; y++)
		add(place_of(&places, f->years[y].value),
		    &f->years[y].items[m][item].share);
	return places;
}

static struct places by_quarter(const struct figures *f, size_t m, size_t item)
{
	struct places places = { 0 };

	for (size_t i = 0; i < f->month_count; i++) {
		const char *month = f->months[i].value; /* "2025-03" */
		char label[12];

		if (strlen(month) < 7)
			continue;
		snprintf(label, sizeof(label), "%.4s k%c", month,
			 '1' + (10 * (month[5] - '0') + month[6] - '1') / 3);
		add(place_of(&places, label),
		    &f->months[i].items[m][item].share);
	}
	return places;
}

static size_t count_known(const struct places *places)
{
	size_t known = 0;

	for (size_t i = 0; i < SPARK_POINTS && i < places->count; i++)
		known += places->items[i].of > 0 && !places->items[i].hidden;
	return known;
}

static void set_levels(struct spark *spark)
{
	double low = 1, high = 0;

	for (size_t i = 0; i < spark->count; i++) {
		double rate = spark->points[i].rate;

		if (!spark->points[i].known)
			continue;
		low = rate < low ? rate : low;
		high = rate > high ? rate : high;
	}
	if (high - low < SPARK_SPAN) {
		low = (low + high - SPARK_SPAN) / 2;
		if (low < 0)
			low = 0;
		if (low > 1 - SPARK_SPAN)
			low = 1 - SPARK_SPAN;
		high = low + SPARK_SPAN;
	}
	for (size_t i = 0; i < spark->count; i++) {
		int level = (int)((spark->points[i].rate - low) / (high - low) *
				  SPARK_LEVELS);

		spark->points[i].level = level < 0 ? 0
					 : level >= SPARK_LEVELS
						 ? SPARK_LEVELS - 1
						 : level;
	}
}

struct spark spark_of_item(const struct figures *figures, size_t m, size_t item)
{
	struct places places = by_year(figures, m, item);
	struct spark spark = { .by_year = true };

	if (count_known(&places) < SPARK_LEAST) {
		places = by_quarter(figures, m, item);
		spark.by_year = false;
	}
	if (count_known(&places) < SPARK_LEAST)
		return spark;
	for (size_t i = 0; i < SPARK_POINTS && i < places.count; i++) {
		const struct place *place = &places.items[i];
		struct share share = share_of(place->met, place->of, -1);
		struct spark_point *point = &spark.points[spark.count++];

		memcpy(point->label, place->label, sizeof(point->label));
		point->known = share.known && !place->hidden;
		point->rate = point->known ? share.rate : 0;
		point->percent = point->known ? share.percent : 0;
	}
	set_levels(&spark);
	return spark;
}

char *spark_text(const struct spark *spark, bool ascii)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄",
					      "▅", "▆", "▇", "█" };
	static const char *const plain[] = { "_", ".", ",", "-",
					     "~", "=", "*", "#" };
	struct buffer text = { 0 };

	for (size_t i = 0; i < spark->count; i++) {
		const struct spark_point *p = &spark->points[i];

		buffer_add(&text, !p->known ? " "
				  : ascii   ? plain[p->level]
					    : blocks[p->level]);
	}
	return buffer_take(&text);
}
