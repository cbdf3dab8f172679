/* entry/entry_undo.c - one step per command, back and forth */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "entry/entry_private.h"

#define STEPS_MAX 500

static void drop_steps(struct steps *steps, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		delta_done(&steps->items[i].delta);
	memmove(steps->items + from, steps->items + end,
		(steps->count - end) * sizeof(*steps->items));
	steps->count -= end - from;
}

void entry_forget_steps(struct entry *entry)
{
	struct steps *steps = &entry->steps;

	if (steps->count)
		drop_steps(steps, 0, steps->count);
	free(steps->items);
	*steps = (struct steps){ 0 };
}

static void add_step(struct entry *entry, struct step step)
{
	struct steps *steps = &entry->steps;

	if (steps->done < steps->count)
		drop_steps(steps, steps->done, steps->count);
	if (steps->count == STEPS_MAX)
		drop_steps(steps, 0, 1);
	steps->items = alloc_grow(steps->items, steps->count, &steps->capacity,
				  sizeof(*steps->items));
	steps->items[steps->count++] = step;
	steps->done = steps->count;
}

/* The reason to keep a value that was filled in says nothing of another. */
static void drop_old_reasons(struct entry *entry)
{
	for (int f = 0; f < (int)entry->form->field_count; f++) {
		int repeat = entry->form->fields[f].repeat;
		int rows = 0;

		if (!entry_is_given(entry, f))
			continue;
		if (repeat >= 0)
			rows = answers_rows(entry->answers, repeat);
		for (int row = repeat >= 0; row <= rows; row++) {
			const struct answer *now =
				answers_get(entry->answers, f, row);
			const struct answer *was =
				answers_get(entry->last, f, row);

			if (now->reason && was->reason &&
			    !same_text(now->value, was->value))
				answers_reason(entry->answers, f, row, NULL);
		}
	}
}

void entry_settle(struct entry *entry, struct place before, struct place wanted)
{
	struct step step = { .before = before };

	entry_apply_defaults(entry);
	drop_old_reasons(entry);
	entry_list_items(entry);
	entry_focus_on(entry, wanted);
	delta_between(entry->last, entry->answers, &step.delta);
	if (delta_is_empty(&step.delta))
		return;
	delta_apply(&step.delta, entry->last, true);
	step.after = entry_place(entry);
	add_step(entry, step);
	entry->touched = true;
}

/* The focus stays on what the step changed. */
static void take_step(struct entry *entry, const struct step *step,
		      bool forward)
{
	delta_apply(&step->delta, entry->answers, forward);
	delta_apply(&step->delta, entry->last, forward);
	rules_update(entry->rules);
	entry_compare_again(entry);
	entry_mark_seen(entry);
	entry_list_items(entry);
	entry_focus_on(entry, forward ? step->after : step->before);
	entry->touched = true;
}

bool entry_undo(struct entry *entry)
{
	struct steps *steps = &entry->steps;

	if (!entry->open || steps->done == 0)
		return false;
	take_step(entry, &steps->items[--steps->done], false);
	return true;
}

bool entry_redo(struct entry *entry)
{
	struct steps *steps = &entry->steps;

	if (!entry->open || steps->done == steps->count)
		return false;
	take_step(entry, &steps->items[steps->done++], true);
	return true;
}
