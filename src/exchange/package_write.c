/* exchange/package_write.c - a package leaves; see exchange/package.h */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/file.h"
#include "exchange/package.h"

size_t package_rows(const struct package *package)
{
	size_t rows = 0;

	for (size_t i = 0; i < package->form_count; i++)
		rows += package->forms[i].rows;
	return rows;
}

static int package_write(const struct package *package, FILE *out,
			 char sum[CHECKSUM_ROOM], struct err *err)
{
	return zip_write(&package->files, out, sum, err);
}

static int package_note(struct store *store, const struct package *package,
			const char *sum, const char *file,
			const struct authorship *by, struct err *err)
{
	struct delivery delivery = {
		.purpose = alloc_text(purpose_name(package->purpose)),
		.selection = alloc_text(package->selection),
		.records = (int64_t)package_rows(package),
		.withdrawn = (int64_t)package->withdrawn,
		.forms = alloc_text(package->versions),
		.checksum = alloc_text(sum),
		.file = alloc_text(file),
	};
	int code = deliveries_add(store, &delivery, &package->state, by, err);

	delivery_done(&delivery);
	return code;
}

/*
 * The file is there only when the delivery is written down, and the other way
 * round.
 */
int package_deliver(struct store *store, const struct package *package,
		    const char *path, const struct authorship *by,
		    char sum[CHECKSUM_ROOM], struct err *err)
{
	struct file_output out = { 0 };
	int code = file_begin(path, &out, err);

	if (code == 0)
		code = package_write(package, out.stream, sum, err);
	if (code == 0)
		code = store_begin(store, err);
	if (code) {
		file_cancel(&out);
		return code;
	}
	code = package_note(store, package, sum, path, by, err);
	if (code == 0)
		code = file_commit(&out, err);
	if (code == 0)
		code = store_commit(store, err);
	else
		store_rollback(store);
	file_cancel(&out);
	return code;
}

void package_free(struct package *package)
{
	if (!package)
		return;
	for (size_t i = 0; i < package->form_count; i++) {
		struct package_form *form = &package->forms[i];

		for (size_t k = 0; k < form->staying_count; k++)
			free(form->staying[k].name);
		free(form->staying);
		free(form->name);
	}
	for (size_t i = 0; i < package->refused_count; i++)
		free(package->refused[i]);
	free(package->refused);
	free(package->forms);
	free(package->selection);
	free(package->versions);
	delivery_done(&package->last);
	delivered_list_done(&package->state);
	zip_done(&package->files);
	free(package);
}
