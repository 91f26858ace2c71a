/* SPDX-License-Identifier: MIT */
#include "bibtex.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "paperd/scoped.h"

/* Most parts of a character: a letter with three marks. */
#define PARTS_MAX 4

/* A text for a character; rows are sorted by it. */
struct row {
	uint32_t code;
	const char *text;
};

/* clang-format off */
/* Characters that have a command of their own. */
static const struct row commands[] = {
	{ 0x00A0, "~" }, { 0x00A1, "\\textexclamdown" },
	{ 0x00A2, "\\textcent" }, { 0x00A3, "\\pounds" },
	{ 0x00A5, "\\textyen" }, { 0x00A7, "\\S" },
	{ 0x00A9, "\\textcopyright" }, { 0x00AA, "\\textordfeminine" },
	{ 0x00AB, "\\guillemotleft" }, { 0x00AE, "\\textregistered" },
	{ 0x00B0, "\\textdegree" }, { 0x00B1, "\\textpm" },
	{ 0x00B2, "\\texttwosuperior" }, { 0x00B3, "\\textthreesuperior" },
	{ 0x00B4, "\\textasciiacute" }, { 0x00B5, "\\textmu" },
	{ 0x00B6, "\\P" }, { 0x00B7, "\\textperiodcentered" },
	{ 0x00B9, "\\textonesuperior" }, { 0x00BA, "\\textordmasculine" },
	{ 0x00BB, "\\guillemotright" }, { 0x00BC, "\\textonequarter" },
	{ 0x00BD, "\\textonehalf" }, { 0x00BE, "\\textthreequarters" },
	{ 0x00BF, "\\textquestiondown" }, { 0x00C5, "\\AA" },
	{ 0x00C6, "\\AE" }, { 0x00D0, "\\DH" }, { 0x00D7, "\\texttimes" },
	{ 0x00D8, "\\O" }, { 0x00DE, "\\TH" }, { 0x00DF, "\\ss" },
	{ 0x00E5, "\\aa" }, { 0x00E6, "\\ae" }, { 0x00F0, "\\dh" },
	{ 0x00F7, "\\textdiv" }, { 0x00F8, "\\o" }, { 0x00FE, "\\th" },
	{ 0x0110, "\\DJ" }, { 0x0111, "\\dj" }, { 0x0131, "\\i" },
	{ 0x0141, "\\L" }, { 0x0142, "\\l" }, { 0x014A, "\\NG" },
	{ 0x014B, "\\ng" }, { 0x0152, "\\OE" }, { 0x0153, "\\oe" },
	{ 0x0237, "\\j" }, { 0x0393, "$\\Gamma$" }, { 0x0394, "$\\Delta$" },
	{ 0x0398, "$\\Theta$" }, { 0x039B, "$\\Lambda$" },
	{ 0x039E, "$\\Xi$" }, { 0x03A0, "$\\Pi$" }, { 0x03A3, "$\\Sigma$" },
	{ 0x03A5, "$\\Upsilon$" }, { 0x03A6, "$\\Phi$" },
	{ 0x03A8, "$\\Psi$" }, { 0x03A9, "$\\Omega$" },
	{ 0x03B1, "$\\alpha$" }, { 0x03B2, "$\\beta$" },
	{ 0x03B3, "$\\gamma$" }, { 0x03B4, "$\\delta$" },
	{ 0x03B5, "$\\varepsilon$" }, { 0x03B6, "$\\zeta$" },
	{ 0x03B7, "$\\eta$" }, { 0x03B8, "$\\theta$" }, { 0x03B9, "$\\iota$" },
	{ 0x03BA, "$\\kappa$" }, { 0x03BB, "$\\lambda$" },
	{ 0x03BC, "$\\mu$" }, { 0x03BD, "$\\nu$" }, { 0x03BE, "$\\xi$" },
	{ 0x03C0, "$\\pi$" }, { 0x03C1, "$\\rho$" },
	{ 0x03C2, "$\\varsigma$" }, { 0x03C3, "$\\sigma$" },
	{ 0x03C4, "$\\tau$" }, { 0x03C5, "$\\upsilon$" },
	{ 0x03C6, "$\\varphi$" }, { 0x03C7, "$\\chi$" }, { 0x03C8, "$\\psi$" },
	{ 0x03C9, "$\\omega$" }, { 0x1E9E, "\\SS" },
	{ 0x2013, "\\textendash" }, { 0x2014, "\\textemdash" },
	{ 0x2018, "\\textquoteleft" }, { 0x2019, "\\textquoteright" },
	{ 0x201A, "\\quotesinglbase" }, { 0x201C, "\\textquotedblleft" },
	{ 0x201D, "\\textquotedblright" }, { 0x201E, "\\quotedblbase" },
	{ 0x2020, "\\textdagger" }, { 0x2021, "\\textdaggerdbl" },
	{ 0x2022, "\\textbullet" }, { 0x2026, "\\ldots" }, { 0x2032, "$'$" },
	{ 0x2039, "\\guilsinglleft" }, { 0x203A, "\\guilsinglright" },
	{ 0x2070, "\\textsuperscript{0}" }, { 0x2074, "\\textsuperscript{4}" },
	{ 0x2075, "\\textsuperscript{5}" }, { 0x2076, "\\textsuperscript{6}" },
	{ 0x2077, "\\textsuperscript{7}" }, { 0x2078, "\\textsuperscript{8}" },
	{ 0x2079, "\\textsuperscript{9}" }, { 0x207A, "\\textsuperscript{+}" },
	{ 0x207B, "\\textsuperscript{-}" }, { 0x2080, "\\textsubscript{0}" },
	{ 0x2081, "\\textsubscript{1}" }, { 0x2082, "\\textsubscript{2}" },
	{ 0x2083, "\\textsubscript{3}" }, { 0x2084, "\\textsubscript{4}" },
	{ 0x2085, "\\textsubscript{5}" }, { 0x2086, "\\textsubscript{6}" },
	{ 0x2087, "\\textsubscript{7}" }, { 0x2088, "\\textsubscript{8}" },
	{ 0x2089, "\\textsubscript{9}" }, { 0x20AC, "\\texteuro" },
	{ 0x2116, "\\textnumero" }, { 0x2122, "\\texttrademark" },
	{ 0x2190, "$\\leftarrow$" }, { 0x2192, "$\\rightarrow$" },
	{ 0x2194, "$\\leftrightarrow$" }, { 0x2200, "$\\forall$" },
	{ 0x2202, "$\\partial$" }, { 0x2203, "$\\exists$" },
	{ 0x2207, "$\\nabla$" }, { 0x2208, "$\\in$" }, { 0x2211, "$\\sum$" },
	{ 0x2212, "\\textminus" }, { 0x221A, "$\\surd$" },
	{ 0x221D, "$\\propto$" }, { 0x221E, "$\\infty$" },
	{ 0x2229, "$\\cap$" }, { 0x222A, "$\\cup$" }, { 0x222B, "$\\int$" },
	{ 0x223C, "$\\sim$" }, { 0x2245, "$\\cong$" },
	{ 0x2248, "$\\approx$" }, { 0x2260, "$\\neq$" },
	{ 0x2261, "$\\equiv$" }, { 0x2264, "$\\leq$" }, { 0x2265, "$\\geq$" },
	{ 0x226A, "$\\ll$" }, { 0x226B, "$\\gg$" }, { 0x2282, "$\\subset$" },
	{ 0x2295, "$\\oplus$" }, { 0x2297, "$\\otimes$" },
	{ 0x22A5, "$\\perp$" }, { 0x22C5, "$\\cdot$" },
};

