/*
 * report/paper.h - a form to fill in by hand
 *
 * Numbers, questions, boxes with the code to type later, lines to write on,
 * and of each question when it is asked.  What is worked out is not on it.
 * Text has 76 columns; HTML is one file that prints on A4.
 *
 * Owns      nothing.
 * Fails     ERR_SYSTEM when out cannot be written.
 */
#ifndef REPORT_PAPER_H
#define REPORT_PAPER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/form.h"

/* traject is the traject form, whose fields conditions may name, or NULL. */
CHECKED int report_paper(const struct form *form, const struct form *traject,
			 bool html, FILE *out, struct err *err);

#endif
