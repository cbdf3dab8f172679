/* exchange/demo_plan.c - see exchange/demo_plan.h */
#include "config.h"

#include "exchange/demo_plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "base/yaml.h"

struct demo_plan_private {
	struct yaml_file *file;
	struct arena arena;
};

/* What a read in progress knows. */
struct reading {
	struct demo_plan *plan;
	const struct catalogue *catalogue;
	const char *name;
	struct problem_list *problems;
	bool failed;
};

/* Weights, shares and odds are far below; drafts are a handful. */
#define NUMBER_MAX 1000000.0
#define DRAFTS_MAX 1000.0
#define SHARE_MAX 10.0

static void refuse(struct reading *r, const struct yaml *node,
		   const char *field, const char *text)
{
	r->failed = true;
	problem_add(r->problems, r->name, node ? node->line : 0,
		    node ? node->column : 0, field, "%s", text);
}

static void *take(struct reading *r, size_t count, size_t size)
{
	return arena_take(&r->plan->private->arena, count, size);
}

/* --- numbers */

static double number_of(struct reading *r, const struct yaml *node)
{
	double number = 0;
	char *end = NULL;

	if (node && node->kind == YAML_SCALAR)
		number = strtod(node->text, &end);
	if (!end || *end || end == node->text || !(number >= 0) ||
	    number > NUMBER_MAX) {
		refuse(r, node, NULL, _("a number is expected here"));
		return 0;
	}
	return number;
}

static double number_or(struct reading *r, const struct yaml *map,
			const char *key, double otherwise)
{
	const struct yaml *node = yaml_get(map, key);

	return node ? number_of(r, node) : otherwise;
}

/* "4-13", or one number; false when it is neither. */
static bool read_range(const char *text, int *from, int *to)
{
	char *end;
	long number = strtol(text, &end, 10);

	if (end == text || number < 0 || number > 100000)
		return false;
	*from = *to = (int)number;
	if (*end == '-') {
		const char *second = end + 1;

		number = strtol(second, &end, 10);
		if (end == second || number < *from || number > 100000)
			return false;
		*to = (int)number;
	}
	return *end == '\0';
}

/* --- chances */

/* A map of names and weights. */
static void read_weights(struct reading *r, const struct yaml *node,
			 struct chances *out)
{
	size_t i;

	if (node->kind != YAML_MAP || node->count == 0) {
		refuse(r, node, NULL, _("a map with chances is expected here"));
		return;
	}
	out->count = node->count;
	out->items = take(r, node->count, sizeof(*out->items));
	for (i = 0; i < node->count; i++) {
		out->items[i].name = node->keys[i].text;
		out->items[i].weight = number_of(r, &node->items[i]);
		out->total += out->items[i].weight;
	}
	if (!(out->total > 0))
		refuse(r, node, NULL, _("one of the chances must be above 0"));
}

/* A range, or a map of ranges and weights. */
static void read_ranges(struct reading *r, const struct yaml *node,
			struct chances *out)
{
	size_t i;

	if (node->kind == YAML_SCALAR) {
		out->count = 1;
		out->items = take(r, 1, sizeof(*out->items));
		out->items[0].name = node->text;
		out->items[0].weight = out->total = 1;
	} else {
		read_weights(r, node, out);
	}
	for (i = 0; i < out->count; i++)
		if (!read_range(out->items[i].name, &out->items[i].from,
				&out->items[i].to))
			refuse(r, node, out->items[i].name,
			       _("a range like 4-13 is expected here"));
}

static void read_texts(struct reading *r, const struct yaml *node,
		       struct chances *out)
{
	size_t i;

	if (node->kind != YAML_LIST || node->count == 0) {
		refuse(r, node, NULL, _("a list of texts is expected here"));
		return;
	}
	out->count = node->count;
	out->items = take(r, node->count, sizeof(*out->items));
	out->total = (double)node->count;
	for (i = 0; i < node->count; i++) {
		out->items[i].weight = 1;
		out->items[i].name = node->items[i].kind == YAML_SCALAR
					     ? node->items[i].text
					     : "";
	}
}

/* --- one draw */

static const struct {
	const char *key;
	enum draw_kind kind;
} draw_kinds[] = {
	{ "met", DRAW_MET },       { "one", DRAW_ONE },
	{ "scale", DRAW_ONE },     { "some", DRAW_SOME },
	{ "number", DRAW_NUMBER }, { "text", DRAW_TEXT },
	{ "days", DRAW_DAYS },     { "hours", DRAW_HOURS },
	{ "years", DRAW_YEARS },   { "rows", DRAW_ROWS },
};

#define DRAW_KINDS COUNT(draw_kinds)

static void read_chances(struct reading *r, const struct yaml *node,
			 struct draw *draw)
{
	switch (draw->kind) {
	case DRAW_MET:
		draw->chances.total = number_of(r, node);
		break;
	case DRAW_ONE:
	case DRAW_SOME:
		read_weights(r, node, &draw->chances);
		break;
	case DRAW_TEXT:
		read_texts(r, node, &draw->chances);
		break;
	case DRAW_NUMBER:
	case DRAW_DAYS:
	case DRAW_HOURS:
	case DRAW_YEARS:
	case DRAW_ROWS:
		read_ranges(r, node, &draw->chances);
		break;
	case DRAW_NOTHING:
		break;
	}
}

