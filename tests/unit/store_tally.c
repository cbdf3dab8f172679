/* What store/tally.h promises: every figure, against a recount. */
#include "config.h"

#include "store_file.h"

#include "base/count.h"
#include "store/names.h"
#include "store/tally_private.h"

#define NEW_ITEMS 6
#define RECORDS 700

static const char new_yaml[] =
	"form: meet\n"
	"version: '2.0'\n"
	"title: Meet\n"
	"per: traject\n"
	"missing: {geen: {key: '-', label: geen}}\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: a1, type: score, label: A1, missing: [geen]}\n"
	"  - {name: a2, type: score, label: A2, missing: [geen]}\n"
	"  - {name: a3, type: score, label: A3}\n"
	"  - {name: a4, type: score, label: A4, missing: [geen]}\n"
	"  - {name: b1, type: score, label: B1, missing: [geen]}\n"
	"  - {name: b2, type: score, label: B2, missing: [geen]}\n"
	"  - {name: soort, type: select_one, label: S, missing: [geen],"
	" options: {p: P, q: Q, qq: QQ}}\n"
	"  - {name: meer, type: select_multiple, label: M, missing: [geen],"
	" options: {u: U, v: V, w: W}}\n"
	"  - {name: stil, type: select_one, label: N, summary: false,"
	" options: {j: J, n: N}}\n"
	"measures:\n"
	"  eerste: {label: E, items: [a1, a2, a3, a4]}\n"
	"  tweede: {label: T, items: [b1, b2, a4]}\n";

/* The version before: other items, options in another order, one unknown. */
static const char old_yaml[] =
	"form: meet\n"
	"version: '1.0'\n"
	"title: Meet\n"
	"per: traject\n"
	"missing: {geen: {key: '-', label: geen}}\n"
	"sections:\n"
	"- name: een\n"
	"  label: Een\n"
	"  fields:\n"
	"  - {name: meer, type: select_multiple, label: M, missing: [geen],"
	" options: {w: W, oud: Oud, u: U, v: V}}\n"
	"  - {name: a1, type: score, label: A1, missing: [geen]}\n"
	"  - {name: a2, type: text, label: A2}\n"
	"  - {name: a3, type: score, label: A3}\n"
	"  - {name: b1, type: score, label: B1, missing: [geen]}\n"
	"  - {name: soort, type: select_one, label: S, missing: [geen],"
	" options: {p: P, qq: QQ}}\n"
	"measures:\n"
	"  eerste: {label: E, items: [a1, a3, b1]}\n";

/* What was put in, to be counted again by hand. */
struct made {
	bool old;
	const char *organisatie, *team, *medewerker; /* or NULL */
	char day[11];
	char ended[11]; /* "" when it has none */
	bool counts;
	bool withdrawn;
	/* '0', '1', 'm' missing, ' ' empty, '.' the version has no such item */
	char items[NEW_ITEMS + 1];
	const char *soort; /* "-" missing, NULL empty */
	const char *meer;
};

static const char *const item_names[] = { "a1", "a2", "a3", "a4", "b1", "b2" };

struct world {
	struct form *newer;
	struct form *older;
	struct made made[RECORDS];
};

static void make_up(struct made *m, uint64_t *seed)
{
	static const char *const organisaties[] = { "Noord", "Zuid", "West" };
	static const char *const teams[] = { NULL, "t1", "t2" };
	static const char *const medewerkers[] = { NULL, "Anja", "Bram" };
	static const char *const choices[] = { NULL, "p", "qq", "q", "-" };
	static const char *const sets[] = {
		NULL, "u", "v w", "u v w", "-", "w"
	};

	m->old = random_below(seed, 3) == 0;
	m->organisatie = organisaties[random_below(seed, 3)];
	m->team = teams[random_below(seed, 3)];
	m->medewerker = medewerkers[random_below(seed, 3)];
	snprintf(m->day, sizeof(m->day), "%u-%02u-%02u",
		 2021 + random_below(seed, 5), 1 + random_below(seed, 12),
		 1 + random_below(seed, 28));
	if (random_below(seed, 4))
		snprintf(m->ended, sizeof(m->ended), "%u-%02u-%02u",
			 2021 + random_below(seed, 5),
			 1 + random_below(seed, 12),
			 1 + random_below(seed, 28));
	m->counts = random_below(seed, 10) > 0;
	m->withdrawn = random_below(seed, 20) == 0;
	for (int i = 0; i < NEW_ITEMS; i++) {
		bool no_missing = i == 2;

		m->items[i] = "1110m "[random_below(seed, 6)];
		if (no_missing && m->items[i] == 'm')
			m->items[i] = '0';
		if (m->old && (i == 1 || i == 3 || i == 5))
			m->items[i] = '.';
	}
	m->soort = choices[random_below(seed, 5)];
	if (m->old && m->soort && strcmp(m->soort, "q") == 0)
		m->soort = "p";
	m->meer = sets[random_below(seed, 6)];
	if (m->old && m->meer && strcmp(m->meer, "w") == 0)
		m->meer = "w oud";
}

