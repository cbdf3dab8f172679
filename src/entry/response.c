/* entry/response.c - see entry/response.h */
#include "config.h"

#include "entry/response.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/utf8.h"
#include "base/work.h"
#include "entry/around.h"
#include "entry/todo_private.h"
#include "store/trajecten.h"

/* What everything is judged by. */
struct count {
	struct store *store;
	const struct catalogue *catalogue;
	const struct selection *selection;
	const char *today;
	struct record_list records; /* of some trajecten, by traject */
	struct around around;       /* one after the other */
	struct response out;
	response_visitor *visitor; /* NULL: they are counted */
	void *of;
};

static bool is_in_period(const struct selection *s, const char *day)
{
	return (!s->from || strcmp(day, s->from) >= 0) &&
	       (!s->to || strncmp(day, s->to, 10) <= 0);
}

/* The place of a form in the programme; the end when it is not there. */
static size_t form_place(const struct catalogue *catalogue, const char *form)
{
	const struct programme *programme = catalogue_programme(catalogue);
	size_t i = 0;

	while (i < programme->form_count &&
	       strcmp(programme->forms[i].form, form) != 0)
		i++;
	return i;
}

/* The rows are in the order of these until all are there. */
static int compare_to(const struct response_row *row, const char *form,
		      const char *group)
{
	int order = strcmp(row->form, form);

	return order ? order : strcmp(row->group, group);
}

static struct response_row *find_row(struct count *c, const char *form,
				     const char *group)
{
	struct response *out = &c->out;
	size_t low = 0;
	size_t high = out->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_to(&out->rows[middle], form, group);

		if (order == 0)
			return &out->rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	out->rows = alloc_grow(out->rows, out->count, &out->capacity,
			       sizeof(*out->rows));
	memmove(&out->rows[low + 1], &out->rows[low],
		(out->count++ - low) * sizeof(*out->rows));
	out->rows[low] = (struct response_row){ .form = form,
						.group = alloc_text(group) };
	return &out->rows[low];
}

void response_days_add(struct response_days *to, int64_t days, int64_t records)
{
	size_t at = to->count;

	while (at > 0 && to->items[at - 1].days > days)
		at--;
	if (at > 0 && to->items[at - 1].days == days) {
		to->items[at - 1].records += records;
		return;
	}
	to->items = alloc_grow(to->items, to->count, &to->capacity,
			       sizeof(*to->items));
	memmove(&to->items[at + 1], &to->items[at],
		(to->count++ - at) * sizeof(*to->items));
	to->items[at] = (struct response_day){ days, records };
}

void response_days_done(struct response_days *days)
{
	free(days->items);
	*days = (struct response_days){ 0 };
}

static void add_days(struct response_row *row, const struct todo *todo)
{
	int64_t days;

	if (!todo->completed || !date_days(todo->due, todo->completed, &days))
		return;
	row->late += days > 0;
	response_days_add(&row->days, days + todo->due_days, 1);
}

static void add_todo(struct count *c, const struct traject *traject,
		     const struct todo *todo, const char *group)
{
	struct response_row *row;
	bool running;

	if (!todo->due || !is_in_period(c->selection, todo->due))
		return;
	running = strcmp(todo->due, c->today) > 0;
	if (c->visitor) {
		c->visitor(c->of, &(struct response_case){ traject, todo, group,
							   running });
		return;
	}
	row = find_row(c, todo->form->name, group);
	if (running) {
		row->running++;
		return;
	}
	row->due++;
	if (todo->state != TODO_COMPLETE)
		return;
	row->came++;
	add_days(row, todo);
}

/* --- one traject */

static const char *group_of(const struct selection *s,
			    const struct traject *traject)
{
	const char *group = s->team          ? traject->medewerker
			    : s->organisatie ? traject->team
					     : traject->organisatie;

	return group ? group : "";
}

static int count_traject(struct count *c, const struct traject *traject,
			 struct err *err)
{
	struct todo_list todos;
	int code = around_load_asked(c->store, c->catalogue, traject->id,
				     c->today, &c->around, err);

	if (code)
		return code;
	todos = todo_of_case(c->catalogue, c->today, TODO_DUE, traject->id,
			     &c->records, &c->around);
	for (size_t i = 0; i < todos.count; i++)
		add_todo(c, traject, &todos.items[i],
			 group_of(c->selection, traject));
	todo_list_done(&todos);
	return 0;
}

/*
 * Can a term of it end in the period?  Told by the head of the traject, where
 * the programme counts from its first or last day, so that the form need not
 * be read.
 */
