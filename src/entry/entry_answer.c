/* entry/entry_answer.c - answering at the focus */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "base/utf8.h"
#include "entry/entry_private.h"
#include "form/value.h"

/* The field at the focus, when it can be answered. */
static int field_at_focus(const struct entry *entry, struct place *place,
			  const struct field **field, struct err *err)
{
	int code = entry_must_be_open(entry, err);

	if (code)
		return code;
	*place = entry_place(entry);
	if (place->field < 0)
		return err_set(err, ERR_INVALID,
			       _("there is no question here"));
	*field = &entry->form->fields[place->field];
	return 0;
}

/* Text without blanks around it, NFC; NULL when nothing is left. */
static char *trimmed(const char *text)
{
	size_t length;
	char *part;
	char *normal;

	while (text && isspace((unsigned char)*text))
		text++;
	length = text ? strlen(text) : 0;
	while (length > 0 && isspace((unsigned char)text[length - 1]))
		length--;
	if (length == 0)
		return NULL;
	part = alloc_text_part(text, length);
	normal = utf8_normal(part);
	free(part);
	return normal;
}

/* --- the answer itself */

/* Other forms point at a jeugdige by its key. */
static int may_change_key(struct entry *entry, struct place place,
			  const char *value, struct err *err)
{
	bool used = false;
	int code;

	if (!entry->form->is_traject || entry->form->traject.repeat < 0 ||
	    place.field != entry->form->traject.key ||
	    entry_is_first(entry, place, value, NULL))
		return 0;
	code = entry_jeugdige_is_used(entry, place.row, &used, err);
	if (!code && used)
		code = err_set(err, ERR_INVALID,
			       _("forms were filled in under this name, so it "
				 "has to stay"));
	return code;
}

/* A traject is organisatie and code: no other may have the same. */
static int may_change_place(struct entry *entry, struct place place,
			    const char *value, struct err *err)
{
	const struct traject_fields *fields = &entry->form->traject;
	struct traject other = { 0 };
	const char *name, *code;
	bool taken;

	if (!entry->form->is_traject || !value ||
	    (place.field != fields->code && place.field != fields->organisatie))
		return 0;
	name = answers_get(entry->answers, fields->organisatie, 0)->value;
	code = answers_get(entry->answers, fields->code, 0)->value;
	if (place.field == fields->code)
		code = value;
	else
		name = value;
	if (!name || !code ||
	    trajecten_find(entry->store, name, code, &other, NULL) != 0)
		return 0;
	taken = other.id != entry->traject.id;
	traject_done(&other);
	if (taken)
		return err_set(err, ERR_EXISTS,
			       _("%s has a traject %s already"), name, code);
	return 0;
}

/* A team or worker of another organisatie cannot stay. */
static void drop_strange_name(struct entry *entry, const char *name, int field)
{
	const struct field *f = &entry->form->fields[field];
	const char *value = answers_get(entry->answers, field, 0)->value;
	bool known = true;

	if (!f->list || !value ||
	    names_has(entry->store, f->list, name, value, &known, NULL) != 0 ||
	    known)
		return;
	answers_put(entry->answers, field, 0, NULL, NULL);
	answers_reason(entry->answers, field, 0, NULL);
	rules_changed(entry->rules, field, 0);
}

static void follow_organisatie(struct entry *entry, struct place place,
			       const char *name)
{
	const struct traject_fields *fields = &entry->form->traject;

	if (!entry->form->is_traject || place.field != fields->organisatie ||
	    !name)
		return;
	drop_strange_name(entry, name, fields->team);
	drop_strange_name(entry, name, fields->medewerker);
}

int entry_change(struct entry *entry, struct place place, const char *value,
		 const char *missing, struct err *err)
{
	const struct answer *old =
		answers_get(entry->answers, place.field, place.row);
	int code;

	if (entry_is_given(entry, place.field))
		return err_set(err, ERR_INVALID,
			       _("the program fills this in; it follows from "
				 "other answers"));
	if (!value && !missing && entry->form->fields[place.field].initial)
		answers_remark(entry->marks, place.field, place.row, "1");
	/* Who says the same as what cannot be seen is the one who says it. */
	if (same_text(old->value, value) && same_text(old->missing, missing) &&
	    !rules_is_hidden(entry->rules, place.field, place.row))
		return 0;
	code = may_change_key(entry, place, value, err);
	if (!code)
		code = may_change_place(entry, place, value, err);
	if (code)
		return code;

	answers_put(entry->answers, place.field, place.row, value, missing);
	answers_client(entry->answers, place.field, place.row,
		       entry->lent ? CLIENT_NOW : CLIENT_NONE);
	answers_reason(entry->answers, place.field, place.row, NULL);
	entry_take_notes(entry, place);
	rules_changed(entry->rules, place.field, place.row);
	follow_organisatie(entry, place, value);
	entry_settle(entry, place, place);
	return 0;
}

