/*
 * attack.h - what follows from the numbers that show
 *
 * Every number that shows, and every sum that must hold, is put in a system of
 * linear equations; no hidden number may come out of it, nor a sum of hidden
 * numbers that says something of fewer than the threshold.
 */
#ifndef ATTACK_H
#define ATTACK_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "measure/figures.h"

#define THRESHOLD 5
#define UNKNOWNS 120
#define EQUATIONS 60

/* Coefficients, and in the last place what they make. */
struct attack {
	double rows[EQUATIONS][UNKNOWNS + 1];
	int count;
	int unknowns;
	const void *known_as[UNKNOWNS]; /* one unknown per number */
};

static double *new_equation(struct attack *a)
{
	double *row;

	assert_true(a->count < EQUATIONS);
	row = a->rows[a->count++];
	memset(row, 0, sizeof(a->rows[0]));
	return row;
}

/* Put a number in; who tells one number from another. */
static void put(struct attack *a, double *row, double factor, int64_t number,
		const void *who)
{
	int at = 0;

	if (number != FIGURE_HIDDEN) {
		row[UNKNOWNS] -= factor * (double)number;
		return;
	}
	while (at < a->unknowns && a->known_as[at] != who)
		at++;
	if (at == a->unknowns) {
		assert_true(a->unknowns < UNKNOWNS);
		a->known_as[a->unknowns++] = who;
	}
	row[at] += factor;
}

static void swap_rows(struct attack *a, int i, int j)
{
	for (int c = 0; c <= UNKNOWNS; c++) {
		double kept = a->rows[i][c];

		a->rows[i][c] = a->rows[j][c];
		a->rows[j][c] = kept;
	}
}

static void subtract(struct attack *a, int from, int row, double factor)
{
	for (int k = 0; k <= UNKNOWNS; k++)
		a->rows[from][k] -= factor * a->rows[row][k];
}

/* Gauss and Jordan: every equation as short as it can be. */
static void solve(struct attack *a)
{
	int rank = 0;

	for (int c = 0; c < a->unknowns && rank < a->count; c++) {
		int pivot = rank;

		for (int r = rank; r < a->count; r++)
			if (fabs(a->rows[r][c]) > fabs(a->rows[pivot][c]))
				pivot = r;
		if (fabs(a->rows[pivot][c]) < 1e-7)
			continue;
		swap_rows(a, rank, pivot);
		for (int r = 0; r < a->count; r++)
			if (r != rank && fabs(a->rows[r][c]) > 1e-7)
				subtract(a, r, rank,
					 a->rows[r][c] / a->rows[rank][c]);
		rank++;
	}
}

/*
 * Does an equation say what one unknown is, or, since none is below 0, that
 * several are fewer than the threshold together?
 */
static bool tells(const struct attack *a, const double *row)
{
	int unknowns = 0;
	bool same_sign = true;
	double sign = 0, least = INFINITY;

	for (int c = 0; c < a->unknowns; c++) {
		if (fabs(row[c]) < 1e-7)
			continue;
		unknowns++;
		if (sign * row[c] < 0)
			same_sign = false;
		sign = row[c];
		least = fmin(least, fabs(row[c]));
	}
	if (unknowns == 0)
		return false;
	return unknowns == 1 ||
	       (same_sign && fabs(row[UNKNOWNS]) / least < THRESHOLD - 1e-6);
}

/* None of the equations does. */
static inline void assert_nothing_told(struct attack *a, const char *where,
				       unsigned seed)
{
	solve(a);
	for (int r = 0; r < a->count; r++)
		if (tells(a, a->rows[r]))
			fail_msg("%s give something away, seed %u", where,
				 seed);
}

#endif
