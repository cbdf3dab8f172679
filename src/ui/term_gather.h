/*
 * ui/term_gather.h - a whole screen in one write
 *
 * curses writes at every move of its cursor: dozens of small writes a screen,
 * which flicker, travel as many packets, and let a screen reader see the
 * cursor in places where it only passes by.  Between begin and end, what is
 * written to standard output goes to a file in memory; end sends it at once.
 *
 * Owns      its descriptors, until term_gather_done().
 * Fails     never: where it cannot gather, the writes go out as they come.
 */
#ifndef UI_TERM_GATHER_H
#define UI_TERM_GATHER_H

struct term_gather {
	int out;  /* standard output as it was; -1 when there is no gathering */
	int file; /* in memory */
};

void term_gather_init(struct term_gather *gather);
void term_gather_begin(struct term_gather *gather);
void term_gather_end(struct term_gather *gather);
void term_gather_done(struct term_gather *gather);

#endif
