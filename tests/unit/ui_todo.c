/* What ui/page_todo.h promises of warnings in groups. */
#include "config.h"

#include "catalogues.h"

#include <string.h>

#include "base/alloc.h"
#include "ui/page_todo.h"

#define MOST 3

/* Warnings of one traject each at these fields of a form. */
static struct overruled_list warnings(const struct form *form,
				      const int *fields, size_t count)
{
	struct overruled_list list = {
		.items = alloc_new(count, sizeof(*list.items)), .count = count
	};

	for (size_t i = 0; i < count; i++) {
		list.items[i].form = form;
		list.items[i].field = fields[i];
	}
	return list;
}

static void a_group_that_is_gone_is_left(void **state)
{
	struct catalogue *catalogue = catalogue_shipped();
	const struct form *form = catalogue_find(catalogue, "ash", NULL);
	struct page_todo page = { .warnings = true, .by = TODO_BY_KIND };
	struct overruled_list newer;

	(void)state;
	page.overruled = warnings(form, (const int[MOST]){ 0, 1, 1 }, MOST);
	page_todo_sort(&page);
	assert_int_equal(page.group_count, 2);
	/* The one with two is first, the other one is open. */
	page.inside = &page.groups[1];
	page.outside = (struct list){ .count = 2, .height = 9, .selected = 1 };
	page.list = (struct list){ .count = 1, .height = 9 };

	newer = warnings(form, (const int[MOST]){ 0, 0, 1 }, MOST);
	page_todo_sort_again(&page, &newer);
	assert_ptr_equal(page.inside, &page.groups[0]);
	assert_int_equal(page.list.count, 1);

	newer = warnings(form, (const int[MOST]){ 1, 1, 1 }, MOST);
	page_todo_sort_again(&page, &newer);
	assert_null(page.inside);
	assert_int_equal(page.list.selected, 1);
	assert_int_equal(page_todo_count(&page), 1);

	page_todo_forget_groups(&page);
	overruled_list_done(&page.overruled);
	catalogue_free(catalogue);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_group_that_is_gone_is_left),
	};

	return run_tests(tests);
}
