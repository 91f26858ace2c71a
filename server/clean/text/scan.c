/* SPDX-License-Identifier: MIT */
/*
 * Looks at a text many bytes at a time: most bytes of most texts are of no
 * concern to a stage, and these loops are where its time goes.
 */
#include "text_stages.h"

/* Bytes of one step of a loop over chunks: a fixed number, so that the
 * compiler makes a few wide instructions of it. */
#define CHUNK 65

/* The same byte eight times. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

static uint64_t load(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
	return word;
}

/* Has the word a byte below a blank?  Never misses one. */
static uint64_t has_low(uint64_t word)
{
	return (word - EIGHT(0x20)) & ~word & EIGHT(0x80);
}

/* The high bit of each byte that is a blank, and maybe of one after it. */
static uint64_t blanks(uint64_t word)
{
	word ^= EIGHT(0x20);
	return (word - EIGHT(1)) & ~word & EIGHT(0x80);
}

size_t scan_mark(struct span text, size_t at)
{
	while (at + sizeof(uint64_t) <= text.len &&
	       !has_low(load(text.at + at)))
		at += sizeof(uint64_t);
	while (at < text.len && !mark_is(text.at[at]))
		at++;
	return at;
}

size_t scan_gap(struct span text, size_t at)
{
	const size_t step = sizeof(uint64_t);

	while (at + step + 1 <= text.len) {
		uint64_t here = load(text.at + at);
		uint64_t next = load(text.at + at + 1);

		if (has_low(here) | has_low(next) |
		    (blanks(here) & blanks(next)))
			break;
		at += step;
	}
	return at;
}

/* Must a stage look at c, the byte after `before`?  tex: signs of TeX count. */
static inline unsigned char is_sign(unsigned char c, unsigned char before,
				    bool tex)
{
	unsigned char sign = (c < ' ') | (c == 0x7F) | (c == '<') | (c == '&') |
			     (c == '\\') | (c == '$') |
			     ((c == ' ') & (before == ' '));

	if (tex)
		sign |= (c == '{') | (c == '}') | (c == '~') |
			((c == '-') & (before == '-'));
	return sign;
}

/* Of CHUNK bytes, those after the first. */
static inline bool has_sign(const unsigned char *at, bool tex)
{
	unsigned char any = 0;

	for (size_t i = 0; i + 1 < CHUNK; i++)
		any |= is_sign(at[i + 1], at[i], tex);
	return any;
}

static inline bool is_unsigned(struct span text, bool tex)
{
	const unsigned char *at = (const unsigned char *)text.at;

	if (text.len < CHUNK) {
		for (size_t i = 1; i < text.len; i++)
			if (is_sign(at[i], at[i - 1], tex))
				return false;
		return true;
	}
	for (size_t i = 0; i + CHUNK <= text.len; i += CHUNK - 1)
		if (has_sign(at + i, tex))
			return false;
	return !has_sign(at + text.len - CHUNK, tex);
}

bool scan_is_unsigned(struct span text, bool tex)
{
	const unsigned char *at = (const unsigned char *)text.at;

	if (!text.len || at[0] == '[' || at[text.len - 1] == ' ' ||
	    is_sign(at[0], ' ', tex))
		return false;
	return tex ? is_unsigned(text, true) : is_unsigned(text, false);
}

/* A capital after a small letter among CHUNK bytes? */
static bool has_inner_capital(const unsigned char *at)
{
	unsigned char any = 0;

	for (size_t i = 0; i + 1 < CHUNK; i++)
		any |= (unsigned char)((unsigned char)(at[i] - 'a') < 26) &
		       (unsigned char)((unsigned char)(at[i + 1] - 'A') < 26);
	return any;
}

size_t scan_inner_capital(struct span text, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)text.at;

	while (at + CHUNK <= text.len && !has_inner_capital(bytes + at))
		at += CHUNK - 1;
	for (; at + 1 < text.len; at++)
		if (ascii_is_lower(text.at[at]) &&
		    ascii_is_upper(bytes[at + 1]))
			return at + 1;
	return text.len;
}
