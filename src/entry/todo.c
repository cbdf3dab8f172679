/* entry/todo.c - see entry/todo.h */
#include "config.h"

#include "entry/todo.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/same.h"
#include "base/text.h"
#include "entry/around.h"
#include "entry/todo_private.h"
#include "form/expr.h"

/* What everything is judged by, read once. */
struct case_file {
	const struct catalogue *catalogue;
	const char *today;
	int64_t today_number; /* as day_number() */
	enum todo_which which;
	const struct record_head *heads;
	size_t head_count;
	const struct around *around;
};

/* Whom a form is about: nobody in particular, or one jeugdige. */
struct target {
	const char *jeugdige; /* or NULL */
	int row;              /* 0: there is no such row */
};

const char *todo_state_text(enum todo_state state)
{
	static const char *const texts[] = {
		[TODO_COMPLETE] = N_("complete"),
		[TODO_DRAFT] = N_("draft"),
		[TODO_TO_DO] = N_("to do"),
		[TODO_LATER] = N_("later"),
		[TODO_OVERDUE] = N_("overdue"),
		[TODO_MISSED] = N_("not come"),
		[TODO_NOT_NEEDED] = N_("not needed"),
		[TODO_OPTIONAL] = N_("optional"),
	};

	return _(texts[state]);
}

/* What is there of a form, about a jeugdige or nobody; or NULL. */
struct there {
	const struct record_head *draft;
	const struct record_head *record; /* complete */
};

static struct there find_there(const struct case_file *file, const char *form,
			       const char *jeugdige)
{
	struct there there = { 0 };

	for (size_t i = file->head_count; i-- > 0;) {
		const struct record_head *head = &file->heads[i];

		if (head->status == RECORD_WITHDRAWN ||
		    !same_text(head->jeugdige, jeugdige) ||
		    strcmp(head->form, form) != 0)
			continue;
		if (head->status == RECORD_DRAFT)
			there.draft = head;
		else
			there.record = head;
	}
	return there;
}

/* --- when and for whom */

static const char *traject_answer(const struct case_file *file, int field,
				  int row)
{
	if (field < 0)
		return NULL;
	return answers_get(file->around->traject, field, row)->value;
}

/* The number of a day, of which a moment has more behind it; false for none. */
static bool number_of(const char *day, int64_t *number)
{
	char iso[DATE_ROOM];
	struct day read;

	if (!day || strlen(day) < 10)
		return false;
	memcpy(iso, day, 10);
	iso[10] = '\0';
	if (!day_read(iso, &read))
		return false;
	*number = day_number(read);
	return true;
}

static char *text_of(int64_t number)
{
	char iso[DATE_ROOM];

	day_write(day_from_number(number), iso);
	return alloc_text(iso);
}

static void set_due(const struct case_file *file,
		    const struct programme_form *needed, struct todo *todo)
{
	const struct form *traject = catalogue_traject(file->catalogue);
	const char *day;
	int64_t from;
	int64_t late;

	if (!needed || !needed->due_field)
		return;
	day = traject_answer(file, form_find(traject, needed->due_field), 0);
	todo->due_days = needed->due_days;
	if (!number_of(day, &from))
		return;
	todo->due = text_of(from + needed->due_days);
	if (todo->state == TODO_COMPLETE)
		return;
	/* Has the time passed after which nobody waits for it? */
	if (needed->due_ends && file->today_number > from + needed->due_until) {
		if (todo->state == TODO_TO_DO)
			todo->state = TODO_MISSED;
		return;
	}
	late = file->today_number - (from + needed->due_days);
	if (late > 0)
		todo->days_late = (int)late;
	if (todo->state != TODO_TO_DO)
		return;
	if (late > 0)
		todo->state = TODO_OVERDUE;
	else if (file->today_number < from + needed->due_from)
		todo->state = TODO_LATER;
}

/* On the last day of the help, or today; -1 when that is not known. */
static int age(const struct case_file *file, struct target target)
{
	const struct form *form = catalogue_traject(file->catalogue);
	const char *at = traject_answer(file, form->traject.ended, 0);
	const char *born;
	int64_t years;

	if (target.row == 0 || file->which == TODO_DUE)
		return -1;
	born = traject_answer(file, form->traject.born, target.row);
	return born && date_age(born, at ? at : file->today, &years)
		       ? (int)years
		       : -1;
}

char *todo_who(const struct todo *todo)
{
	if (!todo->jeugdige)
		return NULL;
	if (todo->age < 0)
		return alloc_print(_("jeugdige %s"), todo->jeugdige);
	return alloc_print(text_plural("jeugdige %s (%d year)",
				       "jeugdige %s (%d years)", todo->age),
			   todo->jeugdige, todo->age);
}

