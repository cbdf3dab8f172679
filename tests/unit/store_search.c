/* What store/trajecten.h promises of a search, against looking at each, over
 * trajecten that are made by chance. */
#include "config.h"

#include "store_file.h"

#include "base/count.h"
#include "base/utf8.h"
#include "base/work.h"

static unsigned draw(unsigned below)
{
	static unsigned state = 7;

	state = state * 1103515245U + 12345U;
	return (state >> 16 & 0x7FFF) % below;
}

static void draw_text(char *text, size_t letters)
{
	static const char *const some[] = { "a",        "B", "b", "-",
					    "1",        "2", "e", "\xC3\xA9",
					    "\xC3\x89", " ", "%", "\xC3\x9F",
					    "s" };

	text[0] = '\0';
	for (size_t i = 0; i < letters; i++)
		strcat(text, some[draw(COUNT(some))]);
}

static void add_by_chance(struct file *file, int number)
{
	static const char *const teams[] = { NULL, "West", "Bes",
					     "B\xC3\xA9s" };
	struct traject traject = {
		.organisatie = alloc_text("Noord"),
		.team = alloc_text(teams[draw(4)]),
		.medewerker = draw(3) ? alloc_text("Anja") : NULL,
	};
	char text[64];

	draw_text(text, draw(6));
	/* With what no text has, so that none is there twice. */
	traject.code = alloc_print("%s.%d", text, number);
	GOOD(trajecten_add(file->store, &traject, &err));
	traject_done(&traject);
}

static void add_many_by_chance(struct file *file, int count)
{
	GOOD(names_add(file->store, "team", "Noord", "Bes", &err));
	GOOD(names_add(file->store, "team", "Noord", "B\xC3\xA9s", &err));
	GOOD(store_begin(file->store, &err));
	for (int i = 0; i < count; i++)
		add_by_chance(file, i);
	GOOD(store_commit(file->store, &err));
}

static bool has(const char *text, const char *part)
{
	return text && utf8_contains(text, part);
}

static bool holds(const struct traject *t, const char *part)
{
	return has(t->code, part) || has(t->team, part) ||
	       has(t->medewerker, part);
}

/* What is found is what each by itself holds, in the order of the list. */
static void assert_found(struct file *file, const struct traject_list *all,
			 const struct traject_query *query)
{
	struct traject_list found = { 0 };
	int64_t total = -1;
	int64_t place = 0;
	size_t i = 0;

	GOOD(trajecten_list(file->store, query, &found, &total, &err));
	for (size_t k = 0; k < all->count; k++) {
		const struct traject *t = &all->items[k];

		if (!holds(t, query->search))
			continue;
		if (place++ < query->offset ||
		    (query->limit && place - query->offset > query->limit))
			continue;
		assert_true(i < found.count);
		assert_string_equal(found.items[i].code, t->code);
		i++;
	}
	assert_int_equal(i, found.count);
	assert_int_equal(total, place);
	traject_list_done(&found);
}

static void a_search_finds_what_each_of_them_holds(void **state)
{
	struct file *file = *state;
	struct traject_query everything = { 0 };

	add_many_by_chance(file, 300);
	for (int round = 0; round < 20; round++) {
		struct traject_list all = { 0 };
		char *sql = alloc_print(
			"UPDATE traject SET changed = 1000000000 + id * %u %% "
			"97 WHERE id %% 3 = %u",
			1 + draw(50), draw(3));

		run_sql(file->path, sql);
		free(sql);
		GOOD(trajecten_list(file->store, &everything, &all, NULL,
				    &err));
		for (int look = 0; look < 20; look++) {
			char part[64];
			struct traject_query query = { .search = part,
						       .limit = draw(30),
						       .offset = draw(5) };

			draw_text(part, 1 + draw(3));
			assert_found(file, &all, &query);
		}
		traject_list_done(&all);
	}
}

static void a_page_far_down_is_that_of_the_whole_list(void **state)
{
	/* From either end. */
	static const int64_t offsets[] = { 0,    1,    499,  500,  501,  640,
					   749,  750,  751,  1480, 1481, 1482,
					   1499, 1500, 1501, 1600 };
	struct file *file = *state;
	struct traject_query query = { 0 };
	struct traject_list all = { 0 };

	add_many_by_chance(file, 1500);
	run_sql(file->path,
		"UPDATE traject SET changed = 1000000000 +"
		" id * 31 % 97");
	GOOD(trajecten_list(file->store, &query, &all, NULL, &err));
	assert_int_equal(all.count, 1501);
	query.limit = 20;
	for (size_t i = 0; i < COUNT(offsets); i++) {
		struct traject_list page = { 0 };
		int64_t total = 0;
		int64_t rest;

		query.offset = offsets[i];
		rest = (int64_t)all.count - query.offset;
		rest = rest > 0 ? rest : 0;
		GOOD(trajecten_list(file->store, &query, &page, &total, &err));
		assert_int_equal(total, 1501);
		assert_int_equal(page.count, rest < 20 ? rest : 20);
		for (size_t k = 0; k < page.count; k++)
			assert_int_equal(
				page.items[k].id,
				all.items[(size_t)query.offset + k].id);
		traject_list_done(&page);
	}
	traject_list_done(&all);
}

