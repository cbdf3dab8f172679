/* report/html_answer.c - shares that a form declares, scales, rows */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/sentence.h"
#include "report/svg_private.h"

char *html_decimal(int64_t number, int64_t parts)
{
	const char *comma = strcmp(text_language(), "nl") == 0 ? "," : ".";
	const char *sign = number < 0 ? "−" : "";
	int64_t all = number < 0 ? -number : number;

	if (all % parts == 0)
		return alloc_print("%s%lld", sign, (long long)(all / parts));
	return alloc_print("%s%lld%s%lld", sign, (long long)(all / parts),
			   comma, (long long)(all % parts * 10 / parts));
}

/* --- shares */

static void put_share(struct markup *m, const struct figures *f,
		      const struct figure_share *share)
{
	const struct form_share *of = &f->form->shares[share->share];
	const char *label = words_text(&of->label);
	const struct share *part = &share->part;
	struct svg_figure figure = { .known = part->known,
				     .rate = part->rate,
				     .has_range = part->has_interval,
				     .low = part->low,
				     .high = part->high,
				     .target = -1,
				     .national = -1 };

	html_begin_row(m, "share", of->name);
	markup_open(m, "th");
	markup_set(m, "scope", "row");
	markup_put(m, "bdi", NULL, label);
	if (of->note.count > 0) {
		markup_text(m, " ");
		markup_put(m, "span", "note", words_text(&of->note));
	}
	markup_close(m);
	html_dot(m, &figure, label, html_share_words(f, part, -1, -1));
	html_cell(m, "number percent", "%",
		  html_percent(part->known, part->suppressed, part->percent));
	html_cell(m, "number range", _("range"),
		  html_range(part->has_interval, part->low, part->high));
	html_cell(m, "number met", _("number / of"), html_met_of(f, part));
	markup_close(m);
}

void html_shares(struct markup *m, const struct figures *f)
{
	const struct html_column columns[] = {
		{ "name", "" },
		{ "chart", "" },
		{ "number", "%" },
		{ "number", _("range") },
		{ "number", _("number / of") },
	};

	if (f->share_count == 0)
		return;
	html_begin_table(m, html_table_class(f->share_count, true),
			 _("Per cent of those that answered, with the 95 % "
			   "range; there is no norm, so no target"),
			 columns, 5, -1);
	for (size_t i = 0; i < f->share_count; i++)
		put_share(m, f, &f->shares[i]);
	html_end_table(m);
}

/* --- scales */

/* What the ends of the scale mean. */
static const char *value_words(const struct field *field, int value)
{
	if (value == (int)field->from && field->low.count > 0)
		return words_text(&field->low);
	if (value == (int)field->to && field->high.count > 0)
		return words_text(&field->high);
	return NULL;
}

static void put_value(struct markup *m, const struct figures *f,
		      const struct figure_scale *scale, size_t at)
{
	const struct field *field = &f->form->fields[scale->field];
	const struct share *share = &scale->values[at];
	int value = scale->from + (int)at;
	struct svg_figure figure = { .known = share->known,
				     .rate = share->rate,
				     .target = -1,
				     .national = -1 };
	char *name = alloc_print("%d", value);
	char *id = alloc_print("%s/%d", field->name, value);

	html_begin_row(m, "value", id);
	html_row_head(m, name,
		      value_words(field, value) ? value_words(field, value)
						: "");
	html_bar(m, &figure, name, html_share_words(f, share, -1, -1));
	html_cell(
		m, "number percent", "%",
		html_percent(share->known, share->suppressed, share->percent));
	html_cell(m, "number met", _("number"), html_number(f, share->met));
	markup_close(m);
	free(name);
	free(id);
}

/* The mean may show where the distribution is hidden. */
static bool has_values(const struct figure_scale *scale)
{
	for (size_t i = 0; i < scale->value_count; i++)
		if (scale->values[i].known)
			return true;
	return false;
}

static void put_scale(struct markup *m, const struct figures *f,
		      const struct figure_scale *scale)
{
	const struct field *field = &f->form->fields[scale->field];
	const struct html_column columns[] = {
		{ "name", _("Answer") },
		{ "chart", "" },
		{ "number", "%" },
		{ "number", _("number") },
	};

	markup_open(m, "div");
	markup_set(m, "class", "keep");
	markup_set(m, "data-name", "%s", field->name);
	html_question(m, f, scale->field);
	html_sentence(m, "lead", sentence_of_scale(scale));
	if (has_values(scale)) {
		html_begin_table(m, html_table_class(scale->value_count, true),
				 scale->of_rows
					 ? _("Per cent of the answers, of all "
					     "rows together")
					 : _("Per cent of the answers"),
				 columns, 4, -1);
		for (size_t i = 0; i < scale->value_count; i++)
			put_value(m, f, scale, i);
		html_end_table(m);
	}
	markup_close(m);
}

void html_scales(struct markup *m, const struct figures *f)
{
	for (size_t i = 0; i < f->scale_count; i++)
		put_scale(m, f, &f->scales[i]);
}
