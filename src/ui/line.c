/* ui/line.c - see ui/line.h */
#include "config.h"

#include "ui/line.h"

#include <errno.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/work.h"
#include "ui/app_private.h"
#include "ui/line_command.h"
#include "ui/line_input.h"

/* How many of a list are told at once. */
#define LINE_ROWS 24
#define LINE_COLS 80

struct line {
	struct app *app;
	struct line_io *io;
	struct line_input input;
	const struct page
		*at;  /* the page that fills the screen, as it was told */
	char *told;   /* of the page on top, the last time; or NULL */
	bool said;    /* something, since the last line */
	bool refused; /* the line that was read last */
	int tell_at;  /* seconds into what takes long, the next time */
};

/* --- writing */

static void write_ascii(FILE *out, const char *text)
{
	while (*text) {
		size_t length = utf8_cluster(text);

		fputc((unsigned char)*text > 126 ? screen_ascii(text, length)
						 : *text,
		      out);
		text += length;
	}
}

/* One line, with nothing in it that a terminal would obey. */
static void write_line(struct line *line, const char *text, const char *end)
{
	char *harmless = utf8_harmless(text);

	if (line->io->ascii)
		write_ascii(line->io->out, harmless);
	else
		fputs(harmless, line->io->out);
	fputs(end, line->io->out);
	free(harmless);
}

static void write_lines(struct line *line, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *one = alloc_text_part(text, length);

		write_line(line, one, "\n");
		free(one);
		text += length + (text[length] == '\n');
	}
}

static void write_message(struct line *line)
{
	struct app *app = line->app;
	char *text;

	if (!app->message)
		return;
	text = alloc_print("%s%s",
			   app->message_style == STYLE_BAD    ? _("Wrong: ")
			   : app->message_style == STYLE_WARN ? _("Note: ")
							      : "",
			   app->message);
	write_line(line, text, "\n");
	line->said = true;
	free(text);
	free(app->message);
	app->message = NULL;
}

/* --- telling where one is */

static void forget_told(struct line *line)
{
	free(line->told);
	line->told = NULL;
}

/* One is on another page than before. */
static void tell_title(struct line *line)
{
	const struct page *page = app_asker(line->app);
	char *title;

	if (page == line->at)
		return;
	line->at = page;
	title = page->kind->title ? page->kind->title(line->app, page) : NULL;
	if (title) {
		fputc('\n', line->io->out);
		write_line(line, title, "\n");
	}
	free(title);
}

/*
 * What is as it was told is not told again: its first line will do, and where
 * something was said, not even that.
 */
static void tell_page(struct line *line)
{
	struct page *page = app_top(line->app);
	struct buffer b = { 0 };
	char *told;

	if (page->kind->tell)
		page->kind->tell(line->app, page, &b);
	told = buffer_take(&b);
	if (!told)
		return;
	if (!line->told || strcmp(line->told, told) != 0) {
		fputc('\n', line->io->out);
		write_lines(line, told);
	} else if (!line->said) {
		told[strcspn(told, "\n")] = '\0';
		write_line(line, told, "\n");
		free(told);
		return;
	}
	free(line->told);
	line->told = told;
}

static void tell(struct line *line)
{
	line->said = false;
	write_message(line);
	while (app_top(line->app)->kind->told_once) {
		forget_told(line);
		tell_page(line);
		forget_told(line);
		app_close(line->app);
		write_message(line);
	}
	tell_title(line);
	tell_page(line);
}

/* --- taking a line */

static bool is_walked(const struct page *page)
{
	return page->kind->walked ||
	       app_lists(page->kind->actions, ACTION_GO_TO);
}

/* Give what follows a command to the question that it asked. */
static void give_rest(struct line *line, const struct page *before,
		      enum action action, const char *rest)
{
	struct page *page = app_top(line->app);

	if (*rest == '\0')
		return;
	/* Whose it is comes first; a code is no name. */
	if (action == ACTION_NEW && page->kind->name &&
	    strcmp(page->kind->name, "choose") == 0) {
		app_say(line->app, STYLE_WARN,
			_("First whose it is; the code is asked after that"));
		return;
	}
	if (page->kind->take_line &&
	    (page != before || action == ACTION_SEARCH)) {
		if (!page->kind->take_line(line->app, page, rest))
			line->refused = true;
		return;
	}
	app_say(line->app, STYLE_BAD, _("Nothing can follow %s here: %s"),
		action_short(action), rest);
}

