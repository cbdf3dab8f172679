/*
 * fault.c - a disk that fails when it is told to; to be preloaded
 *
 * Only calls on what is below FAULT_DIR are counted, from 1, and not those on
 * a file named progress.
 *
 *	FAULT_CALLS   which: write, sync, open, name, read, with commas between;
 *	              write,sync,open,name if not given.  open is for writing,
 *	              name is link, rename, unlink, truncate
 *	FAULT_AT      the number of the call; 0 only counts
 *	FAULT_DO      kill   before the call, as if the power went
 *	              torn   as kill, but half of a write is done
 *	              NUMBER the call fails with this errno, once
 *	              +NUMBER so do all after it: a disk that is full stays full
 *	              copy   FAULT_AT is a directory; before each sync it gets
 *	                     NUMBER-all, all files as they are, and
 *	                     NUMBER-synced, as they were last synced
 *	FAULT_NOW     an errno with which all calls fail as long as it is set; the
 *	              program may set it itself; 0 is none
 *	FAULT_REPORT  a file that gets the count when the program ends
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long count;
static bool inside; /* our own calls are not counted */

static bool is_counted(const char *kind)
{
	const char *kinds = getenv("FAULT_CALLS");

	return strstr(kinds ? kinds : "write,sync,open,name", kind) != NULL;
}

static bool is_below(const char *path)
{
	const char *directory = getenv("FAULT_DIR");
	size_t length = directory ? strlen(directory) : 0;

	return length > 0 && strncmp(path, directory, length) == 0 &&
	       (path[length] == '/' || path[length] == '\0') &&
	       !strstr(path, "/progress");
}

static bool path_of(int fd, char *path, size_t room)
{
	char link[64];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	length = readlink(link, path, room - 1);
	if (length < 0)
		return false;
	path[length] = '\0';
	return true;
}

static bool is_ours(int fd)
{
	char path[4096];

	return path_of(fd, path, sizeof(path)) && is_below(path);
}

/* --- the power is cut */

static bool copies(void)
{
	const char *what = getenv("FAULT_DO");

	return what && strcmp(what, "copy") == 0;
}

static void copy_file(const char *from, const char *to)
{
	static char bytes[65536];
	int in = open(from, O_RDONLY);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t length;

	while ((length = read(in, bytes, sizeof(bytes))) > 0)
		if (write(out, bytes, (size_t)length) != length)
			abort();
	close(in);
	close(out);
}

static void copy_directory(const char *directory, const char *to)
{
	char from[1024];
	char name[1024];
	struct dirent *entry;
	struct stat found;
	DIR *list = opendir(directory);

	mkdir(to, 0700);
	while (list && (entry = readdir(list))) {
		snprintf(from, sizeof(from), "%s/%s", directory, entry->d_name);
		snprintf(name, sizeof(name), "%s/%s", to, entry->d_name);
		if (stat(from, &found) == 0 && S_ISREG(found.st_mode))
			copy_file(from, name);
	}
	if (list)
		closedir(list);
}

/*
 * Either all that was written came to the disk, or only what was synced
 * before.
 */
static void copy_all(void)
{
	const char *directory = getenv("FAULT_DIR");
	const char *at = getenv("FAULT_AT");
	char from[512];
	char to[512];

	snprintf(to, sizeof(to), "%s/%05ld-all", at, count);
	copy_directory(directory, to);
	snprintf(from, sizeof(from), "%s/synced", at);
	snprintf(to, sizeof(to), "%s/%05ld-synced", at, count);
	copy_directory(from, to);
	snprintf(from, sizeof(from), "%s/progress", directory);
	snprintf(to, sizeof(to), "%s/%05ld-synced/progress", at, count);
	copy_file(from, to);
}

static void name_synced(const char *path, char *out, size_t room)
{
	snprintf(out, room, "%s/synced", getenv("FAULT_AT"));
	mkdir(out, 0700);
	snprintf(out, room, "%s/synced/%s", getenv("FAULT_AT"),
		 strrchr(path, '/') + 1);
}

/* Of a file that is removed nothing comes back. */
static void forget_synced(const char *path)
{
	char name[512];

	inside = true;
	name_synced(path, name, sizeof(name));
	unlink(name);
	inside = false;
}

static void keep_synced(int fd)
{
	char path[4096];
	char name[512];
	struct stat found;

	if (fstat(fd, &found) || !S_ISREG(found.st_mode) ||
	    !path_of(fd, path, sizeof(path)))
		return;
	inside = true;
	name_synced(path, name, sizeof(name));
	copy_file(path, name);
	inside = false;
}

/* --- a call is met */

