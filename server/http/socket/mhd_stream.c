/* SPDX-License-Identifier: MIT */
/*
 * Streamed bodies.
 *
 * libmicrohttpd asks for bytes on the event loop.  A slow stream has none when
 * the piece before has been sent: then the connection is suspended, a job on
 * the pool makes the next piece and resumes it, and the library asks again.
 * While a job is under way it alone touches the stream, and the library cannot
 * free it, since nothing ends a connection that is suspended.
 */
#include "mhd.h"

#include <stdlib.h>
#include <sys/socket.h>

#include "paperd/log.h"
#include "paperd/memory.h"

/* Bytes libmicrohttpd asks a stream for at a time. */
#define STREAM_BLOCK 32768

/* Slow streams at a time for each worker.  Their pieces take places on the pool
 * even when there is none, so they are bounded here: a search waits for no more
 * than so many pieces. */
#define STREAMS_A_WORKER 4

/* A streamed body on its way: the piece being sent, and how far. */
struct stream {
	struct response_stream source;
	struct buf piece;
	size_t sent;
	ssize_t end; /* how it ends after the piece; 0: it goes on */
	struct connection *connection;
	struct job job;
};

static void stream_free(void *context)
{
	struct stream *stream = context;

	if (stream->source.release)
		stream->source.release(stream->source.context);
	buf_release(&stream->piece);
	free(stream);
}

/* ---- making a piece ---- */

/* What a handler left unsaid is still told that it happened. */
static void log_break(const struct stream *stream)
{
	static const struct error unknown = { STATUS_INTERNAL,
					      "no detail was given" };
	const struct exchange *x = &stream->connection->x;
	const struct error *error = stream->source.error;

	if (!error || error->status == STATUS_OK)
		error = &unknown;
	log_event(LOG_ERROR, "request %s: the answer is broken off: %s: %s",
		  x->request.id, status_slug(error->status), error->detail);
}

static void make_piece(struct stream *stream)
{
	unsigned refusals = memory_refusals();
	bool more;

	buf_clear(&stream->piece);
	stream->sent = 0;
	more = stream->source.next(stream->source.context, &stream->piece);
	stream->piece.failed |= memory_refusals() != refusals;
	if (stream->piece.failed) {
		log_break(stream);
		buf_clear(&stream->piece);
		stream->end = MHD_CONTENT_READER_END_WITH_ERROR;
	} else if (!more) {
		stream->end = MHD_CONTENT_READER_END_OF_STREAM;
	}
}

/* ---- on a worker ---- */

static struct stream *stream_of_job(struct job *job)
{
	return (struct stream *)((char *)job - offsetof(struct stream, job));
}

/* The client has the whole time of an answer for this piece.  From here on the
 * stream may be gone. */
static void resume(struct stream *stream)
{
	struct connection *c = stream->connection;

	deadline_set(&c->deadline, c->http->service.options.answer_seconds);
	MHD_resume_connection(c->mhd);
}

static void run_piece(struct job *job)
{
	struct stream *stream = stream_of_job(job);

	make_piece(stream);
	resume(stream);
}

static void cancel_piece(struct job *job)
{
	struct stream *stream = stream_of_job(job);

	stream->end = MHD_CONTENT_READER_END_WITH_ERROR;
	resume(stream);
}

/* ---- on the event loop ---- */

/* Has the next piece made by a worker, under no deadline.  True when it will
 * be: from here on the stream is the worker's. */
static bool order_piece(struct stream *stream)
{
	struct connection *c = stream->connection;

	if (!pool_claim(c->http->pool)) {
		atomic_store(&c->http->cut_streams, true);
		stream->end = MHD_CONTENT_READER_END_WITH_ERROR;
		return false;
	}
	deadline_set(&c->deadline, 0);
	stream->job = (struct job){ run_piece, cancel_piece };
	MHD_suspend_connection(c->mhd);
	pool_submit(c->http->pool, &stream->job);
	return true;
}

/*
 * How the reader tells the end.  Without chunks the end of the connection is the
 * end of the body, so one that is broken off must end otherwise: to dissolve
 * the association sends a reset, before libmicrohttpd closes in good order.
 */
static ssize_t end_of(const struct stream *stream)
{
	const struct sockaddr nobody = { .sa_family = AF_UNSPEC };
	const struct connection *c = stream->connection;

	if (stream->end == MHD_CONTENT_READER_END_WITH_ERROR && c->x.unframed)
		(void)connect(c->deadline.fd, &nobody, sizeof(nobody));
	return stream->end;
}

static ssize_t stream_read(void *context, uint64_t position, char *out,
			   size_t room)
{
	struct stream *stream = context;
	size_t len;

	(void)position;
	while (stream->sent == stream->piece.len && !stream->end) {
		if (!stream->source.slow)
			make_piece(stream);
		else if (order_piece(stream))
			return 0;
	}
	len = stream->piece.len - stream->sent;
	if (!len)
		return end_of(stream);
	if (len > room)
		len = room;
	memcpy(out, stream->piece.data + stream->sent, len);
	stream->sent += len;
	stream->connection->bytes += len;
	return (ssize_t)len;
}

struct MHD_Response *stream_respond(struct connection *c)
{
	struct stream *stream = malloc(sizeof(*stream));
	struct MHD_Response *response;

	if (!stream)
		return NULL;
	*stream = (struct stream){ .source = c->x.response.stream,
				   .piece = buf_init(RESPONSE_PIECE_MAX),
				   .connection = c };
	c->x.response.stream = (struct response_stream){ 0 };
	response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN,
						     STREAM_BLOCK, stream_read,
						     stream, stream_free);
	if (!response)
		stream_free(stream);
	return response;
}

/* ---- how many ---- */

void stream_admit(struct connection *c)
{
	unsigned workers = c->http->service.options.workers;
	unsigned most = STREAMS_A_WORKER * (workers ? workers : 1);

	if (!c->x.response.stream.slow)
		return;
	c->streams = true;
	if (atomic_fetch_add(&c->http->streams, 1) < most)
		return;
	stream_leave(c);
	exchange_refuse(&c->x, "too many long answers are under way");
	exchange_run(&c->x);
}

void stream_leave(struct connection *c)
{
	if (c->streams)
		atomic_fetch_sub(&c->http->streams, 1);
	c->streams = false;
}
