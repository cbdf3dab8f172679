/*
 * ui/view_day.h - a day in a column of days
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef UI_VIEW_DAY_H
#define UI_VIEW_DAY_H

#define VIEW_DAY_COLUMNS 10
#define VIEW_DAY_ROOM 16

/*
 * The day of a stored day or moment, always as wide: "03-02-2025" in Dutch,
 * "2025-02-03" in English.  NULL, and what is no day, gives "".
 */
void view_day(const char *stored, char out[VIEW_DAY_ROOM]);

#endif
