/* ui/term_curses.c - a person at a terminal; see ui/term.h */
#include "config.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termcap.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/term.h"
#include "ui/term_ahead.h"
#include "ui/term_codes.h"
#include "ui/term_keys.h"
#include "ui/term_paint.h"
#include "ui/term_signals.h"

#define TTY STDIN_FILENO
#define OWN_KEYS 2000   /* the codes of term_sequences[] begin here */
#define REST_OF_KEY 100 /* ms for the rest of a character */
#define LATE_TAIL 500   /* ms in which the tail of a split key may come */
#define LATE_GAP 30     /* ms between the bytes of such a tail */
#define POLL_WITHOUT_WATCH 2000
#define POLL_UNSAVED 500
#define PASTE_MAX (1 << 20) /* bytes */

/* Sent around what curses sends itself: paste marks, a keypad of digits. */
static const char begin_modes[] = "\033[?2004h\033>";
static const char end_modes[] = "\033[?2004l";

struct curses_term {
	struct term term;
	SCREEN *screen;
	struct key_queue ahead; /* read before they were asked for */
	bool resized_meanwhile; /* asks_to_stop() saw it; read() has to tell */
	int64_t lone_escape;    /* when an Esc came alone; 0: it did not */
	int64_t broken_off;     /* when a key was, after its [ or O; or 0 */
	bool is_ascii;
	bool knows_keys; /* define_keys() was called */
	struct term_signals signals;
	struct term_paint paint;
};

static struct curses_term *curses(struct term *t)
{
	return (struct curses_term *)t;
}

static void send_modes(const char *modes)
{
	term_send(STDOUT_FILENO, modes, strlen(modes));
}

/* --- size, stopping and going on */

static int number_or(const char *capability, int otherwise)
{
	int number = tgetnum(capability);

	return number > 0 ? number : otherwise;
}

static void find_size(struct curses_term *t)
{
	struct winsize size = { 0 };
	bool known = ioctl(TTY, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
		     size.ws_col > 0;

	t->signals.resized = 0;
	/* Else curses shows its own, empty picture with the next key. */
	untouchwin(stdscr);
	term_paint_forget(&t->paint);
	t->term.rows = known ? size.ws_row : number_or("li", 24);
	t->term.cols = known ? size.ws_col : number_or("co", 80);
}

/*
 * Nothing is painted by curses, which makes three pictures all the same, each
 * as large as the screen: the time and the room of a tenth of the start.  So it
 * is told of a screen of one row.  Its buffer is as large as that: what it says
 * to begin with must wait there until keys are no signals any more, or Ctrl-C
 * would leave the terminal as curses made it.
 */
static SCREEN *begin_curses(const char *name)
{
	SCREEN *screen;

	setenv("LINES", "1", 1);
	setenv("COLUMNS", "200", 1);
	screen = newterm(name, stdout, stdin);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	return screen;
}

/* It leaves the cursor on the last row, and has to know which that is. */
static void end_curses(struct curses_term *t)
{
	resize_term(t->term.rows, t->term.cols);
	endwin();
}

/* Whatever had the terminal meanwhile: the modes and the picture are ours. */
static void go_on(struct curses_term *t)
{
	t->signals.resumed = 0;
	reset_prog_mode();
	find_size(t);
	t->term.repaint = true;
	refresh();
	/* It would do so with the next key, and take the digits back. */
	keypad(stdscr, TRUE);
	send_modes(begin_modes);
}

static void stop(struct curses_term *t)
{
	send_modes(end_modes);
	def_prog_mode();
	end_curses(t);
	term_signals_stop(&t->signals);
	go_on(t);
}

/* --- keys */

/* A key that curses names itself; "" for one that we have no use for. */
static void name_code(char key[KEY_NAME_MAX], wint_t code)
{
	static const struct {
		int code;
		const char *name;
	} codes[] = {
		{ KEY_UP, "Up" },          { KEY_DOWN, "Down" },
		{ KEY_LEFT, "Left" },      { KEY_RIGHT, "Right" },
		{ KEY_HOME, "Home" },      { KEY_END, "End" },
		{ KEY_PPAGE, "PgUp" },     { KEY_NPAGE, "PgDn" },
		{ KEY_IC, "Insert" },      { KEY_DC, "Delete" },
		{ KEY_BTAB, "S-Tab" },     { KEY_BACKSPACE, "Backspace" },
		{ KEY_ENTER, "Enter" },    { KEY_SLEFT, "S-Left" },
		{ KEY_SRIGHT, "S-Right" }, { KEY_SR, "S-Up" },
		{ KEY_SF, "S-Down" },      { KEY_FIND, "Home" },
		{ KEY_SELECT, "End" },     { KEY_A1, "Home" },
		{ KEY_A3, "PgUp" },        { KEY_C1, "End" },
		{ KEY_C3, "PgDn" },
	};

	key[0] = '\0';
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		snprintf(key, KEY_NAME_MAX, "F%d", (int)code - KEY_F0);
		return;
	}
	for (size_t i = 0; i < COUNT(codes); i++) {
		if (codes[i].code == (int)code)
			term_key_put(key, codes[i].name);
	}
}

