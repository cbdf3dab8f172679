/* report/html_talk.c - the improvement talk, as pages to write on */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "report/html_private.h"
#include "report/questions.h"

#define ACTION_ROWS 4

static void put_item(struct markup *m, const char *class, const char *text)
{
	markup_open(m, "li");
	if (class)
		markup_set(m, "class", "%s", class);
	markup_text(m, text);
	markup_close(m);
}

static void put_questions(struct markup *m, const struct talk_step *step,
			  const struct figures *f)
{
	struct question_list raised = { 0 };

	for (size_t i = 0; i < step->figure_count; i++)
		questions_add(&raised, f, step->figures[i]);
	if (step->question_count + raised.count > 0) {
		markup_open(m, "ul");
		for (size_t i = 0; i < step->question_count; i++)
			put_item(m, NULL, words_text(&step->questions[i]));
		for (size_t i = 0; i < raised.count; i++)
			put_item(m, "own-figure", raised.items[i]);
		markup_close(m);
	}
	question_list_done(&raised);
}

static void put_marks(struct markup *m)
{
	markup_open(m, "ol");
	markup_set(m, "class", "marks");
	markup_set(m, "aria-label", "%s", _("A mark from 0 to 10"));
	for (int mark = 0; mark <= 10; mark++) {
		markup_open(m, "li");
		markup_print(m, "%d", mark);
		markup_close(m);
	}
	markup_close(m);
}

static void put_lines(struct markup *m, int lines)
{
	markup_open(m, "div");
	markup_set(m, "class", "lines");
	markup_set(m, "role", "presentation");
	for (int i = 0; i < lines; i++)
		markup_put(m, "div", "write", NULL);
	markup_close(m);
}

static void put_actions(struct markup *m)
{
	const char *const heads[] = { _("What do we do?"), _("Who?"),
				      _("When ready?"),
				      _("How do we see it?") };

	markup_open(m, "table");
	markup_set(m, "class", "actions keep");
	markup_open(m, "thead");
	markup_open(m, "tr");
	for (size_t i = 0; i < 4; i++) {
		markup_open(m, "th");
		markup_set(m, "scope", "col");
		markup_text(m, heads[i]);
		markup_close(m);
	}
	markup_close(m);
	markup_close(m);
	markup_open(m, "tbody");
	for (int row = 0; row < ACTION_ROWS; row++) {
		markup_open(m, "tr");
		for (size_t i = 0; i < 4; i++)
			markup_put(m, "td", NULL, NULL);
		markup_close(m);
	}
	markup_close(m);
	markup_close(m);
}

static void put_step(struct markup *m, const struct talk_step *step,
		     size_t number, const struct figures *f)
{
	markup_open(m, "div");
	markup_set(m, "class", "step");
	markup_set(m, "data-name", "%s", step->name);
	markup_open(m, "h3");
	markup_print(m, "%zu. ", number);
	markup_text(m, words_text(&step->label));
	markup_close(m);
	if (step->hint.count > 0)
		markup_put(m, "p", "quiet", words_text(&step->hint));
	put_questions(m, step, f);
	if (step->marks)
		put_marks(m);
	if (step->actions)
		put_actions(m);
	if (step->lines > 0)
		put_lines(m, step->lines);
	markup_close(m);
}

void html_talk(struct markup *m, const struct report_html *what)
{
	const struct talk *talk =
		what->catalogue ? catalogue_talk(what->catalogue) : NULL;

	if (!talk || what->figures->measure_count == 0)
		return;
	html_begin_section(m, "page talk", words_text(&talk->title));
	if (talk->hint.count > 0)
		markup_put(m, "p", NULL, words_text(&talk->hint));
	markup_put(m, "p", "key",
		   _("→ marks a question that your own figures raise"));
	for (size_t i = 0; i < talk->step_count; i++)
		put_step(m, &talk->steps[i], i + 1, what->figures);
	markup_close(m);
}
