/* SPDX-License-Identifier: MIT */
/* Walks by cursor, while the store changes under them; samples; bounds. */
#include "contract.h"

#include <stdio.h>

#define WORKS 90

/* Works that have few values each, so that places repeat. */
struct crowd {
	struct work works[WORKS];
	char dois[WORKS][32], titles[WORKS][64], dates[WORKS][16];
	int added;     /* others */
	int drop_page; /* of drop_best() */
};

static void crowd_make(struct crowd *crowd)
{
	crowd->added = 0;
	for (int i = 0; i < WORKS; i++) {
		struct work *work = &crowd->works[i];

		snprintf(crowd->dois[i], sizeof(crowd->dois[i]), "10.1000/%02d",
			 i);
		snprintf(crowd->titles[i], sizeof(crowd->titles[i]),
			 "Quasar %s %d", i % 4 ? "seen" : "lost in space",
			 i % 5);
		snprintf(crowd->dates[i], sizeof(crowd->dates[i]), "20%02d",
			 i % 7);
		*work = (struct work){ .doi = crowd->dois[i],
				       .title = crowd->titles[i] };
		if (i % 3)
			work->published = crowd->dates[i];
		work->year = i % 3 ? 2000 + i % 7 : 0;
		work->citations = (struct integer){ i % 6 > 0, i % 4 * 50 };
	}
}

/* How often each of the crowd was seen. */
struct seen {
	int of[WORKS];
	int pages;
};

static void see(struct fixture *f, const struct page *page, struct seen *seen)
{
	SCOPED(buf_release) struct buf keys = buf_init(1 << 16);
	struct span rest, key;

	keys_add(f, page, &keys);
	rest = buf_span(&keys);
	while (span_next(&rest, ' ', &key)) {
		long long number;

		if (key.len == 10 &&
		    text_to_integer(span_slice(key, 8, 10), &number))
			seen->of[number]++;
	}
	seen->pages++;
}

/* What another does between two pages. */
typedef void meddler(struct fixture *f, struct crowd *crowd, int page);

static void nothing(struct fixture *f, struct crowd *crowd, int page)
{
}

/* New records at every place, which match as well. */
static void add(struct fixture *f, struct crowd *crowd, int page)
{
	struct work others[3] = { 0 };
	char dois[3][32];

	for (int i = 0; i < 3; i++) {
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%dx%d", i * 4,
			 crowd->added++);
		others[i] = crowd->works[(page * 7 + i * 31) % WORKS];
		others[i].doi = dois[i];
		others[i].raw = "another";
	}
	put(f, NULL, others, 3);
}

/* Records that were there, once more, in nothing that orders look at. */
static void replace(struct fixture *f, struct crowd *crowd, int page)
{
	struct work others[9];

	for (int i = 0; i < 9; i++) {
		others[i] = crowd->works[(page * 11 + i * 10) % WORKS];
		others[i].language = page % 2 ? "en" : "de";
	}
	put(f, NULL, others, 9);
}

/* A file with records, which the next load of it drops again. */
static void drop(struct fixture *f, struct crowd *crowd, int page)
{
	struct dump_file file = file_of("passing", page + 1);
	struct work other = crowd->works[page % WORKS];
	long long removed;
	char doi[32];

	snprintf(doi, sizeof(doi), "10.1000/%d-passing", page % 10);
	other.doi = doi;
	put(f, &file, &other, 1);
	if (page % 2)
		OK(f, store_prune(f->store, &file, &removed, &f->err));
}

static void expect_walk(struct fixture *f, struct crowd *crowd,
			const char *params, unsigned limit, meddler *meddle)
{
	SCOPED(query_release) struct query query = query_from(f, params);
	struct seen seen = { 0 };
	bool more = true;

	query.limit = limit;
	while (more) {
		SCOPED(page_release) struct page page = { 0 };

		cr_assert_lt(seen.pages, 2000, "%s ends", params);
		OK(f, store_list(f->store, &query, &page, &f->err));
		see(f, &page, &seen);
		more = query_next(f, &query, &page);
		if (seen.pages < 12)
			meddle(f, crowd, seen.pages);
	}
	for (int i = 0; i < WORKS; i++)
		cr_expect_eq(seen.of[i], 1, "%s: %s by %u: %d is seen %d times",
			     f->backend, params, limit, i, seen.of[i]);
}

