/* exchange/columns.c - see exchange/columns.h */
#include "config.h"

#include "exchange/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

const char *const head_column_names[HEAD_COLUMNS] = {
	[HEAD_ID] = "id",
	[HEAD_FORM] = "form",
	[HEAD_VERSION] = "version",
	[HEAD_TRAJECT] = "traject",
	[HEAD_ORGANISATIE] = "organisatie",
	[HEAD_TEAM] = "team",
	[HEAD_MEDEWERKER] = "medewerker",
	[HEAD_STATUS] = "status",
	[HEAD_COMPLETED] = "completed",
	[HEAD_ENDED] = "ended",
	[HEAD_JEUGDIGE] = "jeugdige",
	[HEAD_INFORMANT] = "informant",
	[HEAD_REVISION] = "revision",
	[HEAD_CHANGED] = "changed",
	[HEAD_COUNTS] = "counts",
};

/* A field and row, as the columns name them. */
struct spot {
	const char *repeat; /* NULL outside repeats */
	const char *field;
	int row;
};

/* What one version used; [field * rows + row]. */
struct form_use {
	int *rows; /* per repeat: the last row with an answer */
	unsigned char *reason;
	unsigned char *remark;
	unsigned char *client;
};

struct column_use {
	const struct form **forms;
	size_t form_count;
	struct form_use *items;
};

#define ROW_ROOM ((size_t)ROWS_MAX + 1)

static int head_find(const char *name)
{
	int i;

	for (i = 0; i < HEAD_COLUMNS; i++)
		if (strcmp(head_column_names[i], name) == 0)
			return i;
	return -1;
}

bool columns_hold(const struct form *form, const struct field *field)
{
	return field_is_stored(field) &&
	       !(form->is_traject && field->repeat < 0 &&
		 head_find(field->name) >= 0);
}

/* The field of this form at the spot; -1 when it has none there. */
static int field_at(const struct form *form, const struct spot *spot)
{
	int repeat;
	int i;

	if (!spot->repeat) {
		i = form_find(form, spot->field);
		if (i < 0 || form->fields[i].repeat >= 0 ||
		    !columns_hold(form, &form->fields[i]))
			return -1;
		return i;
	}

	repeat = form_find_repeat(form, spot->repeat);
	if (repeat < 0)
		return -1;
	for (i = form->repeats[repeat].first; i < form->repeats[repeat].end;
	     i++)
		if (strcmp(form->fields[i].name, spot->field) == 0 &&
		    columns_hold(form, &form->fields[i]))
			return i;
	return -1;
}

/* What the column is in this version. */
static struct column_place place_in(const struct form *form,
				    const struct spot *spot,
				    enum column_kind kind, const char *option)
{
	struct column_place none = { -1, -1 };
	struct column_place place = { field_at(form, spot), -1 };
	const struct field *field;

	if (place.field < 0)
		return none;

	field = &form->fields[place.field];
	switch (kind) {
	case COLUMN_VALUE:
		return field->type == FIELD_SELECT_MULTIPLE ? none : place;
	case COLUMN_OPTION:
		if (field->type != FIELD_SELECT_MULTIPLE)
			return none;
		place.option = field_option_index(field, option);
		return place.option < 0 ? none : place;
	case COLUMN_MISSING:
		return field->missing_count ? place : none;
	case COLUMN_HEAD:
		return none;
	case COLUMN_REASON:
	case COLUMN_REMARK:
	case COLUMN_CLIENT:
		break;
	}
	return place;
}

/*
 * Fill in where the column is in each version; false, and nothing filled in,
 * when no version has it.
 */
static bool find_places(struct column *column, const struct form *const *forms,
			size_t form_count, const struct spot *spot,
			const char *option)
{
	struct column_place *places = alloc_new(form_count, sizeof(*places));
	bool found = false;
	size_t i;

	for (i = 0; i < form_count; i++) {
		places[i] = place_in(forms[i], spot, column->kind, option);
		found = found || places[i].field >= 0;
	}
	if (found)
		column->places = places;
	else
		free(places);
	return found;
}

/* --- what is in use */

struct column_use *column_use_new(const struct form *const *forms,
				  size_t form_count)
{
	struct column_use *use = alloc_new(1, sizeof(*use));
	size_t i;

	use->forms = alloc_new(form_count, sizeof(*use->forms));
	use->form_count = form_count;
	use->items = alloc_new(form_count, sizeof(*use->items));
	for (i = 0; i < form_count; i++) {
		size_t spots = forms[i]->field_count * ROW_ROOM;

		use->forms[i] = forms[i];
		use->items[i].rows =
			alloc_new(forms[i]->repeat_count, sizeof(int));
		use->items[i].reason = alloc_new(spots, 1);
		use->items[i].remark = alloc_new(spots, 1);
		use->items[i].client = alloc_new(spots, 1);
	}
	return use;
}

