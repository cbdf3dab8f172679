/*
 * ui/path.h - names of files as people type them and are told them
 *
 * Owns      texts that are returned are the caller's, to free().
 * Fails     never.
 */
#ifndef UI_PATH_H
#define UI_PATH_H

#include "base/buffer.h"
#include "ui/app.h"

/* "~/x.csv" as a shell would have made of it. */
char *path_typed(const char *answer);
/* The same of a name that may be in directory. */
char *path_within(const char *directory, const char *answer);

/* "-utrecht-zuid": of a name only what is safe in that of a file. */
void path_add_name(struct buffer *b, const char *name);

void path_say_written(struct app *app, const char *path);

#endif
