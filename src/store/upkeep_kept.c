/* store/upkeep_kept.c - copies with the moment in their name, and how many of
 * them stay; see store/upkeep.h */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/file.h"
#include "base/text.h"
#include "store/copies_private.h"
#include "store/upkeep_private.h"

void upkeep_stamp(char out[STAMP_ROOM])
{
	char now[DATE_ROOM];
	size_t n = 0;

	clock_moment(now);
	/* "2026-11-21T14:05:00", without what is between the numbers. */
	for (const char *p = now; *p && n + 1 < STAMP_ROOM; p++) {
		if (*p == 'T')
			out[n++] = '-';
		else if (*p >= '0' && *p <= '9')
			out[n++] = *p;
	}
	out[n] = '\0';
}

/* What the names of a series begin and end with. */
struct series {
	char *directory;
	char *stem;
	char *extension; /* with its dot, or "" */
};

static void series_done(struct series *series)
{
	free(series->directory);
	free(series->stem);
	free(series->extension);
}

static struct series series_of(const char *path)
{
	const char *name = file_name(path);
	const char *dot = strrchr(name, '.');

	if (!dot || dot == name)
		dot = name + strlen(name);
	return (struct series){
		.directory = file_directory(path),
		.stem = alloc_text_part(name, (size_t)(dot - name)),
		.extension = alloc_text(dot),
	};
}

/* Is name STEM-YYYYMMDD-HHMMSS.EXT, perhaps with _NN before the dot? */
static bool is_of(const struct series *series, const char *name)
{
	static const char pattern[] = "-dddddddd-dddddd";
	size_t stem = strlen(series->stem);

	if (strncmp(name, series->stem, stem) != 0)
		return false;
	name += stem;
	for (const char *p = pattern; *p; p++, name++)
		if (*p == '-' ? *name != '-' : *name < '0' || *name > '9')
			return false;
	if (*name == '_')
		name += 1 + strspn(name + 1, "0123456789");
	return strcmp(name, series->extension) == 0;
}

/* Those that there are, oldest first. */
static int list(const struct series *series, char ***out, size_t *count,
		struct err *err)
{
	char **names;
	size_t found;
	size_t kept = 0;
	int code = file_list(series->directory, series->extension, &names,
			     &found, err);

	if (code)
		return code;
	for (size_t i = 0; i < found; i++) {
		if (is_of(series, names[i]))
			names[kept++] = names[i];
		else
			free(names[i]);
	}
	*out = names;
	*count = kept;
	return 0;
}

static void free_names(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

/* With what a program that was killed left beside it: that has parts of it. */
static int remove_one(const struct series *series, const char *name,
		      struct err *err)
{
	static const char *const beside[] = { "", "-journal", "-wal", "-shm",
					      "-queue" };
	int code = 0;

	for (size_t i = 0; i < COUNT(beside) && !code; i++) {
		char *path = alloc_print("%s/%s%s", series->directory, name,
					 beside[i]);

		if (unlink(path) && errno != ENOENT)
			code = err_set(err, ERR_SYSTEM,
				       _("%s cannot be removed: %s"), path,
				       err_reason(errno));
		free(path);
	}
	return code;
}

static int remove_oldest(const struct series *series, int keep, struct err *err)
{
	char **names = NULL;
	size_t count = 0;
	int code = list(series, &names, &count, err);

	for (size_t i = 0; !code && i + (size_t)keep < count; i++)
		code = remove_one(series, names[i], err);
	free_names(names, count);
	return code;
}

/* A name that is free; several can be made within a second. */
static char *new_path(const struct series *series)
{
	char stamp[STAMP_ROOM];
	char *path;

	upkeep_stamp(stamp);
	path = alloc_print("%s/%s-%s%s", series->directory, series->stem, stamp,
			   series->extension);
	for (int i = 2; i < 100 && file_exists(path); i++) {
		free(path);
		path = alloc_print("%s/%s-%s_%02d%s", series->directory,
				   series->stem, stamp, i, series->extension);
	}
	return path;
}

int upkeep_backup_kept(struct store *store, const char *path, int keep,
		       char **made, struct err *err)
{
	struct series series = series_of(path);
	char *copy = new_path(&series);
	int code = upkeep_backup(store, copy, err);

	/* Only now that there is a good one. */
	if (!code)
		code = remove_oldest(&series, keep, err);
	series_done(&series);
	if (code)
		free(copy);
	else
		*made = copy;
	return code;
}

/* --- every day one */

/* The path of which the daily copies of the file at path have the name. */
static char *daily_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *directory = copies_directory(path);
	char *result = file_join(directory, slash ? slash + 1 : path);

	free(directory);
	return result;
}

