/* base/utf8.c - see base/utf8.h */
#include "config.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <uniwidth.h>

#include "base/alloc.h"
#include "base/buffer.h"

#define BROKEN 0xFFFD
#define JOINER 0x200D

/* A cluster is looked for in this many bytes; more accents than that on one
 * letter are nobody's name. */
#define CLUSTER_BYTES 128

/*
 * The bytes of the well-formed character at text, of at most length bytes; 0
 * when there is none.
 */
static size_t read_character(const char *text, size_t length, uint32_t *out)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *s = (const unsigned char *)text;
	uint32_t character;
	size_t bytes;

	if (length == 0 || s[0] == 0)
		return 0;
	if (s[0] < 0x80) {
		*out = s[0];
		return 1;
	}
	bytes = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
	if (s[0] < 0xC2 || s[0] > 0xF4 || bytes > length)
		return 0;
	character = s[0] & (0xFFU >> (bytes + 1));
	for (size_t i = 1; i < bytes; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		character = character << 6 | (s[i] & 0x3FU);
	}
	if (character < least[bytes] || character > 0x10FFFF ||
	    (character >= 0xD800 && character <= 0xDFFF))
		return 0;
	*out = character;
	return bytes;
}

/* Eight, when those at text are all ASCII and none is zero; else 0. */
static size_t ascii_bytes(const char *text, size_t length)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t part;

	if (length < sizeof(part))
		return 0;
	memcpy(&part, text, sizeof(part));
	return (part | (part - ones)) & (ones << 7) ? 0 : sizeof(part);
}

bool utf8_is_valid(const char *text, size_t length)
{
	uint32_t character;

	while (length > 0) {
		size_t bytes = ascii_bytes(text, length);

		if (bytes == 0)
			bytes = read_character(text, length, &character);
		if (bytes == 0)
			return false;
		text += bytes;
		length -= bytes;
	}
	return true;
}

uint32_t utf8_take(const char **text)
{
	uint32_t character;
	size_t bytes;

	if (**text == '\0')
		return 0;
	/* The end of the text stops it: a zero byte continues nothing. */
	bytes = read_character(*text, 4, &character);
	if (bytes == 0) {
		*text += 1;
		return BROKEN;
	}
	*text += bytes;
	return character;
}

size_t utf8_put(char out[5], uint32_t character)
{
	size_t bytes;

	if (character == 0 || character > 0x10FFFF ||
	    (character >= 0xD800 && character <= 0xDFFF))
		character = BROKEN;
	bytes = character < 0x80      ? 1
		: character < 0x800   ? 2
		: character < 0x10000 ? 3
				      : 4;
	for (size_t i = bytes - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (character & 0x3F));
		character >>= 6;
	}
	if (bytes == 1)
		out[0] = (char)character;
	else
		out[0] = (char)((0xF00U >> bytes) | character);
	out[bytes] = '\0';
	return bytes;
}

/* Two characters of which the second cannot belong to the first. */
static bool plainly_apart(unsigned char a, unsigned char b)
{
	return a < 0x80 && b < 0x80 && !(a == '\r' && b == '\n');
}

/*
 * Is what begins at next, of length bytes, one picture with the cluster of so
 * many bytes before it?  Pictures are joined by a joiner, and two letters of
 * the alphabet of flags are a flag; libunistring 1.0 knows neither.
 */
static bool is_joined(const char *text, size_t bytes, const char *next,
		      size_t length)
{
	uint32_t first, second;
	size_t first_bytes = read_character(text, bytes, &first);

	if (length == 0 || read_character(next, length, &second) == 0)
		return false;
	if (bytes > 3 && memcmp(next - 3, "\xE2\x80\x8D", 3) == 0)
		return uc_is_property_extended_pictographic(first) &&
		       uc_is_property_extended_pictographic(second);
	return bytes == first_bytes &&
	       uc_is_property_regional_indicator(first) &&
	       uc_is_property_regional_indicator(second);
}

/* Nothing of ASCII, and no Latin letter, belongs to what is before it. */
static bool begins_anew(unsigned char byte)
{
	return byte < 0x80 || (byte >= 0xC3 && byte <= 0xCB);
}

size_t utf8_cluster(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;
	const uint8_t *next;
	size_t whole = 0;
	size_t bytes;

	if (s[0] == '\0')
		return 0;
	if (s[0] < 0x80 && begins_anew(s[1]))
		return s[0] == '\r' && s[1] == '\n' ? 2 : 1;
	if (s[0] >= 0xC3 && s[0] <= 0xCB && (s[1] & 0xC0) == 0x80 &&
	    begins_anew(s[2]))
		return 2;
	/* Only well-formed text is shown to the library, so that it and we
	 * agree on what one broken byte is. */
	while (whole < CLUSTER_BYTES) {
		uint32_t character;
		bytes = read_character(text + whole, 4, &character);
		if (bytes == 0)
			break;
		whole += bytes;
	}
	if (whole == 0)
		return 1;
	bytes = 0;
	do {
		next = u8_grapheme_next(s + bytes, s + whole);
		bytes = next ? (size_t)(next - s) : whole;
	} while (is_joined(text, bytes, text + bytes, whole - bytes));
	return bytes;
}

