/* SPDX-License-Identifier: MIT */
/* Status, headers and bodies of whole answers, over a socket. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <zlib.h>

#include "paperd/digest.h"
#include "paperd/scoped.h"
#include "server.h"

/* One request, and what must be (and, with '!', must not be) in the reply. */
struct row {
	const char *name;
	const char *request;
	int status;
	const char *has[6];
};

static const struct row rows[] = {
	{ "a tagged answer",
	  "GET /item/x HTTP/1.1",
	  200,
	  { "Cache-Control: public, max-age=300\r\n", "\r\nETag: \"",
	    "Access-Control-Allow-Origin: *\r\n", "Vary: Accept-Encoding\r\n",
	    "X-Content-Type-Options: nosniff\r\n",
	    "Content-Type: application/json\r\n" } },
	{ "a handler's header",
	  "GET /item/x HTTP/1.1",
	  200,
	  { "X-Total-Count: 7\r\n", "!X-Request-Id:",
	    "Access-Control-Expose-Headers: ETag, Link, Retry-After, "
	    "X-Total-Count, X-Next-Cursor, X-Sample-Seed, X-Request-Id, X-Rate-Limit-Limit, "
	    "X-Rate-Limit-Interval, X-Concurrency-Limit, X-API-Pool\r\n" } },
	{ "an untagged answer",
	  "GET /plain HTTP/1.1",
	  200,
	  { "Cache-Control: no-cache\r\n", "!ETag:", "a paper on papers, a" } },
	{ "the state of a moment",
	  "GET /now HTTP/1.1",
	  200,
	  { "Cache-Control: no-store\r\n" } },
	{ "varying by Accept",
	  "GET /choice HTTP/1.1\r\nAccept: text/html",
	  200,
	  { "Vary: Accept-Encoding, Accept\r\n",
	    "Content-Type: text/html\r\n" } },
	{ "nothing acceptable",
	  "GET /choice HTTP/1.1\r\nAccept: image/png",
	  406,
	  { "Vary: Accept\r\n", "Cache-Control: no-store\r\n" } },
	{ "a sane request id",
	  "GET /item/x HTTP/1.1\r\nX-Request-Id: a-B.c_1",
	  200,
	  { "X-Request-Id: a-B.c_1\r\n" } },
	{ "an insane request id on success",
	  "GET /item/x HTTP/1.1\r\nX-Request-Id: a b",
	  200,
	  { "!X-Request-Id:" } },
	{ "an insane request id on an error",
	  "GET /nope HTTP/1.1\r\nX-Request-Id: <a>",
	  404,
	  { "\r\nX-Request-Id: ", "!<a>", "\"request_id\":\"" } },
	{ "no route",
	  "GET /nope HTTP/1.1",
	  404,
	  { "Content-Type: application/problem+json\r\n",
	    "{\"type\":\"/problems/no-route\",\"title\":\"No such resource\","
	    "\"status\":404,\"detail\":\"",
	    "\"instance\":\"/nope\"", "Cache-Control: no-store\r\n",
	    "Access-Control-Allow-Origin: *\r\n" } },
	{ "a handler's problem",
	  "GET /fail HTTP/1.1",
	  404,
	  { "\"detail\":\"secret detail\"", ",\"doi\":\"10.1/x\"}" } },
	{ "a fault inside says nothing",
	  "GET /fail?status=internal HTTP/1.1",
	  500,
	  { "\"title\":\"Something failed inside\"", "!secret" } },
	{ "what failed elsewhere is told, and when to ask again",
	  "GET /fail?status=upstream HTTP/1.1",
	  502,
	  { "\"title\":\"The source of the record failed\"",
	    "\"detail\":\"secret detail\"", "\r\nRetry-After: 5\r\n" } },
	{ "what came too late elsewhere is told, and when to ask again",
	  "GET /fail?status=upstream-timeout HTTP/1.1",
	  504,
	  { "did not answer in time\"", "\"detail\":\"secret detail\"",
	    "\r\nRetry-After: 5\r\n" } },
	{ "what is busy",
	  "GET /fail?status=busy HTTP/1.1",
	  503,
	  { "\r\nRetry-After: 1\r\n" } },
	{ "what is busy where 503 is asked again for ever",
	  "GET /fails?status=busy HTTP/1.1",
	  408,
	  { "\"detail\":\"secret detail\"", "!\r\nRetry-After:" } },
	{ "other failures there",
	  "GET /fails?status=upstream HTTP/1.1",
	  502,
	  { "\r\nRetry-After: 5\r\n" } },
	{ "made without some of the memory for it",
	  "GET /plain?refused=1 HTTP/1.1",
	  500,
	  { "\"type\":\"/problems/no-memory\"", "!a paper on papers" } },
	{ "a full disk says nothing",
	  "GET /fail?status=store-full HTTP/1.1",
	  507,
	  { "!secret", "!\r\nRetry-After:" } },
	{ "a header that would split",
	  "GET /header?value=a HTTP/1.1",
	  500,
	  { "!X-Value", "!X-Evil" } },
	{ "another method",
	  "PUT /item/x HTTP/1.1",
	  405,
	  { "Allow: GET, HEAD, OPTIONS\r\n" } },
	{ "a method of POST",
	  "GET /body HTTP/1.1",
	  405,
	  { "Allow: POST, OPTIONS\r\n" } },
	{ "TRACE", "TRACE /item/x HTTP/1.1", 405, { "Allow: GET, HEAD" } },
	{ "CONNECT", "CONNECT a:1 HTTP/1.1", 405, { "Allow: GET, HEAD" } },
	{ "a method for others", "QUERY /item/x HTTP/1.1", 405, { "Allow: " } },
	{ "TRACE with a body",
	  "TRACE /item/x HTTP/1.1\r\nContent-Length: 3",
	  405,
	  { "Allow: GET, HEAD" } },
	{ "GET with a body where there is only POST",
	  "GET /body HTTP/1.1\r\nContent-Length: 3",
	  405,
	  { "Allow: POST, OPTIONS\r\n" } },
	{ "GET with a body",
	  "GET /item/x HTTP/1.1\r\nContent-Length: 3",
	  400,
	  { "/problems/bad-framing", "Connection: close\r\n" } },
	{ "OPTIONS with a body",
	  "OPTIONS /item/x HTTP/1.1\r\nContent-Length: 3",
	  400,
	  { "/problems/bad-framing", "Connection: close\r\n" } },
	{ "an unknown method", "BREW /item/x HTTP/1.1", 501, { "!Allow:" } },
	{ "a method in lower case", "get /item/x HTTP/1.1", 501, { 0 } },
	{ "OPTIONS",
	  "OPTIONS /item/x HTTP/1.1\r\nOrigin: http://a.b",
	  204,
	  { "Allow: GET, HEAD, OPTIONS\r\n",
	    "Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\n",
	    "Access-Control-Allow-Headers: Accept, Content-Type, "
	    "If-None-Match, X-Request-Id, Cache-Control, "
	    "Crossref-Plus-API-Token\r\n",
	    "Access-Control-Max-Age: 86400\r\n",
	    "Access-Control-Allow-Origin: *\r\n", "!Content-Type:" } },
	{ "OPTIONS *",
	  "OPTIONS * HTTP/1.1",
	  204,
	  { "Allow: GET, HEAD, POST, OPTIONS\r\n" } },
	{ "OPTIONS of nothing", "OPTIONS /nope HTTP/1.1", 404, { 0 } },
	{ "absolute-form",
	  "GET http://evil.example/echo/a?a=1 HTTP/1.1",
	  200,
	  { "path=/echo/a\n", "a=1\n" } },
	{ "a plus in path and query",
	  "GET /echo/a+b?a=c+d&b=e%2Bf HTTP/1.1",
	  200,
	  { "arg=a+b\n", "a=c d\n", "b=e+f\n" } },
	{ "an escape is decoded once",
	  "GET /echo/10.1%252Fa%2Fb HTTP/1.1",
	  200,
	  { "arg=10.1%2Fa/b\n" } },
	{ "a NUL in the path",
	  "GET /echo/a%00b HTTP/1.1",
	  400,
	  { "a control character at byte 7 of the path" } },
	{ "a bad escape",
	  "GET /echo/a%zz HTTP/1.1",
	  400,
	  { "a bad percent escape at byte 7 of the path" } },
	{ "invalid UTF-8",
	  "GET /echo/%c3%28 HTTP/1.1",
	  400,
	  { "invalid UTF-8 at byte 6 of the path" } },
	{ "invalid UTF-8 as it is",
	  "GET /echo/\xff HTTP/1.1",
	  400,
	  { "\"instance\":\"/echo/%FF\"" } },
	{ "a control character in a value",
	  "GET /echo/a?a=%01 HTTP/1.1",
	  400,
	  { "a control character at byte 0 of a parameter's value" } },
	{ "an unknown parameter",
	  "GET /echo/a?c=1 HTTP/1.1",
	  400,
	  { "/problems/invalid-parameter",
	    "there is no parameter \\\"c\\\"; known are: a, b" } },
	{ "a parameter where none is known",
	  "GET /now?x HTTP/1.1",
	  400,
	  { "this resource has none" } },
	{ "a repeated parameter",
	  "GET /echo/a?a=1&a=2 HTTP/1.1",
	  400,
	  { "\\\"a\\\" is given twice" } },
	{ "a host as path",
	  "GET //evil.example HTTP/1.1",
	  404,
	  { "\"instance\":\"/evil.example\"" } },
	{ "not a path", "GET nope HTTP/1.1", 400, { "/problems/invalid" } },
	{ "a star to GET", "GET * HTTP/1.1", 400, { "/problems/invalid" } },
};

