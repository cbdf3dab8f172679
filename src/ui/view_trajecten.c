/* ui/view_trajecten.c - drawing of ui/page_trajecten.h */
#include "config.h"

#include "ui/page_trajecten.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/view_line.h"

/* Where the columns are on a screen of this width. */
struct columns {
	int code, code_end;
	int who, who_end;
	int start, end; /* days; -1 where there is no room for them */
	int state_end;
};

#define STATE_COLUMNS 13 /* "1217 dgn laat" */
#define WIDE 75          /* from here the days are shown */
#define MOST 104         /* no wider: the eye goes from a code to its state */

/* As wide as the codes in view, in steps: names need the room. */
static int code_columns(const struct page_trajecten *page, int most)
{
	int wide = 11;

	for (size_t i = 0; i < page->row_count; i++) {
		int columns = utf8_columns(page->rows[i].traject.code);

		if (columns > wide)
			wide = columns <= 13 ? 13 : most;
	}
	return wide < most ? wide : most;
}

static struct columns columns_of(const struct screen *s,
				 const struct page_trajecten *page)
{
	struct columns c = { .code = 3,
			     .state_end = (s->cols < MOST ? s->cols : MOST) - 1,
			     .start = -1,
			     .end = -1 };
	int at = c.state_end - STATE_COLUMNS - 1;

	if (s->cols >= WIDE) {
		c.end = at - VIEW_DAY_COLUMNS;
		c.start = c.end - 1 - VIEW_DAY_COLUMNS;
		at = c.start - 1;
	}
	c.code_end = c.code + code_columns(page, s->cols >= WIDE ? 16 : 13);
	c.who = c.code_end + 2;
	c.who_end = at - 1;
	return c;
}

static void draw_heads(struct screen *s, const struct columns *c)
{
	int row = TRAJECTEN_ROWS_FROM - 1;

	screen_put_within(s, row, c->code, c->code_end - c->code, STYLE_DIM,
			  _("Traject"));
	screen_put_within(s, row, c->who, c->who_end - c->who, STYLE_DIM,
			  _("Team, worker"));
	if (c->start >= 0)
		screen_put(s, row, c->start, STYLE_DIM, _("From"));
	if (c->end >= 0)
		screen_put(s, row, c->end, STYLE_DIM, _("To"));
	screen_put_right(s, row, c->state_end, STYLE_DIM, _("State"));
}

char *view_trajecten_who(const struct app *app, const struct traject *t)
{
	bool own = !app->demo && app->settings->organisatie && t->organisatie &&
		   strcmp(app->settings->organisatie, t->organisatie) == 0;

	return alloc_print("%s%s%s%s%s", own ? "" : t->organisatie,
			   own || !t->team ? "" : ", ", t->team ? t->team : "",
			   t->medewerker && t->team ? ", " : "",
			   t->medewerker ? t->medewerker : "");
}

static void draw_row(const struct trajecten_row *row, bool focus,
		     struct screen *s, int at, const struct columns *c)
{
	enum style plain = focus ? STYLE_FOCUS : STYLE_PLAIN;

	if (focus) {
		screen_blank(s, at, 1, s->cols - 1, plain);
		screen_put(s, at, 1, plain, ">");
	}
	screen_put_within(s, at, c->code, c->code_end - c->code, plain,
			  row->traject.code);
	screen_put_within(s, at, c->who, c->who_end - c->who, plain,
			  row->whose);
	if (c->start >= 0)
		screen_put(s, at, c->start, plain, row->start);
	if (c->end >= 0)
		screen_put(s, at, c->end, plain, row->end);
	screen_put_right(s, at, c->state_end, focus ? plain : row->style,
			 row->state);
}

/* What to do when there is nothing to see. */
static void draw_empty(const struct app *app, const struct page_trajecten *page,
		       struct screen *s)
{
	char *text;
	int row;

