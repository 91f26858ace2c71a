/* SPDX-License-Identifier: MIT */
/*
 * Fetching what is missing: a DOI is resolved at doi.org or asked for at its
 * registration agency, and what came is handed to the caller to be kept.
 *
 * One flight a DOI: whoever asks for one that is under way waits for the same
 * answer.  Hosts are asked within a budget of requests a second and at a time,
 * taken from options and from what they state themselves; a host that fails is
 * left alone for a while.  Two threads: one speaks with the world and never
 * waits for anything else, one hands over what came.
 *
 * Nothing that a client sends gets into a request but the percent-encoded DOI,
 * and no address is connected to that is not public, unless it is allowed by
 * option.
 */
#ifndef PAPERD_FETCH_H
#define PAPERD_FETCH_H

#include "paperd/buf.h"

struct fetch_options {
	const char *resolver; /* base URLs, without a final slash */
	const char *crossref;
	const char *datacite;
	const char *mailto; /* where the operator is reached; "": not told */
	const char *const *allow; /* hosts, addresses, networks */
	size_t allow_count;
	const char *ca;       /* file of certificates; "": the system's */
	const char *proxy;    /* URL; "": none */
	unsigned rate;        /* requests a second to a host */
	unsigned concurrency; /* requests at a time to a host */
	unsigned queue;       /* DOIs waiting or under way */
	unsigned seconds;     /* for one request; a DOI takes up to four, and
			   * waits at most three times as long for its turn */
	size_t body_max;      /* bytes of an answer, unpacked */
	long long negative_seconds; /* for which "there is none" holds */
};

enum fetch_outcome {
	FETCH_FOUND,       /* it is kept: look it up */
	FETCH_ABSENT,      /* no such DOI, by doi.org's own word */
	FETCH_NO_METADATA, /* the DOI exists, a record is not to be had */
	FETCH_FAILED,      /* the host failed, or gave what is no record */
	FETCH_TIMEOUT,     /* the host did not answer in time */
	FETCH_PENDING,     /* the waiter's time is over; the flight goes on */
	FETCH_BUSY,        /* too much is under way, or the host is let be */
	FETCH_STOPPED,     /* the service ends */
	FETCH_UNKEPT,      /* it came, but the store failed */
	FETCH_OUTCOMES
};

/* The word for an outcome, as problems, the batch answer, the log and the
 * metrics have it, e.g. "not_registered".  Static. */
const char *fetch_word(enum fetch_outcome outcome);

struct fetch_result {
	enum fetch_outcome outcome;
	unsigned retry_after; /* seconds after which asking again makes sense;
			       * 0: not told */
};

/* What is to be kept; all borrowed for the call. */
struct fetch_answer {
	struct span doi;
	enum fetch_outcome outcome; /* FOUND, ABSENT or NO_METADATA */
	struct span body;           /* empty: nothing new */
	int status;                 /* HTTP, of the answer that decided */
	const char *agency;         /* registration agency; NULL: not known */
	const char *url;            /* that answered */
	const char *landing;        /* page of the work; NULL: not known */
	const char *etag;           /* validators; NULL: none */
	const char *modified;
	long long asked;   /* seconds since 1970 */
	long long expires; /* seconds since 1970; 0: never */
};

/* Where answers go.  keep() runs on a thread of its own and returns once the
 * answer is safe.  Error: what makes the flight FETCH_FAILED. */
struct fetch_shelf {
	enum status (*keep)(void *context, const struct fetch_answer *answer,
			    struct error *err);
	void *context;
};

struct fetch;

/*
 * Starts fetching.  The options' texts are borrowed until fetch_stop().
 * Errors: STATUS_CONFIG (an option that is no URL, host or network; a file
 * that is no certificate), STATUS_NO_MEMORY, STATUS_INTERNAL.
 */
MUST_CHECK enum status fetch_start(const struct fetch_options *options,
				   const struct fetch_shelf *shelf,
				   struct fetch **ret, struct error *err);

/* The options alone.  Error: STATUS_CONFIG. */
MUST_CHECK enum status fetch_check(const struct fetch_options *options,
				   struct error *err);

/* What is asked for; borrowed for the call. */
struct fetch_ask {
	struct span doi; /* a bare DOI in key form */
	bool again;      /* though it may have been fetched a moment ago */
	bool bulk;       /* one of many: after those that are asked for alone,
			  * and in half of the queue at most */
	/* Validators of what is held (RFC 9110 8.8) and the URL that gave
	 * them; they are sent to that URL only.  NULL: none. */
	const char *url;
	const char *etag;
	const char *modified;
};

/* Whoever waits; embedded by the caller, borrowed until done() was called. */
struct fetch_waiter {
	/* Called exactly once, on any thread, also before fetch_join()
	 * returns; must not block. */
	void (*done)(struct fetch_waiter *waiter,
		     const struct fetch_result *result);
	long long patience; /* ms; then FETCH_PENDING */
	long long deadline; /* private */
	struct fetch_waiter *next;
};

/* Asks for a DOI, or joins who asked before.  waiter NULL: nobody waits. */
void fetch_join(struct fetch *fetch, const struct fetch_ask *ask,
		struct fetch_waiter *waiter);

/* Ends all waiting now with FETCH_STOPPED, and all that comes later.  Any
 * thread, more than once. */
void fetch_cancel(struct fetch *fetch);

/* Cancels, waits for the threads (what is being kept is kept) and frees.
 * NULL is fine. */
void fetch_stop(struct fetch *fetch);

/* ---- how it goes ---- */

#define FETCH_HOSTS 4

struct fetch_host_state {
	const char *name;     /* resolver, crossref, datacite, content */
	const char *breaker;  /* closed, open, half_open */
	double rate;          /* requests a second in force */
	unsigned concurrency; /* requests at a time in force */
	unsigned running;     /* requests under way */
	unsigned waiting;     /* DOIs that wait for their turn */
	unsigned long long requests;
	unsigned long long failures; /* failed, timed out, 429, 5xx */
};

struct fetch_state {
	struct fetch_host_state hosts[FETCH_HOSTS];
	unsigned flights; /* DOIs waiting or under way */
	unsigned long long outcomes[FETCH_OUTCOMES]; /* flights ended so */
};
void fetch_state(struct fetch *fetch, struct fetch_state *ret);

#endif
