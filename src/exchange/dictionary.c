/* exchange/dictionary.c - see exchange/dictionary.h */
#include "config.h"

#include "exchange/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/date.h"
#include "base/text.h"
#include "form/value.h"

/* Where the reasons begin: below a short scale, or below any number. */
#define REASONS_NEAR (-99)
#define REASONS_FAR (-999999999)
/* Where else they can be, when an answer is one of their codes. */
static const int32_t places[] = { REASONS_FAR, -1999999999, -1999998999,
				  -1999997999, -999998999,  -999997999,
				  -899999999,  -899998999 };
#define PLACES COUNT(places)

/* What is being made. */
struct making {
	const struct columns *columns;
	struct dictionary *dictionary;
	size_t name_most;
};

/* --- names */

static bool is_taken(const struct dictionary *dictionary, const char *name)
{
	size_t i;

	for (i = 0; i < dictionary->count; i++)
		if (strcmp(dictionary->items[i].name, name) == 0)
			return true;
	return false;
}

/* Words that SPSS or Stata keeps for itself, in alphabetical order. */
static bool is_reserved(const char *name)
{
	static const char *const words[] = {
		"all", "and", "by",   "byte", "double", "eq",   "float", "ge",
		"gt",  "if",  "in",   "int",  "le",     "long", "lt",    "ne",
		"not", "or",  "strl", "to",   "using",  "with",
	};
	size_t i;

	for (i = 0; i < COUNT(words); i++)
		if (strcmp(words[i], name) == 0)
			return true;
	return false;
}

static char *cut_name(const char *name, const char *end, size_t most)
{
	size_t room = most - strlen(end);
	size_t length = strlen(name);

	return alloc_print("%.*s%s", (int)(length < room ? length : room), name,
			   end);
}

/* A name that nothing else has; no name of a form has __.  free() it. */
static char *name_for(const struct making *making, const char *column)
{
	struct buffer plain = { 0 };
	char *name;
	int again;

	for (; *column; column++) {
		if (*column == '/')
			buffer_add(&plain, "__");
		else
			buffer_add_byte(&plain, *column);
	}
	name = cut_name(buffer_text(&plain),
			is_reserved(buffer_text(&plain)) ? "_" : "",
			making->name_most);
	for (again = 2; is_taken(making->dictionary, name); again++) {
		char *number = alloc_print("_%d", again);

		free(name);
		name = cut_name(buffer_text(&plain), number, making->name_most);
		free(number);
	}
	buffer_done(&plain);
	return name;
}

/* --- labels */

static const char *label_of(const struct field *field, const struct option *o)
{
	const char *label = words_text(&o->label);

	if (label[0] || field_value_type(field) != FIELD_SCORE)
		return label;
	return strcmp(o->name, "1") == 0 ? _("yes") : _("no");
}

/* "4b Advies bij evaluatie", with the row and the option when it has them. */
static char *field_label(const struct column *column, const struct field *field,
			 const struct column_place *place)
{
	struct buffer label = { 0 };

	if (field->number)
		buffer_print(&label, "%s ", field->number);
	buffer_add(&label, words_text(&field->label));
	if (label.length == 0)
		buffer_add(&label, column->name);
	if (column->row > 0)
		buffer_print(&label, " (%d)", column->row);
	if (column->kind == COLUMN_OPTION)
		buffer_print(&label, ": %s",
			     words_text(&field->options[place->option].label));
	if (column->kind == COLUMN_MISSING)
		buffer_print(&label, ": %s", _("why there is no answer"));
	if (column->kind == COLUMN_REASON)
		buffer_print(&label, ": %s", _("why it was kept"));
	if (column->kind == COLUMN_REMARK)
		buffer_print(&label, ": %s", _("remark"));
	if (column->kind == COLUMN_CLIENT)
		buffer_print(&label, ": %s", _("filled in by the client"));
	return buffer_take(&label);
}

/* --- codes */

static struct variable_code *find_code(struct variable_code *codes,
				       size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(codes[i].name, name) == 0)
			return &codes[i];
	return NULL;
}

