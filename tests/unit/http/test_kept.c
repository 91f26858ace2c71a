/* SPDX-License-Identifier: MIT */
/* Answers given again: which, and that nothing but the handler is left out. */
#include <criterion/criterion.h>
#include <stdatomic.h>
#include <string.h>

#include "paperd/scoped.h"
#include "server.h"

/* What is held: a number of changes, and how often a handler was called. */
static _Atomic unsigned long long changes;
static atomic_uint calls;

/* Says which call it is, in a body that is worth compressing. */
static void say_call(struct response *res)
{
	res->body = buf_init(1 << 20);
	buf_add_format(&res->body, "call %u", atomic_fetch_add(&calls, 1));
	while (res->body.len < 2000)
		buf_add_text(&res->body, " and so on");
}

static enum status lasting(const struct app *app, const struct request *req,
			   struct response *res, struct error *err)
{
	say_call(res);
	memcpy(res->etag, "tag", 4);
	res->content_type = "text/plain";
	res->varies_accept = true;
	res->lasts = true;
	return STATUS_OK;
}

static enum status fleeting(const struct app *app, const struct request *req,
			    struct response *res, struct error *err)
{
	say_call(res);
	return STATUS_OK;
}

static enum status marked(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	lasting(app, req, res, err);
	return response_header(res, err, "X-Total-Count", "%u", calls);
}

static enum status failing(const struct app *app, const struct request *req,
			   struct response *res, struct error *err)
{
	lasting(app, req, res, err);
	return error_set(err, STATUS_NOT_FOUND, "nothing");
}

static const struct route routes[] = {
	{ "GET", "/lasting/{name}", lasting },
	{ "POST", "/lasting/{name}", lasting, ROUTE_BODY },
	{ "GET", "/slow/{name}", lasting, ROUTE_SLOW },
	{ "GET", "/fleeting", fleeting },
	{ "GET", "/marked", marked },
	{ "GET", "/failing", failing },
	{ 0 },
};

static void start(struct server *server, size_t bytes)
{
	struct http_options options = server_options();
	struct error err = { 0 };

	*server = (struct server){ 0 };
	options.answer_cache = bytes;
	options.changes = &changes;
	pthread_mutex_init(&server->gate.mutex, NULL);
	pthread_cond_init(&server->gate.changed, NULL);
	cr_assert_eq(http_start(&options, routes, NULL, &server->counters,
				&server->http, &err),
		     STATUS_OK, "%s", err.detail);
}

#define GET_A "GET /lasting/a HTTP/1.1"

/* Two requests, and whether the second has the answer of the first. */
static const struct {
	const char *name, *first, *second;
	int status;
	bool again;
} rows[] = {
	{ "the same", GET_A, GET_A, 200, true },
	{ "HEAD", GET_A, "HEAD /lasting/a HTTP/1.1", 200, true },
	{ "GET after HEAD", "HEAD /lasting/a HTTP/1.1", GET_A, 200, true },
	{ "by a worker", "GET /slow/a HTTP/1.1", "GET /slow/a HTTP/1.1", 200,
	  true },
	{ "a tag that is known", GET_A "\r\nIf-None-Match: \"tag\"",
	  GET_A "\r\nIf-None-Match: \"tag\"", 304, true },
	{ "a tag that is not", GET_A "\r\nIf-None-Match: \"tag\"",
	  GET_A "\r\nIf-None-Match: \"tog\"", 200, false },
	{ "compressed", GET_A "\r\nAccept-Encoding: gzip",
	  GET_A "\r\nAccept-Encoding: gzip", 200, true },
	{ "plain and compressed", GET_A, GET_A "\r\nAccept-Encoding: gzip", 200,
	  false },
	{ "an id that is no id", GET_A "\r\nX-Request-Id: <>",
	  GET_A "\r\nX-Request-Id: <>", 200, true },
	{ "a client's id", GET_A "\r\nX-Request-Id: a",
	  GET_A "\r\nX-Request-Id: a", 200, false },
	{ "another target", GET_A, "GET /lasting/b HTTP/1.1", 200, false },
	{ "another spelling of it", GET_A, "GET /lasting/%61 HTTP/1.1", 200,
	  false },
	{ "another field", GET_A, GET_A "\r\nAccept: */*", 200, false },
	{ "fields parted otherwise", GET_A "\r\nA: bc", GET_A "\r\nAb: c", 200,
	  false },
	{ "another method", GET_A,
	  "POST /lasting/a HTTP/1.1\r\nContent-Length: 0", 200, false },
	{ "the state of a moment", "GET /fleeting HTTP/1.1",
	  "GET /fleeting HTTP/1.1", 200, false },
	{ "a handler's field", "GET /marked HTTP/1.1", "GET /marked HTTP/1.1",
	  200, false },
	{ "a failure", "GET /failing HTTP/1.1", "GET /failing HTTP/1.1", 404,
	  false },
};

