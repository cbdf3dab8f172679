/* form/benchmarks.c - published figures to hold one's own against */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/catalogue_private.h"
#include "form/load_private.h"

static const struct known_key file_keys[] = { { "benchmarks", 0 },
					      { "figures", 0 } };
static const struct known_key figure_keys[] = {
	{ "period", 0 },  { "version", 0 },       { "source", 0 },
	{ "records", 0 }, { "organisations", 0 }, { "measures", 0 },
	{ "items", 0 },   { "options", 0 },
};

#define RECORDS_MOST 100000000

struct values {
	struct benchmark_value *items;
	size_t count;
	size_t capacity;
};

struct making {
	struct loader l;
	struct catalogue *catalogue;
	const struct yaml *named; /* the form */
	const struct form *of;    /* the version that the figure is about */
	struct values values;
};

static void add_value(struct making *m, const struct yaml *node,
		      enum benchmark_kind kind, const char *name,
		      const char *option)
{
	struct benchmark_value value = { .kind = kind,
					 .name = arena_text(m->l.arena, name),
					 .option = arena_text(m->l.arena,
							      option) };

	if (!load_number(&m->l, node, NULL, &value.percent))
		return;
	if (value.percent < 0.0 || value.percent > 100.0) {
		load_mistake(&m->l, node, NULL,
			     _("a percentage is from 0 to 100"));
		return;
	}
	m->values.items =
		alloc_grow(m->values.items, m->values.count,
			   &m->values.capacity, sizeof(*m->values.items));
	m->values.items[m->values.count++] = value;
}

/* A name that the form has not, and the nearest that it has, if any. */
static void fail_name(struct making *m, const struct yaml *key,
		      const char *near)
{
	if (near)
		load_mistake(&m->l, key, NULL,
			     _("the form %s %s has no \"%s\"; did you mean "
			       "\"%s\"?"),
			     m->of->name, m->of->version, key->text, near);
	else
		load_mistake(&m->l, key, NULL,
			     _("the form %s %s has no \"%s\""), m->of->name,
			     m->of->version, key->text);
}

static void load_measures_of(struct making *m, const struct yaml *map)
{
	if (!load_is_map(&m->l, map, NULL))
		return;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml *key = &map->keys[i];

		if (form_find_measure(m->of, key->text) < 0)
			fail_name(m, key,
				  form_nearest_measure(m->of, key->text));
		else
			add_value(m, &map->items[i], BENCHMARK_MEASURE,
				  key->text, NULL);
	}
}

static void load_items_of(struct making *m, const struct yaml *map)
{
	if (!load_is_map(&m->l, map, NULL))
		return;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml *key = &map->keys[i];
		int field = form_find(m->of, key->text);

		if (field < 0)
			fail_name(m, key, form_nearest_field(m->of, key->text));
		else if (field_value_type(&m->of->fields[field]) != FIELD_SCORE)
			load_mistake(&m->l, key, NULL, _("\"%s\" is no score"),
				     key->text);
		else
			add_value(m, &map->items[i], BENCHMARK_ITEM, key->text,
				  NULL);
	}
}

static void load_options_of(struct making *m, const struct yaml *map,
			    const struct field *f)
{
	if (!load_is_map(&m->l, map, f->name))
		return;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml *key = &map->keys[i];

		if (field_option_index(f, key->text) < 0)
			fail_name(m, key, form_nearest_option(f, key->text));
		else
			add_value(m, &map->items[i], BENCHMARK_OPTION, f->name,
				  key->text);
	}
}

static void load_blocks_of(struct making *m, const struct yaml *map)
{
	if (!load_is_map(&m->l, map, NULL))
		return;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml *key = &map->keys[i];
		int field = form_find(m->of, key->text);

		if (field < 0)
			fail_name(m, key, form_nearest_field(m->of, key->text));
		else
			load_options_of(m, &map->items[i],
					&m->of->fields[field]);
	}
}

static const char *load_line(struct making *m, const struct yaml *map,
			     const char *key)
{
	const struct yaml *node = yaml_get(map, key);

	if (!node) {
		load_mistake(&m->l, map, NULL, _("%s: is missing"), key);
		return "";
	}
	if (!load_is_text(&m->l, node, NULL))
		return "";
	return arena_text(m->l.arena, node->text);
}

static void add_figure(struct making *m, struct benchmark figure)
{
	struct catalogue *c = m->catalogue;
	struct benchmark_value *values;

	values = arena_take(m->l.arena, m->values.count + 1, sizeof(*values));
	if (m->values.count > 0)
		memcpy(values, m->values.items,
		       m->values.count * sizeof(*values));
	figure.values = values;
	figure.value_count = m->values.count;
	m->values.count = 0;
	c->benchmarks =
		alloc_grow(c->benchmarks, c->benchmark_count,
			   &c->benchmark_capacity, sizeof(*c->benchmarks));
	c->benchmarks[c->benchmark_count++] = figure;
}

static void load_figure(struct making *m, const struct yaml *map)
{
	struct benchmark figure = { 0 };
	const struct yaml *part;

	if (!load_is_map(&m->l, map, NULL))
		return;
	load_check_keys(&m->l, map, figure_keys, COUNT(figure_keys), NULL);
	figure.period = load_line(m, map, "period");
	figure.source = load_line(m, map, "source");
	if ((part = yaml_get(map, "records")))
		load_integer(&m->l, part, NULL, 1, RECORDS_MOST,
			     &figure.records);
	if ((part = yaml_get(map, "organisations")))
		load_integer(&m->l, part, NULL, 1, RECORDS_MOST,
			     &figure.organisations);
	m->of = load_named_form(&m->l, m->catalogue, m->named,
				yaml_get(map, "version"));
	if (!m->of)
		return;
	figure.form = m->of->name;
	if (yaml_get(map, "version"))
		figure.version = arena_text(m->l.arena, m->of->version);
	if ((part = yaml_get(map, "measures")))
		load_measures_of(m, part);
	if ((part = yaml_get(map, "items")))
		load_items_of(m, part);
	if ((part = yaml_get(map, "options")))
		load_blocks_of(m, part);
	add_figure(m, figure);
}

void benchmarks_load(struct catalogue *catalogue, const struct form_file *file,
		     struct problem_list *problems)
{
	size_t before = problems->count + problems->dropped;
	size_t kept = catalogue->benchmark_count;
	const struct yaml *root = yaml_root(file->yaml);
	const struct yaml *figures = yaml_get(root, "figures");
	struct making m = { .catalogue = catalogue };
	struct form words;

	catalogue_loader(catalogue, file, problems, &words, &m.l);
	load_check_keys(&m.l, root, file_keys, COUNT(file_keys), NULL);
	m.named = yaml_get(root, "benchmarks");
	if (!load_named_form(&m.l, catalogue, m.named, NULL))
		return;
	if (!figures)
		load_mistake(&m.l, root, NULL, _("figures: is missing"));
	else if (load_is_list(&m.l, figures, NULL)) {
		for (size_t i = 0; i < figures->count; i++)
			load_figure(&m, &figures->items[i]);
	}
	/* All of a file or nothing. */
	if (problems->count + problems->dropped != before)
		catalogue->benchmark_count = kept;
	free(m.values.items);
}
