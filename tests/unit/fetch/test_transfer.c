/* SPDX-License-Identifier: MIT */
/* What comes back: answers, and all that is too much or too slow. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "client.h"
#include "paperd/scoped.h"

#define OK     "HTTP/1.1 200 OK\r\n"
#define LENGTH "Content-Length: "
#define MIB    (1 << 20)

/* ---- what a site does after the text of its page ---- */

static bool closes(int *fd)
{
	return false;
}

/* For ever, until the other side has enough. */
static bool repeats(int fd, const char *text)
{
	while (site_send(fd, text, strlen(text)))
		;
	return false;
}

static bool chunks(int *fd)
{
	return repeats(*fd, "10\r\n0123456789abcdef\r\n");
}

static bool headers(int *fd)
{
	return repeats(*fd, "X-More: and more\r\n");
}

static bool continues(int *fd)
{
	return repeats(*fd, "HTTP/1.1 100 Continue\r\n\r\n");
}

static bool letters(int *fd)
{
	return repeats(*fd, "aaaaaaaaaaaaaaaa");
}

/* Letters of a header line, then its end. */
static bool long_line(int *fd)
{
	char line[CLIENT_HEADER_MAX];

	memset(line, 'a', sizeof(line));
	return site_send(*fd, line, sizeof(line)) &&
	       site_send(*fd, "\r\n\r\n", 4);
}

static bool stalls(int *fd)
{
	return !site_gone(*fd, -1);
}

/* 20 bytes a second. */
static bool drips(int *fd)
{
	while (site_send(*fd, "a", 1) && !site_gone(*fd, 50))
		;
	return false;
}

/* 1,000 bytes a second: slow, yet not to be called so. */
static bool trickles(int *fd)
{
	while (site_send(*fd, "0123456789abcdefghijklmnopqrstuvwxyz_1234567890",
			 47) &&
	       !site_gone(*fd, 47))
		;
	return false;
}

static bool resets(int *fd)
{
	struct linger none = { .l_onoff = 1 };

	setsockopt(*fd, SOL_SOCKET, SO_LINGER, &none, sizeof(none));
	close(*fd);
	*fd = -1;
	return false;
}

/* Zeros, packed so many times; the length is the connection's. */
static bool bombs(int fd, size_t size, int times)
{
	unsigned char *bytes = calloc(1, size);

	while (times--) {
		z_stream zip = { 0 };
		uLong room = compressBound(size) + 64;
		unsigned char *packed = malloc(room);

		deflateInit2(&zip, 9, Z_DEFLATED, 15 + 16, 9,
			     Z_DEFAULT_STRATEGY);
		zip.next_in = bytes;
		zip.avail_in = (uInt)size;
		zip.next_out = packed;
		zip.avail_out = (uInt)room;
		deflate(&zip, Z_FINISH);
		size = zip.total_out;
		deflateEnd(&zip);
		free(bytes);
		bytes = packed;
	}
	site_send(fd, bytes, size);
	free(bytes);
	return false;
}

static bool small_gzip(int *fd)
{
	return bombs(*fd, 5000, 1);
}

static bool big_gzip(int *fd)
{
	return bombs(*fd, 16 * MIB, 1);
}

static bool gzip_in_gzip(int *fd)
{
	return bombs(*fd, 5000, 2);
}

/* ---- pages, and how asking for each must end ---- */

#define GZIP     OK "Connection: close\r\nContent-Encoding: gzip\r\n\r\n"
#define REDIRECT "HTTP/1.1 302 Found\r\nLocation: /ok\r\n"
#define CHUNKED  "Transfer-Encoding: chunked\r\n"

