/* What exchange/csv_import.h promises about what was filled in by people. */
#include "config.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entry_world.h"
#include "exchange/csv_export.h"
#include "exchange/csv_import.h"
#include "store/db_private.h"
#include "store/drafts.h"
#include "store/upkeep.h"

static struct store *open_file(const struct world *w, const char *name)
{
	char *path = world_file(w, name);
	struct store *store = NULL;

	WORKS(store_open(path, 0, &store, &why));
	free(path);
	return store;
}

static char *export_of(const struct world *w, struct store *store,
		       const char *form)
{
	const struct selection selection = { .form = form };
	char *text = NULL;
	size_t length = 0;
	struct outgoing outgoing = { 0 };
	FILE *out = open_memstream(&text, &length);

	WORKS(outgoing_begin(store, w->catalogue, &selection, PURPOSE_NONE,
			     &outgoing, &why));
	WORKS(csv_export(&outgoing, CSV_PLAIN, out, &why));
	outgoing_done(&outgoing);
	fclose(out);
	return text;
}

static int import_into(const struct world *w, struct store *store,
		       const char *text, struct import_result *result)
{
	const struct import_options options = { .file = "test.csv",
						.add_names = true,
						.by = { .login = "test" } };

	*result = (struct import_result){ 0 };
	return csv_import(store, w->catalogue, text, strlen(text), &options,
			  result, NULL);
}

/* As many rows go into the file as are wanted, and none is refused. */
static void goes_in(const struct world *w, struct store *store,
		    const char *text, size_t added, size_t changed, size_t same)
{
	struct import_result result;

	assert_int_equal(import_into(w, store, text, &result), 0);
	for (size_t i = 0; i < result.problems.count; i++)
		print_error("# %d: %s\n", result.problems.items[i].line,
			    result.problems.items[i].text);
	assert_int_equal(result.refused, 0);
	assert_int_equal(result.added, added);
	assert_int_equal(result.changed, changed);
	assert_int_equal(result.same, same);
	assert_true(result.kept);
	import_result_done(&result);
}

/* One row is refused, with these words at this column. */
static void is_refused(const struct world *w, struct store *store,
		       const char *text, const char *field, size_t conflicts)
{
	struct import_result result;

	assert_int_equal(import_into(w, store, text, &result), 0);
	assert_int_equal(result.refused, 1);
	assert_int_equal(result.conflicts, conflicts);
	assert_int_equal(result.problems.count, 1);
	assert_string_equal(result.problems.items[0].field, field);
	import_result_done(&result);
}

static void fill_in(struct world *w)
{
	open_form(w, "proef");
	fill(w, "soort", 0, "anders");
	fill(w, "soort_anders", 0, "\"Zoë\", en zo");
	fill(w, "getal", 0, "60");
	WORKS(entry_overrule(w->entry, "het is echt zo; \"echt\"", &why));
	WORKS(entry_remark(w->entry, "twee\nregels", &why));
	fill(w, "meer", 0, "x z");
	fill(w, "s1", 0, "1");
	go(w, "s2", 0);
	WORKS(entry_set_missing(w->entry, "onbekend", &why));
	fill(w, "s3", 0, "0");
	go_add_row(w);
	WORKS(entry_add_row(w->entry, &why));
	fill(w, "hoe", 1, "1");
	flush(w);
}

static void what_people_filled_in_comes_back(void **state)
{
	struct world *w = *state;
	struct store *other = open_file(w, "other.db");
	char *one, *two;

	fill_in(w);
	complete(w);
	close_form(w);
	one = export_of(w, w->store, "proef");
	assert_has(one, "reason/getal");
	assert_has(one, "remark/getal");
	goes_in(w, other, one, 1, 0, 0);
	two = export_of(w, other, "proef");
	assert_string_equal(one, two);
	goes_in(w, other, one, 0, 0, 1);
	goes_in(w, w->store, one, 0, 0, 1);
	free(one);
	free(two);
	store_close(other);
}

