/* report/records.c - see report/records.h */
#include "config.h"

#include "report/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/json.h"
#include "base/text.h"
#include "form/value.h"
#include "report/print_private.h"
#include "report/records_private.h"
#include "store/verifications.h"

/* The columns of a head, as in an export. */
const char *const head_text_names[HEAD_TEXTS] = {
	"id",       "form",       "version",  "traject",   "organisatie",
	"team",     "medewerker", "status",   "completed", "ended",
	"jeugdige", "informant",  "revision", "changed",
};

void head_texts(const struct record_head *h, const char *texts[HEAD_TEXTS])
{
	const char *const all[HEAD_TEXTS] = {
		h->id,          h->form,
		h->version,     h->traject,
		h->organisatie, h->team,
		h->medewerker,  record_status_name(h->status),
		h->completed,   h->ended,
		h->jeugdige,    h->informant,
		h->revision,    h->changed,
	};

	memcpy(texts, all, sizeof(all));
}

void head_put_json(struct json *j, const struct record_head *head)
{
	const char *texts[HEAD_TEXTS];

	head_texts(head, texts);
	for (size_t c = 0; c < HEAD_TEXTS; c++)
		json_text(j, head_text_names[c], texts[c]);
	json_bool(j, "counts", head->counts);
}

/* --- one record */

char *record_day(const char *stored)
{
	char text[64];

	if (!stored)
		return NULL;
	date_show(stored, text, sizeof(text));
	return alloc_text(text);
}

static void step(const struct report_record *record,
		 struct place_in_record *place)
{
	const struct form *form = record->form;
	const struct field *fields = form->fields;
	const struct repeat *repeat = NULL;

	if (place->field >= 0 && fields[place->field].repeat >= 0)
		repeat = &form->repeats[fields[place->field].repeat];

	/* Row by row through a repeat, then on behind it. */
	if (repeat && place->field + 1 == repeat->end &&
	    place->row < answers_rows(record->answers,
				      fields[place->field].repeat)) {
		place->field = repeat->first;
		place->row++;
		return;
	}
	place->field++;
	if (place->field >= (int)form->field_count)
		return;
	if (fields[place->field].repeat < 0)
		place->row = 0;
	else if (place->row == 0 ||
		 place->field ==
			 form->repeats[fields[place->field].repeat].first)
		place->row = 1;
}

/* A repeat without rows has fields, but nothing to show. */
static bool is_there(const struct report_record *record,
		     const struct place_in_record *place)
{
	const struct field *field = &record->form->fields[place->field];

	if (!field_is_stored(field) ||
	    (field->repeat >= 0 &&
	     place->row > answers_rows(record->answers, field->repeat)))
		return false;
	if (record->rules)
		return rules_is_relevant(record->rules, place->field,
					 place->row);
	return answer_is_given(
		answers_get(record->answers, place->field, place->row));
}

bool record_next(const struct report_record *record,
		 struct place_in_record *place)
{
	do
		step(record, place);
	while (place->field < (int)record->form->field_count &&
	       !is_there(record, place));
	return place->field < (int)record->form->field_count;
}

bool record_is_hidden(const struct report_record *record,
		      const struct place_in_record *place)
{
	if (record->rules)
		return rules_is_hidden(record->rules, place->field, place->row);
	return answer_is_hidden(
		answers_get(record->answers, place->field, place->row));
}

/* A calculation is kept without who gave what it was made of. */
bool record_was_hidden(const struct report_record *record,
		       const struct history_entry *entry, bool hidden)
{
	int field = entry->field ? form_find(record->form, entry->field) : -1;
	const struct place_in_record place = { field, entry->row };

	return hidden ||
	       (field >= 0 && record->form->fields[field].calculation &&
		record_is_hidden(record, &place));
}

/* What may be read of the answer; its texts are borrowed. */
static struct answer readable(const struct report_record *record,
			      const struct place_in_record *place)
{
	struct answer answer =
		*answers_get(record->answers, place->field, place->row);

	if (record_is_hidden(record, place))
		answer.value = answer.missing = NULL;
	return answer;
}

