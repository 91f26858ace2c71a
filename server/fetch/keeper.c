/* SPDX-License-Identifier: MIT */
/*
 * The thread that hands over what came: cleaning and storing take their time,
 * and the loop has none.
 */
#include "engine.h"

#include "paperd/scoped.h"

/* For how long "there is none" holds, when it may soon be otherwise. */
#define BRIEF_SECONDS 600

static long long expiry_of(const struct fetch *fetch,
			   const struct flight *flight, long long now)
{
	long long seconds = fetch->options.negative_seconds;

	if (flight->outcome == FETCH_FOUND)
		return 0;
	if (flight->brief && seconds > BRIEF_SECONDS)
		seconds = BRIEF_SECONDS;
	return now + seconds;
}

static struct fetch_answer answer_of(const struct fetch *fetch,
				     const struct flight *flight)
{
	long long now = fetch_wall();
	bool none = flight->outcome != FETCH_FOUND;

	return (struct fetch_answer){
		.doi = span_of(flight->doi),
		.outcome = flight->outcome,
		.body = buf_span(&flight->body),
		.status = flight->status,
		.agency = flight->agency_name[0] ? flight->agency_name : NULL,
		.url = flight->url,
		.landing = none ? flight->landing : NULL,
		.etag = flight->etag,
		.modified = flight->modified,
		.asked = now,
		.expires = expiry_of(fetch, flight, now),
	};
}

static void make_room(struct fetch *fetch, size_t bytes)
{
	bool was_full;

	pthread_mutex_lock(&fetch->lock);
	was_full = fetch->shelf_bytes > SHELF_BYTES_MAX;
	fetch->shelf_bytes -= bytes;
	pthread_mutex_unlock(&fetch->lock);
	if (was_full)
		curl_multi_wakeup(fetch->multi);
}

static void keep(struct fetch *fetch, struct flight *flight)
{
	struct fetch_answer answer = answer_of(fetch, flight);
	struct error err = { 0 };
	enum status status = fetch->shelf.keep(fetch->shelf.context, &answer,
					       &err);

	make_room(fetch, flight->body.len);
	if (status == STATUS_OK)
		flight_end(fetch, flight, flight->outcome, 0, "");
	else if (status_http(status) >= 500 && status != STATUS_UPSTREAM)
		flight_end(fetch, flight, FETCH_UNKEPT, 0, err.detail);
	else
		flight_end(fetch, flight, FETCH_FAILED, 0, err.detail);
}

static struct flight *next_kept(struct fetch *fetch)
{
	struct flight *flight;

	pthread_mutex_lock(&fetch->lock);
	while (!fetch->shelf_queue.first && !fetch->drained)
		pthread_cond_wait(&fetch->kept, &fetch->lock);
	flight = queue_pop(&fetch->shelf_queue);
	pthread_mutex_unlock(&fetch->lock);
	return flight;
}

/* Ends when all is kept that came before the loop ended. */
void *keeper_run(void *context)
{
	struct fetch *fetch = context;
	struct flight *flight;

	while ((flight = next_kept(fetch)))
		keep(fetch, flight);
	return NULL;
}
