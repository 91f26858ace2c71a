/* SPDX-License-Identifier: MIT */
#include "fold.h"

#include "paperd/scoped.h"
#include "text_stages.h"

/* Longest raw value looked at: some entities and blanks more. */
#define RAW_MAX (8 * FOLD_MAX)

struct range {
	uint32_t from;
	uint32_t to;
};

static const struct range dashes[] = {
	{ 0x2010, 0x2015 }, { 0x2043, 0x2043 }, { 0x2212, 0x2212 },
	{ 0x223C, 0x223C }, { 0x301C, 0x301C }, { 0xFE58, 0xFE58 },
	{ 0xFE63, 0xFE63 }, { 0xFF0D, 0xFF0D }, { 0xFF5E, 0xFF5E },
};

static const struct range blanks[] = {
	{ 0x00, 0x20 },     { 0x7F, 0xA0 },     { 0x1680, 0x1680 },
	{ 0x2000, 0x200A }, { 0x2028, 0x2029 }, { 0x202F, 0x202F },
	{ 0x205F, 0x205F }, { 0x3000, 0x3000 },
};

/* The soft hyphen is among them: it stands for a dash between digits only. */
static const struct range invisible[] = {
	{ 0xAD, 0xAD },     { 0x200B, 0x200F }, { 0x202A, 0x202E },
	{ 0x2060, 0x206F }, { 0xFEFF, 0xFEFF },
};

static bool is_in(const struct range *ranges, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count; i++)
		if (code >= ranges[i].from && code <= ranges[i].to)
			return true;
	return false;
}

bool fold_is_dash(uint32_t code)
{
	return is_in(dashes, ARRAY_COUNT(dashes), code);
}

/* Reads one character; a byte that is no UTF-8 is U+FFFD. */
static size_t code_read(struct span text, uint32_t *ret)
{
	size_t len = utf8_decode(text, ret);

	if (len)
		return len;
	*ret = 0xFFFD;
	return 1;
}

static bool is_between_digits(const struct fold *fold, struct span rest)
{
	return fold->len && ascii_is_digit(fold->at[fold->len - 1]) &&
	       rest.len && ascii_is_digit(rest.at[0]);
}

/* The plain form of a character; 0 when it is dropped. */
static uint32_t plain_of(const struct fold *fold, uint32_t code,
			 struct span rest)
{
	if (code > 0x20 && code < 0x7F)
		return code;
	if (code == 0xAD && is_between_digits(fold, rest))
		return '-';
	if (is_in(blanks, ARRAY_COUNT(blanks), code))
		return fold->len && fold->at[fold->len - 1] != ' ' ? ' ' : 0;
	if (fold_is_dash(code))
		return '-';
	if (is_in(invisible, ARRAY_COUNT(invisible), code))
		return 0;
	if (code >= 0xFF01 && code <= 0xFF5E)
		return code - 0xFF00 + 0x20;
	return code;
}

static bool fold_text(struct fold *fold, struct span raw)
{
	uint32_t code;

	fold->len = 0;
	for (size_t at = 0; at < raw.len;) {
		at += code_read(span_slice(raw, at, raw.len), &code);
		code = plain_of(fold, code, span_slice(raw, at, raw.len));
		if (!code)
			continue;
		if (fold->len + 4 > sizeof(fold->at))
			return false;
		fold->len += utf8_encode(code, fold->at + fold->len);
	}
	while (fold->len && fold->at[fold->len - 1] == ' ')
		fold->len--;
	return true;
}

bool fold_set(struct fold *fold, struct span raw)
{
	SCOPED(buf_release) struct buf decoded = buf_init(RAW_MAX);

	if (raw.len > RAW_MAX)
		return false;
	if (raw.len && memchr(raw.at, '&', raw.len) &&
	    entity_decode(raw, &decoded))
		raw = buf_span(&decoded);
	return !decoded.failed && fold_text(fold, raw);
}
