/* SPDX-License-Identifier: MIT */
/*
 * Given names in a citation: in full, or their initials.
 */
#include "citation.h"

#define SHORT_CAPITALS 3 /* "JP" are initials, "MARIA" is a name */

/* The first code point, 0 for a byte that is none; its length. */
static size_t first_code(struct span text, uint32_t *ret)
{
	size_t len = utf8_decode(text, ret);

	if (len)
		return len;
	*ret = 0;
	return text.len > 0;
}

/* A letter of a script that has capitals, and so initials. */
static bool has_case(uint32_t code)
{
	return (code < 0x80 && ascii_is_alpha((int)code)) ||
	       (code >= 0xC0 && code < 0x590) ||
	       (code >= 0x10A0 && code <= 0x10FF) ||
	       (code >= 0x1E00 && code <= 0x1FFF);
}

static bool is_combining(uint32_t code)
{
	return code >= 0x300 && code <= 0x36F;
}

/* ---- initials ---- */

/* The first letter with its marks; empty: none of a script with initials. */
static struct span letter_of(struct span word)
{
	uint32_t code;
	size_t len = first_code(word, &code), more;

	if (!has_case(code))
		return (struct span){ 0 };
	while ((more = first_code(span_slice(word, len, word.len), &code)) &&
	       is_combining(code))
		len += more;
	return span_slice(word, 0, len);
}

static bool is_hyphen(struct span text)
{
	return text.len &&
	       (text.at[0] == '-' ||
		(text.len >= 3 && (memcmp(text.at, "\xE2\x80\x90", 3) == 0 ||
				   memcmp(text.at, "\xE2\x80\x91", 3) == 0)));
}

static size_t part_length(struct span word)
{
	size_t len = 0;

	while (len < word.len && !is_hyphen(span_slice(word, len, word.len)))
		len++;
	return len;
}

/* "-P." is what follows "J.": the blank of the mark gives way. */
static void put_hyphen(const struct name_rules *rules, size_t start,
		       struct buf *out)
{
	if (rules->bare || out->len == start)
		return;
	while (out->len > start && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_add_char(out, '-');
}

static void put_letter(struct span letter, const char *mark, struct buf *out)
{
	if (letter.len == 1 && ascii_is_lower(letter.at[0]))
		buf_add_char(out, (char)(letter.at[0] - 'a' + 'A'));
	else
		buf_add_span(out, letter);
	buf_add_text(out, mark);
}

/* The initials of a word: one for each part that hyphens make. */
static void put_initials(struct span word, const struct name_rules *rules,
			 struct buf *out)
{
	size_t start = out->len;

	while (word.len) {
		size_t len = part_length(word);
		struct span letter = letter_of(span_slice(word, 0, len));

		if (letter.len && out->len > start)
			put_hyphen(rules, start, out);
		if (letter.len)
			put_letter(letter, rules->initial, out);
		if (len < word.len)
			len += word.at[len] == '-' ? 1 : 3;
		word = span_slice(word, len, word.len);
	}
}

static bool has_lower(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_lower(text.at[i]))
			return true;
	return false;
}

/* "JP" beside a family name that is not in capitals. */
static bool are_initials(struct span word, const char *family)
{
	if (word.len < 2 || word.len > SHORT_CAPITALS ||
	    !has_lower(span_of(family)))
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_upper(word.at[i]))
			return false;
	return true;
}

/* The next word: up to a blank or a period. */
static bool next_word(struct span *rest, struct span *ret)
{
	size_t len = 0;

	while (rest->len && (rest->at[0] == ' ' || rest->at[0] == '.'))
		*rest = span_slice(*rest, 1, rest->len);
	while (len < rest->len && rest->at[len] != ' ' && rest->at[len] != '.')
		len++;
	*ret = span_slice(*rest, 0, len);
	*rest = span_slice(*rest, len, rest->len);
	return len > 0;
}

/* One word of given names.  A small word within them, "de", stays. */
static void put_word(struct span word, const struct person *person,
		     const struct name_rules *rules, size_t start,
		     struct buf *out)
{
	if (are_initials(word, person->family)) {
		for (size_t i = 0; i < word.len; i++)
			put_letter(span_slice(word, i, i + 1), rules->initial,
				   out);
		return;
	}
	if (!ascii_is_lower(word.at[0]) || out->len == start) {
		put_initials(word, rules, out);
		return;
	}
	if (out->data[out->len - 1] != ' ')
		buf_add_char(out, ' ');
	buf_add_span(out, word);
	buf_add_char(out, ' ');
}

/* A given name in full; initials in it have a period and a blank each. */
static void put_full(struct citation *citation, struct span given)
{
	struct span word;

	while (given.at && span_next(&given, ' ', &word)) {
		bool one = word.len && letter_of(word).len == word.len;

		for (size_t i = 0; i < word.len; i++) {
			buf_add_char(citation->out, word.at[i]);
			if (word.at[i] == '.' && i + 1 < word.len &&
			    word.at[i + 1] != '-')
				buf_add_char(citation->out, ' ');
		}
		if (one)
			buf_add_char(citation->out, '.');
		if (given.len)
			buf_add_char(citation->out, ' ');
	}
}

void citation_given(struct citation *citation, const struct person *person,
		    const struct name_rules *rules)
{
	struct buf *out = citation->out;
	struct span rest = span_of(person->given), word;
	size_t start = out->len;
	uint32_t code;

	first_code(rest, &code);
	if (!has_case(code) && code >= 0x80) {
		citation_value(citation, rest);
		return;
	}
	if (!rules->initial) {
		put_full(citation, rest);
		return;
	}
	while (next_word(&rest, &word))
		put_word(word, person, rules, start, out);
	while (out->len > start && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
}
