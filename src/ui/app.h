/*
 * ui/app.h - the state of the full screen, and how it answers to a key
 *
 * key name --keymap--> action --page update--> state --page draw--> screen
 *
 * The app is a stack of pages; the topmost has the screen and the keys.  A
 * question, a help text, the palette are pages (small ones are drawn over the
 * page below).  Update never draws, draw changes nothing and gets const
 * pages, and nothing waits: a question is a state.
 *
 * The first picture is shown before the forms are read, and the states of the
 * trajecten come with the second, for which a glance at them is enough.  All of
 * them are read before the first key is taken.
 *
 * After the keys that are waiting have been handled the screen is painted, and
 * before the program waits for the next one app_settle() asks every page to save
 * what it holds.  What is painted says "saved" unless the last try failed, or
 * took so long that a second picture says it.
 *
 * The line mode (ui/line.h) is the same app with another driver: its pages are
 * told in words instead of drawn, and take what was typed a line at a time.
 *
 * Owns      the app owns its pages; store, catalogue and settings are borrowed.
 * Fails     messages for the person go to app_say() and stand on the message
 *           row until the next key.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/settings.h"
#include "form/catalogue.h"
#include "store/drafts.h"
#include "store/store.h"
#include "ui/action.h"
#include "ui/screen.h"
#include "ui/term.h"

struct app;
struct kept; /* ui/kept.h */
struct page; /* below */

/* What happened: a key, and the action it means on this page. */
struct event {
	const char *key;    /* name, see ui/term.h */
	const char *typed;  /* what it types: UTF-8 text, or NULL */
	enum action action; /* ACTION_NONE when the key means none here */
};

/* A kind of page: one file of state and update, one of drawing. */
struct page_kind {
	const char *name;
	/* The actions that work here, most used first; ends with ACTION_NONE. */
	const enum action *actions;
	/*
	 * What the help bar shows now, the most needed first, as many as fit;
	 * NULL: the actions.
	 */
	const enum action *(*bar)(const struct app *app,
				  const struct page *page);
	/* It changes: in the order of the table each key keeps its place. */
	bool bar_changes;
	bool over; /* drawn over the page below it */
	/* Nothing but its own actions, drawing anew and leaving works. */
	bool alone;
	/* Nor does it on the pages above: nothing leads past this one. */
	bool guards;
	/* Is what is typed now kept from who looks on?  NULL: it is not. */
	bool (*secret)(const struct page *page);
	/* Does a single character type text now, so that it is no action? */
	bool (*takes_text)(const struct page *page);
	void (*update)(struct app *app, struct page *page,
		       const struct event *event);
	void (*draw)(const struct app *app, const struct page *page,
		     struct screen *s);
	/* The page is on top again, or the file changed; may be NULL. */
	void (*refresh)(struct app *app, struct page *page);
	/*
	 * Look up what came in view: once for all keys that were waiting, and
	 * before the page is drawn; may be NULL.
	 */
	void (*look)(struct app *app, struct page *page);
	/*
	 * Something that nobody waits for is left to do: do it, until
	 * app_key_waits().  True when there is another picture; may be NULL.
	 */
	bool (*go_on)(struct app *app, struct page *page);
	/* Save what is held; may be NULL. */
	int (*settle)(struct app *app, struct page *page, struct err *err);
	/* The help of where one is, for F1: free() it; may be NULL. */
	char *(*help)(const struct app *app, const struct page *page);
	void (*close)(struct page *page);
	/* Does this one of the actions work now?  NULL: all of them do. */
	bool (*works)(const struct app *app, const struct page *page,
		      enum action action);
	/* --- for the line mode, ui/line.h */
	/* Where this is, told when one comes here: free() it; may be NULL. */
	char *(*title)(const struct app *app, const struct page *page);
	/* What is here now, in lines of plain words. */
	void (*tell)(const struct app *app, const struct page *page,
		     struct buffer *b);
	/*
	 * A line that was typed: the answer here.  False when it is none, and
	 * nothing happened but app_say() of why; it may be a command then.
	 */
	bool (*take_line)(struct app *app, struct page *page, const char *line);
	bool takes_row; /* such a line opens the row that it names */
	bool walked;    /* back is a step back here; elsewhere it is out */
	bool told_once; /* nothing is done here but reading: closed after */
};

/* The first member of every page's own struct. */
struct page {
	const struct page_kind *kind;
};

struct app_start {
	struct store *store;
	struct catalogue *catalogue;
	struct settings *settings;
	const char *settings_path;
	/* Straight to a form, as the command `enter`: or NULL. */
	const struct form *form;
	int64_t traject;
	const char *jeugdige;
	enum verify_how verify; /* enter it a second time */
	bool in_lines;          /* for line_run() instead of app_run() */
	const char *notice;     /* to be said first; or NULL */
	int rows, cols;         /* of the screen; 0 is 24 by 80 */
	/*
	 * For app_run(), as long as there is no catalogue: what the first
	 * picture can do without, and what the second can.  glance gives a
	 * glance_catalogue() to free, or NULL; prepare sets catalogue and notice.
	 */
	struct catalogue *(*glance)(struct app_start *start);
	int (*prepare)(struct app_start *start, struct err *err);
	void *of; /* its own */
};

