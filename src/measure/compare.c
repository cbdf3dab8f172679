/* measure/compare.c - see measure/compare.h */
#include "config.h"

#include "measure/compare.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "measure/fraction.h"
#include "measure/interval.h"
#include "measure/suppress_private.h"
#include "store/tally.h"

/* Both selections, as they are and as they may show. */
struct sides {
	const struct figures *own, *own_shown;
	const struct figures *other, *other_shown; /* NULL: published */
	struct comparison *c;
	bool hide_all; /* of the other side */
};

/* Own less other, its interval, and how many records it is judged by. */
struct distance {
	bool has;
	double low, high;
	int64_t least;
};

static struct compared_side hidden_side(void)
{
	return (struct compared_side){ .suppressed = true,
				       .n = FIGURE_HIDDEN,
				       .met = FIGURE_HIDDEN };
}

static struct compared_side side_of_share(const struct share *share,
					  bool hidden)
{
	if (hidden)
		return hidden_side();
	return (struct compared_side){ .known = share->known,
				       .n = share->of,
				       .met = share->met,
				       .value = share->rate,
				       .percent = share->percent,
				       .has_interval = share->has_interval,
				       .low = share->low,
				       .high = share->high };
}

static struct compared_side side_of_mean(const struct mean *mean, bool hidden)
{
	if (hidden)
		return hidden_side();
	return (struct compared_side){ .known = mean->known,
				       .n = mean->records,
				       .value = mean->mean,
				       .percent = mean->percent,
				       .has_interval = mean->has_interval,
				       .low = mean->low,
				       .high = mean->high };
}

static struct compared_side side_of_scale(const struct figure_scale *scale,
					  bool hidden)
{
	if (hidden)
		return hidden_side();
	return (struct compared_side){ .known = scale->answered > 0,
				       .n = scale->answered,
				       .value = scale->mean,
				       .percent = scale->tenths,
				       .has_interval = scale->has_interval,
				       .low = scale->low,
				       .high = scale->high };
}

static struct compared_side side_of_published(int percent)
{
	return (struct compared_side){ .known = true,
				       .value = percent / 100.0,
				       .percent = percent };
}

static struct compared *add(struct comparison *c, struct compared row)
{
	struct compared *added;

	c->rows = alloc_resize(c->rows, c->count + 1, sizeof(*c->rows));
	added = &c->rows[c->count++];
	*added = row;
	return added;
}

/* --- distances */

/* a less b; where a is a part of b, by way of what is left of b. */
static struct distance shares_apart(const struct share *a,
				    const struct share *b, bool part)
{
	int64_t met = part ? b->met - a->met : b->met;
	int64_t of = part ? b->of - a->of : b->of;
	double scale = part ? (double)of / (double)b->of : 1;
	struct interval i;

	if (a->of == 0 || of <= 0)
		return (struct distance){ 0 };
	i = interval_difference(a->met, a->of, met, of);
	return (struct distance){ true, i.low * scale, i.high * scale,
				  a->of < of ? a->of : of };
}

/* n values, their mean and the square of their deviation. */
struct spread {
	int64_t n;
	double mean, variance;
};

/* What is left of all without a part of it. */
static struct spread spread_left(struct spread part, struct spread all)
{
	struct spread rest = { .n = all.n - part.n };
	double n = (double)rest.n, squares;

	if (rest.n < 2)
		return rest;
	rest.mean = ((double)all.n * all.mean - (double)part.n * part.mean) / n;
	squares = (double)(all.n - 1) * all.variance -
		  (double)(part.n - 1) * part.variance -
		  (double)part.n * pow(part.mean - all.mean, 2) -
		  n * pow(rest.mean - all.mean, 2);
	rest.variance = squares > 0 ? squares / (n - 1) : 0;
	return rest;
}

static struct distance means_apart(struct spread a, struct spread b, bool part,
				   double width)
{
	struct spread rest = part ? spread_left(a, b) : b;
	double scale = part ? (double)rest.n / (double)b.n : 1;
	struct interval i;

	if (a.n < 2 || rest.n < 2)
		return (struct distance){ 0 };
	i = interval_normal_difference(a.mean - rest.mean,
				       a.variance / (double)a.n,
				       rest.variance / (double)rest.n, width);
	return (struct distance){ true, i.low * scale, i.high * scale,
				  a.n < rest.n ? a.n : rest.n };
}

static struct spread spread_of_mean(const struct mean *mean)
{
	return (struct spread){ mean->records, mean->mean,
				mean->deviation * mean->deviation };
}

static struct spread spread_of_scale(const struct figure_scale *scale)
{
	return (struct spread){ scale->answered, scale->mean,
				scale->deviation * scale->deviation };
}

