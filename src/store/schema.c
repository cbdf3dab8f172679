/* store/schema.c - see store/schema_private.h */

#include "config.h"

#include "store/schema_private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/text.h"
#include "store/history_private.h"
#include "store/layout_private.h"
#include "store/scores_private.h"
#include "store/store_private.h"
#include "store/trajecten_private.h"

static const char first_tables[] =
	/* Facts about the file itself. */
	"CREATE TABLE note ("
	" name TEXT PRIMARY KEY,"
	" value TEXT NOT NULL) STRICT, WITHOUT ROWID;"

	/* A team and a worker are of one organisation, their parent. */
	"CREATE TABLE name ("
	" id INTEGER PRIMARY KEY,"
	" list TEXT NOT NULL"
	"  CHECK (list IN ('organisatie', 'team', 'medewerker')),"
	" parent INTEGER REFERENCES name (id),"
	" text TEXT NOT NULL CHECK (text <> ''),"
	" CHECK ((list = 'organisatie') = (parent IS NULL))) STRICT;"
	"CREATE UNIQUE INDEX name_once"
	" ON name (list, text, coalesce(parent, 0));"

	"CREATE TABLE traject ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" uuid TEXT NOT NULL UNIQUE,"
	" code TEXT NOT NULL CHECK (code <> ''),"
	" organisatie INTEGER NOT NULL REFERENCES name (id),"
	" team INTEGER REFERENCES name (id),"
	" medewerker INTEGER REFERENCES name (id),"
	" started TEXT,"
	" ended TEXT,"
	" changed TEXT NOT NULL,"
	" UNIQUE (code, organisatie)) STRICT;"
	"CREATE INDEX traject_by_change ON traject (changed);"

	/* The form versions that have tables, with their YAML. */
	"CREATE TABLE form ("
	" id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL,"
	" version TEXT NOT NULL,"
	" table_name TEXT NOT NULL UNIQUE,"
	" title TEXT,"
	" is_traject INTEGER NOT NULL CHECK (is_traject IN (0, 1)),"
	" source TEXT NOT NULL,"
	" UNIQUE (name, version)) STRICT;"

	/* sealed: its values are in the hashes of the history. */
	"CREATE TABLE form_field ("
	" form INTEGER NOT NULL REFERENCES form (id),"
	" name TEXT NOT NULL,"
	" position INTEGER NOT NULL,"
	" type TEXT NOT NULL,"
	" repeat TEXT,"
	" list TEXT,"
	" label TEXT,"
	" sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),"
	" PRIMARY KEY (form, name)) STRICT, WITHOUT ROWID;"

	/* bit: of a select_multiple; it never means another option. */
	"CREATE TABLE form_option ("
	" form INTEGER NOT NULL,"
	" field TEXT NOT NULL,"
	" name TEXT NOT NULL,"
	" position INTEGER NOT NULL,"
	" bit INTEGER CHECK (bit BETWEEN 0 AND 61),"
	" label TEXT,"
	" PRIMARY KEY (form, field, name),"
	" FOREIGN KEY (form, field) REFERENCES form_field (form, name))"
	" STRICT, WITHOUT ROWID;"
	"CREATE UNIQUE INDEX form_option_bit ON form_option (form, field, bit);"

	"CREATE TABLE form_missing ("
	" form INTEGER NOT NULL,"
	" field TEXT NOT NULL,"
	" name TEXT NOT NULL,"
	" label TEXT,"
	" PRIMARY KEY (form, field, name),"
	" FOREIGN KEY (form, field) REFERENCES form_field (form, name))"
	" STRICT, WITHOUT ROWID;"

	/* held_*: which process has it open; NULL when none has. */
	"CREATE TABLE draft ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" record TEXT NOT NULL UNIQUE,"
	" form INTEGER NOT NULL REFERENCES form (id),"
	" traject INTEGER NOT NULL REFERENCES traject (id),"
	" jeugdige TEXT,"
	" informant TEXT,"
	" revision TEXT,"
	" why TEXT,"
	" at_field TEXT,"
	" at_row INTEGER NOT NULL DEFAULT 0,"
	" parked INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1)),"
	" changed TEXT NOT NULL,"
	" held_token TEXT,"
	" held_host TEXT,"
	" held_process INTEGER,"
	" held_started INTEGER,"
	" held_since TEXT) STRICT;"
	"CREATE INDEX draft_of ON draft (traject);"

	"CREATE TABLE draft_value ("
	" draft INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,"
	" field TEXT NOT NULL,"
	" row INTEGER NOT NULL,"
	" value TEXT,"
	" missing TEXT,"
	" remark TEXT,"
	" reason TEXT,"
	" PRIMARY KEY (draft, field, row),"
	" CHECK (value IS NULL OR missing IS NULL)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE draft_rows ("
	" draft INTEGER NOT NULL REFERENCES draft (id) ON DELETE CASCADE,"
	" repeat TEXT NOT NULL,"
	" count INTEGER NOT NULL,"
	" PRIMARY KEY (draft, repeat)) STRICT, WITHOUT ROWID;"

	/* Remarks and reasons of records; record is the id in the form's table. */
	"CREATE TABLE annotation ("
	" form INTEGER NOT NULL REFERENCES form (id),"
	" record INTEGER NOT NULL,"
	" field TEXT NOT NULL,"
	" row INTEGER NOT NULL,"
	" remark TEXT,"
	" reason TEXT,"
	" PRIMARY KEY (form, record, field, row)) STRICT, WITHOUT ROWID;"

	/* What became of a record, in order; see store/history_private.h. */
	"CREATE TABLE revision ("
	" seq INTEGER PRIMARY KEY AUTOINCREMENT,"
	" form INTEGER NOT NULL REFERENCES form (id),"
	" record INTEGER NOT NULL,"
	" uuid TEXT NOT NULL,"
	" parent TEXT,"
	" at TEXT NOT NULL,"
	" medewerker TEXT,"
	" login TEXT,"
	" what TEXT NOT NULL,"
	" why TEXT,"
	" status TEXT NOT NULL,"
	" completed TEXT NOT NULL,"
	" counts INTEGER NOT NULL CHECK (counts IN (0, 1)),"
	" salt BLOB,"
	" state BLOB,"
	" digest BLOB NOT NULL) STRICT;"
	"CREATE INDEX revision_of ON revision (form, record);"

	/* What was there before the revision, where it changed something. */
	"CREATE TABLE revision_value ("
	" revision INTEGER NOT NULL REFERENCES revision (seq),"
	" field TEXT NOT NULL,"
	" row INTEGER NOT NULL,"
	" value TEXT,"
	" missing TEXT,"
	" remark TEXT,"
	" reason TEXT,"
	" PRIMARY KEY (revision, field, row)) STRICT, WITHOUT ROWID;";

