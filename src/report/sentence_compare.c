/* report/sentence_compare.c - two selections; see report/sentence.h */
#include "config.h"

#include "report/sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"

/* --- which two */

char *sentence_period(const char *from, const char *to)
{
	struct day a, b;

	if (!from || !to || !day_read(from, &a) || !day_read(to, &b))
		return alloc_text(_("all years"));
	if (a.year == b.year && a.day == 1 && b.day >= 30) {
		if (a.month == 1 && b.month == 12)
			return alloc_print("%d", a.year);
		if (a.month % 3 == 1 && b.month == a.month + 2)
			return alloc_print("%d k%d", a.year, b.month / 3);
	}
	return alloc_print("%d-%d-%d – %d-%d-%d", a.day, a.month, a.year, b.day,
			   b.month, b.year);
}

static char *narrowest(const char *organisatie, const char *team,
		       const char *medewerker)
{
	return alloc_text(medewerker    ? medewerker
			  : team        ? team
			  : organisatie ? organisatie
					: _("all organisations"));
}

static bool is_over_time(const struct comparison *c)
{
	return c->with == COMPARE_BEFORE || c->with == COMPARE_YEAR ||
	       c->with == COMPARE_PERIOD;
}

char *sentence_own_side(const struct figures *f)
{
	return is_over_time(f->comparison)
		       ? sentence_period(f->from, f->to)
		       : narrowest(f->organisatie, f->team, f->medewerker);
}

char *sentence_other_side(const struct figures *f)
{
	const struct comparison *c = f->comparison;

	if (c->with == COMPARE_NATIONAL)
		return c->published
			       ? alloc_print(_("national %s"), c->published)
			       : alloc_text(_("national"));
	return is_over_time(c)
		       ? sentence_period(c->from, c->to)
		       : narrowest(c->organisatie, c->team, c->medewerker);
}

/* --- what a row is of */

char *sentence_compared_label(const struct figures *f,
			      const struct compared *row)
{
	const struct form *form = f->form;
	const struct field *field = &form->fields[row->field];
	char *label, *text;

	switch (row->what) {
	case COMPARED_MEASURE:
		return alloc_text(
			words_text(&form->measures[row->measure].label));
	case COMPARED_POSITIVE:
		return alloc_text(_("Positive outcome"));
	case COMPARED_SHARE:
		return alloc_text(words_text(&form->shares[row->share].label));
	case COMPARED_OPTION:
		return alloc_text(
			words_text(&field->options[row->option].label));
	case COMPARED_SCALE:
		return sentence_label(f, row->field);
	case COMPARED_ITEM:
		break;
	}
	label = sentence_label(f, row->field);
	text = field->number ? alloc_print("%s  %s", field->number, label)
			     : alloc_text(label);
	free(label);
	return text;
}

/* --- what it says */

/* "4 points", "0,3"; without a sign. */
static char *distance_words(const struct compared *row)
{
	int size = row->points < 0 ? -row->points : row->points;

	if (row->what == COMPARED_SCALE)
		return sentence_tenths(size);
	return size == 1 ? alloc_text(_("1 point"))
			 : alloc_print(_("%d points"), size);
}

char *sentence_of_difference(const struct figures *f,
			     const struct compared *row)
{
	const char *chance = _("that can be chance");
	char *distance, *sentence;

	if (row->own.suppressed || row->other.suppressed)
		return alloc_text(_("too few records to show"));
	if (!row->has_difference)
		return alloc_text(_("no figure on one side"));
	if (f->comparison->is_same)
		return alloc_text(_("the same records on both sides"));
	if (!row->is_judged)
		return alloc_text(_("too few to say anything"));
	if (row->more_than_chance)
		chance = _("that is more than chance");
	if (row->points == 0)
		return row->more_than_chance
			       ? alloc_print(_("less than one apart; %s"),
					     chance)
			       : alloc_text(_("no difference to speak of"));
	distance = distance_words(row);

	/* TRANSLATORS: "4 points higher; that can be chance". */
	sentence = alloc_print(row->points > 0 ? _("%s higher; %s")
					       : _("%s lower; %s"),
			       distance, chance);
	free(distance);
	return sentence;
}

char *sentence_compared_value(const struct figures *f,
			      const struct compared *row,
			      const struct compared_side *side)
{
	if (side->suppressed)
		return alloc_print("<%d", f->threshold);
	if (!side->known)
		return alloc_text("-");
	if (row->what == COMPARED_SCALE)
		return sentence_tenths(side->percent);
	return alloc_print("%d %%", side->percent);
}

char *sentence_of_compared(const struct figures *f, const struct compared *row)
{
	char *label = sentence_compared_label(f, row);
	char *own = sentence_compared_value(f, row, &row->own);
	char *other = sentence_compared_value(f, row, &row->other);
	char *difference = sentence_of_difference(f, row);

	/* TRANSLATORS: the figure; it on one side, on the other; a judgement. */
	char *sentence = alloc_print(_("%s: %s against %s: %s"), label, own,
				     other, difference);

	free(label);
	free(own);
	free(other);
	free(difference);
	return sentence;
}

/* How many records stand on each side. */
static char *numbers(const struct figures *f)
{
	const struct comparison *c = f->comparison;
	char *own = sentence_number(f, c->own);
	char *other = sentence_number(f, c->other);
	char *text;

	if (c->with == COMPARE_NATIONAL)
		text = alloc_print(_("%s records that count"), own);
	else if (c->is_part)
		text = alloc_print(_("%s and %s records that count; the first "
				     "are among the second"),
				   own, other);
	else
		text = alloc_print(_("%s and %s records that count"), own,
				   other);
	free(own);
	free(other);
	return text;
}

char *sentence_of_comparison(const struct figures *f)
{
	char *own = sentence_own_side(f);
	char *other = sentence_other_side(f);
	char *count = numbers(f);
	char *sentence;

	if (f->comparison->with == COMPARE_NATIONAL &&
	    f->comparison->count == 0)
		sentence =
			alloc_text(_("Of this form no national figure was "
				     "published"));
	else
		/* TRANSLATORS: two selections; how many records they have. */
		sentence =
			alloc_print(_("%s beside %s: %s"), own, other, count);
	free(own);
	free(other);
	free(count);
	return sentence;
}

const char *sentence_on_chance(void)
{
	return _(
		"A difference is rounded once, so it may be 1 off the figures "
		"beside it. More than chance: its 95 % range does not hold 0; "
		"of twenty differences that are chance one looks like more.");
}
