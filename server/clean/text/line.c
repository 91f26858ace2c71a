/* SPDX-License-Identifier: MIT */
/* One line of text: containers, publishers, affiliations, titles. */
#include "paperd/clean.h"

#include "paperd/scoped.h"
#include "text_stages.h"

/* In capitals a person may be called so, but no title. */
static bool is_nothing(struct span text, enum text_mode mode)
{
	return clean_is_placeholder(text) ||
	       (mode == TEXT_TITLE && span_is(text, "NAN"));
}

/* Does the line say something?  Else it is cut off again. */
static bool keep_line(struct span raw, enum text_mode mode, size_t before,
		      struct buf *out, struct trace *trace)
{
	if (out->failed)
		return false;
	if (!is_nothing(span_slice(buf_span(out), before, out->len), mode))
		return true;
	buf_cut(out, before);
	if (raw.len)
		trace_fired(trace, mode == TEXT_TITLE ? RULE_TITLE_PLACEHOLDER
						      : RULE_PLACEHOLDER_NULL);
	return false;
}

/* Text that has to be looked at; what was noted counts only where the text is
 * kept and has changed. */
static bool clean_line(struct span raw, enum text_mode mode, unsigned flags,
		       struct buf *out, struct trace *trace)
{
	struct trace own = { 0 };
	size_t before = out->len;

	text_run(raw, mode, flags, out, trace ? &own : NULL);
	if (!keep_line(raw, mode, before, out, trace))
		return false;
	if (trace &&
	    !text_same(raw, span_slice(buf_span(out), before, out->len)))
		trace_add(trace, &own);
	return true;
}

static bool line_add(struct span raw, enum text_mode mode, unsigned flags,
		     struct buf *out, struct trace *trace)
{
	struct span inner = text_trim(raw);
	size_t before = out->len;

	if (!text_is_plain(inner, flags))
		return clean_line(raw, mode, flags, out, trace);
	buf_add_span(out, inner);
	if (!keep_line(raw, mode, before, out, trace))
		return false;
	text_note_trim(raw, inner, trace);
	return true;
}

bool clean_plain(struct span raw, struct buf *out, struct trace *trace)
{
	size_t before = out->len;

	if (!line_add(raw, TEXT_PLAIN, 0, out, trace))
		return false;
	if (trace)
		suspect_note(span_slice(buf_span(out), before, out->len),
			     SUSPECT_PLAIN, trace);
	return true;
}

bool clean_title(struct span raw, unsigned flags, struct buf *out,
		 struct trace *trace)
{
	size_t before = out->len;

	if (!line_add(raw, TEXT_TITLE, flags, out, trace))
		return false;
	if (trace)
		suspect_note(span_slice(buf_span(out), before, out->len),
			     SUSPECT_TITLE, trace);
	return true;
}

/* Shortest acronym that a marker may stand before: "3M", "4TU" and "3GPP" are
 * names with their digit. */
#define ACRONYM_MIN 4

/* Does text begin with a capitalised word or an acronym? */
static bool starts_name(struct span text)
{
	size_t capitals = 0;
	uint32_t code = 0;
	size_t step;

	while ((step = utf8_decode(text, &code)) && code_is_upper(code) &&
	       capitals < ACRONYM_MIN) {
		text = span_slice(text, step, text.len);
		capitals++;
	}
	return capitals == ACRONYM_MIN ||
	       (capitals == 1 && step && code_is_lower(code));
}

/* The marker that ties an affiliation to an author ("1Department of …"): what
 * it takes at the start of text. */
static size_t marker_len(struct span text)
{
	size_t at = 0;

	while (at < text.len && ascii_is_digit(text.at[at]))
		at++;
	return at && starts_name(span_slice(text, at, text.len)) ? at : 0;
}

bool clean_affiliation(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf text = buf_init(text_cap(raw.len));
	size_t before = out->len;
	size_t marker;

	if (!line_add(raw, TEXT_PLAIN, 0, &text, trace)) {
		out->failed |= text.failed;
		return false;
	}
	marker = marker_len(buf_span(&text));
	buf_add_span(out, span_slice(buf_span(&text), marker, text.len));
	if (!keep_line(raw, TEXT_PLAIN, before, out, trace))
		return false;
	if (marker)
		trace_fired(trace, RULE_AFFILIATION_MARKER);
	if (trace)
		suspect_note(span_slice(buf_span(out), before, out->len),
			     SUSPECT_AFFILIATION, trace);
	return true;
}
