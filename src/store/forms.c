/* store/forms.c - see store/forms.h */
#include "config.h"

#include "store/forms.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "store/layout_private.h"
#include "store/store_private.h"

/* A field of this form with the column it has, or is to have. */
struct taking {
	struct store *store;
	const struct form *form;
	struct table *table; /* as the file has it; NULL for a new form */
	int64_t id;          /* of the row in form */
};

/* The text in the language of the form itself: the file has one. */
static const char *own_words(const struct form *form, const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (form->language &&
		    strcmp(words->in[i].language, form->language) == 0)
			return words->in[i].text;
	return words->count > 0 ? words->in[0].text : NULL;
}

static const char *repeat_name(const struct form *form,
			       const struct field *field)
{
	return field->repeat < 0 ? NULL : form->repeats[field->repeat].name;
}

static int refuse(const struct taking *t, struct err *err, const char *what,
		  const char *name)
{
	struct err reason;

	err_set(&reason, ERR_INVALID, what, name);
	/* TRANSLATORS: form, version, and what changed: "the field c1 is gone". */
	return err_set(err, ERR_INVALID,
		       _("Form %s was changed without a new version %s: %s; "
			 "put it back, or give the form a new version"),
		       t->form->name, t->form->version, reason.text);
}

/* Options and reasons that the file knows are still there. */
static int compare_options(const struct taking *t, const struct column *c,
			   const struct field *field, struct err *err)
{
	char *name;
	int code = 0;

	for (size_t i = 0; i < c->option_count && !code; i++) {
		if (field_option(field, c->options[i].name))
			continue;
		name = alloc_print("%s/%s", c->name, c->options[i].name);
		code = refuse(t, err, _("the option %s is gone"), name);
		free(name);
	}
	for (size_t i = 0; i < c->missing_count && !code; i++) {
		if (field_missing(field, c->missing[i]))
			continue;
		name = alloc_print("%s/%s", c->name, c->missing[i]);
		code = refuse(t, err, _("the missing reason %s is gone"), name);
		free(name);
	}
	return code;
}

static int compare_column(const struct taking *t, const struct column *c,
			  struct err *err)
{
	const char *repeat =
		c->repeat < 0 ? NULL : t->table->repeats[c->repeat];
	int f = form_find(t->form, c->name);
	const struct field *field = f < 0 ? NULL : &t->form->fields[f];

	if (!field || !field_is_stored(field))
		return refuse(t, err, _("the field %s is gone"), c->name);
	if (table_field_type(field) != c->type)
		return refuse(t, err, _("the field %s has another type"),
			      c->name);
	if (!same_text(repeat, repeat_name(t->form, field)))
		return refuse(t, err, _("the field %s is in another repeat"),
			      c->name);
	return compare_options(t, c, field, err);
}

static int compare(const struct taking *t, struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < t->table->count && !code; i++)
		code = compare_column(t, &t->table->columns[i], err);
	if (!code && t->table->is_traject != t->form->is_traject)
		code = refuse(t, err,
			      _("%s was the form of the traject, or is now"),
			      t->form->name);
	return code;
}

/* Like a bit: a place that no other score ever had. */
static int score_place(const struct field *field, const struct column *c,
		       int *next)
{
	if (c)
		return c->score;
	if (field->repeat >= 0 || table_field_type(field) != FIELD_SCORE)
		return -1;
	return (*next)++;
}

static int put_field(const struct taking *t, int f, int score, struct err *err)
{
	const struct field *field = &t->form->fields[f];
	sqlite3_stmt *insert;
	int code = db_take(t->store,
			   "INSERT INTO form_field"
			   " (form, name, position, type, repeat, list, label,"
			   " sealed, score)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
			   " ON CONFLICT (form, name) DO UPDATE SET"
			   " position = ?3, list = ?6, label = ?7",
			   &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, t->id);
	db_bind_text(insert, 2, field->name);
	sqlite3_bind_int(insert, 3, f);
	db_bind_text(insert, 4, field_type_name(table_field_type(field)));
	db_bind_text(insert, 5, repeat_name(t->form, field));
	db_bind_text(insert, 6, field->list);
	db_bind_text(insert, 7, own_words(t->form, &field->label));
	/* Names of people and teams may be mended later, by data rename. */
	sqlite3_bind_int(insert, 8,
			 !field->list && !table_is_head(t->form, field));
	if (score >= 0)
		sqlite3_bind_int(insert, 9, score);
	return db_run(t->store, insert, err);
}

/* The bit of an option that has one, or one that no option ever had. */
static int bit_for(const struct column *c, const char *name, int *next)
{
	for (size_t i = 0; c && i < c->option_count; i++)
		if (strcmp(c->options[i].name, name) == 0)
			return c->options[i].bit;
	return (*next)++;
}

static int first_free_bit(const struct column *c)
{
	int next = 0;

	for (size_t i = 0; c && i < c->option_count; i++)
		if (c->options[i].bit >= next)
			next = c->options[i].bit + 1;
	return next;
}

