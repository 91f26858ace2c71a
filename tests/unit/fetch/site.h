/* SPDX-License-Identifier: MIT */
/*
 * A small HTTP server on 127.0.0.1, that misbehaves as its pages say: one
 * thread a connection, all ended by site_stop().
 */
#ifndef TEST_SITE_H
#define TEST_SITE_H

#include <pthread.h>
#include <stdbool.h>

#define SITE_CONNECTIONS 256
#define SITE_HEADS       16

struct site;

/* What stands under a path. */
struct page {
	const char *path;
	const char *text; /* sent; "PORT" in it is the port of the site */
	/* then called; true when the connection goes on; NULL: it does */
	bool (*then)(int *connection);
};

struct connection {
	struct site *site;
	pthread_t thread;
	int fd; /* -1: closed by a page */
};

struct site {
	const struct page *pages; /* the last one has no path */
	int listener;
	unsigned port;
	pthread_t thread;
	pthread_mutex_t mutex; /* of what follows */
	unsigned connections;
	unsigned requests;
	struct connection each[SITE_CONNECTIONS];
	char heads[SITE_HEADS][2048]; /* of the requests, from the first on */
};

void site_start(struct site *site, const struct page *pages);
void site_stop(struct site *site);

/* How many came until now. */
unsigned site_connections(struct site *site);
unsigned site_requests(struct site *site);

/* Sends; false when the other side is gone. */
bool site_send(int fd, const void *bytes, size_t len);

/* Waits until the other side is gone, at most so long (-1: for ever). */
bool site_gone(int fd, int milliseconds);

#endif
