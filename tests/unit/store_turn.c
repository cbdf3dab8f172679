/* What store/turn_private.h promises. */
#include "config.h"

#include "store_file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/turn_private.h"

#define PAGE 4120 /* of the log: 4 KiB and what goes before it */

/* Commits of 50 pages that fill so many logs, in tenths. */
#define COMMITS(tenths) ((tenths)*LOG_PAGES / 500)

/* A note of so many pages, other ones each time. */
static int write_pages(struct store *store, int pages, struct err *err)
{
	static int letter;
	size_t length = (size_t)pages * 4000;
	char *text = alloc_new(length + 1, 1);
	int code;

	memset(text, 'a' + letter++ % 26, length);
	code = store_note(store, "long", text, err);
	free(text);
	return code;
}

/* So many commits of 50 pages and more; the longest that the log was, in pages,
 * or -1. */
static long write_all(struct store *store, const char *path, int commits)
{
	char *log = alloc_print("%s-wal", path);
	struct stat found = { 0 };
	long longest = 0;

	for (int i = 0; i < commits && longest >= 0; i++) {
		if (write_pages(store, 50, NULL) || stat(log, &found))
			longest = -1;
		else if (found.st_size / PAGE > longest)
			longest = found.st_size / PAGE;
	}
	free(log);
	return longest;
}

static void the_log_of_one_writer_begins_anew_when_it_is_long(void **state)
{
	struct file *file = *state;
	long longest = write_all(file->store, file->path, COMMITS(25));

	assert_in_range(longest, LOG_PAGES, LOG_PAGES + 200);
}

static void
a_log_that_somebody_reads_grows_until_that_one_is_through(void **state)
{
	struct file *file = *state;
	struct store *reader = NULL;
	int64_t value;
	long longest;

	GOOD(write_pages(file->store, 1, &err));
	GOOD(store_open(file->path, 0, &reader, &err));
	GOOD(store_begin_reading(reader, &err));
	GOOD(db_integer(reader, "SELECT count(*) FROM note", &value, &err));
	longest = write_all(file->store, file->path, COMMITS(25));
	assert_true(longest > 2 * LOG_PAGES);
	store_end_reading(reader);
	/* At the next multiple it is brought in, and gives its room back. */
	assert_true(write_all(file->store, file->path, COMMITS(15)) > 0);
	longest = write_all(file->store, file->path, COMMITS(25));
	assert_in_range(longest, LOG_PAGES, LOG_PAGES * 5 / 2 + 200);
	store_close(reader);
}

static void
the_log_of_many_writers_does_not_grow_with_what_they_write(void **state)
{
	struct file *file = *state;
	pid_t children[4];
	long longest = 0;

	store_close(file->store);
	file->store = NULL;
	for (int i = 0; i < 4; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			struct store *store = NULL;
			long pages = -1;

			if (store_open(file->path, 0, &store, NULL) == 0)
				pages = write_all(store, file->path,
						  COMMITS(65));
			store_close(store);
			_exit(pages < 0 ? 255 : (int)(pages / LOG_PAGES));
		}
	}
	for (int i = 0; i < 4; i++) {
		int status = 0;

		waitpid(children[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 255);
		if (WEXITSTATUS(status) > longest)
			longest = WEXITSTATUS(status);
	}
	/* They wrote 25 times LOG_PAGES and more. */
	assert_in_range(longest, 0, 8);
	GOOD(store_open(file->path, 0, &file->store, &err));
}

/* With somebody else at the head of the queue: are we let in? */
static bool is_let_in(struct file *file, int queue)
{
	int code;

	assert_int_equal(flock(queue, LOCK_EX), 0);
	code = store_note(file->store, "a", "2", NULL);
	flock(queue, LOCK_UN);
	return code == 0;
}

