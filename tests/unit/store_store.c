/* What store/store.h promises. */
#include "config.h"

#include "store_file.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/deliveries.h"
#include "store/queue_private.h"
#include "store/store_private.h"

static char *beside(const struct file *file, const char *suffix)
{
	return alloc_print("%s%s", file->path, suffix);
}

static int rights_of(const char *path)
{
	struct stat found;

	assert_int_equal(stat(path, &found), 0);
	return found.st_mode & 0777;
}

static void the_file_and_its_directory_are_for_this_person_only(void **state)
{
	struct file *file = *state;
	char *directory = file_join(file->directory, "nieuw");
	char *path = file_join(directory, "een.db");
	char *log = alloc_print("%s-wal", path);
	mode_t before = umask(0);
	struct store *store = NULL;

	GOOD(store_open(path, 0, &store, &err));
	GOOD(store_note(store, "demo", "1", &err));
	umask(before);
	assert_int_equal(rights_of(directory), 0700);
	assert_int_equal(rights_of(path), 0600);
	assert_int_equal(rights_of(log), 0600);
	store_close(store);
	assert_false(file_exists(log));
	free(log);
	free(path);
	free(directory);
}

static void the_file_says_whose_it_is(void **state)
{
	struct file *file = *state;

	assert_sql(file->path, "PRAGMA application_id", "1397772101");
	assert_sql(file->path, "PRAGMA user_version", "9");
	assert_sql(file->path, "PRAGMA journal_mode", "wal");
	assert_sql(file->path, "PRAGMA integrity_check", "ok");
}

static void a_connection_keeps_its_promises(void **state)
{
	struct file *file = *state;
	int64_t value = -1;

	GOOD(db_integer(file->store, "PRAGMA synchronous", &value, &err));
	assert_int_equal(value, 2);
	GOOD(db_integer(file->store, "PRAGMA foreign_keys", &value, &err));
	assert_int_equal(value, 1);
	GOOD(db_integer(file->store, "PRAGMA secure_delete", &value, &err));
	assert_int_equal(value, 1);
	GOOD(db_integer(file->store, "PRAGMA trusted_schema", &value, &err));
	assert_int_equal(value, 0);
}

static void a_note_is_kept_and_one_that_was_not_made_is_null(void **state)
{
	struct file *file = *state;
	char *value = alloc_text("x");

	free(value);
	GOOD(store_noted(file->store, "demo", &value, &err));
	assert_null(value);
	GOOD(store_note(file->store, "demo", "0", &err));
	GOOD(store_note(file->store, "demo", "1", &err));
	GOOD(store_noted(file->store, "demo", &value, &err));
	assert_string_equal(value, "1");
	free(value);
}

static void only_a_one_says_that_it_is_so(void **state)
{
	struct file *file = *state;
	bool noted = true;

	GOOD(store_is_noted(file->store, "demo", &noted, &err));
	assert_false(noted);
	GOOD(store_note(file->store, "demo", "0", &err));
	GOOD(store_is_noted(file->store, "demo", &noted, &err));
	assert_false(noted);
	GOOD(store_note(file->store, "demo", "1", &err));
	GOOD(store_is_noted(file->store, "demo", &noted, &err));
	assert_true(noted);
}

static void a_file_that_a_newer_program_took_over_is_left_alone(void **state)
{
	struct file *file = *state;
	char *value = NULL;

	GOOD(store_note(file->store, "demo", "0", &err));
	run_sql(file->path, "PRAGMA user_version = 99");
	REFUSED(ERR_INVALID, "nieuwere",
		store_note(file->store, "demo", "1", &err));
	run_sql(file->path, "BEGIN IMMEDIATE; ROLLBACK");
	run_sql(file->path, "PRAGMA user_version = 9");
	GOOD(store_noted(file->store, "demo", &value, &err));
	assert_string_equal(value, "0");
	free(value);
	GOOD(store_note(file->store, "demo", "1", &err));
}

static void a_newer_programs_file_is_refused(void **state)
{
	struct file *file = *state;
	struct store *store = NULL;

	run_sql(file->path, "PRAGMA user_version = 99");
	REFUSED(ERR_INVALID, "nieuwere",
		store_open(file->path, 0, &store, &err));
	assert_null(store);
	assert_sql(file->path, "PRAGMA user_version", "99");
}

