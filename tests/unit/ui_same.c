/*
 * One record, three ways in: by the keys of the full screen, line by line, and
 * from CSV.  What is in the file must be the same.
 */
#include "config.h"

#include "ui_shipped.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/count.h"
#include "base/file.h"
#include "exchange/csv_import.h"
#include "ui/app.h"
#include "ui/line.h"
#include "ui/term.h"

static const char new_keys[] =
	"n\n"
	"type Utrecht\nEnter\n"
	"type Oost\nEnter\n"
	"type Jan\nEnter\n"
	"type T-1\nEnter\n";

static const char traject_keys[] =
	"Enter\n"
	"type 28-4 10:00\nEnter\n"
	"type 28-4 14:30\nEnter\n"
	"type 20-5\nEnter\n"
	"j\n1\nj\n"
	"Enter\ntype 1-3-2010\nEnter\nv\nEnter\n" /* J1 */
	"Enter\n"                                 /* one more */
	"Enter\n-\nm\n"                           /* J2 */
	"Tab\n"                                   /* and no more */
	"j\nn\ng\n"
	"F9\nEnter\nEsc\n";

static const char ash_keys[] =
	"Down\nEnter\n"
	"2\n"
	"1\n6\nEnter\n"
	"3\nEnter\n"
	"1\n1\n1\n0\n-\n1\n0\n"
	"1\nC-o\ntype In een gesprek\nEnter\n"
	"F4\ntype Zie \"het\" verslag\nEnter\n"
	"1\n"
	"1\n1\n0\n1\n1\n"
	"1\n7\nEnter\n"
	"type Iets, met een komma\n"
	"F9\nEnter\n";

static const char lines[] =
	"nieuw\nUtrecht\nOost\nJan\nT-1\n"
	"1\n"
	"28-4 10:00\n28-4 14:30\n20-5\n"
	"j\n1\nj\n"
	"\n1-3-2010\nv\n\n"
	"ja\n"
	"\n-\nm\n"
	"nee\n"
	"j\nn\ng\n"
	"klaar\n\nsluiten\n"
	"2\n"
	"2\n1 6\n3\n"
	"1\n1\n1\n0\n-\n1\n0\n"
	"1\nklopt In een gesprek\n"
	"opmerking Zie \"het\" verslag\n1\n"
	"1\n1\n0\n1\n1\n"
	"1 7\n"
	"Iets, met een komma\n"
	"/klaar\n\nstop\n";

static const char traject_csv[] =
	"traject,organisatie,team,medewerker,completed,aanmelding,start,einde,"
	"crisis,vastgesteld_door,voorziening,jeugdige/1/kenmerk,"
	"jeugdige/1/geboortedatum,jeugdige/1/geslacht,jeugdige/1/zelf,"
	"jeugdige/2/kenmerk,jeugdige/2/geboortedatum/missing,"
	"jeugdige/2/geslacht,toestemming_benchmark,toestemming_onderzoek,"
	"toestemming_proef\n"
	"T-1,Utrecht,Oost,Jan,2025-06-02,2025-04-28T10:00,2025-04-28T14:30,"
	"2025-05-20,ja,gi,ja,J1,2010-03-01,vrouw,ja,J2,onbekend,man,ja,nee,"
	"niet_gevraagd\n";

static const char ash_csv[] =
	"traject,completed,gezinstype,problematiek/externaliserend,"
	"problematiek/opvoeding,werkdoelen/veiligheid,c1,c2,c3a,c3b,"
	"c3c/missing,c3d,c4a,c4b,c4c,c5a,c5b,c5c,c5d,c6,advies/ambulant_spec,"
	"advies/anders,advies_anders,reason/c4b,remark/c4c\n"
	"T-1,2025-06-02,tweeouder,1,1,1,1,1,1,0,niet_gescoord,1,0,1,1,1,1,0,1,"
	"1,1,1,\"Iets, met een komma\",In een gesprek,\"Zie \"\"het\"\" "
	"verslag\"\n";

/* --- the three ways */

