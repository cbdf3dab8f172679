/*
 * tests/fuzz/fuzz_programme.c - any bytes as a file among the forms
 *
 * The file stands in a directory of its own, behind one with a small traject
 * form and a form: it may be a programme, benchmarks, a form that goes before
 * theirs, or nothing.  The catalogue is good without it, or good with it.
 */
#include "config.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/file.h"
#include "form/catalogue.h"

const char fuzz_target[] = "programme";

static const char traject[] =
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
	"  - {name: organisatie, type: text, label: a}\n"
	"  - {name: team, type: text, label: a}\n"
	"  - {name: medewerker, type: text, label: a}\n"
	"  - {name: start, type: date, label: a}\n"
	"  - {name: einde, type: date, label: a}\n"
	"- name: jeugdigen\n"
	"  label: Jeugdigen\n"
	"  repeat: jeugdige\n"
	"  fields:\n"
	"  - {name: kenmerk, type: text, label: a}\n"
	"  - {name: geboren, type: date, label: a}\n";

static const char form[] =
	"form: ash\n"
	"version: 3.0\n"
	"title: ASH\n"
	"per: traject\n"
	"sections:\n"
	"- name: kop\n"
	"  label: Kop\n"
	"  fields:\n"
	"  - {name: c1, type: score, label: a}\n"
	"  - {name: keus, type: select_one, label: a, options: {a: A, b: B}}\n"
	"measures:\n"
	"  uitvoering: {label: A, items: [c1]}\n";

static void put(const char *name, const void *bytes, size_t length)
{
	free(fuzz_file(name, bytes, length));
}

/* The directories, made once. */
static const char *const *directories(void)
{
	static const char *paths[2];

	if (paths[0])
		return paths;
	paths[0] = file_join(fuzz_directory(), "one");
	paths[1] = file_join(fuzz_directory(), "two");
	MUST(mkdir(paths[0], 0700) == 0 && mkdir(paths[1], 0700) == 0);
	put("one/traject.yaml", traject, strlen(traject));
	put("one/ash.yaml", form, strlen(form));
	return paths;
}

static void check_programme(const struct catalogue *catalogue)
{
	const struct programme *p = catalogue_programme(catalogue);

	for (size_t i = 0; p && i < p->form_count; i++)
		MUST(catalogue_find(catalogue, p->forms[i].form,
				    p->forms[i].version));
	for (size_t i = 0; p && i < p->list_count; i++)
		MUST(p->names[i].list && p->names[i].name);
	for (size_t i = 0; i < catalogue_benchmark_count(catalogue); i++) {
		const struct benchmark *b = catalogue_benchmark(catalogue, i);

		MUST(catalogue_find(catalogue, b->form, b->version));
		for (size_t k = 0; k < b->value_count; k++)
			MUST(b->values[k].percent >= 0 &&
			     b->values[k].percent <= 100);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *const *paths = directories();
	struct problem_list problems = { 0 };
	struct catalogue *catalogue = NULL;
	struct err err = { 0 };

	put("two/file.yaml", data, size);
	if (catalogue_load(paths, 2, &catalogue, &problems, &err) == 0) {
		MUST(catalogue_traject(catalogue));
		check_programme(catalogue);
	} else {
		MUST(err.text[0] && problems.count > 0);
	}
	fuzz_problems(&problems);
	problem_list_done(&problems);
	catalogue_free(catalogue);
	return 0;
}
