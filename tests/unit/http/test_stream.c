/* SPDX-License-Identifier: MIT */
/* Streams whose pieces are made on the worker pool, over real sockets. */
#include <criterion/criterion.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>

#include "paperd/scoped.h"
#include "tap.h"

/* Slow streams at a time with one worker. */
#define STREAMS_MAX 4

/* One a process: Criterion runs each test in its own. */
static struct tap tap;
static struct server server;

static void stop(void)
{
	cr_assert(http_stop(server.http, 10, NULL, NULL),
		  "something was cut off");
	tap_expect_empty(&tap, &server);
}

static void send_line(struct client *client, const char *line)
{
	client_send(client, span_of(line));
	client_send(client, span_of("\r\nHost: x\r\n\r\n"));
}

static void open_all(struct client *clients, size_t count, const char *line)
{
	for (size_t i = 0; i < count; i++) {
		client_open(&clients[i], &server);
		send_line(&clients[i], line);
	}
}

/* ---- to the end ---- */

static const struct whole {
	const char *line;
	size_t pieces, size;
} wholes[] = {
	{ "GET /stream?pieces=0 HTTP/1.1", 0, 0 },
	{ "GET /stream?pieces=1 HTTP/1.1", 1, 10 },
	{ "GET /stream?pieces=3&size=0 HTTP/1.1", 0, 0 },
	{ "GET /stream?pieces=2000 HTTP/1.1", 2000, 10 },
	{ "GET /stream?pieces=20&size=300000 HTTP/1.1", 20, 300000 },
	{ "GET /stream?pieces=1&size=16777216 HTTP/1.1", 1, 16777216 },
	{ "GET /stream?pieces=20&size=40000&fast=1 HTTP/1.1", 20, 40000 },
};

static void expect_body(const struct whole *row, struct span body)
{
	SCOPED(buf_release) struct buf want = tap_says(row->pieces, row->size);

	cr_expect_eq(body.len, want.len, "%s: %zu", row->line, body.len);
	cr_expect(body.len == want.len &&
			  memcmp(body.at, buf_text(&want), want.len) == 0,
		  "%s: other bytes", row->line);
}

/* All on one connection: each leaves it as it should be for the next. */
Test(stream, of_slow_pieces_is_whole)
{
	struct http_options options = server_options();
	struct client client;

	tap_start(&tap, &server, &options);
	client_open(&client, &server);
	for (size_t i = 0; i < ARRAY_COUNT(wholes); i++) {
		struct reply reply;

		send_line(&client, wholes[i].line);
		cr_assert(client_read(&client, false, &reply), "%s",
			  wholes[i].line);
		cr_expect_eq(reply.status, 200);
		cr_expect(span_is(reply_header(&reply, "Cache-Control"),
				  "public, max-age=300"));
		cr_expect_null(reply_header(&reply, "ETag").at);
		expect_body(&wholes[i], buf_span(&reply.body));
		reply_release(&reply);
	}
	client_close(&client);
	stop();
}

/* What follows the header of a reply that the end of the connection ends. */
static struct span unframed_body(const struct client *client)
{
	struct span in = buf_span(&client->in);
	const char *end = memmem(in.at, in.len, "\r\n\r\n", 4);

	cr_assert(end);
	return span_slice(in, (size_t)(end - in.at) + 4, in.len);
}

Test(stream, of_slow_pieces_is_whole_without_chunks)
{
	static const struct whole rows[] = {
		{ "GET /stream?pieces=0 HTTP/1.0", 0, 0 },
		{ "GET /stream?pieces=2000 HTTP/1.0", 2000, 10 },
		{ "GET /stream?pieces=5&size=300000 HTTP/1.0", 5, 300000 },
	};
	struct http_options options = server_options();

	tap_start(&tap, &server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct client client;

		open_all(&client, 1, rows[i].line);
		cr_assert(client_ends(&client, SOON), "%s", rows[i].line);
		expect_body(&rows[i], unframed_body(&client));
		client_close(&client);
	}
	stop();
}

Test(stream, makes_no_piece_for_a_head_request)
{
	struct http_options options = server_options();
	struct reply reply;

	tap_start(&tap, &server, &options);
	reply = ask(&server, "HEAD /stream?pieces=5 HTTP/1.1");
	cr_expect_eq(reply.status, 200);
	reply_release(&reply);
	stop();
	cr_expect_eq(tap.pieces, 0);
}

