/* SPDX-License-Identifier: MIT */
/* Errors as application/problem+json (RFC 9457).  Pure. */
#ifndef HTTP_PROBLEM_H
#define HTTP_PROBLEM_H

#include "paperd/buf.h"

#define PROBLEM_TYPE "application/problem+json"

/* Most bytes of a problem document. */
#define PROBLEM_MAX 131072

struct problem {
	const struct error *error;
	struct span path;    /* raw, of the request */
	const char *id;      /* of the request */
	struct span members; /* further JSON members; may be empty */
};

/* Appends the document.  The detail of a 5xx is left out: it speaks of the
 * inside, and is for the log. */
void problem_write(const struct problem *problem, struct buf *out);

#endif
