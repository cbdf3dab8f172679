/* store/upkeep.c - see store/upkeep.h */
#include "config.h"

#include "store/upkeep_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/text.h"
#include "store/chain_private.h"
#include "store/destroyed_private.h"
#include "store/drafts_private.h"
#include "store/store_private.h"

void file_info_done(struct file_info *info)
{
	for (size_t i = 0; i < info->form_count; i++) {
		free(info->forms[i].name);
		free(info->forms[i].version);
	}
	free(info->forms);
	*info = (struct file_info){ 0 };
}

/* What is withdrawn has an index; of all others no status is looked at. */
static int count_form(struct store *store, const struct table *table,
		      struct file_info_form *form, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(
		store, &query, err,
		"SELECT count(*)"
		"  - (SELECT count(*) FROM \"%s\" WHERE status = 'withdrawn'),"
		" total(counts) - (SELECT count(*) FROM \"%s\""
		"  WHERE counts AND status = 'withdrawn'),"
		" (SELECT count(*) FROM \"%s\" WHERE status = 'withdrawn'),"
		" (SELECT count(*) FROM draft AS d WHERE form = ?1 AND %s)"
		" FROM \"%s\"",
		table->name, table->name, table->name, drafts_own(store),
		table->name);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, table->id);
	code = db_step(store, query, err);
	if (code > 0) {
		form->name = alloc_text(table->form);
		form->version = alloc_text(table->version);
		form->complete = sqlite3_column_int64(query, 0);
		form->counting = sqlite3_column_int64(query, 1);
		form->withdrawn = sqlite3_column_int64(query, 2);
		form->drafts = sqlite3_column_int64(query, 3);
	}
	db_give(store, query);
	return code < 0 ? code : 0;
}

static int count_forms(struct store *store, struct file_info *info,
		       struct err *err)
{
	int code = tables_read(store, err);

	if (code)
		return code;
	info->forms = alloc_new(store->tables.count, sizeof(*info->forms));
	for (size_t i = 0; i < store->tables.count && !code; i++)
		code = count_form(store, store->tables.items[i],
				  &info->forms[info->form_count++], err);
	return code;
}

static int read_info(struct store *store, struct file_info *info,
		     struct err *err)
{
	char *drafts = alloc_print("SELECT count(*) FROM draft AS d WHERE %s",
				   drafts_own(store));
	int64_t version = 0;
	int code = db_integer(store,
			      "SELECT page_count * page_size"
			      " FROM pragma_page_count, pragma_page_size",
			      &info->bytes, err);

	if (!code)
		code = db_integer(store, "PRAGMA user_version", &version, err);
	if (!code)
		code = db_integer(store, "SELECT count(*) FROM traject",
				  &info->trajecten, err);
	if (!code)
		code = db_integer(store, drafts, &info->drafts, err);
	free(drafts);
	if (!code)
		code = store_is_noted(store, "demo", &info->demo, err);
	if (!code)
		code = store_is_noted(store, "practice", &info->practice, err);
	info->schema_version = (int)version;
	return code ? code : count_forms(store, info, err);
}

int upkeep_info(struct store *store, struct file_info *out, struct err *err)
{
	struct file_info info = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = read_info(store, &info, err);
	store_end_reading(store);
	if (code) {
		file_info_done(&info);
		return code;
	}
	*out = info;
	return 0;
}

int upkeep_copy_info(const char *path, struct file_info *out, struct err *err)
{
	struct store *store = NULL;
	int code = store_open_copy(path, &store, err);

	if (!code)
		code = upkeep_info(store, out, err);
	store_close(store);
	return code;
}

/* Each row of a check of SQLite's own is a problem. */
static int check_integrity(struct store *store, struct problem_list *problems,
			   struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, "PRAGMA integrity_check", &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		const char *says = db_peek(query, 0);

		if (strcmp(says, "ok") != 0)
			problem_add(problems, store->path, 0, 0, NULL,
				    _("The file is damaged: %s"), says);
	}
	db_give(store, query);
	return code;
}

static int check_references(struct store *store, struct problem_list *problems,
			    struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT \"table\", rowid, parent"
			   " FROM pragma_foreign_key_check",
			   &query, err);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0)
		problem_add(problems, store->path, 0, 0, db_peek(query, 0),
			    /* TRANSLATORS: a row number and a table. */
			    _("Row %lld points at something in %s that is not "
			      "there"),
			    (long long)sqlite3_column_int64(query, 1),
			    db_peek(query, 2));
	db_give(store, query);
	return code;
}

/* Does the table have a column of this name and type? */
static int has_column(struct store *store, const char *table, const char *name,
		      const char *type, bool *out, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT type FROM pragma_table_xinfo(?1)"
			   " WHERE name = ?2",
			   &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, table);
	db_bind_text(query, 2, name);
	code = db_step(store, query, err);
	*out = code > 0 && strcmp(db_peek(query, 0), type) == 0;
	db_give(store, query);
	return code < 0 ? code : 0;
}

static const char *column_type(const struct column *column)
{
	switch (column->type) {
	case FIELD_SCORE:
	case FIELD_INTEGER:
	case FIELD_SCALE:
	case FIELD_SELECT_MULTIPLE:
		return "INTEGER";
	case FIELD_DECIMAL:
		return "REAL";
	default:
		return "TEXT";
	}
}

