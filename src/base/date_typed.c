/* base/date_typed.c - days and times as people type them; see base/date.h */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/count.h"
#include "base/date_private.h"
#include "base/text.h"

#define PARTS 6
#define WORD_ROOM 16

/* What was typed, cut into numbers and words: "1 mrt '25" is 1, mrt, 25. */
struct parts {
	int count;
	struct part {
		bool is_number;
		char text[WORD_ROOM]; /* digits, or letters in lower case */
		int value;
	} part[PARTS];
};

struct word {
	const char *word;
	int value;
};

static const struct word months[] = {
	{ "jan", 1 },      { "januari", 1 },   { "january", 1 },
	{ "feb", 2 },      { "febr", 2 },      { "februari", 2 },
	{ "february", 2 }, { "mrt", 3 },       { "maart", 3 },
	{ "mar", 3 },      { "march", 3 },     { "apr", 4 },
	{ "april", 4 },    { "mei", 5 },       { "may", 5 },
	{ "jun", 6 },      { "juni", 6 },      { "june", 6 },
	{ "jul", 7 },      { "juli", 7 },      { "july", 7 },
	{ "aug", 8 },      { "augustus", 8 },  { "august", 8 },
	{ "sep", 9 },      { "sept", 9 },      { "september", 9 },
	{ "okt", 10 },     { "oktober", 10 },  { "oct", 10 },
	{ "october", 10 }, { "nov", 11 },      { "november", 11 },
	{ "dec", 12 },     { "december", 12 },
};

static const struct word weekdays[] = {
	{ "ma", 1 }, { "maandag", 1 },   { "mon", 1 }, { "monday", 1 },
	{ "di", 2 }, { "dinsdag", 2 },   { "tue", 2 }, { "tuesday", 2 },
	{ "wo", 3 }, { "woensdag", 3 },  { "wed", 3 }, { "wednesday", 3 },
	{ "do", 4 }, { "donderdag", 4 }, { "thu", 4 }, { "thursday", 4 },
	{ "vr", 5 }, { "vrijdag", 5 },   { "fri", 5 }, { "friday", 5 },
	{ "za", 6 }, { "zaterdag", 6 },  { "sat", 6 }, { "saturday", 6 },
	{ "zo", 7 }, { "zondag", 7 },    { "sun", 7 }, { "sunday", 7 },
};

/* Days from today. */
static const struct word near_days[] = {
	{ "vandaag", 0 },    { "today", 0 },        { "gisteren", -1 },
	{ "yesterday", -1 }, { "eergisteren", -2 }, { "morgen", 1 },
	{ "tomorrow", 1 },
};

/* The value of word in *out; false when it is not in the list. */
static bool find_word(const struct word *list, size_t count, const char *word,
		      int *out)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i].word, word) == 0) {
			*out = list[i].value;
			return true;
		}
	}
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The number or word at *text, which moves past it. */
static bool cut_part(const char **text, struct part *part)
{
	const char *at = *text;
	size_t length = 0;

	part->is_number = is_digit(*at);
	part->value = 0;
	while (part->is_number ? is_digit(*at) : is_letter(*at)) {
		if (length + 1 == sizeof(part->text) ||
		    (part->is_number && length == 8))
			return false;
		part->text[length++] = *at | (part->is_number ? 0 : 0x20);
		if (part->is_number)
			part->value = 10 * part->value + (*at - '0');
		at++;
	}
	part->text[length] = '\0';
	*text = at;
	return length > 0;
}

/* Cut text of this length at its blanks, dashes, points and slashes. */
static bool cut(const char *text, size_t length, struct parts *out)
{
	char copy[80];
	const char *at = copy;

	if (length >= sizeof(copy))
		return false;
	memcpy(copy, text, length);
	copy[length] = '\0';
	out->count = 0;
	at += strspn(at, " ");
	while (*at) {
		if (out->count == PARTS ||
		    !cut_part(&at, &out->part[out->count]))
			return false;
		out->count++;
		at += strspn(at, " ");
		if (*at && strchr("-/.'", *at)) {
			at++;
			at += strspn(at, " '");
		}
	}
	return out->count > 0;
}

static int full_year(const struct part *part)
{
	if (strlen(part->text) != 2)
		return part->value;
	return part->value + (part->value < 70 ? 2000 : 1900);
}

static bool is_year(const struct part *part)
{
	size_t length = strlen(part->text);

	return part->is_number && (length == 2 || length == 4);
}

/* The nearest such day to today, at most 31 days ahead; year 0 when there is
 * none within a year. */
static struct day nearest_year(struct day day, struct day today)
{
	struct day nearest = { 0, day.month, day.day };
	int64_t least = 0;

