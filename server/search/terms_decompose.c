/* SPDX-License-Identifier: MIT */
/*
 * One character of the input to code points: NFKC_Casefold of Unicode, without
 * its composition, and without marks.
 */
#include "terms_fold.h"

#include "paperd/scoped.h"

#define FRACTION_SLASH 0x2044

/* The bulk of the Han characters, none of which has another form. */
#define HAN_FIRST 0x4E00
#define HAN_LAST  0x9FFF

static utf8proc_category_t category_of(uint32_t code)
{
	return utf8proc_category((utf8proc_int32_t)code);
}

bool fold_is_mark(uint32_t code)
{
	utf8proc_category_t category = category_of(code);

	return category >= UTF8PROC_CATEGORY_MN &&
	       category <= UTF8PROC_CATEGORY_ME;
}

static void queue(struct fold *fold, uint32_t code)
{
	if (fold->count < ARRAY_COUNT(fold->codes))
		fold->codes[fold->count++] = (utf8proc_int32_t)code;
}

/* The ten digits of a script stand in order, and no other digit before them. */
static uint32_t ascii_digit(uint32_t code)
{
	uint32_t value = 0;

	while (value < 9 &&
	       category_of(code - value - 1) == UTF8PROC_CATEGORY_ND)
		value++;
	return '0' + value;
}

static void queue_spelled(struct fold *fold, const struct fold_spelling *as)
{
	for (size_t i = 0; i < 2 && as->to[i]; i++)
		queue(fold, as->to[i]);
}

static bool is_looked_at(uint32_t code)
{
	return !fold_is_stripped(code) || !fold_is_mark(code);
}

/* Queues a code point that is decomposed and has no case. */
static void queue_folded(struct fold *fold, uint32_t code)
{
	const struct fold_spelling *as;

	if (code < 0x80)
		queue(fold, code);
	else if ((as = fold_spelling_of(code)))
		queue_spelled(fold, as);
	else if (category_of(code) == UTF8PROC_CATEGORY_ND)
		queue(fold, ascii_digit(code));
	else if (is_looked_at(code))
		queue(fold, code);
}

/* Decomposes a code point into ret, which has room for FOLD_PARTS_MAX; what is
 * to be ignored gives none. */
static size_t decompose(uint32_t code, utf8proc_option_t more,
			utf8proc_int32_t *ret)
{
	int class = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(
		(utf8proc_int32_t)code, ret, FOLD_PARTS_MAX,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE | more,
		&class);

	return count < 0 || count > FOLD_PARTS_MAX ? 0 : (size_t)count;
}

static void queue_caseless(struct fold *fold, uint32_t code)
{
	utf8proc_int32_t parts[FOLD_PARTS_MAX];
	size_t count = decompose(code, UTF8PROC_CASEFOLD, parts);

	for (size_t i = 0; i < count; i++)
		queue_folded(fold, (uint32_t)parts[i]);
}

/* Marks go before case does: a subscript iota would become a letter. */
static void queue_decomposed(struct fold *fold, uint32_t code)
{
	utf8proc_int32_t parts[FOLD_PARTS_MAX];
	size_t count = decompose(code, 0, parts);

	/* 1½ is not 11/2 */
	if (count > 1 && parts[1] == FRACTION_SLASH)
		queue(fold, ' ');
	for (size_t i = 0; i < count; i++)
		if (is_looked_at((uint32_t)parts[i]))
			queue_caseless(fold, (uint32_t)parts[i]);
}

void fold_fill(struct fold *fold)
{
	uint32_t code = ' ';
	size_t len = utf8_decode(
		span_slice(fold->text, fold->at, fold->text.len), &code);
	const struct fold_spelling *as;

	fold->from = fold->at;
	fold->at += len ? len : 1;
	fold->to = fold->at;
	fold->next = 0;
	fold->count = 0;
	if (!len)
		queue(fold, ' ');
	else if ((code >= HAN_FIRST && code <= HAN_LAST) ||
		 fold_is_syllable(code))
		queue(fold, code);
	else if ((as = fold_spelling_of(code)))
		queue_spelled(fold, as);
	else
		queue_decomposed(fold, code);
}
