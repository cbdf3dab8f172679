/* exchange/told.c - see exchange/told.h */
#include "config.h"

#include "exchange/told.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"

PRINTF(2, 3)
static void add_line(struct buffer *b, const char *fmt, ...)
{
	va_list values;
	char *line;

	va_start(values, fmt);
	line = alloc_print_list(fmt, values);
	va_end(values);
	buffer_add(b, line);
	buffer_add_byte(b, '\n');
	free(line);
}

/* --- what stayed of one form */

void told_left_out(struct buffer *b, const struct left_out *left_out,
		   const char *purpose)
{
	const struct left_out *l = left_out;

	if (l->drafts)
		add_line(b,
			 text_plural("left out: %zu draft",
				     "left out: %zu drafts",
				     (long long)l->drafts),
			 l->drafts);
	if (l->invalid)
		add_line(b,
			 text_plural("left out: %zu record that does not count",
				     "left out: %zu records that do not count",
				     (long long)l->invalid),
			 l->invalid);
	if (l->consent)
		add_line(b,
			 text_plural(
				 "left out: %zu record without consent for %s",
				 "left out: %zu records without consent for %s",
				 (long long)l->consent),
			 l->consent, purpose);
	if (l->parts)
		add_line(b,
			 text_plural("%zu record without the answers that may "
				     "not leave for %s",
				     "%zu records without the answers that may "
				     "not leave for %s",
				     (long long)l->parts),
			 l->parts, purpose);
	if (l->cut)
		add_line(b,
			 text_plural("%zu text was too long and was cut",
				     "%zu texts were too long and were cut",
				     (long long)l->cut),
			 l->cut);
}

/* --- a package */

static void add_count(struct buffer *b, const char *what, size_t count)
{
	if (count > 0)
		buffer_print(b, "    %6zu  %s\n", count, what);
}

static void add_names(struct buffer *b, const struct package_form *form,
		      enum package_why why, const char *reason)
{
	size_t added = 0;

	for (size_t i = 0; i < form->staying_count; i++) {
		if (form->staying[i].why != why)
			continue;
		if (added++ == 0)
			buffer_print(b, "    %s: ", reason);
		else
			buffer_add(b, ", ");
		buffer_add(b, form->staying[i].name);
	}
	if (added > 0)
		buffer_add_byte(b, '\n');
}

static void add_leaving(struct buffer *b, const struct package_form *form)
{
	add_line(b,
		 text_plural("  %s: %zu record, in %zu columns",
			     "  %s: %zu records, in %zu columns",
			     (long long)form->rows),
		 form->name, form->rows, form->columns);
}

static bool has_left_out(const struct package_form *form)
{
	const struct left_out *left_out = &form->left_out;

	return left_out->drafts || left_out->invalid || left_out->consent ||
	       left_out->parts || form->telling ||
	       (form->rows > 0 && form->staying_count > 0);
}

static void add_staying(struct buffer *b, const struct package_form *form)
{
	if (!has_left_out(form))
		return;
	buffer_print(b, "  %s\n", form->name);
	add_count(b, _("drafts"), form->left_out.drafts);
	add_count(b, _("do not count"), form->left_out.invalid);
	add_count(b, _("no consent for this purpose"), form->left_out.consent);
	add_count(b,
		  _("leave without the answers that there is no consent for"),
		  form->left_out.parts);
	add_count(b,
		  _("answers in which a BSN, a code, a name or a birth date "
		    "can be found"),
		  form->telling);
	if (form->rows > 0) {
		add_names(b, form, PACKAGE_TEXT, _("free text"));
		add_names(b, form, PACKAGE_BORN, _("birth dates"));
	}
}

static void add_since(struct buffer *b, const struct package *package)
{
	size_t fresh = 0;
	size_t changed = 0;
	size_t unchanged = 0;

	if (!package->has_last) {
		add_line(b, "%s",
			 _("This selection was not delivered before."));
		return;
	}
	for (size_t i = 0; i < package->form_count; i++) {
		fresh += package->forms[i].fresh;
		changed += package->forms[i].changed;
		unchanged += package->forms[i].unchanged;
	}
	/* TRANSLATORS: a moment, such as 2025-03-01T14:05:00. */
	add_line(b,
		 _("Since the last delivery, of %s: %zu new, %zu "
		   "changed, %zu withdrawn, %zu the same"),
		 package->last.at, fresh, changed, package->last_withdrawn,
		 unchanged);
}

void told_package(struct buffer *b, const struct package *package,
		  const struct package_options *options)
{
	add_line(b, _("Purpose: %s"), purpose_name(options->purpose));
	add_since(b, package);
	add_line(b, "%s", _("This leaves:"));
	for (size_t i = 0; i < package->form_count; i++)
		if (package->forms[i].rows > 0)
			add_leaving(b, &package->forms[i]);
	if (package->withdrawn > 0)
		add_line(b, _("  taken back: %zu"), package->withdrawn);
	if (package_rows(package) + package->withdrawn == 0)
		add_line(b, "%s", _("  nothing"));
	add_line(
		b, "%s",
		_("  by pseudonym: records, trajecten, jeugdigen and workers"));
	if (options->free_text)
		add_line(b, "%s",
			 _("  free text too: read it first, it may hold "
			   "names"));
	if (options->coarse_dates)
		add_line(b, "%s", _("  of days only the month"));
	add_line(b, "%s", _("This stays:"));
	for (size_t i = 0; i < package->form_count; i++)
		add_staying(b, &package->forms[i]);
	for (size_t i = 0; i < package->refused_count; i++)
		add_line(b,
			 _("  %s: no rule of the programme says that "
			   "it may go"),
			 package->refused[i]);
}

/* --- what came in */

static void add_conflicts(struct buffer *b, const struct import_result *result,
			  bool can_ask)
{
	if (result->conflicts > 0 && can_ask)
		add_line(
			b,
			text_plural("%zu conflict: it was changed here and "
				    "there",
				    "%zu conflicts: they were changed here and "
				    "there",
				    (long long)result->conflicts),
			result->conflicts);
	else if (result->conflicts > 0)
		add_line(
			b,
			text_plural("%zu conflict: what is here stays, unless "
				    "--prefer says otherwise",
				    "%zu conflicts: what is here stays, unless "
				    "--prefer says otherwise",
				    (long long)result->conflicts),
			result->conflicts);
	if (result->decided > 0)
		add_line(b,
			 text_plural("%zu conflict was decided: what is here "
				     "stays",
				     "%zu conflicts were decided: what is here "
				     "stays",
				     (long long)result->decided),
			 result->decided);
}

void told_import(struct buffer *b, const struct import_report *report,
		 bool can_ask)
{
	const struct import_result *result = report->result;

	add_line(b,
		 text_plural("%zu row: %zu new, %zu changed, %zu the same, "
			     "%zu refused",
			     "%zu rows: %zu new, %zu changed, %zu the "
			     "same, %zu refused",
			     (long long)result->rows),
		 result->rows, result->added, result->changed, result->same,
		 result->refused);
	if (result->old > 0)
		add_line(b,
			 text_plural("%zu is older than what is here",
				     "%zu are older than what is here",
				     (long long)result->old),
			 result->old);
	add_conflicts(b, result, can_ask);
	if (result->trajecten > 0)
		add_line(b,
			 text_plural(
				 "%zu traject was not known and was made",
				 "%zu trajecten were not known and were made",
				 (long long)result->trajecten),
			 result->trajecten);
	if (report->drafts > 0)
		add_line(b,
			 text_plural("%zu draft stays where it is",
				     "%zu drafts stay where they are",
				     (long long)report->drafts),
			 report->drafts);
}
