/*
 * form/answers.h - the answers of one record, all of them
 *
 * One answer per field, and per row for fields in a repeat.  Rows count from 1;
 * a field outside a repeat has row 0.  Pure storage: no rule is applied here.
 *
 * Owns      the answers own their texts; the form is borrowed.
 * Fails     never; asking for a row that is not there gives the empty answer.
 */
#ifndef FORM_ANSWERS_H
#define FORM_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"

/* Who typed it, and whether the worker may see it. */
enum answer_client {
	CLIENT_NONE, /* not the client */
	CLIENT_HIDDEN,
	CLIENT_SHOWN,    /* the client agreed */
	CLIENT_NOW,      /* hidden, but for who has the keyboard now */
	CLIENT_NOW_SHOWN /* the same, who just agreed */
};

struct answer {
	char *value; /* canonical (form/value.h); NULL when empty or missing */
	char *missing; /* name of the missing reason, or NULL */
	char *remark;  /* or NULL */
	char *reason;  /* why a soft check was overruled, or NULL */
	enum answer_client client;
};

struct answers; /* form/answers.c */

struct answers *answers_new(const struct form *form);
struct answers *answers_copy(const struct answers *answers);
void answers_free(struct answers *answers);
/* Nothing is answered any more, and no repeat has rows. */
void answers_clear(struct answers *answers);
const struct form *answers_form(const struct answers *answers);

/* Never NULL. */
const struct answer *answers_get(const struct answers *answers, int field,
				 int row);

/* Copies; a value ends a missing reason and the other way round. */
void answers_put(struct answers *answers, int field, int row, const char *value,
		 const char *missing);
/* The same, and value is the answers' from then on. */
void answers_take(struct answers *answers, int field, int row, char *value,
		  const char *missing);

void answers_remark(struct answers *answers, int field, int row,
		    const char *remark);
void answers_reason(struct answers *answers, int field, int row,
		    const char *reason);

/* Of an answer that is there; one that is made empty is nobody's. */
void answers_client(struct answers *answers, int field, int row,
		    enum answer_client client);

/* Is there anything: a value or why there is none, a remark, a reason? */
bool answer_is_given(const struct answer *answer);

/* Is it kept from the worker: said in words only that the client gave it? */
bool answer_is_hidden(const struct answer *answer);

/* Is any of them? */
bool answers_any_hidden(const struct answers *answers);

/* "hidden", "shown" or NULL, as it is kept; NULL or another word is none. */
const char *answer_client_name(enum answer_client client);
enum answer_client answer_client_read(const char *name);

/* Rows of a repeat. */
int answers_rows(const struct answers *answers, int repeat);
/* Make sure there are that many rows, adding empty ones. */
void answers_need_rows(struct answers *answers, int repeat, int rows);
/* A new empty row before row at (1 .. rows+1). */
void answers_add_row(struct answers *answers, int repeat, int at);
void answers_remove_row(struct answers *answers, int repeat, int row);
/* The row becomes row number to. */
void answers_move_row(struct answers *answers, int repeat, int row, int to);

/* Same values and missing reasons (remarks, reasons and who typed it too)? */
bool answers_equal(const struct answers *a, const struct answers *b);
bool answer_equal(const struct answer *a, const struct answer *b);

#endif
