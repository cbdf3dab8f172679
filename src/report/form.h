/*
 * report/form.h - a form, shown to who keeps it
 *
 * Text reads like the paper: sections, numbers, options with their keys, and
 * the rules.  JSON has everything, by the names of the YAML; texts are in the
 * program's language.
 *
 * Owns      nothing.
 * Fails     ERR_SYSTEM when out cannot be written.
 */
#ifndef REPORT_FORM_H
#define REPORT_FORM_H

#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/form.h"
#include "report/format.h"

/* CSV gives text. */
CHECKED int report_form(const struct form *form, enum report_format format,
			FILE *out, struct err *err);

#endif
