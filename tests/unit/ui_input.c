/* What ui/term_input.h promises, with a pipe in place of a terminal. */
#include "config.h"

#include "unit.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/count.h"
#include "base/utf8.h"
#include "ui/term_input.h"

static const char *terminfo(const char *name)
{
	return strcmp(name, "ku") == 0   ? "\033OA"
	       : strcmp(name, "k5") == 0 ? "\001five"
	       : strcmp(name, "kb") == 0 ? "\177"
	       : strcmp(name, "kD") == 0 ? ""
					 : NULL;
}

struct line {
	struct term_input in;
	int to;
};

static void begin(struct line *line)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	*line = (struct line){ .to = ends[1] };
	line->in.fd = ends[0];
	term_input_learn(&line->in, terminfo);
}

static void end(struct line *line)
{
	term_input_done(&line->in);
	close(line->in.fd);
	if (line->to >= 0)
		close(line->to);
}

static void send(struct line *line, const char *bytes)
{
	size_t length = strlen(bytes);

	assert_int_equal(write(line->to, bytes, length), (ssize_t)length);
}

/* All keys there are, with spaces between. */
static void assert_keys(struct line *line, const char *wanted)
{
	struct pollfd fd = { .fd = line->in.fd, .events = POLLIN };
	char key[KEY_NAME_MAX];
	char all[400] = "";

	for (;;) {
		while (term_input_take(&line->in, key)) {
			assert_true(strlen(all) + strlen(key) + 2 <
				    sizeof(all));
			strcat(all, all[0] ? " " : "");
			strcat(all, key);
		}
		if (line->in.gone || poll(&fd, 1, 0) <= 0)
			break;
		term_input_read(&line->in);
	}
	assert_string_equal(all, wanted);
	assert_false(term_input_has(&line->in));
}

static void every_sequence_is_its_key(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	for (size_t i = 0; i < term_sequence_count; i++) {
		if (strncmp(term_sequences[i].key, "paste", 5) == 0)
			continue;
		send(&line, "\033");
		send(&line, term_sequences[i].sequence);
		assert_keys(&line, term_sequences[i].key);
	}
	end(&line);
}

static void keys_that_came_at_once_are_apart(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	send(&line, "a\033[B1\033OA\r\t\001\003z\177");
	assert_keys(&line, "a Down 1 Up Enter Tab C-a C-c z Backspace");
	end(&line);
}

static void terminfo_adds_keys(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	line.in.escape_delay = 10;
	send(&line, "\001fi");
	assert_keys(&line, "C-a f i");
	send(&line, "\001five");
	assert_keys(&line, "F5");
	end(&line);
}

/* More than is read at once, so that a key stands across the border. */
static void many_keys_are_all_taken(void **state)
{
	struct line line;
	char key[KEY_NAME_MAX];
	int arrows = 0, letters = 0;

	(void)state;
	begin(&line);
	for (int i = 0; i < 1000; i++)
		send(&line, i % 2 ? "\033[1;5B" : "\xC3\xAB");
	for (int i = 0; i < 1000; i++) {
		if (!term_input_has(&line.in))
			term_input_read(&line.in);
		assert_true(term_input_take(&line.in, key));
		arrows += strcmp(key, "C-Down") == 0;
		letters += strcmp(key, "\xC3\xAB") == 0;
	}
	assert_int_equal(arrows, 500);
	assert_int_equal(letters, 500);
	end(&line);
}

/* The rest comes while the beginning is looked at. */
static void assert_in_pieces(const char *first, const char *second,
			     const char *wanted)
{
	struct line line;
	pid_t child;

	begin(&line);
	line.in.escape_delay = 5000;
	send(&line, first);
	child = fork();
	if (child == 0) {
		usleep(20000);
		_exit(write(line.to, second, strlen(second)) < 0);
	}
	term_input_read(&line.in);
	assert_keys(&line, wanted);
	waitpid(child, NULL, 0);
	end(&line);
}

static void a_key_in_pieces_is_a_key(void **state)
{
	char key[KEY_NAME_MAX];
	struct line line;

	(void)state;
	begin(&line);
	for (size_t i = 1; i < strlen("\033[1;5A"); i++) {
		pid_t child;

		line.in.escape_delay = 5000;
		assert_int_equal(write(line.to, "\033[1;5A", i), (ssize_t)i);
		child = fork();
		if (child == 0) {
			usleep(10000);
			send(&line, &"\033[1;5A"[i]);
			_exit(0);
		}
		term_input_read(&line.in);
		assert_true(term_input_take(&line.in, key));
		assert_string_equal(key, "C-Up");
		waitpid(child, NULL, 0);
	}
	end(&line);
}

static void a_tail_that_comes_late_is_no_text(void **state)
{
	static const char *const sequences[] = { "[1;5A", "OA", "[[A", "[25;5~",
						 "[23$" };
	struct line line;

	(void)state;
	begin(&line);
	for (size_t i = 0; i < COUNT(sequences); i++) {
		send(&line, "\033");
		assert_keys(&line, "Esc");
		send(&line, sequences[i]);
		send(&line, "x");
		assert_keys(&line, "x");
	}
	for (size_t i = 0; i < COUNT(sequences); i++) {
		send(&line, "\033[");
		assert_keys(&line, "");
		send(&line, sequences[i] + 1);
		send(&line, "x");
		assert_keys(&line, "x");
	}
	end(&line);
}

static void a_key_that_nobody_knows_is_no_text(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	send(&line, "\033[27;5;9~a\033[?1;2cb\033[<0;10;10Mc\033O5Pd");
	assert_keys(&line, "a b c d");
	end(&line);
}

