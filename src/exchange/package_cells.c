/* exchange/package_cells.c - what becomes of each column on its way out */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "exchange/package_private.h"

static enum package_fate fate_of_head(const struct package_options *options,
				      enum head_column head)
{
	switch (head) {
	case HEAD_ID:
	case HEAD_REVISION:
		return FATE_ID;
	case HEAD_TRAJECT:
		return FATE_TRAJECT;
	case HEAD_JEUGDIGE:
		return FATE_JEUGDIGE;
	case HEAD_MEDEWERKER:
		return FATE_MEDEWERKER;
	case HEAD_COMPLETED:
	case HEAD_ENDED:
	case HEAD_CHANGED:
		return options->coarse_dates ? FATE_MONTH : FATE_LEAVES;
	default:
		return FATE_LEAVES;
	}
}

/* The fields by which the program itself knows a case and a jeugdige. */
static bool fate_of_traject(const struct form *form, int field,
			    enum package_fate *out)
{
	if (!form->is_traject)
		return false;
	if (field == form->traject.code)
		*out = FATE_TRAJECT;
	else if (field == form->traject.key)
		*out = FATE_JEUGDIGE;
	else if (field == form->traject.born)
		*out = FATE_BORN;
	else
		return false;
	return true;
}

static enum package_fate fate_of_text(const struct package_options *options,
				      const struct field *field)
{
	if (!field->list)
		return options->free_text ? FATE_LEAVES : FATE_TEXT;
	return strcmp(field->list, "medewerker") == 0 ? FATE_MEDEWERKER
						      : FATE_LEAVES;
}

/* Of an answer, or of the reason why there is none. */
static enum package_fate fate_of_answer(const struct package_options *options,
					const struct form *form, int at,
					enum column_kind kind)
{
	const struct field *field = &form->fields[at];
	enum package_fate fate;

	if (fate_of_traject(form, at, &fate))
		return fate == FATE_BORN || kind == COLUMN_VALUE ? fate
								 : FATE_LEAVES;
	switch (field_value_type(field)) {
	case FIELD_TEXT:
		fate = fate_of_text(options, field);
		break;
	case FIELD_DATE:
	case FIELD_DATETIME:
		fate = options->coarse_dates ? FATE_MONTH : FATE_LEAVES;
		break;
	default:
		return FATE_LEAVES;
	}
	/* That something was left out on purpose says nothing of it. */
	return kind == COLUMN_MISSING ? FATE_LEAVES : fate;
}

/* What is a text in one version and a choice in another is kept back of all. */
static enum package_fate fate_of_versions(const struct package_options *options,
					  const struct columns *columns,
					  const struct column *column)
{
	enum package_fate fate = FATE_TEXT;
	bool found = false;

	for (size_t i = 0; column->places && i < columns->form_count; i++) {
		int field = column->places[i].field;
		enum package_fate here;

		if (field < 0)
			continue;
		here = fate_of_answer(options, columns->forms[i], field,
				      column->kind);
		if (found && here != fate)
			return FATE_TEXT;
		fate = here;
		found = true;
	}
	return fate;
}

enum package_fate package_fate(const struct package_options *options,
			       const struct columns *columns,
			       const struct column *column)
{
	switch (column->kind) {
	case COLUMN_HEAD:
		return fate_of_head(options, column->head);
	case COLUMN_REASON:
	case COLUMN_REMARK:
		return options->free_text ? FATE_LEAVES : FATE_TEXT;
	case COLUMN_CLIENT:
		return FATE_LEAVES;
	default:
		return fate_of_versions(options, columns, column);
	}
}

bool package_stays(enum package_fate fate)
{
	return fate == FATE_TEXT || fate == FATE_BORN;
}

static char *month_of(const char *text)
{
	char *month = alloc_text(text);

	/* "2025-03-17" and "2025-03-17T14:05:00" stay what they are. */
	if (strlen(month) >= 10) {
		memcpy(month + 8, "01", 2);
		for (char *at = month + 10; *at; at++)
			if (*at >= '0' && *at <= '9')
				*at = '0';
	}
	return month;
}

static char *code_of(const struct pseudonyms *pseudonyms, char kind,
		     const char *within, const char *text)
{
	char code[PSEUDONYM_ROOM];

	pseudonym_code(pseudonyms, kind, within, text, code);
	return alloc_text(code);
}

char *package_cell(const struct pseudonyms *pseudonyms, enum package_fate fate,
		   const char *traject, struct record_cells *record,
		   const struct column *column)
{
	const char *text = record_cell_text(record, column);
	char id[UUID_ROOM];

	if (!text)
		return NULL;
	switch (fate) {
	case FATE_LEAVES:
		return alloc_text(text);
	case FATE_ID:
		pseudonym_id(pseudonyms, text, id);
		return alloc_text(id);
	case FATE_TRAJECT:
		return code_of(pseudonyms, 'T', NULL, traject);
	case FATE_MEDEWERKER:
		return code_of(pseudonyms, 'M', record->head->organisatie,
			       text);
	case FATE_MONTH:
		return month_of(text);
	case FATE_JEUGDIGE:
		return code_of(pseudonyms, 'J', traject, text);
	case FATE_TEXT:
	case FATE_BORN:
		break;
	}
	return NULL;
}
