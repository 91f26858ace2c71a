/* SPDX-License-Identifier: MIT */
/*
 * A family and a given name that the source, or one comma, has parted: what
 * was put into the wrong one is moved.  Nearly all authors come this way;
 * nothing is copied.
 */
#include "names_rules.h"

struct span particles_cut(struct span given, struct span *lead)
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

/* "V", "II.": one capital, or a roman numeral with its full stop, is an
 * initial where no comma stands before it. */
static bool is_initial(struct span word)
{
	if (word.len < 2)
		return initials_are(word);
	if (word.at[word.len - 1] != '.')
		return false;
	for (size_t i = 0; i + 1 < word.len; i++)
		if (!strchr("IVX", word.at[i]))
			return false;
	return true;
}

/* "Henry, Jr." or "Henry Jr.": not "Michael V", which ends in an initial. */
static struct span given_suffix_cut(struct span given, struct person *ret)
{
	struct span rest = given;
	struct span word;

	if (!word_last(&rest, &word) || !rest.len ||
	    !(word_kinds(word) & WORD_SUFFIX))
		return given;
	if (is_initial(word) && rest.at[rest.len - 1] != ',')
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

/* Only one of the two is left: it holds the whole name. */
static bool person_from_one(struct person *person)
{
	struct span text = person->family.len ? person->family : person->given;
	struct span suffix = person->suffix;
	struct span affiliation = person->affiliation;

	if (!person_from_text(text, person))
		return false;
	if (!person->suffix.len && person->family.len)
		person->suffix = suffix;
	if (!person->affiliation.len)
		person->affiliation = affiliation;
	return true;
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
	if (!ret->given.len || !ret->family.len)
		return person_from_one(ret);
	particles_move(ret);
	return scripts_of(ret->family) != 0;
}
