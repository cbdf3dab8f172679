/*
 * ui/view_client.c - drawing of ui/page_client.h
 *
 * The question stands always at the same height, in a column in the middle of
 * the screen that is not wider than a page is read easily, and the answers
 * below it have an empty row between them.  On a low screen the empty rows go
 * first, and then the answers move behind the edge.
 */
#include "config.h"

#include "ui/page_client.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"

#define COLUMN_MAX 64
#define MARGIN 5      /* on each side, for the cursor too */
#define WRITING_MAX 4 /* rows of what is written */

/* Where things go; without a screen they are only measured. */
struct sheet {
	struct screen *s;
	int row, end; /* the next row, the first that is not ours */
	int col, columns;
};

static void put(struct sheet *sheet, int col, int columns, enum style style,
		const char *text)
{
	if (sheet->s && sheet->row < sheet->end)
		screen_put_within(sheet->s, sheet->row, col, columns, style,
				  text);
}

/* Wrapped, from so many columns into the sheet. */
static void put_text(struct sheet *sheet, int from, enum style style,
		     const char *text)
{
	const char *line = text;
	size_t length;

	while (line && *line) {
		const char *next =
			utf8_wrap(line, sheet->columns - from, &length);
		char *part = alloc_text_part(line, length);

		put(sheet, sheet->col + from, sheet->columns - from, style,
		    part);
		free(part);
		sheet->row++;
		line = next;
	}
}

static void take_text(struct sheet *sheet, enum style style, char *text)
{
	put_text(sheet, 0, style, text);
	free(text);
}

static int columns_of(int cols)
{
	int columns = cols - 2 * MARGIN;

	return columns > COLUMN_MAX ? COLUMN_MAX : columns;
}

int client_writing_columns(int cols)
{
	return columns_of(cols) - 2;
}

/* --- the question */

/* The help has all of it; the sheet is below what was left of it. */
static void put_left_out(struct sheet *sheet, int rows)
{
	struct sheet last = *sheet;
	char *text;

	if (rows < 1 || !sheet->s)
		return;
	last.row--;
	screen_blank(sheet->s, last.row, sheet->col,
		     sheet->col + sheet->columns, STYLE_PLAIN);
	/* TRANSLATORS: a key */
	text = alloc_print(_("%s has the rest of this"),
			   action_key(ACTION_HELP));
	put(&last, sheet->col, sheet->columns, STYLE_DIM, text);
	free(text);
}

/* before_max: the rows that what goes before may take. */
static void put_question(struct sheet *sheet, const struct page_client *client,
			 int gap, int before_max)
{
	char *before = client_before(client);
	char *hint = client_hint(client);
	int top = sheet->row, end = sheet->end;

	sheet->end = top + before_max < end ? top + before_max : end;
	put_text(sheet, 0, STYLE_DIM, before);
	sheet->end = end;
	if (sheet->row > top + before_max) {
		sheet->row = top + before_max;
		put_left_out(sheet, before_max);
	}
	sheet->row += *before ? gap : 0;
	take_text(sheet, STYLE_STRONG, client_question(client));
	sheet->row += *hint ? gap : 0;
	put_text(sheet, 0, STYLE_DIM, hint);
	free(before);
	free(hint);
}

/* --- what can be chosen */

/* How wide the longest key is. */
static int key_columns(const struct client_choices *choices)
{
	int most = 1;

	for (size_t i = 0; i < choices->count; i++) {
		int columns = utf8_columns(choices->items[i].key);

		most = columns > most ? columns : most;
	}
	return most;
}

static char *mark_of(const struct sheet *sheet,
		     const struct page_client *client,
		     const struct client_choice *choice)
{
	if (client_way(client) == CLIENT_MANY && !choice->apart)
		return alloc_print("[%s] ", choice->chosen ? "x" : " ");
	if (!choice->chosen || !sheet->s)
		return alloc_text("  ");
	return alloc_print("%s ", screen_glyph(sheet->s, GLYPH_BULLET));
}

/* "3  label", and below it what explains it. */
static void put_choice(struct sheet *sheet, const struct page_client *client,
		       const struct client_choice *choice, bool here, int keys)
{
	enum style style = choice->chosen || here ? STYLE_STRONG : STYLE_PLAIN;
	char *mark = mark_of(sheet, client, choice);
	int width = utf8_columns(choice->key);
	int label = keys + 2 + utf8_columns(mark);

	put_text(sheet, 0, STYLE_DIM, choice->heading);
	if (here) {
		put(sheet, sheet->col - 2, 1, STYLE_ACCENT, ">");
		if (sheet->s && sheet->row < sheet->end)
			screen_cursor(sheet->s, sheet->row, sheet->col);
	}
	put(sheet, sheet->col + keys - width, width, STYLE_ACCENT, choice->key);
	put(sheet, sheet->col + keys + 2, label - keys - 2, STYLE_ACCENT, mark);
	put_text(sheet, label, style, choice->label);
	put_text(sheet, label, STYLE_DIM, choice->hint);
	free(mark);
}