static struct form_use *use_of(const struct column_use *use,
			       const struct form *form)
{
	size_t i;

	for (i = 0; i < use->form_count; i++)
		if (use->forms[i] == form)
			return &use->items[i];
	return NULL;
}

/* Set a flag; true when it was not set yet. */
static bool note_flag(unsigned char *flag)
{
	bool set = !*flag;

	*flag = 1;
	return set;
}

static bool note_answer(struct form_use *use, const struct form *form,
			const struct answers *answers, int field, int row)
{
	const struct answer *answer = answers_get(answers, field, row);
	int repeat = form->fields[field].repeat;
	size_t spot = (size_t)field * ROW_ROOM + (size_t)row;
	bool noted = false;

	if (answer->reason)
		noted |= note_flag(&use->reason[spot]);
	if (answer->remark)
		noted |= note_flag(&use->remark[spot]);
	if (answer->client)
		noted |= note_flag(&use->client[spot]);
	if (repeat >= 0 && row > use->rows[repeat] &&
	    (answer->value || answer->missing || answer->reason ||
	     answer->remark)) {
		use->rows[repeat] = row;
		noted = true;
	}
	return noted;
}

bool column_use_note(struct column_use *use, const struct answers *answers)
{
	const struct form *form = answers_form(answers);
	struct form_use *of = use_of(use, form);
	bool noted = false;
	int i;

	for (i = 0; of && i < (int)form->field_count; i++) {
		int repeat = form->fields[i].repeat;
		int rows = repeat < 0 ? 0 : answers_rows(answers, repeat);
		int row;

		if (!columns_hold(form, &form->fields[i]))
			continue;
		if (repeat < 0)
			noted |= note_answer(of, form, answers, i, 0);
		for (row = 1; row <= rows && row <= ROWS_MAX; row++)
			noted |= note_answer(of, form, answers, i, row);
	}
	return noted;
}

void column_use_free(struct column_use *use)
{
	size_t i;

	if (!use)
		return;
	for (i = 0; i < use->form_count; i++) {
		free(use->items[i].rows);
		free(use->items[i].reason);
		free(use->items[i].remark);
		free(use->items[i].client);
	}
	free(use->items);
	free(use->forms);
	free(use);
}

/* --- the layout */

static void add_column(struct columns *columns, enum column_kind kind,
		       const struct spot *spot, const char *option)
{
	struct column column = { .kind = kind, .row = spot->row };
	char *path;

	if (!find_places(&column, columns->forms, columns->form_count, spot,
			 option))
		return;

	path = spot->repeat ? alloc_print("%s/%d/%s", spot->repeat, spot->row,
					  spot->field)
			    : alloc_text(spot->field);
	switch (kind) {
	case COLUMN_OPTION:
		column.name = alloc_print("%s/%s", path, option);
		break;
	case COLUMN_MISSING:
		column.name = alloc_print("%s/missing", path);
		break;
	case COLUMN_REASON:
		column.name = alloc_print("reason/%s", path);
		break;
	case COLUMN_REMARK:
		column.name = alloc_print("remark/%s", path);
		break;
	case COLUMN_CLIENT:
		column.name = alloc_print("by_client/%s", path);
		break;
	default:
		column.name = path;
		path = NULL;
		break;
	}
	free(path);

	columns->items =
		alloc_grow(columns->items, columns->count, &columns->capacity,
			   sizeof(*columns->items));
	columns->items[columns->count++] = column;
}

static void add_head(struct columns *columns)
{
	int i;

	for (i = 0; i < HEAD_COLUMNS; i++) {
		struct column column = { .kind = COLUMN_HEAD,
					 .head = (enum head_column)i };

		column.name = alloc_text(head_column_names[i]);
		columns->items =
			alloc_grow(columns->items, columns->count,
				   &columns->capacity, sizeof(*columns->items));
		columns->items[columns->count++] = column;
	}
}

/* Has a version before `version` this option in the field at this spot? */
static bool newer_has_option(const struct columns *columns, size_t version,
			     const struct spot *spot, const char *option)
{
	size_t i;

	for (i = 0; i < version; i++)
		if (place_in(columns->forms[i], spot, COLUMN_OPTION, option)
			    .field >= 0)
			return true;
	return false;
}

