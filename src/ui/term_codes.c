/* ui/term_codes.c - see ui/term_codes.h */
#include "config.h"

#include "ui/term_codes.h"

#include <stdlib.h>
#include <string.h>
#include <termcap.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"

#define NO_COLOUR (-1)
#define COLOURS 9 /* the eight, and grey */
#define GREY 8

struct look {
	bool strong, dim, reverse;
	int colour;
};

struct language {
	struct look looks[STYLE_COUNT];
	bool is_ansi;     /* its moves */
	bool has_columns; /* a move within the row: "\033[9G" */
	bool is_numbered; /* its styles: "\033[1m" */
	const char *move, *region;
	char *clear, *clear_right, *bell;
	const char *insert; /* so many rows; or NULL */
	char *up, *down;    /* scroll by one row */
	char *plain, *strong, *dim, *reverse;
	char *colours[COLOURS];
	struct buffer said; /* what is returned */
};

/* --- out of terminfo */

/* tputs() gives one byte at a time, without a place to go. */
static struct buffer *coming;

static int add_code(int byte)
{
	buffer_add_byte(coming, (char)byte);
	return byte;
}

static void add_capability(struct buffer *b, const char *value)
{
	coming = b;
	tputs(value, 1, add_code);
}

/* As it is sent; NULL when the terminal does not have it. */
static char *sent(const char *value)
{
	struct buffer b = { 0 };

	if (!value)
		return NULL;
	add_capability(&b, value);
	return buffer_take(&b);
}

static char *capability(const char *name)
{
	return sent(tgetstr(name, NULL));
}

static bool can_show(const char *name)
{
	return tgetent(NULL, name) == 1 && tgetstr("cm", NULL) &&
	       tgetstr("cl", NULL);
}

const char *term_codes_name(void)
{
	/* A server has few entries; by these names come close relatives. */
	static const struct {
		const char *begins, *name;
	} families[] = { { "putty", "xterm" },
			 { "ms-", "xterm" },
			 { "xterm-", "xterm" },
			 { "tmux-", "screen" },
			 { "screen.", "screen" } };
	const char *name = getenv("TERM");

	if (!name || !name[0])
		return NULL;
	if (can_show(name))
		return name;
	for (size_t i = 0; i < COUNT(families); i++) {
		size_t length = strlen(families[i].begins);

		if (strncmp(name, families[i].begins, length) == 0 &&
		    can_show(families[i].name))
			return families[i].name;
	}
	return NULL;
}

/* --- styles */

static void set_plain_looks(struct look looks[STYLE_COUNT], bool contrast)
{
	for (int i = 0; i < STYLE_COUNT; i++)
		looks[i] = (struct look){ .colour = NO_COLOUR };
	looks[STYLE_DIM].dim = !contrast;
	looks[STYLE_STRONG].strong = true;
	looks[STYLE_ACCENT].strong = true;
	looks[STYLE_FOCUS].reverse = true;
	looks[STYLE_WARN].strong = true;
	looks[STYLE_BAD].strong = true;
	looks[STYLE_BAD].reverse = contrast;
	looks[STYLE_TITLE].strong = true;
	looks[STYLE_KEY].strong = true;
}

/* Colours that can be read on light and on dark; the words say it all too. */
static void set_coloured_looks(struct look looks[STYLE_COUNT])
{
	enum {
		RED = 1,
		GREEN = 2,
		MAGENTA = 5,
		CYAN = 6
	};

	looks[STYLE_ACCENT] = (struct look){ .colour = CYAN };
	looks[STYLE_GOOD] = (struct look){ .colour = GREEN };
	looks[STYLE_WARN] = (struct look){ .colour = MAGENTA };
	looks[STYLE_BAD] = (struct look){ .strong = true, .colour = RED };
	looks[STYLE_KEY] = (struct look){ .colour = CYAN };
}

static bool has_colours(void)
{
	return tgetnum("Co") >= 8 && tgetnum("pa") > 0 && tgetstr("AF", NULL) &&
	       tgetstr("op", NULL);
}