static void
an_older_programs_file_is_read_and_grows_when_it_is_written(void **state)
{
	struct file *file = *state;
	struct delivery_list list = { 0 };
	struct delivery last = { 0 };
	struct delivered_list records = { 0 };

	store_close(file->store);
	file->store = NULL;
	run_sql(file->path,
		"DROP TABLE delivered; DROP TABLE delivery;"
		" DROP TABLE known_revision; DROP TABLE destroyed_record;"
		" DROP TABLE destroyed; DROP TABLE copy; DROP TABLE taken_back;"
		" DROP TABLE verifying_value; DROP TABLE verifying;"
		" DROP TABLE verification;"
		" ALTER TABLE draft DROP COLUMN client_at;"
		" ALTER TABLE draft_value DROP COLUMN client;"
		" ALTER TABLE annotation DROP COLUMN client;"
		" ALTER TABLE revision_value DROP COLUMN client;"
		" ALTER TABLE form_field DROP COLUMN score;"
		" DROP VIEW history; DROP TABLE revision; DROP TABLE deed;"
		" CREATE TABLE revision (seq INTEGER PRIMARY KEY AUTOINCREMENT,"
		" form INTEGER NOT NULL REFERENCES form (id),"
		" record INTEGER NOT NULL, uuid TEXT NOT NULL, parent TEXT,"
		" at TEXT NOT NULL, medewerker TEXT, login TEXT,"
		" what TEXT NOT NULL, why TEXT, status TEXT NOT NULL,"
		" completed TEXT NOT NULL, counts INTEGER NOT NULL, salt BLOB,"
		" state BLOB, digest BLOB NOT NULL) STRICT;"
		" CREATE INDEX revision_of ON revision (form, record);"
		" PRAGMA user_version = 1");
	GOOD(store_open(file->path, STORE_READ_ONLY, &file->store, &err));
	GOOD(deliveries_all(file->store, &list, &err));
	assert_int_equal(list.count, 0);
	assert_int_equal(
		deliveries_last(file->store, "", "", &last, &records, NULL),
		ERR_NOTFOUND);
	store_close(file->store);
	file->store = NULL;
	assert_sql(file->path, "PRAGMA user_version", "1");

	GOOD(store_open(file->path, 0, &file->store, &err));
	assert_sql(file->path, "PRAGMA user_version", "9");
	assert_sql(file->path, "SELECT count(*) FROM delivery", "0");
	assert_sql(file->path, "SELECT count(*) FROM known_revision", "0");
}

static void an_older_file_that_somebody_reads_stays_as_it_is(void **state)
{
	struct file *file = *state;
	char *path = make_older(file, 6);
	char *value = NULL;
	struct store *reader = NULL;
	struct store *writer = NULL;

	run_sql(path,
		"PRAGMA application_id = 1397772101;"
		" PRAGMA user_version = 6; PRAGMA journal_mode = WAL");
	GOOD(store_open(path, STORE_READ_ONLY, &reader, &err));
	REFUSED(ERR_BUSY, "ander programma",
		store_open(path, 0, &writer, &err));
	assert_null(writer);
	assert_sql(path, "PRAGMA user_version", "6");
	GOOD(store_noted(reader, "demo", &value, &err));
	store_close(reader);
	GOOD(store_open(path, 0, &writer, &err));
	assert_sql(path, "PRAGMA user_version", "9");
	GOOD(store_note(writer, "demo", "1", &err));
	store_close(writer);
	free(path);
}

static void another_programs_file_is_refused_and_left_alone(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "ander.db");
	struct store *store = NULL;

	run_sql(path, "PRAGMA application_id = 7; CREATE TABLE a (b)");
	REFUSED(ERR_INVALID, "ander programma",
		store_open(path, 0, &store, &err));
	assert_sql(path, "PRAGMA journal_mode", "delete");
	run_sql(path, "PRAGMA application_id = 0");
	REFUSED(ERR_INVALID, "ander programma",
		store_open(path, 0, &store, &err));
	free(path);
}

static void what_is_no_data_file_is_refused_and_left_alone(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "brief.txt");
	struct store *store = NULL;
	FILE *out = fopen(path, "w");
	struct stat before;
	struct stat after;

	for (int i = 0; i < 200; i++)
		fputs("Geachte heer, mevrouw,\n", out);
	fclose(out);
	assert_int_equal(stat(path, &before), 0);
	REFUSED(ERR_INVALID, "geen bestand van spoedpeil",
		store_open(path, 0, &store, &err));
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	REFUSED(ERR_INVALID, "geen bestand",
		store_open(file->directory, 0, &store, &err));
	free(path);
}

