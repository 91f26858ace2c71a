/* SPDX-License-Identifier: MIT */
/* Handlers that wait, over real sockets. */
#include <criterion/criterion.h>
#include <time.h>
#include <poll.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "board.h"
#include "paperd/scoped.h"

/* One a process: Criterion runs each test in its own. */
static struct board board;
static struct server server;

static void stop(void)
{
	cr_assert(http_stop(server.http, 10, board_give_up, &board),
		  "something was cut off");
	cr_expect_eq(board.given_up, 1);
	board_expect_empty(&board, &server);
}

/* ---- once ---- */

static const struct once {
	const char *name;
	const char *method;
	const char *target;
	int status;
	const char *body; /* a part of it */
	unsigned started;
} cases[] = {
	{ "on the loop", "GET", "/wait/a", 200, BOARD_SAYS("a", ""), 1 },
	{ "on the loop, woken in start", "GET", "/wait/a?by=self", 200,
	  BOARD_SAYS("a", "self"), 1 },
	{ "on the loop, woken by a thread", "GET", "/wait/a?by=thread", 200,
	  BOARD_SAYS("a", "thread"), 1 },
	{ "slow route", "GET", "/work/b", 200, BOARD_SAYS("b", ""), 1 },
	{ "slow route, woken in start", "GET", "/work/b?by=self", 200,
	  BOARD_SAYS("b", "self"), 1 },
	{ "slow route, woken by a thread", "GET", "/work/b?by=thread", 200,
	  BOARD_SAYS("b", "thread"), 1 },
	{ "slow param", "GET", "/wait/c?slow=1", 200, BOARD_SAYS("c", ""), 1 },
	{ "slow param, woken in start", "GET", "/wait/c?slow=1&by=self", 200,
	  BOARD_SAYS("c", "self"), 1 },
	{ "slow param, woken by a thread", "GET", "/wait/c?slow=1&by=thread",
	  200, BOARD_SAYS("c", "thread"), 1 },
	{ "HEAD", "HEAD", "/wait/a", 200, "", 1 },
	{ "HEAD of a slow route", "HEAD", "/work/a", 200, "", 1 },
	{ "with a body", "POST", "/wait/a", 200, "body=body ", 1 },
	{ "with a body, slow", "POST", "/wait/a?slow=1", 200, "body=body ", 1 },
	{ "fails after it", "GET", "/wait/a?fails=1", 502,
	  "\"detail\":\"it is down\"", 1 },
	{ "fails after it, slow", "GET", "/work/a?fails=1", 502,
	  "\"detail\":\"it is down\"", 1 },
	{ "fails before it", "GET", "/wait/a?error=1&by=self", 404,
	  "no wait is needed", 0 },
	{ "a second time", "GET", "/wait/a?again=1", 500,
	  "Something failed inside", 1 },
	{ "a second time, slow", "GET", "/work/a?again=1", 500,
	  "Something failed inside", 1 },
};

/* True when one waits, within a second: the count of the wait before falls after
 * its answer was sent. */
static bool one_waits(void)
{
	const struct timespec moment = { .tv_nsec = 1000000 };

	for (int i = 0; i < 1000 && server.counters.waiting != 1; i++)
		nanosleep(&moment, NULL);
	return server.counters.waiting == 1;
}

/* Wakes a wait that is for the test to end. */
static void wake_if_held(const struct once *once, struct client *client)
{
	static unsigned held_before;

	if (strstr(once->target, "by="))
		return;
	board_await(&board, ++held_before);
	cr_expect(one_waits(), "%s", once->name);
	cr_expect(!client_ends(client, 0) && !client->in.len,
		  "%s: answered early", once->name);
	board_wake(&board);
}