struct app {
	struct app_start start;
	struct store *store;
	struct catalogue *catalogue;
	struct settings *settings;
	const char *settings_path; /* NULL: not kept */
	struct term *term;         /* for app_key_waits(); or NULL */
	bool read_only;
	bool demo, practice; /* what the file says of itself */
	bool in_lines;       /* no screen: ui/line.h */
	struct page **pages; /* the last one is on top */
	size_t page_count, page_capacity;
	struct page *discarded; /* the form thrown away last, or NULL */
	char *message;          /* on the message row, or NULL */
	enum style message_style;
	bool beep;    /* wanted by the last event */
	bool redraw;  /* everything, by the last event */
	bool hurried; /* more keys may be waiting: nobody looks yet */
	bool leaving;
	bool cut_off;      /* leaving because the system says so */
	bool unsaved;      /* the last app_settle() failed */
	bool slow;         /* ... or took so long that it can be seen */
	bool steady;       /* no page changes while something takes long */
	bool waited;       /* that took so long that the person saw it */
	bool deaf;         /* what was typed meanwhile is not meant for now */
	int rows, cols;    /* of the screen that will be drawn */
	int64_t day;       /* that the pages are of; see app_follow_day() */
	int wrong_pins;    /* in a row */
	size_t chosen;     /* for who asked by app_choose(): which name */
	int64_t pin_after; /* no PIN is taken before; milliseconds */
	struct kept *bar;  /* the help bar, or NULL: view_app.c */
};

/* Without a catalogue only app_run() can go on. */
void app_init(struct app *app, const struct app_start *start);
void app_done(struct app *app);

/* How large the screen is; before the first key, and when it changes. */
void app_size(struct app *app, int rows, int cols);
/* One key: from name to action to the page on top. */
void app_key(struct app *app, const char *key, const char *pasted);
/* The same by action, without a key. */
void app_perform(struct app *app, enum action action);
/* Save; a failure is said and true when all is on disk. */
bool app_settle(struct app *app);
void app_draw(const struct app *app, struct screen *s);

/* Keys to screens until the person leaves. */
CHECKED int app_run(struct app *app, struct term *term, struct err *err);

/* --- for pages */

/* Push; the app owns it. */
void app_open(struct app *app, struct page *page);
/*
 * Close the page on top, which is gone then; the one below is refreshed.  The
 * last page stays.
 */
void app_close(struct app *app);
/* Take the page on top off without closing it: it is the caller's again. */
void app_take_off(struct app *app);
struct page *app_top(const struct app *app);
/* Is there a page that nothing leads past? */
bool app_is_guarded(const struct app *app);
/* Let every page that is seen look anew at what it shows. */
void app_refresh(struct app *app);
/* ... or, when nobody is hurried, at what came in view. */
void app_look(struct app *app);
/*
 * ... or when it became another day: terms end with a day, and a screen may
 * stand open for many.  Not before a key, which means what the person saw.
 */
void app_follow_day(struct app *app);
/* Does it work on this page now, by its list or everywhere? */
bool app_works(const struct app *app, const struct page *page,
	       enum action action);

/* Say something on the message row; with err, its text. */
void app_say(struct app *app, enum style style, const char *fmt, ...)
	PRINTF(3, 4);
void app_fail(struct app *app, const struct err *err);

/* Write the settings to their file; what goes wrong is said. */
void app_keep_settings(struct app *app);

/* What a person types for an action: a key, or in line mode a command. */
struct way {
	char text[64];
};
struct way app_way(const struct app *app, enum action action);

/*
 * Ask one line.  done gets the answer, or NULL after Esc; of is passed on; it
 * returns false to keep the question (after app_say() of what is wrong).
 */
typedef bool answered(struct app *app, struct page *asker, const char *answer);
void app_ask(struct app *app, const char *title, const char *question,
	     const char *initial, answered *done);
/* The same for a text of several lines, such as a reason. */
void app_ask_text(struct app *app, const char *title, const char *question,
		  const char *initial, answered *done);
/* Ask yes or no; answer is "j" in every language, or NULL. */
void app_confirm(struct app *app, const char *question, answered *done);
/*
 * Choose one of names, with typing to filter; free to type another if open.
 * done finds its place among the names in app->chosen, as two may be the same;
 * another one than these has the place behind them.
 */
void app_choose(struct app *app, const char *title, const char *const *names,
		size_t count, bool open, answered *done);
/* The same for a few, which one key picks: their first letter. */
void app_pick(struct app *app, const char *title, const char *const *names,
	      size_t count, answered *done);

/*
 * Around what may take long (base/work.h): what it is stands on the message row
 * with how far it is, and Esc stops it.  The pages are drawn meanwhile, so what
 * they show must stay as it is until the end.  Keys that were typed while one
 * waited are dropped: they must not answer a question that was not there yet.
 */
void app_begin_work(struct app *app, const char *what);
void app_end_work(struct app *app);

/* Has a key come?  A check for work_give_up_when(), of the app. */
bool app_key_waits(void *app);

#define SCREEN_ROWS_MIN 16
#define SCREEN_COLS_MIN 60

/*
 * The frame every full page shares: the title row, left and right.  The two
 * rows at the bottom, the message and the help bar, are the app's own for the
 * page on top.  Pages draw in rows 1 .. FRAME_BODY_END(s) - 1.
 */
void app_draw_frame(const struct app *app, struct screen *s, const char *left,
		    const char *right);
/* How many columns the frame has for what stands left. */
int app_frame_room(const struct app *app, const struct screen *s,
		   const char *right);
/* On a wide screen a table stays so narrow that the eye keeps to its row. */
#define TABLE_COLS_MAX 132
#define TABLE_COLS(s) ((s)->cols < TABLE_COLS_MAX ? (s)->cols : TABLE_COLS_MAX)
#define FRAME_BODY_END(s) ((s)->rows - 2) /* first row that is not the page's */

/*
 * The frame of a page that is drawn over another: its rows at the bottom of
 * the body, made empty, below a line with its title.  Returns the first of
 * them; there may be fewer than asked, up to FRAME_BODY_END(s).  The page below
 * is then drawn anew, and can keep what matters out of s->panel and below.
 */
int app_draw_panel(struct screen *s, int rows, const char *title);

#endif
