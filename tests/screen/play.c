/*
 * play.c - the full screen without a person: keys in, screens out
 *
 *	play NAME.keys FORMS-DIRECTORY >SCREENS
 *
 * Lines "# WORD: VALUE" in the script say how things are at the start:
 *
 *	# file: empty | few | many | crowd | crash | demo    what it holds; empty
 *	# size: 80x24
 *	# forms: DIRECTORY                           beside FORMS-DIRECTORY
 *	# now: 2025-06-02T10:00
 *	# glyphs: utf8 | linux | ascii
 *	# settings: ORGANISATIE/TEAM/MEDEWERKER[/ROLE]
 *	# key: ACTION KEYS                          as in the settings
 *	# import: FILE                              records, from the source
 *	# mark: demo | practice | read-only
 *	# language: nl | en
 *
 * The file is a new one, in a directory of its own that is removed after.
 */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"
#include "entry/entry.h"
#include "exchange/demo.h"
#include "exchange/import_file.h"
#include "store/names.h"
#include "store/trajecten.h"
#include "ui/app.h"
#include "ui/keymap.h"
#include "ui/term.h"

struct play {
	char *file;
	char *mark;
	char *import;
	char *settings;
	struct settings keys; /* only those */
	int rows, cols;
	enum glyphs glyphs;
	char directory[32];
	char *path;
	char *forms;
};

static void fail(const char *what, const struct err *err)
{
	fprintf(stderr, "play: %s: %s\n", what, err ? err->text : "no");
	exit(1);
}

/* --- how things are at the start */

static void take_key(struct play *play, const char *value)
{
	struct settings *s = &play->keys;
	size_t length = strcspn(value, " ");

	s->keys = alloc_resize(s->keys, s->key_count + 1, sizeof(*s->keys));
	s->keys[s->key_count++] = (struct setting_key){
		.action = alloc_text_part(value, length),
		.keys = alloc_text(value + length),
	};
}

static void take_forms(struct play *play, const char *name)
{
	char *beside = file_join(play->forms, "..");
	char *path = file_join(beside, name);

	free(beside);
	free(play->forms);
	play->forms = path;
}

static void take_setting(struct play *play, const char *word, const char *value)
{
	if (strcmp(word, "file") == 0)
		alloc_replace(&play->file, value);
	else if (strcmp(word, "mark") == 0)
		alloc_replace(&play->mark, value);
	else if (strcmp(word, "import") == 0)
		play->import = file_join(getenv("srcdir"), value);
	else if (strcmp(word, "settings") == 0)
		alloc_replace(&play->settings, value);
	else if (strcmp(word, "key") == 0)
		take_key(play, value);
	else if (strcmp(word, "forms") == 0)
		take_forms(play, value);
	else if (strcmp(word, "size") == 0)
		sscanf(value, "%dx%d", &play->cols, &play->rows);
	else if (strcmp(word, "now") == 0)
		setenv("SPOEDPEIL_NOW", value, 1);
	else if (strcmp(word, "language") == 0)
		text_set_language(value);
	else if (strcmp(word, "glyphs") == 0)
		play->glyphs = strcmp(value, "ascii") == 0   ? GLYPHS_ASCII
			       : strcmp(value, "linux") == 0 ? GLYPHS_LINUX
							     : GLYPHS_UTF8;
}

static void read_settings(struct play *play, FILE *keys)
{
	char line[256];

	while (fgets(line, sizeof(line), keys)) {
		char word[32];
		char value[200];

		if (sscanf(line, "# %31[a-z]: %199[^\n]", word, value) == 2)
			take_setting(play, word, value);
	}
	rewind(keys);
}

/* --- what the file holds */

static const struct {
	const char *organisatie, *team, *medewerker;
} people[] = {
	{ "Utrecht-Zuid", "Oost", "J. de Vries" },
	{ "Utrecht-Zuid", "West", "M. Bakker" },
	{ "Zoë Jeugdhulp", "Kust", "P. Jansen" },
};

static void add_people(struct store *store)
{
	struct err err = { 0 };

	for (size_t i = 0; i < 3; i++) {
		const char *org = people[i].organisatie;

		if (names_add(store, "organisatie", NULL, org, &err) ||
		    names_add(store, "team", org, people[i].team, &err) ||
		    names_add(store, "medewerker", org, people[i].medewerker,
			      &err))
			fail("names", &err);
	}
}

static int64_t add_traject(struct store *store, int number)
{
	char code[32];
	char day[16];
	size_t who = (size_t)number % 3;
	struct traject t = { 0 };
	struct err err = { 0 };
	int64_t id;

	snprintf(code, sizeof(code), "T-2025-%04d", number);
	snprintf(day, sizeof(day), "2025-03-%02d", 1 + number % 28);
	t.code = alloc_text(code);
	t.organisatie = alloc_text(people[who].organisatie);
	t.team = alloc_text(people[who].team);
	t.medewerker = alloc_text(people[who].medewerker);
	t.started = alloc_text(day);
	if (trajecten_add(store, &t, &err))
		fail("traject", &err);
	id = t.id;
	traject_done(&t);
	return id;
}

/* Fill in three questions and end without a word. */
static void crash(struct store *store, const struct catalogue *catalogue,
		  int64_t traject)
{
	struct entry_start start = {
		.store = store,
		.catalogue = catalogue,
		.form = catalogue_find(catalogue, "ash", "3.0"),
		.traject = traject,
	};
	struct entry *entry = NULL;
	struct err err = { 0 };

	if (entry_open(&start, &entry, &err) || entry_jump(entry, "1", &err) ||
	    entry_type(entry, "1", &err))
		fail("entry", &err);
	entry_next(entry);
	if (entry_type(entry, "0", &err))
		fail("entry", &err);
	entry_next(entry);
	if (entry_flush(entry, &err))
		fail("entry", &err);
	fflush(NULL);
	_exit(0);
}

