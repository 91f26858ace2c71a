/* SPDX-License-Identifier: MIT */
#include "kept.h"
#include "mhd.h"

static void body_free(void *context)
{
	block_drop(context);
}

static struct MHD_Response *respond_packed(struct connection *c)
{
	struct block *packed = c->x.packed;
	struct MHD_Response *response =
		MHD_create_response_from_buffer_with_free_callback_cls(
			packed->len, packed->bytes, body_free,
			block_hold(packed));

	if (!response)
		block_drop(packed);
	c->bytes = packed->len;
	return response;
}

static struct MHD_Response *respond_kept(struct connection *c)
{
	struct block *kept = c->x.kept;
	struct span body = kept_body(kept);
	struct MHD_Response *response =
		MHD_create_response_from_buffer_with_free_callback_cls(
			body.len, (void *)body.at, body_free, block_hold(kept));

	if (!response)
		block_drop(kept);
	c->bytes = body.len;
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
	if (c->x.kept)
		return respond_kept(c);
	if (c->x.packed)
		return respond_packed(c);
	if (c->x.response.stream.next)
		return stream_respond(c);
	return respond_body(c);
}

static bool add_header(void *context, const char *name, const char *value)
{
	return MHD_add_response_header(context, name, value) == MHD_YES;
}

enum MHD_Result connection_respond(struct connection *c)
{
	unsigned seconds = c->http->service.options.answer_seconds;
	struct MHD_Response *response;
	enum MHD_Result result = MHD_NO;

	stream_admit(c);
	exchange_keep(&c->x);
	response = respond(c);
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