/* Status line, headers and body as one text. */
static void whole(const struct reply *reply, struct buf *out)
{
	buf_add_span(out, buf_span(&reply->head));
	buf_add_span(out, buf_span(&reply->body));
}

static void check_row(const struct server *server, const struct row *row)
{
	SCOPED(reply_release) struct reply reply = ask(server, row->request);
	SCOPED(buf_release) struct buf text = buf_init(1 << 20);

	whole(&reply, &text);
	cr_expect_eq(reply.status, row->status, "%s: %s", row->name,
		     buf_text(&text));
	for (size_t i = 0; i < ARRAY_COUNT(row->has) && row->has[i]; i++) {
		const char *want = row->has[i];
		bool absent = want[0] == '!';
		bool found = strstr(buf_text(&text), want + absent) != NULL;

		cr_expect_neq(found, absent, "%s: \"%s\" in %s", row->name,
			      want, buf_text(&text));
	}
}

Test(answer, has_the_right_status_headers_and_body)
{
	struct http_options options = server_options();
	struct server server;

	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		check_row(&server, &rows[i]);
	cr_expect_eq(server.counters.requests, ARRAY_COUNT(rows));
	server_stop(&server);
}

Test(answer, is_shared_with_configured_origins_only)
{
	static const char *const origins[] = { "https://a.example",
					       "https://b.example" };
	static const struct {
		const char *request;
		const char *origin;
	} shared[] = {
		{ "GET /item/x HTTP/1.1\r\nOrigin: https://b.example",
		  "https://b.example" },
		{ "GET /nope HTTP/1.1\r\nOrigin: https://a.example",
		  "https://a.example" },
		{ "GET /item/x HTTP/1.1\r\nOrigin: https://c.example", NULL },
		{ "GET /item/x HTTP/1.1\r\nOrigin: null", NULL },
		{ "GET /item/x HTTP/1.1", NULL },
	};
	struct http_options options = server_options();
	struct server server;

	options.origins = origins;
	options.origin_count = 2;
	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(shared); i++) {
		struct reply reply = ask(&server, shared[i].request);
		struct span vary = reply_header(&reply, "Vary");
		struct span origin = reply_header(
			&reply, "Access-Control-Allow-Origin");

		cr_expect(vary.at && memmem(vary.at, vary.len, "Origin", 6),
			  "%s", shared[i].request);
		cr_expect(shared[i].origin ? span_is(origin, shared[i].origin)
					   : !origin.at,
			  "%s", shared[i].request);
		reply_release(&reply);
	}
	server_stop(&server);
}

