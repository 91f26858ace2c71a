/* SPDX-License-Identifier: MIT */
/*
 * One name: which words are the family name.
 *
 * Two ways in: a name in one string, whose order has to be found, and a
 * family and a given name that the source (or one comma) has parted already.
 * The second is the road of nearly all records and copies nothing.
 */
#include "names_rules.h"

#include "paperd/clean.h"

/* Longest word of capitals that is read as an acronym ("OECD"). */
#define ACRONYM_MAX 6

/* From the start of `from` to the end of `to`, both in one text. */
static struct span span_between(struct span from, struct span to)
{
	return (struct span){ from.at, (size_t)(to.at + to.len - from.at) };
}

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

bool name_is_organisation(struct span text)
{
	if (span_starts_nocase(text, "the ") || name_has_acronym(text) ||
	    words_kinds(text) & WORD_ORGANISATION)
		return true;
	return !memchr(text.at, ',', text.len) &&
	       (is_firm(text) || script_is_body(text));
}

/* "OECD": capitals without full stops, one word. */
static bool is_acronym(struct span word)
{
	size_t upper = letters_upper(word);

	return upper == word.len && upper <= ACRONYM_MAX;
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

/* Cuts particles off the end of given into *lead, unless nothing is left. */
static struct span particles_cut(struct span given, struct span *lead)
{
	struct span rest = given;
	struct span end = given;
	struct span word;

	while (word_last(&rest, &word) && word_kinds(word) & WORD_PARTICLE) {
		*lead = span_between(word, end);
		given = rest;
	}
	return given;
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
			return at;
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

/* "van Gogh Vincent", "van Gogh": a name that begins with a particle. */
static void split_leading_particle(struct span text, size_t particles,
				   struct person *ret)
{
	struct span rest = span_slice(text, particles, text.len);
	struct span word = rest;

	word_next(&rest, &word);
	ret->family = span_between(text, word);
	ret->given = span_trim(rest);
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
	if (particles) {
		split_leading_particle(rest, particles, ret);
		return;
	}
	if (split_trailing_initials(rest, ret))
		return;
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

bool person_from_text(struct span text, struct person *ret)
{
	*ret = (struct person){ 0 };
	text = titles_cut(tails_cut(text, &ret->affiliation));
	if (text.len > 2 && text.at[0] == '{' && text.at[text.len - 1] == '}') {
		ret->literal = span_trim(span_slice(text, 1, text.len - 1));
		return scripts_of(ret->literal) != 0;
	}
	if (name_is_nobody(text))
		return false;
	if (name_is_organisation(text)) {
		ret->literal = text;
		return true;
	}
	if (!ends_in_initial(text))
		text = suffix_cut(text, &ret->suffix);
	if (script_split(text, ret))
		return true;
	if (word_is_single(text))
		split_single(text, ret);
	else
		split_words(text, ret);
	return true;
}

/* ---- family and given ---- */

/* The part after the comma of a family name: suffix, degree, address. */
static struct span family_tail_cut(struct span family, struct person *ret)
{
	const char *comma = memchr(family.at, ',', family.len);
	size_t at = comma ? (size_t)(comma - family.at) : 0;
	struct span tail;

	if (!at)
		return family;
	tail = name_trim(span_slice(family, at, family.len));
	if (word_is_single(tail) && word_kinds(tail) & WORD_SUFFIX)
		ret->suffix = tail;
	else if (words_kinds(tail) & WORD_INSTITUTION)
		ret->affiliation = tail;
	else if (!name_is_nobody(tail))
		return family;
	return name_trim(span_slice(family, 0, at));
}

static bool has_tail(struct span text)
{
	return text.len && strchr(")]*#", text.at[text.len - 1]);
}

static struct span family_clean(struct span family, struct person *ret)
{
	if (has_tail(family))
		family = tails_cut(family, &ret->affiliation);
	family = family_tail_cut(name_trim(family), ret);
	family = suffix_cut(family, &ret->suffix);
	if (has_tail(family))
		family = tails_cut(family, &ret->affiliation);
	return family;
}

/* "Henry, Jr." or "Henry Jr.": not "Michael V", which ends in an initial. */
static struct span given_suffix_cut(struct span given, struct person *ret)
{
	struct span rest = given;
	struct span word;

	if (!word_last(&rest, &word) || !rest.len ||
	    !(word_kinds(word) & WORD_SUFFIX))
		return given;
	if (initials_are(word) && rest.at[rest.len - 1] != ',' && word.len < 2)
		return given;
	ret->suffix = word;
	return name_trim(rest);
}

static struct span given_clean(struct span given, struct person *ret)
{
	if (has_tail(given))
		given = tails_cut(given, &ret->affiliation);
	given = name_trim(given);
	if (!scripts_of(given))
		return (struct span){ 0 };
	if (!(words_kinds(given) & (WORD_TITLE | WORD_DEGREE | WORD_SUFFIX)) ||
	    (word_is_single(given) && initials_are(given) &&
	     !(word_kinds(given) & WORD_TITLE)))
		return given;
	given = given_suffix_cut(titles_cut(given), ret);
	return name_is_nobody(given) ? (struct span){ 0 } : given;
}

/* Family is only a suffix: given holds the name. */
static bool person_from_suffix(struct span suffix, struct span given,
			       struct person *ret)
{
	bool found = person_from_text(given, ret);

	if (found && ret->family.len && !ret->suffix.len)
		ret->suffix = suffix;
	return found;
}

/* Moves particles at the end of given; a given name made only of particles
 * moves before a family name of one word. */
static void particles_move(struct person *person)
{
	struct span lead = { 0 };
	struct span given = particles_cut(person->given, &lead);

	if (!lead.len || (!given.len && !word_is_single(person->family)))
		return;
	person->given = given;
	person->lead = lead;
}

bool person_from_pair(struct span family, struct span given, struct person *ret)
{
	*ret = (struct person){ 0 };
	family = name_trim(family);
	given = name_trim(given);
	if (given.len && word_is_single(family) &&
	    word_kinds(family) & WORD_SUFFIX && !word_is_single(given))
		return person_from_suffix(family, given, ret);
	ret->given = given_clean(given, ret);
	ret->family = family_clean(family, ret);
	if (!ret->given.len || !ret->family.len) {
		struct span kept = ret->suffix;
		bool found = person_from_text(
			ret->family.len ? ret->family : ret->given, ret);

		if (found && !ret->suffix.len && ret->family.len)
			ret->suffix = kept;
		return found;
	}
	particles_move(ret);
	return scripts_of(ret->family) != 0;
}