static void put_choice(struct answers *answers, const char *name,
		       const char *value)
{
	int field = at(answers_form(answers), name);

	if (value && strcmp(value, "-") == 0)
		answers_put(answers, field, 0, NULL, "geen");
	else
		answers_put(answers, field, 0, value, NULL);
}

static int64_t traject_for(struct file *file, const struct made *m, int i)
{
	struct traject traject = { 0 };
	int64_t id;

	traject.code = alloc_print("R-%d", i);
	traject.organisatie = alloc_text(m->organisatie);
	traject.team = alloc_text(m->team);
	traject.medewerker = alloc_text(m->medewerker);
	traject.ended = m->ended[0] ? alloc_text(m->ended) : NULL;
	GOOD(trajecten_add(file->store, &traject, &err));
	id = traject.id;
	traject_done(&traject);
	return id;
}

static void save_made(struct file *file, struct world *world, int i)
{
	const struct made *m = &world->made[i];
	const struct form *form = m->old ? world->older : world->newer;
	struct answers *answers = answers_new(form);
	struct record_head head = { 0 };
	struct authorship by = { .why = "weg" };

	for (int k = 0; k < NEW_ITEMS; k++) {
		const char text[2] = { m->items[k], '\0' };

		if (m->items[k] == 'm')
			put_choice(answers, item_names[k], "-");
		else if (m->items[k] == '0' || m->items[k] == '1')
			put(answers, item_names[k], text);
	}
	if (m->old)
		put(answers, "a2", "1");
	put_choice(answers, "soort", m->soort);
	put_choice(answers, "meer", m->meer);
	GOOD(save_record(file->store, form, traject_for(file, m, i), m->day,
			 m->counts, answers, &head, &err));
	if (m->withdrawn)
		GOOD(records_withdraw(file->store, head.id, &by, &err));
	record_head_done(&head);
	answers_free(answers);
}

static void add_more_names(struct store *store)
{
	static const char *const organisaties[] = { "Noord", "Zuid", "West" };

	GOOD(names_add(store, "organisatie", NULL, "West", &err));
	for (int i = 0; i < 3; i++) {
		GOOD(names_add(store, "team", organisaties[i], "t1", &err));
		GOOD(names_add(store, "team", organisaties[i], "t2", &err));
		GOOD(names_add(store, "medewerker", organisaties[i], "Anja",
			       &err));
		GOOD(names_add(store, "medewerker", organisaties[i], "Bram",
			       &err));
	}
}

static void add_drafts(struct file *file, struct world *world)
{
	for (int i = 0; i < 3; i++) {
		struct draft draft = { .traject = i + 2 };

		draft.changed = alloc_print("%d-06-01T12:00:00", 2023 + i);
		GOOD(drafts_add(file->store, world->newer, &draft, NULL, &err));
		draft_done(&draft);
	}
}

static struct world *make_world(struct file *file)
{
	struct world *world = alloc_new(1, sizeof(*world));
	uint64_t seed = 20250301;

	world->newer = form_of(new_yaml, file->traject_form);
	world->older = form_of(old_yaml, file->traject_form);
	GOOD(store_begin(file->store, &err));
	add_more_names(file->store);
	for (int i = 0; i < RECORDS; i++) {
		make_up(&world->made[i], &seed);
		save_made(file, world, i);
	}
	add_drafts(file, world);
	GOOD(store_commit(file->store, &err));
	return world;
}

static void world_free(struct world *world)
{
	form_free(world->newer);
	form_free(world->older);
	free(world);
}

static bool same(const char *wanted, const char *name)
{
	return !wanted || (name && strcmp(wanted, name) == 0);
}

