/* What ui/term_script.c, ui/term_keys.h, ui/term_ahead.h and ui/term_signals.h
 * promise. */
#include "config.h"

#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "ui/term.h"
#include "ui/term_ahead.h"
#include "ui/term_keys.h"
#include "ui/term_signals.h"

static FILE *script(const char *text)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	fputs(text, file);
	rewind(file);
	return file;
}

static void assert_key(struct term *t, const char *wanted)
{
	char key[KEY_NAME_MAX];

	assert_true(t->kind->read(t, -1, key));
	assert_string_equal(key, wanted);
}

static void a_script_gives_its_keys_and_then_no_more(void **state)
{
	FILE *keys = script("# a remark\nF1\n\ntype é b\nC-q\nchanged\n");
	struct term *t = term_script_open(keys, stdout, 24, 80, GLYPHS_UTF8);
	char key[KEY_NAME_MAX];

	(void)state;
	assert_key(t, "F1");
	assert_key(t, "é");
	assert_key(t, "Space");
	assert_key(t, "b");
	assert_key(t, "C-q");
	assert_key(t, "Changed");
	assert_false(t->kind->read(t, -1, key));
	t->kind->close(t);
	fclose(keys);
}

static void a_paste_is_one_key_with_its_text(void **state)
{
	FILE *keys = script("paste een\\ntwee\n");
	struct term *t = term_script_open(keys, stdout, 24, 80, GLYPHS_UTF8);

	(void)state;
	assert_key(t, "Paste");
	assert_string_equal(t->pasted, "een\ntwee");
	t->kind->close(t);
	fclose(keys);
}

static void a_resize_is_a_key_and_changes_the_size(void **state)
{
	FILE *keys = script("resize 60x16\nresize 0x0\nF1\n");
	struct term *t = term_script_open(keys, stdout, 24, 80, GLYPHS_UTF8);

	(void)state;
	assert_key(t, "Resize");
	assert_int_equal(t->cols, 60);
	assert_int_equal(t->rows, 16);
	assert_key(t, "F1");
	assert_int_equal(t->cols, 60);
	t->kind->close(t);
	fclose(keys);
}

static void a_title_writes_the_screen_as_it_is(void **state)
{
	FILE *keys = script("= begin\nF1\n= once more\n");
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);
	struct term *t = term_script_open(keys, out, 1, 4, GLYPHS_UTF8);
	struct screen s = { 0 };
	char key[KEY_NAME_MAX];

	(void)state;
	screen_reset(&s, 1, 4);
	screen_put(&s, 0, 0, STYLE_PLAIN, "een");
	t->kind->show(t, &s);
	assert_key(t, "F1");
	screen_put(&s, 0, 0, STYLE_PLAIN, "twee");
	t->kind->show(t, &s);
	assert_false(t->kind->read(t, -1, key));
	t->kind->close(t);
	fclose(out);
	assert_string_equal(bytes,
			    "= begin\neen\n[cursor 0,0]\n"
			    "= once more\ntwee\n[cursor 0,0]\n");
	free(bytes);
	screen_done(&s);
	fclose(keys);
}

static void characters_have_the_names_of_their_keys(void **state)
{
	static const struct {
		uint32_t character;
		const char *key;
	} cases[] = {
		{ 'a', "a" },      { ' ', "Space" },      { '\t', "Tab" },
		{ '\r', "Enter" }, { '\n', "C-j" },       { 0x1B, "Esc" },
		{ 16, "C-p" },     { 0x7F, "Backspace" }, { 8, "Backspace" },
		{ 0xE9, "é" },     { 0x20AC, "€" },       { 0x85, "" },
		{ 0, "" },         { 0x1C, "" },
	};
	char key[KEY_NAME_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		term_key_of(cases[i].character, false, key);
		assert_string_equal(key, cases[i].key);
	}
	term_key_of(0xE9, true, key);
	assert_string_equal(key, "Refused");
	term_key_of(TERM_GARBLED, false, key);
	assert_string_equal(key, "Garbled");
}

static void no_sequence_is_the_beginning_of_another(void **state)
{
	(void)state;
	for (size_t i = 0; i < term_sequence_count; i++) {
		const char *one = term_sequences[i].sequence;

		for (size_t j = 0; j < term_sequence_count; j++)
			assert_true(i == j ||
				    strncmp(one, term_sequences[j].sequence,
					    strlen(one)) != 0);
	}
}

