/* SPDX-License-Identifier: MIT */
/* Raw bytes on a connection: framing, order, limits. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/scoped.h"
#include "server.h"

#define HOST "Host: x\r\n"
#define POST "POST /body HTTP/1.1\r\n" HOST
#define NEXT "GET /echo/smuggled HTTP/1.1\r\n" HOST "\r\n"

/* What is sent, the status of the first reply, and whether the connection
 * ends after it; then nothing else may have been answered. */
struct row {
	const char *name;
	const char *bytes;
	int status;
	bool ends;
};

static const struct row rows[] = {
	{ "plain", "GET /echo/a HTTP/1.1\r\n" HOST "\r\n", 200, false },
	{ "CRLFs in front", "\r\n\r\nGET /echo/a HTTP/1.1\r\n" HOST "\r\n", 200,
	  false },
	{ "HTTP/1.0", "GET /echo/a HTTP/1.0\r\n\r\n", 200, true },
	{ "HTTP/2.0", "GET /echo/a HTTP/2.0\r\n" HOST "\r\n", 505, true },
	{ "asked to close",
	  "GET /echo/a HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n", 200,
	  true },
	{ "no host", "GET /echo/a HTTP/1.1\r\n\r\n", 400, true },
	{ "two hosts", "GET /echo/a HTTP/1.1\r\n" HOST HOST "\r\n", 400, true },
	{ "length", POST "Content-Length: 5\r\n\r\nhello", 200, true },
	{ "length 0", POST "Content-Length: 0\r\n\r\n", 200, false },
	{ "chunked",
	  POST "Transfer-Encoding: chunked\r\n\r\n"
	       "5;x=y\r\nhello\r\n0\r\nX-T: 1\r\n\r\n",
	  200, true },
	{ "length and chunked",
	  POST "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
	       "0\r\n\r\n" NEXT,
	  400, true },
	{ "two lengths",
	  POST "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello" NEXT, 400,
	  true },
	{ "two equal lengths",
	  POST "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello" NEXT, 400,
	  true },
	{ "a list of lengths", POST "Content-Length: 5, 5\r\n\r\nhello" NEXT,
	  400, true },
	{ "length +5", POST "Content-Length: +5\r\n\r\nhello" NEXT, 400, true },
	{ "length -1", POST "Content-Length: -1\r\n\r\nhello" NEXT, 400, true },
	{ "length beyond 64 bit",
	  POST "Content-Length: 99999999999999999999999\r\n\r\nhello" NEXT, 413,
	  true },
	{ "blank before the colon", POST "Content-Length : 5\r\n\r\nhello" NEXT,
	  400, true },
	{ "blank before the colon of a coding",
	  POST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" NEXT, 400, true },
	{ "gzip, chunked",
	  POST
	  "Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" NEXT,
	  501, true },
	{ "identity", POST "Transfer-Encoding: identity\r\n\r\nabc" NEXT, 501,
	  true },
	{ "xchunked", POST "Transfer-Encoding: xchunked\r\n\r\nabc" NEXT, 501,
	  true },
	{ "two codings",
	  POST "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n"
	       "\r\n0\r\n\r\n" NEXT,
	  400, true },
	{ "chunked with HTTP/1.0",
	  "POST /body HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" NEXT,
	  400, true },
	{ "a bad chunk size",
	  POST "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", 400,
	  true },
	{ "a folded length name", POST "Content-Leng: 24\r\n th\r\n\r\n" NEXT,
	  400, true },
	{ "a length on a folded line",
	  POST "Content-Length:\r\n 24\r\n\r\n" NEXT, 400, true },
	{ "GET with a body",
	  "GET /echo/a HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello" NEXT,
	  400, true },
	{ "HEAD with chunks",
	  "HEAD /echo/a HTTP/1.1\r\n" HOST
	  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" NEXT,
	  400, true },
	{ "a body where none is taken",
	  "POST /echo/a HTTP/1.1\r\n" HOST
	  "Content-Length: 5\r\n\r\nhello" NEXT,
	  405, true },
	{ "a control byte in a name",
	  "GET /echo/a HTTP/1.1\r\n" HOST "X\x01"
	  "A: a\r\n\r\n",
	  400, true },
	{ "an empty name, which the library drops",
	  POST ": v\r\nContent-Length: 5\r\n\r\nhello" NEXT, 400, true },
	{ "fields without, with many, with other blanks",
	  "GET /echo/a HTTP/1.1\r\nHost:x\r\nA: \t \t b \r\nC:\r\nD: \r\n\r\n",
	  200, false },
	{ "no field", "GET /echo/a?b=c HTTP/1.0\r\n\r\n", 200, true },
	{ "a control byte in a value",
	  "GET /echo/a HTTP/1.1\r\n" HOST "X-A: a\x01\r\n\r\n", 400, true },
	{ "a media type that is not read",
	  POST "Content-Type: text/xml\r\nContent-Length: 5\r\n\r\nhello" NEXT,
	  415, true },
	{ "a media type with a parameter",
	  POST "Content-Type: application/JSON ; charset=utf-8\r\n"
	       "Content-Length: 2\r\n\r\n{}",
	  200, true },
	{ "a compressed body",
	  POST "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415,
	  true },
	{ "a body too large, by its length",
	  POST "Content-Length: 65537\r\n\r\n" NEXT, 413, true },
	{ "a method with an unread body",
	  "DELETE /echo/a HTTP/1.1\r\n" HOST
	  "Content-Length: 5\r\n\r\nhello" NEXT,
	  405, true },
};

static void check_row(const struct server *server, const struct row *row)
{
	bool head = strncmp(row->bytes, "HEAD", 4) == 0;
	struct client client;
	struct reply reply;

	client_open(&client, server);
	client_send(&client, span_of(row->bytes));
	cr_expect(client_read(&client, head, &reply), "%s: no reply",
		  row->name);
	cr_expect_eq(reply.status, row->status, "%s: %s%s", row->name,
		     buf_text(&reply.head), buf_text(&reply.body));
	if (row->ends) {
		cr_expect(client_ends(&client, SOON), "%s: stays open",
			  row->name);
		cr_expect(!client.in.len ||
				  !strstr(buf_text(&client.in), "smuggled"),
			  "%s: %s", row->name, buf_text(&client.in));
	} else {
		reply_release(&reply);
		client_send(&client, span_of(NEXT));
		cr_expect(client_read(&client, false, &reply),
			  "%s: is not reused", row->name);
	}
	client_close(&client);
	reply_release(&reply);
}

Test(wire, leaves_no_doubt_where_a_request_ends)
{
	struct http_options options = server_options();
	struct server server;

	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		check_row(&server, &rows[i]);
	cr_expect_geq(server.counters.refused_framing, 12);
	server_stop(&server);
}

#define BEGIN "GET /echo/a HTTP/1.1\r\n"

/* What libmicrohttpd takes, and others read as another request. */
Test(wire, refuses_a_header_that_others_may_read_otherwise)
{
	static const struct {
		const char *name;
		struct span bytes;
	} cases[] = {
		{ "bare LFs", SPAN("GET /echo/a HTTP/1.1\nHost: x\n\n" NEXT) },
		{ "LF after the first line",
		  SPAN("GET /echo/a HTTP/1.1\n" HOST "\r\n" NEXT) },
		{ "LF after a field", SPAN(BEGIN "Host: x\n\r\n" NEXT) },
		{ "LF at the end", SPAN(BEGIN HOST "\n" NEXT) },
		{ "LF in a field", SPAN(BEGIN HOST "A: b\nC: d\r\n\r\n" NEXT) },
		{ "a folded line", SPAN(BEGIN HOST "A: b\r\n c\r\n\r\n" NEXT) },
		{ "a folded empty line", SPAN(BEGIN HOST "A: b\r\n \r\n\r\n") },
		{ "a line that begins with NUL",
		  SPAN(BEGIN HOST "\0A: b\r\n" NEXT) },
		{ "NUL in the target",
		  SPAN("GET /echo/a\0b HTTP/1.1\r\n" HOST "\r\n" NEXT) },
		{ "NUL in a value", SPAN(BEGIN HOST "A: b\0c\r\n\r\n" NEXT) },
		{ "NUL at the end of a value",
		  SPAN(BEGIN HOST "A: b\0\r\n\r\n" NEXT) },
		{ "two blanks", SPAN("GET  /echo/a HTTP/1.1\r\n" HOST "\r\n") },
	};
	struct http_options options = server_options();
	struct server server;

	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct client client;
		struct reply reply;

		client_open(&client, &server);
		client_send(&client, cases[i].bytes);
		client_read(&client, false, &reply);
		cr_expect_eq(reply.status, 400, "%s: %s", cases[i].name,
			     buf_text(&reply.head));
		cr_expect(client_ends(&client, SOON), "%s", cases[i].name);
		cr_expect_eq(client.in.len, 0, "%s: %s", cases[i].name,
			     buf_text(&client.in));
		client_close(&client);
		reply_release(&reply);
	}
	server_stop(&server);
}