static void reading_only_never_makes_a_file(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "geen.db");
	struct store *store = NULL;

	REFUSED(ERR_NOTFOUND, "geen.db",
		store_open(path, STORE_READ_ONLY, &store, &err));
	assert_false(file_exists(path));
	free(path);
}

static void reading_only_reads_and_refuses_to_write(void **state)
{
	struct file *file = *state;
	struct store *store = NULL;
	struct traject traject = { 0 };

	GOOD(store_open(file->path, STORE_READ_ONLY, &store, &err));
	assert_true(store_is_read_only(store));
	GOOD(trajecten_find(store, NULL, "T-1", &traject, &err));
	traject_done(&traject);
	REFUSED(ERR_SYSTEM, "--read-only",
		store_note(store, "demo", "1", &err));
	REFUSED(ERR_SYSTEM, "--read-only",
		names_add(store, "team", "Noord", "Nieuw", &err));
	store_close(store);
}

/* Run in a child that is nobody: root is never refused. */
static int as_nobody(void (*what)(const char *path), const char *path)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		if (geteuid() == 0 && (setgid(65534) || setuid(65534)))
			_exit(99);
		what(path);
		_exit(98);
	}
	waitpid(child, &status, 0);
	return WEXITSTATUS(status);
}

static void open_for_writing(const char *path)
{
	struct store *store = NULL;
	struct err err = { 0 };
	int code = store_open(path, 0, &store, &err);

	_exit(code == ERR_SYSTEM && strstr(err.text, "--read-only") ? 0 : 1);
}

static void open_for_reading(const char *path)
{
	struct store *store = NULL;
	struct traject traject = { 0 };

	if (store_open(path, STORE_READ_ONLY, &store, NULL))
		_exit(1);
	if (trajecten_find(store, NULL, "T-1", &traject, NULL))
		_exit(2);
	_exit(0);
}

static void a_file_one_may_not_write_says_so_and_can_be_read(void **state)
{
	struct file *file = *state;

	store_close(file->store);
	file->store = NULL;
	chmod(file->path, 0444);
	chmod(file->directory, 0555);
	assert_int_equal(as_nobody(open_for_writing, file->path), 0);
	assert_int_equal(as_nobody(open_for_reading, file->path), 0);
	chmod(file->directory, 0700);
}

static void transactions_nest_and_a_failed_part_leaves_nothing(void **state)
{
	struct file *file = *state;
	char *value = NULL;

	GOOD(store_begin(file->store, &err));
	GOOD(store_note(file->store, "a", "1", &err));
	GOOD(store_begin(file->store, &err));
	GOOD(store_note(file->store, "b", "1", &err));
	store_rollback(file->store);
	GOOD(store_commit(file->store, &err));
	GOOD(store_noted(file->store, "a", &value, &err));
	assert_string_equal(value, "1");
	free(value);
	GOOD(store_noted(file->store, "b", &value, &err));
	assert_null(value);
}

/* Trusted parts are together one: it goes whole, or not at all. */
static void parts_that_are_trusted_tear_the_whole(void **state)
{
	struct file *file = *state;
	char *value = NULL;

	GOOD(store_begin(file->store, &err));
	GOOD(store_begin(file->store, &err));
	store_trust(file->store);
	GOOD(store_note(file->store, "a", "1", &err));
	/* Nothing was written: nothing is torn. */
	GOOD(store_begin(file->store, &err));
	store_rollback(file->store);
	assert_false(store_is_torn(file->store));
	GOOD(store_begin(file->store, &err));
	GOOD(store_note(file->store, "b", "1", &err));
	store_rollback(file->store);
	assert_true(store_is_torn(file->store));
	REFUSED(ERR_SYSTEM, "niets", store_commit(file->store, &err));
	assert_false(store_is_torn(file->store));
	/* After it a part has its own way back again. */
	GOOD(store_begin(file->store, &err));
	GOOD(store_note(file->store, "c", "1", &err));
	store_rollback(file->store);
	GOOD(store_note(file->store, "d", "1", &err));
	GOOD(store_commit(file->store, &err));
	for (const char *name = "abc"; *name; name++) {
		const char one[] = { *name, '\0' };

		GOOD(store_noted(file->store, one, &value, &err));
		assert_null(value);
	}
	GOOD(store_noted(file->store, "d", &value, &err));
	assert_string_equal(value, "1");
	free(value);
}

