/* SPDX-License-Identifier: MIT */
/* Places of records, and pages of them against sorting them all. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "facts.h"
#include "paperd/scoped.h"

/* ---- places ---- */

#define PRIOR(prior)          (STATE_HELD | (uint32_t)(prior) << STATE_PRIOR_SHIFT)
#define DAY(year, month, day) ((year)*512 + (month)*32 + (day))

struct spot {
	uint64_t id;
	struct facts facts;
};

/* clang-format off */
#define PUBLISHED(id, date) \
	{ id, { { [FACT_STATE] = STATE_HELD, [FACT_PUBLISHED] = date } } }
#define CITED(id, number) \
	{ id, { { [FACT_STATE] = STATE_HELD, [FACT_CITATIONS] = number } } }
#define WITH_PRIOR(id, prior) { id, { { [FACT_STATE] = PRIOR(prior) } } }

static const struct {
	const char *name;
	enum query_sort sort;
	bool descending;
	struct spot first, second;
} rows[] = {
	{ "dates", SORT_PUBLISHED, false,
	  PUBLISHED(2, DAY(2001, 3, 4)), PUBLISHED(1, DAY(2001, 3, 5)) },
	{ "dates down", SORT_PUBLISHED, true,
	  PUBLISHED(2, DAY(2001, 3, 5)), PUBLISHED(1, DAY(2001, 3, 4)) },
	{ "a year is its begin", SORT_PUBLISHED, false,
	  PUBLISHED(2, DAY(2001, 0, 0)), PUBLISHED(1, DAY(2001, 1, 0)) },
	{ "unknown date first", SORT_PUBLISHED, false,
	  PUBLISHED(2, 0), PUBLISHED(1, DAY(1, 0, 0)) },
	{ "down: last", SORT_PUBLISHED, true,
	  PUBLISHED(2, DAY(1, 0, 0)), PUBLISHED(1, 0) },
	{ "same date: by id", SORT_PUBLISHED, false,
	  PUBLISHED(1, DAY(1999, 0, 0)), PUBLISHED(2, DAY(1999, 0, 0)) },
	{ "same date down: by id", SORT_PUBLISHED, true,
	  PUBLISHED(1, DAY(1999, 0, 0)), PUBLISHED(2, DAY(1999, 0, 0)) },
	{ "citations", SORT_CITATIONS, false, CITED(2, 1), CITED(1, 2) },
	{ "citations down", SORT_CITATIONS, true, CITED(2, 900), CITED(1, 8) },
	{ "unknown number first", SORT_CITATIONS, false,
	  CITED(2, 0), CITED(1, 1) },
	{ "down: last", SORT_CITATIONS, true, CITED(2, 1), CITED(1, 0) },
	{ "most of all", SORT_CITATIONS, true,
	  CITED(2, UINT32_MAX), CITED(1, UINT32_MAX - 1) },
	{ "the better prior", SORT_RELEVANCE, false,
	  WITH_PRIOR(2, 63), WITH_PRIOR(1, 62) },
	{ "same prior: by id", SORT_RELEVANCE, false,
	  WITH_PRIOR(1, 5), WITH_PRIOR(FACTS_ID_MAX - 1, 5) },
	{ "any id of a better prior", SORT_RELEVANCE, false,
	  WITH_PRIOR(FACTS_ID_MAX - 1, 6), WITH_PRIOR(0, 5) },
};
/* clang-format on */

static int compare(const void *a, const void *b)
{
	const struct picked *x = a;
	const struct picked *y = b;

	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return x->id == y->id ? 0 : x->id < y->id ? -1 : 1;
}

static struct picked picked_of(const struct spot *spot,
			       const struct query *query)
{
	return (struct picked){ fact_place(&spot->facts, spot->id, query),
				spot->id };
}

Test(fact_place, is_before)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct query query = { .sort = rows[i].sort,
				       .descending = rows[i].descending };
		struct picked first = picked_of(&rows[i].first, &query);
		struct picked second = picked_of(&rows[i].second, &query);

		cr_expect_lt(compare(&first, &second), 0, "row %zu: %s", i,
			     rows[i].name);
	}
}

/* The rows of the index are numbered like this. */
Test(fact_place, of_relevance_is_the_row_of_the_index)
{
	struct query query = { .sort = SORT_RELEVANCE };

	for (uint64_t prior = 0; prior < 64; prior++) {
		struct facts facts = { .of = { PRIOR(prior) } };

		cr_expect_eq(fact_place(&facts, 77, &query),
			     (63 - prior) << 32 | 77);
	}
}

