/* store/records.c - completing and correcting; see store/records.h */
#include "config.h"

#include "store/records.h"

#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/cells_private.h"
#include "store/destroyed_private.h"
#include "store/drafts_private.h"
#include "store/forms.h"
#include "store/head_private.h"
#include "store/history_private.h"
#include "store/records_private.h"
#include "store/revisions.h"
#include "store/scores_private.h"
#include "store/trajecten_private.h"
#include "store/verifications_private.h"

/* What is worked out on the way to a saved record. */
struct saving {
	struct store *store;
	const struct form *form;
	const struct record_head *head;
	const struct answers *answers;
	int64_t draft;
	const struct traject *known; /* of a record that is new; or NULL */
	const struct authorship *by;
	const struct known_revision *made; /* elsewhere; or NULL */

	struct table *table;
	const struct binding *binding;
	struct record_place place; /* of the record; row 0 when it is new */
	struct record_head before; /* of the record, when it is known */
	struct traject_head traject;
	struct name_ids names;
	char now[DATE_ROOM];
	char id[UUID_ROOM];
	char revision[UUID_ROOM];
};

static void saving_done(struct saving *s)
{
	record_head_done(&s->before);
	traject_head_done(&s->traject);
}

static int check_head(const struct saving *s, struct err *err)
{
	const struct record_head *head = s->head;
	struct day day;

	if (head->status == RECORD_DRAFT)
		return err_set(err, ERR_INVALID,
			       _("A draft is not a record yet"));
	if (!head->completed || !day_read(head->completed, &day))
		return err_set(err, ERR_INVALID,
			       _("The day on which the form was filled in is "
				 "missing"));
	if (head->id && !uuid_is_valid(head->id))
		return err_set(err, ERR_INVALID,
			       _("\"%s\" cannot be the id of a record"),
			       head->id);
	return 0;
}

/* A known id is a correction, of what the caller has seen and no other. */
static int check_correction(struct saving *s, struct err *err)
{
	const struct record_head *head = s->head;

	if (s->place.table != s->table)
		return err_set(err, ERR_EXISTS,
			       _("Record %s is of form %s version %s"),
			       head->id, s->place.table->form,
			       s->place.table->version);
	if (!s->made && !same_or_empty(head->revision, s->before.revision))
		return err_set(err, ERR_EXISTS,
			       _("Record %s was changed by someone else in the "
				 "meantime; look at it again first"),
			       head->id);
	if (head->traject_id != s->before.traject_id ||
	    !same_or_empty(head->jeugdige, s->before.jeugdige) ||
	    !same_or_empty(head->informant, s->before.informant))
		return err_set(err, ERR_INVALID,
			       _("Record %s is of traject %s and cannot go to "
				 "another"),
			       head->id, s->before.traject);
	return 0;
}

static void copy_id(char out[UUID_ROOM], const char *id)
{
	size_t length = strnlen(id, UUID_ROOM - 1);

	memcpy(out, id, length);
	out[length] = '\0';
}

/* The id it has, or that its draft promised, or a fresh one. */
static int find_id(struct saving *s, struct err *err)
{
	struct draft draft = { 0 };
	int code;

	if (s->head->id) {
		copy_id(s->id, s->head->id);
		return 0;
	}
	store_new_id(s->store, s->id);
	if (!s->draft)
		return 0;
	code = drafts_get(s->store, s->draft, &draft, err);
	if (!code)
		copy_id(s->id, draft.record);
	draft_done(&draft);
	return code == ERR_NOTFOUND ? 0 : code;
}

static int find_record(struct saving *s, struct err *err)
{
	int code = find_id(s, err);

	if (code || (!s->head->id && !s->draft))
		return code;
	if (s->known)
		return destroyed_check_record(s->store, s->id, err);
	code = records_find(s->store, s->id, &s->place, err);
	if (code == ERR_NOTFOUND)
		return destroyed_check_record(s->store, s->id, err);
	if (!code)
		code = records_read_head(s->store, &s->place, &s->before, err);
	return code ? code : check_correction(s, err);
}

/* Does the head say the names that the new traject has? */
static bool names_are_of(const struct traject *known,
			 const struct record_head *head)
{
	return known && head->organisatie &&
	       strcmp(known->organisatie, head->organisatie) == 0 &&
	       same_or_empty(known->team, head->team) &&
	       same_or_empty(known->medewerker, head->medewerker);
}

/*
 * The names as they are now in the traject, where the head gives none; a team
 * and a worker are only taken over with their own organisation.
 */
