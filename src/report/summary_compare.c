/* report/summary_compare.c - two selections side by side; report/summary.h */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "report/sentence.h"
#include "report/summary_csv_private.h"
#include "report/summary_json_private.h"
#include "report/summary_text_private.h"
#include "report/table_private.h"

/* As in the column figure of CSV. */
static const char *figure_name(enum compared_what what)
{
	static const char *const names[] = {
		[COMPARED_MEASURE] = "measure",   [COMPARED_ITEM] = "item",
		[COMPARED_POSITIVE] = "positive", [COMPARED_OPTION] = "option",
		[COMPARED_SCALE] = "scale",       [COMPARED_SHARE] = "share",
	};

	return names[what];
}

/* Of the measure, field or share; FIELD/OPTION for an option. */
static char *row_name(const struct form *form, const struct compared *row)
{
	switch (row->what) {
	case COMPARED_MEASURE:
	case COMPARED_POSITIVE:
		return alloc_text(form->measures[row->measure].name);
	case COMPARED_SHARE:
		return alloc_text(form->shares[row->share].name);
	case COMPARED_OPTION:
		return alloc_print(
			"%s/%s", form->fields[row->field].name,
			form->fields[row->field].options[row->option].name);
	default:
		return alloc_text(form->fields[row->field].name);
	}
}

static bool is_mean(const struct compared *row)
{
	return row->what == COMPARED_MEASURE || row->what == COMPARED_SCALE;
}

/* How the interval of the difference came about. */
static const char *method_of(const struct compared *row)
{
	return is_mean(row) ? "normal" : "newcombe";
}

/* --- JSON */

static void put_side(struct json *j, const char *key,
		     const struct compared *row,
		     const struct compared_side *side, bool published)
{
	json_open(j, key, '{');
	if (!published) {
		json_put_count(j, is_mean(row) ? "records" : "of", side->n);
		if (!is_mean(row))
			json_put_count(j, "met", side->met);
	}
	json_put_number(j, "value", side->known, side->value);
	if (row->what == COMPARED_SCALE)
		json_put_number(j, "rounded", side->known,
				side->percent / 10.0);
	else
		json_put_percent(j, "percent", side->known, side->percent);
	json_put_interval(j, side->has_interval, side->low, side->high,
			  is_mean(row) ? "normal" : "wilson");
	json_put_suppressed(j, side->suppressed);
	json_close(j);
}

static void put_difference(struct json *j, const struct compared *row)
{
	json_open(j, "difference", '{');
	json_put_number(j, "value", row->has_difference, row->difference);
	if (row->what == COMPARED_SCALE)
		json_put_number(j, "rounded", row->has_difference,
				row->points / 10.0);
	else if (row->has_difference)
		json_integer(j, "points", row->points);
	else
		json_null(j, "points");
	json_put_interval(j, row->has_interval, row->low, row->high,
			  method_of(row));
	if (row->is_judged)
		json_bool(j, "more_than_chance", row->more_than_chance);
	else
		json_null(j, "more_than_chance");
	json_put_suppressed(j, row->own.suppressed || row->other.suppressed);
	json_close(j);
}

static void put_row(struct json *j, const struct comparison *c,
		    const struct compared *row)
{
	char *name = row_name(c->form, row);

	json_open(j, NULL, '{');
	json_text(j, "figure", figure_name(row->what));
	json_text(j, "name", name);
	put_side(j, "own", row, &row->own, false);
	put_side(j, "other", row, &row->other, c->with == COMPARE_NATIONAL);
	put_difference(j, row);
	json_close(j);
	free(name);
}

void json_comparison(struct json *j, const struct figures *f)
{
	const struct comparison *c = f->comparison;

	if (!c) {
		json_null(j, "compare");
		return;
	}
	json_open(j, "compare", '{');
	json_text(j, "with", compare_name(c->with));
	json_text(j, "from", c->from);
	json_text(j, "to", c->to);
	json_open(j, "filter", '{');
	json_text(j, "organisatie", c->organisatie);
	json_text(j, "team", c->team);
	json_text(j, "medewerker", c->medewerker);
	json_close(j);
	json_text(j, "published", c->published);
	json_bool(j, "part", c->is_part);
	if (c->with == COMPARE_NATIONAL)
		json_null(j, "valid");
	else
		json_put_count(j, "valid", c->other);
	json_put_suppressed(j, c->other == FIGURE_HIDDEN);
	json_open(j, "figures", '[');
	for (size_t i = 0; i < c->count; i++)
		put_row(j, c, &c->rows[i]);
	json_close(j);
	json_close(j);
}

/* --- CSV */

static void add_name(struct buffer *out, const char *figure, const char *by,
		     const char *name)
{
	if (name)
		csv_add_value(out,
			      &(struct csv_place){ figure, by, NULL, name },
			      &(struct csv_value){ 0 });
}

/* A share as CSV has it, from one side of a row. */
static struct share share_of_side(const struct compared_side *side)
{
	return (struct share){ .met = side->met,
			       .of = side->n,
			       .known = side->known,
			       .suppressed = side->suppressed,
			       .percent = side->percent,
			       .rate = side->value,
			       .has_interval = side->has_interval,
			       .low = side->low,
			       .high = side->high };
}

