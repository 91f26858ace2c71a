/* SPDX-License-Identifier: MIT */
/*
 * A server with a few routes, and a client that speaks raw bytes to it.
 *
 *	GET  /echo/{rest...}    the request as it was understood, one fact a line
 *	GET  /item/{name}       a tagged body of ?size= bytes
 *	GET  /plain             an untagged body of ?size= bytes; ?refused=: made
 *	                        while memory was refused
 *	GET  /slow              waits on a worker until the gate opens
 *	GET  /packed            an untagged body of ?size= bytes, by a worker
 *	GET  /fail              fails with the status of the slug ?status=
 *	GET  /header            sends ?value= in a header
 *	GET  /stream            ?size= pieces of ten bytes; breaks off at ?break=
 *	GET  /now               the state of a moment
 *	GET  /choice            depends on Accept
 *	POST /body              gives a JSON or text body back
 */
#ifndef TEST_HTTP_SERVER_H
#define TEST_HTTP_SERVER_H

#include <pthread.h>

#include "paperd/http.h"

/* Most milliseconds to wait for what should come at once. */
#define SOON 10000

/* Holds the handler of /slow until it is opened. */
struct gate {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	unsigned entered;
	bool open;
};
void gate_open(struct gate *gate);
/* Waits until so many handlers stand at the gate. */
void gate_wait(struct gate *gate, unsigned entered);

struct server {
	struct http *http;
	struct http_counters counters;
	struct gate gate;
};

/* Options for a test: port 0, two event loops, two workers, generous limits. */
struct http_options server_options(void);

/* Starts it; a failure fails the test. */
void server_start(struct server *server, const struct http_options *options);

/* Stops it; the test fails when something had to be cut. */
void server_stop(struct server *server);

/* ---- the client ---- */

struct client {
	int fd;
	struct buf in; /* received and not yet taken as a reply */
	bool closed;   /* the server closed the connection */
};

struct reply {
	int status;
	struct buf head; /* status line and headers */
	struct buf body; /* chunks put together */
};
void reply_release(struct reply *reply);

/* The value of a header of a reply, or an empty span (at NULL). */
struct span reply_header(const struct reply *reply, const char *name);

void client_open(struct client *client, const struct server *server);
void client_close(struct client *client);
void client_send(struct client *client, struct span bytes);

/*
 * Reads one reply.  False when the connection ends, or SOON passes, before
 * there is a whole one.  A reply to HEAD has no body.
 */
bool client_read(struct client *client, bool head, struct reply *ret);

/* Reads until the server closes.  False when it does not within ms. */
bool client_ends(struct client *client, int ms);

/* One request on a connection of its own: "GET /x HTTP/1.1" and further header
 * lines, without the blank line; Host is added. */
struct reply ask(const struct server *server, const char *request);

#endif
