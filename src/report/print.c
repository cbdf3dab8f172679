/* report/print.c - see report/print_private.h */
#include "config.h"

#include "report/print_private.h"

#include <errno.h>

#include "base/text.h"

int print_all(const struct buffer *text, FILE *out, struct err *err)
{
	errno = 0;
	if ((text->length == 0 ||
	     fwrite(text->bytes, text->length, 1, out) == 1) &&
	    fflush(out) == 0)
		return 0;
	return err_set(err, ERR_SYSTEM, _("cannot write the report: %s"),
		       err_reason(errno));
}
