/* SPDX-License-Identifier: MIT */
/* store_list(). */
#include "contract.h"

#include <stdio.h>

/* Records that differ in every filter, out of order. */
static const struct work works[] = {
	{ .doi = "10.1000/d",
	  .type = "book",
	  .published = "2019-05",
	  .year = 2019,
	  .language = "en",
	  .abstract = "x" },
	{ .doi = "10.1000/b",
	  .type = "journal-article",
	  .published = "2019",
	  .year = 2019,
	  .language = "zh",
	  .journal = "Nature",
	  .issn = { "1476-4687", "0028-0836" } },
	{ .doi = "10.1000/e",
	  .type = "journal-article",
	  .published = "2019-05-31",
	  .year = 2019,
	  .language = "en",
	  .journal = "Nature!",
	  .orcid = "0000-0002-1825-0097" },
	{ .doi = "10.1000/a",
	  .type = "dataset",
	  .published = "2020-01-01",
	  .year = 2020 },
	{ .doi = "10.1000/c", .abstract = "x", .orcid = "0000-0002-1825-0097" },
	{ .doi = "10.1000/f",
	  .type = "book",
	  .published = "2020-01",
	  .year = 2020,
	  .language = "en" },
};

/* clang-format off */
static const struct {
	const char *params;
	const char *dois; /* each after "10.1000/" */
} found[] = {
	{ "", "a b c d e f" },
	{ "doi=10.1000/c", "c" },
	{ "doi=10.1000/x", "" },
	{ "type=book", "d f" },
	{ "language=zh", "b" },
	{ "issn=1476-4687", "b e" },
	{ "issn=0028-0836", "b e" },
	{ "issn=1234-5679", "" },
	{ "journal=NATURE", "b e" },
	{ "year=2020", "a f" },
	{ "has=abstract", "c d" },
	{ "has=abstract,orcid", "c" },
	{ "type=book&year=2019", "d" },
	{ "publisher=a' OR '1'='1", "" },
	/* the first day a date may mean decides */
	{ "from=2019", "a b d e f" },
	{ "from=2019-01-01", "a b d e f" },
	{ "from=2019-01-02", "a d e f" },
	{ "from=2019-05", "a d e f" },
	{ "from=2019-05-01", "a d e f" },
	{ "from=2019-05-02", "a e f" },
	{ "until=2019", "b d e" },
	{ "until=2019-05", "b d e" },
	{ "until=2019-05-31", "b d e" },
	{ "until=2019-05-30", "b d" },
	{ "until=2019-04", "b" },
	{ "until=2020-01-01", "a b d e f" },
	{ "from=2019&until=2019-05-31", "b d e" },
	{ "sort=published", "c b d e f a" },
	{ "sort=-published", "a f e d b c" },
	{ "sort=-doi", "f e d c b a" },
	{ "sort=-published&journal=nature", "e b" },
};
/* clang-format on */

CONTRACT(list, finds_what_matches)
{
	put(f, NULL, works, ARRAY_COUNT(works));
	for (size_t i = 0; i < ARRAY_COUNT(found); i++)
		for (int limit = 1; limit < 8; limit++)
			expect_list(f, found[i].params, limit, found[i].dois);
}

CONTRACT(list, counts_without_items_at_limit_0)
{
	SCOPED(query_release) struct query query = query_from(f, "limit=0");
	struct page page = { 0 };

	put(f, NULL, works, ARRAY_COUNT(works));
	OK(f, store_list(f->store, &query, &page, &f->err));
	cr_assert_eq(page.total, (long long)ARRAY_COUNT(works));
	cr_assert_eq(page.count, 0);
	cr_assert_null(page.next);
	page_release(&page);
}

CONTRACT(list, of_an_empty_store_is_empty)
{
	SCOPED(query_release) struct query query = query_from(f, "");
	struct page page = { 0 };

	OK(f, store_list(f->store, &query, &page, &f->err));
	cr_assert_eq(page.total, 0);
	cr_assert_eq(page.count, 0);
	cr_assert_null(page.next);
	page_release(&page);
}

CONTRACT(list, has_no_cursor_on_a_last_page_that_is_full)
{
	SCOPED(query_release) struct query query = query_from(f, "limit=6");
	struct page page = { 0 };

	put(f, NULL, works, ARRAY_COUNT(works));
	OK(f, store_list(f->store, &query, &page, &f->err));
	cr_assert_eq(page.count, ARRAY_COUNT(works));
	cr_assert_null(page.next);
	page_release(&page);
}

