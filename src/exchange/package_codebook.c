/* exchange/package_codebook.c - a package, described for people */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "exchange/package_private.h"

/* One line of a text of the form, whatever is in it. */
static void add_words(struct buffer *out, const struct words *words)
{
	const char *at = words_text(words);

	for (; *at; at++)
		buffer_add_byte(out, *at == '\n' ? ' ' : *at);
}

static const char *type_words(enum field_type type)
{
	switch (type) {
	case FIELD_TEXT:
		return N_("text");
	case FIELD_INTEGER:
		return N_("whole number");
	case FIELD_DECIMAL:
		return N_("decimal number");
	case FIELD_DATE:
		return N_("day");
	case FIELD_TIME:
		return N_("time");
	case FIELD_DATETIME:
		return N_("day and time");
	case FIELD_SELECT_ONE:
		return N_("one answer");
	case FIELD_SELECT_MULTIPLE:
		return N_("several answers: a column each");
	case FIELD_SCORE:
		return N_("score, 1 or 0");
	case FIELD_SCALE:
		return N_("mark");
	default:
		return "";
	}
}

static void add_options(struct buffer *out, const struct field *field)
{
	bool several = field_value_type(field) == FIELD_SELECT_MULTIPLE;

	for (size_t i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];

		buffer_print(out, "    - `%s%s%s` ", several ? field->name : "",
			     several ? "/" : "", option->name);
		add_words(out, &option->label);
		if (option->code)
			buffer_print(out, " (%s)", option->code);
		buffer_add(out, "\n");
	}
	for (size_t i = 0; i < field->missing_count; i++) {
		buffer_print(out, "    - `%s/missing` = `%s` ", field->name,
			     field->missing[i]->name);
		add_words(out, &field->missing[i]->label);
		buffer_add(out, "\n");
	}
}

static void add_range(struct buffer *out, const struct field *field)
{
	if (field->has_from)
		buffer_print(out, _(", from %g"), field->from);
	if (field->has_to)
		buffer_print(out, _(", to %g"), field->to);
}

/* Is the value of this field in the file? */
static bool is_there(const struct package_resource *resource,
		     const struct form *form, int field)
{
	size_t version =
		columns_version(resource->columns->forms,
				resource->columns->form_count, form->version);

	for (size_t i = 0; i < resource->columns->count; i++) {
		const struct column *column = &resource->columns->items[i];

		if (column->places && column->places[version].field == field &&
		    !package_stays(resource->fates[i]) &&
		    (column->kind == COLUMN_VALUE ||
		     column->kind == COLUMN_OPTION))
			return true;
	}
	return false;
}

static void add_field(struct buffer *out,
		      const struct package_resource *resource,
		      const struct form *form, int index)
{
	const struct field *field = &form->fields[index];

	if (!columns_hold(form, field))
		return;
	buffer_add(out, "- `");
	if (field->repeat >= 0)
		buffer_print(out, "%s/N/", form->repeats[field->repeat].name);
	buffer_print(out, "%s` ", field->name);
	if (field->number)
		buffer_print(out, "%s. ", field->number);
	add_words(out, &field->label);
	buffer_print(out, " (%s", _(type_words(field_value_type(field))));
	add_range(out, field);
	if (!is_there(resource, form, index))
		buffer_print(out, "; **%s**", _("not in this package"));
	buffer_add(out, ")\n");
	add_options(out, field);
}

static void add_form(struct buffer *out,
		     const struct package_resource *resource,
		     const struct form *form)
{
	buffer_add(out, "\n## ");
	add_words(out, &form->title);
	buffer_print(out, " (%s %s)\n", form->name, form->version);
	for (size_t s = 0; s < form->section_count; s++) {
		const struct section *section = &form->sections[s];

		buffer_add(out, "\n### ");
		add_words(out, &section->label);
		buffer_add(out, "\n\n");
		for (int i = section->first; i < section->end; i++)
			add_field(out, resource, form, i);
	}
}

static void add_files(struct buffer *out, const struct making *making)
{
	for (size_t i = 0; i < making->resource_count; i++) {
		const struct package_resource *resource = &making->resources[i];

		buffer_print(out, "- `%s`: ", resource->path);
		buffer_print(out,
			     text_plural("%zu row", "%zu rows",
					 (long long)resource->rows),
			     resource->rows);
		buffer_add(out, "\n");
	}
}

char *package_codebook(const struct making *making, size_t *length)
{
	struct buffer text = { 0 };

	buffer_print(&text, "# %s\n\n", _("Codebook"));
	buffer_print(&text, "%s\n",
		     _("Records, trajecten, jeugdigen and workers are named "
		       "by pseudonyms, the same in every delivery of the same "
		       "file. An empty cell is a question that was not "
		       "answered or not asked; why it was left open on purpose "
		       "stands in the column that ends in /missing."));
	if (making->options->coarse_dates)
		buffer_print(&text, "\n%s\n",
			     _("Of every day only the month is true: it is "
			       "written as the first of the month."));
	buffer_print(&text, "\n## %s\n\n", _("Files"));
	add_files(&text, making);
	for (size_t i = 0; i < making->resource_count; i++) {
		const struct package_resource *resource = &making->resources[i];

		if (!resource->columns)
			continue;
		for (size_t k = 0; k < resource->columns->form_count; k++)
			add_form(&text, resource, resource->columns->forms[k]);
	}
	*length = text.length;
	return buffer_take(&text);
}
