/* ui/term_input.c - see ui/term_input.h */
#include "config.h"

#include "ui/term_input.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf8.h"

#define REST_OF_KEY 100     /* ms for the rest of a character */
#define LATE_TAIL 500       /* ms in which the tail of a split key may come */
#define LATE_GAP 30         /* ms between the bytes of such a tail */
#define PASTE_MAX (1 << 20) /* bytes */

#define ESCAPE 0x1B

/* --- bytes */

void term_input_read(struct term_input *in)
{
	ssize_t length;

	memmove(in->bytes, in->bytes + in->from, in->end - in->from);
	in->end -= in->from;
	in->from = 0;
	if (in->end == sizeof(in->bytes))
		return;
	length = read(in->fd, in->bytes + in->end, sizeof(in->bytes) - in->end);
	if (length > 0)
		in->end += (size_t)length;
	else if (length == 0 || (errno != EINTR && errno != EAGAIN))
		in->gone = true;
}

bool term_input_has(const struct term_input *in)
{
	return in->from < in->end;
}

/* True when more came in that time. */
static bool wait_for_more(struct term_input *in, int milliseconds)
{
	struct pollfd fd = { .fd = in->fd, .events = POLLIN };
	size_t before = in->end - in->from;

	if (in->gone || poll(&fd, 1, milliseconds) <= 0)
		return false;
	term_input_read(in);
	return in->end - in->from > before;
}

/* So many are there, or come while there is less than that time between them. */
static bool has_bytes(struct term_input *in, size_t count, int milliseconds)
{
	while (in->end - in->from < count)
		if (!wait_for_more(in, milliseconds))
			return false;
	return true;
}

/* --- what they stand for */

/* The first of what arrived. */
struct code {
	size_t length;      /* in bytes */
	uint32_t character; /* when it is no key with a name */
	const char *key;
};

/* Is it, or the begin of it, what arrived behind the first so many bytes? */
static bool fits(const struct term_input *in, size_t behind,
		 const struct term_sequence *sequence, bool *whole)
{
	size_t have = in->end - in->from - behind;
	size_t length = strnlen(sequence->sequence, have + 1);

	*whole = length <= have;
	return memcmp(sequence->sequence, in->bytes + in->from + behind,
		      *whole ? length : have) == 0;
}

/* The key that is there from end to end; *begun when the rest may come. */
static bool find_key(const struct term_input *in, bool *begun,
		     struct code *code)
{
	bool escape = in->bytes[in->from] == ESCAPE;
	bool whole;

	*begun = false;
	/* Ours go first; they have no Esc in front. */
	for (size_t i = 0; escape && i < term_sequence_count; i++) {
		const struct term_sequence *sequence = &term_sequences[i];

		if (!fits(in, 1, sequence, &whole))
			continue;
		*begun = *begun || !whole;
		code->length = 1 + strlen(sequence->sequence);
		code->key = sequence->key;
		if (whole)
			return true;
	}
	for (size_t i = 0; i < in->known_count; i++) {
		const struct term_sequence *sequence = &in->known[i];

		if (!fits(in, 0, sequence, &whole))
			continue;
		*begun = *begun || !whole;
		code->length = strlen(sequence->sequence);
		code->key = sequence->key;
		if (whole)
			return true;
	}
	return false;
}

/* The character that begins with this byte, which is not ASCII. */
static void take_character(struct term_input *in, unsigned char first,
			   struct code *code)
{
	char bytes[5] = { (char)first };
	const char *at = bytes;
	size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;

	for (code->length = 1; first >= 0xC2 && code->length < length;
	     code->length++) {
		unsigned char byte = 0;

		if (has_bytes(in, code->length + 1, REST_OF_KEY))
			byte = in->bytes[in->from + code->length];
		if ((byte & 0xC0) != 0x80) {
			code->character = TERM_GARBLED;
			return;
		}
		bytes[code->length] = (char)byte;
	}
	code->character = utf8_take(&at);
}

/* The next of what arrived, or comes in that time; false when there is none. */
static bool next_code(struct term_input *in, int milliseconds,
		      struct code *code)
{
	unsigned char first;
	bool begun = true;

	if (!has_bytes(in, 1, milliseconds))
		return false;
	first = in->bytes[in->from];
	*code = (struct code){ .length = 1, .character = first };
	/* Keys with a name begin with a control character. */
	while (begun && (first < ' ' || first == 0x7F)) {
		if (find_key(in, &begun, code)) {
			in->from += code->length;
			return true;
		}
		begun = begun && wait_for_more(in, in->escape_delay);
	}
	*code = (struct code){ .length = 1, .character = first };
	if (first >= 0x80 && !in->is_ascii)
		take_character(in, first, code);
	in->from += code->length;
	return true;
}

/* --- keys */

