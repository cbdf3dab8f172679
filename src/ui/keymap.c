/* ui/keymap.c - see ui/keymap.h */
#include "config.h"

#include "ui/keymap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/text.h"
#include "base/utf8.h"

/* Keys that always belong to their action, added to what it is given. */
static const struct {
	enum action action;
	const char *key;
} fixed[] = {
	{ ACTION_NEXT, "Enter" },       { ACTION_CHOOSE, "Enter" },
	{ ACTION_OPEN, "Enter" },       { ACTION_LEVEL_UP, "Esc" },
	{ ACTION_HELP, "F1" },          { ACTION_PALETTE, "C-p" },
	{ ACTION_HOW_TO_LEAVE, "C-c" }, { ACTION_LEAVE, "C-q" },
};

#define FIXED_COUNT COUNT(fixed)

/* Keys that type, which no action can have. */
static const char *const typing[] = { "Left",      "Right",  "Home", "End",
				      "Backspace", "Delete", "Space" };

/* --- the names of keys */

static const struct {
	const char *name;
	const char *prefixes; /* of C M S, with which terminals send it too */
} names[] = {
	{ "Enter", "M" },   { "Tab", "S" },       { "Esc", "" },
	{ "Up", "CMS" },    { "Down", "CMS" },    { "Left", "CMS" },
	{ "Right", "CMS" }, { "PgUp", "C" },      { "PgDn", "C" },
	{ "Home", "C" },    { "End", "C" },       { "Insert", "" },
	{ "Delete", "" },   { "Backspace", "M" }, { "Space", "" },
	{ "F1", "" },       { "F2", "" },         { "F3", "" },
	{ "F4", "" },       { "F5", "" },         { "F6", "" },
	{ "F7", "" },       { "F8", "" },         { "F9", "" },
	{ "F10", "" },      { "F11", "" },        { "F12", "" },
};

/* 'C', 'M', 'S' or '\0', and the rest of the key. */
static char read_prefix(const char **written)
{
	static const struct {
		const char *word;
		char prefix;
	} words[] = { { "C-", 'C' },   { "Ctrl-", 'C' }, { "M-", 'M' },
		      { "Alt-", 'M' }, { "S-", 'S' },    { "Shift-", 'S' } };

	for (size_t i = 0; i < COUNT(words); i++) {
		size_t length = strlen(words[i].word);

		if (strncmp(*written, words[i].word, length) != 0 ||
		    (*written)[length] == '\0')
			continue;
		*written += length;
		return words[i].prefix;
	}
	return '\0';
}

/* Does a terminal send Ctrl with this letter as a key of its own? */
static bool has_control(char letter)
{
	/* Ctrl-I is Tab, Ctrl-M is Enter and Ctrl-H is Backspace. */
	return letter >= 'a' && letter <= 'z' && !strchr("him", letter);
}

static bool read_letter(char prefix, const char *written,
			char key[ACTION_KEY_ROOM])
{
	char letter = written[0];

	if (prefix == '\0' || prefix == 'M') {
		if (prefix == 'M' && (unsigned char)letter >= 0x80)
			return false;
		snprintf(key, ACTION_KEY_ROOM, "%s%s", prefix ? "M-" : "",
			 written);
		/* Alt-X is Alt with the letter on the key: M-x. */
		if (prefix == 'M' && letter >= 'A' && letter <= 'Z')
			key[2] = (char)(letter - 'A' + 'a');
		return true;
	}
	if (letter >= 'A' && letter <= 'Z')
		letter = (char)(letter - 'A' + 'a');
	if (prefix != 'C' || !has_control(letter))
		return false;
	snprintf(key, ACTION_KEY_ROOM, "C-%c", letter);
	return true;
}

bool keymap_read_key(const char *written, char key[ACTION_KEY_ROOM])
{
	char prefix = read_prefix(&written);

	if (written[0] == '\0' || strlen(written) >= ACTION_KEY_ROOM - 3)
		return false;
	if (utf8_cluster(written) == strlen(written))
		return (unsigned char)written[0] > ' ' &&
		       read_letter(prefix, written, key);
	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcmp(names[i].name, written) != 0)
			continue;
		if (prefix && !strchr(names[i].prefixes, prefix))
			return false;
		if (prefix)
			snprintf(key, ACTION_KEY_ROOM, "%c-%s", prefix,
				 written);
		else
			snprintf(key, ACTION_KEY_ROOM, "%s", written);
		return true;
	}
	return false;
}

/* --- one action */

/* What is known while the settings are gone through. */
struct binding {
	const char *path;
	struct problem_list *problems;
	const struct setting_key *setting;
	enum action action;
};

static void complain(const struct binding *b, const char *fmt, ...)
	PRINTF(2, 3);

static void complain(const struct binding *b, const char *fmt, ...)
{
	va_list values;

	va_start(values, fmt);
	problem_add_list(b->problems, b->path, b->setting->line,
			 b->setting->column, b->setting->action, fmt, values);
	va_end(values);
}

static bool is_among(const char *keys, const char *key)
{
	size_t length = strlen(key);

	for (const char *at = keys; (at = strstr(at, key)); at += length) {
		if ((at == keys || at[-1] == ' ') &&
		    (at[length] == ' ' || at[length] == '\0'))
			return true;
	}
	return false;
}

