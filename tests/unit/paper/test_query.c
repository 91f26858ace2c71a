/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/query.h"
#include "paperd/scoped.h"

/* clang-format off */
static const struct {
	const char *name, *value, *complaint; /* NULL: it is taken */
} rows[] = {
	{ "query", "vitamin \"d\" -c", NULL },
	{ "query", "", NULL },
	{ "query", "\xff(\"", NULL },
	{ "query.bibliographic", "Doe J. (2019) On X. Nature 5:1-3", NULL },
	{ "title", "cells", NULL },
	{ "author", "Moasser E", NULL },
	{ "doi", "https://doi.org/10.1000/ABC", NULL },
	{ "doi", "10.1000/a|10.1000/b", NULL },
	{ "doi", "pmid:31393839", NULL },
	{ "doi", "hello", "doi=\"hello\" is not understood; give a DOI" },
	{ "doi", "10.1000/a|hello", "doi=\"hello\" is not understood" },
	{ "doi", "colour:red", "give a DOI" },
	{ "orcid", "0000-0002-1694-233X", NULL },
	{ "orcid", "!0000-0002-1825-0097|0000-0002-1694-233X", NULL },
	{ "orcid", "0000-0002-1825-009", "give an ORCID iD" },
	{ "orcid", "0000-0002-1825-009x", "give an ORCID iD" },
	{ "orcid", "0000-0002-182X-0097", "give an ORCID iD" },
	{ "orcid", "0000.0002.1825.0097", "give an ORCID iD" },
	{ "orcid", "", "orcid=\"\" is not understood" },
	{ "isbn", "9780306406157", NULL },
	{ "isbn", "0306406152", NULL },
	{ "isbn", "978030640615", "give an ISBN" },
	{ "isbn", "97803064O6157", "give an ISBN" },
	{ "prefix", "10.1016", NULL },
	{ "prefix", "10.1016/", NULL },
	{ "prefix", "10.12345.6.78", NULL },
	{ "prefix", "!10.1016|10.5555", NULL },
	{ "prefix", "10.1", "give the prefix of a DOI" },
	{ "prefix", "11.1016", "give the prefix of a DOI" },
	{ "prefix", "10.1016.", "give the prefix of a DOI" },
	{ "prefix", "10.1016/x", "give the prefix of a DOI" },
	{ "prefix", "10.1016//", "give the prefix of a DOI" },
	{ "prefix", "10", "give the prefix of a DOI" },
	{ "funder", "100000001", NULL },
	{ "funder", "https://doi.org/10.13039/501100001809", NULL },
	{ "funder", "Wellcome", "number of the Funder Registry" },
	{ "funder", "12x", "number of the Funder Registry" },
	{ "updates", "doi:10.1000/ABC", NULL },
	{ "updates", "pmid:7", "give a DOI" },
	{ "type", "journal-article", NULL },
	{ "type", "!book|standard-series", NULL },
	{ "type", "", "known are: book, book-chapter" },
	{ "type", "article-journal", "report-series, standard, standard-series" },
	{ "type", "book|", "type=\"\" is not understood" },
	{ "type", "|book", "type=\"\" is not understood" },
	{ "type", "!", "type=\"\" is not understood" },
	{ "type", "book|!report", "one ! before the first value is for all" },
	{ "type", "!!book", "one ! before the first value is for all" },
	{ "issn", "1234567x", NULL },
	{ "issn", "1234-56789", "the form is 1234-567X" },
	{ "issn", "1234", "the form is 1234-567X" },
	{ "issn", "x234-5678", "the form is 1234-567X" },
	{ "journal", "The Journal of X", NULL },
	{ "journal", "--", "give a journal's title" },
	{ "publisher", "Springer", NULL },
	{ "journal", "Nature\xff", "give a journal's title" },
	{ "publisher", "...", "give a publisher's name" },
	{ "language", "zh", NULL },
	{ "language", "chinese", "ISO 639" },
	{ "language", "ZH", "ISO 639" },
	{ "language", "e", "ISO 639" },
	{ "source", "Crossref", NULL },
	{ "source", "", "give a name" },
	{ "source", "\xff", "give a name" },
	{ "year", "2019", NULL },
	{ "year", "2019..2019", NULL },
	{ "year", " 1999 | 2019.. ", NULL },
	{ "year", "19", "give years" },
	{ "year", "2019x", "give years" },
	{ "year", "-2019", "give years" },
	{ "year", "12019", "give years" },
	{ "year", "2022..2019", "the earlier one first" },
	{ "year", "..", "give years" },
	{ "year", "2019...2022", "give years" },
	{ "year", "", "give years" },
	{ "year", "!", "give years" },
	{ "citations", "0", NULL },
	{ "citations", "999999999", NULL },
	{ "citations", "1000000000", "give numbers" },
	{ "citations", "-1", "give numbers" },
	{ "citations", "20..10", "the smaller one first" },
	{ "from", "2019-02", NULL },
	{ "from", "2019-13", "the forms are" },
	{ "from", "2019_02", "the forms are" },
	{ "from", "0000", "the forms are" },
	{ "from", "2019-02-28", NULL },
	{ "from", "2019-02-29", "the calendar has" },
	{ "from", "2020-02-29", NULL },
	{ "from", "1900-02-29", "the calendar has" },
	{ "from", "2000-02-29", NULL },
	{ "until", "2019-02-30", "the calendar has" },
	{ "until", "2019-04-31", "the calendar has" },
	{ "until", "2019-12-31", NULL },
	{ "until", "2019-01-00", "the forms are" },
	{ "until", "2019-2", "the forms are" },
	{ "until", "2019-02-32", "the forms are" },
	{ "until", "2019-02-3x", "the forms are" },
	{ "loaded_from", "2026-11", NULL },
	{ "loaded_from", "yesterday", "the forms are" },
	{ "loaded_until", "2026-11-23", NULL },
	{ "loaded_until", "2026-11-31", "the calendar has" },
	{ "update_type", "retraction|!correction", "one ! before" },
	{ "update_type", "!Retraction|new_version", NULL },
	{ "update_type", "re traction", "give a kind of notice" },
	{ "member", "78|297", NULL },
	{ "member", "Elsevier", "give the number of a member" },
	{ "has", "update,!updated,funder,affiliation", NULL },
	{ "sort", "-loaded", NULL },
	{ "open_access", "true", NULL },
	{ "open_access", "unknown", NULL },
	{ "open_access", "yes", "give true, false or unknown" },
	{ "open_access", "", "give true, false or unknown" },
	{ "retracted", "false", NULL },
	{ "retracted", "", "give true or false" },
	{ "has", "abstract,!orcid", NULL },
	{ "has", "abstract,colour", "known are: abstract, authors, license, "
	  "references, translation, orcid" },
	{ "has", "", "known are: abstract" },
	{ "has", "!!orcid", "known are: abstract" },
	{ "sort", "-published", NULL },
	{ "sort", "relevance", NULL },
	{ "sort", "-relevance", "known are: relevance" },
	{ "sort", "sample", "known are: relevance" },
	{ "sort", "", "known are: relevance" },
	{ "sort", "--doi", "known are: relevance" },
	{ "limit", "100000", NULL },
	{ "limit", "0", NULL },
	{ "limit", "100001", "give 0 to 1000, or to 100000" },
	{ "limit", "-1", "give 0 to 1000" },
	{ "sample", "1000", NULL },
	{ "sample", "0", "give 1 to 1000" },
	{ "sample", "1001", "give 1 to 1000" },
	{ "seed", "18446744073709551615", NULL },
	{ "seed", "18446744073709551616", "give 0 to 18446744073709551615" },
	{ "seed", "99999999999999999999", "give 0 to 18446744073709551615" },
	{ "seed", "-1", "give 0 to" },
	{ "seed", "", "give 0 to" },
	{ "facets", "type,open_access", NULL },
	{ "facets", "*", NULL },
	{ "facets", "colour", "known are: type, year, journal, language, "
	  "publisher, open_access, source, has_abstract" },
	{ "facets", "type,*", "known are: type" },
	{ "facets", "", "known are: type" },
	{ "facet-limit", "1000", NULL },
	{ "facet-limit", "0", "give 1 to 1000" },
	{ "facet-limit", "1001", "give 1 to 1000" },
	{ "fields", "doi,title", NULL },
	{ "fields", "doi,colour", "unknown field" },
	{ "highlight", "true", NULL },
	{ "highlight", "1", "give true or false" },
	{ "cursor", "%%%", "take it from" },
	{ "colour", "red", "unknown parameter \"colour\"; known are: query, "
	  "query.bibliographic, title" },
	{ "", "", "unknown parameter" },
	{ "Type", "book", "unknown parameter \"Type\"" },
};
/* clang-format on */

