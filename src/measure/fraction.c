/* measure/fraction.c - see measure/fraction.h */
#include "config.h"

#include "measure/fraction.h"

#include <assert.h>
#include <math.h>

void fraction_set(struct fraction *f, uint64_t top, uint64_t bottom)
{
	assert(bottom > 0 && top <= bottom);
	natural_set(&f->top, top);
	natural_set(&f->bottom, bottom);
}

#define DOUBLE_BITS 53

static uint64_t small_value(const struct natural *n)
{
	uint64_t value = n->count > 0 ? n->limbs[0] : 0;

	return n->count > 1 ? value | (uint64_t)n->limbs[1] << 32 : value;
}

/* Do both fit in a double as they are?  Nearly all fractions do. */
static bool is_small(const struct fraction *f)
{
	return f->top.count <= 2 && f->bottom.count <= 2 &&
	       small_value(&f->top) < UINT64_C(1) << DOUBLE_BITS &&
	       small_value(&f->bottom) < UINT64_C(1) << DOUBLE_BITS;
}

/* floor((200 top + bottom) / (2 bottom)); large ones by counting. */
int fraction_percent(const struct fraction *f)
{
	struct natural rest, step;
	int percent = 0;

	if (is_small(f)) {
		uint64_t bottom = small_value(&f->bottom);

		return (int)((200 * small_value(&f->top) + bottom) /
			     (2 * bottom));
	}
	natural_copy(&rest, &f->top);
	natural_scale(&rest, 200);
	natural_add(&rest, &f->bottom);
	natural_copy(&step, &f->bottom);
	natural_scale(&step, 2);
	while (natural_compare(&rest, &step) >= 0) {
		natural_subtract(&rest, &step);
		percent++;
	}
	return percent;
}

bool fraction_is_at_least(const struct fraction *f, int percent)
{
	struct natural top, target;

	if (percent <= 0)
		return true;
	natural_copy(&top, &f->top);
	natural_scale(&top, 100);
	natural_copy(&target, &f->bottom);
	natural_scale(&target, (uint64_t)percent);
	return natural_compare(&top, &target) >= 0;
}

bool fraction_distance(struct fraction *out, const struct fraction *a,
		       const struct fraction *b)
{
	struct natural ours, theirs;
	bool is_less;

	natural_multiply(&ours, &a->top, &b->bottom);
	natural_multiply(&theirs, &b->top, &a->bottom);
	natural_multiply(&out->bottom, &a->bottom, &b->bottom);
	is_less = natural_compare(&ours, &theirs) < 0;
	natural_copy(&out->top, is_less ? &theirs : &ours);
	natural_subtract(&out->top, is_less ? &ours : &theirs);
	return is_less;
}

/*
 * Long division, one bit at a time, until a double and one bit are known.  What
 * fits in doubles is divided as doubles, which IEEE rounds to the nearest too.
 */
double fraction_double(const struct fraction *f)
{
	struct natural rest;
	uint64_t bits = 0;
	int taken = 0, exponent = 0;

	if (is_small(f))
		return (double)small_value(&f->top) /
		       (double)small_value(&f->bottom);
	if (natural_compare(&f->top, &f->bottom) == 0)
		return 1;
	natural_copy(&rest, &f->top);
	while (taken <= DOUBLE_BITS) {
		natural_scale(&rest, 2);
		exponent--;
		bits <<= 1;
		if (natural_compare(&rest, &f->bottom) >= 0) {
			natural_subtract(&rest, &f->bottom);
			bits |= 1;
		}
		if (bits)
			taken++;
	}
	if ((bits & 1) && ((bits & 2) || !natural_is_zero(&rest)))
		bits++;
	return ldexp((double)(bits >> 1), exponent + 1);
}

static int64_t pair_count(const struct tally_pairs *pairs, int scored, int met)
{
	return pairs->counts[scored * (pairs->items + 1) + met];
}

/* How many records have this many items scored? */
static int64_t count_scored(const struct tally_pairs *pairs, int scored)
{
	int64_t count = 0;

	for (int met = 0; met <= scored; met++)
		count += pair_count(pairs, scored, met);
	return count;
}

/* to += part * factor */
static void add_scaled(struct natural *to, const struct natural *part,
		       uint64_t factor)
{
	struct natural term;

	natural_copy(&term, part);
	natural_scale(&term, factor);
	natural_add(to, &term);
}

/*
 * With L the unit, x = met/scored of each record:  sum is the sum of x in
 * units of 1/L, squares that of x² in units of 1/L².
 */
static void add_up(const struct tally_pairs *pairs, const struct natural *unit,
		   struct natural *sum, struct natural *squares)
{
	natural_set(sum, 0);
	natural_set(squares, 0);
	for (int scored = 1; scored <= pairs->items; scored++) {
		struct natural share, square;
		uint64_t met_once = 0, met_squared = 0;

		if (count_scored(pairs, scored) == 0)
			continue;
		for (int met = 1; met <= scored; met++) {
			uint64_t count =
				(uint64_t)pair_count(pairs, scored, met);

			met_once += count * (uint64_t)met;
			met_squared += count * (uint64_t)met * (uint64_t)met;
		}
		natural_copy(&share, unit);
		natural_divide(&share, (uint32_t)scored);
		natural_multiply(&square, &share, &share);
		add_scaled(sum, &share, met_once);
		add_scaled(squares, &square, met_squared);
	}
}

int64_t fraction_of_pairs(const struct tally_pairs *pairs,
			  struct fraction *mean, struct fraction *variance)
{
	struct natural unit, sum, squares, squared_sum, squared_unit;
	int64_t records = 0;

	natural_set(&unit, 1);
	for (int scored = 1; scored <= pairs->items; scored++) {
		int64_t count = count_scored(pairs, scored);

		if (count > 0)
			natural_common_multiple(&unit, (uint32_t)scored);
		records += count;
	}
	if (records == 0)
		return 0;
	add_up(pairs, &unit, &sum, &squares);

	if (mean) {
		natural_copy(&mean->top, &sum);
		natural_copy(&mean->bottom, &unit);
		natural_scale(&mean->bottom, (uint64_t)records);
	}

	/* s² = (n times the squares - the square of the sum) / (n (n - 1)) */
	if (variance && records >= 2) {
		natural_multiply(&squared_sum, &sum, &sum);
		natural_multiply(&squared_unit, &unit, &unit);
		natural_copy(&variance->top, &squares);
		natural_scale(&variance->top, (uint64_t)records);
		natural_subtract(&variance->top, &squared_sum);
		natural_copy(&variance->bottom, &squared_unit);
		natural_scale(&variance->bottom, (uint64_t)records);
		natural_scale(&variance->bottom, (uint64_t)(records - 1));
	}
	return records;
}