CONTRACT(list, gives_the_records_as_get_does)
{
	SCOPED(query_release)
	struct query query = query_from(f, "doi=10.1000/b");
	SCOPED(page_release) struct page page = { 0 };
	SCOPED(record_release) struct record record = { 0 };

	put(f, NULL, works, ARRAY_COUNT(works));
	OK(f, store_list(f->store, &query, &page, &f->err));
	OK(f, store_get(f->store, span_of("10.1000/b"), &record, &f->err));
	cr_assert_eq(page.count, 1);
	cr_assert_str_eq(page.items[0].json, record.json);
	cr_assert_eq(page.items[0].json_len, record.json_len);
	cr_assert_str_eq(page.items[0].etag, record.etag);
}

CONTRACT(list, has_totals_that_follow_the_store)
{
	SCOPED(query_release)
	struct query query = query_from(f, "type=book&limit=0");

	for (int i = 0; i < 3; i++) {
		char doi[32];
		struct work work = { .doi = doi, .type = "book" };

		for (int again = 0; again < 2; again++) {
			SCOPED(page_release) struct page page = { 0 };

			OK(f, store_list(f->store, &query, &page, &f->err));
			cr_assert_eq(page.total, i);
		}
		snprintf(doi, sizeof(doi), "10.1000/%d", i);
		put(f, NULL, &work, 1);
	}
}

/* Adds a record before, one among and one after those that are there. */
static void add_others(struct fixture *f, int round)
{
	char dois[3][32];
	struct work others[3] = {
		{ .doi = dois[0], .published = "1990", .title = "!" },
		{ .doi = dois[1],
		  .published = "2010-06",
		  .title = "Title 05",
		  .citations = { true, 5 } },
		{ .doi = dois[2],
		  .published = "2030",
		  .title = "Zz",
		  .citations = { true, 1000 } },
	};

	snprintf(dois[0], sizeof(dois[0]), "10.1000/0-new-%d", round);
	snprintf(dois[1], sizeof(dois[1]), "10.1000/50-new-%d", round);
	snprintf(dois[2], sizeof(dois[2]), "10.1000/z-new-%d", round);
	put(f, NULL, others, 3);
}

/* Counts in seen[] the records 00 to 99 of one page. */
static void count_seen(const struct page *page, int seen[100])
{
	static const char before[] = "{\"doi\":\"10.1000/";

	for (size_t i = 0; i < page->count; i++) {
		struct span json = span_of(page->items[i].json);
		long long number;

		json = span_slice(json, sizeof(before) - 1, json.len);
		if (!text_to_integer(span_slice(json, 0, 2), &number) ||
		    json.at[2] != '"')
			continue; /* one of the others */
		seen[number]++;
	}
}

static void walk_while_adding(struct fixture *f, const char *sort, int *added)
{
	SCOPED(query_release) struct query query = query_from(f, sort);
	int seen[100] = { 0 }, pages = 0;
	bool more = true;

	while (more) {
		SCOPED(page_release) struct page page = { 0 };

		cr_assert_lt(pages, 200, "the walk ends");
		OK(f, store_list(f->store, &query, &page, &f->err));
		count_seen(&page, seen);
		more = query_next(f, &query, &page);
		if (pages++ < 20)
			add_others(f, ++*added);
	}
	for (int i = 0; i < 100; i++)
		cr_assert_eq(seen[i], 1, "%s: %d is seen %d times by %s",
			     f->backend, i, seen[i], sort);
}

CONTRACT(list, walks_see_each_record_once_while_others_are_added)
{
	static const char *const sorts[] = {
		"sort=doi&limit=7",       "sort=-doi&limit=7",
		"sort=published&limit=7", "sort=-published&limit=7",
		"sort=citations&limit=7", "sort=-citations&limit=7",
		"sort=title&limit=7",     "sort=-title&limit=7",
		"sort=relevance&limit=7",
	};
	char dois[100][32], dates[100][16], titles[100][16];
	struct work many[100] = { 0 };
	int added = 0;

	for (int i = 0; i < 100; i++) {
		/* what is sorted by repeats, so that ids must part them */
		snprintf(dates[i], sizeof(dates[i]), "20%02d-0%d", i % 20,
			 1 + i % 3);
		snprintf(titles[i], sizeof(titles[i]), "Title %02d", i % 11);
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%02d", i);
		many[i] = (struct work){ .doi = dois[i],
					 .published = i % 5 ? dates[i] : NULL,
					 .title = i % 7 ? titles[i] : NULL,
					 .citations = { i % 3 > 0, i % 13 } };
	}
	put(f, NULL, many, 100);
	for (size_t i = 0; i < ARRAY_COUNT(sorts); i++)
		walk_while_adding(f, sorts[i], &added);
}
