/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/query.h"
#include "paperd/scoped.h"

#define PAIRS 4

static void set_all(struct query *query, const char *const params[2 * PAIRS])
{
	for (size_t i = 0; i < 2 * PAIRS && params[i]; i += 2) {
		struct error err = { 0 };

		cr_assert_eq(query_parse(query, span_of(params[i]),
					 span_of(params[i + 1]), &err),
			     STATUS_OK, "%s=%s: %s", params[i], params[i + 1],
			     err.detail);
	}
}

/* clang-format off */
static const struct {
	const char *params[2 * PAIRS];
	enum query_sort sort;
	bool descending;
	unsigned limit;
} settled[] = {
	{ { NULL }, SORT_DOI, false, 20 },
	{ { "query", "cells" }, SORT_RELEVANCE, false, 20 },
	{ { "query", "" }, SORT_DOI, false, 20 },
	{ { "title", "cells" }, SORT_RELEVANCE, false, 20 },
	{ { "author", "doe", "limit", "5" }, SORT_RELEVANCE, false, 5 },
	{ { "query.bibliographic", "doe 2019" }, SORT_RELEVANCE, false, 20 },
	{ { "type", "book" }, SORT_DOI, false, 20 },
	{ { "query", "cells", "sort", "doi" }, SORT_DOI, false, 20 },
	{ { "sort", "relevance" }, SORT_RELEVANCE, false, 20 },
	{ { "sort", "-doi" }, SORT_DOI, true, 20 },
	{ { "sort", "published" }, SORT_PUBLISHED, false, 20 },
	{ { "sort", "-published" }, SORT_PUBLISHED, true, 20 },
	{ { "sort", "citations" }, SORT_CITATIONS, false, 20 },
	{ { "sort", "-citations" }, SORT_CITATIONS, true, 20 },
	{ { "sort", "title" }, SORT_TITLE, false, 20 },
	{ { "sort", "-title" }, SORT_TITLE, true, 20 },
	{ { "sample", "7" }, SORT_SAMPLE, false, 7 },
	{ { "query", "cells", "sample", "7", "seed", "1" }, SORT_SAMPLE, false,
	  7 },
};

static const struct {
	const char *params[2 * PAIRS];
	const char *complaint;
} refused[] = {
	{ { "query.bibliographic", "a b", "query", "c" },
	  "query.bibliographic goes without query" },
	{ { "title", "c", "query.bibliographic", "a b" },
	  "query.bibliographic goes without title" },
	{ { "query.bibliographic", "a b", "author", "" },
	  "query.bibliographic goes without author" },
	{ { "sample", "5", "sort", "doi" }, "without sort, limit and cursor" },
	{ { "sample", "5", "limit", "5" }, "without sort, limit and cursor" },
	{ { "seed", "5" }, "seed is for sample" },
	{ { "from", "2020", "until", "2019-12-31" },
	  "from=2020 is later than until=2019-12-31" },
	{ { "from", "2019-06-02", "until", "2019-05" }, "is later than" },
};

static const char *const taken[][2 * PAIRS] = {
	{ "from", "2019-05-31", "until", "2019-05" },
	{ "from", "2019", "until", "2019-05-31" },
	{ "from", "2019-12", "until", "2019" },
	{ "from", "2019", "until", "2020" },
	{ "query", "a", "title", "b", "author", "c" },
	{ "query.bibliographic", "a b", "type", "book" },
};
/* clang-format on */

Test(query_order, is_settled_when_all_is_set)
{
	for (size_t i = 0; i < ARRAY_COUNT(settled); i++) {
		SCOPED(query_release) struct query query = query_init();
		struct error err = { 0 };

		set_all(&query, settled[i].params);
		for (int again = 0; again < 2; again++) {
			cr_assert_eq(query_check(&query, &err), STATUS_OK,
				     "%zu: %s", i, err.detail);
			cr_expect_eq(query.sort, settled[i].sort, "%zu", i);
			cr_expect_eq(query.descending, settled[i].descending,
				     "%zu", i);
			cr_expect_eq(query.limit, settled[i].limit, "%zu", i);
		}
	}
}

