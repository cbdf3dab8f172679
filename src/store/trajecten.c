/* store/trajecten.c - see store/trajecten.h */
#include "config.h"

#include "store/trajecten.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/destroyed_private.h"
#include "store/tally_private.h"
#include "store/trajecten_private.h"

void traject_done(struct traject *traject)
{
	free(traject->uuid);
	free(traject->organisatie);
	free(traject->code);
	free(traject->team);
	free(traject->medewerker);
	free(traject->started);
	free(traject->ended);
	free(traject->changed);
	*traject = (struct traject){ 0 };
}

void traject_copy(struct traject *to, const struct traject *from)
{
	*to = *from;
	to->uuid = alloc_text(from->uuid);
	to->organisatie = alloc_text(from->organisatie);
	to->code = alloc_text(from->code);
	to->team = alloc_text(from->team);
	to->medewerker = alloc_text(from->medewerker);
	to->started = alloc_text(from->started);
	to->ended = alloc_text(from->ended);
	to->changed = alloc_text(from->changed);
}

void traject_list_done(struct traject_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		traject_done(&list->items[i]);
	free(list->items);
	*list = (struct traject_list){ 0 };
}

void traject_head_done(struct traject_head *head)
{
	free(head->uuid);
	free(head->ended);
	free(head->changed);
	*head = (struct traject_head){ 0 };
}

static void read_row(sqlite3_stmt *row, struct traject *out)
{
	out->id = sqlite3_column_int64(row, 0);
	out->uuid = compact_sure_id(row, 1);
	out->organisatie = db_sure_text(row, 2);
	out->code = db_sure_text(row, 3);
	out->team = db_text(row, 4);
	out->medewerker = db_text(row, 5);
	out->started = db_text(row, 6);
	out->ended = db_text(row, 7);
	out->changed = compact_moment(row, 8);
}

static int check_code(const char *code, struct err *err)
{
	if (code && code[strspn(code, " \t")])
		return 0;
	return err_set(err, ERR_INVALID, _("A traject needs a code"));
}

/* Is the code free in this organisation, but for this traject itself? */
static int check_place(struct store *store, int64_t id, int64_t organisatie,
		       const char *code_of, struct err *err)
{
	sqlite3_stmt *query;
	int code = check_code(code_of, err);

	if (code)
		return code;
	code = db_take(store,
		       "SELECT o.text FROM traject AS j"
		       " JOIN name AS o ON o.id = j.organisatie"
		       " WHERE j.code = ?1 AND j.organisatie = ?2"
		       " AND j.id <> ?3",
		       &query, err);
	if (code)
		return code;
	db_bind_text(query, 1, code_of);
	sqlite3_bind_int64(query, 2, organisatie);
	sqlite3_bind_int64(query, 3, id);
	code = db_step(store, query, err);
	if (code > 0)
		code = err_set(err, ERR_EXISTS,
			       _("%s has a traject %s already; choose another "
				 "code"),
			       db_peek(query, 0), code_of);
	db_give(store, query);
	if (!code)
		code = destroyed_check_traject(store, NULL, organisatie,
					       code_of, err);
	return code;
}

/* ended is a day, also where the form asks for the time. */
static void bind_head(const struct store *store, sqlite3_stmt *statement,
		      const struct traject *traject, const struct name_ids *ids)
{
	db_bind_text(statement, 2, traject->code);
	sqlite3_bind_int64(statement, 3, ids->organisatie);
	db_bind_id(statement, 4, ids->team);
	db_bind_id(statement, 5, ids->medewerker);
	db_bind_text(statement, 6, traject->started);
	if (traject->ended)
		sqlite3_bind_text(statement, 7, traject->ended,
				  (int)strnlen(traject->ended, 10),
				  SQLITE_STATIC);
	compact_bind_moment(store, statement, 8, traject->changed);
}

