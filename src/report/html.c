/* report/html.c - see report/html.h */
#include "config.h"

#include "report/html.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/print_private.h"

/*
 * The page may load nothing at all, and run nothing: were a name of the data
 * ever taken for markup, the browser would still do nothing with it.
 */
#define POLICY                                                                 \
	"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "     \
	"form-action 'none'"

static void put_meta(struct markup *m, const char *key, const char *name,
		     const char *content)
{
	markup_open(m, "meta");
	if (key)
		markup_set(m, key, "%s", name);
	markup_set(m, "content", "%s", content);
	markup_close_empty(m);
}

/* "Team report 2025 - Noord - Title of the form". */
static char *page_title(const struct figures *f)
{
	char *kind = html_kind(f);
	struct buffer b = { 0 };

	buffer_add(&b, kind);
	if (f->organisatie)
		buffer_print(&b, " – %s", f->organisatie);
	if (f->team)
		buffer_print(&b, " – %s", f->team);
	if (f->medewerker)
		buffer_print(&b, " – %s", f->medewerker);
	buffer_print(&b, " – %s", words_text(&f->form->title));
	free(kind);
	return buffer_take(&b);
}

void html_page_head(struct markup *m, const char *title)
{
	markup_raw(m, "<!DOCTYPE html>\n");
	markup_open(m, "html");
	markup_set(m, "lang", "%s", text_language());
	markup_open(m, "head");
	markup_open(m, "meta");
	markup_set(m, "charset", "utf-8");
	markup_close_empty(m);
	put_meta(m, "http-equiv", "Content-Security-Policy", POLICY);
	put_meta(m, "name", "viewport", "width=device-width, initial-scale=1");
	put_meta(m, "name", "color-scheme", "light dark");
	put_meta(m, "name", "robots", "noindex");
	put_meta(m, "name", "referrer", "no-referrer");
	markup_put(m, "title", NULL, title);
	markup_open(m, "style");
	for (size_t i = 0; html_style[i]; i++)
		markup_raw(m, html_style[i]);
	markup_close(m);
	markup_close(m);
}

static void put_page(struct markup *m, const struct report_html *what)
{
	const struct figures *f = what->figures;
	char *title = page_title(f);

	html_page_head(m, title);
	free(title);
	markup_open(m, "body");
	markup_open(m, "main");
	html_head(m, f);
	html_comparison(m, f);
	html_measures(m, f);
	html_positive(m, f);
	html_blocks(m, f);
	html_groups(m, f);
	html_years(m, f);
	html_months(m, f);
	html_others(m, what);
	html_response(m, what);
	html_excluded(m, f);
	html_sources(m, what);
	html_talk(m, what);
	markup_close(m);
	markup_close(m);
	markup_close(m);
	buffer_add_byte(m->out, '\n');
}

int report_html(const struct report_html *what, FILE *out, struct err *err)
{
	struct buffer page = { .to = out };
	struct markup m = { .out = &page };

	if (html_is_shared(what->figures) && what->figures->medewerker)
		return err_set(err, ERR_INVALID,
			       _("a report about one worker is not for "
				 "sharing; leave out --suppress or "
				 "--medewerker"));
	put_page(&m, what);
	return print_end(&page, err);
}