static void rolling_back_takes_everything_with_it(void **state)
{
	struct file *file = *state;
	char *value = NULL;

	GOOD(store_begin(file->store, &err));
	GOOD(store_note(file->store, "a", "1", &err));
	store_rollback(file->store);
	GOOD(store_noted(file->store, "a", &value, &err));
	assert_null(value);
	/* And whoever comes next is not kept waiting. */
	GOOD(store_note(file->store, "a", "2", &err));
}

static void a_change_elsewhere_is_seen_and_an_own_one_is_not(void **state)
{
	struct file *file = *state;
	struct store *other = NULL;
	struct pollfd watch = { .events = POLLIN };

	GOOD(store_open(file->path, 0, &other, &err));
	watch.fd = store_watch(file->store);
	assert_true(watch.fd >= 0);
	store_changed(file->store);
	assert_int_equal(poll(&watch, 1, 0), 0);
	assert_false(store_changed(file->store));

	GOOD(store_note(other, "demo", "1", &err));
	assert_int_equal(poll(&watch, 1, 1000), 1);
	assert_true(store_changed(file->store));
	assert_int_equal(poll(&watch, 1, 0), 0);
	assert_false(store_changed(file->store));

	GOOD(store_note(file->store, "demo", "2", &err));
	assert_false(store_changed(file->store));
	store_close(other);
}

static void a_mark_tells_whether_anybody_wrote(void **state)
{
	struct file *file = *state;
	struct store *other = NULL;
	struct store_mark mark = { 0 };

	GOOD(store_open(file->path, 0, &other, &err));
	assert_false(store_is_as(file->store, &mark));
	assert_true(store_is_as(file->store, &mark));
	GOOD(store_note(other, "a", "1", &err));
	assert_false(store_is_as(file->store, &mark));
	assert_true(store_is_as(file->store, &mark));
	GOOD(store_note(file->store, "a", "2", &err));
	assert_false(store_is_as(file->store, &mark));
	assert_true(store_is_as(file->store, &mark));
	store_close(other);
}

static void the_side_file_does_not_grow(void **state)
{
	struct file *file = *state;
	char *path = beside(file, "-queue");
	struct stat found;

	for (int i = 0; i < 5; i++)
		GOOD(store_note(file->store, "a", "1", &err));
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_size, sizeof(int64_t));
	assert_int_equal(found.st_mode & 0777, 0600);
	free(path);
}

static void the_side_file_may_be_removed_at_any_moment(void **state)
{
	struct file *file = *state;
	char *path = beside(file, "-queue");
	struct store *other = NULL;
	struct pollfd watch = { .events = POLLIN };

	GOOD(store_open(file->path, 0, &other, &err));
	watch.fd = store_watch(file->store);
	unlink(path);
	GOOD(store_note(other, "a", "1", &err));
	assert_true(store_changed(file->store));
	GOOD(store_note(file->store, "a", "2", &err));
	store_changed(file->store);
	GOOD(store_note(other, "a", "3", &err));
	assert_int_equal(poll(&watch, 1, 1000), 1);
	assert_true(store_changed(file->store));
	store_close(other);
	free(path);
}

