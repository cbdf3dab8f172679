/*
 * store_file.h - a store in a directory of its own, for the tests of store
 *
 * The state of a test is a struct file: setup() opens one with the traject form
 * and a form with every type of field, teardown() takes it away.
 */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include "forms.h"
#include "place.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "store/drafts.h"
#include "store/forms.h"
#include "store/names.h"
#include "store/records.h"
#include "store/schema_private.h"
#include "store/store.h"
#include "store/trajecten.h"
#include "store/upkeep.h"

static const char traject_yaml[] =
	"form: traject\n"
	"version: '1.0'\n"
	"title: Traject\n"
	"per: traject\n"
	"traject: {started: start, ended: einde, repeat: jeugdige,"
	" key: kenmerk, born: geboren}\n"
	"sections:\n"
	"- name: kop\n"
	"  label: Kop\n"
	"  fields:\n"
	"  - {name: code, type: text, label: Code}\n"
	"  - {name: organisatie, type: text, label: O, list: organisatie}\n"
	"  - {name: team, type: text, label: T, list: team}\n"
	"  - {name: medewerker, type: text, label: M, list: medewerker}\n"
	"  - {name: start, type: datetime, label: Start}\n"
	"  - {name: einde, type: date, label: Einde}\n"
	"- name: jeugdigen\n"
	"  label: Jeugdigen\n"
	"  repeat: jeugdige\n"
	"  fields:\n"
	"  - {name: kenmerk, type: text, label: Kenmerk}\n"
	"  - {name: geboren, type: date, label: Geboren}\n";

/* In parts, so that a test can put something else in between. */
#define ALLES_HEAD                                                             \
	"form: alles\n"                                                        \
	"version: '1.0'\n"                                                     \
	"title: Alles\n"                                                       \
	"per: traject\n"                                                       \
	"missing:\n"                                                           \
	"  onbekend: {key: '-', label: niet bekend}\n"                         \
	"sections:\n"                                                          \
	"- name: een\n"                                                        \
	"  label: Een\n"                                                       \
	"  fields:\n"
#define ALLES_FIELDS                                                           \
	"  - {name: tekst, type: text, label: Tekst}\n"                        \
	"  - {name: getal, type: integer, label: Getal, missing: "             \
	"[onbekend]}\n"                                                        \
	"  - {name: maat, type: decimal, label: Maat}\n"                       \
	"  - {name: dag, type: date, label: Dag, missing: [onbekend]}\n"       \
	"  - {name: tijd, type: time, label: Tijd}\n"                          \
	"  - {name: moment, type: datetime, label: Moment}\n"                  \
	"  - {name: s1, type: score, label: S1, missing: [onbekend]}\n"        \
	"  - {name: s2, type: score, label: S2}\n"                             \
	"  - {name: schaal, type: scale, label: Schaal, from: -1, to: 2}\n"    \
	"  - {name: wie, type: text, label: Wie, list: medewerker}\n"
#define ALLES_CHOICES                                                          \
	"  - {name: keuze, type: select_one, label: Keuze, missing:"           \
	" [onbekend], options: {a: Aap, b: Noot}}\n"                           \
	"  - {name: meer, type: select_multiple, label: Meer, missing:"        \
	" [onbekend], options: {x: Eks, y: Ypsilon, z: Zet}}\n"
#define ALLES_ROWS                                                             \
	"- name: doelen\n"                                                     \
	"  label: Doelen\n"                                                    \
	"  repeat: doel\n"                                                     \
	"  fields:\n"                                                          \
	"  - {name: wat, type: text, label: Wat}\n"                            \
	"  - {name: hoe, type: select_multiple, label: Hoe, missing:"          \
	" [onbekend], options: {snel: Snel, goed: Goed}}\n"
#define ALLES_END                                                              \
	"measures:\n"                                                          \
	"  maat1: {label: Maat, items: [s1, s2]}\n"

static const char alles_yaml[] =
	ALLES_HEAD ALLES_FIELDS ALLES_CHOICES ALLES_ROWS ALLES_END;

struct file {
	char *directory;
	char *path;
	struct store *store;
	struct form *traject_form;
	struct form *form;
	int64_t traject;
};

/* Where a form stands that is of a whole traject. */
#define IN_TRAJECT(name, id)                                                   \
	(&(struct form_place){ .form = (name), .traject = (id) })

