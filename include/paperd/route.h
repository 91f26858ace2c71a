/* SPDX-License-Identifier: MIT */
/*
 * Routes: which handler answers which method and path.
 *
 * A path pattern is made of segments; "{name}" matches one segment, "{name...}"
 * at the end matches all the rest, slashes included; "10.{name...}" only a rest
 * that begins so (ASCII case ignored), which is part of the argument.  Fixed
 * text wins over an argument.  HEAD follows GET, OPTIONS and 404 against 405 with Allow are
 * generic, a trailing slash is accepted, repeated slashes count as one except
 * inside a rest argument.
 */
#ifndef PAPERD_ROUTE_H
#define PAPERD_ROUTE_H

#include "paperd/request.h"
#include "paperd/response.h"

struct app; /* what the handlers work on; http only passes it through */

/*
 * Answers one request: fills res and returns STATUS_OK, or returns an error,
 * which http renders as application/problem+json.  Headers set in res are sent
 * with the error too.
 */
typedef enum status handler(const struct app *app, const struct request *req,
			    struct response *res, struct error *err);

/* An answer that is no success, to be written. */
struct failure {
	const struct error *error;
	struct span path;    /* raw, of the request */
	const char *id;      /* of the request */
	struct span members; /* JSON members of the handler; may be empty */
};

/* The detail of an error, where it is written for the client; "" where it is of
 * a fault of the inside, which is for the log. */
const char *failure_detail(const struct failure *failure);

struct header_row {
	const char *name; /* NULL ends a table */
	const char *value;
};

/* How a family of routes speaks that stands in for another service. */
struct dialect {
	const char *name; /* as the option `doors` has it */
	/* The routes are also served below each of these paths, where no other
	 * route is; ends with NULL. */
	const char *const *bases;
	const struct header_row *headers; /* of every answer */
	/* Media type and writer of failures; NULL: application/problem+json. */
	const char *failure_type;
	void (*failure_write)(const struct failure *failure, struct buf *out);
	/* HTTP status in place of 503, where clients of the service take that
	 * for an order to ask again at once; 0: 503 it is */
	int busy;
};

/* A query parameter that a route knows. */
struct param {
	const char *name; /* NULL ends the list */
	/* For the API description: string, boolean, integer, "integer 0..9", or
	 * words to choose from, "a|b|c". */
	const char *type;
	const char *summary;
	bool slow;    /* a request that has it is as one of a slow route */
	bool repeats; /* may be given several times */
};

enum route_flags {
	/* May take long: runs on the worker pool while the connection is
	 * suspended, so that look-ups on the event loop are not held up. */
	ROUTE_SLOW = 1,
	/* Has a request body (POST). */
	ROUTE_BODY = 2,
	/* A second path of another route: not described. */
	ROUTE_COPY = 4,
	/* A page or a file of one, for browsers: not described. */
	ROUTE_PAGE = 8,
};

struct route {
	const char *method; /* GET or POST; NULL ends the table */
	const char *path;
	handler *handle;
	unsigned flags;
	const struct param *params; /* NULL: none */
	const char *summary;        /* one sentence, for the API description */
	const char *accepts; /* media types of the body, by comma; NULL: any */
	const char *answers; /* component schema of the 200 answer */
	const struct dialect *dialect; /* NULL: paperd's own */
};

struct route_match {
	const struct route *route;          /* NULL: none */
	struct span args[REQUEST_ARGS_MAX]; /* parts of the raw path */
	size_t arg_count;
	char allow[64]; /* methods of this path, for Allow; "": no such path */
};

/* The patterns of routes, taken apart once; constant. */
struct route_table;

/* The routes are borrowed until the end.  Errors: STATUS_NO_MEMORY;
 * STATUS_INTERNAL for a path of more than 32 segments. */
MUST_CHECK enum status route_table_open(const struct route *routes,
					struct route_table **ret,
					struct error *err);
void route_table_close(struct route_table *table); /* NULL is fine */

/*
 * Finds the route of a raw (not decoded) path.  Pure.  HEAD is looked up as
 * GET.  When the path is known but not with this method, route is NULL and
 * allow is not empty.
 */
struct route_match route_find(const struct route_table *table,
			      struct span method, struct span raw_path);

#endif