static int insert(struct store *store, const struct traject *traject,
		  const struct name_ids *ids, int64_t *id, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int code = trajecten_number(store, err);

	if (!code)
		code = db_take(store,
			       "INSERT INTO traject (id, uuid, code,"
			       " organisatie, team, medewerker, started, ended,"
			       " changed)"
			       " VALUES (?9, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
			       " ON CONFLICT DO NOTHING",
			       &statement, err);
	if (code)
		return code;
	compact_bind_id(store, statement, 1, traject->uuid);
	bind_head(store, statement, traject, ids);
	sqlite3_bind_int64(statement, 9, store->next_traject);
	code = db_run(store, statement, err);
	if (code)
		return code;
	*id = sqlite3_changes(store->db) ? store->next_traject++ : 0;
	return *id ? trajecten_came(store, *id, err) : 0;
}

/* The index looks whether its place is free. */
static int add(struct store *store, const struct traject *traject, int64_t *id,
	       struct err *err)
{
	struct name_ids ids;
	int code = names_ids(store, traject->organisatie, traject->team,
			     traject->medewerker, &ids, err);

	if (!code)
		code = check_code(traject->code, err);
	if (!code)
		code = destroyed_check_traject(store, traject->uuid,
					       ids.organisatie, traject->code,
					       err);
	if (!code)
		code = insert(store, traject, &ids, id, err);
	if (code || *id)
		return code;
	return check_place(store, 0, ids.organisatie, traject->code, err);
}

int trajecten_add(struct store *store, struct traject *traject, struct err *err)
{
	struct traject whole = *traject;
	char uuid[UUID_ROOM];
	char now[DATE_ROOM];
	int64_t id = 0;
	int code;

	if (!whole.uuid) {
		store_new_id(store, uuid);
		whole.uuid = uuid;
	}
	if (!whole.changed) {
		store_now(store, now);
		whole.changed = now;
	}
	code = store_begin(store, err);
	if (code)
		return code;
	code = store_end(store, add(store, &whole, &id, err), err);
	if (code)
		return code;
	traject->id = id;
	if (!traject->uuid)
		traject->uuid = alloc_text(uuid);
	if (!traject->changed)
		traject->changed = alloc_text(now);
	return 0;
}

int trajecten_may_add(struct store *store, const struct traject *traject,
		      struct err *err)
{
	int64_t of = 0;
	int code = check_code(traject->code, err);

	if (!code)
		code = names_id(store, "organisatie", 0, traject->organisatie,
				&of, err);
	/* Nothing was destroyed of an organisation that is new. */
	return code || !of ? code
			   : destroyed_check_traject(store, NULL, of,
						     traject->code, err);
}

int trajecten_gone(struct err *err)
{
	return err_set(err, ERR_NOTFOUND,
		       _("This traject is not in the file any more"));
}

int trajecten_get(struct store *store, int64_t id, struct traject *out,
		  struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   TRAJECT_COLUMNS TRAJECT_TABLES " WHERE j.id = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	code = db_step(store, query, err);
	if (code > 0) {
		read_row(query, out);
		code = 0;
	} else if (!code) {
		code = trajecten_gone(err);
	}
	db_give(store, query);
	return code;
}

static int not_found(const char *code_of, struct err *err)
{
	return err_set(err, ERR_NOTFOUND, _("There is no traject %s"), code_of);
}

/* By its place, of which there is one. */
static int find_in(struct store *store, const char *organisatie,
		   const char *code_of, struct traject *out, struct err *err)
{
	sqlite3_stmt *query;
	int64_t of;
	int code = names_id(store, "organisatie", 0, organisatie, &of, err);

	if (!code && !of)
		code = not_found(code_of, err);
	if (!code)
		code = db_take(store,
			       TRAJECT_COLUMNS TRAJECT_TABLES
			       " WHERE j.code = ?1 AND j.organisatie = ?2",
			       &query, err);
	if (code)
		return code;
	db_bind_text(query, 1, code_of);
	sqlite3_bind_int64(query, 2, of);
	code = db_step(store, query, err);
	if (code > 0) {
		read_row(query, out);
		code = 0;
	} else if (!code) {
		code = not_found(code_of, err);
	}
	db_give(store, query);
	return code;
}

