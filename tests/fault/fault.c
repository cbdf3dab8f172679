/*
 * fault.c - a disk that fails when it is told to; to be preloaded
 *
 * Only calls on what is below FAULT_DIR are counted, from 1, and not those on
 * a file named progress.
 *
 *	FAULT_CALLS   which: write, sync, open, name, read, lock, with commas;
 *	              write,sync,open,name if not given.  open is for writing,
 *	              name is link, rename, unlink, truncate
 *	FAULT_AT      the number of the call; 0 only counts
 *	FAULT_DO      kill   before the call, as if the power went
 *	              torn   as kill, but half of a write is done
 *	              NUMBER the call fails with this errno, once
 *	              +NUMBER so do all after it: a disk that is full stays full
 *	              copy   FAULT_AT is a directory; before each sync it gets
 *	                     NUMBER-all, all files as they are,
 *	                     NUMBER-synced, as they were last synced, and
 *	                     NUMBER-torn, of each 512 bytes either of both
 *	FAULT_NOW     an errno with which all calls fail as long as it is set; the
 *	              program may set it itself; 0 is none
 *	FAULT_SYSTEM  the number of the file system that statfs() tells, as hex
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
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/vfs.h>
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

#define SECTOR 512

/* Of each sector either what was written or what was synced came to the disk. */
static void tear_file(const char *written, const char *synced, const char *to)
{
	static char bytes[2][SECTOR];
	int in[2] = { open(written, O_RDONLY), open(synced, O_RDONLY) };
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	unsigned chance = (unsigned)count * 2654435761u + 12345;
	ssize_t length[2] = { 0 };

	for (off_t at = 0;; at += SECTOR) {
		int which;

		for (int i = 0; i < 2; i++)
			length[i] =
				in[i] < 0 ? 0
					  : pread(in[i], bytes[i], SECTOR, at);
		if (length[0] <= 0 && length[1] <= 0)
			break;
		chance = chance * 1103515245u + 12345;
		which = chance >> 16 & 1;
		/* A file that grew has zeros where nothing came. */
		if (length[which] < length[!which])
			memset(bytes[which] + length[which], 0,
			       (size_t)(length[!which] - length[which]));
		if (length[which] <= 0 && (chance >> 17 & 3) == 0)
			break;
		if (pwrite(out, bytes[which],
			   (size_t)(length[which] > length[!which]
					    ? length[which]
					    : length[!which]),
			   at) < 0)
			abort();
	}
	close(in[0]);
	close(in[1]);
	close(out);
}

static void tear_directory(const char *directory, const char *synced,
			   const char *to)
{
	char from[1024];
	char before[1024];
	char name[1024];
	struct dirent *entry;
	struct stat found;
	DIR *list = opendir(directory);

	mkdir(to, 0700);
	while (list && (entry = readdir(list))) {
		snprintf(from, sizeof(from), "%s/%s", directory, entry->d_name);
		snprintf(before, sizeof(before), "%s/%s", synced,
			 entry->d_name);
		snprintf(name, sizeof(name), "%s/%s", to, entry->d_name);
		if (stat(from, &found) == 0 && S_ISREG(found.st_mode))
			tear_file(from, before, name);
	}
	if (list)
		closedir(list);
}

/*
 * All that was written came to the disk, or only what was synced before, or
 * something in between.
 */
static void copy_all(void)
{
	const char *directory = getenv("FAULT_DIR");
	const char *at = getenv("FAULT_AT");
	char synced[512];
	char from[512];
	char to[512];

	snprintf(to, sizeof(to), "%s/%05ld-all", at, count);
	copy_directory(directory, to);
	snprintf(synced, sizeof(synced), "%s/synced", at);
	snprintf(to, sizeof(to), "%s/%05ld-torn", at, count);
	tear_directory(directory, synced, to);
	snprintf(to, sizeof(to), "%s/%05ld-synced", at, count);
	copy_directory(synced, to);
	snprintf(from, sizeof(from), "%s/progress", directory);
	if (access(from, F_OK))
		return;
	snprintf(to, sizeof(to), "%s/%05ld-synced/progress", at, count);
	copy_file(from, to);
	snprintf(to, sizeof(to), "%s/%05ld-torn/progress", at, count);
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

/* Another name: its content is what was synced under the first. */
static void name_anew(const char *path, const char *to)
{
	char from[512];
	char name[512];

	inside = true;
	name_synced(path, from, sizeof(from));
	name_synced(to, name, sizeof(name));
	copy_file(access(from, F_OK) ? "/dev/null" : from, name);
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

#define ON_PATH(name, parameters, arguments, after)                            \
	int name parameters                                                    \
	{                                                                      \
		REAL(name);                                                    \
		if (!inside && is_below(path)) {                               \
			if (meet("name") < 0)                                  \
				return -1;                                     \
			after                                                  \
		}                                                              \
		return real arguments;                                         \
	}

#define FORGET                                                                 \
	if (copies())                                                          \
		forget_synced(path);
#define ANEW                                                                   \
	if (copies())                                                          \
		name_anew(path, to);
#define ANEW_ONLY                                                              \
	if (copies()) {                                                        \
		name_anew(path, to);                                           \
		forget_synced(path);                                           \
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
ON_PATH(unlink, (const char *path), (path), FORGET)
ON_PATH(rename, (const char *path, const char *to), (path, to), ANEW_ONLY)
ON_PATH(link, (const char *path, const char *to), (path, to), ANEW)
OPENING(open)
OPENING(open64)

#define LOCKING(name)                                                          \
	int name(int fd, int command, ...)                                     \
	{                                                                      \
		va_list rest;                                                  \
		void *argument;                                                \
		REAL(name);                                                    \
		va_start(rest, command);                                       \
		argument = va_arg(rest, void *);                               \
		va_end(rest);                                                  \
		if (!inside && (command == F_SETLK || command == F_SETLKW) &&  \
		    is_ours(fd) && meet("lock") < 0)                           \
			return -1;                                             \
		return real(fd, command, argument);                            \
	}

LOCKING(fcntl)
LOCKING(fcntl64)
ON_FD(int, flock, "lock", (int fd, int operation), (fd, operation))

int statfs(const char *path, struct statfs *found)
{
	const char *number = getenv("FAULT_SYSTEM");
	int result;

	REAL(statfs);
	result = real(path, found);
	if (result == 0 && number)
		found->f_type = (__fsword_t)strtoul(number, NULL, 16);
	return result;
}
