/*
 * tests/fuzz/fuzz_database.c - a data file that is damaged, or not ours
 *
 * The input damages a good file: the first byte says how.  'S': SQL, run with
 * all checks off, as someone with a tool would; 'B': bytes, three of place and
 * one of value each; 'T': the file ends there; 'W': the bytes are the log
 * beside it.  The file is then opened, read in every way, checked and
 * summarised.  Each call may fail, with a sentence.
 */
#include "config.h"

#include "fuzz.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "measure/figures.h"
#include "report/summary.h"
#include "store/drafts.h"
#include "store/forms.h"
#include "store/names.h"
#include "store/records.h"
#include "store/trajecten.h"
#include "store/upkeep.h"
#include "world.h"

const char fuzz_target[] = "database";

static const char permissive[] =
	"PRAGMA ignore_check_constraints = ON;"
	"PRAGMA foreign_keys = OFF;"
	"PRAGMA synchronous = OFF;"
	"PRAGMA journal_mode = MEMORY;"
	"PRAGMA writable_schema = ON;";

/* The harness itself has no time to lose. */
static int stop(void *of)
{
	int *times = of;

	return ++*times > 200;
}

static int deny_files(void *of, int action, const char *a, const char *b,
		      const char *c, const char *d)
{
	(void)of, (void)a, (void)b, (void)c, (void)d;
	return action == SQLITE_ATTACH ? SQLITE_DENY : SQLITE_OK;
}

static void damage_with_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	int times = 0;

	MUST(sqlite3_open(path, &db) == SQLITE_OK);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1000000);
	sqlite3_exec(db, permissive, NULL, NULL, NULL);
	sqlite3_progress_handler(db, 1000, stop, &times);
	sqlite3_set_authorizer(db, deny_files, NULL);
	sqlite3_exec(db, sql, NULL, NULL, NULL);
	sqlite3_close(db);
}

static void damage_bytes(char *file, size_t length, struct bytes bytes)
{
	while (bytes.at < bytes.end) {
		size_t place = bytes_take(&bytes);

		place = place << 8 | bytes_take(&bytes);
		place = place << 8 | bytes_take(&bytes);
		file[place % length] = (char)bytes_take(&bytes);
	}
}

/* The good file, made once. */
static char *good_file(size_t *length)
{
	static char *good;
	static size_t good_length;
	char *path;

	if (!good) {
		path = world_small_file("good.db");
		MUST(file_read(path, 1 << 24, &good, &good_length, NULL) == 0);
		free(path);
	}
	*length = good_length;
	return good;
}

static void forget(const char *suffix)
{
	char *path = alloc_print("%s/damaged.db%s", fuzz_directory(), suffix);

	unlink(path);
	free(path);
}

/* A damaged file; its path. */
static char *make(struct bytes bytes)
{
	unsigned how = bytes_take(&bytes);
	size_t length;
	char *copy = good_file(&length);
	char *path, *text;

	forget("");
	forget("-wal");
	forget("-shm");
	forget("-journal");
	copy = memcpy(alloc_new(length, 1), copy, length);
	if (how == 'T')
		length = (size_t)bytes_number(&bytes) % length;
	else if (how == 'B')
		damage_bytes(copy, length, bytes);
	else if (how == 'W')
		free(fuzz_file("damaged.db-wal", bytes.at,
			       (size_t)(bytes.end - bytes.at)));
	path = fuzz_file("damaged.db", copy, length);
	if (how == 'S') {
		text = bytes_text(&bytes);
		damage_with_sql(path, text);
		free(text);
	}
	free(copy);
	return path;
}

/* A call may fail, but says why. */
static void try(int code, struct err *err)
{
	MUST(code == 0 || err->text[0] || code == ERR_NOTFOUND);
	*err = (struct err){ 0 };
}