static int put_option(const struct taking *t, const struct field *field,
		      size_t i, int bit, struct err *err)
{
	sqlite3_stmt *insert;
	int code;

	if (bit >= OPTIONS_MAX)
		return refuse(t, err, _("the field %s has too many options"),
			      field->name);
	code = db_take(t->store,
		       "INSERT INTO form_option"
		       " (form, field, name, position, bit, label)"
		       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
		       " ON CONFLICT (form, field, name) DO UPDATE SET"
		       " position = ?4, label = ?6",
		       &insert, err);
	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, t->id);
	db_bind_text(insert, 2, field->name);
	db_bind_text(insert, 3, field->options[i].name);
	sqlite3_bind_int64(insert, 4, (sqlite3_int64)i);
	if (bit >= 0)
		sqlite3_bind_int(insert, 5, bit);
	db_bind_text(insert, 6, own_words(t->form, &field->options[i].label));
	return db_run(t->store, insert, err);
}

static int put_missing(const struct taking *t, const struct field *field,
		       const struct missing_reason *reason, struct err *err)
{
	sqlite3_stmt *insert;
	int code = db_take(t->store,
			   "INSERT INTO form_missing (form, field, name, label)"
			   " VALUES (?1, ?2, ?3, ?4)"
			   " ON CONFLICT (form, field, name) DO UPDATE SET"
			   " label = ?4",
			   &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, t->id);
	db_bind_text(insert, 2, field->name);
	db_bind_text(insert, 3, reason->name);
	db_bind_text(insert, 4, own_words(t->form, &reason->label));
	return db_run(t->store, insert, err);
}

static int put_fields(const struct taking *t, struct err *err)
{
	int next_score = t->table ? (int)t->table->score_count : 0;
	int code = 0;

	for (size_t f = 0; f < t->form->field_count && !code; f++) {
		const struct field *field = &t->form->fields[f];
		int i = t->table ? table_column(t->table, field->name) : -1;
		const struct column *c = i < 0 ? NULL : &t->table->columns[i];
		int next = first_free_bit(c);

		if (!field_is_stored(field))
			continue;
		code = put_field(t, (int)f, score_place(field, c, &next_score),
				 err);
		for (size_t o = 0; o < field->option_count && !code; o++) {
			int bit = -1;

			if (table_field_type(field) == FIELD_SELECT_MULTIPLE)
				bit = bit_for(c, field->options[o].name, &next);
			code = put_option(t, field, o, bit, err);
		}
		for (size_t m = 0; m < field->missing_count && !code; m++)
			code = put_missing(t, field, field->missing[m], err);
	}
	return code;
}

static int put_form(struct taking *t, struct err *err)
{
	const struct form *form = t->form;
	sqlite3_stmt *insert;
	int code = db_take(t->store,
			   "INSERT INTO form (name, version, table_name, title,"
			   " is_traject, source)"
			   " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
			   " ON CONFLICT (name, version) DO UPDATE SET"
			   " title = ?4, source = ?6 RETURNING id",
			   &insert, err);

	if (code)
		return code;
	db_bind_text(insert, 1, form->name);
	db_bind_text(insert, 2, form->version);
	db_bind_text(insert, 3, form->table);
	db_bind_text(insert, 4, own_words(form, &form->title));
	sqlite3_bind_int(insert, 5, form->is_traject);
	sqlite3_bind_text64(insert, 6, form->source, form->source_length,
			    SQLITE_STATIC, SQLITE_UTF8);
	code = db_step(t->store, insert, err);
	if (code > 0)
		t->id = sqlite3_column_int64(insert, 0);
	db_give(t->store, insert);
	return code < 0 ? code : 0;
}

static const struct column *column_before(const struct table *before,
					  const struct column *c)
{
	int i = table_column(before, c->name);

	return i < 0 ? NULL : &before->columns[i];
}

static bool has_option(const struct column *c, const char *name)
{
	for (size_t i = 0; i < c->option_count; i++)
		if (strcmp(c->options[i].name, name) == 0)
			return true;
	return false;
}

static int extend_column(struct store *store, const struct table *after,
			 const struct column *c, const struct column *before,
			 struct err *err)
{
	int code = 0;

	if (!before)
		return layout_add_column(store, after, c, err);
	if (before->missing_count == 0 && c->missing_count > 0)
		code = layout_add_missing(store, after, c, err);
	if (c->type != FIELD_SELECT_MULTIPLE)
		return code;
	for (size_t i = 0; i < c->option_count && !code; i++)
		if (!has_option(before, c->options[i].name))
			code = layout_add_option(store, after, c,
						 &c->options[i], err);
	return code;
}

/* Give the tables what was put into form_field and its like. */
static int extend(struct store *store, const struct table *before,
		  const struct table *after, struct err *err)
{
	int code = 0;

	for (size_t i = 0; i < after->repeat_count && !code; i++)
		if (table_repeat(before, after->repeats[i]) < 0)
			code = layout_create_rows(store, after, (int)i, err);
	for (size_t i = 0; i < after->count && !code; i++) {
		const struct column *c = &after->columns[i];

		/* A table that was just made has all of its columns. */
		if (c->repeat >= 0 &&
		    table_repeat(before, after->repeats[c->repeat]) < 0)
			continue;
		code = extend_column(store, after, c, column_before(before, c),
				     err);
	}
	return code;
}

