/* exchange/package_read.c - a package, held to what it says of itself */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/uuid.h"
#include "exchange/library.h"
#include "exchange/package_in_private.h"
#include "exchange/package_private.h"

#define DESCRIPTOR_MAX ((size_t)16 << 20)
#define FILES_MAX 1000
/* Two and a half centuries of the whole country. */
#define ROWS_LIMIT 500000

void package_in_done(struct package_in *package)
{
	for (size_t i = 0; i < package->rows_count; i++)
		free(package->rows[i].name);
	for (size_t i = 0; i < package->form_count; i++) {
		free(package->forms[i].name);
		free(package->forms[i].version);
	}
	for (size_t i = 0; i < package->revision_count; i++) {
		free(package->revisions[i].record);
		free(package->revisions[i].id);
		free(package->revisions[i].parent);
	}
	for (size_t i = 0; i < package->part_count; i++)
		free(package->parts[i]);
	free(package->parts);
	free(package->revisions);
	free(package->rows);
	free(package->forms);
	free(package->key);
	zip_done(&package->zip);
	*package = (struct package_in){ 0 };
}

static int not_ours(struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("the package is refused: %s does not describe a "
			 "package of %s"),
		       PACKAGE_DESCRIPTOR, PACKAGE);
}

/* The text of a key, or NULL. */
static const char *text_of(const struct package_in *package,
			   const json_t *object, const char *key)
{
	return package->json->json_string_value(
		package->json->json_object_get(object, key));
}

/* The file that this part of the descriptor is about, with its checksum. */
static int find_file(struct package_in *package, const json_t *part,
		     struct zip_entry **out, struct err *err)
{
	const char *path = text_of(package, part, "path");
	const char *hash = text_of(package, part, "hash");
	const json_t *bytes = package->json->json_object_get(part, "bytes");
	struct zip_entry *entry;
	char sum[CHECKSUM_ROOM];

	if (!path || !hash || !json_is_integer(bytes))
		return not_ours(err);
	entry = zip_find(&package->zip, path);
	if (!entry)
		return err_set(err, ERR_INVALID,
			       _("the package is refused: %s is not in it"),
			       path);
	checksum_of(entry->bytes, entry->length, sum);
	if (package->json->json_integer_value(bytes) !=
		    (json_int_t)entry->length ||
	    strncmp(hash, "sha256:", 7) != 0 || strcmp(hash + 7, sum) != 0)
		return err_set(err, ERR_INVALID,
			       _("the package is refused: %s is not as it was "
				 "sent, its checksum is another; ask for it "
				 "again"),
			       path);
	entry->used = true;
	*out = entry;
	return 0;
}

static int check_rows(const struct zip_entry *entry, struct err *err)
{
	const char *at = entry->bytes;
	const char *end = entry->bytes + entry->length;
	size_t rows = 0;

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		rows++;
		at++;
	}
	if (rows <= ROWS_LIMIT)
		return 0;
	return err_set(err, ERR_INVALID,
		       _("the package is refused: %s has %zu rows, more than "
			 "the %d that are taken"),
		       entry->path, rows, ROWS_LIMIT);
}

static int read_resources(struct package_in *package, const json_t *resources,
			  struct err *err)
{
	size_t count = package->json->json_array_size(resources);
	int code = 0;

	if (count == 0 || count > FILES_MAX)
		return not_ours(err);
	package->rows = alloc_new(count, sizeof(*package->rows));
	for (size_t i = 0; i < count && code == 0; i++) {
		const json_t *part =
			package->json->json_array_get(resources, i);
		const char *name = text_of(package, part, "name");
		struct package_rows *rows = &package->rows[package->rows_count];

		if (!name || package_find_rows(package, name))
			return not_ours(err);
		code = find_file(package, part, &rows->entry, err);
		if (code == 0)
			code = check_rows(rows->entry, err);
		if (code == 0) {
			rows->name = alloc_text(name);
			package->rows_count++;
		}
	}
	return code;
}

static int read_forms(struct package_in *package, const json_t *forms,
		      struct err *err)
{
	size_t count = package->json->json_array_size(forms);
	int code = 0;

	if (count > FILES_MAX)
		return not_ours(err);
	package->forms = alloc_new(count, sizeof(*package->forms));
	for (size_t i = 0; i < count && code == 0; i++) {
		const json_t *part = package->json->json_array_get(forms, i);
		const char *name = text_of(package, part, "form");
		const char *version = text_of(package, part, "version");
		struct package_form_in *form =
			&package->forms[package->form_count];

		if (!name || !version)
			return not_ours(err);
		code = find_file(package, part, &form->entry, err);
		if (code == 0) {
			form->name = alloc_text(name);
			form->version = alloc_text(version);
			package->form_count++;
		}
	}
	return code;
}

/* Of which forms were answers left out of some records? */
static void read_parts(struct package_in *package, json_t *left_out)
{
	const struct json_library *l = package->json;
	void *at = l->json_object_iter(left_out);

	package->parts =
		alloc_new(l->json_object_size(left_out), sizeof(char *));
	for (; at; at = l->json_object_iter_next(left_out, at)) {
		const json_t *of = l->json_object_iter_value(at);

		if (l->json_integer_value(l->json_object_get(of, "in_part")) >
		    0)
			package->parts[package->part_count++] =
				alloc_text(l->json_object_iter_key(at));
	}
}

static int read_own(struct package_in *package, const json_t *own,
		    struct err *err)
{
	const json_t *format = package->json->json_object_get(own, "format");
	struct zip_entry *codebook;
	int code;

