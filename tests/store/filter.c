/* SPDX-License-Identifier: MIT */
/* Filters of lists, and what is counted of them. */
#include <stdio.h>

#include "contract.h"

/* clang-format off */
static const struct work works[] = {
	{ .doi = "10.1000/a", .type = "book", .language = "en",
	  .publisher = "Elsevier BV", .source = "Crossref", .year = 1999,
	  .published = "1999", .citations = { true, 0 },
	  .open_access = TRUTH_YES, .abstract = "x" },
	{ .doi = "10.1000/b", .type = "dataset", .language = "zh",
	  .publisher = "ELSEVIER B.V.", .source = "DataCite", .year = 2000,
	  .published = "2000-02-29", .citations = { true, 1 },
	  .open_access = TRUTH_NO, .retracted = TRUTH_YES,
	  .license = "CC-BY-4.0", .authors = { "Ann Lee" } },
	{ .doi = "10.1000/c", .type = "book", .language = "de",
	  .publisher = "Wiley", .source = "crossref", .year = 2019,
	  .published = "2019-12", .citations = { true, 10 },
	  .retracted = TRUTH_NO, .journal = "Nature",
	  .issn = { "0028-0836" }, .reference = "Lee 1999" },
	{ .doi = "10.1000/d", .type = "journal-article", .year = 2020,
	  .published = "2020-01-02", .citations = { true, 2000000 },
	  .journal = "The Lancet", .issn = { "0140-6736", "1474-547X" },
	  .translation = "x", .authors = { "Bob Lee|0000-0002-1825-0097" } },
	{ .doi = "10.1000/e", .journal = "nature", .pmid = "7" },
	{ .doi = "10.1000/f", .issn = { "1234-5679" } },
};

static const struct {
	const char *params;
	const char *found;
} rows[] = {
	/* lists, negated ones */
	{ "type=book|dataset", "a b c" },
	{ "type=!book", "b d e f" },
	{ "type=!book|dataset", "d e f" },
	{ "type=grant", "" },
	{ "type=!grant", "a b c d e f" },
	{ "type=book&language=de|zh", "c" },
	{ "language=en|zh", "a b" },
	{ "language=!en", "b c d e f" },
	{ "publisher=elsevier b v", "a b" },
	{ "publisher=Elsevier BV|wiley", "a b c" },
	{ "publisher=!Wiley", "a b d e f" },
	{ "publisher=Springer", "" },
	{ "source=CROSSREF", "a c" },
	{ "source=crossref|datacite", "a b c" },
	{ "source=!Crossref", "b d e f" },
	{ "journal=NATURE", "c e" },
	{ "journal=Nature|The Lancet", "c d e" },
	{ "journal=!Nature", "a b d f" },
	{ "journal=Science", "" },
	{ "issn=1474-547x", "d" },
	{ "issn=00280836|1234-5679", "c e f" },
	{ "issn=!0028-0836", "a b d f" },
	{ "issn=!0000-0000", "a b c d e f" },
	/* records */
	{ "doi=10.1000/b|10.1000/a", "a b" },
	{ "doi=10.1000/b|10.1000/b", "b" },
	{ "doi=10.1000/e|pmid:7", "e" },
	{ "doi=pmid:7", "e" },
	{ "sort=citations&doi=10.1000/e|pmid:7|10.1000/e", "e" },
	{ "sort=relevance&doi=10.1000/e|pmid:7|10.1000/a", "a e" },
	{ "doi=!10.1000/b|10.1000/x", "a c d e f" },
	{ "doi=!10.1000/x", "a b c d e f" },
	{ "doi=10.1000/a|10.1000/d&type=book", "a" },
	/* numbers */
	{ "year=1999|2019", "a c" },
	{ "year=1999..2019", "a b c" },
	{ "year=2000..", "b c d" },
	{ "year=..2000", "a b" },
	{ "year=!2000", "a c d e f" },
	{ "year=!..2019", "d e f" },
	{ "year=1999|2019..2020", "a c d" },
	{ "citations=0", "a" },
	{ "citations=..1", "a b" },
	{ "citations=1..10", "b c" },
	{ "citations=10..", "c d" },
	{ "citations=0..", "a b c d" },
	{ "citations=!0", "b c d e f" },
	{ "citations=2000000|0", "a d" },
	/* dates */
	{ "from=2000&until=2019", "b c" },
	{ "from=2000-02-29&until=2000-02-29", "b" },
	{ "from=2000-03", "c d" },
	{ "until=2019-12-01", "a b c" },
	{ "until=2019-11-30", "a b" },
	/* yes and no */
	{ "open_access=true", "a" },
	{ "open_access=false", "b" },
	{ "open_access=unknown", "c d e f" },
	{ "retracted=true", "b" },
	{ "retracted=false", "a c d e f" },
	/* what they have */
	{ "has=abstract", "a" },
	{ "has=!abstract", "b c d e f" },
	{ "has=license", "b" },
	{ "has=authors", "b d" },
	{ "has=authors,!orcid", "b" },
	{ "has=orcid", "d" },
	{ "has=references", "c" },
	{ "has=translation", "d" },
	{ "has=!authors,!abstract", "c e f" },
	{ "has=abstract,license", "" },
	/* orders; what is not known is smallest, ties go by loading */
	{ "sort=citations", "e f a b c d" },
	{ "sort=-citations", "d c b a e f" },
	{ "sort=published", "e f a b c d" },
	{ "sort=-published", "d c b a e f" },
	{ "sort=-doi", "f e d c b a" },
};
/* clang-format on */

