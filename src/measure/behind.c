/* measure/behind.c - see measure/behind.h */
#include "config.h"

#include "measure/behind.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/date.h"
#include "base/text.h"
#include "entry/around.h"
#include "entry/response.h"
#include "entry/rules.h"
#include "entry/todo.h"
#include "form/value.h"
#include "store/trajecten.h"

/* What the visitor of one form version needs. */
struct search {
	struct store *store;
	const struct catalogue *catalogue;
	const struct behind_question *question;
	const struct form *form; /* the version that is visited */
	int *here;   /* the fields that are asked by their place in it, or -1 */
	bool *asked; /* the same fields, one bool for each of that version */
	struct behind *behind;
};

static void put_text(const char **to, char **at, const char *text)
{
	size_t size;

	if (!text)
		return;
	size = strlen(text) + 1;
	*to = memcpy(*at, text, size);
	*at += size;
}

/* There may be many, so all their texts are in one piece.  why is taken over. */
static void add(struct search *s, const struct record_head *head,
		enum behind_part part, char *why)
{
	const char *const from[] = {
		head->id,
		head->traject,
		head->organisatie,
		head->team,
		head->jeugdige,
		head->completed,
		head->completed ? NULL : head->changed,
		why,
	};
	struct behind *b = s->behind;
	struct behind_record *r;
	size_t size = 1;
	char *at;

	b->items =
		alloc_grow(b->items, b->count, &b->capacity, sizeof(*b->items));
	r = &b->items[b->count++];
	for (size_t i = 0; i < COUNT(from); i++)
		size += from[i] ? strlen(from[i]) + 1 : 0;
	at = alloc_new(size, 1);
	*r = (struct behind_record){ .form = s->form,
				     .traject_id = head->traject_id,
				     .part = part,
				     .texts = at };
	put_text(&r->id, &at, from[0]);
	put_text(&r->traject, &at, from[1]);
	put_text(&r->organisatie, &at, from[2]);
	put_text(&r->team, &at, from[3]);
	put_text(&r->jeugdige, &at, from[4]);
	put_text(&r->completed, &at, from[5]);
	put_text(&r->changed, &at, from[6]);
	put_text(&r->why, &at, from[7]);
	free(why);
	b->parts[part]++;
}

/* The counting rule that does not hold, in the form's own words. */
static int why_not(struct search *s, const struct record_head *head, char **why,
		   struct err *err)
{
	struct answers *answers = NULL;
	struct around around = { 0 };
	struct rules *rules = NULL;
	int code = records_answers(s->store, s->form, head->id, &answers, err);

	*why = NULL;
	if (!code)
		code = around_load(s->store, s->catalogue, head->traject_id,
				   head->jeugdige, head->completed, &around,
				   err);
	if (!code) {
		rules = rules_new(answers, &around.seen);
		for (size_t i = 0; i < s->form->rule_count && !*why; i++)
			*why = rules_why_not(rules, i);
	}
	rules_free(rules);
	around_done(&around);
	answers_free(answers);
	if (!code && !*why)
		*why = alloc_text(_("does not count"));
	return code;
}

/* Why this field has no answer, in words. */
static char *why_empty(const struct field *field, const struct answer *answer)
{
	const struct missing_reason *reason;

	if (!answer->missing)
		return alloc_text(_("not filled in"));
	reason = field_missing(field, answer->missing);
	return alloc_text(reason ? words_text(&reason->label)
				 : answer->missing);
}

/* What one answer is to the figure. */
enum given {
	GIVEN_NONE,
	GIVEN_OTHER,
	GIVEN_THIS
};

static bool is_option(const struct field *field, const char *value,
		      const char *option)
{
	int index = field_option_index(field, option);

	if (field->type != FIELD_SELECT_MULTIPLE)
		return strcmp(value, option) == 0;
	return index >= 0 && (value_bits(field, value) >> index & 1) != 0;
}

static bool is_in_share(const struct search *s, const struct field *asked,
			const struct field *field, const char *value)
{
	const struct form_share *share =
		&s->question->form->shares[s->question->share];

	for (size_t i = 0; i < share->is_count; i++) {
		if (asked->type == FIELD_SCALE
			    ? atoi(value) == share->is[i]
			    : is_option(field, value,
					asked->options[share->is[i]].name))
			return true;
	}
	return false;
}

/* A value that the scale does not have is no answer, as in the figures. */
static bool is_on_scale(const struct field *asked, const char *value)
{
	return atoi(value) >= (int)asked->from && atoi(value) <= (int)asked->to;
}

