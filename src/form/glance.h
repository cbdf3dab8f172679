/*
 * form/glance.h - what a glance at the forms saw, kept for the next start
 *
 * Reading all forms takes twice as long as all else before the list of
 * trajecten is complete, and they hardly ever change.  So what a list needs of
 * them is kept in a file of ours (catalogue_packed()), with what the system said
 * of each file that it came from: its name, number, size and when it changed.
 * It holds for the same files and the same version of the program, and what was
 * shown by it is held to the forms once they have been read.  It can be thrown
 * away at any time, and has nothing of any record.
 *
 *	glance = glance_open(path, directories, count);
 *	catalogue = glance_catalogue(glance);
 *	...
 *	glance_keep(glance, whole);    what catalogue_load() gave after it
 *	glance_free(glance);
 *
 * Owns      a glance owns what it read; the catalogue is the caller's.
 * Fails     never so that anybody need know: where nothing is kept that fits,
 *           or can be kept, the forms are read.
 */
#ifndef FORM_GLANCE_H
#define FORM_GLANCE_H

#include "form/catalogue.h"

struct glance; /* form/glance.c */

/* path is where it is kept, or NULL: nowhere.  NULL when there can be none. */
struct glance *glance_open(const char *path, const char *const *directories,
			   size_t count);
void glance_free(struct glance *glance);

/* See catalogue_glance(); NULL when nothing that fits is kept. */
struct catalogue *glance_catalogue(const struct glance *glance);

/*
 * Keep what is seen of this catalogue, which was read after glance_open(), unless
 * that is what is kept.
 */
void glance_keep(const struct glance *glance, const struct catalogue *whole);

#endif
