/* What base/alloc.h and base/buffer.h promise. */
#include "config.h"

#include "unit.h"

#include <errno.h>
#include <inttypes.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"

static void new_memory_is_zero(void **state)
{
	char *bytes = alloc_new(1000, 3);

	(void)state;
	for (size_t i = 0; i < 3000; i++)
		assert_int_equal(bytes[i], 0);
	free(bytes);
	free(alloc_new(0, 8));
	free(alloc_new(8, 0));
}

static void too_much_can_be_refused(void **state)
{
	(void)state;
	assert_null(alloc_try(SIZE_MAX / 2, 4));
}

static void an_array_grows_and_keeps_what_it_has(void **state)
{
	size_t capacity = 0;
	int *items = NULL;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		items = alloc_grow(items, i, &capacity, sizeof(*items));
		assert_true(capacity > i);
		items[i] = (int)i;
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	free(items);
}

static void no_text_is_copied_as_no_text(void **state)
{
	struct arena arena = { 0 };
	char *text = alloc_text("al");

	(void)state;
	assert_null(alloc_text(NULL));
	assert_null(arena_text(&arena, NULL));
	alloc_replace(&text, NULL);
	assert_null(text);
	arena_done(&arena);
}

static void a_text_can_replace_itself(void **state)
{
	char *text = alloc_text("abcdef");

	(void)state;
	alloc_replace(&text, text + 2);
	assert_string_equal(text, "cdef");
	free(text);
}

static void texts_are_printed_whole(void **state)
{
	struct arena arena = { 0 };
	char *text = alloc_print("%300d|%s", 7, "x");

	(void)state;
	assert_int_equal(strlen(text), 302);
	free(text);
	assert_int_equal(strlen(arena_print(&arena, "%9000d", 7)), 9000);
	arena_done(&arena);
}

static void an_arena_keeps_all_its_pieces(void **state)
{
	struct arena arena = { 0 };
	unsigned char *pieces[500];
	size_t i, j;

	(void)state;
	for (i = 0; i < 500; i++) {
		size_t size = i % 50 == 49 ? 20000 : i % 97;

		pieces[i] = arena_take(&arena, size, 1);
		assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t),
				 0);
		for (j = 0; j < size; j++)
			assert_int_equal(pieces[i][j], 0);
		memset(pieces[i], (int)(i % 251), size);
	}
	for (i = 0; i < 500; i++)
		for (j = 0; j < (i % 50 == 49 ? 20000 : i % 97); j++)
			assert_int_equal(pieces[i][j], i % 251);
	arena_done(&arena);
	arena_done(&arena);
	assert_string_equal(arena_text_part(&arena, "again", 2), "ag");
	arena_done(&arena);
}

static void say_so(void)
{
	(void)!write(STDOUT_FILENO, "gone\n", 5);
}

static void want_of_memory_calls_the_handler_and_aborts(void **state)
{
	int pipe_ends[2];
	char said[8] = "";
	int status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(pipe_ends), 0);
	child = fork();
	if (child == 0) {
		dup2(pipe_ends[1], STDOUT_FILENO);
		alloc_on_exhaustion(say_so);
		signal(SIGABRT, SIG_DFL);
		alloc_new(SIZE_MAX / 2, 4);
		_exit(0);
	}
	close(pipe_ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_int_equal(read(pipe_ends[0], said, sizeof(said)), 5);
	close(pipe_ends[0]);
}

static long faults(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_minflt;
}

/* Does the system do it, and is it the system's heap that pieces come from?  A
 * checker of memory has one of its own. */
static bool can_be_ahead(void)
{
#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)
	char *piece = alloc_new(1, 1);
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t start = (uintptr_t)piece & ~(page - 1);
	uintptr_t end = (uintptr_t)sbrk(0);
	bool can = start < end && end - start < (uintptr_t)1 << 24 &&
		   madvise((void *)start, 1, MADV_POPULATE_WRITE) == 0;

	free(piece);
	return can;
#else
	return false;
#endif
}

static void memory_ahead_is_there_when_it_is_written(void **state)
{
	enum {
		PIECES = 256,
		PIECE = 4096
	};
	char *pieces[PIECES];
	long before;

	(void)state;
	alloc_ahead((size_t)PIECES * PIECE);
	/* Then there is nothing to see; skip() of cmocka is a failure in TAP. */
	if (!can_be_ahead())
		return;
	before = faults();
	for (int i = 0; i < PIECES; i++)
		pieces[i] = alloc_new(1, PIECE);
	assert_true(faults() - before < PIECES / 4);
	for (int i = 0; i < PIECES; i++)
		free(pieces[i]);
}

