/* SPDX-License-Identifier: MIT */
/*
 * One name in one string: is it an organisation, and if not, which words are
 * the family name.
 */
#include "names_rules.h"

/* Longest word of capitals that is read as an acronym ("OECD"). */
#define ACRONYM_MAX 6

/* How often a name is split anew when cleaning left one part of it. */
#define SPLITS_MAX 3

/* ---- organisations ---- */

/* "Urban & Vogel": two single words; full names would be two people. */
static bool is_firm(struct span text)
{
	struct span left;
	struct span sign;

	return word_next(&text, &left) && word_next(&text, &sign) &&
	       span_is(sign, "&") && text.len && word_is_single(text) &&
	       !initials_are(left) && !initials_are(text);
}

/* "Centers for Care", "Friends of the Earth": no name has such words inside. */
static bool has_purpose(struct span text)
{
	struct span word;
	struct span before = { 0 };

	while (word_next(&text, &word)) {
		if (before.len && text.len && span_is_nocase(word, "for"))
			return true;
		if (text.len && span_is_nocase(word, "the") && before.len &&
		    span_is_nocase(before, "of"))
			return true;
		before = word;
	}
	return false;
}

/* "J. Board": some words of organisations are family names behind initials. */
static bool is_surname_behind_initial(struct span text)
{
	struct span word;

	return word_next(&text, &word) && initials_are(word) && text.len &&
	       word_is_single(text) &&
	       !(word_kinds(text) & (WORD_BODY | WORD_INSTITUTION));
}

bool name_is_organisation(struct span text)
{
	unsigned kinds = words_kinds(text);

	if (span_starts_nocase(text, "the ") || name_has_acronym(text) ||
	    has_purpose(text))
		return true;
	if (kinds & WORD_ORGANISATION)
		return !is_surname_behind_initial(text);
	return text.len && !memchr(text.at, ',', text.len) &&
	       (is_firm(text) || script_is_body(text));
}

/* "OECD", "MIL-STD-1582": capitals without full stops, one word; one sign
 * between capitals alone may be initials ("J-P"). */
static bool is_acronym(struct span word)
{
	size_t upper = letters_upper(word);
	size_t digits = 0;
	size_t others = 0;

	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];

		digits += ascii_is_digit(c) != 0;
		others += c == '-' || c == '/';
	}
	if (!digits && others)
		return false;
	return upper && upper <= ACRONYM_MAX &&
	       upper + digits + others == word.len;
}

/* ---- one string ---- */

/* Particles at the front, moved past in *rest; returns how many bytes. */
static size_t particles_length(struct span text)
{
	struct span rest = text;
	struct span word;
	size_t len = 0;

	while (word_next(&rest, &word) && word_kinds(word) & WORD_PARTICLE)
		len = (size_t)(word.at - text.at) + word.len;
	return len;
}

/*
 * The index where the family name begins: at the first particle that is not
 * the first word, at the word before "y" ("Ramón y Cajal"), else at the last
 * word.
 */
static size_t family_start(struct span text)
{
	struct span rest = text;
	struct span word = { 0 };
	struct span before = { 0 };
	size_t start = 0;

	while (word_next(&rest, &word)) {
		size_t at = (size_t)(word.at - text.at);

		if (start && word_kinds(word) & WORD_PARTICLE)
			return before.at > text.at &&
					       word_is_capital_particle(before)
				       ? (size_t)(before.at - text.at)
				       : at;
		if (rest.len && span_is(word, "y") && before.at > text.at)
			return (size_t)(before.at - text.at);
		start = at + word.len;
		before = word;
	}
	return before.at ? (size_t)(before.at - text.at) : 0;
}

static void split_at(struct span text, size_t at, struct person *ret)
{
	ret->given = name_trim(span_slice(text, 0, at));
	ret->family = name_trim(span_slice(text, at, text.len));
}

/* "van Gogh Vincent", "van Gogh", "de Ville de Goyet": a name that begins with
 * a particle; with another one further on it is a family name all of it. */
static void split_leading_particle(struct span text, size_t particles,
				   struct person *ret)
{
	struct span rest = span_slice(text, particles, text.len);
	struct span word = rest;

	word_next(&rest, &word);
	if (words_kinds(rest) & WORD_PARTICLE)
		word = rest;
	ret->family = span_between(text, word);
	ret->given = span_trim(span_slice(text, ret->family.len, text.len));
}

/* "Smith SH", "Olsen Y. Y.": initials at the end, none before. */
static bool split_trailing_initials(struct span text, struct person *ret)
{
	struct span rest = text;
	struct span family = { 0 };
	struct span given = { 0 };
	struct span word;

	while (word_last(&rest, &word) && initials_are(word)) {
		family = rest;
		given = given.at ? span_between(word, given) : word;
	}
	rest = family;
	if (!word_next(&rest, &word) || initials_are(word))
		return false;
	ret->family = family;
	ret->given = given;
	return true;
}

