/* form/lint.c - what only shows in the whole; see load_private.h */

#include "config.h"

#include "form/load_private.h"

void lint_form(struct loader *l)
{
	(void)l;
}
