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

/* Control words, sorted by the bytes of the name.  A font has 1 where a formula
 * of letters alone may be set in it. */
/* clang-format off */
static const struct row words[] = {
	{ "AA", TEX_CHAR, 0x00C5 }, { "AE", TEX_CHAR, 0x00C6 },
	{ "AmS", TEX_NAME, 0 }, { "BibTeX", TEX_NAME, 0 },
	{ "DH", TEX_CHAR, 0x00D0 }, { "DJ", TEX_CHAR, 0x0110 },
	{ "Delta", TEX_GREEK, 0x0394 }, { "Gamma", TEX_GREEK, 0x0393 },
	{ "H", TEX_ACCENT, 0x030B }, { "Huge", TEX_SWITCH, 0 },
	{ "IJ", TEX_CHAR, 0x0132 }, { "L", TEX_CHAR, 0x0141 },
	{ "LARGE", TEX_SWITCH, 0 }, { "LaTeX", TEX_NAME, 0 },
	{ "LaTeXe", TEX_NAME, 0 }, { "Lambda", TEX_GREEK, 0x039B },
	{ "Large", TEX_SWITCH, 0 }, { "NG", TEX_CHAR, 0x014A },
	{ "O", TEX_CHAR, 0x00D8 }, { "OE", TEX_CHAR, 0x0152 },
	{ "Omega", TEX_GREEK, 0x03A9 }, { "P", TEX_CHAR, 0x00B6 },
	{ "Phi", TEX_GREEK, 0x03A6 }, { "Pi", TEX_GREEK, 0x03A0 },
	{ "Psi", TEX_GREEK, 0x03A8 }, { "S", TEX_CHAR, 0x00A7 },
	{ "SS", TEX_CHAR, 0x1E9E }, { "Sigma", TEX_GREEK, 0x03A3 },
	{ "TH", TEX_CHAR, 0x00DE }, { "TeX", TEX_NAME, 0 },
	{ "Theta", TEX_GREEK, 0x0398 }, { "Upsilon", TEX_GREEK, 0x03A5 },
	{ "XeTeX", TEX_NAME, 0 }, { "Xi", TEX_GREEK, 0x039E },
	{ "aa", TEX_CHAR, 0x00E5 }, { "ae", TEX_CHAR, 0x00E6 },
	{ "alpha", TEX_GREEK, 0x03B1 }, { "b", TEX_ACCENT, 0x0331 },
	{ "beta", TEX_GREEK, 0x03B2 }, { "bf", TEX_SWITCH, 0 },
	{ "bfseries", TEX_SWITCH, 0 }, { "bm", TEX_FONT, 1 },
	{ "boldmath", TEX_SWITCH, 0 }, { "boldsymbol", TEX_FONT, 1 },
	{ "break", TEX_BREAK, 0 }, { "c", TEX_ACCENT, 0x0327 },
	{ "centering", TEX_SWITCH, 0 }, { "chi", TEX_GREEK, 0x03C7 },
	{ "copyright", TEX_CHAR, 0x00A9 }, { "d", TEX_ACCENT, 0x0323 },
	{ "dag", TEX_CHAR, 0x2020 }, { "ddag", TEX_CHAR, 0x2021 },
	{ "deg", TEX_CHAR, 0x00B0 }, { "degree", TEX_CHAR, 0x00B0 }, { "delta", TEX_GREEK, 0x03B4 },
	{ "dh", TEX_CHAR, 0x00F0 }, { "dj", TEX_CHAR, 0x0111 },
	{ "dots", TEX_CHAR, 0x2026 }, { "em", TEX_SWITCH, 0 },
	{ "emph", TEX_FONT, 0 }, { "ensuremath", TEX_FONT, 0 },
	{ "epsilon", TEX_GREEK, 0x03B5 }, { "eta", TEX_GREEK, 0x03B7 },
	{ "euro", TEX_CHAR, 0x20AC }, { "footnotesize", TEX_SWITCH, 0 },
	{ "gamma", TEX_GREEK, 0x03B3 }, { "guillemetleft", TEX_CHAR, 0x00AB },
	{ "guillemetright", TEX_CHAR, 0x00BB },
	{ "guillemotleft", TEX_CHAR, 0x00AB },
	{ "guillemotright", TEX_CHAR, 0x00BB },
	{ "guilsinglleft", TEX_CHAR, 0x2039 },
	{ "guilsinglright", TEX_CHAR, 0x203A }, { "hbox", TEX_FONT, 0 },
	{ "huge", TEX_SWITCH, 0 }, { "i", TEX_CHAR, 0x0131 },
	{ "ij", TEX_CHAR, 0x0133 }, { "iota", TEX_GREEK, 0x03B9 },
	{ "it", TEX_SWITCH, 0 }, { "itshape", TEX_SWITCH, 0 },
	{ "j", TEX_CHAR, 0x0237 }, { "k", TEX_ACCENT, 0x0328 },
	{ "kappa", TEX_GREEK, 0x03BA }, { "l", TEX_CHAR, 0x0142 },
	{ "lambda", TEX_GREEK, 0x03BB }, { "large", TEX_SWITCH, 0 },
	{ "ldots", TEX_CHAR, 0x2026 }, { "linebreak", TEX_BREAK, 0 },
	{ "mathbf", TEX_FONT, 1 }, { "mathit", TEX_FONT, 1 },
	{ "mathnormal", TEX_FONT, 0 }, { "mathrm", TEX_FONT, 1 },
	{ "mbox", TEX_FONT, 0 }, { "mdseries", TEX_SWITCH, 0 },
	{ "mu", TEX_GREEK, 0x03BC }, { "newline", TEX_BREAK, 0 },
	{ "ng", TEX_CHAR, 0x014B }, { "noindent", TEX_SWITCH, 0 },
	{ "normalfont", TEX_SWITCH, 0 }, { "normalsize", TEX_SWITCH, 0 },
	{ "nu", TEX_GREEK, 0x03BD }, { "o", TEX_CHAR, 0x00F8 },
	{ "oe", TEX_CHAR, 0x0153 }, { "omega", TEX_GREEK, 0x03C9 },
	{ "omicron", TEX_GREEK, 0x03BF }, { "par", TEX_BREAK, 0 },
	{ "phi", TEX_GREEK, 0x03C6 }, { "pi", TEX_GREEK, 0x03C0 },
	{ "pounds", TEX_CHAR, 0x00A3 }, { "protect", TEX_FONT, 0 },
	{ "psi", TEX_GREEK, 0x03C8 }, { "quotedblbase", TEX_CHAR, 0x201E },
	{ "quotesinglbase", TEX_CHAR, 0x201A }, { "r", TEX_ACCENT, 0x030A },
	{ "raggedright", TEX_SWITCH, 0 }, { "relax", TEX_SWITCH, 0 },
	{ "rho", TEX_GREEK, 0x03C1 }, { "rm", TEX_SWITCH, 0 },
	{ "rmfamily", TEX_SWITCH, 0 }, { "sc", TEX_SWITCH, 0 },
	{ "scriptsize", TEX_SWITCH, 0 }, { "scshape", TEX_SWITCH, 0 },
	{ "selectfont", TEX_SWITCH, 0 }, { "sf", TEX_SWITCH, 0 },
	{ "sffamily", TEX_SWITCH, 0 }, { "sigma", TEX_GREEK, 0x03C3 },
	{ "sl", TEX_SWITCH, 0 }, { "sloppy", TEX_SWITCH, 0 },
	{ "slshape", TEX_SWITCH, 0 }, { "small", TEX_SWITCH, 0 },
	{ "ss", TEX_CHAR, 0x00DF }, { "tau", TEX_GREEK, 0x03C4 },
	{ "text", TEX_FONT, 1 }, { "textasciiacute", TEX_CHAR, 0x00B4 },
	{ "textasciicircum", TEX_CHAR, 0x005E },
	{ "textasciitilde", TEX_CHAR, 0x007E },
	{ "textbackslash", TEX_CHAR, 0x005C }, { "textbar", TEX_CHAR, 0x007C },
	{ "textbf", TEX_FONT, 0 }, { "textbraceleft", TEX_CHAR, 0x007B },
	{ "textbraceright", TEX_CHAR, 0x007D },
	{ "textbullet", TEX_CHAR, 0x2022 }, { "textcent", TEX_CHAR, 0x00A2 },
	{ "textcopyright", TEX_CHAR, 0x00A9 },
	{ "textdagger", TEX_CHAR, 0x2020 },
	{ "textdaggerdbl", TEX_CHAR, 0x2021 },
	{ "textdegree", TEX_CHAR, 0x00B0 }, { "textdiv", TEX_CHAR, 0x00F7 },
	{ "textdollar", TEX_CHAR, 0x0024 },
	{ "textellipsis", TEX_CHAR, 0x2026 },
	{ "textemdash", TEX_CHAR, 0x2014 }, { "textendash", TEX_CHAR, 0x2013 },
	{ "texteuro", TEX_CHAR, 0x20AC },
	{ "textexclamdown", TEX_CHAR, 0x00A1 },
	{ "textgreater", TEX_CHAR, 0x003E }, { "textit", TEX_FONT, 0 },
	{ "textless", TEX_CHAR, 0x003C }, { "textmd", TEX_FONT, 0 },
	{ "textminus", TEX_CHAR, 0x2212 }, { "textmu", TEX_CHAR, 0x00B5 },
	{ "textnormal", TEX_FONT, 0 }, { "textnumero", TEX_CHAR, 0x2116 },
	{ "textohm", TEX_CHAR, 0x03A9 }, { "textonehalf", TEX_CHAR, 0x00BD },
	{ "textonequarter", TEX_CHAR, 0x00BC },
	{ "textonesuperior", TEX_CHAR, 0x00B9 },
	{ "textordfeminine", TEX_CHAR, 0x00AA },
	{ "textordmasculine", TEX_CHAR, 0x00BA },
	{ "textparagraph", TEX_CHAR, 0x00B6 },
	{ "textperiodcentered", TEX_CHAR, 0x00B7 },
	{ "textpm", TEX_CHAR, 0x00B1 },
	{ "textquestiondown", TEX_CHAR, 0x00BF },
	{ "textquotedbl", TEX_CHAR, 0x0022 },
	{ "textquotedblleft", TEX_CHAR, 0x201C },
	{ "textquotedblright", TEX_CHAR, 0x201D },
	{ "textquoteleft", TEX_CHAR, 0x2018 },
	{ "textquoteright", TEX_CHAR, 0x2019 },
	{ "textquotesingle", TEX_CHAR, 0x0027 },
	{ "textregistered", TEX_CHAR, 0x00AE }, { "textrm", TEX_FONT, 0 },
	{ "textsc", TEX_FONT, 0 }, { "textsection", TEX_CHAR, 0x00A7 },
	{ "textsf", TEX_FONT, 0 }, { "textsl", TEX_FONT, 0 },
	{ "textsterling", TEX_CHAR, 0x00A3 },
	{ "textsubscript", TEX_SCRIPT, MARK_LOWER },
	{ "textsuperscript", TEX_SCRIPT, MARK_UPPER },
	{ "textthreequarters", TEX_CHAR, 0x00BE },
	{ "textthreesuperior", TEX_CHAR, 0x00B3 },
	{ "texttimes", TEX_CHAR, 0x00D7 },
	{ "texttrademark", TEX_CHAR, 0x2122 }, { "texttt", TEX_FONT, 0 },
	{ "texttwosuperior", TEX_CHAR, 0x00B2 },
	{ "textunderscore", TEX_CHAR, 0x005F }, { "textup", TEX_FONT, 0 },
	{ "textyen", TEX_CHAR, 0x00A5 }, { "th", TEX_CHAR, 0x00FE },
	{ "theta", TEX_GREEK, 0x03B8 }, { "tiny", TEX_SWITCH, 0 },
	{ "tt", TEX_SWITCH, 0 }, { "ttfamily", TEX_SWITCH, 0 },
	{ "u", TEX_ACCENT, 0x0306 }, { "unboldmath", TEX_SWITCH, 0 },
	{ "upmu", TEX_CHAR, 0x00B5 }, { "upshape", TEX_SWITCH, 0 }, { "upsilon", TEX_GREEK, 0x03C5 },
	{ "v", TEX_ACCENT, 0x030C }, { "varepsilon", TEX_GREEK, 0x03B5 },
	{ "varphi", TEX_GREEK, 0x03C6 }, { "varsigma", TEX_GREEK, 0x03C2 },
	{ "vartheta", TEX_GREEK, 0x03D1 }, { "xi", TEX_GREEK, 0x03BE },
	{ "zeta", TEX_GREEK, 0x03B6 },
};
/* clang-format on */

