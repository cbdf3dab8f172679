/* exchange/demo.c - see exchange/demo.h */
#include "config.h"

#include "exchange/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"
#include "base/uuid.h"
#include "base/work.h"
#include "exchange/demo_draw.h"
#include "exchange/demo_plan.h"
#include "exchange/relevant.h"
#include "form/expr.h"
#include "store/drafts.h"
#include "store/names.h"
#include "store/records.h"
#include "store/trajecten.h"

#define TRIES 200
#define OTHERS_MAX 32

/* One record of the main form that is to be made. */
enum wanted {
	WANTED_COUNTING,
	WANTED_NOT_COUNTING,
	WANTED_DRAFT
};

struct wish {
	enum wanted wanted;
	size_t organisation;
	int64_t day;
};

struct demo {
	struct store *store;
	const struct catalogue *catalogue;
	const struct demo_plan *plan;
	const struct demo_options *options;
	struct demo_result *result;
	struct random random;
	size_t wish_count;
	struct wish *wishes;
	size_t made; /* trajecten so far */
	/* Per form in the plan: its rules, when first needed. */
	struct rules **rules;

	/* The traject in hand. */
	const struct wish *wish;
	const struct demo_worker *worker;
	struct traject traject;
	char completed[DATE_ROOM]; /* day */
	int minute;                /* of that day */
	struct answers *around;    /* of the traject form */
	struct surroundings surroundings;
	/* What was made for the jeugdige in hand. */
	struct answers *others[OTHERS_MAX];
	size_t other_count;
};

/* --- how many, for whom and when */

/* The parts of whole by the shares of the organisations, exactly. */
static void share_out(const struct demo_plan *plan, size_t whole,
		      size_t *counts)
{
	double total = 0, sum = 0;
	size_t given = 0;
	size_t i;

	for (i = 0; i < plan->organisation_count; i++)
		total += plan->organisations[i].share;
	/* Rounding the running sum leaves nothing over at the end. */
	for (i = 0; i < plan->organisation_count; i++) {
		size_t until;

		sum += plan->organisations[i].share;
		until = i + 1 == plan->organisation_count
				? whole
				: (size_t)(sum / total * (double)whole + 0.5);
		counts[i] = until - given;
		given = until;
	}
}

static void add_wishes(struct demo *demo, size_t count, enum wanted wanted)
{
	size_t organisations = demo->plan->organisation_count;
	size_t *counts = alloc_new(organisations, sizeof(*counts));
	size_t i;

	share_out(demo->plan, count, counts);
	for (i = 0; i < organisations; i++)
		while (counts[i]-- > 0)
			demo->wishes[demo->wish_count++] =
				(struct wish){ wanted, i, 0 };
	free(counts);
}

static void shuffle(struct random *random, struct wish *wishes, size_t count)
{
	size_t i;

	for (i = count; i > 1; i--) {
		size_t other = (size_t)random_from(random, 0, (int64_t)i - 1);
		struct wish kept = wishes[i - 1];

		wishes[i - 1] = wishes[other];
		wishes[other] = kept;
	}
}

static int compare_days(const void *a, const void *b)
{
	const int64_t *left = a;
	const int64_t *right = b;

	return (*left > *right) - (*left < *right);
}

/* The days of the records, none of them later than today. */
static void set_days(struct demo *demo, size_t drafts)
{
	int64_t today = day_number(clock_today());
	int64_t first =
		day_number((struct day){ demo->options->first_year, 1, 1 });
	int64_t last =
		day_number((struct day){ demo->options->last_year, 12, 31 });
	size_t completed = demo->wish_count - drafts;
	int64_t *days = alloc_new(demo->wish_count, sizeof(*days));
	size_t i;

	if (last > today)
		last = today;
	for (i = 0; i < demo->wish_count; i++)
		days[i] = i < completed
				  ? random_from(&demo->random, first, last)
				  : random_from(&demo->random,
						last - first < 14 ? first
								  : last - 14,
						last);
	qsort(days, completed, sizeof(*days), compare_days);
	for (i = 0; i < demo->wish_count; i++)
		demo->wishes[i].day = days[i];
	free(days);
}

