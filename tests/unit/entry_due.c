/* What entry/due.h and entry/overruled.h promise: the oldest first. */
#include "config.h"

#include "unit.h"

#include <sqlite3.h>

#include "base/count.h"
#include "entry/due.h"
#include "entry/overruled.h"
#include "entry/todo.h"
#include "entry_world.h"

/* The traject form as a draft: its days are known then. */
static int64_t add_traject(struct world *w, const char *name,
			   const char *started, const char *ended)
{
	int64_t id = world_traject(w, name);

	WORKS(open_in(w, "traject", id, NULL, &why));
	fill(w, "start", 0, started);
	if (ended)
		fill(w, "einde", 0, ended);
	fill(w, "voorziening", 0, "n");
	flush(w);
	close_form(w);
	return id;
}

static void find(struct world *w, const char *medewerker, const char *today,
		 struct due_list *list)
{
	const struct traject_query names = { .medewerker = medewerker };

	due_list_done(list);
	WORKS(due_find(w->store, w->catalogue, &names, today, list, &why));
}

/* Those of this kind, with commas between: "T2 ash, T3 ash". */
static void assert_kind(const struct due_list *list, enum due_kind kind,
			const char *form, const char *wanted)
{
	char got[400] = "";

	for (size_t i = 0; i < list->count; i++) {
		const struct due *due = &list->items[i];

		if (due->kind != kind || strcmp(due->form->name, form) != 0)
			continue;
		if (got[0])
			strcat(got, " ");
		strcat(got, due->traject.code);
	}
	assert_string_equal(got, wanted);
}

static void what_is_late_comes_first_and_the_oldest_of_it(void **state)
{
	struct world *w = *state;
	struct due_list list = { 0 };

	add_traject(w, "A", "1-3-2025 10:00", "31-3-2025");
	add_traject(w, "B", "1-2-2025 10:00", "28-2-2025");
	add_traject(w, "C", "1-5-2025 10:00", "28-5-2025");
	find(w, NULL, "2025-06-01", &list);
	assert_kind(&list, DUE_LATE, "ash", "B A");
	/* T1 has no days at all, so there is time. */
	assert_kind(&list, DUE_TO_DO, "ash", "C T1");
	assert_string_equal(list.items[0].traject.code, "B");
	assert_int_equal(list.items[0].kind, DUE_LATE);
	for (size_t i = 1; i < list.count; i++)
		assert_true(list.items[i - 1].kind <= list.items[i].kind);
	find(w, NULL, "2025-06-01", &list);
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.items[i].form->name, "ash") == 0 &&
		    strcmp(list.items[i].traject.code, "B") == 0)
			assert_int_equal(list.items[i].days, 72);
	due_list_done(&list);
}

static void drafts_and_trajecten_without_an_end_are_there(void **state)
{
	struct world *w = *state;
	struct due_list list = { 0 };
	int64_t id;

	add_traject(w, "OUD", "1-3-2025 10:00", NULL);
	id = add_traject(w, "NIEUW", "1-6-2025 10:00", NULL);
	WORKS(open_in(w, "ash", id, NULL, &why));
	fill(w, "gezinstype", 0, "1");
	close_form(w);
	find(w, NULL, "2025-06-15", &list);
	assert_kind(&list, DUE_DRAFT, "ash", "NIEUW");
	/* T1 has no first day, and so comes last. */
	assert_kind(&list, DUE_NO_END, "traject", "OUD NIEUW T1");
	assert_int_equal(list.counts[DUE_NO_END], 3);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == DUE_NO_END &&
		    strcmp(list.items[i].traject.code, "OUD") == 0)
			assert_int_equal(list.items[i].days, 106);
	due_list_done(&list);
}

