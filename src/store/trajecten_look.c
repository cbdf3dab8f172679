/* store/trajecten_look.c - see store/trajecten_look.h */
#include "config.h"

#include "store/trajecten_look.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define BITS 64 /* trajecten in a word */

/* --- letters: a code without one of those of the text does not hold it */

#define OWN_BITS 37 /* digits, letters, the dash; all others share the rest */

static unsigned letter_number(char letter)
{
	if (letter >= '0' && letter <= '9')
		return (unsigned)(letter - '0');
	if (letter >= 'a' && letter <= 'z')
		return (unsigned)(letter - 'a' + 10);
	if (letter == '-')
		return OWN_BITS - 1;
	return OWN_BITS + (unsigned char)letter % (64 - OWN_BITS);
}

static uint64_t letters_of(const char *text)
{
	uint64_t letters = 0;

	for (; *text; text++)
		letters |= UINT64_C(1) << letter_number(*text);
	return letters;
}

void search_note_letters(struct search *search)
{
	const char *codes = buffer_text(&search->codes);

	search->letters =
		alloc_new(search->count + 1, sizeof(*search->letters));
	for (size_t i = 0; i < search->count; i++)
		search->letters[i] = letters_of(codes + search->places[i].code);
}

/* --- the texts so far */

static void look_done(struct look *look)
{
	free(look->part);
	free(look->names);
	free(look->fit);
}

void search_forget_looks(struct search *search)
{
	while (search->look_count > 0)
		look_done(&search->looks[--search->look_count]);
}

static const struct look *last_look(const struct search *search)
{
	return search->look_count ? &search->looks[search->look_count - 1]
				  : NULL;
}

static void mark_names(const struct search *search, struct look *look)
{
	for (size_t i = 1; i < search->name_count; i++) {
		const char *name = search->names[i].folded;

		if (!name || !strstr(name, look->part))
			continue;
		if (!look->names)
			look->names = alloc_new(search->name_count,
						sizeof(*look->names));
		look->names[i] = true;
	}
}

struct look *search_begin_look(struct search *search, const char *part)
{
	const struct look *last;
	struct look *look;

	while ((last = last_look(search)) && !strstr(part, last->part))
		look_done(&search->looks[--search->look_count]);
	if (last && strcmp(part, last->part) == 0)
		return &search->looks[search->look_count - 1];
	if (search->look_count == LOOKS)
		look_done(&search->looks[--search->look_count]);
	look = &search->looks[search->look_count++];
	*look = (struct look){ .part = alloc_text(part) };
	look->fit = alloc_new(search->count / BITS + 1, sizeof(*look->fit));
	mark_names(search, look);
	return look;
}

/* --- looking */

static bool holds(const char *code, const char *part)
{
	const char first = part[0];

	for (; *code; code++) {
		size_t i = 1;

		if (*code != first)
			continue;
		while (part[i] && code[i] == part[i])
			i++;
		if (!part[i])
			return true;
	}
	return false;
}

/* Which of these have all of the letters: a bit for each. */
static uint64_t with_letters(const uint64_t *letters, size_t count,
			     uint64_t wanted)
{
	uint64_t with = 0;

	for (size_t i = 0; i < count; i++)
		with |= (uint64_t)((letters[i] & wanted) == wanted) << i;
	return with;
}

/* Those of which the code has the letters, but not in a row, are taken off. */
static uint64_t with_part(const struct search *search, size_t from,
			  uint64_t with, const char *part)
{
	const char *codes = buffer_text(&search->codes);

	for (uint64_t left = with; left; left &= left - 1) {
		unsigned i = (unsigned)__builtin_ctzll(left);

		if (!holds(codes + search->places[from + i].code, part))
			with &= ~(UINT64_C(1) << i);
	}
	return with;
}

static uint64_t with_name(const struct search *search, size_t from,
			  uint64_t among, const bool *names)
{
	uint64_t with = 0;

	for (uint64_t left = among; left; left &= left - 1) {
		unsigned i = (unsigned)__builtin_ctzll(left);
		const struct place *place = &search->places[from + i];

		if (names[place->team] || names[place->medewerker])
			with |= UINT64_C(1) << i;
	}
	return with;
}

/* What nothing asks, or a single letter of its own, is known by the letters. */
static bool is_letter(const char *part)
{
	return !part[0] || (!part[1] && letter_number(part[0]) < OWN_BITS);
}

void search_look_on(struct search *search, struct look *look, size_t many)
{
	const struct look *before = look > search->looks ? look - 1 : NULL;
	uint64_t wanted = letters_of(look->part);
	bool alone = is_letter(look->part);
	size_t left = search->count - look->looked;
	size_t end = look->looked + (many < left ? many : left);

	while (look->looked < end) {
		size_t from = look->looked;
		size_t count = search->count - from;
		uint64_t among = UINT64_MAX;
		uint64_t fit;

		if (count >= BITS)
			count = BITS;
		else
			among = (UINT64_C(1) << count) - 1;
		if (before && from < before->looked)
			among = before->fit[from / BITS];
		fit = among ? among & with_letters(search->letters + from,
						   count, wanted)
			    : 0;
		if (fit && !alone)
			fit = with_part(search, from, fit, look->part);
		if (look->names && among != fit)
			fit |= with_name(search, from, among & ~fit,
					 look->names);
		look->fit[from / BITS] = fit;
		look->found += __builtin_popcountll(fit);
		look->looked += count;
	}
}

void search_take_page(const struct search *search, const struct look *look,
		      const struct traject_query *query,
		      struct traject_numbers *out)
{
	int64_t before = query->offset;

	for (size_t from = 0; from < look->looked; from += BITS) {
		uint64_t fit = look->fit[from / BITS];
		int count = __builtin_popcountll(fit);

		if (before >= count) {
			before -= count;
			continue;
		}
		for (; fit; fit &= fit - 1) {
			if (before-- > 0)
				continue;
			if (query->limit && (int64_t)out->count == query->limit)
				return;
			out->items =
				alloc_grow(out->items, out->count,
					   &out->capacity, sizeof(*out->items));
			out->items[out->count++] =
				search->places[from +
					       (size_t)__builtin_ctzll(fit)]
					.id;
		}
		before = 0;
	}
}
