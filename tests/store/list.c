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

CONTRACT(list, finds_what_matches)
{
	/* clang-format off */
	static const struct {
		const char *name;
		struct query query;
		const char *dois;
	} rows[] = {
	{ "all", { 0 },
	  "10.1000/a 10.1000/b 10.1000/c 10.1000/d 10.1000/e 10.1000/f" },
	{ "doi", { .doi = (char *)"10.1000/c" }, "10.1000/c" },
	{ "unknown doi", { .doi = (char *)"10.1000/x" }, "" },
	{ "type", { .type = (char *)"book" }, "10.1000/d 10.1000/f" },
	{ "language", { .language = (char *)"zh" }, "10.1000/b" },
	{ "electronic issn", { .issn = (char *)"1476-4687" },
	  "10.1000/b 10.1000/e" },
	{ "print issn", { .issn = (char *)"0028-0836" },
	  "10.1000/b 10.1000/e" },
	{ "unknown issn", { .issn = (char *)"1234-5679" }, "" },
	{ "journal by key", { .journal = (char *)"NATURE" },
	  "10.1000/b 10.1000/e" },
	{ "year", { .year = { true, 2020 } }, "10.1000/a 10.1000/f" },
	{ "has abstract", { .has = HAS_ABSTRACT }, "10.1000/c 10.1000/d" },
	{ "has both", { .has = HAS_ABSTRACT | HAS_ORCID }, "10.1000/c" },
	{ "two filters", { .type = (char *)"book", .year = { true, 2019 } },
	  "10.1000/d" },
	{ "bound, not pasted", { .type = (char *)"book' OR '1'='1" }, "" },
	/* the first day a date may mean decides */
	{ "from a year", { .from = (char *)"2019" },
	  "10.1000/a 10.1000/b 10.1000/d 10.1000/e 10.1000/f" },
	{ "from the first day of a year", { .from = (char *)"2019-01-01" },
	  "10.1000/a 10.1000/b 10.1000/d 10.1000/e 10.1000/f" },
	{ "from the second", { .from = (char *)"2019-01-02" },
	  "10.1000/a 10.1000/d 10.1000/e 10.1000/f" },
	{ "from a month", { .from = (char *)"2019-05" },
	  "10.1000/a 10.1000/d 10.1000/e 10.1000/f" },
	{ "from its first day", { .from = (char *)"2019-05-01" },
	  "10.1000/a 10.1000/d 10.1000/e 10.1000/f" },
	{ "from its second day", { .from = (char *)"2019-05-02" },
	  "10.1000/a 10.1000/e 10.1000/f" },
	{ "until a year", { .until = (char *)"2019" },
	  "10.1000/b 10.1000/d 10.1000/e" },
	{ "until a month", { .until = (char *)"2019-05" },
	  "10.1000/b 10.1000/d 10.1000/e" },
	{ "until its last day", { .until = (char *)"2019-05-31" },
	  "10.1000/b 10.1000/d 10.1000/e" },
	{ "until the day before", { .until = (char *)"2019-05-30" },
	  "10.1000/b 10.1000/d" },
	{ "until the month before", { .until = (char *)"2019-04" },
	  "10.1000/b" },
	{ "until a first of January", { .until = (char *)"2020-01-01" },
	  "10.1000/a 10.1000/b 10.1000/d 10.1000/e 10.1000/f" },
	{ "between", { .from = (char *)"2019",
		       .until = (char *)"2019-05-31" },
	  "10.1000/b 10.1000/d 10.1000/e" },
	{ "by date", { .sort = SORT_PUBLISHED },
	  "10.1000/c 10.1000/b 10.1000/d 10.1000/e 10.1000/f 10.1000/a" },
	{ "latest first", { .sort = SORT_PUBLISHED_DESCENDING },
	  "10.1000/a 10.1000/f 10.1000/e 10.1000/d 10.1000/b 10.1000/c" },
	{ "doi descending", { .sort = SORT_DOI_DESCENDING },
	  "10.1000/f 10.1000/e 10.1000/d 10.1000/c 10.1000/b 10.1000/a" },
	{ "a journal by date", { .journal = (char *)"nature",
				 .sort = SORT_PUBLISHED_DESCENDING },
	  "10.1000/e 10.1000/b" },
	};
	/* clang-format on */

	put(f, NULL, works, ARRAY_COUNT(works));
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		for (unsigned limit = 1; limit < 8; limit++) {
			struct query query = rows[i].query;
			SCOPED_FREE char *dois = NULL;

			query.limit = limit;
			dois = dois_of(f, &query);
			cr_expect_str_eq(dois, rows[i].dois,
					 "%s: %s by %u: got %s", f->backend,
					 rows[i].name, limit, dois);
			free(query.after_key);
			free(query.after_doi);
		}
	}
}

CONTRACT(list, counts_without_items_at_limit_0)
{
	struct query query = { .limit = 0 };
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
	struct query query = query_init();
	struct page page = { 0 };

	OK(f, store_list(f->store, &query, &page, &f->err));
	cr_assert_eq(page.total, 0);
	cr_assert_eq(page.count, 0);
	cr_assert_null(page.next);
	page_release(&page);
}

CONTRACT(list, has_no_cursor_on_a_last_page_that_is_full)
{
	struct query query = { .limit = ARRAY_COUNT(works) };
	struct page page = { 0 };

	put(f, NULL, works, ARRAY_COUNT(works));
	OK(f, store_list(f->store, &query, &page, &f->err));
	cr_assert_eq(page.count, ARRAY_COUNT(works));
	cr_assert_null(page.next);
	page_release(&page);
}

CONTRACT(list, gives_the_records_as_get_does)
{
	struct query query = { .doi = (char *)"10.1000/b", .limit = 1 };
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
	struct query query = { .type = (char *)"book", .limit = 0 };

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
		{ .doi = dois[0], .published = "1990" },
		{ .doi = dois[1], .published = "2010-06" },
		{ .doi = dois[2], .published = "2030" },
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

static void walk_while_adding(struct fixture *f, enum query_sort sort)
{
	struct query query = { .sort = sort, .limit = 7 };
	int seen[100] = { 0 };
	bool more = true;

	for (int round = 0; more; round++) {
		SCOPED(page_release) struct page page = { 0 };

		cr_assert_lt(round, 200, "the walk ends");
		OK(f, store_list(f->store, &query, &page, &f->err));
		count_seen(&page, seen);
		more = page.next;
		if (more)
			OK(f, query_parse(&query, (struct span)SPAN("cursor"),
					  span_of(page.next), &f->err));
		if (round < 20)
			add_others(f, round * 10 + (int)sort);
	}
	for (int i = 0; i < 100; i++)
		cr_assert_eq(seen[i], 1, "%s: %d is seen %d times in order %d",
			     f->backend, i, seen[i], (int)sort);
	free(query.after_doi);
	free(query.after_key);
}

CONTRACT(list, walks_see_each_record_once_while_others_are_added)
{
	char dois[100][32], dates[100][16];
	struct work many[100] = { 0 };

	for (int i = 0; i < 100; i++) {
		/* dates repeat, so that DOIs must part them */
		snprintf(dates[i], sizeof(dates[i]), "20%02d-0%d", i % 20,
			 1 + i % 3);
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%02d", i);
		many[i] = (struct work){ .doi = dois[i],
					 .published = i % 5 ? dates[i] : NULL };
	}
	put(f, NULL, many, 100);
	for (enum query_sort sort = SORT_DOI; sort <= SORT_PUBLISHED_DESCENDING;
	     sort++)
		walk_while_adding(f, sort);
}
