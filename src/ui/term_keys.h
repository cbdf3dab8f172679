/*
 * ui/term_keys.h - what terminals send for keys that terminfo does not know
 *
 * PuTTY, the Linux console, rxvt and xterm differ, and none of them is all
 * that its terminfo entry says; so every sequence counts in every terminal.
 * A sequence begins with an escape, which is left out here.
 *
 * Owns      nothing: the table is constant.
 * Fails     never.
 */
#ifndef UI_TERM_KEYS_H
#define UI_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/term.h"

struct term_sequence {
	const char *sequence;
	const char *key; /* ui/term.h */
};

/* Besides key names: "paste begins" and "paste ends". */
#define TERM_PASTE_BEGINS "paste begins"
#define TERM_PASTE_ENDS "paste ends"

extern const struct term_sequence term_sequences[];
extern const size_t term_sequence_count;

/* What terminfo knows of these keys, by the names that termcap gave them, in
 * place of the sequence. */
extern const struct term_sequence term_capabilities[];
extern const size_t term_capability_count;

/* Stands for bytes that are no character: U+FFFD, as in base/utf8.h. */
#define TERM_GARBLED 0xFFFD

/*
 * The name of the key that sends this character; "" when it has none,
 * "Refused" beyond ASCII where only that can be had, "Garbled" for none.
 */
void term_key_of(uint32_t character, bool is_ascii, char key[KEY_NAME_MAX]);

/* Put a name there, cut when it is too long. */
void term_key_put(char key[KEY_NAME_MAX], const char *name);

#endif
