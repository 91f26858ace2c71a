/* SPDX-License-Identifier: MIT */
/*
 * A client that asks for things at a given rate:
 *
 *	bench_paced PORT TARGETS RATE CONNECTIONS SECONDS
 *
 * TARGETS is a file, a target a line, asked for in turn.  A request is sent when
 * it is due, by a connection that is free; while none is, it waits, and that
 * counts.  RATE 0: the next as soon as an answer is there.  Prints the answers
 * a second, how many had another status than 200, and the 50th, 95th and 99th
 * percentile and the longest time in microseconds, tab-separated.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LINKS_MAX   256
#define TARGETS_MAX 100000
#define TIMES_MAX   10000000
#define PIECE_BYTES 262144

/* A connection, and the one request it is busy with. */
struct link {
	int wire;
	double due;  /* when the request should have gone out; 0: it is free */
	size_t left; /* bytes of the answer; 0: its head is not there yet */
};

static struct client {
	char *targets[TARGETS_MAX];
	size_t target_count;
	struct link links[LINKS_MAX];
	struct link *free[LINKS_MAX];
	size_t link_count, free_count;
	float *times;
	size_t asked, answered, wrong;
	int events;
} client;

static void check(int fine, const char *what)
{
	if (fine)
		return;
	fprintf(stderr, "bench_paced: %s\n", what);
	exit(1);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Whole requests, made before the time counts. */
static void targets_read(const char *path)
{
	FILE *file = fopen(path, "r");
	static char line[8192], request[8300];

	check(file != NULL, "no file of targets");
	while (client.target_count < TARGETS_MAX &&
	       fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		snprintf(request, sizeof(request),
			 "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", line);
		client.targets[client.target_count++] = strdup(request);
	}
	fclose(file);
	check(client.target_count > 0, "no targets");
}

static void links_open(unsigned long port, size_t count)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int on = 1;

	client.events = epoll_create1(0);
	for (; client.link_count < count; client.link_count++) {
		struct link *link = &client.links[client.link_count];
		struct epoll_event event = { .events = EPOLLIN,
					     .data.ptr = link };

		link->wire = socket(AF_INET, SOCK_STREAM, 0);
		setsockopt(link->wire, IPPROTO_TCP, TCP_NODELAY, &on,
			   sizeof(on));
		check(connect(link->wire, (struct sockaddr *)&to, sizeof(to)) ==
			      0,
		      "nothing listens");
		epoll_ctl(client.events, EPOLL_CTL_ADD, link->wire, &event);
		client.free[client.free_count++] = link;
	}
}

/* A connection that came free last is taken first: those that the rate does not
 * need stay idle. */
static void ask(double due)
{
	struct link *link = client.free[--client.free_count];
	const char *request =
		client.targets[client.asked++ % client.target_count];
	size_t len = strlen(request);

	link->due = due;
	link->left = 0;
	check(write(link->wire, request, len) == (ssize_t)len,
	      "the connection ended");
}

/* Bytes of the whole answer.  Its head comes in one piece. */
static size_t answer_bytes(const char *piece)
{
	const char *end = strstr(piece, "\r\n\r\n");
	const char *length = strcasestr(piece, "\r\nContent-Length: ");

	check(end && length && length < end, "an answer of unknown length");
	client.wrong += strncmp(piece + 9, "200", 3) != 0;
	return (size_t)(end - piece) + 4 + strtoul(length + 18, NULL, 10);
}

static void answer_read(struct link *link)
{
	static char piece[PIECE_BYTES + 1];
	ssize_t count = read(link->wire, piece, PIECE_BYTES);

	check(count > 0 && link->due > 0, "the connection ended");
	piece[count] = '\0';
	if (!link->left)
		link->left = answer_bytes(piece);
	link->left -= (size_t)count;
	if (link->left)
		return;
	if (client.answered < TIMES_MAX)
		client.times[client.answered++] = (float)((now() - link->due) *
							  1e6);
	link->due = 0;
	client.free[client.free_count++] = link;
}

/* Waits for answers, at most until a time. */
static void answers_read(double until)
{
	struct epoll_event events[LINKS_MAX];
	double wait = until - now();
	struct timespec most = { 0 };
	int count;

	if (wait > 0)
		most = (struct timespec){ (time_t)wait,
					  (long)((wait - (time_t)wait) * 1e9) };
	count = epoll_pwait2(client.events, events, LINKS_MAX, &most, NULL);
	for (int i = 0; i < count; i++)
		answer_read(events[i].data.ptr);
}

/* The kernel's struct sched_attr, which the C library does not have. */
struct schedule {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
};

/*
 * What is measured is how long the daemon takes, not how long this program waits
 * for a processor: it has the shortest slice there is and, if it may, the
 * highest priority.  Not a real-time one: beside what that keeps waiting, Linux
 * takes the processor from it for some milliseconds each second.
 */
static void be_prompt(void)
{
	struct schedule schedule = {
		.size = sizeof(schedule),
		.policy = SCHED_OTHER,
		.nice = -20,
		.runtime = 100000,
	};

	if (syscall(SYS_sched_setattr, 0, &schedule, 0) == 0)
		return;
	schedule.nice = 0;
	syscall(SYS_sched_setattr, 0, &schedule, 0);
}

/* Without a rate it would take the whole processor, so it is as others. */
static void run(double rate, double seconds)
{
	double start = now(), end = start + seconds;

	if (rate > 0)
		be_prompt();
	for (double time = start; time < end; time = now()) {
		double due = rate > 0 ? start + (double)client.asked / rate
				      : time;

		while (client.free_count && due <= time) {
			ask(due);
			if (rate > 0)
				due = start + (double)client.asked / rate;
		}
		answers_read(client.free_count && due < end ? due : end);
	}
}

static int by_time(const void *one, const void *other)
{
	float a = *(const float *)one, b = *(const float *)other;

	return (a > b) - (a < b);
}

static float part_of(double part)
{
	size_t at = (size_t)((double)client.answered * part);

	return client.times[at < client.answered ? at : client.answered - 1];
}

int main(int count, char **words)
{
	double seconds;

	check(count == 6, "PORT TARGETS RATE CONNECTIONS SECONDS");
	prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
	seconds = strtod(words[5], NULL);
	client.times = malloc(TIMES_MAX * sizeof(*client.times));
	check(client.times != NULL, "no memory");
	targets_read(words[2]);
	links_open(strtoul(words[1], NULL, 10), strtoul(words[4], NULL, 10));
	run(strtod(words[3], NULL), seconds);
	check(client.answered > 0, "no answer");
	qsort(client.times, client.answered, sizeof(*client.times), by_time);
	printf("%.0f\t%zu\t%.1f\t%.1f\t%.1f\t%.1f\n",
	       (double)client.answered / seconds, client.wrong, part_of(.5),
	       part_of(.95), part_of(.99), part_of(1));
	return 0;
}
