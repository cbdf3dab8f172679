/* store/names.c - see store/names.h */
#include "config.h"

#include "store/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/names_private.h"
#include "store/store_private.h"
#include "store/tally_private.h"

void name_list_done(struct name_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct name_list){ 0 };
}

static bool is_top(const char *list)
{
	return strcmp(list, "organisatie") == 0;
}

static int check_list(const char *list, struct err *err)
{
	if (is_top(list) || strcmp(list, "team") == 0 ||
	    strcmp(list, "medewerker") == 0)
		return 0;
	return err_set(err, ERR_INVALID,
		       _("There is no list %s; the lists are organisatie, team "
			 "and medewerker"),
		       list);
}

/* A name with its folded form, so that folding is done once per name. */
struct sortable {
	char *folded;
	char *name;
};

static int compare_names(const void *a, const void *b)
{
	const struct sortable *x = a;
	const struct sortable *y = b;
	int order = strcmp(x->folded, y->folded);

	return order ? order : strcmp(x->name, y->name);
}

/* As people sort: accents and capitals only decide between equals. */
static void sort_names(struct name_list *list)
{
	struct sortable *all = alloc_new(list->count, sizeof(*all));

	for (size_t i = 0; i < list->count; i++)
		all[i] = (struct sortable){ utf8_folded(list->items[i]),
					    list->items[i] };
	if (list->count > 1)
		qsort(all, list->count, sizeof(*all), compare_names);
	for (size_t i = 0; i < list->count; i++) {
		list->items[i] = all[i].name;
		free(all[i].folded);
	}
	free(all);
}

int names_of(struct store *store, const char *list, const char *organisatie,
	     struct name_list *out, struct err *err)
{
	struct name_list found = { 0 };
	sqlite3_stmt *query;
	int code = check_list(list, err);

	if (!code)
		code = db_take(store,
			       "SELECT DISTINCT n.text FROM name AS n"
			       " LEFT JOIN name AS p ON p.id = n.parent"
			       " WHERE n.list = ?1"
			       " AND (?2 IS NULL OR p.text = ?2)",
			       &query, err);
	if (code)
		return code;
	db_bind_text(query, 1, list);
	db_bind_text(query, 2, is_top(list) ? NULL : organisatie);
	while ((code = db_step(store, query, err)) > 0) {
		found.items = alloc_grow(found.items, found.count,
					 &found.capacity, sizeof(*found.items));
		found.items[found.count++] = db_sure_text(query, 0);
	}
	db_give(store, query);
	if (code) {
		name_list_done(&found);
		return code;
	}
	sort_names(&found);
	*out = found;
	return 0;
}

/* --- the number of a name */

/*
 * A name is looked for in a few places, from the one that it hashes to.  When
 * half of all places are taken there come four times as many, so that they hold
 * the names of a large file too.
 */
#define PLACES_FIRST 1024
#define PLACES_MAX 65536
#define PLACES_PROBED 8

/* Names with a higher id are not kept. */
#define TEXTS_MAX 65536

struct name_seen {
	uint64_t era;
	const char *list; /* a name of one of the three, never freed */
	int64_t parent;
	char *text;
	int64_t id;
};

struct name_text {
	uint64_t era;
	char *text;
};

void names_forget(struct store *store)
{
	store->names.era++;
	store->names.seen = 0;
}

/* Before the first look in a transaction. */
static void check_seen(struct store *store)
{
	struct names_seen *names = &store->names;
	int64_t before = names->data_version;

	if (store->depth == 0 || names->checked)
		return;
	names->checked = !db_integer(store, "PRAGMA data_version",
				     &names->data_version, NULL);
	if (!names->checked || names->data_version != before)
		names_forget(store);
}

static void free_places(struct names_seen *names)
{
	for (size_t i = 0; i < names->places; i++)
		free(names->items[i].text);
	free(names->items);
}

void names_done(struct store *store)
{
	free_places(&store->names);
	for (size_t i = 0; i < store->names.text_count; i++)
		free(store->names.texts[i].text);
	free(store->names.texts);
	store->names = (struct names_seen){ 0 };
}

