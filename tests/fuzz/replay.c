/*
 * tests/fuzz/replay.c - a target is fed its corpus, without a fuzzer
 *
 * The corpus of a target is every file of corpus/TARGET: inputs of the fuzzer
 * that reached something, and whatever once broke a promise.  An input that is
 * not answered in time breaks one too.  Files named as arguments are fed
 * instead: that is how a finding is looked at.
 */
#include "config.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"

/* What a person waits for, and what the sanitizers may make of it. */
#if defined(__SANITIZE_ADDRESS__)
#define SECONDS_MAX 20.0
#else
#define SECONDS_MAX 2.0
#endif

/* An endless loop ends here. */
#define ALARM 60

#define INPUT_MAX (4 << 20)

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Feed one file; the seconds it took, or less than 0. */
static double feed(const char *path)
{
	char *text = NULL;
	size_t length = 0;
	double start;
	int code = file_read(path, INPUT_MAX, &text, &length, NULL);

	if (code) {
		printf("# %s cannot be read\n", path);
		return -1.0;
	}
	/* What breaks is known by the last name that was said. */
	fprintf(stderr, "%s: %s\n", fuzz_target, path);
	start = now();
	alarm(ALARM);
	LLVMFuzzerTestOneInput((const uint8_t *)text, length);
	alarm(0);
	free(text);
	return now() - start;
}

static int tell(double longest, size_t count)
{
	bool good = count > 0 && longest <= SECONDS_MAX;

	printf("# %zu inputs, the slowest took %.2f s\n", count, longest);
	printf("%s 1 - %s: every input is answered, and in time\n",
	       good ? "ok" : "not ok", fuzz_target);
	return good ? 0 : 1;
}

static double longer(double a, double b)
{
	/* What could not be read took forever. */
	if (b < 0)
		b = 1e9;
	return a > b ? a : b;
}

int main(int argc, char **argv)
{
	const char *top = getenv("srcdir");
	double longest = 0;
	char **names = NULL;
	char *directory;
	size_t count = 0;

	fuzz_thorough = true;
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..1\n");
	if (argc > 1) {
		for (int i = 1; i < argc; i++)
			longest = longer(longest, feed(argv[i]));
		return tell(longest, (size_t)argc - 1);
	}
	directory = alloc_print("%s/tests/fuzz/corpus/%s", top ? top : ".",
				fuzz_target);
	if (file_list(directory, "", &names, &count, NULL))
		count = 0;
	for (size_t i = 0; i < count; i++) {
		char *path = file_join(directory, names[i]);

		if (!file_is_directory(path))
			longest = longer(longest, feed(path));
		free(path);
		free(names[i]);
	}
	free(names);
	free(directory);
	return tell(longest, count);
}
