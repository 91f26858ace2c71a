/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "../../../server/fetch/budget.h"
#include "paperd/scoped.h"

#define NOON 1000000LL

static struct budget open_budget(unsigned rate, unsigned concurrency)
{
	struct budget budget = budget_init(rate, concurrency, 7);
	struct budget_news good = { 0 };

	budget_take(&budget, 1, NOON - 60000);
	budget_answer(&budget, &good, NOON - 60000);
	return budget;
}

static void fail(struct budget *budget, long long now)
{
	struct budget_news news = { .failed = true };

	budget_take(budget, 1, now);
	budget_answer(budget, &news, now);
}

Test(budget, requests_are_evenly_spaced)
{
	struct budget budget = open_budget(5, 100);
	long long now = NOON;

	for (int i = 0; i < 50; i++) {
		long long ready = budget_ready(&budget, now);

		cr_assert(ready == NOON + i * 200LL, "request %d at %lld", i,
			  ready - NOON);
		now = ready;
		budget_take(&budget, 1, now);
	}
}

Test(budget, a_list_costs_as_many_as_it_counts)
{
	struct budget budget = open_budget(10, 100);

	budget_take(&budget, 3, NOON);
	cr_assert_eq(budget_ready(&budget, NOON), NOON + 300);
}

Test(budget, a_host_not_known_yet_is_asked_one_at_a_time)
{
	struct budget budget = budget_init(10, 3, 1);

	budget_take(&budget, 1, NOON);
	cr_assert_eq(budget_ready(&budget, NOON + 5000), BUDGET_NEVER);
}

Test(budget, as_many_run_as_the_option_allows)
{
	struct budget budget = open_budget(1000, 3);

	for (int i = 0; i < 3; i++) {
		cr_assert_neq(budget_ready(&budget, NOON + i), BUDGET_NEVER);
		budget_take(&budget, 1, NOON + i);
	}
	cr_assert_eq(budget_ready(&budget, NOON + 10), BUDGET_NEVER);
}

