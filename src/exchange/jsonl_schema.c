/* exchange/jsonl_schema.c - what a line of JSON holds; see exchange/jsonl.h */
#include "config.h"

#include "base/count.h"
#include "exchange/jsonl.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "exchange/columns.h"
#include "exchange/jsonl_private.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"
#define MOMENT                                                                 \
	"^[0-9]{4}-[0-9]{2}-[0-9]{2}"                                          \
	"T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"
#define TIME "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"

/* --- parts */

/* "type": one that may be null too. */
static void put_type(struct json *j, const char *type, bool or_null)
{
	if (!or_null) {
		json_text(j, "type", type);
		return;
	}
	json_open(j, "type", '[');
	json_text(j, NULL, type);
	json_text(j, NULL, "null");
	json_close(j);
}

static void put_words(struct json *j, const char *key,
		      const struct words *words)
{
	if (words->count > 0)
		json_text(j, key, words_text(words));
}

static void put_constant(struct json *j, const char *name,
			 const struct words *label)
{
	json_open(j, NULL, '{');
	json_text(j, "const", name);
	put_words(j, "title", label);
	json_close(j);
}

static void put_null(struct json *j)
{
	json_open(j, NULL, '{');
	json_text(j, "type", "null");
	json_close(j);
}

static void put_options(struct json *j, const struct field *field, bool or_null)
{
	size_t i;

	json_open(j, "oneOf", '[');
	for (i = 0; i < field->option_count; i++)
		put_constant(j, field->options[i].name,
			     &field->options[i].label);
	if (or_null)
		put_null(j);
	json_close(j);
}

/* 1 and 0, with what they are called. */
static void put_score(struct json *j, const struct field *field)
{
	size_t i;

	json_open(j, "oneOf", '[');
	for (i = 0; i < field->option_count; i++) {
		json_open(j, NULL, '{');
		json_integer(j, "const",
			     strtoll(field->options[i].name, NULL, 10));
		put_words(j, "title", &field->options[i].label);
		json_close(j);
	}
	put_null(j);
	json_close(j);
}

static void put_number(struct json *j, const struct field *field,
		       const char *type)
{
	put_type(j, type, true);
	if (field->has_from)
		json_number(j, "minimum", field->from);
	if (field->has_to)
		json_number(j, "maximum", field->to);
}

static void put_shape(struct json *j, const struct field *field)
{
	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCALE:
		put_number(j, field, "integer");
		break;
	case FIELD_DECIMAL:
		put_number(j, field, "number");
		break;
	case FIELD_SCORE:
		if (field->option_count > 0)
			put_score(j, field);
		else
			put_number(j, field, "integer");
		break;
	case FIELD_SELECT_ONE:
		put_options(j, field, true);
		break;
	case FIELD_SELECT_MULTIPLE:
		put_type(j, "array", true);
		json_open(j, "items", '{');
		put_options(j, field, false);
		json_close(j);
		json_bool(j, "uniqueItems", true);
		break;
	case FIELD_DATE:
		put_type(j, "string", true);
		json_text(j, "format", "date");
		break;
	case FIELD_DATETIME:
		put_type(j, "string", true);
		json_text(j, "pattern", MOMENT);
		break;
	case FIELD_TIME:
		put_type(j, "string", true);
		json_text(j, "pattern", TIME);
		break;
	default:
		put_type(j, "string", true);
		break;
	}
}

/* --- the properties of a record, or of a row */

static void put_field(struct json *j, const struct field *field)
{
	char *key;
	size_t i;

	json_open(j, field->name, '{');
	put_words(j, "title", &field->label);
	put_words(j, "description", &field->hint);
	put_shape(j, field);
	json_close(j);
	if (field->missing_count == 0)
		return;

	key = alloc_print("%s/missing", field->name);
	json_open(j, key, '{');
	free(key);
	json_open(j, "oneOf", '[');
	for (i = 0; i < field->missing_count; i++)
		put_constant(j, field->missing[i]->name,
			     &field->missing[i]->label);
	json_close(j);
	json_close(j);
}

/*
 * Reasons and remarks may hang on any question, and any may be a client's
 * answer; nothing else is there.
 */
static void put_nothing_else(struct json *j)
{
	json_open(j, "patternProperties", '{');
	json_open(j, "^(reason|remark)/", '{');
	json_text(j, "type", "string");
	json_close(j);
	json_open(j, "^by_client/", '{');
	json_open(j, "enum", '[');
	json_text(j, NULL, answer_client_name(CLIENT_HIDDEN));
	json_text(j, NULL, answer_client_name(CLIENT_SHOWN));
	json_close(j);
	json_close(j);
	json_close(j);
	json_bool(j, "additionalProperties", false);
}

/* The names of these fields, which are all there. */
static void put_required(struct json *j, const struct form *form, int first,
			 int end)
{
	int i;

	for (i = first; i < end; i++) {
		const struct field *field = &form->fields[i];

		if (columns_hold(form, field))
			json_text(j, NULL, field->name);
	}
}

