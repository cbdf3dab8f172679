/* base/settings.c - see base/settings.h */
#include "config.h"

#include "base/settings.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/yaml.h"

#define ALLOWED 3

/* The settings that are texts, in the order in which they are written. */
static const struct {
	const char *key;
	size_t place;                 /* of the text in struct settings */
	const char *allowed[ALLOWED]; /* none: anything */
} texts[] = {
	{ "organisatie", offsetof(struct settings, organisatie), { NULL } },
	{ "team", offsetof(struct settings, team), { NULL } },
	{ "medewerker", offsetof(struct settings, medewerker), { NULL } },
	{ "role",
	  offsetof(struct settings, role),
	  { "medewerker", "teamleider", "gegevensbeheerder" } },
	{ "language", offsetof(struct settings, language), { "nl", "en" } },
	{ "pin", offsetof(struct settings, pin), { NULL } },
};

#define LOCK_MINUTES 10
#define LOCK_MINUTES_MAX 999

#define TEXT_COUNT COUNT(texts)

static char **text_of(struct settings *settings, size_t i)
{
	return (char **)((char *)settings + texts[i].place);
}

static void forget_keys(struct settings *settings)
{
	for (size_t i = 0; i < settings->key_count; i++) {
		free(settings->keys[i].action);
		free(settings->keys[i].keys);
	}
	free(settings->keys);
	settings->keys = NULL;
	settings->key_count = 0;
}

/* What a read in progress knows. */
struct reading {
	const char *path;
	struct problem_list *problems;
};

static bool is_allowed(size_t i, const char *value)
{
	const char *const *allowed = texts[i].allowed;

	for (size_t k = 0; k < ALLOWED && allowed[k]; k++)
		if (strcmp(value, allowed[k]) == 0)
			return true;
	return !allowed[0];
}

static void refuse_text(struct reading *r, size_t i, const struct yaml *value)
{
	const char *const *allowed = texts[i].allowed;

	if (allowed[2])
		problem_add(r->problems, r->path, value->line, value->column,
			    texts[i].key, _("this is \"%s\", \"%s\" or \"%s\""),
			    allowed[0], allowed[1], allowed[2]);
	else
		problem_add(r->problems, r->path, value->line, value->column,
			    texts[i].key, _("this is \"%s\" or \"%s\""),
			    allowed[0], allowed[1]);
}

static void take_text(struct reading *r, size_t i, const struct yaml *value,
		      struct settings *out)
{
	if (value->kind != YAML_SCALAR) {
		problem_add(r->problems, r->path, value->line, value->column,
			    texts[i].key, _("this must be one text"));
		return;
	}
	if (value->text[0] == '\0')
		return;
	if (!is_allowed(i, value->text)) {
		refuse_text(r, i, value);
		return;
	}
	alloc_replace(text_of(out, i), value->text);
}

/* "true" or "false", as it is kept; nothing else. */
static void take_switch(struct reading *r, const char *key,
			const struct yaml *value, bool *out)
{
	const char *text = value->kind == YAML_SCALAR ? value->text : "";

	if (strcmp(text, "true") == 0)
		*out = true;
	else if (strcmp(text, "false") == 0)
		*out = false;
	else
		problem_add(r->problems, r->path, value->line, value->column,
			    key, _("this is \"%s\" or \"%s\""), "true",
			    "false");
}

static void take_advance(struct reading *r, const struct yaml *value,
			 struct settings *out)
{
	const char *text = value->kind == YAML_SCALAR ? value->text : "";
	bool all = strcmp(text, "all") == 0;

	if (!all && strcmp(text, "true") != 0 && strcmp(text, "false") != 0) {
		problem_add(r->problems, r->path, value->line, value->column,
			    "advance",
			    _("this is \"true\", \"false\" or \"all\""));
		return;
	}
	out->advance = text[0] != 'f';
	out->advance_all = all;
}

static void take_lock(struct reading *r, const struct yaml *value,
		      struct settings *out)
{
	const char *text = value->kind == YAML_SCALAR ? value->text : "";
	char *end;
	long minutes = strtol(text, &end, 10);

