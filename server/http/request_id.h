/* SPDX-License-Identifier: MIT */
/* The id of a request, by which a client and the log can speak of it. */
#ifndef HTTP_REQUEST_ID_H
#define HTTP_REQUEST_ID_H

#include "paperd/request.h"

/* Where own ids come from.  Thread safe. */
struct id_source {
	uint64_t seed; /* random, chosen at the start */
	_Atomic uint64_t next;
};

/* Takes over the client's X-Request-Id when it is 1 to 64 of [A-Za-z0-9._-],
 * else makes one. */
void request_id_take(struct request *req, struct id_source *ids);

#endif
