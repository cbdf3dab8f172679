/* ui/screen.c - see ui/screen.h */
#include "config.h"

#include "ui/screen.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/utf8.h"

static const char *const glyph_sets[][GLYPH_COUNT] = {
	[GLYPHS_UTF8] = {
		[GLYPH_DOT] = "·", [GLYPH_BULLET] = "●", [GLYPH_LINE] = "─",
		[GLYPH_LEFT] = "├", [GLYPH_RIGHT] = "┤", [GLYPH_TARGET] = "┃",
		[GLYPH_CROSSING] = "╂", [GLYPH_ON_TARGET] = "◆",
		[GLYPH_BAR] = "█", [GLYPH_MORE_UP] = "↑",
		[GLYPH_MORE_DOWN] = "↓", [GLYPH_CHECKED] = "x",
		[GLYPH_ELLIPSIS] = "…",
	},
	/* The console fonts lack the heavy crossing and the filled diamond. */
	[GLYPHS_LINUX] = {
		[GLYPH_DOT] = "·", [GLYPH_BULLET] = "●", [GLYPH_LINE] = "─",
		[GLYPH_LEFT] = "├", [GLYPH_RIGHT] = "┤", [GLYPH_TARGET] = "┃",
		[GLYPH_CROSSING] = "┼", [GLYPH_ON_TARGET] = "♦",
		[GLYPH_BAR] = "█", [GLYPH_MORE_UP] = "↑",
		[GLYPH_MORE_DOWN] = "↓", [GLYPH_CHECKED] = "x",
		[GLYPH_ELLIPSIS] = "…",
	},
	[GLYPHS_ASCII] = {
		[GLYPH_DOT] = ".", [GLYPH_BULLET] = "o", [GLYPH_LINE] = "-",
		[GLYPH_LEFT] = "[", [GLYPH_RIGHT] = "]", [GLYPH_TARGET] = "|",
		[GLYPH_CROSSING] = "+", [GLYPH_ON_TARGET] = "*",
		[GLYPH_BAR] = "#", [GLYPH_MORE_UP] = "^",
		[GLYPH_MORE_DOWN] = "v", [GLYPH_CHECKED] = "x",
		[GLYPH_ELLIPSIS] = "~",
	},
};

static struct cell *cell_at(const struct screen *s, int row, int col)
{
	return &s->cells[row * s->cols + col];
}

/*
 * Clusters that do not fit in a cell, such as a flag: there stands their number
 * behind a mark that no text can hold.  One number is the same cluster on every
 * screen, since cells are compared by their bytes, and pictures are kept; so
 * none is given up, and there are as many as were seen since the start.
 */
#define LONG_MARK '\1'
static struct long_cluster {
	char text[LONGEST_CLUSTER];
	uint32_t next; /* of those with the same sum; as in first_with[] */
} * long_clusters;
static size_t long_count, long_capacity;
static uint32_t first_with[1024]; /* of each sum: the number + 1, or 0 */

const char *screen_text(const struct cell *cell)
{
	uint32_t number;

	if (cell->text[0] != LONG_MARK)
		return cell->text;
	memcpy(&number, cell->text + 1, sizeof(number));
	return long_clusters[number].text;
}

static uint32_t *first_like(const char *cluster, size_t length)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < length; i++)
		sum = sum * 31 + (unsigned char)cluster[i];
	return &first_with[sum % COUNT(first_with)];
}

/* The number of a cluster, which it gets here when it has none. */
static uint32_t number_of(const char *cluster, size_t length)
{
	uint32_t *first = first_like(cluster, length);
	struct long_cluster added = { .next = *first };
	uint32_t i = *first;

	memcpy(added.text, cluster, length);
	for (; i > 0; i = long_clusters[i - 1].next)
		if (strcmp(long_clusters[i - 1].text, added.text) == 0)
			return i - 1;
	long_clusters = alloc_grow(long_clusters, long_count, &long_capacity,
				   sizeof(*long_clusters));
	long_clusters[long_count++] = added;
	*first = (uint32_t)long_count;
	return *first - 1;
}

