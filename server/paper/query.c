/* SPDX-License-Identifier: MIT */
/*
 * List parameters to a struct query: one row and one small function each.
 */
#include "paperd/query.h"

#include <stdlib.h>

#include "paperd/doi.h"
#include "paperd/scoped.h"

#include "cursor.h"

/* Longest value echoed in an error. */
#define ECHO_MAX 64

static enum status not_allowed(const char *name, struct span value,
			       const char *allowed, struct error *err)
{
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "%s=\"%.*s\" is not understood; %s", name,
			 span_shown(value, ECHO_MAX), value.at, allowed);
}

static enum status set_text(char **member, struct span value, struct error *err)
{
	char *copy = span_copy(value);

	if (!copy)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	free(*member);
	*member = copy;
	return STATUS_OK;
}

static enum status parse_doi(struct query *query, struct span value,
			     struct error *err)
{
	SCOPED(buf_release) struct buf doi = buf_init(DOI_MAX);

	if (!doi_clean(value, &doi))
		return not_allowed("doi", value, "give a DOI: 10.1000/182",
				   err);
	return set_text(&query->doi, buf_span(&doi), err);
}

static enum status parse_type(struct query *query, struct span value,
			      struct error *err)
{
	if (!value.len)
		return not_allowed("type", value,
				   "give a Crossref type: journal-article",
				   err);
	return set_text(&query->type, value, err);
}

/* NNNN-NNNX or NNNNNNNX; whether such a serial exists is the data's say. */
bool issn_form(struct span value, char out[10])
{
	size_t len = 0;

	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];

		if (c == '-' && len == 4)
			continue;
		if (len == 8 ||
		    !(ascii_is_digit(c) || (len == 7 && ascii_lower(c) == 'x')))
			return false;
		out[len < 4 ? len : len + 1] = c == 'x' ? 'X' : c;
		len++;
	}
	out[4] = '-';
	out[9] = '\0';
	return len == 8;
}

static enum status parse_issn(struct query *query, struct span value,
			      struct error *err)
{
	char issn[10];

	if (!issn_form(value, issn))
		return not_allowed("issn", value, "the form is 1234-567X", err);
	return set_text(&query->issn, span_of(issn), err);
}

static enum status parse_journal(struct query *query, struct span value,
				 struct error *err)
{
	SCOPED(buf_release) struct buf key = buf_init(4 * 1024);

	journal_key(value, &key);
	if (!key.len)
		return not_allowed("journal", value, "give a journal's title",
				   err);
	return set_text(&query->journal, buf_span(&key), err);
}

static enum status parse_language(struct query *query, struct span value,
				  struct error *err)
{
	if (value.len < 2 || value.len > 3 || !ascii_is_lower(value.at[0]))
		return not_allowed("language", value,
				   "give an ISO 639-1 or 639-3 code: en", err);
	return set_text(&query->language, value, err);
}

static enum status parse_year(struct query *query, struct span value,
			      struct error *err)
{
	long long year;

	if (value.len != 4 || !text_to_integer(value, &year) || year < 1000)
		return not_allowed("year", value, "give a year: 2019", err);
	query->year = (struct integer){ true, year };
	return STATUS_OK;
}

/* A part of a date: `digits` digits from `at`, in lowest..highest. */
static bool date_part(struct span value, size_t at, size_t digits, int highest)
{
	long long part;

	return text_to_integer(span_slice(value, at, at + digits), &part) &&
	       part >= 1 && part <= highest;
}

static bool is_date(struct span value)
{
	if (value.len != 4 && value.len != 7 && value.len != 10)
		return false;
	if (!date_part(value, 0, 4, 9999))
		return false;
	if (value.len >= 7 &&
	    (value.at[4] != '-' || !date_part(value, 5, 2, 12)))
		return false;
	return value.len < 10 ||
	       (value.at[7] == '-' && date_part(value, 8, 2, 31));
}

static const char date_forms[] = "the forms are 2019, 2019-05, 2019-05-31";

static enum status parse_from(struct query *query, struct span value,
			      struct error *err)
{
	if (!is_date(value))
		return not_allowed("from", value, date_forms, err);
	return set_text(&query->from, value, err);
}

static enum status parse_until(struct query *query, struct span value,
			       struct error *err)
{
	if (!is_date(value))
		return not_allowed("until", value, date_forms, err);
	return set_text(&query->until, value, err);
}

static const struct {
	const char *name;
	unsigned bit;
} has_words[] = {
	{ "abstract", HAS_ABSTRACT },       { "authors", HAS_AUTHORS },
	{ "license", HAS_LICENSE },         { "references", HAS_REFERENCES },
	{ "translation", HAS_TRANSLATION }, { "orcid", HAS_ORCID },
};

static enum status parse_has(struct query *query, struct span value,
			     struct error *err)
{
	struct span word;