static int find_names(struct saving *s, struct err *err)
{
	const struct record_head *head = s->head;
	struct name_ids given = { 0 };
	int64_t organisatie = s->traject.names.organisatie;
	int code;

	s->names = s->traject.names;
	if (s->form->is_traject ||
	    (!head->organisatie && !head->team && !head->medewerker) ||
	    names_are_of(s->known, head))
		return 0;
	if (head->organisatie) {
		code = names_ids(s->store, head->organisatie, head->team,
				 head->medewerker, &given, err);
	} else {
		struct traject traject = { 0 };

		code = trajecten_get(s->store, head->traject_id, &traject, err);
		if (!code)
			code = names_ids(s->store, traject.organisatie,
					 head->team, head->medewerker, &given,
					 err);
		traject_done(&traject);
	}
	if (code)
		return code;
	/* One from elsewhere has the names that it has there. */
	if (s->made) {
		s->names = given;
		return 0;
	}
	if (!head->team && given.organisatie == organisatie)
		given.team = s->names.team;
	if (!head->medewerker && given.organisatie == organisatie)
		given.medewerker = s->names.medewerker;
	s->names = given;
	return 0;
}

/* In the table itself an index keeps the place of a new record. */
static int check_place(struct saving *s, bool everywhere, struct err *err)
{
	const struct form_place where = record_head_place(s->head);
	struct record_head other = { 0 };
	struct record_place place;
	int code;

	if (s->head->status == RECORD_WITHDRAWN)
		return 0;
	code = records_find_in_place(s->store, &where,
				     everywhere ? NULL : s->table, s->id,
				     &place, err);
	if (code || !place.table)
		return code;
	code = records_read_head(s->store, &place, &other, err);
	if (!code)
		code = err_set(err, ERR_EXISTS,
			       _("Traject %s has a complete form %s already "
				 "(%s); correct that one, or withdraw it"),
			       other.traject, s->form->name, other.id);
	record_head_done(&other);
	return code;
}

static const char *changed_at(const struct saving *s)
{
	return s->head->changed ? s->head->changed : s->now;
}

static bool counts(const struct saving *s)
{
	return s->head->counts && s->head->status != RECORD_WITHDRAWN;
}

static void bind_head(sqlite3_stmt *statement, const struct saving *s)
{
	unsigned char scores[SCORES_BYTES];
	const struct head_written head = {
		.id = s->id,
		.revision = s->revision,
		.head = s->head,
		.names = s->names,
		.ended = s->traject.ended,
		.changed = changed_at(s),
		.counts = counts(s),
		.scores = scores,
		.score_bytes = scores_of(s->binding, s->answers, scores),
	};

	head_bind(s->store, statement, &head);
}

/* Something has its place, or its id. */
static int refuse_new(struct saving *s, struct err *err)
{
	int code = check_place(s, true, err);

	if (code)
		return code;
	return err_set(err, ERR_EXISTS, _("Record %s is there already"), s->id);
}

static int write_values(struct saving *s, struct err *err)
{
	const struct cells_from from = { s->binding, s->answers, -1, 0 };
	bool fresh = s->place.row == 0;
	sqlite3_stmt *write;
	int code = db_take(s->store,
			   fresh ? s->binding->insert : s->binding->update,
			   &write, err);

	if (code)
		return code;
	bind_head(write, s);
	code = cells_bind(write, HEAD_WRITTEN_COUNT + 1, &from, err);
	if (code) {
		db_give(s->store, write);
		return code;
	}
	code = db_run(s->store, write, err);
	if (!code && fresh && sqlite3_changes(s->store->db) == 0)
		code = refuse_new(s, err);
	if (!code && fresh)
		records_note_id(s->table, s->id);
	if (!code && fresh)
		s->place = (struct record_place){
			s->table, sqlite3_last_insert_rowid(s->store->db)
		};
	return code;
}

static int remove_rows(struct saving *s, int repeat, struct err *err)
{
	struct buffer sql = { 0 };
	sqlite3_stmt *delete;
	int code;

	buffer_add(&sql, "DELETE FROM ");
	table_quote_table(&sql, s->table, repeat);
	buffer_add(&sql, " WHERE id = ?1");
	code = db_take(s->store, buffer_text(&sql), &delete, err);
	buffer_done(&sql);
	if (code)
		return code;
	sqlite3_bind_int64(delete, 1, s->place.row);
	return db_run(s->store, delete, err);
}