/* Everything of a head but the date. */
static void head_without_date(const struct reply *reply, struct buf *out)
{
	struct span rest = buf_span(&reply->head), one;

	while (span_next(&rest, '\n', &one))
		if (!span_starts_nocase(one, "Date:"))
			buf_add_span(out, one);
}

Test(answer, to_head_is_that_to_get_without_body)
{
	static const char *const paths[] = {
		"/item/x?size=5000", "/nope",          "/fail?status=internal",
		"/echo/a",           "/stream?size=5", "/packed"
	};
	struct http_options options = server_options();
	struct server server;

	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		SCOPED(buf_release) struct buf a = buf_init(8192);
		SCOPED(buf_release) struct buf b = buf_init(8192);
		SCOPED(buf_release) struct buf request = buf_init(200);
		struct reply get, head;

		buf_add_format(&request, "HEAD %s HTTP/1.1\r\nX-Request-Id: i",
			       paths[i]);
		head = ask(&server, buf_text(&request));
		buf_clear(&request);
		buf_add_format(&request, "GET %s HTTP/1.1\r\nX-Request-Id: i",
			       paths[i]);
		get = ask(&server, buf_text(&request));
		head_without_date(&get, &a);
		head_without_date(&head, &b);
		if (strcmp(paths[i], "/echo/a") == 0) /* names its method */
			cr_expect_eq(get.status, head.status);
		else
			cr_expect_str_eq(buf_text(&a), buf_text(&b), "%s",
					 paths[i]);
		cr_expect(get.body.len > 0);
		reply_release(&get);
		reply_release(&head);
	}
	server_stop(&server);
}

