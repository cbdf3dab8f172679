/*
 * entry_world.h - a data file and forms in a directory of their own, for the
 * tests of entry
 */
#ifndef ENTRY_WORLD_H
#define ENTRY_WORLD_H

#include "catalogues.h"
#include "place.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/count.h"
#include "entry/entry.h"
#include "store/names.h"
#include "store/store.h"
#include "store/trajecten.h"

static const char traject_yaml[] =
	"form: traject\n"
	"version: 1.0\n"
	"title: Traject\n"
	"per: traject\n"
	"traject: {started: start, ended: einde, repeat: jeugdige, "
	"key: kenmerk, born: geboren}\n"
	"sections:\n"
	"- name: kop\n"
	"  label: Kop\n"
	"  fields:\n"
	"  - {name: code, type: text, label: Code, required: true}\n"
	"  - {name: organisatie, type: text, label: Organisatie, "
	"list: organisatie, required: true}\n"
	"  - {name: team, type: text, label: Team, list: team}\n"
	"  - {name: medewerker, type: text, label: Werker, list: medewerker}\n"
	"  - {name: start, type: date, label: Start}\n"
	"  - {name: einde, type: date, label: Einde}\n"
	"  - {name: soort, type: select_one, label: Soort, "
	"options: {a: Aap, b: Beer}}\n"
	"- name: jeugdigen\n"
	"  label: Jeugdigen\n"
	"  repeat: jeugdige\n"
	"  min: 1\n"
	"  fields:\n"
	"  - {name: kenmerk, type: text, label: Kenmerk, "
	"default: \"'J' || row\"}\n"
	"  - {name: geboren, type: date, label: Geboren}\n";

static const char proef_yaml[] =
	"form: proef\n"
	"version: 1.0\n"
	"title: Proef\n"
	"per: traject\n"
	"missing:\n"
	"  onbekend: {key: \"-\", label: onbekend}\n"
	"sections:\n"
	"- name: een\n"
	"  label: Eerste deel\n"
	"  fields:\n"
	"  - {name: soort, type: select_one, number: 1, label: Welke soort, "
	"required: true, missing: [onbekend], persistent: true, "
	"options: {aap: Aap, beer: Beer, anders: Anders}}\n"
	"  - {name: soort_anders, type: text, number: 1b, "
	"label: Welke andere soort, relevant: soort = 'anders'}\n"
	"  - {name: let_op, type: note, label: Let goed op}\n"
	"  - {name: getal, type: integer, number: 2, label: Een getal, "
	"from: 0, to: 99, constraint: getal <> 7, "
	"message: zeven brengt ongeluk, "
	"checks: [{soft: getal > 50, message: dat is veel}, "
	"{hard: getal = 13, message: dertien kan niet}]}\n"
	"  - {name: dubbel, type: calculate, as: integer, label: Dubbel, "
	"calculation: getal * 2}\n"
	"  - {name: meer, type: select_multiple, number: 3, label: Wat nog "
	"meer, "
	"options: {x: Ex, y: Ei, z: Zet}}\n"
	"  - {name: zin, type: text, number: 4, label: Zin, "
	"relevant: \"selected(meer, 'x')\", default: \"'zomaar'\"}\n"
	"- name: scores\n"
	"  label: Scores\n"
	"  missing: [onbekend]\n"
	"  fields:\n"
	"  - {name: s1, type: score, number: 5a, label: Op tijd}\n"
	"  - {name: s2, type: score, number: 5b, label: Met plan}\n"
	"  - {name: s3, type: score, number: 5c, label: Samen, "
	"relevant: soort <> 'beer'}\n"
	"- name: rijen\n"
	"  label: Rijen\n"
	"  repeat: rij\n"
	"  row_label: \"Rij {row}\"\n"
	"  max: 5\n"
	"  fields:\n"
	"  - {name: wat, type: text, label: Wat precies, "
	"default: \"'r' || row\"}\n"
	"  - {name: hoe, type: score, label: \"Hoe ging {wat}\"}\n"
	"measures:\n"
	"  sch: {label: Scores, items: [s1, s2, s3], target: 80}\n"
	"counts:\n"
	"- {rule: sch_scored >= 2, message: \"nog {2 - sch_scored} te "
	"gaan\"}\n";

/* The rows of the second come from the first. */
static const char begin_yaml[] =
	"form: begin\n"
	"version: 1.0\n"
	"title: Doelen bij het begin\n"
	"per: jeugdige\n"
	"sections:\n"
	"- name: doelen\n"
	"  label: Doelen\n"
	"  repeat: doel\n"
	"  fields:\n"
	"  - {name: tekst, type: text, label: Doel, required: true}\n"
	"  - {name: eigen, type: text, label: Eigen}\n";

static const char eind_yaml[] =
	"form: eind\n"
	"version: 1.0\n"
	"title: Doelen bij het eind\n"
	"per: informant\n"
	"informant: ouder\n"
	"sections:\n"
	"- name: doelen\n"
	"  label: Doelen\n"
	"  repeat: doel\n"
	"  min: 1\n"
	"  rows: begin.doel\n"
	"  fields:\n"
	"  - {name: tekst, type: text, label: Doel}\n"
	"  - {name: bereikt, type: score, label: \"Lukte {tekst}?\"}\n";

