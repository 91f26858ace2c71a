/* SPDX-License-Identifier: MIT */
/* Facets: what two of them mean, bounds, and chance against plain counts. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "facts.h"
#include "paperd/scoped.h"

#define ALL_FACETS ((1U << FACETS) - 1)

/* clang-format off */
static const struct {
	const char *name;
	enum query_facet facet;
	enum fact member;
	uint32_t fact;
	bool listed;
	uint32_t number;
} rows[] = {
	{ "type", FACET_TYPE, FACT_TYPE, 7, true, 7 },
	{ "no type", FACET_TYPE, FACT_TYPE, 0, false, 0 },
	{ "year", FACET_YEAR, FACT_YEAR, 2020, true, 2020 },
	{ "no year", FACET_YEAR, FACT_YEAR, 0, false, 0 },
	{ "journal", FACET_JOURNAL, FACT_JOURNAL, 300000, true, 300000 },
	{ "language", FACET_LANGUAGE, FACT_LANGUAGE, 3, true, 3 },
	{ "publisher", FACET_PUBLISHER, FACT_PUBLISHER, 255, true, 255 },
	{ "source", FACET_SOURCE, FACT_SOURCE, 256, true, 256 },
	{ "another member", FACET_SOURCE, FACT_TYPE, 9, false, 0 },
	{ "open", FACET_OPEN_ACCESS, FACT_STATE, STATE_OPEN, true, 1 },
	{ "closed", FACET_OPEN_ACCESS, FACT_STATE, STATE_CLOSED, true, 2 },
	{ "not known", FACET_OPEN_ACCESS, FACT_STATE, 1, true, 0 },
	{ "abstract", FACET_HAS_ABSTRACT, FACT_STATE, 1, true, 1 },
	{ "none", FACET_HAS_ABSTRACT, FACT_STATE, STATE_OPEN | 2, true, 0 },
};
/* clang-format on */

Test(tallies, of_one_record)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(tallies_release)
		struct tallies tallies = { .facets = 1U << rows[i].facet };
		struct facts facts = { .of = { STATE_HELD } };
		struct tallied top[2] = { 0 };
		size_t distinct = 99;
		size_t count;

		facts.of[rows[i].member] |= rows[i].fact;
		cr_assert(tallies_add(&tallies, &facts), "%s", rows[i].name);
		count = tallies_top(&tallies, rows[i].facet, top, 2, &distinct);
		cr_expect_eq(count, rows[i].listed, "%s", rows[i].name);
		cr_expect_eq(distinct, rows[i].listed, "%s", rows[i].name);
		cr_expect_eq(top[0].number, rows[i].number, "%s", rows[i].name);
		cr_expect_eq(top[0].records, rows[i].listed, "%s",
			     rows[i].name);
	}
}

Test(tallies, of_nothing)
{
	SCOPED(tallies_release)
	struct tallies tallies = { .facets = ALL_FACETS };

	for (int facet = 0; facet < FACETS; facet++) {
		struct tallied top[1];
		size_t distinct = 99;

		cr_expect_eq(tallies_top(&tallies, (enum query_facet)facet, top,
					 1, &distinct),
			     0, "%d", facet);
		cr_expect_eq(distinct, 0, "%d", facet);
	}
}

Test(tallies, are_only_of_what_is_asked_for)
{
	SCOPED(tallies_release)
	struct tallies tallies = { .facets = 1 << FACET_YEAR };
	uint64_t state = 5;
	struct facts facts = chance_facts(&state);

	cr_assert(tallies_add(&tallies, &facts));
	for (int facet = 0; facet < FACETS; facet++)
		cr_expect_eq(tallies.of[facet].room > 0, facet == FACET_YEAR,
			     "%d", facet);
}

Test(tallies, refuse_a_number_of_no_table)
{
	SCOPED(tallies_release)
	struct tallies tallies = { .facets = ALL_FACETS };
	struct facts facts = { .of = { STATE_HELD } };

	facts.of[FACT_JOURNAL] = 1 << 26;
	cr_expect_not(tallies_add(&tallies, &facts));
	facts.of[FACT_JOURNAL] = UINT32_MAX;
	cr_expect_not(tallies_add(&tallies, &facts));
}

