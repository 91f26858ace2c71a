/* SPDX-License-Identifier: MIT */
/*
 * Where a request ends (RFC 9112 section 6): the checks on its header that
 * libmicrohttpd 0.9.75 leaves out, without which one party may see one request
 * where another sees two.
 */
#ifndef HTTP_FRAMING_H
#define HTTP_FRAMING_H

#include "paperd/request.h"

struct framing {
	bool has_body;    /* chunked, or of a length above 0 */
	long long length; /* of the body; -1: chunked, so not told */
};

/*
 * Judges method and headers of a request of the given HTTP version.  Errors:
 * STATUS_BAD_FRAMING, STATUS_NOT_IMPLEMENTED (a transfer coding other than
 * chunked).  After either the connection must be closed.
 */
MUST_CHECK enum status framing_check(const struct request *req,
				     struct span version, struct framing *ret,
				     struct error *err);

#endif
