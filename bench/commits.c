/*
 * bench/commits.c - saving records: one after another, and eight at a time
 *
 *	commits save FILE FORMS FORM N    against append + fdatasync of 4 KiB
 *	commits only FILE FORMS FORM N    N records and nothing else
 *	commits writers FILE FORMS FORM ROUNDS
 *
 * Each record is a copy of one that the file has, in a traject of its own.
 * Writers are processes that each add trajecten with a record, one commit a
 * piece: in each round one writer, eight of them, eight with pauses, and beside
 * them a file that is only written and synced.  Nothing may be lost and no error
 * shown.
 */
#include "config.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "bench.h"
#include "measure/figures.h"
#include "saving.h"
#include "store/tally.h"

static void append(int file)
{
	static char page[4096];

	if (write(file, page, sizeof(page)) != sizeof(page) || fdatasync(file))
		fail("appending failed");
}

/* The summary of the year, kept up to date by another connection. */
struct summary {
	struct store *store;
	const struct catalogue *catalogue;
	struct selection selection;
	char from[16], to[16];
	struct tally *tally;
	struct samples times;
};

static void summary_open(struct summary *summary, const struct saving *saving)
{
	const char *day = saving->head.completed;
	struct figures *figures;
	struct err err = { 0 };

	summary->store = open_store(store_path(saving->store));
	summary->catalogue = saving->catalogue;
	snprintf(summary->from, sizeof(summary->from), "%.4s-01-01", day);
	snprintf(summary->to, sizeof(summary->to), "%.4s-12-31", day);
	summary->selection = (struct selection){ .form = saving->head.form,
						 .from = summary->from,
						 .to = summary->to };
	check(figures_refresh(summary->store, summary->catalogue,
			      &summary->selection, 0, &summary->tally, &figures,
			      &err),
	      &err);
	figures_free(figures);
}

static void summary_refresh(struct summary *summary)
{
	double start = microseconds();
	struct figures *figures;
	struct err err = { 0 };

	check(figures_refresh(summary->store, summary->catalogue,
			      &summary->selection, 0, &summary->tally, &figures,
			      &err),
	      &err);
	samples_add(&summary->times, microseconds() - start);
	figures_free(figures);
}

/* What was kept up to date is what is counted anew. */
static void summary_close(struct summary *summary, const char *key)
{
	struct figures *kept;
	struct figures *counted;
	struct err err = { 0 };

	check(figures_refresh(summary->store, summary->catalogue,
			      &summary->selection, 0, &summary->tally, &kept,
			      &err),
	      &err);
	check(figures_of(summary->store, summary->catalogue,
			 &summary->selection, 0, &counted, &err),
	      &err);
	if (kept->valid != counted->valid ||
	    kept->complete != counted->complete)
		fail("the summary that was refreshed is not the one counted");
	for (size_t m = 0; m < kept->measure_count; m++)
		if (kept->measures[m].mean.percent !=
			    counted->measures[m].mean.percent ||
		    kept->measures[m].mean.pooled.met !=
			    counted->measures[m].mean.pooled.met)
			fail("a mean that was refreshed is not the one "
			     "counted");
	samples_print(&summary->times, key);
	figures_free(kept);
	figures_free(counted);
	tally_free(summary->tally);
	store_close(summary->store);
}

static void save_all(struct saving *saving, long count, const char *beside)
{
	int64_t *places = saving_places(saving, count);
	struct samples saves = { 0 };
	struct samples appends = { 0 };
	struct summary summary = { 0 };
	struct err err = { 0 };
	int file = -1;

	if (beside) {
		summary_open(&summary, saving);
		file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND,
			    0600);
	}
	for (long i = 0; i < count; i++) {
		double start = microseconds();

		check(saving_record(saving, places[i], &err), &err);
		samples_add(&saves, microseconds() - start);
		if (!beside)
			continue;
		start = microseconds();
		append(file);
		samples_add(&appends, microseconds() - start);
		summary_refresh(&summary);
	}
	free(places);
	if (!beside)
		return;
	close(file);
	unlink(beside);
	samples_print(&saves, "commit");
	result_print("commit_p99", samples_at(&saves, 0.99));
	samples_print(&appends, "append");
	summary_close(&summary, "refresh");
}