static const char *day_of(const struct made *m, const struct selection *s)
{
	return s->by_ended ? m->ended : m->day;
}

/* Under the filter of names, whatever the day. */
static bool is_candidate(const struct made *m, const struct selection *s)
{
	return !m->withdrawn && same(s->organisatie, m->organisatie) &&
	       same(s->team, m->team) && same(s->medewerker, m->medewerker) &&
	       (!s->version || strcmp(s->version, m->old ? "1.0" : "2.0") == 0);
}

static bool is_in(const struct made *m, const struct selection *s)
{
	const char *day = day_of(m, s);

	if (!day[0])
		return !s->from && !s->to;
	return (!s->from || strcmp(day, s->from) >= 0) &&
	       (!s->to || strcmp(day, s->to) <= 0);
}

static const char *group_of(const struct made *m, const char *by)
{
	const char *name = strcmp(by, "organisatie") == 0 ? m->organisatie
			   : strcmp(by, "team") == 0      ? m->team
							  : m->medewerker;

	return name ? name : "";
}

/* Items of the two measures, as numbers in item_names. */
static const int items_of[2][4] = { { 0, 1, 2, 3 }, { 4, 5, 3, -1 } };
static const int item_counts[2] = { 4, 3 };

static void add_pair(int64_t pairs[2][25], const struct made *m)
{
	for (int k = 0; k < 2; k++) {
		int scored = 0;
		int met = 0;

		for (int i = 0; i < item_counts[k]; i++) {
			char item = m->items[items_of[k][i]];

			scored += item == '0' || item == '1';
			met += item == '1';
		}
		pairs[k][scored * (item_counts[k] + 1) + met]++;
	}
}

static void assert_pairs(const struct tally_pairs *found, int64_t wanted[2][25])
{
	for (int k = 0; k < 2; k++) {
		int side = item_counts[k] + 1;

		assert_int_equal(found[k].items, item_counts[k]);
		for (int i = 0; i < side * side; i++)
			assert_int_equal(found[k].counts[i], wanted[k][i]);
	}
}

static void check_totals(const struct tally *tally, const struct world *world,
			 const struct selection *s)
{
	int64_t pairs[2][25] = { 0 };
	int64_t complete = 0;
	int64_t valid = 0;
	size_t versions = 0;
	bool seen[2] = { false, false };

	for (int i = 0; i < RECORDS; i++) {
		const struct made *m = &world->made[i];

		if (!is_candidate(m, s) || !is_in(m, s))
			continue;
		complete++;
		seen[m->old] = true;
		if (!m->counts)
			continue;
		valid++;
		add_pair(pairs, m);
	}
	versions = (size_t)seen[0] + seen[1];
	assert_int_equal(tally->complete, complete);
	assert_int_equal(tally->valid, valid);
	assert_int_equal(tally->version_count, versions);
	if (versions == 2) {
		assert_string_equal(tally->versions[0], "2.0");
		assert_string_equal(tally->versions[1], "1.0");
	}
	assert_pairs(tally->pairs, pairs);
}

static void check_item(const struct tally_item *found,
		       const struct world *world, const struct selection *s,
		       int item)
{
	int64_t scored = 0;
	int64_t met = 0;
	int64_t missing = 0;
	int64_t empty = 0;

	for (int i = 0; i < RECORDS; i++) {
		const struct made *m = &world->made[i];

		if (!is_candidate(m, s) || !is_in(m, s) || !m->counts)
			continue;
		scored += m->items[item] == '0' || m->items[item] == '1';
		met += m->items[item] == '1';
		missing += m->items[item] == 'm';
		empty += m->items[item] == ' ';
	}
	assert_int_equal(found->field, at(world->newer, item_names[item]));
	assert_int_equal(found->scored, scored);
	assert_int_equal(found->met, met);
	assert_int_equal(found->missing, missing);
	assert_int_equal(found->empty, empty);
}

static bool has_word(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *w = words; w; w = strchr(w, ' ')) {
		w += *w == ' ';
		if (strncmp(w, word, length) == 0 &&
		    (w[length] == ' ' || w[length] == '\0'))
			return true;
	}
	return false;
}