/*
 * What each layout has more than the one before it.  A file of an older program
 * gets it when it is opened for writing; what is in it stays as it is.
 */
static const char delivery_tables[] =
	/* Revisions of a record that were made elsewhere and not taken over:
	 * they are known, so that they never come back as something new. */
	"CREATE TABLE known_revision ("
	" form INTEGER NOT NULL REFERENCES form (id),"
	" record INTEGER NOT NULL,"
	" uuid TEXT NOT NULL,"
	" parent TEXT,"
	" PRIMARY KEY (form, record, uuid)) STRICT, WITHOUT ROWID;"

	/* What was sent: see store/deliveries.h.  Records are known by the ids
	 * that they have outside, which only the key of this file makes. */
	"CREATE TABLE delivery ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" at TEXT NOT NULL,"
	" medewerker TEXT,"
	" login TEXT,"
	" purpose TEXT NOT NULL,"
	" selection TEXT NOT NULL,"
	" records INTEGER NOT NULL,"
	" withdrawn INTEGER NOT NULL,"
	" forms TEXT NOT NULL,"
	" checksum TEXT NOT NULL,"
	" file TEXT) STRICT;"
	"CREATE INDEX delivery_of ON delivery (purpose, selection);"

	"CREATE TABLE delivered ("
	" delivery INTEGER NOT NULL REFERENCES delivery (id),"
	" record TEXT NOT NULL,"
	" form TEXT NOT NULL,"
	" revision TEXT NOT NULL,"
	" withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),"
	" PRIMARY KEY (delivery, record)) STRICT, WITHOUT ROWID;";

