/* report/html_head.c - what was selected, and the figures in short */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/sentence.h"
#include "report/summary_private.h"

bool html_is_shared(const struct figures *f)
{
	return f->threshold > 0;
}

/* Is the period exactly one year?  Then the length of its name, else 0. */
static int year_of(const struct figures *f)
{
	if (f->from && f->to && strncmp(f->from, f->to, 4) == 0 &&
	    strcmp(f->from + 4, "-01-01") == 0 &&
	    strcmp(f->to + 4, "-12-31") == 0)
		return 4;
	return 0;
}

char *html_kind(const struct figures *f)
{
	bool team = f->organisatie || f->team || f->medewerker;
	int year = year_of(f);

	if (team && year)
		return alloc_print(_("Team report %.*s"), year, f->from);
	if (team)
		return alloc_text(_("Team report"));
	if (year)
		return alloc_print(_("Yearly monitor %.*s"), year, f->from);
	return alloc_text(_("Monitor"));
}

static char *period_words(const struct figures *f)
{
	char from[64], to[64];

	if (f->from)
		date_show(f->from, from, sizeof(from));
	if (f->to)
		date_show(f->to, to, sizeof(to));
	if (f->from && f->to)
		return alloc_print(_("%s up to and including %s"), from, to);
	if (f->from)
		return alloc_print(_("from %s"), from);
	if (f->to)
		return alloc_print(_("up to and including %s"), to);
	return alloc_text(_("everything in this file"));
}

static char *made_words(void)
{
	char day[DATE_ROOM], shown[64];

	day_write(clock_today(), day);
	date_show(day, shown, sizeof(shown));
	return alloc_text(shown);
}

/* A row of what the page is about; frees text; NULL: no row. */
static void put_about(struct markup *m, const char *what, char *text)
{
	if (!text)
		return;
	markup_put(m, "dt", NULL, what);
	markup_open(m, "dd");
	markup_put(m, "bdi", NULL, text);
	markup_close(m);
	free(text);
}

static void put_selection(struct markup *m, const struct figures *f)
{
	markup_open(m, "dl");
	markup_set(m, "class", "about");
	put_about(m, _("Organisation"), alloc_text(f->organisatie));
	put_about(m, _("Team"), alloc_text(f->team));
	put_about(m, _("Worker"), alloc_text(f->medewerker));
	if (f->practice)
		put_about(m, _("Practice"),
			  alloc_text(_("these figures count nowhere")));
	put_about(m, _("Period"), period_words(f));
	put_about(m, _("Counted by"),
		  alloc_text(f->by_ended ? _("the end of the help")
					 : _("the day on which the form was "
					     "first completed")));
	put_about(m, _("Records"), sentence_of_records(f));
	put_about(m, _("Form"), summary_form_words(f));
	put_about(m, _("Made on"), made_words());
	markup_close(m);
}

/* For whom it is, and what may be done with it. */
static void put_version(struct markup *m, const struct figures *f)
{
	char *text;

	if (html_is_shared(f))
		text = alloc_print(_("To share: numbers under %d are left out, "
				     "and what would give them away. They "
				     "stand as <%d"),
				   f->threshold, f->threshold);
	else if (f->medewerker)
		text =
			alloc_text(_("Complete: only for this worker and the "
				     "team lead"));
	else if (f->group_by && strcmp(f->group_by, "medewerker") == 0)
		text =
			alloc_text(_("Complete: for the team lead. The figures "
				     "per worker are to talk about with that "
				     "worker, not to compare"));
	else
		text =
			alloc_text(_("Complete: for your own use. It holds "
				     "small numbers, so do not pass it on"));
	html_sentence(m, "version", text);
}

/* --- the main figures */

static void put_main(struct markup *m, const char *name, char *figure,
		     char *words)
{
	markup_open(m, "div");
	markup_put(m, "dt", NULL, name);
	markup_take(m, "dd", "figure", figure);
	if (words)
		markup_take(m, "dd", "quiet", words);
	markup_close(m);
}

