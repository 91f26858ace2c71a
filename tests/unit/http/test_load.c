/* SPDX-License-Identifier: MIT */
/* Slow clients, slow handlers, full queues, and the end. */
#include <criterion/criterion.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "paperd/scoped.h"
#include "server.h"

#define SLOW "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* ---- deadlines ---- */

/* Sends one byte each 100 ms until the connection ends; how long it lived. */
static long long drip(struct client *client)
{
	long long start = now_ms();

	while (now_ms() - start < SOON && !client_ends(client, 100))
		client_send(client, span_of("a"));
	return now_ms() - start;
}

Test(deadline, cuts_a_client_that_never_finishes)
{
	static const struct {
		const char *name;
		const char *first;
		long long least, most; /* milliseconds */
	} cases[] = {
		{ "in the request line", "GET /echo/", 3500, 7000 },
		{ "in the headers", "GET /echo/a HTTP/1.1\r\nX: ", 700, 5000 },
		{ "in the body",
		  "POST /body HTTP/1.1\r\nHost: x\r\n"
		  "Content-Length: 60000\r\n\r\n",
		  700, 5000 },
	};
	struct http_options options = server_options();
	struct server server;

	options.header_seconds = 1;
	options.body_seconds = 1;
	options.idle_seconds = 3;
	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct client client;
		long long lived;

		client_open(&client, &server);
		client_send(&client, span_of(cases[i].first));
		lived = drip(&client);
		cr_expect(lived >= cases[i].least && lived <= cases[i].most,
			  "%s: cut after %lld ms", cases[i].name, lived);
		client_close(&client);
	}
	cr_expect_eq(server.counters.cut_by_deadline, ARRAY_COUNT(cases));
	server_stop(&server);
}

