/*
 * form/form.h - a form: what is asked, in which words, and by which rules
 *
 * A form is read from YAML by form/load, never changed, and freed at once.
 * Fields stand in one array in the order in which they are asked; sections,
 * groups and repeats are ranges in it.  A field is known by its index.
 * man/spoedpeil-form.5 says what each key means.
 *
 *	const struct field *f = &form->fields[form_find(form, "c4b")];
 *
 * Owns      a form is one arena and its compiled expressions; everything in
 *           it lives until form_free().
 * Fails     never; form_find() and its like return -1.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct expr; /* form/expr.h */

/* One text in one or more languages, as the form gives it. */
struct words {
	size_t count; /* 0: there is no such text */
	const struct words_in {
		const char *language; /* "nl", "en", ... */
		const char *text;
	} * in;
};

/*
 * The text in the program's language (base/text), or in the form's first
 * language when it has no such translation; "" when there is no text.
 * Placeholders {...} are still in it: see expr_fill().
 */
const char *words_text(const struct words *words);

enum field_type {
	FIELD_TEXT,
	FIELD_NOTE, /* shown, not asked, never stored */
	FIELD_INTEGER,
	FIELD_DECIMAL,
	FIELD_DATE,
	FIELD_TIME,
	FIELD_DATETIME,
	FIELD_SELECT_ONE,
	FIELD_SELECT_MULTIPLE,
	FIELD_SCORE, /* 1 or 0 */
	FIELD_SCALE, /* from .. to, whole numbers */
	FIELD_CALCULATE
};

/* The word of the YAML for a type: "select_one". */
const char *field_type_name(enum field_type type);

#define OPTIONS_MAX 62 /* of a select_multiple: bits in a positive integer */

struct option {
	const char *name; /* what is stored; a column name */
	struct words label;
	struct words hint;
	struct words heading; /* shown above this option and those after it */
	const char *code;     /* on paper or in a national standard, or NULL */
	char key[5];          /* the character that picks it; UTF-8 */
	bool other;           /* not documented by a source: `own: true` */
};

struct missing_reason {
	const char *name; /* what is stored */
	struct words label;
	char key[5];
};

struct check {
	bool hard;
	struct expr *when; /* true: the check speaks */
	struct words message;
	int line, column;
};

struct field {
	const char *name;
	enum field_type type;
	enum field_type as; /* of a calculate: the type of its result */
	const char *number; /* on the paper form: "4b"; NULL when it has none */
	struct words label;
	struct words hint;
	struct words help;    /* longer, for F1 */
	struct words differs; /* from what it meant in the version before */
	int section;          /* index in form->sections */
	int group;            /* index in form->groups, or -1 */
	int repeat;           /* index in form->repeats, or -1 */
	bool required;
	struct expr *required_when; /* or NULL */
	struct expr *relevant;      /* or NULL: always */
	struct expr *constraint;    /* or NULL */
	struct words message;       /* of the constraint */
	struct expr *calculation;   /* of a calculate, else NULL */
	struct expr *initial;       /* the `default`, or NULL */
	size_t check_count;
	const struct check *checks;
	size_t option_count; /* select_*, score */
	const struct option *options;
	size_t missing_count; /* reasons this field allows */
	const struct missing_reason *const *missing;
	bool has_from, has_to;  /* a scale has both */
	double from, to;        /* of a number: what is allowed, inclusive */
	struct words low, high; /* what the ends of a scale mean */
	int lines;              /* of a text: rows on screen, 1 or more */
	const char *list;       /* "organisatie", "team", "medewerker", NULL */
	bool persistent;        /* "same as previous record" works here */
	bool in_summary;        /* select_*, scale: has figures of its own */
	int line, column;       /* in the YAML */
};

struct section {
	const char *name;
	struct words label;
	struct words hint;
	int first, end;        /* fields first .. end-1 */
	struct expr *relevant; /* or NULL */
	bool client;           /* a client is asked this, in client mode */
	int line, column;
};

/* A heading with fields under it; groups may stand in groups. */
struct group {
	const char *name; /* or NULL */
	struct words label;
	struct words hint;
	int first, end;
	int parent;            /* or -1 */
	struct expr *relevant; /* or NULL */
};

