/* report/form.c - see report/form.h */
#include "config.h"

#include "report/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/json.h"
#include "base/text.h"
#include "base/utf8.h"
#include "form/expr.h"
#include "report/print_private.h"

/* --- text */

/* A text of the form, on one line. */
static void add_words(struct buffer *b, const char *before,
		      const struct words *words)
{
	char *harmless;

	if (words->count == 0)
		return;
	harmless = utf8_harmless(words_text(words));
	buffer_print(b, "%s%s\n", before, harmless);
	free(harmless);
}

static void add_rule(struct buffer *b, const char *name,
		     const struct expr *expr)
{
	if (expr)
		buffer_print(b, "         %s: %s\n", name, expr_text(expr));
}

static void add_option(struct buffer *b, const struct option *option)
{
	char *label = utf8_harmless(words_text(&option->label));

	add_words(b, "           -- ", &option->heading);
	buffer_print(b, "         %3s  %-20s %s", option->key, option->name,
		     label);
	if (option->code)
		buffer_print(b, " (%s)", option->code);
	buffer_add(b, "\n");
	free(label);
}

static void add_missing(struct buffer *b, const struct field *field)
{
	size_t i;

	for (i = 0; i < field->missing_count; i++)
		buffer_print(b, "         %3s  %-20s %s\n",
			     field->missing[i]->key, field->missing[i]->name,
			     words_text(&field->missing[i]->label));
}

static void add_checks(struct buffer *b, const struct field *field)
{
	size_t i;

	for (i = 0; i < field->check_count; i++) {
		add_rule(b, field->checks[i].hard ? "hard" : "soft",
			 field->checks[i].when);
		add_words(b, "           ", &field->checks[i].message);
	}
}

/* Type and what goes with it: "scale 1..10, required". */
static void add_type(struct buffer *b, const struct field *field)
{
	buffer_print(b, "         %s: %s", field->name,
		     field_type_name(field->type));
	if (field->type == FIELD_CALCULATE)
		buffer_print(b, " %s", field_type_name(field->as));
	if (field->has_from || field->has_to) {
		buffer_add(b, " ");
		if (field->has_from)
			buffer_print(b, "%.15g", field->from);
		buffer_add(b, "..");
		if (field->has_to)
			buffer_print(b, "%.15g", field->to);
	}
	if (field->required)
		buffer_print(b, ", %s", _("required"));
	buffer_add(b, "\n");
}

static void add_field(struct buffer *b, const struct field *field)
{
	char *label = utf8_harmless(words_text(&field->label));
	size_t i;

	buffer_print(b, "\n  %-5s  %s\n", field->number ? field->number : "",
		     label);
	free(label);
	add_words(b, "         ", &field->hint);
	add_type(b, field);
	for (i = 0; i < field->option_count; i++)
		add_option(b, &field->options[i]);
	add_missing(b, field);
	add_rule(b, "relevant", field->relevant);
	add_rule(b, "required", field->required_when);
	add_rule(b, "constraint", field->constraint);
	add_words(b, "           ", &field->message);
	add_rule(b, "calculation", field->calculation);
	add_rule(b, "default", field->initial);
	add_checks(b, field);
}

static void add_measures(struct buffer *b, const struct form *form)
{
	size_t i, k;

	for (i = 0; i < form->measure_count; i++) {
		const struct measure *m = &form->measures[i];

		buffer_print(b, "\n%s: %s", m->name, words_text(&m->label));
		if (m->target >= 0)
			buffer_print(b, " (%s %d %%)", _("target"), m->target);
		buffer_add(b, "\n ");
		for (k = 0; k < m->item_count; k++)
			buffer_print(b, " %s", form->fields[m->items[k]].name);
		buffer_add(b, "\n");
	}
	if (form->rule_count > 0)
		buffer_print(b, "\n%s\n", _("A record counts when"));
	for (i = 0; i < form->rule_count; i++)
		buffer_print(b, "  %s\n", expr_text(form->rules[i].rule));
}

