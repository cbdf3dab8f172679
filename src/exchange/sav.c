/* exchange/sav.c - see exchange/sav.h */
#include "config.h"

#include "exchange/sav.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "exchange/dictionary.h"
#include "exchange/library.h"

#ifdef HAVE_READSTAT

bool sav_is_there(void)
{
	return true;
}

/* What the two programs take, and how they count days. */
struct flavour {
	bool stata;
	size_t name_most;
	size_t label_most; /* of a variable, in bytes */
	size_t code_most;  /* label of a code */
	size_t text_most;
	const char *day, *moment, *time; /* formats */
	double day_zero;                 /* 1970-01-01, in their days */
	double day_unit;    /* seconds, or days, in a day of theirs */
	double second_unit; /* theirs in a second */
};

static const struct flavour spss = {
	.name_most = 64,
	.label_most = 255,
	.code_most = 120,
	.text_most = 32767,
	.day = "EDATE10",
	.moment = "DATETIME20",
	.time = "TIME8",
	.day_zero = 141428, /* since 1582-10-14 */
	.day_unit = 86400,
	.second_unit = 1,
};

static const struct flavour stata = {
	.stata = true,
	.name_most = 32,
	.label_most = 80,
	.code_most = 120,
	.text_most = 2045,
	.day = "%td",
	.moment = "%tc",
	.time = "%tcHH:MM:SS",
	.day_zero = 3653, /* since 1960-01-01 */
	.day_unit = 1,
	.second_unit = 1000,
};

struct writing {
	struct outgoing *outgoing;
	const struct flavour *flavour;
	struct dictionary *dictionary;
	const struct sav_library *library;
	readstat_writer_t *writer;
	FILE *out;
	long rows;
	char changed[DATE_ROOM]; /* the last one */
	char *room;              /* for a text that is cut */
};

/* --- the library */

static int fail(const struct writing *writing, readstat_error_t code,
		struct err *err)
{
	if (code == READSTAT_OK)
		return 0;
	if (code == READSTAT_ERROR_WRITE)
		return outgoing_fail(err);
	/* TRANSLATORS: %s is what ReadStat says, in English. */
	return err_set(err, ERR_SYSTEM, _("cannot write the records: %s"),
		       writing->library->readstat_error_message(code));
}

static ssize_t write_bytes(const void *data, size_t length, void *of)
{
	struct writing *writing = of;

	return fwrite(data, 1, length, writing->out) == length ? (ssize_t)length
							       : -1;
}

/* As the two programs count days and seconds. */
static double converted(const struct flavour *flavour,
			const struct variable *variable, double number)
{
	switch (variable->kind) {
	case VARIABLE_DAY:
		return (number + flavour->day_zero) * flavour->day_unit;
	case VARIABLE_MOMENT:
		return (number + flavour->day_zero * 86400) *
		       flavour->second_unit;
	case VARIABLE_TIME:
		return number * flavour->second_unit;
	case VARIABLE_CODE:
	case VARIABLE_TEXT:
	case VARIABLE_NUMBER:
		break;
	}
	return number;
}

/* --- the first pass: how many rows, how long the texts, how late */

/* Bytes of text that fit, whole characters. */
static size_t fit(const char *text, size_t most)
{
	size_t length = strlen(text);

	if (length <= most)
		return length;
	while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
		most--;
	return most;
}

static void measure_text(const struct writing *writing,
			 struct variable *variable, struct record_cells *record)
{
	const char *text = record_cell_text(record, variable->column);
	size_t width = text ? fit(text, writing->flavour->text_most) : 0;

	if (width > variable->width)
		variable->width = width;
}

static void measure_number(const struct writing *writing,
			   struct variable *variable,
			   struct record_cells *record)
{
	struct content content = dictionary_content(variable, record);

	if (content.kind == CONTENT_NUMBER)
		dictionary_note(variable, converted(writing->flavour, variable,
						    content.number));
}

static int measure_record(void *of, const struct record_head *head,
			  const struct answers *answers, struct err *err)
{
	struct writing *writing = of;
	struct record_cells record =
		record_cells(head, answers, writing->outgoing->version);
	size_t i;

	(void)err;
	writing->rows++;
	if (head->changed && strcmp(head->changed, writing->changed) > 0)
		snprintf(writing->changed, sizeof(writing->changed), "%s",
			 head->changed);
	for (i = 0; i < writing->dictionary->count; i++) {
		struct variable *variable = &writing->dictionary->items[i];

		if (variable->kind == VARIABLE_TEXT)
			measure_text(writing, variable, &record);
		else if (variable->reason_count > 0 && !writing->flavour->stata)
			measure_number(writing, variable, &record);
	}
	return 0;
}

/* --- the dictionary */

