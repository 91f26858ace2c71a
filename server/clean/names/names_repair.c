/* SPDX-License-Identifier: MIT */
/*
 * Two repairs of damage that only names show: accents one letter too early
 * ("Gonz´alez", from old typesetting files) and letters of another script in
 * a Latin word ("Schrӧter" with a Cyrillic ӧ).
 */
#include "names_rules.h"

#include "paperd/scoped.h"

/* An accent as a character of its own, and as a combining one. */
struct accent {
	uint32_t written;
	uint32_t combining;
};

/* Not tilde and caron: on consonants they are usual (ñ, š). */
static const struct accent accents[] = {
	{ 0x0300, 0x0300 }, { 0x0301, 0x0301 }, { 0x0308, 0x0308 },
	{ 0x00A8, 0x0308 }, { 0x00B4, 0x0301 },
};

struct lookalike {
	uint32_t code;
	uint32_t latin;
};

/* clang-format off */
static const struct lookalike lookalikes[] = {
	/* Greek */
	{ 0x391, 'A' }, { 0x392, 'B' }, { 0x395, 'E' }, { 0x396, 'Z' },
	{ 0x397, 'H' }, { 0x399, 'I' }, { 0x39A, 'K' }, { 0x39C, 'M' },
	{ 0x39D, 'N' }, { 0x39F, 'O' }, { 0x3A1, 'P' }, { 0x3A4, 'T' },
	{ 0x3A5, 'Y' }, { 0x3A7, 'X' }, { 0x3BF, 'o' },
	/* Cyrillic */
	{ 0x401, 0xCB }, { 0x405, 'S' }, { 0x406, 'I' }, { 0x407, 0xCF },
	{ 0x408, 'J' }, { 0x410, 'A' }, { 0x412, 'B' }, { 0x415, 'E' },
	{ 0x41A, 'K' }, { 0x41C, 'M' }, { 0x41D, 'H' }, { 0x41E, 'O' },
	{ 0x420, 'P' }, { 0x421, 'C' }, { 0x422, 'T' }, { 0x423, 'Y' },
	{ 0x425, 'X' }, { 0x430, 'a' }, { 0x435, 'e' }, { 0x43E, 'o' },
	{ 0x440, 'p' }, { 0x441, 'c' }, { 0x443, 'y' }, { 0x445, 'x' },
	{ 0x451, 0xEB }, { 0x455, 's' }, { 0x456, 'i' }, { 0x457, 0xEF },
	{ 0x458, 'j' }, { 0x4BB, 'h' }, { 0x4D0, 0x102 }, { 0x4D1, 0x103 },
	{ 0x4D2, 0xC4 }, { 0x4D3, 0xE4 }, { 0x4E6, 0xD6 }, { 0x4E7, 0xF6 },
	{ 0x4F1, 0xFF }, { 0x501, 'd' }, { 0x51B, 'q' }, { 0x51D, 'w' },
};
/* clang-format on */

static uint32_t accent_combining(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(accents); i++)
		if (accents[i].written == code)
			return accents[i].combining;
	return 0;
}

static bool is_vowel(uint32_t code)
{
	return code && code < 0x80 && strchr("aeiouAEIOU", (int)code);
}

/* c is left out: ć is a letter of names, often written in two parts. */
static bool is_consonant(uint32_t code)
{
	return code < 0x80 && ascii_is_alpha((int)code) && !is_vowel(code) &&
	       code != 'c' && code != 'C';
}

/* The accent at the front of rest that belongs to the vowel after it. */
static uint32_t stray_accent(uint32_t before, struct span rest)
{
	uint32_t combining;

	if (!is_consonant(before) || rest.len < 3)
		return 0;
	combining = accent_combining(letter_next(&rest));
	return combining && rest.len && is_vowel((unsigned char)rest.at[0])
		       ? combining
		       : 0;
}

size_t accents_repair(struct span raw, struct buf *out)
{
	size_t start = out->len;
	size_t found = 0;
	uint32_t before = 0;

	while (raw.len) {
		uint32_t accent = stray_accent(before, raw);
		struct span at = raw;

		before = letter_next(&raw);
		if (accent) {
			buf_add(out, raw.at, 1);
			buf_add_code(out, accent);
			before = letter_next(&raw);
			found++;
		} else {
			buf_add(out, at.at, at.len - raw.len);
		}
	}
	if (!found)
		buf_cut(out, start);
	return found;
}

static uint32_t latin_of(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(lookalikes); i++)
		if (lookalikes[i].code == code)
			return lookalikes[i].latin;
	return 0;
}

/* True for a word of Latin letters and look-alikes, some of both. */
static bool needs_latin(struct span word)
{
	bool latin = false;
	bool other = false;

	while (word.len) {
		uint32_t code = letter_next(&word);
		unsigned script = letter_script(code);

		if (script == SCRIPT_LATIN)
			latin = true;
		else if (script && !latin_of(code))
			return false;
		else if (script)
			other = true;
	}
	return latin && other;
}

/* Writes the Latin form of a word at out, which may be the word itself: no
 * Latin letter of the table is longer than what it stands for. */
static size_t write_latin(struct span word, char *out)
{
	size_t len = 0;

	while (word.len) {
		uint32_t code = letter_next(&word);
		uint32_t latin = latin_of(code);

		len += utf8_encode(latin ? latin : code, out + len);
	}
	return len;
}

size_t lookalikes_repair(struct buf *text, size_t from)
{
	struct span rest = span_slice(buf_span(text), from, text->len);
	size_t len = from;
	size_t count = 0;
	struct span word;

	if (text_is_ascii(rest))
		return 0;
	while (span_next(&rest, ' ', &word)) {
		if (len > from)
			text->data[len++] = ' ';
		if (needs_latin(word)) {
			len += write_latin(word, text->data + len);
			count++;
		} else {
			memmove(text->data + len, word.at, word.len);
			len += word.len;
		}
	}
	buf_cut(text, len);
	return count;
}
