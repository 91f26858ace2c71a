/* SPDX-License-Identifier: MIT */
/*
 * Which records of a list are given and in which order: sort, limit, cursor,
 * sample; and what parameters say about each other.
 */
#include "paperd/scoped.h"

#include "cursor.h"
#include "query_read.h"

static const char *const sort_words[] = {
	[SORT_RELEVANCE] = "relevance", [SORT_DOI] = "doi",
	[SORT_PUBLISHED] = "published", [SORT_CITATIONS] = "citations",
	[SORT_TITLE] = "title",         [SORT_LOADED] = "loaded",
};

/* ---- the parameters ---- */

static bool sort_find(struct span word, enum query_sort *ret)
{
	for (size_t i = 0; i < ARRAY_COUNT(sort_words); i++)
		if (span_is(word, sort_words[i])) {
			*ret = (enum query_sort)i;
			return true;
		}
	return false;
}

enum status param_sort(struct query *query, struct span value,
		       struct error *err)
{
	struct span word = value;
	bool descending = value.len && value.at[0] == '-';
	enum query_sort sort = SORT_RELEVANCE;

	if (descending)
		word = span_slice(value, 1, value.len);
	if (!sort_find(word, &sort) || (descending && sort == SORT_RELEVANCE))
		return param_refuse("sort", value,
				    "known are: relevance, and doi, published, "
				    "citations, title, which may have a - "
				    "before them",
				    err);
	query->sort = sort;
	query->descending = descending;
	query->sort_given = true;
	return STATUS_OK;
}

static bool number_in(struct span value, long long least, long long most,
		      unsigned *ret)
{
	long long number;

	if (!text_to_integer(value, &number) || number < least || number > most)
		return false;
	*ret = (unsigned)number;
	return true;
}

enum status param_limit(struct query *query, struct span value,
			struct error *err)
{
	if (!number_in(value, 0, QUERY_STREAM_MAX, &query->limit))
		return param_refuse("limit", value,
				    "give 0 to 1000, or to 100000 with "
				    "format=ndjson or csv",
				    err);
	query->limit_given = true;
	return STATUS_OK;
}

enum status param_cursor(struct query *query, struct span value,
			 struct error *err)
{
	struct place place = { 0 };

	if (!query_place(value, &place))
		return param_refuse("cursor", value,
				    "take it from \"next\" of the page before",
				    err);
	place_release(&query->after);
	query->after = place;
	return STATUS_OK;
}

enum status param_sample(struct query *query, struct span value,
			 struct error *err)
{
	if (!number_in(value, 1, QUERY_LIMIT_MAX, &query->sample))
		return param_refuse("sample", value, "give 1 to 1000", err);
	return STATUS_OK;
}

/* A decimal number of 64 bits. */
static bool seed_read(struct span text, uint64_t *ret)
{
	uint64_t seed = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint64_t digit = (uint64_t)(text.at[i] - '0');

		if (!ascii_is_digit(text.at[i]) ||
		    seed > (UINT64_MAX - digit) / 10)
			return false;
		seed = seed * 10 + digit;
	}
	*ret = seed;
	return text.len;
}

enum status param_seed(struct query *query, struct span value,
		       struct error *err)
{
	if (!seed_read(value, &query->seed))
		return param_refuse("seed", value,
				    "give 0 to 18446744073709551615", err);
	query->seed_given = true;
	return STATUS_OK;
}

/* ---- what they say about each other ---- */

static enum status check_words(struct query *query, struct error *err)
{
	static const enum param_row others[] = { PARAM_query, PARAM_title,
						 PARAM_author };

	for (size_t i = 0; i < ARRAY_COUNT(others); i++)
		if (param_is_given(query, PARAM_bibliographic) &&
		    param_is_given(query, others[i]))
			return error_set(err, STATUS_INVALID_PARAMETER,
					 "query.bibliographic goes without %s",
					 query_params[others[i]].name);
	return STATUS_OK;
}

/* Both at the precision of the shorter one. */
static enum status check_dates(struct query *query, struct error *err)
{
	struct span from = span_of(query->from), until = span_of(query->until);
	size_t len = from.len < until.len ? from.len : until.len;

	if (len && memcmp(from.at, until.at, len) > 0)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "from=%s is later than until=%s", query->from,
				 query->until);
	return STATUS_OK;
}

static enum status check_sample(struct query *query, struct error *err)
{
	if (!query->sample && query->seed_given)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "seed is for sample, which is not given");
	if (!query->sample)
		return STATUS_OK;
	if (query->sort_given || query->limit_given || query->after.given)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "sample says how many records there are and "
				 "has an order of its own: it goes without "
				 "sort, limit and cursor");
	query->sort = SORT_SAMPLE;
	query->descending = false;
	query->limit = query->sample;
	return STATUS_OK;
}

/* The order that was not given. */
static enum status settle_order(struct query *query, struct error *err)
{
	bool words = query->search.count || query->reference.count ||
		     query->first;

	if (query->sort_given || query->sample)
		return STATUS_OK;
	query->sort = words ? SORT_RELEVANCE : SORT_DOI;
	query->descending = false;
	return STATUS_OK;
}

/* "-published" */
static const char *sign_of(bool descending)
{
	return descending ? "-" : "";
}

static enum status check_words_of(const struct place *after,
				  const struct query *query, struct error *err)
{
	if (after->search == query->digest)
		return STATUS_OK;
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "the cursor is of another search: give the words and "
			 "filters of the page before as they were");
}

static enum status check_cursor(struct query *query, struct error *err)
{
	const struct place *after = &query->after;

	if (!after->given)
		return STATUS_OK;
	if (after->sort == query->sort &&
	    after->descending == query->descending)
		return check_words_of(after, query, err);
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "the cursor is of a list sorted by %s%s, this one is "
			 "sorted by %s%s",
			 sign_of(after->descending), sort_words[after->sort],
			 sign_of(query->descending), sort_words[query->sort]);
}

/* The years that stand in the words limit those of the parameter. */
static enum status settle_years(struct query *query, struct error *err)
{
	struct search *search = &query->search;
	struct range years = {
		{ search->year_from != 0, search->year_from },
		{ search->year_until != 0, search->year_until },
	};
	enum status status;

	if (!years.from.known && !years.until.known)
		return STATUS_OK;
	status = ranges_limit(&query->year, years, err);
	if (status == STATUS_OK)
		search->year_from = search->year_until = 0;
	return status;
}

enum status query_check(struct query *query, struct error *err)
{
	/* a cursor is compared with the order that is settled by then */
	static enum status (*const checks[])(struct query *, struct error *) = {
		check_words,  check_dates,  check_sample,
		settle_order, check_cursor, settle_years,
	};

	for (size_t i = 0; i < ARRAY_COUNT(checks); i++) {
		enum status status = checks[i](query, err);

		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}
