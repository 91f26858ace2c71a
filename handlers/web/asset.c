/* SPDX-License-Identifier: MIT */
#include "web.h"

#include <stdio.h>

/* A year: the address changes with the content (RFC 8246). */
#define FOR_EVER "public, max-age=31536000, immutable"

static const struct asset *asset_of(struct span name)
{
	for (const struct asset *asset = web_assets; asset->name; asset++)
		if (span_is(name, asset->name))
			return asset;
	return NULL;
}

/* GET /web/{version}/{name} */
enum status web_asset(const struct app *app, const struct request *req,
		      struct response *res, struct error *err)
{
	const struct asset *asset = asset_of(req->args[1]);

	if (!asset || !span_is(req->args[0], web_version))
		return error_set(err, STATUS_NOT_FOUND,
				 "there is no such file in this version");
	res->content_type = asset->content_type;
	res->cache_control = FOR_EVER;
	res->gzipped = true;
	snprintf(res->etag, sizeof(res->etag), "%.32s", web_version);
	res->body = buf_init(asset->len);
	buf_add(&res->body, asset->bytes, asset->len);
	return buf_check(&res->body, err);
}
