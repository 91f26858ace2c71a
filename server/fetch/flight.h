/* SPDX-License-Identifier: MIT */
/*
 * A flight: one DOI on its way, and who waits for it.  One table of them; the
 * caller holds the lock of the fetcher for everything here.
 */
#ifndef FETCH_FLIGHT_H
#define FETCH_FLIGHT_H

#include "step.h"

struct flight {
	char *doi;
	struct flight *chain; /* in the table */
	struct flight *next;  /* in a queue or a call */
	struct fetch_waiter *waiters;
	long long started; /* monotonic ms */
	long long until;   /* monotonic ms: no request after */

	/* where it stands */
	enum step step;
	unsigned taken; /* bit (1 << step) of each step taken */
	enum agency agency;
	char agency_name[24];
	bool bulk;
	bool brief;        /* the outcome is not to be remembered long */
	unsigned refusals; /* times that a host said "too much" */
	bool alone;        /* not to be asked for together with others */

	/* validators of what is held, and of which URL; NULL: none */
	char *held_url;
	char *held_etag;
	char *held_modified;
	bool conditional; /* the request under way has them */

	/* what is to be kept */
	enum fetch_outcome outcome;
	int status;
	struct buf body;
	char *url;
	char *etag;
	char *modified;
	char *landing; /* page of the work, without metadata; else NULL */
	unsigned redirects;
};

struct flights {
	struct flight **buckets;
	size_t bucket_count; /* a power of two */
	unsigned count;
	unsigned most;
};

/* FNV-1a, of a DOI or a part of one. */
uint64_t doi_hash(struct span doi);

/* Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status flights_init(struct flights *flights, unsigned most,
				    struct error *err);
void flights_release(struct flights *flights); /* it must be empty */

/* The flight of a DOI, or NULL. */
struct flight *flights_find(const struct flights *flights, struct span doi);

/* A new flight, in the table; NULL: too many, or no memory. */
struct flight *flights_add(struct flights *flights,
			   const struct fetch_ask *ask);

/* Takes it out of the table; its waiters are returned.  The caller frees it
 * with flight_free(). */
struct fetch_waiter *flights_take(struct flights *flights,
				  struct flight *flight);
void flight_free(struct flight *flight);

/* Takes out all waiters whose deadline has come (all: every one), and sets
 * *ret_next to the earliest deadline left. */
struct fetch_waiter *flights_expire(struct flights *flights, long long now,
				    bool all, long long *ret_next);

/* Tells each waiter of a list.  No lock may be held. */
void waiters_tell(struct fetch_waiter *waiters,
		  const struct fetch_result *result);

/* ---- what ended a moment ago ---- */

/*
 * Whoever looked a DOI up just before its flight ended, and asks for it just
 * after, must not make it start again.
 */
#define RECENT    1024
#define RECENT_MS 1000

struct recent {
	struct landing {
		uint64_t hash;
		long long ended; /* monotonic ms; 0: none */
		enum fetch_outcome outcome;
	} slots[RECENT];
};
void recent_note(struct recent *recent, struct span doi,
		 enum fetch_outcome outcome, long long now);
bool recent_find(const struct recent *recent, struct span doi, long long now,
		 enum fetch_outcome *ret);

/* ---- queues of flights ---- */

struct queue {
	struct flight *first, *last;
	unsigned count;
};
void queue_push(struct queue *queue, struct flight *flight);
/* Behind all that are not bulk. */
void queue_push_fair(struct queue *queue, struct flight *flight);
void queue_push_first(struct queue *queue, struct flight *flight);
struct flight *queue_pop(struct queue *queue); /* NULL: empty */

#endif
