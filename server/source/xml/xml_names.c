/* SPDX-License-Identifier: MIT */
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "xml.h"

/* Longest name of a character. */
#define NAME_MAX_LEN 24

/* XML 1.0 section 4.6 */
static bool is_of_xml(struct span name)
{
	static const char *const names[] = { "amp", "lt", "gt", "quot",
					     "apos" };

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (span_is(name, names[i]))
			return true;
	return false;
}

/* The name between '&', where text begins, and ';'; empty: there is none. */
static struct span name_at(struct span text)
{
	size_t end = 1;

	while (end < text.len && end <= NAME_MAX_LEN &&
	       ascii_is_alnum(text.at[end]))
		end++;
	if (end == text.len || text.at[end] != ';')
		return (struct span){ 0 };
	return span_slice(text, 1, end);
}

/* The index of the next '&' from `at` on, or text.len. */
static size_t next_sign(struct span text, size_t at)
{
	const char *sign = NULL;

	if (at < text.len)
		sign = memchr(text.at + at, '&', text.len - at);
	return sign ? (size_t)(sign - text.at) : text.len;
}

bool xml_number_names(struct span text, struct buf *out)
{
	size_t from = 0;

	for (size_t at = next_sign(text, 0); at < text.len;
	     at = next_sign(text, at + 1)) {
		struct span name = name_at(span_slice(text, at, text.len));
		uint32_t code = 0;

		if (name.len && !is_of_xml(name))
			code = entity_code(name);
		if (!code)
			continue;
		buf_add_span(out, span_slice(text, from, at));
		buf_add_format(out, "&#%u;", (unsigned)code);
		from = at + name.len + 2;
	}
	if (from)
		buf_add_span(out, span_slice(text, from, text.len));
	return from > 0;
}
