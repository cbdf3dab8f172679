/*
 * exchange/import_ahead.c - another process makes rows ready; see
 * exchange/import_private.h
 *
 * A message is about one row: how far from the end of the text it begins and
 * ends, the lines, the head, and what store/ready.h makes.
 */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/pack.h"
#include "exchange/import_private.h"
#include "store/ready.h"

/* With fewer rows it takes longer to begin than it saves. */
#define ROWS_LEFT 1000

/* Of one moment, and with memory that is thrown away together. */
#define ROWS_OF_ONE_MOMENT 256

#define HEAD_TEXTS 10

/* What the parent needs of the head; the rest is in what is ready. */
static void list_texts(struct record_head *head, char **texts[HEAD_TEXTS])
{
	char **const all[HEAD_TEXTS] = {
		&head->id,      &head->traject,    &head->organisatie,
		&head->team,    &head->medewerker, &head->completed,
		&head->ended,   &head->informant,  &head->revision,
		&head->changed,
	};

	memcpy(texts, all, sizeof(all));
}

/* --- the other process */

struct making {
	struct import *import;
	struct csv_reader reader;
	struct buffer message;
};

static void pack_head(struct buffer *out, struct import_row *row)
{
	char **texts[HEAD_TEXTS];

	pack_number(out, (int64_t)row->version);
	pack_number(out, row->head.status);
	pack_number(out, row->head.counts);
	list_texts(&row->head, texts);
	for (size_t i = 0; i < HEAD_TEXTS; i++)
		pack_text(out, *texts[i]);
}

/* Is it plain, as far as that can be seen from the row alone? */
static bool is_plain(struct import *import, struct import_row *row)
{
	const char *status = import_head_cell(import, row, HEAD_STATUS);

	if (status && strcmp(status, "complete") != 0)
		return false;
	import_read_row(import, row);
	return !row->refused && row->head.organisatie &&
	       import->alone[row->version] && import_settle_alone(import, row);
}

static bool make_row(struct making *making, const char *begin)
{
	struct import *import = making->import;
	struct csv_reader *reader = &making->reader;
	struct buffer *out = &making->message;
	struct import_row row = { .cells = reader->cells,
				  .line = reader->row_line };
	bool ready =
		reader->count == import->column_count && is_plain(import, &row);

	buffer_clear(out);
	if (ready) {
		pack_number(out, reader->end - begin);
		pack_number(out, reader->end - reader->at);
		pack_number(out, reader->row_line);
		pack_number(out, reader->line);
		pack_head(out, &row);
		ready = ready_make(import->store, row.form, &row.head,
				   row.answers, &import->options->by, out);
	}
	answers_free(row.answers);
	record_head_done(&row.head);
	return ready;
}

/*
 * Problems are not told from here: their rows are left out, and read again by
 * who tells them.
 */
static void make_rows(void *of, struct ahead *to)
{
	struct making *making = of;
	struct import *import = making->import;
	const char *begin = making->reader.at;

	for (size_t rows = 0; csv_row(&making->reader, NULL) > 0; rows++) {
		if (rows % ROWS_OF_ONE_MOMENT == 0)
			ready_begin(import->store);
		if (make_row(making, begin) &&
		    !ahead_send(to, making->message.bytes,
				making->message.length))
			break;
		problem_list_done(&import->result->problems);
		begin = making->reader.at;
	}
}

/* --- this process */

/* What went in was new, and of a form to which its traject is all the same. */
static bool is_of_use(const struct import *import)
{
	const struct import_result *result = import->result;
	size_t i;

	if (import->package || result->added == 0 ||
	    result->added + result->refused != result->rows ||
	    result->trajecten != result->added ||
	    import->expected < result->rows + ROWS_LEFT)
		return false;
	for (i = 0; i < import->form_count; i++)
		if (import->rules[i] && import->alone[i])
			return true;
	return false;
}

void import_ahead_begin(struct import *import, const struct csv_reader *reader)
{
	struct making making = { .import = import };

	if (!is_of_use(import))
		return;
	csv_open(&making.reader, reader->at,
		 (size_t)(reader->end - reader->at));
	making.reader.line = reader->line;
	import->ahead = ahead_begin(make_rows, &making);
}

void import_ahead_end(struct import *import)
{
	ahead_end(import->ahead);
	import->ahead = NULL;
	import->ready = NULL;
}

/* A text of the head, which nobody changes and nobody frees. */
static char *borrow(struct unpacking *in)
{
	return (char *)(uintptr_t)unpack_text(in);
}

static void unpack_head(struct unpacking *in, struct import *import,
			struct import_row *row)
{
	char **texts[HEAD_TEXTS];

	row->version = (size_t)unpack_number(in);
	row->form = import->forms[row->version];
	row->head.status = (enum record_status)unpack_number(in);
	row->head.counts = unpack_number(in) != 0;
	list_texts(&row->head, texts);
	for (size_t i = 0; i < HEAD_TEXTS; i++)
		*texts[i] = borrow(in);
}

/*
 * How far from the end the row begins that was sent; rows before this place,
 * which were read here, are passed over.
 */
static int64_t find_ready(struct import *import, int64_t left)
{
	struct unpacking in;
	size_t length;
	int64_t begins;

	do {
		if (!import->ready)
			import->ready = ahead_take(import->ahead, &length);
		if (!import->ready) {
			import_ahead_end(import);
			return -1;
		}
		in.at = import->ready;
		begins = unpack_number(&in);
		if (begins > left)
			import->ready = NULL;
	} while (begins > left);
	return begins;
}

bool import_ahead_row(struct import *import, struct csv_reader *reader,
		      struct import_row *row)
{
	int64_t left = reader->end - reader->at;
	struct unpacking in;

	if (!import->ahead)
		return false;
	if (find_ready(import, left) != left)
		return false;
	in.at = import->ready;
	unpack_number(&in); /* where it begins */
	reader->at = reader->end - unpack_number(&in);
	reader->row_line = row->line = (int)unpack_number(&in);
	reader->line = (int)unpack_number(&in);
	unpack_head(&in, import, row);
	row->ready = in.at;
	import->ready = NULL;
	return true;
}

/* It is not what it was taken for: nobody works ahead in such a file. */
static int be_mistaken(struct import *import)
{
	import->mistaken = true;
	import->again = true;
	return 0;
}

int import_put_ready(struct import *import, struct import_row *row,
		     struct err *err)
{
	struct err why = { 0 };
	bool known = false;
	int code = import_find_traject(import, row, err);

	if (code || row->refused)
		return code;
	/* Of this form ready_add() tells. */
	if (row->made_traject && row->head.id)
		code = records_has_elsewhere(import->store, row->form,
					     row->head.id, &known, err);
	if (code)
		return code;
	if (!row->made_traject || known)
		return be_mistaken(import);
	row->head.traject_id = import->traject.id;
	row->outcome = IMPORT_ADDED;
	code = ready_add(import->store, row->form, &row->head, &import->traject,
			 row->ready, &import->options->by, &why);
	if (code == ERR_EXISTS || code == ERR_INVALID || code == ERR_NOTFOUND)
		return be_mistaken(import);
	return code ? err_pass(err, &why) : 0;
}
