/* SPDX-License-Identifier: MIT */
#include "kept.h"

#include <stdatomic.h>

#include "paperd/scoped.h"

/* A request that says more than this is answered anew each time. */
#define KEY_MAX 1024

struct key {
	char bytes[KEY_MAX];
	size_t len;
	bool whole;
};

/* Bytes at most that are fetched of what is attached, and of the body, while
 * there is something else to do. */
#define READY_AHEAD 1536
#define BODY_AHEAD  512
#define LINE_BYTES  64

/* What a block begins with; then come key and body. */
struct kept {
	const struct route *route;
	const char *content_type;
	size_t key_len;
	int code;
	bool gzip;
	bool varies_accept;
	char etag[sizeof((struct response){ 0 }.etag)];
};

/* ---- what a request says ---- */

static void key_add(struct key *key, const void *bytes, size_t len)
{
	key->whole &= len <= sizeof(key->bytes) - key->len;
	if (!key->whole)
		return;
	memcpy(key->bytes + key->len, bytes, len);
	key->len += len;
}

static void key_add_span(struct key *key, struct span text)
{
	key_add(key, &text.len, sizeof(text.len));
	key_add(key, text.at, text.len);
}

/* False for a request that is too long. */
static bool key_write(const struct exchange *x, struct key *key)
{
	key->len = 0;
	key->whole = x->raw_len <= x->service->options.url_max &&
		     x->header_count <= HEADERS_MAX;
	if (!key->whole)
		return false;
	key_add(key, &x->version, sizeof(x->version));
	key_add_span(key, (struct span){ x->raw, x->raw_len });
	for (size_t i = 0; i < x->header_count; i++) {
		key_add_span(key, x->headers[i].name);
		key_add_span(key, x->headers[i].value);
	}
	return key->whole;
}

static struct digest key_digest(const struct key *key)
{
	return digest_make((struct span){ key->bytes, key->len });
}

/* ---- finding ---- */

static const struct kept *kept_of(const struct block *block)
{
	return (const struct kept *)block->bytes;
}

/* Digests can be forged, so the request itself decides. */
static bool is_of(const struct block *block, const struct key *key)
{
	const struct kept *kept = kept_of(block);

	return kept->key_len == key->len &&
	       memcmp(kept + 1, key->bytes, key->len) == 0;
}

/* With a reference for the caller, or NULL. */
static struct block *find(const struct exchange *x)
{
	struct block *block;
	struct key key;

	if (!key_write(x, &key))
		return NULL;
	block = cache_find(x->service->answers, key_digest(&key));
	if (!block || is_of(block, &key))
		return block;
	block_drop(block);
	return NULL;
}

static void fetch(const char *from, size_t bytes, size_t most)
{
	for (size_t at = 0; at < bytes && at < most; at += LINE_BYTES)
		__builtin_prefetch(from + at);
}

static void restore(struct exchange *x, struct block *owned)
{
	const struct kept *kept = kept_of(owned);
	struct span body = kept_body(owned);

	fetch(owned->attached, owned->beside, READY_AHEAD);
	fetch(body.at, body.len, BODY_AHEAD);
	x->kept = owned;
	x->route = kept->route;
	x->code = kept->code;
	x->gzip = kept->gzip;
	x->response.content_type = kept->content_type;
	x->response.varies_accept = kept->varies_accept;
	memcpy(x->response.etag, kept->etag, sizeof(kept->etag));
}

bool exchange_recall(struct exchange *x, struct span method)
{
	struct service *service = x->service;
	bool head = span_is(method, "HEAD");
	struct block *block;

	if (!service->answers || service->draining ||
	    (!head && !span_is(method, "GET")))
		return false;
	x->version = atomic_load(service->options.changes);
	block = find(x);
	if (!block)
		return false;
	x->request.method = head ? (struct span)SPAN("HEAD")
				 : (struct span)SPAN("GET");
	if (service->options.access_log)
		request_id_take(&x->request, &service->ids);
	restore(x, block);
	return true;
}

struct span kept_body(const struct block *kept)
{
	size_t before = sizeof(struct kept) + kept_of(kept)->key_len;

	return (struct span){ kept->bytes + before, kept->len - before };
}

/* ---- keeping ---- */

/* What differs from request to request is not of an answer: an id, that the
 * connection ends, that nobody was there to compress it. */
static bool is_lasting(const struct exchange *x)
{
	const struct response *res = &x->response;

	return res->lasts && x->service->answers && !x->kept &&
	       (x->code == 200 || x->code == 304) && !res->stream.next &&
	       !res->header_count && !x->request.id_from_client && !x->closes &&
	       !x->service->draining && (x->gzip || !x->packs);
}

static struct block *block_of(const struct exchange *x, const struct key *key)
{
	struct span body = x->packed ? (struct span){ x->packed->bytes,
						      x->packed->len }
				     : buf_span(&x->response.body);
	struct kept kept = {
		.route = x->route,
		.content_type = x->response.content_type,
		.key_len = key->len,
		.code = x->code,
		.gzip = x->gzip,
		.varies_accept = x->response.varies_accept,
	};
	struct block *block = block_make(sizeof(kept) + key->len + body.len);
	char *out;

	if (!block)
		return NULL;
	memcpy(kept.etag, x->response.etag, sizeof(kept.etag));
	out = block->bytes;
	memcpy(out, &kept, sizeof(kept));
	memcpy(out + sizeof(kept), key->bytes, key->len);
	if (body.len)
		memcpy(out + sizeof(kept) + key->len, body.at, body.len);
	return block;
}

struct block *exchange_keep(const struct exchange *x, kept_attach *attach)
{
	struct block *block;
	struct key key;

	if (!is_lasting(x) || !key_write(x, &key))
		return NULL;
	block = block_of(x, &key);
	if (block && attach(x, block)) {
		cache_add(x->service->answers, key_digest(&key), block);
		return block;
	}
	block_drop(block);
	return NULL;
}
