/* exchange/deliver.c - see exchange/deliver.h */
#include "config.h"

#include "exchange/deliver.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/csv.h"
#include "base/text.h"
#include "entry/around.h"
#include "entry/rules.h"
#include "exchange/consent.h"
#include "exchange/deliver_private.h"
#include "form/expr.h"
#include "store/records.h"

/* --- the period */

static int number_of(const struct delivery *delivery, struct day day)
{
	return day.year * (12 / delivery->months) +
	       (day.month - 1) / delivery->months;
}

static void set_period(const struct delivery *delivery, int number,
		       struct deliver_period *out)
{
	int each = 12 / delivery->months;
	struct day first = { number / each,
			     number % each * delivery->months + 1, 1 };
	struct day after = first;

	after.month += delivery->months;
	if (after.month > 12) {
		after.month -= 12;
		after.year++;
	}
	day_write(first, out->from);
	day_write(day_from_number(day_number(after) - 1), out->to);
}

int deliver_period(const struct delivery *delivery, const char *from,
		   const char *to, struct day today, struct deliver_period *out,
		   struct err *err)
{
	int last = number_of(delivery, today) - 1;
	int number = last;
	struct deliver_period first, latest;
	struct day day;

	if ((from && day_read(from, &day)) || (to && day_read(to, &day)))
		number = number_of(delivery, day);
	set_period(delivery, number, out);
	set_period(delivery, last, &latest);
	set_period(delivery, last - delivery->last + 1, &first);
	if ((from && strcmp(from, out->from) != 0) ||
	    (to && strcmp(to, out->to) != 0))
		return err_set(err, ERR_INVALID,
			       _("a delivery is of a whole period, as %s to "
				 "%s"),
			       out->from, out->to);
	if (number > last)
		return err_set(
			err, ERR_INVALID,
			_("the period from %s to %s is not over yet; the "
			  "last one is from %s to %s"),
			out->from, out->to, latest.from, latest.to);
	if (number <= last - delivery->last)
		return err_set(err, ERR_INVALID,
			       _("the period from %s to %s can no longer be "
				 "delivered; the first that can is from %s to "
				 "%s"),
			       out->from, out->to, first.from, first.to);
	return 0;
}

/* --- what a row's expressions see */

/* One form, with the record of it that belongs to the row. */
struct seen {
	const struct form *form;
	struct around around;
	struct answers *answers; /* NULL: there is no record */
	struct rules *rules;
};

struct writing {
	struct store *store;
	const struct catalogue *catalogue;
	const struct delivery *delivery;
	const struct deliver_rows *rows;
	struct consent consent;
	struct seen *seen; /* of the row in hand; rules point into it */
	size_t seen_count; /* at most one for each column */
	struct buffer text;
	struct deliver_result *result;
};

static void seen_done(struct seen *seen)
{
	rules_free(seen->rules);
	answers_free(seen->answers);
	around_done(&seen->around);
}

static void forget_row(struct writing *writing)
{
	while (writing->seen_count > 0)
		seen_done(&writing->seen[--writing->seen_count]);
}

static int look_around(struct writing *writing, struct seen *seen,
		       const struct record_head *head, struct err *err)
{
	int code = around_load(writing->store, writing->catalogue,
			       head->traject_id, head->jeugdige,
			       head->completed, &seen->around, err);

	if (code == 0)
		seen->rules = rules_new(seen->answers, &seen->around.seen);
	return code;
}

/* Without what lacks consent; NULL when all of it does. */
static int take_consent(struct writing *writing, const struct record_head *head,
			struct answers **answers, struct err *err)
{
	enum consent_answer answer;
	int code = consent_ask(&writing->consent, head, *answers, &answer, err);

	if (code == 0 && answer == CONSENT_PART)
		consent_take_out(&writing->consent, *answers);
	if (code == 0 && answer == CONSENT_NONE) {
		answers_free(*answers);
		*answers = NULL;
	}
	return code;
}

/* Its answers, as the version of the delivery has them. */
static int load_answers(struct writing *writing, const struct record_head *head,
			struct seen *seen, struct err *err)
{
	const struct form *form =
		catalogue_find(writing->catalogue, head->form, head->version);
	struct answers *answers = NULL;
	int code;

	if (!form)
		return err_set(err, ERR_NOTFOUND, _("there is no form %s"),
			       head->form);
	code = records_answers(writing->store, form, head->id, &answers, err);
	if (code == 0)
		code = take_consent(writing, head, &answers, err);
	if (code == 0 && answers)
		seen->answers =
			deliver_as_version(seen->form, answers, head->traject,
					   &writing->result->problems);
	answers_free(answers);
	return code;
}