	if (end == text || *end || minutes < 0 || minutes > LOCK_MINUTES_MAX)
		problem_add(r->problems, r->path, value->line, value->column,
			    "lock_minutes", _("this is a number from 0 to %d"),
			    LOCK_MINUTES_MAX);
	else
		out->lock_minutes = (int)minutes;
}

/* A key, or a list of them: one text with spaces between.  NULL: neither. */
static char *key_texts(const struct yaml *value)
{
	struct buffer b = { 0 };

	if (value->kind == YAML_SCALAR)
		return alloc_text(value->text);
	if (value->kind != YAML_LIST)
		return NULL;
	for (size_t i = 0; i < value->count; i++) {
		if (value->items[i].kind != YAML_SCALAR) {
			buffer_done(&b);
			return NULL;
		}
		buffer_print(&b, "%s%s", i ? " " : "", value->items[i].text);
	}
	return b.length ? buffer_take(&b) : alloc_text("");
}

static void take_keys(struct reading *r, const struct yaml *value,
		      struct settings *out)
{
	if (value->kind != YAML_MAP) {
		problem_add(r->problems, r->path, value->line, value->column,
			    "keys",
			    _("here stand lines of the form \"action: key\""));
		return;
	}
	forget_keys(out);
	out->keys = alloc_new(value->count + 1, sizeof(*out->keys));
	for (size_t i = 0; i < value->count; i++) {
		const struct yaml *key = &value->keys[i];
		char *keys = key_texts(&value->items[i]);

		if (!keys) {
			problem_add(r->problems, r->path, value->items[i].line,
				    value->items[i].column, key->text,
				    _("this is a key, or a list of keys"));
			continue;
		}
		out->keys[out->key_count++] = (struct setting_key){
			.action = alloc_text(key->text),
			.keys = keys,
			.line = key->line,
			.column = key->column,
		};
	}
}

static void take_beep(struct reading *r, const struct yaml *value,
		      struct settings *out)
{
	bool beeps = !out->silent;

	take_switch(r, "beep", value, &beeps);
	out->silent = !beeps;
}

static void take_letters(struct reading *r, const struct yaml *value,
			 struct settings *out)
{
	bool letters = !out->no_letters;

	take_switch(r, "letters", value, &letters);
	out->no_letters = !letters;
}

/* The settings that are more than a text. */
static const struct {
	const char *key;
	void (*take)(struct reading *r, const struct yaml *value,
		     struct settings *out);
} others[] = {
	{ "advance", take_advance }, { "lock_minutes", take_lock },
	{ "keys", take_keys },       { "beep", take_beep },
	{ "letters", take_letters },
};

#define OTHER_COUNT COUNT(others)

static void refuse_setting(struct reading *r, const struct yaml *key)
{
	const char *names[TEXT_COUNT + OTHER_COUNT];
	const char *nearest;

	for (size_t i = 0; i < TEXT_COUNT; i++)
		names[i] = texts[i].key;
	for (size_t i = 0; i < OTHER_COUNT; i++)
		names[TEXT_COUNT + i] = others[i].key;
	nearest = utf8_nearest(key->text, names, TEXT_COUNT + OTHER_COUNT);
	if (nearest)
		problem_add(r->problems, r->path, key->line, key->column,
			    key->text,
			    _("there is no such setting; did you mean %s?"),
			    nearest);
	else
		problem_add(r->problems, r->path, key->line, key->column,
			    key->text, _("there is no such setting"));
}

static void take_setting(struct reading *r, const struct yaml *key,
			 const struct yaml *value, struct settings *out)
{
	for (size_t i = 0; i < TEXT_COUNT; i++) {
		if (strcmp(key->text, texts[i].key) == 0) {
			take_text(r, i, value, out);
			return;
		}
	}
	for (size_t i = 0; i < OTHER_COUNT; i++) {
		if (strcmp(key->text, others[i].key) == 0) {
			others[i].take(r, value, out);
			return;
		}
	}
	refuse_setting(r, key);
}

