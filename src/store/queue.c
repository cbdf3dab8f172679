/* store/queue.c - see store/queue_private.h */

#include "config.h"

#include "store/queue_private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/file.h"
#include "base/text.h"

/* From statfs(2); the kernel's header has only some of them. */
static const struct {
	unsigned long number;
	const char *name;
} network_systems[] = {
	{ 0x6969, "NFS" },      { 0x517B, "SMB" },
	{ 0xFF534D42, "CIFS" }, { 0xFE534D42, "SMB" },
	{ 0x564C, "NCP" },      { 0x5346414F, "AFS" },
	{ 0x6B414653, "AFS" },  { 0x73757245, "Coda" },
	{ 0x00C36400, "Ceph" }, { 0x0BD00BD0, "Lustre" },
	{ 0x47504653, "GPFS" }, { 0x7461636F, "OCFS2" },
	{ 0x01161970, "GFS2" },
};

const char *queue_network_name(long file_system)
{
	/* The field is signed on some systems; the numbers are 32 bits. */
	unsigned long number = (unsigned long)file_system & 0xFFFFFFFFul;

	for (size_t i = 0; i < COUNT(network_systems); i++)
		if (network_systems[i].number == number)
			return network_systems[i].name;
	return NULL;
}

int queue_refuse_network(const char *path, struct err *err)
{
	struct statfs system;
	const char *name;
	char *directory;

	if (statfs(path, &system)) {
		directory = file_directory(path);
		if (statfs(directory, &system))
			system.f_type = 0;
		free(directory);
	}
	name = queue_network_name((long)system.f_type);
	if (!name)
		return 0;
	/* TRANSLATORS: the second %s is NFS, SMB or the like. */
	return err_set(err, ERR_SYSTEM,
		       _("%s is on a network drive (%s), where answers can get "
			 "lost; choose a place on this computer with -d"),
		       path, name);
}

void queue_open(struct queue *queue, const char *path)
{
	queue->path = alloc_print("%s-queue", path);
	queue->file = -1;
	queue->watch = -1;
	queue->watching = -1;
}

void queue_close(struct queue *queue)
{
	if (queue->path && queue->file >= 0)
		close(queue->file);
	if (queue->path && queue->watch >= 0)
		close(queue->watch);
	free(queue->path);
	*queue = (struct queue){ .file = -1, .watch = -1, .watching = -1 };
}

static int open_file(struct queue *queue, struct err *err)
{
	if (queue->file >= 0)
		return 0;
	queue->file = open(queue->path,
			   O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (queue->file < 0)
		return err_set(err, ERR_SYSTEM,
			       _("%s cannot be opened for writing: %s"),
			       queue->path, err_reason(errno));
	return 0;
}

int queue_check_locks(const struct queue *queue, bool make, struct err *err)
{
	struct flock byte = { .l_type = F_WRLCK,
			      .l_whence = SEEK_SET,
			      .l_len = 1 };
	int file = open(queue->path,
			O_RDWR | O_CLOEXEC | O_NOFOLLOW | (make ? O_CREAT : 0),
			0600);
	bool none;

	/* Who may not write there locks nothing. */
	if (file < 0)
		return 0;
	none = fcntl(file, F_SETLK, &byte) &&
	       (errno == ENOLCK || errno == ENOSYS || errno == EOPNOTSUPP);
	close(file);
	if (!none)
		return 0;
	return err_set(err, ERR_SYSTEM,
		       /* TRANSLATORS: the name of a file. */
		       _("Files cannot be locked in this place, and answers "
			 "could get lost; choose one on this computer with -d "
			 "(%s)"),
		       queue->path);
}

/* Is what we have open still the file of that name? */
static bool is_same_file(const struct queue *queue)
{
	struct stat ours;
	struct stat named;

	return fstat(queue->file, &ours) == 0 &&
	       stat(queue->path, &named) == 0 && ours.st_dev == named.st_dev &&
	       ours.st_ino == named.st_ino;
}

int64_t queue_moment(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

int64_t queue_clock(void)
{
	return queue_moment() / 1000;
}

void queue_pause(int microseconds)
{
	struct timespec pause = { 0, microseconds * 1000L };

	/* The system would add as much again to a pause this short. */
	prctl(PR_SET_TIMERSLACK, 1);
	nanosleep(&pause, NULL);
	prctl(PR_SET_TIMERSLACK, 0);
}

/* Ends a call that waits; nobody else uses this signal, and it is harmless. */
#define WAKE SIGURG

static void wake(int signal)
{
	(void)signal;
}

/* Whole seconds before that moment, at it, and on, until timer_delete(): once
 * alone could be before the call that it is to end. */
static int wake_often(int64_t until, timer_t *timer)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
				  .sigev_signo = WAKE };
	struct itimerspec times = { .it_interval = { .tv_sec = 1 } };
	int64_t first = until - (until - queue_clock() - 1) / 1000 * 1000;

	times.it_value.tv_sec = first / 1000;
	times.it_value.tv_nsec = first % 1000 * 1000000;
	if (timer_create(CLOCK_MONOTONIC, &event, timer))
		return -1;
	return timer_settime(*timer, TIMER_ABSTIME, &times, NULL);
}