	if (page->unfinished)
		text = alloc_text(_("Nothing found yet; the search goes on."));
	else if (page->search.text[0] != '\0')
		text = alloc_text(_(
			"Nothing fits what you search. Esc shows all again."));
	else if (app->read_only)
		text = alloc_text(_("There is no traject in this file."));
	else
		text = alloc_print(
			/* TRANSLATORS: a key */
			_("There is no traject yet. Type %s to begin one: one "
			  "traject is the help given to one family."),
			app_way(app, ACTION_NEW).text);
	row = TRAJECTEN_ROWS_FROM + 1;
	row += screen_put_wrapped(s, row, 3, s->cols - 6, 4, STYLE_PLAIN, text);
	free(text);
	if (page->search.text[0] == '\0' && app->practice)
		screen_put_wrapped(s, row + 1, 3, s->cols - 6, 2, STYLE_DIM,
				   _("This file is to practise with: nothing "
				     "in it counts, and nothing leaves it."));
	else if (page->search.text[0] == '\0' && !app->demo)
		screen_print(s, row + 1, 3, STYLE_DIM,
			     /* TRANSLATORS: a key */
			     _("New here?  %s: a tour of one minute"),
			     app_way(app, ACTION_TOUR).text);
	screen_cursor(s, TRAJECTEN_ROWS_FROM + 1, 3);
}

static void draw_title(const struct app *app, const struct page_trajecten *page,
		       struct screen *s)
{
	/* Nobody knows how many as long as not all were looked at. */
	char *count = page->unfinished
			      ? alloc_text(_("… trajecten"))
			      : alloc_print(text_plural("%lld traject",
							"%lld trajecten",
							page->list.count),
					    (long long)page->list.count);
	bool seeks_rows =
		page->unfinished && (int)page->row_count < page->list.height;
	char *right =
		alloc_print("%s%s%s%s", app->demo ? _("demo file   ") : "",
			    app->read_only ? _("read only   ") : "",
			    seeks_rows ? _("search goes on   ") : "", count);

	/* How many there are is counted with the forms, after the first
	 * picture. */
	if (!app->catalogue)
		right[strlen(right) - strlen(count)] = '\0';
	app_draw_frame(app, s, "spoedpeil", right);
	free(count);
	free(right);
}

char *view_trajecten_order(const struct app *app)
{
	/* TRANSLATORS: a key, or a command */
	return alloc_print(_("The one that changed last is on top; %s shows "
			     "what is to be done"),
			   app_way(app, ACTION_DUE).text);
}

static void draw_search(const struct app *app,
			const struct page_trajecten *page, struct screen *s)
{
	int col;

	if (!page->searching && page->search.text[0] == '\0') {
		char *order = page->unlooked ? view_trajecten_order(app) : NULL;

		if (page->due || order)
			screen_put_within(s, 1, 3, s->cols - 4, STYLE_DIM,
					  order ? order : page->due);
		free(order);
		return;
	}
	col = screen_put(s, 1, 3, STYLE_DIM, _("Search:"));
	col = view_line(s, 1, col + 1, s->cols - col - 3, STYLE_STRONG,
			&page->search);
	if (page->searching && !page->in_list)
		screen_cursor(s, 1, col);
}

void view_trajecten(const struct app *app, const struct page *of,
		    struct screen *s)
{
	const struct page_trajecten *page = (const struct page_trajecten *)of;
	const struct list *list = &page->list;
	struct columns c = columns_of(s, page);
	int selected = (int)(list->selected - page->rows_from);

	draw_title(app, page, s);
	if (page->row_count > 0) {
		draw_heads(s, &c);
		screen_cursor(s, TRAJECTEN_ROWS_FROM + selected, c.code);
	} else {
		draw_empty(app, page, s);
	}
	for (int i = 0; i < (int)page->row_count; i++)
		draw_row(&page->rows[i], i == selected, s,
			 TRAJECTEN_ROWS_FROM + i, &c);
	draw_search(app, page, s);
}
