/* sample.c - see sample.h */
#include "config.h"

#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"

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

static const struct option goals[SAMPLE_GOALS] = {
	{ .name = "niet", .label = WORDS("Niet gehaald") },
	{ .name = "deels", .label = WORDS("Voor een deel gehaald") },
	{ .name = "gehaald", .label = WORDS("Gehaald") },
};

#define SCORE(field, paper, text)                                              \
	{                                                                      \
		.name = field, .type = FIELD_SCORE, .number = paper,           \
		.label = WORDS(text), .group = -1, .repeat = -1                \
	}

#define FAMILY_FIELD SAMPLE_ITEMS
#define PROBLEM_FIELD (SAMPLE_ITEMS + 1)
#define MARK_FIELD (SAMPLE_ITEMS + 2)
#define GOAL_FIELD (SAMPLE_ITEMS + 3)

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
	{ .name = "cijfer",
	  .type = FIELD_SCALE,
	  .label = WORDS("Welk cijfer geef je?"),
	  .group = -1,
	  .repeat = -1,
	  .from = 1,
	  .to = SAMPLE_MARKS,
	  .in_summary = true },
	{ .name = "bereikt",
	  .type = FIELD_SELECT_ONE,
	  .label = WORDS("Hoe staat het met dit doel?"),
	  .group = -1,
	  .repeat = 0,
	  .option_count = SAMPLE_GOALS,
	  .options = goals,
	  .in_summary = true },
};

static const struct repeat repeats[] = {
	{ .name = "doel",
	  .label = WORDS("Doelen"),
	  .group = -1,
	  .first = GOAL_FIELD,
	  .end = GOAL_FIELD + 1,
	  .max = ROWS_MAX },
};

static const int lone[] = { 0 };
static const int high[] = { 4, 5 };
static const int reached[] = { 1, 2 };

static const struct form_share shares[] = {
	{ .name = "alleen",
	  .label = WORDS("Ouder alleen"),
	  .field = FAMILY_FIELD,
	  .is_count = 1,
	  .is = lone },
	{ .name = "hoog",
	  .label = WORDS("Een 4 of een 5"),
	  .field = MARK_FIELD,
	  .is_count = 2,
	  .is = high },
	{ .name = "doelen",
	  .label = WORDS("Doelen gehaald"),
	  .field = GOAL_FIELD,
	  .is_count = 2,
	  .is = reached },
};

#define FIELDS COUNT(fields)

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

#define MEASURES COUNT(measures)

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
	.positive_by = 0,
	.positive_from = 2,
	.repeat_count = 1,
	.repeats = repeats,
	.share_count = COUNT(shares),
	.shares = shares,
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

static void count_group(struct tally_group *group,
			const struct sample_record *record)
{
	struct tally_pairs *pairs = group->measures;

	group->valid++;
	for (int i = 0; i < SAMPLE_ITEMS; i++) {
		static const enum tally_state states[] = {
			[MET] = TALLY_MET,
			[NOT_MET] = TALLY_NOT_MET,
			[REASON] = TALLY_MISSING,
			[UNSCORED] = TALLY_EMPTY,
		};

		group->items[i * TALLY_STATES +
			     (int)states[record->scores[i]]]++;
	}
	count_pairs(pairs, record);
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
	if (record->mark > 0) {
		tally->scales[0].answered++;
		tally->scales[0].options[record->mark - 1]++;
	}
	if (record->goals > 0) {
		tally->row_blocks[0].rows += record->goals;
		tally->row_blocks[0].answered += record->goals;
		tally->row_blocks[0].records++;
		tally->row_blocks[0].options[record->goal] += record->goals;
		tally->row_blocks[0].records_of[record->goal]++;
	}
	if (record->problems < 0)
		return;
	tally->blocks[1].answered++;
	for (int o = 0; o < SAMPLE_PROBLEMS; o++)
		tally->blocks[1].options[o] += record->problems >> o & 1;
}

static void count_outcome(struct tally *tally,
			  const struct sample_record *record)
{
	int met = 0, positive = 0, open = 0;

	for (int i = 0; i < SAMPLE_PER_MEASURE; i++) {
		enum sample_score score =
			record->scores[SAMPLE_PER_MEASURE + i];

		met += record->scores[i] == MET;
		positive += score == MET;
		open += score == UNSCORED || score == REASON;
	}
	tally->by_met[met * TALLY_OUTCOMES + (positive >= 2 ? TALLY_POSITIVE
					      : positive + open >= 2
						      ? TALLY_UNDECIDED
						      : TALLY_NOT_POSITIVE)]++;
}

