/*
 * tests/fuzz/bombs.c - forms that are large rather than odd
 *
 * Each of these once took, or would take a careless reader, minutes or
 * gigabytes.  Every one is answered in the time a person waits: as a form,
 * which is then filled in, or as mistakes.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/count.h"
#include "base/yaml.h"
#include "entry/rules.h"
#include "form/load.h"

#if defined(__SANITIZE_ADDRESS__)
#define SECONDS_MAX 20.0
#else
#define SECONDS_MAX 2.0
#endif

#define HEAD "form: f\nversion: 1.0\ntitle: T\nper: traject\n"
#define START HEAD "sections:\n- name: s\n  label: S\n  fields:\n"
#define SCORE START "  - {name: a, type: score, label: A}\n"
#define LONG "{long}"

/*
 * Head, then unit as often as fits in a file or most times, then tail.  In a
 * unit # is its number and @ the one before it; {long} is 400 kB of one letter.
 */
static const struct bomb {
	const char *name, *head, *unit, *tail;
	int most;
} bombs[] = {
	/* The reader of YAML. */
	{ "open lists", "", "[", "", 0 },
	{ "open maps", "", "{", "", 0 },
	{ "lists in lists on a line", "", "- ", "", 0 },
	{ "questions", "", "? ", "", 0 },
	{ "tags to come", "", "%TAG !a#! b\n", "--- a\n", 0 },
	{ "tags to come at the end", "a\n...\n", "%TAG !a#! b\n", "", 0 },
	{ "empty lines", "", "\n", "", 0 },
	{ "comments", "", "#\n", "", 0 },
	{ "a long text without quotes", "", "a\n", "", 0 },
	{ "a long text in quotes", "\"", "a\n\n", "\"", 0 },
	{ "a long block", ">\n", " a\n\n", "", 0 },
	{ "colons", "", ": ", "", 0 },
	{ "keys", "", "a#: \n", "", 0 },
	{ "the same key", "", "a: \n", "", 0 },
	{ "empty maps", "", "- {}\n", "", 0 },
	{ "documents", "", "---\n", "", 0 },
	{ "anchors", "[", "&a b, ", "]", 0 },

	/* The reader of forms. */
	{ "2000 fields", START, "  - {name: f#, type: integer, label: F}\n", "",
	  2000 },
	{ "2000 fields with all they can have",
	  START "  - {name: f0, type: integer, label: F}\n",
	  "  - {name: f#, type: integer, label: \"F {f@}\", hint: \"{f@}\","
	  " relevant: f@ = 1, constraint: f# > 1, message: m,"
	  " required: f@ = 2, default: f@ + 1, checks: ["
	  "{soft: f@ = 1, message: m}, {hard: f@ = 2, message: m}]}\n",
	  "", 1999 },
	{ "a chain of 2000 calculations",
	  START "  - {name: f0, type: integer, label: F}\n",
	  "  - {name: f#, type: calculate, as: integer,"
	  " calculation: f@ + 1}\n",
	  "", 1999 },
	{ "a chain of 2000 conditions",
	  START "  - {name: f0, type: score, label: F}\n",
	  "  - {name: f#, type: score, label: F, relevant: f@ = 1}\n", "",
	  1999 },
	{ "a circle of 2000 calculations",
	  START "  - {name: f0, type: calculate, as: integer,"
		" calculation: f1999}\n",
	  "  - {name: f#, type: calculate, as: integer,"
	  " calculation: f@ + 1}\n",
	  "", 1999 },
	{ "fields and fields", START,
	  "  - {name: f#, type: integer, label: F}\n", "", 0 },
	{ "fields that are nothing", START, "  -\n", "", 0 },
	{ "sections", HEAD "sections:\n", "- {name: s#}\n", "", 0 },
	{ "repeats", START,
	  "  - {type: repeat, name: r#, label: R, min: 99, fields:"
	  " [{name: f#, type: text, label: L, default: row}]}\n",
	  "", 1000 },
	{ "rules", SCORE "counts:\n", "- {rule: a = 1, message: m}\n", "", 0 },
	{ "rules with unknown names", SCORE "counts:\n",
	  "- {rule: b# = 1, message: m}\n", "", 0 },
	{ "checks", SCORE "    checks:\n", "    - {soft: a = 1, message: m}\n",
	  "", 0 },
	{ "placeholders", START "  - {name: a, type: score, label: \"", "{a}",
	  "\"}\n", 0 },
	{ "braces", START "  - {name: a, type: score, label: \"", "{", "\"}\n",
	  0 },
	{ "items", SCORE "measures: {m: {label: M, items: [", "a,", "]}}\n",
	  0 },
	{ "unknown items", SCORE "measures: {m: {label: M, items: [", "b#,",
	  "]}}\n", 0 },
	{ "measures", SCORE "measures:\n", "  m#: {label: M, items: [a]}\n", "",
	  0 },
	{ "options", START "  - {name: a, type: select_one, options: {\n",
	  "    o#: O,\n", "    }}\n", 0 },
	{ "reasons", HEAD "missing: {a: A}\nsections:\n- name: s\n  missing: [",
	  "b#,", "]\n", 0 },
	{ "a long reason that is not the other",
	  HEAD "missing: {? " LONG "a : A}\nsections:\n- name: s\n  missing: [",
	  LONG "b", "]\n", 1 },
	{ "a long measure with mistakes",
	  SCORE "measures:\n  ? " LONG "\n  : {label: M, items: [", "b#,",
	  "]}\n", 0 },
	{ "unknown keys", HEAD, "titel#: a\n", "", 0 },
	{ "languages", START "  - {name: a, type: text, label: {nl: A,",
	  "en: \"{a}\",", "}}\n", 0 },

	/* Expressions. */
	{ "conditions that read all before them",
	  START "  - {name: f0, type: select_one, label: F,"
		" options: {x: X}}\n",
	  "  - {name: f#, type: select_one, label: F, options: {x: X},"
	  " relevant: \"f@ = 'x' and (f0 is null or f@ = 'x')\"}\n",
	  "", 1999 },
	{ "patterns", START "  - {name: t, type: text, label: T}\n",
	  "  - {name: f#, type: text, label: F, relevant: \""
	  "printf('%29999d', 1) || t like '%' || printf('%9999d', 1) || 'b'"
	  "\"}\n",
	  "", 50 },
	{ "searches", START "  - {name: t, type: text, label: T}\n",
	  "  - {name: f#, type: text, label: F, relevant: \""
	  "instr(printf('%29999d', 1) || t, printf('%9999d', 2))\"}\n",
	  "", 50 },
};