static void look_at_records(struct store *store, int64_t traject)
{
	struct catalogue *catalogue = world_small_catalogue();
	struct record_list records = { 0 };
	struct err err = { 0 };

	try(records_of_traject(store, traject, &records, &err), &err);
	for (size_t i = 0; i < records.count; i++) {
		const struct record_head *head = &records.items[i];
		const struct form *form =
			catalogue_find(catalogue, head->form, head->version);
		struct history history = { 0 };
		struct answers *answers = NULL;

		if (!head->id || !form)
			continue;
		try(records_answers(store, form, head->id, &answers, &err),
		    &err);
		try(records_history(store, head->id, &history, &err), &err);
		answers_free(answers);
		history_done(&history);
	}
	record_list_done(&records);
}

static void look_at_trajecten(struct store *store)
{
	const struct form *form = catalogue_traject(world_small_catalogue());
	const struct traject_query query = { 0 };
	struct traject_list list = { 0 };
	struct err err = { 0 };

	try(trajecten_list(store, &query, &list, NULL, &err), &err);
	for (size_t i = 0; i < list.count; i++) {
		struct answers *answers = NULL;

		look_at_records(store, list.items[i].id);
		try(trajecten_answers(store, form, list.items[i].id, &answers,
				      &err),
		    &err);
		answers_free(answers);
	}
	traject_list_done(&list);
}

static void look_at_drafts(struct store *store)
{
	struct catalogue *catalogue = world_small_catalogue();
	struct draft interrupted = { 0 };
	struct err err = { 0 };

	for (int64_t id = 1; id < 8; id++) {
		struct draft draft = { 0 };
		struct answers *answers = NULL;
		const struct form *form;
		int code = drafts_get(store, id, &draft, &err);

		try(code, &err);
		if (code)
			continue;
		form = catalogue_find(catalogue, draft.form, draft.version);
		if (form)
			try(drafts_answers(store, form, id, &answers, &err),
			    &err);
		answers_free(answers);
		draft_done(&draft);
	}
	try(drafts_interrupted(store, &interrupted, &err), &err);
	draft_done(&interrupted);
}

static void look_at_forms(struct store *store)
{
	struct kept_form_list kept = { 0 };
	struct err err = { 0 };

	try(forms_kept(store, &kept, &err), &err);
	kept_form_list_done(&kept);
	for (size_t i = 0; i < catalogue_count(world_small_catalogue()); i++)
		try(forms_take_up(store,
				  catalogue_form(world_small_catalogue(), i),
				  &err),
		    &err);
}

static void look_at_lists(struct store *store)
{
	static const char *const lists[] = { "organisatie", "team",
					     "medewerker" };
	struct err err = { 0 };

	for (size_t i = 0; i < 3; i++) {
		struct name_list names = { 0 };

		try(names_of(store, lists[i], NULL, &names, &err), &err);
		name_list_done(&names);
	}
}

static void summarise(struct store *store, FILE *out)
{
	struct catalogue *catalogue = world_small_catalogue();
	const struct selection selection = { .form = "proef" };
	struct figures *figures = NULL;
	struct err err = { 0 };
	int code = figures_of(store, catalogue, &selection, 0, &figures, &err);

	try(code, &err);
	if (!code) {
		try(report_summary(figures, catalogue, REPORT_TEXT, out, &err),
		    &err);
	}
	figures_free(figures);
	try(world_export(store, catalogue, "proef", CSV_PLAIN, out, NULL, &err),
	    &err);
	try(world_export(store, catalogue, "proef", CSV_SPREADSHEET, out, NULL,
			 &err),
	    &err);
}

static void look_at(struct store *store)
{
	struct problem_list problems = { 0 };
	struct file_info info = { 0 };
	struct err err = { 0 };
	FILE *out = fopen("/dev/null", "we");

	MUST(out);
	try(upkeep_info(store, &info, &err), &err);
	file_info_done(&info);
	look_at_lists(store);
	look_at_trajecten(store);
	look_at_drafts(store);
	look_at_forms(store);
	summarise(store, out);
	try(upkeep_check(store, &problems, &err), &err);
	fuzz_problems(&problems);
	problem_list_done(&problems);
	fclose(out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *path = make((struct bytes){ data, data + size });
	struct store *store = NULL;
	struct err err = { 0 };

	if (store_open(path, size % 3 ? 0 : STORE_READ_ONLY, &store, &err) == 0)
		look_at(store);
	else
		MUST(err.text[0]);
	store_close(store);
	free(path);
	return 0;
}
