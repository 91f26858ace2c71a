/* SPDX-License-Identifier: MIT */
/*
 * What comes over a connection, through libmicrohttpd: any bytes, in two
 * pieces.  Every request that began ends, nothing is left of the connection,
 * and where a request had a body no other is answered on its connection: so
 * nobody can hide one request in another.
 */
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "paperd/log.h"

#include "socket/mhd.h"

#define ROOM (1 << 16)

/* Turns of the event loop that a request and its answer take at most. */
#define TURNS 200

struct app {
	bool body;   /* a request of this connection had one */
	bool hidden; /* and one came after it */
};

static struct app app;
static struct http_counters counters;
static struct http http;

static enum status echo(const struct app *given, const struct request *req,
			struct response *res, struct error *err)
{
	(void)given;
	if (app.body)
		app.hidden = true;
	app.body |= req->body.len > 0;
	res->body = buf_init(2 * ROOM);
	buf_add_span(&res->body, req->args[0]);
	buf_add_span(&res->body, req->body);
	return STATUS_OK;
}

static bool stream_next(void *context, struct buf *out)
{
	int *left = context;

	buf_add_text(out, "piece");
	return (*left)-- > 0;
}

static void stream_release(void *context)
{
	free(context);
}

static enum status stream(const struct app *given, const struct request *req,
			  struct response *res, struct error *err)
{
	int *left = malloc(sizeof(*left));

	(void)given;
	if (app.body)
		app.hidden = true;
	if (!left)
		return error_set(err, STATUS_NO_MEMORY, "stream");
	*left = 3;
	res->stream = (struct response_stream){ stream_next, stream_release,
						left };
	return STATUS_OK;
}

static const struct param params[] = { { "a", "string", "" }, { 0 } };

static const struct route routes[] = {
	{ "GET", "/e/{x...}", echo, 0, params },
	{ "POST", "/e/{x...}", echo, ROUTE_BODY, params },
	{ "GET", "/s", stream, 0, NULL },
	{ 0 },
};

static size_t keep_escapes(void *cls, struct MHD_Connection *mhd, char *text)
{
	(void)cls;
	(void)mhd;
	return strlen(text);
}

/* As http_start() does, but for the threads and the listening socket. */
static void serve(void)
{
	signal(SIGPIPE, SIG_IGN);
	log_setup(LOG_ERROR, LOG_TEXT);
	http.service.options.url_max = 2000;
	http.service.options.body_max = 2000;
	http.service.options.cache_control = "no-cache";
	http.service.options.connections = 16;
	REQUIRE(route_table_open(routes, &http.service.routes, NULL) ==
		STATUS_OK);
	http.service.app = &app;
	http.service.counters = &counters;
	REQUIRE(reaper_start(&counters.cut_by_deadline, &http.reaper, NULL) ==
		STATUS_OK);
	http.daemon = MHD_start_daemon(
		MHD_USE_NO_LISTEN_SOCKET | MHD_USE_EPOLL, 0, NULL, NULL,
		on_request, &http, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)32768, MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, NULL,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, &http,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, &http,
		MHD_OPTION_END);
	REQUIRE(http.daemon);
}

/* Turns until there is nothing more to be read. */
static void answer(int fd)
{
	static char out[ROOM];
	int idle = 0;

	for (int turn = 0; turn < TURNS && idle < 3; turn++) {
		MHD_run(http.daemon);
		idle = recv(fd, out, sizeof(out), MSG_DONTWAIT) > 0 ? 0
								    : idle + 1;
	}
}

static void send_all(int fd, const uint8_t *bytes, size_t len)
{
	if (len && send(fd, bytes, len, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
		return; /* it was closed on us */
	answer(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct sockaddr_in from = { .sin_family = AF_INET };
	size_t half = len ? bytes[0] % len : 0;
	int ends[2];

	if (!http.daemon)
		serve();
	app = (struct app){ 0 };
	REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0);
	REQUIRE(MHD_add_connection(http.daemon, ends[1],
				   (struct sockaddr *)&from,
				   sizeof(from)) == MHD_YES);
	send_all(ends[0], bytes, half);
	send_all(ends[0], bytes + half, len - half);
	close(ends[0]);
	for (int i = 0; i < TURNS && counters.connections; i++)
		MHD_run(http.daemon);
	REQUIRE(!counters.connections && !http.active);
	REQUIRE(counters.requests == counters.completed);
	REQUIRE(!app.hidden);
	return 0;
}