/* --- one line of the list */

static struct todo *add(struct todo_list *out)
{
	struct todo *todo;

	out->items = alloc_grow(out->items, out->count, &out->capacity,
				sizeof(*out->items));
	todo = &out->items[out->count++];
	*todo = (struct todo){ 0 };
	return todo;
}

/* Is only asked what is open, and is this not?  otherwise as in add_todo(). */
static bool is_left_out(const struct case_file *file, struct there there,
			enum todo_state otherwise)
{
	return file->which == TODO_OPEN && !there.draft &&
	       (there.record || otherwise == TODO_NOT_NEEDED ||
		otherwise == TODO_OPTIONAL);
}

/*
 * there is what there is of it; otherwise is the state when nothing was begun,
 * and form the version to fill in then.
 */
static void add_found(const struct case_file *file, const struct form *form,
		      struct target target, struct there there,
		      enum todo_state otherwise,
		      const struct programme_form *needed,
		      struct todo_list *out)
{
	const struct record_head *record = there.record;
	const struct record_head *own = there.draft ? there.draft : record;
	const struct form *version = NULL;
	struct todo *todo;

	if (is_left_out(file, there, otherwise))
		return;
	todo = add(out);
	if (own)
		version = catalogue_find(file->catalogue, form->name,
					 own->version);
	todo->form = version ? version : form;
	todo->jeugdige = alloc_text(target.jeugdige);
	todo->age = age(file, target);
	todo->has_rules = todo->form->rule_count > 0;
	if (record) {
		todo->state = TODO_COMPLETE;
		todo->correcting = there.draft != NULL;
		todo->completed = alloc_text(record->completed);
		todo->counts = record->counts;
		todo->verified = record->status == RECORD_VERIFIED;
	} else {
		todo->state = there.draft ? TODO_DRAFT : otherwise;
	}
	set_due(file, needed, todo);
}

static void add_todo(const struct case_file *file, const struct form *form,
		     struct target target, enum todo_state otherwise,
		     struct todo_list *out)
{
	add_found(file, form, target,
		  find_there(file, form->name, target.jeugdige), otherwise,
		  NULL, out);
}

/* --- the targets of a form */

typedef void target_visitor(const struct case_file *file,
			    const struct form *form, struct target target,
			    struct todo_list *out);

static void for_targets(const struct case_file *file, const struct form *form,
			target_visitor *visit, struct todo_list *out)
{
	const struct form *traject = catalogue_traject(file->catalogue);
	int rows;

	if (form->per == PER_TRAJECT) {
		visit(file, form, (struct target){ NULL, 0 }, out);
		return;
	}
	if (traject->traject.repeat < 0)
		return;
	rows = answers_rows(file->around->traject, traject->traject.repeat);
	for (int row = 1; row <= rows; row++) {
		const char *key =
			traject_answer(file, traject->traject.key, row);

		if (key)
			visit(file, form, (struct target){ key, row }, out);
	}
}

static bool holds(const struct case_file *file,
		  const struct programme_form *needed, struct target target)
{
	struct surroundings around = file->around->seen;
	struct expr_context context;

	if (!needed->when)
		return true;
	around.jeugdige_row = target.row;
	context = surroundings_context(&around);
	return expr_truth(needed->when, &context) == TRUTH_TRUE;
}

/* The first of this name whose condition holds says which version. */
static void add_of_programme(const struct case_file *file,
			     const struct form *form, struct target target,
			     struct todo_list *out)
{
	const struct programme *programme =
		catalogue_programme(file->catalogue);
	struct there there = find_there(file, form->name, target.jeugdige);

	if (is_left_out(file, there, TODO_TO_DO))
		return;
	for (size_t i = 0; i < programme->form_count; i++) {
		const struct programme_form *needed = &programme->forms[i];
		const struct form *version;

		if (strcmp(needed->form, form->name) != 0 ||
		    !holds(file, needed, target))
			continue;
		version = catalogue_find(file->catalogue, needed->form,
					 needed->version);
		if (!version)
			continue;
		add_found(file, version, target, there, TODO_TO_DO, needed,
			  out);
		return;
	}
	if (file->which != TODO_DUE)
		add_found(file, form, target, there, TODO_NOT_NEEDED, NULL,
			  out);
}

static void add_optional(const struct case_file *file, const struct form *form,
			 struct target target, struct todo_list *out)
{
	add_todo(file, form, target, TODO_OPTIONAL, out);
}

/* --- the list */

static bool is_in_programme(const struct programme *programme, const char *name)
{
	for (size_t i = 0; programme && i < programme->form_count; i++) {
		if (strcmp(programme->forms[i].form, name) == 0)
			return true;
	}
	return false;
}