/* "W. E. W.": initials with full stops and no more. */
static bool is_dotted(struct span text)
{
	struct span word;

	while (word_next(&text, &word))
		if (!initials_are(word) || word.at[word.len - 1] != '.')
			return false;
	return true;
}

static void split_words(struct span text, struct person *ret)
{
	size_t particles = particles_length(text);
	struct span rest = particles_cut(text, &ret->lead);
	struct span word;

	if (!rest.len || particles >= rest.len) {
		ret->lead = (struct span){ 0 };
		ret->family = text;
		return;
	}
	if (split_trailing_initials(rest, ret))
		return;
	if (is_dotted(rest)) {
		ret->family = rest;
		return;
	}
	if (particles) {
		split_leading_particle(rest, particles, ret);
		return;
	}
	split_at(rest, family_start(rest), ret);
	word = ret->family;
	if (word_is_single(word) && initials_glued(word)) {
		size_t glued = initials_glued(word);

		ret->family = span_slice(word, glued, word.len);
		ret->given = span_between(rest, span_slice(word, 0, glued));
	}
}

static void split_single(struct span word, struct person *ret)
{
	size_t glued = initials_glued(word);

	if (glued)
		split_at(word, glued, ret);
	else if (is_acronym(word) && !ret->suffix.len)
		ret->literal = word;
	else
		ret->family = word;
}

/* A "V" at the end is a numeral only after a whole name with initials. */
static bool ends_in_initial(struct span text)
{
	struct span word;

	if (!word_last(&text, &word) || !span_is(word, "V"))
		return false;
	while (word_next(&text, &word))
		if (initials_are(word))
			return false;
	return true;
}

/* What is not to be parted: an organisation, or a text in braces, as BibTeX
 * marks it; empty for a person. */
static struct span literal_of(struct span text)
{
	if (text.len > 2 && text.at[0] == '{' && text.at[text.len - 1] == '}')
		return name_trim(span_slice(text, 1, text.len - 1));
	return name_is_organisation(text) ? text : (struct span){ 0 };
}

/* Notes where the family name was found to begin. */
static void note_particle(struct person *person)
{
	struct span family = person->family;
	struct span word;

	if (person->given.len &&
	    (person->lead.len ||
	     (word_next(&family, &word) && word_kinds(word) & WORD_PARTICLE)))
		person->notes |= NOTE(PARTICLE);
}

static void split_name(struct span text, struct person *ret)
{
	if (!ends_in_initial(text))
		text = suffix_cut(text, ret);
	if (script_split(text, ret))
		return;
	if (word_is_single(text))
		split_single(text, ret);
	else
		split_words(text, ret);
}

/* Without words at the end that have no letter. */
static struct span letters_end(struct span text)
{
	struct span rest = text;
	struct span word;

	while (word_last(&rest, &word) && !scripts_of(word))
		text = rest;
	return text;
}

/* Splits a name and cleans its parts.  Where that leaves one, it is the whole
 * name. */
static void split_clean(struct span text, struct person *ret)
{
	for (int i = 0; i < SPLITS_MAX; i++) {
		size_t before = text.len;

		text = letters_end(text);
		split_name(text, ret);
		if (ret->literal.len)
			return;
		if (ret->given.len)
			person_clean(ret);
		if ((ret->given.len && ret->family.len) || ret->lead.len)
			return;
		text = ret->given.len ? ret->given : ret->family;
		ret->given = (struct span){ 0 };
		ret->family = text;
		if (!text.len || text.len == before)
			return;
	}
}

/* Takes the form in Latin letters off a name that is there in two scripts. */
static struct span latin_cut(struct span text, struct person *ret)
{
	struct person alt = { 0 };
	struct span other;
	struct span latin;

	if (!script_part(text, &other, &latin))
		return text;
	split_clean(latin, &alt);
	if (!alt.given.len || alt.lead.len || alt.suffix.len)
		return text;
	ret->alt_family = alt.family;
	ret->alt_given = alt.given;
	ret->notes |= NOTE(SCRIPT_PAIR);
	return other;
}

bool person_from_text(struct span text, struct person *ret)
{
	*ret = (struct person){ 0 };
	text = tails_cut(text, &ret->affiliation, &ret->notes);
	ret->literal = literal_of(text);
	if (ret->literal.len) {
		ret->notes |= NOTE(ORGANISATION);
		return !name_is_nobody(text);
	}
	text = titles_cut(text, &ret->notes);
	if (name_is_nobody(text))
		return false;
	text = latin_cut(text, ret);
	split_clean(text, ret);
	if (!ret->family.len && !ret->literal.len)
		return false;
	note_particle(ret);
	if (ret->literal.len)
		ret->notes |= NOTE(ORGANISATION);
	else if (ret->given.len)
		ret->notes |= NOTE(SPLIT);
	return true;
}