static void check_block(const struct tally_block *found,
			const struct world *world, const struct selection *s,
			bool many)
{
	const struct field *field = &world->newer->fields[found->field];
	int64_t answered = 0;
	int64_t missing = 0;
	int64_t options[3] = { 0 };

	for (int i = 0; i < RECORDS; i++) {
		const struct made *m = &world->made[i];
		const char *value = many ? m->meer : m->soort;

		if (!is_candidate(m, s) || !is_in(m, s) || !m->counts || !value)
			continue;
		if (strcmp(value, "-") == 0) {
			missing++;
			continue;
		}
		answered++;
		for (int o = 0; o < 3; o++)
			options[o] += has_word(value, field->options[o].name);
	}
	assert_int_equal(found->answered, answered);
	assert_int_equal(found->missing, missing);
	assert_int_equal(found->option_count, 3);
	for (int o = 0; o < 3; o++)
		assert_int_equal(found->options[o], options[o]);
}

static void check_group(const struct tally_group *found,
			const struct world *world, const struct selection *s,
			const char *by)
{
	int64_t pairs[2][25] = { 0 };
	int64_t valid = 0, complete = 0;

	for (int i = 0; i < RECORDS; i++) {
		const struct made *m = &world->made[i];
		bool here;

		if (!is_candidate(m, s))
			continue;
		here = by ? is_in(m, s) && strcmp(group_of(m, by),
						  found->value) == 0
			  : strncmp(day_of(m, s), found->value, 4) == 0;
		complete += here;
		if (!here || !m->counts)
			continue;
		valid++;
		add_pair(pairs, m);
	}
	assert_true(by ? complete + found->draft > 0 : valid > 0);
	if (by)
		assert_int_equal(found->complete, complete);
	assert_int_equal(found->valid, valid);
	assert_pairs(found->measures, pairs);
}

static void check(struct file *file, const struct world *world,
		  const struct selection *s, int64_t drafts)
{
	const struct form *forms[] = { world->newer, world->older };
	struct tally *tally = NULL;
	int64_t in_groups = 0, complete = 0, in_draft = 0;

	GOOD(tally_refresh(file->store, forms, 2, s, &tally, &err));
	check_totals(tally, world, s);
	assert_int_equal(tally->draft, drafts);
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < item_counts[k]; i++)
			check_item(&tally->items[k][i], world, s,
				   items_of[k][i]);
	assert_int_equal(tally->block_count, 2);
	check_block(&tally->blocks[0], world, s, false);
	check_block(&tally->blocks[1], world, s, true);
	for (size_t g = 0; g < tally->group_count; g++) {
		check_group(&tally->groups[g], world, s, tally->group_by);
		in_groups += tally->groups[g].valid;
		complete += tally->groups[g].complete;
		in_draft += tally->groups[g].draft;
		if (g > 0)
			assert_true(strcmp(tally->groups[g - 1].value,
					   tally->groups[g].value) < 0);
	}
	assert_int_equal(in_groups, tally->valid);
	assert_int_equal(complete, tally->complete);
	assert_int_equal(in_draft, tally->draft);
	for (size_t y = 0; y < tally->year_count; y++)
		check_group(&tally->years[y], world, s, NULL);
	tally_free(tally);
}

static void every_figure_agrees_with_a_recount(void **state)
{
	struct file *file = *state;
	struct world *world = make_world(file);
	struct selection s = { .form = "meet" };

	check(file, world, &s, 3);
	s.from = "2023-01-01";
	s.to = "2023-12-31";
	check(file, world, &s, 1);
	s.from = "2024-02-29";
	s.to = NULL;
	check(file, world, &s, 2);
	s = (struct selection){ .form = "meet", .by_ended = true };
	check(file, world, &s, 3);
	s.from = "2022-05-01";
	s.to = "2024-05-01";
	check(file, world, &s, 1);
	s = (struct selection){ .form = "meet", .version = "1.0" };
	check(file, world, &s, 0);
	s = (struct selection){ .form = "meet", .no_drafts = true };
	check(file, world, &s, 0);
	s = (struct selection){ .form = "meet", .from = "2031-01-01" };
	check(file, world, &s, 0);

	without_scores(file);
	GOOD(store_open(file->path, STORE_READ_ONLY, &file->store, &err));
	s = (struct selection){ .form = "meet", .from = "2024-02-29" };
	check(file, world, &s, 2);
	world_free(world);
}

static int64_t drafts_of(const struct world *world, const struct selection *s)
{
	int64_t drafts = 0;

	/* Those of add_drafts(), on the first trajecten that were made. */
	for (int i = 0; i < 3; i++) {
		struct made m = world->made[i];

		m.withdrawn = m.old = false;
		drafts += is_candidate(&m, s);
	}
	return drafts;
}