static bool tty_has_input(int timeout)
{
	struct pollfd fd = { .fd = TTY, .events = POLLIN };

	return poll(&fd, 1, timeout) > 0 && (fd.revents & POLLIN);
}

/*
 * The character that begins with this byte.  Not by get_wch(), which swallows
 * what is no UTF-8, with all that was typed behind it.
 */
static wint_t rest_of_character(int first)
{
	char bytes[5] = { (char)first };
	const char *at = bytes;
	int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;

	timeout(REST_OF_KEY);
	for (int i = 1; i < length && first >= 0xC2; i++) {
		int byte = getch();

		if ((byte & ~0x3F) != 0x80) {
			if (byte != (ERR))
				ungetch(byte);
			return TERM_GARBLED;
		}
		bytes[i] = (char)byte;
	}
	return utf8_take(&at);
}

/*
 * curses has them from keypad() on; ours go before those of terminfo.  They are
 * many, so not before the first picture.
 */
static void define_keys(void)
{
	for (size_t i = 0; i < term_sequence_count; i++) {
		char sequence[16] = "\033";

		strncat(sequence, term_sequences[i].sequence,
			sizeof(sequence) - 2);
		define_key(sequence, 0);
		define_key(sequence, OWN_KEYS + (int)i);
	}
}

/*
 * What curses has, or can have without waiting longer than timeout.  A key
 * whose first byte is there gets time for its other bytes.
 */
static int next_code(struct curses_term *t, wint_t *code, int timeout)
{
	int byte;

	if (!t->knows_keys)
		define_keys();
	t->knows_keys = true;

	timeout(timeout == 0 && tty_has_input(0) ? REST_OF_KEY : timeout);
	byte = getch();
	if (byte == (ERR))
		return (ERR);
	if (byte > 0xFF) {
		*code = (wint_t)byte;
		return KEY_CODE_YES;
	}
	*code = byte < 0x80 || t->is_ascii ? (wint_t)byte
					   : rest_of_character(byte);
	return OK;
}

/*
 * The rest of a key that was broken off, or that nobody knows, is no text: its
 * parameters, up to the final byte.  What follows an Esc that came alone is
 * such a rest too when it begins with "[", or with "O" and the next byte so
 * close behind it as a person does not type.  True when it is gone.
 */
static bool drop_late_tail(struct curses_term *t, wint_t code)
{
	int64_t now = term_now();

	if (t->lone_escape > 0 && now - t->lone_escape <= LATE_TAIL &&
	    (code == '[' || (code == 'O' && tty_has_input(LATE_GAP)))) {
		t->lone_escape = 0;
		t->broken_off = now;
		return true;
	}
	t->lone_escape = 0;
	if (t->broken_off == 0 || now - t->broken_off > LATE_TAIL)
		return false;
	t->broken_off = 0;
	if ((code >= '0' && code <= '?') || code == '[')
		t->broken_off = now;
	return code >= '0' && code <= '~';
}

