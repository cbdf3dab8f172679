/* exchange/record_cell.c - see exchange/record_cell.h */
#include "config.h"

#include "exchange/record_cell.h"

#include "form/value.h"

static const char *head_cell(const struct record_head *head,
			     enum head_column column)
{
	switch (column) {
	case HEAD_ID:
		return head->id;
	case HEAD_FORM:
		return head->form;
	case HEAD_VERSION:
		return head->version;
	case HEAD_TRAJECT:
		return head->traject;
	case HEAD_ORGANISATIE:
		return head->organisatie;
	case HEAD_TEAM:
		return head->team;
	case HEAD_MEDEWERKER:
		return head->medewerker;
	case HEAD_STATUS:
		return record_status_name(head->status);
	case HEAD_COMPLETED:
		return head->completed;
	case HEAD_ENDED:
		return head->ended;
	case HEAD_JEUGDIGE:
		return head->jeugdige;
	case HEAD_INFORMANT:
		return head->informant;
	case HEAD_REVISION:
		return head->revision;
	case HEAD_CHANGED:
		return head->changed;
	case HEAD_COUNTS:
		return head->counts ? "1" : "0";
	case HEAD_COLUMNS:
		break;
	}
	return NULL;
}

struct record_cells record_cells(const struct record_head *head,
				 const struct answers *answers, size_t version)
{
	return (struct record_cells){ .head = head,
				      .answers = answers,
				      .version = version,
				      .bits_field = -1 };
}

static const char *option_cell(struct record_cells *record,
			       const struct field *field,
			       const struct answer *answer,
			       const struct column_place *place, int row)
{
	if (!answer->value)
		return NULL;
	if (record->bits_field != place->field || record->bits_row != row) {
		record->bits = value_bits(field, answer->value);
		record->bits_field = place->field;
		record->bits_row = row;
	}
	return record->bits >> place->option & 1 ? "1" : "0";
}

const struct field *record_cell_field(const struct record_cells *record,
				      const struct column *column)
{
	int field;

	if (column->kind == COLUMN_HEAD)
		return NULL;
	field = column->places[record->version].field;
	return field < 0 ? NULL : &answers_form(record->answers)->fields[field];
}

const char *record_cell_text(struct record_cells *record,
			     const struct column *column)
{
	const struct field *field = record_cell_field(record, column);
	const struct column_place *place;
	const struct answer *answer;

	if (column->kind == COLUMN_HEAD)
		return head_cell(record->head, column->head);
	if (!field)
		return NULL;

	place = &column->places[record->version];
	answer = answers_get(record->answers, place->field, column->row);
	switch (column->kind) {
	case COLUMN_OPTION:
		return option_cell(record, field, answer, place, column->row);
	case COLUMN_MISSING:
		return answer->missing;
	case COLUMN_REASON:
		return answer->reason;
	case COLUMN_REMARK:
		return answer->remark;
	case COLUMN_CLIENT:
		return answer_client_name(answer->client);
	case COLUMN_VALUE:
	case COLUMN_HEAD:
		break;
	}
	return answer->value;
}