static void tag_of(const struct reply *reply, char out[80])
{
	struct span tag = reply_header(reply, "ETag");

	snprintf(out, 80, "%.*s", (int)tag.len, tag.len ? tag.at : "");
}

/* The tags of a body, plain and gzip. */
static void tags_of(const struct server *server, char tags[2][80])
{
	static const char *const requests[] = {
		"GET /item/x?size=2000 HTTP/1.1",
		"GET /item/x?size=2000 HTTP/1.1\r\nAccept-Encoding: gzip",
	};

	for (size_t i = 0; i < 2; i++) {
		struct reply reply = ask(server, requests[i]);

		tag_of(&reply, tags[i]);
		reply_release(&reply);
	}
}

static void check_304(const struct server *server, const char *request,
		      const char *wanted_tag)
{
	static const char *const headers[][2] = {
		{ "Cache-Control", "public, max-age=300" },
		{ "Vary", "Accept-Encoding" },
		{ "Access-Control-Allow-Origin", "*" },
		{ "X-Total-Count", "7" },
	};
	SCOPED(reply_release) struct reply reply = ask(server, request);
	char tag[80];

	tag_of(&reply, tag);
	cr_expect_eq(reply.status, 304, "%s", request);
	cr_expect_str_eq(tag, wanted_tag, "%s", request);
	cr_expect_null(reply_header(&reply, "Content-Type").at);
	for (size_t i = 0; i < ARRAY_COUNT(headers); i++)
		cr_expect(span_is(reply_header(&reply, headers[i][0]),
				  headers[i][1]),
			  "%s: %s", request, headers[i][0]);
}

Test(answer, is_304_for_either_tag_with_the_headers_of_200)
{
	static const char *const forms[][2] = { { "", "" },
						{ "W/", "" },
						{ "\"a\", ", ", \"b\"" } };
	struct http_options options = server_options();
	struct server server;
	char tags[2][80];

	server_start(&server, &options);
	tags_of(&server, tags);
	cr_expect_str_neq(tags[0], tags[1]);
	for (size_t i = 0; i < 4 * ARRAY_COUNT(forms); i++) {
		SCOPED(buf_release) struct buf request = buf_init(1000);
		bool gzip = i & 2;

		buf_add_format(&request,
			       "GET /item/x?size=2000 HTTP/1.1\r\n"
			       "If-None-Match: %s%s%s%s",
			       forms[i / 4][0], tags[i & 1], forms[i / 4][1],
			       gzip ? "\r\nAccept-Encoding: gzip" : "");
		check_304(&server, buf_text(&request), tags[gzip]);
	}
	check_304(&server, "GET /item/x?size=2000 HTTP/1.1\r\nIf-None-Match: *",
		  tags[0]);
	server_stop(&server);
}

