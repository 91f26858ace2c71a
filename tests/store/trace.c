/* SPDX-License-Identifier: MIT */
/* What changes leave no trace of the record as it was; what fails changes
 * nothing; what is closed is the same when it is opened again. */
#include "contract.h"

#include <stdio.h>

/* What lists say of a record that was one thing or the other: each row finds
 * it as it was, or as it is. */
static const struct {
	const char *before, *after;
} ways[] = {
	{ "query=oldtitle", "query=newtitle" },
	{ "query=oldabstract", "query=newabstract" },
	{ "query=oldname", "query=newname" },
	{ "query=oldjournal", "query=newjournal" },
	{ "query=旧字词", "query=新字词" },
	{ "query=oldtitle OR oldname -x", "query=newtitle OR newname -x" },
	{ "query=-newtitle -other", "query=-oldtitle -other" },
	{ "query.bibliographic=oldtitle by oldname",
	  "query.bibliographic=newtitle by newname" },
	{ "year=1990", "year=2020" },
	{ "from=1990&until=1990-03", "from=2020" },
	{ "citations=7", "citations=700" },
	{ "type=book", "type=dataset" },
	{ "language=de", "language=en" },
	{ "publisher=Old", "publisher=New" },
	{ "journal=Oldjournal", "journal=Newjournal" },
	{ "issn=0028-0836", "issn=1476-4687" },
	{ "open_access=false", "open_access=true" },
	{ "orcid=0000-0002-1694-233X", "orcid=0000-0002-1825-0097" },
	{ "isbn=9780306406157", "isbn=9783161484100" },
	{ "funder=100000001", "funder=501100001809" },
	{ "updates=10.1000/old", "updates=10.1000/new" },
	{ "has=translation,license", "has=translation,!license" },
};

static const struct work before = {
	.doi = "10.1000/a",
	.title = "Oldtitle",
	.abstract = "Oldabstract",
	.translation = "旧字词",
	.authors = { "Oldname|0000-0002-1694-233X" },
	.isbn = "9780306406157",
	.funder = "10.13039/100000001",
	.updates = { "10.1000/old" },
	.journal = "Oldjournal",
	.issn = { "0028-0836" },
	.published = "1990-03",
	.year = 1990,
	.citations = { true, 7 },
	.type = "book",
	.language = "de",
	.publisher = "Old",
	.source = "OldSource",
	.open_access = TRUTH_NO,
	.license = "CC0-1.0",
};
static const struct work after = {
	.doi = "10.1000/a",
	.title = "Newtitle",
	.abstract = "Newabstract",
	.translation = "新字词",
	.authors = { "Newname|0000-0002-1825-0097" },
	.isbn = "9783161484100",
	.funder = "10.13039/501100001809",
	.updates = { "10.1000/new" },
	.journal = "Newjournal",
	.issn = { "1476-4687" },
	.published = "2020",
	.year = 2020,
	.citations = { true, 700 },
	.type = "dataset",
	.language = "en",
	.publisher = "New",
	.source = "NewSource",
	.open_access = TRUTH_YES,
	.raw = "new",
};
static const struct work other = { .doi = "10.1000/b",
				   .title = "Other",
				   .source = "OtherSource" };

/* Asserts that the record is found as it was, or as it is, or not at all. */
static void expect_state(struct fixture *f, bool as_before, bool as_after)
{
	for (size_t i = 0; i < ARRAY_COUNT(ways); i++) {
		expect_list(f, ways[i].before, 5, as_before ? "a" : "");
		expect_list(f, ways[i].after, 5, as_after ? "a" : "");
	}
	cr_expect_eq(total_of(f), 1 + (as_before || as_after));
	expect_list(f, "query=other", 5, "b");
}

CONTRACT(trace, is_none_of_a_record_that_is_replaced)
{
	put(f, NULL, &other, 1);
	put(f, NULL, &before, 1);
	expect_state(f, true, false);
	put(f, NULL, &after, 1);
	expect_state(f, false, true);
	put(f, NULL, &before, 1);
	expect_state(f, true, false);
}

/* Asserts that the sources are known as "…", and no other. */
static void expect_sources(struct fixture *f, const char *expected)
{
	SCOPED(query_release) struct query query = query_from(f, "source=x");
	SCOPED(page_release) struct page page = { 0 };

	cr_expect_eq(store_list(f->store, &query, &page, &f->err),
		     STATUS_INVALID_PARAMETER);
	cr_expect(strstr(f->err.detail, expected), "%s: %s: %s", f->backend,
		  expected, f->err.detail);
	error_clear(&f->err);
}

