/* SPDX-License-Identifier: MIT */
/*
 * Labels where a sentence begins: what stands after the word, or the element
 * it stands in, says whether it is one.
 */
#include "abstract_stages.h"

#include "text_stages.h"

/* Longest label in an inline element, in bytes. */
#define RUN_IN_MAX 128

static bool is_all_upper(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_lower(text.at[i]))
			return false;
	return true;
}

/* The label between the marks of an inline element at the start of text. */
static struct label read_run_in(struct span text)
{
	size_t room = text.len < RUN_IN_MAX ? text.len : RUN_IN_MAX;
	const char *close = memchr(text.at, MARK_CLOSE, room);
	struct label label = { 0 };
	struct span inner;
	size_t len, end;

	if (!close)
		return label;
	end = (size_t)(close - text.at);
	inner = span_trim(span_slice(text, 1, end));
	len = label_match(inner);
	if (!len || len + words_skip_signs(span_slice(inner, len, inner.len)) !=
			    inner.len)
		return label;
	label.text = span_slice(inner, 0, len);
	label.len = end + 1;
	label.len += words_skip_signs(span_slice(text, label.len, text.len));
	label.sign = LABEL_SURE;
	return label;
}

static size_t skip_blanks(struct span text)
{
	size_t at = 0;

	while (at < text.len && (unsigned char)text.at[at] <= ' ')
		at++;
	return at;
}

/* Does text begin with a colon, ASCII or fullwidth? */
static bool begins_colon(struct span text)
{
	uint32_t code = code_at(text, 0);

	return code == ':' || code == 0xFF1A;
}

/* What the characters after a label say of it. */
static enum label_sign sign_of(struct span label, struct span rest)
{
	size_t blanks = skip_blanks(rest);
	struct span next = span_slice(rest, blanks, rest.len);
	bool glued = !blanks && label.len >= 4 && is_all_upper(label);

	if (begins_colon(next) || (glued && words_begin_capitalised(next)))
		return LABEL_SURE;
	if (!blanks && rest.len > 1 && rest.at[0] == '.' &&
	    skip_blanks(span_slice(rest, 1, rest.len)))
		return LABEL_STOP;
	return blanks && words_begin_upper(next) ? LABEL_BLANK : LABEL_NONE;
}

struct label label_read(struct span text)
{
	struct label label = { 0 };
	size_t len;

	if (text.len && text.at[0] == MARK_OPEN)
		return read_run_in(text);
	len = label_match(text);
	if (!len)
		return label;
	label.text = span_slice(text, 0, len);
	label.sign = sign_of(label.text, span_slice(text, len, text.len));
	label.len = len + words_skip_signs(span_slice(text, len, text.len));
	return label;
}