static void groups_go_one_level_below_the_filter(void **state)
{
	struct file *file = *state;
	struct world *world = make_world(file);
	const struct form *forms[] = { world->newer, world->older };
	struct selection s = { .form = "meet" };
	struct tally *tally = NULL;

	GOOD(tally_refresh(file->store, forms, 2, &s, &tally, &err));
	assert_string_equal(tally->group_by, "organisatie");
	assert_int_equal(tally->group_count, 3);
	assert_string_equal(tally->groups[0].value, "Noord");
	assert_int_equal(tally->year_count, 5);
	assert_string_equal(tally->years[0].value, "2021");
	tally_free(tally);
	tally = NULL;

	s.organisatie = "Zuid";
	GOOD(tally_refresh(file->store, forms, 2, &s, &tally, &err));
	assert_string_equal(tally->group_by, "team");
	assert_int_equal(tally->group_count, 3);
	assert_string_equal(tally->groups[0].value, "");
	assert_string_equal(tally->groups[1].value, "t1");
	tally_free(tally);
	tally = NULL;
	check(file, world, &s, drafts_of(world, &s));
	s.team = "t2";
	check(file, world, &s, drafts_of(world, &s));
	/* A team of that name in every organisation: workers by their name. */
	s.organisatie = NULL;
	GOOD(tally_refresh(file->store, forms, 2, &s, &tally, &err));
	assert_string_equal(tally->group_by, "medewerker");
	assert_int_equal(tally->group_count, 3);
	tally_free(tally);
	check(file, world, &s, drafts_of(world, &s));
	s.medewerker = "Bram";
	check(file, world, &s, drafts_of(world, &s));
	s.medewerker = "Niemand";
	check(file, world, &s, 0);
	world_free(world);
}

static void a_form_that_nobody_used_counts_nothing(void **state)
{
	struct file *file = *state;
	struct form *form = form_of(new_yaml, file->traject_form);
	const struct form *forms[] = { form };
	struct selection s = { .form = "meet" };
	struct tally *tally = NULL;

	GOOD(tally_refresh(file->store, forms, 1, &s, &tally, &err));
	assert_int_equal(tally->complete, 0);
	assert_int_equal(tally->measure_count, 2);
	assert_int_equal(tally->pairs[0].counts[0], 0);
	assert_int_equal(tally->block_count, 2);
	assert_int_equal(tally->group_count + tally->year_count, 0);
	assert_sql(file->path, "SELECT count(*) FROM form", "0");
	tally_free(tally);
	form_free(form);
}

/* More columns than a function has arguments, in a file that has no other. */
static void a_large_form_is_counted_in_parts(void **state)
{
	struct file *file = *state;
	struct buffer yaml = { 0 };
	struct form *form;
	const struct form *forms[1];
	struct selection s = { .form = "groot" };
	struct tally *tally = NULL;
	int64_t met_all = 0;

	buffer_add(&yaml,
		   "form: groot\nversion: '1'\ntitle: G\nper: traject\n"
		   "sections:\n- name: een\n  label: Een\n  fields:\n");
	for (int i = 0; i < 300; i++)
		buffer_print(&yaml, "  - {name: v%d, type: score, label: V}\n",
			     i);
	buffer_add(&yaml, "measures:\n  m: {label: M, items: [v0");
	for (int i = 1; i < 300; i++)
		buffer_print(&yaml, ", v%d", i);
	buffer_add(&yaml, "]}\n");
	form = form_of(buffer_text(&yaml), file->traject_form);
	forms[0] = form;
	for (int r = 0; r < 5; r++) {
		struct answers *answers = answers_new(form);
		struct record_head head = { 0 };
		char code[16];

		snprintf(code, sizeof(code), "G-%d", r);
		for (int i = 0; i < 300; i++)
			if ((i + r) % 3)
				answers_put(answers, i, 0,
					    (i * r) % 7 < 4 ? "1" : "0", NULL);
		GOOD(save_record(file->store, form,
				 add_traject(file->store, code), "2025-01-01",
				 true, answers, &head, &err));
		record_head_done(&head);
		answers_free(answers);
	}
	without_scores(file);
	GOOD(store_open(file->path, STORE_READ_ONLY, &file->store, &err));
	GOOD(tally_refresh(file->store, forms, 1, &s, &tally, &err));
	for (int i = 0; i < 300; i++) {
		int64_t scored = 0;
		int64_t met = 0;

		for (int r = 0; r < 5; r++) {
			scored += (i + r) % 3 != 0;
			met += (i + r) % 3 != 0 && (i * r) % 7 < 4;
		}
		assert_int_equal(tally->items[0][i].scored, scored);
		assert_int_equal(tally->items[0][i].met, met);
		met_all += met;
	}
	for (int k = 0; k <= 300; k++)
		met_all -= k * tally->pairs[0].counts[200 * 301 + k];
	assert_int_equal(met_all, 0);
	tally_free(tally);
	form_free(form);
	buffer_done(&yaml);
}

