/* store/layout.c - see store/layout_private.h */
#include "config.h"

#include "store/layout_private.h"

#include "base/text.h"
#include "store/head_private.h"

/* Places in a row, in the order in which columns are made. */
enum rank {
	RANK_NUMBER,
	RANK_TEXT,
	RANK_MISSING,
	RANKS
};

static enum rank rank_of(enum field_type type)
{
	switch (type) {
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_SELECT_ONE:
	case FIELD_SELECT_MULTIPLE:
	case FIELD_SCORE:
	case FIELD_SCALE:
		return RANK_NUMBER;
	default:
		return RANK_TEXT;
	}
}

static void define_value(struct buffer *sql, const struct column *c)
{
	switch (c->type) {
	case FIELD_SCORE:
		buffer_print(sql,
			     "\"%s\" INTEGER CHECK (\"%s\" BETWEEN 0 AND 1)",
			     c->name, c->name);
		break;
	case FIELD_INTEGER:
	case FIELD_SCALE:
	case FIELD_SELECT_MULTIPLE:
		buffer_print(sql, "\"%s\" INTEGER", c->name);
		break;
	case FIELD_DECIMAL:
		buffer_print(sql, "\"%s\" REAL", c->name);
		break;
	default:
		buffer_print(sql, "\"%s\" TEXT", c->name);
	}
}

static void define_missing(struct buffer *sql, const struct column *c)
{
	buffer_print(sql,
		     "\"%s__missing\" TEXT"
		     " CHECK (\"%s__missing\" IS NULL OR \"%s\" IS NULL)",
		     c->name, c->name, c->name);
}

static void define_option(struct buffer *sql, const struct column *c,
			  const struct column_option *option)
{
	buffer_print(sql, "\"%s__%s\" INTEGER AS (\"%s\" >> %d & 1)", c->name,
		     option->name, c->name, option->bit);
}

static void define_column(struct buffer *sql, const struct column *c,
			  enum rank rank)
{
	if (rank == RANK_MISSING) {
		if (c->missing_count > 0) {
			buffer_add(sql, ", ");
			define_missing(sql, c);
		}
		return;
	}
	if (c->head || rank_of(c->type) != rank)
		return;
	buffer_add(sql, ", ");
	define_value(sql, c);
	if (c->type != FIELD_SELECT_MULTIPLE)
		return;
	for (size_t i = 0; i < c->option_count; i++) {
		buffer_add(sql, ", ");
		define_option(sql, c, &c->options[i]);
	}
}

static void define_columns(struct buffer *sql, const struct table *table,
			   int repeat)
{
	for (int rank = 0; rank < RANKS; rank++)
		for (size_t i = 0; i < table->count; i++)
			if (table->columns[i].repeat == repeat)
				define_column(sql, &table->columns[i],
					      (enum rank)rank);
}

static int run(struct store *store, struct buffer *sql, struct err *err)
{
	int code = db_execute(store, buffer_text(sql), err);

	buffer_done(sql);
	return code;
}

/* As many as are read at once, which is more than a table has. */
static size_t count_columns(const struct table *table)
{
	size_t count = HEAD_COUNT;

	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];

		count += c->missing_count > 0 ? 2 : 1;
		if (c->type == FIELD_SELECT_MULTIPLE)
			count += c->option_count;
	}
	return count;
}

int layout_check(struct store *store, const struct table *table,
		 struct err *err)
{
	int limit = sqlite3_limit(store->db, SQLITE_LIMIT_COLUMN, -1);
	/* All of them are in one view: record_words. */
	int most = sqlite3_limit(store->db, SQLITE_LIMIT_COMPOUND_SELECT, -1);

	if (store->tables.count > (size_t)most)
		return err_set(err, ERR_INVALID,
			       _("The file has the tables of %d form versions, "
				 "and cannot have those of form %s version %s "
				 "too"),
			       most, table->form, table->version);
	if (count_columns(table) <= (size_t)limit)
		return 0;
	return err_set(err, ERR_INVALID,
		       _("Form %s version %s needs more than %d columns, and "
			 "the file cannot have those; make two forms of it"),
		       table->form, table->version, limit);
}

