/*
 * session.c - one session of the full screen, cut off anywhere
 *
 *	session keys KEYS               how many keys it has
 *	session play DIR KEYS FORMS N   up to the moment that N keys were handled,
 *	                                then it kills itself; -1: to the end
 *	session verify DIR KEYS FORMS   is the file whole, and is all there that
 *	                                must be?  What is not goes to stdout
 *
 * What must be there is said by the claims in KEYS.  How far play came is in
 * DIR/progress: the last key whose screen was drawn with all of it saved.  The
 * next key may have been handled half, so that either state is good for what
 * it changes.
 *
 * SESSION_TRACE=1 prints what was said after each key.
 * SESSION_FAULT="FROM TO ERRNO" makes all writing fail while so many keys were
 * handled (with fault.so preloaded); ERRNO "memory" gives SQLite no memory.
 */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/utf8.h"
#include "entry/recheck.h"
#include "form/catalogue.h"
#include "store/drafts.h"
#include "store/records.h"
#include "store/trajecten.h"
#include "store/upkeep.h"
#include "ui/app.h"
#include "ui/term.h"

#define KEYS_MAX 1000
#define CLAIMS_MAX 300

struct claim {
	int after; /* so many keys */
	char about[64];
	char what[24]; /* "=", "missing", "remark", "reason", "empty", "" */
	char text[128];
};

struct session {
	char keys[KEYS_MAX][KEY_NAME_MAX];
	char faults[KEYS_MAX + 1][8]; /* before the key; "" is no change */
	int key_count;
	struct claim claims[CLAIMS_MAX];
	int claim_count;
};

static void fail(const char *what, const struct err *err)
{
	printf("%s: %s\n", what, err ? err->text : "no");
	exit(1);
}

/* --- the session */

static void add_key(struct session *s, const char *name, size_t length)
{
	if (s->key_count == KEYS_MAX || length >= KEY_NAME_MAX)
		fail("keys", NULL);
	memcpy(s->keys[s->key_count], name, length);
	s->keys[s->key_count++][length] = '\0';
}

static void add_typed(struct session *s, const char *text)
{
	size_t length;

	for (; *text; text += length) {
		length = utf8_cluster(text);
		if (*text == ' ')
			add_key(s, "Space", 5);
		else
			add_key(s, text, length);
	}
}

static void add_claim(struct session *s, const char *line)
{
	struct claim *c = &s->claims[s->claim_count++];

	if (s->claim_count == CLAIMS_MAX)
		fail("claims", NULL);
	c->after = s->key_count;
	sscanf(line, "%63s %23s %127[^\n]", c->about, c->what, c->text);
	/* "at FIELD" reads as if the field were what is said. */
	if (strcmp(c->about, "at") == 0)
		memcpy(c->text, c->what, sizeof(c->what));
}

static struct session *read_session(const char *path)
{
	struct session *s = alloc_new(1, sizeof(*s));
	FILE *file = fopen(path, "r");
	char line[256];

	if (!file)
		fail(path, NULL);
	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == ':')
			add_claim(s, line + 1);
		else if (line[0] == '!')
			sscanf(line, "! %7s", s->faults[s->key_count]);
		else if (strncmp(line, "type ", 5) == 0)
			add_typed(s, line + 5);
		else if (line[0] && line[0] != '#')
			add_key(s, line, strlen(line));
	}
	fclose(file);
	return s;
}

/* What SESSION_FAULT asks for, as if it were in the session. */
static void add_fault(struct session *s)
{
	const char *asked = getenv("SESSION_FAULT");
	char what[8] = "";
	int from = 0;
	int to = 0;

	if (!asked || sscanf(asked, "%d %d %7s", &from, &to, what) != 3 ||
	    from < 0 || from > s->key_count || to < from || to > s->key_count)
		return;
	memcpy(s->faults[from], what, sizeof(what));
	memcpy(s->faults[to], "0", 2);
}

/* --- playing */

struct player {
	struct term term;
	const struct session *session;
	struct app *app;
	int next;
	int kill_at;
	int progress; /* a descriptor */
};

static void show(struct term *t, const struct screen *s)
{
	(void)s;
	t->repaint = false;
}

/* SQLite's memory, which ends when it is told to. */
static sqlite3_mem_methods plenty;
static bool no_memory;

static void *give(int size)
{
	return no_memory ? NULL : plenty.xMalloc(size);
}

static void *give_more(void *memory, int size)
{
	return no_memory ? NULL : plenty.xRealloc(memory, size);
}

static void control_memory(void)
{
	sqlite3_mem_methods ours;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plenty);
	ours = plenty;
	ours.xMalloc = give;
	ours.xRealloc = give_more;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
	/* All of it, not only what is large. */
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

static void begin_fault(const char *what)
{
	if (what[0] == '\0')
		return;
	no_memory = strcmp(what, "memory") == 0;
	if (!no_memory)
		setenv("FAULT_NOW", what, 1);
}

