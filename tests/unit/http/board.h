/* SPDX-License-Identifier: MIT */
/*
 * A server whose handlers wait, and the board they wait at.
 *
 *	GET  /wait/{name}   waits once, then says what it was asked
 *	POST /wait/{name}   the same, with a body
 *	GET  /work/{name}   the same, on the worker pool
 *	GET  /now           answers at once
 *
 * Who wakes is said by ?by=: "self" (start() itself), "thread" (a new one, at
 * once), else the test.  ?slow= is a slow parameter; ?again= waits a second
 * time; ?fails= fails after the wait, ?error= before it; ?gate= stands at the
 * gate before it.
 */
#ifndef TEST_HTTP_BOARD_H
#define TEST_HTTP_BOARD_H

#include "server.h"

struct held; /* one wait */

struct board {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	struct held *first; /* started, to be woken by the test */
	unsigned held;      /* of these, so far */
	unsigned made, started, released;
	unsigned entered;  /* handlers at the gate, so far */
	bool open;         /* the gate */
	unsigned given_up; /* calls of board_give_up() */
};

/* Waits until so many waits were held for the test. */
void board_await(struct board *board, unsigned held);
/* Wakes those. */
void board_wake(struct board *board);
/* Wakes those, and from now on all at once; context is the board. */
void board_give_up(void *context);
void board_await_give_up(struct board *board);

/* The gate: waits until a handler stands there; opens it. */
void board_await_gate(struct board *board);
void board_open(struct board *board);

/* Starts a server with an empty board.  One a process at a time. */
void board_start(struct board *board, struct server *server,
		 const struct http_options *options);

/* After the server's end: nothing waits, every wait was released. */
void board_expect_empty(const struct board *board, const struct server *server);

/* Sends a request; a POST has the body "body". */
void board_ask(struct client *client, const char *method, const char *target);

/* Opens so many connections and sends a GET on each. */
void board_ask_all(struct client *clients, size_t count,
		   const struct server *server, const char *target);

/* What a handler says in the end. */
#define BOARD_SAYS(name, by) "name=" name " by=" by " x-test=t body= "

#endif
