/*
 * bench/commits.c - saving records: one after another, and eight at a time
 *
 *	commits save FILE FORMS FORM N    against append + fdatasync of 4 KiB
 *	commits only FILE FORMS FORM N    N records and nothing else
 *	commits writers FILE FORMS FORM WRITERS SECONDS PAUSE KEY
 *
 * Each record is a copy of one that the file has, in a traject of its own.
 * Writers are processes that each add trajecten with a record, one commit a
 * piece, with a pause of PAUSE milliseconds on average.  Nothing may be lost
 * and no error shown.
 */
#include "config.h"

#include <fcntl.h>
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

struct writer {
	long saved;
	long errors;
	double times[SAMPLES_MAX];
};

static void pause_about(double milliseconds, unsigned *seed)
{
	double times = 2.0 * rand_r(seed) / RAND_MAX;

	usleep((useconds_t)(1000 * milliseconds * times));
}

static void write_on(const char *path, struct saving *saving, double seconds,
		     double pause, struct writer *writer)
{
	double until = microseconds() + 1e6 * seconds;
	unsigned seed = (unsigned)getpid();
	struct err err = { 0 };

	saving->store = open_store(path);
	while (microseconds() < until && writer->saved < SAMPLES_MAX) {
		double start = microseconds();

		if (saving_one(saving, writer->saved + writer->errors, &err)) {
			fprintf(stderr, "%s\n", err.text);
			writer->errors++;
			continue;
		}
		writer->times[writer->saved++] = microseconds() - start;
		if (pause > 0)
			pause_about(pause, &seed);
	}
	saving_close(saving);
}

static void print_key(struct samples *samples, const char *key,
		      const char *what, double value)
{
	char *name = alloc_print("%s_%s", key, what);

	if (samples)
		samples_print(samples, name);
	else
		result_print(name, value);
	free(name);
}

static void write_all(const char *path, struct saving *saving, int count,
		      double seconds, double pause, const char *key)
{
	struct writer *writers =
		mmap(NULL, (size_t)count * sizeof(*writers),
		     PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct samples all = { 0 };
	long least = SAMPLES_MAX, most = 0, saved = 0, errors = 0;

	for (int i = 0; i < count; i++) {
		if (fork() == 0) {
			write_on(path, saving, seconds, pause, &writers[i]);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		;
	for (int i = 0; i < count; i++) {
		saved += writers[i].saved;
		errors += writers[i].errors;
		least = writers[i].saved < least ? writers[i].saved : least;
		most = writers[i].saved > most ? writers[i].saved : most;
		for (long k = 0; k < writers[i].saved; k++)
			samples_add(&all, writers[i].times[k]);
	}
	if (errors)
		fail("%ld errors", errors);
	print_key(NULL, key, "saved", (double)saved);
	print_key(NULL, key, "rate", (double)saved / seconds);
	print_key(NULL, key, "share", (double)least / (double)most);
	print_key(&all, key, "time", 0);
	print_key(NULL, key, "p99", samples_at(&all, 0.99));
	samples_done(&all);
}

int main(int argc, char **argv)
{
	struct saving saving = { 0 };

	if (argc < 6)
		fail("commits save|only|writers FILE FORMS FORM N ...");
	saving_open(&saving, argv[2], argv[3], argv[4]);
	if (strcmp(argv[1], "writers") == 0 && argc > 8) {
		/* No connection may be open over a fork. */
		saving_close(&saving);
		write_all(argv[2], &saving, atoi(argv[5]), atof(argv[6]),
			  atof(argv[7]), argv[8]);
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
