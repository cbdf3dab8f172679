/* sample.c - see sample.h */
#include "config.h"

#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS(text)                                                            \
	{                                                                      \
		.count = 1, .in = &(const struct words_in)                     \
		{                                                              \
			"nl", text                                             \
		}                                                              \
	}

static const struct option families[SAMPLE_FAMILIES] = {
	{ .name = "een", .label = WORDS("Eenoudergezin") },
	{ .name = "twee", .label = WORDS("Tweeoudergezin") },
	{ .name = "nieuw", .label = WORDS("Samengesteld gezin") },
	{ .name = "anders", .label = WORDS("Ander soort gezin") },
};

static const struct option problems[SAMPLE_PROBLEMS] = {
	{ .name = "opvoeding", .label = WORDS("Problemen met opvoeden") },
	{ .name = "scheiding", .label = WORDS("Problemen rond een scheiding") },
	{ .name = "geld", .label = WORDS("Geldzorgen") },
};

#define SCORE(field, paper, text)                                              \
	{                                                                      \
		.name = field, .type = FIELD_SCORE, .number = paper,           \
		.label = WORDS(text), .group = -1, .repeat = -1                \
	}

#define FAMILY_FIELD SAMPLE_ITEMS
#define PROBLEM_FIELD (SAMPLE_ITEMS + 1)

static const struct field fields[] = {
	SCORE("c1", "1", "Hulp begonnen binnen 24 uur"),
	SCORE("c2", "2", "Plan klaar vóór het tweede gezinsbezoek"),
	SCORE("c3", "3", "Sociaal netwerk in beeld"),
	SCORE("r1", "5a", "Acute crisis is voorbij"),
	SCORE("r2", "5b", "Gezin veilig genoeg"),
	SCORE("r3", "5c", "Basisroutines passen"),
	{ .name = "gezin",
	  .type = FIELD_SELECT_ONE,
	  .label = WORDS("Wat voor gezin is het?"),
	  .group = -1,
	  .repeat = -1,
	  .option_count = SAMPLE_FAMILIES,
	  .options = families,
	  .in_summary = true },
	{ .name = "problemen",
	  .type = FIELD_SELECT_MULTIPLE,
	  .label = WORDS("Welke problemen zijn er?"),
	  .group = -1,
	  .repeat = -1,
	  .option_count = SAMPLE_PROBLEMS,
	  .options = problems,
	  .in_summary = true },
};

#define FIELDS (sizeof(fields) / sizeof(fields[0]))

static const int items[SAMPLE_ITEMS] = { 0, 1, 2, 3, 4, 5 };

static const struct measure measures[] = {
	{ .name = "uitvoering",
	  .label = WORDS("Behandelgetrouwheid"),
	  .item_count = SAMPLE_PER_MEASURE,
	  .items = items,
	  .target = 80 },
	{ .name = "uitkomst",
	  .label = WORDS("Doelbereiking"),
	  .item_count = SAMPLE_PER_MEASURE,
	  .items = items + SAMPLE_PER_MEASURE,
	  .target = 80 },
};

#define MEASURES (sizeof(measures) / sizeof(measures[0]))

const struct form sample_form = {
	.name = "proef",
	.version = "1.0",
	.language = "nl",
	.title = WORDS("Proefmeting"),
	.field_count = FIELDS,
	.fields = fields,
	.measure_count = MEASURES,
	.measures = measures,
	.positive_measure = 1,
	.positive_at_least = 2,
};

static void *room(size_t count, size_t size)
{
	void *memory = calloc(count, size);

	if (!memory)
		abort();
	return memory;
}

static char *text_of(const char *text)
{
	char *copy = room(strlen(text) + 1, 1);

	strcpy(copy, text);
	return copy;
}

static struct tally_pairs *new_pairs(void)
{
	struct tally_pairs *pairs = room(MEASURES, sizeof(*pairs));
	size_t side = SAMPLE_PER_MEASURE + 1;

	for (size_t m = 0; m < MEASURES; m++) {
		pairs[m].items = SAMPLE_PER_MEASURE;
		pairs[m].counts = room(side * side, sizeof(int64_t));
	}
	return pairs;
}

static void count_pairs(struct tally_pairs *pairs,
			const struct sample_record *record)
{
	for (size_t m = 0; m < MEASURES; m++) {
		int met = 0, scored = 0;

		for (int i = 0; i < SAMPLE_PER_MEASURE; i++) {
			enum sample_score score =
				record->scores[(int)m * SAMPLE_PER_MEASURE + i];

			met += score == MET;
			scored += score == MET || score == NOT_MET;
		}
		pairs[m].counts[scored * (SAMPLE_PER_MEASURE + 1) + met]++;
	}
}