static const char rows_yaml[] =
	"form: rijen\nversion: '1'\ntitle: R\nper: traject\n"
	"missing: {geen: {key: '-', label: geen}}\n"
	"sections:\n- name: een\n  label: Een\n  repeat: rij\n  fields:\n"
	"  - {name: een, type: select_one, label: E, missing: [geen],"
	" options: {a: A, b: B}}\n"
	"  - {name: meer, type: select_multiple, label: M,"
	" options: {x: X, y: Y, z: Z}}\n"
	"  - {name: hoe, type: scale, label: H, from: -1, to: 1}\n";

/* A row a line, of the record in front of it: een, meer, hoe. */
static const struct {
	int record;
	const char *een, *meer, *hoe;
} rows_made[] = {
	{ 0, "a", "x y", "-1" }, { 0, "b", "y", "1" },
	{ 0, "a", "x z", NULL }, { 1, "-", "y", "1" },
	{ 1, NULL, NULL, "1" },  { 2, "a", "x", "0" },
	{ 2, "-", NULL, NULL },
};

static void add_rows(struct file *file, const struct form *form)
{
	struct answers *answers[3];
	int rows[3] = { 0 };

	for (int r = 0; r < 3; r++)
		answers[r] = answers_new(form);
	for (size_t i = 0; i < COUNT(rows_made); i++) {
		int r = rows_made[i].record;
		int row = ++rows[r];

		answers_need_rows(answers[r], 0, row);
		if (rows_made[i].een && rows_made[i].een[0] == '-')
			answers_put(answers[r], 0, row, NULL, "geen");
		else if (rows_made[i].een)
			answers_put(answers[r], 0, row, rows_made[i].een, NULL);
		answers_put(answers[r], 1, row, rows_made[i].meer, NULL);
		answers_put(answers[r], 2, row, rows_made[i].hoe, NULL);
	}
	for (int r = 0; r < 3; r++) {
		struct record_head head = { 0 };
		char *code = alloc_print("R-%d", r);

		GOOD(save_record(file->store, form,
				 add_traject(file->store, code), "2025-01-01",
				 true, answers[r], &head, &err));
		record_head_done(&head);
		answers_free(answers[r]);
		free(code);
	}
}

static void assert_block(const struct tally_block *block, int64_t answered,
			 int64_t records, int64_t missing,
			 const int64_t options[3], const int64_t records_of[3])
{
	assert_int_equal(block->rows, COUNT(rows_made));
	assert_int_equal(block->answered, answered);
	assert_int_equal(block->records, records);
	assert_int_equal(block->missing, missing);
	for (size_t o = 0; o < block->option_count; o++) {
		assert_int_equal(block->options[o], options[o]);
		assert_int_equal(block->records_of[o], records_of[o]);
	}
}

static void rows_are_counted_by_row_and_by_record(void **state)
{
	struct file *file = *state;
	struct form *form = form_of(rows_yaml, file->traject_form);
	const struct form *forms[] = { form };
	struct selection s = { .form = "rijen" };
	struct tally *tally = NULL;

	add_rows(file, form);
	GOOD(tally_refresh(file->store, forms, 1, &s, &tally, &err));
	assert_int_equal(tally->row_block_count, 2);
	assert_int_equal(tally->scale_count, 1);
	assert_block(&tally->row_blocks[0], 4, 2, 2,
		     (const int64_t[]){ 3, 1, 0 },
		     (const int64_t[]){ 2, 1, 0 });
	assert_block(&tally->row_blocks[1], 5, 3, 0,
		     (const int64_t[]){ 3, 3, 1 },
		     (const int64_t[]){ 2, 2, 1 });
	assert_block(&tally->scales[0], 5, 3, 0, (const int64_t[]){ 1, 1, 3 },
		     (const int64_t[]){ 1, 1, 2 });
	tally_free(tally);
	tally = NULL;
	/* What the scale does not have is no answer. */
	run_sql(file->path,
		"UPDATE rijen_1__rij SET hoe = 9223372036854775807"
		" WHERE hoe = 0");
	GOOD(tally_refresh(file->store, forms, 1, &s, &tally, &err));
	assert_block(&tally->scales[0], 4, 2, 0, (const int64_t[]){ 1, 0, 3 },
		     (const int64_t[]){ 1, 0, 2 });
	tally_free(tally);
	form_free(form);
}

