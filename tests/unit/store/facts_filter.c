/* SPDX-License-Identifier: MIT */
/* Filters over facts: a table, and chance against a plain evaluator. */
#include <criterion/criterion.h>

#include "facts.h"
#include "paperd/scoped.h"

#define RANGES 3

/* clang-format off */
static const struct {
	const char *name;
	bool negated;
	size_t count;
	struct fact_range ranges[RANGES];
	const char *passes; /* of the numbers 0 to 9, those that do */
} rows[] = {
	{ "no range", false, 0, { { 0, 0 } }, "" },
	{ "no range, negated", true, 0, { { 0, 0 } }, "0123456789" },
	{ "backwards", false, 1, { { 7, 3 } }, "" },
	{ "backwards beside", false, 2, { { 2, 4 }, { 7, 3 } }, "234" },
	{ "one number", false, 1, { { 3, 3 } }, "3" },
	{ "negated", true, 1, { { 3, 3 } }, "012456789" },
	{ "from zero", false, 1, { { 0, 2 } }, "012" },
	{ "open", false, 1, { { 7, UINT32_MAX } }, "789" },
	{ "all", false, 1, { { 0, UINT32_MAX } }, "0123456789" },
	{ "apart", false, 3, { { 1, 2 }, { 5, 6 }, { 8, 8 } }, "12568" },
	{ "last first", false, 3, { { 8, 8 }, { 5, 6 }, { 1, 2 } }, "12568" },
	{ "twice", false, 2, { { 4, 5 }, { 4, 5 } }, "45" },
	{ "beside", false, 2, { { 4, 5 }, { 6, 7 } }, "4567" },
	{ "meeting", false, 2, { { 2, 5 }, { 4, 7 } }, "234567" },
	{ "within", false, 2, { { 2, 7 }, { 4, 5 } }, "234567" },
	{ "around", false, 2, { { 4, 5 }, { 2, 7 } }, "234567" },
	{ "over two", false, 3, { { 1, 2 }, { 6, 7 }, { 2, 6 } }, "1234567" },
};
/* clang-format on */

Test(fact_filter, is_of_ranges)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(fact_filter_release) struct fact_filter filter = { 0 };
		struct fact_test *test = fact_filter_add(&filter, FACT_YEAR,
							 rows[i].negated);
		char passes[11] = "";
		size_t count = 0;

		for (size_t k = 0; k < rows[i].count; k++)
			cr_assert(fact_test_add(test, rows[i].ranges[k].from,
						rows[i].ranges[k].until));
		for (uint32_t year = 0; year < 10; year++) {
			struct facts facts = { .of = { STATE_HELD } };

			facts.of[FACT_YEAR] = year;
			if (fact_filter_passes(&filter, &facts))
				passes[count++] = (char)('0' + year);
		}
		cr_expect_str_eq(passes, rows[i].passes, "%s", rows[i].name);
	}
}

/* clang-format off */
static const struct {
	const char *name;
	struct fact_filter filter;
	uint32_t state;
	bool passes;
} states[] = {
	{ "everything", { 0 }, STATE_HELD, true },
	{ "no record", { 0 }, 0, false },
	{ "bits of no record", { .want = 1 }, 1, false },
	{ "has it", { .want = HAS_ABSTRACT }, STATE_HELD | HAS_ABSTRACT, true },
	{ "has it not", { .want = HAS_ABSTRACT }, STATE_HELD, false },
	{ "has one of two", { .want = 3 }, STATE_HELD | 2, false },
	{ "refused", { .refuse = STATE_RETRACTED },
	  STATE_HELD | STATE_RETRACTED, false },
	{ "not refused", { .refuse = STATE_RETRACTED }, STATE_HELD | 1, true },
	{ "one of two refused", { .refuse = 3 }, STATE_HELD | 2, false },
	{ "wanted and refused", { .want = 1, .refuse = 1 }, STATE_HELD | 1,
	  false },
	{ "wanted and refused, without", { .want = 1, .refuse = 1 }, STATE_HELD,
	  false },
	{ "nothing", { .nothing = true }, STATE_HELD, false },
};
/* clang-format on */

