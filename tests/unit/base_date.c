/* What base/date.h promises. */
#include "config.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/count.h"
#include "base/date.h"
#include "base/text.h"

static const struct day today = { 2025, 3, 10 };

static const char *typed_day(const char *typed)
{
	static char out[DATE_ROOM];
	struct err err = { 0 };

	if (day_typed(typed, today, out, &err) == 0)
		return out;
	assert_int_equal(err.code, ERR_INVALID);
	assert_true(err.text[0] != '\0');
	return "no";
}

static const char *typed_time(const char *typed)
{
	static char out[DATE_ROOM];

	return time_typed(typed, out, NULL) == 0 ? out : "no";
}

static const char *typed_moment(const char *typed)
{
	static char out[DATE_ROOM];

	return moment_typed(typed, today, out, NULL) == 0 ? out : "no";
}

static void leap_days_exist_in_leap_years_only(void **state)
{
	(void)state;
	assert_true(day_exists((struct day){ 2024, 2, 29 }));
	assert_true(day_exists((struct day){ 2000, 2, 29 }));
	assert_false(day_exists((struct day){ 2025, 2, 29 }));
	assert_false(day_exists((struct day){ 1900, 2, 29 }));
	assert_false(day_exists((struct day){ 2025, 4, 31 }));
	assert_false(day_exists((struct day){ 2025, 13, 1 }));
	assert_false(day_exists((struct day){ 2025, 0, 1 }));
	assert_false(day_exists((struct day){ 0, 1, 1 }));
}

static void a_number_is_a_day_and_back(void **state)
{
	struct day first = { 1, 1, 1 }, last = { 9999, 12, 31 };
	struct day before = { 0, 12, 31 };
	int64_t n;

	(void)state;
	assert_int_equal(day_number((struct day){ 1970, 1, 1 }), 0);
	assert_int_equal(day_number((struct day){ 2000, 3, 1 }), 11017);
	for (n = day_number(first); n <= day_number(last); n++) {
		struct day day = day_from_number(n);

		if (!day_exists(day) || day_number(day) != n)
			fail();
		if (day.day != before.day + 1 && day.day != 1)
			fail();
		before = day;
	}
}

static void a_week_begins_on_monday(void **state)
{
	(void)state;
	assert_int_equal(day_of_week((struct day){ 1970, 1, 1 }), 4);
	assert_int_equal(day_of_week((struct day){ 2025, 3, 1 }), 6);
	assert_int_equal(day_of_week((struct day){ 2025, 3, 10 }), 1);
	assert_int_equal(day_of_week((struct day){ 1, 1, 1 }), 1);
}

static void data_is_read_strictly(void **state)
{
	struct day day;
	struct moment moment;
	int h, m, s;

	(void)state;
	assert_true(day_read("2025-03-01", &day));
	assert_int_equal(day.month, 3);
	assert_false(day_read("2025-3-1", &day));
	assert_false(day_read("2025-02-29", &day));
	assert_false(day_read("2025-03-01 ", &day));
	assert_false(day_read(" 2025-03-01", &day));
	assert_false(day_read("+025-03-01", &day));
	assert_false(day_read("", &day));
	assert_true(time_read("00:00", &h, &m, &s));
	assert_true(time_read("23:59:59", &h, &m, &s));
	assert_int_equal(s, 59);
	assert_false(time_read("24:00", &h, &m, &s));
	assert_false(time_read("9:30", &h, &m, &s));
	assert_false(time_read("12:60", &h, &m, &s));
	assert_false(time_read("12:30:", &h, &m, &s));
	assert_true(moment_read("2025-03-01T14:05", &moment));
	assert_true(moment_read("2025-03-01T14:05:09", &moment));
	assert_int_equal(moment.second, 9);
	assert_false(moment_read("2025-03-01 14:05", &moment));
	assert_false(moment_read("2025-03-01", &moment));
	assert_false(moment_read("2025-03-01T14:05Z", &moment));
}

static void what_is_written_can_be_read(void **state)
{
	struct moment moment = { { 987, 1, 2 }, 3, 4, 0 };
	char out[DATE_ROOM];

	(void)state;
	moment_write(moment, out);
	assert_string_equal(out, "0987-01-02T03:04");
	moment.second = 7;
	moment_write(moment, out);
	assert_string_equal(out, "0987-01-02T03:04:07");
	day_write(moment.day, out);
	assert_string_equal(out, "0987-01-02");
}

