/* SPDX-License-Identifier: MIT */
/*
 * Whose turn it is: from the queues of hosts to calls.  The lock is held for
 * all of it.
 */
#include "engine.h"

/* A list counts as so many requests: Crossref allows a third as many. */
#define LIST_COST 3

static struct call *call_free(struct fetch *fetch)
{
	for (size_t i = 0; i < fetch->call_count; i++)
		if (!fetch->calls[i].flights.first)
			return &fetch->calls[i];
	return NULL;
}

/* Bytes that a DOI may take in the URL of a list. */
static size_t listed_bytes(const struct flight *flight)
{
	return 3 * strlen(flight->doi) + sizeof(",doi:");
}

/* What waits for the same answers is asked for in the same request. */
static void gather(struct call *call, struct host *host)
{
	struct queue rest = { 0 };
	struct flight *flight;
	size_t bytes = listed_bytes(call->flights.first);

	while ((flight = queue_pop(&host->queue))) {
		bytes += listed_bytes(flight);
		if (flight->step == call->step && flight_is_listable(flight) &&
		    call->flights.count < LIST_MAX && bytes < LIST_URL_MAX)
			queue_push(&call->flights, flight);
		else
			queue_push(&rest, flight);
	}
	host->queue = rest;
}

/* The resolver sees one stream of requests, whatever they are for. */
static void share_spacing(struct fetch *fetch, const struct host *host)
{
	struct host *resolver = &fetch->hosts[HOST_RESOLVER];
	struct host *content = &fetch->hosts[HOST_CONTENT];

	if (host == resolver)
		content->budget.spaced = resolver->budget.spaced;
	if (host == content)
		resolver->budget.spaced = content->budget.spaced;
}

static void call_fill(struct call *call, struct host *host,
		      struct flight *flight, long long now)
{
	call->host = step_host(flight->step);
	call->step = flight->step;
	queue_push(&call->flights, flight);
	if (flight_is_listable(flight))
		gather(call, host);
	for (flight = call->flights.first; flight; flight = flight->next)
		flight->taken |= 1u << call->step;
	budget_take(&host->budget, call->flights.count > 1 ? LIST_COST : 1,
		    now);
	share_spacing(call->fetch, host);
	host->requests++;
}

struct call *host_next(struct fetch *fetch, struct host *host, long long now,
		       long long *wake)
{
	long long ready = budget_ready(&host->budget, now);
	struct call *call = call_free(fetch);

	if (!host->queue.first || fetch->shelf_bytes > SHELF_BYTES_MAX)
		return NULL;
	if (ready > now)
		sooner(wake, ready);
	if (ready > now || !call)
		return NULL;
	call_fill(call, host, queue_pop(&host->queue), now);
	return call;
}

void flights_reroute(struct fetch *fetch)
{
	struct queue waiting = fetch->hosts[HOST_RESOLVER].queue;
	struct flight *flight;

	fetch->hosts[HOST_RESOLVER].queue = (struct queue){ 0 };
	while ((flight = queue_pop(&waiting))) {
		if (!flight->taken)
			flight_route(fetch, flight);
		queue_push(&fetch->hosts[step_host(flight->step)].queue,
			   flight);
	}
}

/* When the flights that wait for the host have to be on their way: those that
 * cannot be are late.  Behind an open breaker all are. */
static long long host_horizon(const struct host *host, long long now)
{
	long long ready = budget_ready(&host->budget, now);

	if (budget_breaker(&host->budget, now) == BREAKER_OPEN)
		return BUDGET_NEVER;
	return ready == BUDGET_NEVER ? now : ready;
}

void host_late(struct host *host, long long now, struct queue *late,
	       long long *wake)
{
	long long horizon = host_horizon(host, now);
	struct queue rest = { 0 };
	struct flight *flight;

	while ((flight = queue_pop(&host->queue))) {
		if (horizon >= flight->until) {
			queue_push(late, flight);
			continue;
		}
		sooner(wake, flight->until);
		queue_push(&rest, flight);
	}
	host->queue = rest;
}

unsigned host_pause(const struct host *host, long long now)
{
	const struct budget *budget = &host->budget;
	long long until = budget->paused > budget->spaced ? budget->paused
							  : budget->spaced;

	return until > now ? (unsigned)((until - now + 999) / 1000) : 1;
}
