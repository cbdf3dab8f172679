/* What tally_refresh() promises: kept up to date is counted anew. */
#include "config.h"

#include "store_file.h"

#include "store/names.h"
#include "store/revisions.h"
#include "store/tally.h"

#define STEPS 220
#define PLACES 60
#define SELECTIONS 4

static const char yaml[] =
	"form: meet\n"
	"version: '1.0'\n"
	"title: Meet\n"
	"per: traject\n"
	"missing: {geen: {key: '-', label: geen}}\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: a1, type: score, label: A1, missing: [geen]}\n"
	"  - {name: a2, type: score, label: A2, missing: [geen]}\n"
	"  - {name: b1, type: score, label: B1}\n"
	"  - {name: soort, type: select_one, label: S, missing: [geen],"
	" options: {p: P, q: Q}}\n"
	"  - {name: meer, type: select_multiple, label: M,"
	" options: {u: U, v: V}}\n"
	"- name: doelen\n"
	"  label: Doelen\n"
	"  repeat: doel\n"
	"  fields:\n"
	"  - {name: wat, type: select_multiple, label: W,"
	" options: {x: X, y: Y}}\n"
	"measures:\n"
	"  eerste: {label: E, items: [a1, a2]}\n"
	"  tweede: {label: T, items: [b1]}\n"
	"positive: {measure: tweede, at_least: 1, by: eerste, from: 1}\n";

static const struct selection selections[SELECTIONS] = {
	{ .form = "meet" },
	{ .form = "meet", .from = "2024-01-01", .to = "2024-12-31" },
	{ .form = "meet", .from = "2024-03-01", .by_ended = true },
	{ .form = "meet", .organisatie = "Noord" },
};

struct world {
	struct form *form;
	struct file *file;
	struct store *other; /* who looks on */
	struct tally *kept[SELECTIONS];
	struct record_head records[PLACES];
	int64_t trajecten[PLACES];
	uint64_t seed;
};

static unsigned below(struct world *w, unsigned limit)
{
	w->seed ^= w->seed << 13;
	w->seed ^= w->seed >> 7;
	w->seed ^= w->seed << 17;
	return (unsigned)(w->seed >> 33) % limit;
}

static void same_pairs(const struct tally_pairs *a, const struct tally_pairs *b)
{
	int side = a->items + 1;

	assert_memory_equal(a->counts, b->counts,
			    (size_t)(side * side) * sizeof(*a->counts));
}

static void same_groups(const struct tally *of, const struct tally_group *a,
			size_t count, const struct tally_group *b,
			size_t other_count)
{
	size_t items = tally_item_index(of->form, of->measure_count, 0);

	assert_int_equal(count, other_count);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(a[i].value, b[i].value);
		assert_int_equal(a[i].valid, b[i].valid);
		assert_int_equal(a[i].complete, b[i].complete);
		assert_int_equal(a[i].draft, b[i].draft);
		for (size_t m = 0; m < of->measure_count; m++)
			same_pairs(&a[i].measures[m], &b[i].measures[m]);
		assert_memory_equal(a[i].items, b[i].items,
				    items * TALLY_STATES * sizeof(int64_t));
	}
}

static void same_blocks(const struct tally_block *a,
			const struct tally_block *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t size = a[i].option_count * sizeof(int64_t);

		assert_int_equal(a[i].answered, b[i].answered);
		assert_int_equal(a[i].missing, b[i].missing);
		assert_int_equal(a[i].rows, b[i].rows);
		assert_int_equal(a[i].records, b[i].records);
		assert_memory_equal(a[i].options, b[i].options, size);
		if (a[i].records_of)
			assert_memory_equal(a[i].records_of, b[i].records_of,
					    size);
	}
}

