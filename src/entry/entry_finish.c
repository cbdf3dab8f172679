/* entry/entry_finish.c - what stands in the way, completing, correcting */
#include "config.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "entry/entry_private.h"

/* --- what is wrong */

/*
 * Nobody can answer what is filled in by the program: there only what another
 * answer can mend is a fault.
 */
enum field_fault entry_given_fault(struct entry *entry, int field, int row,
				   char **message)
{
	enum field_fault fault = rules_fault(entry->rules, field, row, message);

	if (fault == FAULT_REQUIRED || fault == FAULT_VALUE) {
		if (message) {
			free(*message);
			*message = NULL;
		}
		fault = FAULT_NONE;
	}
	return fault;
}

enum field_fault entry_fault(struct entry *entry, size_t i, char **message)
{
	const struct item *item = &entry->items[i];

	if (message)
		*message = NULL;
	switch (item->kind) {
	case ITEM_FIELD:
		return rules_fault(entry->rules, item->field, item->row,
				   message);
	case ITEM_GIVEN:
		return entry_given_fault(entry, item->field, item->row,
					 message);
	case ITEM_ADD_ROW:
		return rules_repeat_fault(entry->rules, item->repeat, message);
	case ITEM_NOTE:
		break;
	}
	return FAULT_NONE;
}

static void add_obstacle(struct obstacle_list *list, size_t item,
			 enum field_fault fault, char *text)
{
	list->items = alloc_grow(list->items, list->count, &list->capacity,
				 sizeof(*list->items));
	list->items[list->count++] =
		(struct obstacle){ .item = item, .fault = fault, .text = text };
}

/* A repeat without an item of its own: its rows come from another form. */
static void add_given_rows(struct entry *entry, struct obstacle_list *out)
{
	for (int i = 0; i < (int)entry->form->repeat_count; i++) {
		const struct repeat *r = &entry->form->repeats[i];
		const struct form *other;
		size_t item;

		if (!r->rows_form ||
		    rules_repeat_fault(entry->rules, i, NULL) != FAULT_REQUIRED)
			continue;
		other = catalogue_find(entry->catalogue, r->rows_form, NULL);
		item = entry_find(entry, r->first, 1);
		if (item == entry->count)
			item = entry->focus;
		add_obstacle(out, item, FAULT_REQUIRED,
			     alloc_print(_("first fill in \"%s\": its rows are "
					   "needed here"),
					 other ? words_text(&other->title)
					       : r->rows_form));
	}
}

/* A second answer that is not there, or not settled. */
static bool add_not_compared(struct entry *entry, size_t i,
			     struct obstacle_list *out)
{
	enum compared compared = entry_compared(entry, i);

	if (entry->items[i].kind != ITEM_FIELD ||
	    (compared != COMPARED_NOT && compared != COMPARED_ASKED))
		return false;
	if (compared == COMPARED_NOT)
		add_obstacle(out, i, FAULT_REQUIRED,
			     alloc_text(_("not entered a second time yet")));
	else
		add_obstacle(out, i, FAULT_VALUE,
			     alloc_text(_("differs from the first entry; say "
					  "which is right")));
	return true;
}

void entry_obstacles(struct entry *entry, struct obstacle_list *out)
{
	*out = (struct obstacle_list){ 0 };
	for (size_t i = 0; i < entry->count; i++) {
		enum field_fault fault;
		char *text = NULL;

		if (entry->how && add_not_compared(entry, i, out))
			continue;
		fault = entry_fault(entry, i, NULL);
		if (entry->how && fault == FAULT_SOFT && entry_was_so(entry, i))
			continue;

		if (!fault_blocks(fault))
			continue;
		entry_fault(entry, i, &text);
		add_obstacle(out, i, fault, text);
	}
	add_given_rows(entry, out);
}

void obstacle_list_done(struct obstacle_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i].text);
	free(list->items);
	*list = (struct obstacle_list){ 0 };
}

/* --- completing */

const char *entry_user(void)
{
	const struct passwd *user = getpwuid(getuid());

	return user ? user->pw_name : getlogin();
}

static int completion_day(const struct entry *entry, const char *day,
			  char out[DATE_ROOM], struct err *err)
{
	struct day wanted = clock_today();

	if (entry->draft.revision && entry->head.completed)
		day = entry->head.completed;
	if (day && !day_read(day, &wanted))
		return err_set(err, ERR_INVALID, _("\"%s\" is no day"), day);
	if (day_number(wanted) > day_number(clock_today()))
		return err_set(err, ERR_INVALID,
			       _("the day of completion lies in the future"));
	day_write(wanted, out);
	return 0;
}

