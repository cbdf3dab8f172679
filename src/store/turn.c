/* store/turn.c - see store/turn_private.h */

#include "config.h"

#include "store/turn_private.h"

#define BRIEFLY 50 /* ms, where waiting was in vain before */

/* Microseconds between two looks of who is at the head: at first often, because
 * a commit is short, and each time a little later. */
#define LOOK 30
#define LOOK_LATER 2
#define LOOK_AT_LAST 1000

#define TURN (INT64_C(1000) * TURN_MS)

/* Who began within so many microseconds after its commit, so many times, is
 * likely to do so again. */
#define AT_ONCE 100
#define HURRY 3

/* So often what came meanwhile is brought in after the log. */
#define PASSES 4

static void begin_waiting(struct store *store, int milliseconds)
{
	store->until = queue_clock() + milliseconds;
}

static int patience(const struct store *store)
{
	return store->gave_up ? BRIEFLY : store->patience;
}

/* As long as the one who is writing goes on; has it said so? */
static bool wait_for_hurry(const struct store *store)
{
	int64_t kept = queue_kept(&store->queue);
	int64_t now = queue_moment();

	/* Whatever the file says, nobody goes on for longer. */
	if (kept <= now || kept > now + TURN)
		return false;
	queue_pause((int)(kept - now));
	return true;
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
	if (!store->queueing || !wait_for_hurry(store))
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

	if (store->alone || queue_moment() - store->turn >= TURN)
		return false;
	store->queueing = true;
	store->until = 0;
	on = db_repeat(store, begin, NULL) == 0;
	store->queueing = false;
	return on;
}

static void note_hurry(struct store *store)
{
	if (queue_moment() - store->done >= AT_ONCE)
		store->hurry = 0;
	else if (store->hurry < HURRY)
		store->hurry++;
}

/* One wait for both: the queue, and the one who is writing. */
int turn_take(struct store *store, struct err *err)
{
	int code = 0;

	note_hurry(store);
	if (go_on(store))
		return 0;
	begin_waiting(store, patience(store));
	if (!store->alone)
		code = queue_enter(&store->queue, store->until, err);
	if (!code) {
		/* Only who waits at the head of the queue holds it: the one who
		 * wrote last cannot write for long before that one did. */
		store->queueing = true;
		wait_for_hurry(store);
		code = db_repeat(store, begin, err);
		store->queueing = false;
		queue_leave(&store->queue);
		store->turn = queue_moment();
	}
	store->gave_up = code == ERR_BUSY;
	return code;
}

/* While others go on; is there more, which all must wait for? */
static bool bring_in(struct store *store)
{
	int passes = store->hurry >= HURRY ? 1 : PASSES;
	int brought = 0;
	int pages = 0;

	for (int i = 0; i < passes; i++) {
		int before = pages;

		if (sqlite3_wal_checkpoint_v2(store->db, NULL,
					      SQLITE_CHECKPOINT_PASSIVE, &pages,
					      &brought))
			return false;
		/* Somebody reads what was before it. */
		if (brought < pages)
			return true;
		if (pages == before)
			return false;
	}
	return true;
}

/* Nothing depends on it: what cannot be done now is done a log later. */
static void shorten_log(struct store *store)
{
	bool together = store->log_pages >= 2 * LOG_PAGES;

	store->log_pages = 0;
	if (!bring_in(store) || !together)
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
	int64_t until = store->turn + TURN;

	if (store->alone)
		return;
	/* Who sees to the log first does not go on at once. */
	if (store->hurry < HURRY || store->log_pages || queue_moment() >= until)
		until = 0;
	queue_ring(&store->queue, until);
	if (store->log_pages)
		shorten_log(store);
	store->done = queue_moment();
}
