/*
 * ui/line_pages.h - what each page says and takes in line mode
 *
 * The tell and take_line of the kinds of pages; see ui/app.h and ui/line.h.
 *
 * Owns      nothing.
 * Fails     a line that is refused is said with app_say().
 */
#ifndef UI_LINE_PAGES_H
#define UI_LINE_PAGES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "ui/app.h"

struct field;        /* form/form.h */
struct page_form;    /* ui/page_form.h */
struct page_summary; /* ui/page_summary.h */

typedef void line_teller(const struct app *app, const struct page *page,
			 struct buffer *b);
typedef bool line_taker(struct app *app, struct page *page, const char *line);

line_teller line_tell_form, line_tell_trajecten, line_tell_traject;
line_teller line_tell_summary, line_tell_reader, line_tell_behind;
line_teller line_tell_ask, line_tell_confirm, line_tell_choose;
line_teller line_tell_lock, line_tell_todo, line_tell_client;
line_teller line_tell_data;

line_taker line_take_form, line_take_trajecten, line_take_traject;
line_taker line_take_lock, line_take_todo, line_take_client;
line_taker line_take_data;
line_taker line_take_summary, line_take_behind;
line_taker line_take_ask, line_take_confirm, line_take_choose;

/* All questions of a form with their answers, and the scores; free() it. */
char *line_whole_form(const struct app *app, const struct page_form *form);

/* How an answer is typed, where that is not plain; or NULL. */
const char *line_way_to_answer(const struct field *field);

/* Is it the word of this action, or its first letter? */
bool line_is_word(const char *line, enum action action);

/* A whole number of 1 .. count, and nothing else; 0 when it is not. */
size_t line_number(const char *line, size_t count);

#endif
