/* exchange/package_json.c - a package, described for programs */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/json.h"
#include "base/text.h"
#include "exchange/package_private.h"

#define MOMENT "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"
#define TIME "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"

/* --- one column */

/* A column in all versions: what may stand in it in any of them. */
struct described {
	const struct columns *columns;
	const struct column *column;
	const struct field *field; /* of the newest version that has it */
	enum package_fate fate;
};

/* Its field in version i; NULL when that does not have it. */
static const struct field *field_in(const struct described *d, size_t i)
{
	int field = d->column->places[i].field;

	return field < 0 ? NULL : &d->columns->forms[i]->fields[field];
}

static const struct field *newest_field(const struct described *d)
{
	const struct field *field = NULL;

	if (!d->column->places)
		return NULL;
	for (size_t i = 0; i < d->columns->form_count && !field; i++)
		field = field_in(d, i);
	return field;
}

static void put_pattern(struct json *j, const char *pattern)
{
	json_text(j, "type", "string");
	json_open(j, "constraints", '{');
	json_text(j, "pattern", pattern);
	json_close(j);
}

/* Was this option in a version before i? */
static bool is_earlier(const struct described *d, size_t i, const char *name,
		       bool reasons)
{
	for (size_t k = 0; k < i; k++) {
		const struct field *field = field_in(d, k);

		if (field && (reasons ? field_missing(field, name) != NULL
				      : field_option(field, name) != NULL))
			return true;
	}
	return false;
}

/* Each name with its label, once, over all versions. */
static void put_names(struct json *j, const struct described *d, bool reasons,
		      bool labels)
{
	for (size_t i = 0; i < d->columns->form_count; i++) {
		const struct field *field = field_in(d, i);
		size_t count = !field    ? 0
			       : reasons ? field->missing_count
					 : field->option_count;

		for (size_t k = 0; k < count; k++) {
			const char *name = reasons ? field->missing[k]->name
						   : field->options[k].name;
			const struct words *label =
				reasons ? &field->missing[k]->label
					: &field->options[k].label;

			if (is_earlier(d, i, name, reasons))
				continue;
			if (labels)
				json_text(j, name, words_text(label));
			else
				json_text(j, NULL, name);
		}
	}
}

static void put_choice(struct json *j, const struct described *d, bool reasons)
{
	json_text(j, "type", "string");
	json_open(j, "constraints", '{');
	json_open(j, "enum", '[');
	put_names(j, d, reasons, false);
	json_close(j);
	json_close(j);
	json_open(j, "labels", '{');
	put_names(j, d, reasons, true);
	json_close(j);
}

/* 0 or 1, in an option or a score. */
static void put_binary(struct json *j)
{
	json_text(j, "type", "integer");
	json_open(j, "constraints", '{');
	json_integer(j, "minimum", 0);
	json_integer(j, "maximum", 1);
	json_close(j);
}

/* The widest range of all versions; none when one of them has none. */
static bool range_of(const struct described *d, bool upper, double *out)
{
	bool found = false;

	for (size_t i = 0; i < d->columns->form_count; i++) {
		const struct field *field = field_in(d, i);
		double end;

		if (!field)
			continue;
		if (!(upper ? field->has_to : field->has_from))
			return false;
		end = upper ? field->to : field->from;
		if (!found || (upper ? end > *out : end < *out))
			*out = end;
		found = true;
	}
	return found;
}

static void put_number(struct json *j, const struct described *d,
		       const char *type)
{
	double from = 0;
	double to = 0;
	bool has_from = range_of(d, false, &from);
	bool has_to = range_of(d, true, &to);

	json_text(j, "type", type);
	if (!has_from && !has_to)
		return;
	json_open(j, "constraints", '{');
	if (has_from)
		json_number(j, "minimum", from);
	if (has_to)
		json_number(j, "maximum", to);
	json_close(j);
}

static void put_value_type(struct json *j, const struct described *d)
{
	switch (field_value_type(d->field)) {
	case FIELD_SCORE:
		put_binary(j);
		if (d->field->option_count > 0) {
			json_open(j, "labels", '{');
			put_names(j, d, false, true);
			json_close(j);
		}
		break;
	case FIELD_INTEGER:
	case FIELD_SCALE:
		put_number(j, d, "integer");
		break;
	case FIELD_DECIMAL:
		put_number(j, d, "number");
		break;
	case FIELD_DATE:
		json_text(j, "type", "date");
		break;
	case FIELD_DATETIME:
		put_pattern(j, MOMENT);
		break;
	case FIELD_TIME:
		put_pattern(j, TIME);
		break;
	case FIELD_SELECT_ONE:
		put_choice(j, d, false);
		break;
	default:
		json_text(j, "type", "string");
		break;
	}
}

