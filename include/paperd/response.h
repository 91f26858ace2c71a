/* SPDX-License-Identifier: MIT */
/*
 * A response as a handler makes it: values, no socket.
 *
 * The http layer adds what every response has (CORS, Vary, conditional answers,
 * compression, request id) and renders errors.
 */
#ifndef PAPERD_RESPONSE_H
#define PAPERD_RESPONSE_H

#include "paperd/buf.h"

/* Headers a handler may add beside the ones http gives. */
#define RESPONSE_HEADERS_MAX 8

/* Most bytes of the members a handler adds to a problem. */
#define RESPONSE_PROBLEM_MAX 16384

struct response_header {
	const char *name; /* static */
	char *value;      /* owned */
};

/* Most bytes of one piece of a streamed body: more than any record has, with
 * its quotes doubled. */
#define RESPONSE_PIECE_MAX (64 << 20)

/* What makes a body piece by piece, so that it is never whole in memory. */
struct response_stream {
	/* Appends the next piece (some kB, at most RESPONSE_PIECE_MAX) to
	 * out, a cleared buffer; false when there is none left.  A failed
	 * buffer breaks the answer off.  Called on the event loop of the
	 * connection, or, if slow, on the worker pool; one call at a time. */
	bool (*next)(void *context, struct buf *out);
	void (*release)(void *context);
	void *context; /* owned */
	/* A piece may take long.  The deadline for sending then holds for each
	 * piece, and making one is under none.  More than some of these at a
	 * time are refused with 503. */
	bool slow;
	/* Borrowed from context: why a buffer failed, for the log; or NULL */
	const struct error *error;
};

/* Wakes what waits: to be called exactly once, on any thread. */
struct waker {
	void (*wake)(struct waker *waker);
};

/*
 * What a handler waits for without holding a thread.
 *
 * A handler that sets start and returns STATUS_OK is not answered yet: what
 * else it put in the response is dropped, the connection is suspended, start()
 * is called, and after the wake the handler is run again with
 * request.waited = context.  It may wait once only; the second time is a 500.
 */
struct response_wait {
	/* Must not block: it may run on the event loop.  May wake before it
	 * returns, but must see to it that the wake comes: until then the
	 * server cannot end, and no deadline cuts the connection off.  The
	 * waker is borrowed until the wake. */
	void (*start)(void *context, struct waker *waker);
	/* Called exactly once, NULL being fine: not before the wake, nor before
	 * start() has returned; without any of them when the client goes away
	 * or the server stops first.  A streamed body may outlive it. */
	void (*release)(void *context);
	void *context; /* owned */
};

/* Leaves {0} behind. */
void response_wait_release(struct response_wait *wait);

struct response {
	int status;               /* HTTP; 0 stands for 200 */
	const char *content_type; /* static; NULL stands for application/json */
	struct buf body;          /* owned */
	struct response_stream stream; /* instead of body when next is set */
	char etag[64];                 /* entity tag without quotes; "": none */
	bool gzipped;  /* the body is gzip; unpacked for who takes none */
	bool no_store; /* state of the moment: never to be cached */
	/* Cache-Control of a success, static; NULL: as the option says */
	const char *cache_control;
	bool keeps;         /* cached as what has an entity tag, without one */
	bool varies_accept; /* the answer depends on Accept */
	/* The same request has the same answer until a record that is held
	 * changes or goes (http_options.changes). */
	bool lasts;
	struct response_header headers[RESPONSE_HEADERS_MAX];
	size_t header_count;
	struct response_wait wait; /* instead of all else when start is set */
	/* Members for the problem document, should the handler fail: written
	 * with json_pair_text(&res->problem, "doi", …) and the like; owned. */
	struct buf problem;
};

/* An empty response, as a handler is given one.  ({0} is valid too, but has no
 * room for problem members.)  Allocates nothing. */
static inline struct response response_init(void)
{
	return (struct response){ .problem = buf_init(RESPONSE_PROBLEM_MAX) };
}

void response_release(struct response *res);

/*
 * Adds a header field.  The value is formatted as printf would.  Errors:
 * STATUS_INTERNAL when there are RESPONSE_HEADERS_MAX of them or the value
 * holds a control byte (it could end the header), STATUS_NO_MEMORY.
 */
MUST_CHECK enum status response_header(struct response *res, struct error *err,
				       const char *name, const char *format,
				       ...)
	__attribute__((format(printf, 4, 5)));

/* The body from a buffer, which is taken over.  Error: STATUS_NO_MEMORY when
 * the buffer had failed. */
MUST_CHECK enum status response_json(struct response *res, struct buf *owned,
				     struct error *err);

/* Gives the body its strong entity tag: XXH3-128 of its bytes, hex. */
void response_tag(struct response *res);

/* XXH3-128 of bytes as 32 hex digits. */
void etag_of(struct span bytes, char out[33]);

#endif