static void it_is_of_the_names_that_are_asked_for(void **state)
{
	struct world *w = *state;
	struct due_list list = { 0 };

	add_traject(w, "A", "1-3-2025 10:00", "31-3-2025");
	find(w, "An", "2025-06-01", &list);
	assert_true(list.count > 0);
	find(w, "Bo", "2025-06-01", &list);
	assert_int_equal(list.count, 0);
	due_list_done(&list);
}

static void many_trajecten_give_the_same_as_few(void **state)
{
	struct world *w = *state;
	struct due_list few = { 0 };
	struct due_list many = { 0 };
	char name[16];

	add_traject(w, "A", "1-3-2025 10:00", "31-3-2025");
	add_traject(w, "B", "1-6-2025 10:00", NULL);
	find(w, NULL, "2025-06-15", &few);
	for (int i = 0; i < 60; i++) {
		snprintf(name, sizeof(name), "Z%02d", i);
		world_traject(w, name);
	}
	find(w, NULL, "2025-06-15", &many);
	assert_true(many.count > few.count);
	for (size_t i = 0, k = 0; i < few.count; i++) {
		const struct due *a = &few.items[i];

		while (k < many.count &&
		       (many.items[k].traject.id != a->traject.id ||
			many.items[k].kind != a->kind ||
			many.items[k].form != a->form))
			k++;
		assert_true(k < many.count);
		assert_int_equal(many.items[k].days, a->days);
	}
	due_list_done(&few);
	due_list_done(&many);
}

/* --- against each traject by itself, over trajecten that are made by chance */

static unsigned draw(unsigned below)
{
	static unsigned state = 1;

	state = state * 1103515245U + 12345U;
	return state >> 16 & 0x7FFF ? (state >> 16 & 0x7FFF) % below : 0;
}

static void put(struct answers *answers, const char *field, int row,
		const char *value)
{
	int f = form_find(answers_form(answers), field);

	if (f >= 0)
		answers_put(answers, f, row, value, NULL);
}

static void save(struct world *w, const char *name, int64_t traject,
		 const char *jeugdige, const struct answers *given)
{
	const struct form *form = catalogue_find(w->catalogue, name, NULL);
	struct answers *answers =
		given ? answers_copy(given) : answers_new(form);
	struct record_head head = {
		.form = strdup(form->name),
		.version = strdup(form->version),
		.traject_id = traject,
		.status = RECORD_COMPLETE,
		.completed = strdup("2025-05-01"),
		.jeugdige = jeugdige ? strdup(jeugdige) : NULL,
	};
	const struct authorship by = { 0 };

	WORKS(records_save(w->store, form, &head, answers, 0, &by, &why));
	record_head_done(&head);
	answers_free(answers);
}

/* A day of the months around the one that is today. */
static void draw_day(char day[24])
{
	snprintf(day, 24, "2025-%02u-%02u", 1 + draw(9), 1 + draw(28));
}

static void save_traject(struct world *w, int64_t id, const char *name)
{
	const struct form *form = catalogue_traject(w->catalogue);
	struct answers *answers = answers_new(form);
	char day[24];
	char born[24];

	put(answers, "code", 0, name);
	put(answers, "organisatie", 0, "Zuid");
	put(answers, "medewerker", 0, draw(3) ? "An" : NULL);
	put(answers, "voorziening", 0, draw(2) ? "ja" : "nee");
	draw_day(day);
	if (draw(10))
		put(answers, "einde", 0, day);
	draw_day(day);
	if (form->fields[form->traject.started].type == FIELD_DATETIME)
		strcat(day, "T10:30");
	if (draw(10))
		put(answers, "start", 0, day);
	answers_need_rows(answers, 0, 1 + (int)draw(2));
	for (int row = 1; row <= answers_rows(answers, 0); row++) {
		put(answers, "kenmerk", row, row == 1 ? "J1" : "J2");
		snprintf(born, sizeof(born), "20%02u-05-05", 5 + draw(18));
		put(answers, "geboortedatum", row, born);
	}
	save(w, "traject", id, NULL, answers);
	answers_free(answers);
}

