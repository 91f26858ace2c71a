/* SPDX-License-Identifier: MIT */
#include "kept.h"
#include "mhd.h"

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

/* ---- waiting ---- */

/*
 * The wake and the return of start() both come here, in any order and on any
 * threads.  The second goes on, so that nothing is freed that start() still
 * uses, and no connection is resumed before it is suspended.  The count of
 * those that wait falls last: until then the daemon is not stopped.
 */
static void arrive(struct connection *c)
{
	struct http_counters *counters = c->http->service.counters;

	if (atomic_fetch_add(&c->arrived, 1) == 0)
		return;
	MHD_resume_connection(c->mhd);
	atomic_fetch_sub(&counters->waiting, 1);
}

static void wake(struct waker *waker)
{
	arrive((struct connection *)((char *)waker -
				     offsetof(struct connection, waker)));
}

/*
 * True when the handler may wait; else there is an answer.  Counted first and
 * then asked, where http_stop() first says so and then looks at the count: so
 * one of the two sees the other.
 */
static bool may_wait(struct connection *c)
{
	struct http_counters *counters = c->http->service.counters;

	atomic_fetch_add(&counters->waiting, 1);
	if (!atomic_load(&c->http->gives_up) && exchange_own(&c->x))
		return true;
	atomic_fetch_sub(&counters->waiting, 1);
	if (c->x.error.status == STATUS_OK)
		exchange_refuse(&c->x, "the server is stopping");
	exchange_run(&c->x);
	return false;
}

/* With the connection suspended.  From here on it may be gone. */
static void start_wait(struct connection *c)
{
	c->waker.wake = wake;
	atomic_store(&c->arrived, 0);
	exchange_wait(&c->x, &c->waker);
	arrive(c);
}

/* ---- on a worker ---- */

static void run_handler(struct job *job)
{
	struct connection *c = connection_of_job(job);
	enum exchange_next next = exchange_run(&c->x);

	if (next == EXCHANGE_WAIT && may_wait(c)) {
		start_wait(c);
		return;
	}
	if (next == EXCHANGE_PACK)
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
	if (exchange_own(&c->x)) {
		if (pool_reserve(c->http->pool))
			return hand_over(
				c, (struct job){ run_handler, cancel_handler });
		exchange_refuse(&c->x, "too many slow requests are waiting");
	}
	exchange_run(&c->x);
	return connection_respond(c);
}

/* Without a free worker to compress it, an answer goes out as it is. */
static enum MHD_Result run_fast(struct connection *c)
{
	enum exchange_next next = exchange_run(&c->x);

	if (next == EXCHANGE_PACK && pool_reserve(c->http->pool))
		return hand_over(c, (struct job){ run_pack, cancel_pack });
	if (next != EXCHANGE_WAIT || !may_wait(c))
		return connection_respond(c);
	MHD_suspend_connection(c->mhd);
	start_wait(c);
	return MHD_YES;
}

/* For the first time, or again after what the handler waited for has come. */
static enum MHD_Result run(struct connection *c)
{
	deadline_set(&c->deadline, 0);
	return exchange_is_slow(&c->x) ? run_slow(c) : run_fast(c);
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

/* True for a connection beyond the limit: it is told so, and ends. */
static bool is_refused(struct connection *c)
{
	if (c->seat == SEAT_SERVED)
		return false;
	c->x.closes = true;
	if (c->x.error.status == STATUS_OK)
		exchange_refuse(&c->x, "too many connections are open");
	return true;
}

static enum MHD_Result begin(struct connection *c, const char *method,
			     const char *version)
{
	const struct http_options *options = &c->http->service.options;

	atomic_fetch_add(&c->http->active, 1);
	atomic_fetch_add_explicit(&c->http->service.counters->requests, 1,
				  memory_order_relaxed);
	MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, collect, &c->x);
	c->x.misread = !block_is_strict(c, method, version);
	c->made = !c->x.misread && c->seat == SEAT_SERVED &&
		  exchange_recall(&c->x, span_of(method));
	if (c->made)
		return MHD_YES;
	if (exchange_begin(&c->x, span_of(method), span_of(version)) ||
	    is_refused(c)) {
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