/* Small letters that do not come apart into one of ASCII and marks. */
static const struct row plain[] = {
	{ 0x00DF, "ss" }, { 0x00E6, "ae" }, { 0x00F0, "d" }, { 0x00F8, "o" },
	{ 0x00FE, "th" }, { 0x0111, "d" }, { 0x0127, "h" }, { 0x0131, "i" },
	{ 0x0142, "l" }, { 0x014B, "n" }, { 0x0153, "oe" }, { 0x0167, "t" },
	{ 0x0192, "f" }, { 0x0259, "e" }, { 0x03B1, "a" }, { 0x03B2, "b" },
	{ 0x03B3, "g" }, { 0x03B4, "d" }, { 0x03B5, "e" }, { 0x03B6, "z" },
	{ 0x03B7, "i" }, { 0x03B8, "th" }, { 0x03B9, "i" }, { 0x03BA, "k" },
	{ 0x03BB, "l" }, { 0x03BC, "m" }, { 0x03BD, "n" }, { 0x03BE, "x" },
	{ 0x03BF, "o" }, { 0x03C0, "p" }, { 0x03C1, "r" }, { 0x03C2, "s" },
	{ 0x03C3, "s" }, { 0x03C4, "t" }, { 0x03C5, "y" }, { 0x03C6, "f" },
	{ 0x03C7, "ch" }, { 0x03C8, "ps" }, { 0x03C9, "o" }, { 0x0430, "a" },
	{ 0x0431, "b" }, { 0x0432, "v" }, { 0x0433, "g" }, { 0x0434, "d" },
	{ 0x0435, "e" }, { 0x0436, "zh" }, { 0x0437, "z" }, { 0x0438, "i" },
	{ 0x043A, "k" }, { 0x043B, "l" }, { 0x043C, "m" }, { 0x043D, "n" },
	{ 0x043E, "o" }, { 0x043F, "p" }, { 0x0440, "r" }, { 0x0441, "s" },
	{ 0x0442, "t" }, { 0x0443, "u" }, { 0x0444, "f" }, { 0x0445, "kh" },
	{ 0x0446, "ts" }, { 0x0447, "ch" }, { 0x0448, "sh" },
	{ 0x0449, "shch" }, { 0x044B, "y" }, { 0x044D, "e" }, { 0x044E, "yu" },
	{ 0x044F, "ya" }, { 0x0452, "d" }, { 0x0454, "ye" }, { 0x0455, "dz" },
	{ 0x0456, "i" }, { 0x0458, "j" }, { 0x0459, "lj" }, { 0x045A, "nj" },
	{ 0x045B, "c" }, { 0x045F, "dz" }, { 0x0491, "g" },
};