static void play_keys(struct shipped *w, const char *keys)
{
	struct app_start start = shipped_start(w);
	char *copy = alloc_text(keys);
	FILE *in = fmemopen(copy, strlen(copy), "r");
	struct term *term = term_script_open(in, stdout, 24, 80, GLYPHS_UTF8);
	struct app app;

	app_init(&app, &start);
	assert_int_equal(app_run(&app, term, &why), 0);
	app_done(&app);
	term->kind->close(term);
	fclose(in);
	free(copy);
}

static void play_lines(struct shipped *w, const char *text)
{
	struct app_start start = shipped_start(w);
	FILE *in = tmpfile();
	char *told = NULL;
	size_t length = 0;
	struct line_io io = { .is_script = true,
			      .out = open_memstream(&told, &length) };
	struct app app;

	assert_non_null(in);
	fputs(text, in);
	rewind(in);
	io.in = fileno(in);
	start.in_lines = true;
	app_init(&app, &start);
	assert_int_equal(line_run(&app, &io, &why), 0);
	app_done(&app);
	fclose(io.out);
	if (io.refused)
		fail_msg("line %lu is refused:\n%s", io.refused, told);
	assert_null(strchr(told, '\033'));
	free(told);
	fclose(in);
}

static void take_csv(struct shipped *w, const char *form, const char *csv)
{
	const struct import_options options = { .file = "test.csv",
						.form = form,
						.add_names = true,
						.by = { .medewerker = "Jan" } };
	struct import_result result = { 0 };

	assert_int_equal(csv_import(w->store, w->catalogue, csv, strlen(csv),
				    &options, &result, &why),
			 0);
	assert_int_equal(result.added, 1);
	import_result_done(&result);
}

/* --- what is in the file */

/* What differs by nature: made ids, moments, and by which way it came. */
static bool is_masked(const char *table, const char *column)
{
	static const char *const always[] = { "uuid",  "parent", "salt",
					      "state", "digest", "changed",
					      "at",    "what",   "login",
					      "deed" };

	for (size_t i = 0; i < COUNT(always); i++)
		if (strcmp(always[i], column) == 0 &&
		    strcmp(table, "name") != 0)
			return true;
	return strcmp(column, "revision") == 0 &&
	       strcmp(table, "revision_value") != 0;
}

static void dump_table(sqlite3 *db, const char *table, struct buffer *out)
{
	char *sql = alloc_print("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
	sqlite3_stmt *rows = NULL;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL),
			 SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW) {
		buffer_print(out, "%s:", table);
		for (int i = 0; i < sqlite3_column_count(rows); i++) {
			const char *name = sqlite3_column_name(rows, i);
			const unsigned char *text =
				sqlite3_column_text(rows, i);

			if (!is_masked(table, name))
				buffer_print(out, " %s=%s", name,
					     text ? (const char *)text
						  : "(null)");
		}
		buffer_add_byte(out, '\n');
	}
	sqlite3_finalize(rows);
	free(sql);
}

/* Every table but those that hold the forms, which are the same by nature. */
static char *dump(const struct shipped *w)
{
	static const char tables[] =
		"SELECT name FROM sqlite_master WHERE type = 'table'"
		" AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'form%'"
		" AND name <> 'note' ORDER BY name";
	struct buffer out = { 0 };
	sqlite3_stmt *names = NULL;
	sqlite3 *db = NULL;

	assert_int_equal(
		sqlite3_open_v2(w->path, &db, SQLITE_OPEN_READONLY, NULL),
		SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, tables, -1, &names, NULL),
			 SQLITE_OK);
	while (sqlite3_step(names) == SQLITE_ROW)
		dump_table(db, (const char *)sqlite3_column_text(names, 0),
			   &out);
	sqlite3_finalize(names);
	sqlite3_close(db);
	return buffer_take(&out);
}

static char *dump_of_keys(void)
{
	struct shipped w;
	struct buffer keys = { 0 };
	char *found;

	shipped_begin(&w);
	buffer_print(&keys, "%s%s%sC-q\n", new_keys, traject_keys, ash_keys);
	play_keys(&w, buffer_text(&keys));
	buffer_done(&keys);
	found = dump(&w);
	shipped_end(&w);
	return found;
}