Test(deadline, cuts_a_client_that_reads_too_slowly)
{
	struct http_options options = server_options();
	struct client client;
	struct server server;
	int small = 4096;
	long long start;
	char byte;

	options.answer_seconds = 1;
	server_start(&server, &options);
	client_open(&client, &server);
	setsockopt(client.fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	client_send(&client, span_of("GET /plain?size=60000000 HTTP/1.1\r\n"
				     "Host: x\r\n\r\n"));
	start = now_ms();
	while (!server.counters.cut_by_deadline && now_ms() - start < SOON) {
		struct pollfd wait = { .fd = client.fd, .events = POLLIN };

		poll(&wait, 1, 10);
		recv(client.fd, &byte, 1, MSG_DONTWAIT);
		poll(NULL, 0, 10);
	}
	cr_expect_eq(server.counters.cut_by_deadline, 1);
	cr_expect(now_ms() - start >= 700);
	client_close(&client);
	server_stop(&server);
}

Test(deadline, lets_a_handler_take_its_time)
{
	struct http_options options = server_options();
	struct client client;
	struct server server;
	struct reply reply;

	options.header_seconds = 1;
	options.body_seconds = 1;
	options.answer_seconds = 1;
	options.idle_seconds = 1;
	server_start(&server, &options);
	client_open(&client, &server);
	client_send(&client, span_of(SLOW));
	gate_wait(&server.gate, 1);
	cr_expect(!client_ends(&client, 2500), "cut while its handler runs");
	gate_open(&server.gate);
	cr_assert(client_read(&client, false, &reply));
	cr_expect_eq(reply.status, 200);
	reply_release(&reply);
	client_close(&client);
	server_stop(&server);
}

Test(deadline, ends_an_idle_connection)
{
	struct http_options options = server_options();
	struct client client;
	struct server server;

	options.idle_seconds = 1;
	server_start(&server, &options);
	client_open(&client, &server);
	cr_expect(client_ends(&client, SOON));
	client_close(&client);
	server_stop(&server);
}

/* ---- the worker pool ---- */

/* Two workers and two waiting: the fifth is refused at once, and look-ups go
 * on meanwhile. */
Test(queue, full_gives_503_and_look_ups_go_on)
{
	struct http_options options = server_options();
	struct client clients[4];
	struct server server;
	struct reply reply;

	options.queue = 2;
	server_start(&server, &options);
	for (size_t i = 0; i < 4; i++) {
		client_open(&clients[i], &server);
		client_send(&clients[i], span_of(SLOW));
	}
	gate_wait(&server.gate, 2);
	while (server.counters.slow_waiting < 2)
		poll(NULL, 0, 1);
	reply = ask(&server, "GET /slow HTTP/1.1");
	cr_expect_eq(reply.status, 503);
	cr_expect(span_is(reply_header(&reply, "Retry-After"), "1"));
	cr_expect(span_is(reply_header(&reply, "Access-Control-Allow-Origin"),
			  "*"));
	cr_expect_eq(server.counters.busy, 1);
	reply_release(&reply);
	reply = ask(&server, "GET /echo/a HTTP/1.1");
	cr_expect_eq(reply.status, 200);
	reply_release(&reply);
	/* one parameter makes it slow, and the queue is full */
	reply = ask(&server, "GET /echo/a?slow=1 HTTP/1.1");
	cr_expect_eq(reply.status, 503);
	reply_release(&reply);
	/* no worker is free to compress: the answer goes out as it is */
	reply = ask(&server, "GET /item/a?size=5000 HTTP/1.1\r\n"
			     "Accept-Encoding: gzip");
	cr_expect_eq(reply.status, 200);
	cr_expect_null(reply_header(&reply, "Content-Encoding").at);
	reply_release(&reply);
	gate_open(&server.gate);
	for (size_t i = 0; i < 4; i++) {
		cr_assert(client_read(&clients[i], false, &reply));
		cr_expect_eq(reply.status, 200);
		reply_release(&reply);
		client_close(&clients[i]);
	}
	cr_expect_eq(server.counters.slow_waiting, 0);
	server_stop(&server);
}

Test(queue, hands_the_worker_copies)
{
	struct http_options options = server_options();
	struct client client;
	struct server server;
	struct reply reply;

	server_start(&server, &options);
	client_open(&client, &server);
	client_send(&client, span_of("GET /slow?a=1%202&b=3 HTTP/1.1\r\n"
				     "Host: x\r\nX-Test: yes\r\n"
				     "X-Request-Id: r1\r\n\r\n"));
	gate_wait(&server.gate, 1);
	gate_open(&server.gate);
	cr_assert(client_read(&client, false, &reply));
	cr_expect_str_eq(buf_text(&reply.body),
			 "method=GET\npath=/slow\narg=\nid=r1\na=1 2\nb=3\n"
			 "x-test=yes\n");
	reply_release(&reply);
	client_close(&client);
	server_stop(&server);
}

/* A client that goes away while its handler runs costs nothing but that. */
Test(queue, survives_clients_that_go_away)
{
	struct linger at_once = { 1, 0 };
	struct http_options options = server_options();
	struct client clients[8];
	struct server server;

	server_start(&server, &options);
	for (size_t i = 0; i < 8; i++) {
		client_open(&clients[i], &server);
		client_send(&clients[i], span_of(SLOW));
	}
	gate_wait(&server.gate, 2);
	while (server.counters.slow_waiting < 6)
		poll(NULL, 0, 1);
	for (size_t i = 0; i < 8; i++) {
		setsockopt(clients[i].fd, SOL_SOCKET, SO_LINGER, &at_once,
			   sizeof(at_once));
		client_close(&clients[i]);
	}
	gate_open(&server.gate);
	while (server.counters.completed < 8)
		poll(NULL, 0, 1);
	server_stop(&server);
}

/* ---- the end ---- */

struct stopping {
	struct server *server;
	unsigned seconds;
	bool clean;
};

static void *stop(void *context)
{
	struct stopping *stopping = context;

	stopping->clean = http_stop(stopping->server->http, stopping->seconds,
				    NULL, NULL);
	return NULL;
}

/* True when a new connection is closed without an answer. */
static bool is_deaf(const struct server *server)
{
	struct client client;
	struct reply reply;
	bool deaf;

	client_open(&client, server);
	client_send(&client, span_of("GET /now HTTP/1.1\r\nHost: x\r\n\r\n"));
	deaf = !client_read(&client, false, &reply);
	client_close(&client);
	reply_release(&reply);
	return deaf;
}

Test(stop, lets_requests_under_way_finish)
{
	struct http_options options = server_options();
	struct stopping stopping = { .seconds = 30 };
	struct client clients[4];
	struct server server;
	pthread_t thread;

	server_start(&server, &options);
	for (size_t i = 0; i < 4; i++) {
		client_open(&clients[i], &server);
		client_send(&clients[i], span_of(SLOW));
	}
	gate_wait(&server.gate, 2);
	stopping.server = &server;
	pthread_create(&thread, NULL, stop, &stopping);
	while (!is_deaf(&server))
		poll(NULL, 0, 5);
	gate_open(&server.gate);
	for (size_t i = 0; i < 4; i++) {
		struct reply reply;

		cr_assert(client_read(&clients[i], false, &reply));
		cr_expect_eq(reply.status, 200);
		cr_expect(span_is(reply_header(&reply, "Connection"), "close"));
		reply_release(&reply);
		client_close(&clients[i]);
	}
	pthread_join(thread, NULL);
	cr_expect(stopping.clean);
	cr_expect_eq(server.counters.completed, server.counters.requests);
	cr_expect_eq(server.counters.connections, 0);
}

/* When time is over, who waits is refused, who runs is waited for, and every
 * suspended connection is resumed: libmicrohttpd would abort otherwise. */
Test(stop, refuses_those_still_waiting_when_time_is_over)
{
	struct http_options options = server_options();
	struct stopping stopping = { .seconds = 0 };
	struct client clients[6];
	unsigned answered = 0, refused = 0;
	struct server server;
	pthread_t thread;

	server_start(&server, &options);
	for (size_t i = 0; i < 6; i++) {
		client_open(&clients[i], &server);
		client_send(&clients[i], span_of(SLOW));
	}
	gate_wait(&server.gate, 2);
	while (server.counters.slow_waiting < 4)
		poll(NULL, 0, 1);
	stopping.server = &server;
	pthread_create(&thread, NULL, stop, &stopping);
	poll(NULL, 0, 50); /* it is now waiting for the two that run */
	gate_open(&server.gate);
	for (size_t i = 0; i < 6; i++) {
		struct reply reply;

		cr_assert(client_read(&clients[i], false, &reply), "%zu", i);
		answered += reply.status == 200;
		refused += reply.status == 503;
		reply_release(&reply);
		client_close(&clients[i]);
	}
	pthread_join(thread, NULL);
	cr_expect_eq(answered, 2);
	cr_expect_eq(refused, 4);
	cr_expect(!stopping.clean);
	cr_expect_eq(server.counters.completed, 6);
}

Test(stop, closes_idle_connections_at_once)
{
	struct http_options options = server_options();
	long long start;
	struct client idle;
	struct server server;

	server_start(&server, &options);
	client_open(&idle, &server);
	while (server.counters.connections < 1)
		poll(NULL, 0, 1);
	start = now_ms();
	server_stop(&server);
	cr_expect(now_ms() - start < 2000);
	cr_expect(client_ends(&idle, SOON));
	client_close(&idle);
}

/* ---- the start ---- */

static const struct route no_routes[] = { { 0 } };

Test(start, says_which_address_is_in_use)
{
	struct http_options options = server_options();
	struct http_counters counters = { 0 };
	struct error err = { 0 };
	struct server server;
	struct http *http = NULL;
	char port[16];

	server_start(&server, &options);
	options.port = (unsigned)strtoul(
		strrchr(http_address(server.http), ':') + 1, NULL, 10);
	snprintf(port, sizeof(port), "port %u", options.port);
	cr_expect_eq(
		http_start(&options, no_routes, NULL, &counters, &http, &err),
		STATUS_CONFIG);
	cr_expect(strstr(err.detail, "127.0.0.1") && strstr(err.detail, port) &&
			  strstr(err.detail, "Address already in use"),
		  "%s", err.detail);
	cr_expect_null(http);
	server_stop(&server);
}

Test(start, refuses_what_is_no_address)
{
	static const char *const wrong[] = { "localhost", "", "1.2.3",
					     "192.0.2.1" };

	for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
		struct http_options options = server_options();
		struct http_counters counters = { 0 };
		struct error err = { 0 };
		struct http *http = NULL;

		options.address = wrong[i];
		cr_expect_eq(http_start(&options, no_routes, NULL, &counters,
					&http, &err),
			     STATUS_CONFIG, "%s", wrong[i]);
		cr_expect(strstr(err.detail, wrong[i]));
	}
}

Test(start, listens_on_every_address)
{
	struct http_options options = server_options();
	struct server server;
	struct reply reply;

	options.address = "*";
	options.threads = 1;
	options.connections_per_ip = 8;
	server_start(&server, &options);
	reply = ask(&server, "GET /echo/a HTTP/1.1");
	cr_expect_eq(reply.status, 200);
	reply_release(&reply);
	server_stop(&server);
}
