/* report/list.c - see report/list.h */
#include "config.h"

#include "report/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/print_private.h"
#include "report/records_private.h"
#include "report/table_private.h"

static const char align[] = "llllllllll";

/* --- text */

static const char *status_word(enum record_status status)
{
	switch (status) {
	case RECORD_DRAFT:
		return _("draft");
	case RECORD_COMPLETE:
		return _("complete");
	case RECORD_VERIFIED:
		return _("verified");
	case RECORD_WITHDRAWN:
		break;
	}
	return _("withdrawn");
}

/* A draft is in no figure yet, whatever its answers. */
static const char *counts_word(const struct record_head *head)
{
	if (head->status == RECORD_DRAFT)
		return NULL;
	return head->counts ? _("yes") : _("no");
}

static char *whom(const struct record_head *head)
{
	if (head->jeugdige && head->informant)
		return alloc_print("%s, %s", head->jeugdige, head->informant);
	return alloc_text(head->jeugdige);
}

/* What is shown of a record, each text to free(). */
static void make_cells(const struct record_head *h,
		       char *cells[LISTING_COLUMNS])
{
	char *version = alloc_print("%s %s", h->form, h->version);
	char *about = whom(h);
	const char *const texts[LISTING_COLUMNS] = {
		h->organisatie,         h->traject,   version,        about,
		status_word(h->status), h->completed, counts_word(h), h->team,
		h->medewerker,          h->id,
	};

	for (size_t c = 0; c < LISTING_COLUMNS; c++)
		cells[c] = utf8_harmless(texts[c] ? texts[c] : "");
	free(version);
	free(about);
}

static void free_cells(char *cells[LISTING_COLUMNS])
{
	for (size_t c = 0; c < LISTING_COLUMNS; c++)
		free(cells[c]);
}

static void widen(struct listing *list, const char *const *cells)
{
	for (size_t c = 0; c < LISTING_COLUMNS; c++) {
		int width = utf8_columns(cells[c]);

		if (width > list->widths[c])
			list->widths[c] = width;
	}
}

void listing_measure(struct listing *list, const struct record_head *head)
{
	char *cells[LISTING_COLUMNS];

	make_cells(head, cells);
	widen(list, (const char *const *)cells);
	free_cells(cells);
}

static void begin_text(struct listing *list)
{
	const char *const titles[LISTING_COLUMNS] = {
		_("Organisation"), _("Traject"),   _("Form"),   _("About"),
		_("State"),        _("Completed"), _("Counts"), _("Team"),
		_("Worker"),       _("Number"),
	};

	widen(list, titles);
	table_print_row(titles, align, list->widths, &list->text);
}

static void add_text(struct listing *list, const struct record_head *head)
{
	char *cells[LISTING_COLUMNS];

	make_cells(head, cells);
	table_print_row((const char *const *)cells, align, list->widths,
			&list->text);
	free_cells(cells);
}

/* --- CSV */

static void begin_csv(struct listing *list)
{
	for (size_t c = 0; c < HEAD_TEXTS; c++)
		csv_add(&list->text, head_text_names[c]);
	csv_add(&list->text, "counts");
	csv_end(&list->text);
}

static void add_csv(struct listing *list, const struct record_head *head)
{
	const char *texts[HEAD_TEXTS];

	head_texts(head, texts);
	for (size_t c = 0; c < HEAD_TEXTS; c++)
		csv_add(&list->text, texts[c]);
	csv_add(&list->text, head->counts ? "1" : "0");
	csv_end(&list->text);
}

/* --- JSON */

static void begin_json(struct listing *list)
{
	list->json = (struct json){ .out = &list->text };
	json_open(&list->json, NULL, '[');
}

static void add_json(struct listing *list, const struct record_head *head)
{
	json_open(&list->json, NULL, '{');
	head_put_json(&list->json, head);
	json_close(&list->json);
}

/* --- all of them */

static void begin(struct listing *list)
{
	list->begun = true;
	list->text.to = list->out;
	switch (list->format) {
	case REPORT_TEXT:
		begin_text(list);
		break;
	case REPORT_JSON:
		begin_json(list);
		break;
	case REPORT_CSV:
		begin_csv(list);
		break;
	}
}

int listing_add(struct listing *list, const struct record_head *head,
		struct err *err)
{
	if (!list->begun)
		begin(list);
	switch (list->format) {
	case REPORT_TEXT:
		add_text(list, head);
		break;
	case REPORT_JSON:
		add_json(list, head);
		break;
	case REPORT_CSV:
		add_csv(list, head);
		break;
	}
	/* Who reads it may have left: nobody waits for the rest. */
	return list->text.failed ? print_end(&list->text, err) : 0;
}

int listing_end(struct listing *list, struct err *err)
{
	if (!list->begun && list->format != REPORT_TEXT)
		begin(list);
	if (list->format == REPORT_JSON)
		json_close(&list->json);
	list->text.to = list->out;
	return print_end(&list->text, err);
}

void listing_done(struct listing *list)
{
	buffer_done(&list->text);
}
