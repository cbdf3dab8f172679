/* What store/upkeep.h promises. */
#include "config.h"

#include "store_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/count.h"
#include "base/date.h"
#include "base/work.h"
#include "store/history_private.h"
#include "store/upkeep.h"

static struct record_head save(struct file *file, const char *code,
			       struct answers **answers)
{
	struct record_head head = { 0 };

	*answers = answers_new(file->form);
	put(*answers, "tekst", "eerste");
	put(*answers, "maat", "0.1");
	put(*answers, "meer", "x z");
	put(*answers, "wie", "Anja");
	put_in(*answers, "wat", 1, "slapen");
	put_in(*answers, "wat", 2, "eten");
	answers_remark(*answers, at(file->form, "maat"), 0, "ongeveer");
	GOOD(save_record(file->store, file->form,
			 add_traject(file->store, code), "2025-03-02", true,
			 *answers, &head, &err));
	return head;
}

static void correct(struct file *file, struct record_head *head,
		    const struct answers *answers, const char *why)
{
	struct authorship by = { .medewerker = "Bram", .why = why };

	GOOD(records_save(file->store, file->form, head, answers, 0, &by,
			  &err));
}

/* A record with a life: completed, corrected twice, withdrawn. */
static char *lived_record(struct file *file, const char *code)
{
	struct answers *answers = NULL;
	struct record_head head = save(file, code, &answers);
	struct authorship by = { .why = "dubbel" };
	char *id = alloc_text(head.id);

	put(answers, "tekst", "tweede");
	answers_put(answers, at(file->form, "getal"), 0, NULL, "onbekend");
	answers_remark(answers, at(file->form, "maat"), 0, NULL);
	correct(file, &head, answers, "vergissing");
	put(answers, "tekst", "derde");
	put(answers, "meer", "y");
	answers_remove_row(answers, 0, 1);
	correct(file, &head, answers, "nog een");
	GOOD(records_withdraw(file->store, id, &by, &err));
	answers_free(answers);
	record_head_done(&head);
	return id;
}

/* How many problems there are; the first has these words. */
static void assert_problems(struct file *file, size_t count, const char *words)
{
	struct problem_list problems = { 0 };

	GOOD(upkeep_check(file->store, &problems, &err));
	if (problems.count != count) {
		for (size_t i = 0; i < problems.count; i++)
			fprintf(stderr, "# %s\n", problems.items[i].text);
		fail_msg("%zu problems, not %zu", problems.count, count);
	}
	if (count && !strstr(problems.items[0].text, words))
		fail_msg("\"%s\" has no \"%s\"", problems.items[0].text, words);
	problem_list_done(&problems);
}

static void a_good_file_has_no_problems(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head;

	assert_problems(file, 0, NULL);
	free(lived_record(file, "T-2"));
	head = save(file, "T-3", &answers);
	GOOD(forms_take_up(file->store, file->traject_form, &err));
	assert_problems(file, 0, NULL);
	/* Renaming and another last day are no forgery. */
	GOOD(names_rename(file->store, "medewerker", "Anja", "Anna", &err));
	GOOD(names_rename(file->store, "organisatie", "Noord", "Nrd", &err));
	assert_problems(file, 0, NULL);
	answers_free(answers);
	record_head_done(&head);
}

static void a_form_may_change_without_breaking_the_chain(void **state)
{
	struct file *file = *state;
	struct form *other;

	free(lived_record(file, "T-2"));
	other = form_of(
		ALLES_HEAD
		"  - {name: nieuw, type: integer, label: Nieuw}\n"
		"  - {name: meer, type: select_multiple, label: Meer,"
		" missing: [onbekend], options: {z: Z, n: N, y: Y,"
		" x: X}}\n"
		"  - {name: keuze, type: select_one, label: Keuze,"
		" missing: [onbekend], options: {b: B, a: A}}\n" ALLES_FIELDS
			ALLES_ROWS ALLES_END,
		file->traject_form);
	GOOD(forms_take_up(file->store, other, &err));
	assert_problems(file, 0, NULL);
	form_free(other);
}