static void record_csv(const struct report_record *record, struct buffer *out)
{
	static const char *const header[] = { "field",  "number",   "row",
					      "value",  "missing",  "remark",
					      "reason", "by_client" };
	struct place_in_record place = { -1, 0 };

	for (size_t c = 0; c < COUNT(header); c++)
		csv_add(out, header[c]);
	csv_end(out);
	while (record_next(record, &place)) {
		const struct field *field = &record->form->fields[place.field];
		const struct answer a = readable(record, &place);
		char *row = place.row ? alloc_print("%d", place.row) : NULL;

		csv_add(out, field->name);
		csv_add(out, field->number);
		csv_add(out, row);
		csv_add(out, a.value);
		csv_add(out, a.missing);
		csv_add(out, a.remark);
		csv_add(out, a.reason);
		csv_add(out, answer_client_name(a.client));
		csv_end(out);
		free(row);
	}
}

static void put_value(struct json *j, const struct field *field,
		      const char *value)
{
	if (!value) {
		json_null(j, "value");
		return;
	}
	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCORE:
	case FIELD_SCALE:
		json_integer(j, "value", strtoll(value, NULL, 10));
		break;
	case FIELD_DECIMAL:
		json_number(j, "value", value_scalar(field, value).real);
		break;
	case FIELD_SELECT_MULTIPLE:
		json_words(j, "value", value);
		break;
	default:
		json_text(j, "value", value);
		break;
	}
}

static void put_answer(struct json *j, const struct report_record *record,
		       const struct place_in_record *place)
{
	const struct field *field = &record->form->fields[place->field];
	const struct answer a = readable(record, place);

	json_open(j, NULL, '{');
	json_text(j, "field", field->name);
	json_text(j, "number", field->number);
	if (place->row) {
		json_text(j, "repeat",
			  record->form->repeats[field->repeat].name);
		json_integer(j, "row", place->row);
	}
	put_value(j, field, a.value);
	json_text(j, "missing", a.missing);
	json_text(j, "remark", a.remark);
	json_text(j, "reason", a.reason);
	json_text(j, "by_client", answer_client_name(a.client));
	json_close(j);
}

static void put_history(struct json *j, const struct report_record *record)
{
	const struct history *history = record->history;

	json_open(j, "history", '[');
	for (size_t i = 0; history && i < history->count; i++) {
		const struct history_entry *e = &history->items[i];
		bool before = record_was_hidden(record, e, e->before_hidden);
		bool after = record_was_hidden(record, e, e->after_hidden);

		json_open(j, NULL, '{');
		json_text(j, "at", e->at);
		json_text(j, "medewerker", e->medewerker);
		json_text(j, "login", e->login);
		json_text(j, "what", e->what);
		json_text(j, "why", e->why);
		json_text(j, "revision", e->revision);
		if (e->how) {
			json_text(j, "how", verify_how_name(e->how));
			json_integer(j, "differences", e->differences);
		}
		json_text(j, "field", e->field);
		if (e->row)
			json_integer(j, "row", e->row);
		json_text(j, "before", before ? NULL : e->before);
		json_text(j, "after", after ? NULL : e->after);
		json_bool(j, "hidden", before || after);
		json_close(j);
	}
	json_close(j);
}

static void record_json(const struct report_record *record, struct buffer *out)
{
	struct json j = { .out = out };
	struct place_in_record place = { -1, 0 };

	json_open(&j, NULL, '{');
	head_put_json(&j, record->head);
	json_open(&j, "answers", '[');
	while (record_next(record, &place))
		put_answer(&j, record, &place);
	json_close(&j);
	put_history(&j, record);
	json_close(&j);
}

int report_record(const struct report_record *record, enum report_format format,
		  FILE *out, struct err *err)
{
	struct buffer text = { .to = out };

	switch (format) {
	case REPORT_TEXT:
		record_text(record, &text);
		break;
	case REPORT_JSON:
		record_json(record, &text);
		break;
	case REPORT_CSV:
		record_csv(record, &text);
		break;
	}
	return print_end(&text, err);
}