static void make_wishes(struct demo *demo)
{
	size_t records = demo->options->records;
	size_t invalid =
		(size_t)((double)records * demo->plan->not_counting + 0.5);
	size_t drafts = demo->plan->drafts;

	demo->wishes =
		alloc_new(records + invalid + drafts, sizeof(*demo->wishes));
	add_wishes(demo, records, WANTED_COUNTING);
	add_wishes(demo, invalid, WANTED_NOT_COUNTING);
	shuffle(&demo->random, demo->wishes, demo->wish_count);
	add_wishes(demo, drafts, WANTED_DRAFT);
	set_days(demo, drafts);
}

/* --- ids and times */

/* The moment of the next thing that happens, a minute later. */
static void next_moment(struct demo *demo, char out[DATE_ROOM])
{
	if (demo->minute < 23 * 60 + 59)
		demo->minute++;
	snprintf(out, DATE_ROOM, "%.10sT%02u:%02u:%02u", demo->completed,
		 (unsigned)demo->minute / 60 % 24, (unsigned)demo->minute % 60,
		 (unsigned)random_from(&demo->random, 0, 59) % 60);
}

static char *make_id(struct demo *demo)
{
	int64_t milliseconds = (demo->wish->day * 1440 + demo->minute) * 60000 +
			       random_from(&demo->random, 0, 59999);
	uint64_t high = random_next(&demo->random);
	uint64_t low = random_next(&demo->random);
	char id[UUID_ROOM];

	uuid_make(milliseconds, high, low, id);
	return alloc_text(id);
}

/* --- one record */

static const struct demo_form *plan_of(const struct demo *demo,
				       const struct form *form)
{
	return demo_plan_form(demo->plan, form);
}

static struct rules *rules_for(struct demo *demo, const struct demo_form *plan,
			       struct answers *answers)
{
	struct rules **rules = &demo->rules[plan - demo->plan->forms];

	if (*rules)
		rules_use(*rules, answers, &demo->surroundings);
	else
		*rules = rules_new(answers, &demo->surroundings);
	return *rules;
}

/* The head columns, which the traject form asks too. */
static void put_head(const struct demo *demo, struct answers *answers)
{
	const struct traject_fields *at = &answers_form(answers)->traject;

	answers_put(answers, at->code, 0, demo->traject.code, NULL);
	answers_put(answers, at->organisatie, 0, demo->traject.organisatie,
		    NULL);
	answers_put(answers, at->team, 0, demo->traject.team, NULL);
	answers_put(answers, at->medewerker, 0, demo->traject.medewerker, NULL);
}

/* Do the scores of the record make it what was wished for? */
static bool fits(const struct demo *demo, const struct rules *rules, bool main)
{
	if (!main || demo->wish->wanted == WANTED_DRAFT)
		return true;
	return rules_counts(rules) == (demo->wish->wanted == WANTED_COUNTING);
}

/* The factor of this record, and of its organisation. */
static double draw_odds(struct demo *demo)
{
	const struct demo_plan *plan = demo->plan;
	double odds = plan->organisations[demo->wish->organisation].odds;

	if (plan->luck.count > 0)
		odds *= strtod(draw_chance(&demo->random, &plan->luck)->name,
			       NULL);
	return odds;
}

static int cannot_draw(const struct form *form, struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("no record of %s %s comes out of the demo's chances "
			 "that may be completed"),
		       form->name, form->version);
}

/* Answers by the plan, which the rules then hold. */
static int draw_answers(struct demo *demo, const struct demo_form *plan,
			struct answers **out, struct rules **rules,
			struct err *err)
{
	bool main = strcmp(plan->form->name, demo->plan->form) == 0;
	struct drawing drawing = {
		.random = &demo->random,
		.plan = plan,
		.odds = main ? draw_odds(demo) : 1,
		.completed = demo->completed,
		.traject = plan->form->is_traject ? NULL : demo->around,
		.others = (const struct answers *const *)demo->others,
		.other_count = demo->other_count,
	};
	int tries;

	if (main && demo->wish->wanted == WANTED_NOT_COUNTING)
		drawing.unscored = demo->plan->not_counting_unscored;
	for (tries = 0; tries < TRIES; tries++) {
		drawing.answers = answers_new(plan->form);
		if (plan->form->is_traject)
			put_head(demo, drawing.answers);
		drawing.rules = rules_for(demo, plan, drawing.answers);
		if (draw_record(&drawing) && fits(demo, drawing.rules, main)) {
			relevant_keep(drawing.answers, drawing.rules);
			*out = drawing.answers;
			*rules = drawing.rules;
			return 0;
		}
		answers_free(drawing.answers);
	}
	return cannot_draw(plan->form, err);
}