static int put(struct entry *entry, struct place place, const char *value,
	       const char *missing, struct err *err)
{
	const struct answer *now =
		answers_get(entry->answers, place.field, place.row);
	struct answer before = { .value = alloc_text(now->value),
				 .missing = alloc_text(now->missing) };
	int code = entry_change(entry, place, value, missing, err);

	if (!code)
		entry_compare(entry, place, &before);
	free(before.value);
	free(before.missing);
	return code;
}

int entry_put_value(struct entry *entry, const char *value, struct err *err)
{
	const struct field *field;
	struct place place;
	int code = field_at_focus(entry, &place, &field, err);

	return code ? code : put(entry, place, value, NULL, err);
}

/* --- names from a list */

/* Teams and workers are those of one organisatie. */
static const char *organisatie(const struct entry *entry,
			       const struct field *field)
{
	if (strcmp(field->list, "organisatie") == 0)
		return NULL;
	if (entry->form->is_traject)
		return answers_get(entry->answers,
				   entry->form->traject.organisatie, 0)
			->value;
	return entry->traject.organisatie;
}

/* The name as it stands in the list, whatever its capitals; or NULL. */
static int find_name(struct entry *entry, const struct field *field,
		     const char *typed, char **out, struct err *err)
{
	struct name_list names = { 0 };
	char *wanted = utf8_folded(typed);
	int code = names_of(entry->store, field->list,
			    organisatie(entry, field), &names, err);

	*out = NULL;
	for (size_t i = 0; !code && i < names.count; i++) {
		char *folded = utf8_folded(names.items[i]);
		bool is_it = strcmp(folded, wanted) == 0;

		free(folded);
		if (strcmp(names.items[i], typed) == 0 || (is_it && !*out))
			alloc_replace(out, names.items[i]);
	}
	free(wanted);
	name_list_done(&names);
	return code;
}

int entry_names(struct entry *entry, struct name_list *out, struct err *err)
{
	struct place place = entry_place(entry);
	const struct field *field;

	*out = (struct name_list){ 0 };
	if (place.field < 0 || !entry->form->fields[place.field].list)
		return 0;
	field = &entry->form->fields[place.field];
	return names_of(entry->store, field->list, organisatie(entry, field),
			out, err);
}

/* --- what was typed */

static const struct missing_reason *reason_typed(const struct field *field,
						 const char *typed)
{
	const struct missing_reason *reason = field_missing(field, typed);
	bool is_letter =
		isalnum((unsigned char)*typed) || (unsigned char)*typed >= 0x80;

	if (reason)
		return reason;
	/* A single letter may be a text; a single dash is none. */
	if (field->type == FIELD_TEXT && is_letter)
		return NULL;
	return field_missing_by_key(field, typed);
}

static bool is_number(const struct field *field)
{
	return field->type == FIELD_INTEGER || field->type == FIELD_DECIMAL ||
	       field->type == FIELD_SCALE;
}

static int type_name(struct entry *entry, struct place place,
		     const struct field *field, const char *typed,
		     struct err *err)
{
	char *name = NULL;
	int code = find_name(entry, field, typed, &name, err);

	if (!code && !name)
		return err_set(err, ERR_INVALID, _("\"%s\" is not in the list"),
			       typed);
	if (!code)
		code = put(entry, place, name, NULL, err);
	free(name);
	return code;
}

static int type_text(struct entry *entry, struct place place,
		     const struct field *field, const char *typed,
		     struct err *err)
{
	const struct missing_reason *reason = reason_typed(field, typed);
	char *value = NULL;
	int code;

	/* Where a key of a reason is a number too, it is a number. */
	if (reason && !(is_number(field) && isdigit((unsigned char)*typed)))
		return put(entry, place, NULL, reason->name, err);
	if (field->list)
		return type_name(entry, place, field, typed, err);
	code = value_typed(field, typed, clock_today(), &value, err);
	if (code && reason)
		return put(entry, place, NULL, reason->name, err);
	if (!code)
		code = put(entry, place, value, NULL, err);
	free(value);
	return code;
}

