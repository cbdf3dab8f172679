/* ui/page_summary_print.c - the figures into a file; see ui/page_summary.h */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/date.h"
#include "base/file.h"
#include "base/text.h"
#include "report/html.h"
#include "report/summary.h"
#include "ui/page_summary.h"
#include "ui/path.h"

#define PAGE_SUFFIX ".html"

static bool is_page(const char *path)
{
	size_t length = strlen(path), suffix = strlen(PAGE_SUFFIX);

	return length > suffix &&
	       strcmp(path + length - suffix, PAGE_SUFFIX) == 0;
}

/* "ash-2025-utrecht-zuid-oost.html" */
static char *likely_name(const struct page_summary *page)
{
	char *period = page_summary_period(page);
	const char *const parts[] = { period, page->filter.organisatie,
				      page->filter.team,
				      page->filter.medewerker };
	struct buffer b = { 0 };

	buffer_add(&b, page->filter.form);
	for (size_t i = 0; i < COUNT(parts); i++)
		if (parts[i])
			path_add_name(&b, parts[i]);
	buffer_add(&b, PAGE_SUFFIX);
	free(period);
	return buffer_take(&b);
}

/* All there is of its form, as the command summary with --form gives it. */
static int write_figures(const struct app *app, const struct page_summary *page,
			 const char *path, FILE *out, struct err *err)
{
	struct selection selection = filter_selection(&page->filter);
	struct figures *figures = NULL;
	char today[DATE_ROOM];
	int code;

	day_write(clock_today(), today);
	code = figures_of_all(app->store, app->catalogue, &selection, today,
			      &figures, err);
	if (!code && is_page(path))
		code = report_html(
			&(struct report_html){ .figures = figures,
					       .catalogue = app->catalogue },
			out, err);
	else if (!code)
		code = report_summary(figures, app->catalogue, REPORT_TEXT, out,
				      err);
	figures_free(figures);
	return code;
}

static bool print_to(struct app *app, struct page *asker, const char *answer)
{
	struct file_output out = { 0 };
	struct err err = { 0 };
	char *path;
	int code;

	if (!answer || !*answer)
		return true;
	path = path_typed(answer);
	if (strcmp(path, "-") == 0 || file_exists(path))
		code = err_set(&err, ERR_EXISTS,
			       _("%s is there already; give another name"),
			       path);
	else
		code = file_begin(path, &out, &err);
	if (!code)
		code = write_figures(app, (const struct page_summary *)asker,
				     path, out.stream, &err);
	if (!code)
		code = file_commit(&out, &err);
	file_cancel(&out);
	if (code)
		app_fail(app, &err);
	else
		path_say_written(app, path);
	free(path);
	return code == 0;
}

void page_summary_ask_print(struct app *app, struct page_summary *page)
{
	char *name = likely_name(page);

	app_ask(app, _("Print"),
		_("To which file?  A name that ends in .html gives a page to "
		  "print or to hand over, any other name gives text"),
		name, print_to);
	free(name);
}
