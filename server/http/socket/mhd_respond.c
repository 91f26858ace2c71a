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

/* Bytes that the library takes for such an answer, where it cannot be told. */
#define READY_BYTES 1536

/*
 * All header fields of a kept answer follow from its request, so that the
 * library's object, too, is the same each time.  Its body is the block's.
 */
static void ready_release(void *attached)
{
	MHD_destroy_response(attached);
}

static enum MHD_Result note_end(void *context, enum MHD_ValueKind kind,
				const char *name, const char *value)
{
	uintptr_t *last = context;
	uintptr_t end = (uintptr_t)value + strlen(value);

	(void)kind;
	(void)name;
	if (end > *last)
		*last = end;
	return MHD_YES;
}

/* Made of many small pieces at once, which as a rule lie side by side. */
static size_t ready_bytes(struct MHD_Response *response)
{
	uintptr_t first = (uintptr_t)response, last = first;

	MHD_get_response_headers(response, note_end, &last);
	return last - first < 2 * READY_BYTES ? last - first : READY_BYTES;
}

static bool ready_attach(const struct exchange *x, struct block *kept)
{
	struct span body = kept_body(kept);
	struct MHD_Response *response = MHD_create_response_from_buffer(
		body.len, (void *)body.at, MHD_RESPMEM_PERSISTENT);

	if (!response)
		return false;
	kept->attached = response;
	kept->release = ready_release;
	kept->beside = READY_BYTES;
	if (!exchange_emit(x, add_header, response))
		return false; /* who drops the block releases it */
	kept->beside = ready_bytes(response);
	return true;
}

/* The connection holds the block until the answer is completed, and the block
 * its answer. */
static enum MHD_Result respond_kept(struct connection *c)
{
	struct block *kept = c->x.kept;

	c->bytes = kept_body(kept).len;
	return MHD_queue_response(c->mhd, (unsigned)c->x.code, kept->attached);
}

static enum MHD_Result respond_once(struct connection *c)
{
	struct MHD_Response *response = respond(c);
	enum MHD_Result result = MHD_NO;

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
	stream_admit(c);
	if (!c->x.kept)
		c->x.kept = exchange_keep(&c->x, ready_attach);
	result = c->x.kept ? respond_kept(c) : respond_once(c);
	if (span_is(c->x.request.method, "HEAD"))
		c->bytes = 0;
	return result;
}