static void add_section(struct buffer *b, const struct form *form,
			const struct section *section, size_t number)
{
	int i;

	buffer_print(b, "\n%zu %s (%s)\n", number, words_text(&section->label),
		     section->name);
	add_words(b, "  ", &section->hint);
	add_rule(b, "relevant", section->relevant);
	for (i = section->first; i < section->end; i++) {
		const struct field *field = &form->fields[i];
		const struct repeat *repeat =
			field->repeat < 0 ? NULL
					  : &form->repeats[field->repeat];

		if (repeat && i == repeat->first)
			buffer_print(b, "\n  [%s] %s\n", repeat->name,
				     _("as often as needed"));
		add_field(b, field);
	}
}

/* A terminal must not obey what a form says, in whatever place. */
static void add_harmless(struct buffer *b, char *text)
{
	char *rest = text;
	char *line;

	while ((line = strsep(&rest, "\n"))) {
		char *harmless = utf8_harmless(line);

		buffer_add(b, harmless);
		if (rest)
			buffer_add_byte(b, '\n');
		free(harmless);
	}
}

static void add_form(struct buffer *b, const struct form *form)
{
	static const char *const per[] = { N_("per traject"),
					   N_("per jeugdige"),
					   N_("per informant") };
	size_t i;

	buffer_print(b, "%s@%s  %s\n", form->name, form->version,
		     words_text(&form->title));
	buffer_add(b, _(per[form->per]));
	if (form->informant)
		buffer_print(b, ": %s", form->informant);
	if (form->client)
		buffer_print(b, ", %s", _("the client may fill it in"));
	buffer_add(b, "\n");
	add_words(b, "", &form->hint);
	for (i = 0; i < form->section_count; i++)
		add_section(b, form, &form->sections[i], i + 1);
	add_measures(b, form);
}

static void form_text(struct buffer *out, const struct form *form)
{
	struct buffer b = { 0 };

	add_form(&b, form);
	add_harmless(out, b.bytes);
	buffer_done(&b);
}

/* --- JSON */

static void put_words(struct json *j, const char *key,
		      const struct words *words)
{
	if (words->count > 0)
		json_text(j, key, words_text(words));
}

static void put_expr(struct json *j, const char *key, const struct expr *expr)
{
	if (expr)
		json_text(j, key, expr_text(expr));
}

static void put_text(struct json *j, const char *key, const char *text)
{
	if (text)
		json_text(j, key, text);
}

static void put_options(struct json *j, const struct field *field)
{
	size_t i;

	if (field->option_count == 0)
		return;
	json_open(j, "options", '[');
	for (i = 0; i < field->option_count; i++) {
		const struct option *option = &field->options[i];

		json_open(j, NULL, '{');
		json_text(j, "name", option->name);
		json_text(j, "key", option->key);
		put_text(j, "code", option->code);
		put_words(j, "label", &option->label);
		put_words(j, "hint", &option->hint);
		put_words(j, "heading", &option->heading);
		if (option->other)
			json_bool(j, "own", true);
		json_close(j);
	}
	json_close(j);
}

static void put_missing(struct json *j, const struct field *field)
{
	size_t i;

	if (field->missing_count == 0)
		return;
	json_open(j, "missing", '[');
	for (i = 0; i < field->missing_count; i++) {
		json_open(j, NULL, '{');
		json_text(j, "name", field->missing[i]->name);
		json_text(j, "key", field->missing[i]->key);
		put_words(j, "label", &field->missing[i]->label);
		json_close(j);
	}
	json_close(j);
}

static void put_checks(struct json *j, const struct field *field)
{
	size_t i;

	if (field->check_count == 0)
		return;
	json_open(j, "checks", '[');
	for (i = 0; i < field->check_count; i++) {
		const struct check *check = &field->checks[i];

		json_open(j, NULL, '{');
		put_expr(j, check->hard ? "hard" : "soft", check->when);
		put_words(j, "message", &check->message);
		json_close(j);
	}
	json_close(j);
}

