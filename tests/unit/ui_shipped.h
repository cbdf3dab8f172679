/*
 * ui_shipped.h - the shipped forms and a new data file in a directory of its own,
 * for the tests of screens
 */
#ifndef UI_SHIPPED_H
#define UI_SHIPPED_H

#include "catalogues.h"
#include "place.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/settings.h"
#include "store/names.h"
#include "store/store.h"
#include "store/trajecten.h"
#include "ui/app.h"

struct shipped {
	char *directory;
	char *path;
	struct catalogue *catalogue;
	struct store *store;
	struct settings settings;
};

static struct err why;

/* On a morning in June, with "advance" as people find it. */
static inline void shipped_begin(struct shipped *s)
{
	*s = (struct shipped){ .directory = place_new(),
			       .settings = { .advance = true } };
	setenv("SPOEDPEIL_NOW", "2025-06-02T10:00", 1);
	s->path = file_join(s->directory, "file.db");
	s->catalogue = catalogue_shipped();
	assert_int_equal(store_open(s->path, 0, &s->store, &why), 0);
}

static inline void shipped_end(struct shipped *s)
{
	store_close(s->store);
	settings_done(&s->settings);
	catalogue_free(s->catalogue);
	place_remove(s->directory);
	free(s->path);
}

static inline struct app_start shipped_start(struct shipped *s)
{
	return (struct app_start){ .store = s->store,
				   .catalogue = s->catalogue,
				   .settings = &s->settings };
}

/* A traject of Jan, of team Oost in Utrecht; traject_done() it. */
static inline struct traject shipped_traject(struct shipped *s, char *code)
{
	struct traject traject = { .code = code,
				   .organisatie = alloc_text("Utrecht"),
				   .team = alloc_text("Oost"),
				   .medewerker = alloc_text("Jan") };

	assert_int_equal(
		names_add(s->store, "organisatie", NULL, "Utrecht", &why), 0);
	assert_int_equal(names_add(s->store, "team", "Utrecht", "Oost", &why),
			 0);
	assert_int_equal(
		names_add(s->store, "medewerker", "Utrecht", "Jan", &why), 0);
	assert_int_equal(trajecten_add(s->store, &traject, &why), 0);
	return traject;
}

#endif