static void same_tally(const struct tally *a, const struct tally *b)
{
	assert_int_equal(a->complete, b->complete);
	assert_int_equal(a->valid, b->valid);
	assert_int_equal(a->draft, b->draft);
	for (size_t m = 0; m < a->measure_count; m++) {
		same_pairs(&a->pairs[m], &b->pairs[m]);
		assert_memory_equal(a->items[m], b->items[m],
				    a->form->measures[m].item_count *
					    sizeof(*a->items[m]));
	}
	assert_true(a->by_met_count > 0);
	assert_memory_equal(a->by_met, b->by_met,
			    a->by_met_count * TALLY_OUTCOMES *
				    sizeof(*a->by_met));
	same_blocks(a->blocks, b->blocks, a->block_count);
	same_blocks(a->row_blocks, b->row_blocks, a->row_block_count);
	same_blocks(a->scales, b->scales, a->scale_count);
	same_groups(a, a->groups, a->group_count, b->groups, b->group_count);
	same_groups(a, a->years, a->year_count, b->years, b->year_count);
	same_groups(a, a->months, a->month_count, b->months, b->month_count);
	same_groups(a, a->parts, a->part_count, b->parts, b->part_count);
	assert_int_equal(a->version_count, b->version_count);
	for (size_t v = 0; v < a->version_count; v++)
		assert_string_equal(a->versions[v], b->versions[v]);
}

static void check_all(struct world *w)
{
	const struct form *form = w->form;

	for (int s = 0; s < SELECTIONS; s++) {
		struct tally *counted = NULL;

		GOOD(tally_refresh(w->other, &form, 1, &selections[s],
				   &w->kept[s], &err));
		GOOD(tally_refresh(w->other, &form, 1, &selections[s], &counted,
				   &err));
		same_tally(w->kept[s], counted);
		tally_free(counted);
	}
}

static struct answers *random_answers(struct world *w)
{
	static const char *const scores[] = { "0", "1", "1", NULL };
	static const char *const sets[] = { NULL, "u", "v", "u v" };
	struct answers *answers = answers_new(w->form);

	put(answers, "a1", scores[below(w, 4)]);
	put(answers, "a2", scores[below(w, 4)]);
	put(answers, "b1", scores[below(w, 4)]);
	put(answers, "soort", below(w, 2) ? "p" : "q");
	put(answers, "meer", sets[below(w, 4)]);
	if (below(w, 5) == 0)
		answers_put(answers, at(w->form, "a1"), 0, NULL, "geen");
	for (unsigned row = 1; row <= below(w, 3); row++) {
		answers_need_rows(answers, 0, (int)row);
		put_in(answers, "wat", (int)row, below(w, 2) ? "x" : "x y");
	}
	return answers;
}

static void complete(struct world *w, unsigned i)
{
	struct record_head *head = &w->records[i];
	struct answers *answers = random_answers(w);
	struct authorship by = { .why = "anders" };

	if (!head->id) {
		head->form = alloc_text(w->form->name);
		head->version = alloc_text(w->form->version);
		head->traject_id = w->trajecten[i];
		head->status = RECORD_COMPLETE;
		head->completed = alloc_print("%u-%02u-10", 2023 + below(w, 3),
					      1 + below(w, 12));
	}
	/* As the traject has it: it may have got another name since. */
	alloc_replace(&head->organisatie, NULL);
	head->counts = below(w, 5) > 0;
	GOOD(records_save(w->file->store, w->form, head, answers, 0, &by,
			  &err));
	answers_free(answers);
}

static void withdraw(struct world *w, unsigned i)
{
	struct authorship by = { .why = "weg" };

	if (!w->records[i].id || w->records[i].status == RECORD_WITHDRAWN)
		return;
	GOOD(records_withdraw(w->file->store, w->records[i].id, &by, &err));
	record_head_done(&w->records[i]);
	w->records[i] = (struct record_head){ 0 };
}

static void end_traject(struct world *w, unsigned i)
{
	struct traject traject = { 0 };

	GOOD(trajecten_get(w->file->store, w->trajecten[i], &traject, &err));
	free(traject.ended);
	traject.ended = alloc_print("2024-%02u-20", 1 + below(w, 12));
	GOOD(trajecten_update(w->file->store, &traject, &err));
	traject_done(&traject);
}

static void rename_one(struct world *w)
{
	static const char *const names[] = { "Zuid", "Aan zee" };
	bool turned = false;

	GOOD(names_has(w->file->store, "organisatie", NULL, names[1], &turned,
		       &err));
	GOOD(names_rename(w->file->store, "organisatie", names[turned],
			  names[!turned], &err));
}

static void begin_draft(struct world *w, unsigned i)
{
	struct draft draft = { .traject = w->trajecten[i] };
	struct err err = { 0 };

	/* There may be one already. */
	(void)!drafts_add(w->file->store, w->form, &draft, NULL, &err);
	draft_done(&draft);
}

