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

/*
 * `bodies`: in objects of this source a name that is not parted is that of an
 * organisation, unless it is one word or "Family, Given".  Any other value than
 * those above gives {0}.  Error: STATUS_NO_MEMORY.
 */
MUST_CHECK enum status names_from_json(const cJSON *value, bool bodies,
				       struct names *ret, struct trace *trace,
				       struct error *err);

#endif
