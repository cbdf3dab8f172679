/* What report/records.h promises. */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/load.h"
#include "report/list.h"
#include "report/records.h"

static const char yaml[] =
	"form: proef\n"
	"version: \"1.0\"\n"
	"title: Proefmeting\n"
	"per: traject\n"
	"missing:\n"
	"  onbekend: {key: \"-\", label: niet bekend}\n"
	"sections:\n"
	"- name: gezin\n"
	"  label: Het gezin\n"
	"  fields:\n"
	"  - {name: soort, type: select_one, label: Wat voor gezin?, "
	"options: {een: Eenoudergezin, twee: Tweeoudergezin}}\n"
	"  - {name: zorgen, type: select_multiple, label: Welke zorgen?, "
	"options: {geld: Geldzorgen, werk: Geen werk}}\n"
	"  - {name: c1, type: score, number: \"4b\", label: Op tijd, "
	"missing: [onbekend]}\n"
	"  - {name: waarom, type: text, label: Waarom te laat?, "
	"relevant: c1 = 0}\n"
	"  - {name: cijfer, type: decimal, label: \"Cijfer voor {soort}\"}\n"
	"- name: doelen\n"
	"  label: Doelen\n"
	"  repeat: doel\n"
	"  row_label: Doel {row}\n"
	"  fields:\n"
	"  - {name: tekst, type: text, label: Wat wil je?}\n"
	"  - {name: stand, type: scale, from: -1, to: 2, label: Hoe ver?}\n"
	"measures:\n"
	"  tijd: {label: Op tijd begonnen, items: [c1], target: 80}\n"
	"counts:\n"
	"- {rule: tijd_scored >= 1, message: er is niets gescoord}\n";

struct sample {
	struct form *form;
	struct answers *answers;
	struct rules *rules;
	struct surroundings around;
	struct record_head head;
};

static char id[] = "0190-a", traject[] = "T-1", organisatie[] = "Zuid, West",
	    team[] = "Oost", form_name[] = "proef", version[] = "1.0",
	    completed[] = "2025-03-01", changed[] = "2025-03-02T10:11:12",
	    revision[] = "0190-b", jeugdige[] = "1", informant[] = "ouder";

static int set_up(void **state)
{
	struct sample *s = calloc(1, sizeof(*s));
	struct problem_list problems = { 0 };

	assert_non_null(s);
	s->form = load_form(yaml, strlen(yaml), "proef.yaml", NULL, &problems);
	if (!s->form)
		fail_msg("%d: %s", problems.items[0].line,
			 problems.items[0].text);
	problem_list_done(&problems);
	s->answers = answers_new(s->form);
	strcpy(s->around.today, "2025-03-01");
	s->rules = rules_new(s->answers, &s->around);
	s->head = (struct record_head){
		.id = id,
		.form = form_name,
		.version = version,
		.traject = traject,
		.organisatie = organisatie,
		.team = team,
		.status = RECORD_COMPLETE,
		.completed = completed,
		.changed = changed,
		.revision = revision,
		.counts = true,
	};
	*state = s;
	return 0;
}

static int tear_down(void **state)
{
	struct sample *s = *state;

	rules_free(s->rules);
	answers_free(s->answers);
	form_free(s->form);
	free(s);
	return 0;
}

static void put(struct sample *s, const char *field, int row, const char *value)
{
	answers_put(s->answers, form_find(s->form, field), row, value, NULL);
}

static void fill(struct sample *s)
{
	int c1 = form_find(s->form, "c1");
	int goals = form_find_repeat(s->form, "doel");

	put(s, "soort", 0, "twee");
	put(s, "zorgen", 0, "geld werk");
	put(s, "c1", 0, "1");
	answers_remark(s->answers, c1, 0, "zei \"ja\", meteen");
	answers_reason(s->answers, c1, 0, "klok liep voor");
	put(s, "waarom", 0, "telt niet");
	put(s, "cijfer", 0, "7.5");
	answers_need_rows(s->answers, goals, 2);
	put(s, "tekst", 1, "rust");
	put(s, "stand", 1, "-1");
	put(s, "tekst", 2, "school");
	rules_update(s->rules);
}

static char *shown(const struct sample *s, enum report_format format,
		   const struct history *history, bool with_rules)
{
	struct report_record record = { s->form, &s->head, s->answers,
					with_rules ? s->rules : NULL, history };
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	assert_non_null(out);
	assert_int_equal(report_record(&record, format, out, NULL), 0);
	fclose(out);
	return text;
}

static char *listed(const struct record_head *heads, size_t count,
		    enum report_format format)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);
	struct listing list = { .format = format, .out = out };

	assert_non_null(out);
	if (format == REPORT_TEXT)
		for (size_t i = 0; i < count; i++)
			listing_measure(&list, &heads[i]);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(listing_add(&list, &heads[i], NULL), 0);
	assert_int_equal(listing_end(&list, NULL), 0);
	listing_done(&list);
	fclose(out);
	return text;
}

