/* SPDX-License-Identifier: MIT */
/*
 * The facts of a record, and the prior: what is known of a record's worth
 * before anyone asks for it.
 *
 *	prior = 2.5 * log2(1 + citations) + 0.35 * years since 1950
 *
 * from 0 to 63, so that a citation of a thousand weighs as much as seventy
 * years.  It depends on the record alone, not on the day, so that a row stays
 * where it is until its record changes.
 */
#include "sqlite_index.h"

#include <math.h>

#define PRIOR_MAX      63
#define PRIOR_CITED    2.5
#define PRIOR_A_YEAR   0.35
#define PRIOR_NO_YEARS 1950

static uint32_t prior_of(const struct paper *paper)
{
	double prior = 0;

	if (paper->citation_count.known && paper->citation_count.value > 0)
		prior += PRIOR_CITED *
			 log2(1.0 + (double)paper->citation_count.value);
	if (paper->year.known && paper->year.value > PRIOR_NO_YEARS)
		prior += PRIOR_A_YEAR *
			 (double)(paper->year.value - PRIOR_NO_YEARS);
	return prior < PRIOR_MAX ? (uint32_t)prior : PRIOR_MAX;
}

static bool has_orcid(const struct paper *paper)
{
	for (size_t i = 0; i < paper->authors.count; i++)
		if (paper->authors.items[i].orcid)
			return true;
	return false;
}

static bool has_affiliation(const struct paper *paper)
{
	for (size_t i = 0; i < paper->authors.count; i++)
		if (paper->authors.items[i].affiliations.count)
			return true;
	return false;
}

static uint32_t updates_of(const struct paper *paper)
{
	uint32_t ret = 0;

	for (size_t i = 0; i < paper->updates.count; i++)
		ret |= update_is_to(&paper->updates.items[i]) ? HAS_UPDATE
							      : HAS_UPDATED;
	return ret;
}

static uint32_t state_of(const struct paper *paper)
{
	static const uint32_t open[] = {
		[TRUTH_YES] = STATE_OPEN, [TRUTH_NO] = STATE_CLOSED
	};

	return STATE_HELD | (paper->abstract ? HAS_ABSTRACT : 0) |
	       (paper->authors.count ? HAS_AUTHORS : 0) |
	       (paper->licenses.count ? HAS_LICENSE : 0) |
	       (paper->references.count ? HAS_REFERENCES : 0) |
	       (paper->translations.count ? HAS_TRANSLATION : 0) |
	       (has_orcid(paper) ? HAS_ORCID : 0) |
	       (has_affiliation(paper) ? HAS_AFFILIATION : 0) |
	       (paper->funders.count ? HAS_FUNDER : 0) | updates_of(paper) |
	       open[paper->open_access] |
	       (paper->retracted == TRUTH_YES ? STATE_RETRACTED : 0) |
	       prior_of(paper) << STATE_PRIOR_SHIFT;
}

#define DATE_LEN 10

/* YYYY[-MM[-DD]], with any time behind it, as a number that orders as the text
 * does. */
uint32_t date_number(const char *date)
{
	struct span rest = span_of(date), part;
	static const uint32_t places[] = { 512, 32, 1 };
	uint32_t number = 0;

	if (rest.len > DATE_LEN)
		rest.len = DATE_LEN;
	for (size_t i = 0; i < 3 && span_next(&rest, '-', &part); i++) {
		long long value;

		if (!text_to_integer(part, &value) || value < 0 || value > 9999)
			return number;
		number += (uint32_t)value * places[i];
	}
	return number;
}

/* Of all its sources the last: that is when the record changed. */
static uint32_t loaded_of(const struct paper *paper)
{
	uint32_t last = date_number(paper->source.loaded);

	for (size_t i = 0; i < paper->sources.count; i++) {
		uint32_t day = date_number(paper->sources.items[i].loaded);

		if (day > last)
			last = day;
	}
	return last;
}

static uint32_t small(struct integer value, uint32_t plus)
{
	if (!value.known || value.value < 0)
		return 0;
	if (value.value >= INT32_MAX)
		return INT32_MAX;
	return (uint32_t)value.value + plus;
}

/* Nothing was published in a year of five digits. */
static uint32_t year_of(const struct paper *paper)
{
	return paper->year.value <= 9999 ? small(paper->year, 0) : 0;
}

enum status facts_of(struct sqlite_store *store, const struct paper *paper,
		     long long journal, struct facts *ret, struct error *err)
{
	const struct {
		enum fact fact;
		const char *value;
	} words[] = {
		{ FACT_TYPE, paper->type },
		{ FACT_LANGUAGE, paper->language },
		{ FACT_SOURCE, paper->source.name },
		{ FACT_PUBLISHER, paper->publisher },
	};
	struct facts facts = { 0 };
	enum status status = STATUS_OK;

	facts.of[FACT_STATE] = state_of(paper);
	facts.of[FACT_PUBLISHED] = date_number(paper->published);
	facts.of[FACT_YEAR] = year_of(paper);
	facts.of[FACT_LOADED] = loaded_of(paper);
	facts.of[FACT_CITATIONS] = small(paper->citation_count, 1);
	facts.of[FACT_JOURNAL] = (uint32_t)journal;
	for (size_t i = 0; status == STATUS_OK && i < ARRAY_COUNT(words); i++) {
		long long id;

		status = word_put(store, words[i].fact, words[i].value, &id,
				  err);
		facts.of[words[i].fact] = (uint32_t)id;
	}
	*ret = facts;
	return status;
}

/* ---- the table ---- */

enum status facts_write(struct connection *writer, long long id,
			const struct facts *facts, struct error *err)
{
	SCOPED(statement_release)
	struct statement write = statement_of(
		writer, "INSERT OR REPLACE INTO facts (record_id, state,"
			" published, year, citations, type, language, source,"
			" publisher, journal_id, loaded, length)"
			" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

	bind_integer(&write, id);
	for (int i = 0; i < FACTS; i++)
		bind_integer(&write, facts->of[i]);
	return statement_run(&write, err);
}
