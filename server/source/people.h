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

/* Any other value gives {0}.  Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status names_from_json(const cJSON *value, struct names *ret,
				       struct error *err);

#endif