static enum status set(struct query *query, const char *name, const char *value,
		       struct error *err)
{
	return query_parse(query, span_of(name), span_of(value), err);
}

Test(query, says_what_is_allowed)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(query_release) struct query query = query_init();
		struct error err = { 0 };
		enum status status = set(&query, rows[i].name, rows[i].value,
					 &err);

		cr_expect_eq(status,
			     rows[i].complaint ? STATUS_INVALID_PARAMETER
					       : STATUS_OK,
			     "%s=%s: %s", rows[i].name, rows[i].value,
			     err.detail);
		if (rows[i].complaint)
			cr_expect(strstr(err.detail, rows[i].complaint),
				  "%s=%s: %s", rows[i].name, rows[i].value,
				  err.detail);
	}
}

Test(query, has_a_row_above_for_each_parameter)
{
	for (const struct query_param *p = query_params; p->name; p++) {
		size_t found = 0;

		for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
			found += strcmp(rows[i].name, p->name) == 0;
		cr_expect(found, "%s", p->name);
		cr_expect(strcmp(p->type, "string") == 0 ||
				  strncmp(p->type, "integer", 7) == 0 ||
				  strcmp(p->type, "boolean") == 0 ||
				  strchr(p->type, '|'),
			  "%s", p->name);
		cr_expect_eq(p->summary[strlen(p->summary) - 1], '.', "%s",
			     p->name);
	}
}

