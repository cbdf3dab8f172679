/* exchange/fhir.c - see exchange/fhir.h */
#include "config.h"

#include "exchange/fhir.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/json.h"
#include "exchange/fhir_private.h"
#include "form/value.h"

#define ABSENT "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

struct writing {
	struct outgoing *outgoing;
	struct buffer text;
	struct json j;
	FILE *out;
};

static int flush(struct writing *writing, struct err *err)
{
	struct buffer *text = &writing->text;

	if (fwrite(buffer_text(text), 1, text->length, writing->out) !=
	    text->length)
		return outgoing_fail(err);
	buffer_clear(text);
	return 0;
}

/* --- values */

/* With seconds and the offset from UTC, which FHIR wants. */
static void put_moment(struct json *j, const char *key, const char *text)
{
	struct moment m;
	char shown[64];
	long offset; /* minutes */

	if (!moment_read(text, &m)) {
		json_text(j, key, text);
		return;
	}
	offset = (long)(day_number(m.day) * 24 * 60 + m.hour * 60 + m.minute -
			(moment_seconds(m) - m.second) / 60);
	snprintf(shown, sizeof(shown),
		 "%04d-%02d-%02dT%02d:%02d:%02d%c%02ld:%02ld", m.day.year,
		 m.day.month, m.day.day, m.hour, m.minute, m.second,
		 offset < 0 ? '-' : '+', labs(offset) / 60, labs(offset) % 60);
	json_text(j, key, shown);
}

static void put_time(struct json *j, const char *text)
{
	char shown[32];
	int hour, minute, second;

	if (!time_read(text, &hour, &minute, &second))
		return;
	snprintf(shown, sizeof(shown), "%02d:%02d:%02d", hour, minute, second);
	json_text(j, "valueTime", shown);
}

static void put_choice(struct json *j, const struct form *form,
		       const struct field *field, const char *name)
{
	static const struct words none = { 0 };
	const struct option *option = field_option(field, name);

	fhir_put_coding(j, "valueCoding", form, field, name,
			option ? &option->label : &none);
}

static void put_value(struct json *j, const struct form *form,
		      const struct field *field, const char *value)
{
	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCALE:
		json_integer(j, "valueInteger", strtoll(value, NULL, 10));
		break;
	case FIELD_DECIMAL:
		json_number(j, "valueDecimal", value_scalar(field, value).real);
		break;
	case FIELD_DATE:
		json_text(j, "valueDate", value);
		break;
	case FIELD_DATETIME:
		put_moment(j, "valueDateTime", value);
		break;
	case FIELD_TIME:
		put_time(j, value);
		break;
	case FIELD_SELECT_ONE:
	case FIELD_SELECT_MULTIPLE:
	case FIELD_SCORE:
		put_choice(j, form, field, value);
		break;
	default:
		json_text(j, "valueString", value);
		break;
	}
}

/* --- answers */

static void put_extension(struct json *j, const char *name, const char *text)
{
	char *url;

	if (!text)
		return;
	url = alloc_print(FHIR_OURS "%s", name);
	json_open(j, NULL, '{');
	json_text(j, "url", url);
	json_text(j, "valueString", text);
	json_close(j);
	free(url);
}

/* An answer that is absent, and why. */
static void put_missing(struct json *j, const struct form *form,
			const struct field *field, const char *missing)
{
	static const struct words none = { 0 };
	const struct missing_reason *reason = field_missing(field, missing);

	json_open(j, NULL, '{');
	json_open(j, "extension", '[');
	json_open(j, NULL, '{');
	json_text(j, "url", ABSENT);
	json_text(j, "valueCode", "unknown");
	json_close(j);
	json_open(j, NULL, '{');
	json_text(j, "url", FHIR_OURS "missing");
	fhir_put_coding(j, "valueCoding", form, field, missing,
			reason ? &reason->label : &none);
	json_close(j);
	json_close(j);
	json_close(j);
}

static void put_one_value(struct json *j, const struct form *form,
			  const struct field *field, const char *value)
{
	json_open(j, NULL, '{');
	put_value(j, form, field, value);
	json_close(j);
}

