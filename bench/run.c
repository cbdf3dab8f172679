/*
 * bench/run.c - how long commands take, and how much memory at most
 *
 *	run ROUNDS KEY COMMAND [KEY COMMAND ...]
 *
 * Each command goes to /bin/sh; in every round all of them run, in turn.  The
 * times are in milliseconds, the memory (KEY_kb) is the most that was resident.
 */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "bench.h"

#define COMMANDS_MAX 8

struct command {
	char *shell;
	const char *key;
	struct samples times;
	struct samples memory;
};

static void run(struct command *command)
{
	double start = microseconds();
	struct rusage usage;
	pid_t child = fork();
	int status;

	if (child == 0) {
		execl("/bin/sh", "sh", "-c", command->shell, (char *)NULL);
		_exit(127);
	}
	if (wait4(child, &status, 0, &usage) != child || status)
		fail("this failed: %s", command->shell);
	samples_add(&command->times, (microseconds() - start) / 1000);
	samples_add(&command->memory, (double)usage.ru_maxrss);
}

int main(int argc, char **argv)
{
	struct command commands[COMMANDS_MAX] = { { 0 } };
	int count = 0;
	int rounds;

	if (argc < 4)
		fail("run ROUNDS KEY COMMAND [KEY COMMAND ...]");
	rounds = atoi(argv[1]);
	for (int i = 2; i + 1 < argc && count < COMMANDS_MAX; i += 2) {
		commands[count].key = argv[i];
		commands[count++].shell = argv[i + 1];
	}
	for (int r = 0; r < rounds; r++)
		for (int i = 0; i < count; i++)
			run(&commands[i]);
	for (int i = 0; i < count; i++) {
		char *memory = alloc_print("%s_kb", commands[i].key);

		samples_print(&commands[i].times, commands[i].key);
		samples_print(&commands[i].memory, memory);
		free(memory);
	}
	return 0;
}
