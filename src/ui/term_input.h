/*
 * ui/term_input.h - keys out of the bytes that a terminal sends
 *
 * All that has arrived is read at once, and keys are taken out of that: a key
 * of many bytes is one call of the system, as is a letter.  A key that did not
 * come whole gets time for the rest; what was broken off by a slow line is no
 * text, also when it comes late.
 *
 * Owns      the input owns the text of the last paste, until term_input_done().
 * Fails     never: at the end of it ->gone is set, and no more keys come.
 */
#ifndef UI_TERM_INPUT_H
#define UI_TERM_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/term.h"
#include "ui/term_keys.h"

struct term_input {
	int fd;
	bool is_ascii;
	int escape_delay; /* ms for the rest of what begins with an Esc */
	bool gone;        /* nothing will come any more */
	char *pasted;     /* with the key "Paste" */

	/* --- its own */
	unsigned char bytes[512];
	size_t from, end;    /* those that no key was made of yet */
	int64_t lone_escape; /* when an Esc came alone; 0: it did not */
	int64_t broken_off;  /* when a key was, after its [ or O; or 0 */
	struct term_sequence *known;
	size_t known_count; /* of this terminal */
};

/* What this terminal says of its keys: capability() gives it by a name of two
 * letters, NULL for none; the texts have to last as long as the input. */
void term_input_learn(struct term_input *in,
		      const char *(*capability)(const char *name));

/* Read what has arrived, when poll() says that there is something. */
void term_input_read(struct term_input *in);

/* Did something arrive that no key was made of?  Does not look for more. */
bool term_input_has(const struct term_input *in);

/* One key out of what was read; false when there is none. */
bool term_input_take(struct term_input *in, char key[KEY_NAME_MAX]);

/* Forget what was typed. */
void term_input_drop(struct term_input *in);

void term_input_done(struct term_input *in);

#endif