static const char *random_value(const struct field *field, uint64_t *seed)
{
	static const char *const texts[] = { "a", "B 'c' \"d\"", "\xC3\xA9",
					     "regel\nregel", "onbekend" };
	static const char *const numbers[] = { "0", "-7", "123456789012345" };
	static const char *const decimals[] = { "0.1", "-3", "1234567.875",
						"1234567890.12345678",
						"0.000001" };
	static const char *const sets[] = { "x", "z y x", "y z" };
	static const char *const ways[] = { "snel", "goed snel" };

	switch (field->type) {
	case FIELD_INTEGER:
		return numbers[random_below(seed, 3)];
	case FIELD_DECIMAL:
		return decimals[random_below(seed, 5)];
	case FIELD_DATE:
		return "2024-02-29";
	case FIELD_TIME:
		return "23:59";
	case FIELD_DATETIME:
		return "2024-02-29T23:59:58";
	case FIELD_SCORE:
		return random_below(seed, 2) ? "1" : "0";
	case FIELD_SCALE:
		return random_below(seed, 2) ? "-1" : "2";
	case FIELD_SELECT_ONE:
		return random_below(seed, 2) ? "a" : "b";
	case FIELD_SELECT_MULTIPLE:
		return field->repeat < 0 ? sets[random_below(seed, 3)]
					 : ways[random_below(seed, 2)];
	default:
		return texts[random_below(seed, 5)];
	}
}

static void change_one(struct answers *answers, int f, int row, uint64_t *seed)
{
	const struct field *field = &answers_form(answers)->fields[f];

	switch (random_below(seed, 8)) {
	case 0:
		answers_put(answers, f, row, NULL, NULL);
		break;
	case 1:
		if (field->missing_count > 0)
			answers_put(answers, f, row, NULL, "onbekend");
		break;
	case 2:
		answers_remark(answers, f, row,
			       random_below(seed, 2) ? "let op" : NULL);
		break;
	case 3:
		answers_reason(answers, f, row,
			       random_below(seed, 2) ? "zo is het" : NULL);
		break;
	default:
		answers_put(answers, f, row, random_value(field, seed), NULL);
	}
}

static void change_some(struct answers *answers, uint64_t *seed)
{
	const struct form *form = answers_form(answers);
	int rows = answers_rows(answers, 0);

	if (rows > 0 && random_below(seed, 4) == 0)
		answers_remove_row(answers, 0, 1);
	else if (rows < 12 && random_below(seed, 2) == 0)
		answers_add_row(answers, 0, rows + 1);
	rows = answers_rows(answers, 0);
	for (int f = 0; f < (int)form->field_count; f++) {
		if (random_below(seed, 3))
			continue;
		if (form->fields[f].repeat < 0)
			change_one(answers, f, 0, seed);
		else if (rows > 0)
			change_one(answers, f,
				   1 + (int)random_below(seed, (unsigned)rows),
				   seed);
	}
}

static void whatever_happens_to_records_the_chain_holds(void **state)
{
	struct file *file = *state;
	uint64_t seed = 7;

	for (int r = 0; r < 25; r++) {
		struct answers *answers = answers_new(file->form);
		struct record_head head = { 0 };
		char code[16];

		snprintf(code, sizeof(code), "W-%d", r);
		for (int i = 0; i < 6; i++)
			change_some(answers, &seed);
		GOOD(save_record(file->store, file->form,
				 add_traject(file->store, code), "2025-03-02",
				 true, answers, &head, &err));
		for (int i = (int)random_below(&seed, 8); i > 0; i--) {
			change_some(answers, &seed);
			correct(file, &head, answers, "weer iets");
		}
		record_head_done(&head);
		answers_free(answers);
	}
	assert_problems(file, 0, NULL);
}