static void a_draft_comes_back(void **state)
{
	struct world *w = *state;
	struct store *other = open_file(w, "other.db");
	char *one, *two;

	fill_in(w);
	close_form(w);
	one = export_of(w, w->store, "proef");
	assert_has(one, ",draft,");
	goes_in(w, other, one, 1, 0, 0);
	two = export_of(w, other, "proef");
	assert_string_equal(one, two);
	goes_in(w, other, one, 0, 0, 1);
	free(one);
	free(two);
	store_close(other);
}

/* A record and the correction of it that is under way have the same id. */
static char *export_correction(struct world *w)
{
	char *text;

	fill_in(w);
	complete(w);
	WORKS(entry_reopen(w->entry, "verkeerd", &why));
	fill(w, "s1", 0, "0");
	flush(w);
	close_form(w);
	text = export_of(w, w->store, "proef");
	assert_has(text, ",complete,");
	assert_has(text, ",draft,");
	return text;
}

static void a_correction_comes_back(void **state)
{
	struct world *w = *state;
	struct store *other = open_file(w, "other.db");
	char *one = export_correction(w);
	char *two;

	goes_in(w, other, one, 2, 0, 0);
	two = export_of(w, other, "proef");
	assert_string_equal(one, two);
	goes_in(w, other, one, 0, 0, 2);
	goes_in(w, w->store, one, 0, 0, 2);
	free(one);
	free(two);
	store_close(other);
}

/* The row of that status, with the header; free() it. */
static char *only(const char *text, const char *status)
{
	const char *row = strchr(text, '\n') + 1;
	char *header = strndup(text, (size_t)(row - text));
	char *found = NULL;
	char *result = NULL;

	/* Texts with line breaks end in quotes: a row begins with its id. */
	for (; row && *row && !found; row = strstr(row, "\n0")) {
		const char *end;

		row += *row == '\n';
		end = strstr(row, "\n0");
		found = end ? strndup(row, (size_t)(end - row) + 1)
			    : strdup(row);
		if (!strstr(found, status)) {
			free(found);
			found = NULL;
		}
	}
	assert_non_null(found);
	assert_true(asprintf(&result, "%s%s", header, found) > 0);
	free(header);
	free(found);
	return result;
}

static void a_correction_needs_what_it_corrects(void **state)
{
	struct world *w = *state;
	struct store *other = open_file(w, "other.db");
	char *text = export_correction(w);
	char *draft = only(text, ",draft,");

	is_refused(w, other, draft, "revision", 1);
	goes_in(w, other, text, 2, 0, 0);
	goes_in(w, other, draft, 0, 0, 1);
	free(text);
	free(draft);
	store_close(other);
}

/* The text with what is found in it replaced; free() it. */
static char *replaced(const char *text, const char *found, const char *by)
{
	const char *place = strstr(text, found);
	char *result = NULL;

	assert_non_null(place);
	assert_true(asprintf(&result, "%.*s%s%s", (int)(place - text), text, by,
			     place + strlen(found)) > 0);
	return result;
}

static void a_change_is_in_the_history(void **state)
{
	struct world *w = *state;
	struct record_head head = { 0 };
	struct history history = { 0 };
	char *text, *changed;
	bool found = false;

	fill_in(w);
	complete(w);
	close_form(w);
	text = export_of(w, w->store, "proef");
	changed = replaced(text, "\"\"Zoë\"\"", "\"\"Bo\"\"");
	goes_in(w, w->store, changed, 0, 1, 0);
	WORKS(records_in_place(w->store, IN_TRAJECT("proef", w->traject), &head,
			       &why));
	WORKS(records_history(w->store, head.id, &history, &why));
	for (size_t i = 0; i < history.count; i++) {
		const struct history_entry *h = &history.items[i];

		if (h->field && strcmp(h->field, "soort_anders") == 0 &&
		    h->before && strstr(h->before, "Zoë")) {
			assert_has(h->after, "Bo");
			assert_string_equal(h->login, "test");
			found = true;
		}
	}
	assert_true(found);
	history_done(&history);
	record_head_done(&head);

	/* What was exported before is of an older revision. */
	is_refused(w, w->store, text, "revision", 1);
	free(text);
	free(changed);
}