static void check_once(const struct once *once, const struct reply *reply)
{
	const char *late = once->status == 200 ? "yes" : "";

	cr_expect_eq(reply->status, once->status, "%s: %d", once->name,
		     reply->status);
	cr_expect(strstr(buf_text(&reply->body), once->body), "%s: %s",
		  once->name, buf_text(&reply->body));
	cr_expect(span_is(reply_header(reply, "X-Late"), late), "%s",
		  once->name);
	if (once->status == 200)
		cr_expect_null(reply_header(reply, "X-Early").at, "%s",
			       once->name);
	if (once->status == 502)
		cr_expect(span_is(reply_header(reply, "Retry-After"), "5"));
}

Test(wait, runs_the_handler_again)
{
	struct http_options options = server_options();

	board_start(&board, &server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		bool head = strcmp(cases[i].method, "HEAD") == 0;
		unsigned before = board.started;
		struct client client;
		struct reply reply;

		client_open(&client, &server);
		board_ask(&client, cases[i].method, cases[i].target);
		wake_if_held(&cases[i], &client);
		cr_assert(client_read(&client, head, &reply), "%s",
			  cases[i].name);
		check_once(&cases[i], &reply);
		cr_expect_eq(board.started - before, cases[i].started, "%s",
			     cases[i].name);
		reply_release(&reply);
		client_close(&client);
	}
	stop();
}

/* ---- one after the other, and many at a time ---- */

Test(wait, holds_back_what_is_pipelined_behind_it)
{
	static const struct {
		const char *target, *body;
	} expected[] = {
		{ "/wait/a", BOARD_SAYS("a", "") },
		{ "/now", "now" },
		{ "/work/b?by=thread", BOARD_SAYS("b", "thread") },
		{ "/wait/c?by=self", BOARD_SAYS("c", "self") },
		{ "/now", "now" },
	};
	struct http_options options = server_options();
	struct client client;

	board_start(&board, &server, &options);
	client_open(&client, &server);
	for (size_t i = 0; i < ARRAY_COUNT(expected); i++)
		board_ask(&client, "GET", expected[i].target);
	board_await(&board, 1);
	cr_expect(!client_ends(&client, 50) && !client.in.len);
	cr_expect_eq(server.counters.requests, 1);
	board_wake(&board);
	for (size_t i = 0; i < ARRAY_COUNT(expected); i++) {
		struct reply reply;

		cr_assert(client_read(&client, false, &reply));
		cr_expect_str_eq(buf_text(&reply.body), expected[i].body);
		reply_release(&reply);
	}
	client_close(&client);
	stop();
}

/* Wakes race with the return of start(), on loops and on workers. */
Test(wait, is_woken_by_other_threads_at_any_time)
{
	static const char *const targets[] = {
		"/wait/a?by=thread",
		"/work/a?by=thread",
		"/wait/a?slow=1&by=self",
		"/wait/a?by=self",
	};
	struct http_options options = server_options();
	struct client clients[8];
	enum { ROUNDS = 100 };

	board_start(&board, &server, &options);
	for (size_t i = 0; i < 8; i++) {
		client_open(&clients[i], &server);
		for (size_t n = 0; n < ROUNDS; n++)
			board_ask(&clients[i], "GET", targets[(i + n) % 4]);
	}
	for (size_t i = 0; i < 8; i++) {
		for (size_t n = 0; n < ROUNDS; n++) {
			struct reply reply;

			cr_assert(client_read(&clients[i], false, &reply));
			cr_expect_eq(reply.status, 200);
			reply_release(&reply);
		}
		client_close(&clients[i]);
	}
	cr_expect_eq(board.started, 8 * ROUNDS);
	stop();
}

static void allow_files(rlim_t wanted)
{
	struct rlimit limit;

	cr_assert_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
	if (limit.rlim_cur >= wanted)
		return;
	limit.rlim_cur = wanted;
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &limit), 0,
		     "%lu files cannot be open", (unsigned long)wanted);
}