static void lines_leave_what_keys_leave(void **state)
{
	char *wanted = dump_of_keys();
	struct shipped w;
	char *found;

	(void)state;
	shipped_begin(&w);
	play_lines(&w, lines);
	found = dump(&w);
	shipped_end(&w);
	assert_has(wanted, "ash_3_0:");
	assert_has(wanted, "In een gesprek");
	assert_has(wanted, "Zie \"het\" verslag");
	assert_lacks(wanted, "draft:");
	assert_string_equal(wanted, found);
	free(wanted);
	free(found);
}

static void csv_leaves_what_keys_leave(void **state)
{
	char *wanted = dump_of_keys();
	struct shipped w;
	char *found;

	(void)state;
	shipped_begin(&w);
	take_csv(&w, "traject", traject_csv);
	take_csv(&w, "ash", ash_csv);
	found = dump(&w);
	shipped_end(&w);
	assert_string_equal(wanted, found);
	free(wanted);
	free(found);
}

/* --- how many keys that takes */

static size_t count_keys(const char *keys)
{
	size_t count = 0;

	while (*keys) {
		size_t length = strcspn(keys, "\n");

		count += strncmp(keys, "type ", 5) == 0 ? length - 5 : 1;
		keys += length + 1;
	}
	return count;
}

/*
 * 18 questions: one choice, three of which several answers are possible (four
 * answers in all, one key each and Enter after the first two of them), fourteen
 * scores; then F9, and Enter for today.  23 keys, 1.28 for each question.
 */
static void
a_whole_form_is_at_most_thirteen_keys_for_ten_questions(void **state)
{
	static const char keys[] =
		"2\n"
		"1\n6\nEnter\n"
		"3\nEnter\n"
		"1\n1\n1\n0\n-\n1\n1\n1\n1\n1\n1\n0\n1\n1\n"
		"1\n"
		"F9\nEnter\n";
	struct buffer all = { 0 };
	struct shipped w;
	char *found;

	(void)state;
	shipped_begin(&w);
	buffer_print(&all, "%s%sDown\nEnter\n%sC-q\n", new_keys, traject_keys,
		     keys);
	play_keys(&w, buffer_text(&all));
	buffer_done(&all);
	found = dump(&w);
	shipped_end(&w);
	assert_has(found, "ash_3_0: id=1");
	assert_has(found, "status=complete");
	assert_has(found, "c3c__missing=niet_gescoord");
	assert_lacks(found, "draft:");
	assert_int_equal(count_keys(keys), 23);
	assert_true(count_keys(keys) * 10 <= 18 * 13);
	free(found);
}

/* --- the first pictures */

/* What is shown, one after the other. */
static struct {
	struct term_kind kind;
	void (*show)(struct term *t, const struct screen *s);
	char *pictures[8];
	size_t count;
	const char *glance; /* at this directory; or NULL */
	int prepares;
	bool at_once; /* all forms are there to begin with */
} first;

static void keep_picture(struct term *t, const struct screen *s)
{
	size_t length;
	FILE *out;

	assert_true(first.count < 8);
	out = open_memstream(&first.pictures[first.count++], &length);
	screen_write(s, out);
	fclose(out);
	first.show(t, s);
}

static struct catalogue *glance(struct app_start *start)
{
	struct problem_list problems = { 0 };
	struct catalogue *whole = NULL, *found;
	const char *bytes;
	size_t length;
	char *forms;

	(void)start;
	if (!first.glance)
		return NULL;
	forms = file_join(getenv("srcdir"), first.glance);
	assert_int_equal(catalogue_load((const char *const[]){ forms }, 1,
					&whole, &problems, &why),
			 0);
	problem_list_done(&problems);
	bytes = catalogue_packed(whole, &length);
	found = catalogue_glance(bytes, length);
	assert_non_null(found);
	catalogue_free(whole);
	free(forms);
	return found;
}

static int prepare(struct app_start *start, struct err *err)
{
	const struct shipped *w = start->of;

	(void)err;
	first.prepares++;
	start->catalogue = w->catalogue;
	start->notice = "Er is geen reservekopie van vandaag";
	return 0;
}