static const struct option *option_of(const struct described *d)
{
	for (size_t i = 0; i < d->columns->form_count; i++) {
		const struct field *field = field_in(d, i);

		if (field)
			return &field->options[d->column->places[i].option];
	}
	return NULL;
}

/* What a person is to read above the column. */
static char *title_of(const struct described *d)
{
	const char *label = words_text(&d->field->label);
	char *row = d->column->row ? alloc_print(" (%d)", d->column->row)
				   : alloc_text("");
	char *title = NULL;

	switch (d->column->kind) {
	case COLUMN_OPTION:
		title = alloc_print("%s%s: %s", label, row,
				    words_text(&option_of(d)->label));
		break;
	case COLUMN_MISSING:
		/* TRANSLATORS: a column of why a question was not answered. */
		title = alloc_print(_("%s%s: why there is no answer"), label,
				    row);
		break;
	case COLUMN_REASON:
		title = alloc_print(_("%s%s: why a warning was overruled"),
				    label, row);
		break;
	case COLUMN_REMARK:
		title = alloc_print(_("%s%s: remark"), label, row);
		break;
	case COLUMN_CLIENT:
		/* TRANSLATORS: a column of whether a client gave the answer. */
		title = alloc_print(_("%s%s: filled in by the client"), label,
				    row);
		break;
	default:
		title = alloc_print("%s%s", label, row);
		break;
	}
	free(row);
	return title;
}

static void put_field_column(struct json *j, const struct described *d)
{
	char *title = title_of(d);

	json_text(j, "title", title);
	free(title);
	if (d->column->kind == COLUMN_VALUE && d->field->hint.count > 0)
		json_text(j, "description", words_text(&d->field->hint));
	switch (d->column->kind) {
	case COLUMN_OPTION:
		put_binary(j);
		break;
	case COLUMN_MISSING:
		put_choice(j, d, true);
		break;
	case COLUMN_VALUE:
		if (d->fate == FATE_LEAVES || d->fate == FATE_MONTH)
			put_value_type(j, d);
		else
			json_text(j, "type", "string");
		break;
	default:
		json_text(j, "type", "string");
		break;
	}
}

static const char *const head_titles[HEAD_COLUMNS] = {
	[HEAD_ID] = N_("The record, by a number of its own"),
	[HEAD_FORM] = N_("The form"),
	[HEAD_VERSION] = N_("The version of the form"),
	[HEAD_TRAJECT] = N_("The traject, by a pseudonym"),
	[HEAD_ORGANISATIE] = N_("The organisation"),
	[HEAD_TEAM] = N_("The team"),
	[HEAD_MEDEWERKER] = N_("The worker, by a pseudonym"),
	[HEAD_STATUS] = N_("What became of the record"),
	[HEAD_COMPLETED] = N_("The day on which it was completed"),
	[HEAD_ENDED] = N_("The last day of the help"),
	[HEAD_JEUGDIGE] = N_("The jeugdige, by a pseudonym"),
	[HEAD_INFORMANT] = N_("Who answered"),
	[HEAD_REVISION] = N_("The last change, by a number of its own"),
	[HEAD_CHANGED] = N_("When it was last changed"),
	[HEAD_COUNTS] = N_("Does it count in the figures?"),
};

static void put_required(struct json *j, bool unique)
{
	json_open(j, "constraints", '{');
	json_bool(j, "required", true);
	if (unique)
		json_bool(j, "unique", true);
	json_close(j);
}

static void put_versions(struct json *j, const struct columns *columns)
{
	json_open(j, "constraints", '{');
	json_bool(j, "required", true);
	json_open(j, "enum", '[');
	for (size_t i = 0; i < columns->form_count; i++)
		json_text(j, NULL, columns->forms[i]->version);
	json_close(j);
	json_close(j);
}

