/* What report/summary.h promises. */
#include "config.h"

#include "catalogues.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/csv.h"
#include "report/summary.h"
#include "sample.h"

static const struct selection all = { .form = "proef" };

/* Nine records of team A in 2021, one of team B in 2022. */
static struct figures *figures_with(int threshold)
{
	static struct sample_record records[11];
	struct tally *tally;
	struct figures *f;

	for (int i = 0; i < 11; i++) {
		struct sample_record *r = &records[i];

		*r = (struct sample_record){ .family = i < 3 ? -1 : i % 3,
					     .problems = 5,
					     .group = i == 9,
					     .year = i == 9,
					     .month = i % 2,
					     .mark = i < 2 ? 0 : 1 + i / 3,
					     .goals = i < 6 ? 2 : 0,
					     .goal = i % 3,
					     .excluded = i == 10 };
		for (int s = 0; s < SAMPLE_ITEMS; s++)
			r->scores[s] = s == 1 && i == 0   ? REASON
				       : s == 1 && i < 7  ? NOT_MET
				       : s == 5 && i != 4 ? UNSCORED
							  : MET;
	}
	tally = sample_tally(records, 11);
	tally->draft = 2;
	f = figures_compute(tally, NULL, &all, threshold);
	sample_tally_free(tally);
	return f;
}

/* What is printed; free() it. */
static char *printed(const struct figures *f, enum report_format format)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	assert_non_null(out);
	assert_int_equal(report_summary(f, NULL, format, out, NULL), 0);
	fclose(out);
	return text;
}

/* JSON without the blanks of its layout. */
static char *squeezed(char *json)
{
	char *to = json;
	bool quoted = false;

	for (char *from = json; *from; from++) {
		quoted = quoted != (*from == '"');
		if (quoted || !strchr(" \n", *from))
			*to++ = *from;
	}
	*to = '\0';
	return json;
}

static void json_has_every_figure(void **state)
{
	struct figures *f = figures_with(0);
	char *json = squeezed(printed(f, REPORT_JSON));

	(void)state;
	assert_has(json,
		   "{\"form\":\"proef\",\"versions\":[\"1.0\"],"
		   "\"from\":null,\"to\":null,\"by\":\"completed\","
		   "\"filter\":{\"organisatie\":null,\"team\":null,"
		   "\"medewerker\":null},"
		   "\"records\":{\"complete\":11,\"valid\":10,"
		   "\"invalid\":1,\"draft\":2},"
		   "\"measures\":[{\"name\":\"uitvoering\","
		   "\"target\":0.8,\"records\":10,\"mean\":0.8,");
	assert_has(json, "\"pooled\":0.793103448275862,");
	assert_has(json, "\"percent\":80,\"low\":0.693313073858771");
	assert_has(json,
		   "\"interval\":\"normal\",\"reached\":true,"
		   "\"verdict\":\"onzeker\",");
	assert_has(json,
		   "\"items\":[{\"name\":\"c1\",\"number\":\"1\","
		   "\"scored\":10,\"met\":10,\"rate\":1,"
		   "\"percent\":100,\"low\":0.722");
	assert_has(json,
		   "\"high\":1,\"interval\":\"wilson\","
		   "\"reached\":true,\"verdict\":\"onzeker\","
		   "\"missing\":0,\"empty\":0,\"benchmark\":null}");
	assert_has(json,
		   "{\"name\":\"c2\",\"number\":\"2\",\"scored\":9,"
		   "\"met\":3,\"rate\":0.333333333333333,"
		   "\"percent\":33,");
	assert_has(json,
		   "\"positive\":{\"records\":10,\"met\":10,"
		   "\"undecided\":0,\"rate\":1,\"percent\":100,");
	assert_has(json,
		   "\"blocks\":[{\"field\":\"gezin\",\"answered\":7,"
		   "\"missing\":0,\"empty\":3,\"options\":[{"
		   "\"name\":\"een\","
		   "\"count\":3,\"rate\":0.428571428571429,"
		   "\"percent\":43,");
	assert_has(json,
		   "\"groups\":[{\"by\":\"team\",\"value\":\"team A\","
		   "\"valid\":9,\"uitvoering\":{\"records\":9,\"mean\":");
	assert_has(json,
		   "\"trend\":[{\"year\":2021,\"valid\":9,"
		   "\"uitvoering\":{");
	assert_has(json,
		   "{\"year\":2022,\"valid\":1,\"uitvoering\":{"
		   "\"records\":1,\"mean\":1,\"percent\":100,"
		   "\"low\":null,\"high\":null,\"interval\":null,"
		   "\"reached\":true,\"verdict\":null,\"items\":[");
	assert_has(json, "\"benchmarks\":[],");
	assert_lacks(json, "suppressed");
	free(json);
	figures_free(f);
}

