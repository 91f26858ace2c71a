/* SPDX-License-Identifier: MIT */
#include "board.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

struct held {
	struct board *board;
	struct waker *waker;
	struct held *next;
	struct span by;
};

struct app {
	struct board *board;
};

/* ---- the board ---- */

static void *wake_it(void *context)
{
	struct waker *waker = context;

	waker->wake(waker);
	return NULL;
}

static void wake_on_thread(struct waker *waker)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, wake_it, waker) != 0)
		abort();
	pthread_detach(thread);
}

/* True when the test is to wake it. */
static bool hold(struct held *held)
{
	struct board *board = held->board;
	bool holds;

	pthread_mutex_lock(&board->mutex);
	board->started++;
	holds = !held->by.at && !board->given_up;
	if (holds) {
		held->next = board->first;
		board->first = held;
		board->held++;
	}
	pthread_cond_broadcast(&board->changed);
	pthread_mutex_unlock(&board->mutex);
	return holds;
}

static void held_start(void *context, struct waker *waker)
{
	struct held *held = context;

	held->waker = waker;
	if (hold(held))
		return;
	if (span_is(held->by, "thread"))
		wake_on_thread(waker);
	else
		waker->wake(waker);
	/* it is still there, however long ago the wake was */
	cr_assert_eq(held->waker, waker);
}

static void held_release(void *context)
{
	struct held *held = context;
	struct board *board = held->board;

	pthread_mutex_lock(&board->mutex);
	board->released++;
	pthread_mutex_unlock(&board->mutex);
	free(held);
}

/* Waits until so many waits were held. */
void board_await(struct board *board, unsigned held)
{
	pthread_mutex_lock(&board->mutex);
	while (board->held < held)
		pthread_cond_wait(&board->changed, &board->mutex);
	pthread_mutex_unlock(&board->mutex);
}

void board_wake(struct board *board)
{
	struct held *next;

	pthread_mutex_lock(&board->mutex);
	next = board->first;
	board->first = NULL;
	pthread_mutex_unlock(&board->mutex);
	while (next) {
		struct held *held = next;

		next = held->next;
		held->waker->wake(held->waker); /* from here on it is gone */
	}
}

void board_give_up(void *context)
{
	struct board *board = context;

	pthread_mutex_lock(&board->mutex);
	board->given_up++;
	pthread_cond_broadcast(&board->changed);
	pthread_mutex_unlock(&board->mutex);
	board_wake(board);
}

void board_await_give_up(struct board *board)
{
	pthread_mutex_lock(&board->mutex);
	while (!board->given_up)
		pthread_cond_wait(&board->changed, &board->mutex);
	pthread_mutex_unlock(&board->mutex);
}

static void board_pass(struct board *board)
{
	pthread_mutex_lock(&board->mutex);
	board->entered++;
	pthread_cond_broadcast(&board->changed);
	while (!board->open)
		pthread_cond_wait(&board->changed, &board->mutex);
	pthread_mutex_unlock(&board->mutex);
}

/* Waits until a handler stands at the gate. */
void board_await_gate(struct board *board)
{
	pthread_mutex_lock(&board->mutex);
	while (!board->entered)
		pthread_cond_wait(&board->changed, &board->mutex);
	pthread_mutex_unlock(&board->mutex);
}

void board_open(struct board *board)
{
	pthread_mutex_lock(&board->mutex);
	board->open = true;
	pthread_cond_broadcast(&board->changed);
	pthread_mutex_unlock(&board->mutex);
}

/* ---- handlers ---- */

static struct span by_of(const struct request *req)
{
	struct span by = request_param(req, "by");
	static const char *const kinds[] = { "self", "thread" };

	for (size_t i = 0; i < 2; i++)
		if (span_is(by, kinds[i]))
			return span_of(kinds[i]);
	return (struct span){ 0 };
}

/* What else is put in the response is to be dropped, not sent. */
static enum status put_off(const struct app *app, const struct request *req,
			   struct response *res, struct error *err)
{
	struct held *held = calloc(1, sizeof(*held));