static const char head[] =
	" (id INTEGER PRIMARY KEY,"
	/* Ids as bytes; any other text stays what it is. */
	" uuid ANY NOT NULL UNIQUE,"
	" revision ANY NOT NULL,"
	" traject INTEGER NOT NULL REFERENCES traject,"
	" organisatie INTEGER NOT NULL REFERENCES name,"
	" team INTEGER REFERENCES name,"
	" medewerker INTEGER REFERENCES name,"
	" jeugdige TEXT,"
	" informant TEXT,"
	/* Not IN: for three values that makes a table, at every insert. */
	" status TEXT NOT NULL CHECK (status = 'complete'"
	"  OR status = 'verified' OR status = 'withdrawn'),"
	" completed TEXT NOT NULL,"
	" ended TEXT,"
	" changed TEXT NOT NULL,"
	" counts INTEGER NOT NULL CHECK (counts BETWEEN 0 AND 1),"
	/* See store/scores_private.h. */
	" __scores BLOB";

/* One record that holds in each place; withdrawn ones are found apart. */
static void index_places(struct buffer *sql, const struct table *table)
{
	buffer_print(sql,
		     "; CREATE UNIQUE INDEX \"%s_place\" ON \"%s\""
		     " (traject, coalesce(jeugdige, ''),"
		     " coalesce(informant, '')) WHERE status <> 'withdrawn'"
		     "; CREATE INDEX \"%s_withdrawn\" ON \"%s\""
		     " (traject) WHERE status = 'withdrawn'",
		     table->name, table->name, table->name, table->name);
}

int layout_create(struct store *store, const struct table *table,
		  struct err *err)
{
	struct buffer sql = { 0 };
	int code;

	buffer_add(&sql, "CREATE TABLE ");
	table_quote(&sql, table->name);
	buffer_add(&sql, head);
	define_columns(&sql, table, -1);
	buffer_add(&sql, ") STRICT");
	index_places(&sql, table);
	code = run(store, &sql, err);
	for (size_t i = 0; i < table->repeat_count && !code; i++)
		code = layout_create_rows(store, table, (int)i, err);
	return code;
}

int layout_create_rows(struct store *store, const struct table *table,
		       int repeat, struct err *err)
{
	struct buffer sql = { 0 };

	buffer_add(&sql, "CREATE TABLE ");
	table_quote_table(&sql, table, repeat);
	buffer_print(&sql,
		     " (id INTEGER NOT NULL REFERENCES \"%s\""
		     " ON DELETE CASCADE,"
		     " row INTEGER NOT NULL CHECK (row >= 1)",
		     table->name);
	define_columns(&sql, table, repeat);
	buffer_add(&sql, ", PRIMARY KEY (id, row)) STRICT, WITHOUT ROWID");
	return run(store, &sql, err);
}

static void begin_alter(struct buffer *sql, const struct table *table,
			const struct column *c)
{
	buffer_add(sql, "ALTER TABLE ");
	table_quote_table(sql, table, c->repeat);
	buffer_add(sql, " ADD COLUMN ");
}

int layout_add_scores(struct store *store, const struct table *table,
		      struct err *err)
{
	struct buffer sql = { 0 };

	buffer_print(&sql, "ALTER TABLE \"%s\" ADD COLUMN __scores BLOB",
		     table->name);
	return run(store, &sql, err);
}

int layout_add_missing(struct store *store, const struct table *table,
		       const struct column *column, struct err *err)
{
	struct buffer sql = { 0 };

	begin_alter(&sql, table, column);
	define_missing(&sql, column);
	return run(store, &sql, err);
}

int layout_add_option(struct store *store, const struct table *table,
		      const struct column *column,
		      const struct column_option *option, struct err *err)
{
	struct buffer sql = { 0 };

	begin_alter(&sql, table, column);
	define_option(&sql, column, option);
	return run(store, &sql, err);
}

int layout_add_column(struct store *store, const struct table *table,
		      const struct column *column, struct err *err)
{
	struct buffer sql = { 0 };
	int code = 0;

	if (!column->head) {
		begin_alter(&sql, table, column);
		define_value(&sql, column);
		code = run(store, &sql, err);
	}
	if (column->type == FIELD_SELECT_MULTIPLE)
		for (size_t i = 0; i < column->option_count && !code; i++)
			code = layout_add_option(store, table, column,
						 &column->options[i], err);
	if (!code && column->missing_count > 0)
		code = layout_add_missing(store, table, column, err);
	return code;
}

/* --- the views
 *
 * Each time the file is opened SQLite reads them all, so they are to be short:
 * what all forms have in common stands in two views of their own, whose columns
 * begin with _ because no field does.
 */