Test(wait, of_a_thousand_holds_up_nobody)
{
	enum { MANY = 1000, OTHERS = 200 };
	static struct client clients[MANY];
	struct http_options options = server_options();

	allow_files(3 * MANY);
	options.connections = 2 * MANY + 100; /* a loop might get all */
	board_start(&board, &server, &options);
	board_ask_all(clients, MANY, &server, "/wait/a");
	board_await(&board, MANY);
	cr_expect_eq(server.counters.waiting, MANY);
	for (size_t i = 0; i < OTHERS; i++) {
		struct reply reply = ask(&server, "GET /now HTTP/1.1");

		cr_expect_eq(reply.status, 200);
		reply_release(&reply);
	}
	cr_expect_eq(server.counters.waiting, MANY);
	board_wake(&board);
	for (size_t i = 0; i < MANY; i++) {
		struct reply reply;

		cr_assert(client_read(&clients[i], false, &reply), "%zu", i);
		cr_expect_str_eq(buf_text(&reply.body), BOARD_SAYS("a", ""));
		reply_release(&reply);
		client_close(&clients[i]);
	}
	stop();
}

/* A request that is woken must find a place on the pool again. */
Test(wait, is_refused_when_the_workers_are_taken_meanwhile)
{
	struct http_options options = server_options();
	struct client clients[3];
	struct reply reply;

	options.workers = 1;
	options.queue = 1;
	board_start(&board, &server, &options);
	board_ask_all(clients, 1, &server, "/work/a");
	board_await(&board, 1);
	board_ask_all(clients + 1, 1, &server, "/work/b?gate=1&by=self");
	board_await_gate(&board);
	board_ask_all(clients + 2, 1, &server, "/work/c?by=self");
	while (server.counters.slow_waiting < 1)
		poll(NULL, 0, 1);
	board_wake(&board);
	cr_assert(client_read(&clients[0], false, &reply));
	cr_expect_eq(reply.status, 503);
	cr_expect(span_is(reply_header(&reply, "Retry-After"), "1"));
	reply_release(&reply);
	board_open(&board);
	for (size_t i = 1; i < 3; i++) {
		cr_assert(client_read(&clients[i], false, &reply));
		reply_release(&reply);
	}
	for (size_t i = 0; i < 3; i++)
		client_close(&clients[i]);
	stop();
}

/* ---- clients that are slow, or gone ---- */

Test(wait, is_under_no_deadline)
{
	struct http_options options = server_options();
	struct client clients[3];

	options.header_seconds = 1;
	options.body_seconds = 1;
	options.answer_seconds = 1;
	options.idle_seconds = 1;
	board_start(&board, &server, &options);
	board_ask_all(clients, 2, &server, "/wait/a");
	client_open(&clients[2], &server);
	board_ask(&clients[2], "POST", "/wait/a");
	board_await(&board, 3);
	cr_expect(!client_ends(&clients[2], 2500), "cut while it waits");
	board_wake(&board);
	for (size_t i = 0; i < 3; i++) {
		struct reply reply;

		cr_assert(client_read(&clients[i], false, &reply), "%zu", i);
		cr_expect_eq(reply.status, 200);
		reply_release(&reply);
		client_close(&clients[i]);
	}
	cr_expect_eq(server.counters.cut_by_deadline, 0);
	stop();
}

Test(wait, survives_clients_that_go_away)
{
	struct linger at_once = { 1, 0 };
	struct http_options options = server_options();
	struct client clients[16];

	board_start(&board, &server, &options);
	board_ask_all(clients, 8, &server, "/wait/a");
	board_ask_all(clients + 8, 8, &server, "/work/a");
	board_await(&board, 16);
	for (size_t i = 0; i < 16; i++) {
		if (i % 2)
			setsockopt(clients[i].fd, SOL_SOCKET, SO_LINGER,
				   &at_once, sizeof(at_once));
		client_close(&clients[i]);
	}
	board_wake(&board);
	while (server.counters.completed < 16)
		poll(NULL, 0, 1);
	stop();
}