/* Of what is longer still a "?". */
static void set_long_text(struct cell *cell, const char *cluster, size_t length)
{
	uint32_t number;

	if (length >= LONGEST_CLUSTER) {
		cell->text[0] = '?';
		return;
	}
	number = number_of(cluster, length);
	cell->text[0] = LONG_MARK;
	memcpy(cell->text + 1, &number, sizeof(number));
}

/* All of its bytes, so that whole rows can be compared. */
static void set_text(struct cell *cell, const char *cluster, size_t length)
{
	memset(cell->text, 0, sizeof(cell->text));
	if (length < sizeof(cell->text))
		memcpy(cell->text, cluster, length);
	else
		set_long_text(cell, cluster, length);
}

static void set_style(struct cell *cell, enum style style)
{
	cell->style = (unsigned char)style;
}

static void blank(struct cell *cell)
{
	set_text(cell, " ", 1);
}

void screen_reset(struct screen *s, int rows, int cols)
{
	rows = rows < 0 ? 0 : rows;
	cols = cols < 0 ? 0 : cols;
	if (rows != s->rows || cols != s->cols) {
		free(s->cells);
		s->cells = NULL;
		if (rows > 0 && cols > 0)
			s->cells =
				alloc_resize(NULL, (size_t)rows * (size_t)cols,
					     sizeof(*s->cells));
		s->rows = rows;
		s->cols = cols;
	}
	for (int col = 0; rows > 0 && col < cols; col++) {
		blank(&s->cells[col]);
		set_style(&s->cells[col], STYLE_PLAIN);
	}
	for (int row = 1; row < rows; row++)
		memcpy(cell_at(s, row, 0), s->cells,
		       (size_t)cols * sizeof(*s->cells));
	screen_cursor(s, 0, 0);
	s->wide = false;
	s->panel = 0;
}

void screen_done(struct screen *s)
{
	free(s->cells);
	*s = (struct screen){ 0 };
}

char screen_ascii(const char *cluster, size_t length)
{
	static const struct {
		const char *from;
		char to;
	} likes[] = { { "–", '-' }, { "—", '-' }, { "‘", '\'' }, { "’", '\'' },
		      { "“", '"' }, { "”", '"' }, { "·", '.' },  { "…", '~' } };
	char *part = alloc_text_part(cluster, length);
	const char *at = part;
	uint32_t first = utf8_take(&at);
	char *folded = utf8_folded(part);
	char out = '?';

	for (size_t i = 0; i < COUNT(likes); i++) {
		if (strcmp(part, likes[i].from) == 0)
			out = likes[i].to;
	}
	if (folded[0] >= 'a' && folded[0] <= 'z' && folded[1] == '\0') {
		bool capital = (first >= 'A' && first <= 'Z') ||
			       (first >= 0xC0 && first <= 0xDE);

		out = capital ? (char)(folded[0] - 'a' + 'A') : folded[0];
	}
	free(folded);
	free(part);
	return out;
}

/* Half a wide character cannot stay. */
static void take_cell(struct screen *s, int row, int col)
{
	struct cell *cell = cell_at(s, row, col);

	if (cell->text[0] == '\0' && col > 0)
		blank(cell - 1);
	if (col + 1 < s->cols && cell[1].text[0] == '\0')
		blank(cell + 1);
}

static void put_cluster(struct screen *s, int row, int col, int width,
			enum style style, const char *cluster, size_t length)
{
	struct cell *cell = cell_at(s, row, col);

	take_cell(s, row, col);
	if (width > 1) {
		s->wide = true;
		take_cell(s, row, col + 1);
		set_text(&cell[1], "", 0);
		set_style(&cell[1], style);
	}
	set_text(cell, cluster, length);
	set_style(cell, style);
}

