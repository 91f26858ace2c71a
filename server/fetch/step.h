/* SPDX-License-Identifier: MIT */
/*
 * What to ask next.  Resolving a DOI takes one to four requests, each a step;
 * which comes next is decided by the answer to the one before, and no step is
 * taken twice.  Pure.
 *
 *	agency    whose DOI is it (doi.org's doiRA)
 *	crossref  the work at Crossref's REST API
 *	datacite  the DOI at DataCite's REST API
 *	content   doi.org with content negotiation, for all other agencies
 *
 * Only doi.org knows that there is no such DOI: an agency that does not have
 * it may not be the one it is registered with.
 */
#ifndef FETCH_STEP_H
#define FETCH_STEP_H

#include "paperd/fetch.h"

enum step { STEP_AGENCY, STEP_CROSSREF, STEP_DATACITE, STEP_CONTENT, STEP_END };

/* Registration agencies, as far as they matter here: AGENCY_OTHER are those
 * that are asked by content negotiation. */
enum agency { AGENCY_UNKNOWN, AGENCY_CROSSREF, AGENCY_DATACITE, AGENCY_OTHER };

/* How doi.org writes it; NULL: not one of its names. */
const char *agency_name(enum agency agency);

/* What a host gave to whom.  All borrowed. */
struct step_answer {
	struct span doi;    /* that was asked for, in key form */
	enum agency agency; /* of it, as far as known */
	bool conditional;   /* validators were sent: 304 has a meaning */
	int status;
	unsigned redirects;
	const char *type; /* Content-Type; NULL: none */
	struct span body;
};

struct verdict {
	enum step next; /* STEP_END: outcome is set */
	enum fetch_outcome outcome;
	enum agency agency; /* AGENCY_UNKNOWN: nothing learnt */
	char name[24];      /* of the agency, as doi.org writes it; "" */
	bool brief;         /* the outcome may well be another one soon */
};

/* The first step for a DOI of an agency. */
enum step step_first(enum agency agency);

/*
 * Judges the answer to a step; `taken` has a bit (1 << step) for each step
 * taken, this one included.  Statuses of 429 and 5xx are judged by the caller.
 */
struct verdict step_judge(enum step step, unsigned taken,
			  const struct step_answer *answer);

#endif