static void a_list_has_a_line_for_each_record(void **state)
{
	const struct sample *s = *state;
	struct record_head heads[2] = { s->head, s->head };
	char *text;

	heads[1].status = RECORD_DRAFT;
	heads[1].completed = NULL;
	heads[1].jeugdige = jeugdige;
	heads[1].informant = informant;
	text = listed(heads, 2, REPORT_TEXT);
	assert_string_equal(
		text,
		"Organisatie  Traject  Formulier  Over      Stand    Klaar op  "
		"  Telt mee  Team  Medewerker  Nummer\n"
		"Zuid, West   T-1      proef 1.0            klaar    2025-03-01"
		"  ja        Oost              0190-a\n"
		"Zuid, West   T-1      proef 1.0  1, ouder  concept            "
		"            Oost              0190-a\n");
	free(text);
	text = listed(heads, 0, REPORT_TEXT);
	assert_string_equal(text, "");
	free(text);
}

static void a_list_as_csv_has_the_head_columns_of_an_export(void **state)
{
	const struct sample *s = *state;
	char *csv = listed(&s->head, 1, REPORT_CSV);

	assert_string_equal(csv,
			    "id,form,version,traject,organisatie,team,"
			    "medewerker,status,completed,ended,jeugdige,"
			    "informant,revision,changed,counts\n"
			    "0190-a,proef,1.0,T-1,\"Zuid, West\",Oost,,"
			    "complete,2025-03-01,,,,0190-b,"
			    "2025-03-02T10:11:12,1\n");
	free(csv);
}

static void a_list_as_json_is_an_array_of_heads(void **state)
{
	const struct sample *s = *state;
	char *json = listed(&s->head, 1, REPORT_JSON);

	assert_has(json, "[\n");
	assert_has(json, "\"organisatie\": \"Zuid, West\"");
	assert_has(json, "\"medewerker\": null");
	assert_has(json, "\"counts\": true");
	free(json);
	json = listed(NULL, 0, REPORT_JSON);
	assert_string_equal(json, "[]\n");
	free(json);
}

static void a_record_is_shown_in_words(void **state)
{
	struct sample *s = *state;
	char *text;

	fill(s);
	text = shown(s, REPORT_TEXT, NULL, true);
	assert_has(text, "Formulier         Proefmeting (proef 1.0)\n");
	assert_has(text, "Stand             klaar, telt mee in de cijfers\n");
	assert_has(text, "Klaar op          za 1 mrt 2025\n");
	assert_has(text, "Op tijd begonnen  1 behaald, 1 gescoord, van 1\n");
	assert_has(text,
		   "\nHet gezin\n"
		   "      Wat voor gezin?             Tweeoudergezin\n");
	assert_has(text, "Geldzorgen, Geen werk\n");
	assert_has(text, "  4b  Op tijd");
	assert_has(text,
		   "        opmerking                 zei \"ja\", "
		   "meteen\n");
	assert_has(text, "        klopt toch, want          klok liep voor\n");
	assert_has(text, "      Cijfer voor Tweeoudergezin  7,5\n");
	free(text);
}

static void rows_of_a_repeat_stand_under_their_title(void **state)
{
	struct sample *s = *state;
	char *text;

	fill(s);
	text = shown(s, REPORT_TEXT, NULL, true);
	assert_has(text,
		   "\nDoelen\n"
		   "    Doel 1\n"
		   "    Wat wil je?  rust\n"
		   "    Hoe ver?     -1\n"
		   "    Doel 2\n"
		   "    Wat wil je?  school\n"
		   "    Hoe ver?     -\n");
	free(text);
}

static void what_is_not_asked_is_not_shown(void **state)
{
	struct sample *s = *state;

	fill(s);
	for (int format = REPORT_TEXT; format <= REPORT_CSV; format++) {
		char *text = shown(s, (enum report_format)format, NULL, true);

		assert_lacks(text, "telt niet");
		free(text);
	}
}

static void without_rules_all_that_was_given_is_shown(void **state)
{
	struct sample *s = *state;
	char *text;

	fill(s);
	text = shown(s, REPORT_TEXT, NULL, false);
	assert_has(text, "      Waarom te laat?      telt niet\n");
	assert_lacks(text, "  -\n");
	free(text);
}

static void a_missing_reason_is_shown_in_words(void **state)
{
	struct sample *s = *state;
	char *text;

	answers_put(s->answers, form_find(s->form, "c1"), 0, NULL, "onbekend");
	rules_update(s->rules);
	s->head.counts = false;
	text = shown(s, REPORT_TEXT, NULL, true);
	assert_has(text, "  4b  Op tijd");
	assert_has(text, "  niet bekend\n");
	assert_has(text, "Telt niet mee: er is niets gescoord\n");
	free(text);
}