static void writers_of_two_connections_wait_for_each_other(void **state)
{
	struct file *file = *state;
	int status = 0;
	char *value = NULL;
	pid_t child;
	int ready[2];
	char byte;

	assert_int_equal(pipe(ready), 0);
	store_close(file->store);
	child = fork();
	if (child == 0) {
		struct store *store = NULL;

		if (store_open(file->path, 0, &store, NULL) ||
		    store_begin(store, NULL) ||
		    store_note(store, "a", "child", NULL) ||
		    write(ready[1], "x", 1) != 1)
			_exit(1);
		usleep(100000);
		if (store_commit(store, NULL))
			_exit(2);
		store_close(store);
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	GOOD(store_open(file->path, 0, &file->store, &err));
	GOOD(store_note(file->store, "a", "parent", &err));
	waitpid(child, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 0);
	GOOD(store_noted(file->store, "a", &value, &err));
	assert_string_equal(value, "parent");
	free(value);
	close(ready[0]);
	close(ready[1]);
}

/* Who writes does not hold the queue: the next one is at its head already. */
static void who_writes_must_queue_again_behind_who_waits(void **state)
{
	struct file *file = *state;
	char *path = beside(file, "-queue");
	int queue = open(path, O_RDWR);
	int status = 0;
	int done[2];
	struct pollfd ready = { .events = POLLIN };
	pid_t child;

	assert_int_equal(pipe(done), 0);
	GOOD(store_begin(file->store, &err));
	assert_int_equal(flock(queue, LOCK_EX | LOCK_NB), 0);
	GOOD(store_commit(file->store, &err));
	store_close(file->store);
	file->store = NULL;

	child = fork();
	if (child == 0) {
		struct store *store = NULL;

		/* The lock of the parent is not the child's to keep. */
		close(queue);
		if (store_open(file->path, 0, &store, NULL) ||
		    store_note(store, "a", "1", NULL) ||
		    write(done[1], "x", 1) != 1)
			_exit(1);
		store_close(store);
		_exit(0);
	}
	ready.fd = done[0];
	assert_int_equal(poll(&ready, 1, 100), 0);
	flock(queue, LOCK_UN);
	assert_int_equal(poll(&ready, 1, 5000), 1);
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	GOOD(store_open(file->path, 0, &file->store, &err));
	close(queue);
	close(done[0]);
	close(done[1]);
	free(path);
}

static void a_process_that_dies_half_way_leaves_the_file_as_it_was(void **state)
{
	struct file *file = *state;
	char *value = NULL;
	int status = 0;
	pid_t child;

	GOOD(store_note(file->store, "a", "1", &err));
	store_close(file->store);
	child = fork();
	if (child == 0) {
		struct store *store = NULL;

		if (store_open(file->path, 0, &store, NULL) ||
		    store_begin(store, NULL) ||
		    store_note(store, "a", "2", NULL))
			_exit(1);
		kill(getpid(), SIGKILL);
	}
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status));
	GOOD(store_open(file->path, 0, &file->store, &err));
	GOOD(store_noted(file->store, "a", &value, &err));
	assert_string_equal(value, "1");
	free(value);
	GOOD(store_note(file->store, "a", "3", &err));
}

static void a_full_disk_is_told_and_nothing_is_half_saved(void **state)
{
	struct file *file = *state;
	char *large = alloc_new(400001, 1);
	char *value = NULL;
	char sql[64];
	int64_t pages = 0;

	memset(large, 'x', 400000);
	GOOD(db_integer(file->store, "PRAGMA page_count", &pages, &err));
	snprintf(sql, sizeof(sql), "PRAGMA max_page_count = %d",
		 (int)pages + 3);
	GOOD(db_execute(file->store, sql, &err));

	REFUSED(ERR_SYSTEM, "schijf is vol",
		store_note(file->store, "groot", large, &err));
	GOOD(store_noted(file->store, "groot", &value, &err));
	assert_null(value);

	/* Inside a longer transaction nothing of the rest may go in. */
	GOOD(store_begin(file->store, &err));
	GOOD(store_note(file->store, "klein", "1", &err));
	REFUSED(ERR_SYSTEM, "schijf is vol",
		store_note(file->store, "groot", large, &err));
	if (store_note(file->store, "later", "1", NULL) == 0 &&
	    store_commit(file->store, NULL) == 0) {
		GOOD(store_noted(file->store, "klein", &value, &err));
		assert_string_equal(value, "1");
		free(value);
	} else {
		store_rollback(file->store);
		GOOD(store_noted(file->store, "later", &value, &err));
		assert_null(value);
	}
	GOOD(db_execute(file->store, "PRAGMA max_page_count = 100000", &err));
	GOOD(store_note(file->store, "groot", large, &err));
	free(large);
}

