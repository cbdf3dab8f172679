/* base/date.c - see base/date.h */
#include "config.h"

#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date_private.h"
#include "base/text.h"

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool day_exists(struct day day)
{
	return day.year >= 1 && day.year <= 9999 && day.month >= 1 &&
	       day.month <= 12 && day.day >= 1 &&
	       day.day <= days_in(day.year, day.month);
}

/* Years that begin in March put the leap day last, so that a month's place in
 * the year is a straight line; 400 years are one round of the calendar. */
int64_t day_number(struct day day)
{
	int64_t year = day.month <= 2 ? day.year - 1 : day.year;
	int64_t round = (year >= 0 ? year : year - 399) / 400;
	int64_t of_round = year - round * 400;
	int64_t month = (day.month + 9) % 12;
	int64_t of_year = (153 * month + 2) / 5 + day.day - 1;

	return round * 146097 + of_round * 365 + of_round / 4 - of_round / 100 +
	       of_year - 719468;
}

struct day day_from_number(int64_t number)
{
	int64_t shifted = number + 719468;
	int64_t round = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int64_t left = shifted - round * 146097;
	int64_t of_round =
		(left - left / 1460 + left / 36524 - left / 146096) / 365;
	int64_t of_year =
		left - (365 * of_round + of_round / 4 - of_round / 100);
	int64_t month = (5 * of_year + 2) / 153;
	struct day day;

	day.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	day.month = (int)(month < 10 ? month + 3 : month - 9);
	day.year = (int)(round * 400 + of_round + (day.month <= 2));
	return day;
}

int day_of_week(struct day day)
{
	int64_t of_week = (day_number(day) + 3) % 7;

	return (int)(of_week < 0 ? of_week + 7 : of_week) + 1;
}

/* Exactly count digits as a number, or -1. */
static int digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = 10 * value + (text[i] - '0');
	}
	return value;
}

/* The day at the start of text, of ten characters. */
static bool read_day(const char *text, struct day *out)
{
	struct day day;

	if (strlen(text) < 10 || text[4] != '-' || text[7] != '-')
		return false;
	day.year = digits(text, 4);
	day.month = digits(text + 5, 2);
	day.day = digits(text + 8, 2);
	if (!day_exists(day))
		return false;
	*out = day;
	return true;
}

bool day_read(const char *iso, struct day *out)
{
	return strlen(iso) == 10 && read_day(iso, out);
}

bool time_read(const char *iso, int *hour, int *minute, int *second)
{
	size_t length = strlen(iso);
	int h, m, s = 0;

	if ((length != 5 && length != 8) || iso[2] != ':')
		return false;
	h = digits(iso, 2);
	m = digits(iso + 3, 2);
	if (length == 8)
		s = iso[5] == ':' ? digits(iso + 6, 2) : -1;
	if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59)
		return false;
	*hour = h;
	*minute = m;
	*second = s;
	return true;
}

bool moment_read(const char *iso, struct moment *out)
{
	struct moment moment;

	if (!read_day(iso, &moment.day) || iso[10] != 'T' ||
	    !time_read(iso + 11, &moment.hour, &moment.minute, &moment.second))
		return false;
	*out = moment;
	return true;
}

/* A moment, or a day as its first minute. */
static bool read_either(const char *stored, struct moment *out)
{
	struct day day;

	if (!day_read(stored, &day))
		return moment_read(stored, out);
	*out = (struct moment){ .day = day };
	return true;
}

/* n as two digits; values come from checked days and times. */
static char *put_two(char *at, int n)
{
	*at++ = (char)('0' + n / 10 % 10);
	*at++ = (char)('0' + n % 10);
	return at;
}

void day_write(struct day day, char out[DATE_ROOM])
{
	char *at = put_two(out, day.year / 100);

	at = put_two(at, day.year % 100);
	*at++ = '-';
	at = put_two(at, day.month);
	*at++ = '-';
	at = put_two(at, day.day);
	*at = '\0';
}

void time_write(int hour, int minute, int second, char out[DATE_ROOM])
{
	char *at = put_two(out, hour);

	*at++ = ':';
	at = put_two(at, minute);
	if (second) {
		*at++ = ':';
		at = put_two(at, second);
	}
	*at = '\0';
}

void moment_write(struct moment moment, char out[DATE_ROOM])
{
	char time[DATE_ROOM];

	day_write(moment.day, out);
	time_write(moment.hour, moment.minute, moment.second, time);
	out[10] = 'T';
	memcpy(out + 11, time, strlen(time) + 1);
}

const char *const weekday_names[] = {
	/* TRANSLATORS: days of the week and months as short as people write
	 * them. */
	N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
	N_("Fri"), N_("Sat"), N_("Sun"),
};