int entry_type(struct entry *entry, const char *typed, struct err *err)
{
	const struct field *field;
	struct place place;
	char *text;
	int code = field_at_focus(entry, &place, &field, err);

	if (code)
		return code;
	text = trimmed(typed);
	if (text)
		code = type_text(entry, place, field, text, err);
	else
		code = put(entry, place, NULL, NULL, err);
	free(text);
	return code;
}

int entry_toggle(struct entry *entry, const char *option, struct err *err)
{
	const struct field *field;
	struct place place;
	const char *old = NULL;
	char *value;
	int code = field_at_focus(entry, &place, &field, err);

	if (code)
		return code;
	if (!field_option(field, option))
		return err_set(err, ERR_INVALID,
			       _("\"%s\" is no choice of this question"),
			       option);
	if (field->type != FIELD_SELECT_MULTIPLE)
		return put(entry, place, option, NULL, err);
	/* What cannot be seen is not added to. */
	if (!rules_is_hidden(entry->rules, place.field, place.row))
		old = answers_get(entry->answers, place.field, place.row)
			      ->value;
	value = value_toggle(field, old, option);
	/* Only when it is left it is known what it has become. */
	code = entry_change(entry, place, value, NULL, err);
	if (!code)
		entry_wait(entry, place);
	free(value);
	return code;
}

int entry_set_missing(struct entry *entry, const char *reason, struct err *err)
{
	const struct field *field;
	struct place place;
	int code = field_at_focus(entry, &place, &field, err);

	if (code)
		return code;
	if (field->missing_count == 0)
		return err_set(err, ERR_INVALID,
			       _("this question has no reasons for a missing "
				 "answer"));
	if (!field_missing(field, reason))
		return err_set(err, ERR_INVALID,
			       _("%s is no reason this question has"), reason);
	return put(entry, place, NULL, reason, err);
}

int entry_clear(struct entry *entry, struct err *err)
{
	const struct field *field;
	struct place place;
	int code = field_at_focus(entry, &place, &field, err);

	return code ? code : put(entry, place, NULL, NULL, err);
}

int entry_remark(struct entry *entry, const char *remark, struct err *err)
{
	const struct field *field;
	struct place place;
	char *text;
	int code = field_at_focus(entry, &place, &field, err);

	if (code)
		return code;
	text = trimmed(remark);
	answers_remark(entry->answers, place.field, place.row, text);
	free(text);
	entry_settle(entry, place, place);
	return 0;
}

int entry_overrule(struct entry *entry, const char *reason, struct err *err)
{
	const struct field *field;
	enum field_fault fault;
	struct place place;
	char *text;
	int code = field_at_focus(entry, &place, &field, err);

	if (code)
		return code;
	fault = rules_fault(entry->rules, place.field, place.row, NULL);
	if (fault == FAULT_HARD)
		return err_set(err, ERR_INVALID,
			       _("this check cannot be overruled; change an "
				 "answer"));
	if (fault != FAULT_SOFT && fault != FAULT_OVERRULED)
		return err_set(err, ERR_INVALID,
			       _("there is nothing to overrule here"));
	text = trimmed(reason);
	if (!text)
		return err_set(err, ERR_INVALID,
			       _("give a reason of at least one word"));
	answers_reason(entry->answers, place.field, place.row, text);
	free(text);
	entry_settle(entry, place, place);
	return 0;
}

bool entry_is_new_name(struct entry *entry, const char *typed)
{
	const struct field *field;
	struct place place;
	char *text = NULL;
	char *name = NULL;
	bool is_new = false;

	if (field_at_focus(entry, &place, &field, NULL) || !field->list)
		return false;
	text = trimmed(typed);
	if (text && !reason_typed(field, text) &&
	    find_name(entry, field, text, &name, NULL) == 0)
		is_new = !name;
	free(name);
	free(text);
	return is_new;
}

int entry_add_name(struct entry *entry, const char *typed, struct err *err)
{
	const struct field *field;
	struct place place;
	char *text;
	int code = field_at_focus(entry, &place, &field, err);

	if (code)
		return code;
	text = trimmed(typed);
	if (!field->list || !text) {
		free(text);
		return err_set(err, ERR_INVALID,
			       _("this question takes no name from a list"));
	}
	code = names_add(entry->store, field->list, organisatie(entry, field),
			 text, err);
	if (!code)
		code = put(entry, place, text, NULL, err);
	free(text);
	return code;
}
