/* SPDX-License-Identifier: MIT */
/*
 * How fetching goes, for those who watch it.
 */
#include "engine.h"

static const char *const host_names[FETCH_HOSTS] = { "resolver", "crossref",
						     "datacite", "content" };

const char *fetch_word(enum fetch_outcome outcome)
{
	static const char *const words[FETCH_OUTCOMES] = {
		"found",          "not_registered",   "no_metadata",
		"upstream_error", "upstream_timeout", "pending",
		"busy",           "stopping",         "not_kept",
	};

	return words[outcome];
}

static struct fetch_host_state host_state(const struct host *host,
					  const char *name, long long now)
{
	static const char *const words[] = { "closed", "open", "half_open" };

	return (struct fetch_host_state){
		.name = name,
		.breaker = words[budget_breaker(&host->budget, now)],
		.rate = host->budget.rate,
		.concurrency = host->budget.concurrency,
		.running = host->budget.running,
		.waiting = host->queue.count,
		.requests = host->requests,
		.failures = host->failures,
	};
}

void fetch_state(struct fetch *fetch, struct fetch_state *ret)
{
	long long now = fetch_clock();

	pthread_mutex_lock(&fetch->lock);
	for (size_t i = 0; i < FETCH_HOSTS; i++)
		ret->hosts[i] = host_state(&fetch->hosts[i], host_names[i],
					   now);
	ret->flights = fetch->flights.count;
	memcpy(ret->outcomes, fetch->outcomes, sizeof(ret->outcomes));
	pthread_mutex_unlock(&fetch->lock);
}