int trajecten_find(struct store *store, const char *organisatie,
		   const char *code_of, struct traject *out, struct err *err)
{
	struct traject found = { 0 };
	sqlite3_stmt *query;
	int code;

	if (organisatie)
		return find_in(store, organisatie, code_of, out, err);
	code = db_take(store,
		       TRAJECT_COLUMNS TRAJECT_TABLES " WHERE j.code = ?1",
		       &query, err);
	if (code)
		return code;
	db_bind_text(query, 1, code_of);
	code = db_step(store, query, err);
	if (!code)
		code = not_found(code_of, err);
	if (code > 0) {
		read_row(query, &found);
		code = db_step(store, query, err);
		if (code > 0)
			code = err_set(err, ERR_INVALID,
				       _("Several organisations have a traject "
					 "%s; say which, as in %s/%s"),
				       code_of, found.organisatie, code_of);
	}
	db_give(store, query);
	if (code) {
		traject_done(&found);
		return code;
	}
	*out = found;
	return 0;
}

int trajecten_named(struct store *store, const char *named, struct traject *out,
		    struct err *err)
{
	/* A slash may be part of a name or of a code: try each of them. */
	for (const char *slash = strchr(named, '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		char *organisatie =
			alloc_text_part(named, (size_t)(slash - named));
		int code =
			trajecten_find(store, organisatie, slash + 1, out, err);

		free(organisatie);
		if (code != ERR_NOTFOUND)
			return code;
	}
	return trajecten_find(store, NULL, named, out, err);
}

int trajecten_head(struct store *store, int64_t id, struct traject_head *out,
		   struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT uuid, ended, organisatie, team, medewerker,"
			   " changed"
			   " FROM traject WHERE id = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	code = db_step(store, query, err);
	if (code > 0) {
		out->uuid = compact_sure_id(query, 0);
		out->ended = db_text(query, 1);
		out->names.organisatie = sqlite3_column_int64(query, 2);
		out->names.team = sqlite3_column_int64(query, 3);
		out->names.medewerker = sqlite3_column_int64(query, 4);
		out->changed = compact_moment(query, 5);
		code = 0;
	} else if (!code) {
		code = trajecten_gone(err);
	}
	db_give(store, query);
	return code;
}

/* Two statements per table, because each has its own index. */
static int spread_ended_in(struct store *store, const struct table *table,
			   int64_t id, const char *ended, struct err *err)
{
	static const char *const which[] = { "<>", "=" };
	int code = 0;

	for (size_t i = 0; i < 2 && !code; i++) {
		sqlite3_stmt *update;
		char *sql = alloc_print(
			"UPDATE \"%s\" SET ended = ?2"
			" WHERE traject = ?1"
			" AND status %s 'withdrawn' AND ended IS NOT ?2",
			table->name, which[i]);

		code = db_take(store, sql, &update, err);
		free(sql);
		if (code)
			break;
		sqlite3_bind_int64(update, 1, id);
		db_bind_text(update, 2, ended);
		code = db_run(store, update, err);
		if (!code && sqlite3_changes(store->db) > 0)
			code = tally_moved(store, err);
	}
	return code;
}

static int spread_ended(struct store *store, int64_t id, struct err *err)
{
	struct traject_head head = { 0 };
	int code = trajecten_head(store, id, &head, err);

	if (!code)
		code = tables_read(store, err);
	for (size_t i = 0; i < store->tables.count && !code; i++)
		code = spread_ended_in(store, store->tables.items[i], id,
				       head.ended, err);
	traject_head_done(&head);
	return code;
}

static int write_head(struct store *store, const struct traject *traject,
		      const struct name_ids *ids, struct err *err)
{
	sqlite3_stmt *update;
	int code = db_take(store,
			   "UPDATE traject SET code = ?2, organisatie = ?3,"
			   " team = ?4, medewerker = ?5, started = ?6,"
			   " ended = ?7, changed = max(changed, ?8)"
			   " WHERE id = ?1",
			   &update, err);

	if (code)
		return code;
	sqlite3_bind_int64(update, 1, traject->id);
	bind_head(store, update, traject, ids);
	return db_run(store, update, err);
}

static bool same_day(const char *a, const char *b)
{
	return a && b ? strncmp(a, b, 10) == 0 : a == b;
}

/* changed must be set. */
static int change(struct store *store, const struct traject *traject,
		  struct err *err)
{
	struct traject before = { 0 };
	struct name_ids ids;
	int code = trajecten_get(store, traject->id, &before, err);

