/* What base/utf8.h promises. */
#include "config.h"

#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <unistr.h>
#include <wchar.h>

#include "base/buffer.h"
#include "base/count.h"
#include "base/utf8.h"

#define E_ACUTE "\xC3\xA9"
#define E_APART "e\xCC\x81"
#define BROKEN "\xEF\xBF\xBD"
/* woman, joiner, woman, joiner, girl */
#define FAMILY                                                                 \
	"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D"             \
	"\xF0\x9F\x91\xA7"
#define THUMB "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD" /* with a skin colour */
#define FLAG "\xF0\x9F\x87\xB3\xF0\x9F\x87\xB1"  /* two letters, one flag */
#define HAN "\xE6\xBC\xA2"

static const char *const broken[] = {
	"\x80",
	"\xC3",
	"\xC3(",
	"\xC0\x80",
	"\xC1\xBF",
	"\xE0\x80\x80",
	"\xE2\x82",
	"\xED\xA0\x80",
	"\xF0\x80\x80\x80",
	"\xF4\x90\x80\x80",
	"\xF8\x88\x80\x80",
	"\xFF",
};

static void broken_text_is_not_valid(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++)
		assert_false(utf8_is_valid(broken[i], strlen(broken[i])));
	assert_false(utf8_is_valid("a\0b", 3));
	assert_true(utf8_is_valid("", 0));
	assert_true(utf8_is_valid(FAMILY HAN E_ACUTE "x",
				  strlen(FAMILY HAN E_ACUTE "x")));
	assert_false(utf8_is_valid(HAN, 2));
}

static void characters_are_taken_and_put_back(void **state)
{
	static const uint32_t all[] = { 1,       0x7F,    0x80,   0x7FF,
					0x800,   0xD7FF,  0xE000, 0xFFFF,
					0x10000, 0x10FFFF };
	char out[5];

	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		const char *at = out;
		size_t bytes = utf8_put(out, all[i]);

		assert_int_equal(utf8_take(&at), all[i]);
		assert_int_equal(at - out, bytes);
		assert_int_equal(utf8_take(&at), 0);
		assert_int_equal(at - out, bytes);
	}
	assert_int_equal(utf8_put(out, 0xD800), 3);
	assert_string_equal(out, BROKEN);
}

static void broken_text_is_passed_a_byte_at_a_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++) {
		const char *at = broken[i];

		assert_int_equal(utf8_take(&at), 0xFFFD);
		assert_int_equal(at - broken[i], 1);
		assert_int_equal(utf8_cluster(broken[i]), 1);
		assert_true(utf8_columns(broken[i]) > 0);
	}
}

static void a_cluster_is_what_people_call_a_character(void **state)
{
	(void)state;
	assert_int_equal(utf8_cluster(""), 0);
	assert_int_equal(utf8_cluster("ab"), 1);
	assert_int_equal(utf8_cluster(E_APART "b"), 3);
	assert_int_equal(utf8_cluster(FAMILY "b"), strlen(FAMILY));
	assert_int_equal(utf8_cluster(THUMB THUMB), strlen(THUMB));
	assert_int_equal(utf8_cluster(FLAG FLAG), strlen(FLAG));
	assert_int_equal(utf8_cluster(HAN HAN), 3);
}

static void clusters_are_the_same_backward(void **state)
{
	static const char text[] = "a" E_APART FAMILY "b" FLAG FLAG THUMB HAN
				   "\xFF\x80" E_ACUTE "\r\n-" FAMILY;
	size_t starts[64];
	size_t count = 0;
	size_t at = 0;

	(void)state;
	while (text[at]) {
		starts[count++] = at;
		at += utf8_cluster(text + at);
	}
	while (count > 0) {
		at -= utf8_cluster_before(text, at);
		assert_int_equal(at, starts[--count]);
	}
	assert_int_equal(utf8_cluster_before(text, 0), 0);
}

static void a_cluster_takes_its_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_columns(""), 0);
	assert_int_equal(utf8_columns("abc"), 3);
	assert_int_equal(utf8_columns(E_ACUTE), 1);
	assert_int_equal(utf8_columns(E_APART), 1);
	assert_int_equal(utf8_columns(HAN), 2);
	assert_int_equal(utf8_columns(FAMILY), 2);
	assert_int_equal(utf8_columns(THUMB), 2);
	assert_int_equal(utf8_columns(FLAG), 2);
	assert_int_equal(utf8_columns("\t\x1B"), 2);
	assert_int_equal(utf8_width("abc", 2), 2);
}

