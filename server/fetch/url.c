/* SPDX-License-Identifier: MIT */
#include "url.h"

static bool is_unreserved(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

static void add_encoded(struct buf *out, char c)
{
	buf_add_format(out, "%%%02X", (unsigned char)c);
}

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

		if (is_unreserved(doi.at[i]) ||
		    (doi.at[i] == '/' && !is_dot_segment(rest)))
			buf_add_char(out, doi.at[i]);
		else
			add_encoded(out, doi.at[i]);
	}
}

void url_add_value(struct buf *out, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (is_unreserved(text.at[i]))
			buf_add_char(out, text.at[i]);
		else
			add_encoded(out, text.at[i]);
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
