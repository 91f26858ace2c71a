/* SPDX-License-Identifier: MIT */
/* Which of the records that match come first. */
#include "contract.h"

#include <stdio.h>

CONTRACT(rank, puts_titles_before_abstracts)
{
	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "On stars",
	      .abstract = "Here a quasar is seen." },
	    { .doi = "10.1000/b",
	      .title = "A quasar",
	      .abstract = "Here stars are seen." },
	    { .doi = "10.1000/c", .title = "Other things" });
	expect_list(f, "sort=relevance&query=quasar", 9, "b a");
	expect_list(f, "sort=relevance&query=stars", 9, "a b");
}

CONTRACT(rank, puts_the_title_that_is_meant_first)
{
	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Deep learning of deep things, by learning deep" },
	    { .doi = "10.1000/b", .title = "Deep learning" });
	expect_list(f, "sort=relevance&query=deep learning", 1, "b a");
}

CONTRACT(rank, lets_citations_and_years_decide_between_equals)
{
	PUT(f, NULL, { .doi = "10.1000/a", .title = "Quasars", .year = 1990 },
	    { .doi = "10.1000/b",
	      .title = "Quasars",
	      .year = 1990,
	      .citations = { true, 500 } },
	    { .doi = "10.1000/c", .title = "Quasars", .year = 2020 });
	expect_list(f, "sort=relevance&query=quasars", 9, "b c a");
	expect_list(f, "sort=relevance", 9, "b c a");
	expect_list(f, "sort=relevance&query=-nowhere", 9, "b c a");
}

/* Words behind each other mean more than the same words apart. */
CONTRACT(rank, puts_words_that_stand_together_first)
{
	/* clang-format off */
	static const struct {
		const char *params;
		const char *found;
	} rows[] = {
	{ "sort=relevance&query=reinforcement learning", "a c b" },
	{ "sort=relevance&query=reinforcement learning robots", "a c b" },
	{ "sort=relevance&query=learning reinforcement", "b c a" },
	{ "sort=relevance&query=mice sleep", "e d" },
	};
	/* clang-format on */

	PUT(f, NULL,
	    { .doi = "10.1000/c",
	      .title = "Robots learning, with some reinforcement",
	      .year = 2020 },
	    { .doi = "10.1000/b",
	      .title = "Learning reinforcement, seen by robots",
	      .year = 2020 },
	    { .doi = "10.1000/a",
	      .title = "Robots meet some reinforcement learning",
	      .year = 2015 },
	    { .doi = "10.1000/d",
	      .title = "One",
	      .year = 2020,
	      .abstract = "The sleep of cats is not that of mice." },
	    { .doi = "10.1000/e",
	      .title = "Two",
	      .year = 2015,
	      .abstract = "The cat is awake; of mice sleep is known." });
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		expect_list(f, rows[i].params, 5, rows[i].found);
}

/* ---- the record that goes first ---- */

CONTRACT(first, goes_first_and_need_not_have_the_words)
{
	/* clang-format off */
	static const struct {
		const char *params;
		const char *found;
	} rows[] = {
	{ "sort=relevance&query=quasar&first=10.1000/c", "c a b" },
	{ "sort=relevance&query=quasar&first=10.1000/b", "b a" },
	{ "sort=relevance&query=quasar&first=10.1000/x", "a b" },
	{ "sort=relevance&query=nowhere&first=10.1000/c", "c" },
	{ "sort=relevance&query=no such thing&first=pmid:7", "c" },
	{ "sort=relevance&query=quasar&type=book&first=10.1000/c", "b" },
	{ "sort=relevance&query=quasar&type=book&first=10.1000/b", "b" },
	{ "query=quasar&first=10.1000/c", "a b c" }, /* by DOI */
	{ "sort=-doi&query=quasar&first=10.1000/c", "c b a" },
	};
	/* clang-format on */

	PUT(f, NULL, { .doi = "10.1000/a", .title = "A quasar", .year = 2020 },
	    { .doi = "10.1000/b", .title = "Quasar of books", .type = "book" },
	    { .doi = "10.1000/c", .title = "Other", .pmid = "7" });
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		for (int limit = 1; limit < 5; limit++)
			expect_list(f, rows[i].params, limit, rows[i].found);
}

/* ---- words that are left out ---- */