static void begin(struct world *w, const char *name, int64_t traject,
		  const char *jeugdige)
{
	const struct form *form = catalogue_find(w->catalogue, name, NULL);
	struct answers *answers = answers_new(form);
	struct draft draft = {
		.form = strdup(form->name),
		.version = strdup(form->version),
		.traject = traject,
		.jeugdige = jeugdige ? strdup(jeugdige) : NULL,
	};

	WORKS(drafts_add(w->store, form, &draft, answers, &why));
	draft_done(&draft);
	answers_free(answers);
}

/* As one that was imported with another form: its head has days. */
static void set_head_days(struct world *w, int64_t id)
{
	struct traject traject = { 0 };
	char day[24];

	WORKS(trajecten_get(w->store, id, &traject, &why));
	draw_day(day);
	if (draw(6))
		traject.ended = strdup(day);
	draw_day(day);
	if (draw(2))
		strcat(day, "T10:30");
	if (draw(6))
		traject.started = strdup(day);
	WORKS(trajecten_update(w->store, &traject, &why));
	traject_done(&traject);
}

/* Of each form by chance nothing, a draft, or a record. */
static void add_by_chance(struct world *w, const char *about,
			  const char *const *of_jeugdige)
{
	static int number = 0;
	char name[16];
	int64_t id;
	unsigned what = draw(8);

	snprintf(name, sizeof(name), "K%03d", number++);
	id = world_traject(w, name);
	if (what == 0)
		begin(w, "traject", id, NULL);
	else if (what < 4)
		set_head_days(w, id);
	else
		save_traject(w, id, name);
	what = draw(8);
	if (what == 0)
		begin(w, about, id, NULL);
	else if (what > 2)
		save(w, about, id, NULL, NULL);
	for (size_t i = 0; of_jeugdige[i]; i++) {
		what = draw(8);
		if (what == 0)
			begin(w, of_jeugdige[i], id, "J1");
		else if (what > 4)
			save(w, of_jeugdige[i], id, draw(4) ? "J1" : "J2",
			     NULL);
	}
}

struct lines {
	char *items[6000];
	size_t count;
};

static void add_line(struct lines *lines, enum due_kind kind, int64_t traject,
		     const char *form, const char *jeugdige, int days)
{
	char line[128];

	snprintf(line, sizeof(line), "%lld %d %s %s %d", (long long)traject,
		 (int)kind, form, jeugdige ? jeugdige : "-", days);
	assert_true(lines->count < 6000);
	lines->items[lines->count++] = strdup(line);
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_lines(struct lines *lines)
{
	qsort(lines->items, lines->count, sizeof(*lines->items), compare_lines);
}

static void add_lines_of(struct world *w, const struct traject *traject,
			 const char *today, struct lines *lines)
{
	struct todo_list todo = { 0 };

	WORKS(todo_of_traject(w->store, w->catalogue, traject->id, today, &todo,
			      &why));
	for (size_t i = 0; i < todo.count; i++) {
		const struct todo *t = &todo.items[i];
		bool begun = t->state == TODO_DRAFT || t->correcting;

		if (begun || t->state == TODO_OVERDUE || t->state == TODO_TO_DO)
			add_line(lines,
				 t->days_late > 0 ? DUE_LATE
				 : begun          ? DUE_DRAFT
						  : DUE_TO_DO,
				 traject->id, t->form->name, t->jeugdige,
				 t->days_late);
	}
	if (!traject->ended)
		add_line(lines, DUE_NO_END, traject->id, "traject", NULL, 0);
	todo_list_done(&todo);
}

static void assert_same_lines(struct lines *a, struct lines *b)
{
	sort_lines(a);
	sort_lines(b);
	for (size_t i = 0; i < a->count && i < b->count; i++)
		assert_string_equal(a->items[i], b->items[i]);
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		free(a->items[i]);
		free(b->items[i]);
	}
	a->count = b->count = 0;
}

