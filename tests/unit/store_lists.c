/* What store/records.h promises of which records there are, and which of them
 * are meant. */
#include "config.h"

#include "store_file.h"

#include "base/count.h"

static void a_traject_lists_all_of_its_records_and_drafts(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = save_complete(file, answers);
	struct authorship by = { .why = "dubbel" };
	struct draft draft = { .traject = file->traject };
	struct record_list list = { 0 };
	struct record_head other = { .jeugdige = alloc_text("J1") };
	int64_t both[2];

	GOOD(records_withdraw(file->store, head.id, &by, &err));
	record_head_done(&head);
	head = save_complete(file, answers);
	GOOD(drafts_add(file->store, file->traject_form, &draft, NULL, &err));
	both[0] = add_traject(file->store, "T-2");
	both[1] = file->traject;
	GOOD(save_record(file->store, file->form, both[0], "2025-02-01", true,
			 answers, &other, &err));
	GOOD(records_of_traject(file->store, file->traject, &list, &err));
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].id, head.id);
	assert_int_equal(list.items[1].status, RECORD_WITHDRAWN);
	assert_int_equal(list.items[2].status, RECORD_DRAFT);
	assert_string_equal(list.items[2].form, "traject");
	record_list_done(&list);
	/* In short: what is due is judged by. */
	GOOD(records_of_one(file->store, file->traject, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].form, "alles");
	assert_string_equal(list.items[0].completed, head.completed);
	assert_int_equal(list.items[0].status, RECORD_COMPLETE);
	assert_int_equal(list.items[0].counts, head.counts);
	assert_int_equal(list.items[1].status, RECORD_DRAFT);
	record_list_done(&list);
	/* And of several, no more than that it is there. */
	GOOD(records_there(file->store, both, 2, &list, &err));
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].form, "alles");
	assert_string_equal(list.items[0].version, head.version);
	assert_int_equal(list.items[0].traject_id, file->traject);
	assert_null(list.items[0].jeugdige);
	assert_int_equal(list.items[0].status, RECORD_COMPLETE);
	assert_string_equal(list.items[1].form, "traject");
	assert_int_equal(list.items[1].status, RECORD_DRAFT);
	assert_int_equal(list.items[2].traject_id, both[0]);
	assert_string_equal(list.items[2].jeugdige, "J1");
	assert_int_equal(record_list_first(&list, both[0]), 2);
	record_list_done(&list);
	record_head_done(&other);
	answers_free(answers);
	draft_done(&draft);
	record_head_done(&head);
}

struct visited {
	struct buffer days;
	int stop_after;
	bool answers;
};

static int visit(void *of, const struct record_head *head,
		 const struct answers *answers, struct err *err)
{
	struct visited *visited = of;

	(void)err;
	buffer_print(&visited->days, "%s%s%s", visited->days.length ? " " : "",
		     head->completed ? head->completed + 5 : "concept",
		     head->status == RECORD_WITHDRAWN ? "!" : "");
	visited->answers = answers != NULL;
	if (answers && !head->completed)
		assert_string_equal(get(answers, "tekst", 0), "d");
	return --visited->stop_after == 0 ? 7 : 0;
}

static void assert_visit(struct file *file, const struct selection *selection,
			 const char *wanted)
{
	struct visited visited = { 0 };

	GOOD(records_visit(file->store, file->form, selection, true, visit,
			   &visited, &err));
	assert_string_equal(buffer_text(&visited.days), wanted);
	buffer_done(&visited.days);
}

