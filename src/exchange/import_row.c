/* exchange/import_row.c - from the cells of a row to a record */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/uuid.h"
#include "exchange/import_private.h"
#include "exchange/relevant.h"
#include "form/value.h"

const char *import_head_cell(const struct import *import,
			     const struct import_row *row,
			     enum head_column column)
{
	const char *cell;

	if (import->head[column] < 0)
		return NULL;
	cell = row->cells[import->head[column]];
	return cell[0] ? cell : NULL;
}

/* --- the head */

/* Which version of the form is it? */
static void read_version(struct import *import, struct import_row *row)
{
	const char *form = import_head_cell(import, row, HEAD_FORM);
	const char *version = import_head_cell(import, row, HEAD_VERSION);
	const char *name = import->forms[0]->name;

	if (form && strcmp(form, name) != 0)
		import_refuse(import, row, "form",
			      _("this is a row of %s, not of %s"), form, name);
	if (!version)
		version = import->options->version;
	if (version)
		row->version = columns_version(import->forms,
					       import->form_count, version);
	if (row->version == import->form_count) {
		import_refuse(import, row, "version",
			      _("there is no version %s of %s"), version, name);
		row->version = 0;
	}
	row->form = import->forms[row->version];
	row->head.form = alloc_text(row->form->name);
	row->head.version = alloc_text(row->form->version);
}

static void read_uuid(struct import *import, struct import_row *row,
		      enum head_column column, char **out)
{
	const char *cell = import_head_cell(import, row, column);

	if (cell && !uuid_is_valid(cell))
		import_refuse(import, row, head_column_names[column],
			      _("%s is not a UUID"), cell);
	else
		*out = alloc_text(cell);
}

static void read_day(struct import *import, struct import_row *row,
		     enum head_column column, char **out)
{
	const char *cell = import_head_cell(import, row, column);
	struct day day;

	if (cell && !day_read(cell, &day))
		import_refuse(import, row, head_column_names[column],
			      _("%s is not a date like 2025-03-31"), cell);
	else
		*out = alloc_text(cell);
}

static void read_changed(struct import *import, struct import_row *row)
{
	const char *cell = import_head_cell(import, row, HEAD_CHANGED);
	struct moment moment;

	if (cell && !moment_read(cell, &moment))
		import_refuse(import, row, "changed",
			      _("%s is not a date and time like "
				"2025-03-31T14:05:00"),
			      cell);
	else
		row->head.changed = alloc_text(cell);
}

static void read_status(struct import *import, struct import_row *row)
{
	const char *cell = import_head_cell(import, row, HEAD_STATUS);

	row->head.status = RECORD_COMPLETE;
	if (cell && !record_status_read(cell, &row->head.status))
		import_refuse(import, row, "status",
			      _("%s is none of draft, complete, verified and "
				"withdrawn"),
			      cell);

	if (row->head.status == RECORD_DRAFT)
		return;
	read_day(import, row, HEAD_COMPLETED, &row->head.completed);
	if (!row->head.completed)
		row->head.completed = alloc_text(import->today);
}

static void read_counts(struct import *import, struct import_row *row)
{
	const char *cell = import_head_cell(import, row, HEAD_COUNTS);

	if (!cell)
		return;
	if (strcmp(cell, "0") != 0 && strcmp(cell, "1") != 0)
		import_refuse(import, row, "counts", _("%s is not 0 or 1"),
			      cell);
	row->says_counts = true;
	row->head.counts = cell[0] == '1';
}

/* Jeugdige and informant, which must fit how the form is filled in. */
static void read_about(struct import *import, struct import_row *row)
{
	const char *jeugdige = import_head_cell(import, row, HEAD_JEUGDIGE);
	const char *informant = import_head_cell(import, row, HEAD_INFORMANT);
	const struct form *form = row->form;
	const char *who = form->per == PER_INFORMANT ? form->informant : NULL;

	if (form->per == PER_TRAJECT && jeugdige)
		import_refuse(import, row, "jeugdige",
			      _("%s is filled in once per traject, not per "
				"jeugdige"),
			      form->name);
	if (form->per != PER_TRAJECT && !jeugdige)
		import_refuse(import, row, "jeugdige",
			      _("this must say which jeugdige"));
	if (informant && (!who || strcmp(informant, who) != 0))
		import_refuse(import, row, "informant",
			      who ? _("%s is not the informant of this form")
				  : _("%s: this form has no informant"),
			      informant);
	row->head.jeugdige = alloc_text(jeugdige);
	row->head.informant = alloc_text(who);
}