static void add_labels(struct writing *writing, const struct variable *variable,
		       readstat_variable_t *to)
{
	const struct flavour *flavour = writing->flavour;
	readstat_label_set_t *set;
	char name[32];
	size_t i;

	if (variable->code_count + variable->reason_count == 0)
		return;
	snprintf(name, sizeof(name), "codes%zu",
		 (size_t)(variable - writing->dictionary->items) + 1);
	set = writing->library->readstat_add_label_set(
		writing->writer,
		variable->kind == VARIABLE_CODE || flavour->stata
			? READSTAT_TYPE_INT32
			: READSTAT_TYPE_DOUBLE,
		name);
	for (i = 0; i < variable->code_count; i++) {
		struct variable_code *code = &variable->codes[i];

		code->label[fit(code->label, flavour->code_most)] = '\0';
		writing->library->readstat_label_int32_value(set, code->code,
							     code->label);
	}
	for (i = 0; i < variable->reason_count; i++) {
		struct variable_code *reason = &variable->reasons[i];

		reason->label[fit(reason->label, flavour->code_most)] = '\0';
		if (flavour->stata)
			writing->library->readstat_label_tagged_value(
				set, (char)('a' + i), reason->label);
		else if (variable->kind == VARIABLE_CODE)
			writing->library->readstat_label_int32_value(
				set, reason->code, reason->label);
		else
			writing->library->readstat_label_double_value(
				set, reason->code, reason->label);
	}
	writing->library->readstat_variable_set_label_set(to, set);
}

/* PSPP takes at most three single values, and then only a range. */
static int declare_missing(const struct writing *writing,
			   const struct variable *variable,
			   readstat_variable_t *to, struct err *err)
{
	const struct variable_code *reasons = variable->reasons;
	size_t count = variable->reason_count;
	size_t i;
	int code = 0;

	if (count > 3)
		return fail(
			writing,
			writing->library
				->readstat_variable_add_missing_double_range(
					to, reasons[0].code,
					reasons[count - 1].code),
			err);
	for (i = 0; i < count && code == 0; i++)
		code = fail(
			writing,
			writing->library
				->readstat_variable_add_missing_double_value(
					to, reasons[i].code),
			err);
	return code;
}

static void set_format(const struct writing *writing,
		       const struct variable *variable, readstat_variable_t *to)
{
	static const readstat_measure_t levels[] = {
		[LEVEL_NOMINAL] = READSTAT_MEASURE_NOMINAL,
		[LEVEL_ORDINAL] = READSTAT_MEASURE_ORDINAL,
		[LEVEL_SCALE] = READSTAT_MEASURE_SCALE,
	};
	const struct flavour *flavour = writing->flavour;
	const char *format = NULL;

	if (variable->kind == VARIABLE_DAY)
		format = flavour->day;
	if (variable->kind == VARIABLE_MOMENT)
		format = flavour->moment;
	if (variable->kind == VARIABLE_TIME)
		format = flavour->time;
	if (variable->kind == VARIABLE_CODE && !flavour->stata)
		format = "F10.0";
	if (format)
		writing->library->readstat_variable_set_format(to, format);
	writing->library->readstat_variable_set_measure(
		to, levels[variable->level]);
}

static int add_variables(struct writing *writing, struct err *err)
{
	struct dictionary *dictionary = writing->dictionary;
	size_t i;
	int code = 0;

	for (i = 0; i < dictionary->count && code == 0; i++) {
		struct variable *variable = &dictionary->items[i];
		bool text = variable->kind == VARIABLE_TEXT;
		readstat_type_t type = text ? READSTAT_TYPE_STRING
				       : variable->kind == VARIABLE_CODE
					       ? READSTAT_TYPE_INT32
					       : READSTAT_TYPE_DOUBLE;
		size_t width = variable->width ? variable->width : 1;
		readstat_variable_t *to =
			writing->library->readstat_add_variable(
				writing->writer, variable->name, type,
				text ? width : 0);

		variable->label[fit(variable->label,
				    writing->flavour->label_most)] = '\0';
		writing->library->readstat_variable_set_label(to,
							      variable->label);
		set_format(writing, variable, to);
		add_labels(writing, variable, to);
		if (!writing->flavour->stata)
			code = declare_missing(writing, variable, to, err);
	}
	return code;
}

/* --- the second pass */

static readstat_error_t put_text(struct writing *writing,
				 const readstat_variable_t *to,
				 const char *text)
{
	size_t length = fit(text, writing->flavour->text_most);

	if (text[length] == '\0')
		return writing->library->readstat_insert_string_value(
			writing->writer, to, text);
	memcpy(writing->room, text, length);
	writing->room[length] = '\0';
	writing->outgoing->left_out.cut++;
	return writing->library->readstat_insert_string_value(
		writing->writer, to, writing->room);
}

static readstat_error_t put_number(struct writing *writing,
				   const struct variable *variable,
				   const readstat_variable_t *to, double number)
{
	const struct flavour *flavour = writing->flavour;

	if (variable->kind == VARIABLE_CODE)
		return writing->library->readstat_insert_int32_value(
			writing->writer, to, (int32_t)number);
	number = converted(flavour, variable, number);
	return writing->library->readstat_insert_double_value(writing->writer,
							      to, number);
}