static int write_row(struct saving *s, int repeat, int row, struct err *err)
{
	const struct cells_from from = { s->binding, s->answers, repeat, row };
	sqlite3_stmt *insert;
	int code =
		db_take(s->store, s->binding->insert_row[repeat], &insert, err);

	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, s->place.row);
	sqlite3_bind_int(insert, 2, row);
	code = cells_bind(insert, 3, &from, err);
	if (code) {
		db_give(s->store, insert);
		return code;
	}
	return db_run(s->store, insert, err);
}

static int write_rows(struct saving *s, struct err *err)
{
	int code = 0;

	for (int r = 0; r < (int)s->table->repeat_count && !code; r++) {
		int in_form = s->binding->repeat_in[r];
		int rows = in_form < 0 ? 0 : answers_rows(s->answers, in_form);

		if (s->before.id)
			code = remove_rows(s, r, err);
		for (int row = 1; row <= rows && !code; row++)
			code = write_row(s, r, row, err);
	}
	return code;
}

static int remove_annotations(struct saving *s, struct err *err)
{
	sqlite3_stmt *delete;
	int code = db_take(s->store,
			   "DELETE FROM annotation"
			   " WHERE form = ?1 AND record = ?2",
			   &delete, err);

	if (code)
		return code;
	sqlite3_bind_int64(delete, 1, s->table->id);
	sqlite3_bind_int64(delete, 2, s->place.row);
	return db_run(s->store, delete, err);
}

#define ANNOTATIONS(client)                                                    \
	"SELECT field, row, remark, reason, " client                           \
	" FROM annotation WHERE form = ?1 AND record = ?2"

int records_take_annotations(struct store *store, const struct table *table,
			     int64_t record, sqlite3_stmt **out,
			     struct err *err)
{
	int code = db_take(store,
			   store_knows_client(store) ? ANNOTATIONS("client")
						     : ANNOTATIONS("NULL"),
			   out, err);

	if (code)
		return code;
	sqlite3_bind_int64(*out, 1, table->id);
	sqlite3_bind_int64(*out, 2, record);
	return 0;
}

int records_annotate(struct store *store, const struct table *table,
		     int64_t record, const struct snapshot_entry *e,
		     struct err *err)
{
	sqlite3_stmt *insert;
	int code;

	if (!e->remark && !e->reason && !e->client)
		return 0;
	code = db_take(store,
		       "INSERT INTO annotation"
		       " (form, record, field, row, remark, reason, client)"
		       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		       &insert, err);
	if (code)
		return code;
	sqlite3_bind_int64(insert, 1, table->id);
	sqlite3_bind_int64(insert, 2, record);
	db_bind_text(insert, 3, e->field);
	sqlite3_bind_int(insert, 4, e->row);
	db_bind_text(insert, 5, e->remark);
	db_bind_text(insert, 6, e->reason);
	db_bind_text(insert, 7, e->client);
	return db_run(store, insert, err);
}

static int write_annotations(struct saving *s, const struct snapshot *after,
			     struct err *err)
{
	int code = s->before.id ? remove_annotations(s, err) : 0;

	for (size_t i = 0; i < after->count && !code; i++)
		code = records_annotate(s->store, s->table, s->place.row,
					&after->entries[i], err);
	return code;
}

static int add_revision(struct saving *s, const struct snapshot *before,
			const struct snapshot *after, struct err *err)
{
	struct revision revision = {
		.table = s->table,
		.record = s->place.row,
		.uuid = s->revision,
		.parent = s->before.revision,
		.what = s->before.id       ? "correct"
			: s->head->changed ? "import"
					   : "complete",
		.status = record_status_name(s->head->status),
		.completed = s->head->completed,
		.counts = counts(s),
		.record_uuid = s->id,
		.traject_uuid = s->traject.uuid,
		.jeugdige = s->head->jeugdige,
		.informant = s->head->informant,
	};

	history_sign(s->store, s->by, s->now, &revision);
	if (s->made) {
		revision.parent = s->made->parent;
		revision.at = s->made->at ? s->made->at : s->now;
		revision.medewerker = s->made->medewerker;
		revision.login = s->made->login;
		revision.what = s->made->what;
		revision.why = s->made->why;
		revision.status = record_status_name(s->made->status);
		revision.completed = s->made->completed;
		revision.counts = s->made->counts;
	}
	return history_add(s->store, &revision, s->before.id ? before : NULL,
			   after, err);
}