static int check_column(struct store *store, const struct table *table,
			const struct column *column, const char *suffix,
			const char *type, struct problem_list *problems,
			struct err *err)
{
	char *in = column->repeat < 0
			   ? alloc_text(table->name)
			   : alloc_print("%s__%s", table->name,
					 table->repeats[column->repeat]);
	char *name = alloc_print("%s%s%s", column->name, suffix ? "__" : "",
				 suffix ? suffix : "");
	bool there = false;
	int code = has_column(store, in, name, type, &there, err);

	if (!code && !there)
		problem_add(problems, store->path, 0, 0, in,
			    _("The column %s is missing, or has another type"),
			    name);
	free(name);
	free(in);
	return code;
}

static int check_columns(struct store *store, const struct table *table,
			 struct problem_list *problems, struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < table->count && !code; i++) {
		const struct column *c = &table->columns[i];

		if (!c->head)
			code = check_column(store, table, c, NULL,
					    column_type(c), problems, err);
		if (!code && c->missing_count > 0)
			code = check_column(store, table, c, "missing", "TEXT",
					    problems, err);
		if (c->type != FIELD_SELECT_MULTIPLE)
			continue;
		for (size_t o = 0; o < c->option_count && !code; o++)
			code = check_column(store, table, c, c->options[o].name,
					    "INTEGER", problems, err);
	}
	return code;
}

/* Rows for which a condition holds are a problem that the sentence tells. */
static int check_rows(struct store *store, const struct table *table,
		      const char *condition, const char *sentence,
		      struct problem_list *problems, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take_print(store, &query, err,
				 "SELECT t.uuid FROM \"%s\" AS t"
				 " JOIN traject AS j ON j.id = t.traject"
				 " WHERE %s",
				 table->name, condition);

	if (code)
		return code;
	while ((code = db_step(store, query, err)) > 0) {
		char *id = compact_sure_id(query, 0);

		problem_add(problems, store->path, 0, 0, table->name, "%s: %s",
			    sentence, id);
		free(id);
	}
	db_give(store, query);
	return code;
}

/* What foreign keys cannot say. */
static int check_heads(struct store *store, const struct table *table,
		       struct problem_list *problems, struct err *err)
{
	static const struct {
		const char *condition;
		const char *sentence;
	} faults[] = {
		{ "t.ended IS NOT j.ended",
		  N_("A record has another last day than its traject") },
		{ "NOT EXISTS (SELECT 1 FROM name WHERE id = t.organisatie"
		  " AND list = 'organisatie')",
		  N_("The organisation of a record is not in its list") },
		{ "t.team IS NOT NULL AND NOT EXISTS"
		  " (SELECT 1 FROM name WHERE id = t.team"
		  " AND list = 'team' AND parent = t.organisatie)",
		  N_("The team of a record is not of its organisation") },
		{ "t.medewerker IS NOT NULL AND NOT EXISTS"
		  " (SELECT 1 FROM name WHERE id = t.medewerker"
		  " AND list = 'medewerker' AND parent = t.organisatie)",
		  N_("The worker of a record is not of its organisation") },
		{ "t.status = 'withdrawn' AND t.counts",
		  N_("A withdrawn record counts") },
	};
	int code = 0;

	for (size_t i = 0; i < COUNT(faults) && !code; i++)
		code = check_rows(store, table, faults[i].condition,
				  _(faults[i].sentence), problems, err);
	return code;
}

/* A complete record of the same form and place, in an older version. */
static int check_places(struct store *store, const struct table *table,
			const struct table *other,
			struct problem_list *problems, struct err *err)
{
	char *condition = alloc_print(
		"t.status <> 'withdrawn' AND EXISTS (SELECT 1 FROM \"%s\" AS o"
		" WHERE o.traject = t.traject"
		" AND coalesce(o.jeugdige, '') = coalesce(t.jeugdige, '')"
		" AND coalesce(o.informant, '') = coalesce(t.informant, '')"
		" AND o.status <> 'withdrawn')",
		other->name);
	int code = check_rows(store, table, condition,
			      _("A traject has this form in two versions"),
			      problems, err);

	free(condition);
	return code;
}

static int check_tables(struct store *store, struct problem_list *problems,
			struct err *err)
{
	const struct tables *tables = &store->tables;
	int code = 0;

	for (size_t i = 0; i < tables->count && !code; i++) {
		const struct table *table = tables->items[i];
		size_t before = problems->count;

		code = check_columns(store, table, problems, err);
		/* What is not there cannot be looked at any further. */
		if (code || problems->count > before)
			continue;
		code = check_heads(store, table, problems, err);
		if (!code)
			code = upkeep_check_rows(store, table, problems, err);
		for (size_t k = i + 1; k < tables->count && !code; k++)
			if (strcmp(table->form, tables->items[k]->form) == 0)
				code = check_places(store, table,
						    tables->items[k], problems,
						    err);
	}
	return code;
}

static int check_all(struct store *store, struct problem_list *problems,
		     struct err *err)
{
	size_t before = problems->count;
	int code = check_integrity(store, problems, err);

	if (!code)
		code = check_references(store, problems, err);
	if (!code)
		code = upkeep_check_layout(store, problems, err);
	tables_forget(&store->tables);
	if (!code)
		code = tables_read(store, err);
	if (!code && problems->count == before)
		code = upkeep_check_others(store, problems, err);
	/* Each next look would only repeat what is wrong already. */
	if (!code && problems->count == before)
		code = check_tables(store, problems, err);
	if (!code && problems->count == before)
		code = chain_check(store, problems, err);
	if (!code && problems->count == before)
		code = destroyed_check(store, problems, err);
	return code;
}

int upkeep_check(struct store *store, struct problem_list *problems,
		 struct err *err)
{
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = check_all(store, problems, err);
	store_end_reading(store);
	return code;
}
