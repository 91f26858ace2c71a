/* SPDX-License-Identifier: MIT */
/* What folding knows beyond the Unicode properties. */
#include "terms_fold.h"

#include "paperd/scoped.h"

struct range {
	uint32_t first;
	uint32_t last;
};

/* By code point.  Looked at before and after decomposition. */
static const struct fold_spelling spellings[] = {
	{ 0x00B4, { '\'' } }, /* acute accent */
	{ 0x00E6, { 'a', 'e' } },
	{ 0x00F0, { 'd' } }, /* eth */
	{ 0x00F8, { 'o' } },
	{ 0x00FE, { 't', 'h' } }, /* thorn */
	{ 0x0111, { 'd' } },
	{ 0x0127, { 'h' } },
	{ 0x0131, { 'i' } }, /* without its dot */
	{ 0x0142, { 'l' } },
	{ 0x0153, { 'o', 'e' } },
	{ 0x0167, { 't' } },
	{ 0x02B9, { 0 } }, /* the soft sign of transliterations */
	{ 0x02BA, { 0 } }, /* the hard sign */
	{ 0x02BB, { '\'' } },
	{ 0x02BC, { '\'' } },
	{ 0x02BE, { 0 } },      /* hamza */
	{ 0x02BF, { 0 } },      /* ayn */
	{ 0x0629, { 0x0647 } }, /* teh marbuta: heh */
	{ 0x0640, { 0 } },      /* tatweel */
	{ 0x0649, { 0x064A } }, /* alef maksura: yeh */
	{ 0x06A9, { 0x0643 } }, /* Persian kaf */
	{ 0x06CC, { 0x064A } }, /* Persian yeh */
	{ 0x1FFD, { '\'' } },   /* is canonically the acute accent */
	{ 0x2018, { '\'' } },
	{ 0x2019, { '\'' } },
	{ 0x201B, { '\'' } },
	{ 0x2032, { '\'' } },   /* prime */
	{ 0x2120, { ' ' } },    /* service mark: no letters */
	{ 0x2122, { ' ' } },    /* trade mark */
	{ 0x2206, { 0x03B4 } }, /* increment: delta */
	{ 0xFF07, { '\'' } },
};

/* Marks of Latin, Greek, Cyrillic, Hebrew, Arabic and of all scripts; tones of
 * ideographs and of Hangul. */
static const struct range stripped[] = {
	{ 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05C7 },
	{ 0x0610, 0x061A }, { 0x064B, 0x065F }, { 0x0670, 0x0670 },
	{ 0x06D6, 0x06ED }, { 0x08CA, 0x08FF }, { 0x1AB0, 0x1AFF },
	{ 0x1DC0, 0x1DFF }, { 0x20D0, 0x20FF }, { 0x2DE0, 0x2DFF },
	{ 0x302A, 0x302F }, { 0xA66F, 0xA67D }, { 0xA69E, 0xA69F },
	{ 0xFE20, 0xFE2F },
};

/* Thai, Lao, Myanmar, Hangul, Khmer, Han, kana, bopomofo, Yi. */
static const struct range spaceless[] = {
	{ 0x0E00, 0x0EFF },   { 0x1000, 0x109F }, { 0x1100, 0x11FF },
	{ 0x1780, 0x17FF },   { 0x2E80, 0x2FDF }, { 0x3005, 0x3007 },
	{ 0x3021, 0x3029 },   { 0x3031, 0x3035 }, { 0x3038, 0x303C },
	{ 0x3041, 0x30FF },   { 0x3105, 0x31BF }, { 0x31F0, 0x31FF },
	{ 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF }, { 0xA000, 0xA4CF },
	{ 0xA960, 0xA97F },   { 0xA9E0, 0xA9FF }, { 0xAA60, 0xAA7F },
	{ 0xAC00, 0xD7FF },   { 0xF900, 0xFAFF }, { 0x1AFF0, 0x1B16F },
	{ 0x20000, 0x3FFFF },
};

/* The ranges are in order. */
static bool is_in(const struct range *ranges, size_t count, uint32_t code)
{
	for (size_t i = 0; i < count && code >= ranges[i].first; i++)
		if (code <= ranges[i].last)
			return true;
	return false;
}

bool fold_is_stripped(uint32_t code)
{
	return is_in(stripped, ARRAY_COUNT(stripped), code);
}

bool fold_is_spaceless(uint32_t code)
{
	return is_in(spaceless, ARRAY_COUNT(spaceless), code);
}

const struct fold_spelling *fold_spelling_of(uint32_t code)
{
	size_t low = 0, high = ARRAY_COUNT(spellings);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (spellings[middle].code == code)
			return &spellings[middle];
		if (spellings[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