static bool is_plain(const char *name)
{
	size_t length = strlen(name);

	for (const char *c = name; *c; c++)
		if (*c < ' ' || *c > '~')
			return false;
	return length > 0 && name[0] != ' ' && name[length - 1] != ' ';
}

/* Of ASCII, or of those that follow it. */
static bool has_control(const char *name)
{
	for (const unsigned char *c = (const unsigned char *)name; *c; c++)
		if (*c < ' ' || *c == 0x7F ||
		    (c[0] == 0xC2 && c[1] >= 0x80 && c[1] < 0xA0))
			return true;
	return false;
}

/*
 * A code or a name, as it would be typed: two that look the same are, and it
 * cannot move a cursor.
 */
static void read_name(struct import *import, struct import_row *row,
		      enum head_column column, char **out)
{
	const char *cell = import_head_cell(import, row, column);
	char *name;
	size_t length;

	if (!cell || is_plain(cell)) {
		*out = alloc_text(cell);
		return;
	}
	name = utf8_normal(cell + strspn(cell, " "));
	length = strlen(name);
	while (length > 0 && name[length - 1] == ' ')
		name[--length] = '\0';
	if (length == 0) {
		free(name);
		return;
	}
	*out = name;
	if (has_control(name))
		import_refuse(import, row, head_column_names[column],
			      _("there is a control character in it"));
}

static void read_head(struct import *import, struct import_row *row)
{
	struct record_head *head = &row->head;

	read_version(import, row);
	read_uuid(import, row, HEAD_ID, &head->id);
	read_uuid(import, row, HEAD_REVISION, &head->revision);
	read_status(import, row);
	read_day(import, row, HEAD_ENDED, &head->ended);
	read_changed(import, row);
	read_counts(import, row);
	read_about(import, row);

	read_name(import, row, HEAD_TRAJECT, &head->traject);
	if (!head->traject)
		import_refuse(import, row, "traject",
			      _("this must say which traject"));
	read_name(import, row, HEAD_ORGANISATIE, &head->organisatie);
	read_name(import, row, HEAD_TEAM, &head->team);
	read_name(import, row, HEAD_MEDEWERKER, &head->medewerker);
}

/* --- the answers */

static void refuse_both(struct import *import, struct import_row *row,
			const struct column *column)
{
	import_refuse(import, row, column->name,
		      _("there is both an answer and a reason why it is "
			"missing"));
}

static void read_value(struct import *import, struct import_row *row,
		       const struct column *column, int field, const char *cell)
{
	const struct answer *answer =
		answers_get(row->answers, field, column->row);
	struct err err;
	char *value = NULL;

	if (value_read(&row->form->fields[field], cell, &value, &err) != 0) {
		import_refuse(import, row, column->name, "%s", err.text);
	} else if (value && answer->missing) {
		refuse_both(import, row, column);
		free(value);
	} else if (value) {
		answers_take(row->answers, field, column->row, value, NULL);
	}
}

/* The options that were read of one field become its answer. */
static void put_options(struct import_row *row)
{
	int f = row->options.field;
	const struct field *field = &row->form->fields[f];
	const char *before =
		answers_get(row->answers, f, row->options.row)->value;
	uint64_t bits = row->options.bits | value_bits(field, before);

	answers_take(row->answers, f, row->options.row,
		     value_from_bits(field, bits), NULL);
	row->options.bits = 0;
}

static void read_option(struct import *import, struct import_row *row,
			const struct column *column,
			const struct column_place *place, const char *cell)
{
	const struct answer *answer =
		answers_get(row->answers, place->field, column->row);

	if (strcmp(cell, "0") == 0)
		return;
	if (strcmp(cell, "1") != 0) {
		import_refuse(import, row, column->name, _("%s is not 0 or 1"),
			      cell);
		return;
	}
	if (answer->missing) {
		refuse_both(import, row, column);
		return;
	}
	if (row->options.bits && (row->options.field != place->field ||
				  row->options.row != column->row))
		put_options(row);
	row->options.field = place->field;
	row->options.row = column->row;
	row->options.bits |= UINT64_C(1) << place->option;
}

