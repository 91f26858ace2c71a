/* SPDX-License-Identifier: MIT */
/*
 * Values that only say that there is no value.  The whole value has to be one;
 * words that are also names (Null, Nan, Na) count only as programs write them.
 */
#include "paperd/clean.h"

#include "paperd/scoped.h"

/* No value of the lists below is longer, in bytes. */
#define LONGEST 32

/* Without regard to case. */
static const struct span values[] = {
	SPAN("-"),
	SPAN("--"),
	SPAN("–"),
	SPAN("—"),
	SPAN("."),
	SPAN("n/a"),
	SPAN("n.a."),
	SPAN("n.a"),
	SPAN("n/d"),
	SPAN("none"),
	SPAN("undefined"),
	SPAN("(none)"),
	SPAN("unknown"),
	SPAN("untitled"),
	SPAN("[s.n.]"),
	SPAN("s.n."),
	SPAN("无"),
	SPAN("&na;"),
	SPAN("not available"),
	SPAN("no title found"),
	SPAN("no title"),
	SPAN("no title available"),
	SPAN("oup accepted manuscript"),
};

/* As written. */
static const struct span exact[] = {
	SPAN("null"), SPAN("na"), SPAN("NA"), SPAN("NaN"), SPAN("nan"),
};

/* DataCite's codes for missing values (Metadata Schema, appendix 3), with
 * those in use beside them. */
static const struct span codes[] = {
	SPAN("unac"), SPAN("unal"), SPAN("unap"), SPAN("unas"),
	SPAN("unav"), SPAN("unkn"), SPAN("none"), SPAN("null"),
	SPAN("tba"),  SPAN("etal"), SPAN("at"),
};

static bool is_any(struct span text, const struct span *list, size_t count,
		   bool (*same)(struct span, const char *))
{
	for (size_t i = 0; i < count; i++)
		if (list[i].len == text.len && same(text, list[i].at))
			return true;
	return false;
}

/* What values, exact and the forms below begin with; all else, as nearly
 * everything is, is told by its first byte. */
static bool may_be_one(struct span value)
{
	static const char first[] = "-.nNuUsSoO&([:$";

	return (unsigned char)value.at[0] >= 0x80 ||
	       memchr(first, value.at[0], sizeof(first) - 1);
}

static bool is_between(struct span text, const char *open, const char *close)
{
	size_t first = strlen(open);
	size_t last = strlen(close);

	return text.len >= first + last && !memcmp(text.at, open, first) &&
	       !memcmp(text.at + text.len - last, close, last);
}

/* ":unav", "(:unav)", ":(unav)", "(:unkn) Unknown". */
static bool is_code(struct span text)
{
	struct span code;
	size_t len = 0;

	if (text.len < 3 || !(text.at[0] == ':' || text.at[0] == '('))
		return false;
	if (text.at[0] == '(' && text.at[1] != ':')
		return false;
	code = span_slice(text, 1, text.len);
	if (code.at[0] == ':' || code.at[0] == '(')
		code = span_slice(code, 1, code.len);
	while (len < code.len && ascii_is_alpha((unsigned char)code.at[len]))
		len++;
	if (len < code.len && code.at[len] != ')')
		return false;
	return is_any(span_slice(code, 0, len), codes, ARRAY_COUNT(codes),
		      span_is_nocase);
}

bool clean_is_placeholder(struct span value)
{
	value = span_trim(value);
	if (value.len && !may_be_one(value))
		return false;
	if (value.len > LONGEST && value.at[0] != '(' && value.at[0] != ':' &&
	    value.at[0] != '$' && value.at[0] != '[')
		return false;
	if (!value.len || is_code(value) || is_between(value, "${", "}") ||
	    is_between(value, "[[", "]]"))
		return true;
	if (is_any(value, exact, ARRAY_COUNT(exact), span_is) ||
	    is_any(value, values, ARRAY_COUNT(values), span_is_nocase))
		return true;
	if (!is_between(value, "[", "]"))
		return false;
	value = span_slice(value, 1, value.len - 1);
	return is_any(value, values, ARRAY_COUNT(values), span_is_nocase);
}
