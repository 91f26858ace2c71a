/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/query.h"
#include "paperd/scoped.h"

static const struct {
	const char *name, *value, *complaint; /* NULL: it is taken */
} rows[] = {
	{ "doi", "https://doi.org/10.1000/ABC", NULL },
	{ "doi", "hello", "doi=\"hello\" is not understood" },
	{ "type", "journal-article", NULL },
	{ "type", "", "give a Crossref type" },
	{ "issn", "1234567x", NULL },
	{ "issn", "1234-56789", "the form is 1234-567X" },
	{ "issn", "1234", "the form is 1234-567X" },
	{ "journal", "The Journal of X", NULL },
	{ "journal", "--", "give a journal's title" },
	{ "language", "zh", NULL },
	{ "language", "chinese", "ISO 639" },
	{ "year", "2019", NULL },
	{ "year", "19", "give a year" },
	{ "year", "2019x", "give a year" },
	{ "from", "2019-02", NULL },
	{ "from", "2019-13", "the forms are" },
	{ "until", "2019-02-30", NULL },
	{ "until", "2019-2", "the forms are" },
	{ "has", "abstract,orcid", NULL },
	{ "has", "abstract,colour", "known are: abstract" },
	{ "sort", "-published", NULL },
	{ "sort", "colour", "known are: doi" },
	{ "limit", "1000", NULL },
	{ "limit", "0", NULL },
	{ "limit", "1001", "give 0 to 1000" },
	{ "limit", "-1", "give 0 to 1000" },
	{ "fields", "doi,title", NULL },
	{ "fields", "doi,colour", "unknown field" },
	{ "cursor", "%%%", "take it from" },
	{ "cursor", "AAAA", "take it from" },
	{ "cursor", "", "take it from" },
	{ "colour", "red", "unknown parameter \"colour\"; known are: doi," },
};

Test(query, says_what_is_allowed)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(query_release) struct query query = query_init();
		struct error err = { 0 };
		enum status status = query_parse(&query, span_of(rows[i].name),
						 span_of(rows[i].value), &err);

		cr_assert_eq(status == STATUS_OK, !rows[i].complaint,
			     "%s=%s: %s", rows[i].name, rows[i].value,
			     err.detail);
		if (rows[i].complaint)
			cr_assert(strstr(err.detail, rows[i].complaint),
				  "%s=%s: %s", rows[i].name, rows[i].value,
				  err.detail);
	}
}

Test(query, keeps_values_in_the_form_the_store_has)
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };

	cr_assert_eq(query_parse(&query, span_of("doi"),
				 span_of("DOI:10.1000/ABC"), &err),
		     STATUS_OK);
	cr_assert_str_eq(query.doi, "10.1000/abc");
	cr_assert_eq(
		query_parse(&query, span_of("issn"), span_of("1234567x"), &err),
		STATUS_OK);
	cr_assert_str_eq(query.issn, "1234-567X");
	cr_assert_eq(query_parse(&query, span_of("journal"),
				 span_of("J. of \xC3\x89"
					 "co & X"),
				 &err),
		     STATUS_OK);
	cr_assert_str_eq(query.journal, "jof\xC3\x89"
					"cox");
	cr_assert_eq(query_parse(&query, span_of("has"),
				 span_of("abstract,authors"), &err),
		     STATUS_OK);
	cr_assert_eq(query.has, HAS_ABSTRACT | HAS_AUTHORS);
}

Test(query, a_cursor_reads_back_and_is_url_safe)
{
	static const char *const dois[] = {
		"10.1000/182", "10.1002/(sici)1+<1::aid-x>3.0.co;2-#",
		"10.1000/\xE7\x99\xBD"
	};

	for (size_t i = 0; i < ARRAY_COUNT(dois); i++) {
		SCOPED(query_release) struct query query = query_init();
		SCOPED(query_release) struct query next = query_init();
		SCOPED(buf_release) struct buf cursor = buf_init(4096);
		struct error err = { 0 };

		query.sort = SORT_PUBLISHED_DESCENDING;
		query_cursor(&query, "2019-05", dois[i], &cursor);
		for (size_t c = 0; c < cursor.len; c++)
			cr_assert(ascii_is_alnum(cursor.data[c]) ||
				  strchr("-_", cursor.data[c]));
		cr_assert_eq(query_parse(&next, span_of("cursor"),
					 buf_span(&cursor), &err),
			     STATUS_OK, "%s", err.detail);
		cr_assert_str_eq(next.after_doi, dois[i]);
		cr_assert_str_eq(next.after_key, "2019-05");
		cr_assert_eq(query_check(&next, &err), STATUS_INVALID_PARAMETER,
			     "the list is sorted by doi, the cursor is not");
		next.sort = SORT_PUBLISHED_DESCENDING;
		error_clear(&err);
		cr_assert_eq(query_check(&next, &err), STATUS_OK);
	}
}
