/* SPDX-License-Identifier: MIT */
/* One line a request, as text or JSON. */
#ifndef HTTP_ACCESS_LOG_H
#define HTTP_ACCESS_LOG_H

#include "paperd/text.h"

struct access {
	const char *id;
	const char *client;
	struct span method;
	struct span target; /* as sent: untrusted bytes */
	int status;
	unsigned long long bytes; /* of the body */
	bool whole;               /* the answer went out to its end */
	long long microseconds;
};

/*
 * Writes "time id client method target status bytes ms", or the same as JSON,
 * by the form of the log.  In text, bytes is "-" when the answer was broken
 * off.
 */
void access_log(const struct access *access);

#endif