static void add_code(struct variable_code **codes, size_t *count, int32_t code,
		     const char *name, const char *label)
{
	if (find_code(*codes, *count, name))
		return;
	*codes = alloc_resize(*codes, *count + 1, sizeof(**codes));
	(*codes)[*count] = (struct variable_code){ .code = code,
						   .name = name,
						   .label = alloc_text(label) };
	(*count)++;
}

/* The field in the nth version that has it; NULL past the last. */
static const struct field *field_in(const struct making *making,
				    const struct column *column, size_t version)
{
	int field = column->places[version].field;

	return field < 0 ? NULL
			 : &making->columns->forms[version]->fields[field];
}

static bool read_whole(const char *text, int32_t *out)
{
	char *end;
	long number;

	if (!text || !text[0])
		return false;
	number = strtol(text, &end, 10);
	if (*end || number < -90 || number > 1000000)
		return false;
	*out = (int32_t)number;
	return true;
}

/* The form's own codes, when every option has a number that no other has. */
static void use_own_codes(struct variable *variable, int32_t *own)
{
	size_t i, k;

	for (i = 0; i < variable->code_count; i++)
		for (k = 0; k < i; k++)
			if (own[i] == own[k])
				return;
	for (i = 0; i < variable->code_count; i++)
		variable->codes[i].code = own[i];
}

static void add_options(const struct making *making, struct variable *variable)
{
	int32_t *own = NULL;
	bool all = true;
	size_t version;
	size_t i;

	for (version = 0; version < making->columns->form_count; version++) {
		const struct field *field =
			field_in(making, variable->column, version);

		for (i = 0; field && i < field->option_count; i++) {
			size_t before = variable->code_count;
			const struct option *option = &field->options[i];

			add_code(&variable->codes, &variable->code_count,
				 (int32_t)before + 1, option->name,
				 label_of(field, option));
			if (variable->code_count == before)
				continue;
			own = alloc_resize(own, before + 1, sizeof(*own));
			own[before] = 0;
			if (!read_whole(field_value_type(field) == FIELD_SCORE
						? option->name
						: option->code,
					&own[before]))
				all = false;
		}
	}
	if (all && own)
		use_own_codes(variable, own);
	free(own);
}

/* What the ends of a scale mean.  Their names are none that a cell can have. */
static void add_ends(struct variable *variable, const struct field *field)
{
	if (field->low.count)
		add_code(&variable->codes, &variable->code_count,
			 (int32_t)field->from, "-", words_text(&field->low));
	if (field->high.count)
		add_code(&variable->codes, &variable->code_count,
			 (int32_t)field->to, "+", words_text(&field->high));
}

static void add_yes_and_no(struct variable *variable)
{
	add_code(&variable->codes, &variable->code_count, 0, "0", _("no"));
	add_code(&variable->codes, &variable->code_count, 1, "1", _("yes"));
}

static void add_reasons(const struct making *making, struct variable *variable,
			int32_t first)
{
	size_t version;
	size_t i;

	for (version = 0; version < making->columns->form_count; version++) {
		const struct field *field =
			field_in(making, variable->column, version);

		for (i = 0; field && i < field->missing_count; i++)
			add_code(&variable->reasons, &variable->reason_count,
				 first + (int32_t)variable->reason_count,
				 field->missing[i]->name,
				 words_text(&field->missing[i]->label));
	}
}

/* --- variables */

/* Behind a point, to which the reasons of a scale or options would reach. */
static void add_near_reasons(const struct making *making,
			     struct variable *variable, double lowest)
{
	add_reasons(making, variable, REASONS_NEAR);
	for (size_t i = 0; i < variable->code_count; i++)
		if (variable->codes[i].code < lowest)
			lowest = variable->codes[i].code;
	if (REASONS_NEAR + (double)variable->reason_count <= lowest)
		return;
	for (size_t i = 0; i < variable->reason_count; i++)
		variable->reasons[i].code = REASONS_FAR + (int32_t)i;
}

/* The type that all versions agree on; else a text. */
static enum field_type type_of(const struct making *making,
			       const struct column *column)
{
	enum field_type type = FIELD_NOTE;
	size_t i;

	for (i = 0; i < making->columns->form_count; i++) {
		const struct field *field = field_in(making, column, i);

		if (!field)
			continue;
		if (type != FIELD_NOTE && field_value_type(field) != type)
			return FIELD_TEXT;
		type = field_value_type(field);
	}
	return type;
}