	if (!held)
		return error_set(err, STATUS_NO_MEMORY, "held");
	held->board = app->board;
	held->by = by_of(req);
	res->wait = (struct response_wait){ held_start, held_release, held };
	res->body = buf_init(100);
	buf_add_text(&res->body, "early");
	pthread_mutex_lock(&app->board->mutex);
	app->board->made++;
	pthread_mutex_unlock(&app->board->mutex);
	return response_header(res, err, "X-Early", "yes");
}

static void line(struct buf *out, const char *name, struct span value)
{
	buf_add_format(out, "%s=", name);
	buf_add_span(out, value);
	buf_add_char(out, ' ');
}

static enum status first_run(const struct app *app, const struct request *req,
			     struct response *res, struct error *err)
{
	if (request_param(req, "gate").at)
		board_pass(app->board);
	if (put_off(app, req, res, err) != STATUS_OK)
		return err->status;
	if (request_param(req, "error").at)
		return error_set(err, STATUS_NOT_FOUND, "no wait is needed");
	return STATUS_OK;
}

static enum status held(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	const struct held *waited = req->waited;
	struct buf *out = &res->body;

	if (!waited)
		return first_run(app, req, res, err);
	cr_assert_eq(waited->board, app->board);
	if (request_param(req, "again").at)
		return put_off(app, req, res, err);
	if (request_param(req, "fails").at)
		return error_set(err, STATUS_UPSTREAM, "it is down");
	*out = buf_init(70000);
	line(out, "name", req->args[0]);
	line(out, "by", request_param(req, "by"));
	line(out, "x-test", request_header(req, "x-test"));
	line(out, "body", req->body);
	return response_header(res, err, "X-Late", "yes");
}

static enum status now(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	res->body = buf_init(10);
	buf_add_text(&res->body, "now");
	return STATUS_OK;
}

static const struct param params[] = {
	{ "by", "string", "" },
	{ "slow", "string", "", .slow = true },
	{ "again", "string", "" },
	{ "fails", "string", "" },
	{ "error", "string", "" },
	{ "gate", "string", "" },
	{ 0 },
};

static const struct route routes[] = {
	{ "GET", "/wait/{name}", held, 0, params },
	{ "POST", "/wait/{name}", held, ROUTE_BODY, params },
	{ "GET", "/work/{name}", held, ROUTE_SLOW, params },
	{ "GET", "/now", now, 0, NULL },
	{ 0 },
};

/* ---- life ---- */

/* One a process: Criterion runs each test in its own. */
static struct app app;

void board_start(struct board *board, struct server *server,
		 const struct http_options *options)
{
	struct error err = { 0 };

	*board = (struct board){ 0 };
	*server = (struct server){ 0 };
	pthread_mutex_init(&board->mutex, NULL);
	pthread_cond_init(&board->changed, NULL);
	app.board = board;
	cr_assert_eq(http_start(options, routes, &app, &server->counters,
				&server->http, &err),
		     STATUS_OK, "%s", err.detail);
}

void board_expect_empty(const struct board *board, const struct server *server)
{
	cr_expect_eq(server->counters.waiting, 0);
	cr_expect_eq(server->counters.connections, 0);
	cr_expect_eq(server->counters.requests, server->counters.completed);
	cr_expect_eq(board->released, board->made, "%u of %u waits released",
		     board->released, board->made);
	cr_expect_null(board->first);
}

void board_ask(struct client *client, const char *method, const char *target)
{
	char text[300];
	bool post = strcmp(method, "POST") == 0;

	snprintf(text, sizeof(text),
		 "%s %s HTTP/1.1\r\nHost: x\r\nX-Test: t\r\n%s", method, target,
		 post ? "Content-Length: 4\r\n\r\nbody" : "\r\n");
	client_send(client, span_of(text));
}

void board_ask_all(struct client *clients, size_t count,
		   const struct server *server, const char *target)
{
	for (size_t i = 0; i < count; i++) {
		client_open(&clients[i], server);
		board_ask(&clients[i], "GET", target);
	}
}