Test(fact_filter, is_of_bits)
{
	for (size_t i = 0; i < ARRAY_COUNT(states); i++) {
		struct facts facts = { .of = { states[i].state } };

		cr_expect_eq(fact_filter_passes(&states[i].filter, &facts),
			     states[i].passes, "%s", states[i].name);
	}
}

Test(fact_filter, has_room_for_so_many_tests)
{
	SCOPED(fact_filter_release) struct fact_filter filter = { 0 };

	for (int i = 0; i < FACT_TESTS_MAX; i++)
		cr_assert(fact_filter_add(&filter, FACT_TYPE, true), "%d", i);
	cr_expect_null(fact_filter_add(&filter, FACT_TYPE, true));
}

/* ---- against a plain evaluator ---- */

#define FILTERS      2000
#define FILTER_FACTS 50
#define RANGES_MAX   20

/* The same as a filter, as it was asked for. */
struct plain_test {
	enum fact member;
	bool negated;
	struct fact_range ranges[RANGES_MAX];
	uint32_t count;
};

struct plain_filter {
	uint32_t want, refuse;
	struct plain_test tests[3];
	uint32_t count;
};

static bool plain_passes(const struct plain_filter *plain,
			 const struct facts *facts)
{
	for (int bit = 0; bit < 32; bit++) {
		bool has = facts->of[FACT_STATE] >> bit & 1;

		if ((plain->want >> bit & 1 && !has) ||
		    (plain->refuse >> bit & 1 && has))
			return false;
	}
	for (uint32_t i = 0; i < plain->count; i++) {
		const struct plain_test *test = &plain->tests[i];
		uint32_t number = facts->of[test->member];
		bool within = false;

		for (uint32_t k = 0; k < test->count; k++)
			within |= number >= test->ranges[k].from &&
				  number <= test->ranges[k].until;
		if (within == test->negated)
			return false;
	}
	return true;
}

static void chance_test(uint64_t *state, struct plain_test *plain,
			struct fact_filter *filter)
{
	struct fact_test *test;

	plain->member = (enum fact)(1 + chance(state, FACTS - 1));
	plain->negated = chance(state, 2);
	plain->count = chance(state, RANGES_MAX);
	test = fact_filter_add(filter, plain->member, plain->negated);
	for (uint32_t i = 0; i < plain->count; i++) {
		uint32_t from = chance(state, 40);
		uint32_t until = from + chance(state, 3);

		plain->ranges[i] = (struct fact_range){ from, until };
		cr_assert(fact_test_add(test, from, until));
	}
	for (size_t i = 1; i < test->count; i++)
		cr_assert_lt(test->ranges[i - 1].until, test->ranges[i].from);
}

Test(fact_filter, passes_what_a_plain_evaluator_passes)
{
	uint64_t state = 3;
	size_t passed = 0;

	for (int i = 0; i < FILTERS; i++) {
		SCOPED(fact_filter_release) struct fact_filter filter = { 0 };
		struct plain_filter plain = { .count = chance(&state, 4) };

		plain.want = chance(&state, 2) << chance(&state, 12);
		plain.refuse = chance(&state, 2) << chance(&state, 8);
		filter.want = plain.want;
		filter.refuse = plain.refuse;
		for (uint32_t k = 0; k < plain.count; k++)
			chance_test(&state, &plain.tests[k], &filter);
		for (int k = 0; k < FILTER_FACTS; k++) {
			struct facts facts = chance_facts(&state);
			bool passes = fact_filter_passes(&filter, &facts);

			passed += passes;
			cr_assert_eq(passes, plain_passes(&plain, &facts),
				     "filter %d, facts %d", i, k);
		}
	}
	cr_expect_gt(passed, FILTERS * FILTER_FACTS / 10);
	cr_expect_lt(passed, FILTERS * FILTER_FACTS / 2);
}