static void a_record_as_json_has_typed_values(void **state)
{
	struct sample *s = *state;
	char *json;

	fill(s);
	json = shown(s, REPORT_JSON, NULL, true);
	assert_has(json, "\"id\": \"0190-a\"");
	assert_has(json, "\"value\": \"twee\"");
	assert_has(json,
		   "\"value\": [\n"
		   "        \"geld\",\n"
		   "        \"werk\"\n"
		   "      ]");
	assert_has(json, "\"number\": \"4b\",\n      \"value\": 1,");
	assert_has(json, "\"value\": 7.5");
	assert_has(json,
		   "\"repeat\": \"doel\",\n      \"row\": 1,\n"
		   "      \"value\": -1,");
	assert_has(json, "\"remark\": \"zei \\\"ja\\\", meteen\"");
	assert_has(json, "\"history\": []");
	free(json);
}

static void a_record_as_csv_has_a_row_for_each_answer(void **state)
{
	struct sample *s = *state;
	char *csv;

	fill(s);
	csv = shown(s, REPORT_CSV, NULL, true);
	assert_string_equal(
		csv,
		"field,number,row,value,missing,remark,reason,by_client\n"
		"soort,,,twee,,,,\n"
		"zorgen,,,geld werk,,,,\n"
		"c1,4b,,1,,\"zei \"\"ja\"\", meteen\","
		"klok liep voor,\n"
		"cijfer,,,7.5,,,,\n"
		"tekst,,1,rust,,,,\n"
		"stand,,1,-1,,,,\n"
		"tekst,,2,school,,,,\n"
		"stand,,2,,,,,\n");
	free(csv);
}

static void what_a_client_gave_is_only_said_to_be_there(void **state)
{
	static char at[] = "2025-03-02T10:11", what[] = "correct",
		    field[] = "soort", one[] = "een", revision_id[] = "r";
	struct history_entry entry = { .at = at,
				       .what = what,
				       .revision = revision_id,
				       .field = field,
				       .before = one,
				       .after = one,
				       .before_hidden = true };
	struct history history = { &entry, 1, 1 };
	struct sample *s = *state;
	char *text;

	fill(s);
	answers_client(s->answers, form_find(s->form, "soort"), 0,
		       CLIENT_HIDDEN);
	answers_client(s->answers, form_find(s->form, "c1"), 0, CLIENT_HIDDEN);
	answers_client(s->answers, form_find(s->form, "zorgen"), 0,
		       CLIENT_SHOWN);
	text = shown(s, REPORT_TEXT, &history, true);
	assert_has(text,
		   "Wat voor gezin?                   door cliënt "
		   "ingevuld\n");
	assert_has(text, "Op tijd begonnen  door cliënt ingevuld\n");
	assert_has(text, "Cijfer voor door cliënt ingevuld");
	assert_has(text, "Geldzorgen, Geen werk\n");
	assert_has(text,
		   "soort: eerst door cliënt ingevuld, toen Eenoudergezin");
	assert_lacks(text, "Tweeoudergezin");
	free(text);

	text = shown(s, REPORT_CSV, NULL, true);
	assert_has(text, "soort,,,,,,,hidden\n");
	assert_has(text, "zorgen,,,geld werk,,,,shown\n");
	free(text);

	text = shown(s, REPORT_JSON, &history, false);
	assert_has(text, "\"by_client\": \"hidden\"");
	assert_has(text, "\"before\": null");
	assert_lacks(text, "twee");
	free(text);
}

static void what_was_changed_is_told(void **state)
{
	static char at[] = "2025-03-02T10:11", who[] = "jan",
		    what[] = "correct", why[] = "vergist", field[] = "c1",
		    before[] = "0", after[] = "missing: onbekend",
		    first[] = "complete";
	struct history_entry entries[] = {
		{ .at = at, .medewerker = who, .what = first },
		{ .at = at,
		  .medewerker = who,
		  .what = what,
		  .why = why,
		  .field = field,
		  .before = before,
		  .after = after },
	};
	struct history history = { entries, 2, 2 };
	struct sample *s = *state;
	char *text;

	fill(s);
	text = shown(s, REPORT_TEXT, &history, true);
	assert_has(text, "\nWat ermee gebeurde\n");
	assert_has(text, "  jan  verbeterd  4b: eerst 0  nee");
	assert_has(text, ", toen niet bekend  vergist\n");
	free(text);
	text = shown(s, REPORT_JSON, &history, true);
	assert_has(text, "\"after\": \"missing: onbekend\"");
	free(text);
}

#define RECORD_TEST(name)                                                      \
	cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RECORD_TEST(a_list_has_a_line_for_each_record),
		RECORD_TEST(a_list_as_csv_has_the_head_columns_of_an_export),
		RECORD_TEST(a_list_as_json_is_an_array_of_heads),
		RECORD_TEST(a_record_is_shown_in_words),
		RECORD_TEST(rows_of_a_repeat_stand_under_their_title),
		RECORD_TEST(what_is_not_asked_is_not_shown),
		RECORD_TEST(without_rules_all_that_was_given_is_shown),
		RECORD_TEST(a_missing_reason_is_shown_in_words),
		RECORD_TEST(a_record_as_json_has_typed_values),
		RECORD_TEST(a_record_as_csv_has_a_row_for_each_answer),
		RECORD_TEST(what_a_client_gave_is_only_said_to_be_there),
		RECORD_TEST(what_was_changed_is_told),
	};

	return run_tests(tests);
}
