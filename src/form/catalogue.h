/*
 * form/catalogue.h - all forms at hand, the programme and the benchmarks
 *
 * Reads every *.yaml of the form directories: forms (`form:`), at most one
 * programme (`programme:`), benchmarks (`benchmarks:`), at most one improvement
 * talk (`talk:`), at most one list of words (`glossary:`); other files of the
 * directory (`demo:`) are left alone.  What stands in a later directory goes
 * before what stands in an earlier one (same form and version; the programme;
 * the talk; the words).  The traject form is loaded first, since the others may
 * name its fields.  Forms kept inside a data file can be added after.
 *
 * Owns      the catalogue owns all it holds until catalogue_free().
 * Fails     a file that cannot be read or has mistakes is left out and its
 *           problems are in the list; ERR_INVALID when there is no traject
 *           form at all.
 */
#ifndef FORM_CATALOGUE_H
#define FORM_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "form/expr.h"
#include "form/form.h"

/* One form that a traject needs, by the programme. */
struct programme_form {
	const char *form;    /* name */
	const char *version; /* NULL: the newest */
	struct expr *when;   /* or NULL: always; sees traject. and jeugdige. */
	const char *due_field;  /* field of the traject form, or NULL */
	int due_from, due_days; /* days relative to that day: may, must */
	bool due_ends;          /* after due_until nobody waits for it */
	int due_until;
};

/* What records leave for; each has its own receiver and its own consent. */
enum purpose {
	PURPOSE_NONE, /* one's own use */
	PURPOSE_BENCHMARK,
	PURPOSE_CBS,
	PURPOSE_RESEARCH,
	PURPOSES /* how many */
};

/* The word of the YAML and the command line; "" for none. */
const char *purpose_name(enum purpose purpose);
bool purpose_read(const char *name, enum purpose *out);

/* When records of a form, or some fields of them, may leave for a purpose. */
struct consent_rule {
	enum purpose purpose;
	const char *form;           /* name; NULL: all forms */
	const struct form *version; /* NULL: all; else it reads that form too */
	size_t field_count;         /* 0: the record as a whole */
	const char *const *fields;
	bool required;        /* without consent it stays */
	struct expr *given;   /* there is consent; or NULL */
	struct expr *refused; /* it stays, required or not; or NULL */
};

struct programme {
	const char *name;
	struct words title;
	size_t form_count;
	const struct programme_form *forms;
	bool consent_required; /* for a pseudonymised upload at record level */
	size_t consent_count;
	const struct consent_rule *consents;
	size_t list_count; /* names the programme itself gives */
	const struct programme_name {
		const char *list; /* "organisatie", "team", "medewerker" */
		const char *name;
		const char *parent; /* the organisatie of a team, or NULL */
	} * names;
};

/* One published figure: a percentage, or a count of the whole. */
struct benchmark_value {
	enum benchmark_kind {
		BENCHMARK_MEASURE, /* name: measure */
		BENCHMARK_ITEM,    /* name: field */
		BENCHMARK_OPTION   /* name: field, option */
	} kind;
	const char *name;
	const char *option; /* or NULL */
	double percent;
};

struct benchmark {
	const char *form;
	const char *version; /* or NULL */
	const char *period;  /* "2025", "2013 - medio 2019" */
	const char *source;
	int records;       /* 0 when not published */
	int organisations; /* 0 when not published */
	size_t value_count;
	const struct benchmark_value *values;
};

/*
 * The improvement talk: the steps in which people look at their figures, each
 * with questions, also those that the figures raise, and room to write.
 */
enum talk_kind {
	TALK_POPULATION, /* who it is about */
	TALK_EXCLUDED,   /* records that do not count */
	TALK_UNSCORED,   /* criteria that are often left unscored */
	TALK_BELOW,      /* criteria under their target */
	TALK_CHANGED,    /* from one year to the next */
	TALK_NATIONAL,   /* measures that differ from the published figure */
	TALK_STRONG,     /* criteria that go best */
	TALK_TARGET,     /* what is good enough */
	TALK_NEXT,       /* where to begin */
	TALK_KINDS       /* how many */
};