static bool may_be_due(const struct count *c, const struct traject *traject)
{
	const struct form *form = catalogue_traject(c->catalogue);
	const struct programme *programme = catalogue_programme(c->catalogue);

	for (size_t i = 0; i < programme->form_count; i++) {
		const struct programme_form *needed = &programme->forms[i];
		int field = needed->due_field
				    ? form_find(form, needed->due_field)
				    : -1;
		const char *from = traject->ended;
		char iso[DATE_ROOM] = { 0 };
		struct day day;

		if (field < 0)
			continue;
		if (field != form->traject.ended &&
		    field != form->traject.started)
			return true;
		if (field == form->traject.started)
			from = traject->started;
		memcpy(iso, from ? from : "", from ? strnlen(from, 10) : 0);
		if (!day_read(iso, &day))
			continue;
		day_write(day_from_number(day_number(day) + needed->due_days),
			  iso);
		if (is_in_period(c->selection, iso))
			return true;
	}
	return false;
}

/* So many trajecten are in memory at a time. */
#define TOGETHER 100

static int count_some(struct count *c, const struct traject_list *some,
		      struct err *err)
{
	int64_t ids[TOGETHER];
	size_t due = 0;
	size_t next = 0;
	int code;

	for (size_t i = 0; i < some->count; i++)
		if (may_be_due(c, &some->items[i]))
			ids[due++] = some->items[i].id;
	code = records_of_those(c->store, ids, due, &c->records, err);
	for (size_t i = 0; i < some->count && !code; i++) {
		if (next == due || some->items[i].id != ids[next])
			continue;
		next++;
		code = count_traject(c, &some->items[i], err);
	}
	record_list_done(&c->records);
	return code;
}

/* The next of them; those before are done. */
static int count_next(struct count *c, struct traject_query *query,
		      int64_t *last, bool *more, struct err *err)
{
	struct traject_list some = { 0 };
	int code = trajecten_list(c->store, query, &some, NULL, err);

	if (!code)
		code = count_some(c, &some, err);
	*more = some.count == TOGETHER;
	if (*more)
		*last = some.items[some.count - 1].id;
	traject_list_done(&some);
	return code;
}

static int count_trajecten(struct count *c, struct err *err)
{
	int64_t last = 0;
	int64_t total = 0;
	struct traject_query query = {
		.organisatie = c->selection->organisatie,
		.team = c->selection->team,
		.medewerker = c->selection->medewerker,
		.limit = 1,
	};
	struct traject_list first = { 0 };
	bool more = true;
	int code = trajecten_list(c->store, &query, &first, &total, err);

	traject_list_done(&first);
	query.limit = TOGETHER;
	query.after = &last;
	work_begin(NULL, (size_t)total);
	for (size_t done = 0; more && !code; done += TOGETHER) {
		code = count_next(c, &query, &last, &more, err);
		if (!code)
			code = work_at(done, err);
	}
	work_end();
	return code;
}

/* --- the rows in order */

struct placed {
	size_t place;
	char *folded;
	struct response_row row;
};

static int compare(const void *a, const void *b)
{
	const struct placed *x = a;
	const struct placed *y = b;
	int order = strcmp(x->folded, y->folded);

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return order ? order : strcmp(x->row.group, y->row.group);
}

static void sort(const struct count *c, struct response *response)
{
	struct placed *placed = alloc_new(response->count + 1, sizeof(*placed));

	for (size_t i = 0; i < response->count; i++)
		placed[i] = (struct placed){
			form_place(c->catalogue, response->rows[i].form),
			utf8_folded(response->rows[i].group),
			response->rows[i],
		};
	if (response->count > 1)
		qsort(placed, response->count, sizeof(*placed), compare);
	for (size_t i = 0; i < response->count; i++) {
		response->rows[i] = placed[i].row;
		free(placed[i].folded);
	}
	free(placed);
}

static const char *group_by(const struct selection *s)
{
	if (s->team)
		return "medewerker";
	return s->organisatie ? "team" : "organisatie";
}

/* In one reading: of one moment, and not begun anew for each traject. */
static int count_all(struct count *c, struct err *err)
{
	int code;

	if (!catalogue_programme(c->catalogue))
		return 0;
	code = store_begin_reading(c->store, err);
	if (code)
		return code;
	code = count_trajecten(c, err);
	store_end_reading(c->store);
	around_done(&c->around);
	return code;
}

int response_visit(struct store *store, const struct catalogue *catalogue,
		   const struct selection *selection, const char *today,
		   response_visitor *visitor, void *of, struct err *err)
{
	struct count c = { .store = store,
			   .catalogue = catalogue,
			   .selection = selection,
			   .today = today,
			   .visitor = visitor,
			   .of = of };

	return count_all(&c, err);
}

int response_count(struct store *store, const struct catalogue *catalogue,
		   const struct selection *selection, const char *today,
		   struct response *out, struct err *err)
{
	struct count c = { .store = store,
			   .catalogue = catalogue,
			   .selection = selection,
			   .today = today };
	int code = count_all(&c, err);

	if (code) {
		response_done(&c.out);
		return code;
	}
	c.out.group_by = group_by(selection);
	sort(&c, &c.out);
	*out = c.out;
	return 0;
}

void response_done(struct response *response)
{
	for (size_t i = 0; i < response->count; i++) {
		free(response->rows[i].group);
		response_days_done(&response->rows[i].days);
	}
	free(response->rows);
	*response = (struct response){ 0 };
}
