/* SPDX-License-Identifier: MIT */
/* Connections beyond the limit. */
#include <criterion/criterion.h>
#include <poll.h>

#include "../../../server/http/socket/seats.h"
#include "server.h"

#define ECHO  "GET /echo/a HTTP/1.1\r\nHost: x\r\n\r\n"
#define SEATS 8

static void expect_answer(struct client *client, int status)
{
	struct reply reply;

	cr_assert(client_read(client, false, &reply), "no answer");
	cr_expect_eq(reply.status, status);
	if (status == 503)
		cr_expect(span_is(reply_header(&reply, "Retry-After"), "1"));
	reply_release(&reply);
}

static void ask_for_echo(struct client *client)
{
	client_send(client, span_of(ECHO));
	expect_answer(client, 200);
}

static void wait_for(const struct server *server, long long connections)
{
	while (server->counters.connections != connections)
		poll(NULL, 0, 1);
}

/* A server of which all seats are taken. */
static void fill(struct server *server, struct client seated[SEATS])
{
	struct http_options options = server_options();

	options.connections = SEATS;
	server_start(server, &options);
	for (size_t i = 0; i < SEATS; i++) {
		client_open(&seated[i], server);
		ask_for_echo(&seated[i]);
	}
}

/* Those seated are served as before. */
static void finish(struct server *server, struct client seated[SEATS])
{
	for (size_t i = 0; i < SEATS; i++) {
		ask_for_echo(&seated[i]);
		client_close(&seated[i]);
	}
	server_stop(server);
}

Test(seats, beyond_the_limit_get_503_until_one_is_free)
{
	struct client seated[SEATS], late;
	struct server server;

	fill(&server, seated);
	client_open(&late, &server);
	client_send(&late, span_of(ECHO));
	expect_answer(&late, 503);
	cr_expect(client_ends(&late, SOON));
	client_close(&late);
	cr_expect_eq(server.counters.busy, 1);
	wait_for(&server, SEATS);

	client_close(&seated[0]);
	wait_for(&server, SEATS - 1);
	client_open(&seated[0], &server);
	ask_for_echo(&seated[0]);
	finish(&server, seated);
}

/* With its own framing judged first, and with a body that is not read. */
Test(seats, beyond_the_limit_are_told_what_is_wrong)
{
	static const struct {
		const char *bytes;
		int status;
	} cases[] = {
		{ "GET /echo/a HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n", 400 },
		{ "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", 404 },
		{ "POST /body HTTP/1.1\r\nHost: x\r\n"
		  "Content-Length: 5\r\n\r\nhello" ECHO,
		  503 },
		{ "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n" ECHO, 503 },
		{ "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 503 },
	};
	struct client seated[SEATS], late;
	struct server server;

	fill(&server, seated);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		client_open(&late, &server);
		client_send(&late, span_of(cases[i].bytes));
		expect_answer(&late, cases[i].status);
		cr_expect(client_ends(&late, SOON), "%zu", i);
		cr_expect_eq(late.in.len, 0, "%zu", i);
		client_close(&late);
	}
	finish(&server, seated);
}

/* When too many do not even ask, any further one is told before it asks, and
 * they are cut. */
Test(seats, beyond_the_limit_cannot_keep_others_from_the_503)
{
	struct client seated[SEATS], silent[SEATS_REFUSED], late;
	struct server server;

	fill(&server, seated);
	for (size_t i = 0; i < SEATS_REFUSED; i++)
		client_open(&silent[i], &server);
	while (server.counters.connections < SEATS + SEATS_REFUSED &&
	       !server.counters.cut_by_deadline)
		poll(NULL, 0, 1);
	if (server.counters.cut_by_deadline)
		cr_skip_test("too slow a machine to open that many in time");
	client_open(&late, &server);
	expect_answer(&late, 503);
	cr_expect(client_ends(&late, SOON));
	client_close(&late);
	for (size_t i = 0; i < SEATS_REFUSED; i++) {
		cr_expect(client_ends(&silent[i], SOON), "%zu stays", i);
		client_close(&silent[i]);
	}
	cr_expect_eq(server.counters.cut_by_deadline, SEATS_REFUSED);
	finish(&server, seated);
}
