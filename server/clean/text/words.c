/* SPDX-License-Identifier: MIT */
/* What headings and labels have in common: words at the start of a text. */
#include "abstract_stages.h"

#include "paperd/scoped.h"
#include "text_stages.h"

#include <utf8proc.h>

uint32_t words_lower(uint32_t code)
{
	if (code < 0x80)
		return (uint32_t)(unsigned char)ascii_lower((char)code);
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

size_t words_match(struct span text, const char *word)
{
	struct span rest = span_of(word);
	size_t at = 0;

	while (rest.len) {
		uint32_t want = 0, got = 0;
		size_t step = utf8_decode(span_slice(text, at, text.len), &got);

		if (!step)
			return 0;
		rest = span_slice(rest, utf8_decode(rest, &want), rest.len);
		if (words_lower(got) != want)
			return 0;
		at += step;
	}
	return at;
}

bool words_begin_upper(struct span text)
{
	uint32_t code = code_at(text, 0);

	return code_is_letter(code) && !code_is_lower(code);
}

bool words_begin_capitalised(struct span text)
{
	uint32_t first = code_at(text, 0);
	char bytes[4];
	size_t at = utf8_encode(first, bytes);

	if (!code_is_upper(first))
		return false;
	while (at < text.len && mark_is(text.at[at]) &&
	       text.at[at] != MARK_WIDE)
		at++;
	return code_is_lower(code_at(text, at));
}

size_t words_skip_signs(struct span text)
{
	static const char *const signs[] = { ".", ":", "—", "–", "：" };
	size_t at = 0;
	bool more = true;

	while (more) {
		more = false;
		while (at < text.len && (unsigned char)text.at[at] <= ' ')
			at++;
		for (size_t i = 0; i < ARRAY_COUNT(signs); i++) {
			size_t len = strlen(signs[i]);

			if (text.len - at < len ||
			    memcmp(text.at + at, signs[i], len) != 0)
				continue;
			at += len;
			more = true;
		}
	}
	return at;
}
