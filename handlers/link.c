/* SPDX-License-Identifier: MIT */
#include "handlers.h"

/* A URL is at most some kB long; encoding can make it three times that. */
#define LINK_MAX (64 << 10)

void list_end(const char *cursor, struct buf *out)
{
	json_close(out, ']');
	json_key(out, "next");
	if (cursor)
		json_text(out, cursor);
	else
		json_null(out);
	json_close(out, '}');
}

enum status link_next(const struct request *req, struct response *res,
		      const char *cursor, struct error *err)
{
	SCOPED(buf_release) struct buf url = buf_init(LINK_MAX);

	if (!cursor)
		return STATUS_OK;
	buf_add_span(&url, req->path);
	buf_add_char(&url, '?');
	for (size_t i = 0; i < req->param_count; i++) {
		if (span_is(req->params[i].name, "cursor"))
			continue;
		buf_add_encoded(&url, req->params[i].name);
		buf_add_char(&url, '=');
		buf_add_encoded(&url, req->params[i].value);
		buf_add_char(&url, '&');
	}
	buf_add_text(&url, "cursor=");
	buf_add_text(&url, cursor);
	if (buf_check(&url, err) != STATUS_OK)
		return err->status;
	if (url.len > HEADER_SENT_MAX)
		/* in JSON the cursor stands in the body as well */
		return STATUS_OK;
	return response_header(res, err, "Link", "<%s>; rel=\"next\"",
			       buf_text(&url));
}