static char *main_percent(const struct figures *f, bool known, bool suppressed,
			  int percent)
{
	if (suppressed)
		return alloc_print("<%d", f->threshold);
	return known ? alloc_print("%d %%", percent) : alloc_text("–");
}

/* "target 80 %, national 95 %". */
static char *against_words(int target, int national)
{
	if (target >= 0 && national >= 0)
		return alloc_print(_("target %d %%, national %d %%"), target,
				   national);
	if (target >= 0)
		return alloc_print(_("target %d %%"), target);
	if (national >= 0)
		return alloc_print(_("national %d %%"), national);
	return NULL;
}

static void put_main_figures(struct markup *m, const struct figures *f)
{
	markup_open(m, "dl");
	markup_set(m, "class", "main");
	for (size_t i = 0; i < f->measure_count; i++) {
		const struct figure_measure *measure = &f->measures[i];
		const struct mean *mean = &measure->mean;

		put_main(m, words_text(&f->form->measures[i].label),
			 main_percent(f, mean->known, mean->suppressed,
				      mean->percent),
			 against_words(measure->target, measure->benchmark));
	}
	if (f->has_positive)
		put_main(m, _("Positive outcome"),
			 main_percent(f, f->positive.known,
				      f->positive.suppressed,
				      f->positive.percent),
			 alloc_print(
				 _("at least %d met of %s"),
				 f->form->positive_at_least,
				 words_text(&f->form->measures
						     [f->form->positive_measure]
							     .label)));
	put_main(m, _("Records that count"), html_number(f, f->valid), NULL);
	markup_close(m);
}

/* Who it was about: of each block the answer that was given most. */
static void put_whom(struct markup *m, const struct figures *f)
{
	bool any = false;

	for (size_t b = 0; b < f->block_count; b++) {
		char *most = sentence_of_block(f, &f->blocks[b]);
		char *label = sentence_label(f, f->blocks[b].field);

		if (most && !any) {
			markup_put(m, "h3", NULL, _("Who it is about"));
			markup_open(m, "ul");
			markup_set(m, "class", "plain");
			any = true;
		}
		if (most) {
			markup_open(m, "li");
			markup_print(m, "%s %s.", label, most);
			markup_close(m);
		}
		free(most);
		free(label);
	}
	if (any)
		markup_close(m);
}

/* How the measures went from year to year, and how the groups lie. */
static void put_course(struct markup *m, const struct figures *f)
{
	bool any = false;

	for (size_t i = 0; i < f->measure_count; i++) {
		char *sentences[] = { sentence_of_trend(f, i),
				      sentence_of_funnel(f, i) };

		for (size_t k = 0; k < 2; k++) {
			if (!sentences[k])
				continue;
			if (!any) {
				markup_put(m, "h3", NULL,
					   _("Over the years and the groups"));
				markup_open(m, "ul");
				markup_set(m, "class", "plain");
				any = true;
			}
			markup_open(m, "li");
			markup_print(m, "%s.", sentences[k]);
			markup_close(m);
			free(sentences[k]);
		}
	}
	if (any)
		markup_close(m);
}

static void put_short(struct markup *m, const struct figures *f)
{
	html_begin_section(m, "short", _("In short"));
	put_main_figures(m, f);
	for (size_t i = 0; i < f->measure_count; i++)
		html_sentence(m, NULL, sentence_of_mean(f, &f->measures[i]));
	html_sentence(m, NULL, sentence_of_positive(f));
	html_sentence(m, NULL, sentence_that_stands_out(f));
	put_whom(m, f);
	put_course(m, f);
	markup_close(m);
}

void html_head(struct markup *m, const struct figures *f)
{
	markup_open(m, "header");
	markup_take(m, "p", "kind", html_kind(f));
	markup_open(m, "h1");
	markup_put(m, "bdi", NULL,
		   f->medewerker    ? f->medewerker
		   : f->team        ? f->team
		   : f->organisatie ? f->organisatie
				    : words_text(&f->form->title));
	markup_close(m);
	put_version(m, f);
	put_selection(m, f);
	markup_close(m);
	put_short(m, f);
}
