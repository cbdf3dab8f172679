/* exchange/import_head.c - whose a row is: its names, and its traject */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/same.h"
#include "base/text.h"
#include "exchange/import_private.h"
#include "store/names.h"

/* --- names */

/* Does the programme itself give this name? */
static bool programme_has(const struct import *import, const char *list,
			  const char *organisatie, const char *name)
{
	const struct programme *programme =
		catalogue_programme(import->catalogue);
	size_t i;

	for (i = 0; programme && i < programme->list_count; i++) {
		const struct programme_name *known = &programme->names[i];

		if (strcmp(known->list, list) == 0 &&
		    strcmp(known->name, name) == 0 &&
		    (!known->parent || !organisatie ||
		     strcmp(known->parent, organisatie) == 0))
			return true;
	}
	return false;
}

/* Nobody can mistype what no person typed. */
static bool is_pseudonym(const struct import *import, const char *list,
			 const char *name)
{
	return import->package && strcmp(list, "medewerker") == 0 &&
	       strncmp(name, "M-", 2) == 0 &&
	       strspn(name + 2, "0123456789abcdef") == 20 && strlen(name) == 22;
}

/* Is the name in its list?  Else it is added, or the row refused. */
static int check_name(struct import *import, struct import_row *row,
		      const char *list, const char *organisatie,
		      const char *name, struct err *err)
{
	bool found;
	int code;

	if (!name)
		return 0;
	/* Which looks itself whether it is there. */
	if (import->options->add_names)
		return row->in_vain ? 0
				    : names_add(import->store, list,
						organisatie, name, err);
	code = names_has(import->store, list, organisatie, name, &found, err);
	if (code)
		return code;
	if (!found && !is_pseudonym(import, list, name) &&
	    !programme_has(import, list, organisatie, name)) {
		import_refuse(import, row, list,
			      _("%s is not in the list; check the spelling, "
				"or give --add-names"),
			      name);
		return 0;
	}
	return found || row->in_vain
		       ? 0
		       : names_add(import->store, list, organisatie, name, err);
}

int import_check_names(struct import *import, struct import_row *row,
		       const char *organisatie, struct err *err)
{
	int code;

	code = check_name(import, row, "organisatie", NULL, organisatie, err);
	if (code || row->refused)
		return code;
	code = check_name(import, row, "team", organisatie, row->head.team,
			  err);
	if (code)
		return code;
	return check_name(import, row, "medewerker", organisatie,
			  row->head.medewerker, err);
}

/* --- the traject */

/* The organisatie of a traject that is not known and does not say. */
static const char *default_organisatie(struct import *import,
				       struct import_row *row)
{
	if (row->head.organisatie)
		return row->head.organisatie;
	return import->options->organisatie;
}

/* ERR_EXISTS, without a sentence, when it was a guess that it is new. */
static int add_traject(struct import *import, struct import_row *row,
		       bool guess, struct err *err)
{
	const char *organisatie = default_organisatie(import, row);
	struct traject made = { 0 };
	struct err why = { 0 };
	int code;

	if (!organisatie) {
		import_refuse(import, row, "organisatie",
			      _("traject %s is not known yet, so this must say "
				"of which organisatie it is"),
			      row->head.traject);
		return 0;
	}
	code = import_check_names(import, row, organisatie, err);
	if (code || row->refused)
		return code;

	made.organisatie = alloc_text(organisatie);
	made.code = alloc_text(row->head.traject);
	made.team = alloc_text(row->head.team);
	made.medewerker = alloc_text(row->head.medewerker);
	made.ended = alloc_text(row->head.ended);
	code = row->in_vain ? trajecten_may_add(import->store, &made, &why)
			    : trajecten_add(import->store, &made, &why);
	if (code) {
		traject_done(&made);
		/* It is there after all, or it was once, and was destroyed. */
		if (code == ERR_EXISTS && guess)
			return code;
		if (code == ERR_EXISTS)
			import_conflict(import, row, "traject", why.text);
		else
			return err_pass(err, &why);
		return 0;
	}
	row->made_traject = true;
	traject_done(&import->traject);
	import->traject = made;
	return 0;
}

int import_find_traject(struct import *import, struct import_row *row,
			struct err *err)
{
	const struct record_head *head = &row->head;
	const char *organisatie;
	struct traject found = { 0 };
	struct err why = { 0 };
	int code;

	if (import->traject.id &&
	    same_text(import->traject.code, head->traject) &&
	    same_text(import->traject.organisatie, head->organisatie))
		return import_check_names(import, row, head->organisatie, err);

	/* A pseudonym is of one traject, whatever organisation it is in. */
	organisatie = import->package ? NULL : head->organisatie;
	/* After one that is new comes another: its index says if not. */
	if (import->new_traject && organisatie && !row->in_vain) {
		code = add_traject(import, row, true, err);
		if (code != ERR_EXISTS)
			return code;
	}
	/* Most are new: they need no sentence. */
	code = trajecten_find(import->store, organisatie, head->traject, &found,
			      NULL);
	import->new_traject = code == ERR_NOTFOUND;
	if (code == ERR_NOTFOUND)
		return add_traject(import, row, false, err);
	if (code)
		code = trajecten_find(import->store, organisatie, head->traject,
				      &found, &why);
	if (code == ERR_INVALID) {
		import_refuse(import, row, "traject", "%s", why.text);
		return 0;
	}
	if (code)
		return err_pass(err, &why);
	traject_done(&import->traject);
	import->traject = found;
	return import_check_names(import, row, found.organisatie, err);
}
