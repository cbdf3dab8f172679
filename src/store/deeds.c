/* store/deeds.c - see store/deeds_private.h */
#include "config.h"

#include "store/deeds_private.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/same.h"

static bool is_last(const struct deed *last, const struct revision *revision)
{
	return last->id && same_text(last->at, revision->at) &&
	       same_text(last->medewerker, revision->medewerker) &&
	       same_text(last->login, revision->login) &&
	       same_text(last->what, revision->what);
}

static int insert(struct store *store, const struct revision *revision,
		  struct err *err)
{
	sqlite3_stmt *statement;
	int code = db_take(store,
			   "INSERT INTO deed (at, medewerker, login, what)"
			   " VALUES (?1, ?2, ?3, ?4)",
			   &statement, err);

	if (code)
		return code;
	db_bind_text(statement, 1, revision->at);
	db_bind_text(statement, 2, revision->medewerker);
	db_bind_text(statement, 3, revision->login);
	db_bind_text(statement, 4, revision->what);
	return db_run(store, statement, err);
}

int deeds_id(struct store *store, const struct revision *revision, int64_t *out,
	     struct err *err)
{
	struct deed *last = &store->deed;
	int code;

	if (is_last(last, revision)) {
		*out = last->id;
		return 0;
	}
	deeds_forget(store);
	code = insert(store, revision, err);
	if (code)
		return code;
	last->id = sqlite3_last_insert_rowid(store->db);
	last->at = alloc_text(revision->at);
	last->medewerker = alloc_text(revision->medewerker);
	last->login = alloc_text(revision->login);
	last->what = alloc_text(revision->what);
	*out = last->id;
	return 0;
}

void deeds_forget(struct store *store)
{
	struct deed *last = &store->deed;

	free(last->at);
	free(last->medewerker);
	free(last->login);
	free(last->what);
	*last = (struct deed){ 0 };
}

int deeds_clean(struct store *store, struct err *err)
{
	deeds_forget(store);
	return db_execute(store,
			  "DELETE FROM deed WHERE id NOT IN"
			  " (SELECT deed FROM revision)",
			  err);
}
