/* SPDX-License-Identifier: MIT */
#include "text_stages.h"

#define REPLACEMENT 0xFFFD

static bool is_control(char c)
{
	return mark_is(c) || c == 0x7F;
}

static bool has_control(struct span in)
{
	return scan_mark(in, 0) < in.len || span_has(in, 0x7F);
}

/* Appends valid UTF-8 without its control characters. */
static void add_printable(struct span part, struct buf *out,
			  struct trace *trace)
{
	size_t from = 0;

	for (size_t i = 0; i < part.len; i++) {
		if (!is_control(part.at[i]))
			continue;
		trace_fired(trace, RULE_BYTES_CONTROL);
		buf_add_span(out, span_slice(part, from, i));
		from = i + 1;
	}
	buf_add_span(out, span_slice(part, from, part.len));
}

bool bytes_repair(struct span in, struct buf *out, struct trace *trace)
{
	size_t valid = utf8_valid_length(in);

	if (valid == in.len && !has_control(in))
		return false;
	while (in.len) {
		add_printable(span_slice(in, 0, valid), out, trace);
		if (valid == in.len)
			break;
		buf_add_code(out, REPLACEMENT);
		trace_fired(trace, RULE_BYTES_REPAIRED);
		in = span_slice(in, valid + 1, in.len);
		valid = utf8_valid_length(in);
	}
	return true;
}

/* The four hexadecimal digits of \uXXXX, or -1. */
static long hex4(struct span text)
{
	long value = 0;

	if (text.len < 4)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		int digit = hex_value(text.at[i]);

		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* Appends the character of the \u escape at text ("\uXXXX…", a surrogate
 * pair counts as one); returns its length, 0 when it is malformed. */
static size_t add_unicode_escape(struct span text, struct buf *out)
{
	long code = hex4(span_slice(text, 2, text.len));
	long low = -1;

	if (code < 0)
		return 0;
	if (code < 0xD800 || code > 0xDFFF) {
		buf_add_code(out, code ? (uint32_t)code : REPLACEMENT);
		return 6;
	}
	if (text.len >= 12 && text.at[6] == '\\' && text.at[7] == 'u')
		low = hex4(span_slice(text, 8, text.len));
	if (code > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
		buf_add_code(out, REPLACEMENT);
		return 6;
	}
	buf_add_code(out, 0x10000u + ((uint32_t)(code - 0xD800) << 10) +
				  (uint32_t)(low - 0xDC00));
	return 12;
}

/* Appends the character of the JSON escape at text; returns its length, 0
 * when it is malformed (RFC 8259 section 7). */
static size_t add_escape(struct span text, struct buf *out)
{
	static const char names[] = "\"\\/bfnrt";
	static const char values[] = "\"\\/\b\f\n\r\t";
	const char *at;

	if (text.len < 2 || !text.at[1])
		return 0;
	if (text.at[1] == 'u')
		return text.len < 6 ? 0 : add_unicode_escape(text, out);
	at = strchr(names, text.at[1]);
	if (!at)
		return 0;
	buf_add_char(out, values[at - names]);
	return 2;
}

/* The content of ["…"], escapes and all; false when it has another form. */
static bool list_of_one(struct span in, struct span *ret)
{
	in = span_trim(in);
	if (in.len < 4 || in.at[0] != '[' || in.at[in.len - 1] != ']')
		return false;
	in = span_trim(span_slice(in, 1, in.len - 1));
	if (in.len < 2 || in.at[0] != '"' || in.at[in.len - 1] != '"')
		return false;
	*ret = span_slice(in, 1, in.len - 1);
	return true;
}

bool bytes_unwrap(struct span in, struct buf *out)
{
	size_t before = out->len;
	struct span text;

	if (!list_of_one(in, &text))
		return false;
	for (size_t i = 0; i < text.len;) {
		size_t step = 1;

		if (text.at[i] == '\\')
			step = add_escape(span_slice(text, i, text.len), out);
		else
			buf_add_char(out, text.at[i]);
		if (!step || text.at[i] == '"') {
			buf_cut(out, before);
			return false;
		}
		i += step;
	}
	return true;
}
