/*
 * exchange/sav.h - records of one form for SPSS (.sav) and Stata (.dta)
 *
 * The variables are those of exchange/dictionary.h, with their labels and
 * levels.  In SPSS the reasons of missing are declared as missing values; in
 * Stata they are .a, .b and so on.  The time in the file is that of the last
 * change in it, so that the same records give the same bytes.
 *
 * A text longer than the program takes is cut, between characters, and counted.
 *
 * Owns      nothing; the stream stays the caller's.
 * Fails     as outgoing_visit(); ERR_INVALID when this program was built
 *           without ReadStat; ERR_SYSTEM when the stream refuses.
 */
#ifndef EXCHANGE_SAV_H
#define EXCHANGE_SAV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "exchange/outgoing.h"

/* Was it built in? */
bool sav_is_there(void);

/* The number of texts that were cut goes to outgoing->left_out. */
CHECKED int sav_export(struct outgoing *outgoing, FILE *out, struct err *err);
CHECKED int dta_export(struct outgoing *outgoing, FILE *out, struct err *err);

#endif