/* A text of which a part would be lost is not taken at all. */
static void take_paste(struct curses_term *t, char key[KEY_NAME_MAX])
{
	struct buffer b = { 0 };
	const char *name = "Paste";

	for (;;) {
		wint_t code = 0;
		int kind = next_code(t, &code, LATE_TAIL);
		char text[5];

		if (kind == (ERR))
			break;
		if (kind == KEY_CODE_YES) {
			size_t i = (size_t)code - OWN_KEYS;

			if (code >= OWN_KEYS && i < term_sequence_count &&
			    strcmp(term_sequences[i].key, TERM_PASTE_ENDS) == 0)
				break;
			continue;
		}
		if (code == TERM_GARBLED || (t->is_ascii && code > 0x7E))
			name = t->is_ascii ? "Refused" : "Garbled";
		if (code == 0 || b.length > PASTE_MAX)
			continue;
		utf8_put(text, (uint32_t)code);
		buffer_add(&b, text);
	}
	free(t->term.pasted);
	t->term.pasted = b.length ? buffer_take(&b) : alloc_text("");
	buffer_done(&b);
	term_key_put(key, name);
}

/* Alt sends an escape before the character; "" when it was no whole key. */
static void take_escape(struct curses_term *t, char key[KEY_NAME_MAX])
{
	wint_t code = 0;
	int kind = next_code(t, &code, 0);
	char name[KEY_NAME_MAX];

	if (kind == OK && (code == '[' || code == 'O')) {
		t->broken_off = term_now();
		return;
	}
	if (kind == OK && (code > ' ' || code == '\r')) {
		term_key_of(code, t->is_ascii, name);
		snprintf(key, KEY_NAME_MAX, "M-%.*s", KEY_NAME_MAX - 3, name);
		return;
	}
	if (kind == KEY_CODE_YES && code == KEY_BACKSPACE) {
		term_key_put(key, "M-Backspace");
		return;
	}
	/* A key, or a control character: one code, as it came. */
	if (kind != (ERR))
		ungetch((int)code);
	t->lone_escape = term_now();
	term_key_put(key, "Esc");
}

/* One key out of what has arrived; false when there is none. */
static bool take_key(struct curses_term *t, char key[KEY_NAME_MAX])
{
	wint_t code = 0;
	int kind;

	key[0] = '\0';
	do {
		kind = next_code(t, &code, 0);
		if (kind == (ERR))
			return false;
		if (kind == KEY_CODE_YES && code >= OWN_KEYS) {
			size_t i = (size_t)code - OWN_KEYS;

			if (i >= term_sequence_count)
				continue;
			if (strcmp(term_sequences[i].key, TERM_PASTE_BEGINS) ==
			    0)
				take_paste(t, key);
			else if (strcmp(term_sequences[i].key,
					TERM_PASTE_ENDS) != 0)
				term_key_put(key, term_sequences[i].key);
		} else if (kind == KEY_CODE_YES && code == KEY_MOUSE) {
			/* Not asked for; where it was comes behind it. */
			t->broken_off = term_now();
		} else if (kind == KEY_CODE_YES) {
			name_code(key, code);
		} else if (code == 0x1B) {
			t->broken_off = 0;
			take_escape(t, key);
			if (key[0] != '\0')
				return true;
		} else if (!drop_late_tail(t, code)) {
			term_key_of(code, t->is_ascii, key);
		}
	} while (key[0] == '\0');
	t->lone_escape = t->broken_off = 0;
	return true;
}

/* What a handler left for us; true when it is a key. */
static bool take_signal(struct curses_term *t, char key[KEY_NAME_MAX])
{
	if (t->signals.end) {
		t->term.signal = t->signals.end;
		term_key_put(key, "Park");
		return true;
	}
	if (term_signals_stopped(&t->signals)) {
		stop(t);
		term_key_put(key, "Resize");
		return true;
	}
	if (t->signals.resumed) {
		go_on(t);
		term_key_put(key, "Resize");
		return true;
	}
	if (t->signals.resized || t->resized_meanwhile) {
		if (t->signals.resized)
			find_size(t);
		t->resized_meanwhile = false;
		term_key_put(key, "Resize");
		return true;
	}
	return false;
}