static void put_answers(struct json *j, const struct form *form,
			const struct field *field, const struct answer *answer)
{
	const char *names = answer->value;

	if (!answer->value && !answer->missing)
		return;
	json_open(j, "answer", '[');
	if (answer->missing) {
		put_missing(j, form, field, answer->missing);
	} else if (field_value_type(field) != FIELD_SELECT_MULTIPLE) {
		put_one_value(j, form, field, answer->value);
	} else {
		while (*names) {
			size_t length = strcspn(names, " ");
			char *name = alloc_text_part(names, length);

			put_one_value(j, form, field, name);
			free(name);
			names += length + (names[length] == ' ');
		}
	}
	json_close(j);
}

/* Is any of these fields given, in this row or in any? */
static bool any_given(const struct answers *answers, int first, int end,
		      int row)
{
	const struct form *form = answers_form(answers);
	int i, r;

	for (i = first; i < end; i++) {
		int repeat = form->fields[i].repeat;
		int last = repeat < 0 ? 0 : answers_rows(answers, repeat);

		if (!field_is_stored(&form->fields[i]))
			continue;
		if (repeat < 0 || row > 0) {
			if (answer_is_given(answers_get(answers, i, row)))
				return true;
			continue;
		}
		for (r = 1; r <= last; r++)
			if (answer_is_given(answers_get(answers, i, r)))
				return true;
	}
	return false;
}

static void put_items(struct json *j, const struct answers *answers, int first,
		      int end, struct fhir_place place, int row);

static void put_field(struct json *j, const struct answers *answers,
		      const struct fhir_item *item, int row)
{
	const struct form *form = answers_form(answers);
	const struct field *field = &form->fields[item->index];
	const struct answer *answer = answers_get(answers, item->index, row);
	char *link;

	if (!answer_is_given(answer))
		return;
	link = fhir_link(form, item);
	json_open(j, NULL, '{');
	if (answer->remark || answer->reason || answer->client) {
		json_open(j, "extension", '[');
		put_extension(j, "reason", answer->reason);
		put_extension(j, "remark", answer->remark);
		put_extension(j, "by_client",
			      answer_client_name(answer->client));
		json_close(j);
	}
	json_text(j, "linkId", link);
	put_answers(j, form, field, answer);
	json_close(j);
	free(link);
}

static void put_container(struct json *j, const struct answers *answers,
			  const struct fhir_item *item, struct fhir_place place,
			  int row)
{
	char *link;

	if (!any_given(answers, item->first, item->end, row))
		return;
	link = fhir_link(answers_form(answers), item);
	json_open(j, NULL, '{');
	json_text(j, "linkId", link);
	put_items(j, answers, item->first, item->end, place, row);
	json_close(j);
	free(link);
}

static void put_item(struct json *j, const struct answers *answers,
		     const struct fhir_item *item, struct fhir_place place,
		     int row)
{
	int rows;

	if (item->kind == FHIR_FIELD) {
		put_field(j, answers, item, row);
		return;
	}
	if (item->kind == FHIR_GROUP) {
		place.group = item->index;
		put_container(j, answers, item, place, row);
		return;
	}
	place.repeat = item->index;
	rows = answers_rows(answers, item->index);
	for (row = 1; row <= rows; row++)
		put_container(j, answers, item, place, row);
}

/* Only called when any is given: a list of items is never empty. */
static void put_items(struct json *j, const struct answers *answers, int first,
		      int end, struct fhir_place place, int row)
{
	const struct form *form = answers_form(answers);
	int i;

	json_open(j, "item", '[');
	for (i = first; i < end;) {
		struct fhir_item item = fhir_item_at(form, i, place);

		put_item(j, answers, &item, place, row);
		i = item.end;
	}
	json_close(j);
}

static void put_sections(struct json *j, const struct answers *answers)
{
	const struct fhir_place outside = { -1, -1 };
	const struct form *form = answers_form(answers);
	size_t i;

	if (!any_given(answers, 0, (int)form->field_count, 0))
		return;
	json_open(j, "item", '[');
	for (i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		char *link;

		if (!any_given(answers, section->first, section->end, 0))
			continue;
		link = fhir_section_link(section);
		json_open(j, NULL, '{');
		json_text(j, "linkId", link);
		put_items(j, answers, section->first, section->end, outside, 0);
		json_close(j);
		free(link);
	}
	json_close(j);
}

