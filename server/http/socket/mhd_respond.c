/* SPDX-License-Identifier: MIT */
#include "mhd.h"

#include <stdlib.h>

/* Bytes libmicrohttpd asks a stream for at a time. */
#define STREAM_BLOCK 32768

/* A streamed body on its way: the piece being sent, and how far. */
struct stream {
	struct response_stream source;
	struct buf piece;
	size_t sent;
	struct connection *connection;
};

static void stream_free(void *context)
{
	struct stream *stream = context;

	if (stream->source.release)
		stream->source.release(stream->source.context);
	buf_release(&stream->piece);
	free(stream);
}

static ssize_t stream_read(void *context, uint64_t position, char *out,
			   size_t room)
{
	struct stream *stream = context;
	size_t len;

	(void)position;
	while (stream->sent == stream->piece.len) {
		buf_clear(&stream->piece);
		stream->sent = 0;
		if (!stream->source.next(stream->source.context,
					 &stream->piece))
			return MHD_CONTENT_READER_END_OF_STREAM;
		if (stream->piece.failed)
			return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	len = stream->piece.len - stream->sent;
	if (len > room)
		len = room;
	memcpy(out, stream->piece.data + stream->sent, len);
	stream->sent += len;
	stream->connection->bytes += len;
	return (ssize_t)len;
}

static struct MHD_Response *respond_stream(struct connection *c)
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

static void packed_free(void *context)
{
	packed_drop(context);
}

static struct MHD_Response *respond_packed(struct connection *c)
{
	struct packed *packed = c->x.packed;
	struct MHD_Response *response =
		MHD_create_response_from_buffer_with_free_callback_cls(
			packed->len, packed->bytes, packed_free,
			packed_hold(packed));

	if (!response)
		packed_drop(packed);
	c->bytes = packed->len;
	return response;
}

/* The body's memory goes to libmicrohttpd as it is. */
static struct MHD_Response *respond_body(struct connection *c)
{
	struct buf *body = &c->x.response.body;
	struct MHD_Response *response;

	if (!body->len)
		return MHD_create_response_from_buffer(0, (void *)"",
						       MHD_RESPMEM_PERSISTENT);
	response = MHD_create_response_from_buffer(body->len, body->data,
						   MHD_RESPMEM_MUST_FREE);
	c->bytes = body->len;
	if (response)
		*body = (struct buf){ 0 };
	return response;
}

static struct MHD_Response *respond(struct connection *c)
{
	if (c->x.packed)
		return respond_packed(c);
	if (c->x.response.stream.next)
		return respond_stream(c);
	return respond_body(c);
}

static bool add_header(void *context, const char *name, const char *value)
{
	return MHD_add_response_header(context, name, value) == MHD_YES;
}

enum MHD_Result connection_respond(struct connection *c)
{
	unsigned seconds = c->http->service.options.answer_seconds;
	struct MHD_Response *response = respond(c);
	enum MHD_Result result = MHD_NO;

	if (!response)
		return MHD_NO;
	if (span_is(c->x.request.method, "HEAD"))
		c->bytes = 0;
	deadline_set(&c->deadline, seconds);
	if (exchange_emit(&c->x, add_header, response))
		result = MHD_queue_response(c->mhd, (unsigned)c->x.code,
					    response);
	MHD_destroy_response(response);
	return result;
}