const char *const month_names[] = {
	N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
	N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
};

void date_show(const char *stored, char *out, size_t room)
{
	struct moment moment;
	bool has_time = !day_read(stored, &moment.day);

	if (has_time && !moment_read(stored, &moment)) {
		snprintf(out, room, "%s", stored);
		return;
	}
	snprintf(out, room, "%s %d %s %d%s%s",
		 _(weekday_names[day_of_week(moment.day) - 1]), moment.day.day,
		 _(month_names[moment.day.month - 1]), moment.day.year,
		 has_time ? " " : "", has_time ? stored + 11 : "");
}

bool date_days(const char *a, const char *b, int64_t *out)
{
	struct moment from, to;

	if (!read_either(a, &from) || !read_either(b, &to))
		return false;
	*out = day_number(to.day) - day_number(from.day);
	return true;
}

/* Does the clock show moment at this time? */
static bool clock_shows(time_t time, const struct tm *wanted)
{
	struct tm local;

	return localtime_r(&time, &local) && local.tm_mday == wanted->tm_mday &&
	       local.tm_hour == wanted->tm_hour &&
	       local.tm_min == wanted->tm_min;
}

int64_t moment_seconds(struct moment moment)
{
	struct tm wanted = {
		.tm_year = moment.day.year - 1900,
		.tm_mon = moment.day.month - 1,
		.tm_mday = moment.day.day,
		.tm_hour = moment.hour,
		.tm_min = moment.minute,
		.tm_sec = moment.second,
	};
	struct tm summer = wanted, winter = wanted;
	time_t first, second;

	summer.tm_isdst = 1;
	winter.tm_isdst = 0;
	first = mktime(&summer);
	second = mktime(&winter);
	if (!clock_shows(first, &wanted))
		return second;
	if (!clock_shows(second, &wanted))
		return first;
	return first < second ? first : second;
}

bool date_hours(const char *a, const char *b, double *out)
{
	struct moment from, to;

	if (!read_either(a, &from) || !read_either(b, &to))
		return false;
	*out = (double)(moment_seconds(to) - moment_seconds(from)) / 3600.0;
	return true;
}

bool date_age(const char *born, const char *at, int64_t *out)
{
	struct moment from, to;
	bool had_birthday;

	if (!read_either(born, &from) || !read_either(at, &to))
		return false;
	had_birthday =
		to.day.month > from.day.month ||
		(to.day.month == from.day.month && to.day.day >= from.day.day);
	*out = to.day.year - from.day.year - !had_birthday;
	return true;
}

/* The clock as SPOEDPEIL_NOW sets it. */
static bool set_clock(struct moment *out)
{
	const char *now = getenv("SPOEDPEIL_NOW");

	return now && read_either(now, out);
}

struct moment clock_now(void)
{
	struct moment now;
	struct tm local;
	time_t seconds;

	if (set_clock(&now))
		return now;
	seconds = time(NULL);
	localtime_r(&seconds, &local);
	return (struct moment){
		.day = { local.tm_year + 1900, local.tm_mon + 1,
			 local.tm_mday },
		.hour = local.tm_hour,
		.minute = local.tm_min,
		/* A leap second has no place in the stored form. */
		.second = local.tm_sec > 59 ? 59 : local.tm_sec,
	};
}

struct day clock_today(void)
{
	return clock_now().day;
}

void clock_moment(char out[DATE_ROOM])
{
	moment_write(clock_now(), out);
	if (strlen(out) == strlen("2025-01-01T00:00"))
		memcpy(out + strlen(out), ":00", sizeof(":00"));
}

/* The last one is kept, because what a zone makes of it is long work. */
static bool set_milliseconds(int64_t *out)
{
	static struct moment before;
	static int64_t milliseconds;
	struct moment now;

	if (!set_clock(&now))
		return false;
	if (memcmp(&now, &before, sizeof(now)) != 0)
		milliseconds = moment_seconds(now) * 1000;
	before = now;
	*out = milliseconds;
	return true;
}

int64_t clock_milliseconds(void)
{
	struct timespec time;
	int64_t set;

	if (set_milliseconds(&set))
		return set;
	clock_gettime(CLOCK_REALTIME, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void clock_set_zone(void)
{
	const char *files = getenv("TZDIR");
	char path[4096];

	if (!getenv("TZ")) {
		snprintf(path, sizeof(path), "%s/Europe/Amsterdam",
			 files ? files : "/usr/share/zoneinfo");
		setenv("TZ",
		       access(path, R_OK) == 0 ? "Europe/Amsterdam"
					       : "CET-1CEST,M3.5.0,M10.5.0/3",
		       0);
	}
	tzset();
}
