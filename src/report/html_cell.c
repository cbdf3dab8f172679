/* report/html_cell.c - what all parts of the page write */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "measure/interval.h"
#include "report/html_private.h"
#include "report/sentence.h"
#include "report/svg_private.h"

/* A table that surely fits on one sheet. */
#define ROWS_OF_A_PAGE 28

void html_begin_section(struct markup *m, const char *class, const char *title)
{
	markup_open(m, "section");
	if (class)
		markup_set(m, "class", "%s", class);
	markup_put(m, "h2", NULL, title);
}

void html_sentence(struct markup *m, const char *class, char *sentence)
{
	if (!sentence)
		return;
	markup_open(m, "p");
	if (class)
		markup_set(m, "class", "%s", class);

	/* Those that stand behind a label elsewhere begin small. */
	if (sentence[0] >= 'a' && sentence[0] <= 'z')
		sentence[0] = (char)(sentence[0] - 'a' + 'A');
	markup_text(m, sentence);
	markup_text(m, ".");
	markup_close(m);
	free(sentence);
}

void html_definition(struct markup *m, const char *text)
{
	markup_put(m, "p", "definition", text);
}

const char *html_table_class(size_t rows, bool wide)
{
	if (rows > ROWS_OF_A_PAGE)
		return wide ? "figures wide" : "figures";
	return wide ? "figures wide keep" : "figures keep";
}

void html_begin_table(struct markup *m, const char *class, const char *caption,
		      const struct html_column *columns, size_t count,
		      int target)
{
	markup_open(m, "table");
	markup_set(m, "class", "%s", class);
	markup_put(m, "caption", NULL, caption);
	markup_open(m, "thead");
	markup_open(m, "tr");
	for (size_t i = 0; i < count; i++) {
		markup_open(m, "th");
		markup_set(m, "scope", "col");
		markup_set(m, "class", "%s", columns[i].class);
		if (strcmp(columns[i].class, "chart") == 0)
			svg_axis(m, target, _("Axis"),
				 _("Per cent, from 0 to 100"));
		else
			markup_text(m, columns[i].label);
		markup_close(m);
	}
	markup_close(m);
	markup_close(m);
	markup_open(m, "tbody");
}

void html_end_table(struct markup *m)
{
	markup_close(m);
	markup_close(m);
}

void html_begin_row(struct markup *m, const char *kind, const char *name)
{
	markup_open(m, "tr");
	markup_set(m, "data-kind", "%s", kind);
	markup_set(m, "data-name", "%s", name);
}

void html_row_head(struct markup *m, const char *number, const char *label)
{
	markup_open(m, "th");
	markup_set(m, "scope", "row");
	if (number) {
		markup_set(m, "class", "numbered");
		markup_put(m, "span", "no", number);
	}
	markup_put(m, "bdi", NULL, label);
	markup_close(m);
}

void html_cell(struct markup *m, const char *class, const char *column,
	       char *text)
{
	markup_open(m, "td");
	markup_set(m, "class", "%s", class);
	if (column && text && *text)
		markup_set(m, "data-label", "%s", column);
	if (text)
		markup_text(m, text);
	markup_close(m);
	free(text);
}

char *html_percent(bool known, bool suppressed, int percent)
{
	if (suppressed)
		return NULL;
	return known ? alloc_print("%d", percent) : alloc_text("–");
}

char *html_number(const struct figures *f, int64_t number)
{
	return sentence_number(f, number);
}

char *html_met_of(const struct figures *f, const struct share *share)
{
	if (share->suppressed)
		return html_number(f, FIGURE_HIDDEN);
	return alloc_print("%lld / %lld", (long long)share->met,
			   (long long)share->of);
}

char *html_share_cell(const struct figures *f, const struct share *share)
{
	if (share->suppressed)
		return html_number(f, FIGURE_HIDDEN);
	return html_percent(share->known, false, share->percent);
}

void html_question(struct markup *m, const struct figures *f, int field)
{
	const char *number = f->form->fields[field].number;
	char *label = sentence_label(f, field);

	markup_open(m, "h3");
	if (number)
		markup_print(m, "%s. ", number);
	markup_text(m, label);
	markup_close(m);
	free(label);
}

char *html_range(bool has, double low, double high)
{
	return has ? alloc_print("%d–%d", interval_percent(low),
				 interval_percent(high))
		   : NULL;
}

const char *html_verdict(bool known, bool reached, enum verdict verdict)
{
	if (!known)
		return NULL;
	switch (verdict) {
	case VERDICT_MET:
		return _("reached");
	case VERDICT_BELOW:
		return _("not reached");
	case VERDICT_UNCERTAIN:
		return reached ? _("reached, may be chance")
			       : _("not reached, may be chance");
	case VERDICT_NONE:
		break;
	}
	return NULL;
}

static void add_against(struct buffer *b, int target, int national)
{
	if (target >= 0)
		buffer_print(b, _("; target %d %%"), target);
	if (national >= 0)
		buffer_print(b, _("; national %d %%"), national);
}

char *html_share_words(const struct figures *f, const struct share *share,
		       int target, int national)
{
	struct buffer b = { 0 };

	if (share->suppressed)
		buffer_print(&b, _("fewer than %d, or hidden"), f->threshold);
	else if (!share->known)
		buffer_add(&b, _("no figure"));
	else
		buffer_print(&b, _("%d %%, %lld of %lld"), share->percent,
			     (long long)share->met, (long long)share->of);
	if (share->known && share->has_interval)
		buffer_print(&b, _("; range %d to %d %%"),
			     interval_percent(share->low),
			     interval_percent(share->high));
	add_against(&b, target, national);
	return buffer_take(&b);
}

char *html_mean_words(const struct figures *f, const struct mean *mean,
		      int target, int national)
{
	struct buffer b = { 0 };

	if (mean->suppressed)
		buffer_print(&b, _("fewer than %d, or hidden"), f->threshold);
	else if (!mean->known)
		buffer_add(&b, _("no figure"));
	else
		buffer_print(&b, _("%d %% on average, over %lld records"),
			     mean->percent, (long long)mean->records);
	if (mean->known && mean->has_interval)
		buffer_print(&b, _("; range %d to %d %%"),
			     interval_percent(mean->low),
			     interval_percent(mean->high));
	add_against(&b, target, national);
	return buffer_take(&b);
}

/* svg_dot() or svg_bar() */
typedef void chart(struct markup *m, const struct svg_figure *figure,
		   const char *title, const char *words);

static void put_chart(struct markup *m, chart *draw,
		      const struct svg_figure *figure, const char *title,
		      char *words)
{
	markup_open(m, "td");
	markup_set(m, "class", "chart");
	draw(m, figure, title, words);
	markup_close(m);
	free(words);
}

void html_dot(struct markup *m, const struct svg_figure *figure,
	      const char *title, char *words)
{
	put_chart(m, svg_dot, figure, title, words);
}

void html_bar(struct markup *m, const struct svg_figure *figure,
	      const char *title, char *words)
{
	put_chart(m, svg_bar, figure, title, words);
}
