/* store/upkeep_rows.c - what rows must be that no constraint can say */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "store/schema_private.h"
#include "store/scores_private.h"
#include "store/upkeep_private.h"

/* A query whose rows are faults: of each, a name for the person. */
struct fault {
	const char *where;
	const char *sql;      /* the first parameter, if any, is an id */
	const char *sentence; /* to be translated */
};

static int find(struct store *store, const struct fault *fault, int64_t id,
		struct problem_list *problems, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, fault->sql, &query, err);

	if (code)
		return code;
	if (sqlite3_bind_parameter_count(query) > 0)
		sqlite3_bind_int64(query, 1, id);
	while ((code = db_step(store, query, err)) > 0) {
		const char *which = (const char *)sqlite3_column_text(query, 0);

		problem_add(problems, store->path, 0, 0, fault->where, "%s: %s",
			    _(fault->sentence), which ? which : "?");
	}
	db_give(store, query);
	return code;
}

/* --- of one form */

static int64_t known_bits(const struct column *column)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < column->option_count; i++)
		if (column->options[i].bit >= 0)
			bits |= UINT64_C(1) << column->options[i].bit;
	return (int64_t)bits;
}

/* The rows of a column that hold what the condition says: its SQL begins. */
static void begin_rows(struct buffer *sql, const struct table *table,
		       const struct column *column)
{
	buffer_add(sql, "SELECT id FROM ");
	table_quote_table(sql, table, column->repeat);
	buffer_add(sql, " WHERE ");
}

/* They are faults of that column. */
static int find_rows(struct store *store, struct buffer *sql,
		     const struct column *column, const char *sentence,
		     struct problem_list *problems, struct err *err)
{
	const struct fault fault = { .where = column->name,
				     .sql = buffer_text(sql),
				     .sentence = sentence };
	int code = find(store, &fault, 0, problems, err);

	buffer_done(sql);
	return code;
}

static int check_bits(struct store *store, const struct table *table,
		      const struct column *column,
		      struct problem_list *problems, struct err *err)
{
	struct buffer sql = { 0 };

	begin_rows(&sql, table, column);
	table_quote(&sql, column->name);
	buffer_print(&sql, " & ~%lld <> 0", (long long)known_bits(column));
	return find_rows(store, &sql, column,
			 N_("A set has an option that there is not, in row"),
			 problems, err);
}

/* One of a list of names as an SQL text. */
static void add_literal(struct buffer *sql, const char *text, bool first)
{
	char *quoted = sqlite3_mprintf("%s%Q", first ? "" : ", ", text);

	buffer_add(sql, quoted ? quoted : "");
	sqlite3_free(quoted);
}

static int check_missing(struct store *store, const struct table *table,
			 const struct column *column,
			 struct problem_list *problems, struct err *err)
{
	struct buffer sql = { 0 };

	begin_rows(&sql, table, column);
	buffer_print(&sql, "\"%s__missing\" NOT IN (", column->name);
	for (size_t i = 0; i < column->missing_count; i++)
		add_literal(&sql, column->missing[i], i == 0);
	buffer_add(&sql, ")");
	return find_rows(
		store, &sql, column,
		N_("A reason for a missing answer is not known, in row"),
		problems, err);
}

static int check_option(struct store *store, const struct table *table,
			const struct column *column,
			struct problem_list *problems, struct err *err)
{
	struct buffer sql = { 0 };

	begin_rows(&sql, table, column);
	table_quote(&sql, column->name);
	buffer_add(&sql, " NOT IN (");
	for (size_t i = 0; i < column->option_count; i++)
		add_literal(&sql, column->options[i].name, i == 0);
	buffer_add(&sql, ")");
	return find_rows(store, &sql, column,
			 N_("A choice is an option that there is not, in row"),
			 problems, err);
}

static int check_columns(struct store *store, const struct table *table,
			 struct problem_list *problems, struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < table->count && !code; i++) {
		const struct column *c = &table->columns[i];

		if (!c->head && c->type == FIELD_SELECT_MULTIPLE)
			code = check_bits(store, table, c, problems, err);
		else if (!c->head && c->type == FIELD_SELECT_ONE)
			code = check_option(store, table, c, problems, err);
		if (!code && c->missing_count > 0)
			code = check_missing(store, table, c, problems, err);
	}
	return code;
}

/* Rows are counted from 1 without a gap. */
static int check_numbering(struct store *store, const struct table *table,
			   struct problem_list *problems, struct err *err)
{
	int code = 0;