/* The record of another form that goes with this one, if there is one. */
static int load_other(struct writing *writing, const struct record_head *of,
		      struct seen *seen, struct err *err)
{
	const struct form *form = seen->form;
	const struct form_place place = { .form = form->name,
					  .traject = of->traject_id,
					  .jeugdige = form->per == PER_TRAJECT
							      ? NULL
							      : of->jeugdige,
					  .informant = form->informant };
	struct record_head head = { 0 };
	int code = records_in_place(writing->store, &place, &head, err);

	if (code == ERR_NOTFOUND)
		return 0;
	if (code == 0)
		code = load_answers(writing, &head, seen, err);
	if (code == 0 && seen->answers)
		code = look_around(writing, seen, &head, err);
	record_head_done(&head);
	return code;
}

/* The newest record first, then those that became one with it. */
static int load_seen(struct writing *writing, const struct deliver_row *row,
		     struct seen *seen, struct err *err)
{
	const struct deliver_record *records = writing->rows->records;
	const struct record_head *base = &records[row->base].head;
	size_t i;
	int code;

	if (seen->form == writing->delivery->form) {
		seen->answers = answers_copy(row->answers);
		return look_around(writing, seen, base, err);
	}
	code = load_other(writing, base, seen, err);
	for (i = 0; code == 0 && !seen->answers && i < row->count; i++)
		code = load_other(writing, &records[row->first + i].head, seen,
				  err);
	return code;
}

static int see(struct writing *writing, const struct deliver_row *row,
	       const struct form *form, struct seen **out, struct err *err)
{
	size_t i;

	for (i = 0; i < writing->seen_count; i++) {
		if (writing->seen[i].form == form) {
			*out = &writing->seen[i];
			return 0;
		}
	}
	*out = &writing->seen[writing->seen_count++];
	**out = (struct seen){ .form = form };
	return load_seen(writing, row, *out, err);
}

/* --- one column */

static char *scalar_text(struct scalar value)
{
	switch (value.kind) {
	case SCALAR_INTEGER:
		return alloc_print("%" PRId64, value.integer);
	case SCALAR_REAL:
		return alloc_print("%.15g", value.real);
	case SCALAR_TEXT:
		return value.text && value.text[0] ? alloc_text(value.text)
						   : NULL;
	case SCALAR_NULL:
		break;
	}
	return NULL;
}

static void refuse(struct writing *writing, const struct deliver_row *row,
		   const struct delivery_column *column, const char *why)
{
	const struct record_head *head =
		&writing->rows->records[row->base].head;
	char *who = head->jeugdige ? alloc_print("%s %s", head->traject,
						 head->jeugdige)
				   : alloc_text(head->traject);

	problem_add(&writing->result->problems, who, 0, 0, column->name, "%s",
		    why);
	free(who);
}

/* What is written for this value; NULL, and a problem, when nothing can be. */
static const char *code_of(const struct delivery_column *column,
			   const char *value)
{
	const struct option *option;
	size_t i;

	for (i = 0; i < column->code_count; i++)
		if (strcmp(column->codes[i].name, value) == 0)
			return column->codes[i].code;
	if (column->code_count > 0)
		return NULL;
	if (!column->field || column->field->option_count == 0)
		return value;
	option = field_option(column->field, value);
	return option && option->code ? option->code : value;
}

static void add_filled(struct buffer *text,
		       const struct delivery_column *column, const char *cell)
{
	int room = column->width - (int)strlen(cell);
	/* An empty cell is blank, whatever fills the others. */
	char fill = cell[0] ? column->fill : ' ';

	if (!column->right)
		buffer_add(text, cell);
	for (; room > 0; room--)
		buffer_add_byte(text, fill);
	if (column->right)
		buffer_add(text, cell);
}

static bool is_plain(const char *cell)
{
	for (; *cell; cell++)
		if ((unsigned char)*cell < 0x20 || (unsigned char)*cell > 0x7e)
			return false;
	return true;
}

static void put_cell(struct writing *writing, const struct deliver_row *row,
		     const struct delivery_column *column, const char *value)
{
	char separator = writing->delivery->separator;
	const char *cell = value ? code_of(column, value) : "";

	if (!cell)
		refuse(writing, row, column,
		       _("there is no code for this answer"));
	else if (!cell[0] && column->required)
		refuse(writing, row, column, _("this may not be empty"));
	else if (!separator && !is_plain(cell))
		refuse(writing, row, column,
		       _("this has characters that do not fit"));
	else if (!separator && strlen(cell) > (size_t)column->width)
		refuse(writing, row, column,
		       _("this is longer than the column is wide"));
	else if (separator)
		csv_add_separated(&writing->text, cell, separator);
	else
		add_filled(&writing->text, column, cell);
}

