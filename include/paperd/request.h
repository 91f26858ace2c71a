/* SPDX-License-Identifier: MIT */
/*
 * A request as a handler sees it: values, no socket.
 *
 * All texts are borrowed from the request and live until the handler returns.
 * Paths and parameters are percent-decoded exactly once, valid UTF-8, without
 * NUL and other control characters.
 */
#ifndef PAPERD_REQUEST_H
#define PAPERD_REQUEST_H

#include "paperd/error.h"
#include "paperd/text.h"

/* Most parts of a path pattern that are arguments. */
#define REQUEST_ARGS_MAX 2

struct pair {
	struct span name;
	struct span value;
};

struct request {
	struct span method;
	struct span path; /* decoded, as routed */
	struct span args[REQUEST_ARGS_MAX];
	size_t arg_count;
	/* The same as they came, not decoded: where "%2C" is not ",". */
	struct span raw_args[REQUEST_ARGS_MAX];
	const struct pair *params; /* query parameters, in order */
	size_t param_count;
	const struct pair *headers;
	size_t header_count;
	struct span body;
	char id[65]; /* X-Request-Id; the client's when it is sane */
	bool id_from_client;
	/* NULL when the handler runs first; after what it waited for (struct
	 * response_wait) has come, the context of that wait; borrowed. */
	void *waited;
};

/* The value of a query parameter (the first), or an empty span (at NULL). */
struct span request_param(const struct request *req, const char *name);

/* The value of a header field, or an empty span (at NULL). */
struct span request_header(const struct request *req, const char *name);

/* True for "true", "1", "yes"; false for absent, "false", "0", "no".
 * Error: STATUS_INVALID_PARAMETER. */
enum status request_flag(const struct request *req, const char *name, bool *ret,
			 struct error *err);

#endif
