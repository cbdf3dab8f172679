/*
 * tests/fuzz/fuzz_zip.c - any bytes as a zip file
 *
 * What is read has plain names and stays within its limits; written and read
 * again it is the same.
 */
#include "config.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "exchange/zip.h"

const char fuzz_target[] = "zip";

static void check_names(const struct zip *zip)
{
	for (size_t i = 0; i < zip->count; i++) {
		const struct zip_entry *entry = &zip->entries[i];

		MUST(entry->path[0] && entry->path[0] != '/');
		MUST(utf8_is_valid(entry->path, strlen(entry->path)));
		MUST(entry->path[0] != '.' && !strstr(entry->path, "/."));
		MUST(!strchr(entry->path, '\\'));
		MUST(entry->bytes[entry->length] == '\0');
		MUST(zip_find(zip, entry->path) == entry);
	}
}

static void write_and_read(const struct zip *zip)
{
	char sum[CHECKSUM_ROOM];
	struct zip again = { 0 };
	char *bytes = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&bytes, &length);

	MUST(out);
	MUST(zip_write(zip, out, sum, NULL) == 0);
	MUST(fclose(out) == 0);
	MUST(zip_read(bytes, length, &again, NULL) == 0);
	MUST(again.count == zip->count);
	for (size_t i = 0; i < again.count; i++) {
		const struct zip_entry *a = &again.entries[i];
		const struct zip_entry *b = &zip->entries[i];

		MUST(strcmp(a->path, b->path) == 0);
		MUST(a->length == b->length);
		MUST(memcmp(a->bytes, b->bytes, a->length) == 0);
	}
	zip_done(&again);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct zip zip = { 0 };
	struct err err = { 0 };

	if (zip_read((const char *)data, size, &zip, &err) == 0) {
		check_names(&zip);
		if (zip.count > 0)
			write_and_read(&zip);
	} else {
		MUST(err.text[0]);
	}
	zip_is((const char *)data, size);
	zip_done(&zip);
	return 0;
}