static void set_distance(struct compared *row, struct distance distance)
{
	row->has_interval = distance.has;
	row->low = distance.low;
	row->high = distance.high;
	row->is_judged = distance.has && distance.least >= COMPARE_FEW;
	row->more_than_chance =
		row->is_judged && (distance.low > 0 || distance.high < 0);
}

/* Both sides are known and show. */
static bool begin_difference(struct compared *row)
{
	row->has_difference = row->own.known && row->other.known &&
			      !row->own.suppressed && !row->other.suppressed;
	row->difference = row->own.value - row->other.value;
	if (!row->has_difference)
		row->difference = 0;
	return row->has_difference;
}

static void set_points(struct compared *row, const struct fraction *own,
		       const struct fraction *other)
{
	struct fraction distance;
	bool is_less = fraction_distance(&distance, own, other);
	int points = fraction_percent(&distance);

	row->points = is_less ? -points : points;
}

static void set_share_points(struct compared *row, const struct share *own,
			     int64_t met, int64_t of)
{
	struct fraction a, b;

	fraction_set(&a, (uint64_t)own->met, (uint64_t)own->of);
	fraction_set(&b, (uint64_t)met, (uint64_t)of);
	set_points(row, &a, &b);
}

/* --- against the published figures */

static void judge_published(struct compared *row)
{
	double low = row->other.percent - 0.5, high = row->other.percent + 0.5;

	row->is_judged = row->own.has_interval && row->own.n >= COMPARE_FEW;
	row->more_than_chance = row->is_judged && (row->own.high * 100 < low ||
						   row->own.low * 100 >= high);
}

static void add_published(struct sides *s, struct compared row, int percent,
			  const struct fraction *exact)
{
	struct compared *added;
	struct fraction published;

	if (percent < 0)
		return;
	row.other = side_of_published(percent);
	added = add(s->c, row);
	if (!begin_difference(added))
		return;
	fraction_set(&published, (uint64_t)percent, 100);
	set_points(added, exact, &published);
	judge_published(added);
}

static void add_published_share(struct sides *s, struct compared row,
				const struct share *share, int percent)
{
	struct fraction exact;

	if (share->of > 0) {
		fraction_set(&exact, (uint64_t)share->met, (uint64_t)share->of);
		add_published(s, row, percent, &exact);
	}
}

static void compare_published_measure(struct sides *s, size_t m)
{
	const struct figure_measure *measure = &s->own->measures[m];
	const struct figure_measure *shown = &s->own_shown->measures[m];
	struct compared row = { .what = COMPARED_MEASURE,
				.measure = (int)m,
				.own = side_of_mean(&measure->mean,
						    shown->mean.suppressed) };

	if (measure->exact)
		add_published(s, row, measure->benchmark, measure->exact);
	for (size_t i = 0; i < measure->item_count; i++) {
		const struct figure_item *item = &measure->items[i];

		row.what = COMPARED_ITEM;
		row.field = item->field;
		row.own = side_of_share(&item->share,
					shown->items[i].share.suppressed);
		add_published_share(s, row, &item->share, item->benchmark);
	}
}

static void compare_published_block(struct sides *s, size_t b)
{
	const struct figure_block *block = &s->own->blocks[b];
	const struct figure_block *shown = &s->own_shown->blocks[b];

	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];
		struct compared row = {
			.what = COMPARED_OPTION,
			.field = block->field,
			.option = (int)o,
			.own = side_of_share(&option->share,
					     shown->options[o].share.suppressed)
		};

		add_published_share(s, row, &option->share, option->benchmark);
	}
}

static void compare_published(struct sides *s)
{
	for (size_t m = 0; m < s->own->measure_count; m++)
		compare_published_measure(s, m);
	for (size_t b = 0; b < s->own->block_count; b++)
		compare_published_block(s, b);
}

/* --- against another selection */

static void add_shares(struct sides *s, struct compared row,
		       const struct share *own, bool own_hidden,
		       const struct share *other, bool other_hidden)
{
	struct compared *added;

	row.own = side_of_share(own, own_hidden);
	row.other = side_of_share(other, other_hidden || s->hide_all);
	added = add(s->c, row);
	if (!begin_difference(added))
		return;
	set_share_points(added, own, other->met, other->of);
	set_distance(added, shares_apart(own, other, s->c->is_part));
}

static struct pair pair_of(const struct sides *s)
{
	return (struct pair){ s->own, s->other, s->own_shown->threshold };
}

/* Only with a threshold, and only of a part, does the rest tell anything. */
static bool is_guarded(const struct sides *s)
{
	return s->c->is_part && s->own_shown->threshold > 0;
}