static const struct page pages[] = {
	{ "/ok", OK LENGTH "2\r\n\r\nok" },
	{ "/empty", "HTTP/1.1 204 No Content\r\n\r\n" },
	{ "/same", "HTTP/1.1 304 Not Modified\r\n\r\n" },
	{ "/absent", "HTTP/1.1 404 Not Found\r\n" LENGTH "4\r\n\r\ngone" },
	{ "/busy", "HTTP/1.1 503 Busy\r\n" LENGTH "0\r\n\r\n" },
	{ "/choices", "HTTP/1.1 300 Choose\r\n" LENGTH "3\r\n\r\na/b" },
	{ "/auth", "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic\r\n" LENGTH
		   "0\r\n\r\n" },
	{ "/old", "HTTP/1.0 200 OK\r\n\r\nold", closes },
	{ "/chunked", OK CHUNKED "\r\n2\r\nok\r\n0\r\n\r\n" },
	{ "/gzip", GZIP, small_gzip },
	{ "/hints", "HTTP/1.1 103 Hints\r\n\r\n" OK LENGTH "2\r\n\r\nok" },
	{ "/hop",
	  "HTTP/1.1 302 Found\r\nLocation: ok\r\n" LENGTH "3\r\n\r\nhop" },
	{ "/gzip-hop", "HTTP/1.1 302 Found\r\nLocation: /gzip\r\n"
		       "Content-Encoding: gzip\r\n" LENGTH "0\r\n\r\n" },
	{ "/declared", OK LENGTH "65537\r\n\r\n", stalls },
	{ "/chunks", OK CHUNKED "\r\n", chunks },
	{ "/close-delimited", OK "\r\n", letters },
	{ "/redirect-body", REDIRECT CHUNKED "\r\n", chunks },
	{ "/bomb", GZIP, big_gzip },
	{ "/layers",
	  OK "Connection: close\r\nContent-Encoding: gzip, gzip\r\n\r\n",
	  gzip_in_gzip },
	{ "/layers-apart",
	  OK "Connection: close\r\nContent-Encoding: gzip\r\n"
	     "content-encoding: GZIP\r\n\r\n",
	  gzip_in_gzip },
	{ "/layers-early",
	  "HTTP/1.1 103 Hints\r\nContent-Encoding: gzip\r\n\r\n" GZIP,
	  gzip_in_gzip },
	{ "/layers-transfer",
	  OK "Connection: close\r\nTransfer-Encoding: gzip\r\n"
	     "Content-Encoding: gzip\r\n\r\n",
	  gzip_in_gzip },
	{ "/not-gzip", OK "Content-Encoding: gzip\r\n" LENGTH "4\r\n\r\nabcd" },
	{ "/headers", OK, headers },
	{ "/continues", "HTTP/1.1 100 Continue\r\n\r\n", continues },
	{ "/long-header", OK "X-Long: ", long_line },
	{ "/giant-header", OK "X-Giant: ", letters },
	{ "/trailers", OK CHUNKED "\r\n2\r\nok\r\n0\r\n", headers },
	{ "/stall-at-once", "", stalls },
	{ "/stall-in-head", OK "X-Half: ", stalls },
	{ "/stall", OK LENGTH "100\r\n\r\n", stalls },
	{ "/drip", OK LENGTH "60000\r\n\r\n", drips },
	{ "/drip-head", OK "X-Drip: ", drips },
	{ "/trickle", OK LENGTH "60000\r\n\r\n", trickles },
	{ "/reset", OK LENGTH "100\r\n\r\nhalf", resets },
	{ "/reset-at-once", "", resets },
	{ "/short", OK LENGTH "100\r\n\r\nhalf", closes },
	{ "/short-chunk", OK CHUNKED "\r\n10\r\nhalf", closes },
	{ "/bad-chunk", OK CHUNKED "\r\nzz\r\n", closes },
	{ "/nothing", "", closes },
	{ "/garbage", "this is not HTTP at all\n", closes },
	{ "/http09", "<html>old times</html>\n", letters },
	{ "/hop-garbage",
	  "HTTP/1.1 302 Found\r\nLocation: /garbage\r\n" LENGTH "0\r\n\r\n" },
	{ "/status", "HTTP/1.1 nonsense\r\n\r\n", closes },
	{ "/loop",
	  "HTTP/1.1 302 Found\r\nLocation: /loop\r\n" LENGTH "0\r\n\r\n" },
	{ NULL, "HTTP/1.1 404 Not Found\r\n" LENGTH "0\r\n\r\n" },
};

