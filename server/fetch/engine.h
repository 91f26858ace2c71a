/* SPDX-License-Identifier: MIT */
/*
 * What the files of the fetcher share.
 *
 * The lock guards all but what is the loop's own (calls, the multi handle).
 * A flight is in one place at a time: the queue of a host, a call, or the
 * queue of the keeper; the table knows it until it ends.
 */
#ifndef FETCH_ENGINE_H
#define FETCH_ENGINE_H

#include <pthread.h>

#include "budget.h"
#include "flight.h"
#include "prefix.h"
#include "transfer.h"

/* DOIs asked for in one list call, and the bytes of its URL: Crossref takes
 * 4,096. */
#define LIST_MAX     20
#define LIST_URL_MAX 3800

/*
 * Content negotiation goes to the resolver too, but is answered by whichever
 * agency it leads to: so that a slow one holds nothing else up, it counts as a
 * host of its own, and shares only the spacing of requests.
 */
enum host_id { HOST_RESOLVER, HOST_CROSSREF, HOST_DATACITE, HOST_CONTENT };

struct host {
	const char *base; /* URL without a final slash */
	struct budget budget;
	struct queue queue;
	unsigned long long requests;
	unsigned long long failures;
};

/* One request under way, for one flight or several. */
struct call {
	struct fetch *fetch;
	struct transfer *transfer;
	struct queue flights; /* none: it is free */
	enum host_id host;
	enum step step;
};

struct fetch {
	struct fetch_options options;
	struct fetch_shelf shelf;
	struct allow allow;
	char *agent; /* User-Agent */
	pthread_t loop, keeper;
	CURLM *multi;

	struct call *calls; /* the loop's own */
	size_t call_count;

	pthread_mutex_t lock;
	pthread_cond_t kept; /* something to be kept, or the end */
	bool cancelled;      /* nobody waits any more */
	bool stopping;       /* the loop ends */
	bool drained;        /* the loop has ended: so does the keeper */
	struct flights flights;
	struct host hosts[FETCH_HOSTS];
	struct prefixes prefixes;
	struct recent recent;
	struct queue shelf_queue; /* to be kept */
	size_t shelf_bytes;       /* of bodies not kept yet */
	long long next_deadline;  /* of a waiter */
	unsigned long long outcomes[FETCH_OUTCOMES];
};

/* Bodies that wait to be kept: beyond it nothing is asked for, so that a slow
 * disk does not fill the memory. */
#define SHELF_BYTES_MAX ((size_t)64 << 20)

/* A flight waits this many times the time of one request for its turns. */
#define PATIENCE 3

/* Milliseconds of the monotonic clock; seconds since 1970. */
long long fetch_clock(void);
long long fetch_wall(void);

/* ---- options (options.c) ---- */

/* The list of allowed hosts; the caller releases it, also on failure.  Errors:
 * STATUS_CONFIG, STATUS_NO_MEMORY. */
MUST_CHECK enum status options_allow(const struct fetch_options *options,
				     struct allow *ret, struct error *err);
void options_allow_release(struct allow *allow);

/* ---- ends of flights (fetch.c); no lock may be held ---- */

/* Ends a flight, tells its waiters, frees it. */
void flight_end(struct fetch *fetch, struct flight *flight,
		enum fetch_outcome outcome, unsigned retry_after,
		const char *why);

/* Puts a flight into the queue of the host of its step; with the lock held. */
void flight_queue(struct fetch *fetch, struct flight *flight);

/* The first step of a flight, by what is known of its prefix. */
void flight_route(const struct fetch *fetch, struct flight *flight);

/* ---- turns (dispatch.c); the lock is held ---- */

/* The next request that the host may be sent now; NULL: none.  *wake becomes
 * the time when there may be one, if that is sooner. */
struct call *host_next(struct fetch *fetch, struct host *host, long long now,
		       long long *wake);

/* Flights that will not get their turn in time, to *late. */
void host_late(struct host *host, long long now, struct queue *late,
	       long long *wake);

/* Seconds until the host may be asked again, at least one, for who is not to
 * wait. */
unsigned host_pause(const struct host *host, long long now);

/* What others learnt of their prefixes spares flights the first question; so
 * they do not wait for the resolver either. */
void flights_reroute(struct fetch *fetch);

static inline void sooner(long long *wake, long long when)
{
	if (when < *wake)
		*wake = when;
}

/* ---- requests (request.c) ---- */

/* The host that a step asks. */
enum host_id step_host(enum step step);

/* Appends the URL for all flights of a call: of a list, if it has several. */
void request_url(const struct fetch *fetch, const struct call *call,
		 struct buf *out);

/* The same for one flight. */
void request_url_of(const struct fetch *fetch, enum step step,
		    const struct flight *flight, struct buf *out);

/* The media types that a step asks for. */
const char *request_accept(enum step step);

/* True when a flight may be asked for together with others. */
bool flight_is_listable(const struct flight *flight);

/* ---- answers (answer.c) ---- */

/* Takes the flights of the call on to where its answer sends them. */
void call_answered(struct call *call, struct transfer_answer *answer);

/* ---- threads ---- */

void *loop_run(void *fetch);   /* loop.c */
void *keeper_run(void *fetch); /* keeper.c */

#endif