/* Letters of one cell each, from col on; those on the screen. */
static void put_plain(struct screen *s, int row, int col, enum style style,
		      const char *text, int length)
{
	struct cell letter = { .style = (unsigned char)style };
	struct cell *cell;

	if (col < 0) {
		text -= col;
		length += col;
		col = 0;
	}
	if (length > s->cols - col)
		length = s->cols - col;
	if (row < 0 || row >= s->rows || length <= 0)
		return;
	take_cell(s, row, col);
	take_cell(s, row, col + length - 1);
	cell = cell_at(s, row, col);
	for (int i = 0; i < length; i++) {
		letter.text[0] = text[i];
		cell[i] = letter;
	}
}

/* The cluster at text, of so many bytes; returns the column after it. */
static int put_one(struct screen *s, int row, int col, int end,
		   enum style style, const char *text, size_t length)
{
	int width = utf8_width(text, length);
	char ascii[2] = { 0 };

	if (s->glyphs == GLYPHS_ASCII && (unsigned char)*text > 126) {
		ascii[0] = screen_ascii(text, length);
		text = ascii;
		length = 1;
		width = 1;
	}
	if (width >= 1 && row >= 0 && row < s->rows && col >= 0 &&
	    col + width <= end && col + width <= s->cols)
		put_cluster(s, row, col, width, style, text, length);
	return col + (width < 1 ? 0 : width);
}

/* Put harmless text from col up to but not including end. */
static int put_text(struct screen *s, int row, int col, int end,
		    enum style style, const char *text)
{
	while (*text && col < end) {
		size_t plain = utf8_plain(text, (size_t)(end - col));
		size_t length;
		int after;

		put_plain(s, row, col, style, text, (int)plain);
		col += (int)plain;
		text += plain;
		length = utf8_cluster(text);
		if (plain > 0 || length == 0)
			continue;
		after = put_one(s, row, col, end, style, text, length);
		if (after > end)
			break;
		col = after;
		text += length;
	}
	return col;
}

/* The text made harmless; *made is to be freed. */
static const char *harmless(const char *text, char **made)
{
	const char *at = text;

	while (*at >= ' ' && *at <= '~')
		at++;
	*made = *at ? utf8_harmless(text) : NULL;
	return *made ? *made : text;
}

/* Where the text is nothing but letters that fit, as most are: put it. */
static bool put_letters(struct screen *s, int row, int col, int columns,
			enum style style, const char *text, int *after)
{
	size_t plain = columns > 0 ? utf8_plain(text, (size_t)columns) : 0;

	if (text[plain] != '\0')
		return false;
	put_plain(s, row, col, style, text, (int)plain);
	*after = col + (int)plain;
	return true;
}

int screen_put(struct screen *s, int row, int col, enum style style,
	       const char *text)
{
	char *made;

	if (put_letters(s, row, col, s->cols - col, style, text, &col))
		return col;
	col = put_text(s, row, col, s->cols, style, harmless(text, &made));
	free(made);
	return col;
}

void screen_blank(struct screen *s, int row, int from, int end,
		  enum style style)
{
	struct cell empty = { .text = " ", .style = (unsigned char)style };

	from = from < 0 ? 0 : from;
	end = end > s->cols ? s->cols : end;
	if (row < 0 || row >= s->rows || from >= end)
		return;
	take_cell(s, row, from);
	take_cell(s, row, end - 1);
	for (int col = from; col < end; col++)
		*cell_at(s, row, col) = empty;
}

/*
 * How much of the text stands before "…" in so many columns: whole words,
 * unless that would leave little more than half.
 */
static size_t fit_words(const char *text, int columns)
{
	size_t all = utf8_fit(text, columns);
	size_t end = all;

	while (end > 0 && text[end] != ' ')
		end--;
	while (end > 0 && text[end - 1] == ' ')
		end--;
	return end * 5 > all * 3 ? end : all;
}

