/* SPDX-License-Identifier: MIT */
/* Which pages of other sites may read the answers (Fetch standard, CORS). */
#ifndef HTTP_CORS_H
#define HTTP_CORS_H

#include "paperd/http.h"

/* Headers of an answer that such a page may read. */
#define CORS_EXPOSED                                                               \
	"ETag, Link, Retry-After, X-Total-Count, X-Next-Cursor, "                  \
	"X-Sample-Seed, X-Request-Id, X-Rate-Limit-Limit, X-Rate-Limit-Interval, " \
	"X-Concurrency-Limit, X-API-Pool"

/* Headers it may send, and for how many seconds it may rely on that. */
#define CORS_ALLOWED                                          \
	"Accept, Content-Type, If-None-Match, X-Request-Id, " \
	"Cache-Control, Crossref-Plus-API-Token"
#define CORS_MAX_AGE "86400"

/* The value of Access-Control-Allow-Origin: "*" when every origin is allowed,
 * the allowed origin that the request names, or NULL.  Static or borrowed from
 * the options. */
const char *cors_origin(const struct http_options *options,
			const struct request *req);

/* True when the answer depends on the Origin header. */
static inline bool cors_varies(const struct http_options *options)
{
	return options->origin_count > 0;
}

#endif
