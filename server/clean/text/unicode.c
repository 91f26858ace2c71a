/* SPDX-License-Identifier: MIT */
#include "text_stages.h"

#include <utf8proc.h>

uint32_t code_at(struct span text, size_t at)
{
	uint32_t code = 0;

	utf8_decode(span_slice(text, at, text.len), &code);
	return code;
}

uint32_t code_before(struct span text, size_t end)
{
	size_t at = end;

	while (at > 0 && end - at < 4) {
		at--;
		if (((unsigned char)text.at[at] & 0xC0) != 0x80)
			return code_at(text, at);
	}
	return 0;
}

bool code_is_upper(uint32_t code)
{
	if (code < 0x80)
		return ascii_is_upper((int)code);
	return utf8proc_category((utf8proc_int32_t)code) ==
	       UTF8PROC_CATEGORY_LU;
}

bool code_is_lower(uint32_t code)
{
	if (code < 0x80)
		return ascii_is_lower((int)code);
	return utf8proc_category((utf8proc_int32_t)code) ==
	       UTF8PROC_CATEGORY_LL;
}

bool code_is_letter(uint32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80)
		return ascii_is_alpha((int)code);
	category = utf8proc_category((utf8proc_int32_t)code);
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_LO;
}