static void json_says_where_a_group_stands(void **state)
{
	struct figures *f = figures_with(0);
	char *json = squeezed(printed(f, REPORT_JSON));
	const char *group = strstr(json, "\"groups\":[");
	const char *item = group ? strstr(group, "{\"name\":\"c2\"") : NULL;

	(void)state;
	assert_non_null(item);
	/* Of 9 against 80 %, in exact fractions; c3 was met in all. */
	assert_has(item, "\"name\":\"c3\",\"scored\":9,\"met\":9,");
	assert_has(item,
		   "\"funnel\":{\"low95\":0.45355827425733,"
		   "\"high95\":0.979303942786323,"
		   "\"low998\":0.249919911541005,"
		   "\"high998\":0.999172157711453,"
		   "\"place\":\"inside\"}");
	assert_has(item, "\"place\":\"low\"}},{\"name\":\"c3\"");
	free(json);
	figures_free(f);
}

static void json_has_answers_months_and_steps(void **state)
{
	struct figures *f = figures_with(0);
	char *json = squeezed(printed(f, REPORT_JSON));

	(void)state;
	/* 1 2 2 2 3 3 3 4 of records 2 to 9 */
	assert_has(json,
		   "\"scales\":[{\"field\":\"cijfer\",\"repeat\":null,"
		   "\"records\":8,\"answered\":8,\"missing\":0,"
		   "\"empty\":2,\"mean\":2.5,\"rounded\":2.5,"
		   "\"deviation\":0.925820099772551,");
	assert_has(json, "{\"value\":2,\"count\":3,\"rate\":0.375,");
	assert_has(json,
		   "\"row_blocks\":[{\"field\":\"bereikt\","
		   "\"repeat\":\"doel\",\"records\":6,\"answered\":12,"
		   "\"missing\":0,\"empty\":0,\"options\":["
		   "{\"name\":\"niet\",\"count\":4,\"records\":2,"
		   "\"rate\":0.333333333333333,");
	assert_has(json,
		   "{\"name\":\"doelen\",\"field\":\"bereikt\","
		   "\"is\":[\"deels\",\"gehaald\"],\"answered\":12,"
		   "\"met\":8,\"rate\":0.666666666666667,"
		   "\"percent\":67,");
	assert_has(json,
		   "{\"name\":\"hoog\",\"field\":\"cijfer\","
		   "\"is\":[4,5],\"answered\":8,\"met\":1,");
	assert_has(json,
		   "\"by\":{\"measure\":\"uitvoering\",\"steps\":["
		   "{\"met\":0,\"records\":0,");
	assert_has(json, "{\"met\":2,\"records\":7,\"positive\":7,");
	assert_has(json, "\"from\":2,\"below\":{\"records\":0,");
	assert_has(json,
		   "\"months\":[{\"month\":\"2021-01\",\"valid\":5,"
		   "\"uitvoering\":{\"records\":5,");
	assert_has(json,
		   "\"trend_versions\":[{\"year\":2021,"
		   "\"version\":\"2.0\",\"valid\":9,");
	assert_has(json,
		   "\"runs\":[{\"measure\":\"uitvoering\","
		   "\"item\":null,\"centre\":0.8,\"read\":false,"
		   "\"signals\":[],");
	assert_has(json,
		   "\"reasons\":null,\"response\":null,"
		   "\"compare\":null}");
	free(json);
	figures_free(f);
}

static void json_gives_null_for_what_has_no_base(void **state)
{
	struct tally *tally = sample_tally(NULL, 0);
	struct figures *f = figures_compute(tally, NULL, &all, 0);
	char *json = squeezed(printed(f, REPORT_JSON));

	(void)state;
	sample_tally_free(tally);
	assert_has(json, "\"records\":0,\"mean\":null,\"pooled\":null,");
	assert_has(json,
		   "\"percent\":null,\"low\":null,\"high\":null,"
		   "\"interval\":null,\"reached\":null,"
		   "\"verdict\":null,");
	assert_has(json,
		   "\"scored\":0,\"met\":0,\"rate\":null,"
		   "\"percent\":null,");
	assert_has(json,
		   "\"answered\":0,\"missing\":0,\"empty\":0,\"options\":["
		   "{\"name\":\"een\",\"count\":0,\"rate\":null,");
	assert_has(json, "\"groups\":[],\"trend\":[],");
	free(json);
	figures_free(f);
}

