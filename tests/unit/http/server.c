/* SPDX-License-Identifier: MIT */
#include "server.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/memory.h"
#include "paperd/negotiate.h"
#include "paperd/scoped.h"

#define BODY_MAX (64 << 20)

struct app {
	struct gate *gate;
};

/* ---- the gate ---- */

void gate_open(struct gate *gate)
{
	pthread_mutex_lock(&gate->mutex);
	gate->open = true;
	pthread_cond_broadcast(&gate->changed);
	pthread_mutex_unlock(&gate->mutex);
}

void gate_wait(struct gate *gate, unsigned entered)
{
	pthread_mutex_lock(&gate->mutex);
	while (gate->entered < entered)
		pthread_cond_wait(&gate->changed, &gate->mutex);
	pthread_mutex_unlock(&gate->mutex);
}

static void gate_pass(struct gate *gate)
{
	pthread_mutex_lock(&gate->mutex);
	gate->entered++;
	pthread_cond_broadcast(&gate->changed);
	while (!gate->open)
		pthread_cond_wait(&gate->changed, &gate->mutex);
	pthread_mutex_unlock(&gate->mutex);
}

/* ---- handlers ---- */

static size_t number_of(const struct request *req, const char *name,
			size_t otherwise)
{
	long long value;

	return text_to_integer(request_param(req, name), &value) ? (size_t)value
								 : otherwise;
}

/* Text that compresses, as records do. */
static void fill(struct response *res, size_t size)
{
	static const char words[] = "a paper on papers, ";

	res->body = buf_init(BODY_MAX);
	for (size_t i = 0; i < size; i++)
		buf_add_char(&res->body, words[i % (sizeof(words) - 1)]);
}

static void line(struct buf *out, const char *name, struct span value)
{
	buf_add_format(out, "%s=", name);
	buf_add_span(out, value);
	buf_add_char(out, '\n');
}

static enum status echo(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	struct buf *out = &res->body;

	*out = buf_init(BODY_MAX);
	line(out, "method", req->method);
	line(out, "path", req->path);
	line(out, "arg", req->args[0]);
	line(out, "id", span_of(req->id));
	line(out, "a", request_param(req, "a"));
	line(out, "b", request_param(req, "b"));
	line(out, "x-test", request_header(req, "x-test"));
	res->content_type = "text/plain";
	return STATUS_OK;
}

static enum status item(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	fill(res, number_of(req, "size", 20));
	response_tag(res);
	return response_header(res, err, "X-Total-Count", "%d", 7);
}

static enum status plain(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	fill(res, number_of(req, "size", 20));
	if (request_param(req, "refused").at)
		memory_refuse();
	return STATUS_OK;
}

static enum status slow(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	gate_pass(app->gate);
	return echo(app, req, res, err);
}

static enum status fail(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	struct span slug = request_param(req, "status");
	int status = STATUS_NOT_FOUND;

	for (int i = 0; slug.at && i < STATUS_COUNT; i++)
		if (span_is(slug, status_slug((enum status)i)))
			status = i;
	buf_add_text(&res->problem, "\"doi\":\"10.1/x\"");
	return error_set(err, (enum status)status, "secret detail");
}

static enum status header(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	struct span value = request_param(req, "value");

	return response_header(res, err, "X-Value", "%.*s\r\nX-Evil: 1",
			       (int)value.len, value.at);
}

struct pieces {
	size_t left, until;
};

static bool next_piece(void *context, struct buf *out)
{
	struct pieces *pieces = context;

	if (!pieces->left)
		return false;
	pieces->left--;
	buf_add_text(out, "0123456789");
	out->failed = pieces->left == pieces->until;
	return true;
}

static enum status stream(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	struct pieces *pieces = malloc(sizeof(*pieces));

	if (!pieces)
		return error_set(err, STATUS_NO_MEMORY, "pieces");
	*pieces = (struct pieces){ number_of(req, "size", 10),
				   number_of(req, "break", (size_t)-1) };
	res->stream = (struct response_stream){ next_piece, free, pieces };
	return STATUS_OK;
}

static enum status now(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	fill(res, 20);
	res->no_store = true;
	return STATUS_OK;
}

static enum status choice(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	static const char *const types[] = { "application/json", "text/html" };
	int index = accept_choose(request_header(req, "Accept"), types, 2);

	res->varies_accept = true;
	if (index < 0)
		return error_set(err, STATUS_NOT_ACCEPTABLE, "json or html");
	res->content_type = types[index];
	fill(res, 20);
	return STATUS_OK;
}

static enum status body(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	res->body = buf_init(BODY_MAX);
	buf_add_span(&res->body, req->body);
	return STATUS_OK;
}

static const struct param sized[] = {
	{ "size", "integer", "bytes" },
	{ "break", "integer", "pieces left" },
	{ "refused", "string", "" },
	{ 0 },
};
static const struct param echoed[] = {
	{ "a", "string", "" },
	{ "b", "string", "" },
	{ "slow", "string", "", .slow = true },
	{ 0 },
};
static const struct param valued[] = {
	{ "value", "string", "" },
	{ "status", "string", "" },
	{ 0 },
};

/* One that has no 503. */
static const struct dialect other = { .name = "other", .busy = 408 };

static const struct route routes[] = {
	{ "GET", "/echo/{rest...}", echo, 0, echoed },
	{ "GET", "/item/{name}", item, 0, sized },
	{ "GET", "/plain", plain, 0, sized },
	{ "GET", "/slow", slow, ROUTE_SLOW, echoed },
	{ "GET", "/packed", plain, ROUTE_SLOW, sized },
	{ "GET", "/fail", fail, 0, valued },
	{ "GET", "/fails", fail, 0, valued, .dialect = &other },
	{ "GET", "/header", header, 0, valued },
	{ "GET", "/stream", stream, 0, sized },
	{ "GET", "/now", now, 0, NULL },
	{ "GET", "/choice", choice, 0, NULL },
	{ "POST", "/body", body, ROUTE_BODY, NULL, "",
	  "application/json, text/plain" },
	{ 0 },
};

/* ---- life ---- */

struct http_options server_options(void)
{
	return (struct http_options){
		.address = "127.0.0.1",
		.threads = 2,
		.workers = 2,
		.queue = 16,
		.connections = 64,
		.url_max = 8192,
		.body_max = 65536,
		.header_seconds = 30,
		.body_seconds = 30,
		.answer_seconds = 30,
		.idle_seconds = 30,
		.cache_control = "public, max-age=300",
		.gzip_cache = 1 << 20,
	};
}

/* One a process: Criterion runs each test in its own. */
static struct app app;

void server_start(struct server *server, const struct http_options *options)
{
	struct error err = { 0 };

	*server = (struct server){ 0 };
	pthread_mutex_init(&server->gate.mutex, NULL);
	pthread_cond_init(&server->gate.changed, NULL);
	app.gate = &server->gate;
	cr_assert_eq(http_start(options, routes, &app, &server->counters,
				&server->http, &err),
		     STATUS_OK, "%s", err.detail);
}

void server_stop(struct server *server)
{
	gate_open(&server->gate);
	cr_assert(http_stop(server->http, 10, NULL, NULL),
		  "something was cut off");
	cr_assert_eq(server->counters.connections, 0);
	cr_assert_eq(server->counters.requests, server->counters.completed);
}