/* clang-format off */
static const char *const walks[] = {
	"sort=doi", "sort=-doi", "sort=title", "sort=-title",
	"sort=published", "sort=-published", "sort=citations",
	"sort=-citations", "sort=relevance",
	"query=quasar", "query=quasar seen OR lost", "query=quasar -nowhere",
	"query=-nowhere", "query=quasar&sort=-title",
	"query=quasar&sort=citations", "query=-nowhere&sort=title",
	"query=qua*", "query=\"lost in space\" OR seen",
	"query.bibliographic=quasars lost in space or seen anywhere else",
	"query=quasar&first=10.1000/44", "query=-nowhere&first=10.1000/02",
	"query=quasar&first=10.1000/44&sort=-published",
};
/* clang-format on */

static void expect_walks(struct fixture *f, unsigned from, unsigned step,
			 meddler *meddle)
{
	struct crowd crowd;

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	for (size_t i = 0; i < ARRAY_COUNT(walks); i++)
		for (unsigned limit = from; limit < 8; limit += step)
			expect_walk(f, &crowd, walks[i], limit, meddle);
}

CONTRACT(walk, sees_each_record_once)
{
	expect_walks(f, 1, 1, nothing);
}

CONTRACT(walk, sees_each_record_once_while_others_come)
{
	expect_walks(f, 3, 4, add);
}

CONTRACT(walk, sees_each_record_once_while_they_are_replaced)
{
	expect_walks(f, 3, 4, replace);
}

CONTRACT(walk, sees_each_record_once_while_others_come_and_go)
{
	expect_walks(f, 3, 4, drop);
}

/* Where few are scored, the others follow by what matters. */
CONTRACT(walk, sees_each_record_once_where_few_are_scored)
{
	static meddler *const meddles[] = { nothing, replace, add };
	struct crowd crowd;

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	for (size_t i = 0; i < ARRAY_COUNT(meddles); i++)
		for (long long scored = 0; scored < 100; scored += 13) {
			f->store->limits.scored = scored;
			expect_walk(f, &crowd, "query=quasar", 7, meddles[i]);
			expect_walk(f, &crowd, "query=quasar seen OR lost", 5,
				    meddles[i]);
		}
}

/* Of another file: the best of all, so that they are scored. */
static void put_best(struct fixture *f, long long generation, size_t count)
{
	struct dump_file file = file_of("best", generation);
	struct work best[9] = { 0 };
	char dois[9][32];

	for (size_t i = 0; i < count; i++) {
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%zu-best", i);
		best[i] = (struct work){ .doi = dois[i],
					 .title = "Quasar",
					 .citations = { true, 1000000 } };
	}
	put(f, &file, best, count);
}

/* Drops all of them behind one page. */
static void drop_best(struct fixture *f, struct crowd *crowd, int page)
{
	struct dump_file file = { 0 };
	long long removed;

	if (page != crowd->drop_page)
		return;
	OK(f, store_file(f->store, "best", &file, &f->err));
	file.generation++;
	put_best(f, file.generation, 0);
	OK(f, store_prune(f->store, &file, &removed, &f->err));
	cr_assert_eq(removed, 9);
	dump_file_release(&file);
}

/* Those that were not scored on the first page must not be later, or they
 * would go where the walk has been. */
CONTRACT(walk, sees_each_record_once_where_those_that_are_scored_go)
{
	struct crowd crowd;

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	for (int i = 0; i < 40; i++) {
		crowd.drop_page = 1 + i % 10;
		put_best(f, 10 * i + 10, 9);
		f->store->limits.scored = 24 + i / 10 * 14;
		expect_walk(f, &crowd, "query=quasar", 7, drop_best);
	}
}

CONTRACT(bounded, is_said_when_more_match_than_are_scored)
{
	static const struct {
		long long scored;
		const char *params;
		bool bounded;
	} rows[] = {
		{ 90, "query=quasar", false },
		{ 89, "query=quasar", true },
		{ 0, "query=quasar", true },
		{ 1, "query=nowhere", false },
		{ 22, "query=lost", true },
		{ 23, "query=lost", false },
		{ 1, "query=quasar&sort=doi", false },
		{ 1, "query=quasar&sort=citations", false },
		{ 1, "query=-nowhere", false },
		{ 1, "", false },
		{ 1, "query=quasar&doi=10.1000/02", false },
	};
	struct crowd crowd;

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		f->store->limits.scored = rows[i].scored;
		SCOPED(page_release)
		struct page page = page_of(f, rows[i].params);
		cr_expect_eq(page.bounded, rows[i].bounded, "%s of %lld",
			     rows[i].params, rows[i].scored);
	}
}

