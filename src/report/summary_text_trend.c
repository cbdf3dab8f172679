/* report/summary_text_trend.c - over time, and the extras, in text */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "measure/run.h"
#include "report/sentence.h"
#include "report/summary_text_private.h"
#include "report/table_private.h"

/* --- criteria over the years and versions */

static bool is_marked(const struct figures *f, const struct figure_item *item)
{
	return f->form->fields[item->field].differs.count > 0 &&
	       figures_have_versions(f);
}

static void add_criterion(struct table *t, const struct figures *f, size_t m,
			  size_t i)
{
	const struct figure_item *item = &f->measures[m].items[i];
	const struct field *field = &f->form->fields[item->field];

	table_take(t, alloc_print("%s%s", field->number ? field->number : "",
				  is_marked(f, item) ? "*" : ""));
	table_add(t, words_text(&field->label));
	for (size_t p = 0; p < f->part_count; p++) {
		const struct share *share = &f->parts[p].items[m][i].share;

		table_take(t, share->suppressed
				      ? sentence_number(f, FIGURE_HIDDEN)
				      : text_percent(share->known, false,
						     share->percent));
	}
}

static void add_parts(struct table *t, const struct figures *f)
{
	table_add(t, "");
	table_add(t, "");
	for (size_t p = 0; p < f->part_count; p++)
		table_take(t,
			   figures_have_versions(f)
				   ? alloc_print("%s (%s)", f->parts[p].value,
						 f->parts[p].version)
				   : alloc_text(f->parts[p].value));
	table_add(t, "");
	table_add(t, _("n"));
	for (size_t p = 0; p < f->part_count; p++)
		table_take(t, sentence_number(f, f->parts[p].valid));
}

static void put_differences(const struct figures *f, struct buffer *out)
{
	for (size_t m = 0; m < f->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++) {
			const struct figure_item *item =
				&f->measures[m].items[i];
			const struct field *field =
				&f->form->fields[item->field];

			if (is_marked(f, item))
				buffer_print(out, INDENT "* %s: %s.\n",
					     field->number ? field->number
							   : field->name,
					     words_text(&field->differs));
		}
}

static void put_criteria(const struct figures *f, struct buffer *out)
{
	struct buffer align = { 0 };
	struct table t = { 0 };

	if (f->part_count < 2 || f->measure_count == 0)
		return;
	buffer_print(out, "\n%s\n", _("Criteria per year, in per cent"));
	buffer_add(&align, "ll");
	for (size_t p = 0; p < f->part_count; p++)
		buffer_add(&align, "r");
	t.align = buffer_text(&align);
	add_parts(&t, f);
	for (size_t m = 0; m < f->measure_count; m++)
		for (size_t i = 0; i < f->measures[m].item_count; i++)
			add_criterion(&t, f, m, i);
	table_print(&t, INDENT, out);
	put_differences(f, out);
	buffer_done(&align);
}

/* --- months */

static void put_run(const char *name, struct run run, struct buffer *out)
{
	char *sentence = sentence_of_run(&run);

	buffer_print(out, INDENT "%s: %s.\n", name, sentence);
	free(sentence);
	run_done(&run);
}

static void put_months(const struct figures *f, struct buffer *out)
{
	if (f->month_count < 2 || f->measure_count == 0)
		return;
	buffer_print(out, "\n%s\n", _("From month to month"));
	for (size_t m = 0; m < f->measure_count; m++)
		put_run(words_text(&f->form->measures[m].label),
			run_of_measure(f, m), out);
}

void text_trend(const struct figures *f, struct buffer *out)
{
	for (size_t m = 0; m < f->measure_count; m++)
		text_sentence("", sentence_of_trend(f, m), out);
	put_criteria(f, out);
	put_months(f, out);
}

/* --- extras */

static void put_reasons(const struct figures *f, struct buffer *out)
{
	struct table t = { .align = "rl" };

	if (!f->has_reasons || f->reason_count == 0)
		return;
	buffer_print(out, "\n%s\n", _("Why records do not count"));
	for (size_t i = 0; i < f->reason_count; i++) {
		table_take(&t, alloc_print("%lld",
					   (long long)f->reasons[i].records));
		table_take(&t, sentence_rule(f, f->reasons[i].rule));
	}
	table_print(&t, INDENT, out);
}

static char *tenths(bool has, int64_t number)
{
	int64_t size = number < 0 ? -number : number;

	if (!has)
		return NULL;
	return alloc_print(_("%s%lld.%lld"), number < 0 ? "-" : "",
			   (long long)(size / 10), (long long)(size % 10));
}

static void add_arrival(struct table *t, const struct figures *f,
			const struct figure_arrival *a)
{
	const struct share *came = &a->came;
	bool most = a->has_days && a->days_most != FIGURE_HIDDEN_DAYS;

	table_add(t, a->group ? "" : a->form);
	table_add(t, !a->group ? _("all") : *a->group ? a->group : "-");
	table_take(t, sentence_number(f, came->of));
	table_take(t, sentence_number(f, came->met));
	table_take(t,
		   text_percent(came->known, came->suppressed, came->percent));
	table_take(t, text_number(a->late != FIGURE_HIDDEN, a->late));
	table_take(t, text_number(a->running != FIGURE_HIDDEN, a->running));
	table_take(t, tenths(a->has_days, 5 * a->days_half));
	table_take(t, tenths(a->has_days, a->days_tenth));
	table_take(t, text_number(most, a->days_most));
}

static void put_response(const struct figures *f, struct buffer *out)
{
	struct table t = { .align = "llrrrrrrrr" };

	if (!f->response)
		return;
	buffer_print(out, "\n%s\n", _("Response by the programme"));
	if (f->response->arrival_count == 0) {
		buffer_print(out, INDENT "%s.\n", _("none was due"));
		return;
	}
	table_add(&t, "");
	table_add(&t, "");
	table_add(&t, _("due"));
	table_add(&t, _("came"));
	table_add(&t, "%");
	table_add(&t, _("late"));
	table_add(&t, _("running"));
	table_add(&t, _("median"));
	table_add(&t, _("mean"));
	table_add(&t, _("most"));
	for (size_t i = 0; i < f->response->arrival_count; i++)
		add_arrival(&t, f, &f->response->arrivals[i]);
	table_print(&t, INDENT, out);
	buffer_print(out, INDENT "%s\n",
		     _("due: the last day of the term lies in the period. "
		       "median, mean and most: days to completion, from the "
		       "day that the programme names."));
}

void text_extras(const struct figures *f, struct buffer *out)
{
	put_reasons(f, out);
	put_response(f, out);
}