/* --- several writers */

#define WRITERS_MAX 8

/* Seconds that are not measured: meanwhile the log gets its length, which it
 * keeps as long as somebody has the file open. */
#define WARM 0.5

/* So many that each add records, with pauses of so many milliseconds. */
struct load {
	int writers;
	double seconds;
	double pause;
};

static const struct load one = { 1, 1.5, 0 };
static const struct load eight = { WRITERS_MAX, 2, 0 };
static const struct load pausing = { WRITERS_MAX, 1.5, 5 };

/* So often in a round: of a disk that others use too, a moment tells little. */
#define PAUSING 3

struct writer {
	long saved; /* before it was measured too */
	long errors;
	long measured;
	double times[SAMPLES_MAX];
};

/* What came of a load, a sample each round. */
struct outcome {
	struct samples rate;
	struct samples share;
	struct samples median;
	struct samples p99;
	struct samples longest;
};

static void pause_about(double milliseconds, unsigned *seed)
{
	double times = 2.0 * rand_r(seed) / RAND_MAX;

	usleep((useconds_t)(1000 * milliseconds * times));
}

/*
 * One writer stays on the processor where it began, by chance, and eight are on
 * all of them.  Where only one of them has the disk's interrupt that is a third
 * of the time of a commit, so one writer is on each of them as long, too.
 */
#define STAY 0.05 /* seconds */

static void go_round(const cpu_set_t *processors, long times)
{
	long wanted = times % CPU_COUNT(processors);
	cpu_set_t chosen;

	for (size_t i = 0; i < CPU_SETSIZE; i++) {
		if (!CPU_ISSET(i, processors) || wanted-- > 0)
			continue;
		CPU_ZERO(&chosen);
		CPU_SET(i, &chosen);
		sched_setaffinity(0, sizeof(chosen), &chosen);
		return;
	}
}

static void write_on(const char *path, struct saving *saving,
		     const struct load *load, struct writer *writer)
{
	double from = microseconds() + 1e6 * WARM;
	double until = from + 1e6 * load->seconds;
	unsigned seed = (unsigned)getpid();
	struct err err = { 0 };
	/* A process of an earlier round may have had our number. */
	long number = (long)(from / 1e6) * SAMPLES_MAX;
	cpu_set_t processors;
	long stays = 0;
	double start;

	if (sched_getaffinity(0, sizeof(processors), &processors))
		fail("the processors are not known");
	saving->store = open_store(path);
	while ((start = microseconds()) < until &&
	       writer->measured < SAMPLES_MAX) {
		if (load->writers == 1 &&
		    start >= from + 1e6 * STAY * (double)stays)
			go_round(&processors, stays++);
		if (saving_one(saving, number++, &err)) {
			fprintf(stderr, "%s\n", err.text);
			writer->errors++;
			continue;
		}
		writer->saved++;
		if (start >= from)
			writer->times[writer->measured++] =
				microseconds() - start;
		if (load->pause > 0)
			pause_about(load->pause, &seed);
	}
	saving_close(saving);
}

static void note_outcome(const struct load *load, const struct writer *writers,
			 struct outcome *outcome)
{
	struct samples all = { 0 };
	long least = SAMPLES_MAX, most = 0;

	for (int i = 0; i < load->writers; i++) {
		long measured = writers[i].measured;

		least = measured < least ? measured : least;
		most = measured > most ? measured : most;
		for (long k = 0; k < measured; k++)
			samples_add(&all, writers[i].times[k]);
	}
	samples_add(&outcome->rate, (double)all.count / load->seconds);
	samples_add(&outcome->share, (double)least / (double)most);
	samples_add(&outcome->median, samples_at(&all, 0.5));
	samples_add(&outcome->p99, samples_at(&all, 0.99));
	samples_add(&outcome->longest, samples_at(&all, 1));
	samples_done(&all);
}

