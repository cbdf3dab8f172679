/* ui/action.c - see ui/action.h */
#include "config.h"

#include "ui/action.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const struct {
	const char *name;
	const char *keys;
	const char *short_text;
	const char *long_text;
} table[ACTION_COUNT] = {
	[ACTION_NONE] = { "", "", "", "" },
#define ACTION(id, name, keys, short_text, long_text)                          \
	[ACTION_##id] = { name, keys, short_text, long_text },
#include "ui/actions.def"
#undef ACTION
};

/* What works on every page, whatever it lists itself. */
static const enum action everywhere[] = {
	ACTION_HELP,         ACTION_PALETTE, ACTION_LEVEL_UP, ACTION_REDRAW,
	ACTION_HOW_TO_LEAVE, ACTION_LEAVE,   ACTION_NONE,
};

static bool is_known(enum action action)
{
	return action > ACTION_NONE && action < ACTION_COUNT;
}

const char *action_name(enum action action)
{
	return is_known(action) ? table[action].name : "";
}

const char *action_short(enum action action)
{
	return is_known(action) ? _(table[action].short_text) : "";
}

const char *action_long(enum action action)
{
	return is_known(action) ? _(table[action].long_text) : "";
}

const enum action *actions_everywhere(void)
{
	return everywhere;
}

/* The next key of a list with spaces between; its bytes in *length. */
static const char *take_key(const char **keys, size_t *length)
{
	const char *key = *keys + strspn(*keys, " ");

	*length = strcspn(key, " ");
	*keys = key + *length;
	return key;
}

bool action_has_key(enum action action, size_t n, char key[ACTION_KEY_ROOM])
{
	const char *keys = is_known(action) ? table[action].keys : "";
	size_t length;
	const char *one;

	do {
		one = take_key(&keys, &length);
	} while (length > 0 && n-- > 0);
	if (length == 0 || length >= ACTION_KEY_ROOM)
		return false;
	memcpy(key, one, length);
	key[length] = '\0';
	return true;
}

void action_write_key(const char *key, char written[ACTION_KEY_ROOM])
{
	static const struct {
		const char *prefix;
		const char *word;
	} words[] = { { "C-", "Ctrl-" }, { "M-", "Alt-" }, { "S-", "Shift-" } };
	const char *word = "";
	char *letter;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strncmp(key, words[i].prefix, 2) == 0 && key[2] != '\0') {
			word = words[i].word;
			key += 2;
			break;
		}
	}
	snprintf(written, ACTION_KEY_ROOM, "%s%s", word, key);
	letter = written + strlen(word);
	if (letter > written && letter[0] >= 'a' && letter[0] <= 'z' &&
	    letter[1] == '\0')
		letter[0] = (char)(letter[0] - 'a' + 'A');
}

/* Every way in which the first key of an action is written. */
static const char *const written_keys[] = {
	"Enter",    "Esc",       "Shift-Tab",  "PgDn",   "PgUp",
	"F1",       "F2",        "F3",         "F4",     "F5",
	"F6",       "F7",        "F8",         "F9",     "Ctrl-Home",
	"Ctrl-End", "Ctrl-Left", "Ctrl-Right", "Alt-Up", "Alt-Down",
	"Ctrl-A",   "Ctrl-C",    "Ctrl-D",     "Ctrl-E", "Ctrl-L",
	"Ctrl-N",   "Ctrl-O",    "Ctrl-Q",     "Ctrl-R", "Ctrl-X",
	"Alt-H",    "Alt-R",     "Alt-T",      "Alt-X",  "n",
	"s",        "p",         "o",          "t",      "m",
	"f",        "1",         "2",          "3",      "4",
	"5",        "j",
};

const char *action_key(enum action action)
{
	char key[ACTION_KEY_ROOM];
	char written[ACTION_KEY_ROOM];

	if (!action_has_key(action, 0, key))
		return "";
	action_write_key(key, written);
	for (size_t i = 0; i < sizeof(written_keys) / sizeof(written_keys[0]);
	     i++) {
		if (strcmp(written, written_keys[i]) == 0)
			return written_keys[i];
	}
	return "";
}

static bool has_key(enum action action, const char *key)
{
	char one[ACTION_KEY_ROOM];

	for (size_t n = 0; action_has_key(action, n, one); n++) {
		if (strcmp(one, key) == 0)
			return true;
	}
	return false;
}

static enum action find_key(const char *key, const enum action *actions)
{
	for (; *actions != ACTION_NONE; actions++) {
		if (has_key(*actions, key))
			return *actions;
	}
	return ACTION_NONE;
}

enum action action_of_key(const char *key, const enum action *actions,
			  bool takes_text)
{
	enum action found;

	if (key[0] == '\0' || (takes_text && key[1] == '\0'))
		return ACTION_NONE;
	found = find_key(key, actions);
	return found != ACTION_NONE ? found : find_key(key, everywhere);
}

enum action action_named(const char *name)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		if (strcmp(table[i].name, name) == 0)
			return (enum action)i;
	}
	return ACTION_COUNT;
}
