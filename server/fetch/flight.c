/* SPDX-License-Identifier: MIT */
#include "flight.h"

#include <limits.h>
#include <stdlib.h>

/* ---- the table ---- */

enum status flights_init(struct flights *flights, unsigned most,
			 struct error *err)
{
	size_t count = 64;

	while (count < most)
		count *= 2;
	*flights = (struct flights){ .bucket_count = count, .most = most };
	flights->buckets = calloc(count, sizeof(*flights->buckets));
	return flights->buckets ? STATUS_OK
				: error_set(err, STATUS_NO_MEMORY, "no memory");
}

void flights_release(struct flights *flights)
{
	free(flights->buckets);
	*flights = (struct flights){ 0 };
}

uint64_t doi_hash(struct span doi)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < doi.len; i++)
		hash = (hash ^ (unsigned char)doi.at[i]) * 1099511628211u;
	return hash;
}

static struct flight **bucket_of(const struct flights *flights, struct span doi)
{
	return &flights->buckets[doi_hash(doi) & (flights->bucket_count - 1)];
}

struct flight *flights_find(const struct flights *flights, struct span doi)
{
	struct flight *flight = *bucket_of(flights, doi);

	while (flight && !span_is(doi, flight->doi))
		flight = flight->chain;
	return flight;
}

/* NULL stays NULL; false without memory. */
static bool copy(char **ret, const char *text)
{
	*ret = text ? span_copy(span_of(text)) : NULL;
	return *ret || !text;
}

static struct flight *flight_new(const struct fetch_ask *ask)
{
	struct flight *flight = calloc(1, sizeof(*flight));

	if (!flight)
		return NULL;
	flight->doi = span_copy(ask->doi);
	if (flight->doi && copy(&flight->held_url, ask->url) &&
	    copy(&flight->held_etag, ask->etag) &&
	    copy(&flight->held_modified, ask->modified))
		return flight;
	flight_free(flight);
	return NULL;
}

struct flight *flights_add(struct flights *flights, const struct fetch_ask *ask)
{
	struct flight **bucket = bucket_of(flights, ask->doi);
	struct flight *flight;

	if (flights->count >= flights->most)
		return NULL;
	flight = flight_new(ask);
	if (!flight)
		return NULL;
	flight->chain = *bucket;
	*bucket = flight;
	flights->count++;
	return flight;
}

struct fetch_waiter *flights_take(struct flights *flights,
				  struct flight *flight)
{
	struct flight **at = bucket_of(flights, span_of(flight->doi));
	struct fetch_waiter *waiters = flight->waiters;

	while (*at != flight)
		at = &(*at)->chain;
	*at = flight->chain;
	flights->count--;
	flight->waiters = NULL;
	return waiters;
}

void flight_free(struct flight *flight)
{
	free(flight->doi);
	free(flight->held_url);
	free(flight->held_etag);
	free(flight->held_modified);
	buf_release(&flight->body);
	free(flight->url);
	free(flight->landing);
	free(flight->etag);
	free(flight->modified);
	free(flight);
}

/* ---- waiters ---- */

/* Moves the waiters of a flight whose time is over to *out. */
static void expire(struct flight *flight, long long now, bool all,
		   struct fetch_waiter **out, long long *ret_next)
{
	struct fetch_waiter **at = &flight->waiters;

	while (*at) {
		struct fetch_waiter *waiter = *at;

		if (all || waiter->deadline <= now) {
			*at = waiter->next;
			waiter->next = *out;
			*out = waiter;
			continue;
		}
		if (waiter->deadline < *ret_next)
			*ret_next = waiter->deadline;
		at = &waiter->next;
	}
}

struct fetch_waiter *flights_expire(struct flights *flights, long long now,
				    bool all, long long *ret_next)
{
	struct fetch_waiter *out = NULL;

	*ret_next = LLONG_MAX;
	for (size_t i = 0; i < flights->bucket_count; i++) {
		struct flight *flight = flights->buckets[i];

		for (; flight; flight = flight->chain)
			expire(flight, now, all, &out, ret_next);
	}
	return out;
}

void waiters_tell(struct fetch_waiter *waiters,
		  const struct fetch_result *result)
{
	while (waiters) {
		/* gone once it is told */
		struct fetch_waiter *next = waiters->next;

		waiters->done(waiters, result);
		waiters = next;
	}
}

/* ---- what ended a moment ago ---- */

/* Only outcomes that are kept: of others the next one may be better. */
void recent_note(struct recent *recent, struct span doi,
		 enum fetch_outcome outcome, long long now)
{
	uint64_t hash = doi_hash(doi);

	if (outcome <= FETCH_NO_METADATA)
		recent->slots[hash % RECENT] = (struct landing){ hash, now,
								 outcome };
}

bool recent_find(const struct recent *recent, struct span doi, long long now,
		 enum fetch_outcome *ret)
{
	uint64_t hash = doi_hash(doi);
	const struct landing *slot = &recent->slots[hash % RECENT];

	if (!slot->ended || slot->hash != hash || now - slot->ended > RECENT_MS)
		return false;
	*ret = slot->outcome;
	return true;
}

/* ---- queues ---- */

void queue_push(struct queue *queue, struct flight *flight)
{
	flight->next = NULL;
	if (queue->last)
		queue->last->next = flight;
	else
		queue->first = flight;
	queue->last = flight;
	queue->count++;
}

void queue_push_first(struct queue *queue, struct flight *flight)
{
	flight->next = queue->first;
	queue->first = flight;
	if (!queue->last)
		queue->last = flight;
	queue->count++;
}

void queue_push_fair(struct queue *queue, struct flight *flight)
{
	struct flight *before = queue->first;

	if (flight->bulk || !before) {
		queue_push(queue, flight);
		return;
	}
	if (before->bulk) {
		queue_push_first(queue, flight);
		return;
	}
	while (before->next && !before->next->bulk)
		before = before->next;
	flight->next = before->next;
	before->next = flight;
	if (queue->last == before)
		queue->last = flight;
	queue->count++;
}

struct flight *queue_pop(struct queue *queue)
{
	struct flight *flight = queue->first;

	if (!flight)
		return NULL;
	queue->first = flight->next;
	if (!queue->first)
		queue->last = NULL;
	flight->next = NULL;
	queue->count--;
	return flight;
}