static void a_selection_is_visited_by_day_and_drafts_come_last(void **state)
{
	struct file *file = *state;
	struct selection selection = { .form = "alles" };
	struct answers *answers = answers_new(file->form);
	struct draft draft = { .traject = file->traject };
	struct visited visited = { .stop_after = 2 };

	assert_visit(file, &selection, "");
	add_record(file, "T-2", "2025-05-02");
	add_record(file, "T-3", "2025-03-01");
	add_record(file, "T-4", "2025-04-30");
	put(answers, "tekst", "d");
	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	run_sql(file->path,
		"UPDATE alles_1_0 SET status = 'withdrawn'"
		" WHERE completed = '2025-04-30';"
		"UPDATE alles_1_0 SET team = 4"
		" WHERE completed = '2025-05-02';"
		"UPDATE alles_1_0 SET ended = '2025-06-01'"
		" WHERE completed = '2025-03-01';"
		"UPDATE draft SET changed = '2025-03-05T10:00:00'");
	assert_visit(file, &selection, "03-01 05-02 concept");
	selection.withdrawn = true;
	assert_visit(file, &selection, "03-01 04-30! 05-02 concept");
	selection.no_drafts = true;
	assert_visit(file, &selection, "03-01 04-30! 05-02");
	selection.withdrawn = selection.no_drafts = false;
	selection.team = "West";
	assert_visit(file, &selection, "05-02");
	selection.team = NULL;
	selection.from = "2025-03-01";
	selection.to = "2025-03-31";
	assert_visit(file, &selection, "03-01 concept");
	selection.by_ended = true;
	assert_visit(file, &selection, "concept");
	selection.to = "2025-06-01";
	assert_visit(file, &selection, "03-01 concept");
	selection.version = "2.0";
	assert_visit(file, &selection, "");
	/* Of T-2 a remark, of T-3 a check that was overruled. */
	run_sql(file->path,
		"INSERT INTO annotation (form, record, field, row, remark,"
		" reason) SELECT (SELECT id FROM form WHERE name = 'alles'),"
		" id, 'tekst', 0, iif(completed = '2025-05-02', 'o', NULL),"
		" iif(completed = '2025-03-01', 'r', NULL) FROM alles_1_0"
		" WHERE status <> 'withdrawn'");
	selection = (struct selection){ .form = "alles",
					.no_drafts = true,
					.annotated = true };
	assert_visit(file, &selection, "03-01 05-02");
	selection.overruled = true;
	assert_visit(file, &selection, "03-01");
	selection.annotated = false;
	assert_visit(file, &selection, "03-01");

	selection = (struct selection){ .form = "alles" };
	assert_int_equal(records_visit(file->store, file->form, &selection,
				       false, visit, &visited, NULL),
			 7);
	assert_string_equal(buffer_text(&visited.days), "03-01 05-02");
	assert_false(visited.answers);
	buffer_done(&visited.days);
	answers_free(answers);
	draft_done(&draft);
}

struct in_order {
	char last[64]; /* the day and the id of the last one */
	size_t count;
};

static int assert_in_order(void *of, const struct record_head *head,
			   const struct answers *answers, struct err *why)
{
	struct in_order *order = of;
	char here[64];

	(void)answers;
	(void)why;
	snprintf(here, sizeof(here), "%s %s", head->completed, head->id);
	assert_true(strcmp(order->last, here) < 0);
	memcpy(order->last, here, sizeof(here));
	order->count++;
	return 0;
}

/* More on one day than are asked for together, and days that come and go. */
static void a_visit_goes_by_day_and_then_by_id(void **state)
{
	struct file *file = *state;
	const struct selection selection = { .form = "alles" };
	struct in_order order = { 0 };

	GOOD(store_begin(file->store, &err));
	for (int i = 0; i < 700; i++) {
		char code[16];
		char day[16];

		snprintf(code, sizeof(code), "V-%d", i);
		snprintf(day, sizeof(day), "2025-0%d-0%d", 1 + i % 2,
			 i % 4 == 0 ? 1 + i % 9 : 5);
		add_record(file, code, day);
	}
	GOOD(store_commit(file->store, &err));
	/* As ids are that were made elsewhere, at other times. */
	run_sql(file->path, "UPDATE alles_1_0 SET uuid = randomblob(16)");
	GOOD(records_visit(file->store, file->form, &selection, false,
			   assert_in_order, &order, &err));
	assert_int_equal(order.count, 700);
	/* Of one that is no id the same is true. */
	run_sql(file->path,
		"UPDATE alles_1_0 SET uuid = 'vreemd' WHERE id = 7;"
		"UPDATE alles_1_0 SET completed = '2024'"
		" WHERE id = 7");
	order = (struct in_order){ 0 };
	GOOD(records_visit(file->store, file->form, &selection, false,
			   assert_in_order, &order, &err));
	assert_int_equal(order.count, 700);
}

static void assert_days_of(struct file *file, const int64_t *trajecten,
			   size_t count, const char *wanted)
{
	struct record_list list = { 0 };
	struct buffer days = { 0 };

	GOOD(records_of_those(file->store, trajecten, count, &list, &err));
	for (size_t i = 0; i < list.count; i++)
		buffer_print(&days, "%s%s", i ? " " : "",
			     list.items[i].completed);
	assert_string_equal(buffer_text(&days), wanted);
	buffer_done(&days);
	record_list_done(&list);
}