static const char *long_name(void)
{
	static char name[400001];

	if (!name[0])
		memset(name, 'x', sizeof(name) - 1);
	return name;
}

static void put(struct buffer *out, const char *text, int number)
{
	for (; *text; text++) {
		if (*text == '#')
			buffer_print(out, "%d", number);
		else if (*text == '@')
			buffer_print(out, "%d", number - 1);
		else if (strncmp(text, LONG, strlen(LONG)) == 0) {
			buffer_add(out, long_name());
			text += strlen(LONG) - 1;
		} else
			buffer_add_byte(out, *text);
	}
}

static void make(const struct bomb *bomb, struct buffer *out)
{
	size_t most = YAML_LIMIT - strlen(bomb->tail);
	size_t before;

	buffer_clear(out);
	put(out, bomb->head, 0);
	for (int i = 1; !bomb->most || i <= bomb->most; i++) {
		before = out->length;
		put(out, bomb->unit, i);
		if (out->length > most) {
			out->length = before;
			break;
		}
	}
	buffer_add(out, bomb->tail);
}

static void fill_in(const struct form *form)
{
	const struct surroundings around = { .today = "2025-03-01" };
	struct answers *answers = answers_new(form);
	struct rules *rules;

	for (size_t i = 0; i < form->repeat_count; i++)
		answers_need_rows(answers, (int)i, form->repeats[i].min);
	rules = rules_new(answers, &around);
	answers_put(answers, 0, form->fields[0].repeat >= 0, "1", NULL);
	rules_changed(rules, 0, form->fields[0].repeat >= 0);
	rules_counts(rules);
	rules_free(rules);
	answers_free(answers);
}

/* Feed it, and the seconds that took. */
static double feed(const struct buffer *text)
{
	struct problem_list problems = { 0 };
	struct timespec start, end;
	struct form *form;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	form = load_form(buffer_text(text), text->length, "bomb", NULL,
			 &problems);
	if (form)
		fill_in(form);
	form_free(form);
	problem_list_done(&problems);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	return (double)(end.tv_sec - start.tv_sec) +
	       (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

int main(void)
{
	const int count = (int)COUNT(bombs);
	struct buffer text = { 0 };
	int failed = 0;

	printf("1..%d\n", count);
	for (int i = 0; i < count; i++) {
		double seconds;

		make(&bombs[i], &text);
		seconds = feed(&text);
		failed += seconds > SECONDS_MAX;
		printf("%s %d - %s: %zu kB answered in time\n",
		       seconds > SECONDS_MAX ? "not ok" : "ok", i + 1,
		       bombs[i].name, text.length / 1000);
		printf("# %.2f s\n", seconds);
		fflush(stdout);
	}
	buffer_done(&text);
	return failed > 0;
}
