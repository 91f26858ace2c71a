/* SPDX-License-Identifier: MIT */
/*
 * Words.  Most text is ASCII, so runs of ASCII letters and digits are read as
 * bytes; anything else comes as folded characters, one at a time.
 */
#include "terms_own.h"

#include "paperd/scoped.h"

#define GREEK_FIRST 0x03B1
#define GREEK_BYTES 2 /* of a Greek letter */
#define STEMMED_MIN 3 /* letters; shorter words are their own stems */

const char word_bytes[256] = {
	['0'] = '0', '1',         '2', '3', '4', '5', '6', '7', '8',
	'9',         ['A'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
	'i',         'j',         'k', 'l', 'm', 'n', 'o', 'p', 'q',
	'r',         's',         't', 'u', 'v', 'w', 'x', 'y', 'z',
	['a'] = 'a', 'b',         'c', 'd', 'e', 'f', 'g', 'h', 'i',
	'j',         'k',         'l', 'm', 'n', 'o', 'p', 'q', 'r',
	's',         't',         'u', 'v', 'w', 'x', 'y', 'z',
};

/* From U+03B1 on. */
static const char *const greek_names[] = {
	"alpha",   "beta", "gamma", "delta",  "epsilon", "zeta", "eta",
	"theta",   "iota", "kappa", "lambda", "mu",      "nu",   "xi",
	"omicron", "pi",   "rho",   "sigma",  "sigma",   "tau",  "upsilon",
	"phi",     "chi",  "psi",   "omega",
};

const struct fold_char *terms_look(struct terms *terms)
{
	if (!terms->has_ahead)
		fold_next(&terms->fold, &terms->ahead);
	terms->has_ahead = true;
	return &terms->ahead;
}

/* True when bytes may be read at fold.at. */
static bool is_at_bytes(const struct terms *terms)
{
	return !terms->has_ahead && fold_is_plain(&terms->fold);
}

/* The byte so far ahead; 0 at the end and where bytes may not be read. */
static unsigned char byte_at(const struct terms *terms, size_t ahead)
{
	const struct fold *fold = &terms->fold;

	if (!is_at_bytes(terms) || ahead >= fold->text.len - fold->at)
		return 0;
	return (unsigned char)fold->text.at[fold->at + ahead];
}

/* A run of ASCII letters and digits. */
static void add_bytes(struct word *word, struct fold *fold)
{
	const char *text = fold->text.at;
	size_t at = fold->at, end = fold->text.len, len = word->len;
	bool digits = false;
	char c;

	for (; at < end && (c = word_bytes[(unsigned char)text[at]]); at++) {
		digits |= c <= '9';
		if (len < word->room)
			word->text[len++] = c;
	}
	if (at == fold->at)
		return;
	word->last = ascii_is_digit(text[at - 1]) ? FOLD_DIGIT : FOLD_LETTER;
	word->is_ascii &= !digits;
	word->to = fold->at = at;
	word->len = len;
}

/* True when a letter or a digit comes, and one side is a digit. */
static bool is_indexed(struct terms *terms)
{
	enum fold_kind kind;

	while ((kind = terms_look(terms)->kind) == FOLD_MARK)
		terms->has_ahead = false;
	return kind == FOLD_DIGIT ||
	       (kind == FOLD_LETTER && terms->word.last == FOLD_DIGIT);
}

/* What closes an index: a brace, a dollar. */
static bool close_index(struct terms *terms)
{
	struct word *word = &terms->word;
	unsigned char sign = byte_at(terms, 0);

	if (sign == '}' && word->braces)
		word->braces--;
	else if (sign == '$' && word->dollar)
		word->dollar = false;
	else
		return false;
	word->to = ++terms->fold.at;
	return true;
}

static bool is_index_sign(unsigned char c)
{
	return c == '_' || c == '^';
}

/* An index or a power in LaTeX: H_2O, CO_{2}, MoS$_2$. */
static bool add_join(struct terms *terms)
{
	struct word *word = &terms->word;
	bool dollar = byte_at(terms, 0) == '$';
	bool brace = byte_at(terms, dollar + 1U) == '{';
	size_t at = terms->fold.at;

	if (!word->len || !is_index_sign(byte_at(terms, dollar)))
		return close_index(terms);
	terms->fold.at += 1 + dollar + brace;
	if (is_indexed(terms)) {
		word->braces += brace;
		word->dollar |= dollar;
		return true;
	}
	terms->has_ahead = false;
	fold_back(&terms->fold, at);
	return false;
}

/* True when what comes goes on with the word. */
static bool joins(const struct terms *terms, enum fold_kind kind)
{
	const struct word *word = &terms->word;

	switch (kind) {
	case FOLD_LETTER:
		return !word->greek || terms->mode == TERMS_WORDS;
	case FOLD_GREEK:
		return !word->len || word->last == FOLD_GREEK ||
		       terms->mode == TERMS_WORDS;
	case FOLD_CHARACTER:
		return terms->mode == TERMS_WORDS;
	case FOLD_MARK:
		return word->len;
	default:
		return kind == FOLD_DIGIT;
	}
}

/* As much of the character as there is room for. */
static void add_text(struct word *word, const struct fold_char *c)
{
	struct span text = { c->text, c->len };
	size_t at = 0;

	while (at < text.len) {
		uint32_t code;
		size_t len = utf8_decode(span_slice(text, at, text.len), &code);

		if (word->len + len > word->room)
			word->room = word->len;
		if (word->len == word->room)
			return;
		memcpy(word->text + word->len, text.at + at, len);
		word->len += len;
		at += len;
	}
}

/* One character of any kind.  False: it is not of the word. */
static bool add_char(struct terms *terms)
{
	struct word *word = &terms->word;
	const struct fold_char *c = terms_look(terms);

	if (!joins(terms, c->kind))
		return false;
	if (!word->len)
		word->from = c->from;
	add_text(word, c);
	word->to = c->to;
	word->last = c->kind == FOLD_MARK ? word->last : c->kind;
	word->greek += c->kind == FOLD_GREEK;
	word->is_ascii &= !c->len || (c->kind == FOLD_LETTER && c->len == 1);
	terms->has_ahead = false;
	return true;
}

/* True when a byte that surely parts words comes, or the end. */
static bool ends_plainly(const struct terms *terms)
{
	unsigned char c = byte_at(terms, 0);

	return is_at_bytes(terms) && c < 0x80 && !word_bytes[c] && c != '\'' &&
	       c != '`';
}

/* Looks for the s of "Parkinson's", which is not of the word. */
static void end_word(struct terms *terms)
{
	terms->after_apostrophe = terms->has_ahead &&
				  terms->ahead.kind == FOLD_APOSTROPHE;
	if (terms->after_apostrophe)
		terms->has_ahead = false;
}

/* A number that begins a word may be an index of what follows: $^{13}$C. */
static void begin_index(struct word *word, const struct terms *terms)
{
	const unsigned char *text = (const void *)terms->fold.text.at;
	size_t at = terms->fold.at;
	bool brace = at && text[at - 1] == '{';

	if (!ascii_is_digit(byte_at(terms, 0)) || at < 2U + brace)
		return;
	at -= 2U + brace;
	if (text[at] != '$' || !is_index_sign(text[at + 1]))
		return;
	word->from = at;
	word->braces = brace;
	word->dollar = true;
}

void word_read(struct terms *terms)
{
	struct word *word = &terms->word;

	word->len = word->greek = word->braces = 0;
	word->dollar = false;
	word->room = TERM_MAX;
	word->is_ascii = true;
	word->from = terms->fold.at;
	begin_index(word, terms);
	do {
		if (is_at_bytes(terms) &&
		    (!word->greek || terms->mode == TERMS_WORDS))
			add_bytes(word, &terms->fold);
	} while (add_join(terms) || (!ends_plainly(terms) && add_char(terms)));
	end_word(terms);
}

/* The name for the Greek letter that the word begins with. */
static void name_greek(struct word *word)
{
	uint32_t code = 0;
	const char *name;
	size_t len, rest = word->len - GREEK_BYTES;

	utf8_decode((struct span){ word->text, word->len }, &code);
	if (code < GREEK_FIRST ||
	    code >= GREEK_FIRST + ARRAY_COUNT(greek_names))
		return;
	name = greek_names[code - GREEK_FIRST];
	len = strlen(name);
	memmove(word->text + len, word->text + GREEK_BYTES, rest);
	memcpy(word->text, name, len);
	word->is_ascii = !rest;
	word->len = (size_t)span_shown((struct span){ word->text, len + rest },
				       TERM_MAX);
}

/* Is the word that was read reduced to its stem? */
static bool has_stem(const struct terms *terms)
{
	const struct word *word = &terms->word;

	if (!word->is_ascii || word->len < STEMMED_MIN)
		return false;
	if (terms->mode == TERMS_PREFIX)
		return terms->left != 1;
	return terms->mode == TERMS_TEXT || terms->mode == TERMS_QUERY;
}

void word_take(struct terms *terms, struct term *ret)
{
	struct word *word = &terms->word;

	if (word->greek == 1 && terms->mode != TERMS_WORDS)
		name_greek(word);
	*ret = (struct term){
		.text = { word->text, word->len },
		.from = word->from,
		.to = word->to,
	};
	if (!has_stem(terms))
		return;
	ret->text = stemmer_stem(&terms->stemmer, word->text, word->len);
	ret->stemmed = ret->text.len != word->len ||
		       memcmp(ret->text.at, word->text, word->len) != 0;
}