static const struct {
	const char *path;
	enum transfer_end end;
	int status;
	const char *body; /* NULL: not compared */
} rows[] = {
	{ "/ok", TRANSFER_ANSWERED, 200, "ok" },
	{ "/empty", TRANSFER_ANSWERED, 204, "" },
	{ "/same", TRANSFER_ANSWERED, 304, "" },
	{ "/absent", TRANSFER_ANSWERED, 404, "gone" },
	{ "/busy", TRANSFER_ANSWERED, 503, "" },
	{ "/choices", TRANSFER_ANSWERED, 300, "a/b" },
	{ "/auth", TRANSFER_ANSWERED, 401, "" },
	{ "/old", TRANSFER_ANSWERED, 200, "old" },
	{ "/chunked", TRANSFER_ANSWERED, 200, "ok" },
	{ "/gzip", TRANSFER_ANSWERED, 200, NULL },
	{ "/hints", TRANSFER_ANSWERED, 200, "ok" },
	{ "/hop", TRANSFER_ANSWERED, 200, "ok" },
	{ "/gzip-hop", TRANSFER_ANSWERED, 200, NULL },
	{ "/declared", TRANSFER_TOO_LARGE, 200, "" },
	{ "/chunks", TRANSFER_TOO_LARGE, 200, "" },
	{ "/close-delimited", TRANSFER_TOO_LARGE, 200, "" },
	{ "/redirect-body", TRANSFER_TOO_LARGE, 302, "" },
	{ "/bomb", TRANSFER_TOO_LARGE, 200, "" },
	{ "/layers", TRANSFER_FAILED, 200, "" },
	{ "/layers-apart", TRANSFER_FAILED, 200, "" },
	{ "/layers-early", TRANSFER_FAILED, 200, "" },
	{ "/layers-transfer", TRANSFER_FAILED, 200, "" },
	{ "/not-gzip", TRANSFER_FAILED, 200, "" },
	{ "/headers", TRANSFER_TOO_LARGE, 200, "" },
	{ "/continues", TRANSFER_TOO_LARGE, 100, "" },
	{ "/long-header", TRANSFER_TOO_LARGE, 200, "" },
	{ "/giant-header", TRANSFER_TOO_LARGE, 200, "" },
	{ "/trailers", TRANSFER_TOO_LARGE, 200, "" },
	{ "/stall-at-once", TRANSFER_TIMEOUT, 0, "" },
	{ "/stall-in-head", TRANSFER_TIMEOUT, 200, "" },
	{ "/stall", TRANSFER_TIMEOUT, 200, "" },
	{ "/drip", TRANSFER_TIMEOUT, 200, "" },
	{ "/drip-head", TRANSFER_TIMEOUT, 200, "" },
	{ "/reset", TRANSFER_FAILED, 200, "" },
	{ "/reset-at-once", TRANSFER_FAILED, 0, "" },
	{ "/short", TRANSFER_FAILED, 200, "" },
	{ "/short-chunk", TRANSFER_FAILED, 200, "" },
	{ "/bad-chunk", TRANSFER_FAILED, 200, "" },
	{ "/nothing", TRANSFER_FAILED, 0, "" },
	{ "/garbage", TRANSFER_FAILED, 0, "" },
	{ "/http09", TRANSFER_FAILED, 0, "" },
	{ "/hop-garbage", TRANSFER_FAILED, 302, "" },
	{ "/status", TRANSFER_FAILED, 0, "" },
	{ "/loop", TRANSFER_REFUSED, 302, "" },
};

static long long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void expect_ok(struct client *client, const char *after)
{
	SCOPED(transfer_answer_release) struct transfer_answer answer = { 0 };

	client_ask(client, "/ok", &answer);
	cr_expect_eq(answer.end, TRANSFER_ANSWERED, "after %s: %s", after,
		     answer.why);
	cr_expect_str_eq(buf_text(&answer.body), "ok", "after %s", after);
}

/* Each on the handle that all others went through. */
Test(transfer, ends_as_it_must_and_goes_on)
{
	struct client client;

	client_start(&client, pages, NULL);
	client_open(&client);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(transfer_answer_release)
		struct transfer_answer answer = { 0 };
		long long start = milliseconds();

		client_ask(&client, rows[i].path, &answer);
		cr_expect_lt(milliseconds() - start, 4500, "%s", rows[i].path);
		cr_expect_eq(answer.end, rows[i].end, "%s: %d, %s",
			     rows[i].path, answer.end, answer.why);
		cr_expect_eq(answer.status, rows[i].status, "%s: %d",
			     rows[i].path, answer.status);
		cr_expect_eq(answer.why[0] == '\0',
			     answer.end == TRANSFER_ANSWERED, "%s: %s",
			     rows[i].path, answer.why);
		if (rows[i].body)
			cr_expect_str_eq(buf_text(&answer.body), rows[i].body,
					 "%s", rows[i].path);
		expect_ok(&client, rows[i].path);
	}
	client_stop(&client);
}