static struct tally_block *new_block(int field, size_t options)
{
	struct tally_block *block = room(1, sizeof(*block));

	block->field = field;
	block->option_count = options;
	block->options = room(options, sizeof(int64_t));
	block->records_of = room(options, sizeof(int64_t));
	return block;
}

static void init_group(struct tally_group *group, const char *value)
{
	group->value = text_of(value);
	group->measures = new_pairs();
	group->items = room(SAMPLE_ITEMS * TALLY_STATES, sizeof(int64_t));
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
	tally->scale_count = 1;
	tally->scales = new_block(MARK_FIELD, SAMPLE_MARKS);
	free(tally->scales->records_of);
	tally->scales->records_of = NULL;
	tally->row_block_count = 1;
	tally->row_blocks = new_block(GOAL_FIELD, SAMPLE_GOALS);
	tally->by_met_count = SAMPLE_PER_MEASURE + 1;
	tally->by_met =
		room(tally->by_met_count * TALLY_OUTCOMES, sizeof(int64_t));
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
		if (groups[g].valid > 0 || groups[g].complete > 0) {
			groups[kept++] = groups[g];
			continue;
		}
		for (size_t m = 0; m < MEASURES; m++)
			free(groups[g].measures[m].counts);
		free(groups[g].measures);
		free(groups[g].items);
		free(groups[g].value);
	}
	*count = kept;
}

static void make_years(struct tally *tally)
{
	tally->year_count = SAMPLE_YEARS;
	tally->years = room(SAMPLE_YEARS, sizeof(*tally->years));
	tally->part_count = 2 * SAMPLE_YEARS;
	tally->parts = room(tally->part_count, sizeof(*tally->parts));
	tally->month_count = 12 * SAMPLE_YEARS;
	tally->months = room(tally->month_count, sizeof(*tally->months));
	for (int y = 0; y < SAMPLE_YEARS; y++) {
		char value[32];

		snprintf(value, sizeof(value), "%d", SAMPLE_FIRST_YEAR + y);
		init_group(&tally->years[y], value);
		for (int v = 0; v < 2; v++) {
			init_group(&tally->parts[2 * y + v], value);
			tally->parts[2 * y + v].version = v ? "2.0" : "1.0";
		}
		for (int month = 0; month < 12; month++) {
			snprintf(value, sizeof(value), "%d-%02d",
				 SAMPLE_FIRST_YEAR + y, month + 1);
			init_group(&tally->months[12 * y + month], value);
		}
	}
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
		init_group(&tally->groups[g], name);
	}
	make_years(tally);
	for (size_t i = 0; i < count; i++) {
		const struct sample_record *r = &records[i];

		if (!r->excluded) {
			count_group(&tally->years[r->year], r);
			count_group(&tally->parts[2 * r->year + !r->old], r);
		}
		if (r->out_of_period)
			continue;
		tally->complete++;
		tally->groups[r->group].complete++;
		if (r->excluded)
			continue;
		tally->valid++;
		count_pairs(tally->pairs, r);
		count_items(tally, r);
		count_blocks(tally, r);
		count_outcome(tally, r);
		count_group(&tally->groups[r->group], r);
		count_group(&tally->months[12 * r->year + r->month], r);
	}
	close_ranks(tally->months, &tally->month_count);
	close_ranks(tally->parts, &tally->part_count);
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
		free(groups[g].items);
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
	free_groups(tally->parts, tally->part_count);
	free_groups(tally->months, tally->month_count);
	free(tally->scales->options);
	free(tally->scales);
	free(tally->row_blocks->options);
	free(tally->row_blocks->records_of);
	free(tally->row_blocks);
	free(tally->by_met);
	free(tally->versions[0]);
	free(tally->versions);
	free(tally);
}

struct figures *sample_figures(const struct sample_record *records,
			       size_t count, int threshold)
{
	static const struct selection all = { .form = "proef" };
	struct tally *tally = sample_tally(records, count);
	struct figures *f = figures_compute(tally, NULL, &all, threshold);

	sample_tally_free(tally);
	return f;
}

unsigned sample_random(unsigned *state, unsigned limit)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 16) % limit;
}