/* Here the program waits: all that was handled must be on disk, or said. */
static bool read_key(struct term *t, int watch, char key[KEY_NAME_MAX])
{
	struct player *p = (struct player *)t;
	char text[16];
	int length = snprintf(text, sizeof(text), "%6d\n", p->next);

	(void)watch;
	begin_fault(p->session->faults[p->next]);
	if (app_settle(p->app) &&
	    pwrite(p->progress, text, (size_t)length, 0) != length)
		return false;
	if (getenv("SESSION_TRACE") && p->next > 0)
		printf("%d %s: %s\n", p->next, p->session->keys[p->next - 1],
		       p->app->message ? p->app->message : "");
	if (p->next == p->kill_at)
		raise(SIGKILL);
	if (p->next == p->session->key_count)
		return false;
	memcpy(key, p->session->keys[p->next++], KEY_NAME_MAX);
	return true;
}

static bool waiting(struct term *t)
{
	(void)t;
	return false;
}

static void nothing(struct term *t)
{
	(void)t;
}

static const struct term_kind kind = { .show = show,
				       .read = read_key,
				       .waiting = waiting,
				       .beep = nothing,
				       .close = nothing };

static struct catalogue *load_forms(const char *directory)
{
	struct catalogue *catalogue = NULL;
	struct problem_list problems = { 0 };
	struct err err = { 0 };

	if (catalogue_load(&directory, 1, &catalogue, &problems, &err))
		fail("forms", &err);
	problem_list_done(&problems);
	return catalogue;
}

static int play(const char *directory, const struct session *session,
		const char *forms, int kill_at)
{
	char *path = file_join(directory, "file.db");
	char *progress = file_join(directory, "progress");
	char *config = file_join(directory, "config.yaml");
	struct settings settings = { .advance = true };
	struct app app;
	struct player player = {
		.term = { .kind = &kind, .rows = 24, .cols = 80 },
		.session = session,
		.app = &app,
		.kill_at = kill_at
	};
	struct app_start start = { .settings = &settings,
				   .settings_path = config };
	struct err err = { 0 };

	player.progress = open(progress, O_RDWR | O_CREAT, 0600);
	start.catalogue = load_forms(forms);
	if (store_open(path, 0, &start.store, &err))
		fail("open", &err);
	app_init(&app, &start);
	if (app_run(&app, &player.term, &err))
		fail("run", &err);
	app_done(&app);
	store_close(start.store);
	catalogue_free(start.catalogue);
	settings_done(&settings);
	close(player.progress);
	free(path);
	free(progress);
	free(config);
	return 0;
}

/* --- verifying */

struct found {
	struct store *store;
	struct catalogue *catalogue;
	struct draft draft; /* of the form, when there is one */
	bool has_draft;
	bool complete;
	struct answers *answers; /* NULL: neither */
	int wrong;
};

static void check_whole(struct found *f)
{
	struct problem_list problems = { 0 };
	struct err err = { 0 };

	if (upkeep_check(f->store, &problems, &err) ||
	    recheck(f->store, f->catalogue, &problems, &err))
		fail("check", &err);
	for (size_t i = 0; i < problems.count; i++)
		printf("not whole: %s\n", problems.items[i].text);
	f->wrong += (int)problems.count;
	problem_list_done(&problems);
}

static void read_form(struct found *f)
{
	const struct form *form = catalogue_find(f->catalogue, "ash", NULL);
	struct form_place place = { .form = "ash" };
	struct traject traject = { 0 };
	struct record_head head = { 0 };
	struct err err = { 0 };

	if (trajecten_find(f->store, NULL, "T-7", &traject, NULL))
		return;
	place.traject = traject.id;
	f->complete = records_in_place(f->store, &place, &head, NULL) == 0;
	f->has_draft = drafts_in_place(f->store, &place, &f->draft, NULL) == 0;
	if (f->has_draft &&
	    drafts_answers(f->store, form, f->draft.id, &f->answers, &err))
		fail("draft", &err);
	if (!f->has_draft && f->complete &&
	    records_answers(f->store, form, head.id, &f->answers, &err))
		fail("record", &err);
	record_head_done(&head);
	traject_done(&traject);
}

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool holds_in_form(const struct found *f, const struct claim *c)
{
	const struct answer *a;
	int field;

	if (!f->answers)
		return false;
	field = form_find(answers_form(f->answers), c->about);
	if (field < 0)
		fail(c->about, NULL);
	a = answers_get(f->answers, field, 0);
	if (strcmp(c->what, "=") == 0)
		return same(a->value, c->text);
	if (strcmp(c->what, "missing") == 0)
		return same(a->missing, c->text);
	if (strcmp(c->what, "remark") == 0)
		return same(a->remark, c->text);
	if (strcmp(c->what, "reason") == 0)
		return same(a->reason, c->text);
	return !a->value && !a->missing;
}