static int write_record(struct saving *s, struct err *err)
{
	struct snapshot before = { 0 };
	struct snapshot after = { 0 };
	int code = 0;

	if (s->before.id)
		code = snapshot_read(&before, s->store, s->table, s->place.row,
				     err);
	snapshot_take(&after, s->binding, s->answers);
	if (!code)
		code = write_values(s, err);
	if (!code)
		code = write_rows(s, err);
	if (!code)
		code = write_annotations(s, &after, err);
	if (!code)
		code = add_revision(s, &before, &after, err);
	if (!code && s->made && s->made->how)
		code = verification_add(s->store, &s->place, s->revision,
					s->made->how, s->made->differences,
					err);
	snapshot_done(&before);
	snapshot_done(&after);
	return code;
}

static int find_traject(struct saving *s, struct err *err)
{
	const struct traject *known = s->known;

	/* A traject form has just moved the head. */
	if (!known || s->form->is_traject)
		return trajecten_head(s->store, s->head->traject_id,
				      &s->traject, err);
	s->traject.uuid = alloc_text(known->uuid);
	s->traject.ended = known->ended
				   ? alloc_text_part(known->ended,
						     strnlen(known->ended, 10))
				   : NULL;
	s->traject.changed = alloc_text(known->changed);
	return names_ids(s->store, known->organisatie, known->team,
			 known->medewerker, &s->traject.names, err);
}

/* The tables of the form, and who it is about. */
static int prepare(struct saving *s, struct err *err)
{
	int code = forms_take_up(s->store, s->form, err);

	if (!code)
		code = tables_read(s->store, err);
	if (code)
		return code;
	s->table =
		tables_find(&s->store->tables, s->form->name, s->form->version);
	/* Taking up has just bound it, and compared all of the form for that. */
	s->binding = table_bound(s->table, s->form);
	code = find_record(s, err);
	if (!code && s->form->is_traject)
		code = trajecten_follow(s->store, s->form, s->head->traject_id,
					s->answers, NULL, err);
	if (!code)
		code = find_traject(s, err);
	if (!code)
		code = find_names(s, err);
	return code;
}

static int save(struct saving *s, struct err *err)
{
	int code = prepare(s, err);

	if (!code)
		code = check_place(s, s->place.row != 0, err);
	if (code)
		return code;
	/* A record from elsewhere keeps the revision it has there. */
	if (s->made)
		copy_id(s->revision, s->made->id);
	else if (!s->before.id && s->head->revision &&
		 uuid_is_valid(s->head->revision))
		copy_id(s->revision, s->head->revision);
	else
		store_new_id(s->store, s->revision);
	code = write_record(s, err);
	if (!code)
		code = drafts_finish(s->store, s->draft, err);
	if (!code && strcmp(s->traject.changed, changed_at(s)) < 0)
		code = trajecten_touch(s->store, s->head->traject_id,
				       changed_at(s), err);
	return code;
}

static int read_back(const struct saving *s, struct record_head *out,
		     struct err *err)
{
	return records_read_head(s->store, &s->place, out, err);
}

/*
 * Save in one transaction; on success the head, unless it is NULL, is what was
 * saved.
 */
static int save_whole(struct saving *s, struct record_head *head,
		      struct err *err)
{
	struct record_head saved = { 0 };
	int code = check_head(s, err);

	if (!code)
		code = store_begin(s->store, err);
	if (code)
		return code;
	store_now(s->store, s->now);
	code = save(s, err);
	if (!code && head)
		code = read_back(s, &saved, err);
	code = store_end(s->store, code, err);
	if (code) {
		record_head_done(&saved);
	} else if (head) {
		record_head_done(head);
		*head = saved;
	}
	saving_done(s);
	return code;
}

int records_save(struct store *store, const struct form *form,
		 struct record_head *head, const struct answers *answers,
		 int64_t draft, const struct authorship *by, struct err *err)
{
	struct saving s = { .store = store,
			    .form = form,
			    .head = head,
			    .answers = answers,
			    .draft = draft,
			    .by = by };

	return save_whole(&s, head, err);
}

int records_add(struct store *store, const struct form *form,
		const struct record_head *head, const struct traject *traject,
		const struct answers *answers, const struct authorship *by,
		struct err *err)
{
	struct saving s = { .store = store,
			    .form = form,
			    .head = head,
			    .answers = answers,
			    .known = traject,
			    .by = by };

	return save_whole(&s, NULL, err);
}

int records_take(struct store *store, const struct form *form,
		 struct record_head *head, const struct answers *answers,
		 const struct known_revision *revision, struct err *err)
{
	struct saving s = { .store = store,
			    .form = form,
			    .head = head,
			    .answers = answers,
			    .made = revision };

	return save_whole(&s, head, err);
}