/* One edit with plain SQL, and the check that finds it. */
static void assert_found(struct file *file, const char *sql, const char *words)
{
	char *copy = alloc_print("%s.goed", file->path);

	GOOD(upkeep_backup(file->store, copy, &err));
	run_sql(file->path, sql);
	assert_problems(file, 1, words);
	store_close(file->store);
	unlink(file->path);
	assert_int_equal(rename(copy, file->path), 0);
	GOOD(store_open(file->path, 0, &file->store, &err));
	assert_problems(file, 0, NULL);
	free(copy);
}

/* Each breaks the chain of the record that lived. */
static const char *const edits[] = {
	/* In the record as it is. */
	"UPDATE alles_1_0 SET tekst = 'anders'",
	"UPDATE alles_1_0 SET maat = 0.2",
	"UPDATE alles_1_0 SET meer = 3",
	"UPDATE alles_1_0 SET getal__missing = NULL",
	"UPDATE alles_1_0__doel SET wat = 'x'",
	"DELETE FROM alles_1_0__doel",
	"UPDATE alles_1_0 SET completed = '2024-01-01'",
	"UPDATE alles_1_0 SET status = 'complete'",
	"UPDATE alles_1_0 SET jeugdige = 'J9'",
	"INSERT INTO annotation VALUES"
	" (1, 1, 'tekst', 0, 'een', NULL, NULL)",
	"INSERT INTO annotation VALUES"
	" (1, 1, 'tekst', 0, NULL, NULL, 'shown')",
	/* In what it was. */
	"UPDATE revision_value SET value = 'anders'"
	" WHERE field = 'tekst' AND revision = 2",
	"UPDATE revision_value SET remark = 'anders'"
	" WHERE field = 'maat'",
	"UPDATE revision_value SET client = 'hidden'"
	" WHERE field = 'maat'",
	"DELETE FROM revision_value WHERE revision = 2",
	/* In who did it, when and why. */
	"UPDATE deed SET medewerker = 'Anja'"
	" WHERE id = (SELECT deed FROM revision WHERE seq = 2)",
	"UPDATE deed SET at = '2020-01-01T00:00:00'"
	" WHERE id = (SELECT deed FROM revision WHERE seq = 1)",
	"INSERT INTO deed VALUES"
	" (99, '2020-01-01T00:00:00', NULL, NULL, 'import');"
	" UPDATE revision SET deed = 99 WHERE seq = 1",
	"UPDATE revision SET why = 'iets anders'"
	" WHERE seq = 3",
	"UPDATE revision SET counts = 0 WHERE seq = 2",
	"UPDATE revision SET digest = randomblob(32)"
	" WHERE seq = 1",
	"UPDATE revision SET salt = NULL WHERE seq = 2",
	/* A revision that is not there any more. */
	"DELETE FROM revision WHERE seq = 1",
};

static void an_edit_by_hand_is_found_wherever_it_was(void **state)
{
	struct file *file = *state;

	free(lived_record(file, "T-2"));
	for (size_t i = 0; i < COUNT(edits); i++)
		assert_found(file, edits[i], "buiten het programma");
	assert_found(file, "DELETE FROM revision_value; DELETE FROM revision",
		     "geen geschiedenis");
	assert_found(file,
		     "DELETE FROM alles_1_0__doel; DELETE FROM alles_1_0;"
		     "DELETE FROM revision_value;"
		     "DELETE FROM revision WHERE seq > 1",
		     "is weg");
}

/* The figures go by it. */
static void a_record_that_is_made_to_count_is_found(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head = save(file, "T-2", &answers);

	assert_found(file, "UPDATE alles_1_0 SET counts = 1 - counts",
		     "buiten het programma");
	answers_free(answers);
	record_head_done(&head);
}

