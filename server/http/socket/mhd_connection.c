/* SPDX-License-Identifier: MIT */
#include "mhd.h"

#include <stdlib.h>
#include <time.h>

#include "access_log.h"

/* Upper bounds of the durations counted, in seconds; the last bucket of the
 * counters has none. */
const double http_buckets[15] = { 0.0001, 0.00025, 0.0005, 0.001, 0.0025,
				  0.005,  0.01,    0.025,  0.05,  0.1,
				  0.25,   0.5,     1,      2.5,   10 };

static long long monotonic_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

struct connection *connection_of(struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info ? info->socket_context : NULL;
}

/* ---- opening and closing ---- */

/*
 * Between two requests nothing is heard of a connection until a whole request
 * line is there.  libmicrohttpd ends it after idle_seconds of silence; this
 * bounds one that is never quite silent.
 */
static void wait_for_request(struct connection *c)
{
	const struct http_options *options = &c->http->service.options;
	unsigned seconds = options->header_seconds
				   ? options->idle_seconds +
					     options->header_seconds
				   : 0;

	deadline_set(&c->deadline,
		     c->seat == SEAT_REFUSED ? SEATS_REFUSED_SECONDS : seconds);
}

static void name_client(struct connection *c)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		c->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

	c->client[0] = '-';
	if (info && info->client_addr)
		address_host(info->client_addr, c->client);
}

/* One with a seat, or NULL without memory. */
static struct connection *connection_open(struct http *http, enum seat seat,
					  struct MHD_Connection *mhd, int fd)
{
	struct connection *c = calloc(1, sizeof(*c));

	if (!c || exchange_init(&c->x, &http->service, NULL)) {
		free(c);
		return NULL;
	}
	c->http = http;
	c->mhd = mhd;
	c->seat = seat;
	if (http->service.options.access_log)
		name_client(c);
	wait_for_request(c);
	reaper_add(http->reaper, &c->deadline, fd);
	atomic_fetch_add(&http->service.counters->connections, 1);
	return c;
}

/* NULL: the connection ends as soon as it is looked at. */
static struct connection *connection_admit(struct http *http,
					   struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct connection *c = NULL;
	enum seat seat;

	if (!info)
		return NULL;
	seat = seat_take(&http->seats);
	if (seat != SEAT_NONE)
		c = connection_open(http, seat, mhd, info->connect_fd);
	if (c)
		return c;
	seat_leave(&http->seats, seat);
	seat_deny(info->connect_fd);
	atomic_fetch_add_explicit(&http->service.counters->busy, 1,
				  memory_order_relaxed);
	return NULL;
}

static void connection_close(struct connection *c)
{
	seat_leave(&c->http->seats, c->seat);
	atomic_fetch_sub(&c->http->service.counters->connections, 1);
	reaper_remove(c->http->reaper, &c->deadline);
	exchange_release(&c->x);
	free(c);
}

void on_connection(void *cls, struct MHD_Connection *mhd, void **context,
		   enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		*context = connection_admit(cls, mhd);
	else if (*context)
		connection_close(*context);
}

/* ---- the first and the last of a request ---- */

/*
 * Hides the query from libmicrohttpd 0.9, which would part it into arguments
 * that nobody asks it for, and which neither answers nor ends a request with
 * more arguments than its memory holds.  It has found the '?' already, so what
 * follows can be made empty.  (1.0 answers such a request itself.)
 */
static void hide_query(const char *uri)
{
#if MHD_VERSION < 0x01000000
	char *mark = strchr((char *)uri, '?');

	if (mark && mark[1])
		mark[1] = '\0';
#else
	(void)uri;
#endif
}

void *on_target(void *cls, const char *uri, struct MHD_Connection *mhd)
{
	struct connection *c = connection_of(mhd);

	(void)cls;
	if (!c)
		return NULL;
	c->started = monotonic_us();
	exchange_target(&c->x, uri);
	hide_query(uri);
	if (c->seat == SEAT_SERVED)
		deadline_set(&c->deadline,
			     c->http->service.options.header_seconds);
	return NULL;
}

static void count_duration(struct http_counters *counters, long long us)
{
	size_t bucket = 0;

	while (bucket < 15 && (double)us > http_buckets[bucket] * 1e6)
		bucket++;
	atomic_fetch_add_explicit(&counters->duration_bucket[bucket], 1,
				  memory_order_relaxed);
	atomic_fetch_add_explicit(&counters->duration_microseconds,
				  (unsigned long long)us, memory_order_relaxed);
}

static void count_request(const struct connection *c, long long us)
{
	struct http_counters *counters = c->http->service.counters;
	unsigned class = (unsigned)c->x.code / 100;

	if (class < HTTP_STATUS_CLASSES)
		atomic_fetch_add_explicit(&counters->status_class[class], 1,
					  memory_order_relaxed);
	atomic_fetch_add_explicit(&counters->bytes_sent, c->bytes,
				  memory_order_relaxed);
	count_duration(counters, us);
	atomic_fetch_add_explicit(&counters->completed, 1,
				  memory_order_relaxed);
}

static void log_request(const struct connection *c, long long us, bool whole)
{
	const struct exchange *x = &c->x;
	size_t most = c->http->service.options.url_max;
	struct access access = {
		.id = x->request.id,
		.client = c->client,
		.method = x->request.method,
		.target = { x->raw, x->raw_len < most ? x->raw_len : most },
		.status = x->code,
		.bytes = c->bytes,
		.whole = whole,
		.microseconds = us,
	};

	access_log(&access);
}

/* context is the connection when on_request() has seen the request. */
void on_completed(void *cls, struct MHD_Connection *mhd, void **context,
		  enum MHD_RequestTerminationCode code)
{
	struct connection *c = *context;
	long long us;

	(void)cls;
	(void)mhd;
	if (!c)
		return;
	us = monotonic_us() - c->started;
	count_request(c, us);
	if (c->http->service.options.access_log)
		log_request(c, us, code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
	exchange_reset(&c->x);
	stream_leave(c);
	c->made = false;
	c->bytes = 0;
	wait_for_request(c);
	*context = NULL;
	atomic_fetch_sub(&c->http->active, 1);
}
