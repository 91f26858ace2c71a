/* SPDX-License-Identifier: MIT */
/*
 * Dates as JSON has them: CSL objects with "date-parts", "raw" or "literal",
 * PubMed's with "Year", "Month", "Day", "Season" or "MedlineDate", and text.
 */
#ifndef PAPERD_SOURCE_DATE_H
#define PAPERD_SOURCE_DATE_H

#include "json_get.h"
#include "paperd/values.h"

/* False, *ret untouched, when value holds no date. */
bool date_from_json(const cJSON *value, struct clean_date *ret,
		    struct trace *trace);

#endif