static void put_head_column(struct json *j, const struct described *d)
{
	enum head_column head = d->column->head;

	json_text(j, "title", _(head_titles[head]));
	switch (head) {
	case HEAD_COMPLETED:
	case HEAD_ENDED:
		json_text(j, "type", "date");
		break;
	case HEAD_CHANGED:
		put_pattern(j, MOMENT);
		break;
	case HEAD_COUNTS:
		put_binary(j);
		break;
	case HEAD_VERSION:
		json_text(j, "type", "string");
		put_versions(j, d->columns);
		break;
	case HEAD_STATUS:
		json_text(j, "type", "string");
		json_open(j, "constraints", '{');
		json_bool(j, "required", true);
		json_open(j, "enum", '[');
		json_text(j, NULL, record_status_name(RECORD_COMPLETE));
		json_text(j, NULL, record_status_name(RECORD_VERIFIED));
		json_close(j);
		json_close(j);
		break;
	case HEAD_ID:
	case HEAD_FORM:
	case HEAD_TRAJECT:
	case HEAD_ORGANISATIE:
	case HEAD_REVISION:
		json_text(j, "type", "string");
		put_required(j, head == HEAD_ID);
		break;
	default:
		json_text(j, "type", "string");
		break;
	}
}

static void put_column(struct json *j, const struct package_resource *resource,
		       size_t i)
{
	struct described d = { .columns = resource->columns,
			       .column = &resource->columns->items[i],
			       .fate = resource->fates[i] };

	d.field = newest_field(&d);
	json_open(j, NULL, '{');
	json_text(j, "name", d.column->name);
	if (d.column->kind == COLUMN_HEAD)
		put_head_column(j, &d);
	else
		put_field_column(j, &d);
	json_close(j);
}

/* --- one resource */

static void put_plain_column(struct json *j, const char *name, bool required)
{
	json_open(j, NULL, '{');
	json_text(j, "name", name);
	json_text(j, "type", "string");
	if (required)
		put_required(j, false);
	json_close(j);
}

static void put_foreign_key(struct json *j, const char *field,
			    const char *resource, const char *there)
{
	json_open(j, NULL, '{');
	json_text(j, "fields", field);
	json_open(j, "reference", '{');
	json_text(j, "resource", resource);
	json_text(j, "fields", there);
	json_close(j);
	json_close(j);
}

static void put_form_schema(struct json *j,
			    const struct package_resource *resource)
{
	json_open(j, "fields", '[');
	for (size_t i = 0; i < resource->columns->count; i++)
		if (!package_stays(resource->fates[i]))
			put_column(j, resource, i);
	json_close(j);
	json_text(j, "primaryKey", "id");
	json_open(j, "foreignKeys", '[');
	put_foreign_key(j, "traject", PACKAGE_TRAJECTEN, "traject");
	json_close(j);
}

static void put_revision_schema(struct json *j,
				const struct package_resource *resource)
{
	json_open(j, "fields", '[');
	put_plain_column(j, "id", true);
	put_plain_column(j, "revision", true);
	put_plain_column(j, "parent", false);
	json_close(j);
	json_open(j, "primaryKey", '[');
	json_text(j, NULL, "id");
	json_text(j, NULL, "revision");
	json_close(j);
	json_open(j, "foreignKeys", '[');
	put_foreign_key(j, "id", resource->of, "id");
	json_close(j);
}

static void put_schema(struct json *j, const struct package_resource *resource)
{
	json_open(j, "schema", '{');
	if (resource->columns) {
		put_form_schema(j, resource);
	} else if (resource->of) {
		put_revision_schema(j, resource);
	} else if (strcmp(resource->name, PACKAGE_TRAJECTEN) == 0) {
		json_open(j, "fields", '[');
		put_plain_column(j, "traject", true);
		put_plain_column(j, "organisatie", true);
		json_close(j);
		json_text(j, "primaryKey", "traject");
	} else {
		json_open(j, "fields", '[');
		put_plain_column(j, "id", true);
		put_plain_column(j, "form", true);
		put_plain_column(j, "revision", true);
		json_close(j);
		json_text(j, "primaryKey", "id");
	}
	json_open(j, "missingValues", '[');
	json_text(j, NULL, "");
	json_close(j);
	json_close(j);
}

static char *resource_title(const struct package_resource *resource)
{
	if (resource->versions)
		return alloc_text(words_text(&resource->versions[0]->title));
	if (resource->of)
		return alloc_print(_("Which revisions led to %s"),
				   resource->of);
	if (strcmp(resource->name, PACKAGE_TRAJECTEN) == 0)
		return alloc_text(_("The trajecten, by pseudonym"));
	return alloc_text(_("What was delivered before and is taken back"));
}

/* Its size and checksum. */
static void put_file(struct json *j, const struct zip *files, const char *path)
{
	const struct zip_entry *entry = zip_find(files, path);
	char sum[CHECKSUM_ROOM];
	char *hash;

	checksum_of(entry->bytes, entry->length, sum);
	hash = alloc_print("sha256:%s", sum);
	json_text(j, "path", path);
	json_integer(j, "bytes", (int64_t)entry->length);
	json_text(j, "hash", hash);
	free(hash);
}