CONTRACT(filter, lets_through_what_it_says)
{
	put(f, NULL, works, ARRAY_COUNT(works));
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		for (int limit = 1; limit < 8; limit++)
			expect_list(f, rows[i].params, limit, rows[i].found);
}

/* ---- what is found by a whole value ---- */

/* clang-format off */
static const struct work exact[] = {
	{ .doi = "10.1000/a", .title = "Red 0000-0002-1825-0097",
	  .authors = { "Ann Lee|0000-0002-1825-0097",
		       "Bob Lee|0000-0002-1694-233X" },
	  .funder = "10.13039/100000001", .loaded = "2026-10-31T23:59:59Z" },
	{ .doi = "10.1000/b", .title = "Red", .abstract = "A cat",
	  .authors = { "A. Lee|0000-0002-1825-0097" },
	  .isbn = "0306406152", .funder = "10.13039/1000000011",
	  .member = "78", .loaded = "2026-11-01T00:00:00Z" },
	{ .doi = "10.1000/c", .isbn = "9780306406157", .type = "book",
	  .updates = { "Correction 10.1000/a" }, .member = "7",
	  .loaded = "2026-11-23T10:00:00Z" },
	{ .doi = "10.1000/d", .updates = { "by 10.1000/c" },
	  .member = "78" },
	{ .doi = "10.1000/e", .authors = { "Ann Lee" },
	  .updates = { "10.1000/\"(x)" } },
	{ .pmid = "10", .title = "Red" },
	{ .doi = "10.10001/a" }, { .doi = "10.100/a" }, { .doi = "10.1000.5/a" },
};

