/* SPDX-License-Identifier: MIT */
/*
 * A client that asks a daemon of this machine one thing after the other over
 * one connection, and says how long each answer took.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <unistd.h>

#include "search.h"

#include "paperd/buf.h"

#define ANSWER_MAX  ((size_t)64 << 20)
#define TARGETS_MAX 10000

static int connect_to(const char *port)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)strtoul(port, NULL, 10)),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int on = 1, wire = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	setsockopt(wire, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (connect(wire, (struct sockaddr *)&to, sizeof(to)) != 0)
		die("nothing listens at port %s", port);
	return wire;
}

/* Bytes of the whole answer, 0: its head is not complete yet. */
static size_t answer_length(const struct buf *answer)
{
	const char *head = buf_text(answer);
	const char *end = memmem(head, answer->len, "\r\n\r\n", 4);
	const char *length;

	if (!end)
		return 0;
	length = strcasestr(head, "\r\nContent-Length: ");
	if (!length || length > end)
		die("an answer without Content-Length");
	return (size_t)(end - head) + 4 + strtoul(length + 18, NULL, 10);
}

static void answer_read(int wire, struct buf *answer)
{
	char piece[65536];
	size_t whole = 0;

	buf_clear(answer);
	while (!whole || answer->len < whole) {
		ssize_t count = read(wire, piece, sizeof(piece));

		if (count <= 0)
			die("the connection ended");
		buf_add(answer, piece, (size_t)count);
		whole = whole ? whole : answer_length(answer);
	}
}

/* Prints the status and the microseconds. */
static void ask(int wire, const char *target, struct buf *answer)
{
	char request[16384];
	double start = now_us();
	int len = snprintf(request, sizeof(request),
			   "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n",
			   target);

	if (write(wire, request, (size_t)len) != len)
		die("the connection ended");
	answer_read(wire, answer);
	printf("%.3s\t%.1f\n", buf_text(answer) + 9, now_us() - start);
}

static size_t targets_read(const char *path, char **ret)
{
	SCOPED(file_close) FILE *file = file_open(path, "r");
	const char *line;
	size_t count = 0;

	while (count < TARGETS_MAX && (line = line_next(file)))
		ret[count++] = strdup(line);
	return count;
}

void wire_command(char **words)
{
	static char *targets[TARGETS_MAX];
	SCOPED(buf_release) struct buf answer = buf_init(ANSWER_MAX);
	size_t count = targets_read(words[3], targets);
	unsigned long rounds = strtoul(words[2], NULL, 10);
	int wire = connect_to(words[1]);

	for (unsigned long round = 0; round < rounds; round++)
		for (size_t i = 0; i < count; i++)
			ask(wire, targets[i], &answer);
	close(wire);
	for (size_t i = 0; i < count; i++)
		free(targets[i]);
}