static const char destroyed_tables[] =
	/* Trajecten whose values were destroyed: when and by whom, not what.
	 * See store/destroyed_private.h. */
	"CREATE TABLE destroyed ("
	" seq INTEGER PRIMARY KEY AUTOINCREMENT,"
	" at TEXT NOT NULL,"
	" medewerker TEXT,"
	" login TEXT,"
	" traject BLOB NOT NULL UNIQUE,"
	" place BLOB NOT NULL,"
	" digest BLOB NOT NULL,"
	" finished TEXT) STRICT;"
	"CREATE INDEX destroyed_place ON destroyed (place);"

	"CREATE TABLE destroyed_record ("
	" record BLOB PRIMARY KEY,"
	" mark INTEGER NOT NULL REFERENCES destroyed (seq),"
	" last BLOB) STRICT, WITHOUT ROWID;"
	"CREATE INDEX destroyed_record_of ON destroyed_record (mark);"

	/* Where copies of this file were put. */
	"CREATE TABLE copy ("
	" path TEXT PRIMARY KEY,"
	" made TEXT NOT NULL) STRICT, WITHOUT ROWID;";

static const char taken_back_tables[] =
	/* Records that were taken back before they came: see
	 * store/revisions.h. */
	"CREATE TABLE taken_back ("
	" record TEXT PRIMARY KEY,"
	" revision TEXT NOT NULL) STRICT, WITHOUT ROWID;";

static const char verification_tables[] =
	/* Which drafts are a second entry of a completed record: see
	 * store/verifications.h. */
	"CREATE TABLE verifying ("
	" draft INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,"
	" how TEXT NOT NULL CHECK (how IN ('blind', 'open'))) STRICT;"

	/* Of which answers of it the difference with the first was settled. */
	"CREATE TABLE verifying_value ("
	" draft INTEGER NOT NULL REFERENCES verifying (draft)"
	"  ON DELETE CASCADE,"
	" field TEXT NOT NULL,"
	" row INTEGER NOT NULL,"
	" outcome TEXT NOT NULL CHECK (outcome IN"
	"  ('same', 'asked', 'first', 'second', 'neither')),"
	" PRIMARY KEY (draft, field, row)) STRICT, WITHOUT ROWID;"

	/* How a record was verified, by the revision that did it. */
	"CREATE TABLE verification ("
	" form INTEGER NOT NULL REFERENCES form (id),"
	" record INTEGER NOT NULL,"
	" revision TEXT NOT NULL,"
	" how TEXT NOT NULL CHECK (how IN ('blind', 'open')),"
	" differences INTEGER NOT NULL CHECK (differences >= 0),"
	" PRIMARY KEY (form, record, revision)) STRICT, WITHOUT ROWID;";

static const char client_columns[] =
	/* Which answers the client typed, and whether the worker may see
	 * them; see form/answers.h.  NULL: the worker typed it. */
	"ALTER TABLE draft_value ADD COLUMN client TEXT"
	" CHECK (client IN ('hidden', 'shown'));"
	"ALTER TABLE annotation ADD COLUMN client TEXT"
	" CHECK (client IN ('hidden', 'shown'));"
	"ALTER TABLE revision_value ADD COLUMN client TEXT"
	" CHECK (client IN ('hidden', 'shown'));"
	/* Whose keyboard it is that the client has, until the worker's PIN. */
	"ALTER TABLE draft ADD COLUMN client_at TEXT;";

