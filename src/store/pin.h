/*
 * store/pin.h - a PIN that is kept so that it cannot be read back
 *
 * What is kept is a text of printable ASCII: an argon2id hash with its salt and
 * its cost.  Making and comparing take about a tenth of a second and 64 MiB, on
 * purpose.
 *
 * Owns      nothing.
 * Fails     ERR_INVALID (too short), ERR_MEMORY.
 */
#ifndef STORE_PIN_H
#define STORE_PIN_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/err.h"

#define PIN_MIN 4 /* characters */

/* free() it. */
CHECKED int pin_keep(const char *pin, char **kept, struct err *err);

CHECKED int pin_compare(const char *kept, const char *pin, bool *same,
			struct err *err);

#endif
