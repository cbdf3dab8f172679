/*
 * form/expr.c - see form/expr.h and form/expr_private.h
 *
 * The only file of this room that knows SQLite.  Each form has a connection
 * of its own that holds no table and can make none; each expression is one
 * prepared statement in it.
 */

#include "config.h"

#include "form/expr.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/pool.h"
#include "base/text.h"
#include "form/expr_functions.h"
#include "form/expr_private.h"

/* In units of the progress handler: a million steps of SQLite's machine. */
#define STEPS_UNIT 1000
#define STEPS_MAX 1000

/* Characters that the functions over texts may compare in one evaluation. */
#define WORK_MAX 300000

/* How many results an expression remembers. */
#define MEMOS 8

struct expr {
	struct sealed *sealed;
	sqlite3_stmt *statement;
	struct expr_input *inputs;
	size_t input_count;
	int repeat; /* of the form, whose row is meant; or -1 */
	bool is_name;
	bool reads_today;
	bool *in_row; /* per input: a field of that repeat, or row */
	char *text;
	/* What it came to lately, and of which inputs: it is often asked the
	 * same again, and the same inputs give the same. */
	struct memo {
		bool known;
		enum truth truth;
		struct scalar value;   /* a text: not known */
		struct scalar *inputs; /* their texts in texts */
		char **texts;
		size_t *rooms;
	} memos[MEMOS];
	unsigned memo_next; /* the one that is forgotten first */
};

struct sealed {
	sqlite3 *db;
	bool trusted; /* see sealed_trust() */
	int steps;
	struct expr_work work;
	struct expr **items;
	size_t count;
	size_t capacity;
};