static void who_wrote_a_moment_ago_goes_on_and_later_must_queue(void **state)
{
	struct file *file = *state;
	char *path = alloc_print("%s-queue", file->path);
	int queue = open(path, O_RDWR);
	bool on = false;

	assert_true(queue >= 0);
	store_be_patient(file->store, 1);
	/* On a machine that is busy the moment may be over. */
	for (int i = 0; i < 100 && !on; i++) {
		GOOD(store_note(file->store, "a", "1", &err));
		on = is_let_in(file, queue);
	}
	assert_true(on);
	for (int i = 0; i < 5; i++) {
		usleep(1000 * (TURN_MS + 1));
		assert_false(is_let_in(file, queue));
	}
	close(queue);
	free(path);
}

/* Who goes on does so for a time, however often it writes. */
static void who_goes_on_writing_must_queue_in_the_end(void **state)
{
	struct file *file = *state;
	char *path = alloc_print("%s-queue", file->path);
	int queue = open(path, O_RDWR);
	int64_t start;

	GOOD(store_note(file->store, "a", "1", &err));
	start = queue_clock();
	store_be_patient(file->store, 1);
	assert_int_equal(flock(queue, LOCK_EX), 0);
	while (store_note(file->store, "a", "2", NULL) == 0)
		assert_true(queue_clock() < start + 5000);
	close(queue);
	free(path);
}

/* As if somebody who is writing had said so; did we wait for that? */
static bool waits_until(struct file *file, int64_t kept)
{
	struct queue queue;
	bool waited;

	queue_open(&queue, file->path);
	queue.file = open(queue.path, O_RDWR);
	assert_true(queue.file >= 0);
	usleep(1000 * (TURN_MS + 1));
	queue_ring(&queue, kept);
	GOOD(store_note(file->store, "a", "1", &err));
	waited = queue_moment() >= kept;
	queue_close(&queue);
	return waited;
}

static void who_writes_without_a_pause_is_not_interrupted(void **state)
{
	struct file *file = *state;

	for (int i = 0; i < 20; i++)
		assert_true(waits_until(file,
					queue_moment() + 1000 * (2 * TURN_MS)));
}

static void whoever_says_to_go_on_for_longer_is_not_believed(void **state)
{
	struct file *file = *state;
	int64_t minute = INT64_C(60000000);

	assert_false(waits_until(file, queue_moment() + minute));
	assert_false(waits_until(file, INT64_MAX));
	/* Of a time that is over. */
	assert_true(waits_until(file, INT64_MIN));
}

/* Until when the one who wrote last means to go on, from now. */
static int64_t goes_on_for(const struct file *file)
{
	int64_t now = queue_moment();
	int64_t kept = queue_kept(&file->store->queue);

	return kept ? kept - now : 0;
}

static void only_who_writes_without_a_pause_says_to_go_on(void **state)
{
	struct file *file = *state;
	bool said = false;

	for (int i = 0; i < 3; i++) {
		usleep(1000);
		GOOD(store_note(file->store, "a", "1", &err));
		assert_int_equal(goes_on_for(file), 0);
	}
	/* On a machine that is busy each of them may be a pause. */
	for (int i = 0; i < 5000 && !said; i++) {
		GOOD(store_note(file->store, "a", "1", &err));
		assert_true(goes_on_for(file) <= 1000 * TURN_MS);
		said = goes_on_for(file) > 0;
	}
	assert_true(said);
}

/* Does the process wait for a lock? */
static bool is_queueing(pid_t process)
{
	FILE *locks = fopen("/proc/locks", "r");
	char line[200];
	long number;
	bool found = false;

	assert_non_null(locks);
	while (!found && fgets(line, sizeof(line), locks))
		found = sscanf(line, "%*d: -> %*s %*s %*s %ld", &number) == 1 &&
			number == (long)process;
	fclose(locks);
	return found;
}

