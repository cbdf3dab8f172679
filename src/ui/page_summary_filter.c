/* ui/page_summary_filter.c - what the figures are of; see ui/page_summary.h */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "store/names.h"
#include "ui/page_summary.h"

char *page_summary_period(const struct page_summary *page)
{
	struct day from, to;

	if (!page->filter.from || !page->filter.to ||
	    !day_read(page->filter.from, &from) ||
	    !day_read(page->filter.to, &to))
		return alloc_text(_("all years"));
	if (from.year == to.year && from.month == 1 && from.day == 1 &&
	    to.month == 12 && to.day == 31)
		return alloc_print("%d", from.year);
	return alloc_print("%d-%d-%d - %d-%d-%d", from.day, from.month,
			   from.year, to.day, to.month, to.year);
}

int page_summary_read_period(const char *typed, char from[DATE_ROOM],
			     char to[DATE_ROOM], struct err *err)
{
	static const char *const first[] = { "01-01", "04-01", "07-01",
					     "10-01" };
	static const char *const last[] = { "03-31", "06-30", "09-30",
					    "12-31" };
	const char *dash = strstr(typed, " - ");
	char year[5], end;
	char *part;
	int quarter, code;

	if (strspn(typed, "0123456789") == 4 && !typed[4]) {
		snprintf(from, DATE_ROOM, "%s-01-01", typed);
		snprintf(to, DATE_ROOM, "%s-12-31", typed);
		return 0;
	}
	if (sscanf(typed, "%4[0-9] k%1d%c", year, &quarter, &end) == 2 &&
	    strlen(year) == 4 && quarter >= 1 && quarter <= 4) {
		snprintf(from, DATE_ROOM, "%s-%s", year, first[quarter - 1]);
		snprintf(to, DATE_ROOM, "%s-%s", year, last[quarter - 1]);
		return 0;
	}
	if (!dash)
		return err_set(err, ERR_INVALID,
			       _("Type a year (2025), a quarter (2025 k2) or "
				 "two days (1-1-2025 - 31-3-2025)"));
	part = alloc_text_part(typed, (size_t)(dash - typed));
	code = day_typed(part, clock_today(), from, err);
	free(part);
	if (!code)
		code = day_typed(dash + 3, clock_today(), to, err);
	if (!code && strcmp(from, to) > 0)
		code = err_set(err, ERR_INVALID,
			       _("The first day comes after the last one"));
	return code;
}

/* --- asking for it */

static bool period_chosen(struct app *app, struct page *asker,
			  const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;
	char from[DATE_ROOM], to[DATE_ROOM];
	struct err err = { 0 };

	if (!answer)
		return true;
	if (strcmp(answer, _("all years")) == 0) {
		alloc_replace(&page->filter.from, NULL);
		alloc_replace(&page->filter.to, NULL);
	} else if (page_summary_read_period(answer, from, to, &err)) {
		app_fail(app, &err);
		return false;
	} else {
		alloc_replace(&page->filter.from, from);
		alloc_replace(&page->filter.to, to);
	}
	page_summary_count(app, page);
	return true;
}

void page_summary_ask_period(struct app *app, struct page_summary *page)
{
	const struct figures *f = page->figures;
	size_t years = f ? f->year_count : 0;
	const char **names = alloc_new(years + 1, sizeof(*names));

	for (size_t i = 0; i < years; i++)
		names[i] = f->years[years - 1 - i].value;
	names[years] = _("all years");
	app_choose(app, _("Period: a year, 2025 k2, or 1-1-2025 - 31-3-2025"),
		   names, years + 1, true, period_chosen);
	free(names);
}

static bool chosen(struct app *app, struct page *asker, const char *answer,
		   char **into)
{
	struct page_summary *page = (struct page_summary *)asker;

	if (!answer)
		return true;
	/* The first is "all", which may be a name too. */
	alloc_replace(into, app->chosen == 0 ? NULL : answer);
	page_summary_count(app, page);
	return true;
}

static bool organisatie_chosen(struct app *app, struct page *asker,
			       const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;

	/* Another organisation has other teams and workers. */
	if (answer) {
		alloc_replace(&page->filter.team, NULL);
		alloc_replace(&page->filter.medewerker, NULL);
	}
	return chosen(app, asker, answer, &page->filter.organisatie);
}

static bool team_chosen(struct app *app, struct page *asker, const char *answer)
{
	return chosen(app, asker, answer,
		      &((struct page_summary *)asker)->filter.team);
}

static bool medewerker_chosen(struct app *app, struct page *asker,
			      const char *answer)
{
	return chosen(app, asker, answer,
		      &((struct page_summary *)asker)->filter.medewerker);
}

static void ask_name(struct app *app, struct page_summary *page,
		     const char *list, const char *title, answered *done)
{
	struct name_list names = { 0 };
	const char **shown;
	struct err err = { 0 };
	const char *of =
		strcmp(list, "organisatie") ? page->filter.organisatie : NULL;

	if (names_of(app->store, list, of, &names, &err)) {
		app_fail(app, &err);
		return;
	}
	shown = alloc_new(names.count + 1, sizeof(*shown));
	shown[0] = _("all");
	for (size_t i = 0; i < names.count; i++)
		shown[i + 1] = names.items[i];
	app_choose(app, title, shown, names.count + 1, false, done);
	free(shown);
	name_list_done(&names);
}

void page_summary_ask_organisatie(struct app *app, struct page_summary *page)
{
	ask_name(app, page, "organisatie", _("Which organisation?"),
		 organisatie_chosen);
}

void page_summary_ask_team(struct app *app, struct page_summary *page)
{
	ask_name(app, page, "team", _("Which team?"), team_chosen);
}

void page_summary_ask_medewerker(struct app *app, struct page_summary *page)
{
	ask_name(app, page, "medewerker", _("Which worker?"),
		 medewerker_chosen);
}

/* Versions of a form are counted together: the newest stands for them. */
static bool stands_for_all(const struct catalogue *catalogue,
			   const struct form *form)
{
	return !form->is_traject &&
	       form == catalogue_find(catalogue, form->name, NULL);
}

static bool form_chosen(struct app *app, struct page *asker, const char *answer)
{
	struct page_summary *page = (struct page_summary *)asker;
	size_t before = 0;

	for (size_t i = 0; answer && i < catalogue_count(app->catalogue); i++) {
		const struct form *f = catalogue_form(app->catalogue, i);

		if (!stands_for_all(app->catalogue, f) ||
		    before++ != app->chosen)
			continue;
		alloc_replace(&page->filter.form, f->name);
		page->run = -1;
		page_summary_count(app, page);
		break;
	}
	return true;
}

void page_summary_ask_form(struct app *app, struct page_summary *page)
{
	size_t all = catalogue_count(app->catalogue), shown = 0;
	const char **names = alloc_new(all + 1, sizeof(*names));

	(void)page;
	for (size_t i = 0; i < all; i++) {
		const struct form *f = catalogue_form(app->catalogue, i);

		if (stands_for_all(app->catalogue, f))
			names[shown++] = words_text(&f->title);
	}
	app_choose(app, _("Figures of which form?"), names, shown, false,
		   form_chosen);
	free(names);
}
