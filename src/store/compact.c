/* store/compact.c - see store/compact_private.h */
#include "config.h"

#include "store/compact_private.h"

#include "base/alloc.h"
#include "base/date.h"
#include "store/store_private.h"

#define DAY_SECONDS 86400

bool compact_seconds(const char *text, int64_t *out)
{
	struct moment moment;

	if (!moment_read(text, &moment))
		return false;
	*out = day_number(moment.day) * DAY_SECONDS +
	       (moment.hour * 60 + moment.minute) * 60 + moment.second;
	return true;
}

static void put_digits(char *at, int count, int number)
{
	for (; count > 0; number /= 10)
		at[--count] = (char)('0' + number % 10);
}

/* With seconds always, so that moments sort as texts. */
static char *seconds_text(int64_t seconds)
{
	char text[] = "0000-00-00T00:00:00";
	int64_t number = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
	int of_day = (int)(seconds - number * DAY_SECONDS);
	struct day day = day_from_number(number);

	put_digits(text, 4, day.year);
	put_digits(text + 5, 2, day.month);
	put_digits(text + 8, 2, day.day);
	put_digits(text + 11, 2, of_day / 3600);
	put_digits(text + 14, 2, of_day / 60 % 60);
	put_digits(text + 17, 2, of_day % 60);
	return alloc_text(text);
}

void compact_bind_id(const struct store *store, sqlite3_stmt *statement,
		     int parameter, const char *text)
{
	unsigned char bytes[UUID_BYTES];

	if (text && store_is_compact(store) && uuid_read(text, bytes))
		sqlite3_bind_blob(statement, parameter, bytes, UUID_BYTES,
				  SQLITE_TRANSIENT);
	else
		db_bind_text(statement, parameter, text);
}

void compact_bind_moment(const struct store *store, sqlite3_stmt *statement,
			 int parameter, const char *text)
{
	int64_t seconds;

	if (text && store_is_compact(store) && compact_seconds(text, &seconds))
		sqlite3_bind_int64(statement, parameter, seconds);
	else
		db_bind_text(statement, parameter, text);
}

char *compact_id(sqlite3_stmt *row, int column)
{
	char text[UUID_ROOM];

	if (sqlite3_column_type(row, column) != SQLITE_BLOB ||
	    sqlite3_column_bytes(row, column) != UUID_BYTES)
		return db_text(row, column);
	uuid_write(sqlite3_column_blob(row, column), text);
	return alloc_text(text);
}

char *compact_sure_id(sqlite3_stmt *row, int column)
{
	char *id = compact_id(row, column);

	return id ? id : alloc_text("");
}

/* The years 1 to 9999; a damaged file has any number. */
#define SECONDS_FIRST INT64_C(-62135596800)
#define SECONDS_END INT64_C(253402300800)

char *compact_moment(sqlite3_stmt *row, int column)
{
	int64_t seconds;

	if (sqlite3_column_type(row, column) != SQLITE_INTEGER)
		return db_sure_text(row, column);
	seconds = sqlite3_column_int64(row, column);
	if (seconds < SECONDS_FIRST || seconds >= SECONDS_END)
		return db_sure_text(row, column);
	return seconds_text(seconds);
}

/* --- for the upgrade */

static void id_of_text(sqlite3_context *context, int count,
		       sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	unsigned char bytes[UUID_BYTES];

	(void)count;
	if (text && uuid_read(text, bytes))
		sqlite3_result_blob(context, bytes, UUID_BYTES,
				    SQLITE_TRANSIENT);
	else
		sqlite3_result_value(context, values[0]);
}

static void moment_of_text(sqlite3_context *context, int count,
			   sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	int64_t seconds;

	(void)count;
	if (text && compact_seconds(text, &seconds))
		sqlite3_result_int64(context, seconds);
	else
		sqlite3_result_value(context, values[0]);
}

int compact_prepare(sqlite3 *db)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
	int result = sqlite3_create_function(db, "compact_id", 1, flags, NULL,
					     id_of_text, NULL, NULL);

	return result ? result
		      : sqlite3_create_function(db, "compact_moment", 1, flags,
						NULL, moment_of_text, NULL,
						NULL);
}
