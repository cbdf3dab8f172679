/* report/verified.c - see report/verified.h */
#include "config.h"

#include "report/verified.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/count.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "report/print_private.h"
#include "report/records_private.h"
#include "report/table_private.h"

static const char *const names[] = {
	"id",          "form",      "version",    "traject",
	"organisatie", "team",      "medewerker", "completed",
	"jeugdige",    "informant", "verified",   "verified_by",
	"login",       "how",       "entered_by", "entered_login",
};

#define TEXTS COUNT(names)

static void texts_of(const struct record_head *h, const struct verification *v,
		     const char *texts[TEXTS])
{
	const char *const all[TEXTS] = {
		h->id,          h->form,
		h->version,     h->traject,
		h->organisatie, h->team,
		h->medewerker,  h->completed,
		h->jeugdige,    h->informant,
		v->at,          v->medewerker,
		v->login,       v->how ? verify_how_name(v->how) : NULL,
		v->entered_by,  v->entered_login,
	};

	for (size_t i = 0; i < TEXTS; i++)
		texts[i] = all[i];
}

static void put_csv(const struct record_head *heads,
		    const struct verification *of, size_t count,
		    struct buffer *out)
{
	const char *texts[TEXTS];

	for (size_t c = 0; c < TEXTS; c++)
		csv_add(out, names[c]);
	csv_add(out, "differences");
	csv_end(out);
	for (size_t i = 0; i < count; i++) {
		char *differences =
			of[i].how ? alloc_print("%lld",
						(long long)of[i].differences)
				  : NULL;

		texts_of(&heads[i], &of[i], texts);
		for (size_t c = 0; c < TEXTS; c++)
			csv_add(out, texts[c]);
		csv_add(out, differences);
		csv_end(out);
		free(differences);
	}
}

static void put_json(const struct record_head *heads,
		     const struct verification *of, size_t count,
		     struct buffer *out)
{
	struct json j = { .out = out };
	const char *texts[TEXTS];

	json_open(&j, NULL, '[');
	for (size_t i = 0; i < count; i++) {
		texts_of(&heads[i], &of[i], texts);
		json_open(&j, NULL, '{');
		for (size_t c = 0; c < TEXTS; c++)
			json_text(&j, names[c], texts[c]);
		if (of[i].how)
			json_integer(&j, "differences", of[i].differences);
		else
			json_null(&j, "differences");
		json_bool(&j, "same_person", verification_is_own(&of[i]));
		json_close(&j);
	}
	json_close(&j);
}

/* Who it was: the worker, else the name the system knows. */
static const char *who(const char *medewerker, const char *login)
{
	return medewerker ? medewerker : login;
}

static void put_text(const struct record_head *heads,
		     const struct verification *of, size_t count,
		     struct buffer *out)
{
	struct table t = { .align = "lllllllrll" };
	const char *const titles[] = {
		_("Organisation"), _("Traject"), _("Form"), _("About"),
		_("Verified"),     _("By"),      _("How"),  _("Differences"),
		_("Entered by"),   _("Number"),
	};

	if (count == 0)
		return;
	for (size_t i = 0; i < COUNT(titles); i++)
		table_add(&t, titles[i]);
	for (size_t i = 0; i < count; i++) {
		const struct record_head *h = &heads[i];
		const struct verification *v = &of[i];

		table_add(&t, h->organisatie);
		table_add(&t, h->traject);
		table_take(&t, alloc_print("%s %s", h->form, h->version));
		table_add(&t, h->jeugdige);
		table_take(&t, record_day(v->at));
		table_add(&t, who(v->medewerker, v->login));
		table_add(&t, v->how == VERIFY_BLIND  ? _("blind")
			      : v->how == VERIFY_OPEN ? _("in the open")
						      : NULL);
		table_take(&t, v->how ? alloc_print("%lld",
						    (long long)v->differences)
				      : NULL);
		table_take(&t, alloc_print("%s%s",
					   v->entered_by || v->entered_login
						   ? who(v->entered_by,
							 v->entered_login)
						   : "",
					   verification_is_own(v)
						   ? _(" (the same person)")
						   : ""));
		table_add(&t, h->id);
	}
	table_print(&t, "", out);
}

int report_verified(const struct record_head *heads,
		    const struct verification *of, size_t count,
		    enum report_format format, FILE *out, struct err *err)
{
	struct buffer text = { .to = out };

	switch (format) {
	case REPORT_TEXT:
		put_text(heads, of, count, &text);
		break;
	case REPORT_JSON:
		put_json(heads, of, count, &text);
		break;
	case REPORT_CSV:
		put_csv(heads, of, count, &text);
		break;
	}
	return print_end(&text, err);
}
