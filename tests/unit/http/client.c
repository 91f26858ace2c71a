/* SPDX-License-Identifier: MIT */
#include "server.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define IN_MAX (64 << 20)

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void reply_release(struct reply *reply)
{
	buf_release(&reply->head);
	buf_release(&reply->body);
	reply->status = 0;
}

void client_open(struct client *client, const struct server *server)
{
	const char *address = http_address(server->http);
	struct sockaddr_in to = { .sin_family = AF_INET };
	const char *port = strrchr(address, ':') + 1;

	*client = (struct client){ .in = buf_init(IN_MAX) };
	to.sin_port = htons((uint16_t)strtoul(port, NULL, 10));
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	client->fd = socket(AF_INET, SOCK_STREAM, 0);
	cr_assert_eq(connect(client->fd, (struct sockaddr *)&to, sizeof(to)), 0,
		     "connect to %s", address);
}

void client_close(struct client *client)
{
	if (client->fd >= 0)
		close(client->fd);
	client->fd = -1;
	buf_release(&client->in);
}

void client_send(struct client *client, struct span bytes)
{
	while (bytes.len) {
		ssize_t sent = send(client->fd, bytes.at, bytes.len,
				    MSG_NOSIGNAL);

		if (sent <= 0)
			return; /* closed by the server: seen when reading */
		bytes = span_slice(bytes, (size_t)sent, bytes.len);
	}
}

/* Receives something.  False at the end and when nothing came until then. */
static bool receive(struct client *client, long long until)
{
	struct pollfd wait = { .fd = client->fd, .events = POLLIN };
	long long left = until - now_ms();
	char piece[65536];
	ssize_t got;

	if (client->closed || left < 0 || poll(&wait, 1, (int)left) <= 0)
		return false;
	got = recv(client->fd, piece, sizeof(piece), 0);
	client->closed = got <= 0;
	if (got > 0)
		buf_add(&client->in, piece, (size_t)got);
	return got > 0;
}

static void take(struct client *client, size_t len, struct buf *ret)
{
	struct buf rest = buf_init(IN_MAX);

	buf_add(ret, buf_text(&client->in), len);
	buf_add(&rest, client->in.data + len, client->in.len - len);
	buf_release(&client->in);
	client->in = rest;
}

/* Reads up to and with a mark.  False when it does not come. */
static bool read_to(struct client *client, const char *mark, struct buf *ret)
{
	long long until = now_ms() + SOON;
	const char *at;

	while (!(at = client->in.len ? memmem(client->in.data, client->in.len,
					      mark, strlen(mark))
				     : NULL))
		if (!receive(client, until))
			return false;
	take(client, (size_t)(at - client->in.data) + strlen(mark), ret);
	return true;
}

static bool read_bytes(struct client *client, size_t len, struct buf *ret)
{
	long long until = now_ms() + SOON;

	while (client->in.len < len)
		if (!receive(client, until))
			return false;
	if (len)
		take(client, len, ret);
	return true;
}

static bool read_chunks(struct client *client, struct buf *ret)
{
	for (;;) {
		struct buf line = buf_init(100), end = buf_init(2);
		size_t size;
		bool whole;

		if (!read_to(client, "\r\n", &line))
			return false;
		size = strtoul(buf_text(&line), NULL, 16);
		whole = read_bytes(client, size, ret) &&
			read_bytes(client, 2, &end);
		buf_release(&line);
		buf_release(&end);
		if (!whole || !size)
			return whole;
	}
}

struct span reply_header(const struct reply *reply, const char *name)
{
	struct span rest = buf_span(&reply->head), line, field;

	while (span_next(&rest, '\n', &line)) {
		struct span value = line;

		if (span_next(&value, ':', &field) && value.at &&
		    span_is_nocase(field, name))
			return span_trim(value);
	}
	return (struct span){ 0 };
}

bool client_read(struct client *client, bool head, struct reply *ret)
{
	struct span length, coding;
	long long len = 0;

	*ret = (struct reply){ .head = buf_init(65536),
			       .body = buf_init(IN_MAX) };
	if (!read_to(client, "\r\n\r\n", &ret->head))
		return false;
	ret->status = (int)strtol(buf_text(&ret->head) + 9, NULL, 10);
	if (head || ret->status == 204 || ret->status == 304)
		return true;
	coding = reply_header(ret, "Transfer-Encoding");
	if (coding.at)
		return read_chunks(client, &ret->body);
	length = reply_header(ret, "Content-Length");
	cr_assert(length.at && text_to_integer(length, &len),
		  "a reply without length: %s", buf_text(&ret->head));
	return read_bytes(client, (size_t)len, &ret->body);
}

bool client_ends(struct client *client, int ms)
{
	long long until = now_ms() + ms;

	while (receive(client, until))
		;
	return client->closed;
}

struct reply ask(const struct server *server, const char *request)
{
	struct client client;
	struct reply reply;

	client_open(&client, server);
	client_send(&client, span_of(request));
	client_send(&client, span_of("\r\nHost: x\r\n\r\n"));
	cr_assert(
		client_read(&client, strncmp(request, "HEAD", 4) == 0, &reply),
		"no reply to %s", request);
	client_close(&client);
	return reply;
}
