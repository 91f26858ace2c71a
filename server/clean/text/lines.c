/* SPDX-License-Identifier: MIT */
/*
 * Line breaks in a text without block elements: some end a paragraph, most
 * only wrap.  A break ends one when the next line begins as a sentence does
 * and the paragraph so far ends as one does, or is short.  What is kept here
 * is kept when the result is cleaned again.
 */
#include "abstract_stages.h"
#include "text_stages.h"

#include "paperd/scoped.h"

/* A paragraph shorter than this (in characters) may be a heading. */
#define SHORT_MAX 60

static size_t count_characters(struct span text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.at[i] & 0xC0) != 0x80 &&
			 !mark_is(text.at[i]);
	return count;
}

static size_t skip_marks(struct span text)
{
	size_t at = 0;

	while (at < text.len && mark_is(text.at[at]))
		at++;
	return at;
}

static bool ends_sentence(struct span text)
{
	static const uint32_t ends[] = { '.',    '!',    '?',    ':',   ';',
					 0x201D, 0x3002, 0xFF01, 0xFF1F };
	uint32_t last;

	while (text.len && mark_is(text.at[text.len - 1]))
		text.len--;
	last = code_before(text, text.len);
	for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
		if (last == ends[i])
			return true;
	return false;
}

/* Does the break between what stands so far and the next line stay? */
static bool is_paragraph_end(struct span so_far, struct span next)
{
	uint32_t first;

	next = span_slice(next, skip_marks(next), next.len);
	if (label_read(next).sign == LABEL_SURE)
		return true;
	first = code_at(next, 0);
	if (!ascii_is_digit((int)first) &&
	    (!code_is_letter(first) || code_is_lower(first)))
		return false;
	return ends_sentence(so_far) || count_characters(so_far) < SHORT_MAX;
}

void lines_join(struct span in, struct buf *out, struct trace *trace)
{
	size_t start = out->len;
	struct span line;

	if (!in.len)
		return;
	if (in.at[0] == MARK_BREAK) {
		buf_add_span(out, span_slice(in, 1, in.len));
		return;
	}
	span_next(&in, '\n', &line);
	buf_add_span(out, line);
	while (span_next(&in, '\n', &line)) {
		if (is_paragraph_end(span_slice(buf_span(out), start, out->len),
				     line)) {
			buf_add_char(out, '\n');
			start = out->len;
		} else {
			buf_add_char(out, MARK_WIDE);
			trace_fired(trace, RULE_SPACE_COLLAPSE);
		}
		buf_add_span(out, line);
	}
}

bool lines_level(struct buf *text)
{
	struct span rest = buf_span(text), line;
	size_t start = 0, end;
	bool joined = false;

	while (span_next(&rest, '\n', &line) && rest.at) {
		end = (size_t)(rest.at - text->data) - 1;
		if (is_paragraph_end(span_slice(buf_span(text), start, end),
				     rest))
			start = end + 1;
		else
			text->data[end] = ' ';
		joined |= start != end + 1;
	}
	return joined;
}
