/* SPDX-License-Identifier: MIT */
/*
 * Code points to characters: what belongs together is put in the canonical
 * order and composed (UAX #15).
 */
#include "terms_fold.h"

#define LEAD_FIRST  0x1100
#define LEAD_LAST   0x1112
#define VOWEL_FIRST 0x1161
#define VOWEL_LAST  0x1175
#define TRAIL_FIRST 0x11A8
#define TRAIL_LAST  0x11C2
#define TRAIL_COUNT 28 /* none among them */

static bool is_between(uint32_t code, uint32_t first, uint32_t last)
{
	return code >= first && code <= last;
}

/* True when code is the vowel or the last consonant of a Hangul syllable of
 * which `before` is the end (The Unicode Standard, section 3.12). */
static bool is_jamo_after(uint32_t before, uint32_t code)
{
	if (is_between(code, VOWEL_FIRST, VOWEL_LAST))
		return is_between(before, LEAD_FIRST, LEAD_LAST);
	if (!is_between(code, TRAIL_FIRST, TRAIL_LAST))
		return false;
	return is_between(before, VOWEL_FIRST, VOWEL_LAST) ||
	       (fold_is_syllable(before) &&
		(before - FOLD_SYLLABLE_FIRST) % TRAIL_COUNT == 0);
}

static bool is_at_ascii(const struct fold *fold)
{
	return fold->at < fold->text.len &&
	       (unsigned char)fold->text.at[fold->at] < 0x80;
}

/* Queues what comes before the next ASCII byte, which is left to those who
 * read bytes.  False when nothing does, but for what vanishes. */
static bool fill_wide(struct fold *fold)
{
	while (fold_is_plain(fold) && fold->at < fold->text.len &&
	       !is_at_ascii(fold))
		fold_fill(fold);
	return !fold_is_plain(fold);
}

/* ---- characters ---- */

static enum fold_kind letter_kind(uint32_t code)
{
	if (fold_is_spaceless(code))
		return FOLD_CHARACTER;
	return code >= 0x0370 && code <= 0x03FF ? FOLD_GREEK : FOLD_LETTER;
}

static enum fold_kind ascii_kind(uint32_t code)
{
	if (ascii_is_alpha((int)code))
		return FOLD_LETTER;
	if (ascii_is_digit((int)code))
		return FOLD_DIGIT;
	return code == '\'' || code == '`' ? FOLD_APOSTROPHE : FOLD_BREAK;
}

static enum fold_kind kind_of(uint32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80)
		return ascii_kind(code);
	category = utf8proc_category((utf8proc_int32_t)code);
	if (category >= UTF8PROC_CATEGORY_LU &&
	    category <= UTF8PROC_CATEGORY_LO)
		return letter_kind(code);
	if (category >= UTF8PROC_CATEGORY_MN &&
	    category <= UTF8PROC_CATEGORY_ME)
		return FOLD_MARK;
	if (category < UTF8PROC_CATEGORY_ND || category > UTF8PROC_CATEGORY_NO)
		return FOLD_BREAK;
	return fold_is_spaceless(code) ? FOLD_CHARACTER : FOLD_DIGIT;
}

/* True when the next code point belongs to the character that is read, which
 * ends with `last` as yet. */
static bool goes_on(struct fold *fold, uint32_t last)
{
	uint32_t code;

	if (!fill_wide(fold))
		return false;
	code = (uint32_t)fold->codes[fold->next];
	return code >= 0x80 &&
	       (fold_is_mark(code) || is_jamo_after(last, code));
}

static int class_of(utf8proc_int32_t code)
{
	return utf8proc_get_property(code)->combining_class;
}

/* Moves the last code point to its place in the canonical order. */
static void settle(utf8proc_int32_t *codes, size_t count)
{
	utf8proc_int32_t last = codes[count - 1];
	int class = class_of(last);
	size_t i = count - 1;

	while (class && i > 0 && class_of(codes[i - 1]) > class) {
		codes[i] = codes[i - 1];
		i--;
	}
	codes[i] = last;
}

/* Reads what belongs to the character; returns how many code points there
 * are. */
static size_t read_rest(struct fold *fold, utf8proc_int32_t *codes)
{
	size_t count = 1;

	while (goes_on(fold, (uint32_t)codes[count - 1])) {
		utf8proc_int32_t code = fold->codes[fold->next++];

		if (count == FOLD_CODES_MAX)
			continue;
		codes[count++] = code;
		settle(codes, count);
	}
	return count;
}

static void write_char(utf8proc_int32_t *codes, size_t count,
		       struct fold_char *ret)
{
	if (count > 1)
		count = (size_t)utf8proc_normalize_utf32(
			codes, (utf8proc_ssize_t)count,
			UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	ret->len = 0;
	for (size_t i = 0; i < count; i++)
		ret->len += utf8_encode((uint32_t)codes[i],
					ret->text + ret->len);
}

void fold_begin(struct fold *fold, struct span text)
{
	fold->text = text;
	fold->at = 0;
	fold->next = 0;
	fold->count = 0;
}

void fold_back(struct fold *fold, size_t at)
{
	fold->at = at;
	fold->next = fold->count = 0;
}

/* Reads a character from the queue, which is not empty. */
static void read_char(struct fold *fold, struct fold_char *ret)
{
	utf8proc_int32_t codes[FOLD_CODES_MAX];
	size_t count = 1, end = fold->to;

	ret->from = fold->from;
	codes[0] = fold->codes[fold->next++];
	ret->kind = kind_of((uint32_t)codes[0]);
	/* Marks of an ASCII letter always come by themselves: its reader may
	 * not have come here for it. */
	if (codes[0] >= 0x80 && ret->kind != FOLD_BREAK)
		count = read_rest(fold, codes);
	write_char(codes, count, ret);
	/* What vanished behind it belongs to it. */
	ret->to = fold_is_plain(fold) ? fold->at : fold->from;
	if (ret->to < end)
		ret->to = end;
}

void fold_next(struct fold *fold, struct fold_char *ret)
{
	size_t from = fold->at;

	if (fill_wide(fold)) {
		read_char(fold, ret);
	} else if (fold->at > from) {
		*ret = (struct fold_char){ FOLD_MARK, from, fold->at, 0, "" };
	} else if (is_at_ascii(fold)) {
		fold_fill(fold);
		read_char(fold, ret);
	} else {
		*ret = (struct fold_char){ FOLD_END, from, from, 0, "" };
	}
}