/* Marks: the accent of TeX that puts them on a letter. */
static const struct row accents[] = {
	{ 0x0300, "`" }, { 0x0301, "'" }, { 0x0302, "^" }, { 0x0303, "~" },
	{ 0x0304, "=" }, { 0x0306, "u" }, { 0x0307, "." }, { 0x0308, "\"" },
	{ 0x030A, "r" }, { 0x030B, "H" }, { 0x030C, "v" }, { 0x0323, "d" },
	{ 0x0326, "textcommabelow" }, { 0x0327, "c" }, { 0x0328, "k" },
	{ 0x0331, "b" },
};
/* clang-format on */

static int compare(const void *key, const void *row)
{
	uint32_t code = *(const uint32_t *)key;
	uint32_t other = ((const struct row *)row)->code;

	return (code > other) - (code < other);
}

static const char *find(const struct row *rows, size_t count, uint32_t code)
{
	const struct row *row = bsearch(&code, rows, count, sizeof(*rows),
					compare);

	return row ? row->text : NULL;
}

/* ---- classes ---- */

static utf8proc_category_t category_of(uint32_t code)
{
	return utf8proc_category((utf8proc_int32_t)code);
}

bool bibtex_is_word(uint32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80)
		return ascii_is_alnum((int)code);
	category = category_of(code);
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_NO;
}

bool bibtex_is_upper(uint32_t code)
{
	if (code < 0x80)
		return ascii_is_upper((int)code);
	return category_of(code) == UTF8PROC_CATEGORY_LU;
}

bool bibtex_is_lower(uint32_t code)
{
	if (code < 0x80)
		return ascii_is_lower((int)code);
	return category_of(code) == UTF8PROC_CATEGORY_LL;
}

/* ---- parts ---- */

/* The letter and the marks of a character; 0: it is not of so few. */
static size_t parts_of(uint32_t code, utf8proc_option_t options,
		       utf8proc_int32_t parts[PARTS_MAX])
{
	int last = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(
		(utf8proc_int32_t)code, parts, PARTS_MAX, options, &last);

	return count > 0 && count <= PARTS_MAX ? (size_t)count : 0;
}

/* ---- commands ---- */

/* The marks above take the place of a dot. */
static bool loses_dot(utf8proc_int32_t letter, utf8proc_int32_t mark)
{
	return (letter == 'i' || letter == 'j') && mark < 0x0323;
}

/* Appends the letter with its first `count` marks. */
static void add_accents(const utf8proc_int32_t *parts, size_t count,
			struct buf *out)
{
	for (size_t i = count; i > 0; i--) {
		const char *accent = find(accents, ARRAY_COUNT(accents),
					  (uint32_t)parts[i]);

		buf_add_char(out, '{');
		buf_add_char(out, '\\');
		buf_add_text(out, accent);
		if (i == 1)
			buf_add_char(out, '{');
	}
	if (loses_dot(parts[0], parts[1]))
		buf_add_char(out, '\\');
	buf_add_char(out, (char)parts[0]);
	for (size_t i = 0; i < count + 1; i++)
		buf_add_char(out, '}');
}

/* A letter of ASCII with marks that TeX has. */
static bool add_letter(uint32_t code, struct buf *out)
{
	utf8proc_int32_t parts[PARTS_MAX];
	size_t count = parts_of(code, UTF8PROC_DECOMPOSE, parts);

	if (count < 2 || parts[0] >= 0x80 || !ascii_is_alpha(parts[0]))
		return false;
	for (size_t i = 1; i < count; i++)
		if (!find(accents, ARRAY_COUNT(accents), (uint32_t)parts[i]))
			return false;
	add_accents(parts, count - 1, out);
	return true;
}

bool bibtex_command(uint32_t code, struct buf *out)
{
	const char *command = find(commands, ARRAY_COUNT(commands), code);

	if (!command)
		return add_letter(code, out);
	buf_add_char(out, '{');
	buf_add_text(out, command);
	buf_add_char(out, '}');
	return true;
}

/* ---- letters and digits of ASCII ---- */

static void add_plain(uint32_t code, struct buf *out)
{
	const char *text;

	if (code < 0x80) {
		if (ascii_is_alnum((int)code))
			buf_add_char(out, ascii_lower((char)code));
		return;
	}
	text = find(plain, ARRAY_COUNT(plain), code);
	if (text)
		buf_add_text(out, text);
}

static void add_code(uint32_t code, struct buf *out)
{
	utf8proc_int32_t small = utf8proc_tolower((utf8proc_int32_t)code);
	utf8proc_int32_t parts[PARTS_MAX];
	size_t count = parts_of((uint32_t)small,
				UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, parts);

	for (size_t i = 0; i < count; i++)
		add_plain((uint32_t)parts[i], out);
}

void bibtex_ascii(struct span text, struct buf *out)
{
	while (text.len) {
		uint32_t code;
		size_t len = utf8_decode(text, &code);

		if (len == 1)
			add_plain(code, out);
		else if (len)
			add_code(code, out);
		text = span_slice(text, len ? len : 1, text.len);
	}
}