/* A list that is cut off in the message would hide what is known. */
Test(query, names_all_that_is_known)
{
	SCOPED(query_release) struct query query = query_init();
	struct error params = { 0 }, types = { 0 };
	char value[200];

	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	cr_assert_neq(set(&query, value, "", &params), STATUS_OK);
	for (const struct query_param *p = query_params; p->name; p++)
		cr_expect(strstr(params.detail, p->name), "%s: %s", p->name,
			  params.detail);
	cr_assert_neq(set(&query, "type", value, &types), STATUS_OK);
	for (size_t i = 0; query_types[i]; i++)
		cr_expect(strstr(types.detail, query_types[i]), "%s: %s",
			  query_types[i], types.detail);
	cr_expect_lt(strlen(types.detail), ERROR_DETAIL_MAX - 1);
	cr_expect_lt(strlen(params.detail), ERROR_DETAIL_MAX - 1);
}

/* A NUL would end a value that is kept, perhaps as nothing. */
Test(query, takes_no_value_with_a_NUL)
{
	static const char *const names[] = { "journal", "publisher", "source",
					     "type",    "language",  "issn",
					     "doi",     "year",      "from",
					     "orcid",   "isbn",      "prefix",
					     "funder",  "updates" };
	static const struct span values[] = { SPAN("\0a"), SPAN("book\0"),
					      SPAN("2019\0") };

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		for (size_t v = 0; v < ARRAY_COUNT(values); v++) {
			SCOPED(query_release) struct query query = query_init();
			struct error err = { 0 };

			cr_expect_eq(query_parse(&query, span_of(names[i]),
						 values[v], &err),
				     STATUS_INVALID_PARAMETER, "%s, %zu",
				     names[i], v);
		}
}