static void add_programme(const struct case_file *file, struct todo_list *out)
{
	const struct programme *programme =
		catalogue_programme(file->catalogue);

	for (size_t i = 0; programme && i < programme->form_count; i++) {
		const struct programme_form *needed = &programme->forms[i];
		const struct form *form = catalogue_find(
			file->catalogue, needed->form, needed->version);

		if (!form || form->is_traject ||
		    programme_names_before(programme, i))
			continue;
		for_targets(file, form, add_of_programme, out);
	}
}

/* Forms outside the programme, in their newest version. */
static void add_others(const struct case_file *file, struct todo_list *out)
{
	const struct programme *programme =
		catalogue_programme(file->catalogue);

	for (size_t i = 0; i < catalogue_count(file->catalogue); i++) {
		const struct form *form = catalogue_form(file->catalogue, i);

		if (form->is_traject || form->by_programme ||
		    is_in_programme(programme, form->name) ||
		    catalogue_find(file->catalogue, form->name, NULL) != form)
			continue;
		for_targets(file, form, add_optional, out);
	}
}

static bool is_listed(const struct todo_list *list,
		      const struct record_head *head)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->items[i].form->name, head->form) == 0 &&
		    same_text(list->items[i].jeugdige, head->jeugdige))
			return true;
	}
	return false;
}

/* Whatever is there must be seen: of a jeugdige who has no row any more. */
static void add_strays(const struct case_file *file, struct todo_list *out)
{
	for (size_t i = 0; i < file->head_count; i++) {
		const struct record_head *head = &file->heads[i];
		const struct form *form;

		if (head->status == RECORD_WITHDRAWN || is_listed(out, head))
			continue;
		form = catalogue_find(file->catalogue, head->form,
				      head->version);
		if (form)
			add_todo(file, form,
				 (struct target){ head->jeugdige, 0 },
				 TODO_OPTIONAL, out);
	}
}

struct todo_list todo_of_case(const struct catalogue *catalogue,
			      const char *today, enum todo_which which,
			      int64_t traject,
			      const struct record_list *records,
			      const struct around *around)
{
	size_t first = record_list_first(records, traject);
	size_t end = first;
	struct case_file file = { .catalogue = catalogue,
				  .today = today,
				  .which = which,
				  .around = around };
	struct todo_list list = { 0 };

	number_of(today, &file.today_number);
	while (end < records->count &&
	       records->items[end].traject_id == traject)
		end++;
	if (first < end) {
		file.heads = &records->items[first];
		file.head_count = end - first;
	}
	if (which != TODO_DUE)
		add_todo(&file, catalogue_traject(catalogue),
			 (struct target){ NULL, 0 }, TODO_TO_DO, &list);
	add_programme(&file, &list);
	if (which != TODO_DUE) {
		add_others(&file, &list);
		add_strays(&file, &list);
	}
	return list;
}

int todo_of_traject(struct store *store, const struct catalogue *catalogue,
		    int64_t traject, const char *today, struct todo_list *out,
		    struct err *err)
{
	struct record_list records = { 0 };
	struct around around = { 0 };
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = records_of_one(store, traject, &records, err);
	if (!code)
		code = around_load_asked(store, catalogue, traject, today,
					 &around, err);
	store_end_reading(store);
	if (!code)
		*out = todo_of_case(catalogue, today, TODO_ALL, traject,
				    &records, &around);
	record_list_done(&records);
	around_done(&around);
	return code;
}

int todo_open_of_trajecten(struct store *store,
			   const struct catalogue *catalogue,
			   const int64_t *trajecten, size_t count,
			   const char *today, struct todo_list *out,
			   struct err *err)
{
	struct record_list records = { 0 };
	struct around around = { 0 };
	size_t done = 0;
	int code = store_begin_reading(store, err);

	if (code)
		return code;
	code = records_there(store, trajecten, count, &records, err);
	/* around serves one after the other. */
	while (done < count && !code) {
		code = around_load_asked(store, catalogue, trajecten[done],
					 today, &around, err);
		if (code)
			break;
		out[done] = todo_of_case(catalogue, today, TODO_OPEN,
					 trajecten[done], &records, &around);
		done++;
	}
	store_end_reading(store);
	record_list_done(&records);
	around_done(&around);
	while (code && done > 0)
		todo_list_done(&out[--done]);
	return code;
}

void todo_list_done(struct todo_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].jeugdige);
		free(list->items[i].due);
		free(list->items[i].completed);
	}
	free(list->items);
	*list = (struct todo_list){ 0 };
}
