/*
 * base/settings.h - what the person set once, in config.yaml
 *
 * A flat YAML map.  A key that is not known is a problem, not a failure, so
 * that a file of a newer program still works.
 *
 * Owns      the settings own their texts until settings_done().
 * Fails     ERR_SYSTEM when the file cannot be read or written; a file that
 *           is not there is all defaults.
 */
#ifndef BASE_SETTINGS_H
#define BASE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/err.h"
#include "base/problem.h"

/* Keys for an action of the full screen, as they were written. */
struct setting_key {
	char *action, *keys;
	int line, column; /* where that stands */
};

/*
 * All zeros but advance and lock_minutes: settings_load() sets what is not in
 * the file.
 */
struct settings {
	char *organisatie; /* NULL until asked */
	char *team;
	char *medewerker;
	char *role;     /* "medewerker", "teamleider" or "gegevensbeheerder";
			   NULL: medewerker */
	char *language; /* "nl", "en" or NULL */
	char *pin;      /* of the screen, as store/pin.h keeps it; or NULL */
	struct setting_key *keys;
	size_t key_count;
	bool silent;      /* "beep" is false: a mistake is only seen */
	bool no_letters;  /* "letters" is false: one character is no command */
	bool advance;     /* a complete code goes on by itself; default true */
	bool advance_all; /* "advance" is all: a complete date and the last of
			     several answers too */
	int lock_minutes; /* without a key; 0: never by itself; default 10 */
};

CHECKED int settings_load(const char *path, struct settings *out,
			  struct problem_list *problems, struct err *err);
/* Write the file anew, 0600; keeps nothing but what is above. */
CHECKED int settings_save(const char *path, const struct settings *settings,
			  struct err *err);
void settings_done(struct settings *settings);

#endif
