/*
 * exchange/jsonl.h - records of one form as JSON Lines: one object a line
 *
 * The head columns, then every question by its name, null when empty.  A
 * select_multiple is an array of option names, a repeat an array of objects, up
 * to the last in which anything was answered.  "FIELD/missing", "reason/FIELD",
 * "remark/FIELD" and "by_client/FIELD" are there only where there is one, next
 * to the question they are about.
 *
 * jsonl_schema() says the same as JSON Schema (draft 2020-12), for these
 * versions of forms.
 *
 * Owns      nothing; the stream stays the caller's.
 * Fails     as outgoing_visit(); ERR_SYSTEM when the stream refuses.
 */
#ifndef EXCHANGE_JSONL_H
#define EXCHANGE_JSONL_H

#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "exchange/outgoing.h"
#include "form/form.h"

CHECKED int jsonl_export(struct outgoing *outgoing, FILE *out, struct err *err);

/* A record is of one of these; there is at least one. */
CHECKED int jsonl_schema(const struct form *const *forms, size_t count,
			 FILE *out, struct err *err);

#endif
