/* store/turn.c - see store/turn_private.h */

#include "config.h"

#include "store/turn_private.h"

#define BRIEFLY 50 /* ms, where waiting was in vain before */

/* Microseconds between two looks of who is at the head: at first often, because
 * a commit is short, and each time a little later. */
#define LOOK 30
#define LOOK_LATER 2
#define LOOK_AT_LAST 1000

static void begin_waiting(struct store *store, int milliseconds)
{
	store->until = queue_clock() + milliseconds;
}

static int patience(const struct store *store)
{
	return store->gave_up ? BRIEFLY : store->patience;
}

/* SQLite asks whether to wait for the one who is writing. */
static int wait_for_turn(void *of, int times)
{
	struct store *store = of;
	int pause = LOOK + LOOK_LATER * times;

	if (times == 0 && !store->queueing)
		begin_waiting(store, patience(store));
	if (queue_clock() > store->until)
		return 0;
	queue_pause(pause < LOOK_AT_LAST ? pause : LOOK_AT_LAST);
	return 1;
}

/* Did this commit bring the log past a multiple of LOG_PAGES? */
static int note_log(void *of, sqlite3 *db, const char *name, int pages)
{
	struct store *store = of;
	int written = 0;
	int most = 0;

	(void)name;
	sqlite3_db_status(db, SQLITE_DBSTATUS_CACHE_WRITE, &written, &most, 1);
	if (pages / LOG_PAGES != (pages - written) / LOG_PAGES)
		store->log_pages = pages;
	return SQLITE_OK;
}

void turn_prepare(struct store *store)
{
	sqlite3_busy_handler(store->db, wait_for_turn, store);
	/* Takes the place of SQLite's own, which would try after each commit
	 * once the log is long. */
	sqlite3_wal_hook(store->db, note_log, store);
}

static const char begin[] = "BEGIN IMMEDIATE";

/* Without waiting; whatever is in the way will be told to who queues. */
static bool go_on(struct store *store)
{
	bool on;

	if (store->alone || queue_clock() - store->turn >= TURN_MS)
		return false;
	store->queueing = true;
	store->until = 0;
	on = db_repeat(store, begin, NULL) == 0;
	store->queueing = false;
	return on;
}

/* One wait for both: the queue, and the one who is writing. */
int turn_take(struct store *store, struct err *err)
{
	int code = 0;

	if (go_on(store))
		return 0;
	begin_waiting(store, patience(store));
	if (!store->alone)
		code = queue_enter(&store->queue, store->until, err);
	if (!code) {
		/* Only who waits at the head of the queue holds it: the one who
		 * wrote last cannot write for long before that one did. */
		store->queueing = true;
		code = db_repeat(store, begin, err);
		store->queueing = false;
		queue_leave(&store->queue);
		store->turn = queue_clock();
	}
	store->gave_up = code == ERR_BUSY;
	return code;
}

/* Nothing depends on it: what cannot be done now is done a log later. */
static void shorten_log(struct store *store)
{
	bool together = store->log_pages >= 2 * LOG_PAGES;

	store->log_pages = 0;
	if (sqlite3_wal_checkpoint_v2(store->db, NULL,
				      SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) ||
	    !together)
		return;
	/* The little that was added meanwhile, with nobody in between; who
	 * reads for long is not waited for. */
	begin_waiting(store, BRIEFLY);
	if (queue_enter(&store->queue, store->until, NULL))
		return;
	store->queueing = true;
	sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_FULL, NULL,
				  NULL);
	store->queueing = false;
	queue_leave(&store->queue);
}

void turn_end(struct store *store)
{
	if (store->alone)
		return;
	queue_ring(&store->queue);
	if (store->log_pages)
		shorten_log(store);
}