static void park(struct curses_term *t, char key[KEY_NAME_MAX])
{
	t->term.signal = SIGHUP;
	term_key_put(key, "Park");
}

/* Readable, and nothing to read: that is the end of it.  Asked before reading:
 * afterwards a byte may come between the two questions. */
static bool tty_is_gone(short happened)
{
	int bytes = 0;

	if (happened & (POLLHUP | POLLERR | POLLNVAL))
		return true;
	return (happened & POLLIN) && ioctl(TTY, FIONREAD, &bytes) == 0 &&
	       bytes == 0 && tty_has_input(0);
}

/* How long to wait for a key: -1 is without end. */
static int patience(const struct term *term, int watch)
{
	int longest = term->unsaved ? POLL_UNSAVED
		      : watch < 0   ? POLL_WITHOUT_WATCH
				    : -1;
	int64_t left = term->idle_at - term_now();

	if (!term->idle_at)
		return longest;
	if (left <= 0)
		return 0;
	if (longest >= 0 && left > longest)
		return longest;
	return left < INT_MAX ? (int)left : INT_MAX;
}

static bool read_key(struct term *term, int watch, char key[KEY_NAME_MAX])
{
	struct curses_term *t = curses(term);

	for (;;) {
		struct pollfd fds[] = {
			{ .fd = TTY, .events = POLLIN },
			{ .fd = t->signals.wake[0], .events = POLLIN },
			{ .fd = watch, .events = POLLIN },
			{ .fd = t->signals.stop, .events = POLLIN },
		};
		int ready;

		if (take_signal(t, key))
			return true;
		if (key_queue_take(&t->ahead, key) || take_key(t, key))
			return true;
		ready = poll(fds, 4, patience(term, watch));
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready == 0 && term->idle_at &&
		    term_now() >= term->idle_at) {
			term_key_put(key, "Idle");
			return true;
		}
		if (ready == 0 && term->unsaved) {
			term_key_put(key, "Retry");
			return true;
		}
		if (ready == 0 && watch >= 0)
			continue;
		if (fds[3].revents)
			continue;
		if (fds[1].revents)
			term_signals_empty(&t->signals);
		else if (ready == 0 || (fds[2].revents & POLLIN)) {
			term_key_put(key, "Changed");
			return true;
		} else if (ready < 0 || tty_is_gone(fds[0].revents)) {
			park(t, key);
			return true;
		}
	}
}

static bool read_ahead(struct curses_term *t)
{
	char key[KEY_NAME_MAX];

	return !key_queue_is_full(&t->ahead) && take_key(t, key) &&
	       key_queue_add(&t->ahead, key);
}

static bool waiting(struct term *term)
{
	struct curses_term *t = curses(term);

	if (t->signals.end || t->signals.resized || t->resized_meanwhile ||
	    term_signals_stopped(&t->signals) || t->signals.resumed ||
	    t->ahead.count > 0)
		return true;
	return read_ahead(t);
}

static bool is_stop(const char *key)
{
	return strcmp(key, "Esc") == 0 || strcmp(key, "C-c") == 0;
}

/* Take the key that stops out of those that were typed. */
static bool take_stop(struct curses_term *t, bool anywhere)
{
	bool escaped, interrupted;

	if (!anywhere) {
		char key[KEY_NAME_MAX];

		return (t->ahead.count > 0 || read_ahead(t)) &&
		       is_stop(t->ahead.keys[0]) &&
		       key_queue_take(&t->ahead, key);
	}
	while (read_ahead(t))
		;
	escaped = key_queue_remove(&t->ahead, "Esc");
	interrupted = key_queue_remove(&t->ahead, "C-c");
	return escaped || interrupted;
}

static bool asks_to_stop(struct term *term, bool anywhere)
{
	struct curses_term *t = curses(term);
	bool stopped = term_signals_stopped(&t->signals);
	bool resized = stopped || t->signals.resized;

	if (stopped)
		stop(t);
	else if (resized)
		find_size(t);
	t->resized_meanwhile = t->resized_meanwhile || resized;
	return take_stop(t, anywhere) || t->signals.end;
}

