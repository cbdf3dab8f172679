/*
 * store/trajecten_search.c - trajecten with a text in them
 *
 * A letter that is typed can look at every traject, so what it looks at is kept
 * in memory from the first one on: the codes as one run of bytes, folded, in the
 * order of the list, which is gone through as memory is; and of the names their
 * numbers.  It holds until the file is another.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "base/work.h"
#include "store/trajecten_look.h"
#include "store/trajecten_private.h"

void trajecten_forget_search(struct store *store)
{
	struct search *search = store->search;

	if (!search)
		return;
	for (size_t i = 0; i < search->name_count; i++)
		free(search->names[i].folded);
	free(search->names);
	free(search->places);
	free(search->letters);
	search_forget_looks(search);
	buffer_done(&search->codes);
	free(search);
	store->search = NULL;
}

/* --- read once */

static struct known_name *add_name(struct search *search)
{
	struct known_name *name;

	search->names =
		alloc_grow(search->names, search->name_count,
			   &search->name_capacity, sizeof(*search->names));
	name = &search->names[search->name_count++];
	*name = (struct known_name){ 0 };
	return name;
}

static int read_names(struct store *store, struct search *search,
		      struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT id, iif(list = 'organisatie', NULL, text)"
			   " FROM name ORDER BY id",
			   &query, err);

	if (code)
		return code;
	add_name(search);
	while ((code = db_step(store, query, err)) > 0) {
		struct known_name *name = add_name(search);

		name->id = sqlite3_column_int64(query, 0);
		if (sqlite3_column_type(query, 1) != SQLITE_NULL)
			name->folded = utf8_folded(db_peek(query, 1));
	}
	db_give(store, query);
	return code;
}

static int compare_name(const void *a, const void *b)
{
	int64_t id = *(const int64_t *)a;
	const struct known_name *name = b;

	return (id > name->id) - (id < name->id);
}

/* 0 when there is none.  Where none was removed, number 17 is in place 17. */
static unsigned find_name(const struct search *search, int64_t id)
{
	const struct known_name *name;

	if (id >= 0 && id < (int64_t)search->name_count &&
	    search->names[id].id == id)
		return (unsigned)id;
	name = bsearch(&id, search->names + 1, search->name_count - 1,
		       sizeof(*search->names), compare_name);
	return name ? (unsigned)(name - search->names) : 0;
}

/* With its end, so that no text is found in two of them together. */
static void add_code(struct buffer *codes, const char *code)
{
	size_t length = strlen(code);
	char *folded = NULL;

	/* Folding accents away costs more than all the rest. */
	if (utf8_plain(code, length) == length) {
		buffer_add_part(codes, code, length + 1);
		for (size_t i = codes->length - 1 - length; i < codes->length;
		     i++)
			if (codes->bytes[i] >= 'A' && codes->bytes[i] <= 'Z')
				codes->bytes[i] += 'a' - 'A';
		return;
	}
	folded = utf8_folded(code);
	buffer_add_part(codes, folded, strlen(folded) + 1);
	free(folded);
}

static void add_place(struct search *search, sqlite3_stmt *row)
{
	struct place *place;

	search->places = alloc_grow(search->places, search->count,
				    &search->capacity, sizeof(*search->places));
	place = &search->places[search->count++];
	place->id = sqlite3_column_int64(row, 0);
	place->code = search->codes.length;
	place->team = find_name(search, sqlite3_column_int64(row, 2));
	place->medewerker = find_name(search, sqlite3_column_int64(row, 3));
	place->changed = sqlite3_column_int64(row, 4);
	add_code(&search->codes, db_peek(row, 1));
	search->has_texts |= sqlite3_column_type(row, 4) != SQLITE_INTEGER;
}

/* The rows of a statement, of which parameter 1 is before which id. */
static int read_places(struct store *store, struct search *search,
		       const char *sql, int64_t before, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, sql, &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, before);
	while ((code = db_step(store, query, err)) > 0)
		add_place(search, query);
	db_give(store, query);
	return code;
}

