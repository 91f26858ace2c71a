/* SPDX-License-Identifier: MIT */
/*
 * How often a host may be asked: requests a second, evenly spaced, and at a
 * time; longer pauses when it says so (429, 503, Retry-After) or fails; and
 * after some failures in a row none at all but one trial now and then (a
 * circuit breaker).  Pure: times are milliseconds of any clock, given.
 */
#ifndef FETCH_BUDGET_H
#define FETCH_BUDGET_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "paperd/text.h"

/* Failures in a row after which a host is let be. */
#define BUDGET_FAILURES_MAX 5

/* A pause lasts at most this long, whatever a host says. */
#define BUDGET_PAUSE_MAX (3600 * 1000LL)

/* Not before something that runs has ended. */
#define BUDGET_NEVER LLONG_MAX

enum breaker { BREAKER_CLOSED, BREAKER_OPEN, BREAKER_HALF_OPEN };

struct budget {
	double rate_max;          /* by option, a second */
	unsigned concurrency_max; /* by option */
	double rate;              /* in force: what the host states, if less */
	unsigned concurrency;
	bool stated; /* the host has stated a concurrency */
	unsigned running;
	unsigned failures; /* in a row */
	long long spaced;  /* no request before, by the rate */
	long long paused;  /* no request before, by the host's state */
	uint64_t dice;     /* of the jitter */
};

/* Until a host has answered for the first time, it is asked one at a time. */
struct budget budget_init(unsigned rate, unsigned concurrency, uint64_t seed);

/* When the next request may be sent: now, later, or BUDGET_NEVER. */
long long budget_ready(const struct budget *budget, long long now);

enum breaker budget_breaker(const struct budget *budget, long long now);

/* A request is sent that the host counts as `cost` of them. */
void budget_take(struct budget *budget, unsigned cost, long long now);

/* What a host answered, as far as the budget goes. */
struct budget_news {
	/* another host's, behind a redirect: only "too much" counts */
	bool other;
	bool failed;               /* no answer, or a status of 5xx */
	bool refused;              /* 429 or 503: too much */
	const char *retry_after;   /* header values as sent; NULL: none */
	const char *rate_limit;    /* X-Rate-Limit-Limit */
	const char *rate_interval; /* X-Rate-Limit-Interval, as in "1s" */
	const char *concurrency;   /* X-Concurrency-Limit */
	long long wall; /* seconds since 1970, for a date in Retry-After */
};

/* The answer to a request came, or failed to come. */
void budget_answer(struct budget *budget, const struct budget_news *news,
		   long long now);

/*
 * Retry-After (RFC 9110 10.2.3) in ms from now: seconds or a date; at least a
 * second, at most BUDGET_PAUSE_MAX.  0: absent or not understood.
 */
long long retry_after_read(const char *value, long long wall);

#endif