static void a_form_without_positive_outcome_has_null(void **state)
{
	struct form form = sample_form;
	struct tally *tally = sample_tally(NULL, 0);
	struct figures *f;
	char *json;

	(void)state;
	form.positive_measure = -1;
	tally->form = &form;
	f = figures_compute(tally, NULL, &all, 0);
	sample_tally_free(tally);
	json = squeezed(printed(f, REPORT_JSON));
	assert_has(json, "\"positive\":null,");
	free(json);
	figures_free(f);
}

static void hidden_numbers_are_null_and_say_so(void **state)
{
	struct figures *f = figures_with(5);
	char *json = squeezed(printed(f, REPORT_JSON));

	(void)state;
	assert_has(json,
		   "\"records\":{\"complete\":null,\"valid\":10,"
		   "\"invalid\":null,\"draft\":null,"
		   "\"suppressed\":true}");
	assert_has(json,
		   "{\"name\":\"r3\",\"number\":\"5c\",\"scored\":null,"
		   "\"met\":null,\"rate\":null,\"percent\":null,"
		   "\"low\":null,\"high\":null,\"interval\":null,"
		   "\"reached\":null,\"verdict\":null,"
		   "\"benchmark\":null,\"suppressed\":true}");
	assert_has(json,
		   "{\"name\":\"uitkomst\",\"target\":0.8,"
		   "\"records\":null,\"mean\":null,\"pooled\":null,");
	assert_has(json,
		   "\"positive\":{\"records\":null,\"met\":null,"
		   "\"undecided\":null,\"rate\":null,\"percent\":null,"
		   "\"low\":null,\"high\":null,\"interval\":null,"
		   "\"suppressed\":true,\"by\":{");
	assert_has(json,
		   "{\"by\":\"team\",\"value\":\"team B\","
		   "\"valid\":null,\"uitvoering\":{\"records\":null,");
	assert_has(json, "\"year\":2022,\"valid\":null,");
	assert_lacks(json, "-1");
	free(json);
	figures_free(f);
}

/* The columns of one row of the table. */
static void assert_row(const char *csv, const char *figure, const char *group,
		       const char *name, const char *const want[])
{
	struct csv_reader reader = { 0 };
	bool found = false;

	csv_open(&reader, csv, strlen(csv));
	while (csv_row(&reader, NULL) == 1) {
		assert_int_equal(reader.count, 16);
		if (strcmp(reader.cells[0], figure) != 0 ||
		    strcmp(reader.cells[2], group) != 0 ||
		    strcmp(reader.cells[3], name) != 0)
			continue;
		found = true;
		for (size_t c = 0; want[c]; c++)
			if (*want[c] != '*')
				assert_string_equal(reader.cells[c + 4],
						    want[c]);
	}
	csv_done(&reader);
	if (!found)
		fail_msg("no row %s %s %s", figure, group, name);
}

#define ROW(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void csv_is_one_table_of_all_figures(void **state)
{
	struct figures *f = figures_with(0);
	char *csv = printed(f, REPORT_CSV);

	(void)state;
	assert_has(csv,
		   "figure,by,group,name,n,met,rate,percent,low,high,"
		   "interval,target,reached,verdict,benchmark,"
		   "suppressed\n");
	assert_row(csv, "records", "", "valid", ROW("10", "", "", ""));
	assert_row(csv, "measure", "", "uitvoering",
		   ROW("10", "", "0.8", "80", "*", "*", "normal", "0.8", "1",
		       "onzeker", "", "0"));
	assert_row(csv, "pooled", "", "uitvoering",
		   ROW("29", "23", "0.793103448275862", "79"));
	assert_row(csv, "item", "", "c2",
		   ROW("9", "3", "0.333333333333333", "33", "*", "*", "wilson",
		       "0.8", "0"));
	assert_row(csv, "positive", "", "uitkomst",
		   ROW("10", "10", "1", "100"));
	assert_row(csv, "undecided", "", "uitkomst", ROW("0"));
	assert_row(csv, "block", "", "gezin", ROW("7"));
	assert_row(csv, "option", "", "gezin/een",
		   ROW("7", "3", "0.428571428571429", "43"));
	assert_row(csv, "valid", "team A", "", ROW("9"));
	assert_row(csv, "measure", "2022", "uitkomst",
		   ROW("1", "", "1", "100", "", "", ""));
	free(csv);
	figures_free(f);
}

