/* store/cells.c - see store/cells_private.h */
#include "config.h"

#include "store/cells_private.h"

#include "base/alloc.h"
#include "base/text.h"
#include "form/value.h"
#include "store/db_private.h"

/* Options by their place in the form to bits of the file, and back. */
static int64_t bits_to_file(const int *bit_of, const struct field *field,
			    uint64_t options)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < field->option_count; i++)
		if (options >> i & 1 && bit_of[i] >= 0)
			bits |= (uint64_t)1 << bit_of[i];
	return (int64_t)bits;
}

static uint64_t bits_from_file(const int *bit_of, const struct field *field,
			       int64_t bits)
{
	uint64_t options = 0;

	for (size_t i = 0; i < field->option_count; i++)
		if (bit_of[i] >= 0 && (uint64_t)bits >> bit_of[i] & 1)
			options |= (uint64_t)1 << i;
	return options;
}

static struct scalar number_scalar(const struct field *field, const char *value)
{
	struct scalar scalar = value_scalar(field, value);

	if (scalar.kind == SCALAR_INTEGER || scalar.kind == SCALAR_REAL)
		return scalar;
	return (struct scalar){ .kind = SCALAR_TEXT, .text = value };
}

static struct scalar column_scalar(const struct column *column,
				   const int *bit_of, const struct field *field,
				   const char *value)
{
	switch (column->type) {
	case FIELD_SELECT_MULTIPLE:
		return (struct scalar){ .kind = SCALAR_INTEGER,
					.integer = bits_to_file(
						bit_of, field,
						value_bits(field, value)) };
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_SCORE:
	case FIELD_SCALE:
		return number_scalar(field, value);
	default:
		return (struct scalar){ .kind = SCALAR_TEXT, .text = value };
	}
}

static int refuse_missing(const struct field *field, const char *missing,
			  struct err *err)
{
	/* TRANSLATORS: a field and a missing reason. */
	return err_set(err, ERR_INVALID,
		       _("The field %s does not have the missing reason %s"),
		       field->name, missing);
}

int cells_give(const struct cells_from *from, cell_taker *taker, void *of,
	       struct err *err)
{
	const struct binding *binding = from->binding;
	const struct table *table = binding->table;
	int index = 0;

	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];
		int f = binding->field_of[i];
		const struct field *field;
		const struct answer *answer;

		if (f < 0 || c->repeat != from->repeat)
			continue;
		field = &binding->form->fields[f];
		answer = answers_get(from->answers, f, from->row);
		if (answer->missing && !field_missing(field, answer->missing))
			return refuse_missing(field, answer->missing, err);
		if (!c->head && answer->value)
			taker(of, index,
			      column_scalar(c, binding->bit_of[i], field,
					    answer->value));
		index += !c->head;
		if (answer->missing && c->missing_count > 0)
			taker(of, index,
			      (struct scalar){ .kind = SCALAR_TEXT,
					       .text = answer->missing });
		index += c->missing_count > 0;
	}
	return 0;
}

static void bind_scalar(sqlite3_stmt *statement, int parameter,
			struct scalar value)
{
	if (value.kind == SCALAR_INTEGER)
		sqlite3_bind_int64(statement, parameter, value.integer);
	else if (value.kind == SCALAR_REAL)
		sqlite3_bind_double(statement, parameter, value.real);
	else
		db_bind_text(statement, parameter, value.text);
}

struct binding_cells {
	sqlite3_stmt *statement;
	int first;
};

static void bind_cell(void *of, int index, struct scalar value)
{
	const struct binding_cells *to = of;

	bind_scalar(to->statement, to->first + index, value);
}

int cells_bind(sqlite3_stmt *statement, int first,
	       const struct cells_from *from, struct err *err)
{
	struct binding_cells to = { statement, first };

	return cells_give(from, bind_cell, &to, err);
}

static char *read_decimal(sqlite3_stmt *statement, int index)
{
	static const struct field decimal = { .type = FIELD_DECIMAL };
	struct scalar scalar = { .kind = SCALAR_REAL };

	scalar.real = sqlite3_column_double(statement, index);
	return value_from_scalar(&decimal, scalar);
}

/* Mostly one digit, which SQLite takes long to make a text of. */
static char *read_digit(sqlite3_stmt *statement, int index)
{
	int64_t number;
	char digit;

	if (sqlite3_column_type(statement, index) != SQLITE_INTEGER)
		return db_text(statement, index);
	number = sqlite3_column_int64(statement, index);
	if (number < 0 || number > 9)
		return db_text(statement, index);
	digit = (char)('0' + number);
	return alloc_text_part(&digit, 1);
}

static char *read_value(sqlite3_stmt *statement, int index,
			const struct column *column, const int *bit_of,
			const struct field *field)
{
	if (sqlite3_column_type(statement, index) == SQLITE_NULL)
		return NULL;
	if (column->type == FIELD_SELECT_MULTIPLE)
		return value_from_bits(
			field,
			bits_from_file(bit_of, field,
				       sqlite3_column_int64(statement, index)));
	if (column->type == FIELD_DECIMAL)
		return read_decimal(statement, index);
	if (column->type == FIELD_SCORE || column->type == FIELD_SCALE)
		return read_digit(statement, index);
	return db_text(statement, index);
}

bool cells_has_row(const struct field *field, int row)
{
	return field->repeat < 0 ? row == 0 : row >= 1 && row <= ROWS_MAX;
}

void cells_read(sqlite3_stmt *statement, int first,
		const struct binding *binding, int repeat, int row,
		struct answers *answers)
{
	const struct table *table = binding->table;
	int index = first;

	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];
		int f = binding->field_of[i];
		const char *missing = NULL;
		char *value;

		if (f < 0 || c->repeat != repeat)
			continue;
		value = read_value(statement, index++, c, binding->bit_of[i],
				   &binding->form->fields[f]);
		if (c->missing_count > 0)
			missing = (const char *)sqlite3_column_text(statement,
								    index++);
		/* Only a damaged file has both. */
		if (value || missing)
			answers_take(answers, f, row, value,
				     value ? NULL : missing);
	}
}

static char *option_names(const struct column *column, int64_t bits)
{
	struct buffer names = { 0 };

	for (size_t i = 0; i < column->option_count; i++) {
		const struct column_option *option = &column->options[i];

		if (option->bit < 0 || !((uint64_t)bits >> option->bit & 1))
			continue;
		if (names.length > 0)
			buffer_add_byte(&names, ' ');
		buffer_add(&names, option->name);
	}
	return names.length > 0 ? buffer_take(&names) : NULL;
}

char *cell_text(sqlite3_stmt *statement, int index, const struct column *column)
{
	if (sqlite3_column_type(statement, index) == SQLITE_NULL)
		return NULL;
	if (column->type == FIELD_SELECT_MULTIPLE)
		return option_names(column,
				    sqlite3_column_int64(statement, index));
	if (column->type == FIELD_DECIMAL)
		return read_decimal(statement, index);
	return db_text(statement, index);
}