/* The numbers side by side, and what the ends mean below them. */
static void put_scale(struct sheet *sheet, const struct page_client *client,
		      const struct client_choices *choices, int across, int gap)
{
	const struct field *field = page_form_field(client->form);
	int keys = key_columns(choices);
	int step = sheet->columns / across;
	char *low = alloc_print("%d = %s", (int)field->from,
				words_text(&field->low));
	char *high = alloc_print("%d = %s", (int)field->to,
				 words_text(&field->high));

	step = step > keys + 5 ? keys + 5 : step;
	for (int i = 0; i < across; i++) {
		const struct client_choice *choice = &choices->items[i];
		bool here = i == client->cursor;
		int col = sheet->col + i * step;
		char *cell = alloc_print(choice->chosen ? "[%s]" : " %s ",
					 choice->key);

		put(sheet, col, step,
		    here             ? STYLE_FOCUS
		    : choice->chosen ? STYLE_STRONG
				     : STYLE_ACCENT,
		    cell);
		if (here && sheet->s && sheet->row < sheet->end)
			screen_cursor(sheet->s, sheet->row, col + 1);
		free(cell);
	}
	sheet->row += 1 + gap;
	if (field->low.count)
		put_text(sheet, 1, STYLE_DIM, low);
	if (field->high.count)
		put_text(sheet, 1, STYLE_DIM, high);
	free(low);
	free(high);
}

/* Why there is no answer stands apart from the answers. */
static int gap_before(const struct client_choices *choices, size_t i, int gap)
{
	return i > 0 && choices->items[i].apart && !choices->items[i - 1].apart
		       ? gap
		       : 0;
}

/* The rows of choices from .. to-1. */
static int height_of(struct sheet like, const struct page_client *client,
		     const struct client_choices *choices, size_t from,
		     size_t to, int gap)
{
	like.s = NULL;
	like.row = 0;
	for (size_t i = from; i < to; i++) {
		like.row += gap_before(choices, i, gap);
		put_choice(&like, client, &choices->items[i], false,
			   key_columns(choices));
		like.row += gap;
	}
	return like.row;
}

static void put_more(struct sheet *sheet, int row, enum glyph glyph)
{
	if (sheet->s && row < sheet->end)
		screen_put(sheet->s, row, sheet->col + sheet->columns,
			   STYLE_DIM, screen_glyph(sheet->s, glyph));
}

/* Those from first on that fit, so that the one with the cursor is seen. */
static void put_list(struct sheet *sheet, const struct page_client *client,
		     const struct client_choices *choices, size_t first,
		     int gap, int room)
{
	size_t at = client->cursor > 0 ? (size_t)client->cursor : 0;
	size_t from = first;
	int keys = key_columns(choices);
	int end = sheet->end;

	while (from < at &&
	       height_of(*sheet, client, choices, from, at + 1, gap) > room)
		from++;
	if (from > first)
		put_more(sheet, sheet->row, GLYPH_MORE_UP);
	sheet->end = sheet->row + room < end ? sheet->row + room : end;
	for (size_t i = from; i < choices->count; i++) {
		if (sheet->row >= sheet->end) {
			put_more(sheet, sheet->end - 1, GLYPH_MORE_DOWN);
			break;
		}
		sheet->row += gap_before(choices, i, gap);
		put_choice(sheet, client, &choices->items[i],
			   (int)i == client->cursor, keys);
		sheet->row += gap;
	}
	sheet->end = end;
}

/* --- what is written */

static void put_writing(struct sheet *sheet, const struct page_client *client)
{
	const struct lineedit *e = &client->line;
	struct lineedit_row at = { 0 };
	int columns = sheet->columns - 2;
	int row, col, top = 0;

	lineedit_where(e, columns, &row, &col);
	if (row >= WRITING_MAX)
		top = row - WRITING_MAX + 1;
	if (client->cursor < 0)
		put(sheet, sheet->col - 2, 1, STYLE_ACCENT, ">");
	for (int i = 0; lineedit_next_row(e, columns, &at); i++) {
		char *part;

		if (i < top || i >= top + WRITING_MAX)
			continue;
		if (client->cursor < 0 && i == row && sheet->s &&
		    sheet->row < sheet->end)
			screen_cursor(sheet->s, sheet->row, sheet->col + col);
		part = alloc_text_part(e->text + at.from, at.length);
		put(sheet, sheet->col, columns, STYLE_STRONG, part);
		free(part);
		sheet->row++;
	}
	for (int i = 0; sheet->s && i < sheet->columns; i++)
		put(sheet, sheet->col + i, 1, STYLE_DIM,
		    screen_glyph(sheet->s, GLYPH_LINE));
	sheet->row++;
}