/* How many were found so far of which only their own form is to be done. */
static size_t own_found;

static void assert_same_as_each(struct world *w, const char *medewerker,
				const char *today)
{
	const struct traject_query names = { .medewerker = medewerker };
	struct traject_list all = { 0 };
	struct due_list list = { 0 };
	size_t kinds[DUE_KINDS] = { 0 };
	static struct lines slow, quick;

	WORKS(trajecten_list(w->store, &names, &all, NULL, &why));
	for (size_t i = 0; i < all.count; i++)
		add_lines_of(w, &all.items[i], today, &slow);
	find(w, medewerker, today, &list);
	own_found += list.own.count;
	/* From the middle on first, as who goes to the end of a list does. */
	WORKS(due_look(w->store, w->catalogue, &list, due_count(&list) / 2, 3,
		       &why));
	WORKS(due_look(w->store, w->catalogue, &list, 0, due_count(&list),
		       &why));
	for (size_t i = 0; i < due_count(&list); i++) {
		const struct due *due = due_row(&list, i);

		assert_non_null(due);
		assert_string_equal(due->traject.organisatie, "Zuid");
		kinds[due->kind]++;
		assert_true(i == 0 || due_row(&list, i - 1)->kind <= due->kind);
		add_line(&quick, due->kind, due->traject.id, due->form->name,
			 due->jeugdige,
			 due->kind == DUE_NO_END ? 0 : due->days);
	}
	assert_true(due_count(&list) > 0);
	assert_memory_equal(kinds, list.counts, sizeof(kinds));
	assert_same_lines(&slow, &quick);
	due_list_done(&list);
	traject_list_done(&all);
}

static void assert_same_at_any_time(struct world *w)
{
	static const char *const days[] = { "2024-12-01", "2025-03-07",
					    "2025-06-15", "2025-10-01",
					    "2026-03-01", "2035-01-01" };

	for (size_t i = 0; i < COUNT(days); i++) {
		assert_same_as_each(w, NULL, days[i]);
		assert_same_as_each(w, "An", days[i]);
	}
}

static void nobody_is_left_out_of_those_that_are_looked_at(void **state)
{
	static const char *const of_jeugdige[] = { "nji-doelen",
						   "nji-professional",
						   "nji-jeugdige", "nji-ouder",
						   NULL };
	struct world *w = *state;

	for (int i = 0; i < 150; i++)
		add_by_chance(w, "ash", of_jeugdige);
	own_found = 0;
	assert_same_at_any_time(w);
	assert_true(own_found > 0);
}

/* A world of which the programme is this one. */
static void with_programme(struct world *w, const char *forms)
{
	char text[1000];

	snprintf(text, sizeof(text),
		 "programme: p\ntitle: P\nconsent: not required\nforms:\n%s",
		 forms);
	world_write(w, "programme.yaml", text);
	world_load(w);
}

static void whatever_the_programme_asks_nobody_is_left_out(void **state)
{
	static const char *const programmes[] = {
		/* no term at all; one that ends */
		"- form: proef\n"
		"- form: begin\n"
		"  due: {field: einde, from: -10, days: 10, until: 40}\n",
		/* per jeugdige, and waited for without end */
		"- form: begin\n"
		"  due: {field: start, from: 0, days: 10}\n",
		/* twice the same form, of which one ends */
		"- form: proef\n"
		"  when: traject.einde < '2025-05-01'\n"
		"  due: {field: start, from: 0, days: 10, until: 20}\n"
		"- form: proef\n"
		"  due: {field: einde, from: 0, days: 10}\n",
		/* two days, both of which end */
		"- form: proef\n"
		"  due: {field: start, from: 0, days: 10, until: 20}\n"
		"- form: begin\n"
		"  due: {field: einde, from: 0, days: 10, until: 30}\n",
		/* conditions on what a head has, on what it has not, on both */
		"- form: proef\n"
		"  when: traject.team = 'Oost'\n"
		"  due: {field: start, from: 0, days: 10, until: 20}\n",
		"- form: proef\n"
		"  when: traject.soort = 'a'\n"
		"  due: {field: start, from: 0, days: 10, until: 20}\n",
		"- form: proef\n"
		"  when: coalesce(traject.soort, 'a') = 'a'\n"
		"  due: {field: einde, from: 0, days: 10, until: 20}\n",
		"- form: proef\n"
		"  when: coalesce(traject.soort, traject.team) = 'Oost'\n"
		"  due: {field: einde, from: 0, days: 10, until: 20}\n",
	};
	static const char *const of_jeugdige[] = { "begin", NULL };
	struct world *w = *state;

	for (int i = 0; i < 60; i++)
		add_by_chance(w, "proef", of_jeugdige);
	for (size_t i = 0; i < COUNT(programmes); i++) {
		with_programme(w, programmes[i]);
		own_found = 0;
		assert_same_at_any_time(w);
		assert_int_equal(own_found > 0, i != 1);
	}
}

