/* SPDX-License-Identifier: MIT */
#include "mhd.h"

#include <stdatomic.h>

/* The connection that a job is part of. */
static struct connection *connection_of_job(struct job *job)
{
	return (struct connection *)((char *)job -
				     offsetof(struct connection, job));
}

/* Gives the connection back to its event loop.  From here on it may be gone. */
static void resume(struct connection *c)
{
	c->made = true;
	MHD_resume_connection(c->mhd);
}

/* ---- on a worker ---- */

static void run_handler(struct job *job)
{
	struct connection *c = connection_of_job(job);

	if (exchange_run(&c->x))
		exchange_pack(&c->x);
	resume(c);
}

static void cancel_handler(struct job *job)
{
	struct connection *c = connection_of_job(job);

	exchange_refuse(&c->x, "the server is stopping");
	exchange_run(&c->x);
	resume(c);
}

static void run_pack(struct job *job)
{
	struct connection *c = connection_of_job(job);

	exchange_pack(&c->x);
	resume(c);
}

static void cancel_pack(struct job *job)
{
	resume(connection_of_job(job));
}

/* ---- on the event loop ---- */

/* Hands the connection to a worker; a place must have been reserved. */
static enum MHD_Result hand_over(struct connection *c, struct job job)
{
	c->job = job;
	MHD_suspend_connection(c->mhd);
	pool_submit(c->http->pool, &c->job);
	return MHD_YES;
}

static enum MHD_Result run_slow(struct connection *c)
{
	if (!exchange_own(&c->x)) {
		error_set(&c->x.error, STATUS_NO_MEMORY, "copying headers");
	} else if (pool_reserve(c->http->pool)) {
		return hand_over(
			c, (struct job){ run_handler, cancel_handler, NULL });
	} else {
		exchange_refuse(&c->x, "too many slow requests are waiting");
	}
	exchange_run(&c->x);
	return connection_respond(c);
}

/* Without a free worker to compress it, an answer goes out as it is. */
static enum MHD_Result run(struct connection *c)
{
	if (exchange_is_slow(&c->x))
		return run_slow(c);
	if (exchange_run(&c->x) && pool_reserve(c->http->pool))
		return hand_over(c,
				 (struct job){ run_pack, cancel_pack, NULL });
	return connection_respond(c);
}

static enum MHD_Result collect(void *context, enum MHD_ValueKind kind,
			       const char *name, size_t name_len,
			       const char *value, size_t value_len)
{
	(void)kind;
	exchange_header(context, (struct span){ name, name_len },
			(struct span){ value ? value : "", value_len });
	return MHD_YES;
}

static enum MHD_Result begin(struct connection *c, const char *method,
			     const char *version)
{
	const struct http_options *options = &c->http->service.options;

	atomic_fetch_add(&c->http->active, 1);
	atomic_fetch_add_explicit(&c->http->service.counters->requests, 1,
				  memory_order_relaxed);
	MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, collect, &c->x);
	if (exchange_begin(&c->x, span_of(method), span_of(version))) {
		exchange_run(&c->x);
		return connection_respond(c);
	}
	deadline_set(&c->deadline,
		     c->x.framing.has_body ? options->body_seconds : 0);
	return MHD_YES;
}

enum MHD_Result on_request(void *cls, struct MHD_Connection *mhd,
			   const char *url, const char *method,
			   const char *version, const char *upload,
			   size_t *upload_size, void **context)
{
	struct connection *c = connection_of(mhd);
	struct span piece = { upload, *upload_size };

	(void)cls;
	(void)url;
	if (!c)
		return MHD_NO;
	if (!*context) {
		*context = c;
		return begin(c, method, version);
	}
	*upload_size = 0;
	if (piece.len)
		return exchange_take(&c->x, piece) ? MHD_YES : MHD_NO;
	return c->made ? connection_respond(c) : run(c);
}