static void put_repeat(struct json *j, const struct form *form,
		       const struct repeat *repeat)
{
	int i;

	json_open(j, repeat->name, '{');
	put_words(j, "title", &repeat->label);
	json_text(j, "type", "array");
	json_integer(j, "maxItems", repeat->max);
	json_open(j, "items", '{');
	json_text(j, "type", "object");
	json_open(j, "properties", '{');
	for (i = repeat->first; i < repeat->end; i++)
		if (columns_hold(form, &form->fields[i]))
			put_field(j, &form->fields[i]);
	json_close(j);
	json_open(j, "required", '[');
	put_required(j, form, repeat->first, repeat->end);
	json_close(j);
	put_nothing_else(j);
	json_close(j);
	json_close(j);
}

static void put_fields(struct json *j, const struct form *form)
{
	int i = 0;

	while (i < (int)form->field_count) {
		const struct field *field = &form->fields[i];

		if (field->repeat >= 0) {
			put_repeat(j, form, &form->repeats[field->repeat]);
			i = form->repeats[field->repeat].end;
			continue;
		}
		if (columns_hold(form, field))
			put_field(j, field);
		i++;
	}
}

static void put_field_names(struct json *j, const struct form *form)
{
	int i = 0;

	while (i < (int)form->field_count) {
		int repeat = form->fields[i].repeat;

		if (repeat < 0) {
			put_required(j, form, i, i + 1);
			i++;
			continue;
		}
		json_text(j, NULL, form->repeats[repeat].name);
		i = form->repeats[repeat].end;
	}
}

/* --- the head */

/* Filled in the order of the head columns. */
enum head_shape {
	SHAPE_TEXT,
	SHAPE_ID,
	SHAPE_DAY,
	SHAPE_MOMENT
};

static const struct {
	enum head_shape shape;
	bool always;
} head_shapes[HEAD_COLUMNS] = {
	[HEAD_ID] = { SHAPE_ID, true },
	[HEAD_TRAJECT] = { SHAPE_TEXT, true },
	[HEAD_COMPLETED] = { SHAPE_DAY, false },
	[HEAD_ENDED] = { SHAPE_DAY, false },
	[HEAD_REVISION] = { SHAPE_ID, false },
	[HEAD_CHANGED] = { SHAPE_MOMENT, true },
};

static void put_statuses(struct json *j)
{
	static const enum record_status statuses[] = {
		RECORD_DRAFT, RECORD_COMPLETE, RECORD_VERIFIED, RECORD_WITHDRAWN
	};
	size_t i;

	json_open(j, "enum", '[');
	for (i = 0; i < COUNT(statuses); i++)
		json_text(j, NULL, record_status_name(statuses[i]));
	json_close(j);
}

static void put_head_column(struct json *j, const struct form *form,
			    enum head_column column)
{
	json_open(j, head_column_names[column], '{');
	switch (column) {
	case HEAD_FORM:
		json_text(j, "const", form->name);
		break;
	case HEAD_VERSION:
		json_text(j, "const", form->version);
		break;
	case HEAD_STATUS:
		put_statuses(j);
		break;
	case HEAD_COUNTS:
		json_text(j, "type", "boolean");
		break;
	default:
		put_type(j, "string", !head_shapes[column].always);
		if (head_shapes[column].shape == SHAPE_ID)
			json_text(j, "format", "uuid");
		if (head_shapes[column].shape == SHAPE_DAY)
			json_text(j, "format", "date");
		if (head_shapes[column].shape == SHAPE_MOMENT)
			json_text(j, "pattern", MOMENT);
		break;
	}
	json_close(j);
}

/* --- the whole */

/* The body of the schema of one version. */
static void put_form(struct json *j, const struct form *form)
{
	int i;

	put_words(j, "title", &form->title);
	put_words(j, "description", &form->hint);
	json_text(j, "type", "object");
	json_open(j, "properties", '{');
	for (i = 0; i < HEAD_COLUMNS; i++)
		if (jsonl_has_head(form, (enum head_column)i))
			put_head_column(j, form, (enum head_column)i);
	put_fields(j, form);
	json_close(j);
	json_open(j, "required", '[');
	for (i = 0; i < HEAD_COLUMNS; i++)
		if (jsonl_has_head(form, (enum head_column)i))
			json_text(j, NULL, head_column_names[i]);
	put_field_names(j, form);
	json_close(j);
	put_nothing_else(j);
}

static void put_choice(struct json *j, const struct form *const *forms,
		       size_t count)
{
	size_t i;

	json_open(j, "oneOf", '[');
	for (i = 0; i < count; i++) {
		char *where = alloc_print("#/$defs/%s", forms[i]->table);

		json_open(j, NULL, '{');
		json_text(j, "$ref", where);
		json_close(j);
		free(where);
	}
	json_close(j);
	json_open(j, "$defs", '{');
	for (i = 0; i < count; i++) {
		json_open(j, forms[i]->table, '{');
		put_form(j, forms[i]);
		json_close(j);
	}
	json_close(j);
}

int jsonl_schema(const struct form *const *forms, size_t count, FILE *out,
		 struct err *err)
{
	struct buffer text = { 0 };
	struct json j = { .out = &text };
	int code = 0;

	json_open(&j, NULL, '{');
	json_text(&j, "$schema", DIALECT);
	if (count == 1)
		put_form(&j, forms[0]);
	else
		put_choice(&j, forms, count);
	json_close(&j);
	if (fwrite(buffer_text(&text), 1, text.length, out) != text.length)
		code = outgoing_fail(err);
	buffer_done(&text);
	return code;
}