static int save_record(struct demo *demo, const struct answers *answers,
		       const struct rules *rules, int jeugdige, struct err *err)
{
	const struct form *form = answers_form(answers);
	struct record_head head = { .status = RECORD_COMPLETE,
				    .traject_id = demo->traject.id };
	struct authorship by = { .medewerker = demo->worker->name,
				 .login = "demo" };
	char at[DATE_ROOM];
	int code;

	next_moment(demo, at);
	by.at = at;
	head.id = make_id(demo);
	head.revision = make_id(demo);
	head.form = alloc_text(form->name);
	head.version = alloc_text(form->version);
	head.completed = alloc_text(demo->completed);
	head.changed = alloc_text(at);
	head.counts = rules_counts(rules);
	if (jeugdige > 0) {
		const struct traject_fields *fields =
			&answers_form(demo->around)->traject;

		head.jeugdige = alloc_text(
			answers_get(demo->around, fields->key, jeugdige)
				->value);
	}
	if (form->per == PER_INFORMANT)
		head.informant = alloc_text(form->informant);
	code = records_save(demo->store, form, &head, answers, 0, &by, err);
	record_head_done(&head);
	return code;
}

/* A draft goes about half way. */
static void cut_short(struct demo *demo, struct answers *answers,
		      struct draft *draft)
{
	const struct form *form = answers_form(answers);
	int fields = (int)form->field_count;
	int cut = (int)random_from(&demo->random, fields / 4, fields * 2 / 3);
	int i;

	while (cut < fields && (form->fields[cut].repeat >= 0 ||
				!field_is_stored(&form->fields[cut])))
		cut++;
	for (i = cut; i < fields; i++)
		if (form->fields[i].repeat < 0)
			answers_put(answers, i, 0, NULL, NULL);
	for (i = 0; i < (int)form->repeat_count; i++)
		while (form->repeats[i].first >= cut &&
		       answers_rows(answers, i) > 0)
			answers_remove_row(answers, i, 1);
	if (cut < fields)
		draft->at_field = alloc_text(form->fields[cut].name);
}

static int save_draft(struct demo *demo, struct answers *answers,
		      struct err *err)
{
	const struct form *form = answers_form(answers);
	struct draft draft = { .traject = demo->traject.id, .parked = true };
	char at[DATE_ROOM];
	int code;

	cut_short(demo, answers, &draft);
	next_moment(demo, at);
	draft.record = make_id(demo);
	draft.changed = alloc_text(at);
	code = drafts_add(demo->store, form, &draft, answers, err);
	draft_done(&draft);
	return code;
}

/* --- one traject */

/* Who it was, when it was completed, and what it is called. */
static void begin_traject(struct demo *demo)
{
	const struct demo_organisation *organisation =
		&demo->plan->organisations[demo->wish->organisation];
	const struct demo_worker *worker = &demo->plan->workers[random_from(
		&demo->random, (int64_t)organisation->first,
		(int64_t)organisation->end - 1)];
	struct day day = day_from_number(demo->wish->day);

	day_write(day, demo->completed);
	demo->minute = (int)random_from(&demo->random, 8 * 60, 17 * 60);
	demo->worker = worker;
	demo->traject.organisatie = alloc_text(worker->organisatie);
	demo->traject.team = alloc_text(worker->team);
	demo->traject.medewerker = alloc_text(worker->name);
	demo->traject.code =
		alloc_print("T-%04d-%04zu", day.year, ++demo->made);
	demo->traject.uuid = make_id(demo);
	demo->surroundings = (struct surroundings){ 0 };
	memcpy(demo->surroundings.today, demo->completed,
	       sizeof(demo->completed));
}

static int make_traject(struct demo *demo, struct err *err)
{
	const struct demo_form *plan = &demo->plan->forms[0];
	struct rules *rules;
	int code;

	code = trajecten_add(demo->store, &demo->traject, err);
	if (code == 0)
		code = draw_answers(demo, plan, &demo->around, &rules, err);
	if (code == 0)
		code = save_record(demo, demo->around, rules, 0, err);
	demo->surroundings.traject = demo->around;
	return code;
}