static const char compact_tables[] =
	/* Ids as bytes and a moment as seconds, see store/compact_private.h:
	 * the same tables, of other types. */
	"PRAGMA writable_schema = ON;"
	"UPDATE sqlite_schema SET sql = replace(sql,"
	" ' uuid TEXT NOT NULL UNIQUE, revision TEXT NOT NULL,',"
	" ' uuid ANY NOT NULL UNIQUE, revision ANY NOT NULL,')"
	" WHERE type = 'table' AND name IN (SELECT table_name FROM form);"
	"UPDATE sqlite_schema SET sql = replace(replace(sql,"
	" ' uuid TEXT ', ' uuid ANY '), ' changed TEXT ', ' changed ANY ')"
	" WHERE name = 'traject';"
	"PRAGMA writable_schema = RESET;"
	"UPDATE traject SET uuid = compact_id(uuid),"
	" changed = compact_moment(changed);"

	/* Who did what, and when: an import is one for all its records. */
	"CREATE TABLE deed ("
	" id INTEGER PRIMARY KEY,"
	" at TEXT NOT NULL,"
	" medewerker TEXT,"
	" login TEXT,"
	" what TEXT NOT NULL) STRICT;"
	"INSERT INTO deed (at, medewerker, login, what)"
	" SELECT at, medewerker, login, what FROM revision"
	" GROUP BY 1, 2, 3, 4 ORDER BY min(seq);"

	"CREATE TABLE revised ("
	" seq INTEGER PRIMARY KEY AUTOINCREMENT,"
	" form INTEGER NOT NULL REFERENCES form (id),"
	" record INTEGER NOT NULL,"
	" uuid ANY NOT NULL,"
	" parent ANY,"
	" deed INTEGER NOT NULL REFERENCES deed (id),"
	" why TEXT,"
	" status TEXT NOT NULL,"
	" completed TEXT NOT NULL,"
	" counts INTEGER NOT NULL CHECK (counts IN (0, 1)),"
	" salt BLOB,"
	" state BLOB,"
	" digest BLOB NOT NULL) STRICT;"
	"INSERT INTO revised SELECT r.seq, r.form, r.record,"
	" compact_id(r.uuid), compact_id(r.parent), d.id, r.why, r.status,"
	" r.completed, r.counts, r.salt, r.state, r.digest"
	" FROM revision AS r CROSS JOIN deed AS d ON d.at = r.at"
	" AND d.medewerker IS r.medewerker AND d.login IS r.login"
	" AND d.what = r.what ORDER BY r.seq;"
	/* A number is never used twice. */
	"DELETE FROM sqlite_sequence WHERE name = 'revised';"
	"UPDATE sqlite_sequence SET name = 'revised' WHERE name = 'revision';"
	"DROP TABLE revision;"
	"ALTER TABLE revised RENAME TO revision;"
	"CREATE INDEX revision_of ON revision (form, record);"
	/* For who reads the file with SQL. */
	"CREATE VIEW history AS SELECT " REVISION_COLUMNS ";";

static const char score_columns[] =
	/* The place of a score among those of a record; see
	 * store/scores_private.h.  It never means another. */
	"ALTER TABLE form_field ADD COLUMN score INTEGER;"
	"UPDATE form_field SET score = (SELECT count(*) FROM form_field AS f"
	" WHERE f.form = form_field.form AND f.type = 'score'"
	" AND f.repeat IS NULL AND f.position < form_field.position)"
	" WHERE type = 'score' AND repeat IS NULL;"

	/* SQLite need not keep which numbers of records and revisions were
	 * used, a tenth of an insert: they go only with a traject that is
	 * destroyed, and who remembers one counts anew then (tally_moved). */
	"PRAGMA writable_schema = ON;"
	"UPDATE sqlite_schema SET sql = replace(sql, ' AUTOINCREMENT', '')"
	" WHERE type = 'table' AND (name = 'revision'"
	" OR name IN (SELECT table_name FROM form));"
	"PRAGMA writable_schema = RESET;"
	"DELETE FROM sqlite_sequence WHERE name = 'revision'"
	" OR name IN (SELECT table_name FROM form);";

