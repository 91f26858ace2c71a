/* SPDX-License-Identifier: MIT */
#include "paperd/query.h"

/*
 * Letters and digits only.  Of other scripts every character counts as a
 * letter but the punctuation blocks and the spaces, which is what journal
 * titles need; full Unicode categories are the cleaner's business.
 */
static bool is_separator(uint32_t code)
{
	if (code < 0x80)
		return !ascii_is_alnum((int)code);
	return (code >= 0x80 && code < 0xC0) ||
	       (code >= 0x2000 && code <= 0x206F) ||
	       (code >= 0x3000 && code <= 0x303F) ||
	       (code >= 0xFF00 && code <= 0xFF0F);
}

void journal_key(struct span title, struct buf *out)
{
	uint32_t code;

	while (title.len) {
		size_t len = utf8_decode(title, &code);

		if (!len)
			len = 1;
		else if (!is_separator(code))
			buf_add_code(out, code < 0x80 ? (uint32_t)ascii_lower(
								(char)code)
						      : code);
		title = span_slice(title, len, title.len);
	}
}