static void columns_are_as_the_system_counts_them(void **state)
{
	/* Letters of Europe, signs, arrows, lines, blocks, Han, emoji. */
	static const uint32_t ranges[][2] = {
		{ 0x20, 0x7E },     { 0xA0, 0xAC },       { 0xAE, 0x52F },
		{ 0x1E00, 0x1FFE }, { 0x2010, 0x2027 },   { 0x2030, 0x205E },
		{ 0x20A0, 0x20BF }, { 0x2100, 0x214F },   { 0x2190, 0x21FF },
		{ 0x2200, 0x22FF }, { 0x2500, 0x25FC },   { 0x4E00, 0x9FFF },
		{ 0xAC00, 0xD7A3 }, { 0x1F600, 0x1F64F },
	};

	(void)state;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		fail_msg("no C.UTF-8 here");
	for (size_t i = 0; i < COUNT(ranges); i++) {
		for (uint32_t c = ranges[i][0]; c <= ranges[i][1]; c++) {
			char text[5];
			int system = wcwidth((wchar_t)c);

			utf8_put(text, c);
			if (system >= 0 && utf8_columns(text) != system)
				fail_msg("U+%04X: %d, and %d", c,
					 utf8_columns(text), system);
		}
	}
}

/* Of letters, accents, what stands alone, and what no text has. */
static void make_any_text(char *out, int pieces)
{
	static const char *const any[] = {
		"a",           "Z",        " ",
		"word behind", "\t",       "\r",
		"\n",          "~",        "\x7F",
		E_ACUTE,       "\xC4\xB3", E_APART,
		"\xCB\xBF",    "\xCC\x80", "\xCD\xAF",
		"\xC2\xAD",    HAN,        FAMILY,
		FLAG,          "\xC3",     "\xE2\x80\xA6",
	};

	out[0] = '\0';
	while (pieces-- > 0)
		strcat(out, any[(size_t)rand() % COUNT(any)]);
}

/* What is quick for most texts is right for all of them. */
static void clusters_and_columns_are_those_of_the_library(void **state)
{
	char text[1024];

	(void)state;
	srand(3);
	for (int n = 0; n < 20000; n++) {
		size_t at = 0, plain = 0;
		int columns = 0;

		make_any_text(text, rand() % 20);
		while (text[at]) {
			const uint8_t *s = (const uint8_t *)text + at;
			size_t bytes = utf8_cluster(text + at);
			const uint8_t *next;

			assert_true(bytes > 0);
			next = u8_check(s, strlen(text + at))
				       ? s + bytes
				       : u8_grapheme_next(
						 s, s + strlen(text + at));
			/* Pictures that are joined are for us alone. */
			if (s[0] < 0xF0 && next != s + bytes)
				fail_msg("%s: at %zu, %zu bytes", text, at,
					 bytes);
			columns += utf8_width(text + at, bytes);
			at += bytes;
		}
		assert_int_equal(utf8_columns(text), columns);
		assert_int_equal(utf8_fit(text, columns), at);
		while (text[plain] >= ' ' && text[plain] <= '~' &&
		       utf8_cluster(text + plain) == 1)
			plain++;
		/* The last may belong to what no quick look can tell. */
		assert_in_range(utf8_plain(text, 1000),
				plain > 0 ? plain - 1 : 0, plain);
		assert_in_range(utf8_plain(text, plain / 2), 0, plain / 2);
	}
}

static void only_whole_clusters_fit(void **state)
{
	(void)state;
	assert_int_equal(utf8_fit("abc", 2), 2);
	assert_int_equal(utf8_fit("abc", 9), 3);
	assert_int_equal(utf8_fit("abc", 0), 0);
	assert_int_equal(utf8_fit(HAN HAN, 3), 3);
	assert_int_equal(utf8_fit(HAN, 1), 0);
	assert_int_equal(utf8_fit(E_APART E_APART, 1), 3);
	assert_int_equal(utf8_fit("a" FAMILY, 2), 1);
}

/* text wrapped, with a bar between the lines. */
static const char *wrapped(const char *text, int columns)
{
	static struct buffer lines;
	const char *next;
	size_t length;

	buffer_clear(&lines);
	while ((next = utf8_wrap(text, columns, &length)) != NULL) {
		if (next <= text)
			fail_msg("no step forward in '%s'", text);
		if (lines.length > 0)
			buffer_add_byte(&lines, '|');
		buffer_add_part(&lines, text, length);
		text = next;
	}
	assert_int_equal(length, 0);
	return buffer_text(&lines);
}

static void text_wraps_at_spaces_where_it_can(void **state)
{
	(void)state;
	assert_string_equal(wrapped("", 5), "");
	assert_string_equal(wrapped("een twee drie", 8), "een twee|drie");
	assert_string_equal(wrapped("een twee drie", 7), "een|twee|drie");
	assert_string_equal(wrapped("een   twee", 4), "een|twee");
	assert_string_equal(wrapped("een   ", 3), "een");
	assert_string_equal(wrapped("abcdefgh ij", 3), "abc|def|gh|ij");
	assert_string_equal(wrapped("abc def", 3), "abc|def");
	assert_string_equal(wrapped("een\ntwee\n\ndrie\n", 20),
			    "een|twee||drie");
	assert_string_equal(wrapped("een \ntwee", 3), "een|twe|e");
	assert_string_equal(wrapped("een\xC2\xA0twee drie", 9),
			    "een\xC2\xA0twee|drie");
	assert_string_equal(wrapped("\xC3\xA9\xC3\xA9n twee", 4),
			    "\xC3\xA9\xC3\xA9n|twee");
	assert_string_equal(wrapped(HAN HAN, 1), HAN "|" HAN);
	assert_string_equal(wrapped("   ab", 2), "  | a|b");
}