/* ---- samples ---- */

static char *sample_of(struct fixture *f, const char *params)
{
	SCOPED(page_release) struct page page = page_of(f, params);
	SCOPED(buf_release) struct buf keys = buf_init(1 << 16);

	cr_expect_null(page.next, "%s", params);
	cr_expect_eq(page.total, WORKS, "%s: %lld", params, page.total);
	keys_add(f, &page, &keys);
	return buf_take(&keys);
}

CONTRACT(sample, is_the_same_by_the_same_seed)
{
	struct crowd crowd;

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	SCOPED_FREE char *one = sample_of(f, "sample=9&seed=1");
	SCOPED_FREE char *again = sample_of(f, "sample=9&seed=1");
	SCOPED_FREE char *other = sample_of(f, "sample=9&seed=2");
	SCOPED_FREE char *words = sample_of(f, "sample=9&seed=1&query=quasar");

	cr_expect_eq(strlen(one), 9 * 11 - 1, "%s", one);
	cr_expect_str_eq(one, again);
	cr_expect_str_neq(one, other);
	cr_expect_str_eq(one, words, "words do not change the order: %s, %s",
			 one, words);
}

/* Each record is as likely as any other. */
CONTRACT(sample, is_fair)
{
	int drawn[WORKS] = { 0 };
	struct crowd crowd;

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	for (int seed = 0; seed < 200; seed++) {
		struct seen seen = { 0 };
		char params[64];

		snprintf(params, sizeof(params), "sample=9&seed=%d", seed);
		SCOPED(page_release) struct page page = page_of(f, params);
		see(f, &page, &seen);
		for (int i = 0; i < WORKS; i++)
			drawn[i] += seen.of[i];
	}
	/* 20 are expected of each; beyond five standard deviations is none */
	for (int i = 0; i < WORKS; i++)
		cr_expect(drawn[i] > 0 && drawn[i] < 42, "%d: %d", i, drawn[i]);
}

CONTRACT(sample, of_more_than_there_are_is_all)
{
	struct crowd crowd;
	struct seen seen = { 0 };

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	SCOPED(page_release) struct page page = page_of(f, "sample=1000");
	see(f, &page, &seen);
	for (int i = 0; i < WORKS; i++)
		cr_expect_eq(seen.of[i], 1, "%d: %d", i, seen.of[i]);
}

/* ---- pages without records ---- */

CONTRACT(no_items, has_the_rest_of_the_page)
{
	struct crowd crowd;

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	for (size_t i = 0; i < ARRAY_COUNT(walks); i++) {
		SCOPED(query_release)
		struct query query = query_from(f, walks[i]);
		SCOPED(page_release) struct page page = { 0 };
		SCOPED(page_release) struct page full = page_of(f, walks[i]);

		query.no_items = true;
		OK(f, store_list(f->store, &query, &page, &f->err));
		cr_expect_eq(page.count, 0, "%s", walks[i]);
		cr_expect_eq(page.total, full.total, "%s", walks[i]);
		cr_expect(page.next && full.next &&
				  strcmp(page.next, full.next) == 0,
			  "%s: %s", walks[i], page.next);
	}
}

CONTRACT(no_items, is_what_a_limit_of_0_asks_for)
{
	struct crowd crowd;

	crowd_make(&crowd);
	put(f, NULL, crowd.works, WORKS);
	for (size_t i = 0; i < ARRAY_COUNT(walks); i++) {
		SCOPED(query_release)
		struct query query = query_from(f, walks[i]);
		SCOPED(page_release) struct page page = { 0 };

		query.limit = 0;
		OK(f, store_list(f->store, &query, &page, &f->err));
		cr_expect_eq(page.count, 0, "%s", walks[i]);
		cr_expect_eq(page.total, WORKS, "%s: %lld", walks[i],
			     page.total);
		cr_expect_null(page.next, "%s", walks[i]);
	}
}