/* The traject form with this in the place of that. */
static void write_traject(struct world *w, const char *that, const char *this)
{
	char *yaml = strdup(traject_yaml);
	char *at = strstr(yaml, that);
	char text[4000];

	assert_non_null(at);
	*at = '\0';
	snprintf(text, sizeof(text), "%s%s%s", yaml, this, at + strlen(that));
	free(yaml);
	world_write(w, "traject.yaml", text);
}

/* Then the answer in the file is not what the programme sees. */
static void a_day_that_is_not_always_asked_leaves_nobody_out(void **state)
{
	static const char *const of_jeugdige[] = { "begin", NULL };
	struct world *w = *state;

	write_traject(w, "label: Einde}",
		      "label: Einde, relevant: soort = 'a'}");
	for (int i = 0; i < 40; i++)
		add_by_chance(w, "proef", of_jeugdige);
	with_programme(w,
		       "- form: proef\n"
		       "  due: {field: einde, from: 0, days: 10, "
		       "until: 20}\n");
	assert_same_at_any_time(w);
}

/* A head may have a day where the form wants its time too. */
static void a_day_without_its_time_leaves_nobody_out(void **state)
{
	static const char *const of_jeugdige[] = { "begin", NULL };
	struct world *w = *state;

	write_traject(w, "start, type: date", "start, type: datetime");
	for (int i = 0; i < 40; i++)
		add_by_chance(w, "proef", of_jeugdige);
	with_programme(w,
		       "- form: proef\n"
		       "  due: {field: start, from: 0, days: 10, "
		       "until: 20}\n");
	own_found = 0;
	assert_same_at_any_time(w);
	assert_true(own_found > 0);
}

