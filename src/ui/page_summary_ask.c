/* ui/page_summary_ask.c - which number, selection, criterion; page_summary.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "report/sentence.h"
#include "ui/page_summary.h"

/* --- another selection beside this one */

static const char *const with_words[] = {
	[COMPARE_BEFORE] = N_("the period before"),
	[COMPARE_YEAR] = N_("the same period a year earlier"),
	[COMPARE_TEAM] = N_("the whole team"),
	[COMPARE_ORGANISATIE] = N_("the whole organisation"),
	[COMPARE_ALL] = N_("all organisations"),
	[COMPARE_NATIONAL] = N_("the national figures"),
};

/* More forms due than are counted in a moment. */
#define MANY_DUE 2000

static bool is_large(const struct figure_response *r)
{
	int64_t due = 0;

	for (size_t i = 0; i < r->arrival_count; i++)
		if (!r->arrivals[i].group)
			due += r->arrivals[i].came.of + r->arrivals[i].running;
	return due > MANY_DUE;
}

void page_summary_keep_response(struct page_summary *page,
				struct figures *newer)
{
	struct figures *older = page->figures;

	if (!older || !older->response || !page->tab_counted ||
	    !is_large(older->response))
		return;
	newer->response = older->response;
	older->response = NULL;
}

void page_summary_add_extras(struct app *app, struct page_summary *page)
{
	struct selection selection = filter_selection(&page->filter);
	struct err err = { 0 };
	char today[DATE_ROOM];
	int code = 0;

	if (!page->figures)
		return;
	if (page->comparing && !page->figures->comparison)
		code = figures_add_comparison(page->figures, app->store,
					      app->catalogue, &selection,
					      &page->ask, &err);
	/* It was of another period or other names, and does not fit these. */
	if (code)
		page->comparing = false;
	if (!code && page->tab == TAB_RESPONSE &&
	    (!page->figures->response || !page->tab_counted)) {
		day_write(clock_today(), today);
		code = figures_add_response(page->figures, app->store,
					    app->catalogue, &selection, today,
					    &err);
		page->tab_counted = true;
	}
	if (code)
		app_fail(app, &err);
}

static bool read_other(const char *answer, struct compare_ask *ask,
		       struct err *err)
{
	for (int i = 0; i < (int)COMPARE_PERIOD; i++)
		if (strcmp(answer, _(with_words[i])) == 0) {
			ask->with = (enum compare_with)i;
			return true;
		}
	ask->with = COMPARE_PERIOD;
	return page_summary_read_period(answer, ask->from, ask->to, err) == 0;
}

static bool other_chosen(struct app *app, struct page *asker,
			 const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;
	struct selection selection = filter_selection(&page->filter);
	struct compare_ask ask = { 0 };
	struct compare_other other;
	struct err err = { 0 };

	if (!answer)
		return true;
	page->top = page->chosen = 0;
	comparison_free(page->figures ? page->figures->comparison : NULL);
	if (page->figures)
		page->figures->comparison = NULL;
	page->comparing = false;
	if (strcmp(answer, _("nothing")) == 0)
		return true;
	if (!read_other(answer, &ask, &err) ||
	    compare_other(&selection, &ask, &other, &err)) {
		app_fail(app, &err);
		return false;
	}
	page->comparing = true;
	page->ask = ask;
	page->tab = TAB_COMPARE;
	page_summary_add_extras(app, page);
	return true;
}

/* Only what this selection can be held against. */
void page_summary_ask_other(struct app *app, struct page_summary *page)
{
	struct selection selection = filter_selection(&page->filter);
	const char *names[COMPARE_PERIOD + 1];
	size_t count = 0;

	for (int i = 0; i < (int)COMPARE_PERIOD; i++) {
		struct compare_ask ask = { .with = (enum compare_with)i };
		struct compare_other other;

		if (compare_other(&selection, &ask, &other, NULL) == 0)
			names[count++] = _(with_words[i]);
	}
	if (page->comparing)
		names[count++] = _("nothing");
	app_choose(app,
		   _("Beside what?  Also a period: 2024, 2024 k2, or 1-1-2024 "
		     "- 31-3-2024"),
		   names, count, true, other_chosen);
}

/* --- one criterion, month by month */

static void show_run(struct page_summary *page, int run)
{
	page->run = run;
	page->tab = TAB_YEARS;
	page->top = page->chosen = 0;
}

static bool run_chosen(struct app *app, struct page *asker, const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;
	const struct figures *f = page->figures;
	size_t before = 0;

	if (!answer || !f)
		return true;
	show_run(page, -1);
	for (size_t m = 0; m < f->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			if (before++ == app->chosen)
				page->run = f->measures[m].items[i].field;
	return true;
}

void page_summary_ask_run(struct app *app, struct page_summary *page)
{
	const struct figures *f = page->figures;
	size_t count = 0, most = 1;
	char **names;

	for (size_t m = 0; f && m < f->measure_count; m++)
		most += f->measures[m].item_count;
	names = alloc_new(most, sizeof(char *));
	for (size_t m = 0; f && m < f->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			names[count++] = sentence_field(
				f, f->measures[m].items[i].field);
	if (count == 0)
		app_say(app, STYLE_PLAIN,
			_("This form has no measures with criteria."));
	names[count++] = alloc_text(_("none: the measures"));
	if (count > 1)
		app_choose(app, _("Which criterion, month by month?"),
			   (const char *const *)names, count, false,
			   run_chosen);
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

/* --- a number to look behind, where no cursor says which */

static char **number_labels(const struct page_summary *page,
			    const struct mark_list *marks)
{
	char **labels = alloc_new(marks->count + 1, sizeof(char *));

	for (size_t i = 0; i < marks->count; i++)
		labels[i] =
			page_summary_look_label(page, &marks->items[i].look);
	return labels;
}

static void labels_free(char **labels, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(labels[i]);
	free(labels);
}

static bool number_chosen(struct app *app, struct page *asker,
			  const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;
	struct mark_list marks = page_summary_marks(app, page, NULL);
	char **labels = number_labels(page, &marks);

	for (size_t i = 0; answer && i < marks.count; i++)
		if (strcmp(labels[i], answer) == 0) {
			page_summary_look(app, page, &marks.items[i].look);
			break;
		}
	labels_free(labels, marks.count);
	free(marks.items);
	return true;
}

void page_summary_ask_number(struct app *app, struct page_summary *page)
{
	struct mark_list marks = page_summary_marks(app, page, NULL);
	char **labels = number_labels(page, &marks);

	if (marks.count == 0)
		app_say(app, STYLE_PLAIN,
			_("There is no figure here to look behind"));
	else
		app_choose(app, _("Behind which figure?"),
			   (const char *const *)labels, marks.count, false,
			   number_chosen);
	labels_free(labels, marks.count);
	free(marks.items);
}
