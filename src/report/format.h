/*
 * report/format.h - the ways in which figures and records are printed
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include <stdbool.h>

enum report_format {
	REPORT_TEXT, /* for people, in columns */
	REPORT_JSON,
	REPORT_CSV
};

/* "text", "json", "csv". */
bool report_format_read(const char *name, enum report_format *out);

#endif