static void give_last_number(struct world *w)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(w->path, &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(db,
			     "PRAGMA foreign_keys = OFF;"
			     "UPDATE proef_1_0 SET traject ="
			     " 9223372036854775807 WHERE traject ="
			     "  (SELECT max(id) FROM traject);"
			     "UPDATE traject SET id = 9223372036854775807"
			     " WHERE id = (SELECT max(id) FROM traject)",
			     NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(db);
}

/* Of a file that was imported all trajecten lack their own form. */
static void those_that_lack_their_own_form_are_not_looked_at(void **state)
{
	struct world *w = *state;
	struct due_list list = { 0 };
	size_t before;
	char name[16];

	with_programme(w, "- form: proef\n");
	find(w, NULL, "2025-06-15", &list);
	before = list.count;
	for (int i = 0; i < 300; i++) {
		struct traject head = { .organisatie = strdup("Zuid"),
					.code = name,
					.ended = strdup("2025-03-31") };

		snprintf(name, sizeof(name), "I%03d", i);
		WORKS(trajecten_add(w->store, &head, &why));
		head.code = NULL;
		save(w, "proef", head.id, NULL, NULL);
		traject_done(&head);
	}
	find(w, NULL, "2025-06-15", &list);
	assert_int_equal(list.count, before);
	assert_int_equal(due_count(&list), before + 300);
	/* Only what is shown is read. */
	assert_null(due_row(&list, list.own_from + 200));
	WORKS(due_look(w->store, w->catalogue, &list, list.own_from + 195, 15,
		       &why));
	assert_int_equal(list.seen_count, 15);
	assert_string_equal(due_row(&list, list.own_from + 200)->traject.code,
			    "I200");
	/* A file of somebody else has numbers up to the last that there is. */
	give_last_number(w);
	find(w, NULL, "2025-06-15", &list);
	assert_int_equal(due_count(&list), before + 300);
	due_list_done(&list);
}

static void a_warning_that_was_kept_has_its_reason_and_its_words(void **state)
{
	struct world *w = *state;
	struct overruled_list list = { 0 };
	const struct selection all = { 0 };
	const struct selection other = { .medewerker = "Bo" };

	open_form(w, "proef");
	type(w, "aap");
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "geteld", &why));
	complete(w);
	WORKS(overruled_find(w->store, w->catalogue, &all, &list, &why));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].head.traject, "T1");
	assert_string_equal(
		list.items[0].form->fields[list.items[0].field].name, "getal");
	assert_string_equal(list.items[0].message, "dat is veel");
	assert_string_equal(list.items[0].reason, "geteld");
	overruled_list_done(&list);
	WORKS(overruled_find(w->store, w->catalogue, &other, &list, &why));
	assert_int_equal(list.count, 0);
	overruled_list_done(&list);
}

/* One after the other, each with the day and the traject of its own. */
static void warnings_of_many_trajecten_have_their_own_words(void **state)
{
	struct world *w = *state;
	struct overruled_list list = { 0 };
	const struct selection all = { 0 };

	for (int i = 0; i < 5; i++) {
		char text[16];

		snprintf(text, sizeof(text), "W%d", i);
		w->traject = world_traject(w, text);
		open_form(w, "proef");
		type(w, "aap");
		snprintf(text, sizeof(text), "%d", 50 + i);
		fill(w, "getal", 0, text);
		if (i > 0)
			WORKS(entry_overrule(w->entry, "geteld", &why));
		go(w, "soort", 0);
		WORKS(entry_remark(w->entry, "let op", &why));
		complete(w);
		close_form(w);
	}
	WORKS(overruled_find(w->store, w->catalogue, &all, &list, &why));
	assert_int_equal(list.count, 4);
	for (size_t i = 0; i < list.count; i++) {
		assert_string_equal(list.items[i].message, "dat is veel");
		assert_string_equal(list.items[i].reason, "geteld");
	}
	overruled_list_done(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define SHIPPED(test)                                                          \
	cmocka_unit_test_setup_teardown(test, world_set_up_shipped,            \
					world_tear_down)
		SHIPPED(what_is_late_comes_first_and_the_oldest_of_it),
		SHIPPED(drafts_and_trajecten_without_an_end_are_there),
		SHIPPED(it_is_of_the_names_that_are_asked_for),
		SHIPPED(many_trajecten_give_the_same_as_few),
		SHIPPED(nobody_is_left_out_of_those_that_are_looked_at),
		cmocka_unit_test_setup_teardown(
			whatever_the_programme_asks_nobody_is_left_out,
			world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
			a_day_that_is_not_always_asked_leaves_nobody_out,
			world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
			a_day_without_its_time_leaves_nobody_out, world_set_up,
			world_tear_down),
		cmocka_unit_test_setup_teardown(
			those_that_lack_their_own_form_are_not_looked_at,
			world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
			a_warning_that_was_kept_has_its_reason_and_its_words,
			world_set_up, world_tear_down),
		cmocka_unit_test_setup_teardown(
			warnings_of_many_trajecten_have_their_own_words,
			world_set_up, world_tear_down),
	};

	return run_tests(tests);
}
