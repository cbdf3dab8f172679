/*
 * form/catalogue_private.h - what the files of the catalogue share
 *
 * Owns      the catalogue's arena holds the programme, the benchmarks and
 *           their texts; the forms have arenas of their own.
 * Fails     never: mistakes are problems of the catalogue, with their place.
 */
#ifndef FORM_CATALOGUE_PRIVATE_H
#define FORM_CATALOGUE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/attr.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/yaml.h"
#include "form/catalogue.h"

struct sealed; /* form/expr_private.h */
struct loader; /* form/load_private.h */

struct kept_delivery {
	const struct delivery *delivery;
	struct sealed *sealed; /* of its expressions */
};

struct catalogue {
	struct arena arena;
	bool glance;          /* see catalogue_glance() */
	struct buffer packed; /* what a glance needs of the files */
	struct form **forms;  /* by name, versions newest first */
	size_t count;
	size_t capacity;
	const struct form *traject; /* one of them */
	struct programme *programme;
	struct sealed *sealed; /* of the programme's expressions */
	struct benchmark *benchmarks;
	size_t benchmark_count;
	size_t benchmark_capacity;
	const struct talk *talk;
	const struct glossary *glossary;
	struct kept_delivery *deliveries;
	size_t delivery_count;
	size_t delivery_capacity;
};

/* One file of a directory that is ours to read. */
struct form_file {
	char *path;
	char *text;
	size_t length;
	struct yaml_file *yaml; /* NULL: none, or not needed any more */
	char *name;             /* of a form: as the file says it, or "" */
	char *version;
	struct buffer head; /* of a form whose tree is gone: packed */
	size_t mistakes;    /* that were found in the YAML */
	size_t directory;   /* its number; a later one goes first */
	bool is_form;
	bool is_traject;
	bool done; /* taken, or refused with a problem */
};

/* Put the form where it belongs in the order. */
void catalogue_insert(struct catalogue *catalogue, struct form *form);

/* catalogue_glance.c: what a glance needs of this file goes behind what is
 * packed. */
void glance_pack(struct catalogue *catalogue, const struct form_file *file);

/* The same, of a form that is no traject form, to be packed later. */
void glance_pack_head(struct form_file *file);

/* Nearest name of a form, or NULL. */
const char *catalogue_nearest(const struct catalogue *catalogue,
			      const char *name);

/*
 * programme.c: the programme of this file becomes the catalogue's; its
 * mistakes leave it as it was.
 */
void programme_load(struct catalogue *catalogue, const struct form_file *file,
		    struct problem_list *problems);

/*
 * catalogue_read.c: for who reads a file that is no form.  words is given the
 * file's language, which load_words() asks for, and must live as long.
 */
void catalogue_loader(struct catalogue *catalogue, const struct form_file *file,
		      struct problem_list *problems, struct form *words,
		      struct loader *out);

/*
 * catalogue_read.c: the form that a file names, in the version that it names or
 * (NULL) the newest; NULL, and a mistake, when there is none.
 */
const struct form *load_named_form(struct loader *l,
				   const struct catalogue *catalogue,
				   const struct yaml *name,
				   const struct yaml *version);

/* purposes.c: what the key purposes: of a programme says. */
void purposes_load(struct loader *l, struct catalogue *catalogue,
		   struct sealed *sealed, const struct yaml *node,
		   struct programme *programme);

/* benchmarks.c: add the figures of this file, all or none. */
void benchmarks_load(struct catalogue *catalogue, const struct form_file *file,
		     struct problem_list *problems);

/* talk.c: the talk of this file becomes the catalogue's, as a programme does. */
void talk_load(struct catalogue *catalogue, const struct form_file *file,
	       struct problem_list *problems);

/* glossary.c: the words of this file become the catalogue's. */
void glossary_load(struct catalogue *catalogue, const struct form_file *file,
		   struct problem_list *problems);

/* delivery.c: add the delivery of this file, unless it has mistakes. */
void delivery_load(struct catalogue *catalogue, const struct form_file *file,
		   struct problem_list *problems);
/* Forget all but the first ones. */
void deliveries_drop(struct catalogue *catalogue, size_t from);

#endif
