/* form/glance.c - see form/glance.h */
#include "config.h"

#include "form/glance.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/pack.h"

#define KEPT_MAX ((size_t)1 << 20)

/* What is in the file: this, what it came from, and what was seen. */
static const char begins[] = PACKAGE " glance 1 " VERSION;

struct glance {
	char *path;
	struct buffer key; /* with what the file must begin to be of use */
	char *kept;        /* all of it, when it does; or NULL */
	size_t kept_length;
};

static void add_time(struct buffer *key, struct timespec when)
{
	pack_number(key, when.tv_sec);
	pack_number(key, when.tv_nsec);
}

/* A file that is replaced has another number, one that is changed another time,
 * also when somebody sets back the time of its change. */
static bool add_file(struct buffer *key, const char *directory,
		     const char *name)
{
	char *path = file_join(directory, name);
	struct stat found;
	bool good = stat(path, &found) == 0;

	free(path);
	if (!good)
		return false;
	pack_text(key, name);
	pack_number(key, (int64_t)found.st_dev);
	pack_number(key, (int64_t)found.st_ino);
	pack_number(key, (int64_t)found.st_size);
	add_time(key, found.st_mtim);
	add_time(key, found.st_ctim);
	return true;
}

static bool add_directory(struct buffer *key, const char *directory)
{
	char **names;
	size_t count;
	bool good = true;

	if (file_list(directory, ".yaml", &names, &count, NULL))
		return false;
	pack_text(key, directory);
	pack_number(key, (int64_t)count);
	for (size_t i = 0; i < count; i++) {
		good = good && add_file(key, directory, names[i]);
		free(names[i]);
	}
	free(names);
	return good;
}

/* A pipe would keep us waiting. */
static bool is_file(const char *path)
{
	return file_stays(path) && !file_is_directory(path);
}

static void read_kept(struct glance *glance)
{
	const struct buffer *key = &glance->key;

	if (!is_file(glance->path) ||
	    file_read(glance->path, KEPT_MAX, &glance->kept,
		      &glance->kept_length, NULL))
		return;
	if (glance->kept_length >= key->length &&
	    memcmp(glance->kept, key->bytes, key->length) == 0)
		return;
	free(glance->kept);
	glance->kept = NULL;
}

struct glance *glance_open(const char *path, const char *const *directories,
			   size_t count)
{
	struct glance *glance;
	bool good = true;

	if (!path)
		return NULL;
	glance = alloc_new(1, sizeof(*glance));
	glance->path = alloc_text(path);
	pack_text(&glance->key, begins);
	pack_number(&glance->key, (int64_t)count);
	for (size_t i = 0; good && i < count; i++)
		good = add_directory(&glance->key, directories[i]);
	if (!good) {
		glance_free(glance);
		return NULL;
	}
	read_kept(glance);
	return glance;
}

void glance_free(struct glance *glance)
{
	if (!glance)
		return;
	free(glance->path);
	free(glance->kept);
	buffer_done(&glance->key);
	free(glance);
}

struct catalogue *glance_catalogue(const struct glance *glance)
{
	if (!glance || !glance->kept)
		return NULL;
	return catalogue_glance(glance->kept + glance->key.length,
				glance->kept_length - glance->key.length);
}

static bool is_kept(const struct glance *glance, const char *seen,
		    size_t length)
{
	size_t before = glance->key.length;

	return glance->kept && glance->kept_length - before == length &&
	       memcmp(glance->kept + before, seen, length) == 0;
}

/* Writing takes milliseconds; what is this many seconds old was left. */
#define LEFT_AFTER 3600

/* By its name and its age, a new file that somebody was killed at. */
static bool is_left(const char *path, const char *kept)
{
	size_t length = strlen(kept);
	struct stat found;

	return strncmp(path, kept, length) == 0 && path[length] == '.' &&
	       strlen(path + length + 1) == 6 && lstat(path, &found) == 0 &&
	       S_ISREG(found.st_mode) &&
	       time(NULL) - found.st_mtime > LEFT_AFTER;
}

static void remove_left(const char *directory, const char *kept)
{
	char **names = NULL;
	size_t count = 0;

	if (file_list(directory, "", &names, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		char *path = file_join(directory, names[i]);

		if (is_left(path, kept))
			(void)unlink(path);
		free(path);
		free(names[i]);
	}
	free(names);
}

void glance_keep(const struct glance *glance, const struct catalogue *whole)
{
	struct file_output out = { 0 };
	const char *seen;
	char *directory;
	size_t length;

	if (!glance)
		return;
	seen = catalogue_packed(whole, &length);
	if (is_kept(glance, seen, length) ||
	    length + glance->key.length > KEPT_MAX ||
	    (file_exists(glance->path) && !is_file(glance->path)))
		return;
	directory = file_directory(glance->path);
	if (file_make_directory(directory, NULL) == 0 &&
	    file_begin(glance->path, &out, NULL) == 0) {
		fwrite(glance->key.bytes, 1, glance->key.length, out.stream);
		fwrite(seen, 1, length, out.stream);
		file_swap(&out);
		remove_left(directory, glance->path);
	}
	free(directory);
}