static void csv_hides_what_is_hidden(void **state)
{
	struct figures *f = figures_with(5);
	char *csv = printed(f, REPORT_CSV);

	(void)state;
	assert_row(csv, "valid", "team B", "",
		   ROW("", "", "", "", "", "", "", "", "", "", "", "1"));
	assert_row(csv, "item", "", "r3",
		   ROW("", "", "", "", "", "", "", "0.8", "", "", "", "1"));
	assert_row(csv, "measure", "", "uitkomst",
		   ROW("", "", "", "", "", "", "", "0.8", "", "", "", "1"));
	assert_lacks(csv, "-1");
	free(csv);
	figures_free(f);
}

static void text_has_figure_n_interval_and_definition(void **state)
{
	struct figures *f = figures_with(0);
	char *text = printed(f, REPORT_TEXT);

	(void)state;
	assert_has(text, "Proefmeting, versie 1.0\n");
	assert_has(text, "11 afgerond: 10 tellen mee, 1 niet; 2 in concept\n");
	assert_has(text,
		   "Behandelgetrouwheid is 80 %: het doel van 80 % is "
		   "gehaald, maar dat kan toeval zijn.\n");
	assert_has(text,
		   "Er valt op: 2 (Plan klaar vóór het tweede "
		   "gezinsbezoek) ligt met 33 %");
	assert_has(text,
		   "Behandelgetrouwheid, doel 80 %\n"
		   "                                               n    %  "
		   "  95 %  oordeel  zonder\n"
		   "     Gemiddelde per formulier                 10   80  "
		   " 69-91  onzeker\n"
		   "     Alle scores samen                        29   79\n"
		   "  1  Hulp begonnen binnen 24 uur              10  100  "
		   "72-100  onzeker\n");
	assert_has(text,
		   "Gemiddelde per formulier: van elk formulier behaald "
		   "/ gescoord, en daarvan het gemiddelde.");
	assert_has(text, "  Eenoudergezin       3  43\n");
	assert_has(text, "\nPer team\n");
	assert_has(text, "\nPer jaar (hele bestand)\n");
	assert_lacks(text, "<");
	free(text);
	figures_free(f);
}

static void text_hides_what_is_hidden(void **state)
{
	struct figures *f = figures_with(5);
	char *text = printed(f, REPORT_TEXT);

	(void)state;
	assert_has(text, "10 tellen mee, <5 niet; <5 in concept\n");
	assert_has(text, "Doelbereiking: te weinig formulieren om te tonen.\n");
	assert_has(text, "  5c  Basisroutines passen      <5\n");
	assert_has(text, "  team B  <5\n");
	assert_has(text, "<5: minder dan 5, of weggelaten omdat het anders");
	assert_lacks(text, " -1");
	assert_lacks(text, "zonder\n");
	free(text);
	figures_free(f);
}

/* The selection as it stands at the top, in three lines. */
static void text_tells_what_was_selected(void **state)
{
	static const struct {
		const char *from, *to;
		bool by_ended;
		const char *want;
	} periods[] = {
		{ "2025-01-01", "2025-12-31", false,
		  "wo 1 jan 2025 tot en met wo 31 dec 2025, naar de dag van "
		  "afronden\n" },
		{ "2025-01-01", NULL, true,
		  "vanaf wo 1 jan 2025, naar de laatste dag van de hulp\n" },
		{ NULL, "2025-12-31", false,
		  "tot en met wo 31 dec 2025, naar de dag van afronden\n" },
		{ NULL, NULL, false, "alles in dit bestand\n" },
	};
	struct selection selection = { .form = "proef",
				       .organisatie = "Zuid",
				       .team = "Oost",
				       .medewerker = "jan" };

	(void)state;
	for (size_t i = 0; i < COUNT(periods); i++) {
		struct tally *tally = sample_tally(NULL, 0);
		struct figures *f;
		char *text;

		selection.from = periods[i].from;
		selection.to = periods[i].to;
		selection.by_ended = periods[i].by_ended;
		f = figures_compute(tally, NULL, &selection, 0);
		sample_tally_free(tally);
		text = printed(f, REPORT_TEXT);
		assert_has(text, periods[i].want);
		assert_has(text, "Organisatie  Zuid\n");
		assert_has(text, "Team         Oost\n");
		assert_has(text, "Medewerker   jan\n");
		free(text);
		figures_free(f);
	}
}

