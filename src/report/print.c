/* report/print.c - see report/print_private.h */
#include "config.h"

#include "report/print_private.h"

#include "base/text.h"

int print_end(struct buffer *text, struct err *err)
{
	int failed = buffer_flush(text);

	buffer_done(text);
	if (!failed)
		return 0;
	return err_set(err, ERR_SYSTEM, _("cannot write the report: %s"),
		       err_reason(failed));
}
