/* tests/fuzz/fuzz.c - see tests/fuzz/fuzz.h */
#include "config.h"

#include "fuzz.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/utf8.h"
#include "form/load.h"

bool fuzz_thorough;

void fuzz_fail(const char *file, int line, const char *promise)
{
	fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
	abort();
}

unsigned bytes_take(struct bytes *bytes)
{
	return bytes->at < bytes->end ? *bytes->at++ : 0;
}

uint64_t bytes_number(struct bytes *bytes)
{
	uint64_t number = 0;

	for (int i = 0; i < 8; i++)
		number = number << 8 | bytes_take(bytes);
	return number;
}

char *bytes_text(struct bytes *bytes)
{
	const uint8_t *start = bytes->at;
	size_t length;

	while (bytes->at < bytes->end && *bytes->at)
		bytes->at++;
	length = (size_t)(bytes->at - start);
	if (bytes->at < bytes->end)
		bytes->at++;
	return alloc_text_part((const char *)start, length);
}

char *bytes_rest(struct bytes *bytes, size_t *length)
{
	char *rest;

	*length = (size_t)(bytes->end - bytes->at);
	rest = alloc_text_part((const char *)bytes->at, *length);
	bytes->at = bytes->end;
	return rest;
}

void fuzz_problems(const struct problem_list *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *p = &problems->items[i];
		char *line = problem_line(p);

		MUST(p->line >= 0 && p->column >= 0);
		MUST(p->text[0]);
		MUST(utf8_is_valid(p->text, strlen(p->text)));
		MUST(strlen(line) < 4096);
		free(line);
	}
}

const struct form *fuzz_traject(void)
{
	static struct form *traject;
	char *text = NULL;
	size_t length = 0;

	if (traject)
		return traject;
	MUST(file_read(SOURCE_FORMSDIR "/traject.yaml", 1 << 20, &text, &length,
		       NULL) == 0);
	traject = fuzz_form(text, NULL);
	free(text);
	return traject;
}

struct form *fuzz_form(const char *text, const struct form *traject)
{
	struct problem_list problems = { 0 };
	struct form *form =
		load_form(text, strlen(text), "form", traject, &problems);

	for (size_t i = 0; i < problems.count; i++)
		fprintf(stderr, "%s\n", problems.items[i].text);
	MUST(form);
	problem_list_done(&problems);
	return form;
}

/* Of the process that is owner: atexit() has no argument to give. */
static char directory[256];
static pid_t owner;

static int remove_one(const char *path, const struct stat *about, int type,
		      struct FTW *place)
{
	(void)about, (void)type, (void)place;
	return remove(path);
}

static void remove_directory(void)
{
	if (owner == getpid() &&
	    nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS))
		fprintf(stderr, "%s stays behind\n", directory);
}

const char *fuzz_directory(void)
{
	const char *parent = getenv("TMPDIR");

	if (owner == getpid())
		return directory;
	owner = getpid();
	snprintf(directory, sizeof(directory), "%s/spoedpeil-fuzz-XXXXXX",
		 parent ? parent : "/tmp");
	MUST(mkdtemp(directory));
	MUST(atexit(remove_directory) == 0);
	return directory;
}

char *fuzz_file(const char *name, const void *bytes, size_t length)
{
	char *path = file_join(fuzz_directory(), name);
	FILE *file = fopen(path, "we");

	MUST(file);
	MUST(fwrite(bytes, 1, length, file) == length);
	MUST(fclose(file) == 0);
	return path;
}