/* Sorted names make a sorted message, and one of each. */
Test(query, knows_types_in_the_order_of_letters)
{
	for (size_t i = 0; query_types[i + 1]; i++)
		cr_expect_lt(strcmp(query_types[i], query_types[i + 1]), 0,
			     "%s", query_types[i + 1]);
}

Test(query, takes_a_name_once_but_for_cursor)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(query_release) struct query query = query_init();
		struct error err = { 0 };

		if (rows[i].complaint)
			continue;
		cr_assert_eq(set(&query, rows[i].name, rows[i].value, &err),
			     STATUS_OK);
		cr_expect_eq(set(&query, rows[i].name, rows[i].value, &err),
			     STATUS_INVALID_PARAMETER, "%s", rows[i].name);
		cr_expect(strstr(err.detail, "is given twice"), "%s: %s",
			  rows[i].name, err.detail);
	}
}

/* What was refused was not given. */
Test(query, takes_a_name_after_it_was_refused)
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };

	cr_assert_neq(set(&query, "type", "book|colour", &err), STATUS_OK);
	error_clear(&err);
	cr_assert_eq(set(&query, "type", "report", &err), STATUS_OK, "%s",
		     err.detail);
	cr_assert_eq(query.type.values.count, 1);
	cr_assert_str_eq(query.type.values.items[0], "report");
}

/* ---- the form that is kept ---- */

#define CHOICE(name) #name, offsetof(struct query, name)
/* clang-format off */
static const struct {
	const char *name;
	size_t offset; /* of the choice in struct query */
	const char *value, *want;
} choices[] = {
	{ CHOICE(doi), "DOI:10.1000/ABC", "10.1000/abc" },
	{ CHOICE(doi), "!https://doi.org/10.1000/A | 10.1000%2Fb",
	  "!10.1000/a|10.1000/b" },
	{ CHOICE(doi), "pmid:31393839", "pmid:31393839" },
	{ CHOICE(orcid), " 0000-0002-1694-233X", "0000-0002-1694-233X" },
	{ CHOICE(isbn), "0306406152|9780306406157",
	  "9780306406157|9780306406157" },
	{ CHOICE(prefix), "!10.1016/|10.5555", "!10.1016|10.5555" },
	{ CHOICE(funder), "100000001|DOI:10.13039/X",
	  "10.13039/100000001|10.13039/x" },
	{ CHOICE(updates), "https://doi.org/10.1000/A", "10.1000/a" },
	{ CHOICE(issn), "1234567x|0028-0836", "1234-567X|0028-0836" },
	{ CHOICE(type), "! book", "!book" },
	{ CHOICE(type), "book| report |book", "book|report|book" },
	{ CHOICE(journal), " J. of \xC3\x89""co & X ", "J. of \xC3\x89""co & X" },
	{ CHOICE(journal), "\xE7\xA7\x91\xE5\xAD\xA6", "\xE7\xA7\x91\xE5\xAD\xA6" },
	{ CHOICE(publisher), "!Wiley|Elsevier BV", "!Wiley|Elsevier BV" },
	{ CHOICE(language), "en|deu", "en|deu" },
	{ CHOICE(source), "crossref", "crossref" },
};
/* clang-format on */

static void choice_text(const struct choice *choice, struct buf *out)
{
	buf_add_text(out, choice->negated ? "!" : "");
	for (size_t i = 0; i < choice->values.count; i++)
		buf_add_format(out, "%s%s", i ? "|" : "",
			       choice->values.items[i]);
}

Test(query, keeps_values_in_the_form_the_store_has)
{
	for (size_t i = 0; i < ARRAY_COUNT(choices); i++) {
		SCOPED(query_release) struct query query = query_init();
		SCOPED(buf_release) struct buf got = buf_init(4096);
		struct error err = { 0 };

		cr_assert_eq(
			set(&query, choices[i].name, choices[i].value, &err),
			STATUS_OK, "%s", err.detail);
		choice_text((const void *)((const char *)&query +
					   choices[i].offset),
			    &got);
		cr_expect_str_eq(buf_text(&got), choices[i].want, "%s=%s: %s",
				 choices[i].name, choices[i].value,
				 buf_text(&got));
	}
}

