/*
 * exchange/outgoing.h - the records of one form that go out, for every format
 *
 * Knows which versions have records in the selection (the newest one when
 * there are none), which columns are in use, and passes the records by:
 * completed ones first, version by version, newest first; then drafts.
 * Answers that are not relevant are not there.
 *
 *	outgoing_begin(store, catalogue, &selection, PURPOSE_NONE, &outgoing,
 *		       &err);
 *	outgoing_visit(&outgoing, write_record, &writing, &err);
 *	outgoing_done(&outgoing);
 *
 * For a purpose only completed records leave, and what lacks consent for it
 * stays (exchange/consent.h); for the benchmark only what counts leaves.  What
 * stayed is counted.
 *
 * What may have columns of its own is read twice, once to know what is in use
 * and once to write, so that memory does not grow with the number of records.
 *
 * Owns      an outgoing owns what it found until outgoing_done(), also after a
 *           failure; what it was given is borrowed until then.
 * Fails     ERR_INVALID for a practice file, whose records never leave it, for
 *           a demo and a purpose, and for a purpose of which the programme
 *           says nothing;
 *           ERR_NOTFOUND (no such form); ERR_BUSY when another process
 *           changed the file in between.
 */
#ifndef EXCHANGE_OUTGOING_H
#define EXCHANGE_OUTGOING_H

#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "exchange/columns.h"
#include "exchange/consent.h"
#include "form/answers.h"
#include "form/catalogue.h"
#include "store/records.h"
#include "store/store.h"

/* How many records stayed, or left without some fields, and why. */
struct left_out {
	size_t drafts;
	size_t invalid; /* that do not count */
	size_t consent;
	size_t parts;
	size_t cut; /* texts, by a format that takes no longer ones */
};

/* All zeros is empty. */
struct outgoing {
	struct store *store;
	const struct catalogue *catalogue;
	const struct selection *selection;
	const struct form **forms; /* versions, newest first */
	size_t form_count;
	size_t *rows; /* per version, 0: it has none */
	struct record_list drafts;
	struct column_use *use;
	struct columns *columns;
	size_t version; /* index in forms of the record that passes by */
	size_t written; /* how many passed by */
	/*
	 * How many will be looked at by a visit: the caller may know, and says
	 * so, for who waits; else 0, and each version is counted by itself.
	 */
	size_t expected;
	struct consent consent;
	struct left_out left_out;
};

CHECKED int outgoing_begin(struct store *store,
			   const struct catalogue *catalogue,
			   const struct selection *selection,
			   enum purpose purpose, struct outgoing *out,
			   struct err *err);

/*
 * Pass them by, each with its head and answers.  A visitor that returns other
 * than 0 ends it, and that is the result.
 */
CHECKED int outgoing_visit(struct outgoing *outgoing, record_visitor *visitor,
			   void *of, struct err *err);

void outgoing_done(struct outgoing *outgoing);

/* What cannot be written to the stream, as a failure. */
int outgoing_fail(struct err *err);

#endif
