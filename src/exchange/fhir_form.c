/* exchange/fhir_form.c - a form as a Questionnaire; see exchange/fhir.h */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text.h"
#include "exchange/fhir_private.h"

/* --- what stands where */

/* The group that stands directly in `outer` and holds this one. */
static int group_in(const struct form *form, int group, int outer)
{
	while (form->groups[group].parent != outer)
		group = form->groups[group].parent;
	return group;
}

static struct fhir_item group_item(const struct form *form, int group,
				   int outer)
{
	int index = group_in(form, group, outer);

	return (struct fhir_item){ .kind = FHIR_GROUP,
				   .index = index,
				   .first = form->groups[index].first,
				   .end = form->groups[index].end };
}

struct fhir_item fhir_item_at(const struct form *form, int i,
			      struct fhir_place place)
{
	const struct field *field = &form->fields[i];
	const struct repeat *repeat;

	if (field->repeat >= 0 && place.repeat < 0) {
		repeat = &form->repeats[field->repeat];
		if (repeat->group != place.group)
			return group_item(form, repeat->group, place.group);
		return (struct fhir_item){ .kind = FHIR_REPEAT,
					   .index = field->repeat,
					   .first = repeat->first,
					   .end = repeat->end };
	}
	if (field->group != place.group)
		return group_item(form, field->group, place.group);
	return (struct fhir_item){
		.kind = FHIR_FIELD, .index = i, .first = i, .end = i + 1
	};
}

char *fhir_link(const struct form *form, const struct fhir_item *item)
{
	const struct field *field;

	if (item->kind == FHIR_GROUP)
		return alloc_print("group/%d", item->index + 1);
	if (item->kind == FHIR_REPEAT)
		return alloc_text(form->repeats[item->index].name);
	field = &form->fields[item->index];
	return field->repeat < 0
		       ? alloc_text(field->name)
		       : alloc_print("%s/%s", form->repeats[field->repeat].name,
				     field->name);
}

char *fhir_section_link(const struct section *section)
{
	return alloc_print("section/%s", section->name);
}

char *fhir_url(const struct form *form)
{
	return alloc_print(FHIR_OURS "form:%s-%s", form->name, form->version);
}

/* --- items */

/* The type of an item and of its answers. */
static const char *type_name(const struct field *field)
{
	if (field->type == FIELD_NOTE)
		return "display";
	switch (field_value_type(field)) {
	case FIELD_INTEGER:
	case FIELD_SCALE:
		return "integer";
	case FIELD_DECIMAL:
		return "decimal";
	case FIELD_DATE:
		return "date";
	case FIELD_TIME:
		return "time";
	case FIELD_DATETIME:
		return "dateTime";
	case FIELD_SELECT_ONE:
	case FIELD_SELECT_MULTIPLE:
	case FIELD_SCORE:
		return "choice";
	default:
		return field->lines > 1 ? "text" : "string";
	}
}

static void put_words(struct json *j, const char *key,
		      const struct words *words)
{
	const char *text = words_text(words);

	if (text[0])
		json_text(j, key, text);
}

void fhir_put_coding(struct json *j, const char *key, const struct form *form,
		     const struct field *field, const char *name,
		     const struct words *label)
{
	char *url = fhir_url(form);
	char *system = alloc_print("%s:%s", url, field->name);

	json_open(j, key, '{');
	json_text(j, "system", system);
	json_text(j, "code", name);
	put_words(j, "display", label);
	json_close(j);
	free(system);
	free(url);
}

static void put_options(struct json *j, const struct form *form,
			const struct field *field)
{
	static const struct words none = { 0 };
	size_t i;

	json_open(j, "answerOption", '[');
	for (i = 0; i < field->option_count; i++) {
		json_open(j, NULL, '{');
		fhir_put_coding(j, "valueCoding", form, field,
				field->options[i].name,
				&field->options[i].label);
		json_close(j);
	}
	/* The two of a score that has no words of its own. */
	for (i = 0; field->option_count == 0 && i < 2; i++) {
		json_open(j, NULL, '{');
		fhir_put_coding(j, "valueCoding", form, field,
				i == 0 ? "1" : "0", &none);
		json_close(j);
	}
	json_close(j);
}

static void put_text(struct json *j, const struct words *label,
		     const char *otherwise)
{
	const char *text = words_text(label);

	json_text(j, "text", text[0] ? text : otherwise);
}