/* A process that puts this letter behind those that are there. */
static pid_t begin_writer(const char *path, char letter)
{
	pid_t child = fork();
	struct store *store = NULL;
	char *before = NULL;
	char *after;
	int code;

	if (child)
		return child;
	code = store_open(path, 0, &store, NULL);
	if (!code)
		code = store_begin(store, NULL);
	if (!code)
		code = store_noted(store, "letters", &before, NULL);
	after = alloc_print("%s%c", before ? before : "", letter);
	if (!code)
		code = store_note(store, "letters", after, NULL);
	if (!code)
		code = store_commit(store, NULL);
	free(before);
	free(after);
	store_close(store);
	_exit(code ? 1 : 0);
}

/* Five of them come one after another; did they in less than a second? */
static bool let_in_five(struct file *file, int queue)
{
	int64_t start = queue_clock();
	pid_t children[5];
	bool soon;
	int status;

	assert_int_equal(flock(queue, LOCK_EX), 0);
	for (int i = 0; i < 5; i++) {
		children[i] = begin_writer(file->path, (char)('a' + i));
		while (!is_queueing(children[i])) {
			usleep(1000);
			assert_true(queue_clock() < start + 9000);
		}
	}
	soon = queue_clock() < start + 1000;
	flock(queue, LOCK_UN);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	return soon;
}

static void who_comes_first_is_let_in_first(void **state)
{
	struct file *file = *state;
	char *path = alloc_print("%s-queue", file->path);
	int queue = open(path, O_RDWR);
	char *letters = NULL;
	bool soon = false;

	/* Who is not there within a second may be passed. */
	for (int i = 0; i < 20 && !soon; i++) {
		GOOD(store_note(file->store, "letters", "", &err));
		store_close(file->store);
		file->store = NULL;
		soon = let_in_five(file, queue);
		GOOD(store_open(file->path, 0, &file->store, &err));
	}
	assert_true(soon);
	GOOD(store_noted(file->store, "letters", &letters, &err));
	assert_string_equal(letters, "abcde");
	free(letters);
	close(queue);
	free(path);
}

/* Somebody was stopped while it was at the head. */
static void assert_gives_up(struct file *file, int patience)
{
	char *path = alloc_print("%s-queue", file->path);
	int queue = open(path, O_RDWR);
	int64_t start;

	GOOD(store_note(file->store, "a", "1", &err));
	usleep(1000 * (TURN_MS + 1));
	assert_int_equal(flock(queue, LOCK_EX), 0);
	store_be_patient(file->store, patience);
	start = queue_clock();
	assert_int_equal(store_note(file->store, "a", "2", NULL), ERR_BUSY);
	assert_in_range(queue_clock() - start, patience, patience + 900);
	flock(queue, LOCK_UN);
	GOOD(store_note(file->store, "a", "3", &err));
	close(queue);
	free(path);
}

static void who_is_never_let_in_gives_up_in_time(void **state)
{
	assert_gives_up(*state, 50);
	assert_gives_up(*state, 1000);
	assert_gives_up(*state, 1300);
}

static void and_also_where_a_parent_let_no_signal_in(void **state)
{
	sigset_t all;
	sigset_t before;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	assert_gives_up(*state, 1000);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(the_log_of_one_writer_begins_anew_when_it_is_long),
		PROMISE(a_log_that_somebody_reads_grows_until_that_one_is_through),
		PROMISE(the_log_of_many_writers_does_not_grow_with_what_they_write),
		PROMISE(who_wrote_a_moment_ago_goes_on_and_later_must_queue),
		PROMISE(who_goes_on_writing_must_queue_in_the_end),
		PROMISE(who_writes_without_a_pause_is_not_interrupted),
		PROMISE(whoever_says_to_go_on_for_longer_is_not_believed),
		PROMISE(only_who_writes_without_a_pause_says_to_go_on),
		PROMISE(who_comes_first_is_let_in_first),
		PROMISE(who_is_never_let_in_gives_up_in_time),
		PROMISE(and_also_where_a_parent_let_no_signal_in),
	};

	return run_tests(tests);
}