static enum given look_at(const struct search *s, const struct field *asked,
			  const struct field *field, const char *value)
{
	const struct behind_question *q = s->question;
	bool is_this;

	if (!value ||
	    (asked->type == FIELD_SCALE && !is_on_scale(asked, value)))
		return GIVEN_NONE;
	switch (q->kind) {
	case BEHIND_ITEM:
		is_this = strcmp(value, "1") == 0;
		break;
	case BEHIND_OPTION:
		is_this =
			is_option(field, value, asked->options[q->option].name);
		break;
	case BEHIND_VALUE:
		is_this = atoi(value) == q->option;
		break;
	case BEHIND_SHARE:
		is_this = is_in_share(s, asked, field, value);
		break;
	default:
		is_this = true;
		break;
	}
	return is_this ? GIVEN_THIS : GIVEN_OTHER;
}

/* One record with all its rows: is there one such answer, or any? */
static void sort_rows(struct search *s, const struct record_head *head,
		      const struct answers *answers, const struct field *asked,
		      int index)
{
	const struct field *field = &s->form->fields[index];
	int rows = answers_rows(answers, field->repeat);
	int met = 0, of = 0;

	for (int row = 1; row <= rows; row++) {
		const char *value = answers_get(answers, index, row)->value;
		enum given given = look_at(s, asked, field, value);

		met += given == GIVEN_THIS;
		of += given != GIVEN_NONE;
	}
	s->behind->rows_met += met;
	s->behind->rows_of += of;
	if (of == 0)
		add(s, head, BEHIND_OUT,
		    alloc_text(rows ? _("not filled in") : _("no rows")));
	else
		/* TRANSLATORS: rows of a repeat. */
		add(s, head, met ? BEHIND_IN : BEHIND_REST,
		    alloc_print(_("%d of %d answers"), met, of));
}

static const struct field *field_asked(const struct behind_question *q)
{
	int field = q->kind == BEHIND_SHARE ? q->form->shares[q->share].field
					    : q->field;

	return &q->form->fields[field];
}

static void sort_answer(struct search *s, const struct record_head *head,
			const struct answers *answers)
{
	const struct field *asked = field_asked(s->question);
	int index = s->here[asked - s->question->form->fields];
	const struct field *field = index < 0 ? NULL : &s->form->fields[index];
	const struct answer *answer;
	enum given given;

	if (!field || field->type != asked->type ||
	    (field->repeat >= 0) != (asked->repeat >= 0)) {
		add(s, head, BEHIND_OUT,
		    alloc_text(_("this version has no such question")));
		return;
	}
	if (field->repeat >= 0) {
		sort_rows(s, head, answers, asked, index);
		return;
	}
	answer = answers_get(answers, index, 0);
	given = look_at(s, asked, field, answer->value);
	if (given == GIVEN_NONE)
		add(s, head, BEHIND_OUT, why_empty(field, answer));
	else
		add(s, head, given == GIVEN_THIS ? BEHIND_IN : BEHIND_REST,
		    asked->type == FIELD_SCALE ? alloc_text(answer->value)
					       : NULL);
}

/* Met and scored of this record, over the items that its version has. */
static struct score score_of(const struct search *s, int measure,
			     const struct answers *answers)
{
	const struct measure *m = &s->question->form->measures[measure];
	struct score score = { 0 };

	for (size_t i = 0; i < m->item_count; i++) {
		int index = s->here[m->items[i]];
		const char *value =
			index < 0 ? NULL
				  : answers_get(answers, index, 0)->value;

		score.items++;
		score.scored += value != NULL;
		score.met += value && strcmp(value, "1") == 0;
	}
	return score;
}

static void sort_mean(struct search *s, const struct record_head *head,
		      const struct answers *answers)
{
	struct score score = score_of(s, s->question->measure, answers);

	if (score.scored == 0)
		add(s, head, BEHIND_OUT, alloc_text(_("nothing scored")));
	else
		add(s, head, BEHIND_IN,
		    alloc_print(_("%d met of %d scored"), score.met,
				score.scored));
}