static void refuse_reason(struct import *import, struct import_row *row,
			  const struct column *column,
			  const struct field *field, const char *cell)
{
	const char **names = alloc_new(field->missing_count, sizeof(*names));
	const char *nearest;
	size_t i;

	for (i = 0; i < field->missing_count; i++)
		names[i] = field->missing[i]->name;
	nearest = utf8_nearest(cell, names, field->missing_count);
	if (nearest)
		import_refuse(import, row, column->name,
			      _("%s is not a reason here; did you mean %s?"),
			      cell, nearest);
	else
		import_refuse(import, row, column->name,
			      _("%s is not a reason here"), cell);
	free(names);
}

static void read_missing(struct import *import, struct import_row *row,
			 const struct column *column, int field,
			 const char *cell)
{
	const struct field *of = &row->form->fields[field];

	if (!field_missing(of, cell))
		refuse_reason(import, row, column, of, cell);
	else if (answers_get(row->answers, field, column->row)->value)
		refuse_both(import, row, column);
	else
		answers_put(row->answers, field, column->row, NULL, cell);
}

/* Of an answer that is there: the columns of answers are read before. */
static void read_client(struct import *import, struct import_row *row,
			const struct column *column, int field,
			const char *cell)
{
	enum answer_client client = answer_client_read(cell);

	if (client == CLIENT_NONE)
		import_refuse(import, row, column->name,
			      _("\"%s\" is not hidden or shown"), cell);
	else
		answers_client(row->answers, field, column->row, client);
}

static void read_cell(struct import *import, struct import_row *row,
		      const struct column *column, const char *cell)
{
	const struct column_place *place = &column->places[row->version];
	int repeat;

	if (place->field < 0) {
		import_refuse(import, row, column->name,
			      _("version %s of %s does not have this"),
			      row->form->version, row->form->name);
		return;
	}

	if (row->options.bits && column->kind != COLUMN_OPTION)
		put_options(row);
	repeat = row->form->fields[place->field].repeat;
	if (repeat >= 0)
		answers_need_rows(row->answers, repeat, column->row);
	switch (column->kind) {
	case COLUMN_VALUE:
		read_value(import, row, column, place->field, cell);
		break;
	case COLUMN_OPTION:
		read_option(import, row, column, place, cell);
		break;
	case COLUMN_MISSING:
		read_missing(import, row, column, place->field, cell);
		break;
	case COLUMN_REASON:
		answers_reason(row->answers, place->field, column->row, cell);
		break;
	case COLUMN_REMARK:
		answers_remark(row->answers, place->field, column->row, cell);
		break;
	case COLUMN_CLIENT:
		read_client(import, row, column, place->field, cell);
		break;
	case COLUMN_HEAD:
		break;
	}
}

/*
 * On the traject form the head columns are answers too.  Its code may also
 * have a column of its own, which must say the same.
 */
static void read_traject_fields(struct import *import, struct import_row *row)
{
	const struct form *form = row->form;
	const struct {
		enum head_column column;
		int field;
	} heads[] = { { HEAD_TRAJECT, form->traject.code },
		      { HEAD_ORGANISATIE, form->traject.organisatie },
		      { HEAD_TEAM, form->traject.team },
		      { HEAD_MEDEWERKER, form->traject.medewerker } };
	size_t i;

	for (i = 0; i < COUNT(heads); i++) {
		const struct field *field = &form->fields[heads[i].field];
		const char *cell =
			import_head_cell(import, row, heads[i].column);
		const char *said =
			answers_get(row->answers, heads[i].field, 0)->value;
		char *value = NULL;

		if (!cell || value_read(field, cell, &value, NULL) != 0)
			continue;
		if (value && said && strcmp(value, said) != 0)
			import_refuse(import, row, field->name,
				      _("%s is not the traject of this row, "
					"%s"),
				      said, cell);
		else
			answers_put(row->answers, heads[i].field, 0, value,
				    NULL);
		free(value);
	}
}

void import_read_row(struct import *import, struct import_row *row)
{
	size_t i;

	read_head(import, row);
	row->answers = answers_new(row->form);
	for (i = 0; i < import->column_count; i++)
		if (import->columns[i].kind != COLUMN_HEAD &&
		    import->columns[i].kind != COLUMN_CLIENT &&
		    row->cells[i][0])
			read_cell(import, row, &import->columns[i],
				  row->cells[i]);
	if (row->options.bits)
		put_options(row);
	for (i = 0; i < import->column_count; i++)
		if (import->columns[i].kind == COLUMN_CLIENT &&
		    row->cells[i][0])
			read_cell(import, row, &import->columns[i],
				  row->cells[i]);
	if (row->form->is_traject)
		read_traject_fields(import, row);
	relevant_trim_rows(row->answers);
}