/* The labels of the options whose bits are set. */
static void show_bits(struct buffer *sql, const struct table *table,
		      const struct column *c)
{
	buffer_print(sql,
		     "(SELECT group_concat(label, ', ') FROM form_option"
		     " WHERE form = %lld AND field = '%s'"
		     " AND t.\"%s\" >> bit & 1)",
		     (long long)table->id, c->name, c->name);
}

/* The label of what is chosen, or of the reason why nothing is. */
static void show_label(struct buffer *sql, const struct column *c, bool chosen)
{
	bool missing = c->missing_count > 0;

	buffer_add(sql, "json_extract(_labels, ");
	if (chosen && missing)
		buffer_add(sql, "ifnull(");
	if (chosen)
		buffer_print(sql, "'$.%s=' || \"%s\"", c->name, c->name);
	if (chosen && missing)
		buffer_add(sql, ", ");
	if (missing)
		buffer_print(sql, "'$.%s?' || \"%s__missing\"", c->name,
			     c->name);
	buffer_add(sql, chosen && missing ? "))" : ")");
}

static void show_column(struct buffer *sql, const struct table *table,
			const struct column *c)
{
	bool bits = c->type == FIELD_SELECT_MULTIPLE;
	bool chosen = c->option_count > 0 && !bits;
	bool both = !chosen && c->missing_count > 0;

	buffer_add(sql, both ? ", ifnull(" : ", ");
	if (bits)
		show_bits(sql, table, c);
	else if (!chosen)
		buffer_print(sql, "\"%s\"", c->name);
	if (both)
		buffer_add(sql, ", ");
	if (chosen || both)
		show_label(sql, c, chosen);
	if (both)
		buffer_add(sql, ")");
	if (bits || chosen || both)
		buffer_print(sql, " AS \"%s\"", c->name);
}

/* The head of every record in words, and the labels of its form. */
static int make_heads(struct store *store, struct err *err)
{
	struct buffer sql = { 0 };

	buffer_add(&sql,
		   "DROP VIEW IF EXISTS record_words;"
		   " CREATE VIEW record_words AS SELECT form AS _form,"
		   " record AS _record, " COMPACT_ID("u") " AS _id,"
		   " (SELECT code FROM traject WHERE id = j) AS _traject,"
		   " (SELECT text FROM name WHERE id = o) AS _organisatie,"
		   " (SELECT text FROM name WHERE id = t) AS _team,"
		   " (SELECT text FROM name WHERE id = m) AS _medewerker,"
		   " labels AS _labels FROM (");
	for (size_t i = 0; i < store->tables.count; i++) {
		buffer_add(&sql, i ? " UNION ALL SELECT " : "SELECT ");
		buffer_print(&sql,
			     i ? "%lld, id, uuid, traject, organisatie, team,"
				 " medewerker FROM \"%s\""
			       : "%lld AS form, id AS record, uuid AS u,"
				 " traject AS j, organisatie AS o, team AS t,"
				 " medewerker AS m FROM \"%s\"",
			     (long long)store->tables.items[i]->id,
			     store->tables.items[i]->name);
	}
	buffer_add(&sql, ") LEFT JOIN form_labels USING (form)");
	return run(store, &sql, err);
}

static int make_view(struct store *store, const struct table *table,
		     struct err *err)
{
	struct buffer sql = { 0 };

	buffer_print(&sql,
		     "DROP VIEW IF EXISTS \"%s_labels\";"
		     " CREATE VIEW \"%s_labels\" AS SELECT _id AS id,"
		     " _traject AS traject, _organisatie AS organisatie,"
		     " _team AS team, _medewerker AS medewerker, jeugdige,"
		     " informant, status, completed, ended, changed, counts",
		     table->name, table->name);
	for (size_t i = 0; i < table->count; i++) {
		const struct column *c = &table->columns[i];

		if (c->repeat < 0 && !c->head)
			show_column(&sql, table, c);
	}
	buffer_print(&sql,
		     " FROM \"%s\" AS t, record_words"
		     " WHERE _form = %lld AND _record = id",
		     table->name, (long long)table->id);
	return run(store, &sql, err);
}

int layout_make_view(struct store *store, const struct table *table,
		     struct err *err)
{
	int code = make_heads(store, err);

	return code ? code : make_view(store, table, err);
}

int layout_make_views(struct store *store, struct err *err)
{
	int code = tables_read(store, err);

	if (!code && store->tables.count > 0)
		code = make_heads(store, err);
	for (size_t i = 0; i < store->tables.count && !code; i++)
		code = make_view(store, store->tables.items[i], err);
	return code;
}