static int compare(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;

	if (x->changed != y->changed)
		return x->changed > y->changed ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

static bool are_in_order(const struct search *search)
{
	for (size_t i = 1; i < search->count; i++)
		if (compare(&search->places[i - 1], &search->places[i]) > 0)
			return false;
	return true;
}

/* What was imported or only added to is in order already. */
static void sort_places(struct search *search)
{
	struct buffer codes = { 0 };

	if (are_in_order(search))
		return;
	qsort(search->places, search->count, sizeof(*search->places), compare);
	for (size_t i = 0; i < search->count; i++) {
		const char *code = search->codes.bytes + search->places[i].code;

		search->places[i].code = codes.length;
		buffer_add_part(&codes, code, strlen(code) + 1);
	}
	buffer_done(&search->codes);
	search->codes = codes;
}

#define PLACES                                                                 \
	"SELECT id, code, team, medewerker, changed FROM traject"              \
	" WHERE id < ?1"

/* As they lie, and then in order, is quicker than by the index of changes. */
static int read_rest(struct store *store, struct search *search,
		     struct err *err)
{
	int64_t before = search->count ? search->places[search->count - 1].id
				       : INT64_MAX;
	int code = read_places(store, search, PLACES " ORDER BY id DESC",
			       before, err);

	if (!code && search->has_texts) {
		search->count = 0;
		buffer_clear(&search->codes);
		return read_places(store, search,
				   PLACES " ORDER BY changed DESC, id DESC",
				   INT64_MAX, err);
	}
	if (!code)
		sort_places(search);
	return code;
}

static int begin(struct store *store, int64_t version, int64_t changes,
		 struct err *err)
{
	int code;

	trajecten_forget_search(store);
	store->search = alloc_new(1, sizeof(*store->search));
	*store->search =
		(struct search){ .version = version, .changes = changes };
	code = read_names(store, store->search, err);
	if (code)
		trajecten_forget_search(store);
	return code;
}

/* What is there is of the file as it is. */
static int get_ready(struct store *store, struct err *err)
{
	int64_t changes = sqlite3_total_changes64(store->db);
	int64_t version = -1;
	int code = db_integer(store, "PRAGMA data_version", &version, err);

	if (code)
		return code;
	if (!store->search || store->search->version != version ||
	    store->search->changes != changes)
		code = begin(store, version, changes, err);
	if (code || store->search->whole)
		return code;
	code = read_rest(store, store->search, err);
	store->search->whole = !code;
	if (!code)
		search_note_letters(store->search);
	/* Who was stopped goes on from there the next time. */
	if (code && (code != ERR_STOPPED || store->search->has_texts))
		trajecten_forget_search(store);
	return code;
}

int trajecten_search_ahead(struct store *store, struct err *err)
{
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = get_ready(store, err);
	store_end_reading(store);
	return code;
}

/* --- looked through with every letter */

/* So many are looked at before one looks whether anybody still waits: in a tenth
 * of a millisecond or so. */
#define A_WHILE 32768

/*
 * At most so many, and no more when the page is full; 0: all, until work is given
 * up.  True when all were looked at.
 */
static bool look_through(struct search *search, struct look *look,
			 const struct traject_query *query, size_t most)
{
	int64_t page = query->offset + query->limit;
	size_t looked = 0;

	do {
		size_t many = A_WHILE;

		if (most && most - looked < many)
			many = most - looked;
		search_look_on(search, look, many);
		looked += many;
		if (look->looked == search->count)
			return true;
	} while (most ? looked < most && look->found < page : work_goes_on());
	return false;
}

/* What is kept is used, and looked through further. */
static int seek(struct store *store, const struct traject_query *query,
		size_t most, struct traject_seen *out, struct err *err)
{
	int code = get_ready(store, err);
	struct look *look;
	char *part;

	if (code)
		return code;
	part = utf8_folded(query->search);
	look = search_begin_look(store->search, part);
	free(part);
	*out = (struct traject_seen){ 0 };
	out->whole = look_through(store->search, look, query, most);
	out->total = look->found;
	search_take_page(store->search, look, query, &out->page);
	return 0;
}

int trajecten_seek(struct store *store, const struct traject_query *query,
		   size_t most, struct traject_seen *out, struct err *err)
{
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = seek(store, query, most, out, err);
	store_end_reading(store);
	return code;
}

static int read_page(struct store *store, const struct traject_numbers *page,
		     struct traject_list *found, struct err *err)
{
	struct buffer ids = { 0 };
	sqlite3_stmt *listing;
	int code = db_take(store,
			   TRAJECT_COLUMNS TRAJECT_TABLES
			   " WHERE j.id IN (SELECT value FROM json_each(?1))"
			   " ORDER BY +j.changed DESC, j.id DESC",
			   &listing, err);

	if (code)
		return code;
	for (size_t i = 0; i < page->count; i++)
		buffer_print(&ids, "%s%lld", i ? "," : "[",
			     (long long)page->items[i]);
	buffer_add(&ids, page->count ? "]" : "[]");
	db_bind_text(listing, 1, buffer_text(&ids));
	code = trajecten_read(store, listing, found, err);
	db_give(store, listing);
	buffer_done(&ids);
	return code;
}

int trajecten_search(struct store *store, const struct traject_query *query,
		     struct traject_list *found, int64_t *total,
		     struct err *err)
{
	struct traject_seen seen = { 0 };
	int code = seek(store, query, 0, &seen, err);

	if (!code && !seen.whole)
		code = work_fail(err);
	if (!code)
		code = read_page(store, &seen.page, found, err);
	if (!code)
		*total = seen.total;
	traject_numbers_done(&seen.page);
	return code;
}
