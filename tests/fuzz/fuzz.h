/*
 * tests/fuzz/fuzz.h - what the fuzz targets share
 *
 * A target is one file with a LLVMFuzzerTestOneInput(): libFuzzer makes up
 * inputs for it (make fuzz), and replay.c feeds it the files of its corpus
 * (make check).  Besides not crashing, a target holds the room to what its
 * headers promise, with MUST().
 *
 * Owns      texts returned are the caller's, to free().
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "form/form.h"

/* What the target is for; the name of its corpus. */
extern const char fuzz_target[];

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In make check: what takes long is checked too, for every input. */
extern bool fuzz_thorough;

/* A broken promise ends the run, with its words and place. */
#define MUST(promise)                                                          \
	do {                                                                   \
		if (!(promise))                                                \
			fuzz_fail(__FILE__, __LINE__, #promise);               \
	} while (0)
void fuzz_fail(const char *file, int line, const char *promise)
	__attribute__((noreturn));

/* The bytes of an input, taken one after another; zeros past the end. */
struct bytes {
	const uint8_t *at, *end;
};

unsigned bytes_take(struct bytes *bytes);
uint64_t bytes_number(struct bytes *bytes);
/* Up to the next zero byte, which is passed over too. */
char *bytes_text(struct bytes *bytes);
/* All that is left, terminated; its length in *length. */
char *bytes_rest(struct bytes *bytes, size_t *length);

/* Every kept problem has a place in the input and a sentence on one line. */
void fuzz_problems(const struct problem_list *problems);

/* The traject form that comes with the program, loaded once. */
const struct form *fuzz_traject(void);

/* A form from a text that must be right. */
struct form *fuzz_form(const char *text, const struct form *traject);

/* A directory of this process, empty, removed at the end. */
const char *fuzz_directory(void);

/* Write a file of fuzz_directory() anew; its path. */
char *fuzz_file(const char *name, const void *bytes, size_t length);

#endif
