/* report/format.c - see report/format.h */
#include "config.h"

#include "report/format.h"

#include <stddef.h>
#include <string.h>

#include "base/count.h"

bool report_format_read(const char *name, enum report_format *out)
{
	static const char *const names[] = { [REPORT_TEXT] = "text",
					     [REPORT_JSON] = "json",
					     [REPORT_CSV] = "csv" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0) {
			*out = (enum report_format)i;
			return true;
		}
	return false;
}
