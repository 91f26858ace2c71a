/* SPDX-License-Identifier: MIT */
/* Errors as application/problem+json (RFC 9457).  Pure. */
#ifndef HTTP_PROBLEM_H
#define HTTP_PROBLEM_H

#include "paperd/route.h"

#define PROBLEM_TYPE "application/problem+json"

/* Most bytes of a problem document. */
#define PROBLEM_MAX 131072

/* True for an error whose detail is written for the client, and no fault of
 * the inside. */
bool problem_concerns_client(int http);

/* Appends the document. */
void problem_write(const struct failure *failure, struct buf *out);

#endif
