/* tests/fuzz/world.c - see tests/fuzz/world.h */
#include "config.h"

#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "exchange/csv_import.h"
#include "exchange/demo.h"
#include "fuzz.h"
#include "store/upkeep.h"

static void say(const struct problem_list *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		char *line = problem_line(&problems->items[i]);

		fprintf(stderr, "%s\n", line);
		free(line);
	}
}

static const char traject_form[] =
	"form: traject\n"
	"version: 1.0\n"
	"title: Traject\n"
	"per: traject\n"
	"traject: {started: start, ended: einde, repeat: jeugdige,"
	" key: kenmerk, born: geboren}\n"
	"sections:\n"
	"- name: kop\n"
	"  label: Kop\n"
	"  fields:\n"
	"  - {name: code, type: text, label: a}\n"
	"  - {name: organisatie, type: text, label: a, list: organisatie}\n"
	"  - {name: team, type: text, label: a, list: team}\n"
	"  - {name: medewerker, type: text, label: a, list: medewerker}\n"
	"  - {name: start, type: date, label: a}\n"
	"  - {name: einde, type: date, label: a}\n"
	"- name: jeugdigen\n"
	"  label: Jeugdigen\n"
	"  repeat: jeugdige\n"
	"  fields:\n"
	"  - {name: kenmerk, type: text, label: a}\n"
	"  - {name: geboren, type: date, label: a}\n";

static const char small_form[] =
	"form: proef\n"
	"version: 1.0\n"
	"title: Proef\n"
	"per: traject\n"
	"missing: {onbekend: onbekend}\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  missing: [onbekend]\n"
	"  fields:\n"
	"  - {name: tekst, type: text, label: a}\n"
	"  - {name: getal, type: integer, label: a}\n"
	"  - {name: maat, type: decimal, label: a}\n"
	"  - {name: dag, type: date, label: a}\n"
	"  - {name: s1, type: score, label: a}\n"
	"  - {name: s2, type: score, label: a}\n"
	"  - {name: keus, type: select_one, label: a, options: {a: A, b: B}}\n"
	"  - {name: veel, type: select_multiple, label: a,"
	" options: {x: X, y: Y}}\n"
	"- name: doelen\n"
	"  label: Doelen\n"
	"  repeat: doel\n"
	"  fields:\n"
	"  - {name: wat, type: text, label: a}\n"
	"  - {name: hoe, type: scale, from: -1, to: 2, label: a}\n"
	"measures: {m: {label: M, items: [s1, s2], target: 80}}\n"
	"counts: [{rule: m_scored > 0, message: niets}]\n";

static const char small_records[] =
	"traject,organisatie,team,medewerker,status,completed,tekst,getal,maat,"
	"dag,s1,s2,s2/missing,keus,veel/x,veel/y,doel/1/wat,doel/1/hoe,"
	"doel/2/wat,remark/tekst\n"
	"T-1,Noord,Oost,An,complete,2025-03-01,een,1,1.5,2025-03-01,1,0,,a,1,0,"
	"rust,1,werk,ja\n"
	"T-2,Noord,Oost,Bo,complete,2025-04-01,twee,-2,,,1,,onbekend,b,1,1,,,,"
	"\n"
	"T-3,Zuid,West,An,complete,2024-04-01,,,,,,,,,0,0,,,,\n"
	"T-4,Zuid,West,An,draft,,drie,,,,1,,,,,,,,,\n";

static struct catalogue *load(const char *directory)
{
	struct problem_list problems = { 0 };
	struct catalogue *catalogue = NULL;

	MUST(setenv("SPOEDPEIL_NOW", "2025-06-02T10:00", 1) == 0);
	MUST(catalogue_load(&directory, 1, &catalogue, &problems, NULL) == 0);
	say(&problems);
	problem_list_done(&problems);
	return catalogue;
}

struct catalogue *world_catalogue(void)
{
	static struct catalogue *catalogue;

	if (!catalogue)
		catalogue = load(SOURCE_FORMSDIR);
	return catalogue;
}

/* The directory with the small forms, made once. */
static const char *small_directory(void)
{
	static char *directory;

	if (directory)
		return directory;
	directory = file_join(fuzz_directory(), "forms");
	MUST(mkdir(directory, 0700) == 0);
	free(fuzz_file("forms/traject.yaml", traject_form,
		       strlen(traject_form)));
	free(fuzz_file("forms/proef.yaml", small_form, strlen(small_form)));
	return directory;
}

struct catalogue *world_small_new(void)
{
	return load(small_directory());
}

struct catalogue *world_small_catalogue(void)
{
	static struct catalogue *catalogue;

	if (!catalogue)
		catalogue = world_small_new();
	return catalogue;
}

static void fill(struct store *store)
{
	struct demo_options options = { .plan_file = "demo.yaml",
					.records = 8,
					.seed = 1,
					.first_year = 2024,
					.last_year = 2024 };
	struct problem_list problems = { 0 };
	struct demo_result result = { 0 };
	char *text = NULL;
	struct err err = { 0 };

	MUST(file_read(SOURCE_FORMSDIR "/demo.yaml", 1 << 20, &text,
		       &options.plan_length, NULL) == 0);
	options.plan = text;
	if (demo_fill(store, world_catalogue(), &options, &problems, &result,
		      &err)) {
		say(&problems);
		fuzz_fail(__FILE__, __LINE__, err.text);
	}
	problem_list_done(&problems);
	free(text);
}

char *world_file(const char *name)
{
	char *path = file_join(fuzz_directory(), name);
	struct store *store = NULL;

	world_catalogue();
	MUST(store_open(path, 0, &store, NULL) == 0);
	fill(store);
	store_close(store);
	return path;
}

char *world_small_file(const char *name)
{
	static const struct import_options options = { .form = "proef",
						       .add_names = true };
	char *path = file_join(fuzz_directory(), name);
	struct import_result result = { 0 };
	struct store *store = NULL;

	world_small_catalogue();
	MUST(store_open(path, 0, &store, NULL) == 0);
	MUST(csv_import(store, world_small_catalogue(), small_records,
			strlen(small_records), &options, &result, NULL) == 0);
	say(&result.problems);
	MUST(result.added == 4);
	import_result_done(&result);
	store_close(store);
	return path;
}

int world_export(struct store *store, const struct catalogue *catalogue,
		 const char *form, enum csv_manner manner, FILE *out,
		 size_t *rows, struct err *err)
{
	const struct selection selection = { .form = form, .withdrawn = true };
	struct outgoing outgoing = { 0 };
	int code = outgoing_begin(store, catalogue, &selection, PURPOSE_NONE,
				  &outgoing, err);

	if (!code)
		code = csv_export(&outgoing, manner, out, err);
	if (rows)
		*rows = outgoing.written;
	outgoing_done(&outgoing);
	return code;
}

void world_must_be_whole(struct store *store)
{
	struct problem_list problems = { 0 };

	MUST(upkeep_check(store, &problems, NULL) == 0);
	for (size_t i = 0; i < problems.count; i++)
		fuzz_fail(__FILE__, __LINE__, problems.items[i].text);
	problem_list_done(&problems);
}
