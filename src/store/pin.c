/* store/pin.c - see store/pin.h */
#include "config.h"

#include "store/pin.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/utf8.h"

int pin_keep(const char *pin, char **kept, struct err *err)
{
	char text[crypto_pwhash_STRBYTES];

	if (utf8_columns(pin) < PIN_MIN)
		return err_set(err, ERR_INVALID,
			       _("A PIN has at least %d characters"), PIN_MIN);
	if (sodium_init() < 0 ||
	    crypto_pwhash_str_alg(text, pin, strlen(pin),
				  crypto_pwhash_OPSLIMIT_INTERACTIVE,
				  crypto_pwhash_MEMLIMIT_INTERACTIVE,
				  crypto_pwhash_ALG_ARGON2ID13))
		return err_memory(err);
	*kept = alloc_text(text);
	return 0;
}

int pin_compare(const char *kept, const char *pin, bool *same, struct err *err)
{
	/* In room of its full length, as the library wants it. */
	char text[crypto_pwhash_STRBYTES] = { 0 };

	if (sodium_init() < 0)
		return err_memory(err);
	memcpy(text, kept, strnlen(kept, sizeof(text) - 1));
	errno = 0;
	*same = crypto_pwhash_str_verify(text, pin, strlen(pin)) == 0;
	if (!*same && errno == ENOMEM)
		return err_memory(err);
	return 0;
}
