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

/* "C-p" is written Ctrl-P by people. */
static void write_key(const char *key, size_t length, char *out, size_t room)
{
	static const struct {
		const char *prefix;
		const char *word;
	} words[] = { { "C-", "Ctrl-" }, { "M-", "Alt-" }, { "S-", "Shift-" } };
	size_t used = 0;
	bool with_prefix = false;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (length < 3 || strncmp(key, words[i].prefix, 2) != 0)
			continue;
		used = strlen(words[i].word);
		snprintf(out, room, "%s", words[i].word);
		key += 2;
		length -= 2;
		with_prefix = true;
		break;
	}
	snprintf(out + used, room - used, "%.*s", (int)length, key);
	if (with_prefix && length == 1 && out[used] >= 'a' && out[used] <= 'z')
		out[used] = (char)(out[used] - 'a' + 'A');
}

void action_keys(enum action action, bool takes_text, int count, char *out,
		 size_t room)
{
	const char *keys = is_known(action) ? table[action].keys : "";
	size_t used = 0;

	out[0] = '\0';
	while (count > 0) {
		size_t length;
		const char *key = take_key(&keys, &length);
		char written[ACTION_KEY_ROOM];

		if (length == 0)
			break;
		if (takes_text && length == 1)
			continue;
		write_key(key, length, written, sizeof(written));
		if (used + strlen(written) + 2 > room)
			break;
		used += (size_t)snprintf(out + used, room - used, "%s%s",
					 used > 0 ? " " : "", written);
		count--;
	}
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
	char written[ACTION_KEY_ROOM];

	action_keys(action, false, 1, written, sizeof(written));
	for (size_t i = 0; i < sizeof(written_keys) / sizeof(written_keys[0]);
	     i++) {
		if (strcmp(written, written_keys[i]) == 0)
			return written_keys[i];
	}
	return "";
}

static bool has_key(enum action action, const char *key)
{
	const char *keys = is_known(action) ? table[action].keys : "";
	size_t wanted = strlen(key);

	for (;;) {
		size_t length;
		const char *one = take_key(&keys, &length);

		if (length == 0)
			return false;
		if (length == wanted && strncmp(one, key, length) == 0)
			return true;
	}
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
