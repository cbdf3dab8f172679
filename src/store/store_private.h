/*
 * store/store_private.h - an open store, for this room only
 *
 * Every writing function of the room has the same shape:
 *
 *	code = store_begin(store, err);
 *	if (code)
 *		return code;
 *	code = what_it_does(store, ..., err);
 *	return store_end(store, code, err);
 *
 * Owns      what is in the struct is the store's, until store_close().
 * Fails     with the sentences of db_fail().
 */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include <sqlite3.h>
#include <sys/stat.h>

#include "store/compact_private.h"
#include "store/db_private.h"
#include "store/given_private.h"
#include "store/names_private.h"
#include "store/queue_private.h"
#include "store/store.h"
#include "store/table_private.h"

/* The layouts of the file, by its user_version, from which it knows what. */
enum {
	DELIVERIES_SCHEMA = 2,   /* deliveries; revisions by their id only */
	DESTROYED_SCHEMA = 3,    /* what was destroyed, and copies */
	VERIFICATION_SCHEMA = 5, /* second entries */
	CLIENT_SCHEMA = 6,       /* which answers a client typed */
	COMPACT_SCHEMA = 7,      /* store/compact_private.h */
	SCORES_SCHEMA = 8,       /* store/scores_private.h */
	STORE_SCHEMA = 9         /* the one that this program writes */
};

/* "SPOE" */
#define STORE_APPLICATION 0x53504F45

/* Kibibytes of the file in memory, below zero as SQLite wants them: mostly, and
 * while one transaction holds many calls, as an import does. */
#define SMALL_CACHE "PRAGMA cache_size = -400"
#define LARGE_CACHE "PRAGMA cache_size = -65536"

/* Transactions within each other, in a trusted level. */
#define DEPTH_MAX 16

struct tally_scan; /* store/tally.c */

/* See store/deeds_private.h; id 0: none. */
struct deed {
	int64_t id;
	char *at;
	char *medewerker;
	char *login;
	char *what;
};

struct store {
	sqlite3 *db;
	char *path;
	bool read_only;
	bool alone;         /* nobody else may have the file open */
	bool filling;       /* it has no log yet: STORE_FILL */
	struct stat opened; /* which file it is, whatever has its name later */
	struct stat log;    /* the log beside it; st_ino 0 until it was seen */
	int patience;       /* ms to wait for others */
	bool gave_up;       /* the last time they kept us out */
	bool queueing;      /* until is about the queue too */
	int64_t until;      /* we wait, by queue_clock() */
	int64_t turn;       /* queue_moment() of its begin, by the queue */
	int64_t done;       /* queue_moment() after our last commit */
	int hurry;          /* how often we began again right after it */
	int log_pages;      /* when our commit made the log long; or 0 */
	int schema;   /* of the file: lower than ours where that is read only */
	int depth;    /* of transactions, open ones within each other */
	bool reading; /* depth counts a transaction that only reads */
	int calls;    /* in the transaction, until it has a large cache */
	bool large;   /* the cache is large until the transaction ends */
	int trusted;  /* levels above this one are not savepoints; or 0 */
	bool draftless; /* of the trusted level: there is no draft */
	bool torn;      /* one of those was rolled back after it had written */
	int64_t wrote[DEPTH_MAX]; /* changes when each of those began */
	char now[DATE_ROOM];      /* store_now() of the trusted level; or "" */
	/* What store_random() has left for the trusted level. */
	unsigned char chance[1024];
	size_t chance_left;
	bool whole; /* in this transaction: nothing was ever destroyed */
	bool login_known;
	char *login; /* the system's name of the user; or NULL */
	struct names_seen names;
	struct deed deed; /* the last that this transaction wrote */
	struct queue queue;
	struct statements statements;
	struct given given;
	struct tables tables;
	int64_t data_version; /* when store_changed() was last asked */
	char token[37];       /* of this store, for drafts that it holds */
	/* How many trajecten there are, as of a data_version; -1: count. */
	int64_t trajecten, trajecten_at;
	/* The next number of a traject, in this transaction; or 0. */
	int64_t next_traject;
	struct search *search;   /* what searches go through, or NULL */
	struct tally_scan *scan; /* the count that is under way, or NULL */
};

/* The moment, as it is kept; what is trusted together is of one moment. */
void store_now(struct store *store, char out[DATE_ROOM]);

/* Random bytes, and an id of them; the system is asked for many at once. */
void store_random(struct store *store, void *out, size_t length);
void store_new_id(struct store *store, char out[UUID_ROOM]);

/* The system's name of the user; asked for once. */
const char *store_login(struct store *store);

/*
 * Open a copy of the file that no other program may have open meanwhile:
 * without a log, and without the side file for those who wait.  ERR_BUSY when
 * somebody has it open for longer than two seconds.
 */
CHECKED int store_open_alone(const char *path, struct store **out,
			     struct err *err);

/* Does the file say which answers a client typed? */
bool store_knows_client(const struct store *store);

/* Open a copy to read it, wherever it is. */
CHECKED int store_open_copy(const char *path, struct store **out,
			    struct err *err);

/* Commit when code is 0, else roll back; the code of whichever failed. */
CHECKED int store_end(struct store *store, int code, struct err *err);

#endif