Test(transfer, hands_over_the_decoded_body)
{
	SCOPED(transfer_answer_release) struct transfer_answer answer = { 0 };
	static const char zeros[5000];
	struct client client;

	client_start(&client, pages, NULL);
	client_open(&client);
	client_ask(&client, "/gzip", &answer);
	cr_expect_eq(answer.body.len, sizeof(zeros));
	cr_expect_arr_eq(answer.body.data, zeros, sizeof(zeros));
	client_stop(&client);
}

/* Not slow, as many bytes as allowed, and yet for ever. */
Test(transfer, ends_when_all_its_time_is_over)
{
	SCOPED(transfer_answer_release) struct transfer_answer answer = { 0 };
	long long start = milliseconds();
	long long took;
	struct client client;

	client_start(&client, pages, NULL);
	client.settings.total_ms = 700;
	client_open(&client);
	client_ask(&client, "/trickle", &answer);
	cr_expect_eq(answer.end, TRANSFER_TIMEOUT, "%s", answer.why);
	took = milliseconds() - start;
	/* libcurl's clock may be some milliseconds ahead */
	cr_expect(took >= 650 && took < 3000, "%lld ms", took);
	client_stop(&client);
}

static const struct page valued[] = {
	{ "/all", OK "Content-Type: application/json; charset=x\r\n"
		     "etag: W/\"1\"\r\n"
		     "Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
		     "RETRY-AFTER: 120\r\nX-Rate-Limit-Limit: 50\r\n"
		     "x-rate-limit-interval: 1s\r\n"
		     "x-concurrency-limit:   3  \r\n" LENGTH "0\r\n\r\n" },
	{ "/control", OK "ETag: \"a\x01\"\r\n" LENGTH "0\r\n\r\n" },
	{ "/first",
	  "HTTP/1.1 302 Found\r\nLocation: /second#part\r\n"
	  "ETag: \"first\"\r\nRetry-After: 9\r\n" LENGTH "0\r\n\r\n" },
	{ "/second", OK LENGTH "0\r\n\r\n" },
	{ NULL, "" },
};

Test(transfer, tells_the_headers_of_the_answer)
{
	SCOPED(transfer_answer_release) struct transfer_answer answer = { 0 };
	struct client client;

	client_start(&client, valued, NULL);
	client_open(&client);
	client_ask(&client, "/all", &answer);
	cr_expect_str_eq(answer.type, "application/json; charset=x");
	cr_expect_str_eq(answer.etag, "W/\"1\"");
	cr_expect_str_eq(answer.modified, "Thu, 01 Jan 1970 00:00:00 GMT");
	cr_expect_str_eq(answer.retry_after, "120");
	cr_expect_str_eq(answer.rate_limit, "50");
	cr_expect_str_eq(answer.rate_interval, "1s");
	cr_expect_str_eq(answer.concurrency, "3");
	client_stop(&client);
}

Test(transfer, tells_no_header_with_a_control_byte)
{
	SCOPED(transfer_answer_release) struct transfer_answer answer = { 0 };
	struct client client;

	client_start(&client, valued, NULL);
	client_open(&client);
	client_ask(&client, "/control", &answer);
	cr_expect_eq(answer.end, TRANSFER_ANSWERED, "%s", answer.why);
	cr_expect_null(answer.etag);
	client_stop(&client);
}

Test(transfer, tells_of_the_last_answer_alone)
{
	SCOPED(transfer_answer_release) struct transfer_answer answer = { 0 };
	struct client client;
	char url[64];

	client_start(&client, valued, NULL);
	client_open(&client);
	client_ask(&client, "/first", &answer);
	snprintf(url, sizeof(url), "http://127.0.0.1:%u/second",
		 client.site.port);
	cr_expect_str_eq(answer.url, url);
	cr_expect_eq(answer.redirects, 1);
	cr_expect_null(answer.etag);
	cr_expect_null(answer.retry_after);
	client_stop(&client);
}

Test(transfer, sends_no_value_with_a_control_byte)
{
	static const struct transfer_request bad[] = {
		{ .url = "https://a.example/", .accept = "a\r\nX: 1" },
		{ .url = "https://a.example/", .etag = "a\nX: 1" },
		{ .url = "https://a.example/", .modified = "a\x7F" },
	};
	struct client client;

	client_start(&client, pages, NULL);
	client_open(&client);
	for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
		cr_expect_eq(
			transfer_begin(client.transfer, &bad[i], NULL, NULL),
			STATUS_INVALID, "row %zu", i);
	expect_ok(&client, "what was not begun");
	client_stop(&client);
}