static void put_field(struct json *j, const struct form *form,
		      const struct fhir_item *item)
{
	const struct field *field = &form->fields[item->index];
	char *link = fhir_link(form, item);
	const char *type = type_name(field);

	json_open(j, NULL, '{');
	json_text(j, "linkId", link);
	if (field->number)
		json_text(j, "prefix", field->number);
	put_text(j, &field->label, field->name);
	json_text(j, "type", type);
	if (field->type != FIELD_NOTE) {
		if (field->required)
			json_bool(j, "required", true);
		if (field_value_type(field) == FIELD_SELECT_MULTIPLE)
			json_bool(j, "repeats", true);
		if (field->type == FIELD_CALCULATE)
			json_bool(j, "readOnly", true);
	}
	fhir_put_when(j, form, field->relevant);
	if (type[0] == 'c')
		put_options(j, form, field);
	json_close(j);
	free(link);
}

static void put_items(struct json *j, const struct form *form, int first,
		      int end, struct fhir_place place);

static void put_group(struct json *j, const struct form *form,
		      const struct fhir_item *item, struct fhir_place place)
{
	const struct words *label = item->kind == FHIR_GROUP
					    ? &form->groups[item->index].label
					    : &form->repeats[item->index].label;
	char *link = fhir_link(form, item);

	if (item->kind == FHIR_GROUP)
		place.group = item->index;
	else
		place.repeat = item->index;
	json_open(j, NULL, '{');
	json_text(j, "linkId", link);
	put_words(j, "text", label);
	json_text(j, "type", "group");
	if (item->kind == FHIR_REPEAT)
		json_bool(j, "repeats", true);
	fhir_put_when(j, form,
		      item->kind == FHIR_GROUP
			      ? form->groups[item->index].relevant
			      : form->repeats[item->index].relevant);
	put_items(j, form, item->first, item->end, place);
	json_close(j);
	free(link);
}

static void put_items(struct json *j, const struct form *form, int first,
		      int end, struct fhir_place place)
{
	int i;

	if (first == end)
		return;
	json_open(j, "item", '[');
	for (i = first; i < end;) {
		struct fhir_item item = fhir_item_at(form, i, place);

		if (item.kind == FHIR_FIELD)
			put_field(j, form, &item);
		else
			put_group(j, form, &item, place);
		i = item.end;
	}
	json_close(j);
}

static void put_section(struct json *j, const struct form *form,
			const struct section *section)
{
	const struct fhir_place outside = { -1, -1 };
	char *link = fhir_section_link(section);

	json_open(j, NULL, '{');
	json_text(j, "linkId", link);
	put_text(j, &section->label, section->name);
	json_text(j, "type", "group");
	fhir_put_when(j, form, section->relevant);
	put_items(j, form, section->first, section->end, outside);
	json_close(j);
	free(link);
}

/* --- the whole */

/* What FHIR takes for the name of a class: "Ash_3_0". */
static void put_name(struct json *j, const struct form *form)
{
	char *name = alloc_text(form->table);

	name[0] = (char)toupper((unsigned char)name[0]);
	json_text(j, "name", name);
	free(name);
}

void fhir_put_form(struct json *j, const char *key, const struct form *form)
{
	char *url = fhir_url(form);
	char *id = alloc_print("%s-%s", form->name, form->version);
	char *c;
	size_t i;

	/* An id has no underscore. */
	for (c = id; *c; c++)
		if (*c == '_')
			*c = '-';
	json_open(j, key, '{');
	json_text(j, "resourceType", "Questionnaire");
	json_text(j, "id", id);
	json_text(j, "language", text_language());
	json_text(j, "url", url);
	json_text(j, "version", form->version);
	put_name(j, form);
	put_words(j, "title", &form->title);
	json_text(j, "status", "active");
	json_open(j, "subjectType", '[');
	json_text(j, NULL,
		  form->per == PER_TRAJECT ? "EpisodeOfCare" : "Patient");
	json_close(j);
	put_words(j, "description", &form->hint);
	json_open(j, "item", '[');
	for (i = 0; i < form->section_count; i++)
		put_section(j, form, &form->sections[i]);
	json_close(j);
	json_close(j);
	free(id);
	free(url);
}