/* --- letter by letter */

#define ROWS 7 /* on a page */

/* What is typed, and how many bytes each letter of it has. */
struct typed {
	char text[64];
	size_t sizes[20];
	size_t count;
};

static void type(struct typed *typed)
{
	size_t length = strlen(typed->text);

	if (typed->count == COUNT(typed->sizes) ||
	    (typed->count > 0 && draw(5) < 2)) {
		typed->text[length - typed->sizes[--typed->count]] = '\0';
		return;
	}
	draw_text(typed->text + length, 1);
	typed->sizes[typed->count++] = strlen(typed->text + length);
}

static bool by_chance(void *of)
{
	(void)of;
	return draw(3) == 0;
}

/* As far as it came it is the page of those that hold it; and all when whole. */
static void assert_seen(const struct traject_list *all,
			const struct traject_query *query,
			const struct traject_seen *seen)
{
	int64_t place = 0;
	size_t i = 0;

	for (size_t k = 0; k < all->count; k++) {
		if (!holds(&all->items[k], query->search) ||
		    place++ < query->offset)
			continue;
		if (i < seen->page.count)
			assert_int_equal(seen->page.items[i++],
					 all->items[k].id);
		else if (seen->whole)
			assert_true(i == (size_t)query->limit);
	}
	assert_int_equal(i, seen->page.count);
	assert_true(seen->page.count <= (size_t)query->limit);
	if (seen->whole)
		assert_int_equal(seen->total, place);
	else
		assert_true(seen->total <= place);
}

/* Some of it, or all; the next letter may come before it is whole. */
static void seek_by_chance(struct file *file, const struct traject_list *all,
			   const char *text)
{
	struct traject_query query = { .search = text,
				       .offset = draw(3) * ROWS,
				       .limit = ROWS };
	struct traject_seen seen = { 0 };

	do {
		/* In slices of any size; and when nobody waits, all. */
		size_t most = draw(4) ? 1 + draw(200) : 0;

		bool hurried = draw(2);
		int code;

		traject_numbers_done(&seen.page);
		seen.whole = false;
		work_give_up_when(hurried ? by_chance : NULL, NULL);
		code = trajecten_seek(file->store, &query, most, &seen, NULL);
		work_give_up_when(NULL, NULL);
		if (code == 0)
			assert_seen(all, &query, &seen);
		else
			assert_true(hurried && code == ERR_STOPPED);
	} while (!seen.whole && draw(3));
	traject_numbers_done(&seen.page);
}

static void whatever_is_typed_finds_what_looking_at_each_does(void **state)
{
	struct file *file = *state;
	struct traject_query everything = { 0 };
	struct traject_list all = { 0 };

	add_many_by_chance(file, 700);
	GOOD(trajecten_list(file->store, &everything, &all, NULL, &err));
	GOOD(trajecten_search_ahead(file->store, &err));
	for (int round = 0; round < 60; round++) {
		struct typed typed = { 0 };

		for (int key = 0; key < 25; key++) {
			type(&typed);
			if (typed.count > 0)
				seek_by_chance(file, &all, typed.text);
		}
	}
	traject_list_done(&all);
}

/* The first page is enough for the first picture. */
static void a_page_that_is_full_is_not_looked_past(void **state)
{
	struct file *file = *state;
	struct traject_query query = { .search = "-", .limit = 3 };
	struct traject_seen seen = { 0 };

	run_sql(file->path,
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
		" SELECT i + 1 FROM n WHERE i < 70000)"
		" INSERT INTO traject (uuid, code, organisatie, changed)"
		" SELECT 'u' || i, iif(i > 100, 'X-', 'Y-') ||"
		" substr('0000' || i, -5), 1, 2000000000 + i FROM n");
	GOOD(trajecten_seek(file->store, &query, 100000, &seen, &err));
	assert_int_equal(seen.page.count, 3);
	assert_false(seen.whole);
	traject_numbers_done(&seen.page);
	/* Those that fit come last: it is looked for as long as allowed. */
	query.search = "y";
	GOOD(trajecten_seek(file->store, &query, 66000, &seen, &err));
	assert_false(seen.whole);
	assert_int_equal(seen.total, 0);
	GOOD(trajecten_seek(file->store, &query, 66000, &seen, &err));
	assert_true(seen.whole);
	assert_int_equal(seen.total, 100);
	assert_int_equal(seen.page.count, 3);
	traject_numbers_done(&seen.page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(a_search_finds_what_each_of_them_holds),
		PROMISE(a_page_far_down_is_that_of_the_whole_list),
		PROMISE(whatever_is_typed_finds_what_looking_at_each_does),
		PROMISE(a_page_that_is_full_is_not_looked_past),
	};

	return run_tests(tests);
}