CONTRACT(left_out, is_one_of_three_words_that_are_nowhere_together)
{
	/* clang-format off */
	static const struct {
		const char *params;
		unsigned left_out;
		const char *found;
	} rows[] = {
	{ "query=red green blue", 0, "10.1000/a" },
	{ "query=red green yellw", 1, "10.1000/a 10.1000/b" },
	{ "query=red green -blue yellw", 1, "10.1000/b" },
	{ "query=red green yellw&type=book", 1, "10.1000/b" },
	{ "query=red green blue&type=book", 1, "10.1000/b" },
	{ "query=red yellw", 0, "" },
	{ "query=red yellw -blue", 0, "" },
	{ "query=red yellw grey", 0, "" },
	{ "query=\"red green\" yellw", 0, "" },
	{ "query=red OR pink green yellw&sort=doi", 1, "10.1000/a 10.1000/b" },
	{ "query=red green yellw&sort=-doi", 1, "10.1000/b 10.1000/a" },
	};
	/* clang-format on */

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Red, green and blue",
	      .year = 2020 },
	    { .doi = "10.1000/b", .title = "Red and green", .type = "book" },
	    { .doi = "10.1000/c", .title = "Red and black" });
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(page_release)
		struct page page = page_of(f, rows[i].params);
		SCOPED(buf_release) struct buf keys = buf_init(1000);

		keys_add(f, &page, &keys);
		cr_expect_str_eq(buf_text(&keys), rows[i].found, "%s: %s",
				 rows[i].params, buf_text(&keys));
		cr_expect_eq(page.left_out, rows[i].left_out, "%s: %u",
			     rows[i].params, page.left_out);
		cr_expect_eq(page.total, (long long)page.count, "%s: %lld",
			     rows[i].params, page.total);
	}
}

/* The walk stays one with a word left out, whatever comes in meanwhile. */
CONTRACT(left_out, is_walked_by_cursors)
{
	static const struct {
		const char *sort, *first, *then;
	} rows[] = {
		{ "relevance", "10.1000/a", "10.1000/b" },
		{ "doi", "10.1000/a", "10.1000/b" },
		{ "-title", "10.1000/b", "10.1000/a" },
		{ "citations", "10.1000/a", "10.1000/b" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf one = buf_init(1000);
		SCOPED(buf_release) struct buf two = buf_init(1000);
		char params[1000];

		PUT(f, NULL, { .doi = "10.1000/a", .title = "Red green" },
		    { .doi = "10.1000/b", .title = "Red green" },
		    { .doi = "10.1000/y", .title = "Other" });
		snprintf(params, sizeof(params),
			 "limit=1&query=red green yellw&sort=%s", rows[i].sort);
		SCOPED(page_release) struct page page = page_of(f, params);
		cr_expect_eq(page.total, 2, "%s", params);
		keys_add(f, &page, &one);
		cr_expect_str_eq(buf_text(&one), rows[i].first, "%s", params);
		cr_assert(page.next, "%s", params);
		PUT(f, NULL,
		    { .doi = "10.1000/y", .title = "Red green yellw" });
		snprintf(params + strlen(params),
			 sizeof(params) - strlen(params), "&cursor=%s",
			 page.next);
		SCOPED(page_release) struct page after = page_of(f, params);
		keys_add(f, &after, &two);
		cr_expect(strstr(buf_text(&two), rows[i].then), "%s: %s",
			  params, buf_text(&two));
	}
}

/* ---- a pasted reference ---- */

CONTRACT(reference, finds_what_it_means_first)
{
	/* clang-format off */
	static const char *const references[] = {
		"García, J. (2020). Running dark matter searches in galaxies. "
		"Phys. Rev. Lett., 12(3), 4-5.",
		"[12] J. García et al., \"Running dark matter searches in "
		"galaxies,\" PRL 12 (2020)",
		"Running dark mater serches in galaxies. Garcia J",
		"running dark matter searches -in galaxies OR title:x",
	};
	/* clang-format on */

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Dark matter in the year 2020",
	      .year = 2020 },
	    { .doi = "10.1000/b",
	      .title = "Running dark matter searches in galaxies",
	      .authors = { "José García" },
	      .year = 2020 },
	    { .doi = "10.1000/c",
	      .title = "Galaxies that are running away",
	      .authors = { "Juana García" } });
	for (size_t i = 0; i < ARRAY_COUNT(references); i++) {
		SCOPED(buf_release) struct buf params = buf_init(1000);
		SCOPED(buf_release) struct buf keys = buf_init(1000);

		buf_add_format(&params, "query.bibliographic=%s",
			       references[i]);
		SCOPED(page_release)
		struct page page = page_of(f, buf_text(&params));
		keys_add(f, &page, &keys);
		cr_expect(span_starts_nocase(buf_span(&keys), "10.1000/b"),
			  "%s: %s", references[i], buf_text(&keys));
	}
}

/* How often a word stands anywhere is remembered, but not that it does not. */
CONTRACT(reference, finds_a_word_that_was_nowhere_before)
{
	struct work many[40] = { 0 };
	char dois[40][32];

	for (int i = 0; i < 40; i++) {
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%02d", i);
		many[i].doi = dois[i];
	}
	put(f, NULL, many, 40);
	expect_list(f, "query.bibliographic=zyzzyva", 5, "");
	PUT(f, NULL, { .doi = "10.1000/z", .title = "Zyzzyva" });
	expect_list(f, "query.bibliographic=zyzzyva", 5, "z");
}
