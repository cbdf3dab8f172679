/* store/trajecten_ids.c - the ids of all trajecten; see store/trajecten.h */
#include "config.h"

#include "store/trajecten.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/uuid.h"
#include "store/store_private.h"

void traject_ids_done(struct traject_ids *ids)
{
	free(ids->items);
	*ids = (struct traject_ids){ 0 };
}

static int compare(const void *a, const void *b)
{
	return memcmp(a, b, UUID_BYTES);
}

static void add(struct traject_ids *ids, sqlite3_stmt *row)
{
	char *text = compact_sure_id(row, 0);

	ids->items = alloc_grow(ids->items, ids->count, &ids->capacity,
				sizeof(*ids->items));
	if (uuid_read(text, ids->items[ids->count]))
		ids->count++;
	free(text);
}

int trajecten_ids(struct store *store, struct traject_ids *out, struct err *err)
{
	struct traject_ids ids = { 0 };
	sqlite3_stmt *query;
	int code = db_take(store, "SELECT uuid FROM traject", &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0)
		add(&ids, query);
	db_give(store, query);
	if (code) {
		traject_ids_done(&ids);
		return code;
	}
	if (ids.count > 1)
		qsort(ids.items, ids.count, sizeof(*ids.items), compare);
	*out = ids;
	return 0;
}

bool traject_ids_have(const struct traject_ids *ids, const char *uuid)
{
	unsigned char bytes[UUID_BYTES];

	return ids->count > 0 && uuid_read(uuid, bytes) &&
	       bsearch(bytes, ids->items, ids->count, sizeof(*ids->items),
		       compare);
}
