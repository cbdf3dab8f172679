/*
 * base/count.h - how many elements an array has
 */
#ifndef BASE_COUNT_H
#define BASE_COUNT_H

/* Of an array itself: of a pointer it would be wrong. */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