/* What destroying does to the answers of the only record, of one revision. */
static void destroy_answers(struct file *file, const char *traject)
{
	const struct table *table = file->store->tables.items[0];
	struct revision revision = { .table = table, .traject_uuid = traject };
	unsigned char salt[SALT_BYTES];
	struct digest state;
	char hex[2 * DIGEST_BYTES + 1];
	struct snapshot snapshot = { 0 };
	char *text = ask_sql(file->path, "SELECT hex(salt) FROM revision");
	char *sql;

	assert_int_equal(sodium_hex2bin(salt, sizeof(salt), text, strlen(text),
					NULL, NULL, NULL),
			 0);
	GOOD(snapshot_read(&snapshot, file->store, file->store->tables.items[0],
			   1, &err));
	history_state(&revision, &snapshot, salt, DIGEST_NOW, &state);
	sodium_bin2hex(hex, sizeof(hex), state.bytes, (size_t)state.length);
	sql = alloc_print(
		"UPDATE revision SET salt = NULL, state = x'%s';"
		"UPDATE alles_1_0 SET tekst = NULL, meer = NULL;"
		"DELETE FROM alles_1_0__doel;"
		"DELETE FROM annotation",
		hex);
	run_sql(file->path, sql);
	snapshot_done(&snapshot);
	free(text);
	free(sql);
}

static void answers_can_be_destroyed_without_breaking_the_chain(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head = save(file, "T-2", &answers);
	struct traject traject = { 0 };

	GOOD(trajecten_get(file->store, head.traject_id, &traject, &err));
	destroy_answers(file, traject.uuid);
	assert_problems(file, 0, NULL);
	run_sql(file->path, "UPDATE revision SET state = randomblob(24)");
	assert_problems(file, 1, "buiten het programma");
	traject_done(&traject);
	answers_free(answers);
	record_head_done(&head);
}

/* The only revision as programs of before made it. */
static void make_as_before(struct file *file, const char *record,
			   const char *traject)
{
	static const unsigned char salt[SALT_BYTES];
	static const struct digest nothing;
	struct snapshot snapshot = { 0 };
	struct digest state, digest;
	char hex[2 * DIGEST_BYTES + 1];
	char *uuid = ask_sql(file->path,
			     "SELECT " COMPACT_ID("uuid") " FROM revision");
	char *at_moment = ask_sql(file->path, "SELECT at FROM deed");
	char *completed = ask_sql(file->path, "SELECT completed FROM revision");
	char *counts = ask_sql(file->path, "SELECT counts FROM revision");
	struct revision revision = {
		.table = file->store->tables.items[0],
		.traject_uuid = traject,
		.record_uuid = record,
		.uuid = uuid,
		.at = at_moment,
		.what = "complete",
		.status = "complete",
		.completed = completed,
		.counts = counts[0] == '1',
	};
	char *sql;

	GOOD(snapshot_read(&snapshot, file->store, file->store->tables.items[0],
			   1, &err));
	history_state(&revision, &snapshot, salt, DIGEST_BEFORE, &state);
	history_digest(&revision, &state, &nothing, &digest);
	sodium_bin2hex(hex, sizeof(hex), digest.bytes, (size_t)digest.length);
	sql = alloc_print(
		"UPDATE deed SET medewerker = NULL, login = NULL;"
		" UPDATE revision SET salt = zeroblob(16), digest = x'%s'",
		hex);
	run_sql(file->path, sql);
	snapshot_done(&snapshot);
	free(sql);
	free(uuid);
	free(at_moment);
	free(completed);
	free(counts);
}

static void hashes_of_before_hold_and_go_on(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head = save(file, "T-2", &answers);
	struct traject traject = { 0 };
	const struct authorship by = { .why = "verkeerd" };

	GOOD(trajecten_get(file->store, head.traject_id, &traject, &err));
	make_as_before(file, head.id, traject.uuid);
	assert_problems(file, 0, NULL);
	GOOD(records_save(file->store, file->form, &head, answers, 0, &by,
			  &err));
	assert_problems(file, 0, NULL);
	assert_found(file,
		     "UPDATE revision SET salt = randomblob(16)"
		     " WHERE seq = 1",
		     "buiten het programma");
	assert_found(file,
		     "UPDATE revision SET digest = randomblob(32)"
		     " WHERE seq = 1",
		     "buiten het programma");
	traject_done(&traject);
	answers_free(answers);
	record_head_done(&head);
}

