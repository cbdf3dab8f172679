/* report/html_source.c - where the figures come from and what they leave out */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/html_private.h"
#include "report/sentence.h"

/* The published figure of a measure; NULL when there is none. */
static char *published(const struct benchmark *b, const char *measure)
{
	for (size_t i = 0; i < b->value_count; i++)
		if (b->values[i].kind == BENCHMARK_MEASURE &&
		    strcmp(b->values[i].name, measure) == 0)
			return alloc_print("%d",
					   (int)(b->values[i].percent + 0.5));
	return NULL;
}

static void put_benchmark(struct markup *m, const struct figures *f,
			  const struct benchmark *b)
{
	html_begin_row(m, "published", b->period);
	html_row_head(m, NULL, b->period);
	html_cell(m, "number", _("version"), alloc_text(b->version));
	html_cell(m, "number", _("records"),
		  b->records > 0 ? alloc_print("%d", b->records) : NULL);
	html_cell(m, "number", _("organisations"),
		  b->organisations > 0 ? alloc_print("%d", b->organisations)
				       : NULL);
	for (size_t i = 0; i < f->measure_count; i++)
		html_cell(m, "number", words_text(&f->form->measures[i].label),
			  published(b, f->form->measures[i].name));
	html_cell(m, "word", NULL, alloc_text(b->source));
	markup_close(m);
}

static void put_benchmarks(struct markup *m, const struct figures *f,
			   const struct catalogue *catalogue)
{
	struct html_column *columns =
		alloc_new(f->measure_count + 5, sizeof(*columns));
	size_t count = 0;

	columns[count++] = (struct html_column){ "name", _("Period") };
	columns[count++] = (struct html_column){ "number", _("version") };
	columns[count++] = (struct html_column){ "number", _("records") };
	columns[count++] = (struct html_column){ "number", _("organisations") };
	for (size_t i = 0; i < f->measure_count; i++)
		columns[count++] = (struct html_column){
			"number", words_text(&f->form->measures[i].label)
		};
	columns[count++] = (struct html_column){ "word", _("Source") };
	html_begin_table(m, "figures keep", _("Published figures, in per cent"),
			 columns, count, -1);
	for (size_t i = 0; i < catalogue_benchmark_count(catalogue); i++) {
		const struct benchmark *b = catalogue_benchmark(catalogue, i);

		if (strcmp(b->form, f->form->name) == 0)
			put_benchmark(m, f, b);
	}
	html_end_table(m);
	free(columns);
}

/* Which rule it is that leaves records out; with a threshold it is not known.
 */
void html_excluded(struct markup *m, const struct figures *f)
{
	const struct html_column columns[] = {
		{ "name", _("Reason") },
		{ "number", _("records") },
	};

	if (!f->has_reasons || f->reason_count == 0)
		return;
	html_begin_section(m, NULL, _("Records that do not count"));
	html_sentence(m, "lead", sentence_of_reasons(f));
	html_begin_table(m, html_table_class(f->reason_count, true),
			 _("Each by the first rule that fails"), columns, 2,
			 -1);
	for (size_t i = 0; i < f->reason_count; i++) {
		char *rule = sentence_rule(f, f->reasons[i].rule);

		html_begin_row(m, "reason", rule);
		html_row_head(m, NULL, rule);
		html_cell(m, "number", _("records"),
			  html_number(f, f->reasons[i].records));
		markup_close(m);
		free(rule);
	}
	html_end_table(m);
	markup_close(m);
}

void html_sources(struct markup *m, const struct report_html *what)
{
	const struct figures *f = what->figures;

	html_begin_section(m, NULL, _("About these figures"));
	html_definition(m, _("Counted are completed records that count by the "
			     "rules of the form; a correction made later does "
			     "not move a record to another year. The first "
			     "and the last day of the period belong to it. "
			     "Per cents are rounded once, half up, from the "
			     "exact fraction."));
	html_definition(m, _("The range says between which values the figure "
			     "could lie by chance alone (95 %). The fewer "
			     "records, the wider it is."));
	if (html_is_shared(f)) {
		markup_open(m, "p");
		markup_set(m, "class", "definition");
		markup_print(m,
			     _("<%d stands for fewer than %d, or "
			       "for a number that is hidden because "
			       "it would give such a number away. "
			       "Figures per worker are not in this "
			       "version."),
			     f->threshold, f->threshold);
		markup_close(m);
	}
	if (f->benchmark && what->catalogue) {
		markup_open(m, "p");
		markup_set(m, "class", "definition");
		markup_print(m,
			     _("National figures: %s (%s). They are "
			       "there to look at your own figures "
			       "with other eyes, not as a norm."),
			     f->benchmark->period, f->benchmark->source);
		markup_close(m);
		put_benchmarks(m, f, what->catalogue);
	}
	markup_close(m);
}
