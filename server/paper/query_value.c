/* SPDX-License-Identifier: MIT */
/*
 * Parameters with one value, and those that are words by comma.
 */
#include <stdlib.h>

#include "paperd/scoped.h"

#include "query_read.h"

/* ---- words that are searched for ---- */

enum status param_query(struct query *query, struct span value,
			struct error *err)
{
	return search_add(&query->search, value, SEARCH_ANYWHERE, err);
}

enum status param_title(struct query *query, struct span value,
			struct error *err)
{
	return search_add(&query->search, value, SEARCH_TITLE, err);
}

enum status param_author(struct query *query, struct span value,
			 struct error *err)
{
	return search_add(&query->search, value, SEARCH_AUTHOR, err);
}

enum status param_bibliographic(struct query *query, struct span value,
				struct error *err)
{
	return search_add_words(&query->reference, value, SEARCH_ANYWHERE, err);
}

/* ---- dates ---- */

/* A part of a date: the digits from..to, as a number in 1..highest. */
static bool date_part(struct span value, size_t from, size_t to, int highest,
		      long long *ret)
{
	return text_to_integer(span_slice(value, from, to), ret) && *ret >= 1 &&
	       *ret <= highest;
}

static bool is_date(struct span value)
{
	long long year, month, day;

	if (value.len != 4 && value.len != 7 && value.len != 10)
		return false;
	if (!date_part(value, 0, 4, 9999, &year))
		return false;
	if (value.len >= 7 &&
	    (value.at[4] != '-' || !date_part(value, 5, 7, 12, &month)))
		return false;
	return value.len < 10 ||
	       (value.at[7] == '-' &&
		date_part(value, 8, 10, month_days(year, month), &day));
}

static enum status date_parse(const char *name, struct span value, char **ret,
			      struct error *err)
{
	char *copy;

	if (!is_date(value))
		return param_refuse(
			name, value,
			"the forms are 2019, 2019-05, 2019-05-31, of days that "
			"the calendar has",
			err);
	copy = span_copy(value);
	if (!copy)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	free(*ret);
	*ret = copy;
	return STATUS_OK;
}

enum status param_from(struct query *query, struct span value,
		       struct error *err)
{
	return date_parse("from", value, &query->from, err);
}

enum status param_until(struct query *query, struct span value,
			struct error *err)
{
	return date_parse("until", value, &query->until, err);
}

enum status param_loaded_from(struct query *query, struct span value,
			      struct error *err)
{
	return date_parse("loaded_from", value, &query->loaded_from, err);
}

enum status param_loaded_until(struct query *query, struct span value,
			       struct error *err)
{
	return date_parse("loaded_until", value, &query->loaded_until, err);
}

/* ---- true and false ---- */

static enum status truth_parse(const char *name, struct span value,
			       enum truth *ret, struct error *err)
{
	if (span_is(value, "true"))
		*ret = TRUTH_YES;
	else if (span_is(value, "false"))
		*ret = TRUTH_NO;
	else
		return param_refuse(name, value, "give true or false", err);
	return STATUS_OK;
}

enum status param_open_access(struct query *query, struct span value,
			      struct error *err)
{
	static const char *const answers[] = {
		[ASKED_NO] = "false",
		[ASKED_YES] = "true",
		[ASKED_UNKNOWN] = "unknown",
	};

	for (size_t i = ASKED_NO; i < ARRAY_COUNT(answers); i++)
		if (span_is(value, answers[i])) {
			query->open_access = (enum truth_asked)i;
			return STATUS_OK;
		}
	return param_refuse("open_access", value, "give true, false or unknown",
			    err);
}

enum status param_retracted(struct query *query, struct span value,
			    struct error *err)
{
	return truth_parse("retracted", value, &query->retracted, err);
}

enum status param_highlight(struct query *query, struct span value,
			    struct error *err)
{
	enum truth truth = TRUTH_UNKNOWN;
	enum status status = truth_parse("highlight", value, &truth, err);

	query->highlight = truth == TRUTH_YES;
	return status;
}

/* ---- words by comma ---- */

/* Words that a parameter knows, by the number of their bit. */
struct words {
	const char *name; /* of the parameter */
	const char *const *words;
	size_t count;
};

static enum status word_find(const struct words *known, struct span word,
			     unsigned *ret_bit, struct error *err)
{
	SCOPED(buf_release) struct buf allowed = buf_init(ERROR_DETAIL_MAX);

	for (size_t i = 0; i < known->count; i++)
		if (span_is(word, known->words[i])) {
			*ret_bit = 1U << i;
			return STATUS_OK;
		}
	buf_add_text(&allowed, "known are: ");
	param_names(known->words, known->count, &allowed);
	return param_refuse(known->name, word, buf_text(&allowed), err);
}

static const char *const has_words[] = {
	"abstract", "authors",     "license", "references", "translation",
	"orcid",    "affiliation", "funder",  "updated",    "update",
};

enum status param_has(struct query *query, struct span value, struct error *err)
{
	static const struct words known = { "has", has_words,
					    ARRAY_COUNT(has_words) };
	struct span word;

	while (span_next(&value, ',', &word)) {
		bool negated = list_is_negated(&word);
		unsigned bit = 0;
		enum status status = word_find(&known, span_trim(word), &bit,
					       err);

		if (status != STATUS_OK)
			return status;
		*(negated ? &query->has_not : &query->has) |= bit;
	}
	return STATUS_OK;
}

const char *const query_facet_names[FACETS] = {
	[FACET_TYPE] = "type",           [FACET_YEAR] = "year",
	[FACET_JOURNAL] = "journal",     [FACET_LANGUAGE] = "language",
	[FACET_PUBLISHER] = "publisher", [FACET_OPEN_ACCESS] = "open_access",
	[FACET_SOURCE] = "source",       [FACET_HAS_ABSTRACT] = "has_abstract",
};

enum status param_facets(struct query *query, struct span value,
			 struct error *err)
{
	static const struct words known = { "facets", query_facet_names,
					    FACETS };
	struct span word;

	if (span_is(span_trim(value), "*")) {
		query->facets = (1U << FACETS) - 1;
		return STATUS_OK;
	}
	while (span_next(&value, ',', &word)) {
		unsigned bit = 0;
		enum status status = word_find(&known, span_trim(word), &bit,
					       err);

		if (status != STATUS_OK)
			return status;
		query->facets |= bit;
	}
	return STATUS_OK;
}

enum status param_facet_limit(struct query *query, struct span value,
			      struct error *err)
{
	long long limit;

	if (!text_to_integer(value, &limit) || limit < 1 ||
	    limit > QUERY_FACET_MAX)
		return param_refuse("facet-limit", value, "give 1 to 1000",
				    err);
	query->facet_limit = (unsigned)limit;
	return STATUS_OK;
}

enum status param_fields(struct query *query, struct span value,
			 struct error *err)
{
	return field_set_parse(value, &query->fields, err);
}
