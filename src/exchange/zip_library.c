/* exchange/zip_library.c - see exchange/zip_library.h */
#include "config.h"

#include "exchange/zip_library.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"

/* Its name since version 3.0. */
#define NAME "libarchive.so.13"

/* A function of it, where to; dlsym() has no type for functions. */
static bool find(void *handle, const char *name, void *out)
{
	void *symbol = dlsym(handle, name);

	memcpy(out, &symbol, sizeof(symbol));
	return symbol != NULL;
}

static bool find_all(void *handle, struct zip_library *out)
{
	bool found = true;

#define ZIP_FUNCTION(name) found = find(handle, #name, &out->name) && found;
	ZIP_FUNCTIONS(ZIP_FUNCTION)
#undef ZIP_FUNCTION
	return found;
}

int zip_library(const struct zip_library **out, struct err *err)
{
	/* One for the program, as the library itself is. */
	static struct zip_library library;
	static bool found;
	void *handle;

	if (!found) {
		handle = dlopen(NAME, RTLD_NOW | RTLD_LOCAL);
		found = handle && find_all(handle, &library);
	}
	if (!found)
		return err_set(err, ERR_SYSTEM,
			       _("The library %s is not there, and packages "
				 "need it; install it (Debian: libarchive13)"),
			       NAME);
	*out = &library;
	return 0;
}
