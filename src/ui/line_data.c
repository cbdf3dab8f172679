/* ui/line_data.c - the file as a whole, in words; see ui/line_pages.h */
#include "config.h"

#include <stdlib.h>

#include "base/text.h"
#include "ui/line_pages.h"
#include "ui/page_data.h"

static void put_form(struct buffer *b, const struct app *app,
		     const struct file_info_form *form)
{
	char *name = view_data_form(app, form);

	buffer_print(b, _("%s: %lld complete, %lld that count, %lld draft\n"),
		     name, (long long)form->complete, (long long)form->counting,
		     (long long)form->drafts);
	free(name);
}

static void put_fact(struct buffer *b, const char *name, const char *fact)
{
	buffer_print(b, "%s: %s\n", name, fact ? fact : _("never"));
}

void line_tell_data(const struct app *app, const struct page *of,
		    struct buffer *b)
{
	const struct page_data *page = (const struct page_data *)of;
	const struct file_info *info = &page->info;

	buffer_print(b, "%s\n", _("Data"));
	if (info->form_count == 0)
		buffer_print(b, "%s\n",
			     _("There is no form in this file yet."));
	for (size_t i = 0; i < info->form_count; i++)
		put_form(b, app, &info->forms[i]);
	put_fact(b, _("Last export"), page->exported);
	put_fact(b, _("Last copy"), page->copied);
	put_fact(b, _("Last check"), page->checked);
	for (int i = 0; i < DATA_JOBS; i++)
		if (app_works(app, of, data_jobs[i]))
			buffer_print(b, "%d: %s, %s\n", i + 1,
				     action_short(data_jobs[i]),
				     view_data_job(data_jobs[i]));
}

bool line_take_data(struct app *app, struct page *of, const char *line)
{
	size_t number = line_number(line, DATA_JOBS);

	if (number == 0 || !app_works(app, of, data_jobs[number - 1]))
		return false;
	app_perform(app, data_jobs[number - 1]);
	return true;
}