char *upkeep_newest_daily(const char *path)
{
	char *daily = daily_path(path);
	struct series series = series_of(daily);
	char **names = NULL;
	size_t count = 0;
	char *result = NULL;

	if (file_is_directory(series.directory) &&
	    list(&series, &names, &count, NULL) == 0 && count > 0)
		result = file_join(series.directory, names[count - 1]);
	free_names(names, count);
	series_done(&series);
	free(daily);
	return result;
}

static bool is_of_today(const char *path, const char *stem)
{
	const char *name = file_name(path);
	char stamp[STAMP_ROOM];

	upkeep_stamp(stamp);
	return strncmp(name + strlen(stem) + 1, stamp, 8) == 0;
}

/* Was the file, or its log, written since the copy was? */
static bool is_older(const char *copy, const char *path)
{
	static const char *const written[] = { "", "-wal" };
	struct stat of_copy;
	struct stat found;

	if (stat(copy, &of_copy))
		return true;
	for (size_t i = 0; i < 2; i++) {
		char *one = alloc_print("%s%s", path, written[i]);
		bool newer = stat(one, &found) == 0 && found.st_size > 0 &&
			     found.st_mtime >= of_copy.st_mtime;

		free(one);
		if (newer)
			return true;
	}
	return false;
}

static bool is_needed(const struct store *store, const char *daily)
{
	struct series series = series_of(daily);
	char *newest = upkeep_newest_daily(store->path);
	bool result = !newest || (!is_of_today(newest, series.stem) &&
				  is_older(newest, store->path));

	free(newest);
	series_done(&series);
	return result;
}

int upkeep_daily(struct store *store, char **path, struct err *err)
{
	char *daily = daily_path(store->path);
	char *directory = copies_directory(store->path);
	bool needed = is_needed(store, daily);
	int code = needed ? file_make_directory(directory, err) : 0;

	free(directory);
	if (code || !needed) {
		free(daily);
		daily = NULL;
	}
	if (!code)
		*path = daily;
	return code;
}

/* --- the last one */

/* The moment in the name of a daily copy, "...-20261121-140500.db"; or "". */
static void moment_in_name(const char *path, char out[DATE_ROOM])
{
	const char *dot = strrchr(path, '.');
	const char *end = dot && !strchr(dot, '/') ? dot : strchr(path, '\0');
	int year, month, day, hour, minute, second;

	out[0] = '\0';
	if (end - path >= 15 &&
	    sscanf(end - 15, "%4d%2d%2d-%2d%2d%2d", &year, &month, &day, &hour,
		   &minute, &second) == 6)
		snprintf(out, DATE_ROOM, "%04d-%02d-%02dT%02d:%02d:%02d", year,
			 month, day, hour, minute, second);
}

static void moment_of_file(const char *path, char out[DATE_ROOM])
{
	struct stat found;
	struct tm local;

	out[0] = '\0';
	if (stat(path, &found) == 0 && localtime_r(&found.st_mtime, &local))
		strftime(out, DATE_ROOM, "%Y-%m-%dT%H:%M:%S", &local);
}

int upkeep_last_copy(struct store *store, char when[DATE_ROOM], char **path,
		     struct err *err)
{
	struct copies noted = { 0 };
	char *last = upkeep_newest_daily(store->path);
	int code = copies_noted(store, &noted, err);

	when[0] = '\0';
	if (last)
		moment_in_name(last, when);
	for (size_t i = 0; i < noted.count && !code; i++) {
		char moment[DATE_ROOM];

		moment_of_file(noted.paths[i], moment);
		if (strcmp(moment, when) > 0) {
			snprintf(when, DATE_ROOM, "%s", moment);
			alloc_replace(&last, noted.paths[i]);
		}
	}
	copies_done(&noted);
	if (code)
		free(last);
	else
		*path = last;
	return code;
}