	for (int r = 0; r < (int)table->repeat_count && !code; r++) {
		struct buffer sql = { 0 };
		struct fault fault = {
			.where = table->repeats[r],
			.sentence = N_("Rows of a repeat are missing, in row"),
		};

		buffer_add(&sql, "SELECT id FROM ");
		table_quote_table(&sql, table, r);
		buffer_add(&sql,
			   " GROUP BY id HAVING min(row) <> 1"
			   " OR max(row) <> count(*)");
		fault.sql = buffer_text(&sql);
		code = find(store, &fault, 0, problems, err);
		buffer_done(&sql);
	}
	return code;
}

/* What hangs on a record that is not there. */
static int check_hanging(struct store *store, const struct table *table,
			 struct problem_list *problems, struct err *err)
{
	char *sql = alloc_print(
		"SELECT field FROM annotation WHERE form = ?1"
		" AND record NOT IN (SELECT id FROM \"%s\")",
		table->name);
	const struct fault faults[] = {
		{ table->name, sql, N_("The record of a remark is gone, at") },
		{ table->name,
		  "SELECT field FROM annotation AS a WHERE form = ?1"
		  " AND NOT EXISTS (SELECT 1 FROM form_field AS f"
		  " WHERE f.form = a.form AND f.name = a.field)",
		  N_("A remark is about a question that there is not") },
	};
	int code = find(store, &faults[0], table->id, problems, err);

	if (!code)
		code = find(store, &faults[1], table->id, problems, err);
	free(sql);
	return code;
}

int upkeep_check_rows(struct store *store, const struct table *table,
		      struct problem_list *problems, struct err *err)
{
	int code = check_columns(store, table, problems, err);

	if (!code)
		code = check_numbering(store, table, problems, err);
	if (!code)
		code = scores_check(store, table, problems, err);
	return code ? code : check_hanging(store, table, problems, err);
}

/* --- of the file */

static int find_faults(struct store *store, const struct fault *faults,
		       size_t count, struct problem_list *problems,
		       struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < count && !code; i++)
		code = find(store, &faults[i], 0, problems, err);
	return code;
}

/* Marks of verification whose revision, of this id, is not there. */
#define VERIFICATIONS(id)                                                      \
	"SELECT v.revision FROM verification AS v WHERE NOT EXISTS"            \
	" (SELECT 1 FROM revision AS r WHERE r.form = v.form"                  \
	" AND r.record = v.record AND v.revision = " id                        \
	" AND r.status = 'verified')"

/* Second entries and the marks they leave: of files that know them. */
static int check_verifications(struct store *store,
			       struct problem_list *problems, struct err *err)
{
	const struct fault faults[] = {
		{ "verifying",
		  "SELECT d.record FROM verifying AS y"
		  " JOIN draft AS d ON d.id = y.draft"
		  " WHERE d.revision IS NULL",
		  N_("A second entry is of no completed record") },
		{ "verifying_value",
		  "SELECT v.field FROM verifying_value AS v"
		  " JOIN draft AS d ON d.id = v.draft WHERE NOT EXISTS"
		  " (SELECT 1 FROM form_field AS f WHERE f.form = d.form"
		  " AND f.name = v.field)",
		  N_("A second entry answers a question that there is not") },
		{ "verification",
		  store_is_compact(store) ? VERIFICATIONS(COMPACT_ID("r.uuid"))
					  : VERIFICATIONS("r.uuid"),
		  N_("A mark of verification belongs to no revision") },
	};

	if (store->schema < VERIFICATION_SCHEMA)
		return 0;
	return find_faults(store, faults, COUNT(faults), problems, err);
}