/* How much, or when: a reason is a number far from any of them. */
static void make_amount(const struct making *making, struct variable *variable,
			enum variable_kind kind)
{
	variable->kind = kind;
	variable->level = LEVEL_SCALE;
	add_reasons(making, variable, REASONS_FAR);
}

static void make_value(const struct making *making, struct variable *variable,
		       const struct field *field)
{
	switch (type_of(making, variable->column)) {
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
		make_amount(making, variable, VARIABLE_NUMBER);
		break;
	case FIELD_SCALE:
		variable->kind = VARIABLE_CODE;
		variable->level = LEVEL_ORDINAL;
		add_ends(variable, field);
		add_near_reasons(making, variable, field->from);
		break;
	case FIELD_SELECT_ONE:
	case FIELD_SCORE:
		variable->kind = VARIABLE_CODE;
		add_options(making, variable);
		if (variable->code_count == 0)
			add_yes_and_no(variable);
		add_near_reasons(making, variable, 0);
		break;
	case FIELD_DATE:
		make_amount(making, variable, VARIABLE_DAY);
		break;
	case FIELD_DATETIME:
		make_amount(making, variable, VARIABLE_MOMENT);
		break;
	case FIELD_TIME:
		make_amount(making, variable, VARIABLE_TIME);
		break;
	default:
		break;
	}
}

static struct variable *add_variable(struct making *making,
				     const struct column *column)
{
	struct dictionary *dictionary = making->dictionary;
	char *name = name_for(making, column->name);

	dictionary->items =
		alloc_grow(dictionary->items, dictionary->count,
			   &dictionary->capacity, sizeof(*dictionary->items));
	dictionary->items[dictionary->count] =
		(struct variable){ .column = column, .name = name };
	return &dictionary->items[dictionary->count++];
}

static void add_head(struct making *making, const struct column *column)
{
	struct variable *variable = add_variable(making, column);

	variable->label = alloc_text(column->name);
	switch (column->head) {
	case HEAD_COMPLETED:
	case HEAD_ENDED:
		variable->kind = VARIABLE_DAY;
		variable->level = LEVEL_SCALE;
		break;
	case HEAD_CHANGED:
		variable->kind = VARIABLE_MOMENT;
		variable->level = LEVEL_SCALE;
		break;
	case HEAD_COUNTS:
		variable->kind = VARIABLE_CODE;
		add_yes_and_no(variable);
		break;
	default:
		break;
	}
}

static void add_field(struct making *making, const struct column *column)
{
	struct variable *variable;
	const struct field *field;
	size_t version = 0;

	while (!(field = field_in(making, column, version)))
		version++;
	/* A code says the reason itself. */
	if (column->kind == COLUMN_MISSING &&
	    (field_value_type(field) == FIELD_SELECT_MULTIPLE ||
	     type_of(making, column) != FIELD_TEXT))
		return;

	variable = add_variable(making, column);
	variable->label = field_label(column, field, &column->places[version]);
	if (column->kind == COLUMN_VALUE) {
		make_value(making, variable, field);
	} else if (column->kind == COLUMN_OPTION) {
		variable->kind = VARIABLE_CODE;
		add_yes_and_no(variable);
		add_reasons(making, variable, REASONS_NEAR);
	} else if (column->kind == COLUMN_MISSING) {
		variable->kind = VARIABLE_CODE;
		add_reasons(making, variable, 1);
		variable->codes = variable->reasons;
		variable->code_count = variable->reason_count;
		variable->reasons = NULL;
		variable->reason_count = 0;
	}
}

struct dictionary *dictionary_new(const struct columns *columns,
				  size_t name_most)
{
	struct making making = { .columns = columns, .name_most = name_most };
	size_t i;

	making.dictionary = alloc_new(1, sizeof(*making.dictionary));
	for (i = 0; i < columns->count; i++) {
		if (columns->items[i].kind == COLUMN_HEAD)
			add_head(&making, &columns->items[i]);
		else
			add_field(&making, &columns->items[i]);
	}
	return making.dictionary;
}