/* Of a step only those with so many met of the other measure. */
static void sort_outcome(struct search *s, const struct record_head *head,
			 const struct answers *answers)
{
	const struct behind_question *q = s->question;
	const struct form *form = q->form;
	struct score score = score_of(s, form->positive_measure, answers);
	int met = q->kind == BEHIND_STEP
			  ? score_of(s, form->positive_by, answers).met
			  : q->met_from;

	if (met < q->met_from || (q->kind == BEHIND_STEP && met > q->met_to))
		/* TRANSLATORS: criteria, of the measure named. */
		add(s, head, BEHIND_OUT,
		    alloc_print(
			    _("%d met of %s"), met,
			    words_text(
				    &form->measures[form->positive_by].label)));
	else
		add(s, head,
		    score.met < form->positive_at_least ? BEHIND_REST
							: BEHIND_IN,
		    alloc_print(_("%d met of %d scored"), score.met,
				score.scored));
}

/* Did a client answer one of these, and not agree that it is seen? */
static bool is_hidden_field(const struct search *s,
			    const struct answers *answers, int field)
{
	int index = s->here[field];
	int repeat = index < 0 ? -1 : s->form->fields[index].repeat;
	int rows = repeat < 0 ? 0 : answers_rows(answers, repeat);

	for (int row = repeat >= 0; index >= 0 && row <= rows; row++)
		if (answer_is_hidden(answers_get(answers, index, row)))
			return true;
	return false;
}

static bool is_hidden_measure(const struct search *s,
			      const struct answers *answers, int measure)
{
	const struct measure *m;

	if (measure < 0)
		return false;
	m = &s->question->form->measures[measure];
	for (size_t i = 0; i < m->item_count; i++)
		if (is_hidden_field(s, answers, m->items[i]))
			return true;
	return false;
}

static bool is_hidden(const struct search *s, const struct answers *answers)
{
	const struct behind_question *q = s->question;

	switch (q->kind) {
	case BEHIND_RECORDS:
	case BEHIND_RESPONSE:
		return false;
	case BEHIND_MEASURE:
		return is_hidden_measure(s, answers, q->measure);
	case BEHIND_POSITIVE:
	case BEHIND_STEP:
		return is_hidden_measure(s, answers,
					 q->form->positive_measure) ||
		       is_hidden_measure(s, answers, q->form->positive_by);
	default:
		return is_hidden_field(s, answers,
				       (int)(field_asked(q) - q->form->fields));
	}
}

/* The record was sorted, and where is not to be seen. */
static void hide_last(struct behind *behind)
{
	struct behind_record *last = &behind->items[behind->count - 1];

	behind->parts[last->part]--;
	last->part = BEHIND_HIDDEN;
	behind->parts[BEHIND_HIDDEN]++;
	last->why = NULL;
}

static int sort_record(void *of, const struct record_head *head,
		       const struct answers *answers, struct err *err)
{
	struct search *s = of;
	char *why;
	int code;

	if (s->question->kind == BEHIND_DRAFTS) {
		add(s, head, BEHIND_IN, NULL);
		return 0;
	}
	if (!head->counts) {
		code = why_not(s, head, &why, err);
		if (!code)
			add(s, head, BEHIND_OUT, why);
		return code;
	}
	switch (s->question->kind) {
	case BEHIND_RECORDS:
		add(s, head, BEHIND_IN, NULL);
		break;
	case BEHIND_MEASURE:
		sort_mean(s, head, answers);
		break;
	case BEHIND_POSITIVE:
	case BEHIND_STEP:
		sort_outcome(s, head, answers);
		break;
	default:
		sort_answer(s, head, answers);
		break;
	}
	if (is_hidden(s, answers))
		hide_last(s->behind);
	return 0;
}

static int by_part(const void *a, const void *b)
{
	const struct behind_record *x = a;
	const struct behind_record *y = b;
	int days;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	days = strcmp(y->completed ? y->completed : "",
		      x->completed ? x->completed : "");
	if (!days)
		days = strcmp(x->id ? x->id : x->traject,
			      y->id ? y->id : y->traject);
	return days;
}

/* --- the response */

static char *in_days(const struct todo *todo)
{
	int64_t days;

	if (!todo->completed || !date_days(todo->due, todo->completed, &days))
		return NULL;
	if (days <= 0)
		return alloc_text(_("within the term"));
	return days == 1 ? alloc_text(_("a day after the term"))
			 : alloc_print(_("%lld days after the term"),
				       (long long)days);
}

static char *due_on(const char *due)
{
	char shown[64];

	date_show(due, shown, sizeof(shown));
	return alloc_print(_("due on %s"), shown);
}