Test(wire, answers_pipelined_requests_in_order_also_behind_a_slow_one)
{
	static const char *const ids[] = { "=1", "=2", "/nope/3", "=4" };
	struct http_options options = server_options();
	struct client client;
	struct server server;

	server_start(&server, &options);
	client_open(&client, &server);
	client_send(&client, span_of("GET /echo/1 HTTP/1.1\r\n" HOST "\r\n"
				     "GET /slow?a=2 HTTP/1.1\r\n" HOST "\r\n"
				     "GET /nope/3 HTTP/1.1\r\n" HOST "\r\n"
				     "GET /echo/4 HTTP/1.1\r\n" HOST "\r\n"));
	gate_wait(&server.gate, 1);
	gate_open(&server.gate);
	for (size_t i = 0; i < 4; i++) {
		struct reply reply;

		cr_assert(client_read(&client, false, &reply), "reply %zu", i);
		cr_expect_eq(reply.status, i == 2 ? 404 : 200);
		cr_expect(strstr(buf_text(&reply.body), ids[i]));
		reply_release(&reply);
	}
	client_close(&client);
	server_stop(&server);
}

Test(wire, takes_a_request_byte_by_byte)
{
	static const char text[] = POST "Content-Length: 5\r\n\r\nhello";
	struct http_options options = server_options();
	struct client client;
	struct server server;
	struct reply reply;

	server_start(&server, &options);
	client_open(&client, &server);
	for (size_t i = 0; i < sizeof(text) - 1; i++)
		client_send(&client, (struct span){ &text[i], 1 });
	cr_assert(client_read(&client, false, &reply));
	cr_expect_str_eq(buf_text(&reply.body), "hello");
	reply_release(&reply);
	client_close(&client);
	server_stop(&server);
}