static void a_buffer_grows_with_what_is_added(void **state)
{
	struct buffer b = { 0 };
	char *text;

	(void)state;
	assert_string_equal(buffer_text(&b), "");
	buffer_clear(&b);
	for (int i = 0; i < 1000; i++)
		buffer_print(&b, "%d,", i);
	assert_int_equal(b.length, 3890);
	assert_memory_equal(buffer_text(&b), "0,1,2,", 6);
	buffer_clear(&b);
	assert_string_equal(buffer_text(&b), "");
	buffer_print(&b, "%200s", "x");
	assert_int_equal(b.length, 200);
	buffer_clear(&b);
	buffer_add_part(&b, "a\0b", 3);
	buffer_add_byte(&b, '!');
	assert_int_equal(b.length, 4);
	assert_memory_equal(b.bytes, "a\0b!", 5);
	text = buffer_take(&b);
	assert_int_equal(text[0], 'a');
	free(text);
	assert_int_equal(b.length, 0);
	text = buffer_take(&b);
	assert_string_equal(text, "");
	free(text);
	buffer_done(&b);
	buffer_done(&b);
}

static void a_buffer_with_a_file_holds_a_piece(void **state)
{
	struct buffer b = { .to = tmpfile() };
	struct buffer whole = { 0 };
	char *read;

	(void)state;
	assert_non_null(b.to);
	for (int i = 0; i < 100000; i++) {
		buffer_print(&b, "%d,", i);
		buffer_print(&whole, "%d,", i);
		/* Who adds may look at what was added last. */
		assert_int_equal(b.bytes[b.length - 1], ',');
	}
	assert_true(whole.length > 500000);
	assert_true(b.capacity < 65536);
	assert_int_equal(buffer_flush(&b), 0);
	assert_int_equal(b.length, 0);
	rewind(b.to);
	read = alloc_new(whole.length + 1, 1);
	assert_int_equal(fread(read, 1, whole.length + 1, b.to), whole.length);
	assert_memory_equal(read, whole.bytes, whole.length);
	free(read);
	fclose(b.to);
	buffer_done(&b);
	buffer_done(&whole);
}

static void a_file_that_refuses_is_told_in_the_end(void **state)
{
	struct buffer b = { .to = fopen("/dev/full", "w") };

	(void)state;
	if (!b.to)
		skip();
	for (int i = 0; i < 100000; i++)
		buffer_print(&b, "%d,", i);
	assert_int_equal(b.failed, ENOSPC);
	assert_true(b.capacity < 65536);
	assert_int_equal(buffer_flush(&b), ENOSPC);
	fclose(b.to);
	/* What fits in the room of the file is refused when it is flushed. */
	b.to = fopen("/dev/full", "w");
	b.failed = 0;
	buffer_add(&b, "a");
	assert_int_equal(buffer_flush(&b), ENOSPC);
	fclose(b.to);
	buffer_done(&b);
}

static void a_buffer_writes_every_number(void **state)
{
	static const int64_t numbers[] = { 0,    7,         10,       -1,
					   1899, INT64_MAX, INT64_MIN };
	struct buffer b = { 0 };
	char printed[32];

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		buffer_clear(&b);
		buffer_add_number(&b, numbers[i]);
		snprintf(printed, sizeof(printed), "%" PRId64, numbers[i]);
		assert_string_equal(buffer_text(&b), printed);
	}
	buffer_done(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_memory_is_zero),
		cmocka_unit_test(too_much_can_be_refused),
		cmocka_unit_test(an_array_grows_and_keeps_what_it_has),
		cmocka_unit_test(no_text_is_copied_as_no_text),
		cmocka_unit_test(a_text_can_replace_itself),
		cmocka_unit_test(texts_are_printed_whole),
		cmocka_unit_test(an_arena_keeps_all_its_pieces),
		cmocka_unit_test(want_of_memory_calls_the_handler_and_aborts),
		cmocka_unit_test(memory_ahead_is_there_when_it_is_written),
		cmocka_unit_test(a_buffer_grows_with_what_is_added),
		cmocka_unit_test(a_buffer_with_a_file_holds_a_piece),
		cmocka_unit_test(a_file_that_refuses_is_told_in_the_end),
		cmocka_unit_test(a_buffer_writes_every_number),
	};

	return run_tests(tests);
}