/* More places are empty ones: what was seen is soon seen again. */
static void make_places(struct store *store)
{
	struct names_seen *names = &store->names;
	size_t places = names->places ? 4 * names->places : PLACES_FIRST;

	if (places > PLACES_MAX || 2 * names->seen < names->places)
		return;
	free_places(names);
	names->items = alloc_new(places, sizeof(*names->items));
	names->places = places;
	names_forget(store);
}

/* The first place where this name would have been seen. */
static size_t first_place(const struct store *store, int64_t parent,
			  const char *name)
{
	uint64_t hash = (uint64_t)parent * 0x9E3779B97F4A7C15u;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 0x100000001B3u;
	return (hash ^ hash >> 32) % store->names.places;
}

static bool is_seen(const struct store *store, const struct name_seen *seen,
		    const char *list, int64_t parent, const char *name)
{
	return store->depth > 0 && seen->era == store->names.era &&
	       seen->parent == parent && strcmp(seen->list, list) == 0 &&
	       strcmp(seen->text, name) == 0;
}

/* Where it was seen, else where it can be put; *found tells which. */
static struct name_seen *seen_at(struct store *store, const char *list,
				 int64_t parent, const char *name, bool *found)
{
	struct name_seen *free_one = NULL;
	size_t first;

	make_places(store);
	first = first_place(store, parent, name);
	*found = false;
	for (size_t i = 0; i < PLACES_PROBED; i++) {
		struct name_seen *seen =
			&store->names.items[(first + i) % store->names.places];

		*found = is_seen(store, seen, list, parent, name);
		if (*found)
			return seen;
		if (!free_one && seen->era != store->names.era)
			free_one = seen;
	}
	return free_one ? free_one : &store->names.items[first];
}

static const char *const lists[] = { "organisatie", "team", "medewerker" };

/* What is not there is looked for again: it may be added. */
static void remember(struct store *store, struct name_seen *seen,
		     const char *list, int64_t parent, const char *name,
		     int64_t id)
{
	size_t i = 0;

	while (strcmp(lists[i], list) != 0)
		if (++i == COUNT(lists))
			return;
	if (!id || store->depth == 0)
		return;
	seen->list = lists[i];
	alloc_replace(&seen->text, name);
	store->names.seen += seen->era != store->names.era;
	seen->era = store->names.era;
	seen->parent = parent;
	seen->id = id;
}

static int find_id(struct store *store, const char *list, int64_t parent,
		   const char *name, int64_t *out, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT id FROM name WHERE list = ?1 AND text = ?2"
			   " AND (?3 IS NULL OR parent = ?3) LIMIT 1",
			   &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, list);
	db_bind_text(query, 2, name);
	db_bind_id(query, 3, parent);
	code = db_step(store, query, err);
	*out = code > 0 ? sqlite3_column_int64(query, 0) : 0;
	db_give(store, query);
	return code < 0 ? code : 0;
}

int names_id(struct store *store, const char *list, int64_t parent,
	     const char *name, int64_t *out, struct err *err)
{
	struct name_seen *seen;
	bool found;
	int code;

	check_seen(store);
	seen = seen_at(store, list, parent, name, &found);
	if (found) {
		*out = seen->id;
		return 0;
	}
	code = find_id(store, list, parent, name, out, err);
	if (!code)
		remember(store, seen, list, parent, name, *out);
	return code;
}

static int find_text(struct store *store, int64_t id, char **out,
		     struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, "SELECT text FROM name WHERE id = ?1", &query,
			   err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, id);
	code = db_step(store, query, err);
	if (code >= 0)
		*out = code ? db_text(query, 0) : NULL;
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* Where the name with this id is kept, which may be empty; or NULL. */
static struct name_text *text_at(struct names_seen *names, int64_t id)
{
	size_t place = (size_t)id;
	size_t count = names->text_count;

