/* ui/action.c - see ui/action.h */
#include "config.h"

#include "ui/action.h"

#include <stdio.h>
#include <string.h>

#include "base/count.h"
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

/* What a person chose: once, and every key and every text about keys depends
 * on it (see the header). */
static struct {
	bool chosen;
	char keys[ACTION_KEYS_ROOM];
} person[ACTION_COUNT];

/* What works on every page, whatever it lists itself. */
static const enum action everywhere[] = {
	ACTION_HELP,         ACTION_PALETTE, ACTION_LEVEL_UP, ACTION_REDRAW,
	ACTION_HOW_TO_LEAVE, ACTION_LEAVE,   ACTION_WORDS,    ACTION_TOUR,
	ACTION_LOCK,         ACTION_PIN,     ACTION_NONE,
};

/* Wherever a text is typed these come before what a page lists itself. */
static const enum action of_text[] = {
	ACTION_WORD_LEFT,     ACTION_WORD_RIGHT,   ACTION_CUT_WORD,
	ACTION_CUT_NEXT_WORD, ACTION_CUT_TO_START, ACTION_CUT_TO_END,
	ACTION_PUT_BACK,      ACTION_UNDO,         ACTION_REDO,
	ACTION_NONE,
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

const enum action *actions_of_text(void)
{
	return of_text;
}

/* The next key of a list with spaces between; its bytes in *length. */
static const char *take_key(const char **keys, size_t *length)
{
	const char *key = *keys + strspn(*keys, " ");

	*length = strcspn(key, " ");
	*keys = key + *length;
	return key;
}

void action_bind(enum action action, const char *keys)
{
	if (!is_known(action))
		return;
	person[action].chosen = keys != NULL;
	person[action].keys[0] = '\0';
	if (keys)
		snprintf(person[action].keys, ACTION_KEYS_ROOM, "%s", keys);
}

static const char *keys_of(enum action action)
{
	if (!is_known(action))
		return "";
	return person[action].chosen ? person[action].keys : table[action].keys;
}

bool action_has_key(enum action action, size_t n, char key[ACTION_KEY_ROOM])
{
	const char *keys = keys_of(action);
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

/* The key without its prefix, and the prefix as people write it. */
static const char *take_prefix(const char **key)
{
	static const struct {
		const char *prefix;
		const char *word;
	} words[] = { { "C-", "Ctrl-" }, { "M-", "Alt-" }, { "S-", "Shift-" } };

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strncmp(*key, words[i].prefix, 2) == 0 && (*key)[2]) {
			*key += 2;
			return words[i].word;
		}
	}
	return "";
}

/* The arrows have no word on the key itself. */
static const char *arrow_word(const char *key)
{
	static const char *const arrows[][2] = {
		{ "Up", N_("Up") },
		{ "Down", N_("Down") },
		{ "Left", N_("Left") },
		{ "Right", N_("Right") },
	};

	for (size_t i = 0; i < COUNT(arrows); i++) {
		if (strcmp(key, arrows[i][0]) == 0)
			return _(arrows[i][1]);
	}
	return key;
}

/* As much as there is room for; returns the end.  Dozens of keys are written for
 * each picture. */
static char *copy(char *out, size_t room, const char *text)
{
	size_t length = strnlen(text, room - 1);

	memcpy(out, text, length);
	out[length] = '\0';
	return out + length;
}

void action_write_key(const char *key, char written[ACTION_KEY_ROOM])
{
	const char *prefix = take_prefix(&key);
	char *letter = copy(written, ACTION_KEY_ROOM, prefix);

	copy(letter, (size_t)(written + ACTION_KEY_ROOM - letter),
	     arrow_word(key));
	if (letter > written && letter[0] >= 'a' && letter[0] <= 'z' &&
	    letter[1] == '\0')
		letter[0] = (char)(letter[0] - 'a' + 'A');
}

/*
 * The text is made anew each time, since the language may change, and lasts
 * until the next call for the same action.
 */
const char *action_key(enum action action)
{
	static char written[ACTION_COUNT][ACTION_WAY_ROOM];
	char key[ACTION_KEY_ROOM];

	if (!is_known(action))
		return "";
	if (action_has_key(action, 0, key))
		action_write_key(key, written[action]);
	else
		snprintf(written[action], ACTION_WAY_ROOM, "%s \"%s\"",
			 action_key(ACTION_PALETTE), action_short(action));
	return written[action];
}

/* Asked dozens of times with every key, for what the help bar says. */
static bool is_in(const char *keys, const char *key)
{
	size_t length = strlen(key);

	while (*keys) {
		while (*keys == ' ')
			keys++;
		if (*keys == *key && strncmp(keys, key, length) == 0 &&
		    (keys[length] == ' ' || keys[length] == '\0'))
			return length > 0;
		while (*keys && *keys != ' ')
			keys++;
	}
	return false;
}

bool action_has(enum action action, const char *key)
{
	return is_in(keys_of(action), key);
}

bool action_comes_with(enum action action, const char *key)
{
	return is_known(action) && is_in(table[action].keys, key);
}

static enum action find_key(const char *key, const enum action *actions)
{
	for (; *actions != ACTION_NONE; actions++) {
		if (action_has(*actions, key))
			return *actions;
	}
	return ACTION_NONE;
}

/* Is it a single character?  The names of keys are letters, more than one. */
static bool is_character(const char *key)
{
	return key[1] == '\0' || (unsigned char)key[0] > '~';
}

enum action action_of_key(const char *key, const enum action *actions,
			  bool takes_text)
{
	enum action found;

	if (key[0] == '\0' || (takes_text && is_character(key)))
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
