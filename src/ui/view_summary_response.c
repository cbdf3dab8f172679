/* ui/view_summary_response.c - what came in; see ui/page_summary.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/sentence.h"
#include "ui/page_summary.h"

/* Where the columns end; 0: there is no room for it. */
struct columns {
	int name;
	int due, came, percent, late, median, mean, most, running;
};

static struct columns columns_for(int cols)
{
	int name = cols >= 100 ? 36 : cols >= 76 ? 20 : 16;
	struct columns c = { .name = name,
			     .due = name + 6,
			     .came = name + 14,
			     .percent = name + 20,
			     .late = name + 29,
			     .median = name + 38 };

	if (cols >= 76) {
		c.most = name + 46;
		c.running = name + 57;
	}
	if (cols >= 100)
		c.mean = name + 68;
	return c;
}

static void put_heads(struct sheet *sheet, const struct columns *c)
{
	sheet_right(sheet, c->due, STYLE_DIM, _("due"));
	sheet_right(sheet, c->came, STYLE_DIM, _("came"));
	sheet_right(sheet, c->percent, STYLE_DIM, "%");
	sheet_right(sheet, c->late, STYLE_DIM, _("late"));
	sheet_right(sheet, c->median, STYLE_DIM, _("median"));
	if (c->most) {
		sheet_right(sheet, c->most, STYLE_DIM, _("most"));
		sheet_right(sheet, c->running, STYLE_DIM, _("running"));
	}
	if (c->mean)
		sheet_right(sheet, c->mean, STYLE_DIM, _("mean"));
	sheet->line++;
}

static void put_days(struct sheet *sheet, const struct columns *c,
		     const struct figure_arrival *a)
{
	char *text;

	if (!a->has_days)
		return;
	text = sentence_tenths(5 * a->days_half);
	sheet_right(sheet, c->median, STYLE_PLAIN, text);
	free(text);
	if (c->mean) {
		text = sentence_tenths(a->days_tenth);
		sheet_right(sheet, c->mean, STYLE_PLAIN, text);
		free(text);
	}
	if (c->most && a->days_most != FIGURE_HIDDEN_DAYS)
		sheet_number(sheet, c->most, a->days_most);
}

static void put_arrival(struct sheet *sheet, const struct figures *f,
			const struct figure_arrival *a, const struct columns *c)
{
	char *percent = view_summary_percent(a->came.known, a->suppressed,
					     a->came.percent, f->threshold);

	sheet_mark_look(sheet, 0,
			&(struct look){ .question = { .kind = BEHIND_RESPONSE,
						      .form = f->form,
						      .due = a->form },
					.group = a->group });
	sheet_put(sheet, 3, c->name - 2, a->group ? STYLE_PLAIN : STYLE_STRONG,
		  !a->group   ? _("all")
		  : *a->group ? a->group
			      : "-");
	sheet_right(sheet, c->percent, STYLE_STRONG, percent);
	free(percent);
	if (!a->suppressed) {
		sheet_number(sheet, c->due, a->came.of);
		sheet_number(sheet, c->came, a->came.met);
		if (a->late != FIGURE_HIDDEN)
			sheet_number(sheet, c->late, a->late);
		if (c->running && a->running != FIGURE_HIDDEN)
			sheet_number(sheet, c->running, a->running);
		put_days(sheet, c, a);
	}
	sheet->line++;
}

static void put_form(struct sheet *sheet, const struct page_summary *page,
		     const struct figure_arrival *all, const struct columns *c)
{
	const struct form *form =
		catalogue_find(page->catalogue, all->form, NULL);
	char *sentence = sentence_of_arrival(all);

	sheet->line++;
	sheet_wrap(sheet, 1, STYLE_ACCENT,
		   form ? words_text(&form->title) : all->form);
	sheet_sentence(sheet, STYLE_PLAIN, sentence);
	put_heads(sheet, c);
}

void view_summary_response(struct sheet *sheet, const struct page_summary *page)
{
	const struct figure_response *r = page->figures->response;
	struct columns c = columns_for(sheet->cols);
	char *text;

	if (!r)
		return;
	if (r->arrival_count == 0) {
		sheet->line++;
		text = alloc_print(_("No form of the programme was due in "
				     "this period.  %s chooses another one."),
				   action_key(ACTION_FILTER_PERIOD));
		sheet_wrap(sheet, 3, STYLE_PLAIN, text);
		free(text);
		return;
	}
	for (size_t i = 0; i < r->arrival_count; i++) {
		if (!r->arrivals[i].group)
			put_form(sheet, page, &r->arrivals[i], &c);
		put_arrival(sheet, page->figures, &r->arrivals[i], &c);
	}
	sheet->line++;
	sheet_wrap(sheet, 1, STYLE_DIM,
		   _("due: the last day of the term lies in the period. "
		     "median, mean and most: days to completion, from the day "
		     "that the programme names."));
}