static void perform(struct line *line, enum action action, const char *rest)
{
	struct app *app = line->app;
	struct page *page = app_top(app);

	/* What follows says which one: no answer to what would open without. */
	if (action == ACTION_OPEN && *rest && page->kind->takes_row) {
		if (page->kind->take_line(app, page, rest))
			return;
		line->refused = true;
		if (!app->message)
			app_say(app, STYLE_BAD,
				_("There is no %s here to open"), rest);
		return;
	}
	/* A list is not walked through here: back is out of it. */
	if (action == ACTION_BACK && !is_walked(page))
		action = ACTION_LEVEL_UP;
	if (action == ACTION_REDRAW)
		forget_told(line);
	else if (app_works(app, page, action))
		app_perform(app, action);
	else if (action == ACTION_CLEAR && page->kind->take_line)
		(void)page->kind->take_line(app, page, "");
	else
		forget_told(line);
	give_rest(line, page, action, rest);
}

/* Words that are no action of the page, but have a plain meaning on it. */
static enum action meant_by(const struct line *line, const char *typed)
{
	static const enum action others[] = { ACTION_BACK, ACTION_TELL,
					      ACTION_CLEAR, ACTION_NONE };
	struct page_kind kind = { .actions = others };
	const struct page page = { .kind = &kind };
	const char *rest;
	enum action action = line_command(line->app, &page, typed, &rest);

	return app_lists(others, action) ? action : ACTION_NONE;
}

/* Perform what the line means; false when it means nothing. */
static bool take_command(struct line *line, const char *typed)
{
	struct page *page = app_top(line->app);
	const char *rest = "";
	enum action action = line_command(line->app, page, typed, &rest);

	if (action == ACTION_NONE) {
		action = meant_by(line, typed);
		rest = "";
	}
	if (action == ACTION_NONE)
		return false;
	free(line->app->message);
	line->app->message = NULL;
	line->app->beep = false;
	if (action == ACTION_COUNT)
		app_say(line->app, STYLE_BAD,
			_("Several commands begin like that: type more of it"));
	else
		perform(line, action, rest);
	return true;
}

static void say_commands(struct line *line, const char *typed)
{
	char *words = line_commands(line->app, app_top(line->app));

	app_say(line->app, STYLE_BAD, _("%s is no command here; these are: %s"),
		typed, words);
	free(words);
}

/* A command was meant where every line is an answer: say what was done. */
static void say_command_was_taken(struct line *line, const struct page *page,
				  const char *typed)
{
	const char *rest = "";
	enum action action;

	if (line->app->beep || page != app_top(line->app))
		return;
	action = line_command(line->app, page, typed, &rest);
	if (strcmp(typed, action_short(action)) == 0)
		app_say(line->app, STYLE_WARN,
			_("\"%s\" is the answer now; the command is %s"), typed,
			app_way(line->app, action).text);
}

static void take_answer(struct line *line, const char *typed)
{
	struct page *page = app_top(line->app);
	bool walked = is_walked(page);

	if (page->kind->take_line &&
	    page->kind->take_line(line->app, page, typed)) {
		if (walked)
			say_command_was_taken(line, page, typed);
		return;
	}
	if (take_command(line, typed))
		return;
	if (!line->app->message)
		say_commands(line, typed);
	line->refused = true;
}

static bool is_fit(const char *typed)
{
	if (!utf8_is_valid(typed, strlen(typed)))
		return false;
	for (; *typed; typed++)
		if (((unsigned char)*typed < ' ' && *typed != '\t') ||
		    *typed == 0x7F)
			return false;
	return true;
}

