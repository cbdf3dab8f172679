/* measure/compare_other.c - the other selection; see measure/compare.h */
#include "config.h"

#include <string.h>

#include "base/text.h"
#include "measure/compare.h"

static const char *const names[] = {
	[COMPARE_BEFORE] = "before", [COMPARE_YEAR] = "year",
	[COMPARE_TEAM] = "team",     [COMPARE_ORGANISATIE] = "organisatie",
	[COMPARE_ALL] = "all",       [COMPARE_NATIONAL] = "national",
	[COMPARE_PERIOD] = "period",
};

const char *compare_name(enum compare_with with)
{
	return names[with];
}

bool compare_read(const char *name, enum compare_with *out)
{
	for (int i = 0; i < (int)COMPARE_PERIOD; i++)
		if (strcmp(names[i], name) == 0) {
			*out = (enum compare_with)i;
			return true;
		}
	return false;
}

/* --- days */

static int days_in(int year, int month)
{
	int days = 31;

	while (!day_exists((struct day){ year, month, days }))
		days--;
	return days;
}

static bool is_last(struct day day)
{
	return day.day == days_in(day.year, day.month);
}

/* So many months earlier; the last day of a month goes to the last of another. */
static struct day months_before(struct day day, int months)
{
	int at = day.year * 12 + day.month - 1 - months;
	bool last = is_last(day);
	int most;

	day.year = at / 12;
	day.month = at % 12 + 1;
	if (day.year < 1)
		return day;
	most = days_in(day.year, day.month);
	if (last || day.day > most)
		day.day = most;
	return day;
}

/* Whole months go back by as many months, anything else by as many days. */
static void period_before(struct day from, struct day to, struct day *a,
			  struct day *b)
{
	int months = (to.year - from.year) * 12 + to.month - from.month + 1;
	int64_t days = day_number(to) - day_number(from) + 1;

	if (from.day == 1 && is_last(to)) {
		*a = months_before(from, months);
		*b = months_before(to, months);
		return;
	}
	*a = day_from_number(day_number(from) - days);
	*b = day_from_number(day_number(to) - days);
}

/* The first day keeps its number where it can: 28 February stays that. */
static void year_before(struct day from, struct day to, struct day *a,
			struct day *b)
{
	*a = months_before((struct day){ from.year, from.month, 1 }, 12);
	a->day = from.day;
	while (a->year >= 1 && !day_exists(*a))
		a->day--;
	*b = months_before(to, 12);
}

static int find_period(const struct selection *own,
		       const struct compare_ask *ask, struct compare_other *out,
		       struct err *err)
{
	struct day from, to, a, b;

	if (!own->from || !own->to || !day_read(own->from, &from) ||
	    !day_read(own->to, &to))
		return err_set(err, ERR_INVALID,
			       _("Without a period there is no other one; "
				 "choose a period first"));
	if (ask->with == COMPARE_PERIOD) {
		memcpy(out->from, ask->from, sizeof(out->from));
		memcpy(out->to, ask->to, sizeof(out->to));
	} else {
		if (ask->with == COMPARE_BEFORE)
			period_before(from, to, &a, &b);
		else
			year_before(from, to, &a, &b);
		if (a.year < 1 || b.year < 1)
			return err_set(err, ERR_INVALID,
				       _("There is no period before this one"));
		day_write(a, out->from);
		day_write(b, out->to);
	}
	if (strcmp(out->from, out->to) > 0)
		return err_set(err, ERR_INVALID,
			       _("The first day comes after the last one"));
	if (strcmp(out->from, own->to) <= 0 && strcmp(own->from, out->to) <= 0)
		return err_set(err, ERR_INVALID,
			       _("The two periods overlap; then a record would "
				 "stand on both sides"));
	out->selection.from = out->from;
	out->selection.to = out->to;
	return 0;
}

/* --- names */

static int widen(const struct compare_ask *ask, struct selection *names_of,
		 struct err *err)
{
	bool worker = names_of->medewerker != NULL;
	bool team = names_of->team != NULL;

	names_of->medewerker = NULL;
	if (ask->with == COMPARE_TEAM) {
		if (worker && team)
			return 0;
		return err_set(err, ERR_INVALID,
			       _("A team stands beside one of its workers; "
				 "choose a team and a worker first"));
	}
	names_of->team = NULL;
	if (ask->with == COMPARE_ORGANISATIE) {
		if (names_of->organisatie && (worker || team))
			return 0;
		return err_set(err, ERR_INVALID,
			       _("An organisation stands beside one of its "
				 "teams or workers; choose an organisation and "
				 "a team first"));
	}
	if (!names_of->organisatie && !worker && !team)
		return err_set(err, ERR_INVALID,
			       _("These are all organisations already; choose "
				 "one first"));
	names_of->organisatie = NULL;
	return 0;
}

int compare_other(const struct selection *own, const struct compare_ask *ask,
		  struct compare_other *out, struct err *err)
{
	out->selection = *own;
	switch (ask->with) {
	case COMPARE_BEFORE:
	case COMPARE_YEAR:
	case COMPARE_PERIOD:
		return find_period(own, ask, out, err);
	case COMPARE_TEAM:
	case COMPARE_ORGANISATIE:
	case COMPARE_ALL:
		return widen(ask, &out->selection, err);
	default:
		return 0;
	}
}
