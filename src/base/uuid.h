/*
 * base/uuid.h - ids that sort by the time they were made
 *
 * UUID version 7 (RFC 9562) in lower case, 36 characters.
 *
 * Owns      nothing; results go into room of the caller.
 * Fails     uuid_new() never; without a random source it aborts.
 */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include <stdbool.h>
#include <stdint.h>

#define UUID_ROOM 37

void uuid_new(char out[UUID_ROOM]);

/* From given parts, for made-up data that must be the same every time. */
void uuid_make(int64_t milliseconds, uint64_t random_high, uint64_t random_low,
	       char out[UUID_ROOM]);

/* Is it a UUID of any version, in lower case? */
bool uuid_is_valid(const char *text);

#define UUID_BYTES 16

/* The bytes of a text; false when it is none that uuid_write() would write. */
bool uuid_read(const char *text, unsigned char out[UUID_BYTES]);
void uuid_write(const unsigned char bytes[UUID_BYTES], char out[UUID_ROOM]);

#endif