static void take(struct line *line, const char *typed)
{
	struct app *app = line->app;

	if (line->input.was_too_long) {
		app_say(app, STYLE_BAD, _("That line is too long"));
	} else if (!is_fit(typed)) {
		app_say(app, STYLE_BAD,
			_("That line holds a character that cannot be typed "
			  "here, such as that of an arrow key"));
	} else if (typed[0] == '\0') {
		app_key(app, "Enter", NULL);
	} else if (typed[0] == '/' && typed[1] != '/') {
		if (!take_command(line, typed + 1))
			say_commands(line, typed);
	} else {
		take_answer(line, typed + (typed[0] == '/'));
	}
	if (app->beep || (app->message && app->message_style == STYLE_BAD))
		line->refused = true;
	app->beep = false;
}

/* --- while something takes long */

#define TELL_FIRST 2 /* seconds */
#define TELL_EVERY 5

/* A line of its own now and then: nothing that was written is written over. */
static void tell_work(void *of, const struct work_state *state)
{
	struct line *line = of;
	char *text;

	if (line_input_interrupted(&line->input))
		work_stop();
	if (!state) {
		line->tell_at = TELL_FIRST;
		return;
	}
	if (line->io->is_script || state->seconds < line->tell_at)
		return;
	line->tell_at = state->seconds + TELL_EVERY;
	text = app_work_words(state, "Ctrl-C");
	write_line(line, text, "\n");
	fflush(line->io->out);
	free(text);
}

/* --- the run */

static void ask(struct line *line)
{
	const struct page *page = app_top(line->app);
	bool asks = page->kind->over || page->kind->alone ||
		    app_lists(page->kind->actions, ACTION_DONE) ||
		    app_lists(page->kind->actions, ACTION_YES);

	if (line->app->practice)
		write_line(line, _("PRACTICE. "), "");
	write_line(line, asks ? _("Answer: ") : _("Command: "), "");
	fflush(line->io->out);
}

/* Is what is typed here kept from who looks on? */
static bool is_secret(const struct line *line)
{
	const struct page *page = app_top(line->app);

	return page->kind->secret && page->kind->secret(page);
}

static char *read_line(struct line *line)
{
	bool secret = is_secret(line);
	char *typed;

	line_input_echo(&line->input, !secret);
	ask(line);
	typed = line_input_take(&line->input);
	line_input_echo(&line->input, true);
	if (!typed || secret)
		fputc('\n', line->io->out);
	else if (line->io->is_script)
		write_line(line, typed, "\n");
	return typed;
}

static void run(struct line *line)
{
	struct app *app = line->app;
	char *typed = alloc_print(
		_("spoedpeil, line by line. Type %s for help, %s to stop."),
		app_way(app, ACTION_HELP).text,
		app_way(app, ACTION_LEAVE).text);

	write_lines(line, typed);
	free(typed);
	while (!app->leaving) {
		work_forget();
		app_settle(app);
		if (store_changed(app->store))
			app_refresh(app);
		app_follow_day(app);
		/* Before the question is seen, for who types at once. */
		line_input_echo(&line->input, !is_secret(line));
		tell(line);
		if (line->refused && line->io->is_script) {
			line->io->refused = line->input.number;
			break;
		}
		line->refused = false;
		typed = read_line(line);
		if (!typed && line->input.signals.end)
			app_key(app, "Park", NULL);
		if (!typed)
			break;
		take(line, typed);
		free(typed);
	}
	app_settle(app);
	write_message(line);
}

/* Told to go: who does not take what was written does not keep us here. */
static void say_last_words(struct line *line)
{
	term_signals_unblock(&line->input.signals, fileno(line->io->out));
	(void)fflush(line->io->out);
	__fpurge(line->io->out);
}

int line_run(struct app *app, struct line_io *io, struct err *err)
{
	struct line line = { .app = app, .io = io, .tell_at = TELL_FIRST };
	int code = line_input_open(&line.input, io->in, err);

	if (code)
		return code;
	app_size(app, LINE_ROWS, LINE_COLS);
	work_tell_to(tell_work, &line);
	run(&line);
	work_tell_to(NULL, NULL);
	io->signal = line.input.signals.end;
	if (io->signal)
		say_last_words(&line);
	line_input_close(&line.input);
	forget_told(&line);
	if (!io->signal && (fflush(io->out) || ferror(io->out)))
		return err_set(err, ERR_SYSTEM, "%s", err_reason(errno));
	return 0;
}