/*
 * The rest of a key that was broken off, or that nobody knows, is no text: its
 * parameters, up to the final byte, which rxvt makes a "$" too.  What follows an
 * Esc that came alone is such a rest too when it begins with "[", or with "O" and
 * the next byte so close behind it as a person does not type.  True when it is
 * gone.
 */
static bool drop_late_tail(struct term_input *in, uint32_t code)
{
	int64_t now;

	if (!in->lone_escape && !in->broken_off)
		return false;
	now = term_now();
	if (in->lone_escape > 0 && now - in->lone_escape <= LATE_TAIL &&
	    (code == '[' || (code == 'O' && has_bytes(in, 1, LATE_GAP)))) {
		in->lone_escape = 0;
		in->broken_off = now;
		return true;
	}
	in->lone_escape = 0;
	if (in->broken_off == 0 || now - in->broken_off > LATE_TAIL)
		return false;
	in->broken_off = 0;
	if ((code >= '0' && code <= '?') || code == '[')
		in->broken_off = now;
	return code == '$' || (code >= '0' && code <= '~');
}

/* A text of which a part would be lost is not taken at all. */
static void take_paste(struct term_input *in, char key[KEY_NAME_MAX])
{
	struct buffer b = { 0 };
	const char *name = "Paste";
	struct code code;

	while (next_code(in, LATE_TAIL, &code)) {
		char text[5];

		if (code.key && strcmp(code.key, TERM_PASTE_ENDS) == 0)
			break;
		if (code.key)
			continue;
		if (code.character == TERM_GARBLED ||
		    (in->is_ascii && code.character > 0x7E))
			name = in->is_ascii ? "Refused" : "Garbled";
		if (b.length >= PASTE_MAX)
			name = "Excess";
		else if (code.character != 0)
			buffer_add_part(&b, text,
					utf8_put(text, code.character));
	}
	free(in->pasted);
	in->pasted = buffer_take(&b);
	term_key_put(key, name);
}

/* Alt sends an escape before the character; "" when it was no whole key. */
static void take_escape(struct term_input *in, char key[KEY_NAME_MAX])
{
	struct code code = { 0 };
	char name[KEY_NAME_MAX];

	if (next_code(in, 0, &code)) {
		if (!code.key &&
		    (code.character == '[' || code.character == 'O')) {
			in->broken_off = term_now();
			return;
		}
		if (!code.key &&
		    (code.character > ' ' || code.character == '\r')) {
			term_key_of(code.character, in->is_ascii, name);
			snprintf(key, KEY_NAME_MAX, "M-%.*s", KEY_NAME_MAX - 3,
				 name);
			return;
		}
		if (code.key && strcmp(code.key, "Backspace") == 0) {
			term_key_put(key, "M-Backspace");
			return;
		}
		/* A key, or a control character: it comes after the Esc. */
		in->from -= code.length;
	}
	in->lone_escape = term_now();
	term_key_put(key, "Esc");
}

/* What the code is as a key; "" when it is none. */
static void take_code(struct term_input *in, const struct code *code,
		      char key[KEY_NAME_MAX])
{
	if (code->key && strcmp(code->key, TERM_PASTE_BEGINS) == 0) {
		take_paste(in, key);
	} else if (code->key) {
		/* A paste that ends was none. */
		if (strcmp(code->key, TERM_PASTE_ENDS) != 0)
			term_key_put(key, code->key);
	} else if (!drop_late_tail(in, code->character)) {
		term_key_of(code->character, in->is_ascii, key);
	}
	if (key[0] != '\0')
		in->lone_escape = in->broken_off = 0;
}

bool term_input_take(struct term_input *in, char key[KEY_NAME_MAX])
{
	struct code code;

	key[0] = '\0';
	while (key[0] == '\0' && term_input_has(in) &&
	       next_code(in, 0, &code)) {
		if (!code.key && code.character == ESCAPE) {
			in->broken_off = 0;
			take_escape(in, key);
		} else {
			take_code(in, &code, key);
		}
	}
	return key[0] != '\0';
}

void term_input_drop(struct term_input *in)
{
	tcflush(in->fd, TCIFLUSH);
	in->from = in->end = 0;
}

/* --- life */

void term_input_learn(struct term_input *in,
		      const char *(*capability)(const char *name))
{
	in->known = alloc_new(term_capability_count, sizeof(*in->known));
	for (size_t i = 0; i < term_capability_count; i++) {
		const char *sequence =
			capability(term_capabilities[i].sequence);

		if (sequence && *sequence)
			in->known[in->known_count++] = (struct term_sequence){
				sequence, term_capabilities[i].key
			};
	}
}

void term_input_done(struct term_input *in)
{
	free(in->known);
	free(in->pasted);
	in->known = NULL;
	in->pasted = NULL;
}