static void compare_measure(struct sides *s, size_t m)
{
	const struct figure_measure *own = &s->own->measures[m];
	const struct figure_measure *other = &s->other->measures[m];
	const struct figure_measure *own_shown = &s->own_shown->measures[m];
	const struct figure_measure *other_shown = &s->other_shown->measures[m];
	struct pair pair = pair_of(s);
	bool tells = is_guarded(s) && pair_tells_measure(&pair, m);
	struct compared *row = add(
		s->c,
		(struct compared){
			.what = COMPARED_MEASURE,
			.measure = (int)m,
			.own = side_of_mean(&own->mean,
					    own_shown->mean.suppressed),
			.other = side_of_mean(&other->mean,
					      other_shown->mean.suppressed ||
						      tells || s->hide_all),
		});

	if (begin_difference(row)) {
		set_points(row, own->exact, other->exact);
		set_distance(row, means_apart(spread_of_mean(&own->mean),
					      spread_of_mean(&other->mean),
					      s->c->is_part, 1));
	}
	for (size_t i = 0; i < own->item_count; i++)
		add_shares(s,
			   (struct compared){ .what = COMPARED_ITEM,
					      .measure = (int)m,
					      .field = own->items[i].field },
			   &own->items[i].share,
			   own_shown->items[i].share.suppressed,
			   &other->items[i].share,
			   tells || other_shown->items[i].share.suppressed);
}

static void compare_positive(struct sides *s)
{
	int m = s->own->form->positive_measure;
	struct pair pair = pair_of(s);
	bool tells = is_guarded(s) && pair_tells_measure(&pair, (size_t)m);

	add_shares(s,
		   (struct compared){ .what = COMPARED_POSITIVE, .measure = m },
		   &s->own->positive, s->own_shown->positive.suppressed,
		   &s->other->positive,
		   tells || s->other_shown->positive.suppressed);
}

static void compare_block(struct sides *s, size_t b)
{
	const struct figure_block *own = &s->own->blocks[b];
	const struct figure_block *own_shown = &s->own_shown->blocks[b];
	const struct figure_block *other_shown = &s->other_shown->blocks[b];
	const struct field *field = &s->own->form->fields[own->field];
	struct pair pair = pair_of(s);
	bool all = is_guarded(s) && field->type == FIELD_SELECT_ONE &&
		   pair_tells_block(&pair, b, own_shown, other_shown);

	for (size_t o = 0; o < own->option_count; o++)
		add_shares(s,
			   (struct compared){ .what = COMPARED_OPTION,
					      .field = own->field,
					      .option = (int)o },
			   &own->options[o].share,
			   own_shown->options[o].share.suppressed,
			   &s->other->blocks[b].options[o].share,
			   other_shown->options[o].share.suppressed || all ||
				   (is_guarded(s) &&
				    pair_tells_option(&pair, b, o)));
}

/* Half up, away from 0, in tenths; the sums are whole numbers. */
static int tenths_apart(const struct figure_scale *a,
			const struct figure_scale *b)
{
	int64_t ours = 0, theirs = 0, apart, whole;

	for (size_t v = 0; v < a->value_count; v++) {
		ours += (int64_t)v * a->values[v].met;
		theirs += (int64_t)v * b->values[v].met;
	}
	apart = ours * b->answered - theirs * a->answered;
	whole = a->answered * b->answered;
	if (apart < 0)
		return -(int)((-20 * apart + whole) / (2 * whole));
	return (int)((20 * apart + whole) / (2 * whole));
}

static bool scale_tells(const struct sides *s, size_t at)
{
	struct pair pair = pair_of(s);

	return is_guarded(s) && pair_tells_scale(&pair, at);
}

static void compare_scale(struct sides *s, size_t at)
{
	const struct figure_scale *own = &s->own->scales[at];
	const struct figure_scale *other = &s->other->scales[at];
	struct compared *row =
		add(s->c,
		    (struct compared){
			    .what = COMPARED_SCALE,
			    .field = own->field,
			    .own = side_of_scale(
				    own, s->own_shown->scales[at].suppressed),
			    .other = side_of_scale(
				    other,
				    s->other_shown->scales[at].suppressed ||
					    scale_tells(s, at) || s->hide_all),
		    });

	if (!begin_difference(row))
		return;
	row->points = tenths_apart(own, other);
	set_distance(row, means_apart(spread_of_scale(own),
				      spread_of_scale(other), s->c->is_part,
				      (double)(own->value_count - 1)));
}

