/* report/paper_html.c - a form on paper, as a page that prints on A4 */
#include "config.h"

#include "base/text.h"
#include "report/html_private.h"
#include "report/paper_private.h"

static void page_begin(void *of, const struct form *form, const char *title)
{
	struct markup *m = of;

	(void)form;
	html_page_head(m, title);
	markup_open(m, "body");
	markup_set(m, "class", "form");
	markup_open(m, "main");
	markup_put(m, "h1", NULL, title);
}

static void page_heading(void *of, enum paper_level level, const char *text)
{
	markup_put(of, level == PAPER_SECTION ? "h2" : "h3", NULL, text);
}

static void page_remark(void *of, const char *text)
{
	markup_put(of, "p", "quiet", text);
}

static void page_head_line(void *of, const char *label, int columns)
{
	struct markup *m = of;

	(void)columns;
	markup_open(m, "div");
	markup_set(m, "class", "head");
	markup_put(m, "span", NULL, label);
	markup_put(m, "div", "fill", NULL);
	markup_close(m);
}

static void page_note(void *of, const char *text)
{
	markup_put(of, "p", NULL, text);
}

static void put_box(struct markup *m, const char *key, const char *label)
{
	markup_open(m, "li");
	markup_put(m, "span", "box", NULL);
	markup_put(m, "span", "code", key);
	markup_text(m, " ");
	markup_text(m, label);
	markup_close(m);
}

static void put_missing(struct markup *m, const struct field *field)
{
	for (size_t i = 0; i < field->missing_count; i++)
		put_box(m, field->missing[i]->key,
			words_text(&field->missing[i]->label));
}

/* Options and reasons; a score has them beside each other. */
static void put_boxes(struct markup *m, const struct field *field)
{
	if (field->option_count + field->missing_count == 0)
		return;
	markup_open(m, "ul");
	markup_set(m, "class", "%s",
		   field->type == FIELD_SCORE ? "boxes beside" : "boxes");
	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];

		if (option->heading.count > 0)
			markup_put(m, "li", "quiet",
				   words_text(&option->heading));
		put_box(m, option->key, words_text(&option->label));
	}
	put_missing(m, field);
	markup_close(m);
}

static void put_scale(struct markup *m, const struct field *field)
{
	if (field->low.count > 0 || field->high.count > 0) {
		markup_open(m, "p");
		markup_set(m, "class", "quiet");
		markup_print(m, _("%d is: %s; %d is: %s"), (int)field->from,
			     words_text(&field->low), (int)field->to,
			     words_text(&field->high));
		markup_close(m);
	}
	markup_open(m, "ul");
	markup_set(m, "class", "marks");
	for (int i = (int)field->from; i <= (int)field->to; i++) {
		markup_open(m, "li");
		markup_print(m, "%d", i);
		markup_close(m);
	}
	markup_close(m);
}

static void put_room(struct markup *m, const struct field *field)
{
	const char *blank = paper_blank(field);

	if (blank)
		markup_put(m, "p", NULL, blank);
	else
		for (int i = 0; i < field->lines; i++)
			markup_put(m, "div", "fill", NULL);
}

static void page_question(void *of, const struct paper_question *question)
{
	const struct field *field = question->field;
	struct markup *m = of;

	markup_open(m, "div");
	markup_set(m, "class", "question");
	if (question->number)
		markup_put(m, "span", "no", question->number);
	markup_put(m, "p", NULL, question->label);
	if (question->only)
		markup_put(m, "p", "definition", question->only);
	if (question->hint)
		markup_put(m, "p", "definition", question->hint);
	if (field->type == FIELD_SCALE)
		put_scale(m, field);
	else if (field->option_count == 0)
		put_room(m, field);
	put_boxes(m, field);
	markup_close(m);
}

static void page_end(void *of)
{
	struct markup *m = of;

	markup_close(m);
	markup_close(m);
	markup_close(m);
	buffer_add_byte(m->out, '\n');
}

const struct paper_face paper_html = {
	.begin = page_begin,
	.heading = page_heading,
	.remark = page_remark,
	.head_line = page_head_line,
	.note = page_note,
	.question = page_question,
	.end = page_end,
};