static void days_are_typed_as_people_do(void **state)
{
	(void)state;
	assert_string_equal(typed_day("1-3"), "2025-03-01");
	assert_string_equal(typed_day("01/03"), "2025-03-01");
	assert_string_equal(typed_day("1.3."), "2025-03-01");
	assert_string_equal(typed_day("0103"), "2025-03-01");
	assert_string_equal(typed_day("010325"), "2025-03-01");
	assert_string_equal(typed_day("01032025"), "2025-03-01");
	assert_string_equal(typed_day("20250301"), "2025-03-01");
	assert_string_equal(typed_day("1 mrt"), "2025-03-01");
	assert_string_equal(typed_day("1mrt"), "2025-03-01");
	assert_string_equal(typed_day("1 Maart 2025"), "2025-03-01");
	assert_string_equal(typed_day("1 mrt '24"), "2024-03-01");
	assert_string_equal(typed_day("1-3-25"), "2025-03-01");
	assert_string_equal(typed_day("1-3-2025"), "2025-03-01");
	assert_string_equal(typed_day("2025-03-01"), "2025-03-01");
	assert_string_equal(typed_day("  1-3  "), "2025-03-01");
	assert_string_equal(typed_day("vandaag"), "2025-03-10");
	assert_string_equal(typed_day("Gisteren"), "2025-03-09");
	assert_string_equal(typed_day("eergisteren"), "2025-03-08");
	assert_string_equal(typed_day("morgen"), "2025-03-11");
	assert_string_equal(typed_day("yesterday"), "2025-03-09");
}

static void a_day_without_a_year_is_the_nearest(void **state)
{
	char out[DATE_ROOM];

	(void)state;
	assert_string_equal(typed_day("1-12"), "2024-12-01");
	assert_string_equal(typed_day("10-4"), "2025-04-10");
	assert_string_equal(typed_day("11-4"), "2024-04-11");
	assert_string_equal(typed_day("29-2"), "2024-02-29");
	assert_int_equal(
		day_typed("5-1", (struct day){ 2025, 12, 20 }, out, NULL), 0);
	assert_string_equal(out, "2026-01-05");
	assert_int_equal(
		day_typed("29-2", (struct day){ 2027, 3, 10 }, out, NULL),
		ERR_INVALID);
}

static void a_year_of_two_digits_has_its_century(void **state)
{
	(void)state;
	assert_string_equal(typed_day("1-3-69"), "2069-03-01");
	assert_string_equal(typed_day("1-3-70"), "1970-03-01");
	assert_string_equal(typed_day("010399"), "1999-03-01");
	assert_string_equal(typed_day("010300"), "2000-03-01");
}

static void no_day_is_no_day(void **state)
{
	static const char *const wrong[] = {
		"",      " ",       "x",          "1",         "103",
		"31-4",  "0-3",     "1-13",       "29-2-2025", "32-1-2025",
		"3-",    "1-3-4-5", "1 foo",      "-1-3",      "1--3",
		"1-3x",  "1-3-202", "1-3-0000",   "ma",        "maandag",
		"99999", "1234567", "123456789",  "1e3",       "1-3 \xC3\xA9",
		"9999",  "mrt",     "1 2025 mrt", "1-003",     "1-3-0025",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (strcmp(typed_day(wrong[i]), "no") != 0)
			fail_msg("'%s' was taken", wrong[i]);
}

static void a_weekday_must_be_the_right_one(void **state)
{
	struct err err = { 0 };
	char out[DATE_ROOM];

	(void)state;
	assert_string_equal(typed_day("za 1 mrt 2025"), "2025-03-01");
	assert_string_equal(typed_day("zaterdag 1-3"), "2025-03-01");
	assert_int_equal(day_typed("zo 1 mrt 2025", today, out, &err),
			 ERR_INVALID);
	assert_string_equal(err.text, "1-3-2025 is een za");
}

static void what_is_shown_can_be_typed(void **state)
{
	char shown[64];

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_true(text_set_language(i ? "en" : "nl"));
		for (int64_t n = 20000; n < 20800; n++) {
			char stored[DATE_ROOM];

			day_write(day_from_number(n), stored);
			date_show(stored, shown, sizeof(shown));
			assert_string_equal(typed_day(shown), stored);
			strcat(stored, "T09:07");
			date_show(stored, shown, sizeof(shown));
			assert_string_equal(typed_moment(shown), stored);
		}
	}
	text_set_language("nl");
}

static void times_are_typed_as_people_do(void **state)
{
	static const char *const wrong[] = {
		"",   "24", "24:00", "9:60",  "9:5", "12345",    "9:", "u30",
		"9.", "x",  "9x30",  "9:30x", "-1",  "12:30:61", "99", "1:2:3",
	};

	(void)state;
	assert_string_equal(typed_time("14:05"), "14:05");
	assert_string_equal(typed_time("9.30"), "09:30");
	assert_string_equal(typed_time("930"), "09:30");
	assert_string_equal(typed_time("0930"), "09:30");
	assert_string_equal(typed_time("9"), "09:00");
	assert_string_equal(typed_time("9u"), "09:00");
	assert_string_equal(typed_time("9u30"), "09:30");
	assert_string_equal(typed_time("9 uur"), "09:00");
	assert_string_equal(typed_time("9.30 uur"), "09:30");
	assert_string_equal(typed_time(" 0:00 "), "00:00");
	assert_string_equal(typed_time("14:05:09"), "14:05:09");
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (strcmp(typed_time(wrong[i]), "no") != 0)
			fail_msg("'%s' was taken", wrong[i]);
}

