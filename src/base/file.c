/* base/file.c - see base/file.h */
#include "config.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/work.h"

#define STOP_LOOK 200 /* ms */
#define PIECE 16384

static bool is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* What the system said about path, after errno. */
static int refused(struct err *err, const char *path)
{
	int reason = errno;

	if (reason == ENOENT)
		return err_set(err, ERR_NOTFOUND, _("%s does not exist"), path);
	return err_set(err, ERR_SYSTEM, "%s: %s", path, err_reason(reason));
}

/*
 * Wait until there is something to read, which in a file there always is.  Now
 * and then it is looked whether to stop: a signal that came just before would
 * not end the waiting.
 */
static bool wait_for(int fd, bool in_file)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

	if (in_file)
		return !work_is_stopped();
	while (!work_is_stopped())
		if (poll(&poll_fd, 1, STOP_LOOK) > 0)
			return true;
	return false;
}

static int read_all(int fd, const char *path, size_t limit, struct buffer *into,
		    struct err *err)
{
	char piece[PIECE];
	struct stat about;
	bool in_file = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
	int code = 0;

	for (;;) {
		ssize_t got;

		if (!wait_for(fd, in_file)) {
			code = work_fail(err);
			break;
		}
		got = read(fd, piece, PIECE);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			code = refused(err, path);
		if (got <= 0)
			break;
		if ((size_t)got > limit - into->length) {
			code = err_set(err, ERR_INVALID,
				       /* TRANSLATORS: a path, a number. */
				       _("%s is larger than %zu KiB"), path,
				       limit / 1024);
			break;
		}
		buffer_add_part(into, piece, (size_t)got);
	}
	return code;
}

int file_read(const char *path, size_t limit, char **out, size_t *length,
	      struct err *err)
{
	bool standard = is_standard(path);
	struct buffer text = { 0 };
	int fd = STDIN_FILENO;
	int code;

	if (!standard)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return refused(err, path);
	code = read_all(fd, standard ? _("standard input") : path, limit, &text,
			err);
	if (!standard)
		close(fd);
	if (code) {
		buffer_done(&text);
		return code;
	}
	*length = text.length;
	*out = buffer_take(&text);
	return 0;
}

int file_read_start(const char *path, size_t most, char **out, size_t *length,
		    struct err *err)
{
	FILE *stream = fopen(path, "re");
	char *text;
	size_t got;
	int code;

	if (!stream)
		return refused(err, path);
	text = alloc_new(most + 1, 1);
	got = fread(text, 1, most, stream);
	code = ferror(stream) ? refused(err, path) : 0;
	(void)fclose(stream);
	if (code) {
		free(text);
		return code;
	}
	*out = text;
	*length = got;
	return 0;
}

/* A device or a pipe, which is written to as it is and never replaced. */
static bool is_special(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && !S_ISREG(about.st_mode) &&
	       !S_ISDIR(about.st_mode);
}

static int open_special(const char *path, struct file_output *out,
			struct err *err)
{
	FILE *stream = is_standard(path) ? stdout : fopen(path, "we");

	if (!stream)
		return refused(err, path);
	*out = (struct file_output){ .stream = stream,
				     .path = alloc_text(path) };
	return 0;
}

