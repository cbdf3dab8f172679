/* report/summary_text_answers.c - answers, in text; see report/summary.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/sentence.h"
#include "report/summary_text_private.h"
#include "report/table_private.h"

/* n, per cent and interval of a share. */
static void add_share(struct table *t, const struct figures *f,
		      const struct share *share, int64_t n)
{
	table_take(t, sentence_number(f, n));
	table_take(t, text_percent(share->known, share->suppressed,
				   share->percent));
	table_take(t,
		   text_interval(share->has_interval, share->low, share->high));
}

static void add_head(struct table *t, const char *first)
{
	table_add(t, first);
	table_add(t, _("n"));
	table_add(t, "%");
	table_add(t, _("95 %"));
}

/* --- positive outcome by the number met */

static void add_step(struct table *t, const struct figures *f, char *what,
		     const struct figure_step *step)
{
	table_take(t, what);
	add_share(t, f, &step->positive, step->positive.of);
}

void text_steps(const struct figures *f, struct buffer *out)
{
	const struct form *form = f->form;
	struct table t = { .align = "lrrr" };

	if (f->step_count == 0 || form->positive_by < 0)
		return;
	buffer_add_byte(out, '\n');
	buffer_print(out, _("Positive outcome by the number met of %s"),
		     words_text(&form->measures[form->positive_by].label));
	buffer_add_byte(out, '\n');
	text_sentence(INDENT, sentence_of_steps(f), out);
	add_head(&t, _("met"));
	for (size_t k = 0; k < f->step_count; k++)
		add_step(&t, f, alloc_print("%d", f->steps[k].met),
			 &f->steps[k]);
	if (form->positive_from > 0) {
		add_step(&t, f, alloc_print(_("under %d"), form->positive_from),
			 &f->steps_below);
		add_step(&t, f,
			 alloc_print(_("%d or more"), form->positive_from),
			 &f->steps_from);
	}
	table_print(&t, INDENT, out);
	if (form->positive_note.count > 0)
		buffer_print(out, INDENT "%s.\n",
			     words_text(&form->positive_note));
}

/* --- scales, choices in repeats, shares */

static void put_title(const struct figures *f, int field, struct buffer *out)
{
	char *label = sentence_label(f, field);

	buffer_print(out, "\n%s\n", label);
	free(label);
}

static void put_missing(int64_t missing, struct buffer *out)
{
	if (missing > 0)
		buffer_print(out, INDENT "%lld %s\n", (long long)missing,
			     _("with a reason not answered"));
}

static void put_row_block(const struct figures *f,
			  const struct figure_block *block, struct buffer *out)
{
	const struct field *field = &f->form->fields[block->field];
	struct table t = { .align = "lrrr" };
	char *answered = sentence_number(f, block->answered);
	char *records = sentence_number(f, block->records);

	put_title(f, block->field, out);
	buffer_add(out, INDENT);

	/* TRANSLATORS: numbers; and the label of the repeat, "Goals". */
	buffer_print(out, _("%s answered, in %s records (%s)"), answered,
		     records,
		     words_text(&f->form->repeats[field->repeat].label));
	buffer_add_byte(out, '\n');
	free(answered);
	free(records);
	put_missing(block->missing, out);
	add_head(&t, "");
	for (size_t o = 0; o < block->option_count; o++) {
		const struct figure_option *option = &block->options[o];

		table_add(&t, words_text(&option->option->label));
		add_share(&t, f, &option->share, option->share.met);
	}
	table_print(&t, INDENT, out);
}

static void put_scale(const struct figures *f, const struct figure_scale *scale,
		      struct buffer *out)
{
	struct table t = { .align = "rrrr" };

	put_title(f, scale->field, out);
	text_sentence(INDENT, sentence_of_scale(scale), out);
	if (scale->suppressed)
		return;
	put_missing(scale->missing, out);
	add_head(&t, _("value"));
	for (size_t v = 0; v < scale->value_count; v++) {
		table_take(&t, alloc_print("%d", scale->from + (int)v));
		add_share(&t, f, &scale->values[v], scale->values[v].met);
	}
	table_print(&t, INDENT, out);
}

static void put_shares(const struct figures *f, struct buffer *out)
{
	struct table t = { .align = "lrrr" };

	if (f->share_count == 0)
		return;
	buffer_print(out, "\n%s\n", _("Shares (without a target)"));
	add_head(&t, "");
	for (size_t s = 0; s < f->share_count; s++) {
		const struct figure_share *share = &f->shares[s];

		table_add(&t, words_text(&f->form->shares[share->share].label));
		add_share(&t, f, &share->part, share->part.of);
	}
	table_print(&t, INDENT, out);
	for (size_t s = 0; s < f->share_count; s++) {
		const struct words *note =
			&f->form->shares[f->shares[s].share].note;

		if (note->count > 0)
			buffer_print(out, INDENT "%s.\n", words_text(note));
	}
}

void text_answers(const struct figures *f, struct buffer *out)
{
	for (size_t b = 0; b < f->row_block_count; b++)
		put_row_block(f, &f->row_blocks[b], out);
	for (size_t s = 0; s < f->scale_count; s++)
		put_scale(f, &f->scales[s], out);
	put_shares(f, out);
}

/* --- the items of each group, of measures with a few */

#define FEW_ITEMS 5

static void add_item(struct table *t, const struct figures *f,
		     const struct figure_item *item)
{
	const struct share *share = &item->share;

	table_take(t, sentence_number(f, share->of));
	table_take(t, text_percent(share->known, share->suppressed,
				   share->percent));
}

static void put_group_items(const struct figures *f, size_t m,
			    struct buffer *out)
{
	const struct figure_measure *measure = &f->measures[m];
	struct buffer align = { 0 };
	struct table t = { 0 };

	buffer_add(&align, "l");
	table_add(&t, "");
	for (size_t i = 0; i < measure->item_count; i++) {
		const struct field *field =
			&f->form->fields[measure->items[i].field];

		buffer_add(&align, "rr");
		table_take(&t,
			   alloc_print(_("%s n"), field->number ? field->number
								: field->name));
		table_add(&t, "%");
	}
	t.align = buffer_text(&align);
	buffer_print(out, "\n%s\n", words_text(&f->form->measures[m].label));
	for (size_t g = 0; g < f->group_count; g++) {
		const char *name = f->groups[g].value;

		table_add(&t, *name ? name : "-");
		for (size_t i = 0; i < measure->item_count; i++)
			add_item(&t, f, &f->groups[g].items[m][i]);
	}
	table_print(&t, INDENT, out);
	buffer_done(&align);
}

void text_group_items(const struct figures *f, struct buffer *out)
{
	if (f->group_count == 0 || !f->group_by)
		return;
	for (size_t m = 0; m < f->measure_count; m++)
		text_sentence("", sentence_of_funnel(f, m), out);
	for (size_t m = 0; m < f->measure_count; m++)
		if (f->measures[m].item_count <= FEW_ITEMS)
			put_group_items(f, m, out);
}
