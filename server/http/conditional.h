/* SPDX-License-Identifier: MIT */
/* Conditional requests (RFC 9110 section 13.1.2).  Pure. */
#ifndef HTTP_CONDITIONAL_H
#define HTTP_CONDITIONAL_H

#include "paperd/request.h"

/* What the entity tag of a gzip body ends in: another representation has
 * another tag (RFC 9110 section 8.8.3.3). */
#define ETAG_GZIP "-gz"

/*
 * True when an If-None-Match header of the request names the tag (without
 * quotes), or the tag of its gzip form, or is "*".  Comparison is weak.
 */
bool conditional_matches(const struct request *req, const char *etag);

#endif
