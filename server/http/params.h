/* SPDX-License-Identifier: MIT */
/* Query parameters: the form of a URL's query, and which a route knows. */
#ifndef HTTP_PARAMS_H
#define HTTP_PARAMS_H

#include "paperd/route.h"

/* Most parameters of one request: no route knows a third as many. */
#define PARAMS_MAX 64

/*
 * Splits and decodes a raw query ("a=1&b=2").  Texts go to *out, as with
 * target_decode(); ret has room for PARAMS_MAX.  Errors: STATUS_INVALID;
 * STATUS_INVALID_PARAMETER when there are too many.
 */
MUST_CHECK enum status params_parse(struct span query, char **out,
				    struct pair *ret, size_t *ret_count,
				    struct error *err);

/* Sees that each parameter is one the route knows, given once.  Error:
 * STATUS_INVALID_PARAMETER naming it, and the known ones. */
MUST_CHECK enum status params_check(const struct request *req,
				    const struct param *known,
				    struct error *err);

#endif
