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

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/text.h"
#include "ui/term.h"
#include "ui/term_ahead.h"
#include "ui/term_codes.h"
#include "ui/term_input.h"
#include "ui/term_paint.h"
#include "ui/term_signals.h"

#define TTY STDIN_FILENO
#define POLL_WITHOUT_WATCH 2000
#define POLL_UNSAVED 500
#define LONGEST_ESCAPE 30000 /* ms */

/* Paste marks, and a keypad of digits. */
static const char begin_modes[] = "\033[?2004h\033>";
static const char end_modes[] = "\033[?2004l";

struct curses_term {
	struct term term;
	SCREEN *screen;
	struct term_input input;
	struct key_queue ahead; /* read before they were asked for */
	bool resized_meanwhile; /* asks_to_stop() saw it; read() has to tell */
	char *begin, *end;      /* modes, sent around what curses sends */
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

/* With what terminfo says about sending keys, or no longer. */
static char *modes_with(const char *capability, const char *modes)
{
	const char *keys = tgetstr(capability, NULL);

	return alloc_print("%s%s", keys ? keys : "", modes);
}

/* --- size, stopping and going on */

static int number_or(const char *capability, int otherwise)
{
	int number = tgetnum(capability);

	return number > 0 ? number : otherwise;
}

/* No screen has more rows or columns, whatever is said: a picture of so many
 * would take all memory. */
#define LARGEST 2000

static int within(int size)
{
	return size < LARGEST ? size : LARGEST;
}

static void find_size(struct curses_term *t)
{
	struct winsize size = { 0 };
	bool known = ioctl(TTY, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
		     size.ws_col > 0;

	t->signals.resized = 0;
	term_paint_forget(&t->paint);
	t->term.rows = within(known ? size.ws_row : number_or("li", 24));
	t->term.cols = within(known ? size.ws_col : number_or("co", 80));
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
	send_modes(t->begin);
}

static void stop(struct curses_term *t)
{
	send_modes(t->end);
	def_prog_mode();
	end_curses(t);
	term_signals_stop(&t->signals);
	go_on(t);
}

/* --- keys */

/*
 * What a handler left for us, or the descriptor that says that we are to stop;
 * true when it is a key.
 */
static bool take_signal(struct curses_term *t, bool stopped,
			char key[KEY_NAME_MAX])
{
	if (t->signals.end) {
		t->term.signal = t->signals.end;
		term_key_put(key, "Park");
		return true;
	}
	if (stopped) {
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

/* A key of those that were read; its text is the terminal's. */
static bool take_key(struct curses_term *t, char key[KEY_NAME_MAX])
{
	bool taken = term_input_take(&t->input, key);

	t->term.pasted = t->input.pasted;
	return taken;
}

/* How long to wait for a key: -1 is without end. */
static int patience(const struct term *term, int watch)
{
	int longest = term->unsaved ? POLL_UNSAVED
		      : watch < 0   ? POLL_WITHOUT_WATCH
				    : -1;
	int64_t left;

	if (!term->idle_at)
		return longest;
	left = term->idle_at - term_now();
	if (left <= 0)
		return 0;
	if (longest >= 0 && left > longest)
		return longest;
	return left < INT_MAX ? (int)left : INT_MAX;
}

/* Wait for bytes, a signal or the watch; true when that is a key already. */
static bool wait_for_something(struct curses_term *t, int watch, bool *stopped,
			       char key[KEY_NAME_MAX])
{
	const struct term *term = &t->term;
	struct pollfd fds[] = {
		{ .fd = TTY, .events = POLLIN },
		{ .fd = t->signals.wake[0], .events = POLLIN },
		{ .fd = watch, .events = POLLIN },
		{ .fd = t->signals.stop, .events = POLLIN },
	};
	int ready = poll(fds, 4, patience(term, watch));

	if (ready < 0 && errno == EINTR)
		return false;
	if (ready < 0) {
		park(t, key);
		return true;
	}
	if (ready == 0) {
		bool idle = term->idle_at && term_now() >= term->idle_at;

		term_key_put(key, idle            ? "Idle"
				  : term->unsaved ? "Retry"
				  : watch < 0     ? "Changed"
						  : "");
		return key[0] != '\0';
	}
	*stopped = fds[3].revents != 0;
	if (*stopped)
		return false;
	if (fds[1].revents) {
		term_signals_empty(&t->signals);
		return false;
	}
	if (fds[2].revents & POLLIN) {
		term_key_put(key, "Changed");
		return true;
	}
	term_input_read(&t->input);
	return false;
}

static bool read_key(struct term *term, int watch, char key[KEY_NAME_MAX])
{
	struct curses_term *t = curses(term);
	bool stopped = false;

	do {
		if (take_signal(t, stopped, key) ||
		    key_queue_take(&t->ahead, key) || take_key(t, key))
			return true;
		if (t->input.gone) {
			park(t, key);
			return true;
		}
	} while (!wait_for_something(t, watch, &stopped, key));
	return true;
}

/* Read what came since; are we to stop? */
static bool look(struct curses_term *t)
{
	struct pollfd fds[] = {
		{ .fd = TTY, .events = POLLIN },
		{ .fd = t->signals.stop, .events = POLLIN },
	};

	if (poll(fds, 2, 0) <= 0)
		return false;
	if (fds[0].revents)
		term_input_read(&t->input);
	return fds[1].revents != 0;
}

/* Of what was read. */
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
	    t->signals.resumed || t->ahead.count > 0)
		return true;
	return read_ahead(t) || look(t) || read_ahead(t);
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
	bool stopped = look(t);
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

	term_input_drop(&t->input);
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

/* How long the rest of a key may take, as people tell curses. */
static int escape_delay(void)
{
	const char *set = getenv("ESCDELAY");
	long delay = set ? strtol(set, NULL, 10) : -1;

	if (delay >= 0 && delay <= LONGEST_ESCAPE)
		return (int)delay;
	return getenv("SSH_CONNECTION") ? 100 : 50;
}

static const char *capability(const char *name)
{
	return tgetstr(name, NULL);
}

static void begin_keys(struct curses_term *t, bool utf8)
{
	t->input.fd = TTY;
	t->input.is_ascii = !utf8;
	t->input.escape_delay = escape_delay();
	term_input_learn(&t->input, capability);
	t->begin = modes_with("ks", begin_modes);
	t->end = modes_with("ke", end_modes);
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
	send_modes(t->end);
	end_curses(t);
	/* Without a screen of its own the help bar would stay in the way. */
	if (!tgetstr("te", NULL))
		send_modes("\r\033[K");
	tcsetattr(TTY, TCSANOW, &t->signals.modes);
	term_signals_leave(&t->signals);
	delscreen(t->screen);
	term_paint_done(&t->paint);
	term_codes_done(&t->paint.codes);
	term_input_done(&t->input);
	free(t->begin);
	free(t->end);
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
	t->term.kind = &kind;
	t->term.glyphs = glyphs_of(name, utf8 && !ascii);
	begin_input();
	begin_keys(t, utf8);
	term_codes_init(&t->paint.codes, colour);
	find_size(t);
	refresh();
	term_paint_cleared(&t->paint, t->term.rows, t->term.cols);
	send_modes(t->begin);
	*out = &t->term;
	return 0;
}