/* May this action have the key?  Says why not. */
static bool may_have(const struct binding *b, const char *key)
{
	char written[ACTION_KEY_ROOM];
	bool owned = false, own = false;

	action_write_key(key, written);
	for (size_t i = 0; i < COUNT(typing); i++) {
		if (strcmp(typing[i], key) != 0)
			continue;
		complain(b, _("%s types, so it cannot be a key for this"),
			 written);
		return false;
	}
	for (size_t i = 0; i < FIXED_COUNT; i++) {
		if (strcmp(fixed[i].key, key) != 0)
			continue;
		owned = true;
		own = own || fixed[i].action == b->action;
	}
	if (owned && !own)
		complain(b,
			 _("%s keeps its meaning, so that nobody is ever "
			   "locked in"),
			 written);
	return !owned || own;
}

static void add_key(struct buffer *keys, const char *key)
{
	char twin[] = "M-0";

	if (is_among(buffer_text(keys), key))
		return;
	buffer_print(keys, "%s%s", keys->length ? " " : "", key);
	if (key[0] != 'F' || key[1] < '1' || key[1] > '9')
		return;
	if (strcmp(key, "F11") == 0 || strcmp(key, "F12") == 0)
		return;
	twin[2] = key[2] == '0' ? '0' : key[1];
	add_key(keys, twin);
}

/* The keys as the settings write them, by their names; NULL: refused. */
static char *read_keys(const struct binding *b)
{
	struct buffer keys = { 0 };
	const char *at = b->setting->keys;
	bool good = true;

	while (good && *(at += strspn(at, " ,"))) {
		size_t length = strcspn(at, " ");
		char *written;
		char key[ACTION_KEY_ROOM];

		/* A comma is a key too, when it stands alone. */
		if (length > 1 && at[length - 1] == ',')
			length--;
		written = alloc_text_part(at, length);
		good = keymap_read_key(written, key);
		if (!good)
			complain(b, _("no terminal sends a key \"%s\""),
				 written);
		free(written);
		good = good && may_have(b, key);
		if (good)
			add_key(&keys, key);
		at += length;
	}
	for (size_t i = 0; i < FIXED_COUNT; i++)
		if (fixed[i].action == b->action)
			add_key(&keys, fixed[i].key);
	if (good && keys.length >= ACTION_KEYS_ROOM) {
		complain(b, _("these are too many keys for one action"));
		good = false;
	}
	if (!good)
		buffer_done(&keys);
	return good ? (keys.length ? buffer_take(&keys) : alloc_text(""))
		    : NULL;
}

static void complain_of_name(const struct binding *b)
{
	const char *all[ACTION_COUNT];
	const char *nearest;
	size_t count = 0;

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		all[count++] = action_name((enum action)i);
	nearest = utf8_nearest(b->setting->action, all, count);
	if (nearest)
		complain(b, _("there is no such action; did you mean %s?"),
			 nearest);
	else
		complain(b, _("there is no such action; the manual has their "
			      "names, under KEYS"));
}

static void bind(const struct binding *b)
{
	char *keys;

	if (b->action == ACTION_COUNT) {
		complain_of_name(b);
		return;
	}
	keys = read_keys(b);
	if (keys)
		action_bind(b->action, keys);
	free(keys);
}

/* --- all of them */

/* Alt-5 of an action that comes with F5: it was added, not chosen. */
static bool comes_with_twin(enum action action, const char *key)
{
	char function[] = "F0";

	if (strncmp(key, "M-", 2) != 0 || key[2] < '1' || key[2] > '9' ||
	    key[3] != '\0')
		return false;
	function[1] = key[2];
	return action_comes_with(action, function);
}

/*
 * The action that has a key of this one, which this one does not come with;
 * ACTION_NONE when there is none.
 */
static enum action rival(enum action action, char key[ACTION_KEY_ROOM])
{
	for (size_t n = 0; action_has_key(action, n, key); n++) {
		if (action_comes_with(action, key) ||
		    comes_with_twin(action, key))
			continue;
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
			if (i != (int)action && action_has((enum action)i, key))
				return (enum action)i;
		}
	}
	return ACTION_NONE;
}

/*
 * Without letters no command is one character, but yes and no, which only
 * answer; what a person chose stays.
 */
static void take_letters_away(enum action action)
{
	struct buffer keys = { 0 };
	char key[ACTION_KEY_ROOM];

	if (action == ACTION_YES || action == ACTION_NO)
		return;
	for (size_t n = 0; action_has_key(action, n, key); n++) {
		if (utf8_cluster(key) < strlen(key))
			add_key(&keys, key);
	}
	action_bind(action, buffer_text(&keys));
	buffer_done(&keys);
}

/* Give one back what it came with, and say why; false: all is well. */
static bool end_a_conflict(struct binding *b, const struct settings *settings)
{
	for (size_t i = 0; i < settings->key_count; i++) {
		char key[ACTION_KEY_ROOM], written[ACTION_KEY_ROOM];
		enum action other;

		b->setting = &settings->keys[i];
		b->action = action_named(b->setting->action);
		if (b->action == ACTION_COUNT)
			continue;
		other = rival(b->action, key);
		if (other == ACTION_NONE)
			continue;
		action_write_key(key, written);
		complain(b, _("%s is a key of %s; give that one another first"),
			 written, action_name(other));
		action_bind(b->action, NULL);
		if (settings->no_letters)
			take_letters_away(b->action);
		return true;
	}
	return false;
}

void keymap_apply(const struct settings *settings, const char *path,
		  struct problem_list *problems)
{
	struct binding b = { .path = path, .problems = problems };

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		action_bind((enum action)i, NULL);
		if (settings->no_letters)
			take_letters_away((enum action)i);
	}
	for (size_t i = 0; i < settings->key_count; i++) {
		b.setting = &settings->keys[i];
		b.action = action_named(b.setting->action);
		bind(&b);
	}
	while (end_a_conflict(&b, settings))
		;
	problem_sort(problems);
}
