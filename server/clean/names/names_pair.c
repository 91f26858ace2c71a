/* SPDX-License-Identifier: MIT */
/*
 * A family and a given name that the source, or one comma, has parted: what
 * was put into the wrong one is moved.  Nearly all authors come this way;
 * nothing is copied.
 */
#include "names_rules.h"

#include "paperd/clean.h"

/* "und" in "von und zu": between two particles. */
static bool is_between_particles(struct span rest, struct span word,
				 struct span lead)
{
	struct span before;

	return lead.len && span_is(word, "und") && word_last(&rest, &before) &&
	       word_kinds(before) & WORD_PARTICLE;
}

struct span particles_cut(struct span given, struct span *lead)
{
	struct span rest = given;
	struct span end = given;
	struct span word;

	while (word_last(&rest, &word) &&
	       (word_kinds(word) & WORD_PARTICLE ||
		is_between_particles(rest, word, *lead) ||
		(lead->len && word_is_capital_particle(word) && rest.len))) {
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
	if (word_is_single(tail) && word_kinds(tail) & WORD_SUFFIX) {
		ret->suffix = tail;
		ret->notes |= NOTE(SUFFIX);
	} else if (words_kinds(tail) & WORD_INSTITUTION) {
		ret->affiliation = tail;
	} else if (name_is_nobody(tail)) {
		ret->notes |= role_is(tail) ? NOTE(ROLE) : NOTE(TITLE);
	} else {
		return family;
	}
	return name_trim(span_slice(family, 0, at));
}

/* Trimmed of commas and the like, which is noted. */
static struct span part_trim(struct span text, struct person *ret)
{
	struct span trimmed = name_trim(text);

	if (trimmed.len < text.len)
		ret->notes |= NOTE(TAIL);
	return trimmed;
}

static bool has_tail(struct span text)
{
	char last = text.len ? text.at[text.len - 1] : 'a';

	return !ascii_is_alpha((unsigned char)last) &&
	       (last == ')' || last == ']' || tail_is_mark(text));
}

/* "Thierry1": the number of an address. */
static struct span digits_cut(struct span family, struct person *ret)
{
	size_t len = family.len;

	while (len && family.len - len < 3 &&
	       ascii_is_digit((unsigned char)family.at[len - 1]))
		len--;
	if (len < 2 || len == family.len || family.len - len > 2 ||
	    !ascii_is_lower((unsigned char)family.at[len - 1]))
		return family;
	ret->notes |= NOTE(TAIL);
	return span_slice(family, 0, len);
}

static struct span family_clean(struct span family, struct person *ret)
{
	if (has_tail(family))
		family = tails_cut(family, &ret->affiliation, &ret->notes);
	family = family_tail_cut(part_trim(family, ret), ret);
	if (!word_is_single(family))
		family = titles_cut(family, &ret->notes);
	family = digits_cut(suffix_cut(family, ret), ret);
	if (has_tail(family))
		family = tails_cut(family, &ret->affiliation, &ret->notes);
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
	ret->notes |= NOTE(SUFFIX);
	return name_trim(rest);
}

/* "Hao (Richard)": brackets in a given name mostly hold another one. */
static bool has_nickname(struct span given)
{
	const char *open = memrchr(given.at, '(', given.len);
	size_t at = open ? (size_t)(open - given.at) : 0;

	return at && given.at[given.len - 1] == ')' &&
	       name_is_nickname(span_slice(given, at + 1, given.len - 1));
}

static struct span given_clean(struct span given, struct person *ret)
{
	if (has_tail(given) && !has_nickname(given))
		given = tails_cut(given, &ret->affiliation, &ret->notes);
	given = part_trim(given, ret);
	if (!scripts_of(given) ||
	    (memchr(given.at, '@', given.len) && word_is_single(given))) {
		ret->notes |= NOTE(TAIL);
		return (struct span){ 0 };
	}
	if (!(words_kinds(given) & (WORD_TITLE | WORD_DEGREE | WORD_SUFFIX)) ||
	    (word_is_single(given) && initials_are(given) &&
	     !(word_kinds(given) & WORD_TITLE)))
		return given;
	given = given_suffix_cut(titles_cut(given, &ret->notes), ret);
	if (!name_is_nobody(given))
		return given;
	ret->notes |= role_is(given) ? NOTE(ROLE) : NOTE(TITLE);
	return (struct span){ 0 };
}

/* Family is only a suffix: given holds the name. */
static bool person_from_suffix(struct span suffix, struct span given,
			       struct person *ret)
{
	bool found = person_from_text(given, ret);

	if (found && ret->family.len && !ret->suffix.len)
		ret->suffix = suffix;
	ret->notes |= NOTE(SUFFIX);
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
	person->notes |= NOTE(PARTICLE);
}

/* Only one of the two is left: it holds the whole name. */
static bool person_from_one(struct person *person)
{
	struct span text = person->family.len ? person->family : person->given;
	struct span suffix = person->suffix;
	struct span affiliation = person->affiliation;
	uint32_t notes = person->notes;

	if (!person_from_text(text, person))
		return false;
	person->notes |= notes;
	if (!person->suffix.len && person->family.len)
		person->suffix = suffix;
	if (!person->affiliation.len)
		person->affiliation = affiliation;
	return true;
}

/* "{de Condorcet}, Marquis" */
static struct span group_open(struct span family)
{
	if (family.len > 2 && family.at[0] == '{' &&
	    family.at[family.len - 1] == '}')
		return span_slice(family, 1, family.len - 1);
	return family;
}

/* A part that says nothing is none. */
static struct span part_settle(struct span part, struct person *ret)
{
	if (!part.len || (scripts_of(part) && !clean_is_placeholder(part)) ||
	    (initials_are(part) && part.len > 1))
		return part;
	ret->notes |= NOTE(TAIL);
	return (struct span){ 0 };
}

void person_clean(struct person *person)
{
	struct span given = person->given;
	struct span family = person->family;

	if (given.len)
		given = part_settle(given_clean(given, person), person);
	if (family.len)
		family = part_settle(family_clean(family, person), person);
	person->given = given;
	person->family = family;
	if (!given.len || !family.len)
		return;
	particles_move(person);
	if (person->given.len && person->lead.len) /* what stood before them */
		person->given = given_clean(person->given, person);
}

bool pair_is_et_al(struct span given, struct span family)
{
	struct span et = given.len == 2 ? given : family;
	struct span al = given.len == 2 ? family : given;

	return span_is_nocase(et, "et") &&
	       (span_is_nocase(al, "al") || span_is_nocase(al, "al."));
}

bool person_from_pair(struct span family, struct span given, struct person *ret)
{
	*ret = (struct person){ 0 };
	if (given.len && word_is_single(family) &&
	    word_kinds(family) & WORD_SUFFIX && !word_is_single(given))
		return person_from_suffix(name_trim(family), name_trim(given),
					  ret);
	if (pair_is_et_al(given, family)) {
		ret->notes |= NOTE(ET_AL);
		return false;
	}
	if (name_is_nobody(given) && name_is_nobody(family) &&
	    !initials_are(given))
		return false;
	ret->given = given;
	ret->family = group_open(family);
	person_clean(ret);
	if (ret->family.len && (ret->given.len || ret->lead.len))
		return true;
	return person_from_one(ret);
}