static int write_column(struct writing *writing, const struct deliver_row *row,
			const struct delivery_column *column, struct err *err)
{
	struct expr_context context;
	struct seen *seen;
	char *value = NULL;
	int code = see(writing, row, column->form, &seen, err);

	if (code)
		return code;
	if (seen->answers) {
		context = rules_context(seen->rules, 0);
		value = scalar_text(expr_value(column->value, &context));
	}
	put_cell(writing, row, column, value);
	free(value);
	return 0;
}

/* --- the rows */

static bool is_in(const struct delivery *delivery,
		  const struct deliver_row *row,
		  const struct deliver_period *period)
{
	const char *from = answers_get(row->answers, delivery->from, 0)->value;
	const char *to = answers_get(row->answers, delivery->to, 0)->value;

	/* Moments begin with their day. */
	return (!from || strncmp(from, period->to, 10) <= 0) &&
	       (!to || strncmp(to, period->from, 10) >= 0);
}

static void end_row(struct writing *writing)
{
	if (writing->delivery->separator)
		csv_end_separated(&writing->text, writing->delivery->separator);
	else
		buffer_add(&writing->text, "\r\n");
}

static void write_header(struct writing *writing)
{
	const struct delivery *delivery = writing->delivery;
	size_t i;

	for (i = 0; i < delivery->column_count; i++) {
		const struct delivery_column *column = &delivery->columns[i];

		if (delivery->separator)
			csv_add_separated(&writing->text, column->name,
					  delivery->separator);
		else
			buffer_print(&writing->text, "%-*.*s", column->width,
				     column->width, column->name);
	}
	end_row(writing);
}

/* What could not be read as the newest version matters in the period only. */
static void tell_lost(struct writing *writing, const struct deliver_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		const struct problem_list *lost =
			&writing->rows->records[row->first + i].lost;

		for (size_t k = 0; k < lost->count; k++)
			problem_add(&writing->result->problems,
				    lost->items[k].file, 0, 0,
				    lost->items[k].field, "%s",
				    lost->items[k].text);
	}
}

static int write_rows(struct writing *writing,
		      const struct deliver_period *period, struct err *err)
{
	const struct delivery *delivery = writing->delivery;
	struct deliver_result *result = writing->result;
	size_t i, k;
	int code = 0;

	for (i = 0; i < writing->rows->count && code == 0; i++) {
		const struct deliver_row *row = &writing->rows->items[i];

		if (!is_in(delivery, row, period)) {
			result->outside++;
			continue;
		}
		tell_lost(writing, row);
		for (k = 0; k < delivery->column_count && code == 0; k++)
			code = write_column(writing, row, &delivery->columns[k],
					    err);
		forget_row(writing);
		end_row(writing);
		result->merged += row->count - 1;
		result->rows++;
	}
	return code;
}

static int write_all(struct writing *writing, FILE *out, struct err *err)
{
	size_t count = writing->result->problems.count +
		       writing->result->problems.dropped;

	if (count > 0)
		return err_set(err, ERR_INVALID,
			       text_plural("nothing was written: %zu mistake "
					   "must be mended first",
					   "nothing was written: %zu mistakes "
					   "must be mended first",
					   (long long)count),
			       count);
	if (fwrite(buffer_text(&writing->text), 1, writing->text.length, out) !=
	    writing->text.length)
		return outgoing_fail(err);
	return 0;
}

int deliver(struct store *store, const struct catalogue *catalogue,
	    const struct deliver_ask *ask, FILE *out,
	    struct deliver_result *result, struct err *err)
{
	const struct delivery *delivery = ask->delivery;
	struct selection selection = { .form = delivery->form->name,
				       .organisatie = ask->of->organisatie,
				       .team = ask->of->team,
				       .medewerker = ask->of->medewerker };
	struct outgoing outgoing = { 0 };
	struct deliver_rows rows = { 0 };
	struct writing writing = { .store = store,
				   .catalogue = catalogue,
				   .delivery = delivery,
				   .rows = &rows,
				   .result = result };
	int code;

	writing.seen = alloc_new(delivery->column_count, sizeof(*writing.seen));
	writing.consent = (struct consent){ .store = store,
					    .catalogue = catalogue,
					    .purpose = delivery->purpose };
	code = outgoing_begin(store, catalogue, &selection, delivery->purpose,
			      &outgoing, err);
	if (code == 0)
		code = deliver_rows(&outgoing, delivery, &rows, err);
	if (code == 0 && delivery->header)
		write_header(&writing);
	if (code == 0)
		code = write_rows(&writing, ask->period, err);
	result->records = rows.record_count;
	result->left_out = outgoing.left_out;
	if (code == 0)
		code = write_all(&writing, out, err);
	forget_row(&writing);
	free(writing.seen);
	consent_done(&writing.consent);
	buffer_done(&writing.text);
	deliver_rows_done(&rows);
	outgoing_done(&outgoing);
	return code;
}

void deliver_done(struct deliver_result *result)
{
	problem_list_done(&result->problems);
}
