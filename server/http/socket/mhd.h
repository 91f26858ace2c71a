/* SPDX-License-Identifier: MIT */
/*
 * What the files that speak to libmicrohttpd share, and the only place that
 * includes it.  Everything else of this folder knows no socket and no library.
 *
 * The life of a connection: on_connection() makes a struct connection and puts
 * it in the table of deadlines; for each request on_target() keeps the raw
 * target, on_request() is called with the headers, then for each piece of the
 * body, then until an answer is queued, and on_completed() ends it; last comes
 * on_connection() again, before the socket is closed.  All of these run on the
 * event loop of the connection.  Only while a connection is suspended does a
 * worker own it (for its handler, or for a piece of a slow stream), or nobody:
 * its handler waits.
 */
#ifndef HTTP_MHD_H
#define HTTP_MHD_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "deadline.h"
#include "exchange.h"
#include "listen.h"
#include "pool.h"
#include "seats.h"

struct http {
	struct service service;
	struct MHD_Daemon *daemon;
	struct pool *pool;
	struct reaper *reaper;
	struct seats seats;
	_Atomic long long active; /* requests under way */
	int listen_fd;            /* the daemon's */
	_Atomic bool shut;        /* new connections are turned away */
	_Atomic bool gives_up;    /* no handler may wait any more */
	_Atomic unsigned streams; /* slow ones under way */
	_Atomic bool cut_streams; /* one of them, because of the end */
	char address[ADDRESS_MAX];
};

struct connection {
	struct exchange x;
	struct http *http;
	struct MHD_Connection *mhd;
	struct deadline deadline;
	enum seat seat;
	struct job job;
	struct waker waker;
	atomic_uint arrived;      /* of the wake and the return of start() */
	bool made;                /* the answer is ready to be queued */
	long long started;        /* monotonic microseconds */
	unsigned long long bytes; /* of the answer's body */
	bool streams;             /* it is one of http->streams */
	char client[ADDRESS_MAX];
};

/* ---- mhd_connection.c: cls is the struct http ---- */

void on_connection(void *cls, struct MHD_Connection *mhd, void **context,
		   enum MHD_ConnectionNotificationCode code);
void *on_target(void *cls, const char *uri, struct MHD_Connection *mhd);
void on_completed(void *cls, struct MHD_Connection *mhd, void **context,
		  enum MHD_RequestTerminationCode code);

/* The connection's own struct, or NULL when there was no memory for it. */
struct connection *connection_of(struct MHD_Connection *mhd);

/* ---- mhd_request.c ---- */

enum MHD_Result on_request(void *cls, struct MHD_Connection *mhd,
			   const char *url, const char *method,
			   const char *version, const char *upload,
			   size_t *upload_size, void **context);

/* ---- mhd_block.c ---- */

/* True when nothing stands in the request's header but what the library has
 * told of it, in strict form (RFC 9112).  With all headers collected. */
bool block_is_strict(const struct connection *c, const char *method,
		     const char *version);

/* ---- mhd_respond.c ---- */

/* Queues the answer of the exchange.  MHD_NO closes the connection. */
enum MHD_Result connection_respond(struct connection *c);

/* ---- mhd_stream.c ---- */

/* Counts an answer that is a slow stream; of too many at a time it makes
 * "try again later". */
void stream_admit(struct connection *c);

/* The response of a streamed body, or NULL without memory. */
struct MHD_Response *stream_respond(struct connection *c);

/* Ends the count, if it was counted. */
void stream_leave(struct connection *c);

#endif
