/* form/load_shares.c - the positive outcome, and shares of answers */

#include "config.h"

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "form/load_private.h"

static const struct known_key positive_keys[] = {
	{ "measure", 0 }, { "at_least", 0 }, { "by", 0 },
	{ "from", 0 },    { "note", 0 },
};
static const struct known_key share_keys[] = {
	{ "label", 0 },
	{ "of", 0 },
	{ "is", 0 },
	{ "note", 0 },
};

static int find_measure(struct loader *l, const struct yaml *node)
{
	const struct form *form = l->form;
	const char *near;
	int i;

	if (!load_is_text(l, node, NULL))
		return -1;
	i = form_find_measure(form, node->text);
	if (i >= 0)
		return i;
	near = form_nearest_measure(form, node->text);
	if (near)
		load_mistake(l, node, NULL,
			     _("there is no measure \"%s\"; did you mean "
			       "\"%s\"?"),
			     node->text, near);
	else
		load_mistake(l, node, NULL, _("there is no measure \"%s\""),
			     node->text);
	return -1;
}

static int items_of(const struct form *form, int measure)
{
	return measure < 0 ? FIELDS_MAX
			   : (int)form->measures[measure].item_count;
}

/* Against which other measure it is held, and from where that matters. */
static void load_by(struct loader *l, const struct yaml *node)
{
	const struct yaml *by = yaml_get(node, "by");
	const struct yaml *from = yaml_get(node, "from");
	const struct yaml *note = yaml_get(node, "note");
	struct form *form = l->form;

	if (by)
		form->positive_by = find_measure(l, by);
	if (from && !by)
		load_mistake(l, from, NULL,
			     _("from: counts the items of another measure, and "
			       "by: that names it is missing"));
	else if (from)
		load_integer(l, from, NULL, 1,
			     items_of(form, form->positive_by),
			     &form->positive_from);
	if (note && !from)
		load_mistake(l, note, NULL,
			     _("note: says why from: is where it is, and "
			       "from: is missing"));
	else if (note)
		load_words(l, note, NULL, &form->positive_note);
}

void load_positive(struct loader *l, const struct yaml *node)
{
	const struct yaml *measure, *least;
	struct form *form = l->form;

	form->positive_measure = -1;
	form->positive_by = -1;
	if (!node || !load_is_map(l, node, NULL))
		return;
	load_check_keys(l, node, positive_keys, COUNT(positive_keys), NULL);
	measure = yaml_get(node, "measure");
	least = yaml_get(node, "at_least");
	if (measure)
		form->positive_measure = find_measure(l, measure);
	else
		load_mistake(l, node, NULL, _("the measure is missing"));
	if (least)
		load_integer(l, least, NULL, 1,
			     items_of(form, form->positive_measure),
			     &form->positive_at_least);
	else
		load_mistake(l, node, NULL, _("at_least: is missing"));
	load_by(l, node);
}

/* Is it a field of which answers are counted? */
static bool is_counted(struct loader *l, const struct yaml *node,
		       const char *name, int field)
{
	const struct field *f = &l->form->fields[field];

	if (f->type != FIELD_SELECT_ONE && f->type != FIELD_SELECT_MULTIPLE &&
	    f->type != FIELD_SCALE) {
		load_mistake(l, node, name,
			     _("\"%s\" is of type %s; a share is of a "
			       "select_one, a select_multiple or a scale"),
			     f->name, field_type_name(f->type));
		return false;
	}
	if (!f->in_summary) {
		load_mistake(l, node, name,
			     _("\"%s\" is not in the summary, so nothing of it "
			       "is counted"),
			     f->name);
		return false;
	}
	return true;
}

/* The option or the value that is meant; false, and a problem, when none. */
static bool find_answer(struct loader *l, const struct yaml *node,
			const char *name, const struct field *f, int *out)
{
	const char *near;

	if (f->type == FIELD_SCALE)
		return load_integer(l, node, name, (int)f->from, (int)f->to,
				    out);
	if (!load_is_text(l, node, name))
		return false;
	*out = field_option_index(f, node->text);
	if (*out >= 0)
		return true;
	near = form_nearest_option(f, node->text);
	if (near)
		load_mistake(l, node, name,
			     _("\"%s\" has no option \"%s\"; did you mean "
			       "\"%s\"?"),
			     f->name, node->text, near);
	else
		load_mistake(l, node, name, _("\"%s\" has no option \"%s\""),
			     f->name, node->text);
	return false;
}

static void add_answer(struct loader *l, const struct yaml *node,
		       struct form_share *share, int *is)
{
	int answer;

	if (!find_answer(l, node, share->name, &l->form->fields[share->field],
			 &answer))
		return;
	for (size_t i = 0; i < share->is_count; i++) {
		if (is[i] == answer) {
			load_mistake(l, node, share->name,
				     _("\"%s\" stands here twice"), node->text);
			return;
		}
	}
	is[share->is_count++] = answer;
}

static void load_is(struct loader *l, const struct yaml *node,
		    struct form_share *share)
{
	const struct field *f = &l->form->fields[share->field];
	int *is;

	if (node->kind == YAML_MAP) {
		load_is_list(l, node, share->name);
		return;
	}
	is = arena_take(l->arena, node->count + 2, sizeof(*is));
	share->is = is;
	if (node->kind == YAML_SCALAR)
		add_answer(l, node, share, is);
	for (size_t i = 0; node->kind == YAML_LIST && i < node->count; i++)
		add_answer(l, &node->items[i], share, is);
	if (node->kind == YAML_LIST && node->count == 0)
		load_mistake(l, node, share->name,
			     _("is: names no answer; as in is: [ja]"));

	/* Who chose two of them would count twice. */
	if (f->type == FIELD_SELECT_MULTIPLE && share->is_count > 1)
		load_mistake(l, node, share->name,
			     _("\"%s\" can have several answers at once: a "
			       "share of it is of one option"),
			     f->name);
}

static void load_share(struct loader *l, const struct yaml *key,
		       const struct yaml *node, struct form_share *share)
{
	const struct yaml *of, *is;
	int field = -1;

	share->name = arena_text(l->arena, key->text);
	load_name_shape(l, key, NULL);
	if (!load_is_map(l, node, share->name))
		return;
	load_check_keys(l, node, share_keys, COUNT(share_keys), share->name);
	load_words_of(l, node, "label", share->name, &share->label);
	load_words_of(l, node, "note", share->name, &share->note);
	load_need_label(l, node, share->name);
	of = yaml_get(node, "of");
	is = yaml_get(node, "is");
	if (of)
		field = load_find_field(l, of, share->name);
	else
		load_mistake(l, key, share->name,
			     _("of: is missing: of which field?"));
	if (!is)
		load_mistake(l, key, share->name,
			     _("is: is missing: which answers?"));
	if (field < 0 || !is_counted(l, of, share->name, field))
		return;
	share->field = field;
	if (is)
		load_is(l, is, share);
}

void load_shares(struct loader *l, const struct yaml *node)
{
	struct form_share *shares;

	if (!node || !load_is_map(l, node, NULL))
		return;
	shares = arena_take(l->arena, node->count + 1, sizeof(*shares));
	l->form->shares = shares;
	for (size_t i = 0; i < node->count; i++)
		load_share(l, &node->keys[i], &node->items[i], &shares[i]);
	l->form->share_count = node->count;
}