/* One key of a draw; false when it is not known. */
static bool read_draw_key(struct reading *r, const char *key,
			  const struct yaml *node, struct draw *draw)
{
	size_t i;

	if (strcmp(key, "unscored") == 0) {
		draw->unscored = number_of(r, node);
		return true;
	}
	if (strcmp(key, "alone") == 0) {
		read_weights(r, node, &draw->alone);
		return true;
	}
	if (strcmp(key, "before") == 0 && node->kind == YAML_SCALAR) {
		draw->before = node->text;
		return true;
	}
	if (strcmp(key, "at") == 0 && node->kind == YAML_SCALAR)
		return read_range(node->text, &draw->hour_from,
				  &draw->hour_to) &&
		       draw->hour_to < 24;
	for (i = 0; i < DRAW_KINDS; i++) {
		if (strcmp(key, draw_kinds[i].key) != 0)
			continue;
		draw->kind = draw_kinds[i].kind;
		read_chances(r, node, draw);
		return true;
	}
	return false;
}

static void read_draw(struct reading *r, const struct yaml *map,
		      struct draw *draw)
{
	size_t i;

	if (map->kind != YAML_MAP) {
		refuse(r, map, NULL, _("a map with chances is expected here"));
		return;
	}
	for (i = 0; i < map->count; i++)
		if (!read_draw_key(r, map->keys[i].text, &map->items[i], draw))
			refuse(r, &map->keys[i], map->keys[i].text,
			       _("this is not known here"));
}

/* Are the names in the chances options of the field? */
static void check_options(struct reading *r, const struct yaml *node,
			  const struct field *field,
			  const struct chances *chances)
{
	size_t i;

	if (field->option_count == 0)
		return;
	for (i = 0; i < chances->count; i++)
		if (!field_option(field, chances->items[i].name))
			refuse(r, node, chances->items[i].name,
			       _("the question has no such option"));
}

static void read_item(struct reading *r, const struct yaml *key,
		      const struct yaml *node, struct demo_form *to)
{
	struct demo_item *item = &to->items[to->item_count];
	const struct draw *draw = &item->draw;

	item->field = form_find(to->form, key->text);
	item->repeat = form_find_repeat(to->form, key->text);
	if (item->field < 0 && item->repeat < 0) {
		refuse(r, key, key->text, _("the form has no such question"));
		return;
	}
	to->item_count++;
	read_draw(r, node, &item->draw);
	if (draw->kind == DRAW_NOTHING ||
	    (item->field < 0) != (draw->kind == DRAW_ROWS))
		refuse(r, key, key->text,
		       _("rows are for a repeat, the rest for a question"));
	if (item->field >= 0 &&
	    (draw->kind == DRAW_ONE || draw->kind == DRAW_SOME)) {
		const struct field *field = &to->form->fields[item->field];

		if (draw->kind == DRAW_SOME &&
		    field->type != FIELD_SELECT_MULTIPLE)
			refuse(r, key, key->text,
			       _("some: is for a question with several "
				 "answers"));
		check_options(r, node, field, &draw->chances);
		check_options(r, node, field, &draw->alone);
	}
}

/* --- forms */

static void read_form(struct reading *r, const struct form *form,
		      const struct yaml *map)
{
	struct demo_form *to = &r->plan->forms[r->plan->form_count++];
	size_t i;

	to->form = form;
	to->share = 1;
	if (!map || map->kind != YAML_MAP)
		return;
	to->items = take(r, map->count, sizeof(*to->items));
	for (i = 0; i < map->count; i++) {
		if (strcmp(map->keys[i].text, "share") == 0)
			to->share = number_of(r, &map->items[i]);
		else
			read_item(r, &map->keys[i], &map->items[i], to);
	}
}

/*
 * A catalogue may lack a form of the plan, with other forms than those the
 * plan was made for; that part of the plan is then not carried out.
 */
static void read_forms(struct reading *r, const struct yaml *root)
{
	const struct yaml *forms = yaml_get(root, "forms");
	size_t count = forms && forms->kind == YAML_MAP ? forms->count : 0;
	size_t i;

	r->plan->forms = take(r, count + 1, sizeof(*r->plan->forms));
	read_form(r, catalogue_traject(r->catalogue),
		  yaml_get(root, "traject"));
	for (i = 0; i < count; i++) {
		const struct form *form;

		if (catalogue_named(r->catalogue, forms->keys[i].text, &form,
				    NULL) == 0)
			read_form(r, form, &forms->items[i]);
	}
}

/* --- organisations */

static size_t count_workers(const struct yaml *organisations)
{
	size_t count = 0;
	size_t i, j;

	for (i = 0; i < organisations->count; i++) {
		const struct yaml *teams =
			yaml_get(&organisations->items[i], "teams");

		for (j = 0;
		     teams && teams->kind == YAML_MAP && j < teams->count; j++)
			count += teams->items[j].count;
	}
	return count;
}