static void expect_header(const struct reply *one, const struct reply *other,
			  const char *name, const char *row)
{
	struct span a = reply_header(one, name), b = reply_header(other, name);

	cr_expect(a.len == b.len && (!a.len || !memcmp(a.at, b.at, a.len)),
		  "%s: %s", row, name);
}

static void expect_same(const struct reply *one, const struct reply *other,
			const char *row)
{
	static const char *const names[] = {
		"Content-Type", "Content-Encoding",       "Content-Length",
		"Vary",         "Cache-Control",          "ETag",
		"Connection",   "X-Content-Type-Options",
	};

	cr_expect_eq(one->status, other->status, "%s", row);
	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		expect_header(one, other, names[i], row);
	if (one->body.len && other->body.len)
		cr_expect(one->body.len == other->body.len &&
				  !memcmp(one->body.data, other->body.data,
					  one->body.len),
			  "%s: the body", row);
}

Test(kept, is_given_to_the_same_request_alone)
{
	struct server server;

	start(&server, 1 << 20);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(reply_release)
		struct reply first = ask(&server, rows[i].first);
		unsigned before = calls;
		SCOPED(reply_release)
		struct reply second = ask(&server, rows[i].second);

		cr_expect_eq(second.status, rows[i].status, "%s", rows[i].name);
		cr_expect_eq(calls == before, rows[i].again, "%s",
			     rows[i].name);
		if (rows[i].again)
			expect_same(&first, &second, rows[i].name);
		changes++;
	}
	server_stop(&server);
}

Test(kept, is_forgotten_when_something_changes)
{
	struct server server;

	start(&server, 1 << 20);
	for (unsigned i = 0; i < 5; i++) {
		SCOPED(reply_release) struct reply one = ask(&server, GET_A);
		SCOPED(reply_release) struct reply other = ask(&server, GET_A);

		cr_expect_eq(calls, i + 1);
		expect_same(&one, &other, "the same");
		changes++;
	}
	server_stop(&server);
}

Test(kept, is_nothing_without_room)
{
	struct server server;

	start(&server, 0);
	for (unsigned i = 0; i < 3; i++) {
		SCOPED(reply_release) struct reply reply = ask(&server, GET_A);

		cr_expect_eq(reply.status, 200);
		cr_expect_eq(calls, i + 1);
	}
	server_stop(&server);
}

Test(kept, is_counted_as_any_answer)
{
	struct server server;

	start(&server, 1 << 20);
	for (unsigned i = 0; i < 4; i++) {
		SCOPED(reply_release) struct reply reply = ask(&server, GET_A);

		cr_expect_eq(reply.status, 200);
	}
	server_stop(&server);
	cr_expect_eq(calls, 1);
	cr_expect_eq(server.counters.requests, 4);
	cr_expect_eq(server.counters.status_class[2], 4);
	cr_expect_eq(server.counters.bytes_sent % 4, 0);
	cr_expect_geq(server.counters.bytes_sent, 8000);
}
