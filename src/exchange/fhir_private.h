/*
 * exchange/fhir_private.h - what a Questionnaire and its responses agree on
 *
 * Owns      results are the caller's, to free().
 * Fails     never.
 */
#ifndef EXCHANGE_FHIR_PRIVATE_H
#define EXCHANGE_FHIR_PRIVATE_H

#include "base/json.h"
#include "form/form.h"

#define FHIR_OURS "urn:spoedpeil:"

/* Where an item stands. */
struct fhir_place {
	int group;  /* whose fields these are, or -1 */
	int repeat; /* or -1 */
};

enum fhir_kind {
	FHIR_FIELD,
	FHIR_GROUP,
	FHIR_REPEAT
};

/* The next thing that stands directly in a place. */
struct fhir_item {
	enum fhir_kind kind;
	int index; /* of the field, group or repeat */
	int first; /* its fields: first .. end-1 */
	int end;
};

/* What field number i is part of, directly in this place. */
struct fhir_item fhir_item_at(const struct form *form, int i,
			      struct fhir_place place);

/* The linkId of it; free() it. */
char *fhir_link(const struct form *form, const struct fhir_item *item);
char *fhir_section_link(const struct section *section);

/* "urn:spoedpeil:form:ash-3.0", free() it. */
char *fhir_url(const struct form *form);

/* A Coding: an option or a reason of the field. */
void fhir_put_coding(struct json *j, const char *key, const struct form *form,
		     const struct field *field, const char *name,
		     const struct words *label);

/*
 * When an item is asked: enableWhen, or an extension with the expression as it
 * stands where FHIR cannot say the same.  relevant NULL: always.
 */
void fhir_put_when(struct json *j, const struct form *form,
		   const struct expr *relevant);

/* One Questionnaire, under this key. */
void fhir_put_form(struct json *j, const char *key, const struct form *form);

#endif