static const char short_texts[] =
	/* Each program that opens the file reads the texts of all tables and
	 * views first: the same, in fewer words. */
	"PRAGMA writable_schema = ON;"
	"UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql,"
	" ' (id)', ''), ' IN (0, 1)', ' BETWEEN 0 AND 1'),"
	" ' GENERATED ALWAYS AS ((', ' AS ('), ') & 1) VIRTUAL', ' & 1)')"
	" WHERE type = 'table';"
	"PRAGMA writable_schema = RESET;"

	/* As with records, SQLite need not keep which numbers of trajecten were
	 * used: see store/trajecten.c.  And nobody looks for one by its id,
	 * which is made at random here: data check looks whether two have the
	 * same. */
	"INSERT INTO note (name, value) SELECT '" NOTE_HIGHEST_TRAJECT
	"', seq"
	" FROM sqlite_sequence WHERE name = 'traject';"
	"CREATE TABLE traject_short ("
	" id INTEGER PRIMARY KEY,"
	" uuid ANY NOT NULL,"
	" code TEXT NOT NULL CHECK (code <> ''),"
	" organisatie INTEGER NOT NULL REFERENCES name,"
	" team INTEGER REFERENCES name,"
	" medewerker INTEGER REFERENCES name,"
	" started TEXT,"
	" ended TEXT,"
	" changed ANY NOT NULL,"
	" UNIQUE (code, organisatie)) STRICT;"
	"INSERT INTO traject_short SELECT id, uuid, code, organisatie, team,"
	" medewerker, started, ended, changed FROM traject;"
	"DROP TABLE traject;"
	/* Without looking at the views, which are about to be made anew. */
	"PRAGMA legacy_alter_table = ON;"
	"ALTER TABLE traject_short RENAME TO traject;"
	"PRAGMA legacy_alter_table = OFF;"
	"CREATE INDEX traject_by_change ON traject (changed);"

	/* For the views of the forms; made with the first of them:
	 * record_words, see store/layout.c. */
	"DROP VIEW IF EXISTS form_label;"
	"DROP VIEW IF EXISTS form_labels;"
	"CREATE VIEW form_labels AS SELECT form,"
	" json_group_object(key, label) AS labels FROM"
	" (SELECT form, field || '=' || name AS key, label FROM form_option"
	" UNION ALL SELECT form, field || '?' || name, label"
	" FROM form_missing) GROUP BY form;";

static const char *const upgrades[STORE_SCHEMA] = {
	first_tables,      delivery_tables,     destroyed_tables,
	taken_back_tables, verification_tables, client_columns,
	compact_tables,    score_columns,       short_texts,
};

bool store_knows_client(const struct store *store)
{
	return store->schema >= CLIENT_SCHEMA;
}

bool store_is_compact(const struct store *store)
{
	return store->schema >= COMPACT_SCHEMA;
}

int schema_make(sqlite3 *db, int layout)
{
	int result = compact_prepare(db);

	for (int i = 0; i < layout && !result; i++)
		result = sqlite3_exec(db, upgrades[i], NULL, NULL, NULL);
	return result;
}

static int read_marks(struct store *store, int64_t *application,
		      int64_t *version, int64_t *objects, struct err *err)
{
	int code = db_integer(store, "PRAGMA application_id", application, err);

	if (!code)
		code = db_integer(store, "PRAGMA user_version", version, err);
	if (!code)
		code = db_integer(store, "SELECT count(*) FROM sqlite_schema",
				  objects, err);
	return code;
}

static int refuse_newer(const struct store *store, int64_t version,
			struct err *err)
{
	if (version <= STORE_SCHEMA)
		return 0;
	return err_set(err, ERR_INVALID,
		       _("%s was made by a newer spoedpeil; use that one, or "
			 "install it here"),
		       store->path);
}

int schema_look_again(struct store *store, struct err *err)
{
	int64_t version = 0;
	int code = db_integer(store, "PRAGMA user_version", &version, err);

	return code ? code : refuse_newer(store, version, err);
}

/* *fresh when the file is empty; an error when it is not one of ours. */
static int look(struct store *store, bool *fresh, struct err *err)
{
	int64_t application;
	int64_t version;
	int64_t objects;
	int code = read_marks(store, &application, &version, &objects, err);

	if (code)
		return code;
	*fresh = application == 0 && version == 0 && objects == 0;
	store->schema = (int)version;
	if (*fresh)
		return 0;
	if (application != STORE_APPLICATION)
		return err_set(err, ERR_INVALID,
			       _("%s is a file of another program; choose "
				 "another with -d"),
			       store->path);
	code = refuse_newer(store, version, err);
	if (code)
		return code;
	if (version < 1)
		return err_set(
			err, ERR_INVALID,
			_("%s is damaged; keep it apart and go on with a "
			  "backup"),
			store->path);
	return 0;
}

/*
 * The log beside the file lets people read while another writes.  A file system
 * that cannot share memory between programs keeps SQLite from it.
 */
