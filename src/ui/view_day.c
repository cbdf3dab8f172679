/* ui/view_day.c - see ui/view_day.h */
#include "config.h"

#include "ui/view_day.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"

void view_day(const char *stored, char out[VIEW_DAY_ROOM])
{
	struct moment moment = { 0 };
	struct day *day = &moment.day;

	char iso[DATE_ROOM];

	out[0] = '\0';
	if (!stored ||
	    (!day_read(stored, day) && !moment_read(stored, &moment)))
		return;
	day_write(*day, iso);
	memcpy(out, iso, VIEW_DAY_COLUMNS + 1);
	if (strcmp(text_language(), "nl") == 0) {
		memcpy(out, iso + 8, 2);
		memcpy(out + 2, iso + 4, 4); /* the month between its dashes */
		memcpy(out + 6, iso, 4);
	}
}
