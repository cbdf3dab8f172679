/* exchange/library.c - see exchange/library.h */
#include "config.h"

#include "exchange/library.h"

#include <dlfcn.h>
#include <string.h>

#include "base/count.h"
#include "base/text.h"

/*
 * The functions of these names, one behind the other at out: pointers to
 * functions, for which dlsym() has no type.
 */
static bool find(const char *file, const char *const *names, size_t count,
		 void *out)
{
	void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	char *at = out;
	bool all = handle != NULL;

	for (size_t i = 0; i < count && all; i++) {
		void *symbol = dlsym(handle, names[i]);

		memcpy(at + i * sizeof(symbol), &symbol, sizeof(symbol));
		all = symbol != NULL;
	}
	/* Nobody takes a part of it for the whole. */
	if (!all)
		memset(out, 0, count * sizeof(void *));
	return all;
}

/* One for the program, as the library itself is. */
static int fetch(const char *file, const char *package,
		 const char *const *names, size_t count, void *out,
		 struct err *err)
{
	if (find(file, names, count, out))
		return 0;
	return err_set(err, ERR_SYSTEM,
		       /* TRANSLATORS: a file, the name of a package. */
		       _("The library %s is not there, and this needs it; "
			 "install it (Debian: %s)"),
		       file, package);
}

#define NAME(name) #name,

int zip_library(const struct zip_library **out, struct err *err)
{
	static const char *const names[] = { ZIP_FUNCTIONS(NAME) };
	static struct zip_library library;
	int code = 0;

	if (!library.archive_read_new)
		code = fetch(ARCHIVE_FILE, "libarchive13", names, COUNT(names),
			     &library, err);
	if (!code)
		*out = &library;
	return code;
}

int json_library(const struct json_library **out, struct err *err)
{
	static const char *const names[] = { JSON_FUNCTIONS(NAME) };
	static struct json_library library;
	int code = 0;

	if (!library.json_loadb)
		code = fetch(JANSSON_FILE, "libjansson4", names, COUNT(names),
			     &library, err);
	if (!code)
		*out = &library;
	return code;
}

#ifdef HAVE_READSTAT
int sav_library(const struct sav_library **out, struct err *err)
{
	static const char *const names[] = { SAV_FUNCTIONS(NAME) };
	static struct sav_library library;
	int code = 0;

	if (!library.readstat_writer_init)
		code = fetch(READSTAT_FILE, "libreadstat1", names, COUNT(names),
			     &library, err);
	if (!code)
		*out = &library;
	return code;
}
#endif
