/* exchange/jsonl.c - see exchange/jsonl.h */
#include "config.h"

#include "exchange/jsonl.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "exchange/jsonl_private.h"
#include "exchange/record_cell.h"
#include "exchange/relevant.h"
#include "form/value.h"

struct writing {
	struct outgoing *outgoing;
	struct buffer line;
	FILE *out;
};

bool jsonl_has_head(const struct form *form, enum head_column column)
{
	return form_find_repeat(form, head_column_names[column]) < 0;
}

static void put_head(struct json *j, const struct form *form,
		     const struct record_head *head)
{
	struct record_cells record = record_cells(head, NULL, 0);
	struct column column = { .kind = COLUMN_HEAD };
	int i;

	for (i = 0; i < HEAD_COLUMNS; i++) {
		if (!jsonl_has_head(form, (enum head_column)i))
			continue;
		column.head = (enum head_column)i;
		if (column.head == HEAD_COUNTS)
			json_bool(j, head_column_names[i], head->counts);
		else
			json_text(j, head_column_names[i],
				  record_cell_text(&record, &column));
	}
}

static void put_value(struct json *j, const struct field *field,
		      const char *value)
{
	if (!value) {
		json_null(j, field->name);
		return;
	}
	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCORE:
	case FIELD_SCALE:
		json_integer(j, field->name, strtoll(value, NULL, 10));
		break;
	case FIELD_DECIMAL:
		json_number(j, field->name, value_scalar(field, value).real);
		break;
	case FIELD_SELECT_MULTIPLE:
		json_words(j, field->name, value);
		break;
	default:
		json_text(j, field->name, value);
		break;
	}
}

/* A text about a field, under a name made with the field's; NULL is none. */
static void put_about(struct json *j, const char *before, const char *field,
		      const char *after, const char *text)
{
	char *key;

	if (!text)
		return;
	key = alloc_print("%s%s%s", before, field, after);
	json_text(j, key, text);
	free(key);
}

static void put_answer(struct json *j, const struct answers *answers, int field,
		       int row)
{
	const struct form *form = answers_form(answers);
	const struct answer *answer = answers_get(answers, field, row);
	const char *name = form->fields[field].name;

	if (!columns_hold(form, &form->fields[field]))
		return;
	put_value(j, &form->fields[field], answer->value);
	put_about(j, "", name, "/missing", answer->missing);
	put_about(j, "reason/", name, "", answer->reason);
	put_about(j, "remark/", name, "", answer->remark);
	put_about(j, "by_client/", name, "",
		  answer_client_name(answer->client));
}

static void put_repeat(struct json *j, const struct answers *answers,
		       int number)
{
	const struct repeat *repeat = &answers_form(answers)->repeats[number];
	int last = relevant_last_row(answers, number);
	int row;
	int i;

	json_open(j, repeat->name, '[');
	for (row = 1; row <= last; row++) {
		json_open(j, NULL, '{');
		for (i = repeat->first; i < repeat->end; i++)
			put_answer(j, answers, i, row);
		json_close(j);
	}
	json_close(j);
}

static int write_record(void *of, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	struct writing *writing = of;
	const struct form *form = answers_form(answers);
	struct json j = { .out = &writing->line, .compact = true };
	int i = 0;

	buffer_clear(&writing->line);
	json_open(&j, NULL, '{');
	put_head(&j, form, head);
	while (i < (int)form->field_count) {
		int repeat = form->fields[i].repeat;

		if (repeat < 0) {
			put_answer(&j, answers, i++, 0);
			continue;
		}
		put_repeat(&j, answers, repeat);
		i = form->repeats[repeat].end;
	}
	json_close(&j);
	if (fwrite(buffer_text(&writing->line), 1, writing->line.length,
		   writing->out) != writing->line.length)
		return outgoing_fail(err);
	return 0;
}

int jsonl_export(struct outgoing *outgoing, FILE *out, struct err *err)
{
	struct writing writing = { .outgoing = outgoing, .out = out };
	int code = outgoing_visit(outgoing, write_record, &writing, err);

	buffer_done(&writing.line);
	return code;
}