	if (code)
		return code;
	code = names_ids(store, traject->organisatie, traject->team,
			 traject->medewerker, &ids, err);
	if (!code)
		code = check_place(store, traject->id, ids.organisatie,
				   traject->code, err);
	if (!code)
		code = write_head(store, traject, &ids, err);
	if (!code && !same_day(before.ended, traject->ended))
		code = spread_ended(store, traject->id, err);
	traject_done(&before);
	return code;
}

int trajecten_update(struct store *store, const struct traject *traject,
		     struct err *err)
{
	struct traject whole = *traject;
	char now[DATE_ROOM];
	int code = store_begin(store, err);

	if (code)
		return code;
	clock_moment(now);
	whole.changed = now;
	return store_end(store, change(store, &whole, err), err);
}

static void follow(char **text, const struct answers *answers, int field,
		   const bool *which)
{
	if (field >= 0 && (!which || which[field]))
		alloc_replace(text, answers_get(answers, field, 0)->value);
}

/* A traject has these always. */
static void follow_required(char **text, const struct answers *answers,
			    int field, const bool *which)
{
	if (field >= 0 && answers_get(answers, field, 0)->value)
		follow(text, answers, field, which);
}

int trajecten_follow(struct store *store, const struct form *form, int64_t id,
		     const struct answers *answers, const bool *which,
		     struct err *err)
{
	const struct traject_fields *fields = &form->traject;
	struct traject traject = { 0 };
	char now[DATE_ROOM];
	int code = trajecten_get(store, id, &traject, err);

	if (code)
		return code;
	follow_required(&traject.code, answers, fields->code, which);
	follow_required(&traject.organisatie, answers, fields->organisatie,
			which);
	follow(&traject.team, answers, fields->team, which);
	follow(&traject.medewerker, answers, fields->medewerker, which);
	follow(&traject.started, answers, fields->started, which);
	follow(&traject.ended, answers, fields->ended, which);
	clock_moment(now);
	alloc_replace(&traject.changed, now);
	code = change(store, &traject, err);
	traject_done(&traject);
	return code;
}

int trajecten_touch(struct store *store, int64_t id, const char *at,
		    struct err *err)
{
	sqlite3_stmt *update;
	int code = db_take(store,
			   "UPDATE traject SET changed = ?2"
			   " WHERE id = ?1 AND changed < ?2",
			   &update, err);

	if (code)
		return code;
	sqlite3_bind_int64(update, 1, id);
	compact_bind_moment(store, update, 2, at);
	return db_run(store, update, err);
}

int trajecten_read(struct store *store, sqlite3_stmt *listing,
		   struct traject_list *found, struct err *err)
{
	int code;

	while ((code = db_step(store, listing, err)) > 0) {
		found->items =
			alloc_grow(found->items, found->count, &found->capacity,
				   sizeof(*found->items));
		found->items[found->count] = (struct traject){ 0 };
		read_row(listing, &found->items[found->count++]);
	}
	return code;
}
