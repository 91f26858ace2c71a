/* SPDX-License-Identifier: MIT */
/*
 * Lists of persons as JSON has them, to clean names.
 *
 * A list holds objects (Crossref, CSL, DataCite, Semantic Scholar) or strings;
 * a whole list may also be one string, or a string that holds such a list in
 * JSON.
 */
#ifndef PAPERD_SOURCE_PEOPLE_H
#define PAPERD_SOURCE_PEOPLE_H

#include "json_get.h"
#include "paperd/error.h"
#include "paperd/names.h"

/* What a name is that stands in an object and is not parted. */
enum unparted {
	UNPARTED_ANYONE,
	UNPARTED_BODY, /* an organisation, unless one word or "Family, Given" */
	UNPARTED_AS_IS, /* not to be parted: it was looked at before */
};

/* Any other value than those above gives {0}.  Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status names_from_json(const cJSON *value,
				       enum unparted unparted,
				       struct names *ret, struct trace *trace,
				       struct error *err);

#endif
