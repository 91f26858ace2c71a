/* SPDX-License-Identifier: MIT */
/*
 * One HTTP exchange with a host that is not trusted, by libcurl.
 *
 * Only https on port 443 of public addresses, but for the hosts of the allow
 * list.  That is checked for the first URL and for each redirect, before a
 * name is resolved, before a socket is opened and before a request is sent on
 * a connection that is reused; and nothing that comes may be larger or take
 * longer than the settings say.  Proxies, passwords and cookies of the
 * environment are not used; certificates are checked.
 *
 * A transfer is one easy handle, begun again and again, on one thread at a
 * time, in the multi handle of its caller:
 *	transfer_begin(); curl_multi_add_handle(transfer_handle()); …
 *	curl_multi_remove_handle(); transfer_end();
 * The process ignores SIGPIPE.
 */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include <curl/curl.h>

#include "allow.h"
#include "paperd/buf.h"

/* Bytes of the words for the log, with the final NUL. */
#define TRANSFER_WHY_MAX 200

struct transfer_settings {
	const struct allow *allow; /* outlives the transfer; NULL: none */
	const char *ca;            /* file of the only authorities; or NULL */
	const char *proxy;         /* "" or NULL: none */
	const char *agent;         /* User-Agent */
	unsigned connect_ms;       /* resolving, connecting, TLS: each host */
	unsigned total_ms;         /* all of it, redirects too */
	unsigned redirects;        /* most that are followed */
	size_t body_max;           /* bytes, decoded and as they come */
	size_t header_max; /* bytes of all header lines of all answers */
};

enum transfer_end {
	TRANSFER_ANSWERED,  /* a whole answer, of any status */
	TRANSFER_TOO_LARGE, /* body or headers */
	TRANSFER_TIMEOUT,
	TRANSFER_REFUSED, /* by us: address, scheme, port, credentials, or a
			     redirect too many */
	TRANSFER_STARVED, /* we had no memory for it */
	TRANSFER_FAILED
};

struct transfer_request {
	const char *url;
	const char *accept;   /* sent to each host; NULL: anything */
	const char *etag;     /* If-None-Match; or NULL */
	const char *modified; /* If-Modified-Since; or NULL */
};

/*
 * What came.  The header values are those of the last answer, as sent; one
 * that was not sent or that has a control byte is NULL.
 */
struct transfer_answer {
	enum transfer_end end;
	int status;          /* of the last answer, also a broken one; or 0 */
	unsigned redirects;  /* that were followed */
	struct buf body;     /* decoded; empty unless ANSWERED */
	char *type;          /* Content-Type */
	char *url;           /* that answered last, without user; or NULL */
	char *etag;          /* ETag */
	char *modified;      /* Last-Modified */
	char *retry_after;   /* Retry-After */
	char *rate_limit;    /* X-Rate-Limit-Limit */
	char *rate_interval; /* X-Rate-Limit-Interval */
	char *concurrency;   /* X-Concurrency-Limit */
	char why[TRANSFER_WHY_MAX]; /* for the log alone, escaped; "": ANSWERED */
};

struct transfer;

/*
 * Prepares libcurl and the resolver for the process: once, before the first
 * thread, because it sets an environment variable (RES_OPTIONS, unless it is
 * set: a dead name server then costs 2 s).  Errors: STATUS_INTERNAL.
 */
MUST_CHECK enum status transfer_setup(struct error *err);

/*
 * One easy handle.  The strings of the settings are copied.  Errors:
 * STATUS_NO_MEMORY, STATUS_INTERNAL (libcurl lacks something).
 */
MUST_CHECK enum status transfer_open(const struct transfer_settings *settings,
				     struct transfer **ret, struct error *err);

/*
 * Makes it ready to be added to a multi handle; the request is copied.  A URL
 * that is not allowed ends in TRANSFER_REFUSED.  Errors: STATUS_NO_MEMORY,
 * STATUS_INVALID (a control byte in a header's value).
 */
MUST_CHECK enum status transfer_begin(struct transfer *transfer,
				      const struct transfer_request *request,
				      void *context, struct error *err);

/* The easy handle, owned by the transfer. */
CURL *transfer_handle(struct transfer *transfer);

/* The transfer of an easy handle. */
struct transfer *transfer_of(CURL *handle);

/* What was given to transfer_begin(). */
void *transfer_context(const struct transfer *transfer);

/*
 * Takes what came out of a transfer that is in no multi handle any more and
 * can then be begun again.  code: as the multi handle told it; any failure for
 * one that was cut off.  *ret is overwritten, and then owned by the caller.
 */
void transfer_end(struct transfer *transfer, CURLcode code,
		  struct transfer_answer *ret);

/* NULL is fine. */
void transfer_close(struct transfer *transfer);
void transfer_answer_release(struct transfer_answer *answer);

#endif