	for (day.year = today.year - 1; day.year <= today.year + 1;
	     day.year++) {
		int64_t ahead;
		int64_t apart;

		if (!day_exists(day))
			continue;
		ahead = day_number(day) - day_number(today);
		apart = ahead < 0 ? -ahead : ahead;
		if (ahead <= 31 && (!nearest.year || apart < least)) {
			nearest.year = day.year;
			least = apart;
		}
	}
	return nearest;
}

/* 0103, 010325 or 01032025; also 20250301, which cannot be anything else. */
static bool day_of_digits(const struct part *part, struct day today,
			  struct day *out)
{
	size_t length = strlen(part->text);
	int value = part->value;
	struct day day;

	if (length == 4) {
		day = (struct day){ today.year, value % 100, value / 100 };
		*out = nearest_year(day, today);
	} else if (length == 6) {
		struct part year = { .is_number = true };

		snprintf(year.text, sizeof(year.text), "%02d", value % 100);
		year.value = value % 100;
		*out = (struct day){ full_year(&year), value / 100 % 100,
				     value / 10000 };
	} else if (length == 8) {
		*out = (struct day){ value % 10000, value / 10000 % 100,
				     value / 1000000 };
		day = (struct day){ value / 10000, value / 100 % 100,
				    value % 100 };
		if ((!day_exists(*out) || out->year < 1900) && day_exists(day))
			*out = day;
	} else {
		return false;
	}
	return true;
}

/* The parts without a weekday as a day, which need not exist. */
static bool day_of_parts(const struct part *part, int count, struct day today,
			 struct day *out)
{
	struct day day = { 0, 0, 0 };
	int ahead;

	if (count == 1 && part[0].is_number)
		return day_of_digits(&part[0], today, out);
	if (count == 1 &&
	    find_word(near_days, COUNT(near_days), part[0].text, &ahead)) {
		*out = day_from_number(day_number(today) + ahead);
		return true;
	}
	if (count < 2 || count > 3 || !part[0].is_number)
		return false;
	if (count == 3 && strlen(part[0].text) == 4 && part[1].is_number &&
	    part[2].is_number && strlen(part[2].text) <= 2) {
		*out = (struct day){ part[0].value, part[1].value,
				     part[2].value };
		return true;
	}
	day.day = part[0].value;
	day.month = part[1].value;
	if (strlen(part[0].text) > 2 ||
	    (part[1].is_number && strlen(part[1].text) > 2) ||
	    (!part[1].is_number &&
	     !find_word(months, COUNT(months), part[1].text, &day.month)))
		return false;
	if (count == 3 && !is_year(&part[2]))
		return false;
	if (count == 3)
		day.year = full_year(&part[2]);
	else
		day = nearest_year(day, today);
	*out = day;
	return true;
}

static int not_a_day(struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("this is not a day; type for instance 1-3, 1-3-2025 "
			 "or 1 mar 2025"));
}

static int read_day(const char *typed, size_t length, struct day today,
		    struct day *out, struct err *err)
{
	struct parts parts;
	struct day day;
	int weekday = 0;
	int first = 0;

	if (!cut(typed, length, &parts))
		return not_a_day(err);
	if (find_word(weekdays, COUNT(weekdays), parts.part[0].text, &weekday))
		first = 1;
	if (first == parts.count)
		return err_set(err, ERR_INVALID,
			       _("a day of the week can be before or after "
				 "today; type the day, for instance 1-3"));
	if (!day_of_parts(parts.part + first, parts.count - first, today, &day))
		return not_a_day(err);
	if (day.year == 0)
		return err_set(err, ERR_INVALID,
			       _("the day %d-%d does not exist"), day.day,
			       day.month);
	if (!day_exists(day))
		return err_set(err, ERR_INVALID,
			       _("the day %d-%d-%d does not exist"), day.day,
			       day.month, day.year);
	/* A slip of the fingers, as 0025 for 2025. */
	if (day.year < 1900)
		return err_set(err, ERR_INVALID,
			       _("%04d cannot be the year; type it as 25 or "
				 "2025"),
			       day.year);
	if (weekday && weekday != day_of_week(day))
		return err_set(err, ERR_INVALID,
			       /* TRANSLATORS: a day such as 1-3-2025, then a
				* day of the week in short. */
			       _("%d-%d-%d is a %s"), day.day, day.month,
			       day.year,
			       _(weekday_names[day_of_week(day) - 1]));
	*out = day;
	return 0;
}

int day_typed(const char *typed, struct day today, char out[DATE_ROOM],
	      struct err *err)
{
	struct day day;
	int code = read_day(typed, strlen(typed), today, &day, err);

	if (!code)
		day_write(day, out);
	return code;
}

static int not_a_time(struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("this is not a time; type for instance 9:30 or "
			 "14:05"));
}