static void what_is_wrong_with_a_time_is_said(void **state)
{
	char out[DATE_ROOM];
	struct err err = { 0 };

	(void)state;
	assert_int_equal(time_typed("24:00", out, &err), ERR_INVALID);
	assert_string_equal(err.text, "de tijd 24:00 bestaat niet");
	assert_int_equal(time_typed("12:30:61", out, &err), ERR_INVALID);
	assert_string_equal(err.text, "de tijd 12:30:61 bestaat niet");
}

static void a_moment_is_a_day_and_a_time(void **state)
{
	(void)state;
	assert_string_equal(typed_moment("1-3 14:05"), "2025-03-01T14:05");
	assert_string_equal(typed_moment("gisteren 9.30"), "2025-03-09T09:30");
	assert_string_equal(typed_moment("0103 1405"), "2025-03-01T14:05");
	assert_string_equal(typed_moment("1 mrt 2025 1405"),
			    "2025-03-01T14:05");
	assert_string_equal(typed_moment("1 mrt 9u"), "2025-03-01T09:00");
	assert_string_equal(typed_moment("1-3 9 uur"), "2025-03-01T09:00");
	assert_string_equal(typed_moment("1 okt 2024 9:00"),
			    "2024-10-01T09:00");
	assert_string_equal(typed_moment("2025-03-01T14:05"),
			    "2025-03-01T14:05");
	assert_string_equal(typed_moment("1 mrt 2025"), "no");
	assert_string_equal(typed_moment("1-3"), "no");
	assert_string_equal(typed_moment("14:05"), "no");
	assert_string_equal(typed_moment(""), "no");
	assert_string_equal(typed_moment("1-3 25:00"), "no");
	assert_string_equal(typed_moment("31-4 12:00"), "no");
	setenv("SPOEDPEIL_NOW", "2025-06-07T08:09:10", 1);
	assert_string_equal(typed_moment(" Nu "), "2025-06-07T08:09");
	assert_string_equal(typed_moment("nu 14:05"), "no");
	unsetenv("SPOEDPEIL_NOW");
}

static void days_are_shown_as_the_language_writes(void **state)
{
	char out[64];

	(void)state;
	date_show("2025-03-01", out, sizeof(out));
	assert_string_equal(out, "za 1 mrt 2025");
	date_show("2025-10-31T14:05", out, sizeof(out));
	assert_string_equal(out, "vr 31 okt 2025 14:05");
	date_show("14:05", out, sizeof(out));
	assert_string_equal(out, "14:05");
	date_show("2025-02-30", out, sizeof(out));
	assert_string_equal(out, "2025-02-30");
	text_set_language("en");
	date_show("2025-03-01", out, sizeof(out));
	assert_string_equal(out, "Sat 1 Mar 2025");
	text_set_language("nl");
}

static double hours(const char *a, const char *b)
{
	double out = -1000;

	return date_hours(a, b, &out) ? out : -1000;
}

static void set_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static void hours_pass_over_a_change_of_the_clock(void **state)
{
	static const char *const zones[] = { "CET-1CEST,M3.5.0,M10.5.0/3",
					     "Europe/Amsterdam" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		set_zone(zones[i]);
		if (i == 1 && tzname[1][0] != 'C')
			continue; /* the system has no zone files */
		/* The clock skips 2 to 3 on 30 March 2025. */
		assert_true(hours("2025-03-29T12:00", "2025-03-30T12:00") ==
			    23);
		assert_true(hours("2025-03-30T01:30", "2025-03-30T03:30") == 1);
		assert_true(hours("2025-03-30", "2025-03-31") == 23);
		/* It shows 2 to 3 twice on 26 October 2025. */
		assert_true(hours("2025-10-25T12:00", "2025-10-26T12:00") ==
			    25);
		assert_true(hours("2025-10-26T01:30", "2025-10-26T02:30") == 1);
		assert_true(hours("2025-10-26T02:30", "2025-10-26T03:30") == 2);
		assert_true(hours("2025-10-26T02:15", "2025-10-26T02:45") ==
			    0.5);
		assert_true(hours("2025-07-01T08:00", "2025-07-02T08:30") ==
			    24.5);
		assert_true(hours("2025-01-02", "2025-01-01") == -24);
		assert_true(hours("2025-01-01", "2025-07-01") == 181 * 24 - 1);
	}
	set_zone("UTC0");
	assert_true(hours("2025-03-29T12:00", "2025-03-30T12:00") == 24);
	assert_true(hours("2025-03-29T12:00", "14:00") == -1000);
	assert_true(hours("", "2025-03-29") == -1000);
}

