/* SPDX-License-Identifier: MIT */
#include "tap.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#define BODY_MAX (256 << 20)
#define NEVER    ((size_t)-1)

struct app {
	struct tap *tap;
};

struct flow {
	struct tap *tap;
	struct error error;
	size_t at, pieces, size, breaks, gate;
};

/* ---- the gate ---- */

void tap_await(struct tap *tap, unsigned entered)
{
	pthread_mutex_lock(&tap->mutex);
	while (tap->entered < entered)
		pthread_cond_wait(&tap->changed, &tap->mutex);
	pthread_mutex_unlock(&tap->mutex);
}

void tap_open(struct tap *tap)
{
	pthread_mutex_lock(&tap->mutex);
	tap->open = true;
	pthread_cond_broadcast(&tap->changed);
	pthread_mutex_unlock(&tap->mutex);
}

static void tap_pass(struct tap *tap)
{
	pthread_mutex_lock(&tap->mutex);
	tap->entered++;
	pthread_cond_broadcast(&tap->changed);
	while (!tap->open)
		pthread_cond_wait(&tap->changed, &tap->mutex);
	pthread_mutex_unlock(&tap->mutex);
}

static void count(struct tap *tap, unsigned *what)
{
	pthread_mutex_lock(&tap->mutex);
	(*what)++;
	pthread_mutex_unlock(&tap->mutex);
}

/* ---- the stream ---- */

static void write_piece(size_t number, size_t size, struct buf *out)
{
	for (size_t i = 0; i < size; i++)
		buf_add_char(out, (char)('a' + (number + i) % 26));
}

static bool flow_next(void *context, struct buf *out)
{
	struct flow *flow = context;

	if (flow->at == flow->gate)
		tap_pass(flow->tap);
	count(flow->tap, &flow->tap->pieces);
	if (flow->at == flow->pieces)
		return false;
	if (flow->at == flow->breaks) {
		error_set(&flow->error, STATUS_STORE, "the tap broke");
		out->failed = true;
	}
	write_piece(flow->at++, flow->size, out);
	return true;
}

static void flow_release(void *context)
{
	struct flow *flow = context;

	count(flow->tap, &flow->tap->released);
	free(flow);
}

static size_t number_of(const struct request *req, const char *name,
			size_t otherwise)
{
	long long value;

	return text_to_integer(request_param(req, name), &value) ? (size_t)value
								 : otherwise;
}

static enum status stream(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	struct flow *flow = calloc(1, sizeof(*flow));

	if (!flow)
		return error_set(err, STATUS_NO_MEMORY, "flow");
	*flow = (struct flow){ .tap = app->tap,
			       .pieces = number_of(req, "pieces", 1),
			       .size = number_of(req, "size", 10),
			       .breaks = number_of(req, "break", NEVER),
			       .gate = number_of(req, "gate", NEVER) };
	count(app->tap, &app->tap->opened);
	if (response_header(res, err, "X-Total-Count", "1") != STATUS_OK)
		return err->status;
	res->keeps = true;
	res->stream = (struct response_stream){
		flow_next,
		flow_release,
		flow,
		.slow = !request_param(req, "fast").at,
		.error = &flow->error,
	};
	return STATUS_OK;
}

static enum status now(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	res->body = buf_init(10);
	buf_add_text(&res->body, "now");
	return STATUS_OK;
}

static const struct param params[] = {
	{ "pieces", "integer", "" }, { "size", "integer", "" },
	{ "break", "integer", "" },  { "gate", "integer", "" },
	{ "fast", "integer", "" },   { 0 },
};

static const struct route routes[] = {
	{ "GET", "/stream", stream, ROUTE_SLOW, params },
	{ "GET", "/now", now, 0, NULL },
	{ 0 },
};

/* ---- life ---- */

/* One a process: Criterion runs each test in its own. */
static struct app app;

void tap_start(struct tap *tap, struct server *server,
	       const struct http_options *options)
{
	struct error err = { 0 };

	*tap = (struct tap){ 0 };
	*server = (struct server){ 0 };
	pthread_mutex_init(&tap->mutex, NULL);
	pthread_cond_init(&tap->changed, NULL);
	app.tap = tap;
	cr_assert_eq(http_start(options, routes, &app, &server->counters,
				&server->http, &err),
		     STATUS_OK, "%s", err.detail);
}

void tap_expect_empty(const struct tap *tap, const struct server *server)
{
	cr_expect_eq(server->counters.connections, 0);
	cr_expect_eq(server->counters.slow_waiting, 0);
	cr_expect_eq(server->counters.requests, server->counters.completed);
	cr_expect_eq(tap->released, tap->opened, "%u of %u streams released",
		     tap->released, tap->opened);
}

struct buf tap_says(size_t pieces, size_t size)
{
	struct buf ret = buf_init(BODY_MAX);

	for (size_t i = 0; i < pieces; i++)
		write_piece(i, size, &ret);
	return ret;
}
