/* store/trajecten_answers.c - a traject by its form; see store/trajecten.h */
#include "config.h"

#include <string.h>

#include "store/drafts_private.h"
#include "store/records_private.h"
#include "store/trajecten_private.h"

/* A draft keeps its version; by name, the fields of another fit as well. */
static int read_draft(struct store *store, const struct form *form, int64_t id,
		      struct answers *answers, struct err *err)
{
	const struct form_place place = { .form = form->name, .traject = id };
	struct draft draft = { 0 };
	int code = drafts_in_place(store, &place, &draft, err);

	if (!code)
		code = drafts_read(store, form, draft.id, answers, err);
	draft_done(&draft);
	return code;
}

static void put(struct answers *answers, int field, const char *value)
{
	if (field >= 0 && value)
		answers_put(answers, field, 0, value, NULL);
}

/* A day or a moment, where the field takes that. */
static void put_time(struct answers *answers, int field, const char *value)
{
	enum field_type type;
	char day[11] = { 0 };

	if (field < 0 || !value)
		return;
	type = field_value_type(&answers_form(answers)->fields[field]);
	memcpy(day, value, strnlen(value, sizeof(day) - 1));
	if (type == FIELD_DATE)
		put(answers, field, day);
	else if (type == FIELD_DATETIME && strchr(value, 'T'))
		put(answers, field, value);
}

void trajecten_answer_head(const struct traject *traject,
			   struct answers *answers)
{
	const struct traject_fields *fields = &answers_form(answers)->traject;

	put(answers, fields->code, traject->code);
	put(answers, fields->organisatie, traject->organisatie);
	put(answers, fields->team, traject->team);
	put(answers, fields->medewerker, traject->medewerker);
	put_time(answers, fields->started, traject->started);
	put_time(answers, fields->ended, traject->ended);
}

/* Nobody filled in the form yet: what the list of trajecten knows. */
static int read_head(struct store *store, int64_t id, struct answers *answers,
		     struct err *err)
{
	struct traject traject = { 0 };
	int code = trajecten_get(store, id, &traject, err);

	if (code)
		return code;
	trajecten_answer_head(&traject, answers);
	traject_done(&traject);
	return 0;
}

/* Is there a record?  asked NULL: all of it. */
static int read_record(struct store *store, const struct form *form, int64_t id,
		       const bool *asked, struct answers *answers, bool *found,
		       struct err *err)
{
	const struct form_place where = { .form = form->name, .traject = id };
	struct record_place place;
	int code;

	if (asked)
		return records_read_asked(store, form, id, asked, answers,
					  found, err);
	code = records_find_in_place(store, &where, NULL, NULL, &place, err);
	*found = !code && place.table;
	return *found ? records_read(store, form, &place, NULL, answers, err)
		      : code;
}

static int read_answers(struct store *store, const struct form *form,
			int64_t id, const bool *asked, struct answers *answers,
			struct err *err)
{
	bool found;
	int code = read_record(store, form, id, asked, answers, &found, err);

	if (code || found)
		return code;
	code = read_draft(store, form, id, answers, err);
	return code == ERR_NOTFOUND ? read_head(store, id, answers, err) : code;
}

int trajecten_answers_asked(struct store *store,
			    const struct form *traject_form, int64_t id,
			    const bool *asked, struct answers **out,
			    struct err *err)
{
	struct answers *answers = answers_new(traject_form);
	int code = store_begin_reading(store, err);

	if (!code) {
		code = read_answers(store, traject_form, id, asked, answers,
				    err);
		store_end_reading(store);
	}
	if (code) {
		answers_free(answers);
		return code;
	}
	*out = answers;
	return 0;
}

int trajecten_answers(struct store *store, const struct form *traject_form,
		      int64_t id, struct answers **out, struct err *err)
{
	return trajecten_answers_asked(store, traject_form, id, NULL, out, err);
}