/* As .backup and .restore of sqlite3 do, under who has the file open. */
static void copy_sql(const char *from_path, const char *to_path)
{
	sqlite3 *from;
	sqlite3 *to;
	sqlite3_backup *copying;

	assert_int_equal(sqlite3_open(from_path, &from), SQLITE_OK);
	assert_int_equal(sqlite3_open(to_path, &to), SQLITE_OK);
	sqlite3_busy_timeout(to, 5000);
	copying = sqlite3_backup_init(to, "main", from, "main");
	assert_non_null(copying);
	assert_int_equal(sqlite3_backup_step(copying, -1), SQLITE_DONE);
	assert_int_equal(sqlite3_backup_finish(copying), SQLITE_OK);
	sqlite3_close(to);
	sqlite3_close(from);
}

static void add_met(struct file *file, const struct form *form,
		    const char *what, int count, const char *met)
{
	for (int i = 0; i < count; i++) {
		struct answers *answers = answers_new(form);
		struct record_head head = { 0 };
		char *code = alloc_print("%s-%d", what, i);

		put(answers, "a1", met);
		GOOD(save_record(file->store, form,
				 add_traject(file->store, code), "2025-01-01",
				 true, answers, &head, &err));
		record_head_done(&head);
		answers_free(answers);
		free(code);
	}
}

/* What came after it has the numbers of what went, and more. */
static void what_was_put_back_is_counted_anew(void **state)
{
	struct file *file = *state;
	struct form *form = form_of(new_yaml, file->traject_form);
	const struct form *forms[] = { form };
	struct selection s = { .form = "meet" };
	struct tally *tally = NULL;
	char *copy = file_join(file->directory, "kopie.db");

	add_met(file, form, "A", 3, "1");
	copy_sql(file->path, copy);
	add_met(file, form, "B", 2, "1");
	GOOD(tally_refresh(file->store, forms, 1, &s, &tally, &err));
	assert_int_equal(tally->complete, 5);
	assert_int_equal(tally->items[0][0].met, 5);
	copy_sql(copy, file->path);
	add_met(file, form, "C", 4, "0");
	GOOD(tally_refresh(file->store, forms, 1, &s, &tally, &err));
	assert_int_equal(tally->complete, 7);
	assert_int_equal(tally->items[0][0].met, 3);
	tally_free(tally);
	unlink(copy);
	free(copy);
	form_free(form);
}

/* Nor does it hold when both have a change that is no revision. */
static void what_moved_is_another_time_each_time(void **state)
{
	struct file *file = *state;
	struct tally_marks before = { 0 };
	struct tally_marks after = { 0 };
	char *copy = file_join(file->directory, "kopie.db");

	copy_sql(file->path, copy);
	GOOD(names_rename(file->store, "organisatie", "Noord", "Verder", &err));
	GOOD(tally_read_marks(file->store, 0, &before, &err));
	copy_sql(copy, file->path);
	GOOD(names_rename(file->store, "organisatie", "Noord", "Elders", &err));
	GOOD(tally_read_marks(file->store, 0, &after, &err));
	assert_true(after.moved != before.moved);
	unlink(copy);
	free(copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		PROMISE(every_figure_agrees_with_a_recount),
		PROMISE(groups_go_one_level_below_the_filter),
		PROMISE(a_form_that_nobody_used_counts_nothing),
		PROMISE(a_large_form_is_counted_in_parts),
		PROMISE(rows_are_counted_by_row_and_by_record),
		PROMISE(what_was_put_back_is_counted_anew),
		PROMISE(what_moved_is_another_time_each_time),
	};

	return run_tests(tests);
}
