/* SPDX-License-Identifier: MIT */
/*
 * Normal Form C (UAX #15).  The library is asked only when a text holds a
 * character outside the ranges below, in which every character is its own
 * normal form and none composes with what stands before it.
 */
#include "text_stages.h"

#include "paperd/scoped.h"

#include <stdlib.h>
#include <utf8proc.h>

/* Combining marks in a row that are kept (UAX #15, Stream-Safe Text Format).
 * More are no writing, and ordering them costs the square of their number. */
#define MARKS_MAX 30

/* Fullwidth stop and comma. */
#define WIDE_STOP  0xFF0E
#define WIDE_COMMA 0xFF0C

static const struct {
	uint32_t first;
	uint32_t last;
} inert[] = {
	{ 0x0000, 0x02FF }, { 0x0390, 0x0482 }, { 0x048A, 0x0590 },
	{ 0x1E00, 0x1EFF }, { 0x2010, 0x2027 }, { 0x2030, 0x205E },
	{ 0x2070, 0x209F }, { 0x20A0, 0x20CF }, { 0x2100, 0x2125 },
	{ 0x212C, 0x2328 }, { 0x25A0, 0x2AD0 }, { 0x3001, 0x3029 },
	{ 0x3030, 0x3098 }, { 0x309B, 0x30FF }, { 0x4E00, 0x9FFF },
	{ 0xAC00, 0xD7A3 }, { 0xE000, 0xF8FF }, { 0xFF00, 0xFFEF },
	{ 0xFFFD, 0xFFFD },
};

static bool is_inert(uint32_t code)
{
	if (code <= inert[0].last)
		return true;
	for (size_t i = 0; i < ARRAY_COUNT(inert); i++)
		if (code >= inert[i].first && code <= inert[i].last)
			return true;
	return false;
}

bool nfc_is_inert(uint32_t code)
{
	return is_inert(code) && code != WIDE_STOP && code != WIDE_COMMA;
}

/* True when every character of text is inert. */
static bool is_normal(struct span text)
{
	for (size_t at = ascii_length(text); at < text.len;
	     at += ascii_length(span_slice(text, at, text.len))) {
		uint32_t code = 0;

		at += utf8_decode(span_slice(text, at, text.len), &code);
		if (!is_inert(code))
			return false;
	}
	return true;
}

/* Copies the text without the marks that pass MARKS_MAX in a row. */
static void add_stream_safe(struct span in, struct buf *out)
{
	unsigned marks = 0;
	size_t at = 0;

	while (at < in.len) {
		uint32_t code = 0;
		size_t step = utf8_decode(span_slice(in, at, in.len), &code);

		if (utf8proc_get_property((utf8proc_int32_t)code)
			    ->combining_class)
			marks++;
		else
			marks = 0;
		if (marks <= MARKS_MAX)
			buf_add(out, in.at + at, step);
		at += step;
	}
}

/* False when the library has no memory; out is then as it was. */
static bool add_composed(struct span in, struct buf *out)
{
	SCOPED(buf_release) struct buf safe = buf_init(text_cap(in.len));
	SCOPED_FREE utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t len;

	add_stream_safe(in, &safe);
	len = utf8proc_map((const utf8proc_uint8_t *)buf_text(&safe),
			   (utf8proc_ssize_t)safe.len, &composed,
			   UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len < 0 || !composed) {
		out->failed = true;
		return false;
	}
	buf_add(out, composed, (size_t)len);
	return true;
}

static bool is_ascii(uint32_t code)
{
	return code && code < 0x80;
}

/* The index after the next fullwidth stop or comma between ASCII characters;
 * 0: there is none. */
static size_t next_stop(struct span text, size_t at)
{
	const char *sign;

	/* Both begin with the byte EF and take three. */
	while (at < text.len &&
	       (sign = memchr(text.at + at, 0xEF, text.len - at))) {
		uint32_t code;

		at = (size_t)(sign - text.at) + 3;
		code = code_at(text, at - 3);
		if ((code == WIDE_STOP || code == WIDE_COMMA) &&
		    is_ascii(code_before(text, at - 3)) &&
		    is_ascii(code_at(text, at)))
			return at;
	}
	return 0;
}

/* These to ASCII, with a blank before a letter.  False when there are none;
 * out is then as it was. */
static bool add_stops(struct span in, struct buf *out, struct trace *trace)
{
	size_t done = 0;
	size_t at;

	while ((at = next_stop(in, done))) {
		buf_add_span(out, span_slice(in, done, at - 3));
		buf_add_char(out, code_at(in, at - 3) == WIDE_STOP ? '.' : ',');
		trace_fired(trace, RULE_CHAR_FULLWIDTH);
		if (ascii_is_alpha((unsigned char)in.at[at]))
			buf_add_char(out, ' ');
		done = at;
	}
	if (done)
		buf_add_span(out, span_slice(in, done, in.len));
	return done > 0;
}

bool nfc_compose(struct span in, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf composed = buf_init(text_cap(in.len));

	if (is_normal(in))
		return add_stops(in, out, trace);
	if (!add_composed(in, &composed))
		return false;
	if (composed.len != in.len || memcmp(composed.data, in.at, in.len) != 0)
		trace_fired(trace, RULE_CHAR_NFC);
	if (!add_stops(buf_span(&composed), out, trace))
		buf_add_span(out, buf_span(&composed));
	return true;
}
