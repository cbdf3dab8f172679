/* form/talk.c - the improvement talk: in which steps figures are looked at */

#include "config.h"

#include <string.h>

#include "base/count.h"
#include "base/text.h"
#include "form/catalogue_private.h"
#include "form/load_private.h"

#define LINES_MAX 40

static const struct known_key talk_keys[] = {
	{ "talk", 0 }, { "language", 0 }, { "title", 0 },
	{ "hint", 0 }, { "steps", 0 },
};
static const struct known_key step_keys[] = {
	{ "name", 0 },    { "label", 0 }, { "hint", 0 },  { "questions", 0 },
	{ "figures", 0 }, { "lines", 0 }, { "marks", 0 }, { "actions", 0 },
};
static const struct known_key kinds[TALK_KINDS] = {
	[TALK_POPULATION] = { "population", 0 },
	[TALK_EXCLUDED] = { "excluded", 0 },
	[TALK_UNSCORED] = { "unscored", 0 },
	[TALK_BELOW] = { "below", 0 },
	[TALK_CHANGED] = { "changed", 0 },
	[TALK_NATIONAL] = { "national", 0 },
	[TALK_STRONG] = { "strong", 0 },
	[TALK_TARGET] = { "target", 0 },
	[TALK_NEXT] = { "next", 0 },
};

static void load_questions(struct loader *l, const struct yaml *list,
			   struct talk_step *step)
{
	struct words *questions;

	if (!list || !load_is_list(l, list, step->name))
		return;
	questions = arena_take(l->arena, list->count + 1, sizeof(*questions));
	for (size_t i = 0; i < list->count; i++)
		load_words(l, &list->items[i], step->name, &questions[i]);
	step->questions = questions;
	step->question_count = list->count;
}

static bool load_kind_of(struct loader *l, const struct yaml *node,
			 const char *step, enum talk_kind *out)
{
	const char *near;

	if (!load_is_text(l, node, step))
		return false;
	for (size_t i = 0; i < TALK_KINDS; i++)
		if (strcmp(kinds[i].name, node->text) == 0) {
			*out = (enum talk_kind)i;
			return true;
		}
	near = load_nearest(l, kinds, TALK_KINDS, node->text);
	if (near)
		load_mistake(l, node, step,
			     _("figures raise no questions of the kind \"%s\"; "
			       "did you mean \"%s\"?"),
			     node->text, near);
	else
		load_mistake(l, node, step,
			     _("figures raise no questions of the kind \"%s\""),
			     node->text);
	return false;
}

static void load_figures(struct loader *l, const struct yaml *list,
			 struct talk_step *step)
{
	enum talk_kind *found;

	if (!list || !load_is_list(l, list, step->name))
		return;
	found = arena_take(l->arena, list->count + 1, sizeof(*found));
	for (size_t i = 0; i < list->count; i++)
		if (load_kind_of(l, &list->items[i], step->name,
				 &found[step->figure_count]))
			step->figure_count++;
	step->figures = found;
}

static void load_step(struct loader *l, const struct yaml *map,
		      struct talk_step *step)
{
	const struct yaml *part;

	if (!load_is_map(l, map, NULL))
		return;
	load_check_keys(l, map, step_keys, COUNT(step_keys), NULL);
	part = yaml_get(map, "name");
	load_need(l, map, "name", NULL);
	if (part && load_name_shape(l, part, NULL))
		step->name = arena_text(l->arena, part->text);
	load_words_of(l, map, "label", step->name, &step->label);
	load_words_of(l, map, "hint", step->name, &step->hint);
	load_need(l, map, "label", step->name);
	load_questions(l, yaml_get(map, "questions"), step);
	load_figures(l, yaml_get(map, "figures"), step);
	if ((part = yaml_get(map, "lines")))
		load_integer(l, part, step->name, 0, LINES_MAX, &step->lines);
	if ((part = yaml_get(map, "marks")))
		load_bool(l, part, step->name, &step->marks);
	if ((part = yaml_get(map, "actions")))
		load_bool(l, part, step->name, &step->actions);
}

static void load_steps(struct loader *l, const struct yaml *list,
		       struct talk *talk)
{
	struct talk_step *steps;

	if (!load_is_list(l, list, NULL))
		return;
	steps = arena_take(l->arena, list->count + 1, sizeof(*steps));
	for (size_t i = 0; i < list->count; i++)
		load_step(l, &list->items[i], &steps[i]);
	talk->steps = steps;
	talk->step_count = list->count;
}

void talk_load(struct catalogue *catalogue, const struct form_file *file,
	       struct problem_list *problems)
{
	size_t before = problems->count + problems->dropped;
	const struct yaml *root = yaml_root(file->yaml);
	const struct yaml *name = yaml_get(root, "talk");
	const struct yaml *steps = yaml_get(root, "steps");
	struct form words;
	struct loader l;
	struct talk *talk;

	catalogue_loader(catalogue, file, problems, &words, &l);
	talk = arena_take(l.arena, 1, sizeof(*talk));
	load_check_keys(&l, root, talk_keys, COUNT(talk_keys), NULL);
	if (load_is_text(&l, name, NULL))
		talk->name = arena_text(l.arena, name->text);
	load_words_of(&l, root, "title", NULL, &talk->title);
	load_words_of(&l, root, "hint", NULL, &talk->hint);
	load_need(&l, root, "title", NULL);
	load_need(&l, root, "steps", NULL);
	if (steps)
		load_steps(&l, steps, talk);
	if (problems->count + problems->dropped == before)
		catalogue->talk = talk;
}