	while (span_next(&value, ',', &word)) {
		unsigned bit = 0;

		for (size_t i = 0; i < ARRAY_COUNT(has_words); i++)
			if (span_is(word, has_words[i].name))
				bit = has_words[i].bit;
		if (!bit)
			return not_allowed("has", word,
					   "known are: abstract, authors, "
					   "license, references, "
					   "translation, orcid",
					   err);
		query->has |= bit;
	}
	return STATUS_OK;
}

static const char *const sort_words[] = {
	[SORT_DOI] = "doi",
	[SORT_DOI_DESCENDING] = "-doi",
	[SORT_PUBLISHED] = "published",
	[SORT_PUBLISHED_DESCENDING] = "-published",
};

static enum status parse_sort(struct query *query, struct span value,
			      struct error *err)
{
	for (size_t i = 0; i < ARRAY_COUNT(sort_words); i++)
		if (span_is(value, sort_words[i])) {
			query->sort = (enum query_sort)i;
			return STATUS_OK;
		}
	return not_allowed("sort", value,
			   "known are: doi, -doi, published, -published", err);
}

static enum status parse_limit(struct query *query, struct span value,
			       struct error *err)
{
	long long limit;

	if (!text_to_integer(value, &limit) || limit < 0 ||
	    limit > QUERY_LIMIT_MAX)
		return not_allowed("limit", value, "give 0 to 1000", err);
	query->limit = (unsigned)limit;
	return STATUS_OK;
}

static enum status parse_fields(struct query *query, struct span value,
				struct error *err)
{
	return field_set_parse(value, &query->fields, err);
}

static enum status parse_cursor(struct query *query, struct span value,
				struct error *err)
{
	SCOPED_FREE char *key = NULL;
	SCOPED_FREE char *doi = NULL;
	enum query_sort sort;

	if (!cursor_read(value, &sort, &key, &doi))
		return not_allowed("cursor", value,
				   "take it from \"next\" of the page before",
				   err);
	free(query->after_key);
	free(query->after_doi);
	query->after_key = key;
	query->after_doi = doi;
	query->cursor_sort = sort;
	key = doi = NULL;
	return STATUS_OK;
}

/* clang-format off */
const struct query_param query_params[] = {
	{ "doi", "string", "The record of this DOI or other identifier.", parse_doi },
	{ "type", "string", "Of this Crossref type: journal-article, ...",
	  parse_type },
	{ "issn", "string", "In the journal with this ISSN.", parse_issn },
	{ "journal", "string", "In the journal of this title.",
	  parse_journal },
	{ "language", "string", "In this language (ISO 639).",
	  parse_language },
	{ "year", "integer", "Published in this year.", parse_year },
	{ "from", "string",
	  "Published on or after: YYYY, YYYY-MM or YYYY-MM-DD.", parse_from },
	{ "until", "string",
	  "Published on or before: YYYY, YYYY-MM or YYYY-MM-DD.",
	  parse_until },
	{ "has", "string",
	  "With all of these, by comma: abstract, authors, license, "
	  "references, translation, orcid.", parse_has },
	{ "sort", "string", "doi, -doi, published or -published.",
	  parse_sort },
	{ "limit", "integer", "Records on a page, 0 to 1000; 20 if not given.",
	  parse_limit },
	{ "cursor", "string", "Where the page starts: \"next\" of the page "
	  "before.", parse_cursor },
	{ "fields", "string", "Only these fields of each record, by comma.",
	  parse_fields },
	{ 0 }
};
/* clang-format on */

struct query query_init(void)
{
	return (struct query){ .limit = QUERY_LIMIT_DEFAULT,
			       .fields = FIELD_SET_ALL };
}

void query_release(struct query *query)
{
	char *owned[] = { query->doi,      query->type,      query->issn,
			  query->journal,  query->from,      query->until,
			  query->language, query->after_key, query->after_doi };

	for (size_t i = 0; i < ARRAY_COUNT(owned); i++)
		free(owned[i]);
	*query = (struct query){ 0 };
}

static enum status unknown_param(struct span name, struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);

	for (const struct query_param *p = query_params; p->name; p++) {
		buf_add_text(&known, p == query_params ? "" : ", ");
		buf_add_text(&known, p->name);
	}
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "unknown parameter \"%.*s\"; known are: %s",
			 span_shown(name, ECHO_MAX), name.at, buf_text(&known));
}

enum status query_parse(struct query *query, struct span name,
			struct span value, struct error *err)
{
	for (const struct query_param *p = query_params; p->name; p++)
		if (span_is(name, p->name))
			return p->parse(query, value, err);
	return unknown_param(name, err);
}

enum status query_check(const struct query *query, struct error *err)
{
	if (query->after_doi && query->cursor_sort != query->sort)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "the cursor is of a list sorted by %s, this "
				 "one is sorted by %s",
				 sort_words[query->cursor_sort],
				 sort_words[query->sort]);
	return STATUS_OK;
}

void query_cursor(const struct query *query, const char *published,
		  const char *doi, struct buf *out)
{
	cursor_write(query->sort, published, doi, out);
}
