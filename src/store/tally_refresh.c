/* store/tally_refresh.c - what came since a count; see store/tally.h */
#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "store/tally_private.h"

int tally_moved(struct store *store, struct err *err)
{
	return db_execute(store,
			  "INSERT OR REPLACE INTO note (name, value)"
			  " VALUES ('moved', CAST(random() AS TEXT))",
			  err);
}

/* A text that there may be none of. */
static void copy_id(char *out, sqlite3_stmt *query, int column)
{
	const char *id = (const char *)sqlite3_column_text(query, column);

	sqlite3_snprintf(TALLY_ID_ROOM, out, "%s", id ? id : "");
}

int tally_read_marks(struct store *store, int64_t since,
		     struct tally_marks *marks, struct err *err)
{
	sqlite3_stmt *query;
	int code =
		db_take(store,
			"SELECT coalesce((SELECT max(seq) FROM revision), 0),"
			" coalesce((SELECT CAST(value AS INTEGER) FROM note"
			"  WHERE name = 'moved'), 0),"
			" EXISTS (SELECT 1 FROM revision AS later"
			"  CROSS JOIN revision AS sooner"
			"  ON sooner.form = later.form"
			"  AND sooner.record = later.record"
			"  AND sooner.seq <= ?1 WHERE later.seq > ?1),"
			" (SELECT hex(uuid) FROM revision"
			"  ORDER BY seq DESC LIMIT 1),"
			" (SELECT hex(uuid) FROM revision WHERE seq = ?1)",
			&query, err);

	if (code)
		return code;
	/* Who counts all need not know what was corrected, which is a scan. */
	sqlite3_bind_int64(query, 1, since ? since : INT64_MAX);
	code = db_step(store, query, err);
	if (code > 0) {
		marks->seq = sqlite3_column_int64(query, 0);
		marks->moved = sqlite3_column_int64(query, 1);
		marks->corrected = sqlite3_column_int(query, 2);
		copy_id(marks->last, query, 3);
		copy_id(marks->since, query, 4);
	}
	db_give(store, query);
	return code < 0 ? code : 0;
}

/*
 * Numbers alone do not tell: SQLite can put a copy of before in the place of
 * what the file has, under whoever has it open, and what comes then has the
 * numbers of what went.
 */
bool tally_can_add(const struct tally *tally, const struct form *form,
		   const struct tally_marks *marks)
{
	return tally && tally->form == form && marks->moved == tally->moved &&
	       strcmp(marks->since, tally->last) == 0 && !marks->corrected;
}

static void add_block(struct tally_block *to, const struct tally_block *from)
{
	to->answered += from->answered;
	to->missing += from->missing;
	to->rows += from->rows;
	to->records += from->records;
	for (size_t o = 0; o < to->option_count; o++) {
		to->options[o] += from->options[o];
		if (to->records_of)
			to->records_of[o] += from->records_of[o];
	}
}

static void add_blocks(struct tally_block *to, const struct tally_block *from,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_block(&to[i], &from[i]);
}

static void add_items(struct tally *to, const struct tally *from)
{
	for (size_t m = 0; m < to->measure_count; m++) {
		for (size_t i = 0; i < to->form->measures[m].item_count; i++) {
			struct tally_item *item = &to->items[m][i];
			const struct tally_item *more = &from->items[m][i];

			item->scored += more->scored;
			item->met += more->met;
			item->missing += more->missing;
			item->empty += more->empty;
		}
	}
}

static struct tally_group *find(struct tally_group *groups, size_t count,
				const struct tally_group *like)
{
	for (size_t i = 0; i < count; i++)
		if (groups[i].version == like->version &&
		    strcmp(groups[i].value, like->value) == 0)
			return &groups[i];
	return NULL;
}

/* What is there is added to, the rest is put where it belongs. */
static void move_groups(struct tally_group **to, size_t *count,
			struct tally_group *from, size_t *more,
			const struct form *form)
{
	size_t before = *count;

	*to = alloc_resize(*to, *count + *more + 1, sizeof(**to));
	for (size_t i = 0; i < *more; i++) {
		struct tally_group *group = find(*to, before, &from[i]);

		if (group) {
			tally_group_add(group, &from[i], form);
			tally_group_done(&from[i], form->measure_count);
		} else {
			(*to)[(*count)++] = from[i];
		}
	}
	*more = 0;
	if (*count > before)
		tally_groups_sort(*to, count, form);
}

/* A group that had a draft only, which is none any more. */
static void drop_empty(struct tally *tally)
{
	size_t kept = 0;

	for (size_t i = 0; i < tally->group_count; i++) {
		struct tally_group *group = &tally->groups[i];

		if (group->complete || group->draft)
			tally->groups[kept++] = *group;
		else
			tally_group_done(group, tally->measure_count);
	}
	tally->group_count = kept;
}

void tally_add(struct tally *to, struct tally *from)
{
	const struct form *form = to->form;

	/* Drafts are counted whole each time. */
	for (size_t i = 0; i < to->group_count; i++)
		to->groups[i].draft = 0;
	to->complete += from->complete;
	to->valid += from->valid;
	to->draft = from->draft;
	to->seq = from->seq;
	memcpy(to->last, from->last, sizeof(to->last));
	for (size_t m = 0; m < to->measure_count; m++)
		tally_pairs_add(&to->pairs[m], &from->pairs[m]);
	add_items(to, from);
	add_blocks(to->blocks, from->blocks, to->block_count);
	add_blocks(to->row_blocks, from->row_blocks, to->row_block_count);
	add_blocks(to->scales, from->scales, to->scale_count);
	for (size_t i = 0; i < to->by_met_count * TALLY_OUTCOMES; i++)
		to->by_met[i] += from->by_met[i];
	move_groups(&to->groups, &to->group_count, from->groups,
		    &from->group_count, form);
	drop_empty(to);
	move_groups(&to->years, &to->year_count, from->years, &from->year_count,
		    form);
	move_groups(&to->months, &to->month_count, from->months,
		    &from->month_count, form);
	move_groups(&to->parts, &to->part_count, from->parts, &from->part_count,
		    form);
	for (size_t v = 0; v < from->version_count; v++)
		tally_add_version(to, from->versions[v]);
}
