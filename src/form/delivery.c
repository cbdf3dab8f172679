/* form/delivery.c - reading what a delivery is made of; see form/delivery.h */

#include "config.h"

#include "form/delivery.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/catalogue_private.h"
#include "form/expr_private.h"
#include "form/load_private.h"

#define WIDTH_MOST 1000
#define PERIODS_MOST 1000

static const struct known_key delivery_keys[] = {
	{ "delivery", 0 }, { "language", 0 }, { "title", 0 },
	{ "purpose", 0 },  { "note", 0 },     { "form", 0 },
	{ "from", 0 },     { "to", 0 },       { "period", 0 },
	{ "layout", 0 },   { "header", 0 },   { "separator", 0 },
	{ "merge", 0 },    { "columns", 0 },
};
static const struct known_key period_keys[] = { { "months", 0 },
						{ "last", 0 } };
static const struct known_key merge_keys[] = { { "when", 0 },
					       { "same", 0 },
					       { "overlapping", 0 } };
static const struct known_key column_keys[] = {
	{ "name", 0 },  { "form", 0 },  { "value", 0 }, { "codes", 0 },
	{ "width", 0 }, { "align", 0 }, { "fill", 0 },  { "required", 0 },
};

struct making {
	struct loader l;
	struct form words; /* only its language, for load_words() */
	struct catalogue *catalogue;
	struct sealed *sealed;
	struct delivery *delivery;
};

/* --- forms, fields and expressions */

/* A field outside repeats; -1, and a problem, when there is none. */
static int find_field(struct making *m, const struct yaml *node)
{
	const struct form *form = m->delivery->form;
	int field = form_find(form, node->text);

	if (field >= 0 && form->fields[field].repeat < 0 &&
	    field_is_stored(&form->fields[field]))
		return field;
	load_mistake(&m->l, node, NULL, _("%s %s has no field \"%s\""),
		     form->name, form->version, node->text);
	return -1;
}

static void compile(struct making *m, const struct yaml *node,
		    const struct form *form, struct expr **out)
{
	struct scope scope = { .own = form,
			       .traject = m->catalogue->traject,
			       .repeat = -1,
			       .jeugdige = form->per != PER_TRAJECT };
	struct err err = { 0 };
	size_t offset = 0;

	if (load_is_text(&m->l, node, NULL) &&
	    expr_compile(m->sealed, node->text, &scope, out, &offset, &err))
		load_mistake_in(&m->l, node, offset, form->name, &err);
}

/* --- columns */

static void load_codes(struct making *m, const struct yaml *node,
		       struct delivery_column *column)
{
	struct delivery_code *codes;

	if (!load_is_map(&m->l, node, column->name))
		return;
	codes = arena_take(m->l.arena, node->count + 1, sizeof(*codes));
	for (size_t i = 0; i < node->count; i++) {
		if (!load_is_text(&m->l, &node->items[i], column->name))
			return;
		codes[i].name = arena_text(m->l.arena, node->keys[i].text);
		codes[i].code = arena_text(m->l.arena, node->items[i].text);
	}
	column->codes = codes;
	column->code_count = node->count;
}

static void load_place_in_row(struct making *m, const struct yaml *node,
			      struct delivery_column *column)
{
	const struct yaml *width = yaml_get(node, "width");
	const struct yaml *align = yaml_get(node, "align");
	const struct yaml *fill = yaml_get(node, "fill");

	if (width)
		load_integer(&m->l, width, column->name, 1, WIDTH_MOST,
			     &column->width);
	else if (!m->delivery->separator)
		load_mistake(&m->l, node, column->name,
			     _("width: is missing; layout: fixed needs it"));
	if (align && load_is_text(&m->l, align, column->name)) {
		column->right = strcmp(align->text, "right") == 0;
		if (!column->right && strcmp(align->text, "left") != 0)
			load_mistake(&m->l, align, column->name,
				     _("align: is left or right"));
	}
	column->fill = ' ';
	if (fill && fill->kind == YAML_SCALAR && strlen(fill->text) == 1)
		column->fill = fill->text[0];
	else if (fill)
		load_mistake(&m->l, fill, column->name,
			     _("fill: is one character"));
}

/* A bare name of a field with options is written as its code. */
static void note_field(struct delivery_column *column)
{
	enum name_source source;
	int index;

	if (column->value && expr_is_name(column->value, &source, &index) &&
	    source == NAME_FIELD)
		column->field = &column->form->fields[index];
}

static void load_column(struct making *m, const struct yaml *node,
			struct delivery_column *column)
{
	const struct yaml *part;