static void take_settings(struct reading *r, const struct yaml *root,
			  struct settings *out)
{
	if (root->kind == YAML_SCALAR && root->text[0] == '\0')
		return;
	if (root->kind != YAML_MAP) {
		problem_add(r->problems, r->path, root->line, root->column,
			    NULL,
			    _("settings are lines of the form \"key: "
			      "value\""));
		return;
	}
	/* From the last to the first: of a key that is there twice, the first
	 * holds. */
	for (size_t i = root->count; i > 0; i--)
		take_setting(r, &root->keys[i - 1], &root->items[i - 1], out);
}

int settings_load(const char *path, struct settings *out,
		  struct problem_list *problems, struct err *err)
{
	struct reading r = { .path = path, .problems = problems };
	struct settings found = { .advance = true,
				  .lock_minutes = LOCK_MINUTES };
	struct yaml_file *file;
	size_t length = 0;
	char *text = NULL;
	int code;

	code = file_read(path, YAML_LIMIT, &text, &length, err);
	if (code == ERR_NOTFOUND) {
		*out = found;
		return 0;
	}
	if (code)
		return code;
	file = yaml_read(text, length, path, problems);
	if (file)
		take_settings(&r, yaml_root(file), &found);
	problem_sort(problems);
	yaml_file_free(file);
	free(text);
	*out = found;
	return 0;
}

/* Between double quotes any text can stand; what YAML takes for the end of a
 * line is folded there, unless it is written as an escape. */
static void put_quoted(struct buffer *b, const char *text)
{
	static const struct {
		const char *text, *escape;
	} escapes[] = {
		{ "\"", "\\\"" },          { "\\", "\\\\" },
		{ "\n", "\\n" },           { "\t", "\\t" },
		{ "\xE2\x80\xA8", "\\L" }, { "\xE2\x80\xA9", "\\P" },
	};

	buffer_add_byte(b, '"');
	while (*text) {
		size_t length = 0;

		for (size_t i = 0; i < COUNT(escapes); i++) {
			size_t n = strlen(escapes[i].text);

			if (strncmp(text, escapes[i].text, n) != 0)
				continue;
			buffer_add(b, escapes[i].escape);
			length = n;
		}
		if (length == 0)
			buffer_add_byte(b, *text);
		text += length ? length : 1;
	}
	buffer_add_byte(b, '"');
}

static void put_keys(struct buffer *b, const struct settings *settings)
{
	if (settings->key_count > 0)
		buffer_add(b, "keys:\n");
	for (size_t i = 0; i < settings->key_count; i++) {
		buffer_add(b, "  ");
		put_quoted(b, settings->keys[i].action);
		buffer_add(b, ": ");
		put_quoted(b, settings->keys[i].keys);
		buffer_add_byte(b, '\n');
	}
}

static void put_settings(struct buffer *b, const struct settings *settings)
{
	struct settings copy = *settings;

	for (size_t i = 0; i < TEXT_COUNT; i++) {
		const char *text = *text_of(&copy, i);

		if (!text)
			continue;
		buffer_print(b, "%s: ", texts[i].key);
		put_quoted(b, text);
		buffer_add_byte(b, '\n');
	}
	buffer_print(b, "advance: %s\n",
		     settings->advance_all ? "all"
		     : settings->advance   ? "true"
					   : "false");
	if (settings->silent)
		buffer_add(b, "beep: false\n");
	if (settings->no_letters)
		buffer_add(b, "letters: false\n");
	if (settings->pin)
		buffer_print(b, "lock_minutes: %d\n", settings->lock_minutes);
	put_keys(b, settings);
}

int settings_save(const char *path, const struct settings *settings,
		  struct err *err)
{
	struct file_output file = { 0 };
	struct buffer text = { 0 };
	char *directory = file_directory(path);
	int code;

	code = file_make_directory(directory, err);
	free(directory);
	if (code)
		return code;
	code = file_begin(path, &file, err);
	if (code)
		return code;
	put_settings(&text, settings);
	fputs(buffer_text(&text), file.stream);
	buffer_done(&text);
	return file_commit(&file, err);
}

void settings_done(struct settings *settings)
{
	for (size_t i = 0; i < TEXT_COUNT; i++)
		free(*text_of(settings, i));
	forget_keys(settings);
	*settings = (struct settings){ 0 };
}