static void sort_case(void *of, const struct response_case *c)
{
	struct search *s = of;
	const struct traject *traject = c->traject;
	const struct todo *todo = c->todo;
	bool came = todo->state == TODO_COMPLETE;
	struct record_head head = {
		.traject_id = traject->id,
		.traject = traject->code,
		.organisatie = traject->organisatie,
		.team = traject->team,
		.medewerker = traject->medewerker,
		.completed = todo->completed,
		.jeugdige = todo->jeugdige,
	};

	if (strcmp(todo->form->name, s->question->due) != 0)
		return;
	s->form = todo->form;
	if (c->running)
		add(s, &head, BEHIND_OUT, due_on(todo->due));
	else
		add(s, &head, came ? BEHIND_IN : BEHIND_REST,
		    came ? in_days(todo) : due_on(todo->due));
}

/* --- all of it */

static void ask(struct search *s, int field)
{
	int index = form_find(s->form, s->question->form->fields[field].name);

	s->here[field] = index;
	if (index >= 0)
		s->asked[index] = true;
}

static void ask_measure(struct search *s, int measure)
{
	const struct measure *m;

	if (measure < 0)
		return;
	m = &s->question->form->measures[measure];
	for (size_t i = 0; i < m->item_count; i++)
		ask(s, m->items[i]);
}

/* Which answers the question is about; false for none. */
static bool ask_all(struct search *s)
{
	const struct behind_question *q = s->question;

	switch (q->kind) {
	case BEHIND_RECORDS:
	case BEHIND_RESPONSE:
	case BEHIND_DRAFTS:
		return false;
	case BEHIND_MEASURE:
		ask_measure(s, q->measure);
		return true;
	case BEHIND_POSITIVE:
	case BEHIND_STEP:
		ask_measure(s, q->form->positive_measure);
		ask_measure(s, q->form->positive_by);
		return true;
	default:
		ask(s, (int)(field_asked(q) - q->form->fields));
		return true;
	}
}

static int visit_version(struct search *s, const struct selection *selection,
			 struct err *err)
{
	int code;

	s->here =
		alloc_new(s->question->form->field_count + 1, sizeof(*s->here));
	s->asked = alloc_new(s->form->field_count + 1, sizeof(*s->asked));
	if (s->question->kind == BEHIND_DRAFTS)
		code = records_visit(s->store, s->form, selection, false,
				     sort_record, s, err);
	else
		code = records_scan(s->store, s->form, selection,
				    ask_all(s) ? s->asked : NULL, sort_record,
				    s, err);
	free(s->asked);
	free(s->here);
	return code;
}

static int visit_versions(struct search *s, const struct selection *selection,
			  struct err *err)
{
	struct selection complete = *selection;
	int code = 0;

	complete.no_drafts = s->question->kind != BEHIND_DRAFTS;
	complete.only_drafts = !complete.no_drafts;
	complete.withdrawn = false;
	for (size_t i = 0; i < catalogue_count(s->catalogue) && !code; i++) {
		s->form = catalogue_form(s->catalogue, i);
		if (strcmp(s->form->name, s->question->form->name) != 0 ||
		    (selection->version &&
		     strcmp(s->form->version, selection->version) != 0))
			continue;
		code = visit_version(s, &complete, err);
	}
	return code;
}

static bool is_of_rows(const struct behind_question *q)
{
	return (q->kind == BEHIND_OPTION || q->kind == BEHIND_SCALE ||
		q->kind == BEHIND_VALUE || q->kind == BEHIND_SHARE) &&
	       field_asked(q)->repeat >= 0;
}

int behind_find(struct store *store, const struct catalogue *catalogue,
		const struct selection *selection,
		const struct behind_question *question, const char *today,
		struct behind **out, struct err *err)
{
	struct search s = { .store = store,
			    .catalogue = catalogue,
			    .question = question,
			    .behind = alloc_new(1, sizeof(*s.behind)) };
	int code = question->kind == BEHIND_RESPONSE
			   ? response_visit(store, catalogue, selection, today,
					    sort_case, &s, err)
			   : visit_versions(&s, selection, err);

	if (code) {
		behind_free(s.behind);
		return code;
	}
	s.behind->of_rows = is_of_rows(question);
	if (s.behind->count > 1)
		qsort(s.behind->items, s.behind->count,
		      sizeof(*s.behind->items), by_part);
	*out = s.behind;
	return 0;
}

void behind_free(struct behind *behind)
{
	if (!behind)
		return;
	for (size_t i = 0; i < behind->count; i++)
		free(behind->items[i].texts);
	free(behind->items);
	free(behind);
}