	if (!load_is_map(&m->l, node, NULL))
		return;
	load_check_keys(&m->l, node, column_keys, COUNT(column_keys), NULL);
	column->name = "";
	column->form = m->delivery->form;
	if ((part = yaml_get(node, "name")) && load_is_text(&m->l, part, NULL))
		column->name = arena_text(m->l.arena, part->text);
	else
		load_mistake(&m->l, node, NULL, _("name: is missing"));
	if ((part = yaml_get(node, "form"))) {
		const struct form *form =
			load_named_form(&m->l, m->catalogue, part, NULL);

		if (!form)
			return;
		column->form = form;
	}
	if ((part = yaml_get(node, "value")))
		compile(m, part, column->form, &column->value);
	else
		load_mistake(&m->l, node, column->name, _("value: is missing"));
	note_field(column);
	if ((part = yaml_get(node, "codes")))
		load_codes(m, part, column);
	if ((part = yaml_get(node, "required")))
		load_bool(&m->l, part, column->name, &column->required);
	load_place_in_row(m, node, column);
}

static void load_columns(struct making *m, const struct yaml *node)
{
	struct delivery_column *columns;

	if (!load_is_list(&m->l, node, NULL))
		return;
	columns = arena_take(m->l.arena, node->count + 1, sizeof(*columns));
	for (size_t i = 0; i < node->count; i++)
		load_column(m, &node->items[i], &columns[i]);
	m->delivery->columns = columns;
	m->delivery->column_count = node->count;
}

/* --- what is one row */

static void load_merge(struct making *m, const struct yaml *node,
		       struct delivery_merge *merge)
{
	const struct yaml *same = yaml_get(node, "same");
	const struct yaml *part;
	int *fields;

	if (!load_is_map(&m->l, node, NULL))
		return;
	load_check_keys(&m->l, node, merge_keys, COUNT(merge_keys), NULL);
	if ((part = yaml_get(node, "when")))
		compile(m, part, m->delivery->form, &merge->when);
	if ((part = yaml_get(node, "overlapping")))
		load_bool(&m->l, part, NULL, &merge->overlapping);
	if (!same) {
		load_mistake(&m->l, node, NULL,
			     _("same: is missing: which answers make rows "
			       "one?"));
		return;
	}
	if (!load_is_list(&m->l, same, NULL))
		return;
	fields = arena_take(m->l.arena, same->count + 1, sizeof(*fields));
	for (size_t i = 0; i < same->count; i++)
		if (load_is_text(&m->l, &same->items[i], NULL))
			fields[i] = find_field(m, &same->items[i]);
	merge->fields = fields;
	merge->field_count = same->count;
}

static void load_merges(struct making *m, const struct yaml *node)
{
	struct delivery_merge *merges;

	if (!load_is_list(&m->l, node, NULL))
		return;
	merges = arena_take(m->l.arena, node->count + 1, sizeof(*merges));
	for (size_t i = 0; i < node->count; i++)
		load_merge(m, &node->items[i], &merges[i]);
	m->delivery->merges = merges;
	m->delivery->merge_count = node->count;
}

/* --- when */

static void load_day(struct making *m, const struct yaml *root, const char *key,
		     int *out)
{
	const struct yaml *node = yaml_get(root, key);
	const struct form *form = m->delivery->form;
	enum field_type type;

	*out = -1;
	if (!node) {
		load_mistake(&m->l, root, NULL,
			     _("%s: is missing, with a day of the form"), key);
		return;
	}
	if (!load_is_text(&m->l, node, NULL))
		return;
	*out = find_field(m, node);
	if (*out < 0)
		return;
	type = field_value_type(&form->fields[*out]);
	if (type != FIELD_DATE && type != FIELD_DATETIME)
		load_mistake(&m->l, node, NULL, _("\"%s\" is not a day"),
			     node->text);
}

static void load_period(struct making *m, const struct yaml *root)
{
	const struct yaml *node = yaml_get(root, "period");
	const struct yaml *months = yaml_get(node, "months");
	const struct yaml *last = yaml_get(node, "last");

	m->delivery->months = 12;
	m->delivery->last = PERIODS_MOST;
	if (!node || !load_is_map(&m->l, node, NULL))
		return;
	load_check_keys(&m->l, node, period_keys, COUNT(period_keys), NULL);
	if (months &&
	    load_integer(&m->l, months, NULL, 1, 12, &m->delivery->months) &&
	    12 % m->delivery->months != 0)
		load_mistake(&m->l, months, NULL,
			     _("a year has no whole number of such periods"));
	if (last)
		load_integer(&m->l, last, NULL, 1, PERIODS_MOST,
			     &m->delivery->last);
}

