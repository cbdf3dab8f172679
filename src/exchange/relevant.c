/* exchange/relevant.c - see exchange/relevant.h */
#include "config.h"

#include "exchange/relevant.h"

#include "form/expr.h"

static bool row_is_empty(const struct answers *answers, int first, int end,
			 int row)
{
	int i;

	for (i = first; i < end; i++) {
		const struct answer *answer = answers_get(answers, i, row);

		if (answer->value || answer->missing || answer->remark ||
		    answer->reason)
			return false;
	}
	return true;
}

/* Does the head of a traject say this, also without a record? */
static bool is_head(const struct traject_fields *head, int field)
{
	return field == head->code || field == head->organisatie ||
	       field == head->team || field == head->medewerker ||
	       field == head->started || field == head->ended;
}

bool relevant_is_known(const struct answers *traject)
{
	const struct form *form = answers_form(traject);
	int i;

	for (i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;

		if (repeat >= 0 && answers_rows(traject, repeat) > 0)
			return true;
		if (repeat < 0 && !is_head(&form->traject, i) &&
		    !row_is_empty(traject, i, i + 1, 0))
			return true;
	}
	return false;
}

/* Does this expression read the traject?  NULL reads nothing. */
static bool reads_traject(const struct expr *expr)
{
	enum name_source source;
	int index;
	int i;

	if (!expr)
		return false;
	for (i = 0; expr_name(expr, i, &source, &index); i++)
		if (source == NAME_TRAJECT || source == NAME_JEUGDIGE)
			return true;
	return false;
}

bool relevant_needs_traject(const struct form *form)
{
	size_t i;

	for (i = 0; i < form->section_count; i++)
		if (reads_traject(form->sections[i].relevant))
			return true;
	for (i = 0; i < form->group_count; i++)
		if (reads_traject(form->groups[i].relevant))
			return true;
	for (i = 0; i < form->repeat_count; i++)
		if (reads_traject(form->repeats[i].relevant))
			return true;
	for (i = 0; i < form->field_count; i++)
		if (reads_traject(form->fields[i].relevant))
			return true;
	return false;
}

bool relevant_calculates(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].type == FIELD_CALCULATE)
			return true;
	return false;
}

static bool field_reads_traject(const struct field *field)
{
	for (size_t i = 0; i < field->check_count; i++)
		if (field->checks[i].hard &&
		    reads_traject(field->checks[i].when))
			return true;
	return reads_traject(field->constraint) ||
	       reads_traject(field->required_when);
}

bool relevant_is_alone(const struct form *form)
{
	if (form->is_traject || form->per != PER_TRAJECT ||
	    relevant_calculates(form) || relevant_needs_traject(form))
		return false;
	for (size_t i = 0; i < form->rule_count; i++)
		if (reads_traject(form->rules[i].rule))
			return false;
	for (size_t i = 0; i < form->field_count; i++)
		if (field_reads_traject(&form->fields[i]))
			return false;
	return true;
}

void relevant_take_out(struct answers *answers, int field, int row)
{
	answers_put(answers, field, row, NULL, NULL);
	answers_remark(answers, field, row, NULL);
	answers_reason(answers, field, row, NULL);
}

void relevant_keep(struct answers *answers, const struct rules *rules)
{
	const struct form *form = answers_form(answers);
	int i;

	for (i = 0; i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int row;

		if (repeat < 0 && !rules_is_relevant(rules, i, 0))
			relevant_take_out(answers, i, 0);
		if (repeat < 0)
			continue;
		for (row = 1; row <= answers_rows(answers, repeat); row++)
			if (!rules_is_relevant(rules, i, row))
				relevant_take_out(answers, i, row);
	}
}

int relevant_last_row(const struct answers *answers, int repeat)
{
	const struct repeat *of = &answers_form(answers)->repeats[repeat];
	int row = answers_rows(answers, repeat);

	while (row > 0 && row_is_empty(answers, of->first, of->end, row))
		row--;
	return row;
}

void relevant_trim_rows(struct answers *answers)
{
	const struct form *form = answers_form(answers);
	int i;

	for (i = 0; i < (int)form->repeat_count; i++) {
		int last = relevant_last_row(answers, i);
		int row;

		for (row = answers_rows(answers, i); row > last; row--)
			answers_remove_row(answers, i, row);
	}
}
