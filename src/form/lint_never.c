/* form/lint_never.c - what can never be asked; see load_private.h */

#include "config.h"

#include "form/load_private.h"

void lint_never(struct loader *l)
{
	(void)l;
}
