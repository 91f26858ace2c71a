/* SPDX-License-Identifier: MIT */
/*
 * Headings that only say that a text is an abstract.  A word counts without
 * regard to case, but begins with a capital where the script has them, and
 * only when it is no part of the first sentence ("Abstract algebra is …").
 */
#include "abstract_stages.h"

#include "paperd/scoped.h"
#include "text_stages.h"

static const struct {
	const char *text;
	const char *lang;
} headings[] = {
	{ "abstract", "en" },
	{ "summary", "en" },
	{ "synopsis", "en" },
	{ "resumen", "es" },
	{ "resumo", "pt" },
	{ "résumé", "fr" },
	{ "zusammenfassung", "de" },
	{ "riassunto", "it" },
	{ "аннотация", "ru" },
	{ "摘要", "zh" },
	{ "要旨", "ja" },
	{ "초록", "ko" },
};

/* The bytes that they begin with. */
static const bool first_bytes[256] = {
	['A'] = true,  ['S'] = true,  ['R'] = true,  ['Z'] = true,
	[0xD0] = true, [0xE6] = true, [0xE8] = true, [0xEC] = true,
};

/* Second words of terms that begin with "Abstract". */
static const char *const terms[] = {
	"meaning",       "interpretation", "syntax",   "algebra",
	"data",          "argumentation",  "art",      "expressionism",
	"expressionist", "algebraic",      "concept",  "concepts",
	"reasoning",     "thinking",       "painting", "harmonic",
	"homotopy",      "state",          "nonsense", "machine",
	"machines",      "objects",        "entities", "ideas",
};

size_t heading_match(struct span text, const char **ret_lang)
{
	if (!text.len || !first_bytes[(unsigned char)text.at[0]] ||
	    !words_begin_upper(text))
		return 0;
	for (size_t i = 0; i < ARRAY_COUNT(headings); i++) {
		size_t len = words_match(text, headings[i].text);

		if (!len)
			continue;
		*ret_lang = headings[i].lang;
		return len;
	}
	return 0;
}

bool heading_is(struct span text, const char **ret_lang)
{
	size_t len = heading_match(text, ret_lang);

	return len && len + words_skip_signs(span_slice(text, len, text.len)) ==
			      text.len;
}

/* Does a word after "Abstract" make a term of the two? */
static bool is_term(struct span next)
{
	for (size_t i = 0; i < ARRAY_COUNT(terms); i++) {
		size_t len = words_match(next, terms[i]);

		if (len && !code_is_letter(code_at(next, len)))
			return true;
	}
	return false;
}

/* Marks of inline elements at the start of text. */
static size_t skip_marks(struct span text)
{
	size_t at = 0;

	while (at < text.len && mark_is(text.at[at]))
		at++;
	return at;
}

/* Is a heading before this one of it, since a label follows? */
static bool heads_label(struct span next)
{
	enum label_sign sign = label_read(next).sign;

	return sign == LABEL_SURE || (sign != LABEL_NONE && !is_term(next));
}

/* Is what follows a heading, across a wide blank or none, its text? */
static bool heads_text(struct span rest)
{
	size_t blanks = 0;

	while (blanks < rest.len && (unsigned char)rest.at[blanks] <= ' ')
		blanks++;
	if (blanks == rest.len)
		return true;
	if (rest.at[0] == ' ' && blanks == 1)
		return heads_label(span_slice(rest, 1, rest.len));
	rest = span_slice(rest, blanks, rest.len);
	if (!blanks && !words_begin_capitalised(rest))
		return false;
	return !code_is_lower(code_at(rest, 0)) && !is_term(rest);
}

/* Is punctuation among these blanks, and a colon, or no small letter next? */
static bool is_signed(struct span signs, struct span next)
{
	bool any = false;

	for (size_t i = 0; i < signs.len; i++)
		any |= (unsigned char)signs.at[i] > ' ';
	if (!any)
		return false;
	return memchr(signs.at, ':', signs.len) ||
	       !code_is_lower(code_at(next, skip_marks(next)));
}

size_t heading_read(struct span text, const char **ret_lang)
{
	size_t start = skip_marks(text);
	struct span rest = span_slice(text, start, text.len);
	size_t len = heading_match(rest, ret_lang);
	size_t signs;

	if (!len)
		return 0;
	rest = span_slice(rest, len, rest.len);
	signs = words_skip_signs(rest);
	if (is_signed(span_slice(rest, 0, signs),
		      span_slice(rest, signs, rest.len)) ||
	    heads_text(rest))
		return start + len + signs;
	return 0;
}