static void step(struct world *w)
{
	unsigned i = below(w, PLACES);

	switch (below(w, 12)) {
	case 0:
		withdraw(w, i);
		break;
	case 1:
		end_traject(w, i);
		break;
	case 2:
		rename_one(w);
		break;
	case 3:
		begin_draft(w, i);
		break;
	default:
		complete(w, i);
	}
}

static void make_places(struct world *w)
{
	for (int i = 0; i < PLACES; i++) {
		struct traject traject = { 0 };

		traject.code = alloc_print("P-%d", i);
		traject.organisatie = alloc_text(i % 2 ? "Noord" : "Zuid");
		GOOD(trajecten_add(w->file->store, &traject, &err));
		w->trajecten[i] = traject.id;
		traject_done(&traject);
	}
}

static void kept_up_to_date_is_counted_anew(void **state)
{
	struct world w = { .file = *state, .seed = 20260107 };

	w.form = form_of(yaml, w.file->traject_form);
	make_places(&w);
	GOOD(store_open(w.file->path, 0, &w.other, &err));
	check_all(&w);
	for (int i = 0; i < STEPS; i++) {
		/* Sometimes several things happen before anybody looks. */
		for (unsigned n = below(&w, 3) + 1; n > 0; n--)
			step(&w);
		check_all(&w);
	}
	for (int s = 0; s < SELECTIONS; s++)
		tally_free(w.kept[s]);
	for (int i = 0; i < PLACES; i++)
		record_head_done(&w.records[i]);
	store_close(w.other);
	form_free(w.form);
}

/* Else a screen would count all records for each one that is completed. */
static void a_new_record_is_added_without_a_new_count(void **state)
{
	struct world w = { .file = *state, .seed = 7 };
	const struct form *form;
	struct tally *first;

	w.form = form_of(yaml, w.file->traject_form);
	form = w.form;
	make_places(&w);
	complete(&w, 1);
	GOOD(tally_refresh(w.file->store, &form, 1, &selections[0], &w.kept[0],
			   &err));
	first = w.kept[0];
	complete(&w, 2);
	GOOD(tally_refresh(w.file->store, &form, 1, &selections[0], &w.kept[0],
			   &err));
	assert_ptr_equal(w.kept[0], first);
	assert_int_equal(first->complete, 2);
	tally_free(first);
	record_head_done(&w.records[1]);
	record_head_done(&w.records[2]);
	form_free(w.form);
}

static void assert_kept_is_counted_anew(struct world *w)
{
	const struct form *form = w->form;
	struct tally *counted = NULL;

	GOOD(tally_refresh(w->other, &form, 1, &selections[0], &w->kept[0],
			   &err));
	GOOD(tally_refresh(w->other, &form, 1, &selections[0], &counted, &err));
	same_tally(w->kept[0], counted);
	tally_free(counted);
}

static void a_group_with_one_draft_goes_with_that(void **state)
{
	struct world w = { .file = *state, .seed = 11 };
	struct traject traject = { .code = alloc_text("P"),
				   .organisatie = alloc_text("Alleen") };
	struct draft draft = { 0 };

	w.form = form_of(yaml, w.file->traject_form);
	w.other = w.file->store;
	make_places(&w);
	complete(&w, 1);
	GOOD(names_add(w.file->store, "organisatie", NULL, "Alleen", &err));
	GOOD(trajecten_add(w.file->store, &traject, &err));
	draft.traject = traject.id;
	GOOD(drafts_add(w.file->store, w.form, &draft, NULL, &err));
	assert_kept_is_counted_anew(&w);
	assert_int_equal(w.kept[0]->group_count, 2);
	GOOD(drafts_discard(w.file->store, draft.id, &err));
	complete(&w, 2);
	assert_kept_is_counted_anew(&w);
	tally_free(w.kept[0]);
	record_head_done(&w.records[1]);
	record_head_done(&w.records[2]);
	draft_done(&draft);
	traject_done(&traject);
	form_free(w.form);
}

/* A worker of this name in a team of this name, in this organisation. */
static void give_worker(struct world *w, unsigned i, const char *organisatie,
			const char *medewerker)
{
	struct traject traject = { .code = alloc_print("W-%u", i),
				   .organisatie = alloc_text(organisatie),
				   .team = alloc_text("Oost"),
				   .medewerker = alloc_text(medewerker) };

	GOOD(names_add(w->file->store, "team", organisatie, "Oost", &err));
	GOOD(names_add(w->file->store, "medewerker", organisatie, medewerker,
		       &err));
	GOOD(trajecten_add(w->file->store, &traject, &err));
	w->trajecten[i] = traject.id;
	traject_done(&traject);
	complete(w, i);
}

