/* measure/figures_response.c - what came in; see measure/figures.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "entry/response.h"
#include "measure/figures_private.h"
#include "measure/suppress_private.h"

/* Rounded down, also below 0; divisor above 0. */
static int64_t floor_divide(int64_t number, int64_t divisor)
{
	int64_t result = number / divisor;

	return number % divisor < 0 ? result - 1 : result;
}

/* The days of one record, of all in their order. */
static int64_t days_at(const struct response_days *days, int64_t place)
{
	size_t i = 0;

	while (place >= days->items[i].records)
		place -= days->items[i++].records;
	return days->items[i].days;
}

static void set_days(struct figure_arrival *a, const struct response_days *days)
{
	int64_t sum = 0, n = 0;

	if (days->count == 0)
		return;
	for (size_t i = 0; i < days->count; i++) {
		n += days->items[i].records;
		sum += days->items[i].days * days->items[i].records;
	}
	a->has_days = true;
	a->days_half = days_at(days, (n - 1) / 2) + days_at(days, n / 2);
	a->days_tenth = floor_divide(20 * sum + n, 2 * n);
	a->days_most = days->items[days->count - 1].days;
}

static void add_days(struct response_days *to, const struct response_days *from)
{
	for (size_t i = 0; i < from->count; i++)
		response_days_add(to, from->items[i].days,
				  from->items[i].records);
}

/* One form, over the rows of it that are taken together. */
static struct figure_arrival arrival_of(const struct response_row *rows,
					size_t count, const char *group)
{
	struct figure_arrival a = { .form = rows[0].form, .group = group };
	struct response_days days = { 0 };
	int64_t due = 0, came = 0;

	for (size_t i = 0; i < count; i++) {
		due += rows[i].due;
		came += rows[i].came;
		a.late += rows[i].late;
		a.running += rows[i].running;
		add_days(&days, &rows[i].days);
	}
	a.came = share_of(came, due, -1);
	set_days(&a, &days);
	response_days_done(&days);
	return a;
}

/* The figures' own copy of a name; each is kept once. */
static const char *keep_group(struct figure_response *r, const char *group)
{
	for (size_t i = 0; i < r->group_count; i++)
		if (strcmp(r->groups[i], group) == 0)
			return r->groups[i];
	r->groups = alloc_resize(r->groups, r->group_count + 1, sizeof(char *));
	r->groups[r->group_count] = alloc_text(group);
	return r->groups[r->group_count++];
}

static size_t count_of_form(const struct response *from, size_t first)
{
	size_t n = 0;

	while (first + n < from->count &&
	       strcmp(from->rows[first + n].form, from->rows[first].form) == 0)
		n++;
	return n;
}

/* Of each form all of it first, then its groups. */
static void compute_arrivals(struct figure_response *r,
			     const struct response *from)
{
	r->arrivals = alloc_new(2 * from->count + 1, sizeof(*r->arrivals));
	for (size_t i = 0; i < from->count;) {
		size_t n = count_of_form(from, i);

		r->arrivals[r->arrival_count++] =
			arrival_of(&from->rows[i], n, NULL);
		for (size_t k = i; k < i + n; k++)
			r->arrivals[r->arrival_count++] =
				arrival_of(&from->rows[k], 1,
					   keep_group(r, from->rows[k].group));
		i += n;
	}
}

/* --- a version to share */

static void hide_days(struct figure_arrival *a)
{
	a->late = FIGURE_HIDDEN;
	a->has_days = false;
	a->days_half = a->days_tenth = 0;
}

static void hide_arrival(struct figure_arrival *a)
{
	a->suppressed = true;
	hide_share(&a->came);
	hide_days(a);
}

/*
 * A form's groups make its whole: those under the threshold are covered, by
 * what was due and, for the days, by what came.
 */
static void suppress_form(struct figure_arrival *all, size_t groups,
			  int64_t threshold)
{
	struct cell *due = alloc_new(groups + 1, sizeof(*due));
	struct cell *came = alloc_new(groups + 1, sizeof(*came));
	bool nothing = all->came.of < threshold;
	bool no_days = nothing || all->came.met < threshold;

	for (size_t g = 0; g < groups; g++) {
		const struct share *share = &all[1 + g].came;

		due[g] = (struct cell){ share->of,
					nothing || share->of < threshold };
		came[g].n = share->met;
	}
	cover(due, groups, all->came.of, threshold);
	for (size_t g = 0; g < groups; g++)
		came[g].hidden =
			no_days || due[g].hidden || came[g].n < threshold;
	cover(came, groups, all->came.met, threshold);

	for (size_t g = 0; g < groups; g++) {
		if (due[g].hidden)
			hide_arrival(&all[1 + g]);
		else if (came[g].hidden)
			hide_days(&all[1 + g]);
	}
	if (nothing)
		hide_arrival(all);
	else if (no_days)
		hide_days(all);
	free(due);
	free(came);
}

/* The longest is the days of one record; what still runs adds up to others. */
static void suppress_response(struct figure_response *r, int64_t threshold)
{
	for (size_t i = 0; i < r->arrival_count;) {
		size_t groups = 0;

		while (i + 1 + groups < r->arrival_count &&
		       r->arrivals[i + 1 + groups].group)
			groups++;
		suppress_form(&r->arrivals[i], groups, threshold);
		i += 1 + groups;
	}
	for (size_t i = 0; i < r->arrival_count; i++) {
		r->arrivals[i].running = FIGURE_HIDDEN;
		r->arrivals[i].days_most = FIGURE_HIDDEN_DAYS;
	}
}

int figures_add_response(struct figures *figures, struct store *store,
			 const struct catalogue *catalogue,
			 const struct selection *selection, const char *today,
			 struct err *err)
{
	struct figure_response *r;
	struct response from = { 0 };
	int code =
		response_count(store, catalogue, selection, today, &from, err);

	if (code)
		return code;
	r = alloc_new(1, sizeof(*r));
	r->today = alloc_text(today);
	r->group_by = from.group_by;
	compute_arrivals(r, &from);
	response_done(&from);
	if (figures->threshold > 0)
		suppress_response(r, figures->threshold);
	response_free(figures->response);
	figures->response = r;
	return 0;
}

int figures_of_all(struct store *store, const struct catalogue *catalogue,
		   const struct selection *selection, const char *today,
		   struct figures **out, struct err *err)
{
	struct figures *figures = NULL;
	int code = figures_of(store, catalogue, selection, 0, &figures, err);

	if (!code)
		code = figures_add_reasons(figures, store, catalogue, selection,
					   err);
	if (!code)
		code = figures_add_response(figures, store, catalogue,
					    selection, today, err);
	if (code)
		figures_free(figures);
	else
		*out = figures;
	return code;
}

void response_free(struct figure_response *response)
{
	if (!response)
		return;
	for (size_t i = 0; i < response->group_count; i++)
		free(response->groups[i]);
	free(response->groups);
	free(response->arrivals);
	free(response->today);
	free(response);
}