/* The focus goes to the first one. */
int entry_must_have_no_obstacles(struct entry *entry, struct err *err)
{
	struct obstacle_list list = { 0 };
	int code = 0;

	entry_obstacles(entry, &list);
	if (list.count) {
		(void)entry_go(entry, list.items[0].item);
		code = err_set(err, ERR_INVALID,
			       text_plural("%zu question is not ready: %s",
					   "%zu questions are not ready; the "
					   "first: %s",
					   (long long)list.count),
			       list.count, list.items[0].text);
	}
	obstacle_list_done(&list);
	return code;
}

struct answers *entry_answers_to_keep(struct entry *entry)
{
	struct answers *answers = answers_copy(entry->answers);

	for (size_t i = 0; i < entry->count; i++) {
		const struct item *item = &entry->items[i];

		if (item->field < 0 ||
		    !answers_get(answers, item->field, item->row)->reason)
			continue;
		/* A reason for a check that is silent says nothing. */
		if (rules_fault(entry->rules, item->field, item->row, NULL) !=
		    FAULT_OVERRULED)
			answers_reason(answers, item->field, item->row, NULL);
	}
	rules_put_away(entry->rules, answers);
	return answers;
}

static int save(struct entry *entry, const char *day, struct answers *answers,
		struct err *err)
{
	struct record_head head = { 0 };
	struct authorship by = { .medewerker = entry->medewerker,
				 .login = entry_user(),
				 .why = entry->draft.why };
	int code;

	head.id = alloc_text(entry->draft.record);
	head.form = alloc_text(entry->form->name);
	head.version = alloc_text(entry->form->version);
	head.traject_id = entry->traject.id;
	head.status = RECORD_COMPLETE;
	head.completed = alloc_text(day);
	head.jeugdige = alloc_text(entry->jeugdige);
	head.informant = alloc_text(entry->form->informant);
	head.revision = alloc_text(entry->draft.revision);
	head.counts = rules_counts(entry->rules);
	code = records_save(entry->store, entry->form, &head, answers,
			    entry->draft.id, &by, err);
	if (code) {
		record_head_done(&head);
		return code;
	}
	record_head_done(&entry->head);
	entry->head = head;
	return 0;
}

void entry_become_complete(struct entry *entry, struct answers *answers)
{
	draft_done(&entry->draft);
	entry->draft = (struct draft){ 0 };
	entry->how = VERIFY_NOT;
	entry->open = false;
	entry->fresh = false;
	entry_use(entry, answers);
	entry_relist(entry);
}

int entry_complete(struct entry *entry, const char *day, struct err *err)
{
	char completed[DATE_ROOM];
	char today[sizeof(entry->around.seen.today)];
	struct answers *answers = NULL;
	int code = entry_must_be_open(entry, err);

	if (!code && entry->how)
		return entry_finish_verifying(entry, err);
	if (!code)
		code = completion_day(entry, day, completed, err);
	if (!code)
		code = entry_flush(entry, err);
	if (code)
		return code;

	memcpy(today, entry->around.seen.today, sizeof(today));
	around_set_today(&entry->around, completed);
	rules_update(entry->rules);
	entry_relist(entry);
	code = entry_must_have_no_obstacles(entry, err);
	if (!code) {
		answers = entry_answers_to_keep(entry);
		code = save(entry, completed, answers, err);
	}
	if (!code) {
		entry_become_complete(entry, answers);
		return 0;
	}

	answers_free(answers);
	around_set_today(&entry->around, today);
	rules_update(entry->rules);
	entry_relist(entry);
	return code;
}

/* --- correcting */

int entry_reopen(struct entry *entry, const char *why, struct err *err)
{
	struct draft draft = { 0 };
	int code;

	if (entry->open || entry->draft.id || !entry->head.id ||
	    (entry->head.status != RECORD_COMPLETE &&
	     entry->head.status != RECORD_VERIFIED))
		return err_set(err, ERR_INVALID,
			       _("there is no completed form here to change"));
	if (!why || why[strspn(why, " \t\n")] == '\0')
		return err_set(err, ERR_INVALID,
			       _("give a reason of at least one word"));

	draft.record = alloc_text(entry->head.id);
	draft.form = alloc_text(entry->form->name);
	draft.version = alloc_text(entry->form->version);
	draft.traject = entry->traject.id;
	draft.jeugdige = alloc_text(entry->jeugdige);
	draft.informant = alloc_text(entry->form->informant);
	draft.revision = alloc_text(entry->head.revision);
	draft.why = alloc_text(why);
	entry->draft = draft;
	code = entry_add_draft(entry, err);
	if (code) {
		draft_done(&entry->draft);
		entry->draft = (struct draft){ 0 };
		return code;
	}
	entry->fresh = true;
	entry->touched = false;
	return entry_begin(entry, false, err);
}