static void new_groups_of_one_name_become_one_in_its_place(void **state)
{
	static const struct selection of_team = { .form = "meet",
						  .team = "Oost" };
	struct world w = { .file = *state, .seed = 19 };
	const struct form *form;
	struct tally *kept = NULL;
	struct tally *counted = NULL;

	w.form = form_of(yaml, w.file->traject_form);
	form = w.form;
	make_places(&w);
	give_worker(&w, 1, "Noord", "Kees");
	GOOD(tally_refresh(w.file->store, &form, 1, &of_team, &kept, &err));
	give_worker(&w, 2, "Zuid", "Zora");
	give_worker(&w, 3, "Zuid", "Jan");
	give_worker(&w, 4, "Noord", "Jan");
	give_worker(&w, 5, "Zuid", "Kees");
	GOOD(tally_refresh(w.file->store, &form, 1, &of_team, &kept, &err));
	GOOD(tally_refresh(w.file->store, &form, 1, &of_team, &counted, &err));
	assert_int_equal(kept->group_count, 3);
	assert_string_equal(kept->groups[0].value, "Jan");
	assert_int_equal(kept->groups[0].complete, 2);
	assert_string_equal(kept->groups[1].value, "Kees");
	same_tally(kept, counted);
	tally_free(kept);
	tally_free(counted);
	for (unsigned i = 1; i <= 5; i++)
		record_head_done(&w.records[i]);
	form_free(w.form);
}

/* Two files may each have the first revision of the same record. */
static void a_first_revision_of_a_known_record_is_counted_anew(void **state)
{
	struct world w = { .file = *state, .seed = 17 };
	struct known_revision elsewhere = {
		.id = alloc_text("0194268d-0000-7000-8000-000000000001"),
		.what = alloc_text("import"),
		.at = alloc_text("2025-03-02T10:00:00"),
		.status = RECORD_COMPLETE,
		.completed = alloc_text("2025-03-02"),
		.counts = true,
	};
	struct revision_list list = { 0 };
	struct answers *answers;

	w.form = form_of(yaml, w.file->traject_form);
	w.other = w.file->store;
	make_places(&w);
	complete(&w, 1);
	assert_kept_is_counted_anew(&w);
	answers = random_answers(&w);
	GOOD(records_take(w.file->store, w.form, &w.records[1], answers,
			  &elsewhere, &err));
	assert_kept_is_counted_anew(&w);
	assert_int_equal(w.kept[0]->complete, 1);
	tally_free(w.kept[0]);
	list.items = alloc_new(1, sizeof(elsewhere));
	list.items[0] = elsewhere;
	list.count = 1;
	revision_list_done(&list);
	record_head_done(&w.records[1]);
	answers_free(answers);
	form_free(w.form);
}

/* Each form numbers its own records. */
static void a_record_of_another_form_is_not_added(void **state)
{
	struct world w = { .file = *state, .seed = 13 };
	struct answers *answers = answers_new(w.file->form);
	struct record_head head = { 0 };

	w.form = form_of(yaml, w.file->traject_form);
	w.other = w.file->store;
	make_places(&w);
	complete(&w, 1);
	assert_kept_is_counted_anew(&w);
	GOOD(save_record(w.file->store, w.file->form, w.trajecten[1],
			 "2025-01-01", true, answers, &head, &err));
	assert_kept_is_counted_anew(&w);
	assert_int_equal(w.kept[0]->complete, 1);
	tally_free(w.kept[0]);
	record_head_done(&head);
	record_head_done(&w.records[1]);
	answers_free(answers);
	form_free(w.form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(kept_up_to_date_is_counted_anew),
		PROMISE(a_new_record_is_added_without_a_new_count),
		PROMISE(a_group_with_one_draft_goes_with_that),
		PROMISE(new_groups_of_one_name_become_one_in_its_place),
		PROMISE(a_first_revision_of_a_known_record_is_counted_anew),
		PROMISE(a_record_of_another_form_is_not_added),
	};

	return run_tests(tests);
}
