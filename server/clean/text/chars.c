/* SPDX-License-Identifier: MIT */
/*
 * Characters that only look different.  Few texts have any, so the text is
 * copied from the first of them on.
 */
#include "text_stages.h"

#include "paperd/scoped.h"

/* What becomes of the characters of a range. */
enum fold {
	FOLD_SPACE,  /* a blank */
	FOLD_DROP,   /* invisible: nothing */
	FOLD_JOINER, /* invisible, but spelling between certain letters */
	FOLD_HYPHEN,
	FOLD_WIDE, /* fullwidth form of an ASCII character */
	FOLD_LIGATURE,
	FOLD_SINGLE, /* NFC makes one ASCII character of it */
};

/* Sorted by code point. */
static const struct {
	uint32_t first;
	uint32_t last;
	enum fold fold;
} folds[] = {
	{ 0x00A0, 0x00A0, FOLD_SPACE },    { 0x00AD, 0x00AD, FOLD_DROP },
	{ 0x037E, 0x037E, FOLD_SINGLE },   { 0x1680, 0x1680, FOLD_SPACE },
	{ 0x1FEF, 0x1FEF, FOLD_SINGLE },   { 0x2000, 0x200A, FOLD_SPACE },
	{ 0x200B, 0x200B, FOLD_DROP },     { 0x200C, 0x200D, FOLD_JOINER },
	{ 0x200E, 0x200F, FOLD_DROP },     { 0x2010, 0x2011, FOLD_HYPHEN },
	{ 0x2028, 0x202E, FOLD_DROP },     { 0x202F, 0x202F, FOLD_SPACE },
	{ 0x205F, 0x205F, FOLD_SPACE },    { 0x2060, 0x2069, FOLD_DROP },
	{ 0x212A, 0x212A, FOLD_SINGLE },   { 0x3000, 0x3000, FOLD_SPACE },
	{ 0xFB00, 0xFB06, FOLD_LIGATURE }, { 0xFEFF, 0xFEFF, FOLD_DROP },
	{ 0xFF0D, 0xFF0D, FOLD_WIDE },     { 0xFF10, 0xFF19, FOLD_WIDE },
	{ 0xFF21, 0xFF3A, FOLD_WIDE },     { 0xFF41, 0xFF5A, FOLD_WIDE },
};

/* What each of them is called. */
static const enum rule fold_rules[] = {
	[FOLD_SPACE] = RULE_CHAR_SPACE,
	[FOLD_DROP] = RULE_CHAR_INVISIBLE,
	[FOLD_JOINER] = RULE_CHAR_INVISIBLE,
	[FOLD_HYPHEN] = RULE_CHAR_HYPHEN,
	[FOLD_WIDE] = RULE_CHAR_FULLWIDTH,
	[FOLD_LIGATURE] = RULE_CHAR_LIGATURE,
	[FOLD_SINGLE] = RULE_CHAR_NFC,
};

static const char *const ligatures[] = { "ff",  "fi", "fl", "ffi",
					 "ffl", "st", "st" };

/* Scripts in whose words joiners are spelling: Arabic and its supplements,
 * those of India and its neighbours. */
static bool is_joined_script(uint32_t code)
{
	return (code >= 0x0600 && code <= 0x08FF) ||
	       (code >= 0x0900 && code <= 0x0DFF) ||
	       (code >= 0xFB50 && code <= 0xFEFC);
}

/* The row of a character in folds, or its length. */
static size_t fold_row(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(folds) && folds[i].first <= code;
	     i++)
		if (code <= folds[i].last)
			return i;
	return ARRAY_COUNT(folds);
}

bool chars_has(uint32_t code)
{
	return fold_row(code) < ARRAY_COUNT(folds);
}

static char single_of(uint32_t code)
{
	if (code == 0x037E)
		return ';';
	return code == 0x1FEF ? '`' : 'K';
}

/* True when the joiner at text.at[at] (3 bytes) stays. */
static bool joiner_stays(struct span text, size_t at)
{
	return is_joined_script(code_before(text, at)) &&
	       is_joined_script(code_at(text, at + 3));
}

static void add_folded(uint32_t code, enum fold fold, struct buf *out)
{
	switch (fold) {
	case FOLD_SPACE:
		buf_add_char(out, ' ');
		break;
	case FOLD_HYPHEN:
		buf_add_char(out, '-');
		break;
	case FOLD_WIDE:
		buf_add_char(out, (char)(code - 0xFF00 + ' '));
		break;
	case FOLD_LIGATURE:
		buf_add_text(out, ligatures[code - 0xFB00]);
		break;
	case FOLD_SINGLE:
		buf_add_char(out, single_of(code));
		break;
	case FOLD_JOINER:
	case FOLD_DROP:
		break;
	}
}

bool chars_fold(struct span in, struct buf *out, struct trace *trace)
{
	bool changed = false;
	size_t done = 0;

	for (size_t at = 0; at < in.len;) {
		uint32_t code = 0;
		size_t step = 1, row;

		if (!(in.at[at] & 0x80)) {
			at++;
			continue;
		}
		step = utf8_decode(span_slice(in, at, in.len), &code);
		row = fold_row(code);
		if (row < ARRAY_COUNT(folds) &&
		    !(folds[row].fold == FOLD_JOINER && joiner_stays(in, at))) {
			buf_add_span(out, span_slice(in, done, at));
			add_folded(code, folds[row].fold, out);
			trace_fired(trace, fold_rules[folds[row].fold]);
			done = at + step;
			changed = true;
		}
		at += step;
	}
	if (changed)
		buf_add_span(out, span_slice(in, done, in.len));
	return changed;
}