Test(query, has_at_most_so_many_values_of_one_parameter)
{
	static const char *const names[] = { "language", "year", "citations" };

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		SCOPED(query_release) struct query query = query_init();
		SCOPED(buf_release) struct buf list = buf_init(4096);
		struct error err = { 0 };
		const char *one = i ? "2019" : "en";

		buf_add_text(&list, one);
		for (int n = 1; n < QUERY_VALUES_MAX; n++)
			buf_add_format(&list, "|%s", one);
		cr_expect_eq(set(&query, names[i], buf_text(&list), &err),
			     STATUS_OK, "%s", err.detail);
		query.given = 0;
		buf_add_format(&list, "|%s", one);
		cr_expect_eq(set(&query, names[i], buf_text(&list), &err),
			     STATUS_INVALID_PARAMETER, "%s", names[i]);
		cr_expect(strstr(err.detail, "more than 100 values"), "%s",
			  err.detail);
	}
}

/* ---- a choice whose values a caller reads ---- */

struct asked {
	struct error *err;
	int count;
};

static bool ask(void *context, struct span value, struct buf *out)
{
	struct asked *asked = context;

	asked->count++;
	if (span_is(value, "broken"))
		error_set(asked->err, STATUS_STORE, "the disk is gone");
	buf_add_format(out, "<%.*s>", (int)value.len, value.at);
	return !span_is(value, "broken") && !span_is(value, "nothing");
}

static enum status by(struct query *query, const char *name, const char *value,
		      const struct value_reader *reader, struct error *err)
{
	return query_parse_by(query, span_of(name), span_of(value), reader,
			      err);
}

Test(query, lets_a_caller_read_the_values_of_a_choice)
{
	struct error err = { 0 };
	struct asked asked = { &err, 0 };
	struct value_reader reader = { ask, &asked };
	SCOPED(query_release) struct query query = query_init();
	SCOPED(buf_release) struct buf got = buf_init(4096);

	cr_assert_eq(by(&query, "doi", "!a|b", &reader, &err), STATUS_OK);
	choice_text(&query.doi, &got);
	cr_expect_str_eq(buf_text(&got), "!<a>|<b>");
	cr_expect_eq(asked.count, 2);
	cr_expect_eq(by(&query, "doi", "c", &reader, &err),
		     STATUS_INVALID_PARAMETER);
	cr_expect(strstr(err.detail, "is given twice"), "%s", err.detail);
	error_clear(&err);
	cr_expect_eq(by(&query, "language", "c|nothing", &reader, &err),
		     STATUS_INVALID_PARAMETER);
	cr_expect_str_eq(err.detail, "language=\"nothing\" is not understood; "
				     "give an ISO 639 code: en");
	cr_expect_eq(query.language.values.count, 0, "it is as it was");
	error_clear(&err);
	cr_expect_eq(by(&query, "language", "broken", &reader, &err),
		     STATUS_STORE);
	cr_expect_str_eq(err.detail, "the disk is gone");
	error_clear(&err);
	cr_expect_eq(by(&query, "year", "2019", &reader, &err), STATUS_INTERNAL,
		     "it is no choice");
}

/* ---- what a cursor goes with ---- */

#define DIGESTED_MAX 3

/* The digest of parameters NAME=VALUE. */
static uint32_t digest_of(const char *const params[DIGESTED_MAX])
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };

	for (size_t i = 0; i < DIGESTED_MAX && params[i]; i++) {
		struct span value = span_of(params[i]), name;

		cr_assert(span_next(&value, '=', &name));
		cr_assert_eq(query_parse(&query, name, value, &err), STATUS_OK,
			     "%s: %s", params[i], err.detail);
	}
	return query.digest;
}