static void normal_text_has_its_accents_joined(void **state)
{
	char *text = utf8_normal(E_APART "x" HAN);

	(void)state;
	assert_string_equal(text, E_ACUTE "x" HAN);
	free(text);
	text = utf8_normal("");
	assert_string_equal(text, "");
	free(text);
	text = utf8_normal("a\xFF" E_APART);
	assert_string_equal(text, "a" BROKEN E_ACUTE);
	free(text);
	/* The last one before the accents, and what only looks like one. */
	text = utf8_normal(E_ACUTE "\xCB\xBF");
	assert_string_equal(text, E_ACUTE "\xCB\xBF");
	free(text);
	text = utf8_normal(E_ACUTE E_APART);
	assert_string_equal(text, E_ACUTE E_ACUTE);
	free(text);
	text = utf8_normal("\xC1\xA9\xC3");
	assert_string_equal(text, BROKEN BROKEN BROKEN);
	free(text);
}

static void harmless_text_cannot_order_a_terminal_about(void **state)
{
	char *text = utf8_harmless(
		"a\x1B[2J\tb\r\nc\rd\x7F\xC2\x9B"
		"e\xE2\x80\xAE\xFF" FAMILY);

	(void)state;
	assert_string_equal(text, "a" BROKEN "[2J b c" BROKEN "d" BROKEN BROKEN
				  "e" BROKEN BROKEN FAMILY);
	free(text);
}

static void search_knows_no_case_and_no_accents(void **state)
{
	char *text = utf8_folded(
		"G\xC3\xA9ZIN \xC4\xB2sbrand Stra\xC3\x9F"
		"e \xC3\x98\xC5\x81");

	(void)state;
	assert_string_equal(text, "gezin ijsbrand strasse ol");
	free(text);
	assert_true(utf8_contains("Ren\xC3\xA9 de Vries", "rene DE"));
	assert_true(utf8_contains("Rene", "\xC3\xA9"));
	assert_true(utf8_contains("x", ""));
	assert_true(utf8_contains("", ""));
	assert_false(utf8_contains("", "x"));
	assert_false(utf8_contains("Ren\xC3\xA9", "renes"));
}

static void the_distance_is_in_edits(void **state)
{
	(void)state;
	assert_int_equal(utf8_distance("", ""), 0);
	assert_int_equal(utf8_distance("", "abc"), 3);
	assert_int_equal(utf8_distance("abc", ""), 3);
	assert_int_equal(utf8_distance("gezin", "gezn"), 1);
	assert_int_equal(utf8_distance("gezin", "geizn"), 1);
	assert_int_equal(utf8_distance("caf\xC3\xA9", "cafe"), 1);
	assert_int_equal(utf8_distance("kitten", "sitting"), 3);
}

static void a_name_of_a_megabyte_is_near_to_nothing(void **state)
{
	char *a = malloc(500001);
	char *b = malloc(500001);
	const char *const names[] = { b };

	(void)state;
	memset(a, 'x', 500000);
	a[500000] = '\0';
	memcpy(b, a, 500001);
	b[499999] = 'y';
	assert_null(utf8_nearest(a, names, 1));
	assert_null(utf8_nearest("x", names, 1));
	free(a);
	free(b);
}

static void the_nearest_name_is_near(void **state)
{
	static const char *const names[] = { "label", "options", "required",
					     "relevant" };

	(void)state;
	assert_string_equal(utf8_nearest("lable", names, 4), "label");
	assert_string_equal(utf8_nearest("Label", names, 4), "label");
	assert_string_equal(utf8_nearest("option", names, 4), "options");
	assert_string_equal(utf8_nearest("relevent", names, 4), "relevant");
	assert_null(utf8_nearest("colour", names, 4));
	assert_null(utf8_nearest("x", names, 4));
	assert_null(utf8_nearest("", names, 4));
	assert_null(utf8_nearest("label", names, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(broken_text_is_not_valid),
		cmocka_unit_test(characters_are_taken_and_put_back),
		cmocka_unit_test(broken_text_is_passed_a_byte_at_a_time),
		cmocka_unit_test(a_cluster_is_what_people_call_a_character),
		cmocka_unit_test(clusters_are_the_same_backward),
		cmocka_unit_test(a_cluster_takes_its_columns),
		cmocka_unit_test(columns_are_as_the_system_counts_them),
		cmocka_unit_test(clusters_and_columns_are_those_of_the_library),
		cmocka_unit_test(only_whole_clusters_fit),
		cmocka_unit_test(text_wraps_at_spaces_where_it_can),
		cmocka_unit_test(normal_text_has_its_accents_joined),
		cmocka_unit_test(harmless_text_cannot_order_a_terminal_about),
		cmocka_unit_test(search_knows_no_case_and_no_accents),
		cmocka_unit_test(the_distance_is_in_edits),
		cmocka_unit_test(the_nearest_name_is_near),
		cmocka_unit_test(a_name_of_a_megabyte_is_near_to_nothing),
	};

	return run_tests(tests);
}
