/* SPDX-License-Identifier: MIT */
/*
 * A server of slow streams, and the tap that they run through.
 *
 *	GET /stream   on the worker pool; ?pieces= of ?size= bytes (1, 10);
 *	              breaks off after ?break= of them; the piece of ?gate=
 *	              (from 0) waits at the gate; ?fast=1: not a slow stream
 *	GET /now      answers at once
 */
#ifndef TEST_HTTP_TAP_H
#define TEST_HTTP_TAP_H

#include "server.h"

struct tap {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	unsigned opened, released; /* streams */
	unsigned pieces;           /* made */
	unsigned entered;          /* pieces that came to the gate */
	bool open;                 /* the gate */
};

/* Starts a server.  One a process at a time. */
void tap_start(struct tap *tap, struct server *server,
	       const struct http_options *options);

/* Waits until so many pieces came to the gate; opens it. */
void tap_await(struct tap *tap, unsigned entered);
void tap_open(struct tap *tap);

/* After the server's end: every stream was released, every count is back. */
void tap_expect_empty(const struct tap *tap, const struct server *server);

/* What a stream of so many pieces is; the caller releases. */
struct buf tap_says(size_t pieces, size_t size);

#endif
