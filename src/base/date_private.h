/*
 * base/date_private.h - what date.c and date_typed.c share
 */
#ifndef BASE_DATE_PRIVATE_H
#define BASE_DATE_PRIVATE_H

#include "base/date.h"

/* In English, for _(): Monday first, January first. */
extern const char *const weekday_names[];
extern const char *const month_names[];

#endif
