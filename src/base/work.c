/* base/work.c - see base/work.h */
#include "config.h"

#include "base/work.h"

#include <signal.h>
#include <stdint.h>
#include <time.h>

#include "base/text.h"

#define FIRST_AFTER 300  /* ms before anything is told */
#define BETWEEN 250      /* ms */
#define GUESS_AFTER 1000 /* ms before the time left can be guessed */

/* The one work there is, and who waits for it (see the header). */
static struct {
	work_teller *teller;
	void *of;
	work_check *check; /* when to give up what nobody waits for, or NULL */
	void *check_of;
	struct work_state state;
	int64_t began, told;
	int depth;    /* work within work is part of it */
	int counting; /* the depth that has the total; 0: none */
	bool shown;
} now;

/* Set by a handler of signals. */
static volatile sig_atomic_t stopped;

static int64_t milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

void work_tell_to(work_teller *teller, void *of)
{
	now.teller = teller;
	now.of = of;
}

void work_begin(const char *what, size_t total)
{
	if (now.depth++ == 0) {
		now.state = (struct work_state){ .what = what };
		now.counting = 0;
		now.began = now.told = now.teller ? milliseconds() : 0;
	}
	if (now.counting > 0 || total == 0)
		return;
	now.counting = now.depth;
	now.state.total = total;
	now.state.done = 0;
	now.began = now.teller ? milliseconds() : 0;
}

void work_step(void)
{
	if (now.counting > 0)
		now.state.done++;
}

void work_hide(void)
{
	if (now.shown)
		now.teller(now.of, NULL);
	now.shown = false;
}

void work_end(void)
{
	if (now.counting == now.depth) {
		now.counting = 0;
		now.state.total = now.state.done = 0;
	}
	now.depth -= now.depth > 0;
	if (now.depth > 0)
		return;
	work_hide();
	now.state = (struct work_state){ 0 };
}

static int guess(int64_t took)
{
	const struct work_state *s = &now.state;

	if (took < GUESS_AFTER || s->total == 0 || s->done == 0 ||
	    s->done > s->total)
		return -1;
	return (int)((double)took / (double)s->done *
			     (double)(s->total - s->done) / 1000 +
		     0.999);
}

static void tell(void)
{
	int64_t at, took;

	if (!now.teller || now.check)
		return;
	at = milliseconds();
	if (now.depth == 0 && at - now.told > GUESS_AFTER)
		now.began = now.told = at;
	took = at - now.began;
	/* How long it takes is told in whole seconds only. */
	if (took < (now.state.total ? FIRST_AFTER : GUESS_AFTER) ||
	    at - now.told < BETWEEN)
		return;
	now.told = at;
	now.state.seconds = (int)(took / 1000);
	now.state.left = guess(took);
	now.shown = true;
	now.teller(now.of, &now.state);
}

int work_fail(struct err *err)
{
	return err_set(err, ERR_STOPPED, _("Stopped; nothing was changed"));
}

void work_give_up_when(work_check *check, void *of)
{
	now.check = check;
	now.check_of = of;
}

bool work_goes_on(void)
{
	tell();
	return !stopped && !(now.check && now.check(now.check_of));
}

int work_at(size_t done, struct err *err)
{
	bool on = !stopped;

	if (now.depth == now.counting)
		now.state.done = done;
	/* The clock costs more than many a thing that is counted. */
	if (done % 16 == 0)
		on = work_goes_on();
	return on ? 0 : work_fail(err);
}

void work_stop(void)
{
	stopped = 1;
}

bool work_is_stopped(void)
{
	return stopped != 0;
}

void work_forget(void)
{
	stopped = 0;
	/* What nobody counts begins with the next question. */
	if (now.depth == 0)
		now.told = 0;
}
