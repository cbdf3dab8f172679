/*
 * base/date.h - days, times and how the Dutch write them
 *
 * Stored as ISO 8601 text: a day "2025-03-01", a time "14:05", a moment
 * "2025-03-01T14:05" (seconds are allowed and kept where given).  Local clock
 * time without offset; the zone is the process's (TZ), Europe/Amsterdam unless
 * the person set another.  Typed as people do: "1-3", "0103", "1 mrt", "1 mrt
 * 2025", "1-3-25", "vandaag", "gisteren", "ma" is refused as ambiguous.
 *
 * The clock is read in one place, clock_now(); SPOEDPEIL_NOW sets it.
 *
 * Owns      results go into room of the caller.
 * Fails     ERR_INVALID with a sentence for the person, when reading.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct day {
	int year;  /* 1 .. 9999 */
	int month; /* 1 .. 12 */
	int day;   /* 1 .. 31 */
};

struct moment {
	struct day day;
	int hour;   /* 0 .. 23 */
	int minute; /* 0 .. 59 */
	int second; /* 0 .. 59 */
};

#define DATE_ROOM 24 /* bytes for any of the stored forms, with its end */

/* Does this day exist? */
bool day_exists(struct day day);

/* Days since 1970-01-01, and back; proleptic Gregorian. */
int64_t day_number(struct day day);
struct day day_from_number(int64_t number);

/* 1 Monday .. 7 Sunday. */
int day_of_week(struct day day);

/* Strict ISO forms only: the whole text must be one.  For data. */
bool day_read(const char *iso, struct day *out);
bool time_read(const char *iso, int *hour, int *minute, int *second);
bool moment_read(const char *iso, struct moment *out);

/* Write the stored form, with seconds where there are any. */
void day_write(struct day day, char out[DATE_ROOM]);
void time_write(int hour, int minute, int second, char out[DATE_ROOM]);
void moment_write(struct moment moment, char out[DATE_ROOM]);

/*
 * What a person typed, to the stored form.  A day without a year is the
 * nearest such day to today that is not more than 31 days ahead; a two-digit
 * year is 2000..2069 or 1970..1999.
 */
CHECKED int day_typed(const char *typed, struct day today, char out[DATE_ROOM],
		      struct err *err);
CHECKED int time_typed(const char *typed, char out[DATE_ROOM], struct err *err);
/* A day and a time with a space between; "1-3 14:05", "gisteren 9.30". */
CHECKED int moment_typed(const char *typed, struct day today,
			 char out[DATE_ROOM], struct err *err);

/*
 * A stored day, time or moment as the language writes it: "za 1 mrt 2025",
 * "14:05", "za 1 mrt 2025 14:05".  A text that is none comes back as it is.
 */
void date_show(const char *stored, char *out, size_t room);

/* Days from a to b (moments count by their day); false when either is none. */
bool date_days(const char *a, const char *b, int64_t *out);

/*
 * Seconds since 1970 UTC.  A clock time that is shown twice is the first; one
 * that is skipped counts on from before the gap.
 */
int64_t moment_seconds(struct moment moment);

/*
 * Hours elapsed from a to b, over a change of the clock too.  A bare day is
 * its first minute.  False when either is none.
 */
bool date_hours(const char *a, const char *b, double *out);

/* Whole years of someone born on the day born, on the day at. */
bool date_age(const char *born, const char *at, int64_t *out);

/* Now, by SPOEDPEIL_NOW when that is set and valid, else the system. */
struct moment clock_now(void);
struct day clock_today(void);
/* Now in the stored form, always with seconds, so that it sorts as a text. */
void clock_moment(char out[DATE_ROOM]);
/* The same as milliseconds since 1970 UTC, for ids and ordering. */
int64_t clock_milliseconds(void);

/*
 * Set TZ to Europe/Amsterdam, or to its rule where the system has no zone
 * files, unless TZ is set.  Once, from main.
 */
void clock_set_zone(void);

#endif
