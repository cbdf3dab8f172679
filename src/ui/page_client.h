/*
 * ui/page_client.h - the client answers at the worker's keyboard
 *
 * One question at a time in plain words, large and calm, and nothing else: the
 * pages below are neither seen nor reached, until the worker's PIN is typed.
 * Leaving the program always works; who starts it again is asked for that PIN
 * first.  The answers go into the entry of the form below like any others, and
 * the client says whether the worker may see them.
 *
 * First the language is chosen, when the form has more than one; last comes
 * whether the worker may see the answers, when there are any, and the page that
 * takes the PIN (ui/page_lock.h).
 *
 * Shared by page_client.c, which changes it, view_client.c, which draws it, and
 * line_client.c, which tells it.
 *
 * Owns      its texts; the form and its entry are those of the page below.
 * Fails     never; what is wrong is said at the question.
 */
#ifndef UI_PAGE_CLIENT_H
#define UI_PAGE_CLIENT_H

#include "base/buffer.h"
#include "ui/page_form.h"

#define CLIENT_LANGUAGES_MAX 16

enum client_stage {
	CLIENT_LANGUAGE, /* which one */
	CLIENT_QUESTION,
	CLIENT_AGREE /* may the worker see the answers? */
};

/* How an answer is given. */
enum client_way {
	CLIENT_PICK, /* one of the choices */
	CLIENT_MANY, /* any of them */
	CLIENT_WRITE /* a line, or one of the choices: why there is none */
};

struct page_client {
	struct page page;
	struct page_form *form;
	enum client_stage stage;
	bool helping;         /* the help is in the place of the choices */
	const char *language; /* of the worker */
	char languages[CLIENT_LANGUAGES_MAX][3];
	size_t language_count;
	struct lineedit line;
	bool typing;    /* the line differs from the stored answer */
	int cursor;     /* the choice one is on; -1: none, or the line */
	char digits[8]; /* of a number that may go on */
	bool insisted;  /* asked once to look again; may go on */
	char *fault;    /* why what was typed is not taken, or NULL */
};

/* One of what can be chosen here; texts are borrowed. */
struct client_choice {
	char key[8];
	const char *label;
	const char *hint;    /* "" when there is none */
	const char *heading; /* above it; "" when there is none */
	bool chosen;
	bool apart; /* not an answer, but why there is none */
};

struct client_choices {
	struct client_choice *items;
	size_t count, capacity;
};

/* All that can be chosen now; free() the items. */
void client_choices(const struct page_client *client,
		    struct client_choices *out);

enum client_way client_way(const struct page_client *client);
/* Are the choices numbers on a line, from low to high? */
bool client_is_scale(const struct page_client *client);
/* How many of them; 0 when it is none. */
int client_scale_length(const struct page_client *client);

/* The question itself, in words; free() it. */
char *client_question(const struct page_client *client);
/* What goes before it: notes, and the row it is about; free() it. */
char *client_before(const struct page_client *client);
/* The sentence below it, and how to answer; free() it. */
char *client_hint(const struct page_client *client);
/* "3 of 9"; empty where nothing is counted; free() it. */
char *client_progress(const struct page_client *client);
/* What is wrong, or to be seen once more; NULL when nothing; free() it. */
char *client_remark(const struct page_client *client);
/* How to go on from here; free() it. */
char *client_help(const struct app *app, const struct page_client *client);

/* May a client be asked this?  A name from a list is the worker's. */
bool client_may_answer(const struct form *form, const struct item *item);

/* In which languages all of it can be asked. */
void client_find_languages(struct page_client *client);

/* Say at the question why something is not taken; NULL says nothing. */
void client_refuse(struct page_client *client, const char *why);
/* The same with what an answer led to; true when it was taken. */
bool client_taken(struct page_client *client, int code, const struct err *err);
/* What stands behind this sign, or letter, is chosen; false when nothing does. */
bool client_take_choice(struct app *app, struct page_client *client,
			const char *typed);
/* Is there an answer to the question? */
bool client_is_answered(const struct page_client *client);
void client_go_on(struct app *app, struct page_client *client);
void client_back(struct page_client *client);
/* Choose number i.  A question stays, so that one sees what was chosen. */
void client_choose(struct app *app, struct page_client *client, size_t i);

/* page_client_keys.c: a key that is no action of the page. */
void client_key(struct app *app, struct page_client *client,
		const struct event *event);
void client_new_line(struct page_client *client);

/* How wide a written answer is on a screen so wide. */
int client_writing_columns(int cols);

void view_client(const struct app *app, const struct page *page,
		 struct screen *s);

#endif