static void what_foreign_keys_cannot_say_is_checked(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head = save(file, "T-2", &answers);

	assert_found(file, "UPDATE alles_1_0 SET ended = '2025-01-01'",
		     "andere laatste dag");
	assert_found(file,
		     "UPDATE alles_1_0 SET organisatie = 3, team = NULL,"
		     " medewerker = NULL",
		     "organisatie");
	assert_found(file, "UPDATE alles_1_0 SET team = 5", "team");
	assert_found(file, "UPDATE alles_1_0 SET medewerker = 4", "medewerker");
	assert_found(file, "UPDATE alles_1_0 SET team = 999", "wijst naar");
	assert_found(file, "DELETE FROM traject WHERE code = 'T-2'",
		     "wijst naar");
	assert_found(file,
		     "UPDATE traject SET uuid = (SELECT uuid FROM traject"
		     " WHERE code = 'T-1') WHERE code = 'T-2'",
		     "hetzelfde id");
	assert_found(file,
		     "DROP VIEW alles_1_0_labels;"
		     "ALTER TABLE alles_1_0 DROP COLUMN moment",
		     "moment");
	answers_free(answers);
	record_head_done(&head);
}

/* What no hash covers, because no answer changes by it. */
static const struct {
	const char *edit;
	const char *words; /* of the problem that it is */
} beside_the_chain[] = {
	{ "UPDATE alles_1_0 SET meer = meer | 64", "optie die er niet is" },
	{ "UPDATE alles_1_0 SET keuze = 'zzz'", "optie die er niet is" },
	{ "UPDATE alles_1_0 SET getal = NULL,"
	  " getal__missing = 'zomaar'",
	  "niet bekend" },
	{ "UPDATE alles_1_0__doel SET row = 7 WHERE row = 2", "ontbreken" },
	{ "INSERT INTO annotation VALUES"
	  " (1, 77, 'tekst', 0, 'een', NULL, NULL)",
	  "opmerking" },
	{ "INSERT INTO annotation VALUES"
	  " (1, 1, 'nergens', 0, 'een', NULL, NULL)",
	  "opmerking" },
	{ "INSERT INTO draft_value (draft, field, row, value)"
	  " VALUES (1, 'nergens', 0, 'x')",
	  "concept" },
	{ "INSERT INTO draft_value (draft, field, row, value)"
	  " VALUES (1, 'wat', 9, 'x')",
	  "concept" },
	{ "UPDATE draft_value SET value = NULL, missing = 'zomaar'"
	  " WHERE field = 'tekst'",
	  "concept" },
	{ "INSERT INTO verifying (draft, how) VALUES (1, 'blind')",
	  "geen ingevuld formulier" },
	{ "UPDATE draft SET revision = 'r';"
	  " INSERT INTO verifying (draft, how) VALUES (1, 'open');"
	  " INSERT INTO verifying_value (draft, field, row, outcome)"
	  " VALUES (1, 'nergens', 0, 'same')",
	  "tweede invoer" },
	{ "INSERT INTO verification"
	  " (form, record, revision, how, differences)"
	  " VALUES (1, 1, 'nergens', 'open', 0)",
	  "geen wijziging" },
	{ "UPDATE traject SET team = 5 WHERE code = 'T-1'", "team" },
	{ "UPDATE traject SET organisatie = 3, team = NULL,"
	  " medewerker = NULL WHERE code = 'T-1'",
	  "organisatie" },
	{ "DROP INDEX name_once", "niet zoals" },
	{ "ALTER TABLE revision ADD COLUMN extra TEXT", "niet zoals" },
	{ "CREATE TRIGGER t AFTER INSERT ON note BEGIN"
	  " DELETE FROM revision; END",
	  "vanzelf" },
};

