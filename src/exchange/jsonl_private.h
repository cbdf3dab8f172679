/*
 * exchange/jsonl_private.h - what the lines and their schema must agree on
 *
 * Owns      nothing.
 * Fails     never.
 */
#ifndef EXCHANGE_JSONL_PRIVATE_H
#define EXCHANGE_JSONL_PRIVATE_H

#include <stdbool.h>

#include "exchange/columns.h"
#include "form/form.h"

/*
 * Is this head column a key?  The repeat of the traject form may have the name
 * of one, which is empty there.
 */
bool jsonl_has_head(const struct form *form, enum head_column column);

#endif