static void count_items(struct tally *tally, const struct sample_record *record)
{
	for (int i = 0; i < SAMPLE_ITEMS; i++) {
		struct tally_item *item = &tally->items[i / SAMPLE_PER_MEASURE]
						       [i % SAMPLE_PER_MEASURE];

		switch (record->scores[i]) {
		case MET:
			item->met++;
			item->scored++;
			break;
		case NOT_MET:
			item->scored++;
			break;
		case REASON:
			item->missing++;
			break;
		case UNSCORED:
			item->empty++;
			break;
		}
	}
}

static void count_blocks(struct tally *tally,
			 const struct sample_record *record)
{
	if (record->family >= 0) {
		tally->blocks[0].answered++;
		tally->blocks[0].options[record->family]++;
	}
	if (record->problems < 0)
		return;
	tally->blocks[1].answered++;
	for (int o = 0; o < SAMPLE_PROBLEMS; o++)
		tally->blocks[1].options[o] += record->problems >> o & 1;
}

static struct tally *new_tally(void)
{
	static const size_t options[] = { SAMPLE_FAMILIES, SAMPLE_PROBLEMS };
	struct tally *tally = room(1, sizeof(*tally));

	tally->form = &sample_form;
	tally->measure_count = MEASURES;
	tally->pairs = new_pairs();
	tally->items = room(MEASURES, sizeof(*tally->items));
	for (int m = 0; m < (int)MEASURES; m++) {
		tally->items[m] =
			room(SAMPLE_PER_MEASURE, sizeof(struct tally_item));
		for (int i = 0; i < SAMPLE_PER_MEASURE; i++)
			tally->items[m][i].field = measures[m].items[i];
	}
	tally->block_count = 2;
	tally->blocks = room(2, sizeof(*tally->blocks));
	for (int b = 0; b < 2; b++) {
		tally->blocks[b].field = FAMILY_FIELD + b;
		tally->blocks[b].option_count = options[b];
		tally->blocks[b].options = room(options[b], sizeof(int64_t));
	}
	tally->version_count = 1;
	tally->versions = room(1, sizeof(*tally->versions));
	tally->versions[0] = text_of("1.0");
	return tally;
}

/* The rows that have records, in order. */
static void close_ranks(struct tally_group *groups, size_t *count)
{
	size_t kept = 0;

	for (size_t g = 0; g < *count; g++) {
		if (groups[g].valid > 0) {
			groups[kept++] = groups[g];
			continue;
		}
		for (size_t m = 0; m < MEASURES; m++)
			free(groups[g].measures[m].counts);
		free(groups[g].measures);
		free(groups[g].value);
	}
	*count = kept;
}

struct tally *sample_tally(const struct sample_record *records, size_t count)
{
	struct tally *tally = new_tally();

	tally->group_by = "team";
	tally->group_count = SAMPLE_GROUPS;
	tally->groups = room(SAMPLE_GROUPS, sizeof(*tally->groups));
	for (int g = 0; g < SAMPLE_GROUPS; g++) {
		char name[] = "team A";

		name[sizeof(name) - 2] = (char)('A' + g);
		tally->groups[g].value = text_of(name);
		tally->groups[g].measures = new_pairs();
	}
	tally->year_count = SAMPLE_YEARS;
	tally->years = room(SAMPLE_YEARS, sizeof(*tally->years));
	for (int y = 0; y < SAMPLE_YEARS; y++) {
		char year[16];

		snprintf(year, sizeof(year), "%d", SAMPLE_FIRST_YEAR + y);
		tally->years[y].value = text_of(year);
		tally->years[y].measures = new_pairs();
	}
	for (size_t i = 0; i < count; i++) {
		const struct sample_record *r = &records[i];

		if (!r->excluded) {
			tally->years[r->year].valid++;
			count_pairs(tally->years[r->year].measures, r);
		}
		if (r->out_of_period)
			continue;
		tally->complete++;
		if (r->excluded)
			continue;
		tally->valid++;
		count_pairs(tally->pairs, r);
		count_items(tally, r);
		count_blocks(tally, r);
		tally->groups[r->group].valid++;
		count_pairs(tally->groups[r->group].measures, r);
	}
	close_ranks(tally->groups, &tally->group_count);
	close_ranks(tally->years, &tally->year_count);
	return tally;
}

static void free_pairs(struct tally_pairs *pairs)
{
	for (size_t m = 0; m < MEASURES; m++)
		free(pairs[m].counts);
	free(pairs);
}

static void free_groups(struct tally_group *groups, size_t count)
{
	for (size_t g = 0; g < count; g++) {
		free(groups[g].value);
		free_pairs(groups[g].measures);
	}
	free(groups);
}

void sample_tally_free(struct tally *tally)
{
	free_pairs(tally->pairs);
	for (size_t m = 0; m < MEASURES; m++)
		free(tally->items[m]);
	free(tally->items);
	for (size_t b = 0; b < tally->block_count; b++)
		free(tally->blocks[b].options);
	free(tally->blocks);
	free_groups(tally->groups, tally->group_count);
	free_groups(tally->years, tally->year_count);
	free(tally->versions[0]);
	free(tally->versions);
	free(tally);
}