static const struct {
	const char *params;
	const char *found; /* keys; a single letter is 10.1000/ and that */
} wholes[] = {
	{ "orcid=0000-0002-1825-0097", "a b" },
	{ "orcid=0000-0002-1694-233X", "a" },
	{ "orcid=0000-0002-1694-233X|0000-0002-1825-0097", "a b" },
	{ "orcid=0000-0001-5000-0007", "" },
	{ "orcid=!0000-0002-1694-233X&prefix=10.1000", "b c d e" },
	{ "orcid=!0000-0001-5000-0007&prefix=10.1000", "a b c d e" },
	{ "orcid=0000-0002-1825-0097&query=cat", "b" },
	{ "orcid=!0000-0002-1825-0097&query=red", "pmid:10" },
	{ "orcid=0000-0002-1825-0097&doi=10.1000/b|10.1000/c", "b" },
	{ "orcid=0000-0002-1825-0097&doi=!10.1000/b", "a" },
	{ "orcid=0000-0002-1825-0097&sort=-title", "a b" },
	{ "isbn=9780306406157", "b c" },
	{ "isbn=9780306406157&type=book", "c" },
	{ "isbn=9780306406157&orcid=0000-0002-1825-0097", "b" },
	{ "funder=100000001", "a" },
	{ "funder=10.13039/1000000011|10.13039/100000001", "a b" },
	{ "funder=10.13039/10000000", "" },
	{ "updates=10.1000/a", "c" },
	{ "updates=10.1000/c", "" },
	{ "updates=10.1000/\"(x)", "e" },
	{ "updates=10.1000/a|10.1000/\"(x)", "c e" },
	{ "update_type=correction", "c" },
	{ "update_type=retraction|CORRECTION", "c" },
	{ "update_type=retraction", "" },
	{ "member=78", "b d" },
	{ "member=7|78", "b c d" },
	{ "member=!78&prefix=10.1000", "a c e" },
	{ "has=update", "c e" },
	{ "has=updated", "d" },
	{ "has=funder", "a b" },
	{ "has=funder,orcid,!update", "a b" },
	{ "loaded_from=2026-11", "b c" },
	{ "loaded_from=2026-11-02", "c" },
	{ "loaded_until=2026-10-31", "a" },
	{ "loaded_from=2026&loaded_until=2026-11-22", "a b" },
	{ "loaded_until=2025", "" },
	{ "has=orcid&sort=-loaded", "b a" },
	{ "prefix=10.1000", "a b c d e" },
	{ "prefix=10.1000.5", "10.1000.5/a" },
	{ "prefix=10.10001|10.1000.5", "10.1000.5/a 10.10001/a" },
	{ "prefix=!10.1000", "10.100/a 10.1000.5/a 10.10001/a pmid:10" },
	{ "prefix=10.9999", "" },
	{ "prefix=!10.9999&query=red", "a b pmid:10" },
	/* words do not meet them */
	{ "query=\"0000 0002 1825 0097\"", "a" },
	{ "query=o0000*", "" },
	{ "query=\x02o0000-0002-1825-0097", "" },
	{ "query=\"\x02o0000-0002-1825-0097\"", "" },
	{ "query=abstract:0000*", "" },
	{ "query=i9780306406157", "" },
	{ "query=-abstract:i9780306406157&prefix=10.1000", "a b c d e" },
};
/* clang-format on */

static void expect_keys(struct fixture *f, const char *params,
			const char *expected)
{
	SCOPED(buf_release) struct buf all = buf_init(1000);
	SCOPED(buf_release) struct buf want = buf_init(1000);
	SCOPED_FREE char *keys = NULL;
	struct span rest = span_of(expected), key;

	while (span_next(&rest, ' ', &key))
		buf_add_format(&want, "%s%s%.*s", want.len ? " " : "",
			       key.len == 1 ? "10.1000/" : "", (int)key.len,
			       key.at);
	buf_add_format(&all, "%s&limit=2%s", params,
		       strstr(params, "sort=") ? "" : "&sort=doi");
	keys = keys_of(f, buf_text(&all));
	cr_expect_str_eq(keys, buf_text(&want), "%s: %s: got %s", f->backend,
			 params, keys);
}

CONTRACT(filter, finds_by_whole_values)
{
	put(f, NULL, exact, ARRAY_COUNT(exact));
	for (size_t i = 0; i < ARRAY_COUNT(wholes); i++)
		expect_keys(f, wholes[i].params, wholes[i].found);
}

/* A record is as long as its words, however many people wrote it. */
CONTRACT(filter, does_not_rank_by_whole_values)
{
	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Red",
	      .abstract = "A cat",
	      .authors = { "Lee|0000-0002-1825-0097",
			   "Lee|0000-0002-1694-233X" } },
	    { .doi = "10.1000/b",
	      .title = "Red",
	      .abstract = "A cat",
	      .authors = { "Lee", "Lee" } });
	expect_list(f, "query=red cat&sort=relevance", 1, "a b");
	expect_list(f, "query=\"a cat\"&sort=relevance", 1, "a b");
}

/* ---- a source that nobody is ---- */

