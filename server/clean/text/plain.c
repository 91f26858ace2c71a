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

	return rest.len && ascii_is_upper((unsigned char)rest.at[0]) &&
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

bool abstract_is_plain(struct span raw)
{
	return text_is_plain(raw) && !begins_part(raw, 0) &&
	       !has_parts_after(raw, '.') && !has_parts_after(raw, '?') &&
	       !has_parts_after(raw, '!') && !tail_is_due(raw);
}