static readstat_error_t put_reason(struct writing *writing,
				   const struct variable *variable,
				   const readstat_variable_t *to, size_t reason)
{
	int32_t code = variable->reasons[reason].code;

	if (writing->flavour->stata)
		return writing->library->readstat_insert_tagged_missing_value(
			writing->writer, to, (char)('a' + reason));
	if (variable->kind == VARIABLE_CODE)
		return writing->library->readstat_insert_int32_value(
			writing->writer, to, code);
	return writing->library->readstat_insert_double_value(writing->writer,
							      to, code);
}

static readstat_error_t put_cell(struct writing *writing, size_t i,
				 struct record_cells *record)
{
	const struct variable *variable = &writing->dictionary->items[i];
	const readstat_variable_t *to = writing->library->readstat_get_variable(
		writing->writer, (int)i);
	struct content content = dictionary_content(variable, record);

	switch (content.kind) {
	case CONTENT_EMPTY:
		break;
	case CONTENT_TEXT:
		return put_text(writing, to, content.text);
	case CONTENT_NUMBER:
		return put_number(writing, variable, to, content.number);
	case CONTENT_REASON:
		return put_reason(writing, variable, to, content.reason);
	}
	return writing->library->readstat_insert_missing_value(writing->writer,
							       to);
}

static int write_record(void *of, const struct record_head *head,
			const struct answers *answers, struct err *err)
{
	struct writing *writing = of;
	struct record_cells record =
		record_cells(head, answers, writing->outgoing->version);
	readstat_error_t code =
		writing->library->readstat_begin_row(writing->writer);
	size_t i;

	for (i = 0; i < writing->dictionary->count && code == READSTAT_OK; i++)
		code = put_cell(writing, i, &record);
	if (code == READSTAT_OK)
		code = writing->library->readstat_end_row(writing->writer);
	return fail(writing, code, err);
}

/* --- the whole */

/* The last change, as the system counts time. */
static time_t last_change(const struct writing *writing)
{
	struct moment m = { .day = { 2000, 1, 1 } };

	(void)moment_read(writing->changed, &m);
	return (time_t)moment_seconds(m);
}

static int begin(struct writing *writing, struct err *err)
{
	readstat_writer_t *writer = writing->writer;
	const struct form *form = writing->outgoing->forms[0];
	char *title = alloc_text(words_text(&form->title));
	int code;

	title[fit(title, 60)] = '\0';
	writing->library->readstat_writer_set_file_label(writer, title);
	free(title);
	writing->library->readstat_writer_set_file_timestamp(
		writer, last_change(writing));
	writing->library->readstat_set_data_writer(writer, write_bytes);
	code = add_variables(writing, err);
	if (code)
		return code;
	if (writing->flavour->stata)
		return fail(writing,
			    writing->library->readstat_begin_writing_dta(
				    writer, writing, writing->rows),
			    err);
	return fail(writing,
		    writing->library->readstat_begin_writing_sav(
			    writer, writing, writing->rows),
		    err);
}

static int export_as(const struct flavour *flavour, struct outgoing *outgoing,
		     FILE *out, struct err *err)
{
	struct writing writing = { .outgoing = outgoing,
				   .flavour = flavour,
				   .out = out };
	int code = sav_library(&writing.library, err);

	if (code)
		return code;
	writing.dictionary =
		dictionary_new(outgoing->columns, flavour->name_most);
	writing.room = alloc_new(flavour->text_most + 1, 1);
	writing.writer = writing.library->readstat_writer_init();
	code = outgoing_visit(outgoing, measure_record, &writing, err);
	if (code == 0)
		code = dictionary_place_reasons(writing.dictionary, err);
	if (code == 0)
		code = begin(&writing, err);
	if (code == 0)
		code = outgoing_visit(outgoing, write_record, &writing, err);
	if (code == 0)
		code = fail(
			&writing,
			writing.library->readstat_end_writing(writing.writer),
			err);
	writing.library->readstat_writer_free(writing.writer);
	dictionary_free(writing.dictionary);
	free(writing.room);
	return code;
}

int sav_export(struct outgoing *outgoing, FILE *out, struct err *err)
{
	return export_as(&spss, outgoing, out, err);
}

int dta_export(struct outgoing *outgoing, FILE *out, struct err *err)
{
	return export_as(&stata, outgoing, out, err);
}

#else

bool sav_is_there(void)
{
	return false;
}

int sav_export(struct outgoing *outgoing, FILE *out, struct err *err)
{
	(void)outgoing;
	(void)out;
	return err_set(err, ERR_INVALID,
		       _("this program was built without ReadStat, which "
			 "writes such files"));
}

int dta_export(struct outgoing *outgoing, FILE *out, struct err *err)
{
	return sav_export(outgoing, out, err);
}

#endif
