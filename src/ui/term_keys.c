/* ui/term_keys.c - see ui/term_keys.h */
#include "config.h"

#include "ui/term_keys.h"

#include <string.h>

#include "base/count.h"
#include "base/utf8.h"

/* clang-format off */
const struct term_sequence term_sequences[] = {
	{ "[200~", TERM_PASTE_BEGINS }, { "[201~", TERM_PASTE_ENDS },

	/* Arrows: normal and application mode; with Shift, Alt and Ctrl. */
	{ "[A", "Up" }, { "[B", "Down" }, { "[C", "Right" }, { "[D", "Left" },
	{ "OA", "Up" }, { "OB", "Down" }, { "OC", "Right" }, { "OD", "Left" },
	{ "[1;2A", "S-Up" }, { "[1;2B", "S-Down" },
	{ "[1;2C", "S-Right" }, { "[1;2D", "S-Left" },
	{ "[1;3A", "M-Up" }, { "[1;3B", "M-Down" },
	{ "[1;3C", "M-Right" }, { "[1;3D", "M-Left" },
	{ "[1;5A", "C-Up" }, { "[1;5B", "C-Down" },
	{ "[1;5C", "C-Right" }, { "[1;5D", "C-Left" },
	{ "Oa", "C-Up" }, { "Ob", "C-Down" },
	{ "Oc", "C-Right" }, { "Od", "C-Left" },

	/* Home and End: xterm, VT220 and PuTTY, rxvt. */
	{ "[H", "Home" }, { "[F", "End" }, { "OH", "Home" }, { "OF", "End" },
	{ "[1~", "Home" }, { "[4~", "End" },
	{ "[7~", "Home" }, { "[8~", "End" },
	{ "[1;5H", "C-Home" }, { "[1;5F", "C-End" },
	{ "[7^", "C-Home" }, { "[8^", "C-End" },
	{ "[2~", "Insert" }, { "[3~", "Delete" },
	{ "[5~", "PgUp" }, { "[6~", "PgDn" },
	{ "[5;5~", "C-PgUp" }, { "[6;5~", "C-PgDn" },
	{ "[Z", "S-Tab" }, { "\t", "S-Tab" }, /* the latter: the Linux console */

	/* F-keys: xterm, VT220 and PuTTY, the Linux console. */
	{ "OP", "F1" }, { "OQ", "F2" }, { "OR", "F3" }, { "OS", "F4" },
	{ "[11~", "F1" }, { "[12~", "F2" }, { "[13~", "F3" }, { "[14~", "F4" },
	{ "[[A", "F1" }, { "[[B", "F2" }, { "[[C", "F3" }, { "[[D", "F4" },
	{ "[[E", "F5" },
	{ "[15~", "F5" }, { "[17~", "F6" }, { "[18~", "F7" }, { "[19~", "F8" },
	{ "[20~", "F9" }, { "[21~", "F10" }, { "[23~", "F11" }, { "[24~", "F12" },

	/* The numeric keypad in application mode, which PuTTY keeps on. */
	{ "Op", "0" }, { "Oq", "1" }, { "Or", "2" }, { "Os", "3" },
	{ "Ot", "4" }, { "Ou", "5" }, { "Ov", "6" }, { "Ow", "7" },
	{ "Ox", "8" }, { "Oy", "9" },
	{ "OM", "Enter" }, { "On", "." }, { "Om", "-" }, { "Ok", "+" },
	{ "Ol", "+" }, { "Oj", "*" }, { "Oo", "/" },
};
/* clang-format on */

const size_t term_sequence_count = COUNT(term_sequences);

/* clang-format off */
const struct term_sequence term_capabilities[] = {
	{ "ku", "Up" }, { "kd", "Down" }, { "kl", "Left" }, { "kr", "Right" },
	{ "kR", "S-Up" }, { "kF", "S-Down" },
	{ "#4", "S-Left" }, { "%i", "S-Right" },
	{ "kh", "Home" }, { "@7", "End" }, { "@0", "Home" }, { "*6", "End" },
	{ "kP", "PgUp" }, { "kN", "PgDn" }, { "kI", "Insert" },
	{ "kD", "Delete" }, { "kb", "Backspace" }, { "@8", "Enter" },
	{ "kB", "S-Tab" },
	{ "K1", "Home" }, { "K3", "PgUp" }, { "K4", "End" }, { "K5", "PgDn" },
	{ "k1", "F1" }, { "k2", "F2" }, { "k3", "F3" }, { "k4", "F4" },
	{ "k5", "F5" }, { "k6", "F6" }, { "k7", "F7" }, { "k8", "F8" },
	{ "k9", "F9" }, { "k;", "F10" }, { "F1", "F11" }, { "F2", "F12" },
};
/* clang-format on */

const size_t term_capability_count = COUNT(term_capabilities);

void term_key_put(char key[KEY_NAME_MAX], const char *name)
{
	size_t length = strlen(name);

	if (length >= KEY_NAME_MAX)
		length = KEY_NAME_MAX - 1;
	memmove(key, name, length);
	key[length] = '\0';
}

void term_key_of(uint32_t character, bool is_ascii, char key[KEY_NAME_MAX])
{
	static const struct {
		uint32_t character;
		const char *name;
	} names[] = {
		{ '\t', "Tab" },       { '\r', "Enter" }, { '\b', "Backspace" },
		{ 0x7F, "Backspace" }, { ' ', "Space" },  { 0x1B, "Esc" },
	};
	char text[5] = { 'C', '-' };

	key[0] = '\0';
	for (size_t i = 0; i < COUNT(names); i++) {
		if (names[i].character == character) {
			term_key_put(key, names[i].name);
			return;
		}
	}
	if (character >= 1 && character <= 26)
		text[2] = (char)('a' + (int)character - 1);
	else if (character < ' ' || (character > 0x7E && character <= 0x9F))
		return;
	else if (is_ascii && character > 0x7E)
		strcpy(key, "Refused");
	else if (character == TERM_GARBLED)
		strcpy(key, "Garbled");
	else
		utf8_put(text, character);
	if (key[0] == '\0')
		term_key_put(key, text);
}
