/* ui/path.c - see ui/path.h */
#include "config.h"

#include "ui/path.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"

char *path_typed(const char *answer)
{
	const char *home = getenv("HOME");

	if (home && strcmp(answer, "~") == 0)
		return alloc_text(home);
	if (home && strncmp(answer, "~/", 2) == 0)
		return file_join(home, answer + 2);
	return alloc_text(answer);
}

char *path_within(const char *directory, const char *answer)
{
	char *path = path_typed(answer);
	char *within;

	if (path[0] == '/')
		return path;
	within = file_join(directory, path);
	free(path);
	return within;
}

void path_add_name(struct buffer *b, const char *name)
{
	char *folded = utf8_folded(name);

	buffer_add_byte(b, '-');
	for (const char *c = folded; *c; c++) {
		bool plain =
			(*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');

		if (plain || b->bytes[b->length - 1] != '-')
			buffer_add_byte(b, plain ? *c : '-');
	}
	free(folded);
}

void path_say_written(struct app *app, const char *path)
{
	char *whole = file_whole(path);

	app_say(app, STYLE_GOOD, _("Written to %s"), whole);
	free(whole);
}
