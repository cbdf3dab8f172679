/* ui/line_summary_more.c - answers, months, two selections, what came in */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "measure/run.h"
#include "report/sentence.h"
#include "ui/line_summary_private.h"

void line_put_sentence(struct buffer *b, char *sentence)
{
	if (sentence)
		buffer_print(b, "%s\n", sentence);
	free(sentence);
}

/* "4: 61 %, 12" */
static void put_value(struct buffer *b, const struct figures *f, int value,
		      const struct share *share)
{
	char *percent = view_summary_percent(share->known, share->suppressed,
					     share->percent, f->threshold);
	char *number = sentence_number(f, share->met);

	buffer_print(b, _("%d: %s, %s times\n"), value, percent, number);
	free(percent);
	free(number);
}

void line_put_answers(struct buffer *b, const struct figures *f)
{
	for (size_t i = 0; i < f->share_count; i++)
		line_put_sentence(b, sentence_of_share(f, &f->shares[i]));
	for (size_t i = 0; i < f->scale_count; i++) {
		const struct figure_scale *scale = &f->scales[i];

		line_put_sentence(b, sentence_label(f, scale->field));
		line_put_sentence(b, sentence_of_scale(scale));
		for (size_t v = 0; v < scale->value_count && !scale->suppressed;
		     v++)
			put_value(b, f, scale->from + (int)v,
				  &scale->values[v]);
	}
}

static void put_run(struct buffer *b, struct run *run)
{
	for (size_t i = 0; i < run->count; i++)
		buffer_print(
			b, _("%s: %d %%, n %lld%s\n"), run->points[i].month,
			run->points[i].percent, (long long)run->points[i].n,
			run->points[i].signals ? _(", more than chance") : "");
	line_put_sentence(b, sentence_of_run(run));
	run_done(run);
}

/* The years of one criterion, and its months. */
static void put_item(struct buffer *b, const struct figures *f, size_t m,
		     size_t i)
{
	struct run run = run_of_item(f, m, i);

	line_put_sentence(b, sentence_field(f, f->measures[m].items[i].field));
	for (size_t y = 0; y < f->year_count; y++) {
		const struct share *share = &f->years[y].items[m][i].share;
		char *percent =
			view_summary_percent(share->known, share->suppressed,
					     share->percent, f->threshold);
		char *number = sentence_number(f, share->of);

		buffer_print(b, _("%s: %s, n %s\n"), f->years[y].value, percent,
			     number);
		free(percent);
		free(number);
	}
	put_run(b, &run);
}

bool line_put_item(struct buffer *b, const struct figures *f, int field)
{
	for (size_t m = 0; m < f->measure_count && field >= 0; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			if (f->measures[m].items[i].field == field) {
				put_item(b, f, m, i);
				return true;
			}
	return false;
}

void line_put_months(struct buffer *b, const struct figures *f)
{
	for (size_t m = 0; m < f->measure_count; m++) {
		struct run run = run_of_measure(f, m);

		line_put_sentence(b, sentence_of_trend(f, m));
		buffer_print(b, "%s\n",
			     words_text(&f->form->measures[m].label));
		put_run(b, &run);
	}
}

void line_put_comparison(struct buffer *b, const struct figures *f)
{
	const struct comparison *c = f->comparison;

	if (!c) {
		buffer_print(b,
			     _("Nothing stands beside this yet: %s chooses "
			       "what\n"),
			     action_short(ACTION_COMPARE));
		return;
	}
	line_put_sentence(b, sentence_of_comparison(f));
	for (size_t i = 0; i < c->count; i++)
		line_put_sentence(b, sentence_of_compared(f, &c->rows[i]));
	buffer_print(b, "%s\n", sentence_on_chance());
}

void line_put_response(struct buffer *b, const struct page_summary *page)
{
	const struct figures *f = page->figures;
	const struct figure_response *r = f->response;

	if (!r || r->arrival_count == 0) {
		buffer_print(b,
			     _("No form of the programme was due in this "
			       "period.  %s chooses another one."),
			     action_short(ACTION_FILTER_PERIOD));
		buffer_add_byte(b, '\n');
	}
	for (size_t i = 0; r && i < r->arrival_count; i++) {
		const struct figure_arrival *a = &r->arrivals[i];
		const struct form *form =
			catalogue_find(page->catalogue, a->form, NULL);
		char *sentence = sentence_of_arrival(a);

		buffer_print(b, "%s: %s\n",
			     a->group ? *a->group ? a->group : "-"
			     : form   ? words_text(&form->title)
				      : a->form,
			     sentence ? sentence : "");
		free(sentence);
	}
}

void line_put_steps(struct buffer *b, const struct figures *f)
{
	line_put_sentence(b, sentence_of_steps(f));
	for (size_t k = 0; k < f->step_count; k++) {
		const struct share *share = &f->steps[k].positive;
		char *percent, *number;

		if (share->of == 0)
			continue;
		percent = view_summary_percent(share->known, share->suppressed,
					       share->percent, f->threshold);
		number = sentence_number(f, share->of);

		buffer_print(b, _("%d met: %s positive, n %s\n"),
			     f->steps[k].met, percent, number);
		free(percent);
		free(number);
	}
}
