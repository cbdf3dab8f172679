/*
 * store/chain_private.h - is the history of every record what it says it is?
 *
 * From the record as it is now, revisions are undone one by one; at each the
 * hash of the state must give the digest that is written there.
 *
 * Owns      nothing.
 * Fails     with the sentences of db_fail(); what is wrong is in the problems.
 */
#ifndef STORE_CHAIN_PRIVATE_H
#define STORE_CHAIN_PRIVATE_H

#include "base/problem.h"
#include "store/store_private.h"

CHECKED int chain_check(struct store *store, struct problem_list *problems,
			struct err *err);

#endif
