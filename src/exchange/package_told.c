/* exchange/package_told.c - what receivers were told of a record before; see
 * exchange/package_private.h
 *
 * A record may leave, be kept back, and leave again without being changed.
 * For who receives it these are steps, each of which goes further than the one
 * before, so each has a revision of its own, that follows from the one before
 * and from what was done.  What was told says how far it got.
 */
#include "config.h"

#include <string.h>

#include "base/count.h"
#include "exchange/package_private.h"

static const char *const steps[] = {
	[SENT_WHOLE] = "whole",
	[SENT_PART] = "in part",
	[SENT_BACK] = "kept back",
	[SENT_GONE] = "gone",
};

#define STEPS COUNT(steps)

/* The first that was told of this record; many may follow it. */
static const struct delivered *find_first(const struct delivered_list *told,
					  const char *record)
{
	const struct delivered *found = delivered_list_find(told, record);

	while (found && found > told->items &&
	       strcmp(found[-1].record, record) == 0)
		found--;
	return found;
}

static bool is_of(const struct delivered_list *told, const struct delivered *at,
		  const char *record)
{
	return at && at < told->items + told->count &&
	       strcmp(at->record, record) == 0;
}

static bool was_told(const struct delivered_list *told, const char *record,
		     const char *revision)
{
	const struct delivered *at = find_first(told, record);

	for (; is_of(told, at, record); at++)
		if (strcmp(at->revision, revision) == 0)
			return true;
	return false;
}

/* The step after this one that was told, if there is one. */
static bool next_step(const struct delivered_list *told, const char *record,
		      char at[UUID_ROOM], enum sent *is)
{
	char next[UUID_ROOM];

	for (size_t i = 0; i < STEPS; i++) {
		pseudonym_follow(steps[i], at, next);
		if (!was_told(told, record, next))
			continue;
		memcpy(at, next, UUID_ROOM);
		*is = (enum sent)i;
		return true;
	}
	return false;
}

void package_step(const struct delivered_list *told, const char *record,
		  const char *revision, enum sent wanted, char out[UUID_ROOM])
{
	enum sent is = SENT_WHOLE;
	char at[UUID_ROOM];

	memcpy(at, revision, UUID_ROOM);
	/* No step leads back, so this ends. */
	while (next_step(told, record, at, &is))
		;
	if (is == wanted)
		memcpy(out, at, UUID_ROOM);
	else
		pseudonym_follow(steps[wanted], at, out);
}

void package_visit_told(const struct delivered_list *told, const char *record,
			package_told_visitor *visit, void *of)
{
	const struct delivered *at = find_first(told, record);

	for (; is_of(told, at, record); at++)
		visit(of, at->revision);
}
