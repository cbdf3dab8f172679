/*
 * base/attr.h - what the compiler is told about a function
 */
#ifndef BASE_ATTR_H
#define BASE_ATTR_H

/* The result says whether it worked, and must be looked at. */
#define CHECKED __attribute__((warn_unused_result))

/* Argument number fmt is a printf format; first is its first value, or 0. */
#define PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))

#endif
