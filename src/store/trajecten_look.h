/*
 * store/trajecten_look.h - which of the trajecten in memory hold a text
 *
 * A text is typed letter by letter, and what holds it holds what it was before.
 * So of each of these texts it is kept who holds it, a bit for each traject:
 * with a letter more only those are looked at, and after Backspace they are
 * still there.  One can stop at any moment, and goes on with the next call, also
 * for another text.
 *
 * Owns      what was found is kept in struct search, until
 *           search_forget_looks().
 * Fails     never.
 * Costs     of each traject with all letters of the text its code is looked at;
 *           of all others a word.
 */
#ifndef STORE_TRAJECTEN_LOOK_H
#define STORE_TRAJECTEN_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "store/trajecten.h"

/* A traject: 53 bytes with a code of twelve and its letters. */
struct place {
	int64_t id;
	int64_t changed;           /* in seconds */
	size_t code;               /* where it begins */
	unsigned team, medewerker; /* in names; 0 is none */
};

struct known_name {
	int64_t id;
	char *folded; /* NULL for an organisatie, which is not looked at */
};

/* Who holds a text. */
struct look {
	char *part;    /* folded */
	bool *names;   /* which of the names hold it; NULL: none does */
	uint64_t *fit; /* a bit for each traject */
	size_t looked; /* so many were looked at; by 64, but for the last ones */
	int64_t found; /* of those */
};

#define LOOKS 16 /* letters that are kept; of more only the last one */

/* Until it is whole the trajecten are by id, the last one first, as far as one
 * came. */
struct search {
	int64_t version, changes; /* of the file: by others, by ourselves */
	struct buffer codes;      /* each with its end */
	struct place *places;     /* by their last change */
	uint64_t *letters;        /* of each code, once it is whole */
	size_t count, capacity;
	bool whole;               /* all are there, in order */
	bool has_texts;           /* not all changed in seconds */
	struct known_name *names; /* by id; the first is none */
	size_t name_count, name_capacity;
	struct look looks[LOOKS]; /* each text holds the one before it */
	size_t look_count;
};

/* The letters of the codes, when all are there. */
void search_note_letters(struct search *search);
void search_forget_looks(struct search *search);

/* The look for this text, folded, as far as it came; lent until the next one. */
struct look *search_begin_look(struct search *search, const char *part);
/* Look at so many more, or some more than that. */
void search_look_on(struct search *search, struct look *look, size_t many);
/* Those of the page that were found so far. */
void search_take_page(const struct search *search, const struct look *look,
		      const struct traject_query *query,
		      struct traject_numbers *out);

#endif
