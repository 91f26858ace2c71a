/* SPDX-License-Identifier: MIT */
/* The last stage: that a result can not be read as markup again. */
#include "paperd/clean.h"

#include "text_stages.h"

/* Is there a sign with one of these, or a letter, behind it? */
static bool has_sign(struct span text, char sign, const char *next)
{
	const char *at = text.at;
	const char *end = text.at + text.len;

	while (at < end && (at = memchr(at, sign, (size_t)(end - at))) &&
	       ++at < end)
		if (ascii_is_alpha((unsigned char)*at) ||
		    (*at && strchr(next, *at)))
			return true;
	return false;
}

/* Are there characters that mojibake or NFC may concern: two that are not
 * ASCII, or a combining mark? */
static bool has_doubtful_characters(struct span text)
{
	for (size_t i = ascii_length(text); i + 1 < text.len; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		unsigned char next = (unsigned char)text.at[i + 1];

		if (byte & 0x80 && (next & 0xC0) == 0xC0)
			return true;
		if (byte == 0xCC || (byte == 0xCD && next < 0xB0))
			return true;
	}
	return false;
}

bool text_is_doubtful(struct span text, unsigned flags)
{
	if (flags & CLEAN_TEX && !scan_is_unsigned(text, true))
		return true;
	return has_sign(text, '<', "/!?") || has_sign(text, '&', "#") ||
	       span_has(text, '\\') || span_has(text, '$') ||
	       (text.len && text.at[0] == '[') || has_doubtful_characters(text);
}

void inert_strip(struct span in, struct buf *out)
{
	for (size_t i = 0; i < in.len; i++)
		if (in.at[i] != '<' && in.at[i] != '&')
			buf_add_char(out, in.at[i]);
}

/* The index of the next c from index `from` on, or text.len. */
static size_t next_char(struct span text, size_t from, char c)
{
	const char *at = memchr(text.at + from, c, text.len - from);

	return at ? (size_t)(at - text.at) : text.len;
}

bool inert_defuse(struct span in, struct buf *out)
{
	size_t close = 0, equals = 0, done = 0;
	const char *sign = in.at;

	while (close < in.len &&
	       (sign = memchr(sign, '<', in.len - (size_t)(sign - in.at)))) {
		size_t at = (size_t)(sign++ - in.at);

		if (close <= at)
			close = next_char(in, at, '>');
		if (equals <= at)
			equals = next_char(in, at, '=');
		if (close == in.len || equals > close ||
		    !ascii_is_alpha((unsigned char)in.at[at + 1]))
			continue;
		buf_add_span(out, span_slice(in, done, at + 1));
		buf_add_char(out, ' ');
		done = at + 1;
	}
	if (done)
		buf_add_span(out, span_slice(in, done, in.len));
	return done > 0;
}