static void load_layout(struct making *m, const struct yaml *root)
{
	const struct yaml *layout = yaml_get(root, "layout");
	const struct yaml *separator = yaml_get(root, "separator");
	bool separated = layout && layout->kind == YAML_SCALAR &&
			 strcmp(layout->text, "separated") == 0;

	if (!layout || (!separated && (layout->kind != YAML_SCALAR ||
				       strcmp(layout->text, "fixed") != 0)))
		load_mistake(&m->l, layout ? layout : root, NULL,
			     _("layout: is fixed or separated"));
	if (separator &&
	    (separator->kind != YAML_SCALAR || strlen(separator->text) != 1))
		load_mistake(&m->l, separator, NULL,
			     _("separator: is one character"));
	else if (separated)
		m->delivery->separator = separator ? separator->text[0] : ';';
}

static void load_delivery(struct making *m, const struct yaml *root)
{
	struct delivery *delivery = m->delivery;
	const struct yaml *part;

	load_check_keys(&m->l, root, delivery_keys, COUNT(delivery_keys), NULL);
	part = yaml_get(root, "delivery");
	if (load_name_shape(&m->l, part, NULL))
		delivery->name = arena_text(m->l.arena, part->text);
	if ((part = yaml_get(root, "title")))
		load_words(&m->l, part, NULL, &delivery->title);
	if ((part = yaml_get(root, "note")))
		load_words(&m->l, part, NULL, &delivery->note);
	part = yaml_get(root, "purpose");
	if (!part || part->kind != YAML_SCALAR ||
	    !purpose_read(part->text, &delivery->purpose))
		load_mistake(&m->l, part ? part : root, NULL,
			     _("purpose: is benchmark, cbs or research"));
	if (!(part = yaml_get(root, "form"))) {
		load_mistake(&m->l, root, NULL,
			     _("form: is missing, with the name of the form"));
		return;
	}
	delivery->form = load_named_form(&m->l, m->catalogue, part, NULL);
	if (!delivery->form)
		return;
	load_day(m, root, "from", &delivery->from);
	load_day(m, root, "to", &delivery->to);
	load_period(m, root);
	load_layout(m, root);
	if ((part = yaml_get(root, "header")))
		load_bool(&m->l, part, NULL, &delivery->header);
	if ((part = yaml_get(root, "merge")))
		load_merges(m, part);
	if ((part = yaml_get(root, "columns")))
		load_columns(m, part);
	else
		load_mistake(&m->l, root, NULL, _("columns: is missing"));
}

/* --- in the catalogue */

static void keep(struct making *m)
{
	struct catalogue *c = m->catalogue;

	c->deliveries =
		alloc_grow(c->deliveries, c->delivery_count,
			   &c->delivery_capacity, sizeof(*c->deliveries));
	c->deliveries[c->delivery_count++] =
		(struct kept_delivery){ m->delivery, m->sealed };
	m->sealed = NULL;
}

void delivery_load(struct catalogue *catalogue, const struct form_file *file,
		   struct problem_list *problems)
{
	size_t before = problems->count + problems->dropped;
	struct making m = { .catalogue = catalogue };
	struct err err = { 0 };

	catalogue_loader(catalogue, file, problems, &m.words, &m.l);
	m.delivery = arena_take(&catalogue->arena, 1, sizeof(*m.delivery));
	m.delivery->path = arena_text(&catalogue->arena, file->path);
	if (sealed_open(&m.sealed, &err)) {
		problem_add(problems, file->path, 0, 0, NULL, "%s", err.text);
		return;
	}
	load_delivery(&m, yaml_root(file->yaml));
	if (problems->count + problems->dropped == before)
		keep(&m);
	sealed_close(m.sealed);
	free(m.l.pending);
}

const struct delivery *catalogue_delivery(const struct catalogue *catalogue,
					  const char *name)
{
	size_t i = catalogue->delivery_count;

	/* The last directory goes first. */
	while (i-- > 0)
		if (strcmp(catalogue->deliveries[i].delivery->name, name) == 0)
			return catalogue->deliveries[i].delivery;
	return NULL;
}

void deliveries_drop(struct catalogue *catalogue, size_t from)
{
	while (catalogue->delivery_count > from)
		sealed_close(catalogue->deliveries[--catalogue->delivery_count]
				     .sealed);
}