/* --- the record */

static const char *status_name(enum record_status status)
{
	if (status == RECORD_DRAFT)
		return "in-progress";
	return status == RECORD_WITHDRAWN ? "entered-in-error" : "completed";
}

/* Somebody or something that is known by an identifier only. */
static void put_reference(struct json *j, const char *key, const char *type,
			  const char *system, const char *value)
{
	json_open(j, key, '{');
	json_text(j, "type", type);
	json_open(j, "identifier", '{');
	json_text(j, "system", system);
	json_text(j, "value", value);
	json_close(j);
	json_close(j);
}

static void put_subject(struct json *j, const struct record_head *head)
{
	char *traject =
		alloc_print("%s/%s", head->organisatie ? head->organisatie : "",
			    head->traject);
	char *jeugdige = head->jeugdige
				 ? alloc_print("%s/%s", traject, head->jeugdige)
				 : NULL;

	if (jeugdige)
		put_reference(j, "subject", "Patient", FHIR_OURS "jeugdige",
			      jeugdige);
	else
		put_reference(j, "subject", "EpisodeOfCare",
			      FHIR_OURS "traject", traject);
	free(jeugdige);
	free(traject);
}

static void put_head(struct json *j, const struct form *form,
		     const struct record_head *head)
{
	char *url = fhir_url(form);
	char *canonical = alloc_print("%s|%s", url, form->version);

	json_text(j, "resourceType", "QuestionnaireResponse");
	json_text(j, "id", head->id);
	json_open(j, "extension", '[');
	put_extension(j, "traject", head->traject);
	put_extension(j, "organisatie", head->organisatie);
	put_extension(j, "team", head->team);
	put_extension(j, "informant", head->informant);
	put_extension(j, "completed", head->completed);
	put_extension(j, "ended", head->ended);
	put_extension(j, "counts", head->counts ? "1" : "0");
	json_close(j);
	json_text(j, "questionnaire", canonical);
	json_text(j, "status", status_name(head->status));
	put_subject(j, head);
	if (head->changed)
		put_moment(j, "authored", head->changed);
	if (head->medewerker)
		put_reference(j, "author", "Practitioner",
			      FHIR_OURS "medewerker", head->medewerker);
	free(canonical);
	free(url);
}

static int write_record(void *of, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	struct writing *writing = of;
	struct json *j = &writing->j;
	char *url = alloc_print("urn:uuid:%s", head->id);

	json_open(j, NULL, '{');
	json_text(j, "fullUrl", url);
	json_open(j, "resource", '{');
	put_head(j, answers_form(answers), head);
	put_sections(j, answers);
	json_close(j);
	json_close(j);
	free(url);
	return flush(writing, err);
}

static void put_forms(struct writing *writing)
{
	size_t i;

	for (i = 0; i < writing->outgoing->form_count; i++) {
		const struct form *form = writing->outgoing->forms[i];
		char *url = fhir_url(form);

		json_open(&writing->j, NULL, '{');
		json_text(&writing->j, "fullUrl", url);
		fhir_put_form(&writing->j, "resource", form);
		json_close(&writing->j);
		free(url);
	}
}

int fhir_export(struct outgoing *outgoing, FILE *out, struct err *err)
{
	struct writing writing = { .outgoing = outgoing, .out = out };
	int code;

	writing.j.out = &writing.text;
	json_open(&writing.j, NULL, '{');
	json_text(&writing.j, "resourceType", "Bundle");
	json_text(&writing.j, "type", "collection");
	json_open(&writing.j, "entry", '[');
	put_forms(&writing);
	code = outgoing_visit(outgoing, write_record, &writing, err);
	json_close(&writing.j);
	json_close(&writing.j);
	if (code == 0)
		code = flush(&writing, err);
	buffer_done(&writing.text);
	return code;
}