static const char leeg_yaml[] =
	"form: leeg\n"
	"version: 1.0\n"
	"title: Leeg\n"
	"per: traject\n"
	"sections:\n"
	"- name: niets\n"
	"  label: Niets\n"
	"  fields:\n"
	"  - {name: lees, type: note, label: Hier wordt niets gevraagd}\n";

struct world {
	char *directory;
	char *path; /* of the data file */
	struct catalogue *catalogue;
	struct store *store;
	int64_t traject;
	struct entry *entry;
};

static inline void fail_with(int code, const struct err *err)
{
	if (code)
		fprintf(stderr, "# %d: %s\n", code, err->text);
	assert_int_equal(code, 0);
}

/* The call must work, with &why as its last argument; what was wrong is told. */
#define WORKS(call)                                                            \
	do {                                                                   \
		struct err why = { 0 };                                        \
		int code = (call);                                             \
                                                                               \
		fail_with(code, &why);                                         \
	} while (0)

/* Where a form stands that is of a whole traject. */
#define IN_TRAJECT(name, id)                                                   \
	(&(struct form_place){ .form = (name), .traject = (id) })

static inline char *world_file(const struct world *w, const char *name)
{
	size_t room = strlen(w->directory) + strlen(name) + 2;
	char *path = malloc(room);

	snprintf(path, room, "%s/%s", w->directory, name);
	return path;
}

