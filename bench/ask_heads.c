/* SPDX-License-Identifier: MIT */
/*
 * Asks for headers alone, which wrk cannot: it waits for the body that they
 * announce.
 *
 *	ask_heads PORT CONNECTIONS SECONDS FILE
 *
 * asks 127.0.0.1 for random paths of the file, one a line, with HEAD, and tells
 * as the script of asking.py does: requests, microseconds, refused, broken off,
 * and of the latency in microseconds p50 and p99.
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS_MAX 1024
#define PATHS_MAX       1000000
#define REQUEST_MAX     4096
/* Latencies are counted by the microsecond; the last has all above. */
#define LATENCY_MAX 1000000

struct connection {
	int fd;
	long long asked; /* microseconds */
	size_t len;
	char answer[REQUEST_MAX];
};

struct run {
	struct connection connections[CONNECTIONS_MAX];
	char *paths[PATHS_MAX];
	size_t path_count;
	unsigned random;
	unsigned latency[LATENCY_MAX + 1];
	unsigned long long asked, refused, broken;
};

static long long now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static bool paths_read(struct run *run, const char *name)
{
	FILE *file = fopen(name, "r");
	size_t room = 0;
	char *line = NULL;
	ssize_t len;

	while (file && run->path_count < PATHS_MAX &&
	       (len = getline(&line, &room, file)) > 1) {
		line[len - 1] = '\0';
		run->paths[run->path_count++] = line;
		line = NULL;
		room = 0;
	}
	if (file)
		fclose(file);
	return run->path_count;
}

/* xorshift */
static unsigned random_next(unsigned *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	return *state ^= *state << 5;
}

static bool ask(struct run *run, struct connection *c)
{
	const char *path =
		run->paths[random_next(&run->random) % run->path_count];
	char request[REQUEST_MAX];
	int len = snprintf(request, sizeof(request),
			   "HEAD %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", path);

	c->len = 0;
	c->asked = now_us();
	return len < REQUEST_MAX && send(c->fd, request, (size_t)len, 0) == len;
}

static void count(struct run *run, const struct connection *c)
{
	long long us = now_us() - c->asked;

	run->asked++;
	run->latency[us < LATENCY_MAX ? us : LATENCY_MAX]++;
	if (strncmp(c->answer, "HTTP/1.1 200", 12) != 0)
		run->refused++;
}

/* True when the connection goes on. */
static bool take(struct run *run, struct connection *c)
{
	ssize_t got = recv(c->fd, c->answer + c->len,
			   sizeof(c->answer) - c->len - 1, 0);

	if (got <= 0)
		return false;
	c->len += (size_t)got;
	c->answer[c->len] = '\0';
	if (!strstr(c->answer, "\r\n\r\n"))
		return true;
	count(run, c);
	return ask(run, c);
}

static bool open_all(struct run *run, int epoll, unsigned port, unsigned count)
{
	struct sockaddr_in there = { .sin_family = AF_INET,
				     .sin_port = htons((uint16_t)port),
				     .sin_addr.s_addr = htonl(
					     INADDR_LOOPBACK) };

	for (unsigned i = 0; i < count; i++) {
		struct connection *c = &run->connections[i];
		struct epoll_event event = { EPOLLIN, { .ptr = c } };

		c->fd = socket(AF_INET, SOCK_STREAM, 0);
		if (connect(c->fd, (struct sockaddr *)&there, sizeof(there)) ||
		    epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event) ||
		    !ask(run, c))
			return false;
	}
	return true;
}

static void serve(struct run *run, int epoll, long long until)
{
	struct epoll_event events[64];

	while (now_us() < until) {
		int count = epoll_wait(epoll, events, 64, 100);

		for (int i = 0; i < count; i++) {
			struct connection *c = events[i].data.ptr;

			if (take(run, c))
				continue;
			run->broken++;
			close(c->fd);
		}
	}
}

static unsigned percentile(const struct run *run, unsigned percent)
{
	unsigned long long left = run->asked * percent / 100;
	unsigned us = 0;

	while (us < LATENCY_MAX && left > run->latency[us])
		left -= run->latency[us++];
	return us;
}

int main(int argc, char **argv)
{
	static struct run run = { .random = 7 };
	int epoll = epoll_create1(0);
	unsigned connections;
	long long start;

	if (argc != 5 || !paths_read(&run, argv[4]))
		return 2;
	connections = (unsigned)strtoul(argv[2], NULL, 10);
	if (connections > CONNECTIONS_MAX ||
	    !open_all(&run, epoll, (unsigned)strtoul(argv[1], NULL, 10),
		      connections))
		return 1;
	start = now_us();
	serve(&run, epoll, start + strtol(argv[3], NULL, 10) * 1000000);
	printf("TOLD %llu %lld %llu %llu %u %u\n", run.asked, now_us() - start,
	       run.refused, run.broken, percentile(&run, 50),
	       percentile(&run, 99));
	return 0;
}