Test(wire, refuses_a_long_url_but_not_the_longest)
{
	struct http_options options = server_options();
	struct server server;

	options.url_max = 1000;
	server_start(&server, &options);
	for (size_t len = 999; len <= 1001; len++) {
		SCOPED(buf_release) struct buf request = buf_init(4096);
		struct reply reply;

		buf_add_text(&request, "GET /echo/");
		while (request.len < 4 + len)
			buf_add_char(&request, 'a');
		buf_add_text(&request, " HTTP/1.1");
		reply = ask(&server, buf_text(&request));
		cr_expect_eq(reply.status, len > 1000 ? 414 : 200, "%zu", len);
		reply_release(&reply);
	}
	server_stop(&server);
}

/* Beyond 500 of them libmicrohttpd 0.9.75 does not answer by itself. */
Test(wire, refuses_too_many_parameters_however_many)
{
	static const int counts[] = { 64, 65, 600, 3500 };
	struct http_options options = server_options();
	struct server server;

	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(counts); i++) {
		SCOPED(buf_release) struct buf request = buf_init(16384);
		struct reply reply;

		buf_add_text(&request, "GET /echo/a?a");
		for (int n = 1; n < counts[i]; n++)
			buf_add_text(&request, "&a");
		buf_add_text(&request, " HTTP/1.1");
		reply = ask(&server, buf_text(&request));
		cr_expect_eq(reply.status, 400, "%d", counts[i]);
		cr_expect(strstr(buf_text(&reply.body),
				 counts[i] > 64 ? "more than 64" : "twice"),
			  "%d: %s", counts[i], buf_text(&reply.body));
		reply_release(&reply);
	}
	server_stop(&server);
}

Test(wire, refuses_too_many_headers)
{
	SCOPED(buf_release) struct buf request = buf_init(16384);
	struct http_options options = server_options();
	struct server server;
	struct reply reply;

	server_start(&server, &options);
	buf_add_text(&request, "GET /echo/a HTTP/1.1");
	for (int i = 0; i < 150; i++)
		buf_add_text(&request, "\r\nX: a");
	reply = ask(&server, buf_text(&request));
	cr_expect_eq(reply.status, 400);
	cr_expect(strstr(buf_text(&reply.body), "more than 100 header"));
	reply_release(&reply);
	server_stop(&server);
}

Test(wire, counts_the_bytes_of_a_chunked_body)
{
	static const struct {
		size_t size;
		int status; /* 0: cut off without an answer */
	} cases[] = { { 65536, 200 }, { 65537, 413 }, { 200000, 0 } };
	struct http_options options = server_options();
	struct server server;

	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		SCOPED(buf_release) struct buf request = buf_init(1 << 20);
		struct client client;
		struct reply reply;

		buf_add_format(&request,
			       POST "Transfer-Encoding: chunked\r\n\r\n"
				    "%zx\r\n",
			       cases[i].size);
		for (size_t n = 0; n < cases[i].size; n++)
			buf_add_char(&request, 'a');
		buf_add_text(&request, "\r\n0\r\n\r\n");
		client_open(&client, &server);
		client_send(&client, buf_span(&request));
		client_read(&client, false, &reply);
		cr_expect_eq(reply.status, cases[i].status, "%zu bytes",
			     cases[i].size);
		if (reply.status == 200)
			cr_expect_eq(reply.body.len, cases[i].size);
		cr_expect(client_ends(&client, SOON));
		client_close(&client);
		reply_release(&reply);
	}
	server_stop(&server);
}

Test(wire, refuses_a_large_body_before_it_is_sent)
{
	struct http_options options = server_options();
	struct client client;
	struct server server;
	struct reply reply;

	server_start(&server, &options);
	client_open(&client, &server);
	client_send(&client, span_of(POST "Content-Length: 70000\r\n"
					  "Expect: 100-continue\r\n\r\n"));
	cr_assert(client_read(&client, false, &reply));
	cr_expect_eq(reply.status, 413);
	cr_expect(client_ends(&client, SOON));
	reply_release(&reply);
	client_close(&client);
	server_stop(&server);
}