bool file_is_same(const char *path, const char *other)
{
	struct stat a, b;

	return stat(path, &a) == 0 && stat(other, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool file_is_database(const char *path)
{
	static const char begins[] = "SQLite format 3";
	char begin[sizeof(begins)] = "";
	FILE *stream = file_stays(path) ? fopen(path, "rbe") : NULL;
	bool result;

	if (!stream)
		return false;
	result = fread(begin, 1, sizeof(begin), stream) == sizeof(begin) &&
		 memcmp(begin, begins, sizeof(begin)) == 0;
	fclose(stream);
	return result;
}

int file_begin(const char *path, struct file_output *out, struct err *err)
{
	char *name, *temporary;
	FILE *stream = NULL;
	int reason;
	int fd;

	if (is_standard(path) || is_special(path))
		return open_special(path, out, err);
	if (file_is_directory(path))
		return err_set(err, ERR_SYSTEM, "%s: %s", path,
			       err_reason(EISDIR));
	/* By a slip of the fingers all records would be gone. */
	if (file_is_database(path))
		return err_set(err, ERR_EXISTS,
			       _("%s holds records and is not written over; "
				 "choose another name"),
			       path);
	/* Through a link, so that the link stays one; beside the file, so
	 * that the new one can take its place. */
	name = realpath(path, NULL);
	if (!name)
		name = alloc_text(path);
	temporary = alloc_print("%s.XXXXXX", name);
	fd = mkostemp(temporary, O_CLOEXEC);
	if (fd >= 0)
		stream = fdopen(fd, "w");
	if (stream) {
		*out = (struct file_output){ stream, name, temporary };
		return 0;
	}
	reason = errno;
	if (fd >= 0) {
		close(fd);
		unlink(temporary);
	}
	free(name);
	free(temporary);
	return err_set(err, ERR_SYSTEM, "%s: %s", path, err_reason(reason));
}

bool file_sync_directory(const char *path)
{
	char *name = file_directory(path);
	int directory = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(name);
	if (directory < 0)
		return false;
	if (fsync(directory) && errno != EINVAL && errno != EROFS) {
		close(directory);
		return false;
	}
	return close(directory) == 0;
}

static bool flush(struct file_output *out)
{
	if (ferror(out->stream) || fflush(out->stream) != 0)
		return false;
	/* A pipe or a terminal has nothing to sync. */
	return !out->temporary || fsync(fileno(out->stream)) == 0;
}

/* Close the new file and give it its name. */
static bool put_in_place(struct file_output *out)
{
	bool closed = fclose(out->stream) == 0;

	out->stream = NULL;
	if (!closed || rename(out->temporary, out->path) != 0)
		return false;
	free(out->temporary);
	out->temporary = NULL;
	return true;
}

int file_commit(struct file_output *out, struct err *err)
{
	bool replaces = out->temporary != NULL;
	int code = 0;

	errno = 0;
	if (!flush(out) || (replaces && !put_in_place(out))) {
		/* A write that failed before has left no reason. */
		const char *reason = err_reason(errno ? errno : EIO);

		code = err_set(err, ERR_SYSTEM, "%s: %s",
			       is_standard(out->path) ? _("standard output")
						      : out->path,
			       reason);
	} else if (replaces) {
		/* What it holds is safe, and its name where that can be. */
		(void)file_sync_directory(out->path);
	}
	file_cancel(out);
	return code;
}

void file_swap(struct file_output *out)
{
	(void)put_in_place(out);
	file_cancel(out);
}

void file_cancel(struct file_output *out)
{
	if (out->stream && out->stream != stdout)
		fclose(out->stream);
	if (out->temporary)
		unlink(out->temporary);
	free(out->temporary);
	free(out->path);
	*out = (struct file_output){ 0 };
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_directory(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool file_stays(const char *path)
{
	struct stat about;

	return !is_standard(path) && stat(path, &about) == 0 &&
	       (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode));
}

int file_make_directory(const char *path, struct err *err)
{
	char *parent;
	int code = 0;

	if (file_is_directory(path))
		return 0;
	parent = file_directory(path);
	if (!file_is_directory(parent))
		code = file_make_directory(parent, err);
	free(parent);
	if (code)
		return code;
	if (mkdir(path, 0700) == 0 ||
	    (errno == EEXIST && file_is_directory(path)))
		return 0;
	return err_set(err, ERR_SYSTEM, "%s: %s", path, err_reason(errno));
}

char *file_join(const char *directory, const char *name)
{
	size_t length = strlen(directory);
	const char *divider = length && directory[length - 1] == '/' ? "" : "/";

	return alloc_print("%s%s%s", directory, divider, name);
}

char *file_directory(const char *path)
{
	size_t end = strlen(path);

	while (end > 1 && path[end - 1] == '/')
		end--;
	while (end > 0 && path[end - 1] != '/')
		end--;
	while (end > 1 && path[end - 1] == '/')
		end--;
	return end ? alloc_text_part(path, end) : alloc_text(".");
}

const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *file_whole(const char *path)
{
	char *directory = file_directory(path);
	char *real = realpath(path, NULL);
	char *within = real ? NULL : realpath(directory, NULL);
	char *whole = within ? file_join(within, file_name(path))
			     : alloc_text(real ? real : path);

	free(real);
	free(within);
	free(directory);
	return whole;
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t length = strlen(name);
	size_t part = strlen(suffix);

	return length >= part && strcmp(name + length - part, suffix) == 0;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void file_sort(char **names, size_t count)
{
	if (count > 1)
		qsort(names, count, sizeof(*names), by_bytes);
}

int file_list(const char *directory, const char *suffix, char ***names,
	      size_t *count, struct err *err)
{
	DIR *dir = opendir(directory);
	struct dirent *entry;
	char **list = NULL;
	size_t found = 0;
	size_t capacity = 0;

	if (!dir)
		return refused(err, directory);
	while ((entry = readdir(dir)) != NULL) {
		/* A hidden file is an editor's or the system's. */
		if (entry->d_name[0] == '.' || !ends_in(entry->d_name, suffix))
			continue;
		list = alloc_grow(list, found, &capacity, sizeof(*list));
		list[found++] = alloc_text(entry->d_name);
	}
	closedir(dir);
	file_sort(list, found);
	*names = list;
	*count = found;
	return 0;
}

/*
 * The person's home, also where nothing says which: records are not to lie in
 * whatever directory one happens to be in.
 */
static const char *home_directory(void)
{
	const char *home = getenv("HOME");
	const struct passwd *user;

	if (home && home[0] == '/')
		return home;
	user = getpwuid(getuid());
	return user && user->pw_dir ? user->pw_dir : ".";
}

/* name in the program's own directory of the home that variable names. */
static char *in_home(const char *variable, const char *otherwise,
		     const char *name)
{
	const char *base = getenv(variable);

	/* The base directories ask that a relative path be passed over. */
	if (base && base[0] == '/')
		return alloc_print("%s/%s/%s", base, PACKAGE, name);
	return alloc_print("%s/%s/%s/%s", home_directory(), otherwise, PACKAGE,
			   name);
}

char *file_in_data_home(const char *name)
{
	return in_home("XDG_DATA_HOME", ".local/share", name);
}

char *file_in_config_home(const char *name)
{
	return in_home("XDG_CONFIG_HOME", ".config", name);
}

char *file_in_cache_home(const char *name)
{
	const char *base = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");

	if ((!base || base[0] != '/') &&
	    (!home || home[0] != '/' || !file_is_directory(home)))
		return NULL;
	return in_home("XDG_CACHE_HOME", ".cache", name);
}

char *file_forms_directory(void)
{
	char program[PATH_MAX] = "";
	char *directory;
	bool built_here;

	/* Where no link is on the way, as the system made the path. */
	if (readlink("/proc/self/exe", program, sizeof(program) - 1) < 0)
		program[0] = '\0';
	directory = file_directory(program);
	built_here = strcmp(directory, BUILD_DIRECTORY) == 0;
	free(directory);
	return alloc_text(built_here ? SOURCE_FORMSDIR : FORMSDIR);
}
