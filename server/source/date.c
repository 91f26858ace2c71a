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

/* The first parts of a date as the text a reader would write: "2005 Sep 30",
 * "2005-09-30", "2005 Spring". */
static bool from_words(const struct span parts[3], size_t count,
		       struct clean_date *ret, struct trace *trace)
{
	bool digits = count > 1 && ascii_is_digit(parts[1].at[0]);
	char text[4 * PART_MAX] = "";

	for (size_t i = 0; i < count; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "%s%.*s", i ? (digits ? "-" : " ") : "",
			 (int)parts[i].len, parts[i].at);
	return date_from_text(span_of(text), ret, trace);
}

/* PubMed's date.  A part that cannot be read takes those after it with it. */
static bool from_pubmed(const cJSON *date, struct clean_date *ret,
			struct trace *trace)
{
	char scratch[4][SCALAR_MAX];
	struct span parts[] = { part_of(date, "Year", scratch[0]),
				part_of(date, "Month", scratch[1]),
				part_of(date, "Day", scratch[2]) };
	size_t given = 0;
	size_t count;

	if (!parts[0].len)
		return date_from_text(json_get_span(date, "MedlineDate"), ret,
				      trace);
	if (!parts[1].len)
		parts[1] = part_of(date, "Season", scratch[3]);
	while (given < 3 && parts[given].len)
		given++;
	count = given;
	while (count && !from_words(parts, count, ret, NULL))
		count--;
	if (count && count < given)
		trace_fired(trace, RULE_DATE_TRUNCATED);
	return from_words(parts, count ? count : given, ret, trace);
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
		return from_pubmed(value, ret, NULL);
	for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
		text = json_get_span(value, texts[i]);
		if (text.len && date_from_text(text, ret, trace))
			return true;
	}
	return false;
}