/* ---- against plain counts ---- */

#define NUMBERS 3000
#define ADDED   20000
#define ROUNDS  20

struct counts {
	struct tallied of[NUMBERS];
	size_t distinct;
};

static int compare(const void *a, const void *b)
{
	const struct tallied *x = a;
	const struct tallied *y = b;

	if (x->records != y->records)
		return x->records > y->records ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

/* Adds records whose journals are by chance, the smaller ones more often. */
static void add_journals(struct tallies *tallies, struct counts *counts,
			 uint64_t *state)
{
	for (uint32_t i = 0; i < NUMBERS; i++)
		counts->of[i] = (struct tallied){ i, 0 };
	for (int i = 0; i < ADDED; i++) {
		struct facts facts = chance_facts(state);
		uint32_t number = chance(state, 1 + chance(state, NUMBERS));

		facts.of[FACT_JOURNAL] = number;
		cr_assert(tallies_add(tallies, &facts));
		counts->of[number].records++;
	}
	counts->of[0].records = 0;
	counts->distinct = 0;
	for (uint32_t i = 0; i < NUMBERS; i++)
		counts->distinct += counts->of[i].records > 0;
	qsort(counts->of, NUMBERS, sizeof(struct tallied), compare);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

Test(tallies, top_is_of_plain_counts)
{
	static const size_t sizes[] = { 0, 1, 2, 20, 999, 1000, 5000 };
	static struct counts counts;
	uint64_t state = 6;

	for (int round = 0; round < ROUNDS; round++) {
		SCOPED(tallies_release)
		struct tallies tallies = { .facets = ALL_FACETS };

		add_journals(&tallies, &counts, &state);
		for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
			static struct tallied top[5000];
			size_t distinct;
			size_t count = tallies_top(&tallies, FACET_JOURNAL, top,
						   sizes[i], &distinct);

			cr_assert_eq(distinct, counts.distinct);
			cr_assert_eq(count,
				     least(least(sizes[i], QUERY_FACET_MAX),
					   distinct));
			for (size_t k = 0; k < count; k++)
				cr_assert(top[k].number ==
							  counts.of[k].number &&
						  top[k].records ==
							  counts.of[k].records,
					  "round %d, %zu of %zu", round, k,
					  sizes[i]);
		}
	}
}

/* What a facet counts of a record, said once more in plain words. */
static uint32_t number_of(int facet, const struct facts *facts)
{
	static const enum fact members[FACETS] = {
		[FACET_TYPE] = FACT_TYPE,
		[FACET_YEAR] = FACT_YEAR,
		[FACET_JOURNAL] = FACT_JOURNAL,
		[FACET_LANGUAGE] = FACT_LANGUAGE,
		[FACET_PUBLISHER] = FACT_PUBLISHER,
		[FACET_SOURCE] = FACT_SOURCE,
	};
	uint32_t state = facts->of[FACT_STATE];

	if (facet == FACET_OPEN_ACCESS)
		return state & STATE_OPEN ? 1 : state & STATE_CLOSED ? 2 : 0;
	if (facet == FACET_HAS_ABSTRACT)
		return state & HAS_ABSTRACT ? 1 : 0;
	return facts->of[members[facet]];
}

Test(tallies, of_all_facets_at_once)
{
	SCOPED(tallies_release)
	struct tallies tallies = { .facets = ALL_FACETS };
	uint32_t counts[FACETS][12] = { 0 };
	uint64_t state = 7;

	for (int i = 0; i < ADDED; i++) {
		struct facts facts = chance_facts(&state);

		cr_assert(tallies_add(&tallies, &facts));
		for (int facet = 0; facet < FACETS; facet++)
			counts[facet][number_of(facet, &facts)]++;
	}
	for (int facet = 0; facet < FACETS; facet++) {
		struct tallied top[12];
		size_t distinct;
		size_t count = tallies_top(&tallies, (enum query_facet)facet,
					   top, 12, &distinct);

		cr_expect_gt(count, 1, "%d", facet);
		for (size_t i = 0; i < count; i++)
			cr_expect_eq(top[i].records,
				     counts[facet][top[i].number],
				     "facet %d, %u", facet, top[i].number);
	}
}