Test(query_order, of_a_record_that_goes_first_is_relevance)
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };

	query.first = span_copy(span_of("10.1000/182"));
	cr_assert_eq(query_check(&query, &err), STATUS_OK);
	cr_expect_eq(query.sort, SORT_RELEVANCE);
}

Test(query_order, parameters_are_checked_against_each_other)
{
	for (size_t i = 0; i < ARRAY_COUNT(refused); i++) {
		SCOPED(query_release) struct query query = query_init();
		struct error err = { 0 };

		set_all(&query, refused[i].params);
		cr_expect_eq(query_check(&query, &err),
			     STATUS_INVALID_PARAMETER, "%s",
			     refused[i].complaint);
		cr_expect(strstr(err.detail, refused[i].complaint), "%s: %s",
			  refused[i].complaint, err.detail);
		cr_expect_eq(query_check(&query, NULL),
			     STATUS_INVALID_PARAMETER);
	}
}

Test(query_order, parameters_that_go_together_are_taken)
{
	for (size_t i = 0; i < ARRAY_COUNT(taken); i++) {
		SCOPED(query_release) struct query query = query_init();
		struct error err = { 0 };

		set_all(&query, taken[i]);
		cr_expect_eq(query_check(&query, &err), STATUS_OK, "%s: %s",
			     taken[i][0], err.detail);
	}
}

/* ---- cursors ---- */

static void cursor_of(enum query_sort sort, bool descending, struct buf *out)
{
	struct place place = { .given = true,
			       .sort = sort,
			       .descending = descending,
			       .value = 5,
			       .id = 7 };

	query_cursor(&place, out);
}

Test(query_order, is_that_of_the_cursor)
{
	for (int was = 0; was < 2 * SORT_SAMPLE; was++) {
		for (int is = 0; is < 2 * SORT_SAMPLE; is++) {
			SCOPED(query_release) struct query query = query_init();
			SCOPED(buf_release) struct buf cursor = buf_init(4096);
			struct error err = { 0 };

			if (was / 2 == SORT_RELEVANCE && was % 2)
				continue;
			cursor_of((enum query_sort)(was / 2), was % 2, &cursor);
			query.sort = (enum query_sort)(is / 2);
			query.descending = is % 2;
			query.sort_given = true;
			cr_assert_eq(query_parse(&query, span_of("cursor"),
						 buf_span(&cursor), &err),
				     STATUS_OK);
			cr_expect_eq(query_check(&query, &err) == STATUS_OK,
				     was == is, "%d, %d: %s", was, is,
				     err.detail);
		}
	}
}

Test(query_order, of_a_cursor_is_told)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(buf_release) struct buf cursor = buf_init(4096);
	struct error err = { 0 };

	cursor_of(SORT_PUBLISHED, true, &cursor);
	set_all(&query,
		(const char *const[2 * PAIRS]){ "cursor", buf_text(&cursor) });
	cr_assert_eq(query_check(&query, &err), STATUS_INVALID_PARAMETER);
	cr_expect_str_eq(err.detail, "the cursor is of a list sorted by "
				     "-published, this one is sorted by doi");
}

Test(query_order, a_sample_has_no_cursor)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(buf_release) struct buf cursor = buf_init(4096);
	struct error err = { 0 };

	cursor_of(SORT_DOI, false, &cursor);
	set_all(&query, (const char *const[2 * PAIRS]){
				"cursor", buf_text(&cursor), "sample", "5" });
	cr_expect_eq(query_check(&query, &err), STATUS_INVALID_PARAMETER);
}

Test(query_order, a_walk_goes_on_with_the_same_query)
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };

	for (uint64_t id = 1; id < 4; id++) {
		SCOPED(buf_release) struct buf cursor = buf_init(4096);
		struct place place = { .given = true,
				       .sort = SORT_DOI,
				       .id = id,
				       .text = (char *)"10.1000/182" };

		query_cursor(&place, &cursor);
		cr_assert_eq(query_parse(&query, span_of("cursor"),
					 buf_span(&cursor), &err),
			     STATUS_OK, "%s", err.detail);
		cr_assert_eq(query_check(&query, &err), STATUS_OK);
		cr_expect_eq(query.after.id, id);
	}
}