static void set_looks(struct language *l, enum term_colour colour)
{
	const char *no_color = getenv("NO_COLOR");
	const char *foreground = tgetstr("AF", NULL);
	int count = colour == COLOUR_16 && tgetnum("Co") >= 16 ? GREY + 1 : 8;

	set_plain_looks(l->looks, colour == COLOUR_CONTRAST);
	if (colour == COLOUR_AUTO && no_color && no_color[0])
		colour = COLOUR_NO;
	if (colour == COLOUR_NO || colour == COLOUR_CONTRAST || !has_colours())
		return;
	set_coloured_looks(l->looks);
	for (int i = 0; i < count; i++)
		l->colours[i] = sent(tgoto(foreground, 0, i));
	/* Grey of its own is easier to read than faint, where there is one. */
	if (count > GREY)
		l->looks[STYLE_DIM] = (struct look){ .colour = GREY };
}

static void add(struct buffer *b, const char *code)
{
	if (code)
		buffer_add(b, code);
}

static bool begins(const char *text, const char *with)
{
	return text && strncmp(text, with, strlen(with)) == 0;
}

/* Numbers of styles after each other are one list: "\033[0;1m". */
static void add_style(const struct language *l, struct buffer *b,
		      const char *code)
{
	if (l->is_numbered && b->length > 0 && begins(code, "\033[")) {
		b->length--;
		buffer_add(b, b->bytes[b->length - 1] == '[' ? "0;" : ";");
		code += strlen("\033[");
	}
	add(b, code);
}

static const char *restyle(void *of, enum style from, enum style to)
{
	struct language *l = of;
	struct look was = l->looks[from];
	struct look is = l->looks[to];

	buffer_clear(&l->said);
	if ((was.strong && !is.strong) || (was.dim && !is.dim) ||
	    (was.reverse && !is.reverse) ||
	    (was.colour != NO_COLOUR && is.colour == NO_COLOUR)) {
		add(&l->said, l->plain);
		was = (struct look){ .colour = NO_COLOUR };
	}
	if (is.strong && !was.strong)
		add_style(l, &l->said, l->strong);
	if (is.dim && !was.dim)
		add_style(l, &l->said, l->dim);
	if (is.reverse && !was.reverse)
		add_style(l, &l->said, l->reverse);
	if (is.colour != NO_COLOUR && is.colour != was.colour)
		add_style(l, &l->said, l->colours[is.colour]);
	return buffer_text(&l->said);
}

/* --- places */

static void add_pair(struct buffer *b, int first, int second, char what)
{
	buffer_add_part(b, "\033[", 2);
	buffer_add_number(b, first + 1);
	buffer_add_byte(b, ';');
	buffer_add_number(b, second + 1);
	buffer_add_byte(b, what);
}

static void add_move(struct language *l, int row, int col)
{
	if (l->is_ansi) {
		add_pair(&l->said, row, col, 'H');
	} else {
		add_capability(&l->said, tgoto(l->move, col, row));
	}
}

/* Down so many rows, line feeds are no longer than the number of the row. */
#define FEEDS 2

/*
 * Line feeds go down in the column or to its begin, as the system likes, so the
 * column is always said.
 */
static const char *move_to(void *of, int from_row, int row, int col)
{
	struct language *l = of;
	bool near = from_row >= 0 && row >= from_row && row <= from_row + FEEDS;

	buffer_clear(&l->said);
	if (!near || !(col == 0 ? l->is_ansi : l->has_columns)) {
		add_move(l, row, col);
		return buffer_text(&l->said);
	}
	for (; from_row < row; from_row++)
		buffer_add_byte(&l->said, '\n');
	if (col == 0) {
		buffer_add_byte(&l->said, '\r');
	} else {
		buffer_add_part(&l->said, "\033[", 2);
		buffer_add_number(&l->said, col + 1);
		buffer_add_byte(&l->said, 'G');
	}
	return buffer_text(&l->said);
}

