/* measure/suppress_pair.c - see measure/suppress_private.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "measure/suppress_private.h"

bool pair_tells_records(const struct pair *pair)
{
	return is_few(pair->other->valid - pair->own->valid, pair->threshold);
}

bool pair_tells_measure(const struct pair *pair, size_t m)
{
	const struct figure_measure *own = &pair->own->measures[m];
	const struct figure_measure *other = &pair->other->measures[m];

	if (is_few(other->mean.records - own->mean.records, pair->threshold))
		return true;
	for (size_t i = 0; i < own->item_count; i++)
		if (is_few(other->items[i].share.of - own->items[i].share.of,
			   pair->threshold))
			return true;
	return false;
}

/* Is what they have more, of the answers or of all but these, of a few? */
static bool share_tells(const struct share *own, const struct share *other,
			int64_t threshold)
{
	int64_t of = other->of - own->of, met = other->met - own->met;

	return is_few(of, threshold) || is_few(met, threshold) ||
	       is_few(of - met, threshold);
}

bool pair_tells_option(const struct pair *pair, size_t b, size_t o)
{
	return share_tells(&pair->own->blocks[b].options[o].share,
			   &pair->other->blocks[b].options[o].share,
			   pair->threshold);
}

/*
 * The options of each side add up to its answers, and so do those of the rest:
 * with one of them hidden anywhere, sums of hidden ones could be taken apart.
 */
bool pair_tells_block(const struct pair *pair, size_t b,
		      const struct figure_block *own_shown,
		      const struct figure_block *other_shown)
{
	for (size_t o = 0; o < own_shown->option_count; o++)
		if (own_shown->options[o].share.suppressed ||
		    other_shown->options[o].share.suppressed ||
		    pair_tells_option(pair, b, o))
			return true;
	return false;
}

bool pair_tells_scale(const struct pair *pair, size_t s)
{
	const struct figure_scale *own = &pair->own->scales[s];
	const struct figure_scale *other = &pair->other->scales[s];
	int64_t *rest = alloc_new(own->value_count + 1, sizeof(*rest));
	bool tells = is_few(other->records - own->records, pair->threshold);

	for (size_t v = 0; v < own->value_count; v++) {
		rest[v] = other->values[v].met - own->values[v].met;
		tells = tells || is_few(rest[v], pair->threshold) ||
			is_few(other->value_records[v] - own->value_records[v],
			       pair->threshold);
	}
	if (other->answered > own->answered)
		tells = tells ||
			is_near_an_end(rest, own->value_count, pair->threshold);
	free(rest);
	return tells;
}

bool pair_tells_share(const struct pair *pair, size_t s)
{
	return share_tells(&pair->own->shares[s].part,
			   &pair->other->shares[s].part, pair->threshold);
}