/* Of files of any layout. */
static const struct fault faults_of_all[] = {
	{ "traject",
	  "SELECT code FROM traject AS j WHERE NOT EXISTS"
	  " (SELECT 1 FROM name WHERE id = j.organisatie"
	  " AND list = 'organisatie')",
	  N_("The organisation of a traject is not in its list") },
	{ "traject",
	  "SELECT code FROM traject AS j WHERE team IS NOT NULL"
	  " AND NOT EXISTS (SELECT 1 FROM name WHERE id = j.team"
	  " AND list = 'team' AND parent = j.organisatie)",
	  N_("The team of a traject is not of its organisation") },
	{ "traject",
	  "SELECT code FROM traject AS j WHERE medewerker IS NOT NULL"
	  " AND NOT EXISTS (SELECT 1 FROM name WHERE id ="
	  " j.medewerker AND list = 'medewerker'"
	  " AND parent = j.organisatie)",
	  N_("The worker of a traject is not of its organisation") },
	{ "traject",
	  "SELECT value FROM note WHERE name = 'trajecten'"
	  " AND CAST(value AS INTEGER) <> (SELECT count(*)"
	  " FROM traject WHERE id <= CAST(substr(value,"
	  " instr(value, ' ')) AS INTEGER))",
	  N_("There are not as many trajecten as were noted") },
	{ "name",
	  "SELECT n.text FROM name AS n JOIN name AS p"
	  " ON p.id = n.parent WHERE p.list <> 'organisatie'",
	  N_("A name is not of an organisation") },
	{ "draft",
	  "SELECT v.field FROM draft_value AS v"
	  " JOIN draft AS d ON d.id = v.draft WHERE NOT EXISTS"
	  " (SELECT 1 FROM form_field AS f WHERE f.form = d.form"
	  " AND f.name = v.field) AND NOT EXISTS"
	  " (SELECT 1 FROM form_field AS f WHERE f.form = d.form"
	  " AND f.repeat = v.field)",
	  N_("A draft answers a question that there is not") },
	{ "draft",
	  "SELECT v.field FROM draft_value AS v"
	  " JOIN draft AS d ON d.id = v.draft"
	  " JOIN form_field AS f ON f.form = d.form"
	  " AND f.name = v.field"
	  " LEFT JOIN draft_rows AS r ON r.draft = d.id"
	  " AND r.repeat = f.repeat"
	  " WHERE (f.repeat IS NULL AND v.row <> 0)"
	  " OR (f.repeat IS NOT NULL"
	  " AND v.row NOT BETWEEN 1 AND coalesce(r.count, 0))",
	  N_("A draft has an answer in a row that there is not") },
	{ "draft",
	  "SELECT v.field FROM draft_value AS v"
	  " JOIN draft AS d ON d.id = v.draft"
	  " WHERE v.missing IS NOT NULL AND NOT EXISTS"
	  " (SELECT 1 FROM form_missing AS m WHERE m.form = d.form"
	  " AND m.field = v.field AND m.name = v.missing)",
	  N_("A draft has a reason that the question does not take") },
	{ "trigger", "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
	  N_("Something in the file would change it by itself") },
};

/* In sixteen parts, since SQLite keeps in memory what it groups. */
static int check_ids(struct store *store, struct problem_list *problems,
		     struct err *err)
{
	static const struct fault same_id = {
		"traject",
		"SELECT group_concat(code, ', ') FROM traject"
		" WHERE substr(hex(uuid), -1) ="
		" substr('0123456789ABCDEF', 1 + ?1, 1)"
		" GROUP BY uuid HAVING count(*) > 1",
		N_("Two trajecten have the same id")
	};
	int code = 0;

	for (int part = 0; part < 16 && !code; part++)
		code = find(store, &same_id, part, problems, err);
	return code;
}

int upkeep_check_others(struct store *store, struct problem_list *problems,
			struct err *err)
{
	int code = find_faults(store, faults_of_all, COUNT(faults_of_all),
			       problems, err);

	if (!code)
		code = check_ids(store, problems, err);
	return code ? code : check_verifications(store, problems, err);
}

/* --- the tables that every file has */

/* Compare each of them with one that is made here. */
static int compare_layout(struct store *store, sqlite3 *made,
			  struct problem_list *problems, struct err *err)
{
	sqlite3_stmt *wanted = NULL;
	sqlite3_stmt *query = NULL;
	int code = db_take(store,
			   "SELECT count(*) FROM sqlite_schema"
			   " WHERE type = ?1 AND name = ?2 AND sql = ?3",
			   &query, err);

	if (code)
		return code;
	if (sqlite3_prepare_v2(made,
			       "SELECT type, name, sql FROM sqlite_schema"
			       " WHERE sql IS NOT NULL"
			       " AND name NOT LIKE 'sqlite%'",
			       -1, &wanted, NULL))
		code = err_memory(err);
	while (!code && sqlite3_step(wanted) == SQLITE_ROW) {
		for (int i = 0; i < 3; i++)
			db_bind_text(
				query, i + 1,
				(const char *)sqlite3_column_text(wanted, i));
		code = db_step(store, query, err);
		if (code > 0 && sqlite3_column_int(query, 0) == 0)
			problem_add(
				problems, store->path, 0, 0,
				(const char *)sqlite3_column_text(wanted, 1),
				_("This part of the file is gone or is "
				  "not as it was made"));
		code = code < 0 ? code : 0;
		sqlite3_reset(query);
	}
	sqlite3_finalize(wanted);
	db_give(store, query);
	return code;
}

int upkeep_check_layout(struct store *store, struct problem_list *problems,
			struct err *err)
{
	sqlite3 *made = NULL;
	int code = 0;

	if (sqlite3_open(":memory:", &made) || schema_make(made, store->schema))
		code = err_memory(err);
	if (!code)
		code = compare_layout(store, made, problems, err);
	sqlite3_close(made);
	return code;
}
