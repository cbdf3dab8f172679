/*
 * ui/term_codes.h - the language of this terminal, and what styles look like
 *
 * Out of terminfo by its termcap functions, as terminfo's own header has a
 * struct term too.  Where a terminal knows the numbers of ECMA-48, as nearly all
 * do, the shortest of them are used.
 *
 * Owns      what term_codes_init() fills in is the codes' until
 *           term_codes_done().
 * Fails     never; term_codes_name() says whether there is a terminal of use.
 */
#ifndef UI_TERM_CODES_H
#define UI_TERM_CODES_H

#include "ui/term.h"
#include "ui/term_paint.h"

/*
 * TERM, or what stands in for one that terminfo does not have; NULL when it
 * cannot move its cursor or clear its screen.
 */
const char *term_codes_name(void);

/* Of the terminal that was opened last. */
void term_codes_init(struct term_codes *codes, enum term_colour colour);
void term_codes_done(struct term_codes *codes);

#endif
