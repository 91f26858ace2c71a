/* SPDX-License-Identifier: MIT */
#include "url.h"

/* True when the text up to the next slash is "." or "..". */
static bool is_dot_segment(struct span text)
{
	const char *slash = memchr(text.at, '/', text.len);
	size_t len = slash ? (size_t)(slash - text.at) : text.len;

	return (len == 1 && text.at[0] == '.') ||
	       (len == 2 && text.at[0] == '.' && text.at[1] == '.');
}

void url_add_doi(struct buf *out, struct span doi)
{
	for (size_t i = 0; i < doi.len; i++) {
		struct span rest = span_slice(doi, i + 1, doi.len);

		if (doi.at[i] == '/' && !is_dot_segment(rest))
			buf_add_char(out, '/');
		else
			buf_add_encoded(out, span_slice(doi, i, i + 1));
	}
}

struct span url_authority(struct span url)
{
	static const char *const schemes[] = { "https://", "http://" };

	for (size_t i = 0; i < 2; i++) {
		size_t from = strlen(schemes[i]), to = from;

		if (!span_starts_nocase(url, schemes[i]))
			continue;
		while (to < url.len && !strchr("/?#", url.at[to]))
			to++;
		return span_slice(url, from, to);
	}
	return (struct span){ 0 };
}