/* As the program starts: the forms come after the first picture. */
static void start_late(struct shipped *w, const char *keys)
{
	struct app_start start = shipped_start(w);
	char *copy = alloc_text(keys);
	FILE *in = fmemopen(copy, strlen(copy), "r");
	struct term *term = term_script_open(in, stdout, 24, 80, GLYPHS_UTF8);
	struct app app;

	first.kind = *term->kind;
	first.show = term->kind->show;
	first.kind.show = keep_picture;
	term->kind = &first.kind;
	start.of = w;
	if (first.at_once) {
		assert_int_equal(prepare(&start, &why), 0);
	} else {
		start.catalogue = NULL;
		start.glance = glance;
		start.prepare = prepare;
	}
	app_init(&app, &start);
	assert_int_equal(app_run(&app, term, &why), 0);
	app_done(&app);
	term->kind->close(term);
	fclose(in);
	free(copy);
}

static void forget_pictures(void)
{
	for (size_t i = 0; i < first.count; i++)
		free(first.pictures[i]);
	first.count = 0;
	first.prepares = 0;
}

static void states_are_seen_before_all_forms_are_read(void **state)
{
	struct shipped w;
	char *other;

	(void)state;
	shipped_begin(&w);
	play_keys(&w, new_keys);
	first.glance = "forms";
	start_late(&w, "C-q\n");
	assert_true(first.count >= 3);
	assert_int_equal(first.prepares, 1);
	assert_has(first.pictures[0], "T-1");
	assert_lacks(first.pictures[0], "2 te doen");
	assert_has(first.pictures[1], "2 te doen");
	/* Then all is there, and what was to be said. */
	assert_has(first.pictures[2], "2 te doen");
	assert_lacks(first.pictures[1], "reservekopie");
	assert_has(first.pictures[2], "reservekopie");
	other = alloc_text(first.pictures[2]);
	forget_pictures();

	/* Where a glance is not enough, it is as before. */
	first.glance = NULL;
	start_late(&w, "C-q\n");
	assert_int_equal(first.prepares, 1);
	assert_lacks(first.pictures[0], "2 te doen");
	assert_string_equal(first.pictures[1], other);
	forget_pictures();

	/* Forms that turn out to be others than a moment ago. */
	first.glance = "tests/data/forms/alles";
	start_late(&w, "C-q\n");
	assert_string_not_equal(first.pictures[1], other);
	assert_string_equal(first.pictures[2], other);
	forget_pictures();
	free(other);
	shipped_end(&w);
}

/* The rows are not read twice: their states and their number are added. */
static void the_first_rows_get_what_they_lacked(void **state)
{
	static const int counts[] = { 0, 1, 19, 30, 220 };
	struct shipped w;
	int made = 0;

	(void)state;
	shipped_begin(&w);
	first.glance = "forms";
	for (size_t i = 0; i < COUNT(counts); i++) {
		char *whole;

		for (; made < counts[i]; made++) {
			struct traject traject =
				shipped_traject(&w, alloc_print("T-%d", made));

			traject_done(&traject);
		}
		first.at_once = true;
		start_late(&w, "C-q\n");
		whole = alloc_text(first.pictures[0]);
		forget_pictures();
		first.at_once = false;
		start_late(&w, "C-q\n");
		assert_string_not_equal(first.pictures[0], whole);
		assert_string_equal(first.pictures[2], whole);
		forget_pictures();
		free(whole);
	}
	shipped_end(&w);
}

static void the_first_key_finds_all_forms(void **state)
{
	struct shipped w;

	(void)state;
	shipped_begin(&w);
	play_keys(&w, new_keys);
	first.glance = "forms";
	start_late(&w, "Enter\nDown\nEnter\nC-q\n");
	assert_has(first.pictures[first.count - 1], "Gezin");
	forget_pictures();
	shipped_end(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_leave_what_keys_leave),
		cmocka_unit_test(csv_leaves_what_keys_leave),
		cmocka_unit_test(
			a_whole_form_is_at_most_thirteen_keys_for_ten_questions),
		cmocka_unit_test(states_are_seen_before_all_forms_are_read),
		cmocka_unit_test(the_first_rows_get_what_they_lacked),
		cmocka_unit_test(the_first_key_finds_all_forms),
	};

	setenv("SPOEDPEIL_NOW", "2025-06-02T10:00", 1);
	return run_tests(tests);
}
