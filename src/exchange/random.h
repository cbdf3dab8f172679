/*
 * exchange/random.h - numbers that look random and are the same every time
 *
 * splitmix64: for made-up data, never for secrets.
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef EXCHANGE_RANDOM_H
#define EXCHANGE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state; /* the seed, at first */
};

uint64_t random_next(struct random *random);

/* At least 0 and below 1. */
double random_unit(struct random *random);

/* A whole number from .. to, both included. */
int64_t random_from(struct random *random, int64_t from, int64_t to);

/* True with this chance. */
bool random_chance(struct random *random, double chance);

#endif
