/* SPDX-License-Identifier: MIT */
#include "budget.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECOND 1000LL

/* The first pause after a failure; each further one doubles it. */
#define PAUSE_FIRST SECOND
#define PAUSE_LAST  (60 * SECOND)

/* The slowest that a host can ask for, in requests a second: slower is a
 * mistake, and would not be found out for long. */
#define RATE_MIN (1.0 / 60)

/* Larger numbers are read as this. */
#define NUMBER_MAX 1000000u

struct budget budget_init(unsigned rate, unsigned concurrency, uint64_t seed)
{
	return (struct budget){ .rate_max = rate,
				.concurrency_max = concurrency,
				.rate = rate,
				.concurrency = 1,
				.dice = seed | 1 };
}

static long long later(long long a, long long b)
{
	return a > b ? a : b;
}

/* ---- whether one may ---- */

static bool is_broken(const struct budget *budget)
{
	return budget->failures >= BUDGET_FAILURES_MAX;
}

enum breaker budget_breaker(const struct budget *budget, long long now)
{
	if (!is_broken(budget))
		return BREAKER_CLOSED;
	return now < budget->paused ? BREAKER_OPEN : BREAKER_HALF_OPEN;
}

long long budget_ready(const struct budget *budget, long long now)
{
	unsigned most = is_broken(budget) ? 1 : budget->concurrency;

	if (budget->running >= most)
		return BUDGET_NEVER;
	return later(now, later(budget->spaced, budget->paused));
}

void budget_take(struct budget *budget, unsigned cost, long long now)
{
	double gap = (double)SECOND / budget->rate * cost;

	budget->running++;
	budget->spaced = now + (long long)(gap + 0.999);
}

/* ---- what a host says ---- */

static long long in_bounds(long long ms)
{
	if (ms < SECOND)
		return SECOND;
	return ms > BUDGET_PAUSE_MAX ? BUDGET_PAUSE_MAX : ms;
}

/* A number that does not fit is a long time. */
static bool all_digits(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.at[i]))
			return false;
	return text.len > 0;
}

static bool read_date(const char *text, long long *ret)
{
	struct tm date = { 0 };
	const char *end = strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &date);

	if (!end || *end)
		return false;
	*ret = timegm(&date);
	return true;
}

long long retry_after_read(const char *value, long long wall)
{
	struct span text = span_trim(span_of(value));
	long long seconds = BUDGET_PAUSE_MAX / SECOND, date;

	if (all_digits(text)) {
		text_to_integer(text, &seconds);
		if (seconds > BUDGET_PAUSE_MAX / SECOND)
			seconds = BUDGET_PAUSE_MAX / SECOND;
		return in_bounds(seconds * SECOND);
	}
	if (!value || !read_date(value, &date))
		return 0;
	seconds = date - wall;
	if (seconds > BUDGET_PAUSE_MAX / SECOND)
		seconds = BUDGET_PAUSE_MAX / SECOND;
	return in_bounds(seconds * SECOND);
}

/* The number that text begins with, at most as long as is sensible. */
static bool read_positive(const char *value, double *ret)
{
	unsigned number = 0;

	if (!value || !ascii_is_digit(*value))
		return false;
	for (; ascii_is_digit(*value) && number < NUMBER_MAX; value++)
		number = 10 * number + (unsigned)(*value - '0');
	if (number == 0)
		return false;
	*ret = number;
	return true;
}

/* A second unless it says another time ("1s", "60"). */
static void learn_rate(struct budget *budget, const struct budget_news *news)
{
	double limit, interval = 1;

	if (!read_positive(news->rate_limit, &limit))
		return;
	read_positive(news->rate_interval, &interval);
	budget->rate = limit / interval;
	if (budget->rate > budget->rate_max)
		budget->rate = budget->rate_max;
	if (budget->rate < RATE_MIN)
		budget->rate = RATE_MIN;
}

/* An answer that does not state it leaves it as it was stated. */
static void learn_concurrency(struct budget *budget,
			      const struct budget_news *news)
{
	double limit = budget->concurrency_max;

	if (!read_positive(news->concurrency, &limit) && budget->stated)
		return;
	budget->stated = news->concurrency;
	budget->concurrency = limit < budget->concurrency_max
				      ? (unsigned)limit
				      : budget->concurrency_max;
}

/* ---- pauses ---- */

/* Between a half and one and a half of the time, so that many who failed
 * together do not come back together (xorshift64). */
static long long jitter(struct budget *budget, long long ms)
{
	budget->dice ^= budget->dice << 13;
	budget->dice ^= budget->dice >> 7;
	budget->dice ^= budget->dice << 17;
	return ms / 2 + (long long)(budget->dice % (uint64_t)(ms + 1));
}

static long long pause_of(struct budget *budget, unsigned count)
{
	long long ms = PAUSE_FIRST;

	while (count-- > 1 && ms < PAUSE_LAST)
		ms *= 2;
	return jitter(budget, ms < PAUSE_LAST ? ms : PAUSE_LAST);
}

/* How long a host that failed or refused is let be; 0: not at all. */
static long long pause_for(struct budget *budget,
			   const struct budget_news *news)
{
	long long asked = retry_after_read(news->retry_after, news->wall);

	if (asked)
		return asked;
	if (news->refused)
		return pause_of(budget, budget->failures);
	if (!is_broken(budget))
		return 0;
	return pause_of(budget, budget->failures - BUDGET_FAILURES_MAX + 1);
}

/* Another host behind a redirect that has too much to do is let be too; but
 * the one that was asked has answered. */
void budget_answer(struct budget *budget, const struct budget_news *news,
		   long long now)
{
	bool trouble = news->failed || news->refused;

	budget->running--;
	budget->failures = trouble && !news->other ? budget->failures + 1 : 0;
	if (trouble) {
		budget->paused = later(budget->paused,
				       now + pause_for(budget, news));
	} else if (!news->other) {
		learn_rate(budget, news);
		learn_concurrency(budget, news);
	}
}