static void what_the_chain_does_not_see_is_checked(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head = save(file, "T-2", &answers);
	struct draft draft = { .traject = file->traject };

	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	draft_done(&draft);
	assert_problems(file, 0, NULL);
	for (size_t i = 0; i < COUNT(beside_the_chain); i++)
		assert_found(file, beside_the_chain[i].edit,
			     beside_the_chain[i].words);
	answers_free(answers);
	record_head_done(&head);
}

static void one_place_in_two_versions_is_found(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head = save(file, "T-2", &answers);
	struct record_head second = { 0 };
	struct form *newer =
		form_of("form: alles\nversion: '2.0'\ntitle: A\nper: traject\n"
			"sections:\n- name: een\n  label: E\n  fields:\n"
			"  - {name: tekst, type: text, label: T}\n",
			file->traject_form);
	struct answers *other = answers_new(newer);

	GOOD(save_record(file->store, newer, file->traject, "2025-03-03", true,
			 other, &second, &err));
	/* Only this, and not also a broken chain. */
	run_sql(file->path,
		"UPDATE alles_2_0 SET traject ="
		" (SELECT traject FROM alles_1_0)");
	assert_problems(file, 1, "twee versies");
	answers_free(answers);
	answers_free(other);
	form_free(newer);
	record_head_done(&head);
	record_head_done(&second);
}

static void a_damaged_page_is_found(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head = save(file, "T-2", &answers);
	char *page = ask_sql(file->path,
			     "SELECT rootpage FROM sqlite_schema"
			     " WHERE name = 'alles_1_0_place'");
	struct problem_list problems = { 0 };
	int out;

	store_close(file->store);
	out = open(file->path, O_WRONLY);
	assert_int_equal(
		pwrite(out, "\x0A\xFF\xFF\xFF\xFF", 5, (atol(page) - 1) * 4096),
		5);
	close(out);
	GOOD(store_open(file->path, STORE_READ_ONLY, &file->store, &err));
	if (upkeep_check(file->store, &problems, NULL) == 0) {
		assert_true(problems.count > 0);
		assert_has(problems.items[0].text, "beschadigd");
	}
	problem_list_done(&problems);
	free(page);
	answers_free(answers);
	record_head_done(&head);
}

static void the_info_counts_what_is_in_the_file(void **state)
{
	struct file *file = *state;
	struct answers *answers = NULL;
	struct record_head head = save(file, "T-3", &answers);
	struct draft draft = { .traject = file->traject };
	struct file_info info = { 0 };

	free(lived_record(file, "T-2"));
	GOOD(drafts_add(file->store, file->form, &draft, NULL, &err));
	GOOD(store_note(file->store, "demo", "1", &err));
	GOOD(upkeep_info(file->store, &info, &err));
	assert_true(info.bytes > 50000);
	assert_int_equal(info.schema_version, STORE_SCHEMA);
	assert_int_equal(info.trajecten, 3);
	assert_int_equal(info.drafts, 1);
	assert_true(info.demo);
	assert_false(info.practice);
	assert_int_equal(info.form_count, 1);
	assert_string_equal(info.forms[0].name, "alles");
	assert_string_equal(info.forms[0].version, "1.0");
	assert_int_equal(info.forms[0].complete, 1);
	assert_int_equal(info.forms[0].counting, 1);
	assert_int_equal(info.forms[0].withdrawn, 1);
	assert_int_equal(info.forms[0].drafts, 1);
	file_info_done(&info);
	draft_done(&draft);
	answers_free(answers);
	record_head_done(&head);
}

static void a_backup_is_one_good_file_of_this_person_only(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "kopie.db");
	char *log = alloc_print("%s-wal", path);
	char *id = lived_record(file, "T-2");
	struct store *copy = NULL;
	struct record_head head = { 0 };
	struct stat found;

	GOOD(upkeep_backup(file->store, path, &err));
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0600);
	assert_false(file_exists(log));
	assert_sql(path, "PRAGMA journal_mode", "delete");
	GOOD(store_open(path, 0, &copy, &err));
	GOOD(records_head(copy, id, &head, &err));
	store_close(copy);
	REFUSED(ERR_EXISTS, "kopie.db", upkeep_backup(file->store, path, &err));
	assert_int_equal(stat(path, &found), 0);
	free(path);
	path = file_join(file->directory, "nergens/kopie.db");
	REFUSED(ERR_SYSTEM, "kopie.db", upkeep_backup(file->store, path, &err));
	record_head_done(&head);
	free(id);
	free(log);
	free(path);
}