/* A share of a scale is a part of its distribution. */
static bool share_tells(const struct sides *s, size_t at)
{
	const struct form_share *share =
		&s->own->form->shares[s->own->shares[at].share];
	struct pair pair = pair_of(s);

	if (!is_guarded(s))
		return false;
	for (size_t i = 0; i < s->own->scale_count; i++)
		if (s->own->scales[i].field == share->field &&
		    pair_tells_scale(&pair, i))
			return true;
	return pair_tells_share(&pair, at);
}

static void compare_share(struct sides *s, size_t at)
{
	add_shares(s,
		   (struct compared){ .what = COMPARED_SHARE,
				      .share = s->own->shares[at].share },
		   &s->own->shares[at].part,
		   s->own_shown->shares[at].part.suppressed,
		   &s->other->shares[at].part,
		   s->other_shown->shares[at].part.suppressed ||
			   share_tells(s, at));
}

static void compare_all(struct sides *s)
{
	for (size_t m = 0; m < s->own->measure_count; m++)
		compare_measure(s, m);
	if (s->own->has_positive)
		compare_positive(s);
	for (size_t i = 0; i < s->own->share_count; i++)
		compare_share(s, i);
	for (size_t i = 0; i < s->own->scale_count; i++)
		compare_scale(s, i);
	for (size_t b = 0; b < s->own->block_count; b++)
		compare_block(s, b);
}

/* --- the whole */

static void note_other(struct comparison *c, const struct figures *f)
{
	c->from = alloc_text(f->from);
	c->to = alloc_text(f->to);
	c->organisatie = alloc_text(f->organisatie);
	c->team = alloc_text(f->team);
	c->medewerker = alloc_text(f->medewerker);
}

struct comparison *comparison_of(enum compare_with with,
				 const struct figures_both *own,
				 const struct figures_both *other)
{
	struct comparison *c = alloc_new(1, sizeof(*c));
	struct sides sides = { .own = own->all,
			       .own_shown = own->shown,
			       .c = c };

	c->form = own->all->form;
	c->with = with;
	c->own = own->shown->valid;
	if (!other) {
		c->published = own->all->benchmark ? own->all->benchmark->period
						   : NULL;
		compare_published(&sides);
		return c;
	}
	sides.other = other->all;
	sides.other_shown = other->shown;
	note_other(c, other->all);
	c->is_part = with == COMPARE_TEAM || with == COMPARE_ORGANISATIE ||
		     with == COMPARE_ALL;
	c->is_same = c->is_part && own->all->valid == other->all->valid;
	if (is_guarded(&sides)) {
		struct pair pair = pair_of(&sides);

		sides.hide_all = pair_tells_records(&pair);
	}
	c->other = sides.hide_all ? FIGURE_HIDDEN : other->shown->valid;
	compare_all(&sides);
	return c;
}

void comparison_free(struct comparison *comparison)
{
	if (!comparison)
		return;
	free(comparison->from);
	free(comparison->to);
	free(comparison->organisatie);
	free(comparison->team);
	free(comparison->medewerker);
	free(comparison->rows);
	free(comparison);
}

static bool is_over_time(enum compare_with with)
{
	return with == COMPARE_BEFORE || with == COMPARE_YEAR ||
	       with == COMPARE_PERIOD;
}

static void both_done(struct figures_both *both)
{
	figures_free(both->all);
	figures_free(both->shown);
}

/* From one count. */
static int count_both(struct store *store, const struct catalogue *catalogue,
		      const struct selection *selection, int threshold,
		      struct figures_both *out, struct err *err)
{
	struct tally *tally = NULL;
	int code = figures_refresh(store, catalogue, selection, 0, &tally,
				   &out->all, err);

	if (!code)
		out->shown =
			figures_compute(tally, catalogue, selection, threshold);
	tally_free(tally);
	return code;
}

int figures_add_comparison(struct figures *figures, struct store *store,
			   const struct catalogue *catalogue,
			   const struct selection *selection,
			   const struct compare_ask *ask, struct err *err)
{
	bool published = ask->with == COMPARE_NATIONAL;
	struct figures_both own = { 0 };
	struct figures_both other = { 0 };
	struct compare_other wide;
	int code = compare_other(selection, ask, &wide, err);

	/* In one reading: what is a part of the other is never more than it. */
	if (!code)
		code = store_begin_reading(store, err);
	if (code)
		return code;
	code = count_both(store, catalogue, selection, figures->threshold, &own,
			  err);
	if (!code && !published)
		code = count_both(store, catalogue, &wide.selection,
				  figures->threshold, &other, err);
	store_end_reading(store);
	if (!code) {
		comparison_free(figures->comparison);
		figures->comparison = comparison_of(ask->with, &own,
						    published ? NULL : &other);
		if (figures->threshold > 0 && is_over_time(ask->with))
			suppress_years(figures);
	}
	both_done(&own);
	both_done(&other);
	return code;
}