static void unpack(struct span packed, struct buf *out)
{
	z_stream stream = { .next_in = (Bytef *)packed.at,
			    .avail_in = (uInt)packed.len };
	static char room[1 << 20];

	cr_assert_eq(inflateInit2(&stream, 15 + 16), Z_OK);
	stream.next_out = (Bytef *)room;
	stream.avail_out = sizeof(room);
	cr_assert_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
	buf_add(out, room, stream.total_out);
	inflateEnd(&stream);
}

Test(answer, is_gzip_where_it_is_wanted_and_worth_it)
{
	static const struct {
		const char *name;
		const char *path;
		const char *accept;
		bool gzip;
	} cases[] = {
		{ "wanted", "/item/x?size=5000", "gzip, br", true },
		{ "kept", "/item/x?size=5000", "gzip", true },
		{ "by a star", "/item/x?size=5000", "*", true },
		{ "not wanted", "/item/x?size=5000", "br", false },
		{ "refused", "/item/x?size=5000", "gzip;q=0, *", false },
		{ "identity preferred", "/item/x?size=5000",
		  "gzip;q=0.5, identity", false },
		{ "too short", "/item/x?size=859", "gzip", false },
		{ "long enough", "/item/x?size=860", "gzip", true },
		{ "untagged, on the event loop", "/plain?size=50000", "gzip",
		  false },
		{ "untagged, on a worker", "/packed?size=50000", "gzip", true },
		{ "untagged, too short", "/packed?size=5000", "gzip", false },
		{ "streamed", "/stream?size=5000", "gzip", false },
		{ "an error", "/nope", "gzip", false },
	};
	struct http_options options = server_options();
	struct server server;

	server_start(&server, &options);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		SCOPED(buf_release) struct buf text = buf_init(1 << 20);
		SCOPED(buf_release) struct buf request = buf_init(1000);
		struct reply packed, bare;
		struct span tag;

		buf_add_format(&request,
			       "GET %s HTTP/1.1\r\nX-Request-Id: i\r\n"
			       "Accept-Encoding: %s",
			       cases[i].path, cases[i].accept);
		packed = ask(&server, buf_text(&request));
		buf_clear(&request);
		buf_add_format(&request, "GET %s HTTP/1.1\r\nX-Request-Id: i",
			       cases[i].path);
		bare = ask(&server, buf_text(&request));
		cr_expect_eq(span_is(reply_header(&packed, "Content-Encoding"),
				     "gzip"),
			     cases[i].gzip, "%s", cases[i].name);
		tag = reply_header(&packed, "ETag");
		cr_expect(!tag.at ||
				  cases[i].gzip == (memmem(tag.at, tag.len,
							   "-gz\"", 4) != NULL),
			  "%s", cases[i].name);
		if (cases[i].gzip)
			unpack(buf_span(&packed.body), &text);
		else
			buf_add_span(&text, buf_span(&packed.body));
		cr_expect_eq(text.len, bare.body.len, "%s", cases[i].name);
		cr_expect_eq(
			memcmp(buf_text(&text), buf_text(&bare.body), text.len),
			0, "%s", cases[i].name);
		reply_release(&packed);
		reply_release(&bare);
	}
	server_stop(&server);
}

Test(answer, streams_to_the_end_or_breaks_off)
{
	struct http_options options = server_options();
	struct client client;
	struct server server;
	struct reply reply;

	server_start(&server, &options);
	reply = ask(&server, "GET /stream?size=20000 HTTP/1.1");
	cr_expect_eq(reply.body.len, 200000);
	reply_release(&reply);
	client_open(&client, &server);
	client_send(&client, span_of("GET /stream?size=20&break=5 HTTP/1.1\r\n"
				     "Host: x\r\n\r\n"));
	cr_expect(!client_read(&client, false, &reply),
		  "a broken stream looks whole");
	cr_expect(client.closed);
	client_close(&client);
	reply_release(&reply);
	server_stop(&server);
}
