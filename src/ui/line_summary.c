/* ui/line_summary.c - the figures in words; see ui/line_pages.h */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "measure/interval.h"
#include "measure/spark.h"
#include "report/sentence.h"
#include "ui/line_pages.h"
#include "ui/line_summary_private.h"
#include "ui/page_summary.h"

static void put_overview(struct buffer *b, const struct figures *f)
{
	for (size_t i = 0; i < f->measure_count; i++)
		line_put_sentence(b, sentence_of_mean(f, &f->measures[i]));
	line_put_sentence(b, sentence_of_records(f));
	line_put_sentence(b, sentence_of_positive(f));
	line_put_sentence(b, sentence_that_stands_out(f));
	line_put_steps(b, f);
}

/* "61 %, 44 of 72, 95 % interval 50 to 72, target 80: below" */
static void put_share(struct buffer *b, const struct figures *f,
		      const struct share *share, int target)
{
	char *percent = view_summary_percent(share->known, share->suppressed,
					     share->percent, f->threshold);

	if (!share->known && !share->suppressed)
		buffer_add(b, _("no data"));
	else
		buffer_add(b, percent);
	free(percent);
	if (share->known)
		buffer_print(b, _(", %lld of %lld"), (long long)share->met,
			     (long long)share->of);
	if (share->known && share->has_interval)
		buffer_print(b, _(", 95 %% interval %d to %d"),
			     interval_percent(share->low),
			     interval_percent(share->high));
	if (share->known && target >= 0 && share->verdict != VERDICT_NONE)
		buffer_print(b, _(", target %d: %s"), target,
			     sentence_verdict(share->verdict));
	buffer_add_byte(b, '\n');
}

/* What is a spark on the screen: "  2023: 90 %, 2024: 94 %" */
static void put_spark(struct buffer *b, const struct figures *f, size_t m,
		      size_t i)
{
	struct spark spark = spark_of_item(f, m, i);

	if (spark.count == 0)
		return;
	for (size_t k = 0; k < spark.count; k++) {
		const struct spark_point *p = &spark.points[k];

		if (p->known)
			buffer_print(b, "%s%s: %d %%", k ? ", " : "", p->label,
				     p->percent);
		else
			buffer_print(b, "%s%s: -", k ? ", " : "", p->label);
	}
	buffer_add_byte(b, '\n');
}

/* The national figure, and what it was in another version of the form. */
static void put_beside(struct buffer *b, const struct figures *f,
		       const struct figure_item *item)
{
	const struct words *differs = &f->form->fields[item->field].differs;

	if (item->benchmark >= 0)
		buffer_print(b, _("national %d %%\n"), item->benchmark);
	if (differs->count > 0 && figures_have_versions(f))
		buffer_print(b, "%s\n", words_text(differs));
}

static void put_criteria(struct buffer *b, const struct figures *f)
{
	for (size_t m = 0; m < f->measure_count; m++) {
		const struct figure_measure *measure = &f->measures[m];

		buffer_print(
			b, "%s\n",
			words_text(&f->form->measures[measure->measure].label));
		for (size_t i = 0; i < measure->item_count; i++) {
			const struct figure_item *item = &measure->items[i];
			char *label = sentence_field(f, item->field);

			buffer_print(b, "%s: ", label);
			free(label);
			put_share(b, f, &item->share, measure->target);
			put_beside(b, f, item);
			put_spark(b, f, m, i);
		}
	}
}

static void put_block(struct buffer *b, const struct figures *f,
		      const struct figure_block *block)
{
	char *label = sentence_field(f, block->field);
	char *number = sentence_number(f, block->answered);

	buffer_print(b, _("%s: %s answered\n"), label, number);
	free(label);
	free(number);
	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];

		char *percent = view_summary_percent(
			option->share.known, option->share.suppressed,
			option->share.percent, f->threshold);

		buffer_print(b, "%s: %s", words_text(&option->option->label),
			     percent);
		if (option->benchmark >= 0)
			buffer_print(b, _(", national %d"), option->benchmark);
		buffer_add_byte(b, '\n');
		free(percent);
	}
}