	if (!json_is_object(own) || !json_is_integer(format) ||
	    !text_of(package, own, "key"))
		return not_ours(err);
	if (package->json->json_integer_value(format) > PACKAGE_FORMAT)
		return err_set(err, ERR_INVALID,
			       _("the package was made by a newer spoedpeil; "
				 "install that one here"));
	package->key = alloc_text(text_of(package, own, "key"));
	package->coarse = !json_is_false(
		package->json->json_object_get(own, "coarse_dates"));
	read_parts(package, package->json->json_object_get(own, "left_out"));
	code = read_forms(package, package->json->json_object_get(own, "forms"),
			  err);
	if (code == 0)
		code = find_file(
			package,
			package->json->json_object_get(own, "codebook"),
			&codebook, err);
	return code;
}

/* What nobody named has no business here. */
static int check_used(const struct package_in *package, struct err *err)
{
	for (size_t i = 0; i < package->zip.count; i++)
		if (!package->zip.entries[i].used)
			return err_set(err, ERR_INVALID,
				       _("the package is refused: it does not "
					 "say what %s is"),
				       package->zip.entries[i].path);
	return 0;
}

static int read_descriptor(struct package_in *package, struct err *err)
{
	struct zip_entry *entry = zip_find(&package->zip, PACKAGE_DESCRIPTOR);
	json_error_t where;
	json_t *root;
	int code;

	if (!entry || entry->length > DESCRIPTOR_MAX)
		return not_ours(err);
	entry->used = true;
	root = package->json->json_loadb(entry->bytes, entry->length,
					 JSON_REJECT_DUPLICATES, &where);
	if (!root)
		return err_set(err, ERR_INVALID,
			       _("the package is refused: line %d of %s is no "
				 "JSON"),
			       where.line, PACKAGE_DESCRIPTOR);
	code = read_own(package, package->json->json_object_get(root, PACKAGE),
			err);
	if (code == 0)
		code = read_resources(
			package,
			package->json->json_object_get(root, "resources"), err);
	package->json->json_delete(root);
	return code ? code : check_used(package, err);
}

int package_read(const char *bytes, size_t length, struct package_in *out,
		 struct err *err)
{
	struct package_in package = { 0 };
	int code = json_library(&package.json, err);

	if (code == 0)
		code = zip_read(bytes, length, &package.zip, err);
	if (code == 0)
		code = read_descriptor(&package, err);
	if (code) {
		package_in_done(&package);
		return code;
	}
	*out = package;
	return 0;
}

const struct package_rows *package_find_rows(const struct package_in *package,
					     const char *name)
{
	for (size_t i = 0; i < package->rows_count; i++)
		if (strcmp(package->rows[i].name, name) == 0)
			return &package->rows[i];
	return NULL;
}

/* --- revisions */

static int compare(const void *a, const void *b)
{
	const struct package_revision *x = a;
	const struct package_revision *y = b;
	int order = strcmp(x->record, y->record);

	return order ? order : strcmp(x->id, y->id);
}

static int bad_revisions(const char *path, int line, struct err *err)
{
	return err_set(err, ERR_INVALID,
		       _("the package is refused: line %d of %s is no "
			 "revision of a record"),
		       line, path);
}

static int read_revision(struct package_in *package, const char *path,
			 const struct csv_reader *reader, struct err *err)
{
	if (reader->count != 3 || !uuid_is_valid(reader->cells[0]) ||
	    !uuid_is_valid(reader->cells[1]) ||
	    (reader->cells[2][0] && !uuid_is_valid(reader->cells[2])))
		return bad_revisions(path, reader->row_line, err);
	package->revisions = alloc_grow(
		package->revisions, package->revision_count,
		&package->revision_capacity, sizeof(*package->revisions));
	package->revisions[package->revision_count++] =
		(struct package_revision){
			alloc_text(reader->cells[0]),
			alloc_text(reader->cells[1]),
			reader->cells[2][0] ? alloc_text(reader->cells[2])
					    : NULL
		};
	return 0;
}

static void forget_revisions(struct package_in *package)
{
	for (size_t i = 0; i < package->revision_count; i++) {
		free(package->revisions[i].record);
		free(package->revisions[i].id);
		free(package->revisions[i].parent);
	}
	package->revision_count = 0;
}

int package_read_revisions(struct package_in *package, const char *name,
			   struct err *err)
{
	char *of = alloc_print("%s" PACKAGE_REVISIONS, name);
	const struct package_rows *rows = package_find_rows(package, of);
	struct csv_reader reader = { 0 };
	int code;

	free(of);
	forget_revisions(package);
	if (!rows)
		return 0;
	csv_open(&reader, rows->entry->bytes, rows->entry->length);
	code = csv_row(&reader, err);
	while (code > 0) {
		code = csv_row(&reader, err);
		if (code > 0 &&
		    read_revision(package, rows->entry->path, &reader, err))
			code = ERR_INVALID;
	}
	csv_done(&reader);
	if (package->revision_count > 1)
		qsort(package->revisions, package->revision_count,
		      sizeof(*package->revisions), compare);
	return code;
}

void package_lineage(const struct package_in *package, const char *record,
		     const char *revision, struct revision_list *out)
{
	size_t low = 0;
	size_t high = package->revision_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(package->revisions[middle].record, record) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < package->revision_count &&
	       strcmp(package->revisions[low].record, record) == 0;
	     low++)
		revision_list_add(out, package->revisions[low].id,
				  package->revisions[low].parent);
	if (!revision_list_has(out, revision))
		revision_list_add(out, revision, NULL);
}
