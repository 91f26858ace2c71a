/* SPDX-License-Identifier: MIT */
/*
 * One request and its answer, without a socket.
 *
 * An exchange is a part of its connection and is used for one request after
 * the other.  What libmicrohttpd says of a request is put in (raw target,
 * headers, body); out come a status code, headers and a body.  In between:
 *
 *	exchange_recall()  finds an answer that was given before (kept.h), or
 *	exchange_begin()   judges framing, method, target, route, parameters
 *	exchange_take()    collects the body, when there is one
 *	exchange_run()     calls the handler and makes the answer
 *	exchange_wait()    starts what the handler waits for, if it asks it;
 *	                   then once more exchange_run()
 *	exchange_pack()    compresses the body, if exchange_run() asks it
 *	exchange_keep()    keeps it, to be given again
 *	exchange_emit()    gives the headers, one by one
 *	exchange_reset()   forgets everything, keeps the memory
 *
 * One thread at a time.
 */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "framing.h"
#include "gzip.h"
#include "paperd/http.h"
#include "params.h"
#include "request_id.h"

/* Most header fields of a request; browsers send about 20. */
#define HEADERS_MAX 100

/* What all exchanges of a server share; constant while serving. */
struct service {
	struct http_options options;
	struct route_table *routes;
	const struct app *app;
	struct http_counters *counters;
	struct cache *gzip;
	struct cache *answers; /* kept.h; NULL: none are kept */
	struct id_source ids;
	_Atomic bool draining; /* every answer closes its connection */
};

struct exchange {
	struct service *service;
	struct request request;
	struct framing framing;
	const struct route *route; /* NULL: none, or none needed */
	char allow[64];            /* methods of the path */
	struct span raw_path;
	struct buf body; /* of the request */
	bool closes;     /* the connection ends with this answer */
	bool misread;    /* others may read the header otherwise */
	bool unframed;   /* HTTP/1.0: what has no length ends with it, too */

	struct error error; /* why there is no 200 */
	struct response response;
	struct response_wait wait;  /* what the handler waits, or waited, for */
	int code;                   /* HTTP status of the answer */
	struct block *packed;       /* sent instead of response.body; owned */
	struct block *kept;         /* the answer is this one again; owned */
	unsigned long long version; /* of what is held, before the handler */
	bool gzip;                  /* the answer is, or would be, gzip */
	bool packs;                 /* it is to be compressed, or was */
	bool keeps_packed;          /* the packed body is kept, under: */
	struct digest key;

	char *raw;           /* target as sent, at most url_max bytes; owned */
	size_t raw_len;      /* of the target, which may be longer than kept */
	char *text;          /* decoded path and parameters; owned */
	char *copies;        /* of header texts; owned; see exchange_own() */
	size_t header_count; /* of the request, which may be more than kept */
	struct pair headers[HEADERS_MAX];
	struct pair params[PARAMS_MAX];
};

/* Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status exchange_init(struct exchange *x,
				     struct service *service,
				     struct error *err);
void exchange_release(struct exchange *x);

void exchange_reset(struct exchange *x);

/* The target as it stood in the request line.  Allocates nothing. */
void exchange_target(struct exchange *x, const char *raw);

/* One more header; its texts are borrowed until exchange_reset(). */
void exchange_header(struct exchange *x, struct span name, struct span value);

/*
 * Judges the request, all headers being there.  What is wrong is kept as the
 * answer.  Returns true when the answer must be given before any body is read.
 */
bool exchange_begin(struct exchange *x, struct span method,
		    struct span version);

/* A piece of the body.  False when the client sends far more than allowed:
 * the connection should be cut. */
bool exchange_take(struct exchange *x, struct span piece);

/* True when the handler is to run on the worker pool. */
bool exchange_is_slow(const struct exchange *x);

/* Copies what is borrowed, if that has not been done, so that another thread
 * may go on.  False without memory: that is then the answer. */
bool exchange_own(struct exchange *x);

/* Makes "try again later" the answer. */
void exchange_refuse(struct exchange *x, const char *why);

/* What exchange_run() wants next. */
enum exchange_next {
	EXCHANGE_ANSWER, /* send it */
	/* exchange_pack() first, on a thread that may take its time; without
	 * that it goes out as it is. */
	EXCHANGE_PACK,
	/* There is no answer yet: exchange_wait(), and after the wake
	 * exchange_run() again. */
	EXCHANGE_WAIT,
};

/* Makes the answer, by the handler or from what is wrong. */
enum exchange_next exchange_run(struct exchange *x);
void exchange_pack(struct exchange *x);

/* The waker may be called before this returns. */
void exchange_wait(struct exchange *x, struct waker *waker);

/* Takes one header of the answer; false to stop. */
typedef bool header_emit(void *context, const char *name, const char *value);

/* Gives all headers of the answer but those libmicrohttpd makes (Date,
 * Content-Length).  False when emit() stopped. */
bool exchange_emit(const struct exchange *x, header_emit *emit, void *context);

/* ---- its parts ---- */

/* Makes "the body is too large" the answer; returns the status. */
enum status exchange_too_large(struct exchange *x);

/* Makes the answer from what the handler left, or from the error.  True when
 * its body should be compressed. */
bool answer_make(struct exchange *x);

#endif