static void put_blocks(struct buffer *b, const struct figures *f)
{
	line_put_answers(b, f);
	for (size_t i = 0; i < f->block_count; i++)
		put_block(b, f, &f->blocks[i]);
	for (size_t i = 0; i < f->row_block_count; i++)
		put_block(b, f, &f->row_blocks[i]);
}

static void put_others(struct buffer *b, const struct figure_group *group)
{
	if (group->invalid > 0)
		buffer_print(b, _(", %lld not counting"),
			     (long long)group->invalid);
	if (group->draft > 0)
		buffer_print(b, _(", %lld in draft"), (long long)group->draft);
}

/* "2025: 72, Behandelgetrouwheid 95 %, Doelbereiking 78 %" */
static void put_group(struct buffer *b, const struct figures *f,
		      const struct figure_group *group, bool others)
{
	char *name = view_summary_row_name(f, group);
	char *number = sentence_number(f, group->valid);

	buffer_print(b, "%s: %s", name, number);
	free(name);
	free(number);
	if (others)
		put_others(b, group);
	for (size_t m = 0; m < group->measure_count; m++) {
		const struct measure *of =
			&f->form->measures[f->measures[m].measure];
		const struct mean *mean = &group->measures[m];
		char *percent =
			view_summary_percent(mean->known, mean->suppressed,
					     mean->percent, f->threshold);

		buffer_print(b, ", %s %s", words_text(&of->label), percent);
		free(percent);
	}
	buffer_add_byte(b, '\n');
}

static void put_groups(struct buffer *b, const struct figures *f,
		       const struct figure_group *groups, size_t count)
{
	for (size_t g = 0; g < count; g++)
		put_group(b, f, &groups[g], groups == f->groups);
	if (count == 0)
		buffer_print(b, "%s\n",
			     _("No records that count in this selection."));
}

static void put_tab(struct buffer *b, const struct page_summary *page)
{
	const struct figures *f = page->figures;

	if (!f)
		return;
	switch (page->tab) {
	case TAB_CRITERIA:
		put_criteria(b, f);
		break;
	case TAB_BLOCKS:
		put_blocks(b, f);
		break;
	case TAB_YEARS:
		if (line_put_item(b, f, page->run))
			break;
		put_groups(b, f, f->years, f->year_count);
		if (figures_have_versions(f))
			buffer_print(b, "%s\n",
				     _("Behind the year stands the version of "
				       "the form. Compare over versions with "
				       "care: criteria with * mean something "
				       "else."));
		line_put_months(b, f);
		break;
	case TAB_COMPARE:
		line_put_comparison(b, f);
		break;
	case TAB_RESPONSE:
		line_put_response(b, page);
		break;
	case TAB_GROUPS:
		put_groups(b, f, f->groups, f->group_count);
		break;
	default:
		put_overview(b, f);
		break;
	}
}

void line_tell_summary(const struct app *app, const struct page *of,
		       struct buffer *b)
{
	const struct page_summary *page = (const struct page_summary *)of;
	const struct form *form = page->figures ? page->figures->form : NULL;
	char *period = page_summary_period(page);

	(void)app;
	buffer_print(b, "%s, %s, %s, %s, %s\n",
		     form ? words_text(&form->title) : page->filter.form,
		     period,
		     page->filter.organisatie ? page->filter.organisatie
					      : _("all organisations"),
		     page->filter.team ? page->filter.team : _("all teams"),
		     page->filter.medewerker ? page->filter.medewerker
					     : _("all workers"));
	free(period);
	for (int i = 0; i < TAB_COUNT; i++)
		buffer_print(b, "%s%d %s%s", i ? ", " : "", i + 1,
			     action_short((enum action)(ACTION_TAB_1 + i)),
			     i == (int)page->tab ? _(" (here)") : "");
	buffer_add_byte(b, '\n');
	put_tab(b, page);
}

bool line_take_summary(struct app *app, struct page *page, const char *line)
{
	size_t number = line_number(line, TAB_COUNT);

	(void)page;
	if (number == 0)
		return false;
	app_perform(app, (enum action)(ACTION_TAB_1 + (int)number - 1));
	return true;
}
