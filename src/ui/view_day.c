/* ui/view_day.c - see ui/view_day.h */
#include "config.h"

#include "ui/view_day.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

void view_day(const char *stored, char out[VIEW_DAY_ROOM])
{
	struct moment moment = { 0 };
	struct day *day = &moment.day;

	out[0] = '\0';
	if (!stored ||
	    (!day_read(stored, day) && !moment_read(stored, &moment)))
		return;
	if (strcmp(text_language(), "nl") == 0)
		snprintf(out, VIEW_DAY_ROOM, "%02d-%02d-%04d", day->day,
			 day->month, day->year);
	else
		snprintf(out, VIEW_DAY_ROOM, "%04d-%02d-%02d", day->year,
			 day->month, day->day);
}