/* 9, 14, 930 or 1405. */
static bool time_of_digits(const struct part *part, int *hour, int *minute)
{
	size_t length = strlen(part->text);

	if (length > 4)
		return false;
	*hour = length <= 2 ? part->value : part->value / 100;
	*minute = length <= 2 ? 0 : part->value % 100;
	return true;
}

/* The separator between hours and minutes at *at: a colon, a point or "u". */
static bool skip_separator(const char **at)
{
	if (strncasecmp(*at, "uur", 3) == 0) {
		*at += 3;
		return true;
	}
	if (**at == '\0' || !strchr(":.uUhH", **at))
		return false;
	(*at)++;
	return true;
}

static bool read_time(const char *typed, int *hour, int *minute, int *second)
{
	struct part part;
	const char *at = typed + strspn(typed, " ");

	*second = 0;
	if (!is_digit(*at) || !cut_part(&at, &part))
		return false;
	at += strspn(at, " ");
	if (*at == '\0')
		return time_of_digits(&part, hour, minute);
	*hour = part.value;
	*minute = 0;
	if (strlen(part.text) > 2 || !skip_separator(&at))
		return false;
	at += strspn(at, " ");
	if (*at == '\0')
		return at[-1] != ':' && at[-1] != '.';
	if (!is_digit(*at) || !cut_part(&at, &part) || strlen(part.text) != 2)
		return false;
	*minute = part.value;
	if (*at == ':' || *at == '.') {
		at++;
		if (!is_digit(*at) || !cut_part(&at, &part) ||
		    strlen(part.text) != 2)
			return false;
		*second = part.value;
	}
	at += strspn(at, " ");
	if (strncasecmp(at, "uur", 3) == 0)
		at += 3;
	return at[strspn(at, " ")] == '\0';
}

static int time_of(const char *typed, struct moment *out, struct err *err)
{
	int hour, minute, second;

	if (!read_time(typed, &hour, &minute, &second))
		return not_a_time(err);
	if (second > 59)
		return err_set(err, ERR_INVALID,
			       _("the time %d:%02d:%02d does not exist"), hour,
			       minute, second);
	if (hour > 23 || minute > 59)
		return err_set(err, ERR_INVALID,
			       _("the time %d:%02d does not exist"), hour,
			       minute);
	out->hour = hour;
	out->minute = minute;
	out->second = second;
	return 0;
}

int time_typed(const char *typed, char out[DATE_ROOM], struct err *err)
{
	struct moment moment;
	int code = time_of(typed, &moment, err);

	if (!code)
		time_write(moment.hour, moment.minute, moment.second, out);
	return code;
}

/*
 * Where the time begins in a day with a time: at the last blank, but for
 * "9 uur".  A bare number behind the name of a month is a year, not a time.
 * NULL when there is no time.
 */
static const char *find_time(const char *typed)
{
	size_t end = strlen(typed);
	size_t at;
	struct parts day;

	while (end > 0 && typed[end - 1] == ' ')
		end--;
	if (end >= 4 && strncasecmp(typed + end - 4, " uur", 4) == 0)
		for (end -= 4; end > 0 && typed[end - 1] == ' ';)
			end--;
	at = end;
	while (at > 0 && typed[at - 1] != ' ' && typed[at - 1] != 'T' &&
	       typed[at - 1] != 't')
		at--;
	/* A t is only a divider between digits, as in 2025-03-01T14:05. */
	if (at > 1 && typed[at - 1] != ' ' && !is_digit(typed[at - 2]))
		return NULL;
	if (at == 0 || !is_digit(typed[at]))
		return NULL;
	if (strspn(typed + at, "0123456789") == end - at &&
	    cut(typed, at - 1, &day) && day.count > 1 &&
	    !day.part[day.count - 1].is_number)
		return NULL;
	return typed + at;
}

static bool is_now(const char *typed)
{
	struct parts parts;

	return cut(typed, strlen(typed), &parts) && parts.count == 1 &&
	       (strcmp(parts.part[0].text, "nu") == 0 ||
		strcmp(parts.part[0].text, "now") == 0);
}

int moment_typed(const char *typed, struct day today, char out[DATE_ROOM],
		 struct err *err)
{
	const char *time;
	struct moment moment;
	int code;

	if (is_now(typed)) {
		moment = clock_now();
		moment.second = 0;
		moment_write(moment, out);
		return 0;
	}
	time = find_time(typed);
	if (!time)
		return err_set(err, ERR_INVALID,
			       _("type a day and a time, for instance "
				 "1-3 14:05"));
	code = read_day(typed, (size_t)(time - 1 - typed), today, &moment.day,
			err);
	if (!code)
		code = time_of(time, &moment, err);
	if (!code)
		moment_write(moment, out);
	return code;
}
