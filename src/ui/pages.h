/*
 * ui/pages.h - how each page is opened
 *
 * A page is pushed on the app, which owns it.  A page that cannot be opened
 * says why on the message row and opens nothing.
 *
 * Owns      nothing: the app owns its pages.
 * Fails     never; see above.
 */
#ifndef UI_PAGES_H
#define UI_PAGES_H

#include <stdint.h>

#include "form/form.h"
#include "measure/behind.h"
#include "ui/app.h"

/* The list of trajecten: the first screen. */
void page_trajecten_open(struct app *app);

/* What is to be done; or the warnings that were kept. */
void page_todo_open(struct app *app, bool warnings);

/* What is in the file, and what can be done with it as a whole. */
void page_data_open(struct app *app);

/* One traject: its forms, their state, what is to do. */
void page_traject_open(struct app *app, int64_t traject);

/* One form of it; jeugdige may be NULL. */
void page_form_open(struct app *app, const struct form *form, int64_t traject,
		    const char *jeugdige);

/* The same with the focus on this field, when it is there; field may be NULL. */
void page_form_open_at(struct app *app, const struct form *form,
		       int64_t traject, const char *jeugdige,
		       const char *field);

/* The draft that was thrown away last, as long as the program runs. */
void page_form_bring_back(struct app *app);

/* The completed form in this place, to be entered a second time. */
void page_form_open_second(struct app *app, const struct form *form,
			   int64_t traject, const char *jeugdige,
			   enum verify_how how);

/* The records behind one of the figures of a selection; texts are copied. */
void page_behind_open(struct app *app, const struct selection *selection,
		      const struct behind_question *question);

/* The figures; form_name NULL is the first of the programme with measures. */
void page_summary_open(struct app *app, const char *form_name);

/* The help of the page on top and all keys of it. */
void page_help_open(struct app *app);

/* All actions of the page on top, by name. */
void page_palette_open(struct app *app);

/* What the words of this work mean. */
void page_words_open(struct app *app);

/* The tour. */
void page_tour_open(struct app *app);

/* Locked until the PIN is typed; when there is none, that is said. */
void page_lock_open(struct app *app);
/* Set, change or remove that PIN. */
void page_pin_open(struct app *app);

/* Done when that is closed. */
typedef void page_then(struct app *app);
/* Set a PIN where there is none; after that go on with this. */
void page_pin_open_first(struct app *app, page_then *then);
/* The client gives the keyboard back: the same once the PIN is typed. */
void page_return_open(struct app *app, page_then *then);

struct page_form; /* ui/page_form.h */
/* The client answers the questions of this form, which is on top. */
void page_client_open(struct app *app, struct page_form *form);

/* Lines to read; lines are joined by newlines, copied. */
void page_reader_open(struct app *app, const char *title, const char *text);
/*
 * The same with a question below them: done gets "j", "+" where names can be
 * added, or NULL.
 */
void page_reader_ask(struct app *app, const char *title, const char *text,
		     const char *question, bool can_add_names, answered *done);

#endif
