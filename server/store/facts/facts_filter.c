/* SPDX-License-Identifier: MIT */
/*
 * Filters over facts.
 *
 * The ranges of a test are kept in order and apart from each other, so that a
 * test of a hundred journals is a few comparisons.
 */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

struct fact_test *fact_filter_add(struct fact_filter *filter, enum fact member,
				  bool negated)
{
	struct fact_test *test;

	if (filter->count == FACT_TESTS_MAX)
		return NULL;
	test = &filter->tests[filter->count++];
	*test = (struct fact_test){ .member = member, .negated = negated };
	return test;
}

/* The first range that does not end before a number. */
static size_t range_at(const struct fact_test *test, uint32_t number)
{
	size_t low = 0;
	size_t high = test->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (test->ranges[middle].until < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Room for one more: it doubles when the count is a power of two. */
static bool room_made(struct fact_test *test)
{
	struct fact_range *more;

	if (test->count & (test->count - 1))
		return true;
	more = reallocarray(test->ranges, test->count ? 2 * test->count : 1,
			    sizeof(*more));
	if (more)
		test->ranges = more;
	return more;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* Puts one range in the place of `count` of them, from `at`. */
static void ranges_replace(struct fact_test *test, size_t at, size_t count,
			   struct fact_range range)
{
	struct fact_range *place = &test->ranges[at];

	memmove(place + 1, place + count,
		(test->count - at - count) * sizeof(*place));
	*place = range;
	test->count = test->count - count + 1;
}

/* What the new range meets becomes one range with it. */
bool fact_test_add(struct fact_test *test, uint32_t from, uint32_t until)
{
	size_t at = range_at(test, from);
	size_t end = at;
	struct fact_range range = { from, until };

	if (from > until)
		return true;
	if (!room_made(test))
		return false;
	for (; end < test->count && test->ranges[end].from <= until; end++) {
		range.from = smaller(range.from, test->ranges[end].from);
		range.until = larger(range.until, test->ranges[end].until);
	}
	ranges_replace(test, at, end - at, range);
	return true;
}

void fact_filter_release(struct fact_filter *filter)
{
	for (size_t i = 0; i < filter->count; i++)
		free(filter->tests[i].ranges);
	*filter = (struct fact_filter){ 0 };
}

static bool test_passes(const struct fact_test *test, uint32_t number)
{
	size_t at = range_at(test, number);
	bool within = at < test->count && test->ranges[at].from <= number;

	return within != test->negated;
}

bool fact_filter_passes(const struct fact_filter *filter,
			const struct facts *facts)
{
	uint32_t want = filter->want | STATE_HELD;
	uint32_t state = facts->of[FACT_STATE];

	if (filter->nothing || (state & want) != want ||
	    (state & filter->refuse))
		return false;
	for (size_t i = 0; i < filter->count; i++) {
		const struct fact_test *test = &filter->tests[i];

		if (!test_passes(test, facts->of[test->member]))
			return false;
	}
	return true;
}
