/* SPDX-License-Identifier: MIT */
/*
 * The HTTP server (RFC 9110, 9112): sockets to requests, responses to bytes.
 *
 * It does itself what libmicrohttpd 0.9.75 leaves open: strict framing, own
 * decoding of path and query, deadlines on headers, body and answer, an orderly
 * end with suspended connections.
 */
#ifndef PAPERD_HTTP_H
#define PAPERD_HTTP_H

#include "paperd/error.h"
#include "paperd/route.h"

struct http_options {
	const char *address;         /* IPv4 or IPv6 literal, or "*" */
	unsigned port;               /* 0: any free one */
	unsigned threads;            /* event loops */
	unsigned workers;            /* threads for slow routes */
	unsigned queue;              /* slow requests waiting; more get 503 */
	unsigned connections;        /* most at a time; of more 503 */
	unsigned connections_per_ip; /* 0: no limit (behind a proxy) */
	size_t url_max;              /* bytes; longer: 414 */
	size_t body_max;             /* bytes; longer: 413 */
	/* Deadlines; 0: none.  A handler's own time is under none of them, nor
	 * is what it waits for. */
	unsigned header_seconds; /* from the request line to the last header */
	unsigned body_seconds;   /* for all of the body */
	/* for sending all of the answer, or a piece of a slow stream */
	unsigned answer_seconds;
	/* Of silence.  A connection that is never silent and never comes to
	 * the end of a request line is cut after idle + header seconds. */
	unsigned idle_seconds;
	const char *const *origins; /* allowed for CORS; none: every origin */
	size_t origin_count;
	const char *cache_control; /* of answers that may be cached */
	size_t gzip_cache;         /* bytes kept of gzip bodies; 0: no gzip */
	/* Bytes kept of answers that last, to be given again; 0: none.  They
	 * are forgotten when this number changes; it is borrowed. */
	size_t answer_cache;
	const _Atomic unsigned long long *changes;
	bool access_log;
};

/* Counters since the start, for /metrics.  Relaxed atomics. */
#define HTTP_STATUS_CLASSES 6
struct http_counters {
	_Atomic unsigned long long requests;
	_Atomic unsigned long long completed;
	_Atomic unsigned long long status_class[HTTP_STATUS_CLASSES];
	_Atomic unsigned long long bytes_sent; /* of bodies */
	_Atomic unsigned long long refused_framing;
	_Atomic unsigned long long cut_by_deadline;
	_Atomic unsigned long long busy;
	_Atomic long long connections;
	_Atomic long long slow_waiting;
	_Atomic long long waiting; /* for what handlers wait for */
	/* request durations, upper bounds in http_buckets[] seconds */
	_Atomic unsigned long long duration_bucket[16];
	_Atomic unsigned long long duration_microseconds;
};
extern const double http_buckets[15]; /* the last bucket is +Inf */

struct http;

/*
 * Starts serving the routes.  Everything given is borrowed until http_stop(),
 * but for the options, which are copied; their texts are borrowed.  Raises the
 * limit of open files to what the connections need.  Errors: STATUS_CONFIG
 * (address in use, not an address), STATUS_NO_MEMORY, STATUS_INTERNAL.
 */
MUST_CHECK enum status http_start(const struct http_options *options,
				  const struct route *routes,
				  const struct app *app,
				  struct http_counters *counters,
				  struct http **ret, struct error *err);

/* The address it listens on, e.g. "127.0.0.1:43907" or "[::1]:8080". */
const char *http_address(const struct http *http);

/*
 * Answers what was sent until now and, on connections that were open, what is
 * sent meanwhile; each answer is its connection's last, new connections are soon
 * closed at once.  Lets requests under way finish for at most `seconds`, then calls give_up(context) once, refuses those that still wait
 * for a worker, closes everything and frees.
 *
 * give_up (NULL: none) makes whoever owns the waits of handlers wake them all
 * soon, and those at once that are only now being started.  No wait begins
 * that http learns of later.  Handlers that are running and waits are waited
 * for, however long: handlers use what the caller is about to close, and
 * libmicrohttpd cannot end with a suspended connection.
 *
 * True when nothing had to be cut or given up.  NULL is fine.
 */
bool http_stop(struct http *http, unsigned seconds, void (*give_up)(void *),
	       void *context);

#endif