static void put_resource(struct json *j, const struct zip *files,
			 const struct package_resource *resource)
{
	char *title = resource_title(resource);

	json_open(j, NULL, '{');
	json_text(j, "name", resource->name);
	json_text(j, "title", title);
	json_text(j, "profile", "tabular-data-resource");
	put_file(j, files, resource->path);
	json_text(j, "format", "csv");
	json_text(j, "mediatype", "text/csv");
	json_text(j, "encoding", "utf-8");
	json_open(j, "dialect", '{');
	json_text(j, "delimiter", ",");
	json_text(j, "lineTerminator", "\n");
	json_bool(j, "header", true);
	json_close(j);
	json_integer(j, "rows", (int64_t)resource->rows);
	put_schema(j, resource);
	json_close(j);
	free(title);
}

/* --- the whole */

static void put_selection(struct json *j, const struct making *making)
{
	const struct selection *s = &making->options->selection;

	json_open(j, "selection", '{');
	json_text(j, "form", s->form);
	json_text(j, "version", s->version);
	json_text(j, "from", s->from);
	json_text(j, "to", s->to);
	json_text(j, "by", s->by_ended ? "ended" : "completed");
	json_text(j, "organisatie", s->organisatie);
	json_text(j, "team", s->team);
	/* Not by name. */
	json_bool(j, "medewerker", s->medewerker != NULL);
	json_close(j);
}

static void put_left_out(struct json *j, const struct package *package)
{
	json_open(j, "left_out", '{');
	for (size_t i = 0; i < package->form_count; i++) {
		const struct package_form *form = &package->forms[i];

		if (!form->newest || form->rows == 0)
			continue;
		json_open(j, form->name, '{');
		json_integer(j, "draft", (int64_t)form->left_out.drafts);
		json_integer(j, "invalid", (int64_t)form->left_out.invalid);
		json_integer(j, "consent", (int64_t)form->left_out.consent);
		json_integer(
			j, "in_part",
			(int64_t)(form->left_out.parts + form->telling_in));
		json_integer(j, "telling", (int64_t)form->telling);
		json_open(j, "columns", '[');
		for (size_t k = 0; k < form->staying_count; k++)
			json_text(j, NULL, form->staying[k].name);
		json_close(j);
		json_close(j);
	}
	json_close(j);
}

static void put_forms(struct json *j, const struct making *making)
{
	json_open(j, "forms", '[');
	for (size_t i = 0; i < making->form_count; i++) {
		const struct form *form = making->forms[i].form;

		json_open(j, NULL, '{');
		json_text(j, "form", form->name);
		json_text(j, "version", form->version);
		json_text(j, "title", words_text(&form->title));
		put_file(j, &making->package->files, making->forms[i].path);
		json_close(j);
	}
	json_close(j);
}

/* What Frictionless has no word for. */
static void put_own(struct json *j, const struct making *making)
{
	char mark[PSEUDONYM_ROOM];

	pseudonym_mark(&making->pseudonyms, mark);
	json_open(j, PACKAGE, '{');
	json_integer(j, "format", PACKAGE_FORMAT);
	json_text(j, "key", mark);
	json_text(j, "purpose", purpose_name(making->options->purpose));
	json_bool(j, "since_last", making->options->since_last);
	json_bool(j, "free_text", making->options->free_text);
	json_bool(j, "coarse_dates", making->options->coarse_dates);
	put_selection(j, making);
	put_left_out(j, making->package);
	put_forms(j, making);
	json_open(j, "codebook", '{');
	put_file(j, &making->package->files, PACKAGE_CODEBOOK);
	json_close(j);
	json_close(j);
}

char *package_descriptor(const struct making *making, size_t *length)
{
	struct buffer text = { 0 };
	struct json j = { .out = &text };
	char *name = alloc_print("%s-%s", PACKAGE,
				 purpose_name(making->options->purpose));

	json_open(&j, NULL, '{');
	json_text(&j, "profile", "tabular-data-package");
	json_text(&j, "name", name);
	/* TRANSLATORS: the title of a package of records. */
	json_text(&j, "title", _("Records of youth crisis care"));
	json_open(&j, "resources", '[');
	for (size_t i = 0; i < making->resource_count; i++)
		put_resource(&j, &making->package->files,
			     &making->resources[i]);
	json_close(&j);
	put_own(&j, making);
	json_close(&j);
	free(name);
	*length = text.length;
	return buffer_take(&text);
}