static int ask_for_log(struct store *store, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, "PRAGMA journal_mode = WAL", &query, err);

	if (code)
		return code;
	code = db_step(store, query, err);
	if (code > 0) {
		const unsigned char *mode = sqlite3_column_text(query, 0);

		code = 0;
		if (!mode || strcmp((const char *)mode, "wal") != 0)
			code = err_set(err, ERR_SYSTEM,
				       _("%s is in a place where several "
					 "programs cannot share it; choose "
					 "another with -d"),
				       store->path);
	}
	db_give(store, query);
	return code;
}

/* SQLite does not wait by itself for those who are opening the file just now. */
static int use_log(struct store *store, struct err *err)
{
	const struct timespec pause = { 0, 2000000 };
	int64_t until = queue_clock() + store->patience;
	int code = ask_for_log(store, err);

	while (code == ERR_BUSY && queue_clock() < until) {
		nanosleep(&pause, NULL);
		code = ask_for_log(store, err);
	}
	return code;
}

void schema_end_filling(struct store *store)
{
	if (store->filling)
		store->filling = ask_for_log(store, NULL) != 0;
}

static int write_marks(struct store *store, struct err *err)
{
	char *marks = alloc_print(
		"PRAGMA application_id = %d;"
		"PRAGMA user_version = %d;",
		STORE_APPLICATION, STORE_SCHEMA);
	int code = db_execute(store, marks, err);

	free(marks);
	return code;
}

/* The ids of the records, in the tables that forms have made. */
static int shorten_records(struct store *store, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, "SELECT table_name FROM form", &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		char *sql = sqlite3_mprintf(
			"UPDATE \"%w\" SET uuid = compact_id(uuid),"
			" revision = compact_id(revision)",
			sqlite3_column_text(query, 0));

		code = sql ? db_execute(store, sql, err) : db_fail(store, err);
		sqlite3_free(sql);
		if (code)
			break;
	}
	db_give(store, query);
	return code;
}

/* The scores of the records that there are, in one column more. */
static int add_scores(struct store *store, struct err *err)
{
	int code = tables_read(store, err);

	for (size_t i = 0; i < store->tables.count && !code; i++) {
		const struct table *table = store->tables.items[i];

		code = layout_add_scores(store, table, err);
		if (!code)
			code = scores_fill(store, table, err);
	}
	return code;
}

/*
 * A step may write in the schema itself, and put another table in the place of
 * one that is referred to.
 */
static void set_free(sqlite3 *db, bool free)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, !free, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, !free, NULL);
}

/*
 * Two programs may meet at the same new file: look again when it is our turn.
 * It is made in the same steps in which an old one grew.
 */
static int make_tables(struct store *store, struct err *err)
{
	bool fresh = false;
	int code = look(store, &fresh, err);
	int from = store->schema;

	if (code || from == STORE_SCHEMA)
		return code;
	set_free(store->db, true);
	if (compact_prepare(store->db))
		code = db_fail(store, err);
	for (int i = from; i < STORE_SCHEMA && !code; i++)
		code = db_execute(store, upgrades[i], err);
	if (!code && from < COMPACT_SCHEMA)
		code = shorten_records(store, err);
	/* From here on it is read as what it has become. */
	store->schema = STORE_SCHEMA;
	if (!code && from < SCORES_SCHEMA)
		code = add_scores(store, err);
	if (!code)
		code = layout_make_views(store, err);
	if (!code)
		code = write_marks(store, err);
	set_free(store->db, false);
	return code;
}

int schema_prepare(struct store *store, struct err *err)
{
	bool fresh;
	bool filling;
	int from;
	int code = look(store, &fresh, err);

	if (code || (!fresh && store->read_only))
		return code;
	if (fresh && store->read_only)
		return err_set(err, ERR_INVALID,
			       _("%s is empty; open it once without "
				 "--read-only"),
			       store->path);
	/* Others who have it open go by its layout: see store_open(). */
	if (!fresh && !store->alone && store->schema < STORE_SCHEMA)
		return 0;
	store->filling = store->filling && fresh;
	if (!store->alone && !store->filling)
		code = use_log(store, err);
	if (code || store->schema == STORE_SCHEMA)
		return code;
	code = store_begin(store, err);
	if (code)
		return code;
	from = store->schema;
	/* Making the tables is not what it waits for. */
	filling = store->filling;
	store->filling = false;
	code = store_end(store, make_tables(store, err), err);
	store->filling = filling && !code;
	if (code)
		store->schema = from;
	return code;
}