static void a_damaged_file_is_told_apart(void **state)
{
	struct file *file = *state;
	struct store *store = NULL;
	char bytes[4096];
	int out;
	int code;
	struct err err = { 0 };

	store_close(file->store);
	file->store = NULL;
	memset(bytes, 0xA5, sizeof(bytes));
	out = open(file->path, O_WRONLY);
	for (int page = 1; page < 20; page++)
		assert_int_equal(pwrite(out, bytes, sizeof(bytes), page * 4096),
				 (ssize_t)sizeof(bytes));
	close(out);
	code = store_open(file->path, 0, &store, &err);
	if (!code)
		code = store_note(store, "a", "1", &err);
	assert_int_equal(code, ERR_SYSTEM);
	assert_has(err.text, "beschadigd");
	store_close(store);
}

/* One that never ends, for instance. */
static void a_view_in_the_place_of_a_table_is_not_read(void **state)
{
	struct file *file = *state;
	struct store *store = NULL;
	char *value = NULL;

	store_close(file->store);
	file->store = NULL;
	run_sql(file->path,
		"DROP TABLE note;"
		"CREATE VIEW note (name, value) AS WITH RECURSIVE r (i) AS"
		" (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT i, i FROM r");
	GOOD(store_open(file->path, 0, &store, &err));
	REFUSED(ERR_SYSTEM, "reservekopie",
		store_noted(store, "demo", &value, &err));
	store_close(store);
}

static void network_file_systems_are_known_by_their_number(void **state)
{
	(void)state;
	assert_string_equal(queue_network_name(0x6969), "NFS");
	assert_string_equal(queue_network_name((long)0xFF534D42), "CIFS");
	assert_string_equal(queue_network_name((int)0xFE534D42), "SMB");
	assert_null(queue_network_name(0xEF53));     /* ext4 */
	assert_null(queue_network_name(0x01021994)); /* tmpfs */
	GOOD(queue_refuse_network("/tmp/niets/hier", &err));
}

static void two_programs_may_make_the_file_at_the_same_time(void **state)
{
	struct file *file = *state;
	char *path = file_join(file->directory, "samen.db");
	pid_t children[4];

	for (int i = 0; i < 4; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			struct store *store = NULL;

			if (store_open(path, 0, &store, NULL) ||
			    names_add(store, "organisatie", NULL, "N", NULL))
				_exit(1);
			store_close(store);
			_exit(0);
		}
	}
	for (int i = 0; i < 4; i++) {
		int status = 0;

		waitpid(children[i], &status, 0);
		assert_int_equal(status, 0);
	}
	assert_sql(path, "SELECT count(*) FROM name", "1");
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(the_file_and_its_directory_are_for_this_person_only),
		PROMISE(the_file_says_whose_it_is),
		PROMISE(a_connection_keeps_its_promises),
		PROMISE(a_note_is_kept_and_one_that_was_not_made_is_null),
		PROMISE(only_a_one_says_that_it_is_so),
		PROMISE(a_newer_programs_file_is_refused),
		PROMISE(a_file_that_a_newer_program_took_over_is_left_alone),
		PROMISE(an_older_programs_file_is_read_and_grows_when_it_is_written),
		PROMISE(an_older_file_that_somebody_reads_stays_as_it_is),
		PROMISE(another_programs_file_is_refused_and_left_alone),
		PROMISE(what_is_no_data_file_is_refused_and_left_alone),
		PROMISE(reading_only_never_makes_a_file),
		PROMISE(reading_only_reads_and_refuses_to_write),
		PROMISE(a_file_one_may_not_write_says_so_and_can_be_read),
		PROMISE(transactions_nest_and_a_failed_part_leaves_nothing),
		PROMISE(parts_that_are_trusted_tear_the_whole),
		PROMISE(rolling_back_takes_everything_with_it),
		PROMISE(a_change_elsewhere_is_seen_and_an_own_one_is_not),
		PROMISE(a_mark_tells_whether_anybody_wrote),
		PROMISE(the_side_file_does_not_grow),
		PROMISE(the_side_file_may_be_removed_at_any_moment),
		PROMISE(writers_of_two_connections_wait_for_each_other),
		PROMISE(who_writes_must_queue_again_behind_who_waits),
		PROMISE(a_process_that_dies_half_way_leaves_the_file_as_it_was),
		PROMISE(a_full_disk_is_told_and_nothing_is_half_saved),
		PROMISE(a_damaged_file_is_told_apart),
		PROMISE(a_view_in_the_place_of_a_table_is_not_read),
		PROMISE(network_file_systems_are_known_by_their_number),
		PROMISE(two_programs_may_make_the_file_at_the_same_time),
	};

	return run_tests(tests);
}
