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

/* Is the character at index at this one but for case?  Returns its bytes. */
static size_t match_code(struct span text, size_t at, uint32_t want)
{
	uint32_t got = 0;
	size_t step = utf8_decode(span_slice(text, at, text.len), &got);

	return words_lower(got) == want ? step : 0;
}

size_t words_match(struct span text, const char *word)
{
	size_t at = 0;

	while (*word) {
		uint32_t want = (unsigned char)*word;
		size_t step = 1;

		/* An element may end within the word ("A<sc>bstract</sc>"). */
		while (at && at < text.len && mark_is(text.at[at]) &&
		       text.at[at] != MARK_WIDE)
			at++;
		if (at >= text.len)
			return 0;
		if (want < 0x80 && ascii_lower(text.at[at]) != *word)
			return 0;
		if (want >= 0x80) {
			word += utf8_decode(span_of(word), &want) - 1;
			step = match_code(text, at, want);
		}
		if (!step)
			return 0;
		word++;
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