static void read_teams(struct reading *r, const struct yaml *teams,
		       const char *organisatie)
{
	size_t i, j;

	for (i = 0; i < teams->count; i++) {
		const struct yaml *team = &teams->items[i];

		for (j = 0; j < team->count && team->kind == YAML_LIST; j++)
			r->plan->workers[r->plan->worker_count++] =
				(struct demo_worker){
					.organisatie = organisatie,
					.team = teams->keys[i].text,
					.name = team->items[j].text,
				};
	}
}

static void read_organisations(struct reading *r, const struct yaml *root)
{
	const struct yaml *list = yaml_get(root, "organisations");
	struct demo_plan *plan = r->plan;
	double total = 0;
	size_t i;

	if (!list || list->kind != YAML_LIST || list->count == 0) {
		refuse(r, list ? list : root, "organisations",
		       _("a list of organisations is expected here"));
		return;
	}
	plan->organisation_count = list->count;
	plan->organisations =
		take(r, list->count, sizeof(*plan->organisations));
	plan->workers = take(r, count_workers(list), sizeof(*plan->workers));
	for (i = 0; i < list->count; i++) {
		const struct yaml *map = &list->items[i];
		const struct yaml *teams = yaml_get(map, "teams");
		struct demo_organisation *to = &plan->organisations[i];

		to->name = yaml_text(map, "name");
		to->share = number_or(r, map, "share", 1);
		to->odds = number_or(r, map, "odds", 1);
		to->first = plan->worker_count;
		if (to->name && teams && teams->kind == YAML_MAP)
			read_teams(r, teams, to->name);
		to->end = plan->worker_count;
		if (to->first == to->end)
			refuse(r, map, NULL,
			       _("an organisation needs a name and teams with "
				 "workers"));
		total += to->share;
	}
	if (!(total > 0))
		refuse(r, list, "share",
		       _("one of the chances must be above 0"));
}

/* --- the whole */

static void read_luck(struct reading *r, const struct yaml *root)
{
	const struct yaml *luck = yaml_get(root, "luck");
	size_t i;

	if (!luck)
		return;
	read_weights(r, luck, &r->plan->luck);
	for (i = 0; i < r->plan->luck.count; i++)
		if (!(strtod(r->plan->luck.items[i].name, NULL) > 0))
			refuse(r, luck, r->plan->luck.items[i].name,
			       _("a number above 0 is expected here"));
}

static void read_root(struct reading *r, const struct yaml *root)
{
	static const char *const known[] = { "demo",   "form",
					     "drafts", "not_counting",
					     "luck",   "traject",
					     "forms",  "organisations" };
	const struct yaml *not_counting = yaml_get(root, "not_counting");
	size_t i, k;

	for (i = 0; root->kind == YAML_MAP && i < root->count; i++) {
		for (k = 0; k < COUNT(known); k++)
			if (strcmp(root->keys[i].text, known[k]) == 0)
				break;
		if (k == COUNT(known))
			refuse(r, &root->keys[i], root->keys[i].text,
			       _("this is not known here"));
	}
	r->plan->form = yaml_text(root, "form");
	if (!r->plan->form)
		refuse(r, root, "form", _("this must name a form"));
	r->plan->drafts =
		(size_t)fmin(number_or(r, root, "drafts", 0), DRAFTS_MAX);
	r->plan->not_counting =
		fmin(number_or(r, not_counting, "share", 0), SHARE_MAX);
	r->plan->not_counting_unscored =
		number_or(r, not_counting, "unscored", 1);
	read_luck(r, root);
	read_forms(r, root);
	read_organisations(r, root);
}

struct demo_plan *demo_plan_read(const char *text, size_t length,
				 const char *name,
				 const struct catalogue *catalogue,
				 struct problem_list *problems)
{
	struct demo_plan *plan = alloc_new(1, sizeof(*plan));
	struct reading r = { .plan = plan,
			     .catalogue = catalogue,
			     .name = name,
			     .problems = problems };

	plan->private = alloc_new(1, sizeof(*plan->private));
	plan->private->file = yaml_read(text, length, name, problems);
	if (plan->private->file)
		read_root(&r, yaml_root(plan->private->file));
	if (!plan->private->file || r.failed) {
		demo_plan_free(plan);
		return NULL;
	}
	return plan;
}

void demo_plan_free(struct demo_plan *plan)
{
	if (!plan)
		return;
	arena_done(&plan->private->arena);
	yaml_file_free(plan->private->file);
	free(plan->private);
	free(plan);
}

const struct demo_form *demo_plan_form(const struct demo_plan *plan,
				       const struct form *form)
{
	size_t i;

	for (i = 0; i < plan->form_count; i++)
		if (plan->forms[i].form == form)
			return &plan->forms[i];
	return NULL;
}

bool demo_form_draws(const struct demo_form *form, int field)
{
	size_t i;

	for (i = 0; i < form->item_count; i++)
		if (form->items[i].field == field)
			return true;
	return false;
}