/* 0: go on.  1: half of it, and then the end.  -1: it failed, errno is set. */
static int meet(const char *kind)
{
	const char *what = getenv("FAULT_DO");
	const char *at = getenv("FAULT_AT");
	const char *now = getenv("FAULT_NOW");
	long number = at ? atol(at) : 0;

	if (!is_counted(kind))
		return 0;
	count++;
	if (now && atoi(now)) {
		errno = atoi(now);
		return -1;
	}
	if (!what || !at)
		return 0;
	if (copies()) {
		inside = true;
		if (strcmp(kind, "sync") == 0)
			copy_all();
		inside = false;
		return 0;
	}
	if (number == 0 || count < number || (count > number && what[0] != '+'))
		return 0;
	if (strcmp(what, "kill") == 0)
		raise(SIGKILL);
	if (strcmp(what, "torn") == 0) {
		if (strcmp(kind, "write") != 0)
			raise(SIGKILL);
		return 1;
	}
	errno = atoi(what + (what[0] == '+'));
	return -1;
}

__attribute__((destructor)) static void report(void)
{
	const char *path = getenv("FAULT_REPORT");
	FILE *out;

	inside = true;
	out = path ? fopen(path, "w") : NULL;
	if (out) {
		fprintf(out, "%ld\n", count);
		fclose(out);
	}
}

#define REAL(name)                                                             \
	static __typeof__(&name) real;                                         \
                                                                               \
	if (!real)                                                             \
	*(void **)&real = dlsym(RTLD_NEXT, #name)

#define ON_FD(type, name, kind, parameters, arguments)                         \
	type name parameters                                                   \
	{                                                                      \
		REAL(name);                                                    \
		if (!inside && is_ours(fd) && meet(kind) < 0)                  \
			return -1;                                             \
		return real arguments;                                         \
	}

#define WRITING(name, parameters, half, arguments)                             \
	ssize_t name parameters                                                \
	{                                                                      \
		int met;                                                       \
		REAL(name);                                                    \
		met = !inside && is_ours(fd) ? meet("write") : 0;              \
		if (met < 0)                                                   \
			return -1;                                             \
		if (met > 0 && real half >= 0)                                 \
			raise(SIGKILL);                                        \
		return real arguments;                                         \
	}

#define SYNCING(name)                                                          \
	int name(int fd)                                                       \
	{                                                                      \
		int result;                                                    \
		REAL(name);                                                    \
		if (inside || !is_ours(fd))                                    \
			return real(fd);                                       \
		if (meet("sync") < 0)                                          \
			return -1;                                             \
		result = real(fd);                                             \
		if (copies())                                                  \
			keep_synced(fd);                                       \
		return result;                                                 \
	}

#define ON_PATH(name, parameters, arguments)                                   \
	int name parameters                                                    \
	{                                                                      \
		REAL(name);                                                    \
		if (!inside && is_below(path)) {                               \
			if (meet("name") < 0)                                  \
				return -1;                                     \
			if (copies() && strcmp(#name, "unlink") == 0)          \
				forget_synced(path);                           \
		}                                                              \
		return real arguments;                                         \
	}

#define OPENING(name)                                                          \
	int name(const char *path, int flags, ...)                             \
	{                                                                      \
		va_list rest;                                                  \
		mode_t mode;                                                   \
		REAL(name);                                                    \
		va_start(rest, flags);                                         \
		mode = (mode_t)va_arg(rest, int);                              \
		va_end(rest);                                                  \
		if (!inside && (flags & (O_CREAT | O_WRONLY | O_RDWR)) &&      \
		    is_below(path) && meet("open") < 0)                        \
			return -1;                                             \
		return real(path, flags, mode);                                \
	}

WRITING(write, (int fd, const void *b, size_t n), (fd, b, n / 2), (fd, b, n))
WRITING(pwrite, (int fd, const void *b, size_t n, off_t at), (fd, b, n / 2, at),
	(fd, b, n, at))
WRITING(pwrite64, (int fd, const void *b, size_t n, off64_t at),
	(fd, b, n / 2, at), (fd, b, n, at))
ON_FD(ssize_t, read, "read", (int fd, void *b, size_t n), (fd, b, n))
ON_FD(ssize_t, pread, "read", (int fd, void *b, size_t n, off_t at),
      (fd, b, n, at))
ON_FD(ssize_t, pread64, "read", (int fd, void *b, size_t n, off64_t at),
      (fd, b, n, at))
SYNCING(fsync)
SYNCING(fdatasync)
ON_FD(int, ftruncate, "name", (int fd, off_t n), (fd, n))
ON_FD(int, ftruncate64, "name", (int fd, off64_t n), (fd, n))
ON_PATH(unlink, (const char *path), (path))
ON_PATH(rename, (const char *path, const char *to), (path, to))
ON_PATH(link, (const char *path, const char *to), (path, to))
OPENING(open)
OPENING(open64)
