/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

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
		return stream_respond(c);
	return respond_body(c);
}

static bool add_header(void *context, const char *name, const char *value)
{
	return MHD_add_response_header(context, name, value) == MHD_YES;
}

/* ---- answers that are given again ---- */

/* All header fields of a kept answer follow from its request, so that the
 * library's object, too, is the same each time. */
struct ready {
	struct attachment attachment;
	struct MHD_Response *response; /* its body is the block's */
};

static void ready_release(struct attachment *attachment)
{
	struct ready *ready = (struct ready *)attachment;

	MHD_destroy_response(ready->response);
	free(ready);
}

/* NULL without memory. */
static struct ready *ready_make(const struct connection *c)
{
	struct span body = kept_body(c->x.kept);
	struct ready *ready = calloc(1, sizeof(*ready));

	if (!ready)
		return NULL;
	ready->attachment.release = ready_release;
	ready->response = MHD_create_response_from_buffer(
		body.len, (void *)body.at, MHD_RESPMEM_PERSISTENT);
	if (ready->response &&
	    exchange_emit(&c->x, add_header, ready->response))
		return ready;
	if (ready->response)
		MHD_destroy_response(ready->response);
	free(ready);
	return NULL;
}

/* The connection holds the block until the answer is completed, and the block
 * its answer. */
static enum MHD_Result respond_again(struct connection *c)
{
	struct block *kept = c->x.kept;
	struct attachment *attached = atomic_load(&kept->attached);
	struct ready *ready = (struct ready *)attached;

	if (!ready)
		ready = ready_make(c);
	if (!ready)
		return MHD_NO;
	if (!attached)
		ready = (struct ready *)block_attach(kept, &ready->attachment);
	c->bytes = kept_body(kept).len;
	return MHD_queue_response(c->mhd, (unsigned)c->x.code, ready->response);
}

static enum MHD_Result respond_once(struct connection *c)
{
	struct MHD_Response *response;
	enum MHD_Result result = MHD_NO;

	stream_admit(c);
	exchange_keep(&c->x);
	response = respond(c);
	if (!response)
		return MHD_NO;
	if (exchange_emit(&c->x, add_header, response))
		result = MHD_queue_response(c->mhd, (unsigned)c->x.code,
					    response);
	MHD_destroy_response(response);
	return result;
}

enum MHD_Result connection_respond(struct connection *c)
{
	enum MHD_Result result;

	deadline_set(&c->deadline, c->http->service.options.answer_seconds);
	result = c->x.kept ? respond_again(c) : respond_once(c);
	if (span_is(c->x.request.method, "HEAD"))
		c->bytes = 0;
	return result;
}
