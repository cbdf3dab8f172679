/*
 * exchange/import_ahead.c - another process makes rows ready; see
 * exchange/import_private.h
 *
 * A message is about some rows.  Of each: its length; how far from the end of
 * the text it begins and ends, the lines, whose it is, and what store/ready.h
 * makes.  They stay in the message until they went into the file together.
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

/* Fewer rows than may wait, when they are long. */
#define BYTES_OF_MESSAGE 32768

/* With so much that is not taken yet the other one has the most to do. */
#define BYTES_AHEAD 131072

#define HEAD_TEXTS 6

/* What the parent needs of the head; the rest is in what is ready. */
static void list_texts(struct record_head *head, char **texts[HEAD_TEXTS])
{
	char **const all[HEAD_TEXTS] = {
		&head->id,   &head->traject,    &head->organisatie,
		&head->team, &head->medewerker, &head->changed,
	};

	memcpy(texts, all, sizeof(all));
}

/* --- the other process */

struct making {
	struct import *import;
	struct csv_reader reader;
	struct buffer row;
	struct buffer message;
	int rows;   /* in the message */
	bool leads; /* so far that it does what the other one could do too */
};

static void pack_head(struct buffer *out, struct import_row *row)
{
	char **texts[HEAD_TEXTS];

	pack_number(out, (int64_t)row->version);
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
	struct buffer *out = &making->row;
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
				   row.answers, &import->options->by,
				   making->leads, out);
	}
	answers_free(row.answers);
	record_head_done(&row.head);
	return ready;
}

static bool send_rows(struct making *making, struct ahead *to)
{
	struct buffer *message = &making->message;
	bool sent = ahead_send(to, message->bytes, message->length);

	buffer_clear(message);
	making->rows = 0;
	making->leads = ahead_unread(to) > BYTES_AHEAD;
	return sent;
}

/* False when nobody wants more. */
static bool add_row(struct making *making, struct ahead *to)
{
	pack_number(&making->message, (int64_t)making->row.length);
	pack_bytes(&making->message, making->row.bytes, making->row.length);
	making->rows++;
	return (making->rows < READY_MOST &&
		making->message.length < BYTES_OF_MESSAGE) ||
	       send_rows(making, to);
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
		if (make_row(making, begin) && !add_row(making, to))
			return;
		problem_list_done(&import->result->problems);
		begin = making->reader.at;
	}
	if (making->rows > 0)
		(void)send_rows(making, to);
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
	if (import->ahead)
		import->waiting =
			ready_new(import->store, &import->options->by);
}

void import_ahead_end(struct import *import)
{
	ahead_end(import->ahead);
	ready_free(import->waiting);
	import->ahead = NULL;
	import->waiting = NULL;
	import->rows = (struct unpacking){ NULL };
	import->rows_end = NULL;
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
	list_texts(&row->head, texts);
	for (size_t i = 0; i < HEAD_TEXTS; i++)
		*texts[i] = borrow(in);
}

/* It is not what it was taken for: nobody works ahead in such a file. */
static int be_mistaken(struct import *import)
{
	import->mistaken = true;
	import->again = true;
	return 0;
}

static int check_code(struct import *import, int code, struct err *why,
		      struct err *err)
{
	if (code == ERR_EXISTS || code == ERR_INVALID || code == ERR_NOTFOUND)
		return be_mistaken(import);
	return code ? err_pass(err, why) : 0;
}

int import_flush(struct import *import, struct err *err)
{
	struct err why = { 0 };

	if (!import->waiting)
		return 0;
	return check_code(import, ready_flush(import->waiting, &why), &why,
			  err);
}

void import_drop(struct import *import)
{
	if (import->waiting)
		ready_drop(import->waiting);
}

/* When all rows of a message went in, the next one: 1, or 0 at the end. */
static int next_message(struct import *import, struct err *err)
{
	const char *message;
	size_t length;
	int code = import_flush(import, err);

	if (code || import->again)
		return code;
	message = ahead_take(import->ahead, &length);
	if (!message) {
		import_ahead_end(import);
		return 0;
	}
	import->rows.at = message;
	import->rows_end = message + length;
	return 1;
}

/* Is there a row left, in this message or in the next? */
static int look_at_next(struct import *import, struct err *err)
{
	if (import->rows.at != import->rows_end)
		return 1;
	return next_message(import, err);
}

int import_ahead_row(struct import *import, struct csv_reader *reader,
		     struct import_row *row, struct err *err)
{
	int64_t left = reader->end - reader->at;
	int64_t begins;
	int64_t length;
	struct unpacking in;
	const char *end;
	int code;

	if (!import->ahead)
		return 0;
	/* Rows before this place, which were read here, are passed over. */
	for (;;) {
		code = look_at_next(import, err);
		if (code <= 0)
			return code;
		in = import->rows;
		length = unpack_number(&in);
		end = in.at + length;
		begins = unpack_number(&in);
		if (begins <= left)
			break;
		import->rows.at = end;
	}
	if (begins < left)
		return 0;
	import->rows.at = end;
	reader->at = reader->end - unpack_number(&in);
	reader->row_line = row->line = (int)unpack_number(&in);
	reader->line = (int)unpack_number(&in);
	unpack_head(&in, import, row);
	row->ready = in.at;
	return 1;
}

int import_put_ready(struct import *import, struct import_row *row,
		     struct err *err)
{
	struct err why = { 0 };
	bool known = false;
	int code = 0;

	if (!ready_has_names(import->waiting, &row->head))
		code = import_check_names(import, row, row->head.organisatie,
					  err);
	if (code || row->refused)
		return code;
	/* Of this form its index tells. */
	if (row->head.id)
		code = records_has_elsewhere(import->store, row->form,
					     row->head.id, &known, err);
	if (code)
		return code;
	if (known)
		return be_mistaken(import);
	row->outcome = IMPORT_ADDED;
	row->made_traject = true;
	/* Whose traject it is, a row that is alike has to find out anew. */
	traject_done(&import->traject);
	code = ready_add(import->waiting, row->form, &row->head, row->ready,
			 &why);
	return check_code(import, code, &why, err);
}
