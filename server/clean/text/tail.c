/* SPDX-License-Identifier: MIT */
/* What stands at the end of an abstract and is none of it. */
#include "abstract_stages.h"

#include "paperd/scoped.h"

static struct span trim_end(struct span text)
{
	while (text.len && ascii_is_space((unsigned char)text.at[text.len - 1]))
		text.len--;
	return text;
}

/* MEDLINE's note, in parentheses: the bytes of it that text ends with. */
static size_t medline_len(struct span text)
{
	static const char note[] = "(ABSTRACT TRUNCATED";
	size_t room = 2 * sizeof(note);
	const char *at;

	if (!text.len || text.at[text.len - 1] != ')')
		return 0;
	if (text.len > room)
		text = span_slice(text, text.len - room, text.len);
	at = memmem(text.at, text.len, note, sizeof(note) - 1);
	return at ? text.len - (size_t)(at - text.at) : 0;
}

/* The bytes of a mark of truncation that text ends with. */
static size_t mark_len(struct span text)
{
	static const char *const marks[] = { "[...]", "[…]", "[. . .]" };

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
		size_t len = strlen(marks[i]);

		if (text.len > len &&
		    !memcmp(text.at + text.len - len, marks[i], len))
			return len;
	}
	return medline_len(text);
}

static struct span cut_marks(struct span text, struct trace *trace)
{
	size_t len;

	while ((len = mark_len(text))) {
		text.len -= len;
		text = trim_end(text);
		trace_fired(trace, RULE_TRUNCATION_MARK);
	}
	return text;
}

bool tail_is_due(struct span text)
{
	return mark_len(text) || copyright_start(text) < text.len;
}

bool tail_cut(struct buf *text, struct buf *notice, struct trace *trace)
{
	struct span rest = cut_marks(buf_span(text), trace);
	struct span tail = rest;
	bool cut;
	size_t start, from = rest.len;

	while ((start = copyright_start(rest)) < rest.len) {
		from = start;
		rest.len = start;
		rest = cut_marks(trim_end(rest), trace);
	}
	if (from < tail.len) {
		buf_clear(notice);
		buf_add_span(notice, span_slice(tail, from, tail.len));
		trace_fired(trace, RULE_COPYRIGHT_MOVED);
	}
	cut = rest.len < text->len;
	buf_cut(text, rest.len);
	return cut;
}