static const struct {
	const char *name;
	const char *one[DIGESTED_MAX], *other[DIGESTED_MAX];
	bool alike;
} digested[] = {
	{ "nothing", { NULL }, { "query=" }, true },
	{ "any order",
	  { "query=a", "type=book" },
	  { "type=book", "query=a" },
	  true },
	{ "what is shown",
	  { "query=a" },
	  { "query=a", "limit=7", "facets=type" },
	  true },
	{ "its form",
	  { "query=a" },
	  { "fields=doi", "highlight=true", "query=a" },
	  true },
	{ "the order, which the place has", { "sort=title" }, { NULL }, true },
	{ "words", { "query=a" }, { "query=b" }, false },
	{ "a field", { "title=a" }, { "author=a" }, false },
	{ "a filter more", { "query=a" }, { "query=a", "type=book" }, false },
	{ "a filter", { "type=book" }, { "type=!book" }, false },
	{ "values", { "year=2019" }, { "year=2019.." }, false },
	{ "values changed over",
	  { "from=2019", "until=2020" },
	  { "from=2018", "until=2019" },
	  false },
};

Test(query, has_a_digest_of_what_is_found)
{
	for (size_t i = 0; i < ARRAY_COUNT(digested); i++)
		cr_expect_eq(digest_of(digested[i].one) ==
				     digest_of(digested[i].other),
			     digested[i].alike, "%s", digested[i].name);
}

/* ---- bits and truths ---- */

Test(query, reads_words_by_comma_as_bits)
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };

	cr_assert_eq(set(&query, "has", "abstract, authors,! orcid", &err),
		     STATUS_OK, "%s", err.detail);
	cr_expect_eq(query.has, HAS_ABSTRACT | HAS_AUTHORS);
	cr_expect_eq(query.has_not, HAS_ORCID);
	cr_assert_eq(set(&query, "facets", "year ,has_abstract", &err),
		     STATUS_OK, "%s", err.detail);
	cr_expect_eq(query.facets, 1 << FACET_YEAR | 1 << FACET_HAS_ABSTRACT);
	query.given = 0;
	cr_assert_eq(set(&query, "facets", "*", &err), STATUS_OK);
	cr_expect_eq(query.facets, (1 << FACETS) - 1);
}

Test(query, bits_of_has_are_those_of_the_words)
{
	static const struct {
		const char *word;
		unsigned bit;
	} has[] = {
		{ "abstract", HAS_ABSTRACT },
		{ "authors", HAS_AUTHORS },
		{ "license", HAS_LICENSE },
		{ "orcid", HAS_ORCID },
		{ "references", HAS_REFERENCES },
		{ "translation", HAS_TRANSLATION },
	};

	for (size_t i = 0; i < ARRAY_COUNT(has); i++) {
		SCOPED(query_release) struct query query = query_init();
		struct error err = { 0 };

		cr_assert_eq(set(&query, "has", has[i].word, &err), STATUS_OK);
		cr_expect_eq(query.has, has[i].bit, "%s", has[i].word);
	}
}

Test(query, reads_true_and_false)
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };

	cr_assert_eq(query.open_access, ASKED_NOTHING);
	cr_assert_eq(set(&query, "open_access", "true", &err), STATUS_OK);
	cr_assert_eq(set(&query, "retracted", "false", &err), STATUS_OK);
	cr_assert_eq(set(&query, "highlight", "true", &err), STATUS_OK);
	cr_expect_eq(query.open_access, ASKED_YES);
	cr_expect_eq(query.retracted, TRUTH_NO);
	cr_expect(query.highlight);
}

Test(query, limits_a_page_to_what_memory_holds)
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };

	cr_assert_eq(query_limit_check(&query, &err), STATUS_OK);
	query.limit = QUERY_LIMIT_MAX;
	cr_assert_eq(query_limit_check(&query, &err), STATUS_OK);
	query.limit++;
	cr_assert_eq(query_limit_check(&query, &err), STATUS_INVALID_PARAMETER);
	cr_expect(strstr(err.detail, "limit=1001 is not understood; give 0 to "
				     "1000, or to 100000"),
		  "%s", err.detail);
}