/* The number of records that were saved. */
static long bear(const char *path, struct saving *saving,
		 const struct load *load, struct outcome *outcome)
{
	size_t size = (size_t)load->writers * sizeof(struct writer);
	struct writer *writers = mmap(NULL, size, PROT_READ | PROT_WRITE,
				      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	long saved = 0;

	if (writers == MAP_FAILED)
		fail("no memory");
	fflush(stdout);
	/* The log of the load before is removed when all have closed the file;
	 * the disk is told now, and not while this one is measured. */
	sync();
	for (int i = 0; i < load->writers; i++) {
		if (fork() == 0) {
			write_on(path, saving, load, &writers[i]);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		;
	for (int i = 0; i < load->writers; i++) {
		if (writers[i].errors)
			fail("%ld errors", writers[i].errors);
		saved += writers[i].saved;
	}
	note_outcome(load, writers, outcome);
	munmap(writers, size);
	return saved;
}

/*
 * What a disk does by itself: as many pages as a record takes, over others as in
 * a log, and with pauses as if eight did it.
 */
static void sync_alone(const char *path, struct samples *ratio)
{
	static const char record[12 * 4096];
	double until = microseconds() + 5e5;
	struct samples times = { 0 };
	unsigned seed = 1;
	int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);

	if (file < 0 || write(file, record, sizeof(record)) < 0 || fsync(file))
		fail("appending failed");
	while (microseconds() < until) {
		double start = microseconds();

		if (pwrite(file, record, sizeof(record), 0) < 0 ||
		    fdatasync(file))
			fail("appending failed");
		samples_add(&times, microseconds() - start);
		pause_about(pausing.pause / WRITERS_MAX, &seed);
	}
	close(file);
	unlink(path);
	samples_add(ratio, samples_at(&times, 0.99) / samples_at(&times, 0.5));
	samples_done(&times);
}

static double last_of(const struct samples *samples)
{
	return samples->values[samples->count - 1];
}

static void write_all(const char *path, struct saving *saving, int rounds)
{
	struct outcome singly = { 0 }, together = { 0 }, pauses = { 0 };
	struct samples over_one = { 0 }, tail = { 0 }, disk = { 0 };
	char *beside = alloc_print("%s-append", path);
	long saved = 0;

	for (int i = 0; i < rounds; i++) {
		saved += bear(path, saving, &one, &singly);
		saved += bear(path, saving, &eight, &together);
		samples_add(&over_one,
			    last_of(&together.rate) / last_of(&singly.rate));
		for (int k = 0; k < PAUSING; k++) {
			saved += bear(path, saving, &pausing, &pauses);
			samples_add(&tail, last_of(&pauses.p99) /
						   last_of(&pauses.median));
			sync_alone(beside, &disk);
		}
	}
	free(beside);
	result_print("writers_saved", (double)saved);
	samples_print(&singly.rate, "single_rate");
	samples_print(&together.rate, "eight_rate");
	samples_print(&over_one, "eight_over_one");
	samples_print(&together.share, "eight_share");
	samples_print(&together.longest, "eight_longest");
	samples_print(&pauses.median, "pause_time");
	samples_print(&pauses.p99, "pause_p99");
	samples_print(&tail, "pause_tail");
	samples_print(&disk, "disk_tail");
}

int main(int argc, char **argv)
{
	struct saving saving = { 0 };

	if (argc < 6)
		fail("commits save|only|writers FILE FORMS FORM N");
	saving_open(&saving, argv[2], argv[3], argv[4]);
	if (strcmp(argv[1], "writers") == 0) {
		/* No connection may be open over a fork. */
		saving_close(&saving);
		write_all(argv[2], &saving, atoi(argv[5]));
		return 0;
	}
	if (strcmp(argv[1], "save") == 0) {
		char *beside = alloc_print("%s-append", argv[2]);

		save_all(&saving, atol(argv[5]), beside);
		free(beside);
	} else {
		save_all(&saving, atol(argv[5]), NULL);
	}
	saving_close(&saving);
	return 0;
}