#define SAMPLED 16384
#define SAMPLE  1024
#define SHARES  16

/* Marks the ids of the sample, of 0 to SAMPLED - 1. */
static void sample(uint64_t seed, bool *in)
{
	struct query query = { .sort = SORT_SAMPLE, .seed = seed };
	SCOPED(picks_release) struct picks picks = { 0 };
	struct facts facts = { .of = { STATE_HELD } };
	struct error err = { 0 };

	cr_assert_eq(picks_init(&picks, SAMPLE, NULL, &err), STATUS_OK);
	for (uint64_t id = 0; id < SAMPLED; id++)
		picks_add(&picks, fact_place(&facts, id, &query), id);
	for (size_t i = 0; i < picks.count; i++)
		in[picks.items[i].id] = true;
}

/* 64 are expected, give or take 8: more than five of these is no chance. */
static void expect_by_chance(size_t count, const char *what, uint64_t seed)
{
	cr_expect(count > 24 && count < 104, "%s, seed %llu: %zu", what,
		  (unsigned long long)seed, count);
}

Test(fact_place, of_a_sample_is_by_chance_and_seed)
{
	static const uint64_t seeds[] = { 0, 1, 2, 3, 1ULL << 32, UINT64_MAX };
	static bool in[ARRAY_COUNT(seeds)][SAMPLED];
	size_t shares[SHARES], both;

	for (size_t s = 0; s < ARRAY_COUNT(seeds); s++) {
		sample(seeds[s], in[s]);
		for (size_t i = 0; i < SHARES; i++)
			shares[i] = 0;
		for (size_t id = 0; id < SAMPLED; id++)
			shares[id * SHARES / SAMPLED] += in[s][id];
		for (size_t i = 0; i < SHARES; i++)
			expect_by_chance(shares[i], "a share", seeds[s]);
		for (size_t other = 0; other < s; other++) {
			both = 0;
			for (size_t id = 0; id < SAMPLED; id++)
				both += in[s][id] && in[other][id];
			expect_by_chance(both, "in two", seeds[s]);
		}
	}
}

/* ---- pages ---- */

#define ITEMS_MAX 300
#define WALKS     400

/* All items, in an order by chance and in theirs. */
struct crowd {
	struct picked items[ITEMS_MAX];
	struct picked sorted[ITEMS_MAX];
	size_t count;
};

static void crowd_make(struct crowd *crowd, uint64_t *state)
{
	uint32_t values = 1 + chance(state, 100); /* few: many are the same */

	crowd->count = chance(state, ITEMS_MAX);
	for (size_t i = 0; i < crowd->count; i++) {
		size_t at = chance(state, (uint32_t)i + 1);
		uint64_t value = chance(state, values);

		if (value % 7 == 0)
			value = UINT64_MAX - value;
		crowd->items[i] = crowd->items[at];
		crowd->items[at] = (struct picked){ value, i };
		crowd->sorted[i] = crowd->items[at];
	}
	qsort(crowd->sorted, crowd->count, sizeof(struct picked), compare);
}

/* The page of `room` behind the first `done`. */
static size_t expect_page(const struct crowd *crowd, size_t done, size_t room)
{
	SCOPED(picks_release) struct picks picks = { 0 };
	const struct picked *after = done ? &crowd->sorted[done - 1] : NULL;
	size_t left = crowd->count - done;
	struct error err = { 0 };

	cr_assert_eq(picks_init(&picks, room, after, &err), STATUS_OK);
	for (size_t i = 0; i < crowd->count; i++)
		picks_add(&picks, crowd->items[i].value, crowd->items[i].id);
	picks_sort(&picks);
	cr_assert_eq(picks.count, left < room ? left : room);
	cr_assert_eq(picks.more, left > room, "%zu of %zu", room, left);
	for (size_t i = 0; i < picks.count; i++)
		cr_assert_eq(compare(&picks.items[i], &crowd->sorted[done + i]),
			     0, "item %zu behind %zu", i, done);
	return done + picks.count;
}

Test(picks, page_by_page_are_all_in_order)
{
	struct crowd crowd = { 0 };
	uint64_t state = 4;

	for (int i = 0; i < WALKS; i++) {
		size_t room = 1 + chance(&state, i % 2 ? 20 : ITEMS_MAX + 9);
		size_t done = 0;

		crowd_make(&crowd, &state);
		expect_page(&crowd, 0, 0);
		do
			done = expect_page(&crowd, done, room);
		while (done < crowd.count);
		expect_page(&crowd, done, room);
	}
}