static void the_function_keys_of_every_terminal_are_known(void **state)
{
	static const struct {
		const char *sequence;
		const char *key;
	} cases[] = {
		{ "OP", "F1" },    { "[11~", "F1" },  { "[[A", "F1" },
		{ "[1~", "Home" }, { "[7~", "Home" }, { "[H", "Home" },
		{ "OH", "Home" },  { "Oq", "1" },     { "OM", "Enter" },
		{ "[Z", "S-Tab" }, { "[20~", "F9" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *found = "";

		for (size_t j = 0; j < term_sequence_count; j++) {
			if (strcmp(term_sequences[j].sequence,
				   cases[i].sequence) == 0)
				found = term_sequences[j].key;
		}
		assert_string_equal(found, cases[i].key);
	}
}

static void keys_that_were_read_ahead_come_in_their_order(void **state)
{
	struct key_queue queue = { 0 };
	char key[KEY_NAME_MAX];

	(void)state;
	assert_false(key_queue_take(&queue, key));
	assert_true(key_queue_add(&queue, "a"));
	assert_true(key_queue_add(&queue, "Esc"));
	assert_true(key_queue_add(&queue, "b"));
	assert_true(key_queue_add(&queue, "Esc"));
	assert_true(key_queue_remove(&queue, "Esc"));
	assert_false(key_queue_remove(&queue, "Esc"));
	assert_true(key_queue_take(&queue, key));
	assert_string_equal(key, "a");
	assert_true(key_queue_take(&queue, key));
	assert_string_equal(key, "b");
	assert_false(key_queue_take(&queue, key));
}

static void nothing_is_read_ahead_of_a_paste_or_beyond_the_room(void **state)
{
	struct key_queue queue = { 0 };
	char key[KEY_NAME_MAX];

	(void)state;
	for (size_t i = 0; i < KEYS_AHEAD; i++)
		assert_true(key_queue_add(&queue, "x"));
	assert_true(key_queue_is_full(&queue));
	assert_false(key_queue_add(&queue, "y"));
	while (key_queue_take(&queue, key))
		assert_string_equal(key, "x");
	/* Its text is the terminal's, which has one. */
	assert_true(key_queue_add(&queue, "Paste"));
	assert_true(key_queue_is_full(&queue));
	assert_false(key_queue_add(&queue, "a"));
	assert_true(key_queue_take(&queue, key));
	assert_true(key_queue_add(&queue, "a"));
}

#define PICTURE 300000 /* bytes: more than a pipe holds */

/* In another process: did as many come? */
static void read_picture(int from)
{
	char bytes[4096];
	size_t sum = 0;
	ssize_t length;

	while ((length = read(from, bytes, sizeof(bytes))) > 0)
		sum += (size_t)length;
	_exit(sum == PICTURE ? 0 : 1);
}

static void a_terminal_that_does_not_wait_gets_all_of_a_picture(void **state)
{
	char *picture = alloc_new(PICTURE, 1);
	int ends[2], status;
	pid_t reader;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	reader = fork();
	if (reader == 0) {
		close(ends[1]);
		read_picture(ends[0]);
	}
	assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	term_send(ends[1], picture, PICTURE);
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(waitpid(reader, &status, 0), reader);
	assert_int_equal(status, 0);
	free(picture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_script_gives_its_keys_and_then_no_more),
		cmocka_unit_test(a_paste_is_one_key_with_its_text),
		cmocka_unit_test(a_resize_is_a_key_and_changes_the_size),
		cmocka_unit_test(a_title_writes_the_screen_as_it_is),
		cmocka_unit_test(characters_have_the_names_of_their_keys),
		cmocka_unit_test(no_sequence_is_the_beginning_of_another),
		cmocka_unit_test(the_function_keys_of_every_terminal_are_known),
		cmocka_unit_test(keys_that_were_read_ahead_come_in_their_order),
		cmocka_unit_test(
			nothing_is_read_ahead_of_a_paste_or_beyond_the_room),
		cmocka_unit_test(
			a_terminal_that_does_not_wait_gets_all_of_a_picture),
	};

	return run_tests(tests);
}