/* Where does the program go when it is started now?  NULL: nowhere. */
static bool comes_back(struct found *f, const char *field)
{
	struct draft draft = { 0 };
	bool back = drafts_interrupted(f->store, &draft, NULL) == 0;

	/* Where nothing was noted yet, it is the first question. */
	if (field)
		back = back &&
		       same(draft.at_field ? draft.at_field : "gezinstype",
			    field);
	else
		back = !back;
	draft_done(&draft);
	return back;
}

static bool holds(struct found *f, const struct claim *c)
{
	if (strcmp(c->about, "at") == 0)
		return comes_back(f, c->text);
	if (strcmp(c->about, "closed") == 0)
		return comes_back(f, NULL);
	if (strcmp(c->about, "complete") == 0)
		return f->complete && !f->has_draft;
	if (strcmp(c->about, "draft") == 0)
		return f->has_draft;
	return holds_in_form(f, c);
}

static const char *subject(const struct claim *c)
{
	if (strcmp(c->about, "closed") == 0)
		return "at";
	return strcmp(c->about, "draft") == 0 ? "complete" : c->about;
}

static bool is_note(const struct claim *c, const char *what)
{
	return strcmp(c->what, what) == 0;
}

static bool same_subject(const struct claim *a, const struct claim *b)
{
	return same(subject(a), subject(b)) &&
	       is_note(a, "remark") == is_note(b, "remark") &&
	       is_note(a, "reason") == is_note(b, "reason");
}

/* Is there a later claim about the same, up to so many keys? */
static bool is_replaced(const struct session *s, int i, int progress)
{
	for (int k = i + 1;
	     k < s->claim_count && s->claims[k].after <= progress; k++)
		if (same_subject(&s->claims[i], &s->claims[k]))
			return true;
	return false;
}

/* Did the key that was handled half do what is claimed after it? */
static bool has_moved(struct found *f, const struct session *s, int i,
		      int progress)
{
	for (int k = 0; k < s->claim_count; k++) {
		const struct claim *later = &s->claims[k];

		if (later->after == progress + 1 &&
		    same_subject(&s->claims[i], later))
			return holds(f, later);
	}
	return false;
}

static void check_claims(struct found *f, const struct session *s, int progress)
{
	for (int i = 0; i < s->claim_count && s->claims[i].after <= progress;
	     i++) {
		const struct claim *c = &s->claims[i];

		if (is_replaced(s, i, progress) || holds(f, c) ||
		    has_moved(f, s, i, progress))
			continue;
		printf("after %d keys not there: %s %s %s\n", progress,
		       c->about, c->what, c->text);
		f->wrong++;
	}
}

/* It starts, and draws. */
static void check_start(struct found *f)
{
	struct settings settings = { .advance = true };
	struct app_start start = { .store = f->store,
				   .catalogue = f->catalogue,
				   .settings = &settings };
	struct screen screen = { 0 };
	struct app app;

	app_init(&app, &start);
	screen_reset(&screen, 24, 80);
	app_draw(&app, &screen);
	if (f->has_draft && !f->draft.parked && app.page_count != 3) {
		printf("the form is not opened\n");
		f->wrong++;
	}
	screen_done(&screen);
	app_done(&app);
}

static int read_progress(const char *directory)
{
	char *path = file_join(directory, "progress");
	FILE *file = fopen(path, "r");
	int progress = 0;

	if (file && fscanf(file, "%d", &progress) != 1)
		progress = 0;
	if (file)
		fclose(file);
	free(path);
	return progress;
}

static int verify(const char *directory, const struct session *session,
		  const char *forms)
{
	char *path = file_join(directory, "file.db");
	struct found found = { .catalogue = load_forms(forms) };
	struct err err = { 0 };

	if (store_open(path, 0, &found.store, &err))
		fail("open", &err);
	read_form(&found);
	check_whole(&found);
	check_claims(&found, session, read_progress(directory));
	check_start(&found);
	draft_done(&found.draft);
	answers_free(found.answers);
	store_close(found.store);
	catalogue_free(found.catalogue);
	free(path);
	return found.wrong ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct session *session = NULL;
	int result = 2;

	if (argc < 3)
		return result;
	session = read_session(argv[argc == 3 ? 2 : 3]);
	add_fault(session);
	control_memory();
	setenv("SPOEDPEIL_NOW", "2025-06-02T10:00", 1);
	if (argc == 3 && strcmp(argv[1], "keys") == 0) {
		printf("%d\n", session->key_count);
		result = 0;
	} else if (argc == 6 && strcmp(argv[1], "play") == 0) {
		result = play(argv[2], session, argv[4], atoi(argv[5]));
	} else if (argc == 5 && strcmp(argv[1], "verify") == 0) {
		result = verify(argv[2], session, argv[4]);
	}
	free(session);
	return result;
}
