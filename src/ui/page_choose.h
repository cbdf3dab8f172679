/*
 * ui/page_choose.h - one of many names, with typing to filter
 *
 * Typing filters; the arrows move.  Where a few differ in their first letter,
 * that picks at once, and Enter picks only what the arrows went to: keys that
 * were meant for what comes next must not decide.  When another name may be
 * given, what was typed stands last in the list, to be chosen like the rest.
 *
 * Owns      its texts; the asker is borrowed, and stands below it.
 * Fails     never.
 */
#ifndef UI_PAGE_CHOOSE_H
#define UI_PAGE_CHOOSE_H

#include "ui/app.h"
#include "ui/lineedit.h"
#include "ui/list.h"

struct page_choose {
	struct page page;
	char *title;
	char **names;
	char **also; /* words that find a name and are not shown; NULL: none */
	size_t count;
	bool open;     /* another name may be given */
	bool lettered; /* the first letter of a name picks it at once */
	struct lineedit line;
	size_t *shown; /* indices of the names that fit what was typed */
	size_t shown_count;
	bool has_other; /* the last row is what was typed */
	bool in_list;   /* the arrows were used last */
	struct list list;
	answered *done;
	struct page *asker;
};

/*
 * How many rows this name takes on a screen so wide, to be whole; each line after
 * the first stands in.
 */
#define CHOOSE_INDENT 2
int choose_rows_of(const struct page_choose *choose, const char *name,
		   int cols);
int choose_columns(const struct page_choose *choose, int cols);
/* The rows that the longest of them takes more than one. */
int choose_extra(const struct page_choose *choose, int cols);

/* What is found by typing these words too, beside what its names say. */
void page_choose_also(struct app *app, const char *const *words);

/* The letter that picks a name, small; free() it. */
char *choose_letter(const char *name);

/* End it with this one of its names, with another one, or with none: NULL; goes
 * on when it is refused. */
void page_choose_answer(struct app *app, struct page_choose *choose,
			const char *given);

void view_choose(const struct app *app, const struct page *page,
		 struct screen *s);

#endif