CONTRACT(filter, names_the_sources_there_are)
{
	static const struct {
		const char *params, *says;
	} sources[] = {
		{ "source=Scopus", "source=\"Scopus\" is not understood; known "
				   "are: Crossref, DataCite" },
		{ "source=Crossref|Scopus", "source=\"Scopus\"" },
		{ "source=!Scopus", "known are: Crossref, DataCite" },
		{ "source=--&query=lee", "source=\"--\"" },
	};

	put(f, NULL, works, ARRAY_COUNT(works));
	for (size_t i = 0; i < ARRAY_COUNT(sources); i++) {
		SCOPED(query_release)
		struct query query = query_from(f, sources[i].params);
		SCOPED(page_release) struct page page = { 0 };

		cr_expect_eq(store_list(f->store, &query, &page, &f->err),
			     STATUS_INVALID_PARAMETER, "%s", sources[i].params);
		cr_expect(strstr(f->err.detail, sources[i].says), "%s: %s",
			  sources[i].params, f->err.detail);
		error_clear(&f->err);
	}
}

CONTRACT(filter, knows_no_source_of_nothing)
{
	SCOPED(query_release) struct query query = query_from(f, "source=x");
	SCOPED(page_release) struct page page = { 0 };

	cr_expect_eq(store_list(f->store, &query, &page, &f->err),
		     STATUS_INVALID_PARAMETER);
	cr_expect(strstr(f->err.detail, "none is known yet"), "%s",
		  f->err.detail);
	error_clear(&f->err);
}

/* Words narrow what a filter lets through, in every kind of pass. */
CONTRACT(filter, holds_for_words_too)
{
	PUT(f, NULL, { .doi = "10.1000/a", .title = "Red", .type = "book" },
	    { .doi = "10.1000/b", .title = "Red" },
	    { .doi = "10.1000/c", .title = "Blue", .type = "book" },
	    { .doi = "10.1000/d", .type = "book" });
	expect_list(f, "query=red&type=book", 1, "a");
	expect_list(f, "query=red&doi=!10.1000/a", 1, "b");
	expect_list(f, "query=red&doi=10.1000/a|10.1000/c", 1, "a");
	expect_list(f, "query=-red&type=book", 1, "c d");
	expect_list(f, "query=-red&doi=10.1000/a|10.1000/c", 1, "c");
	expect_list(f, "query=red OR blue&type=book&sort=-title", 1, "a c");
	expect_list(f, "query=red OR blue&type=book&sort=citations", 1, "a c");
}

/* ---- facets ---- */

/* The values of the facets of a page: "NAME/DISTINCT VALUE=RECORDS …|". */
static void facets_text(const struct page *page, unsigned facets,
			struct buf *out)
{
	for (int i = 0; i < FACETS; i++) {
		const struct facet *facet = &page->facets[i];

		if (!(facets >> i & 1)) {
			cr_expect_eq(facet->values.count, 0, "%d", i);
			continue;
		}
		buf_add_format(out, "%s/%zu", query_facet_names[i],
			       facet->distinct);
		for (size_t k = 0; k < facet->values.count; k++)
			buf_add_format(out, " %s=%lld",
				       facet->values.items[k].name,
				       facet->values.items[k].records);
		buf_add_char(out, '|');
	}
}

static void expect_facets(struct fixture *f, const char *params,
			  const char *expected)
{
	SCOPED(query_release) struct query query = query_from(f, params);
	SCOPED(page_release) struct page page = page_of(f, params);
	SCOPED(buf_release) struct buf text = buf_init(10000);

	facets_text(&page, query.facets, &text);
	cr_expect_str_eq(buf_text(&text), expected, "%s: %s: got %s",
			 f->backend, params, buf_text(&text));
}

/* clang-format off */
static const struct {
	const char *params;
	const char *facets;
} counted[] = {
	{ "limit=1&facets=type", "type/3 book=2 dataset=1 journal-article=1|" },
	{ "facets=year", "year/4 1999=1 2000=1 2019=1 2020=1|" },
	{ "facets=language", "language/3 en=1 zh=1 de=1|" },
	{ "facets=publisher", "publisher/2 Elsevier BV=2 Wiley=1|" },
	{ "facets=source", "source/2 Crossref=2 DataCite=1|" },
	{ "facets=open_access", "open_access/3 unknown=4 true=1 false=1|" },
	{ "facets=has_abstract", "has_abstract/2 false=5 true=1|" },
	{ "facets=journal", "journal/3 Nature=2 The Lancet=1 1234-5679=1|" },
	{ "facets=type,source&has=abstract",
	  "type/1 book=1|source/1 Crossref=1|" },
	{ "facets=type&facet-limit=1", "type/3 book=2|" },
	{ "facets=type&query=nowhere", "type/0|" },
	{ "facets=has_abstract&query=nowhere", "has_abstract/0|" },
	{ "facets=type&query=-nowhere",
	  "type/3 book=2 dataset=1 journal-article=1|" },
	{ "facets=type&query=lee", "type/2 dataset=1 journal-article=1|" },
	{ "facets=type&sort=title&limit=0",
	  "type/3 book=2 dataset=1 journal-article=1|" },
	{ "facets=type&sample=1",
	  "type/3 book=2 dataset=1 journal-article=1|" },
};
/* clang-format on */