Test(budget, what_a_host_states_is_taken_when_it_is_less)
{
	static const struct row {
		const char *name, *limit, *interval, *concurrency;
		double rate;
		unsigned at_a_time;
	} rows[] = {
		{ "nothing", NULL, NULL, NULL, 10, 3 },
		{ "public pool", "5", "1s", "1", 5, 1 },
		{ "polite pool", "10", "1s", "3", 10, 3 },
		{ "more than the option", "150", "1s", "40", 10, 3 },
		{ "a minute", "60", "60s", "2", 1, 2 },
		{ "no interval", "2", NULL, NULL, 2, 3 },
		{ "junk", "many", "1s", "x", 10, 3 },
		{ "zero", "0", "0s", "0", 10, 3 },
		{ "negative", "-5", "1s", "-1", 10, 3 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct budget budget = budget_init(10, 3, 1);
		struct budget_news news = {
			.rate_limit = rows[i].limit,
			.rate_interval = rows[i].interval,
			.concurrency = rows[i].concurrency
		};

		budget_take(&budget, 1, NOON);
		budget_answer(&budget, &news, NOON);
		cr_expect_float_eq(budget.rate, rows[i].rate, 1e-9, "%s",
				   rows[i].name);
		cr_expect_eq(budget.concurrency, rows[i].at_a_time, "%s",
			     rows[i].name);
	}
}

Test(budget, retry_after)
{
	const long long wall = 784111777; /* Sun, 06 Nov 1994 08:49:37 GMT */
	static const struct row {
		const char *value;
		long long ms;
	} rows[] = {
		{ NULL, 0 },
		{ "", 0 },
		{ "soon", 0 },
		{ "-3", 0 },
		{ "0", 1000 },
		{ "7", 7000 },
		{ " 7 ", 7000 },
		{ "3600", 3600000 },
		{ "3601", 3600000 },
		{ "99999999999", 3600000 },
		{ "99999999999999999999999999", 3600000 },
		{ "Sun, 06 Nov 1994 08:49:47 GMT", 10000 },
		{ "Sun, 06 Nov 1994 08:00:00 GMT", 1000 },
		{ "Sun, 06 Nov 2094 08:00:00 GMT", 3600000 },
		{ "Sun, 06 Nov 1994 08:49:47 GMT junk", 0 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cr_expect_eq(retry_after_read(rows[i].value, wall), rows[i].ms,
			     "%s", rows[i].value ? rows[i].value : "none");
}

Test(budget, too_much_pauses_the_host)
{
	struct budget budget = open_budget(10, 3);
	struct budget_news news = { .refused = true, .retry_after = "5" };

	budget_take(&budget, 1, NOON);
	budget_answer(&budget, &news, NOON);
	cr_assert_eq(budget_ready(&budget, NOON), NOON + 5000);
	cr_assert_eq(budget_breaker(&budget, NOON), BREAKER_CLOSED);
}

Test(budget, too_much_without_a_time_pauses_longer_each_time)
{
	struct budget budget = open_budget(10, 3);
	struct budget_news news = { .refused = true };
	long long now = NOON, longest = 0;

	for (int i = 0; i < 40; i++) {
		long long ready;

		budget_take(&budget, 1, now);
		budget_answer(&budget, &news, now);
		ready = budget_ready(&budget, now);
		cr_assert(ready - now >= 500 && ready - now <= 90000,
			  "pause %d of %lld ms", i, ready - now);
		if (ready - now > longest)
			longest = ready - now;
		now = ready;
	}
	cr_assert_geq(longest, 30000);
}

Test(budget, the_breaker_opens_after_failures_in_a_row)
{
	struct budget budget = open_budget(1000, 3);
	long long now = NOON, ready;

	for (int i = 1; i < BUDGET_FAILURES_MAX; i++) {
		fail(&budget, now += 10);
		cr_assert_eq(budget_breaker(&budget, now), BREAKER_CLOSED);
	}
	fail(&budget, now);
	cr_assert_eq(budget_breaker(&budget, now), BREAKER_OPEN);
	ready = budget_ready(&budget, now);
	cr_assert_gt(ready, now);
	cr_assert_eq(budget_breaker(&budget, ready), BREAKER_HALF_OPEN);
}

Test(budget, half_open_lets_one_try)
{
	struct budget budget = open_budget(1000, 3);
	struct budget_news good = { 0 };
	long long now = NOON;

	for (int i = 0; i < BUDGET_FAILURES_MAX; i++)
		fail(&budget, now += 10);
	now = budget_ready(&budget, now);
	budget_take(&budget, 1, now);
	cr_assert_eq(budget_ready(&budget, now + 100), BUDGET_NEVER);
	budget_answer(&budget, &good, now + 100);
	cr_assert_eq(budget_breaker(&budget, now + 100), BREAKER_CLOSED);
	cr_assert_neq(budget_ready(&budget, now + 200), BUDGET_NEVER);
}

Test(budget, a_failed_try_opens_it_again)
{
	struct budget budget = open_budget(1000, 3);
	long long now = NOON;

	for (int i = 0; i < BUDGET_FAILURES_MAX; i++)
		fail(&budget, now += 10);
	now = budget_ready(&budget, now);
	fail(&budget, now);
	cr_assert_eq(budget_breaker(&budget, now), BREAKER_OPEN);
}

Test(budget, another_host_behind_a_redirect_tells_nothing)
{
	struct budget budget = budget_init(10, 3, 1);
	struct budget_news own = { .rate_limit = "5", .concurrency = "1" };
	struct budget_news other = { .other = true };

	budget_take(&budget, 1, NOON);
	budget_answer(&budget, &own, NOON);
	budget_take(&budget, 1, NOON + 1000);
	budget_answer(&budget, &other, NOON + 1000);
	cr_assert_float_eq(budget.rate, 5, 1e-9);
	cr_assert_eq(budget.concurrency, 1);
	cr_assert_eq(budget.running, 0);
}
