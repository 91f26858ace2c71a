/* SPDX-License-Identifier: MIT */
/*
 * Words: what kinds a word is of (names_lexicon.c lists them), and where words
 * begin and end.  How the word must be written to count is part of its row:
 * "van" is a particle and "Van" is not, "V" is a suffix and "v" is not.
 */
#include "names_lexicon.h"

#include <utf8proc.h>

#include "paperd/scoped.h"

/* Longest folded word looked up, with its NUL. */
#define FOLD_MAX 40

/* Punctuation that may touch a word without being part of it. */
static bool is_edge(char c)
{
	return !ascii_is_alpha((unsigned char)c) && c &&
	       strchr("()[]<>{}\",:;", c);
}

static struct span edges_cut(struct span word)
{
	while (word.len && is_edge(word.at[0]))
		word = span_slice(word, 1, word.len);
	while (word.len && is_edge(word.at[word.len - 1]))
		word.len--;
	return word;
}

static uint32_t fold_code(uint32_t code)
{
	if (code == 0x2019)
		return '\'';
	return (uint32_t)utf8proc_tolower((int32_t)code);
}

/* Lower case, no full stops, a straight apostrophe, written at out; empty when
 * too long. */
static struct span fold(struct span word, char out[FOLD_MAX])
{
	size_t len = 0;

	while (word.len && len + 4 < FOLD_MAX) {
		unsigned char first = (unsigned char)word.at[0];
		uint32_t code = letter_next(&word);

		if (first < 0x80 && first != '.')
			out[len++] = ascii_lower((char)first);
		else if (code != '.')
			len += utf8_encode(fold_code(code), out + len);
	}
	return (struct span){ out, word.len ? 0 : len };
}

static bool spelled(unsigned spelling, struct span word)
{
	size_t upper = letters_upper(word);
	size_t dots = 0;

	for (size_t i = 0; i < word.len; i++)
		dots += word.at[i] == '.';
	switch (spelling) {
	case SPELLING_LOWER:
		return !upper && !dots;
	case SPELLING_UPPER:
		return upper + dots == word.len;
	case SPELLING_ROMAN:
		return upper + (word.at[word.len - 1] == '.') == word.len;
	case SPELLING_BARE:
		return upper == word.len;
	case SPELLING_TITLE:
		return upper < 2 || upper > 3 ||
		       (dots == 1 && word.at[word.len - 1] == '.');
	case SPELLING_DOTTED:
		return dots;
	default:
		return true;
	}
}

unsigned word_kinds(struct span word)
{
	char folded[FOLD_MAX];
	const struct word *found;

	word = edges_cut(word);
	if (!word.len || word.len >= FOLD_MAX)
		return 0;
	found = lexicon_find(fold(word, folded));
	return found && spelled(found->spelling, word) ? found->kinds : 0;
}

bool word_is_surname(struct span word)
{
	static const char *const surnames[] = {
		"school", "staff", "college", "union", "center",
	};

	for (size_t i = 0; i < ARRAY_COUNT(surnames); i++)
		if (span_is_nocase(word, surnames[i]))
			return true;
	return false;
}

bool word_is_capital_particle(struct span word)
{
	static const char *const particles[] = {
		"Van", "Von", "De", "Da", "Di", "Den", "Der", "Op", "Auf",
	};

	for (size_t i = 0; i < ARRAY_COUNT(particles); i++)
		if (span_is(word, particles[i]))
			return true;
	return false;
}

/* How much deeper in brackets the text is after a word. */
static long depth_change(struct span word)
{
	long depth = 0;

	for (size_t i = 0; i < word.len; i++) {
		depth += word.at[i] == '(' || word.at[i] == '[';
		depth -= word.at[i] == ')' || word.at[i] == ']';
	}
	return depth;
}

unsigned words_kinds(struct span text)
{
	bool hides = (span_has(text, '(') || span_has(text, '[')) &&
		     brackets_match(text);
	unsigned kinds = 0;
	long depth = 0;
	struct span word;

	while (word_next(&text, &word)) {
		bool inside = hides && (depth > 0 || word.at[0] == '(' ||
					word.at[0] == '[');

		depth += depth_change(word);
		if (!inside)
			kinds |= word_kinds(word);
	}
	return kinds;
}

bool word_next(struct span *rest, struct span *ret_word)
{
	while (rest->len && rest->at[0] == ' ')
		*rest = span_slice(*rest, 1, rest->len);
	return rest->len && span_next(rest, ' ', ret_word);
}

/* The index of the last word; its bytes are looked at and no more. */
static size_t last_word_start(struct span text)
{
	size_t at = text.len;

	while (at && text.at[at - 1] != ' ')
		at--;
	return at;
}

bool word_last(struct span *rest, struct span *ret_word)
{
	struct span text = span_trim(*rest);
	size_t start = last_word_start(text);

	*rest = text;
	if (!text.len)
		return false;
	*ret_word = span_slice(text, start, text.len);
	*rest = span_trim(span_slice(text, 0, start));
	return true;
}

bool word_is_single(struct span text)
{
	return last_word_start(span_trim(text)) == 0;
}

bool role_is(struct span value)
{
	char folded[FOLD_MAX];

	value = edges_cut(span_trim(value));
	if (!value.len || value.len >= FOLD_MAX)
		return false;
	return lexicon_is_role(fold(value, folded));
}