size_t utf8_cluster_before(const char *text, size_t offset)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t at, bytes;

	if (offset == 0)
		return 0;
	if (offset == 1 || plainly_apart(s[offset - 2], s[offset - 1]))
		return 1;
	/* From a place that is sure to begin a cluster, walk forward. */
	at = offset - 1;
	while (at > 0 && offset - at < 2 * CLUSTER_BYTES &&
	       !plainly_apart(s[at - 1], s[at]))
		at--;
	while (at > 0 && (s[at] & 0xC0) == 0x80)
		at--;
	for (;;) {
		bytes = utf8_cluster(text + at);
		if (bytes == 0 || at + bytes >= offset)
			return offset - at;
		at += bytes;
	}
}

static int character_width(uint32_t character)
{
	int width;

	/* ASCII, and Latin letters with their accents. */
	if ((character >= ' ' && character <= '~') ||
	    (character >= 0xC0 && character < 0x300))
		return 1;
	width = uc_width(character, "UTF-8");

	return width < 0 ? 1 : width;
}

/* Terminals give every character its cells but for what is joined to one
 * picture, and no picture takes more than two. */
static int cluster_width(const char *text, size_t length)
{
	const char *end = text + length;
	int width = 0;

	while (text < end) {
		uint32_t character = utf8_take(&text);

		if (character == JOINER && width > 0 && text < end)
			return 2;
		width += character_width(character);
	}
	return width > 2 ? 2 : width;
}

static bool is_letter(char byte)
{
	return byte >= ' ' && byte <= '~';
}

/* Eight at once: none above 0x7F, none below a blank, and no 0x7F itself. */
static bool are_letters(const char *text)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t part;

	memcpy(&part, text, sizeof(part));
	return ((part | (part - ones * ' ') | (part + ones)) & (ones << 7)) ==
	       0;
}

/*
 * How many plain letters, of one cell each, are in front of a text of at least so
 * many bytes.  The last one is none when an accent follows it.
 */
static size_t plain_length(const char *text, size_t length)
{
	const size_t step = sizeof(uint64_t);
	size_t at = 0;

	while (length - at >= step && are_letters(text + at))
		at += step;
	/* What is left overlaps with what was seen. */
	if (at > 0 && at < length && length - at < step &&
	    are_letters(text + length - step))
		at = length;
	while (at < length && is_letter(text[at]))
		at++;
	return at - (at > 0 && !begins_anew((unsigned char)text[at]));
}

size_t utf8_plain(const char *text, size_t most)
{
	return plain_length(text, strnlen(text, most));
}

int utf8_width(const char *text, size_t length)
{
	size_t at = 0;
	int width = 0;

	while (at < length) {
		size_t bytes = plain_length(text + at, length - at);

		width += (int)bytes;
		at += bytes;
		bytes = utf8_cluster(text + at);
		if (at >= length || bytes == 0)
			break;
		if (bytes > length - at)
			bytes = length - at;
		width += cluster_width(text + at, bytes);
		at += bytes;
	}
	return width;
}

int utf8_columns(const char *text)
{
	return utf8_width(text, strlen(text));
}

size_t utf8_fit(const char *text, int columns)
{
	size_t at = 0;

	for (;;) {
		size_t bytes = 0;

		if (columns > 0)
			bytes = utf8_plain(text + at, (size_t)columns);
		columns -= (int)bytes;
		at += bytes;
		bytes = utf8_cluster(text + at);
		if (bytes == 0)
			return at;
		columns -= cluster_width(text + at, bytes);
		if (columns < 0)
			return at;
		at += bytes;
	}
}

const char *utf8_wrap(const char *text, int columns, size_t *length)
{
	const char *newline;
	size_t fits, end, next;

	*length = 0;
	if (*text == '\0')
		return NULL;
	/* Not to the end of the line: it may be a whole book. */
	fits = utf8_fit(text, columns);
	newline = memchr(text, '\n', fits + 1);
	if (newline || text[fits] == '\0') {
		*length = newline ? (size_t)(newline - text) : fits;
		return text + *length + (newline != NULL);
	}

	/* Back to the last space at which the line can end. */
	end = fits;
	while (end > 0 && text[end] != ' ')
		end--;
	next = end;
	while (end > 0 && text[end - 1] == ' ')
		end--;
	if (end == 0) {
		/* One long word, or nothing but spaces before it. */
		*length = fits ? fits : utf8_cluster(text);
		return text + *length;
	}
	while (text[next] == ' ')
		next++;
	if (text[next] == '\n')
		next++;
	*length = end;
	return text + next;
}