/* The value, or the options of all versions, and the missing reason. */
static void add_answer(struct columns *columns, const struct spot *spot)
{
	size_t version;
	size_t i;

	add_column(columns, COLUMN_VALUE, spot, NULL);
	for (version = 0; version < columns->form_count; version++) {
		const struct form *form = columns->forms[version];
		int at = field_at(form, spot);
		const struct field *field;

		if (at < 0 || form->fields[at].type != FIELD_SELECT_MULTIPLE)
			continue;
		field = &form->fields[at];
		for (i = 0; i < field->option_count; i++)
			if (!newer_has_option(columns, version, spot,
					      field->options[i].name))
				add_column(columns, COLUMN_OPTION, spot,
					   field->options[i].name);
	}
	add_column(columns, COLUMN_MISSING, spot, NULL);
}

static bool spot_in_use(const struct columns *columns,
			const struct column_use *use, const struct spot *spot,
			enum column_kind kind)
{
	size_t i;

	for (i = 0; i < columns->form_count; i++) {
		const struct form_use *of = use_of(use, columns->forms[i]);
		int field = field_at(columns->forms[i], spot);
		size_t at;

		if (!of || field < 0)
			continue;
		at = (size_t)field * ROW_ROOM + (size_t)spot->row;
		if ((kind == COLUMN_REASON && of->reason[at]) ||
		    (kind == COLUMN_REMARK && of->remark[at]) ||
		    (kind == COLUMN_CLIENT && of->client[at]))
			return true;
	}
	return false;
}

/* What is added for each spot that the versions have. */
struct adding {
	struct columns *columns;
	const struct column_use *use;
	enum column_kind kind; /* COLUMN_VALUE: all of an answer */
};

static void add_spot(const struct adding *adding, const struct spot *spot)
{
	if (adding->kind == COLUMN_VALUE)
		add_answer(adding->columns, spot);
	else if (spot_in_use(adding->columns, adding->use, spot, adding->kind))
		add_column(adding->columns, adding->kind, spot, NULL);
}

static bool newer_has(const struct columns *columns, size_t version,
		      const struct spot *spot)
{
	size_t i;

	for (i = 0; i < version; i++)
		if (field_at(columns->forms[i], spot) >= 0)
			return true;
	return false;
}

/* How many rows of this repeat get columns. */
static int rows_of(const struct adding *adding, const char *name)
{
	const struct columns *columns = adding->columns;
	int rows = 1;
	size_t i;

	for (i = 0; i < columns->form_count; i++) {
		const struct form *form = columns->forms[i];
		int repeat = form_find_repeat(form, name);
		const struct form_use *of =
			adding->use ? use_of(adding->use, form) : NULL;

		if (repeat < 0)
			continue;
		if (form->repeats[repeat].min > rows)
			rows = form->repeats[repeat].min;
		if (of && of->rows[repeat] > rows)
			rows = of->rows[repeat];
	}
	return rows;
}

/* All rows of a repeat, with the fields of every version that has it. */
static void add_repeat(const struct adding *adding, const char *name)
{
	const struct columns *columns = adding->columns;
	int rows = rows_of(adding, name);
	struct spot spot = { .repeat = name };
	size_t version;
	int i;

	for (spot.row = 1; spot.row <= rows; spot.row++) {
		for (version = 0; version < columns->form_count; version++) {
			const struct form *form = columns->forms[version];
			int repeat = form_find_repeat(form, name);

			if (repeat < 0)
				continue;
			for (i = form->repeats[repeat].first;
			     i < form->repeats[repeat].end; i++) {
				spot.field = form->fields[i].name;
				if (!newer_has(columns, version, &spot))
					add_spot(adding, &spot);
			}
		}
	}
}

static bool newer_has_repeat(const struct columns *columns, size_t version,
			     const char *name)
{
	size_t i;

	for (i = 0; i < version; i++)
		if (form_find_repeat(columns->forms[i], name) >= 0)
			return true;
	return false;
}

static void add_version(const struct adding *adding, size_t version)
{
	const struct columns *columns = adding->columns;
	const struct form *form = columns->forms[version];
	int i = 0;

	while (i < (int)form->field_count) {
		const struct field *field = &form->fields[i];
		struct spot spot = { .field = field->name };

		if (field->repeat >= 0) {
			const struct repeat *repeat =
				&form->repeats[field->repeat];

			if (!newer_has_repeat(columns, version, repeat->name))
				add_repeat(adding, repeat->name);
			i = repeat->end;
			continue;
		}
		if (!newer_has(columns, version, &spot))
			add_spot(adding, &spot);
		i++;
	}
}