/* The sample under the name of a form that has published figures. */
static struct figures *figures_beside(const struct catalogue *catalogue,
				      struct form *form)
{
	struct sample_record records[2] = { { .family = 0 }, { .family = 1 } };
	struct tally *tally = sample_tally(records, 2);
	struct figures *f;

	*form = sample_form;
	form->name = "ash";
	tally->form = form;
	f = figures_compute(tally, catalogue, &all, 0);
	sample_tally_free(tally);
	return f;
}

static void benchmarks_stand_beside_the_figures(void **state)
{
	struct catalogue *catalogue = catalogue_shipped();
	struct form form;
	struct figures *f;
	char *text, *json = NULL;
	size_t length;
	FILE *out = open_memstream(&json, &length);

	(void)state;
	f = figures_beside(catalogue, &form);
	assert_int_equal(f->measures[0].benchmark, 92);
	text = printed(f, REPORT_TEXT);
	assert_has(text,
		   "Landelijk  2013 - medio 2019, 6261 formulieren, 27 "
		   "organisaties (");
	assert_has(text, "\nBehandelgetrouwheid, doel 80 %, landelijk 92 %\n");
	assert_int_equal(report_summary(f, catalogue, REPORT_JSON, out, NULL),
			 0);
	fclose(out);
	squeezed(json);
	assert_has(json,
		   "\"benchmarks\":[{\"period\":\"2013 - medio 2019\","
		   "\"version\":null,");
	assert_has(json,
		   "\"records\":6261,\"organisations\":27,"
		   "\"compared\":true,\"measures\":{\"uitvoering\":92,"
		   "\"uitkomst\":86},\"items\":{},\"options\":{}}");
	assert_has(json,
		   "\"items\":{\"c5a\":89,\"c5b\":88,\"c5c\":85},"
		   "\"options\":{\"gezinstype\":{\"alleenstaand\":41,");
	free(json);
	free(text);
	figures_free(f);
	catalogue_free(catalogue);
}

static void a_name_from_outside_cannot_move_the_cursor(void **state)
{
	struct sample_record records[2] = { { .family = 0 }, { .family = 0 } };
	struct tally *tally = sample_tally(records, 2);
	struct figures *f;
	char *text;

	(void)state;
	tally->groups[0].value[0] = '\033';
	f = figures_compute(tally, NULL, &all, 0);
	sample_tally_free(tally);
	text = printed(f, REPORT_TEXT);
	assert_lacks(text, "\033");
	assert_has(text,
		   "\xEF\xBF\xBD"
		   "eam A");
	free(text);
	figures_free(f);
}

static void a_full_disk_is_told(void **state)
{
	struct figures *f = figures_with(0);
	FILE *full = fopen("/dev/full", "w");
	struct err err = { 0 };

	(void)state;
	if (full) {
		assert_int_equal(
			report_summary(f, NULL, REPORT_TEXT, full, &err),
			ERR_SYSTEM);
		assert_has(err.text, "kan niet worden geschreven");
		fclose(full);
	}
	figures_free(f);
}

static void formats_go_by_name(void **state)
{
	enum report_format format = REPORT_TEXT;

	(void)state;
	assert_true(report_format_read("csv", &format));
	assert_int_equal(format, REPORT_CSV);
	assert_true(report_format_read("json", &format));
	assert_int_equal(format, REPORT_JSON);
	assert_false(report_format_read("html", &format));
	assert_int_equal(format, REPORT_JSON);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_has_every_figure),
		cmocka_unit_test(json_says_where_a_group_stands),
		cmocka_unit_test(json_has_answers_months_and_steps),
		cmocka_unit_test(json_gives_null_for_what_has_no_base),
		cmocka_unit_test(a_form_without_positive_outcome_has_null),
		cmocka_unit_test(hidden_numbers_are_null_and_say_so),
		cmocka_unit_test(csv_is_one_table_of_all_figures),
		cmocka_unit_test(csv_hides_what_is_hidden),
		cmocka_unit_test(text_has_figure_n_interval_and_definition),
		cmocka_unit_test(text_hides_what_is_hidden),
		cmocka_unit_test(text_tells_what_was_selected),
		cmocka_unit_test(benchmarks_stand_beside_the_figures),
		cmocka_unit_test(a_name_from_outside_cannot_move_the_cursor),
		cmocka_unit_test(a_full_disk_is_told),
		cmocka_unit_test(formats_go_by_name),
	};

	return run_tests(tests);
}
