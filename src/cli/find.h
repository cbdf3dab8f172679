/*
 * cli/find.h - the records that a command is about
 *
 * Owns      results are the caller's, to free with their done function.
 * Fails     whatever the store says; ERR_NOTFOUND and ERR_INVALID when a typed
 *           id is of no record, or of several.
 */
#ifndef CLI_FIND_H
#define CLI_FIND_H

#include "cli/cli_private.h"

/*
 * Visit the heads of the records of the form of the selection, or of all forms
 * when it has none, as records_visit() does.
 */
CHECKED int find_records(const struct cli *cli,
			 const struct selection *selection,
			 record_visitor *visitor, void *of, struct err *err);

/* The record or draft whose id is, or begins with, what was typed. */
CHECKED int find_record(const struct cli *cli, const char *typed,
			struct record_head *out, struct err *err);

#endif