static void add_other(struct buffer *out, const struct csv_place *place,
		      const struct compared *row)
{
	const struct compared_side *side = &row->other;
	struct share share = share_of_side(side);

	if (row->what == COMPARED_SCALE)
		csv_add_value(
			out, place,
			&(struct csv_value){ .n = side->n,
					     .known = side->known,
					     .suppressed = side->suppressed,
					     .value = side->value,
					     .has_interval = side->has_interval,
					     .low = side->low,
					     .high = side->high });
	else if (row->what == COMPARED_MEASURE)
		csv_add_mean_of(out, place, &share);
	else
		csv_add_share(out, place, &share, -1, -1);
}

static void add_row(struct buffer *out, const struct comparison *c,
		    const struct compared *row)
{
	const char *figure = figure_name(row->what);
	char *name = row_name(c->form, row);
	char *apart = alloc_print("%s_difference", figure);
	struct csv_place place = { figure, "compare", compare_name(c->with),
				   name };

	/* The published figures stand in the column benchmark. */
	if (c->with != COMPARE_NATIONAL)
		add_other(out, &place, row);
	place.figure = apart;
	csv_add_difference(out, &place,
			   &(struct csv_difference){
				   .known = row->has_difference,
				   .suppressed = row->own.suppressed ||
						 row->other.suppressed,
				   .value = row->difference,
				   .has_points = row->what != COMPARED_SCALE,
				   .points = row->points,
				   .has_interval = row->has_interval,
				   .low = row->low,
				   .high = row->high,
				   .method = method_of(row),
				   .verdict = !row->is_judged ? NULL
					      : row->more_than_chance
						      ? "verschil"
						      : "toeval",
			   });
	free(apart);
	free(name);
}

void csv_comparison(struct buffer *out, const struct figures *f)
{
	const struct comparison *c = f->comparison;

	if (!c)
		return;
	add_name(out, "compare_from", NULL, c->from);
	add_name(out, "compare_to", NULL, c->to);
	add_name(out, "compare_filter", "organisatie", c->organisatie);
	add_name(out, "compare_filter", "team", c->team);
	add_name(out, "compare_filter", "medewerker", c->medewerker);
	if (c->with != COMPARE_NATIONAL)
		csv_add_count(out,
			      &(struct csv_place){ "valid", "compare",
						   compare_name(c->with),
						   NULL },
			      c->other);
	for (size_t i = 0; i < c->count; i++)
		add_row(out, c, &c->rows[i]);
}

/* --- text */

static void add_side(struct table *t, const struct figures *f,
		     const struct compared *row,
		     const struct compared_side *side)
{
	bool published =
		side == &row->other && f->comparison->with == COMPARE_NATIONAL;

	table_take(t, published ? NULL : sentence_number(f, side->n));
	table_take(t, side->suppressed ? NULL
				       : sentence_compared_value(f, row, side));
}

/* "+4", "-12"; of a scale in tenths. */
static char *signed_points(const struct compared *row)
{
	char *size, *text;

	if (!row->has_difference)
		return NULL;
	if (row->points == 0)
		return alloc_text("0");
	if (row->what != COMPARED_SCALE)
		return alloc_print("%+d", row->points);
	size = sentence_tenths(row->points);
	text = alloc_print("%s%s", row->points > 0 ? "+" : "", size);
	free(size);
	return text;
}

/* Above each field with options its label stands once. */
static void add_heading(struct table *t, const struct figures *f,
			const struct compared *row, size_t cells)
{
	char *label = sentence_label(f, row->field);

	table_add(t, label);
	free(label);
	for (size_t i = 1; i < cells; i++)
		table_add(t, "");
}

static bool begins_block(const struct comparison *c, size_t i)
{
	return c->rows[i].what == COMPARED_OPTION &&
	       (i == 0 || c->rows[i - 1].what != COMPARED_OPTION ||
		c->rows[i - 1].field != c->rows[i].field);
}

static bool is_below(const struct compared *row)
{
	return row->what == COMPARED_OPTION || row->what == COMPARED_ITEM;
}

void text_comparison(const struct figures *f, struct buffer *out)
{
	const struct comparison *c = f->comparison;
	struct table t = { .align = "lrrrrrl" };

	if (!c)
		return;
	buffer_print(out, "\n%s\n", _("Side by side"));
	text_sentence(INDENT, sentence_of_comparison(f), out);
	if (c->count == 0)
		return;
	table_add(&t, "");
	table_add(&t, _("n"));
	table_take(&t, sentence_own_side(f));
	table_add(&t, _("n"));
	table_take(&t, sentence_other_side(f));
	table_add(&t, _("apart"));
	table_add(&t, "");
	for (size_t i = 0; i < c->count; i++) {
		const struct compared *row = &c->rows[i];
		char *label = sentence_compared_label(f, row);

		if (begins_block(c, i))
			add_heading(&t, f, row, 7);
		table_take(&t, alloc_print("%s%s", is_below(row) ? "  " : "",
					   label));
		free(label);
		add_side(&t, f, row, &row->own);
		add_side(&t, f, row, &row->other);
		table_take(&t, signed_points(row));
		table_take(&t, sentence_of_difference(f, row));
	}
	table_print(&t, INDENT, out);
	buffer_print(out, INDENT "%s\n", sentence_on_chance());
}