static void add_all(const struct adding *adding)
{
	size_t version;

	for (version = 0; version < adding->columns->form_count; version++)
		add_version(adding, version);
}

struct columns *columns_new(const struct form *const *forms, size_t form_count,
			    const struct column_use *use)
{
	struct columns *columns = alloc_new(1, sizeof(*columns));
	struct adding adding = { .columns = columns, .use = use };

	columns->forms = forms;
	columns->form_count = form_count;
	add_head(columns);
	adding.kind = COLUMN_VALUE;
	add_all(&adding);
	if (use) {
		adding.kind = COLUMN_REASON;
		add_all(&adding);
		adding.kind = COLUMN_REMARK;
		add_all(&adding);
		adding.kind = COLUMN_CLIENT;
		add_all(&adding);
	}
	return columns;
}

void columns_free(struct columns *columns)
{
	size_t i;

	if (!columns)
		return;
	for (i = 0; i < columns->count; i++)
		column_done(&columns->items[i]);
	free(columns->items);
	free(columns);
}

/* --- from a name */

/* Cut what stands before the next slash off *rest; NULL at the end. */
static char *take_part(char **rest)
{
	char *part = *rest;
	char *slash;

	if (!part)
		return NULL;
	slash = strchr(part, '/');
	*rest = slash ? slash + 1 : NULL;
	if (slash)
		*slash = '\0';
	return part;
}

/* A row number as the columns write it; 0 when it is none. */
static int row_read(const char *text)
{
	char *end;
	long row;

	if (!text || text[0] < '1' || text[0] > '9')
		return 0;
	row = strtol(text, &end, 10);
	return *end == '\0' && row <= ROWS_MAX ? (int)row : 0;
}

static bool any_repeat(const struct form *const *forms, size_t form_count,
		       const char *name)
{
	size_t i;

	for (i = 0; i < form_count; i++)
		if (form_find_repeat(forms[i], name) >= 0)
			return true;
	return false;
}

/* Read path, which is cut up, into kind, spot and option. */
static bool path_read(const struct form *const *forms, size_t form_count,
		      char *path, enum column_kind *kind, struct spot *spot,
		      const char **option)
{
	char *rest = path;
	char *part = take_part(&rest);

	*kind = COLUMN_VALUE;
	if (rest && strcmp(part, "reason") == 0)
		*kind = COLUMN_REASON;
	if (rest && strcmp(part, "remark") == 0)
		*kind = COLUMN_REMARK;
	if (rest && strcmp(part, "by_client") == 0)
		*kind = COLUMN_CLIENT;
	if (*kind != COLUMN_VALUE)
		part = take_part(&rest);

	if (rest && rest[0] >= '0' && rest[0] <= '9' &&
	    any_repeat(forms, form_count, part)) {
		spot->repeat = part;
		spot->row = row_read(take_part(&rest));
		part = take_part(&rest);
		if (spot->row == 0 || !part)
			return false;
	}
	spot->field = part;

	if (rest && *kind == COLUMN_VALUE) {
		*option = take_part(&rest);
		*kind = strcmp(*option, "missing") == 0 ? COLUMN_MISSING
							: COLUMN_OPTION;
	}
	return rest == NULL;
}

bool column_read(const struct form *const *forms, size_t form_count,
		 const char *name, struct column *out)
{
	struct column column = { 0 };
	struct spot spot = { 0 };
	const char *option = NULL;
	char *path;
	int head = head_find(name);
	bool found;

	if (head >= 0) {
		column.kind = COLUMN_HEAD;
		column.head = (enum head_column)head;
		column.name = alloc_text(name);
		*out = column;
		return true;
	}

	path = alloc_text(name);
	found = path_read(forms, form_count, path, &column.kind, &spot,
			  &option);
	column.row = spot.row;
	found = found && find_places(&column, forms, form_count, &spot, option);
	free(path);
	if (found) {
		column.name = alloc_text(name);
		*out = column;
	}
	return found;
}

void column_done(struct column *column)
{
	free(column->name);
	free(column->places);
	*column = (struct column){ 0 };
}

size_t columns_version(const struct form *const *forms, size_t form_count,
		       const char *version)
{
	size_t i = 0;

	while (i < form_count && strcmp(forms[i]->version, version) != 0)
		i++;
	return i;
}
