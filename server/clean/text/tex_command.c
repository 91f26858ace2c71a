/* SPDX-License-Identifier: MIT */
/* The control sequences of TeX and LaTeX that stand in titles. */
#include "text_stages.h"

#include "paperd/scoped.h"

#include <stdlib.h>

struct row {
	const char *name;
	enum tex_kind kind;
	uint32_t code;
};

/* Control words, sorted by the bytes of the name. */
/* clang-format off */
static const struct row words[] = {
	{ "AA", TEX_CHAR, 0x00C5 }, { "AE", TEX_CHAR, 0x00C6 },
	{ "DH", TEX_CHAR, 0x00D0 }, { "DJ", TEX_CHAR, 0x0110 },
	{ "Delta", TEX_GREEK, 0x0394 }, { "Gamma", TEX_GREEK, 0x0393 },
	{ "H", TEX_ACCENT, 0x030B }, { "L", TEX_CHAR, 0x0141 },
	{ "Lambda", TEX_GREEK, 0x039B }, { "O", TEX_CHAR, 0x00D8 },
	{ "OE", TEX_CHAR, 0x0152 }, { "Omega", TEX_GREEK, 0x03A9 },
	{ "Phi", TEX_GREEK, 0x03A6 }, { "Pi", TEX_GREEK, 0x03A0 },
	{ "Psi", TEX_GREEK, 0x03A8 }, { "Sigma", TEX_GREEK, 0x03A3 },
	{ "TH", TEX_CHAR, 0x00DE }, { "Theta", TEX_GREEK, 0x0398 },
	{ "Upsilon", TEX_GREEK, 0x03A5 }, { "Xi", TEX_GREEK, 0x039E },
	{ "aa", TEX_CHAR, 0x00E5 }, { "ae", TEX_CHAR, 0x00E6 },
	{ "alpha", TEX_GREEK, 0x03B1 }, { "beta", TEX_GREEK, 0x03B2 },
	{ "bm", TEX_FONT, 0 }, { "boldsymbol", TEX_FONT, 0 },
	{ "c", TEX_ACCENT, 0x0327 }, { "chi", TEX_GREEK, 0x03C7 },
	{ "d", TEX_ACCENT, 0x0323 }, { "delta", TEX_GREEK, 0x03B4 },
	{ "dh", TEX_CHAR, 0x00F0 }, { "dj", TEX_CHAR, 0x0111 },
	{ "emph", TEX_FONT, 0 }, { "epsilon", TEX_GREEK, 0x03B5 },
	{ "eta", TEX_GREEK, 0x03B7 }, { "gamma", TEX_GREEK, 0x03B3 },
	{ "i", TEX_CHAR, 0x0131 }, { "iota", TEX_GREEK, 0x03B9 },
	{ "j", TEX_CHAR, 0x0237 }, { "k", TEX_ACCENT, 0x0328 },
	{ "kappa", TEX_GREEK, 0x03BA }, { "l", TEX_CHAR, 0x0142 },
	{ "lambda", TEX_GREEK, 0x03BB }, { "mathbf", TEX_FONT, 0 },
	{ "mathit", TEX_FONT, 0 }, { "mathrm", TEX_FONT, 0 },
	{ "mu", TEX_GREEK, 0x03BC }, { "nu", TEX_GREEK, 0x03BD },
	{ "o", TEX_CHAR, 0x00F8 }, { "oe", TEX_CHAR, 0x0153 },
	{ "omega", TEX_GREEK, 0x03C9 }, { "omicron", TEX_GREEK, 0x03BF },
	{ "phi", TEX_GREEK, 0x03C6 }, { "pi", TEX_GREEK, 0x03C0 },
	{ "psi", TEX_GREEK, 0x03C8 }, { "r", TEX_ACCENT, 0x030A },
	{ "rho", TEX_GREEK, 0x03C1 }, { "sigma", TEX_GREEK, 0x03C3 },
	{ "ss", TEX_CHAR, 0x00DF }, { "tau", TEX_GREEK, 0x03C4 },
	{ "text", TEX_FONT, 0 }, { "textbf", TEX_FONT, 0 },
	{ "textit", TEX_FONT, 0 }, { "textrm", TEX_FONT, 0 },
	{ "textsc", TEX_FONT, 0 }, { "textsf", TEX_FONT, 0 },
	{ "textsl", TEX_FONT, 0 }, { "texttt", TEX_FONT, 0 },
	{ "th", TEX_CHAR, 0x00FE }, { "theta", TEX_GREEK, 0x03B8 },
	{ "u", TEX_ACCENT, 0x0306 }, { "upsilon", TEX_GREEK, 0x03C5 },
	{ "v", TEX_ACCENT, 0x030C }, { "varepsilon", TEX_GREEK, 0x03B5 },
	{ "varphi", TEX_GREEK, 0x03C6 }, { "varsigma", TEX_GREEK, 0x03C2 },
	{ "vartheta", TEX_GREEK, 0x03D1 }, { "xi", TEX_GREEK, 0x03BE },
	{ "zeta", TEX_GREEK, 0x03B6 },
};
/* clang-format on */

/* Control symbols. */
static const struct {
	char symbol;
	enum tex_kind kind;
	uint32_t code;
} symbols[] = {
	{ '\'', TEX_ACCENT, 0x0301 }, { '`', TEX_ACCENT, 0x0300 },
	{ '^', TEX_ACCENT, 0x0302 },  { '"', TEX_ACCENT, 0x0308 },
	{ '~', TEX_ACCENT, 0x0303 },  { '=', TEX_ACCENT, 0x0304 },
	{ '.', TEX_ACCENT, 0x0307 },  { '&', TEX_CHAR, '&' },
	{ '%', TEX_CHAR, '%' },       { '_', TEX_CHAR, '_' },
	{ '#', TEX_CHAR, '#' },
};

static int compare_words(const void *key, const void *row)
{
	const struct span *name = key;
	const char *other = ((const struct row *)row)->name;
	int order = strncmp(name->at, other, name->len);

	return order ? order : -(other[name->len] != '\0');
}

static struct tex_command word_command(struct span name)
{
	const struct row *row = bsearch(&name, words, ARRAY_COUNT(words),
					sizeof(words[0]), compare_words);

	if (!row)
		return (struct tex_command){ .len = name.len + 1 };
	return (struct tex_command){ row->kind, row->code, name.len + 1 };
}

struct tex_command tex_command(struct span text)
{
	size_t end = 1;

	while (end < text.len && ascii_is_alpha((unsigned char)text.at[end]))
		end++;
	if (end > 1)
		return word_command(span_slice(text, 1, end));
	for (size_t i = 0; i < ARRAY_COUNT(symbols) && text.len > 1; i++)
		if (text.at[1] == symbols[i].symbol)
			return (struct tex_command){ symbols[i].kind,
						     symbols[i].code, 2 };
	/* An unknown symbol counts only itself: "\\" is two bytes. */
	return (struct tex_command){ .len = text.len > 1 && text.at[1] == '\\'
						    ? 2
						    : 1 };
}