/* However they stand: in a row, with one left out, far apart, backwards. */
static void records_of_several_trajecten_are_by_traject(void **state)
{
	struct file *file = *state;
	struct traject_list all = { 0 };
	struct traject_query by_id = { .after = &(int64_t){ 0 } };
	int64_t id[4];

	add_record(file, "T-2", "2025-05-02");
	add_record(file, "T-3", "2025-03-01");
	add_record(file, "T-4", "2025-04-30");
	GOOD(trajecten_list(file->store, &by_id, &all, NULL, &err));
	assert_int_equal(all.count, COUNT(id));
	for (size_t i = 0; i < COUNT(id); i++)
		id[i] = all.items[i].id;
	traject_list_done(&all);
	assert_days_of(file, id, 4, "2025-05-02 2025-03-01 2025-04-30");
	assert_days_of(file, (int64_t[]){ id[1], id[3] }, 2,
		       "2025-05-02 2025-04-30");
	assert_days_of(file, (int64_t[]){ id[0], id[3] }, 2, "2025-04-30");
	assert_days_of(file, (int64_t[]){ id[3], id[1] }, 2,
		       "2025-05-02 2025-04-30");
	assert_days_of(file, (int64_t[]){ id[2] }, 1, "2025-03-01");
	assert_days_of(file, NULL, 0, "");
}

/* What was asked of each record, in a row with its day. */
static int note_asked(void *of, const struct record_head *head,
		      const struct answers *answers, struct err *err)
{
	struct buffer *seen = of;

	(void)err;
	assert_string_equal(head->organisatie, "Noord");
	buffer_print(seen, "%s%s", head->completed, head->counts ? "+" : "-");
	if (answers) {
		int wat = at(answers_form(answers), "wat");

		assert_null(get(answers, "tekst", 0));
		buffer_print(seen, " %s %d", get(answers, "meer", 0),
			     answers_rows(answers, 0));
		assert_string_equal(answers_get(answers, wat, 2)->reason,
				    "zo besproken");
	}
	return 0;
}

static void
a_scan_reads_what_is_asked_of_the_records_of_a_selection(void **state)
{
	struct file *file = *state;
	struct answers *answers = all_answers(file->form);
	struct selection selection = { .form = "alles" };
	struct draft draft = { .traject = add_traject(file->store, "T-9") };
	struct record_head head = save_complete(file, answers);
	bool *asked = alloc_new(file->form->field_count, sizeof(*asked));
	struct buffer seen = { 0 };

	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	asked[at(file->form, "meer")] = asked[at(file->form, "wat")] = true;
	GOOD(records_scan(file->store, file->form, &selection, asked,
			  note_asked, &seen, &err));
	assert_string_equal(buffer_text(&seen), "2025-03-02+ x z 2");
	buffer_clear(&seen);
	GOOD(records_scan(file->store, file->form, &selection, NULL, note_asked,
			  &seen, &err));
	assert_string_equal(buffer_text(&seen), "2025-03-02+");
	buffer_clear(&seen);
	selection.from = "2025-03-03";
	GOOD(records_scan(file->store, file->form, &selection, NULL, note_asked,
			  &seen, &err));
	assert_string_equal(buffer_text(&seen), "");
	buffer_done(&seen);
	free(asked);
	draft_done(&draft);
	record_head_done(&head);
	answers_free(answers);
}

/* How many ids begin so; the last of them. */
static size_t count_named(const struct record_list *list, const char *beginning,
			  const char **id)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		const char *one = list->items[i].id;

		if (strncmp(one, beginning, strlen(beginning)) != 0 ||
		    (count > 0 && strcmp(*id, one) == 0))
			continue;
		*id = one;
		count++;
	}
	return count;
}

static void assert_named(struct file *file, const struct record_list *list,
			 const char *beginning)
{
	const char *wanted = NULL;
	size_t count = count_named(list, beginning, &wanted);
	char *id = NULL;
	bool several = false;
	struct err err = { 0 };
	int code = records_named(file->store, beginning, &id, &several, &err);

	assert_int_equal(code, count ? 0 : ERR_NOTFOUND);
	if (count == 1)
		assert_string_equal(id, wanted);
	if (count)
		assert_int_equal(several, count > 1);
	free(id);
}

