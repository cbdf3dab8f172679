/*
 * tests/fuzz/fuzz_value.c - any text as an answer, a day, a text on screen
 *
 * The first byte picks the field; the rest is what was typed, or came from a
 * file.  A value that was taken is canonical: read as data it stays itself, a
 * person who opens it and leaves finds it unchanged, and as the result of a
 * calculation it comes back.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/same.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/value.h"

const char fuzz_target[] = "value";

static const char fields[] =
	"form: waarden\n"
	"version: 1.0\n"
	"title: Alle soorten\n"
	"per: traject\n"
	"sections:\n"
	"- name: alles\n"
	"  label: Alles\n"
	"  fields:\n"
	"  - {name: f_text, type: text, label: a}\n"
	"  - {name: f_integer, type: integer, label: a}\n"
	"  - {name: f_decimal, type: decimal, label: a}\n"
	"  - {name: f_bounded, type: decimal, label: a, from: -1.5, to: 1000}\n"
	"  - {name: f_date, type: date, label: a}\n"
	"  - {name: f_time, type: time, label: a}\n"
	"  - {name: f_datetime, type: datetime, label: a}\n"
	"  - {name: f_score, type: score, label: a}\n"
	"  - {name: f_scale, type: scale, from: -2, to: 12, label: a}\n"
	"  - {name: f_one, type: select_one, label: a, options: {\n"
	"      ja: Ja, nee: {label: Nee, code: '12'}, een: {label: E, key: "
	"é},\n"
	"      x: {label: X, code: x1}}}\n"
	"  - {name: f_many, type: select_multiple, label: a, options: {\n"
	"      ja: Ja, nee: {label: Nee, code: '12'}, een: {label: E, key: "
	"é},\n"
	"      x: {label: X, code: x1}}}\n";

/* What was taken, by either way, stays what it is. */
static void check_value(const struct field *f, const char *value,
			struct day today)
{
	char *again = NULL;
	char *shown = value_show(f, value);
	char *edited = value_edit(f, value);
	char *calculated = value_from_scalar(f, value_scalar(f, value));

	if (value) {
		MUST(value[0]);
		MUST(utf8_is_valid(value, strlen(value)));
		MUST(value_read(f, value, &again, NULL) == 0);
		MUST(same_text(value, again));
		free(again);
		again = NULL;
	}
	MUST(value_typed(f, edited, today, &again, NULL) == 0);
	/* Blanks in front of a text are kept as data, not as typed. */
	MUST(same_text(value, again) || f->type == FIELD_TEXT);
	MUST(same_text(value, calculated));
	free(again);
	free(shown);
	free(edited);
	free(calculated);
}

static void check_field(const struct field *f, const char *text)
{
	static const struct day today = { 2025, 3, 1 };
	struct err err = { 0 };
	char *value = NULL;

	if (value_typed(f, text, today, &value, &err) == 0)
		check_value(f, value, today);
	else
		MUST(err.text[0] && utf8_is_valid(err.text, strlen(err.text)));
	free(value);

	value = NULL;
	if (value_read(f, text, &value, &err) == 0)
		check_value(f, value, today);
	else
		MUST(err.text[0] && utf8_is_valid(err.text, strlen(err.text)));
	free(value);
	value_may_continue(f, text);
}

/* The clusters, forward and back, are the whole text. */
static void check_clusters(const char *text)
{
	size_t length = strlen(text);
	size_t at = 0;

	while (at < length) {
		size_t n = utf8_cluster(text + at);

		MUST(n > 0 && n <= length - at);
		at += n;
	}
	MUST(utf8_cluster(text + at) == 0);
	while (at > 0) {
		size_t n = utf8_cluster_before(text, at);

		MUST(n > 0 && n <= at);
		at -= n;
	}
	MUST(utf8_cluster_before(text, 0) == 0);
}

static void check_wrap(const char *text, int columns)
{
	const char *line = text;
	const char *end = text + strlen(text);
	const char *next;
	size_t length;

	MUST(utf8_fit(text, columns) <= strlen(text));
	while ((next = utf8_wrap(line, columns, &length))) {
		MUST(next > line && next <= end);
		MUST(line + length <= next);
		MUST(utf8_width(line, length) <= columns ||
		     length == utf8_cluster(line));
		line = next;
	}
	MUST(line == end);
}

static void check_forms(const char *text)
{
	char *harmless = utf8_harmless(text);
	char *normal = utf8_normal(text);
	char *folded = utf8_folded(text);
	char *again;

	MUST(utf8_is_valid(harmless, strlen(harmless)));
	for (const char *p = harmless; *p;) {
		uint32_t c = utf8_take(&p);

		MUST(c >= 0x20 && !(c >= 0x7F && c <= 0x9F));
		MUST(!(c >= 0x202A && c <= 0x202E));
		MUST(!(c >= 0x2066 && c <= 0x2069));
	}
	MUST(utf8_is_valid(normal, strlen(normal)));
	again = utf8_normal(normal);
	MUST(same_text(normal, again));
	free(again);
	MUST(utf8_is_valid(folded, strlen(folded)));
	MUST(utf8_contains(text, ""));
	MUST(utf8_contains(text, text));
	MUST(utf8_columns(text) >= 0);
	free(harmless);
	free(normal);
	free(folded);
}

static void check_near(const char *text)
{
	static const char *const names[] = { "vrouw", "man", "anders",
					     "behandelgetrouwheid" };

	utf8_nearest(text, names, 4);
	if (strlen(text) < 200) {
		MUST(utf8_distance(text, text) == 0);
		MUST(utf8_distance(text, "anders") ==
		     utf8_distance("anders", text));
	}
}

static void check_dates(const char *text)
{
	static const struct day today = { 2025, 3, 1 };
	char room[DATE_ROOM];
	char shown[64];
	struct day day;
	struct moment moment;
	int64_t whole;
	double hours;
	int hour, minute, second;

	if (day_typed(text, today, room, NULL) == 0)
		MUST(day_read(room, &day) && day_exists(day));
	if (time_typed(text, room, NULL) == 0)
		MUST(time_read(room, &hour, &minute, &second));
	if (moment_typed(text, today, room, NULL) == 0)
		MUST(moment_read(room, &moment));
	if (day_read(text, &day)) {
		struct day back = day_from_number(day_number(day));

		MUST(back.year == day.year && back.month == day.month &&
		     back.day == day.day);
		MUST(day_of_week(day) >= 1 && day_of_week(day) <= 7);
	}
	date_show(text, shown, sizeof(shown));
	if (date_days(text, "2025-03-01", &whole))
		MUST(whole > -3000000 && whole < 800000);
	if (date_hours(text, "2025-03-01T12:00", &hours))
		MUST(hours > -72e6 && hours < 20e6);
	if (date_age(text, "2025-03-01", &whole))
		MUST(whole > -8000 && whole < 2025);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct form *form;
	struct bytes bytes = { data, data + size };
	unsigned pick = bytes_take(&bytes);
	char *text = bytes_text(&bytes);

	if (!form)
		form = fuzz_form(fields, NULL);
	MUST(text_set_language(pick & 0x80 ? "en" : "nl"));
	check_field(&form->fields[(pick & 0x7F) % form->field_count], text);
	check_clusters(text);
	check_wrap(text, 1 + (int)(pick % 20));
	check_forms(text);
	check_near(text);
	check_dates(text);
	MUST(text_set_language("nl"));
	free(text);
	return 0;
}