static inline void world_write(const struct world *w, const char *name,
			       const char *text)
{
	char *path = world_file(w, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	free(path);
}

/* The forms of its directory, in the place of those it had. */
static inline void world_load(struct world *w)
{
	catalogue_free(w->catalogue);
	w->catalogue = catalogue_of(w->directory);
}

static inline int64_t world_traject(struct world *w, const char *name)
{
	struct traject traject = { .organisatie = strdup("Zuid"),
				   .code = strdup(name),
				   .team = strdup("Oost"),
				   .medewerker = strdup("An") };
	int64_t id;

	WORKS(trajecten_add(w->store, &traject, &why));
	id = traject.id;
	traject_done(&traject);
	return id;
}

static inline void world_open(struct world *w)
{
	WORKS(store_open(w->path, 0, &w->store, &why));
}

static inline struct world *world_new(void)
{
	struct world *w = calloc(1, sizeof(*w));

	setenv("SPOEDPEIL_NOW", "2025-06-15T12:00", 1);
	w->directory = place_new();
	return w;
}

/* An empty file with the names of one organisatie, and one traject. */
static inline void world_begin(struct world *w)
{
	w->path = world_file(w, "data.db");
	world_open(w);
	WORKS(names_add(w->store, "organisatie", NULL, "Zuid", &why));
	WORKS(names_add(w->store, "team", "Zuid", "Oost", &why));
	WORKS(names_add(w->store, "medewerker", "Zuid", "An", &why));
	w->traject = world_traject(w, "T1");
}

static inline int world_set_up(void **state)
{
	struct world *w = world_new();

	world_write(w, "traject.yaml", traject_yaml);
	world_write(w, "proef.yaml", proef_yaml);
	world_write(w, "begin.yaml", begin_yaml);
	world_write(w, "eind.yaml", eind_yaml);
	world_write(w, "leeg.yaml", leeg_yaml);
	world_load(w);
	world_begin(w);
	*state = w;
	return 0;
}

/* The same with the forms that are shipped. */
static inline int world_set_up_shipped(void **state)
{
	struct world *w = world_new();

	w->catalogue = catalogue_shipped();
	world_begin(w);
	*state = w;
	return 0;
}

static inline int world_tear_down(void **state)
{
	struct world *w = *state;

	entry_close(w->entry);
	store_close(w->store);
	catalogue_free(w->catalogue);
	place_remove(w->directory);
	free(w->path);
	free(w);
	return 0;
}

/* --- opening and looking */

static inline int open_in(struct world *w, const char *form, int64_t traject,
			  const char *jeugdige, struct err *err)
{
	struct entry_start start = {
		.store = w->store,
		.catalogue = w->catalogue,
		.form = catalogue_find(w->catalogue, form, NULL),
		.traject = traject,
		.jeugdige = jeugdige,
		.medewerker = "An",
	};

	assert_non_null(start.form);
	assert_null(w->entry);
	return entry_open(&start, &w->entry, err);
}

static inline void open_form(struct world *w, const char *form)
{
	WORKS(open_in(w, form, w->traject, NULL, &why));
}

static inline void open_about(struct world *w, const char *form,
			      const char *jeugdige)
{
	WORKS(open_in(w, form, w->traject, jeugdige, &why));
}

static inline void close_form(struct world *w)
{
	entry_close(w->entry);
	w->entry = NULL;
}

/* How many questions have an answer. */
static inline size_t answer_count(const struct world *w)
{
	size_t asked, count;

	entry_progress(w->entry, &asked, &count);
	return count;
}

static inline int field_named(const struct world *w, const char *name)
{
	int field = form_find(entry_form(w->entry), name);

	if (field < 0)
		fprintf(stderr, "# no field %s\n", name);
	assert_true(field >= 0);
	return field;
}

static inline const struct answer *answer_of(const struct world *w,
					     const char *name, int row)
{
	return answers_get(entry_answers(w->entry), field_named(w, name), row);
}

static inline const char *value_of(const struct world *w, const char *name)
{
	return answer_of(w, name, 0)->value;
}

/* The name of the field at the focus, "+" where a row is added, "" nowhere. */
static inline const char *focus_name(const struct world *w)
{
	size_t focus = entry_focus(w->entry);
	struct item item;

	if (focus >= entry_count(w->entry))
		return "";
	item = entry_item(w->entry, focus);
	if (item.kind == ITEM_ADD_ROW)
		return "+";
	return entry_form(w->entry)->fields[item.field].name;
}

static inline int focus_row(const struct world *w)
{
	return entry_item(w->entry, entry_focus(w->entry)).row;
}

static inline void assert_focus(const struct world *w, const char *name)
{
	assert_string_equal(focus_name(w), name);
}

static inline void go(struct world *w, const char *name, int row)
{
	size_t item = entry_find(w->entry, field_named(w, name), row);

	assert_true(item < entry_count(w->entry));
	assert_true(entry_go(w->entry, item));
}

static inline void go_add_row(struct world *w)
{
	for (size_t i = 0; i < entry_count(w->entry); i++) {
		if (entry_item(w->entry, i).kind == ITEM_ADD_ROW) {
			assert_true(entry_go(w->entry, i));
			return;
		}
	}
	fail();
}

static inline void type(struct world *w, const char *typed)
{
	WORKS(entry_type(w->entry, typed, &why));
}

static inline void fill(struct world *w, const char *name, int row,
			const char *typed)
{
	go(w, name, row);
	type(w, typed);
}

static inline void flush(struct world *w)
{
	WORKS(entry_flush(w->entry, &why));
}

/* No file may grow: what a full disk does. */
static inline void fill_disk(bool full)
{
	static struct rlimit before;
	struct rlimit limit;

	if (!full) {
		setrlimit(RLIMIT_FSIZE, &before);
		return;
	}
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = before;
	limit.rlim_cur = 4096;
	setrlimit(RLIMIT_FSIZE, &limit);
}

static inline void complete(struct world *w)
{
	WORKS(entry_complete(w->entry, NULL, &why));
}

static inline enum field_fault fault_at(struct world *w, const char *name,
					int row)
{
	size_t item = entry_find(w->entry, field_named(w, name), row);

	assert_true(item < entry_count(w->entry));
	return entry_fault(w->entry, item, NULL);
}

static inline struct answers *stored(struct world *w)
{
	const struct record_head *head = entry_head(w->entry);
	struct answers *answers;
	struct draft draft = { 0 };

	WORKS(drafts_in_place(
		w->store,
		&(struct form_place){ .form = head->form,
				      .traject = w->traject,
				      .jeugdige = head->jeugdige,
				      .informant = head->informant },
		&draft, &why));
	WORKS(drafts_answers(w->store, entry_form(w->entry), draft.id, &answers,
			     &why));
	draft_done(&draft);
	return answers;
}

/* What the store has of the draft is what the entry has. */
static inline void assert_stored(struct world *w)
{
	struct answers *answers = stored(w);

	assert_true(answers_equal(answers, entry_answers(w->entry)));
	answers_free(answers);
}

/* As much as makes a proef complete and counting. */
static inline void fill_proef(struct world *w)
{
	fill(w, "soort", 0, "aap");
	fill(w, "s1", 0, "1");
	fill(w, "s2", 0, "0");
}

/* The traject form that is shipped, with the jeugdigen of these birth dates. */
static inline void fill_traject(struct world *w, const char *end,
				const char *provision, const char *const *born,
				int count)
{
	open_form(w, "traject");
	fill(w, "aanmelding", 0, "1-3-2025 14:00");
	fill(w, "start", 0, "1-3-2025 16:00");
	fill(w, "einde", 0, end);
	fill(w, "voorziening", 0, provision);
	for (int row = 1; row <= count; row++) {
		if (row > 1) {
			go_add_row(w);
			WORKS(entry_add_row(w->entry, &why));
		}
		fill(w, "geboortedatum", row, born[row - 1]);
	}
}

/* A form that is shipped, with all that it asks. */
static inline void fill_ash(struct world *w)
{
	static const char *const items[] = { "c1",  "c2",  "c3a", "c3b", "c3c",
					     "c3d", "c4a", "c4b", "c4c", "c5a",
					     "c5b", "c5c", "c5d", "c6" };

	open_form(w, "ash");
	fill(w, "gezinstype", 0, "1");
	fill(w, "problematiek", 0, "1");
	fill(w, "werkdoelen", 0, "1");
	fill(w, "advies", 0, "1");
	for (size_t i = 0; i < COUNT(items); i++)
		fill(w, items[i], 0, "1");
}

#endif