static const struct limit {
	int id, value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 30000 },
	{ SQLITE_LIMIT_SQL_LENGTH, 20000 },
	{ SQLITE_LIMIT_COLUMN, 8 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 600 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 1 },
	{ SQLITE_LIMIT_VDBE_OP, 25000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 50 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 1000 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/* A select of no table, and functions; the scan knows which ones. */
static int authorize(void *of, int action, const char *a, const char *b,
		     const char *c, const char *d)
{
	(void)of, (void)a, (void)b, (void)c, (void)d;
	return action == SQLITE_SELECT || action == SQLITE_FUNCTION
		       ? SQLITE_OK
		       : SQLITE_DENY;
}

static int count_steps(void *of)
{
	struct sealed *sealed = of;

	return ++sealed->steps > STEPS_MAX;
}

static int fail_open(struct sealed *sealed, struct err *err)
{
	sealed_close(sealed);
	return err_set(err, ERR_MEMORY,
		       _("no room to read the expressions of a form"));
}

/* SQLite never asks for less than a byte, or for more than an int says. */
static void *take_piece(int size)
{
	return pool_take((size_t)size);
}

static void *resize_piece(void *piece, int size)
{
	return pool_resize(piece, (size_t)size);
}

static int piece_size(void *piece)
{
	return (int)pool_size(piece);
}

static int round_size(int size)
{
	return (int)pool_round((size_t)size);
}

static int begin_pool(void *of)
{
	(void)of;
	return SQLITE_OK;
}

static void end_pool(void *of)
{
	(void)of;
}

void expr_prepare_sqlite(void)
{
	static const sqlite3_mem_methods pieces = {
		.xMalloc = take_piece,
		.xFree = pool_give,
		.xRealloc = resize_piece,
		.xSize = piece_size,
		.xRoundup = round_size,
		.xInit = begin_pool,
		.xShutdown = end_pool,
	};

	/* Refused when SQLite is in use already, and then not needed. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_MALLOC, &pieces);
}

int sealed_open(struct sealed **out, struct err *err)
{
	struct sealed *sealed = alloc_new(1, sizeof(*sealed));

	expr_prepare_sqlite();
	if (sqlite3_open_v2(":memory:", &sealed->db,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY |
				    SQLITE_OPEN_NOMUTEX |
				    SQLITE_OPEN_PRIVATECACHE,
			    NULL) != SQLITE_OK)
		return fail_open(sealed, err);
	sqlite3_db_config(sealed->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(sealed->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	for (size_t i = 0; i < COUNT(limits); i++)
		sqlite3_limit(sealed->db, limits[i].id, limits[i].value);
	if (expr_functions_register(sealed->db, &sealed->work) != SQLITE_OK)
		return fail_open(sealed, err);
	sqlite3_set_authorizer(sealed->db, authorize, NULL);
	sqlite3_progress_handler(sealed->db, STEPS_UNIT, count_steps, sealed);
	*out = sealed;
	return 0;
}

static void memo_done(struct memo *memo, size_t inputs)
{
	for (size_t i = 0; memo->texts && i < inputs; i++)
		free(memo->texts[i]);
	free(memo->inputs);
	free(memo->texts);
	free(memo->rooms);
}

static void expr_free(struct expr *expr)
{
	sqlite3_finalize(expr->statement);
	for (int i = 0; i < MEMOS; i++)
		memo_done(&expr->memos[i], expr->input_count);
	free(expr->inputs);
	free(expr->in_row);
	free(expr->text);
	free(expr);
}

void sealed_close(struct sealed *sealed)
{
	if (!sealed)
		return;
	for (size_t i = 0; i < sealed->count; i++)
		expr_free(sealed->items[i]);
	free(sealed->items);
	sqlite3_close(sealed->db);
	free(sealed);
}

void sealed_trust(struct sealed *sealed)
{
	sealed->trusted = true;
}

bool sealed_is_full(const struct sealed *sealed)
{
	return sealed->count >= EXPRESSIONS_MAX;
}

bool expr_is_keyword(const char *word)
{
	/* Words that SQLite itself would rather read as something else. */
	static const char *const more[] = { "true", "false", "rowid", "oid" };

	for (size_t i = 0; i < COUNT(more); i++) {
		if (strcmp(word, more[i]) == 0)
			return true;
	}
	return sqlite3_keyword_check(word, (int)strlen(word)) != 0;
}

/* The place in the text where SQLite stopped, after the rewriting. */
static size_t fault_offset(sqlite3 *db, const struct scanned *scanned,
			   size_t before, size_t length)
{
	int offset = sqlite3_error_offset(db);

	if (offset < 0 || (size_t)offset < before || scanned->origin_count == 0)
		return 0;
	offset -= (int)before;
	if ((size_t)offset >= scanned->origin_count)
		return length;
	return scanned->origins[offset];
}

static int fail_compile(struct sealed *sealed, const struct scanned *scanned,
			size_t before, int rc, size_t *offset, struct err *err)
{
	const char *text = scanned->text;
	size_t length = strlen(text);
	const char *from;
	size_t n;

	if (rc == SQLITE_NOMEM)
		return err_set(err, ERR_MEMORY,
			       _("no room to read the expressions of a form"));
	if (rc == SQLITE_TOOBIG ||
	    strstr(sqlite3_errmsg(sealed->db), "depth") ||
	    strstr(sqlite3_errmsg(sealed->db), "overflow"))
		return err_set(err, ERR_INVALID,
			       _("the expression is too large; divide it over "
				 "calculated fields"));

	*offset = fault_offset(sealed->db, scanned, before, length);
	if (strstr(sqlite3_errmsg(sealed->db), "incomplete")) {
		while (length > 0 && strchr(" \t\n", text[length - 1]))
			length--;
		*offset = length;
	}
	from = text + *offset;
	n = strcspn(from, " \t\n");
	if (n == 0)
		return err_set(err, ERR_INVALID,
			       _("the expression stops before it is complete"));
	return err_set(err, ERR_INVALID,
		       _("the expression cannot be read from \"%.*s\" on"),
		       n > 40 ? 40 : (int)n, from);
}

/* Prepare it bare, or between brackets; the whole must be one statement. */
static int prepare(struct sealed *sealed, const struct scanned *scanned,
		   bool enclosed, sqlite3_stmt **out, size_t *offset,
		   struct err *err)
{
	const char *before = enclosed ? "SELECT (" : "SELECT ";
	struct buffer sql = { 0 };
	const char *tail = NULL;
	int rc;
	int code = 0;

	buffer_add(&sql, before);
	buffer_add(&sql, buffer_text(&scanned->sql));
	buffer_add(&sql, enclosed ? ")" : "");
	sealed->steps = 0;
	rc = sqlite3_prepare_v3(sealed->db, buffer_text(&sql), -1,
				SQLITE_PREPARE_PERSISTENT, out, &tail);
	if (rc != SQLITE_OK)
		code = fail_compile(sealed, scanned, strlen(before), rc, offset,
				    err);
	else if (!*out || *tail || sqlite3_column_count(*out) != 1)
		code = err_set(err, ERR_INVALID,
			       _("an expression has one value"));
	buffer_done(&sql);
	return code;
}

/* Which inputs belong to the row of the repeat that is meant? */
static void note_rows(struct expr *expr, const struct scope *scope)
{
	expr->in_row = alloc_new(expr->input_count + 1, sizeof(bool));
	for (size_t i = 0; i < expr->input_count; i++) {
		const struct expr_input *input = &expr->inputs[i];

		if (input->today)
			expr->reads_today = true;
		else if (input->source == NAME_ROW)
			expr->in_row[i] = true;
		else if (input->source == NAME_FIELD)
			expr->in_row[i] =
				scope->own->fields[input->index].repeat >= 0;
	}
}

static struct expr *make(struct sealed *sealed, const struct scope *scope,
			 struct scanned *scanned, sqlite3_stmt *statement)
{
	struct expr *expr = alloc_new(1, sizeof(*expr));

	expr->sealed = sealed;
	expr->statement = statement;
	expr->inputs = scanned->inputs;
	expr->input_count = scanned->input_count;
	expr->is_name = scanned->is_name;
	expr->repeat = scope->repeat;
	expr->text = alloc_text(scanned->text);
	scanned->inputs = NULL;
	note_rows(expr, scope);
	sealed->items = alloc_grow(sealed->items, sealed->count,
				   &sealed->capacity, sizeof(*sealed->items));
	sealed->items[sealed->count++] = expr;
	return expr;
}

int expr_compile(struct sealed *sealed, const char *text,
		 const struct scope *scope, struct expr **out, size_t *offset,
		 struct err *err)
{
	struct scanned scanned = { 0 };
	sqlite3_stmt *bare = NULL;
	sqlite3_stmt *enclosed = NULL;
	int code;

	if (sealed_is_full(sealed)) {
		*offset = 0;
		return err_set(err, ERR_INVALID,
			       _("there are more than %d expressions and "
				 "placeholders before this one; that is too "
				 "many"),
			       EXPRESSIONS_MAX);
	}
	code = expr_scan(text, scope, &scanned, offset, err);
	if (code)
		goto out;
	/* What is one value only in one of the two is a trick or a slip. */
	code = prepare(sealed, &scanned, false, &bare, offset, err);
	if (!code && !sealed->trusted)
		code = prepare(sealed, &scanned, true, &enclosed, offset, err);
	if (code)
		goto out;

	*out = make(sealed, scope, &scanned, bare);
	bare = NULL;
out:
	sqlite3_finalize(bare);
	sqlite3_finalize(enclosed);
	scanned_done(&scanned);
	return code;
}

static void bind(sqlite3_stmt *statement, int parameter, struct scalar value)
{
	switch (value.kind) {
	case SCALAR_NULL:
		sqlite3_bind_null(statement, parameter);
		break;
	case SCALAR_INTEGER:
		sqlite3_bind_int64(statement, parameter, value.integer);
		break;
	case SCALAR_REAL:
		sqlite3_bind_double(statement, parameter, value.real);
		break;
	case SCALAR_TEXT:
		/* A text beyond the limit binds as NULL: not computable. */
		if (sqlite3_bind_text(statement, parameter, value.text, -1,
				      SQLITE_TRANSIENT) != SQLITE_OK)
			sqlite3_bind_null(statement, parameter);
		break;
	}
}

static struct scalar input_value(const struct expr *expr, size_t i,
				 const struct expr_context *context)
{
	const struct expr_input *input = &expr->inputs[i];

	if (input->today)
		return (struct scalar){ .kind = SCALAR_TEXT,
					.text = context->today };
	if (input->source == NAME_ROW)
		return (struct scalar){ .kind = SCALAR_INTEGER,
					.integer = context->row };
	return context->value(context->of, input->source, input->index,
			      expr->in_row[i] ? context->row : 0);
}

/* Bind and step; false when there is no value to be had. */
static bool run(struct expr *expr, const struct expr_context *context)
{
	sqlite3_stmt *statement = expr->statement;

	sqlite3_reset(statement);
	expr->sealed->steps = 0;
	expr->sealed->work.left = WORK_MAX;
	for (size_t i = 0; i < expr->input_count; i++)
		bind(statement, (int)i + 1, input_value(expr, i, context));
	return sqlite3_step(statement) == SQLITE_ROW;
}

static bool same_scalar(struct scalar a, struct scalar b)
{
	if (a.kind != b.kind)
		return false;
	switch (a.kind) {
	case SCALAR_NULL:
		return true;
	case SCALAR_INTEGER:
		return a.integer == b.integer;
	case SCALAR_REAL:
		return memcmp(&a.real, &b.real, sizeof(a.real)) == 0;
	case SCALAR_TEXT:
		return strcmp(a.text, b.text) == 0;
	}
	return false;
}

static void memo_put(struct memo *memo, size_t i, struct scalar value)
{
	size_t needed;

	memo->inputs[i] = value;
	if (value.kind != SCALAR_TEXT)
		return;
	needed = strlen(value.text) + 1;
	if (needed > memo->rooms[i]) {
		memo->texts[i] = alloc_resize(memo->texts[i], needed, 2);
		memo->rooms[i] = 2 * needed;
	}
	memcpy(memo->texts[i], value.text, needed);
	memo->inputs[i].text = memo->texts[i];
}

/* The result that is known of these inputs, or NULL. */
static const struct memo *find_memo(struct expr *expr,
				    const struct expr_context *context)
{
	const struct memo *left[MEMOS];
	size_t count = 0;

	for (int i = 0; i < MEMOS; i++)
		if (expr->memos[i].known)
			left[count++] = &expr->memos[i];
	for (size_t i = 0; i < expr->input_count && count > 0; i++) {
		struct scalar value = input_value(expr, i, context);
		size_t kept = 0;

		for (size_t k = 0; k < count; k++)
			if (same_scalar(left[k]->inputs[i], value))
				left[kept++] = left[k];
		count = kept;
	}
	return count > 0 ? left[0] : NULL;
}

/* A place for a result of these inputs, which is not known yet. */
static struct memo *make_memo(struct expr *expr,
			      const struct expr_context *context)
{
	struct memo *memo = &expr->memos[expr->memo_next++ % MEMOS];

	memo->known = false;
	if (!memo->inputs) {
		memo->inputs =
			alloc_new(expr->input_count + 1, sizeof(struct scalar));
		memo->texts = alloc_new(expr->input_count + 1, sizeof(char *));
		memo->rooms = alloc_new(expr->input_count + 1, sizeof(size_t));
	}
	for (size_t i = 0; i < expr->input_count; i++)
		memo_put(memo, i, input_value(expr, i, context));
	return memo;
}

/* Of a number, or NULL. */
static void memo_value(struct expr *expr, const struct expr_context *context,
		       struct scalar value)
{
	struct memo *memo = make_memo(expr, context);
	bool holds = value.kind == SCALAR_REAL ? value.real != 0.0
					       : value.integer != 0;
	memo->known = true;
	memo->value = value;
	memo->truth = value.kind == SCALAR_NULL ? TRUTH_UNKNOWN
		      : holds                   ? TRUTH_TRUE
						: TRUTH_FALSE;
}

struct scalar expr_value(struct expr *expr, const struct expr_context *context)
{
	const struct memo *known = find_memo(expr, context);
	struct scalar result = { .kind = SCALAR_NULL };
	sqlite3_stmt *statement = expr->statement;

	if (known && known->value.kind != SCALAR_TEXT)
		return known->value;
	if (!run(expr, context)) {
		sqlite3_reset(statement);
		return result;
	}
	switch (sqlite3_column_type(statement, 0)) {
	case SQLITE_INTEGER:
		result.kind = SCALAR_INTEGER;
		result.integer = sqlite3_column_int64(statement, 0);
		break;
	case SQLITE_FLOAT:
		result.kind = SCALAR_REAL;
		result.real = sqlite3_column_double(statement, 0);
		break;
	case SQLITE_TEXT:
		result.text = (const char *)sqlite3_column_text(statement, 0);
		if (result.text)
			result.kind = SCALAR_TEXT;
		break;
	case SQLITE_NULL:
		break;
	default:
		return result;
	}
	if (result.kind != SCALAR_TEXT)
		memo_value(expr, context, result);
	return result;
}

enum truth expr_truth(struct expr *expr, const struct expr_context *context)
{
	const struct memo *known = find_memo(expr, context);
	sqlite3_stmt *statement = expr->statement;
	enum truth truth = TRUTH_UNKNOWN;
	struct memo *memo;

	if (known)
		return known->truth;
	memo = make_memo(expr, context);
	memo->known = run(expr, context);
	if (memo->known && sqlite3_column_type(statement, 0) != SQLITE_NULL)
		truth = sqlite3_column_double(statement, 0) != 0.0
				? TRUTH_TRUE
				: TRUTH_FALSE;
	sqlite3_reset(statement);
	memo->truth = truth;
	memo->value = (struct scalar){ .kind = SCALAR_TEXT };
	return truth;
}

bool expr_reads(const struct expr *expr, enum name_source source, int index)
{
	for (size_t i = 0; i < expr->input_count; i++) {
		const struct expr_input *input = &expr->inputs[i];

		if (!input->today && input->source == source &&
		    input->index == index)
			return true;
	}
	return false;
}

bool expr_name(const struct expr *expr, int number, enum name_source *source,
	       int *index)
{
	for (size_t i = 0; i < expr->input_count; i++) {
		if (expr->inputs[i].today || number-- > 0)
			continue;
		*source = expr->inputs[i].source;
		*index = expr->inputs[i].index;
		return true;
	}
	return false;
}

bool expr_reads_today(const struct expr *expr)
{
	return expr->reads_today;
}

const char *expr_text(const struct expr *expr)
{
	return expr->text;
}

bool expr_is_name(const struct expr *expr, enum name_source *source, int *index)
{
	return expr->is_name && expr_name(expr, 0, source, index);
}

bool expr_is_today(const struct expr *expr)
{
	return expr->is_name && expr->reads_today;
}

bool expr_is_constant(const struct expr *expr)
{
	return expr->input_count == 0;
}