static void days_and_ages_are_counted_by_the_calendar(void **state)
{
	int64_t n;

	(void)state;
	assert_true(date_days("2025-03-29", "2025-03-31T00:01", &n));
	assert_int_equal(n, 2);
	assert_true(date_days("2025-03-01T23:59", "2025-02-28", &n));
	assert_int_equal(n, -1);
	assert_false(date_days("x", "2025-02-28", &n));
	assert_true(date_age("2012-05-10", "2025-05-09", &n));
	assert_int_equal(n, 12);
	assert_true(date_age("2012-05-10", "2025-05-10T08:00", &n));
	assert_int_equal(n, 13);
	assert_true(date_age("2012-02-29", "2025-02-28", &n));
	assert_int_equal(n, 12);
	assert_true(date_age("2012-02-29", "2025-03-01", &n));
	assert_int_equal(n, 13);
	assert_false(date_age("2012", "2025-03-01", &n));
}

static int64_t seconds(const char *text)
{
	struct moment moment;

	assert_true(moment_read(text, &moment));
	return moment_seconds(moment);
}

static void seconds_count_what_the_clock_shows_twice_or_not_at_all(void **state)
{
	(void)state;
	set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
	assert_true(seconds("1970-01-01T01:00:01") == 1);
	/* Twice: the first of them is still summer time. */
	assert_true(seconds("2025-10-26T02:30") == 1761438600);
	assert_true(seconds("2025-10-26T03:00") == 1761444000);
	/* Not at all: half an hour after the last minute that is. */
	assert_true(seconds("2025-03-30T02:30") ==
		    seconds("2025-03-30T01:59") + 31 * 60);
}

static void the_clock_can_be_set(void **state)
{
	char out[DATE_ROOM];

	(void)state;
	set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
	setenv("SPOEDPEIL_NOW", "2025-07-01T02:00", 1);
	moment_write(clock_now(), out);
	assert_string_equal(out, "2025-07-01T02:00");
	assert_int_equal(clock_today().day, 1);
	assert_true(clock_milliseconds() == INT64_C(1751328000000));
	setenv("SPOEDPEIL_NOW", "2025-07-02", 1);
	assert_int_equal(clock_today().day, 2);
	setenv("SPOEDPEIL_NOW", "nonsense", 1);
	assert_true(clock_today().year > 2024);
	unsetenv("SPOEDPEIL_NOW");
	assert_true(clock_milliseconds() / 1000 - time(NULL) < 2);
}

static void the_zone_is_ours_unless_set(void **state)
{
	(void)state;
	unsetenv("TZ");
	clock_set_zone();
	assert_true(hours("2025-03-29T12:00", "2025-03-30T12:00") == 23);
	unsetenv("TZ");
	setenv("TZDIR", "/nowhere", 1);
	clock_set_zone();
	assert_true(hours("2025-03-29T12:00", "2025-03-30T12:00") == 23);
	unsetenv("TZDIR");
	setenv("TZ", "UTC0", 1);
	clock_set_zone();
	assert_true(hours("2025-03-29T12:00", "2025-03-30T12:00") == 24);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leap_days_exist_in_leap_years_only),
		cmocka_unit_test(a_number_is_a_day_and_back),
		cmocka_unit_test(a_week_begins_on_monday),
		cmocka_unit_test(data_is_read_strictly),
		cmocka_unit_test(what_is_written_can_be_read),
		cmocka_unit_test(days_are_typed_as_people_do),
		cmocka_unit_test(a_day_without_a_year_is_the_nearest),
		cmocka_unit_test(a_year_of_two_digits_has_its_century),
		cmocka_unit_test(no_day_is_no_day),
		cmocka_unit_test(a_weekday_must_be_the_right_one),
		cmocka_unit_test(what_is_shown_can_be_typed),
		cmocka_unit_test(times_are_typed_as_people_do),
		cmocka_unit_test(what_is_wrong_with_a_time_is_said),
		cmocka_unit_test(a_moment_is_a_day_and_a_time),
		cmocka_unit_test(days_are_shown_as_the_language_writes),
		cmocka_unit_test(hours_pass_over_a_change_of_the_clock),
		cmocka_unit_test(days_and_ages_are_counted_by_the_calendar),
		cmocka_unit_test(
			seconds_count_what_the_clock_shows_twice_or_not_at_all),
		cmocka_unit_test(the_clock_can_be_set),
		cmocka_unit_test(the_zone_is_ours_unless_set),
	};

	return run_tests(tests);
}