static void an_escape_alone_is_one(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	send(&line, "\033");
	assert_keys(&line, "Esc");
	send(&line, "\033\033[A");
	assert_keys(&line, "Esc Up");
	send(&line, "\033\001");
	assert_keys(&line, "Esc C-a");
	send(&line, "\033\033\033");
	assert_keys(&line, "Esc Esc Esc");
	/* A person who types on: O is a letter. */
	send(&line, "\033");
	assert_keys(&line, "Esc");
	send(&line, "O");
	assert_keys(&line, "O");
	end(&line);
}

static void alt_is_an_escape_before_the_key(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	send(&line, "\033x\033\xC3\xAB\033\r\033\177");
	assert_keys(&line, "M-x M-\xC3\xAB M-Enter M-Backspace");
	end(&line);
}

static void letters_come_whole_or_garbled(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	send(&line,
	     "\xE2\x82\xAC"
	     "a\xE2"
	     "b\xC0\x80"
	     "c\xF0\x9F\x98\x80");
	assert_keys(&line,
		    "\xE2\x82\xAC a Garbled b Garbled Garbled c "
		    "\xF0\x9F\x98\x80");
	line.in.is_ascii = true;
	send(&line, "a\xEB");
	assert_keys(&line, "a Refused");
	end(&line);
	assert_in_pieces("\xE2", "\x82\xAC", "\xE2\x82\xAC");
}

static void a_paste_is_text(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	send(&line, "a\033[200~een\rtw\033[Aee\001\tdrie\033[201~b");
	assert_keys(&line, "a Paste b");
	assert_string_equal(line.in.pasted, "een\rtwee\001\tdrie");
	send(&line, "\033[200~\033[201~");
	assert_keys(&line, "Paste");
	assert_string_equal(line.in.pasted, "");
	send(&line, "\033[200~a\xC3\033[201~");
	assert_keys(&line, "Garbled");
	send(&line, "\033[201~c");
	assert_keys(&line, "c");
	end(&line);
	assert_in_pieces("\033[200~een", "twee\033[201~x", "Paste x");
}

/* By another process: it is more than a pipe holds. */
static void send_paste(struct line *line, size_t length)
{
	pid_t process = fork();

	assert_true(process >= 0);
	if (process > 0)
		return;
	send(line, "\033[200~");
	for (size_t sent = 0; sent < length; sent += 16)
		send(line, "0123456789abcdef");
	send(line, "\033[201~b");
	_exit(0);
}

static void a_paste_that_is_too_long_is_not_taken_in_part(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	for (size_t more = 0; more < 2; more++) {
		send_paste(&line, (1 << 20) + 16 * more);
		term_input_read(&line.in);
		assert_keys(&line, more ? "Excess b" : "Paste b");
		assert_int_equal(wait(NULL) > 0, 1);
	}
	end(&line);
}

/* Of a stranger at the other end: nothing stays, and every key is a text. */
static void any_bytes_give_keys(void **state)
{
	static const char pieces[][6] = { "\033", "[",    "O",    "\033[2",
					  "00~",  "01~",  "\xC3", "\xF0\x9F",
					  "\xFF", "\001", "a",    "1;5A" };
	uint32_t random = 7;
	struct line line;

	(void)state;
	begin(&line);
	for (int i = 0; i < 2000; i++) {
		char key[KEY_NAME_MAX];

		for (int k = 0; k < 20; k++) {
			random = random * 1664525 + 1013904223;
			send(&line, pieces[(random >> 16) % COUNT(pieces)]);
		}
		/* The last is whole, so that nothing is waited for. */
		send(&line, "\033[201~x");
		term_input_read(&line.in);
		while (term_input_take(&line.in, key))
			assert_true(key[0] && utf8_is_valid(key, strlen(key)));
		assert_false(term_input_has(&line.in));
	}
	end(&line);
}

static void what_is_dropped_is_gone(void **state)
{
	struct line line;
	char key[KEY_NAME_MAX];

	(void)state;
	begin(&line);
	send(&line, "abc");
	term_input_read(&line.in);
	assert_true(term_input_take(&line.in, key));
	term_input_drop(&line.in);
	assert_keys(&line, "");
	send(&line, "d");
	assert_keys(&line, "d");
	end(&line);
}

static void the_end_is_told(void **state)
{
	struct line line;

	(void)state;
	begin(&line);
	send(&line, "a\033");
	close(line.to);
	line.to = -1;
	assert_keys(&line, "a Esc");
	assert_true(line.in.gone);
	end(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sequence_is_its_key),
		cmocka_unit_test(keys_that_came_at_once_are_apart),
		cmocka_unit_test(terminfo_adds_keys),
		cmocka_unit_test(many_keys_are_all_taken),
		cmocka_unit_test(a_key_in_pieces_is_a_key),
		cmocka_unit_test(a_tail_that_comes_late_is_no_text),
		cmocka_unit_test(a_key_that_nobody_knows_is_no_text),
		cmocka_unit_test(an_escape_alone_is_one),
		cmocka_unit_test(alt_is_an_escape_before_the_key),
		cmocka_unit_test(letters_come_whole_or_garbled),
		cmocka_unit_test(a_paste_is_text),
		cmocka_unit_test(a_paste_that_is_too_long_is_not_taken_in_part),
		cmocka_unit_test(any_bytes_give_keys),
		cmocka_unit_test(what_is_dropped_is_gone),
		cmocka_unit_test(the_end_is_told),
	};

	return run_tests(tests);
}