struct talk_step {
	const char *name;
	struct words label;
	struct words hint;
	size_t question_count;
	const struct words *questions;
	size_t figure_count;
	const enum talk_kind *figures; /* questions that the figures raise */
	int lines;                     /* to write on */
	bool marks;                    /* a row of marks from 0 to 10 */
	bool actions;                  /* a table: what, who, when */
};

struct talk {
	const char *name;
	struct words title;
	struct words hint;
	size_t step_count;
	const struct talk_step *steps;
};

/* What words mean, for those who do not know them. */
struct glossary_word {
	const char *name;
	struct words word;
	struct words meaning;
};

struct glossary {
	struct words title;
	size_t word_count;
	const struct glossary_word *words;
};

struct catalogue; /* form/catalogue.c */

/*
 * Load the directories in this order.  problems gets what is wrong with the
 * files that were left out; the catalogue may be good all the same.
 */
CHECKED int catalogue_load(const char *const *directories, size_t count,
			   struct catalogue **out,
			   struct problem_list *problems, struct err *err);
void catalogue_free(struct catalogue *catalogue);

/*
 * What the states of a list (todo_open_of_trajecten(), due_find()) need of the
 * files that were read, packed: of the traject form what the programme judges by,
 * the heads of the others, and what the programme says of the forms.  It lives as long as the catalogue.
 */
const char *catalogue_packed(const struct catalogue *catalogue, size_t *length);

/*
 * As much as they ask of it, out of those bytes in a twentieth of the time.
 * Nothing more is there.  NULL when the bytes are not what they should be, which
 * is found out whatever became of them.
 */
struct catalogue *catalogue_glance(const char *bytes, size_t length);

/* What lists show by this catalogue; the same of a glance and of what was loaded
 * after it says that nothing turned out otherwise. */
void catalogue_seen(const struct catalogue *catalogue, struct buffer *out);

/* Never NULL. */
const struct form *catalogue_traject(const struct catalogue *catalogue);

/* NULL when no directory had one. */
const struct programme *catalogue_programme(const struct catalogue *catalogue);

/* Forms by name, versions newest first; the traject form is among them. */
size_t catalogue_count(const struct catalogue *catalogue);
const struct form *catalogue_form(const struct catalogue *catalogue, size_t i);

/* version NULL is the newest; NULL when it is not there. */
const struct form *catalogue_find(const struct catalogue *catalogue,
				  const char *name, const char *version);

/*
 * Forget all but the forms of this name and the traject form, for who needs no
 * others and wants their memory: other forms and their benchmarks, the programme
 * and the deliveries are gone then.
 */
void catalogue_narrow(struct catalogue *catalogue, const char *name);

/* The first of the programme with measures, else any with; NULL: none has. */
const struct form *catalogue_main(const struct catalogue *catalogue);

/* From "NAME" or "NAME@VERSION"; ERR_NOTFOUND names the nearest one. */
CHECKED int catalogue_named(const struct catalogue *catalogue,
			    const char *named, const struct form **out,
			    struct err *err);

/*
 * Add a form that only a data file still has.  Nothing happens when the
 * catalogue has that version already.
 */
CHECKED int catalogue_add(struct catalogue *catalogue, const char *text,
			  size_t length, const char *name, struct err *err);

/*
 * Hold a file that is no form but stands among them, a programme, benchmarks,
 * a talk or a glossary, to what the catalogue has, which stays as it is.
 * False, and no problems, when it is none of these.
 */
bool catalogue_check(struct catalogue *catalogue, const char *text,
		     size_t length, const char *name,
		     struct problem_list *problems);

/* By its name, of the last directory that has it; NULL when none has. */
struct delivery; /* form/delivery.h */
const struct delivery *catalogue_delivery(const struct catalogue *catalogue,
					  const char *name);

size_t catalogue_benchmark_count(const struct catalogue *catalogue);
const struct benchmark *catalogue_benchmark(const struct catalogue *catalogue,
					    size_t i);

/* NULL when no directory had one. */
const struct talk *catalogue_talk(const struct catalogue *catalogue);

/* NULL when no directory had one, or when there is no catalogue. */
const struct glossary *catalogue_glossary(const struct catalogue *catalogue);

#endif