static void a_record_is_named_by_the_beginning_of_its_id(void **state)
{
	static const char *const ids[] = {
		"01a60f0d-8fb6-71dc-994c-bdeabfc5b4c2",
		"01a60f0d-8fb6-71dc-994c-bdeabfc5b4c3",
		"01a60f0d-8fb6-71dc-9a4c-bdeabfc5b4c2",
		"01a60f0d-8fb7-71dc-994c-bdeabfc5b4c2",
		"f1a60f0d-8fb6-71dc-994c-bdeabfc5b4c2",
		"ffffffff-ffff-7fff-bfff-ffffffffffff",
	};
	struct file *file = *state;
	struct record_list list = { 0 };
	struct answers *answers = answers_new(file->form);
	struct draft draft = { .record = alloc_text(
				       "01a60f0e-8fb6-71dc-994c-bdeabfc5b4c2"),
			       .form = alloc_text(file->form->name),
			       .version = alloc_text(file->form->version),
			       .traject = file->traject };

	assert_named(file, &list, "0");
	for (size_t i = 0; i < COUNT(ids); i++) {
		struct record_head head = { .id = alloc_text(ids[i]) };

		head.jeugdige = alloc_print("J%zu", i);
		GOOD(save_record(file->store, file->form, file->traject,
				 "2025-02-01", true, answers, &head, &err));
		record_head_done(&head);
	}
	GOOD(drafts_add(file->store, file->form, &draft, answers, &err));
	GOOD(records_of_traject(file->store, file->traject, &list, &err));
	assert_int_equal(list.count, 7);
	for (size_t i = 0; i < list.count; i++) {
		for (size_t length = 0; length <= 36; length++) {
			char text[40];

			snprintf(text, sizeof(text), "%.*s", (int)length,
				 list.items[i].id);
			assert_named(file, &list, text);
			strcat(text, "-");
			assert_named(file, &list, text);
			text[length] = 'F';
			assert_named(file, &list, text);
			text[length] = '0';
			assert_named(file, &list, text);
		}
	}
	record_list_done(&list);
	draft_done(&draft);
	answers_free(answers);
}

static bool knows(struct store *store, const char *id)
{
	bool known = false;

	GOOD(store_begin(store, &err));
	store_trust(store);
	GOOD(records_has(store, id, &known, &err));
	GOOD(store_commit(store, &err));
	return known;
}

/*
 * Which id is the last, and that there is no draft, is known as long as nobody
 * else can write.
 */
static void what_came_from_elsewhere_is_known(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head first = { 0 };
	struct record_head second = { 0 };
	struct draft draft = { 0 };
	struct store *other = NULL;

	GOOD(save_record(file->store, file->form, file->traject, "2025-01-01",
			 true, answers, &first, &err));
	assert_true(knows(file->store, first.id));
	assert_false(
		knows(file->store, "019b0000-0000-7000-8000-000000000000"));
	GOOD(store_open(file->path, 0, &other, &err));
	GOOD(save_record(other, file->form, add_traject(other, "T-2"),
			 "2025-01-02", true, answers, &second, &err));
	draft.traject = add_traject(other, "T-3");
	GOOD(drafts_add(other, file->form, &draft, NULL, &err));
	assert_true(knows(file->store, second.id));
	assert_true(knows(file->store, draft.record));
	store_close(other);
	draft_done(&draft);
	record_head_done(&first);
	record_head_done(&second);
	answers_free(answers);
}

static bool knows_elsewhere(struct store *store, const struct form *form,
			    const char *id)
{
	bool known = false;

	GOOD(records_has_elsewhere(store, form, id, &known, &err));
	return known;
}

static void an_id_of_another_form_is_known(void **state)
{
	struct file *file = *state;
	struct answers *answers = answers_new(file->form);
	struct record_head head = { 0 };
	struct draft draft = { .traject = add_traject(file->store, "T-2") };

	GOOD(save_record(file->store, file->form, file->traject, "2025-01-01",
			 true, answers, &head, &err));
	GOOD(drafts_add(file->store, file->form, &draft, NULL, &err));
	assert_true(knows_elsewhere(file->store, file->traject_form, head.id));
	assert_false(knows_elsewhere(file->store, file->form, head.id));
	assert_true(knows_elsewhere(file->store, file->form, draft.record));
	draft_done(&draft);
	record_head_done(&head);
	answers_free(answers);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(a_traject_lists_all_of_its_records_and_drafts),
		PROMISE(a_selection_is_visited_by_day_and_drafts_come_last),
		PROMISE(a_visit_goes_by_day_and_then_by_id),
		PROMISE(records_of_several_trajecten_are_by_traject),
		PROMISE(a_scan_reads_what_is_asked_of_the_records_of_a_selection),
		PROMISE(a_record_is_named_by_the_beginning_of_its_id),
		PROMISE(what_came_from_elsewhere_is_known),
		PROMISE(an_id_of_another_form_is_known),
	};

	return run_tests(tests);
}