/*
 * The system lets in who came first, at once.  It would keep us waiting forever
 * for a process that was stopped, so a timer calls us out of it; and who was
 * let in but does not run is passed within a second.
 */
static int wait_for_lock(int file, int64_t until)
{
	struct sigaction action = { .sa_handler = wake };
	struct sigaction before;
	sigset_t ours;
	sigset_t blocked;
	timer_t timer;
	int result;
	int reason;

	/* First of all: a timer whose signal is ignored once may stop. */
	sigemptyset(&ours);
	sigaddset(&ours, WAKE);
	sigaction(WAKE, &action, &before);
	sigprocmask(SIG_UNBLOCK, &ours, &blocked);
	result = wake_often(until, &timer);
	reason = errno;
	if (!result) {
		do
			result = flock(file, LOCK_EX);
		while (result && errno == EINTR && queue_clock() < until);
		reason = errno;
		timer_delete(timer);
	}
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	sigaction(WAKE, &before, NULL);
	errno = reason;
	return result;
}

static int lock_file(int file, int64_t until)
{
	if (flock(file, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if ((errno != EWOULDBLOCK && errno != EINTR) || queue_clock() >= until)
		return -1;
	return wait_for_lock(file, until);
}

int queue_enter(struct queue *queue, int64_t until, struct err *err)
{
	int code;

	for (;;) {
		code = open_file(queue, err);
		if (code)
			return code;
		if (lock_file(queue->file, until))
			break;
		if (is_same_file(queue))
			return 0;
		close(queue->file);
		queue->file = -1;
	}
	if (errno == EWOULDBLOCK || errno == EINTR)
		return err_set(
			err, ERR_BUSY,
			_("Another program is busy; try again in a moment "
			  "(%s)"),
			queue->path);
	return err_set(err, ERR_SYSTEM, _("%s cannot be locked: %s"),
		       queue->path, err_reason(errno));
}

void queue_leave(struct queue *queue)
{
	if (queue->file >= 0)
		flock(queue->file, LOCK_UN);
}

void queue_ring(struct queue *queue, int64_t kept)
{
	/* Always in the same place, so that the file does not grow.  A ring
	 * that fails only makes a screen late. */
	if (queue->file >= 0 && pwrite(queue->file, &kept, sizeof(kept), 0) < 0)
		return;
}

int64_t queue_kept(const struct queue *queue)
{
	int64_t kept;

	if (pread(queue->file, &kept, sizeof(kept), 0) != sizeof(kept))
		return 0;
	return kept;
}

static void follow(struct queue *queue)
{
	queue->watching = inotify_add_watch(queue->watch, queue->path,
					    IN_MODIFY | IN_DELETE_SELF |
						    IN_MOVE_SELF | IN_ATTRIB);
}

int queue_watch(struct queue *queue)
{
	if (queue->watch >= 0)
		return queue->watch;
	queue->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (queue->watch < 0)
		return -1;
	follow(queue);
	if (queue->watching < 0) {
		close(queue->watch);
		queue->watch = -1;
	}
	return queue->watch;
}

void queue_clear_watch(struct queue *queue)
{
	_Alignas(struct inotify_event) char events[4096];
	const struct inotify_event *event;
	bool gone = queue->watching < 0;
	ssize_t length;

	if (queue->watch < 0)
		return;
	while ((length = read(queue->watch, events, sizeof(events))) > 0) {
		for (ssize_t at = 0; at < length;
		     at += (ssize_t)(sizeof(*event) + event->len)) {
			event = (const void *)(events + at);
			if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF |
					   IN_ATTRIB | IN_IGNORED))
				gone = true;
		}
	}
	if (gone)
		follow(queue);
}