static void hard_rules_hold_and_soft_ones_do_not(void **state)
{
	static const char soft[] =
		"form,traject,soort,getal,s1,s2\n"
		"proef,T1,aap,60,1,1\n";
	static const char hard[] =
		"form,traject,soort,getal,s1,s2\n"
		"proef,T1,aap,13,1,1\n";
	static const char constraint[] =
		"form,traject,soort,getal,s1,s2\n"
		"proef,T1,aap,7,1,1\n";
	static const char range[] =
		"form,traject,soort,getal,s1,s2\n"
		"proef,T1,aap,100,1,1\n";
	static const char required[] =
		"form,traject,getal,s1,s2\n"
		"proef,T1,60,1,1\n";
	struct world *w = *state;

	is_refused(w, w->store, hard, "getal", 0);
	is_refused(w, w->store, constraint, "getal", 0);
	is_refused(w, w->store, range, "getal", 0);
	is_refused(w, w->store, required, "soort", 0);
	goes_in(w, w->store, soft, 1, 0, 0);
}

static void what_is_calculated_is_calculated_again(void **state)
{
	static const char text[] =
		"form,traject,soort,getal,dubbel,zin,s1,s2,counts\n"
		"proef,T1,aap,4,99,iets,1,1,0\n";
	struct world *w = *state;
	char *exported;

	goes_in(w, w->store, text, 1, 0, 0);
	exported = export_of(w, w->store, "proef");
	assert_has(exported, ",4,8,");
	assert_lacks(exported, "iets");
	free(exported);
}

static void a_draft_that_is_open_elsewhere_is_left_alone(void **state)
{
	struct world *w = *state;
	struct store *other = open_file(w, "data.db");
	struct draft draft = { 0 };
	struct import_result result;
	char *text, *changed;
	bool held;

	fill_in(w);
	text = export_of(w, w->store, "proef");
	changed = replaced(text, "\"\"Zoë\"\"", "\"\"Bo\"\"");
	assert_int_equal(import_into(w, other, changed, &result), 0);
	assert_int_equal(result.refused, 1);
	import_result_done(&result);
	WORKS(drafts_in_place(w->store, IN_TRAJECT("proef", w->traject), &draft,
			      &why));
	WORKS(drafts_ask_held(w->store, draft.id, &held, &why));
	assert_true(held);
	draft_done(&draft);
	close_form(w);

	/* Once it is parked, it is free. */
	goes_in(w, other, changed, 0, 1, 0);
	free(text);
	free(changed);
	store_close(other);
}

static void a_record_that_is_a_draft_here_is_a_conflict(void **state)
{
	struct world *w = *state;
	struct store *other = open_file(w, "other.db");
	char *draft, *record;

	fill_in(w);
	close_form(w);
	draft = export_of(w, w->store, "proef");
	goes_in(w, other, draft, 1, 0, 0);
	open_form(w, "proef");
	complete(w);
	close_form(w);
	record = export_of(w, w->store, "proef");
	is_refused(w, other, record, "id", 1);
	free(draft);
	free(record);
	store_close(other);
}

static void after_a_failure_nothing_went_in(void **state)
{
	static const char text[] =
		"form,traject,soort,s1,s2\n"
		"proef,T1,aap,1,1\n"
		"proef,T1,\"aap,1,1\n";
	struct world *w = *state;
	struct import_result result;
	struct record_head head = { 0 };

	assert_int_equal(import_into(w, w->store, text, &result), ERR_INVALID);
	assert_false(result.kept);
	import_result_done(&result);
	assert_int_equal(records_in_place(w->store,
					  IN_TRAJECT("proef", w->traject),
					  &head, NULL),
			 ERR_NOTFOUND);
}

/* Row i of many; each tenth breaks a rule, after its traject was made. */
static void add_row(struct buffer *text, int i)
{
	buffer_print(text, "proef,R%d,Org%d,Team%d,aap,%d,1,1\n", i, i % 7,
		     i % 13, i % 10 == 0 ? 13 : 4);
}