/* ---- not to the end ---- */

static const char *const broken[] = {
	"GET /stream?pieces=9&break=0 HTTP/1.1",
	"GET /stream?pieces=9&break=5 HTTP/1.1",
	"GET /stream?pieces=9&size=300000&break=8 HTTP/1.1",
	"GET /stream?pieces=9&break=5&fast=1 HTTP/1.1",
};

Test(stream, that_breaks_off_does_not_look_whole)
{
	struct http_options options = server_options();

	tap_start(&tap, &server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(broken); i++) {
		struct client client;
		struct reply reply;

		open_all(&client, 1, broken[i]);
		cr_expect(!client_read(&client, false, &reply), "%s",
			  broken[i]);
		cr_expect(client.closed, "%s", broken[i]);
		reply_release(&reply);
		client_close(&client);
	}
	stop();
}

/* Without chunks the end of the connection is that of the body: here it must be
 * a reset. */
Test(stream, that_breaks_off_without_chunks_is_reset)
{
	static const char *const lines[] = {
		"GET /stream?pieces=9&break=5 HTTP/1.0",
		"GET /stream?pieces=9&size=300000&break=5 HTTP/1.0",
		"GET /stream?pieces=9&break=5&fast=1 HTTP/1.0",
	};
	struct http_options options = server_options();

	tap_start(&tap, &server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
		struct client client;
		char piece[65536];
		ssize_t got;

		open_all(&client, 1, lines[i]);
		do
			got = recv(client.fd, piece, sizeof(piece), 0);
		while (got > 0);
		cr_expect_eq(got, -1, "%s: an orderly end", lines[i]);
		client_close(&client);
	}
	stop();
}

Test(stream, survives_clients_that_go_away)
{
	struct linger at_once = { 1, 0 };
	struct http_options options = server_options();
	struct client clients[8];

	tap_start(&tap, &server, &options);
	open_all(clients, 4,
		 "GET /stream?pieces=500&size=90000&gate=3 HTTP/1.1");
	open_all(clients + 4, 4, "GET /stream?pieces=500&size=90000 HTTP/1.1");
	tap_await(&tap, 1);
	for (size_t i = 0; i < 8; i++) {
		if (i % 2)
			setsockopt(clients[i].fd, SOL_SOCKET, SO_LINGER,
				   &at_once, sizeof(at_once));
		client_close(&clients[i]);
	}
	tap_open(&tap);
	while (server.counters.completed < 8)
		poll(NULL, 0, 1);
	stop();
}

/* ---- beside others ---- */

Test(stream, holds_up_no_event_loop)
{
	struct http_options options = server_options();
	struct client clients[2];
	struct reply reply;

	options.threads = 1;
	tap_start(&tap, &server, &options);
	open_all(clients, 2, "GET /stream?pieces=3&gate=1 HTTP/1.1");
	tap_await(&tap, 2); /* both workers stand at the gate */
	for (size_t i = 0; i < 50; i++) {
		reply = ask(&server, "GET /now HTTP/1.1");
		cr_expect_eq(reply.status, 200);
		reply_release(&reply);
	}
	tap_open(&tap);
	for (size_t i = 0; i < 2; i++) {
		cr_assert(client_read(&clients[i], false, &reply));
		cr_expect_eq(reply.body.len, 30);
		reply_release(&reply);
		client_close(&clients[i]);
	}
	stop();
}

/* One worker and no queue: whoever was let in goes on all the same. */
Test(stream, goes_on_though_all_places_are_taken)
{
	struct http_options options = server_options();
	struct client clients[STREAMS_MAX];

	options.workers = 1;
	options.queue = STREAMS_MAX;
	tap_start(&tap, &server, &options);
	open_all(clients, STREAMS_MAX, "GET /stream?pieces=200 HTTP/1.1");
	for (size_t i = 0; i < STREAMS_MAX; i++) {
		struct reply reply;

		cr_assert(client_read(&clients[i], false, &reply), "%zu", i);
		cr_expect_eq(reply.status, 200);
		cr_expect_eq(reply.body.len, 2000);
		reply_release(&reply);
		client_close(&clients[i]);
	}
	stop();
}

