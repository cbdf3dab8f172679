/*
 * exchange/dictionary.h - the columns as variables of a statistics program
 *
 * A variable is a text, a number, a code with a label, a day, a moment or a
 * time.  The reasons of missing are codes of their own in the same variable,
 * below all values; only a text has them in a variable beside it, NAME__missing.
 *
 * Where an answer happens to be one of these codes, all of that variable are
 * moved: dictionary_note() what there is, then dictionary_place_reasons().
 *
 * The code of an option is the one the form gives when all options of the
 * question have a number of their own, else its place in the form, from 1.
 *
 * Names keep to what these programs take: / becomes __, what is too long is
 * cut, and no two are the same.
 *
 * Owns      a dictionary owns its names, labels and codes; columns and forms
 *           are borrowed.
 * Fails     dictionary_place_reasons(): ERR_INVALID when there is no room left
 *           among the answers.
 */
#ifndef EXCHANGE_DICTIONARY_H
#define EXCHANGE_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"
#include "exchange/columns.h"
#include "exchange/record_cell.h"

enum variable_kind {
	VARIABLE_TEXT,
	VARIABLE_NUMBER,
	VARIABLE_CODE, /* a whole number, some or all with a label */
	VARIABLE_DAY,
	VARIABLE_MOMENT,
	VARIABLE_TIME
};

enum variable_level {
	LEVEL_NOMINAL,
	LEVEL_ORDINAL,
	LEVEL_SCALE
};

struct variable_code {
	int32_t code;
	const char *name; /* as in the cell */
	char *label;
};

struct variable {
	const struct column *column;
	char *name;
	char *label;
	enum variable_kind kind;
	enum variable_level level;
	struct variable_code *codes; /* of VARIABLE_CODE */
	size_t code_count;
	struct variable_code *reasons; /* one number after another */
	size_t reason_count;
	unsigned taken; /* by answers: bits, of where reasons could be */
	size_t width;   /* of a text, in bytes: the longest seen */
};

struct dictionary {
	struct variable *items;
	size_t count;
	size_t capacity;
};

/* Names are at most name_most bytes. */
struct dictionary *dictionary_new(const struct columns *columns,
				  size_t name_most);
void dictionary_free(struct dictionary *dictionary);

enum content_kind {
	CONTENT_EMPTY,
	CONTENT_TEXT,
	CONTENT_NUMBER,
	CONTENT_REASON
};

/* What one record has in one variable; the text is borrowed from it. */
struct content {
	enum content_kind kind;
	const char *text;
	double number; /* of a day: since 1970; a moment or time: seconds */
	size_t reason; /* which of the variable */
};

/* There is an answer with this number, as it will stand in the file. */
void dictionary_note(struct variable *variable, double number);
CHECKED int dictionary_place_reasons(struct dictionary *dictionary,
				     struct err *err);

struct content dictionary_content(const struct variable *variable,
				  struct record_cells *record);

#endif
