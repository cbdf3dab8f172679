/*
 * report/html.h - the figures of a selection as one page to hand over
 *
 * One file that needs nothing else: no script, no font, no picture from
 * outside.  It can be read on a screen, light or dark, wide or narrow, and
 * printed on A4.  In it, from top to bottom: what was selected; the figures in
 * short; every measure with its criteria; the positive outcome; the blocks;
 * organisations, teams or workers by name; the years; the other forms; what
 * the figures mean and where the published ones come from; and, where the
 * catalogue has one, the improvement talk, with room to write and with the
 * questions that these figures raise (report/questions.h).
 *
 * The numbers are those of report/summary.h.  Beside every chart stand its
 * numbers, and each chart has a description in words.
 *
 * A selection of an organisatie, team or medewerker is called a team report,
 * any other a monitor.  With a threshold it is the version to share: what is
 * hidden in the figures stands as "<5", and figures per worker are not in it.
 *
 * Owns      nothing.
 * Fails     ERR_INVALID for a version to share about one worker; ERR_SYSTEM
 *           when out cannot be written.
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "form/catalogue.h"
#include "measure/figures.h"

struct report_html {
	const struct figures *figures; /* what the report is about */
	struct figures *const *others; /* of other forms, same selection */
	size_t other_count;
	const struct catalogue *catalogue; /* may be NULL */
};

CHECKED int report_html(const struct report_html *what, FILE *out,
			struct err *err);

#endif
