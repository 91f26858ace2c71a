/* SPDX-License-Identifier: MIT */
#include "date.h"

#include <stdio.h>

#include "paperd/scoped.h"

/* Bytes of one part of a PubMed date; longer ones are no dates. */
#define PART_MAX 64

/* The first list of "date-parts": its first three numbers, up to the first
 * that is none or zero (CSL 1.0.2; Crossref writes [[null]] for "unknown"). */
static bool from_parts(const cJSON *lists, struct clean_date *ret,
		       struct trace *trace)
{
	long long parts[3] = { 0 };
	size_t count = 0;

	for (const cJSON *part = lists && lists->child ? lists->child->child
						       : NULL;
	     part && count < 3; part = part->next) {
		if (!json_whole(part, &parts[count]) || parts[count] <= 0)
			break;
		count++;
	}
	for (size_t i = count; i < 3; i++)
		parts[i] = 0;
	return count &&
	       date_from_parts(parts[0], parts[1], parts[2], ret, trace);
}

static struct span part_of(const cJSON *date, const char *key,
			   char scratch[SCALAR_MAX])
{
	struct span part = span_trim(json_scalar(json_get(date, key), scratch));

	return part.len && part.len <= PART_MAX ? part : span_of("");
}

/* PubMed's date as the text a reader would write: "2005 Sep 30", "2005-09-30",
 * "2005 Spring". */
static bool from_pubmed(const cJSON *date, struct clean_date *ret,
			struct trace *trace)
{
	char scratch[4][SCALAR_MAX], text[4 * PART_MAX];
	struct span year = part_of(date, "Year", scratch[0]);
	struct span month = part_of(date, "Month", scratch[1]);
	struct span day = part_of(date, "Day", scratch[2]);
	struct span season = part_of(date, "Season", scratch[3]);
	const char *dash = "";

	if (!year.len)
		return date_from_text(json_get_span(date, "MedlineDate"), ret,
				      trace);
	if (!month.len)
		month = season;
	if (month.len)
		dash = ascii_is_digit(month.at[0]) ? "-" : " ";
	snprintf(text, sizeof(text), "%.*s%s%.*s%s%.*s", (int)year.len, year.at,
		 dash, (int)month.len, month.at,
		 month.len && day.len ? dash : "", month.len ? (int)day.len : 0,
		 day.len ? day.at : "");
	return date_from_text(span_of(text), ret, trace);
}

bool date_from_json(const cJSON *value, struct clean_date *ret,
		    struct trace *trace)
{
	static const char *const texts[] = { "raw", "literal", "date-time" };
	char scratch[SCALAR_MAX];
	struct span text = json_scalar(value, scratch);

	if (text.len)
		return date_from_text(text, ret, trace);
	if (from_parts(json_get_array(value, "date-parts"), ret, trace))
		return true;
	if (json_get(value, "Year") || json_get(value, "MedlineDate"))
		return from_pubmed(value, ret, trace);
	for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
		text = json_get_span(value, texts[i]);
		if (text.len && date_from_text(text, ret, trace))
			return true;
	}
	return false;
}