/* --- all of it */

static void put_answers(struct sheet *sheet, const struct page_client *client,
			const struct client_choices *choices, int gap, int room)
{
	int across = client_scale_length(client);
	int top = sheet->row;

	if (client_way(client) == CLIENT_WRITE) {
		put_writing(sheet, client);
		sheet->row += 1;
	}
	if (across > 0) {
		put_scale(sheet, client, choices, across, gap);
		sheet->row += gap;
	}
	put_list(sheet, client, choices, (size_t)across, gap,
		 room - (sheet->row - top));
}

/* The rows that the whole takes with so many empty ones between. */
static int whole_height(const struct sheet *like,
			const struct page_client *client,
			const struct client_choices *choices,
			const char *remark, int gap)
{
	struct sheet sheet = *like;

	sheet.s = NULL;
	sheet.row = 0;
	sheet.end = 1000;
	put_question(&sheet, client, gap, sheet.end);
	sheet.row += 1 + gap;
	put_answers(&sheet, client, choices, gap, sheet.end);
	sheet.row += remark ? 1 : 0;
	put_text(&sheet, 0, STYLE_WARN, remark);
	return sheet.row;
}

static int text_rows(const struct sheet *like, const char *text)
{
	struct sheet sheet = *like;

	sheet.s = NULL;
	sheet.row = 0;
	put_text(&sheet, 0, STYLE_WARN, text);
	return sheet.row;
}

/* Line by line; an empty one is a row too, where there is room for those. */
static void put_lines(struct sheet *sheet, const char *text, bool roomy)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = alloc_text_part(text, length);

		put_text(sheet, 0, STYLE_PLAIN, line);
		sheet->row += length == 0 && roomy;
		free(line);
		text += length + (text[length] == '\n');
	}
}

static void draw_help(const struct app *app, struct sheet *sheet,
		      const struct page_client *client)
{
	char *help = client_help(app, client);
	struct sheet whole = *sheet;

	whole.s = NULL;
	put_lines(&whole, help, true);
	screen_cursor(sheet->s, sheet->row, sheet->col);
	put_lines(sheet, help, whole.row <= sheet->end);
	free(help);
}

static void draw_question(struct sheet *sheet, const struct page_client *client)
{
	struct client_choices choices;
	char *remark = client_remark(client);
	char *before = client_before(client);
	int below = remark ? text_rows(sheet, remark) + 1 : 0;
	int all = text_rows(sheet, before);
	int end = sheet->end;
	int over, gap;

	client_choices(client, &choices);
	screen_cursor(sheet->s, sheet->row, sheet->col);
	gap = whole_height(sheet, client, &choices, remark, 1) <=
	      end - sheet->row;
	over = whole_height(sheet, client, &choices, remark, gap) -
	       (end - sheet->row);
	/* What goes before the question is the first to be left out. */
	put_question(sheet, client, gap,
		     over <= 0    ? all
		     : all > over ? all - over
				  : 0);
	sheet->row += 1 + gap;
	sheet->end = end - below;
	put_answers(sheet, client, &choices, gap, sheet->end - sheet->row);
	sheet->end = end;
	sheet->row += 1 - gap;
	if (remark && sheet->row > end - below + 1)
		sheet->row = end - below + 1;
	put_text(sheet, 0, STYLE_WARN, remark);
	free(remark);
	free(before);
	free(choices.items);
}

void view_client(const struct app *app, const struct page *page,
		 struct screen *s)
{
	const struct page_client *client = (const struct page_client *)page;
	const struct form *form = entry_form(client->form->entry);
	struct sheet sheet = { .s = s, .end = FRAME_BODY_END(s) };
	const char *section = "";
	char *progress = client_progress(client);

	sheet.columns = columns_of(s->cols);
	sheet.col = (s->cols - sheet.columns) / 2;
	sheet.row = s->rows < 20 ? 2 : 1 + s->rows / 8;
	if (client->stage == CLIENT_QUESTION) {
		size_t focus = entry_focus(client->form->entry);
		struct item item = entry_item(client->form->entry, focus);

		section = words_text(&form->sections[item.section].label);
	}
	app_draw_frame(app, s, section, progress);
	if (client->helping)
		draw_help(app, &sheet, client);
	else
		draw_question(&sheet, client);
	free(progress);
}