static void free_codes(struct variable_code *codes, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		free(codes[i].label);
	free(codes);
}

void dictionary_free(struct dictionary *dictionary)
{
	size_t i;

	if (!dictionary)
		return;
	for (i = 0; i < dictionary->count; i++) {
		struct variable *variable = &dictionary->items[i];

		free(variable->name);
		free(variable->label);
		free_codes(variable->codes, variable->code_count);
		free_codes(variable->reasons, variable->reason_count);
	}
	free(dictionary->items);
	free(dictionary);
}

/* --- where the reasons are */

void dictionary_note(struct variable *variable, double number)
{
	size_t i;

	if (variable->kind == VARIABLE_CODE || variable->reason_count == 0)
		return;
	for (i = 0; i < PLACES; i++)
		if (number >= places[i] &&
		    number < places[i] + (double)variable->reason_count)
			variable->taken |= 1u << i;
}

int dictionary_place_reasons(struct dictionary *dictionary, struct err *err)
{
	size_t i, k, place;

	for (i = 0; i < dictionary->count; i++) {
		struct variable *variable = &dictionary->items[i];

		if (!variable->taken)
			continue;
		for (place = 0; variable->taken >> place & 1u; place++)
			;
		if (place == PLACES)
			return err_set(err, ERR_INVALID,
				       _("%s has answers on every number that "
					 "could stand for a reason of missing; "
					 "mend them first, or take CSV"),
				       variable->column->name);
		for (k = 0; k < variable->reason_count; k++)
			variable->reasons[k].code = places[place] + (int32_t)k;
	}
	return 0;
}

/* --- what a record has */

static struct content number(double value)
{
	return (struct content){ .kind = CONTENT_NUMBER, .number = value };
}

static struct content read_moment(const char *text)
{
	struct content empty = { 0 };
	struct moment m;

	if (!moment_read(text, &m))
		return empty;
	return number((double)day_number(m.day) * 86400 + m.hour * 3600 +
		      m.minute * 60 + m.second);
}

static struct content read_time(const char *text)
{
	struct content empty = { 0 };
	int hour, minute, second;

	if (!time_read(text, &hour, &minute, &second))
		return empty;
	return number(hour * 3600 + minute * 60 + second);
}

static struct content read_code(const struct variable *variable,
				const char *text)
{
	struct content empty = { 0 };
	const struct variable_code *code =
		find_code(variable->codes, variable->code_count, text);
	char *end;
	double value;

	if (code)
		return number(code->code);
	/* A point of a scale that has no label. */
	value = strtod(text, &end);
	return *end || end == text ? empty : number(value);
}

static struct content read_text(const struct variable *variable,
				const char *text)
{
	struct content content = { .kind = CONTENT_TEXT, .text = text };
	struct content empty = { 0 };
	struct day day;

	switch (variable->kind) {
	case VARIABLE_TEXT:
		return content;
	case VARIABLE_NUMBER:
		return number(strtod(text, NULL));
	case VARIABLE_CODE:
		return read_code(variable, text);
	case VARIABLE_DAY:
		return day_read(text, &day) ? number((double)day_number(day))
					    : empty;
	case VARIABLE_MOMENT:
		return read_moment(text);
	case VARIABLE_TIME:
		break;
	}
	return read_time(text);
}

/* The reason of missing of the answer that the variable is of; or NULL. */
static const char *reason_of(const struct variable *variable,
			     const struct record_cells *record)
{
	const struct column *column = variable->column;
	const struct column_place *place;

	if (variable->reason_count == 0)
		return NULL;
	place = &column->places[record->version];
	if (place->field < 0)
		return NULL;
	return answers_get(record->answers, place->field, column->row)->missing;
}

struct content dictionary_content(const struct variable *variable,
				  struct record_cells *record)
{
	const char *text = record_cell_text(record, variable->column);
	const char *reason = reason_of(variable, record);
	struct content content = { 0 };
	size_t i;

	if (text)
		return read_text(variable, text);
	for (i = 0; reason && i < variable->reason_count; i++) {
		if (strcmp(variable->reasons[i].name, reason) == 0) {
			content.kind = CONTENT_REASON;
			content.reason = i;
		}
	}
	return content;
}