CONTRACT(trace, is_none_of_a_source_that_has_no_record)
{
	put(f, NULL, &other, 1);
	expect_sources(f, "; known are: OtherSource");
	put(f, NULL, &before, 1);
	expect_sources(f, "; known are: OldSource, OtherSource");
	expect_list(f, "source=OldSource", 5, "a");
	put(f, NULL, &after, 1);
	expect_sources(f, "; known are: NewSource, OtherSource");
	expect_list(f, "source=NewSource", 5, "a");
	expect_list(f, "source=!NewSource", 5, "b");
}

CONTRACT(trace, is_none_of_what_a_batch_held_twice)
{
	struct work works[] = { before, after, before, after, other };

	put(f, NULL, works, ARRAY_COUNT(works));
	expect_state(f, false, true);
	put(f, NULL, works, 3);
	expect_state(f, true, false);
}

CONTRACT(trace, is_none_of_a_record_that_is_dropped)
{
	struct dump_file file = file_of("a", 1);
	long long removed = 0;

	put(f, NULL, &other, 1);
	put(f, &file, &before, 1);
	file.generation = 2;
	put(f, &file, &after, 1);
	expect_state(f, false, true);
	file.generation = 3;
	put(f, &file, NULL, 0);
	OK(f, store_prune(f->store, &file, &removed, &f->err));
	cr_expect_eq(removed, 1);
	expect_state(f, false, false);
	put(f, &file, &before, 1);
	expect_state(f, true, false);
}

/* A record without a DOI is taken over by one that has its identifier. */
CONTRACT(trace, is_none_of_a_record_that_is_joined)
{
	struct dump_file file = file_of("a", 1);
	struct work nameless = before, named = after;

	put(f, NULL, &other, 1);
	nameless.doi = NULL;
	nameless.pmid = "7";
	put(f, &file, &nameless, 1);
	expect_list(f, "query=other", 5, "b");
	named.pmid = "7";
	put(f, &file, &named, 1);
	cr_expect_eq(total_of(f), 2);
	expect_list(f, "sort=doi", 5, "a b");
}

/* A record of which nothing is searched that changed stays where it is. */
CONTRACT(trace, is_none_of_facts_alone)
{
	struct work work = before;

	put(f, NULL, &other, 1);
	put(f, NULL, &before, 1);
	work.type = "dataset";
	work.citations.value = 8; /* of the same prior */
	put(f, NULL, &work, 1);
	expect_list(f, "query=oldtitle&type=book", 5, "");
	expect_list(f, "query=oldtitle&type=dataset", 5, "a");
	expect_list(f, "query=oldtitle&citations=7", 5, "");
	work.citations.value = 80000;
	put(f, NULL, &work, 1);
	expect_list(f, "query=oldtitle&citations=80000", 5, "a");
	put(f, NULL, &after, 1);
	expect_state(f, false, true);
}

CONTRACT(failure, changes_nothing_that_is_found)
{
	struct work works[] = { after, { .title = "New without a key" } };
	struct dump_file file = file_of("a", 1);

	put(f, NULL, &other, 1);
	put(f, &file, &before, 1);
	for (int i = 0; i < 3; i++) {
		cr_expect_eq(try_put(f, &file, works, 2), STATUS_STORE);
		error_clear(&f->err);
		expect_state(f, true, false);
	}
	put(f, &file, &after, 1);
	expect_state(f, false, true);
}

CONTRACT(reopened, finds_the_same_in_the_same_order)
{
	static const char *const params[] = {
		"query=quasar",    "query=-quasar",
		"sort=title",      "sort=-published",
		"sort=citations",  "sort=relevance",
		"sample=7&seed=3", "query.bibliographic=quasar 3",
	};
	struct work works[50];
	char titles[50][32], dois[50][32];

	for (int i = 0; i < 50; i++) {
		snprintf(titles[i], sizeof(titles[i]), "%s %d",
			 i % 3 ? "Quasar" : "Star", i % 7);
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%02d", i);
		works[i] = (struct work){ .doi = dois[i],
					  .title = titles[i],
					  .year = 1990 + i % 5,
					  .published = i % 2 ? "1990" : "2001",
					  .citations = { true, i % 11 * 9 } };
	}
	put(f, NULL, works, 50);
	put(f, NULL, &before, 1);
	put(f, NULL, &other, 1);
	for (size_t i = 0; i < ARRAY_COUNT(params); i++) {
		SCOPED_FREE char *one = keys_of(f, params[i]);
		bool opened = reopen(f);
		SCOPED_FREE char *again = keys_of(f, params[i]);

		cr_expect_str_eq(one, again, "%s: %s, %s", params[i], one,
				 again);
		cr_expect(opened || strstr(f->backend, ":memory:"));
	}
	put(f, NULL, &after, 1);
	reopen(f);
	for (size_t i = 0; i < ARRAY_COUNT(ways); i++)
		if (!strstr(ways[i].after, "query=-"))
			expect_list(f, ways[i].after, 5, "a");
}