CONTRACT(facets, are_counted_over_all_that_matches)
{
	put(f, NULL, works, ARRAY_COUNT(works));
	for (size_t i = 0; i < ARRAY_COUNT(counted); i++)
		expect_facets(f, counted[i].params, counted[i].facets);
}

/* Words that are left out bring a record by several passes, yet it counts
 * once; and so does the one that goes first. */
CONTRACT(facets, count_each_record_once)
{
	PUT(f, NULL,
	    { .doi = "10.1000/a", .title = "Red green blue", .type = "book" },
	    { .doi = "10.1000/b", .title = "Red green blue pink" },
	    { .doi = "10.1000/c", .title = "Red blue", .type = "book" });
	expect_facets(f, "facets=type,has_abstract&query=red green blue grey",
		      "type/1 book=1|has_abstract/1 false=2|");
	expect_facets(f, "facets=type&query=red&first=10.1000/a",
		      "type/1 book=2|");
	expect_facets(f, "facets=type&query=pink&first=10.1000/a",
		      "type/1 book=1|");
}

/* ---- more records than are sorted ---- */

#define MANY 1201 /* of each prefix */

static const char *const prefixes[] = { "10.1000", "10.10000", "10.1001" };

/* The keys of these prefixes, in the order of keys; bits of prefixes[]. */
static void keys_expected(unsigned which, bool descending, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(prefixes); i++) {
		size_t at = descending ? ARRAY_COUNT(prefixes) - 1 - i : i;

		for (int n = 0; n < MANY && which >> at & 1; n++)
			buf_add_format(out, "%s%s/%04d", out->len ? " " : "",
				       prefixes[at],
				       descending ? MANY - 1 - n : n);
	}
}

static void put_many(struct fixture *f)
{
	static struct work many[MANY];
	static char dois[MANY][24];

	for (size_t i = 0; i < ARRAY_COUNT(prefixes); i++) {
		for (int n = 0; n < MANY; n++) {
			snprintf(dois[n], sizeof(dois[n]), "%s/%04d",
				 prefixes[i], n);
			many[n] = (struct work){ .doi = dois[n] };
		}
		put(f, NULL, many, MANY);
	}
}

static const struct {
	const char *params;
	unsigned which; /* bits of prefixes[] */
	bool descending;
} walked[] = {
	{ "sort=doi", 7, false },
	{ "sort=-doi", 7, true },
	{ "sort=doi&prefix=10.1000", 1, false },
	{ "sort=-doi&prefix=10.1000", 1, true },
	{ "sort=doi&prefix=10.10000", 2, false },
	{ "sort=-doi&prefix=10.10000", 2, true },
	{ "sort=doi&prefix=10.1001|10.1000", 5, false },
	{ "sort=-doi&prefix=10.1001|10.1000", 5, true },
	{ "sort=doi&prefix=!10.1000", 6, false },
	{ "sort=-doi&prefix=!10.1001", 3, true },
};

CONTRACT(filter, walks_through_many)
{
	static const int limits[] = { 250, 1000 };

	put_many(f);
	for (size_t i = 0; i < ARRAY_COUNT(walked); i++)
		for (size_t k = 0; k < ARRAY_COUNT(limits); k++) {
			SCOPED(buf_release) struct buf want = buf_init(1 << 20);
			SCOPED_FREE char *keys = NULL;
			char params[100];

			snprintf(params, sizeof(params), "%s&limit=%d",
				 walked[i].params, limits[k]);
			keys_expected(walked[i].which, walked[i].descending,
				      &want);
			keys = keys_of(f, params);
			cr_expect(strcmp(keys, buf_text(&want)) == 0, "%s: %s",
				  f->backend, params);
		}
}
