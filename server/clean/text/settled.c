/* SPDX-License-Identifier: MIT */
/*
 * Text that is clean already, as most is.  One pass over the bytes tells
 * whether anything concerns a stage; of the characters that are not ASCII each
 * is looked up.
 */
#include "paperd/clean.h"

#include "text_stages.h"

/* Does no character that is not ASCII concern a stage? */
static bool is_settled(struct span text)
{
	for (size_t at = ascii_length(text); at < text.len;
	     at += ascii_length(span_slice(text, at, text.len))) {
		uint32_t code = 0;
		size_t step = utf8_decode(span_slice(text, at, text.len),
					  &code);

		if (!step || !nfc_is_inert(code) || chars_has(code) ||
		    mojibake_may_begin(text, at))
			return false;
		at += step;
	}
	return true;
}

bool text_is_plain(struct span text, unsigned flags)
{
	return scan_is_unsigned(text, flags & CLEAN_TEX) && is_settled(text);
}

/* White space, but not what goes as a control character. */
static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct span text_trim(struct span text)
{
	while (text.len && is_blank(text.at[0]))
		text = span_slice(text, 1, text.len);
	while (text.len && is_blank(text.at[text.len - 1]))
		text.len--;
	return text;
}

void text_note_trim(struct span raw, struct span inner, struct trace *trace)
{
	size_t before = (size_t)(inner.at - raw.at);

	trace_counted(trace, RULE_SPACE_COLLAPSE,
		      (before > 0) + (before + inner.len < raw.len));
}
