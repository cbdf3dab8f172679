/*
 * entry/recheck.h - do the records in the file still keep to their forms?
 *
 * Every completed record is looked at as if it were completed again on its own
 * day: values and constraints, hard checks, calculations, and whether it
 * counts.  What store/upkeep_check() cannot know, because it knows no rules.
 * Where the traject was changed after the record, or nothing is known of it,
 * what may come from that is no fault.  A record that came in a package is in
 * part only, and left alone.
 *
 * Owns      the problems are the caller's.
 * Fails     whatever the store says; what is wrong is in the problems.
 */
#ifndef ENTRY_RECHECK_H
#define ENTRY_RECHECK_H

#include "base/problem.h"
#include "form/catalogue.h"
#include "store/store.h"

CHECKED int recheck(struct store *store, const struct catalogue *catalogue,
		    struct problem_list *problems, struct err *err);

#endif