/* From so many on, inserting rows is shorter than scrolling back. */
#define INSERTED 3

/* By a region of rows that scrolls, which moves the cursor. */
static const char *shift(void *of, int rows, int top, int end, int by)
{
	struct language *l = of;
	bool known = begins(l->region, "\033[%i%p1%d;%p2%dr");

	buffer_clear(&l->said);
	if (known)
		add_pair(&l->said, top, end - 1, 'r');
	else
		add_capability(&l->said, tgoto(l->region, end - 1, top));
	add_move(l, by > 0 ? top : end - 1, 0);
	if (by >= INSERTED && l->insert) {
		add_capability(&l->said, tgoto(l->insert, 0, by));
		by = 0;
	}
	for (; by > 0; by--)
		add(&l->said, l->down);
	for (; by < 0; by++)
		add(&l->said, l->up);
	/* Not to the last row of now: the terminal may become larger. */
	if (known)
		buffer_add(&l->said, "\033[r");
	else
		add_capability(&l->said, tgoto(l->region, rows - 1, 0));
	return buffer_text(&l->said);
}

/* --- life */

/* Their own word for plain also ends another alphabet, which is never begun. */
static void set_plain(struct language *l)
{
	l->is_numbered = l->reverse && strcmp(l->reverse, "\033[7m") == 0;
	l->plain = l->is_numbered ? alloc_text("\033[m") : capability("me");
}

/* With all it takes to be plain again, whatever had the terminal. */
static char *clearing(void)
{
	struct buffer b = { 0 };
	const char *plain = tgetstr("me", NULL);

	if (plain)
		add_capability(&b, plain);
	add_capability(&b, tgetstr("cl", NULL));
	return buffer_take(&b);
}

static void set_words(struct language *l)
{
	const char *column;

	l->move = tgetstr("cm", NULL);
	/* Nobody waits for the terminal of 1978, where a delay comes after. */
	l->is_ansi = begins(l->move, "\033[%i%p1%d;%p2%dH");
	column = tgetstr("ch", NULL);
	l->has_columns =
		l->is_ansi && column && strcmp(column, "\033[%i%p1%dG") == 0;
	l->region = tgetstr("cs", NULL);
	l->clear = clearing();
	l->clear_right = capability("ce");
	l->bell = capability("bl");
	l->insert = tgetstr("AL", NULL);
	l->up = capability("sf");
	l->down = capability("sr");
	l->strong = capability("md");
	l->dim = capability("mh");
	l->reverse = capability("mr");
	if (!l->reverse)
		l->reverse = capability("so");
	set_plain(l);
}

void term_codes_init(struct term_codes *codes, enum term_colour colour)
{
	struct language *l = alloc_new(1, sizeof(*l));
	bool scrolls = tgetflag("am") > 0 && tgetflag("xn") <= 0;

	set_words(l);
	set_looks(l, colour);
	*codes = (struct term_codes){
		.of = l,
		.restyle = restyle,
		.move = move_to,
		.shift = l->region && l->up && l->down && !scrolls ? shift
								   : NULL,
		.clear = l->clear,
		.clear_right = l->clear_right,
		.bell = l->bell,
		.step = l->has_columns ? 5 : 7,
		.scrolls = scrolls,
	};
	for (int i = 0; i < STYLE_COUNT; i++)
		codes->fills[i] = l->looks[i].reverse;
}

void term_codes_done(struct term_codes *codes)
{
	struct language *l = codes->of;

	if (!l)
		return;
	for (int i = 0; i < COLOURS; i++)
		free(l->colours[i]);
	free(l->clear);
	free(l->clear_right);
	free(l->bell);
	free(l->up);
	free(l->down);
	free(l->plain);
	free(l->strong);
	free(l->dim);
	free(l->reverse);
	buffer_done(&l->said);
	free(l);
	*codes = (struct term_codes){ 0 };
}
