/* ui/page_tour.c - see ui/page_tour.h */
#include "config.h"

#include "ui/page_tour.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "ui/app_private.h"
#include "ui/pages.h"

static char *text_welcome(const struct app *app)
{
	return alloc_print(
		/* TRANSLATORS: the keys, or in line mode the commands, for on
		 * and close */
		_("When the help to a family ends, you fill in a short "
		  "measurement.  That takes a few minutes.  This tour takes "
		  "one.\n\n%s goes on, %s stops the tour."),
		app->in_lines ? "Enter" : app_way(app, ACTION_NEXT).text,
		app_way(app, ACTION_LEVEL_UP).text);
}

static char *text_trajecten(const struct app *app)
{
	return alloc_print(
		/* TRANSLATORS: for new */
		_("The first screen is the list of trajecten.  A traject is "
		  "the help to one family.  %s begins one; you give it the "
		  "code that your organisation uses, never a name.\n\nOpen a "
		  "traject, and you see which forms it needs and which of them "
		  "are done."),
		app_way(app, ACTION_NEW).text);
}

static char *text_answers(const struct app *app)
{
	return alloc_print(
		/* TRANSLATORS: for back, go to and why missing */
		_("At a question you type the code, as on paper.  What you can "
		  "type stands under it.  The next question comes by itself."
		  "\n\n%s goes back, %s goes to any question, and %s says why "
		  "you have no answer."),
		app_way(app, ACTION_BACK).text, app_way(app, ACTION_GO_TO).text,
		app_way(app, ACTION_MISSING).text);
}

static char *text_kept(const struct app *app)
{
	return alloc_print(
		/* TRANSLATORS: for leave and undo */
		_("You never have to save: what you answered is kept at once.  "
		  "%s stops, from any screen, and next time you go on where "
		  "you were.\n\nA mistake is no harm: %s takes back what you "
		  "did last, step by step."),
		app_way(app, ACTION_LEAVE).text,
		app_way(app, ACTION_UNDO).text);
}

static char *text_complete(const struct app *app)
{
	return alloc_print(
		/* TRANSLATORS: for done and summary */
		_("%s completes the form.  When something is missing still, "
		  "you see what, and go to it at once.\n\nCompleted forms "
		  "become the figures of your team, with their targets: %s "
		  "shows them."),
		app_way(app, ACTION_DONE).text,
		app_way(app, ACTION_SUMMARY).text);
}

static char *text_help(const struct app *app)
{
	return alloc_print(
		/* TRANSLATORS: for help, actions and words */
		_("%s explains where you are.  %s finds all that you can do, "
		  "by "
		  "its name.  %s tells what the words mean.\n\nTo try things "
		  "without harm: spoedpeil --practice.  That was the tour."),
		app_way(app, ACTION_HELP).text,
		app_way(app, ACTION_PALETTE).text,
		app_way(app, ACTION_WORDS).text);
}

static const struct {
	const char *head;
	char *(*text)(const struct app *app);
} steps[] = {
	{ N_("Welcome"), text_welcome },
	{ N_("Trajecten"), text_trajecten },
	{ N_("Answering"), text_answers },
	{ N_("Everything is kept"), text_kept },
	{ N_("Complete, and the figures"), text_complete },
	{ N_("Help"), text_help },
};

size_t page_tour_steps(void)
{
	return COUNT(steps);
}

char *page_tour_head(size_t step)
{
	return alloc_text(_(steps[step].head));
}

char *page_tour_text(const struct app *app, size_t step)
{
	return steps[step].text(app);
}

static void update(struct app *app, struct page *of, const struct event *event)
{
	struct page_tour *page = (struct page_tour *)of;

	switch (event->action) {
	case ACTION_NEXT:
		if (++page->step == page_tour_steps())
			app_close(app);
		break;
	case ACTION_BACK:
		page->step -= page->step > 0;
		break;
	case ACTION_LEVEL_UP:
		app_close(app);
		break;
	default:
		app->beep = true;
		break;
	}
}

static char *title(const struct app *app, const struct page *of)
{
	(void)app;
	(void)of;
	return alloc_text(_("The tour"));
}

static void tell(const struct app *app, const struct page *of, struct buffer *b)
{
	size_t step = ((const struct page_tour *)of)->step;
	char *head = page_tour_head(step);
	char *text = page_tour_text(app, step);

	buffer_print(b, _("%zu of %zu: %s\n"), step + 1, page_tour_steps(),
		     head);
	buffer_print(b, "%s\n", text);
	free(head);
	free(text);
}

static void close_tour(struct page *of)
{
	free(of);
}

static const struct page_kind kind = {
	.name = "tour",
	.actions = (const enum action[]){ ACTION_NEXT, ACTION_LEVEL_UP,
					  ACTION_BACK, ACTION_NONE },
	.update = update,
	.draw = view_tour,
	.title = title,
	.tell = tell,
	.walked = true,
	.close = close_tour,
};

void page_tour_open(struct app *app)
{
	struct page_tour *page;

	if (app_top(app)->kind == &kind)
		return;
	page = alloc_new(1, sizeof(*page));
	page->page.kind = &kind;
	app_open(app, &page->page);
}