/* The table of this form out of those of the store, to compare with. */
static struct table *take_out(struct tables *tables, const struct form *form)
{
	for (size_t i = 0; i < tables->count; i++) {
		struct table *table = tables->items[i];

		if (strcmp(table->form, form->name) == 0 &&
		    strcmp(table->version, form->version) == 0) {
			tables->items[i] = tables->items[--tables->count];
			return table;
		}
	}
	return NULL;
}

static int build(struct taking *t, struct err *err)
{
	struct store *store = t->store;
	struct table *after = NULL;
	int code = put_form(t, err);

	if (!code)
		code = put_fields(t, err);
	if (code)
		return code;
	t->table = take_out(&store->tables, t->form);
	tables_forget(&store->tables);
	store->tables.made = true;
	code = tables_read(store, err);
	if (!code) {
		after = tables_find(&store->tables, t->form->name,
				    t->form->version);
		code = layout_check(store, after, err);
	}
	if (!code) {
		code = t->table ? extend(store, t->table, after, err)
				: layout_create(store, after, err);
		if (!code)
			code = layout_make_view(store, after, err);
	}
	table_free(t->table);
	t->table = NULL;
	return code;
}

/* Does the file keep this very YAML? */
static int is_kept(struct store *store, const struct table *table,
		   const struct form *form, bool *out, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store, "SELECT source = ?2 FROM form WHERE id = ?1",
			   &query, err);

	if (code)
		return code;
	sqlite3_bind_int64(query, 1, table->id);
	sqlite3_bind_text64(query, 2, form->source, form->source_length,
			    SQLITE_STATIC, SQLITE_UTF8);
	code = db_step(store, query, err);
	*out = code > 0 && sqlite3_column_int(query, 0);
	db_give(store, query);
	return code < 0 ? code : 0;
}

/* Is there nothing to do?  If not, may it be done? */
static int look(struct taking *t, bool *done, struct err *err)
{
	struct binding *binding;
	int code = tables_read(t->store, err);

	*done = false;
	if (code)
		return code;
	t->table =
		tables_find(&t->store->tables, t->form->name, t->form->version);
	if (!t->table)
		return 0;
	binding = table_bind(t->table, t->form);
	if (!binding->taken) {
		code = is_kept(t->store, t->table, t->form, &binding->taken,
			       err);
		if (code)
			return code;
	}
	*done = binding->taken;
	return *done ? 0 : compare(t, err);
}

static int take_up(struct taking *t, struct err *err)
{
	bool done;
	int code = look(t, &done, err);

	if (code || done)
		return code;
	code = build(t, err);
	/* What was read in between is of before the change. */
	tables_forget(&t->store->tables);
	t->store->tables.made = true;
	return code;
}

int forms_take_up(struct store *store, const struct form *form, struct err *err)
{
	struct taking taking = { .store = store, .form = form };
	bool done;
	int code;

	if (store->tables.taken == form)
		return 0;
	code = look(&taking, &done, err);
	if (!code && done && store->trusted)
		store->tables.taken = form;
	if (code || done || store->read_only)
		return code;
	code = store_begin(store, err);
	if (code)
		return code;
	return store_end(store, take_up(&taking, err), err);
}

int forms_kept(struct store *store, struct kept_form_list *out, struct err *err)
{
	struct kept_form_list found = { 0 };
	int code = tables_list(store, err);

	if (code)
		return code;
	for (size_t i = 0; i < store->tables.count; i++) {
		const struct table *table = store->tables.items[i];
		struct kept_form *kept;

		found.items = alloc_grow(found.items, found.count,
					 &found.capacity, sizeof(*found.items));
		kept = &found.items[found.count++];
		*kept = (struct kept_form){ .name = alloc_text(table->form),
					    .version = alloc_text(
						    table->version) };
	}
	*out = found;
	return 0;
}

int forms_source(struct store *store, const struct kept_form *form,
		 char **source, struct err *err)
{
	sqlite3_stmt *query;
	int code = db_take(store,
			   "SELECT source FROM form"
			   " WHERE name = ?1 AND version = ?2",
			   &query, err);

	if (code)
		return code;
	db_bind_text(query, 1, form->name);
	db_bind_text(query, 2, form->version);
	code = db_step(store, query, err);
	if (code > 0)
		*source = db_sure_text(query, 0);
	else if (!code)
		code = err_set(err, ERR_NOTFOUND,
			       _("There is no form %s %s in the file"),
			       form->name, form->version);
	db_give(store, query);
	return code < 0 ? code : 0;
}

void kept_form_list_done(struct kept_form_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].version);
	}
	free(list->items);
	*list = (struct kept_form_list){ 0 };
}