static void drop(struct term *term)
{
	struct curses_term *t = curses(term);

	flushinp();
	t->ahead.count = 0;
}

static void beep_and_drop(struct term *term)
{
	curses(term)->paint.rings = !term->silent;
	drop(term);
}

/* --- showing */

static void show(struct term *term, const struct screen *s)
{
	struct curses_term *t = curses(term);
	const struct buffer *bytes = term_paint(&t->paint, s, term->repaint);

	term->repaint = false;
	if (bytes->length == 0)
		return;
	term_send(STDOUT_FILENO, buffer_text(bytes), bytes->length);
	/* On one processor the terminal would have it after what follows. */
	sched_yield();
}

/* --- opening */

static void set_escape_delay(void)
{
	if (!getenv("ESCDELAY"))
		set_escdelay(getenv("SSH_CONNECTION") ? 100 : 50);
}

/* What a crash sends: plain text, a visible cursor, the screen as it was. */
static void prepare_restore(struct term_signals *signals)
{
	static const char *const names[] = { "me", "ke", "ve", "te" };

	term_signals_restore(signals, end_modes);
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *value = tgetstr(names[i], NULL);

		if (value)
			term_signals_restore(signals, value);
	}
}

static void close_term(struct term *term)
{
	struct curses_term *t = curses(term);

	term_signals_unblock(&t->signals, STDOUT_FILENO);
	send_modes(end_modes);
	end_curses(t);
	/* Without a screen of its own the help bar would stay in the way. */
	if (!tgetstr("te", NULL))
		send_modes("\r\033[K");
	tcsetattr(TTY, TCSANOW, &t->signals.modes);
	term_signals_leave(&t->signals);
	delscreen(t->screen);
	term_paint_done(&t->paint);
	term_codes_done(&t->paint.codes);
	free(t->term.pasted);
	free(t);
}

static const struct term_kind kind = {
	.show = show,
	.read = read_key,
	.waiting = waiting,
	.beep = beep_and_drop,
	.close = close_term,
	.asks_to_stop = asks_to_stop,
	.drop = drop,
};

static enum glyphs glyphs_of(const char *name, bool utf8)
{
	if (!utf8)
		return GLYPHS_ASCII;
	return strncmp(name, "linux", 5) == 0 ? GLYPHS_LINUX : GLYPHS_UTF8;
}

static void begin_input(void)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
}

bool term_curses_can_open(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	       term_codes_name();
}

int term_curses_open(enum term_colour colour, bool ascii, struct term **out,
		     struct err *err)
{
	struct curses_term *t;
	const char *name;
	bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_SYSTEM,
			       _("This is not a terminal: the full screen "
				 "needs one; see spoedpeil --help for what "
				 "works without"));
	name = term_codes_name();
	if (!name)
		return err_set(err, ERR_SYSTEM,
			       _("This terminal cannot show a full screen "
				 "(TERM is %s); see spoedpeil --help for what "
				 "works without"),
			       getenv("TERM") ? getenv("TERM") : _("not set"));
	set_escape_delay();

	t = alloc_new(1, sizeof(*t));
	term_signals_init(&t->signals, TTY);
	prepare_restore(&t->signals);
	t->screen = begin_curses(name);
	if (!t->screen || term_signals_take(&t->signals)) {
		if (t->screen) {
			endwin();
			delscreen(t->screen);
		}
		free(t);
		return err_set(
			err, ERR_SYSTEM,
			_("This terminal does not let itself be opened"));
	}
	t->is_ascii = !utf8;
	t->term.kind = &kind;
	t->term.glyphs = glyphs_of(name, utf8 && !ascii);
	begin_input();
	term_codes_init(&t->paint.codes, colour);
	find_size(t);
	refresh();
	term_paint_cleared(&t->paint, t->term.rows, t->term.cols);
	send_modes(begin_modes);
	*out = &t->term;
	return 0;
}