static void a_backup_does_not_wait_for_a_writer(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "kopie.db");
	struct store *writer = NULL;

	GOOD(store_open(file->path, 0, &writer, &err));
	GOOD(store_begin(writer, &err));
	GOOD(store_note(writer, "half", "1", &err));
	GOOD(upkeep_backup(file->store, path, &err));
	GOOD(store_commit(writer, &err));
	assert_sql(path, "SELECT count(*) FROM note", "0");
	store_close(writer);
	free(path);
}

static void a_backup_that_is_stopped_leaves_no_file(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "kopie.db");
	char **names = NULL;
	size_t count = 0;

	work_stop();
	REFUSED(ERR_STOPPED, "Gestopt", upkeep_backup(file->store, path, &err));
	work_forget();
	GOOD(file_list(file->directory, "", &names, &count, &err));
	for (size_t i = 0; i < count; i++) {
		assert_lacks(names[i], "kopie");
		free(names[i]);
	}
	free(names);
	/* It is no copy that is to be cleaned later either. */
	assert_sql(file->path, "SELECT count(*) FROM copy", "0");
	GOOD(upkeep_backup(file->store, path, &err));
	assert_true(file_exists(path));
	free(path);
}

static void the_last_copy_is_the_youngest_that_is_still_there(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "kopie.db");
	char *other = file_join(file->directory, "ander.db");
	char when[DATE_ROOM];
	char *last = NULL;

	GOOD(upkeep_last_copy(file->store, when, &last, &err));
	assert_null(last);
	GOOD(upkeep_backup(file->store, path, &err));
	GOOD(upkeep_note_copy(file->store, path, &err));
	GOOD(upkeep_last_copy(file->store, when, &last, &err));
	assert_true(last && strstr(last, "/kopie.db"));
	assert_true(moment_read(when, &(struct moment){ 0 }));
	free(last);
	/* An hour older, and it is no longer the last. */
	GOOD(upkeep_backup(file->store, other, &err));
	assert_int_equal(
		utimensat(AT_FDCWD, path,
			  (struct timespec[]){ { 1000, 0 }, { 1000, 0 } }, 0),
		0);
	GOOD(upkeep_last_copy(file->store, when, &last, &err));
	assert_true(last && strstr(last, "/ander.db"));
	free(last);
	assert_int_equal(unlink(other), 0);
	GOOD(upkeep_last_copy(file->store, when, &last, &err));
	assert_true(last && strstr(last, "/kopie.db"));
	free(last);
	free(other);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(a_good_file_has_no_problems),
		PROMISE(a_form_may_change_without_breaking_the_chain),
		PROMISE(whatever_happens_to_records_the_chain_holds),
		PROMISE(an_edit_by_hand_is_found_wherever_it_was),
		PROMISE(a_record_that_is_made_to_count_is_found),
		PROMISE(answers_can_be_destroyed_without_breaking_the_chain),
		PROMISE(hashes_of_before_hold_and_go_on),
		PROMISE(what_foreign_keys_cannot_say_is_checked),
		PROMISE(what_the_chain_does_not_see_is_checked),
		PROMISE(one_place_in_two_versions_is_found),
		PROMISE(a_damaged_page_is_found),
		PROMISE(the_info_counts_what_is_in_the_file),
		PROMISE(a_backup_is_one_good_file_of_this_person_only),
		PROMISE(a_backup_does_not_wait_for_a_writer),
		PROMISE(a_backup_that_is_stopped_leaves_no_file),
		PROMISE(the_last_copy_is_the_youngest_that_is_still_there),
	};

	return run_tests(tests);
}