/* Sixty made-up records that count, of the year before. */
static void add_demo(struct store *store, const struct catalogue *catalogue,
		     const char *forms)
{
	struct demo_options options = { .records = 60, .seed = 1 };
	struct demo_result result = { 0 };
	struct problem_list problems = { 0 };
	struct err err = { 0 };
	char *path = file_join(forms, "demo.yaml");
	char *text = NULL;

	if (file_read(path, 1 << 20, &text, &options.plan_length, &err))
		fail("demo", &err);
	options.plan = text;
	options.plan_file = path;
	if (demo_fill(store, catalogue, &options, &problems, &result, &err))
		fail("demo", &err);
	problem_list_done(&problems);
	free(text);
	free(path);
}

static void hear(void *of, const struct import_report *report)
{
	(void)of;
	if (report->why)
		fail("import", report->why);
}

static void add_import(struct store *store, struct catalogue *catalogue,
		       const char *path)
{
	struct import_options options = { .file = path, .add_names = true };
	struct err err = { 0 };

	if (import_any(store, catalogue, &options, hear, NULL, &err))
		fail("import", &err);
}

static void fill(const struct play *play, struct catalogue *catalogue)
{
	struct store *store = NULL;
	struct err err = { 0 };
	int count = strcmp(play->file, "few") == 0     ? 3
		    : strcmp(play->file, "many") == 0  ? 60
		    : strcmp(play->file, "crowd") == 0 ? 201
						       : 0;

	if (store_open(play->path, 0, &store, &err))
		fail("open", &err);
	if (play->mark && strcmp(play->mark, "read-only") != 0 &&
	    store_note(store, play->mark, "1", &err))
		fail("mark", &err);
	if (count > 0 || strcmp(play->file, "crash") == 0)
		add_people(store);
	for (int i = 1; i <= count; i++)
		add_traject(store, i);
	if (strcmp(play->file, "crash") == 0)
		crash(store, catalogue, add_traject(store, 412));
	if (strcmp(play->file, "demo") == 0)
		add_demo(store, catalogue, play->forms);
	if (play->import)
		add_import(store, catalogue, play->import);
	store_close(store);
}

/* In a process of its own, that may end as it likes. */
static void fill_apart(const struct play *play, struct catalogue *catalogue)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		fill(play, catalogue);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0)
		fail("file", NULL);
}

/* --- the play itself */

static void settle_settings(const struct play *play, struct settings *settings)
{
	char *part;
	char *rest;

	*settings = (struct settings){ .advance = true };
	if (!play->settings)
		return;
	rest = play->settings;
	part = strsep(&rest, "/");
	settings->organisatie = alloc_text(part);
	part = strsep(&rest, "/");
	settings->team = alloc_text(part);
	part = strsep(&rest, "/");
	settings->medewerker = alloc_text(part);
	settings->role = rest ? alloc_text(rest) : NULL;
}

static void play_keys(const struct play *play, struct catalogue *catalogue,
		      FILE *keys)
{
	unsigned flags = play->mark && strcmp(play->mark, "read-only") == 0
				 ? STORE_READ_ONLY
				 : 0;
	struct settings settings;
	struct app_start start = { .catalogue = catalogue,
				   .settings = &settings };
	struct term *term;
	struct app app;
	struct err err = { 0 };

	struct problem_list problems = { 0 };

	settle_settings(play, &settings);
	keymap_apply(&play->keys, "play", &problems);
	if (problems.count > 0)
		fail(problems.items[0].text, NULL);
	if (store_open(play->path, flags, &start.store, &err))
		fail("open", &err);
	term = term_script_open(keys, stdout, play->rows, play->cols,
				play->glyphs);
	app_init(&app, &start);
	if (app_run(&app, term, &err))
		fail("run", &err);
	printf("%s\n", app.leaving ? "left" : "no more keys");
	app_done(&app);
	term->kind->close(term);
	store_close(start.store);
	settings_done(&settings);
}

static void remove_directory(const struct play *play)
{
	DIR *directory = opendir(play->directory);
	struct dirent *one;

	while (directory && (one = readdir(directory))) {
		char *path = file_join(play->directory, one->d_name);

		if (one->d_name[0] != '.')
			unlink(path);
		free(path);
	}
	if (directory)
		closedir(directory);
	rmdir(play->directory);
}

int main(int argc, char **argv)
{
	struct play play = { .rows = 24,
			     .cols = 80,
			     .directory = "/tmp/spoedpeil-XXXXXX" };
	struct problem_list problems = { 0 };
	struct catalogue *catalogue = NULL;
	struct err err = { 0 };
	FILE *keys;

	if (argc != 3 || !(keys = fopen(argv[1], "r")))
		return 2;
	setenv("SPOEDPEIL_NOW", "2025-06-02T10:00", 1);
	play.file = alloc_text("empty");
	play.forms = alloc_text(argv[2]);
	read_settings(&play, keys);
	if (catalogue_load((const char *const *)&play.forms, 1, &catalogue,
			   &problems, &err))
		fail("forms", &err);
	/* What is written goes with it. */
	if (!mkdtemp(play.directory) || chdir(play.directory))
		return 2;
	play.path = file_join(play.directory, "play.db");
	fill_apart(&play, catalogue);
	play_keys(&play, catalogue, keys);
	remove_directory(&play);

	fclose(keys);
	catalogue_free(catalogue);
	problem_list_done(&problems);
	settings_done(&play.keys);
	free(play.path);
	free(play.forms);
	free(play.file);
	free(play.mark);
	free(play.import);
	free(play.settings);
	return 0;
}
