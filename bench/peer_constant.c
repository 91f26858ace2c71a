/* SPDX-License-Identifier: MIT */
/*
 * What libmicrohttpd can do at most: the least of servers, with the settings
 * that paperd gives it, whose every answer is the same one.
 *
 *	peer_constant THREADS BYTES
 *
 * prints its address and serves until it is killed.  The header fields are
 * those of a record.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTES_MAX 65536

static const struct {
	const char *name, *value;
} headers[] = {
	{ "Content-Type", "application/json" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Access-Control-Allow-Origin", "*" },
	{ "Access-Control-Expose-Headers",
	  "ETag, Link, Retry-After, X-Total-Count, X-Next-Cursor, "
	  "X-Sample-Seed, X-Request-Id, X-Rate-Limit-Limit, "
	  "X-Rate-Limit-Interval, X-Concurrency-Limit, X-API-Pool" },
	{ "Vary", "Accept-Encoding, Accept" },
	{ "Cache-Control", "public, max-age=300" },
	{ "ETag", "\"00000000000000000000000000000000\"" },
};

static enum MHD_Result on_request(void *cls, struct MHD_Connection *mhd,
				  const char *url, const char *method,
				  const char *version, const char *upload,
				  size_t *upload_size, void **context)
{
	if (!*context) {
		*context = mhd; /* the header alone: wait for the end */
		return MHD_YES;
	}
	return MHD_queue_response(mhd, MHD_HTTP_OK, cls);
}

static struct MHD_Response *make_response(size_t bytes)
{
	static char body[BYTES_MAX];
	struct MHD_Response *response;

	memset(body, ' ', bytes);
	response = MHD_create_response_from_buffer(bytes, body,
						   MHD_RESPMEM_PERSISTENT);
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		MHD_add_response_header(response, headers[i].name,
					headers[i].value);
	return response;
}

static struct MHD_Daemon *start(unsigned threads, struct MHD_Response *response)
{
	struct sockaddr_in here = { .sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	return MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0,
		NULL, NULL, on_request, response, MHD_OPTION_SOCK_ADDR, &here,
		MHD_OPTION_THREAD_POOL_SIZE, threads > 1 ? threads : 0,
		MHD_OPTION_CONNECTION_TIMEOUT, 15, MHD_OPTION_END);
}

int main(int argc, char **argv)
{
	unsigned threads = argc == 3 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;
	size_t bytes = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
	const union MHD_DaemonInfo *info;
	struct MHD_Daemon *daemon;

	if (!threads || !bytes || bytes > BYTES_MAX) {
		fprintf(stderr, "peer_constant THREADS BYTES (at most %d)\n",
			BYTES_MAX);
		return 2;
	}
	daemon = start(threads, make_response(bytes));
	info = daemon ? MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)
		      : NULL;
	if (!info) {
		fprintf(stderr, "libmicrohttpd did not start\n");
		return 1;
	}
	printf("listening on http://127.0.0.1:%u\n", info->port);
	fflush(stdout);
	for (;;)
		pause();
}
