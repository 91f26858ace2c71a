/* SPDX-License-Identifier: MIT */
#include "conditional.h"

/* The tag, or the tag of the gzip form of the same. */
static bool same_tag(struct span tag, const char *etag)
{
	size_t len = strlen(etag);

	if (tag.len < len || memcmp(tag.at, etag, len) != 0)
		return false;
	return tag.len == len ||
	       span_is(span_slice(tag, len, tag.len), ETAG_GZIP);
}

/*
 * Takes the next entity tag off the front of *list.  False at the end, and at
 * the first byte that is not part of a list of tags.
 */
static bool next_tag(struct span *list, struct span *ret)
{
	struct span text = *list;
	const char *end;

	while (text.len && (text.at[0] == ',' || ascii_is_space(text.at[0])))
		text = span_slice(text, 1, text.len);
	if (text.len > 1 && memcmp(text.at, "W/", 2) == 0)
		text = span_slice(text, 2, text.len);
	if (!text.len || text.at[0] != '"')
		return false;
	end = memchr(text.at + 1, '"', text.len - 1);
	if (!end)
		return false;
	*ret = (struct span){ text.at + 1, (size_t)(end - text.at) - 1 };
	*list = span_slice(text, ret->len + 2, text.len);
	return true;
}

static bool list_matches(struct span list, const char *etag)
{
	struct span tag;

	if (span_is(span_trim(list), "*"))
		return true;
	while (next_tag(&list, &tag))
		if (same_tag(tag, etag))
			return true;
	return false;
}

bool conditional_matches(const struct request *req, const char *etag)
{
	for (size_t i = 0; i < req->header_count; i++)
		if (span_is_nocase(req->headers[i].name, "If-None-Match") &&
		    list_matches(req->headers[i].value, etag))
			return true;
	return false;
}