	if (id < 1 || id >= TEXTS_MAX)
		return NULL;
	if (place >= count) {
		names->text_count = 2 * place + 16;
		names->texts = alloc_resize(names->texts, names->text_count,
					    sizeof(*names->texts));
		memset(names->texts + count, 0,
		       (names->text_count - count) * sizeof(*names->texts));
	}
	return &names->texts[place];
}

int names_text(struct store *store, int64_t id, char **out, struct err *err)
{
	struct name_text *kept =
		store->depth > 0 ? text_at(&store->names, id) : NULL;
	char *text = NULL;
	int code;

	check_seen(store);
	if (kept && kept->text && kept->era == store->names.era) {
		*out = alloc_text(kept->text);
		return 0;
	}
	code = find_text(store, id, &text, err);
	if (code)
		return code;
	if (kept) {
		alloc_replace(&kept->text, text);
		kept->era = store->names.era;
	}
	*out = text;
	return 0;
}

/* The organisation above a name of this list; 0 for the list of those. */
static int find_parent(struct store *store, const char *list,
		       const char *organisatie, int64_t *out, struct err *err)
{
	*out = 0;
	if (is_top(list) || !organisatie)
		return 0;
	return names_id(store, "organisatie", 0, organisatie, out, err);
}

int names_has(struct store *store, const char *list, const char *organisatie,
	      const char *name, bool *out, struct err *err)
{
	int64_t parent;
	int64_t id = 0;
	int code = check_list(list, err);

	if (!code)
		code = find_parent(store, list, organisatie, &parent, err);
	if (code)
		return code;
	if (is_top(list) || !organisatie || parent)
		code = names_id(store, list, parent, name, &id, err);
	if (!code)
		*out = id != 0;
	return code;
}

static int add(struct store *store, const char *list, const char *organisatie,
	       const char *name, struct err *err)
{
	sqlite3_stmt *insert;
	int64_t parent;
	int code = find_parent(store, list, organisatie, &parent, err);

	if (code)
		return code;
	if (!is_top(list) && !parent)
		return err_set(err, ERR_NOTFOUND,
			       _("Organisation \"%s\" is not in the list; add "
				 "it first"),
			       organisatie ? organisatie : "");
	code = db_take(store,
		       "INSERT INTO name (list, parent, text)"
		       " VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
		       &insert, err);
	if (code)
		return code;
	db_bind_text(insert, 1, list);
	db_bind_id(insert, 2, parent);
	db_bind_text(insert, 3, name);
	return db_run(store, insert, err);
}

static int check_name(const char *name, struct err *err)
{
	if (name && name[strspn(name, " \t")])
		return 0;
	return err_set(err, ERR_INVALID, _("A name cannot be empty"));
}

int names_add(struct store *store, const char *list, const char *organisatie,
	      const char *name, struct err *err)
{
	bool there = false;
	int code = check_list(list, err);

	if (!code)
		code = check_name(name, err);
	/* Mostly it is there, and then there is nothing to write. */
	if (!code)
		code = names_has(store, list, organisatie, name, &there, err);
	if (code || (there && (is_top(list) || organisatie)))
		return code;
	code = store_begin(store, err);
	if (code)
		return code;
	return store_end(store, add(store, list, organisatie, name, err), err);
}

static int run_rename(struct store *store, const char *sql, const char *list,
		      const char *from, const char *to, struct err *err)
{
	sqlite3_stmt *update;
	int code = db_take(store, sql, &update, err);

	if (code)
		return code;
	db_bind_text(update, 1, from);
	db_bind_text(update, 2, to);
	db_bind_text(update, 3, list);
	return db_run(store, update, err);
}

