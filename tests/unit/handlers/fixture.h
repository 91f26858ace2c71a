/* SPDX-License-Identifier: MIT */
/* A store in memory and a handler called directly: values in, values out. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "paperd/app.h"
#include "paperd/scoped.h"

#define CALL_MAX 8

struct fixture {
	struct store *store;
	struct http_counters counters;
	struct app app;
};

/* Opens an empty store; fails the test when that fails. */
void fixture_open(struct fixture *ret);
void fixture_close(struct fixture *fixture);

/* Puts one record, given as clean JSON, with its source object. */
void fixture_put(struct fixture *fixture, const char *json, const char *raw);

/* A request in short. */
struct call {
	const char *path;
	const char *arg;
	const char *params[CALL_MAX]; /* name, value, name, value */
	const char *headers[CALL_MAX];
	const char *body;
};

struct outcome {
	enum status status;
	struct error err;
	struct response res; /* of a stream, body is all its pieces */
	size_t pieces;
};
void outcome_release(struct outcome *outcome);

/* Calls the handler; the caller releases. */
struct outcome outcome_of(const struct fixture *fixture, handler *handle,
			  struct call call);

/* The body as text. */
const char *outcome_body(const struct outcome *outcome);

/* The value of a header the handler set, or NULL. */
const char *outcome_header(const struct outcome *outcome, const char *name);

#endif
