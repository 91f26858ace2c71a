/* SPDX-License-Identifier: MIT */
/* The end of a server while handlers wait. */
#include <criterion/criterion.h>
#include <poll.h>
#include <pthread.h>

#include "board.h"
#include "paperd/scoped.h"

/* One a process: Criterion runs each test in its own. */
static struct board board;
static struct server server;

struct stopping {
	unsigned seconds;
	void (*give_up)(void *context);
	bool clean;
};

static void *stop_it(void *context)
{
	struct stopping *stopping = context;

	stopping->clean = http_stop(server.http, stopping->seconds,
				    stopping->give_up, &board);
	return NULL;
}

/* Reads the answers of all; how many of them are 503. */
static unsigned read_all(struct client *clients, size_t count)
{
	unsigned refused = 0;

	for (size_t i = 0; i < count; i++) {
		struct reply reply;

		cr_assert(client_read(&clients[i], false, &reply), "%zu", i);
		cr_expect(reply.status == 200 || reply.status == 503, "%d",
			  reply.status);
		refused += reply.status == 503;
		reply_release(&reply);
		client_close(&clients[i]);
	}
	return refused;
}

/* Who waits on the event loop is always answered by its handler; who needs a
 * worker once more may be refused. */
Test(wait_stop, gives_up_waits_when_time_is_over)
{
	struct http_options options = server_options();
	struct client clients[40];

	options.queue = 40;
	board_start(&board, &server, &options);
	board_ask_all(clients, 20, &server, "/wait/a");
	board_ask_all(clients + 20, 10, &server, "/work/a");
	board_ask_all(clients + 30, 10, &server, "/wait/a?slow=1");
	board_await(&board, 40);
	cr_expect(!http_stop(server.http, 0, board_give_up, &board));
	cr_expect_eq(board.given_up, 1);
	cr_expect_eq(read_all(clients, 20), 0);
	read_all(clients + 20, 20);
	board_expect_empty(&board, &server);
}

static const struct stop_row {
	const char *name;
	struct stopping stopping;
	int ms; /* from the beginning of the end to the wake */
	bool clean;
} stop_rows[] = {
	{ "in time", { 30, board_give_up }, 50, true },
	{ "in time, with nobody to give up", { 30, NULL }, 50, true },
	/* longer than answers may take to go out at the very end */
	{ "late, with nobody to give up", { 0, NULL }, 2500, false },
};

static void check_stop(const struct stop_row *row)
{
	struct http_options options = server_options();
	struct stopping stopping = row->stopping;
	struct client clients[2];
	pthread_t thread;

	board_start(&board, &server, &options);
	board_ask_all(clients, 1, &server, "/wait/a");
	board_ask_all(clients + 1, 1, &server, "/work/a");
	board_await(&board, 2);
	pthread_create(&thread, NULL, stop_it, &stopping);
	poll(NULL, 0, row->ms);
	cr_expect_eq(server.counters.waiting, 2, "%s", row->name);
	board_wake(&board);
	read_all(clients, 2);
	pthread_join(thread, NULL);
	cr_expect_eq(stopping.clean, row->clean, "%s", row->name);
	board_expect_empty(&board, &server);
}

Test(wait_stop, waits_for_every_wait)
{
	for (size_t i = 0; i < ARRAY_COUNT(stop_rows); i++)
		check_stop(&stop_rows[i]);
}

/* A handler that was running when time was over and only then wants to wait. */
Test(wait_stop, lets_no_wait_begin)
{
	struct http_options options = server_options();
	struct stopping stopping = { 0, board_give_up, true };
	struct client client;
	pthread_t thread;

	board_start(&board, &server, &options);
	board_ask_all(&client, 1, &server, "/work/a?gate=1");
	board_await_gate(&board);
	pthread_create(&thread, NULL, stop_it, &stopping);
	board_await_give_up(&board);
	board_open(&board);
	cr_expect_eq(read_all(&client, 1), 1);
	pthread_join(thread, NULL);
	cr_expect_eq(board.made, 1);
	cr_expect_eq(board.started, 0);
	board_expect_empty(&board, &server);
}