static void a_row_that_is_refused_leaves_the_others_whole(void **state)
{
	struct world *w = *state;
	struct store *other = open_file(w, "other.db");
	struct buffer text = { 0 };
	struct import_result result;
	struct problem_list problems = { 0 };

	buffer_add(&text, "form,traject,organisatie,team,soort,getal,s1,s2\n");
	for (int i = 1; i <= 600; i++)
		add_row(&text, i);
	assert_int_equal(import_into(w, other, buffer_text(&text), &result), 0);
	assert_int_equal(result.rows, 600);
	assert_int_equal(result.added, 540);
	assert_int_equal(result.trajecten, 540);
	assert_int_equal(result.refused, 60);
	assert_int_equal(result.problems.count, 60);
	import_result_done(&result);
	for (int i = 1; i <= 600; i++) {
		struct traject traject = { 0 };
		char code[24];

		snprintf(code, sizeof(code), "R%d", i);
		assert_int_equal(
			trajecten_find(other, NULL, code, &traject, NULL),
			i % 10 == 0 ? ERR_NOTFOUND : 0);
		traject_done(&traject);
	}
	WORKS(upkeep_check(other, &problems, &why));
	assert_int_equal(problems.count, 0);
	buffer_done(&text);
	store_close(other);
}

/* Ids and trajecten that are new, known and known otherwise, mixed. */
static void rows_come_in_any_order(void **state)
{
	static const char text[] =
		"id,form,traject,organisatie,soort,getal,s1,s2\n"
		"01952f6c-0000-7000-8000-000000000009,proef,A,Noord,aap,4,1,1\n"
		"01952f6c-0000-7000-8000-000000000001,proef,B,Noord,aap,4,1,1\n"
		"01952f6c-0000-7000-8000-000000000005,proef,C,Zuid,aap,4,1,1\n"
		"01952f6c-0000-7000-8000-000000000001,proef,B,Noord,aap,4,1,1\n"
		"01952f6c-0000-7000-8000-00000000000f,proef,A,Noord,aap,4,1,1\n"
		"01952f6c-0000-7000-8000-000000000005,proef,D,Zuid,aap,4,1,1\n"
		"01952f6c-0000-7000-8000-000000000003,proef,A,Zuid,aap,4,1,1\n";
	struct world *w = *state;
	struct store *other = open_file(w, "other.db");
	struct problem_list problems = { 0 };
	struct import_result result;
	int64_t keys = 0;

	/* The place of A is taken, and an id cannot be of C and of D. */
	for (size_t turn = 0; turn < 2; turn++) {
		assert_int_equal(import_into(w, other, text, &result), 0);
		assert_int_equal(result.added, turn ? 0 : 4);
		assert_int_equal(result.same, turn ? 5 : 1);
		assert_int_equal(result.refused, 2);
		assert_int_equal(result.conflicts, 2);
		assert_int_equal(result.trajecten, turn ? 0 : 4);
		import_result_done(&result);
	}
	WORKS(upkeep_check(other, &problems, &why));
	assert_int_equal(problems.count, 0);
	/* What was not looked up twice is looked up again from now on. */
	WORKS(db_integer(other, "PRAGMA foreign_keys", &keys, &why));
	assert_int_equal(keys, 1);
	store_close(other);
}

static enum import_prefer
count_conflicts(void *of, const struct import_conflict *conflict)
{
	(void)conflict;
	++*(int *)of;
	return PREFER_NOTHING;
}

static void who_decides_is_asked_once(void **state)
{
	struct world *w = *state;
	int asked = 0;
	const struct import_options options = { .file = "test.csv",
						.decide = count_conflicts,
						.of = &asked,
						.by = { .login = "test" } };
	struct import_result result = { 0 };
	char *one, *two, *three;

	fill_in(w);
	complete(w);
	close_form(w);
	one = export_of(w, w->store, "proef");
	two = replaced(one, "\"\"Zoë\"\"", "\"\"Bo\"\"");
	goes_in(w, w->store, two, 0, 1, 0);
	three = replaced(one, "\"\"Zoë\"\"", "\"\"Jo\"\"");
	WORKS(csv_import(w->store, w->catalogue, three, strlen(three), &options,
			 &result, &why));
	assert_int_equal(asked, 1);
	assert_int_equal(result.conflicts, 1);
	import_result_done(&result);
	free(one);
	free(two);
	free(three);
}

