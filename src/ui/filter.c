/* ui/filter.c - see ui/filter.h */
#include "config.h"

#include "ui/filter.h"

#include <stdlib.h>

#include "base/alloc.h"

void filter_set(struct filter *filter, const struct selection *selection)
{
	alloc_replace(&filter->form, selection->form);
	alloc_replace(&filter->from, selection->from);
	alloc_replace(&filter->to, selection->to);
	alloc_replace(&filter->organisatie, selection->organisatie);
	alloc_replace(&filter->team, selection->team);
	alloc_replace(&filter->medewerker, selection->medewerker);
}

struct selection filter_selection(const struct filter *filter)
{
	return (struct selection){ .form = filter->form,
				   .from = filter->from,
				   .to = filter->to,
				   .organisatie = filter->organisatie,
				   .team = filter->team,
				   .medewerker = filter->medewerker };
}

void filter_done(struct filter *filter)
{
	free(filter->form);
	free(filter->from);
	free(filter->to);
	free(filter->organisatie);
	free(filter->team);
	free(filter->medewerker);
	*filter = (struct filter){ 0 };
}
