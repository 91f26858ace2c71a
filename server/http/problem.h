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

/* True for an error whose detail is written for the client, and no fault of
 * the inside. */
bool problem_concerns_client(int http);

/* Appends the document.  The detail of a fault of the inside is left out: it
 * is for the log. */
void problem_write(const struct problem *problem, struct buf *out);

#endif