/* One asks nothing of the traject, the other its first day and whose it is. */
static const char asking_yaml[] =
	"form: NAME\n"
	"version: 1.0\n"
	"title: Vraag\n"
	"per: PER\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: getal, type: integer, label: Getal, "
	"checks: [{hard: WHEN, "
	"message: \"in {traject.code} is {traject.soort} niet {getal}\"}]}\n";

static void write_asking(struct world *w, const char *name, const char *per,
			 const char *when)
{
	char *named = replaced(asking_yaml, "NAME", name);
	char *about = replaced(named, "PER", per);
	char *whole = replaced(about, "WHEN", when);
	char *file = alloc_print("%s.yaml", name);

	world_write(w, file, whole);
	free(file);
	free(whole);
	free(about);
	free(named);
}

static void assert_words(struct world *w, const char *text, const char *wanted)
{
	struct import_result result;

	assert_int_equal(import_into(w, w->store, text, &result), 0);
	assert_int_equal(result.problems.count, 1);
	assert_string_equal(result.problems.items[0].text, wanted);
	import_result_done(&result);
}

/* What is said may need more of the traject than what decides. */
static void a_fault_is_told_with_all_that_is_known_of_the_traject(void **state)
{
	struct world *w = *state;

	write_asking(w, "geen", "traject", "getal = 13");
	write_asking(w, "dag", "jeugdige",
		     "getal = 13 AND traject.start = '2025-01-01'");
	world_load(w);
	goes_in(w, w->store,
		"form,version,traject,organisatie,completed,code,soort,start,"
		"jeugdige/1/kenmerk\n"
		"traject,1.0,K-1,Zuid,2025-05-01,K-1,b,2025-01-01,J1\n",
		1, 0, 0);
	assert_words(w,
		     "form,version,traject,organisatie,completed,getal\n"
		     "geen,1.0,K-1,Zuid,2025-05-01,13\n",
		     "in K-1 is Beer niet 13");
	assert_words(w,
		     "form,version,traject,organisatie,jeugdige,completed,"
		     "getal\n"
		     "dag,1.0,K-1,Zuid,J1,2025-05-01,13\n",
		     "in K-1 is Beer niet 13");
	assert_words(w,
		     "form,version,traject,organisatie,jeugdige,completed,"
		     "getal\n"
		     "dag,1.0,K-1,Zuid,J2,2025-05-01,12\n",
		     "traject K-1 heeft geen jeugdige J2");
	goes_in(w, w->store,
		"form,version,traject,organisatie,jeugdige,completed,getal\n"
		"dag,1.0,K-1,Zuid,J1,2025-05-01,12\n",
		1, 0, 0);
}

#define in_a_world(test)                                                       \
	cmocka_unit_test_setup_teardown(test, world_set_up, world_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_world(what_people_filled_in_comes_back),
		in_a_world(a_draft_comes_back),
		in_a_world(a_correction_comes_back),
		in_a_world(a_correction_needs_what_it_corrects),
		in_a_world(a_change_is_in_the_history),
		in_a_world(hard_rules_hold_and_soft_ones_do_not),
		in_a_world(what_is_calculated_is_calculated_again),
		in_a_world(a_draft_that_is_open_elsewhere_is_left_alone),
		in_a_world(a_record_that_is_a_draft_here_is_a_conflict),
		in_a_world(after_a_failure_nothing_went_in),
		in_a_world(a_row_that_is_refused_leaves_the_others_whole),
		in_a_world(rows_come_in_any_order),
		in_a_world(who_decides_is_asked_once),
		in_a_world(
			a_fault_is_told_with_all_that_is_known_of_the_traject),
	};

	return run_tests(tests);
}