static void put_range(struct json *j, const struct field *field)
{
	if (field->has_from)
		json_number(j, "from", field->from);
	if (field->has_to)
		json_number(j, "to", field->to);
	put_words(j, "low", &field->low);
	put_words(j, "high", &field->high);
}

static void put_field(struct json *j, const struct form *form,
		      const struct field *field)
{
	json_open(j, NULL, '{');
	json_text(j, "name", field->name);
	json_text(j, "type", field_type_name(field->type));
	if (field->type == FIELD_CALCULATE)
		json_text(j, "as", field_type_name(field->as));
	put_text(j, "number", field->number);
	put_words(j, "label", &field->label);
	put_words(j, "hint", &field->hint);
	put_words(j, "help", &field->help);
	if (field->repeat >= 0)
		json_text(j, "repeat", form->repeats[field->repeat].name);
	if (field->required_when)
		put_expr(j, "required", field->required_when);
	else
		json_bool(j, "required", field->required);
	put_range(j, field);
	put_options(j, field);
	put_missing(j, field);
	put_expr(j, "relevant", field->relevant);
	put_expr(j, "constraint", field->constraint);
	put_words(j, "message", &field->message);
	put_expr(j, "calculation", field->calculation);
	put_expr(j, "default", field->initial);
	put_text(j, "list", field->list);
	put_checks(j, field);
	json_close(j);
}

static void put_sections(struct json *j, const struct form *form)
{
	size_t i;
	int k;

	json_open(j, "sections", '[');
	for (i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];

		json_open(j, NULL, '{');
		json_text(j, "name", section->name);
		put_words(j, "label", &section->label);
		put_words(j, "hint", &section->hint);
		put_expr(j, "relevant", section->relevant);
		json_open(j, "fields", '[');
		for (k = section->first; k < section->end; k++)
			put_field(j, form, &form->fields[k]);
		json_close(j);
		json_close(j);
	}
	json_close(j);
}

static void put_measures(struct json *j, const struct form *form)
{
	size_t i, k;

	json_open(j, "measures", '[');
	for (i = 0; i < form->measure_count; i++) {
		const struct measure *m = &form->measures[i];

		json_open(j, NULL, '{');
		json_text(j, "name", m->name);
		put_words(j, "label", &m->label);
		if (m->target >= 0)
			json_integer(j, "target", m->target);
		json_open(j, "items", '[');
		for (k = 0; k < m->item_count; k++)
			json_text(j, NULL, form->fields[m->items[k]].name);
		json_close(j);
		json_close(j);
	}
	json_close(j);
	json_open(j, "counts", '[');
	for (i = 0; i < form->rule_count; i++) {
		json_open(j, NULL, '{');
		put_expr(j, "rule", form->rules[i].rule);
		put_words(j, "message", &form->rules[i].message);
		json_close(j);
	}
	json_close(j);
}

static void form_json(struct buffer *b, const struct form *form)
{
	static const char *const per[] = { "traject", "jeugdige", "informant" };
	struct json j = { .out = b };

	json_open(&j, NULL, '{');
	json_text(&j, "form", form->name);
	json_text(&j, "version", form->version);
	put_words(&j, "title", &form->title);
	put_words(&j, "hint", &form->hint);
	json_text(&j, "per", per[form->per]);
	put_text(&j, "informant", form->informant);
	if (form->client)
		json_bool(&j, "client", true);
	put_sections(&j, form);
	put_measures(&j, form);
	json_close(&j);
	buffer_add(b, "\n");
}

int report_form(const struct form *form, enum report_format format, FILE *out,
		struct err *err)
{
	struct buffer text = { .to = out };

	if (format == REPORT_JSON)
		form_json(&text, form);
	else
		form_text(&text, form);
	return print_end(&text, err);
}
