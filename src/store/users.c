/* store/users.c - see store/users_private.h */
#include "config.h"

#include "store/users_private.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

void users_done(struct users *users)
{
	free(users->items);
	*users = (struct users){ 0 };
}

static bool has_open(const char *process, const struct stat *file)
{
	char *path = alloc_print("/proc/%s/fd", process);
	DIR *list = opendir(path);
	struct dirent *entry;
	struct stat found;
	bool result = false;

	free(path);
	while (list && !result && (entry = readdir(list)))
		result = fstatat(dirfd(list), entry->d_name, &found, 0) == 0 &&
			 found.st_dev == file->st_dev &&
			 found.st_ino == file->st_ino;
	if (list)
		closedir(list);
	return result;
}

static void add(struct users *users, long process)
{
	char *path;
	FILE *file;
	struct user *user;

	for (size_t i = 0; i < users->count; i++)
		if (users->items[i].process == process)
			return;
	path = alloc_print("/proc/%ld/comm", process);
	file = fopen(path, "r");
	users->items = alloc_grow(users->items, users->count, &users->capacity,
				  sizeof(*users->items));
	user = &users->items[users->count++];
	*user = (struct user){ .process = process };
	if (!file || !fgets(user->name, sizeof(user->name), file))
		user->name[0] = '\0';
	user->name[strcspn(user->name, "\n")] = '\0';
	if (file)
		fclose(file);
	free(path);
}

/*
 * Everybody's locks can be seen, also of processes that cannot be looked into;
 * SQLite holds one as long as a file with a log is open.
 */
static void find_locks(const struct stat *file, struct users *out)
{
	FILE *list = fopen("/proc/locks", "r");
	char line[256];

	while (list && fgets(line, sizeof(line), list)) {
		unsigned major_number = 0;
		unsigned minor_number = 0;
		unsigned long inode = 0;
		long process = 0;

		if (sscanf(line, "%*d: %*s %*s %*s %ld %x:%x:%lu", &process,
			   &major_number, &minor_number, &inode) != 4)
			continue;
		if (process > 0 && process != getpid() &&
		    inode == file->st_ino &&
		    major_number == major(file->st_dev) &&
		    minor_number == minor(file->st_dev))
			add(out, process);
	}
	if (list)
		fclose(list);
}

size_t users_find(const char *path, struct users *out)
{
	DIR *list = opendir("/proc");
	struct dirent *entry;
	struct stat file;

	if (stat(path, &file) == 0) {
		find_locks(&file, out);
		while (list && (entry = readdir(list))) {
			long process = strtol(entry->d_name, NULL, 10);

			if (process > 0 && process != getpid() &&
			    has_open(entry->d_name, &file))
				add(out, process);
		}
	}
	if (list)
		closedir(list);
	return out->count;
}

char *users_names(const struct users *users)
{
	struct buffer names = { 0 };

	for (size_t i = 0; i < users->count; i++)
		buffer_print(&names, "%s%s (%ld)", i ? ", " : "",
			     users->items[i].name[0] ? users->items[i].name
						     : "?",
			     users->items[i].process);
	return buffer_take(&names);
}

int users_refuse(const char *path, struct err *err)
{
	struct users users = { 0 };
	char *names;
	int code = 0;

	if (users_find(path, &users) > 0) {
		names = users_names(&users);
		code = err_set(err, ERR_BUSY,
			       _("%s is open in %s; close that first"), path,
			       names);
		free(names);
	}
	users_done(&users);
	return code;
}