/* Fields that pick from the list keep the name itself. */
static int rename_values(struct store *store, const struct table *table,
			 const struct column *c, const char *from,
			 const char *to, struct err *err)
{
	struct buffer sql = { 0 };
	sqlite3_stmt *update;
	int code;

	buffer_add(&sql, "UPDATE ");
	table_quote_table(&sql, table, c->repeat);
	buffer_print(&sql, " SET \"%s\" = ?2 WHERE \"%s\" = ?1", c->name,
		     c->name);
	code = db_take(store, buffer_text(&sql), &update, err);
	buffer_done(&sql);
	if (code)
		return code;
	db_bind_text(update, 1, from);
	db_bind_text(update, 2, to);
	return db_run(store, update, err);
}

static int rename_in_tables(struct store *store, const char *list,
			    const char *from, const char *to, struct err *err)
{
	int code = tables_read(store, err);

	for (size_t i = 0; i < store->tables.count && !code; i++) {
		const struct table *table = store->tables.items[i];

		for (size_t n = 0; n < table->count && !code; n++) {
			const struct column *c = &table->columns[n];

			if (c->list && !c->head && !c->sealed &&
			    strcmp(c->list, list) == 0)
				code = rename_values(store, table, c, from, to,
						     err);
		}
	}
	return code;
}

static int change(struct store *store, const char *list, const char *from,
		  const char *to, struct err *err)
{
	int64_t id;
	int code;

	names_forget(store);
	code = names_id(store, list, 0, to, &id, err);

	if (code)
		return code;
	if (id)
		return err_set(err, ERR_EXISTS,
			       _("\"%s\" is in the list %s already; two names "
				 "cannot become one"),
			       to, list);
	code = names_id(store, list, 0, from, &id, err);
	if (code)
		return code;
	if (!id)
		return err_set(err, ERR_NOTFOUND,
			       _("\"%s\" is not in the list %s"), from, list);
	code = run_rename(store,
			  "UPDATE name SET text = ?2"
			  " WHERE list = ?3 AND text = ?1",
			  list, from, to, err);
	if (!code)
		code = run_rename(store,
				  "UPDATE draft_value SET value = ?2"
				  " WHERE value = ?1 AND field IN"
				  " (SELECT f.name FROM form_field AS f"
				  " JOIN draft AS d ON d.form = f.form"
				  " WHERE d.id = draft_value.draft"
				  " AND f.list = ?3)",
				  list, from, to, err);
	if (!code)
		code = rename_in_tables(store, list, from, to, err);
	names_forget(store);
	return code ? code : tally_moved(store, err);
}

int names_rename(struct store *store, const char *list, const char *from,
		 const char *to, struct err *err)
{
	int code = check_list(list, err);

	if (!code)
		code = check_name(to, err);
	if (code || strcmp(from, to) == 0)
		return code;
	code = store_begin(store, err);
	if (code)
		return code;
	return store_end(store, change(store, list, from, to, err), err);
}

static int find_name(struct store *store, const char *list, int64_t parent,
		     const char *name, int64_t *out, struct err *err)
{
	int code;

	*out = 0;
	if (!name || !*name)
		return 0;
	code = names_id(store, list, parent, name, out, err);
	if (code || *out)
		return code;
	if (is_top(list))
		return err_set(err, ERR_NOTFOUND,
			       _("Organisation \"%s\" is not in the list; add "
				 "it first"),
			       name);
	/* TRANSLATORS: a name, and the list "team" or "medewerker". */
	return err_set(err, ERR_NOTFOUND,
		       _("\"%s\" is not in the list %s of this organisation; "
			 "add it first"),
		       name, list);
}

int names_ids(struct store *store, const char *organisatie, const char *team,
	      const char *medewerker, struct name_ids *out, struct err *err)
{
	struct name_ids ids = { 0 };
	int code;

	if (!organisatie || !*organisatie)
		return err_set(err, ERR_INVALID,
			       _("A traject needs an organisation"));
	code = find_name(store, "organisatie", 0, organisatie, &ids.organisatie,
			 err);
	if (!code)
		code = find_name(store, "team", ids.organisatie, team,
				 &ids.team, err);
	if (!code)
		code = find_name(store, "medewerker", ids.organisatie,
				 medewerker, &ids.medewerker, err);
	if (!code)
		*out = ids;
	return code;
}