/* With "…" where it is cut: behind what fit() gives of it. */
static int put_cut(struct screen *s, int row, int col, int columns,
		   enum style style, const char *text,
		   size_t (*fit)(const char *text, int columns))
{
	const char *safe;
	char *made;

	if (put_letters(s, row, col, columns, style, text, &col))
		return col;
	safe = harmless(text, &made);
	if (utf8_columns(safe) <= columns) {
		col = put_text(s, row, col, col + columns, style, safe);
	} else {
		char *part = alloc_text_part(safe, fit(safe, columns - 1));

		col = put_text(s, row, col, col + columns - 1, style, part);
		col = put_text(s, row, col, col + 1, style,
			       screen_glyph(s, GLYPH_ELLIPSIS));
		free(part);
	}
	free(made);
	return col;
}

int screen_put_within(struct screen *s, int row, int col, int columns,
		      enum style style, const char *text)
{
	if (columns <= 0)
		return screen_put(s, row, col, style, text);
	return put_cut(s, row, col, columns, style, text, fit_words);
}

int screen_put_typed(struct screen *s, int row, int col, int columns,
		     enum style style, const char *text)
{
	return put_cut(s, row, col, columns, style, text, utf8_fit);
}

int screen_put_right(struct screen *s, int row, int end, enum style style,
		     const char *text)
{
	char *made;
	const char *safe = harmless(text, &made);
	int col = end - utf8_columns(safe);

	col = put_text(s, row, col < 0 ? 0 : col, end, style, safe);
	free(made);
	return col;
}

int screen_print(struct screen *s, int row, int col, enum style style,
		 const char *fmt, ...)
{
	va_list values;
	char *text;

	va_start(values, fmt);
	text = alloc_print_list(fmt, values);
	va_end(values);
	col = screen_put(s, row, col, style, text);
	free(text);
	return col;
}

int screen_put_wrapped(struct screen *s, int row, int col, int columns,
		       int rows, enum style style, const char *text)
{
	int used = 0;

	if (columns < 1)
		columns = 1;
	while (text && used < rows) {
		size_t length;
		const char *next = utf8_wrap(text, columns, &length);
		char *line;

		if (!next)
			break;
		line = alloc_text_part(text, length);
		screen_put_within(s, row + used, col, columns, style, line);
		free(line);
		used++;
		text = next;
	}
	return used;
}

void screen_put_rows(struct screen *s, int row, const struct screen *rows)
{
	s->wide = s->wide || rows->wide;
	for (int i = 0; i < rows->rows; i++)
		if (row + i >= 0 && row + i < s->rows && rows->cols == s->cols)
			memcpy(cell_at(s, row + i, 0), cell_at(rows, i, 0),
			       (size_t)s->cols * sizeof(*s->cells));
}

const char *screen_glyph(const struct screen *s, enum glyph glyph)
{
	return glyph_sets[s->glyphs][glyph];
}

void screen_put_glyph(struct screen *s, int row, int col, enum style style,
		      enum glyph glyph)
{
	const char *text = screen_glyph(s, glyph);

	if (row >= 0 && row < s->rows && col >= 0 && col < s->cols)
		put_cluster(s, row, col, 1, style, text, strlen(text));
}

void screen_cursor(struct screen *s, int row, int col)
{
	int last_row = s->rows > 0 ? s->rows - 1 : 0;
	int last_col = s->cols > 0 ? s->cols - 1 : 0;

	s->cursor_row = row < 0 ? 0 : row > last_row ? last_row : row;
	s->cursor_col = col < 0 ? 0 : col > last_col ? last_col : col;
}

void screen_write(const struct screen *s, FILE *out)
{
	for (int row = 0; row < s->rows; row++) {
		int end = s->cols;

		while (end > 0 && cell_at(s, row, end - 1)->text[0] == ' ' &&
		       cell_at(s, row, end - 1)->text[1] == '\0')
			end--;
		for (int col = 0; col < end; col++)
			fputs(screen_text(cell_at(s, row, col)), out);
		fputc('\n', out);
	}
	fprintf(out, "[cursor %d,%d]\n", s->cursor_row, s->cursor_col);
}