/* Fields that are asked once per row. */
struct repeat {
	const char *name;       /* a table name */
	struct words label;     /* of all rows: "Doelen" */
	struct words row_label; /* of one: "Doel {row}"; may be absent */
	int section;
	int group; /* that it stands in, or -1 */
	int first, end;
	struct expr *relevant; /* or NULL */
	int min, max;          /* rows; 0 and ROWS_MAX unless given */
	const char *rows_form; /* rows come from this form, or NULL */
	const char *rows_repeat;
	int line, column; /* in the YAML */
};

#define ROWS_MAX 99

struct measure {
	const char *name;
	struct words label;
	size_t item_count;
	const int *items; /* field indices, all scores */
	int target;       /* per cent; -1 when there is none */
};

/* A record counts when all of these are true. */
struct counting_rule {
	struct expr *rule;
	struct words message; /* why not, when it is not true; with {...} */
};

/*
 * A share of the answers to one field, such as who stopped of their own
 * accord.  Of a field in a repeat, the answers in all rows.
 */
struct form_share {
	const char *name;
	struct words label;
	struct words note; /* what to know when reading it; may be absent */
	int field;         /* select_one, select_multiple or scale */
	size_t is_count;
	const int *is; /* options by index, or values of the scale */
};

enum form_per {
	PER_TRAJECT,
	PER_JEUGDIGE,
	PER_INFORMANT
};

/* On the traject form: which fields the program itself reads. */
struct traject_fields {
	int code, organisatie, team, medewerker; /* by those names; required */
	int started, ended; /* dates; `traject: {started: , ended: }` */
	int repeat; /* of the jeugdigen, or -1; index in form->repeats */
	int key;    /* the field of that repeat that names a row, or -1 */
	int born;   /* the birth date in that repeat, or -1 */
};

struct form {
	const char *name;
	const char *version;
	const char *table;    /* "ash_3_0": a table name */
	const char *language; /* of texts that are not a map; "nl" */
	struct words title;
	struct words hint;
	enum form_per per;
	const char
		*informant; /* PER_INFORMANT: "jeugdige", "ouder"; else NULL */
	bool is_traject;    /* this is the traject form */
	bool by_programme;  /* offered only where the programme asks for it */
	bool client;        /* a client may fill it in: client mode */
	struct traject_fields traject; /* valid when is_traject */

	size_t section_count;
	const struct section *sections;
	size_t group_count;
	const struct group *groups;
	size_t repeat_count;
	const struct repeat *repeats;
	size_t field_count;
	const struct field *fields;
	size_t missing_count;
	const struct missing_reason *missing; /* all reasons of the form */
	size_t measure_count;
	const struct measure *measures;
	size_t rule_count;
	const struct counting_rule *rules;
	int positive_measure; /* index in measures, or -1 */
	int positive_at_least;
	int positive_by; /* measure whose met items it is held against, or -1 */
	int positive_from; /* from so many met on it matters; 0: none */
	struct words positive_note; /* why from there */
	size_t share_count;
	const struct form_share *shares;

	const char *source; /* the YAML, byte for byte */
	size_t source_length;
	const char *path; /* where it came from, for messages; or NULL */

	struct form_private *private; /* form/form_private.h */
};

/* Indices by name; -1 when there is none. */
int form_find(const struct form *form, const char *name);
int form_find_repeat(const struct form *form, const char *name);
int form_find_section(const struct form *form, const char *name);
int form_find_measure(const struct form *form, const char *name);

/*
 * The field that a person means: by its number on paper (without regard to
 * case or leading zeros), else by its name; -1 when there is none.
 */
int form_find_by_number(const struct form *form, const char *typed);

/* "doel/2/tekst", or the name of a field outside a repeat; free() it. */
char *form_path(const struct form *form, int field, int row);

/* Does a value of this field live in a column (all but notes)? */
bool field_is_stored(const struct field *field);

/* The type of the field's values: `as` of a calculate, else its type. */
enum field_type field_value_type(const struct field *field);

/* The option or reason of that name or key; NULL when there is none. */
const struct option *field_option(const struct field *field, const char *name);
const struct option *field_option_by_key(const struct field *field,
					 const char *key);
int field_option_index(const struct field *field, const char *name);
const struct missing_reason *field_missing(const struct field *field,
					   const char *name);
const struct missing_reason *field_missing_by_key(const struct field *field,
						  const char *key);

/* Order two versions as people do: "2.0" < "2.10" < "3.0". */
int version_compare(const char *a, const char *b);

/* NULL is allowed. */
void form_free(struct form *form);

#endif