static void end_jeugdige(struct demo *demo)
{
	while (demo->other_count > 0)
		answers_free(demo->others[--demo->other_count]);
}

static void end_traject(struct demo *demo)
{
	end_jeugdige(demo);
	traject_done(&demo->traject);
	answers_free(demo->around);
	demo->around = NULL;
}

/* Does the programme ask for this, of this traject and jeugdige? */
static bool is_needed(const struct demo *demo,
		      const struct programme_form *asked)
{
	struct expr_context context;

	if (!asked->when)
		return true;
	context = surroundings_context(&demo->surroundings);
	return expr_truth(asked->when, &context) == TRUTH_TRUE;
}

/* The version of the main form that the programme asks for. */
static const struct form *main_form(const struct demo *demo)
{
	const struct programme *programme =
		catalogue_programme(demo->catalogue);
	size_t i;

	for (i = 0; programme && i < programme->form_count; i++) {
		const struct programme_form *asked = &programme->forms[i];

		if (strcmp(asked->form, demo->plan->form) == 0 &&
		    is_needed(demo, asked))
			return catalogue_find(demo->catalogue, asked->form,
					      asked->version);
	}
	return catalogue_find(demo->catalogue, demo->plan->form, NULL);
}

static int make_main(struct demo *demo, struct err *err)
{
	const struct form *form = main_form(demo);
	const struct demo_form *plan = form ? plan_of(demo, form) : NULL;
	struct answers *answers = NULL;
	struct rules *rules;
	int code;

	if (!plan)
		return err_set(err, ERR_INVALID,
			       _("the demo does not say how %s is filled in"),
			       demo->plan->form);
	code = draw_answers(demo, plan, &answers, &rules, err);
	if (code)
		return code;
	if (demo->wish->wanted == WANTED_DRAFT) {
		code = save_draft(demo, answers, err);
		demo->result->drafts++;
	} else {
		code = save_record(demo, answers, rules, 0, err);
		if (demo->wish->wanted == WANTED_COUNTING)
			demo->result->counting++;
		else
			demo->result->not_counting++;
	}
	answers_free(answers);
	return code;
}

/* Filled in when it should be, if that was before all the rest. */
static void set_completed(struct demo *demo, const struct programme_form *asked)
{
	const struct form *form = answers_form(demo->around);
	int field = asked->due_field ? form_find(form, asked->due_field) : -1;
	int64_t number = demo->wish->day;
	struct day due;
	const char *moment;
	char day[11] = "";

	moment = field < 0 ? NULL : answers_get(demo->around, field, 0)->value;
	if (moment)
		snprintf(day, sizeof(day), "%.10s", moment);
	if (day_read(day, &due) && day_number(due) + asked->due_days < number)
		number = day_number(due) + asked->due_days;
	day_write(day_from_number(number), demo->completed);
	memcpy(demo->surroundings.today, demo->completed,
	       sizeof(demo->completed));
}

static int make_other(struct demo *demo, const struct programme_form *asked,
		      int jeugdige, struct err *err)
{
	const struct form *form =
		catalogue_find(demo->catalogue, asked->form, asked->version);
	const struct demo_form *plan = form ? plan_of(demo, form) : NULL;
	struct answers *answers = NULL;
	struct rules *rules;
	int code;

	if (!plan || (form->per == PER_TRAJECT) != (jeugdige == 0) ||
	    strcmp(form->name, demo->plan->form) == 0 ||
	    demo->other_count == OTHERS_MAX || !is_needed(demo, asked) ||
	    !random_chance(&demo->random, plan->share))
		return 0;
	set_completed(demo, asked);
	code = draw_answers(demo, plan, &answers, &rules, err);
	if (code)
		return code;
	demo->others[demo->other_count++] = answers;
	demo->result->others++;
	return save_record(demo, answers, rules, jeugdige, err);
}