/* What went wrong in a call that may not. */
static inline void must_be_good(int code, const struct err *err,
				const char *what)
{
	if (code)
		fail_msg("%s: %d %s", what, code, err->text);
}

#define GOOD(call)                                                             \
	do {                                                                   \
		struct err err = { 0 };                                        \
		must_be_good((call), &err, #call);                             \
	} while (0)

#define REFUSED(wanted, words, call)                                           \
	do {                                                                   \
		struct err err = { 0 };                                        \
		assert_int_equal((call), wanted);                              \
		if (!strstr(err.text, words))                                  \
			fail_msg("\"%s\" has no \"%s\"", err.text, words);     \
	} while (0)

static inline void put(struct answers *answers, const char *name,
		       const char *value)
{
	answers_put(answers, at(answers_form(answers), name), 0, value, NULL);
}

static inline void put_in(struct answers *answers, const char *name, int row,
			  const char *value)
{
	int field = at(answers_form(answers), name);

	answers_need_rows(answers, answers_form(answers)->fields[field].repeat,
			  row);
	answers_put(answers, field, row, value, NULL);
}

static inline const char *get(const struct answers *answers, const char *name,
			      int row)
{
	return answers_get(answers, at(answers_form(answers), name), row)
		->value;
}

static inline const char *get_missing(const struct answers *answers,
				      const char *name)
{
	return answers_get(answers, at(answers_form(answers), name), 0)
		->missing;
}

/* Run SQL on the file behind the program's back. */
static inline void run_sql(const char *path, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	if (sqlite3_exec(db, sql, NULL, NULL, &message))
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

/* The first column of the first row, as text; free() it. */
static inline char *ask_sql(const char *path, const char *sql)
{
	sqlite3_stmt *query;
	char *result = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	if (sqlite3_prepare_v2(db, sql, -1, &query, NULL))
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	if (sqlite3_step(query) == SQLITE_ROW)
		result =
			alloc_text((const char *)sqlite3_column_text(query, 0));
	sqlite3_finalize(query);
	sqlite3_close(db);
	return result;
}

static inline void assert_sql(const char *path, const char *sql,
			      const char *wanted)
{
	char *result = ask_sql(path, sql);

	if (!result || strcmp(result, wanted) != 0)
		fail_msg("%s\n gives %s\n not %s", sql,
			 result ? result : "NULL", wanted);
	free(result);
}

/* An empty file of an older layout. */
static inline char *make_older(struct file *file, int layout)
{
	char *path = file_join(file->directory, "ouder.db");
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(schema_make(db, layout), SQLITE_OK);
	sqlite3_close(db);
	return path;
}

/* The file as a program of layout 7 left it; the store is closed. */
static inline void without_scores(struct file *file)
{
	char *older = make_older(file, 7);
	char *traject = ask_sql(
		older, "SELECT sql FROM sqlite_schema WHERE name = 'traject'");
	char *sql = ask_sql(file->path,
			    "SELECT coalesce(group_concat('ALTER TABLE \"' ||"
			    " table_name || '\" DROP COLUMN __scores', ';'),"
			    " '') FROM form");

	store_close(file->store);
	file->store = NULL;
	run_sql(file->path, sql);
	free(sql);
	sql = alloc_print(
		"ALTER TABLE form_field DROP COLUMN score;"
		" PRAGMA legacy_alter_table = ON;"
		" ALTER TABLE traject RENAME TO newer; %s;"
		" INSERT INTO traject SELECT * FROM newer; DROP TABLE newer;"
		" CREATE INDEX traject_by_change ON traject (changed);"
		" ATTACH '%s' AS older;"
		" PRAGMA writable_schema = ON;"
		" UPDATE main.sqlite_schema AS s SET sql = o.sql"
		" FROM older.sqlite_schema AS o"
		" WHERE o.type = s.type AND o.name = s.name;"
		" PRAGMA writable_schema = OFF;"
		" PRAGMA user_version = 7",
		traject, older);
	run_sql(file->path, sql);
	unlink(older);
	free(traject);
	free(older);
	free(sql);
}

/* xorshift: the same every time, on every machine. */
static inline unsigned random_below(uint64_t *seed, unsigned limit)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (unsigned)(*seed >> 33) % limit;
}

static inline void add_names(struct store *store)
{
	GOOD(names_add(store, "organisatie", NULL, "Noord", &err));
	GOOD(names_add(store, "organisatie", NULL, "Zuid", &err));
	GOOD(names_add(store, "team", "Noord", "Oost", &err));
	GOOD(names_add(store, "team", "Noord", "West", &err));
	GOOD(names_add(store, "team", "Zuid", "Oost", &err));
	GOOD(names_add(store, "medewerker", "Noord", "Anja", &err));
	GOOD(names_add(store, "medewerker", "Noord", "Bram", &err));
}

static inline int64_t add_traject(struct store *store, const char *code)
{
	struct traject traject = { 0 };
	int64_t id;

	traject.code = alloc_text(code);
	traject.organisatie = alloc_text("Noord");
	traject.team = alloc_text("Oost");
	traject.medewerker = alloc_text("Anja");
	GOOD(trajecten_add(store, &traject, &err));
	id = traject.id;
	traject_done(&traject);
	return id;
}

static int setup(void **state)
{
	struct file *file = alloc_new(1, sizeof(*file));

	file->directory = place_new();
	file->path = file_join(file->directory, "test.db");
	GOOD(store_open(file->path, 0, &file->store, &err));
	file->traject_form = form_of(traject_yaml, NULL);
	file->form = form_of(alles_yaml, file->traject_form);
	add_names(file->store);
	file->traject = add_traject(file->store, "T-1");
	*state = file;
	return 0;
}

static int teardown(void **state)
{
	struct file *file = *state;

	store_close(file->store);
	form_free(file->form);
	form_free(file->traject_form);
	place_remove(file->directory);
	free(file->path);
	free(file);
	return 0;
}

/* The copy of today, when one is needed; *made is NULL when not. */
static inline int make_daily(struct store *store, char **made, struct err *err)
{
	char *path = NULL;
	int code = upkeep_daily(store, &path, err);

	*made = NULL;
	if (!code && path)
		code = upkeep_backup_kept(store, path, UPKEEP_DAILY, made, err);
	free(path);
	return code;
}

#define PROMISE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

/* A record that is complete, of a form in a traject. */
static inline int save_record(struct store *store, const struct form *form,
			      int64_t traject, const char *day, bool counts,
			      const struct answers *answers,
			      struct record_head *head, struct err *err)
{
	struct authorship by = { .medewerker = "Anja", .login = "anja" };

	head->form = alloc_text(form->name);
	head->version = alloc_text(form->version);
	head->traject_id = traject;
	head->status = RECORD_COMPLETE;
	head->completed = alloc_text(day);
	head->counts = counts;
	return records_save(store, form, head, answers, 0, &by, err);
}

/* Answers of every type to the form with every type of field. */
static inline struct answers *all_answers(const struct form *form)
{
	struct answers *answers = answers_new(form);

	put(answers, "tekst", "Het 'gezin' \"A\"; DROP TABLE note");
	put(answers, "getal", "-12");
	put(answers, "maat", "1.5");
	put(answers, "dag", "2025-03-01");
	put(answers, "tijd", "14:05");
	put(answers, "moment", "2025-03-01T14:05");
	put(answers, "s1", "1");
	put(answers, "s2", "0");
	put(answers, "schaal", "-1");
	put(answers, "wie", "Anja");
	put(answers, "keuze", "b");
	put(answers, "meer", "x z");
	put_in(answers, "wat", 1, "slapen");
	put_in(answers, "hoe", 1, "goed");
	put_in(answers, "wat", 2, "eten");
	answers_remark(answers, at(form, "getal"), 0, "geschat");
	answers_reason(answers, at(form, "wat"), 2, "zo besproken");
	return answers;
}

/* A complete record of it in the traject of the file. */
static inline struct record_head save_complete(struct file *file,
					       const struct answers *answers)
{
	struct record_head head = { 0 };

	GOOD(save_record(file->store, file->form, file->traject, "2025-03-02",
			 true, answers, &head, &err));
	return head;
}

static inline void add_record(struct file *file, const char *code,
			      const char *day)
{
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };

	GOOD(save_record(file->store, file->form,
			 add_traject(file->store, code), day, true, answers,
			 &head, &err));
	record_head_done(&head);
	answers_free(answers);
}

#endif