/* Every broken byte made U+FFFD, for the library's functions refuse them. */
static char *mended(const char *text)
{
	struct buffer b = { 0 };
	char bytes[5];
	uint32_t character;

	while ((character = utf8_take(&text)) != 0)
		buffer_add_part(&b, bytes, utf8_put(bytes, character));
	return buffer_take(&b);
}

static bool is_ascii(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text > 0x7F)
			return false;
	}
	return true;
}

/*
 * Well-formed, and of no character from U+0300 on: what can be joined with an
 * accent, or is one, comes behind those.
 */
static bool is_normal(const char *text)
{
	const unsigned char *s = (const unsigned char *)text;

	for (; *s; s++) {
		if (*s < 0x80)
			continue;
		if (*s < 0xC2 || *s > 0xCB || (s[1] & 0xC0) != 0x80)
			return false;
		s++;
	}
	return true;
}

char *utf8_normal(const char *text)
{
	char *whole;
	uint8_t *normal;
	size_t length = 0;
	char *result;

	if (is_normal(text))
		return alloc_text(text);
	whole = mended(text);
	normal = u8_normalize(UNINORM_NFC, (uint8_t *)whole, strlen(whole),
			      NULL, &length);
	if (!normal)
		return whole;
	result = alloc_text_part((char *)normal, length);
	free(normal);
	free(whole);
	return result;
}

/* Would it order the terminal about, or turn the line round? */
static bool is_harmful(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C ||
	       c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* How many bytes are printable ASCII; most texts are from end to end. */
static size_t count_plain(const char *text)
{
	size_t count = 0;

	while (text[count] >= ' ' && text[count] < 0x7F)
		count++;
	return count;
}

char *utf8_harmless(const char *text)
{
	struct buffer b = { 0 };
	char bytes[5];
	size_t plain = count_plain(text);
	uint32_t c;

	if (!text[plain])
		return alloc_text_part(text, plain);
	for (;; plain = count_plain(text)) {
		buffer_add_part(&b, text, plain);
		text += plain;
		c = utf8_take(&text);
		if (c == 0)
			break;
		if (c == '\r' && *text == '\n')
			continue;
		if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029)
			c = ' ';
		else if (is_harmful(c))
			c = BROKEN;
		buffer_add_part(&b, bytes, utf8_put(bytes, c));
	}
	return buffer_take(&b);
}

/* Letters whose stroke or binding Unicode does not see as an accent. */
static const char *without_stroke(uint32_t c)
{
	switch (c) {
	case 0xE6: /* ae */
		return "ae";
	case 0xF0:  /* eth */
	case 0x111: /* d with stroke */
		return "d";
	case 0xF8: /* o with stroke */
		return "o";
	case 0xFE: /* thorn */
		return "th";
	case 0x131: /* i without dot */
		return "i";
	case 0x142: /* l with stroke */
		return "l";
	case 0x153: /* oe */
		return "oe";
	default:
		return NULL;
	}
}

char *utf8_folded(const char *text)
{
	char *whole = mended(text);
	uint8_t *apart;
	size_t length = 0;
	struct buffer b = { 0 };
	const char *at;
	char *letters;
	uint32_t c;

	apart = u8_casefold((uint8_t *)whole, strlen(whole), NULL, UNINORM_NFKD,
			    NULL, &length);
	if (!apart)
		return whole;
	letters = alloc_text_part((char *)apart, length);
	free(apart);
	free(whole);

	at = letters;
	while ((c = utf8_take(&at)) != 0) {
		const char *instead = without_stroke(c);
		char bytes[5];

		if (instead)
			buffer_add(&b, instead);
		else if (!uc_is_general_category_withtable(c,
							   UC_CATEGORY_MASK_Mn))
			buffer_add_part(&b, bytes, utf8_put(bytes, c));
	}
	free(letters);
	return buffer_take(&b);
}

/* Without regard to case, and without the locale having a say in it. */
static char ascii_folded(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool ascii_contains(const char *haystack, const char *needle)
{
	for (;; haystack++) {
		size_t i = 0;

		while (needle[i] &&
		       ascii_folded(haystack[i]) == ascii_folded(needle[i]))
			i++;
		if (!needle[i])
			return true;
		if (!*haystack)
			return false;
	}
}

bool utf8_contains(const char *haystack, const char *needle)
{
	char *in;
	char *what;
	bool found;

	/* Most is ASCII, and thousands are asked at every key of a search. */
	if (is_ascii(haystack) && is_ascii(needle))
		return ascii_contains(haystack, needle);
	in = utf8_folded(haystack);
	what = utf8_folded(needle);
	found = strstr(in, what) != NULL;

	free(in);
	free(what);
	return found;
}
