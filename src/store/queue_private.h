/*
 * store/queue_private.h - the side file where writers queue and watchers look
 *
 * FILE-queue holds one number and no data.  A writer holds flock() on it until
 * its BEGIN IMMEDIATE has succeeded, so that there is one who waits for the
 * writer of the moment, and that writer must soon queue again behind it: on a
 * slow disk it would otherwise win all the time.  After COMMIT it writes the
 * number, which wakes those who watch the file and says until when it means to
 * go on.  Nothing but time depends on that, and who removes the file harms
 * nobody: it is made again.
 *
 * Owns      a queue is the store's, to queue_close().
 * Fails     ERR_BUSY when it was not one's turn in time, ERR_SYSTEM.
 */
#ifndef STORE_QUEUE_PRIVATE_H
#define STORE_QUEUE_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/err.h"

struct queue {
	char *path;   /* of the side file */
	int file;     /* its descriptor, or -1 */
	int watch;    /* inotify, or -1 */
	int watching; /* its watch descriptor, or -1 */
};

/* path is that of the data file. */
void queue_open(struct queue *queue, const char *path);
void queue_close(struct queue *queue);

/*
 * ERR_SYSTEM with advice when files cannot be locked in this place.  The side
 * file is made for it when make is said.
 */
CHECKED int queue_check_locks(const struct queue *queue, bool make,
			      struct err *err);

/* Microseconds, and milliseconds, since some moment that is the same for all on
 * this machine. */
int64_t queue_moment(void);
int64_t queue_clock(void);

/* Less than 1000000, and not much longer than said. */
void queue_pause(int microseconds);

/*
 * Wait to be at the head, behind those who wait already, until that moment by
 * queue_clock(); and let the next one be it.
 */
CHECKED int queue_enter(struct queue *queue, int64_t until, struct err *err);
void queue_leave(struct queue *queue);

/*
 * Tell those who watch that something was committed, and who is at the head that
 * more follows until this queue_moment(), or 0; and what was told last, which
 * can be anything.
 */
void queue_ring(struct queue *queue, int64_t kept);
int64_t queue_kept(const struct queue *queue);

/* Begin to watch, once; the descriptor, or -1. */
int queue_watch(struct queue *queue);

/* Forget what the watch has seen, and follow the file when it was replaced. */
void queue_clear_watch(struct queue *queue);

/*
 * The name of the network file system with this number from statfs(), or NULL
 * when files there are on this machine.
 */
const char *queue_network_name(long file_system);

/* ERR_SYSTEM with advice when path, or its directory, is on the network. */
CHECKED int queue_refuse_network(const char *path, struct err *err);

#endif