/* Control symbols; those that other texts have too are weak. */
static const struct {
	char symbol;
	enum tex_kind kind;
	uint32_t code;
	bool weak;
} symbols[] = {
	{ '\'', TEX_ACCENT, 0x0301, false }, { '`', TEX_ACCENT, 0x0300, false },
	{ '^', TEX_ACCENT, 0x0302, false },  { '"', TEX_ACCENT, 0x0308, false },
	{ '~', TEX_ACCENT, 0x0303, false },  { '=', TEX_ACCENT, 0x0304, false },
	{ '.', TEX_ACCENT, 0x0307, false },  { '&', TEX_CHAR, '&', false },
	{ '%', TEX_CHAR, '%', false },       { '_', TEX_CHAR, '_', false },
	{ '#', TEX_CHAR, '#', false },       { '{', TEX_CHAR, '{', true },
	{ '}', TEX_CHAR, '}', true },        { '$', TEX_CHAR, '$', true },
	{ ' ', TEX_CHAR, ' ', true },        { ',', TEX_CHAR, ' ', true },
	{ ';', TEX_CHAR, ' ', true },        { ':', TEX_CHAR, ' ', true },
	{ '!', TEX_FONT, 0, true },          { '/', TEX_FONT, 0, true },
	{ '-', TEX_FONT, 0, true },          { '@', TEX_FONT, 0, true },
	{ '\\', TEX_BREAK, 0, true },
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
	/* "\o" and the like are too short to prove anything by themselves. */
	return (struct tex_command){ row->kind, row->code, name.len + 1,
				     name.len == 1 };
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
						     symbols[i].code, 2,
						     symbols[i].weak };
	return (struct tex_command){ .len = 1 };
}
