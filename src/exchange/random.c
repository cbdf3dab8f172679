/* exchange/random.c - see exchange/random.h */
#include "config.h"

#include "exchange/random.h"

uint64_t random_next(struct random *random)
{
	uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

double random_unit(struct random *random)
{
	return (double)(random_next(random) >> 11) * 0x1p-53;
}

int64_t random_from(struct random *random, int64_t from, int64_t to)
{
	uint64_t width = (uint64_t)(to - from) + 1;

	/* The bias of the remainder is far below what a sample shows. */
	return from + (int64_t)(random_next(random) % width);
}

bool random_chance(struct random *random, double chance)
{
	return random_unit(random) < chance;
}
