/* report/paper.c - see report/paper.h */
#include "config.h"

#include "report/paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/expr.h"
#include "report/condition_private.h"
#include "report/markup_private.h"
#include "report/paper_private.h"
#include "report/print_private.h"

/* A repeat of at most so many questions is printed more than once. */
#define SHORT_ROW 4
#define ROWS_ON_PAPER 3

struct walk {
	const struct form *form;
	const struct form *traject;
	const struct paper_face *face;
	void *of;
	int group; /* whose heading was written last, or -1 */
	int row;   /* of the repeat that is being printed, or 0 */
};

const char *paper_blank(const struct field *field)
{
	switch (field->type) {
	case FIELD_DATE:
		return "___-___-______";
	case FIELD_TIME:
		return "___:___";
	case FIELD_DATETIME:
		return "___-___-______  ___:___";
	case FIELD_INTEGER:
		return "________";
	case FIELD_DECIMAL:
		return "______,____";
	default:
		return NULL;
	}
}

/* --- texts of the form, with what is not known yet as ... */

static struct scalar nothing(void *of, enum name_source source, int index,
			     int row)
{
	(void)of;
	(void)index;
	if (source == NAME_ROW && row > 0)
		return (struct scalar){ .kind = SCALAR_INTEGER,
					.integer = row };
	return (struct scalar){ .kind = SCALAR_NULL };
}

/* NULL when there are no words; free() it. */
static char *words_of(const struct walk *w, const struct words *words)
{
	const struct expr_context context = { .value = nothing,
					      .row = w->row,
					      .today = "" };
	char *filled, *harmless;

	if (words->count == 0)
		return NULL;
	filled = expr_fill(w->form, words_text(words), &context);
	harmless = utf8_harmless(filled);
	free(filled);
	return harmless;
}

static char *only_when(const struct walk *w, const struct expr *condition)
{
	char *words, *only, *harmless;

	if (!condition)
		return NULL;
	words = condition_words(w->form, w->traject, condition);
	only = alloc_print(_("Only when %s"), words);
	harmless = utf8_harmless(only);
	free(only);
	free(words);
	return harmless;
}

static void put_remark(const struct walk *w, char *text)
{
	if (text)
		w->face->remark(w->of, text);
	free(text);
}

static void put_heading(const struct walk *w, enum paper_level level,
			const struct words *label)
{
	char *text = words_of(w, label);

	if (text)
		w->face->heading(w->of, level, text);
	free(text);
}

/* --- the form, from the first to the last */

static void put_group(struct walk *w, int group)
{
	if (group == w->group)
		return;
	w->group = group;
	if (group < 0)
		return;
	put_heading(w, PAPER_GROUP, &w->form->groups[group].label);
	put_remark(w, words_of(w, &w->form->groups[group].hint));
	put_remark(w, only_when(w, w->form->groups[group].relevant));
}

static void put_field(struct walk *w, const struct field *field)
{
	char *label = words_of(w, &field->label);
	char *hint = words_of(w, &field->hint);
	char *only = only_when(w, field->relevant);
	const struct paper_question question = { .number = field->number,
						 .label = label ? label : "",
						 .hint = hint,
						 .only = only,
						 .field = field };

	put_group(w, field->group);
	if (field->type == FIELD_NOTE)
		w->face->note(w->of, question.label);
	else if (field->type != FIELD_CALCULATE)
		w->face->question(w->of, &question);
	free(only);
	free(hint);
	free(label);
}

static int rows_to_print(const struct repeat *repeat)
{
	int rows = repeat->end - repeat->first > SHORT_ROW ? 1 : ROWS_ON_PAPER;

	if (rows < repeat->min)
		rows = repeat->min;
	return rows > repeat->max && repeat->max > 0 ? repeat->max : rows;
}

/* "Goal 2"; a repeat without a row_label goes by its own name. */
static void put_row_heading(const struct walk *w, const struct repeat *repeat)
{
	char *label = words_of(w, &repeat->row_label);
	char *text = NULL;

	if (!label) {
		label = words_of(w, &repeat->label);
		text = alloc_print("%s %d", label ? label : repeat->name,
				   w->row);
	}
	w->face->heading(w->of, PAPER_GROUP, text ? text : label);
	free(text);
	free(label);
}

static void put_repeat(struct walk *w, const struct repeat *repeat)
{
	int rows = rows_to_print(repeat);

	put_remark(w, only_when(w, repeat->relevant));
	if (rows < repeat->max)
		w->face->remark(w->of, _("More of these: take another sheet"));
	for (w->row = 1; w->row <= rows; w->row++) {
		put_row_heading(w, repeat);
		w->group = repeat->group;
		for (int i = repeat->first; i < repeat->end; i++)
			put_field(w, &w->form->fields[i]);
	}
	w->row = 0;
}

static void put_section(struct walk *w, const struct section *section)
{
	put_heading(w, PAPER_SECTION, &section->label);
	put_remark(w, words_of(w, &section->hint));
	put_remark(w, only_when(w, section->relevant));
	w->group = -1;
	for (int i = section->first; i < section->end; i++) {
		const struct field *field = &w->form->fields[i];

		if (field->repeat < 0) {
			put_field(w, field);
			continue;
		}
		put_repeat(w, &w->form->repeats[field->repeat]);
		i = w->form->repeats[field->repeat].end - 1;
	}
}

static void put_head(struct walk *w)
{
	put_remark(w, words_of(w, &w->form->hint));
	if (!w->form->is_traject)
		w->face->head_line(w->of, _("Code of the traject"), 16);
	if (w->form->per != PER_TRAJECT)
		w->face->head_line(w->of, _("Jeugdige"), 12);
	w->face->head_line(w->of, _("Filled in by"), 20);
	w->face->head_line(w->of, _("Day"), 12);
}

static void put_form(struct walk *w)
{
	char *title = words_of(w, &w->form->title);
	char *named = strstr(title, w->form->version)
			      ? alloc_text(title)
			      : alloc_print("%s %s", title, w->form->version);

	w->face->begin(w->of, w->form, named);
	put_head(w);
	for (size_t i = 0; i < w->form->section_count; i++)
		put_section(w, &w->form->sections[i]);
	w->face->end(w->of);
	free(named);
	free(title);
}

int report_paper(const struct form *form, const struct form *traject, bool html,
		 FILE *out, struct err *err)
{
	struct buffer page = { .to = out };
	struct markup markup = { .out = &page };
	struct walk w = { .form = form,
			  .traject = traject,
			  .face = html ? &paper_html : &paper_text,
			  .of = html ? (void *)&markup : (void *)&page };

	put_form(&w);
	return print_end(&page, err);
}
