/*
 * store/deliveries.h - what was sent, when, by whom, and what the receiver has
 *
 * A delivery holds the state that its receiver has after it: every record of
 * the selection with its revision, and those that were taken back.  Ids are
 * those of outside (store/pseudonyms.h).
 *
 * Owns      results are the caller's, to free with their done function.
 * Fails     ERR_NOTFOUND, else what the store says.  A file of an older
 *           program that is only read has no deliveries.
 */
#ifndef STORE_DELIVERIES_H
#define STORE_DELIVERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/records.h"
#include "store/store.h"

/* All zeros is empty. */
struct delivery {
	int64_t id;
	char *at;         /* ISO moment with seconds */
	char *medewerker; /* or NULL */
	char *login;      /* or NULL */
	char *purpose;    /* "" for none */
	char *selection;  /* in one text, the same for the same choice */
	int64_t records;  /* in this package */
	int64_t withdrawn;
	char *forms;    /* "ash@3.0 traject@1.0" */
	char *checksum; /* SHA-256 of the file */
	char *file;     /* as the person named it, or NULL */
};

void delivery_done(struct delivery *delivery);

/* One record that the receiver has, or had. */
struct delivered {
	char *record;
	char *form;
	char *revision;
	bool withdrawn;
};

struct delivered_list {
	struct delivered *items; /* by record */
	size_t count;
	size_t capacity;
};

void delivered_list_done(struct delivered_list *list);
/* At the end; texts are copied. */
void delivered_list_add(struct delivered_list *list, const char *record,
			const char *form, const char *revision, bool withdrawn);
void delivered_list_sort(struct delivered_list *list);
/* In a sorted list; NULL when it is not there. */
const struct delivered *delivered_list_find(const struct delivered_list *list,
					    const char *record);

/* id and at are filled in; who is who sent it. */
CHECKED int deliveries_add(struct store *store, struct delivery *delivery,
			   const struct delivered_list *state,
			   const struct authorship *by, struct err *err);

/*
 * The last one of this purpose and selection, with its state; ERR_NOTFOUND
 * without a sentence when there was none.
 */
CHECKED int deliveries_last(struct store *store, const char *purpose,
			    const char *selection, struct delivery *out,
			    struct delivered_list *state, struct err *err);

/*
 * Every revision of every record that was ever delivered for this purpose, by
 * record.
 */
CHECKED int deliveries_told(struct store *store, const char *purpose,
			    struct delivered_list *out, struct err *err);

struct delivery_list {
	struct delivery *items; /* the last one first */
	size_t count;
	size_t capacity;
};

CHECKED int deliveries_all(struct store *store, struct delivery_list *out,
			   struct err *err);
void delivery_list_done(struct delivery_list *list);

#endif
