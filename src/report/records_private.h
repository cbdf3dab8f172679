/*
 * report/records_private.h - the faces of one record, each into a buffer
 *
 * Owns      nothing; the buffer is the caller's.
 * Fails     never.
 */
#ifndef REPORT_RECORDS_PRIVATE_H
#define REPORT_RECORDS_PRIVATE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/json.h"
#include "report/records.h"

/* The texts of a head, by the names that they have in an export. */
#define HEAD_TEXTS 14
extern const char *const head_text_names[HEAD_TEXTS];
void head_texts(const struct record_head *head, const char *texts[HEAD_TEXTS]);

/* These as keys of the object that was opened, and whether it counts. */
void head_put_json(struct json *j, const struct record_head *head);

/* Where an answer stands: a field, and its row in a repeat, else 0. */
struct place_in_record {
	int field;
	int row;
};

/*
 * The answers to show, in order: those that exist by the rules.  Without rules
 * all that were given.  start is { -1, 0 }; false past the last.
 */
bool record_next(const struct report_record *record,
		 struct place_in_record *place);

/* Is it kept from who reads: see rules_is_hidden()? */
bool record_is_hidden(const struct report_record *record,
		      const struct place_in_record *place);

/* The same of what it was before (or after) a change of this field. */
bool record_was_hidden(const struct report_record *record,
		       const struct history_entry *entry, bool hidden);

/* A stored day or moment in words, to free(); NULL for NULL. */
char *record_day(const char *stored);

void record_text(const struct report_record *record, struct buffer *out);

#endif