Test(stream, of_which_there_are_too_many_is_refused)
{
	struct http_options options = server_options();
	struct client clients[STREAMS_MAX + 1];
	struct reply reply;

	options.workers = 1;
	tap_start(&tap, &server, &options);
	/* so long that none ends before it is read */
	open_all(clients, STREAMS_MAX,
		 "GET /stream?pieces=200&size=1000000 HTTP/1.1");
	while (tap.pieces < 4 * STREAMS_MAX)
		poll(NULL, 0, 1);
	open_all(clients + STREAMS_MAX, 1, "GET /stream HTTP/1.1");
	cr_assert(client_read(&clients[STREAMS_MAX], false, &reply));
	cr_expect_eq(reply.status, 503);
	cr_expect(span_is(reply_header(&reply, "Retry-After"), "1"));
	cr_expect_null(reply_header(&reply, "X-Total-Count").at,
		       "of the answer that was dropped");
	reply_release(&reply);
	for (size_t i = 0; i <= STREAMS_MAX; i++)
		client_close(&clients[i]);
	while (server.counters.connections > 0)
		poll(NULL, 0, 1);
	reply = ask(&server, "GET /stream HTTP/1.1");
	cr_expect_eq(reply.status, 200, "no place was given back");
	reply_release(&reply);
	stop();
}

/* ---- deadlines ---- */

Test(stream, has_the_deadline_of_sending_for_each_piece)
{
	struct http_options options = server_options();
	struct client client;
	struct reply reply;

	options.answer_seconds = 1;
	options.idle_seconds = 1;
	tap_start(&tap, &server, &options);
	open_all(&client, 1, "GET /stream?pieces=3&gate=1 HTTP/1.1");
	tap_await(&tap, 1);
	cr_expect(!client_ends(&client, 1800), "cut while a piece is made");
	tap_open(&tap);
	cr_assert(client_read(&client, false, &reply));
	cr_expect_eq(reply.body.len, 30);
	cr_expect_eq(server.counters.cut_by_deadline, 0);
	reply_release(&reply);
	client_close(&client);
	stop();
}

Test(stream, whose_client_reads_nothing_is_cut)
{
	struct http_options options = server_options();
	struct client client;

	options.answer_seconds = 1;
	tap_start(&tap, &server, &options);
	open_all(&client, 1, "GET /stream?pieces=900&size=1000000 HTTP/1.1");
	while (server.counters.completed < 1)
		poll(NULL, 0, 1);
	cr_expect_eq(server.counters.cut_by_deadline, 1);
	cr_expect_lt(tap.pieces, 900);
	client_close(&client);
	stop();
}

/* ---- the end of the server ---- */

static const struct stop_row {
	const char *name;
	const char *line;
	unsigned clients, at_gate;
	bool reads; /* the clients do */
} stops[] = {
	{ "a piece is being made", "GET /stream?pieces=9&gate=2 HTTP/1.1", 2, 2,
	  true },
	{ "pieces wait for a worker", "GET /stream?pieces=9&gate=2 HTTP/1.1", 6,
	  2, true },
	{ "endless, and read", "GET /stream?pieces=9000000 HTTP/1.1", 6, 0,
	  true },
	{ "nobody reads", "GET /stream?pieces=900&size=1000000 HTTP/1.1", 6, 0,
	  false },
};

static void *open_later(void *context)
{
	poll(NULL, 0, 200); /* the server is in the midst of its end */
	tap_open(&tap);
	return context;
}

static void check_stop(const struct stop_row *row)
{
	struct http_options options = server_options();
	struct client clients[6];
	pthread_t thread;

	tap_start(&tap, &server, &options);
	open_all(clients, row->clients, row->line);
	tap_await(&tap, row->at_gate);
	while (!row->at_gate && tap.pieces < 2 * row->clients)
		poll(NULL, 0, 1);
	pthread_create(&thread, NULL, open_later, NULL);
	cr_expect(!http_stop(server.http, 0, NULL, NULL), "%s: called clean",
		  row->name);
	pthread_join(thread, NULL);
	for (size_t i = 0; i < row->clients; i++) {
		struct reply reply = { 0 };

		cr_expect(!row->reads ||
				  !client_read(&clients[i], false, &reply),
			  "%s: looks whole", row->name);
		reply_release(&reply);
		client_close(&clients[i]);
	}
	tap_expect_empty(&tap, &server);
}

Test(stream, is_broken_off_at_the_end_of_the_server)
{
	for (size_t i = 0; i < ARRAY_COUNT(stops); i++)
		check_stop(&stops[i]);
}
