/*
 * exchange/fhir.h - records of one form as FHIR R4
 *
 * A Bundle (collection) of one Questionnaire for each version of the form that
 * is there, and a QuestionnaireResponse for each record.  Sections, groups and
 * repeats are items of type group.  A reason of missing is an answer with the
 * extension data-absent-reason and one of our own with the reason itself.
 * Relevance becomes enableWhen where that says exactly the same, else an
 * extension with the expression.  The other rules stay behind.
 *
 * A traject is an EpisodeOfCare and a jeugdige a Patient, both known by an
 * identifier only.
 *
 * Owns      nothing; the stream stays the caller's.
 * Fails     as outgoing_visit(); ERR_SYSTEM when the stream refuses.
 */
#ifndef EXCHANGE_FHIR_H
#define EXCHANGE_FHIR_H

#include <stdio.h>

#include "base/attr.h"
#include "base/err.h"
#include "exchange/outgoing.h"

CHECKED int fhir_export(struct outgoing *outgoing, FILE *out, struct err *err);

#endif
