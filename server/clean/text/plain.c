/* SPDX-License-Identifier: MIT */
/*
 * Abstracts that are clean already, as most are: plain text in which no
 * sentence begins with a heading or a label, and that does not end in a notice.
 * The stops are looked for, not the letters between them.
 */
#include "abstract_stages.h"

#include "text_stages.h"

/* Does what begins at index at, the start of a sentence, concern the reader
 * of the lines? */
static bool begins_part(struct span text, size_t at)
{
	struct span rest = span_slice(text, at, text.len);
	const char *lang;

	return rest.len &&
	       (ascii_is_upper((unsigned char)rest.at[0]) ||
		rest.at[0] & 0x80) &&
	       (label_match(rest) || heading_match(rest, &lang));
}

/* Does any of the sentences that end with this sign come before a part? */
static bool has_parts_after(struct span text, char sign)
{
	const char *stop = text.at;
	const char *end = text.at + text.len;

	while ((stop = memchr(stop, sign, (size_t)(end - stop)))) {
		size_t at = (size_t)(++stop - text.at);

		at += at < text.len && text.at[at] == ' ';
		if (begins_part(text, at))
			return true;
	}
	return false;
}

/* Does a sentence that ends with an ideographic full stop come before a
 * part? */
static bool has_parts_after_stop(struct span text)
{
	static const char stop[] = "。";
	const char *at = text.at;
	const char *end = text.at + text.len;

	while ((at = memmem(at, (size_t)(end - at), stop, sizeof(stop) - 1))) {
		size_t next = (size_t)(at - text.at) + sizeof(stop) - 1;

		at += sizeof(stop) - 1;
		next += next < text.len && text.at[next] == ' ';
		if (begins_part(text, next))
			return true;
	}
	return false;
}

bool abstract_is_plain(struct span text, unsigned flags)
{
	return text_is_plain(text, flags) && !begins_part(text, 0) &&
	       !has_parts_after(text, '.') && !has_parts_after(text, '?') &&
	       !has_parts_after(text, '!') &&
	       (text_is_ascii(text) || !has_parts_after_stop(text)) &&
	       !tail_is_due(text);
}