/* The other forms of the traject, and of each jeugdige. */
static int make_others(struct demo *demo, struct err *err)
{
	const struct programme *programme =
		catalogue_programme(demo->catalogue);
	int repeat = answers_form(demo->around)->traject.repeat;
	int rows = repeat < 0 ? 0 : answers_rows(demo->around, repeat);
	int code = 0;
	int row;
	size_t i;

	for (row = 0; programme && row <= rows && code == 0; row++) {
		demo->surroundings.jeugdige_row = row;
		for (i = 0; i < programme->form_count && code == 0; i++)
			code = make_other(demo, &programme->forms[i], row, err);
		end_jeugdige(demo);
	}
	return code;
}

static int make_wish(struct demo *demo, const struct wish *wish,
		     struct err *err)
{
	int code;

	demo->wish = wish;
	begin_traject(demo);
	code = make_traject(demo, err);
	if (code == 0)
		code = make_main(demo, err);
	if (code == 0 && wish->wanted != WANTED_DRAFT)
		code = make_others(demo, err);
	end_traject(demo);
	return code;
}

/* --- the file */

static int refuse_trajecten(struct store *store, struct err *err)
{
	const struct traject_query first = { .limit = 1 };
	struct traject_list list = { 0 };
	int code;

	code = trajecten_list(store, &first, &list, NULL, err);
	if (code == 0 && list.count > 0)
		code = err_set(err, ERR_EXISTS,
			       _("%s holds trajecten already; a demo needs an "
				 "empty file"),
			       store_path(store));
	traject_list_done(&list);
	return code;
}

static int add_names(struct demo *demo, struct err *err)
{
	const struct demo_plan *plan = demo->plan;
	int code = 0;
	size_t i;

	for (i = 0; i < plan->organisation_count && code == 0; i++)
		code = names_add(demo->store, "organisatie", NULL,
				 plan->organisations[i].name, err);
	for (i = 0; i < plan->worker_count && code == 0; i++) {
		const struct demo_worker *worker = &plan->workers[i];

		code = names_add(demo->store, "team", worker->organisatie,
				 worker->team, err);
		if (code == 0)
			code = names_add(demo->store, "medewerker",
					 worker->organisatie, worker->name,
					 err);
	}
	return code;
}

static int fill(struct demo *demo, struct err *err)
{
	size_t i;
	int code;

	code = refuse_trajecten(demo->store, err);
	if (code == 0)
		code = store_note(demo->store, "demo", "1", err);
	if (code == 0)
		code = add_names(demo, err);
	work_begin(NULL, demo->wish_count);
	for (i = 0; i < demo->wish_count && code == 0; i++) {
		code = work_at(i, err);
		if (code == 0)
			code = make_wish(demo, &demo->wishes[i], err);
	}
	work_end();
	return code;
}

static struct demo_options with_years(const struct demo_options *options)
{
	struct demo_options whole = *options;

	if (whole.first_year == 0) {
		whole.first_year = clock_today().year - 1;
		whole.last_year = whole.first_year;
	}
	return whole;
}

int demo_fill(struct store *store, const struct catalogue *catalogue,
	      const struct demo_options *options, struct problem_list *problems,
	      struct demo_result *result, struct err *err)
{
	struct demo_options whole = with_years(options);
	struct demo demo = { .store = store,
			     .catalogue = catalogue,
			     .options = &whole,
			     .result = result,
			     .random = { options->seed } };
	struct demo_plan *plan;
	size_t i;
	int code;

	if (whole.first_year > clock_today().year)
		return err_set(err, ERR_INVALID, _("%d has not begun yet"),
			       whole.first_year);
	plan = demo_plan_read(whole.plan, whole.plan_length, whole.plan_file,
			      catalogue, problems);
	if (!plan)
		return err_set(err, ERR_INVALID,
			       _("the demo file %s has mistakes"),
			       whole.plan_file);
	demo.plan = plan;
	demo.rules = alloc_new(plan->form_count, sizeof(struct rules *));
	*result = (struct demo_result){ 0 };
	make_wishes(&demo);

	code = store_begin(store, err);
	if (code == 0) {
		code = fill(&demo, err);
		if (code == 0)
			code = store_commit(store, err);
		else
			store_rollback(store);
	}
	for (i = 0; i < plan->form_count; i++)
		rules_free(demo.rules[i]);
	free(demo.rules);
	free(demo.wishes);
	demo_plan_free(plan);
	return code;
}
