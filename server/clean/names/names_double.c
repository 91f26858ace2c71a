/* SPDX-License-Identifier: MIT */
/*
 * The same person listed twice, in two scripts.
 *
 * Journals that publish in two languages deposit each author in both, one
 * beside the other or one list after the other.  Only a list that is made of
 * such pairs throughout is folded.  From Cyrillic and Greek the first letters
 * must fit.  Han, Kana and Hangul hide their sound: there the family names
 * have to be known to fit, or the scripts to alternate through two pairs and
 * more.
 */
#include "names_rules.h"

#include "paperd/scoped.h"

/* A capital and the Latin letters it may become at a name's start. */
struct transliteration {
	uint32_t code;
	const char *latin;
};

/* clang-format off */
static const struct transliteration transliterations[] = {
	/* Greek */
	{ 0x386, "a" }, { 0x388, "e" }, { 0x389, "ih" }, { 0x38A, "i" },
	{ 0x38C, "o" }, { 0x38E, "yi" }, { 0x38F, "o" }, { 0x391, "a" },
	{ 0x392, "vb" }, { 0x393, "gy" }, { 0x394, "d" }, { 0x395, "e" },
	{ 0x396, "z" }, { 0x397, "ih" }, { 0x398, "t" }, { 0x399, "ij" },
	{ 0x39A, "kc" }, { 0x39B, "l" }, { 0x39C, "mb" }, { 0x39D, "n" },
	{ 0x39E, "xk" }, { 0x39F, "o" }, { 0x3A0, "p" }, { 0x3A1, "r" },
	{ 0x3A3, "s" }, { 0x3A4, "td" }, { 0x3A5, "yi" }, { 0x3A6, "fp" },
	{ 0x3A7, "chx" }, { 0x3A8, "p" }, { 0x3A9, "o" },
	/* Cyrillic */
	{ 0x401, "eyj" }, { 0x404, "eyj" }, { 0x406, "iy" }, { 0x407, "iyj" },
	{ 0x408, "jy" }, { 0x410, "a" }, { 0x411, "b" }, { 0x412, "vw" },
	{ 0x413, "gh" }, { 0x414, "d" }, { 0x415, "eyj" }, { 0x416, "zjg" },
	{ 0x417, "zs" }, { 0x418, "iyj" }, { 0x419, "jyi" }, { 0x41A, "kcq" },
	{ 0x41B, "l" }, { 0x41C, "m" }, { 0x41D, "n" }, { 0x41E, "oa" },
	{ 0x41F, "p" }, { 0x420, "r" }, { 0x421, "sc" }, { 0x422, "t" },
	{ 0x423, "uwo" }, { 0x424, "fp" }, { 0x425, "khxc" },
	{ 0x426, "tczs" }, { 0x427, "ct" }, { 0x428, "s" }, { 0x429, "s" },
	{ 0x42B, "yi" }, { 0x42D, "ea" }, { 0x42E, "yji" }, { 0x42F, "yji" },
	{ 0x490, "g" },
};
/* clang-format on */

static unsigned name_script(const struct name *name)
{
	return name->family ? scripts_of(span_of(name->family)) : 0;
}

static bool letters_fit(uint32_t other, char latin)
{
	for (size_t i = 0; i < ARRAY_COUNT(transliterations); i++)
		if (transliterations[i].code == other)
			return latin &&
			       strchr(transliterations[i].latin, latin);
	return false;
}

/* True when the first letter of each part fits; an absent part fits. */
static bool part_fits(const char *other, const char *latin)
{
	struct span text = span_of(other);

	if (!text.len || !latin)
		return true;
	return letters_fit(letter_next(&text), ascii_lower(latin[0]));
}

/* True when nothing says that a and b are two people. */
static bool may_be_one(const struct name *a, const struct name *b)
{
	if (a->alt_family || b->alt_family)
		return false;
	if (a->orcid && b->orcid && strcmp(a->orcid, b->orcid) != 0)
		return false;
	return !a->given == !b->given;
}

/* True when a and b may be one person, one of them in Latin script. */
static bool is_pair(const struct name *a, const struct name *b)
{
	bool swapped = name_script(a) == SCRIPT_LATIN;
	const struct name *latin = swapped ? a : b;
	const struct name *other = swapped ? b : a;
	unsigned script = name_script(other);

	if (name_script(latin) != SCRIPT_LATIN || !script ||
	    script & SCRIPT_LATIN || !may_be_one(a, b))
		return false;
	if (script & SCRIPT_CJK)
		return true;
	return part_fits(other->family, latin->family) &&
	       part_fits(other->given, latin->given);
}

/* How many pairs of Han, Kana or Hangul there are, and how many of them fit. */
struct evidence {
	size_t pairs;
	size_t fitting;
	size_t latin_first;
};

static void weigh(const struct name *a, const struct name *b,
		  struct evidence *evidence)
{
	bool swapped = name_script(a) == SCRIPT_LATIN;
	const struct name *other = swapped ? b : a;

	if (!(name_script(other) & SCRIPT_CJK))
		return;
	evidence->pairs++;
	evidence->latin_first += swapped;
	evidence->fitting += roman_fits(other, swapped ? a : b);
}

/* True when more than the scripts says that the pairs are one person each. */
static bool is_evident(const struct names *names, size_t step, size_t distance)
{
	struct evidence all = { 0 };

	for (size_t i = 0; i < names->count / 2; i++)
		weigh(&names->items[i * step],
		      &names->items[i * step + distance], &all);
	if (all.fitting == all.pairs)
		return true;
	if (step == 1)
		return all.fitting > 0;
	return all.pairs > 1 &&
	       (!all.latin_first || all.latin_first == all.pairs);
}

/* Pair i stands at i * step and that + distance. */
static bool all_pair(const struct names *names, size_t step, size_t distance)
{
	for (size_t i = 0; i < names->count / 2; i++)
		if (!is_pair(&names->items[i * step],
			     &names->items[i * step + distance]))
			return false;
	return is_evident(names, step, distance);
}

static void swap(struct name *a, struct name *b)
{
	struct name kept = *a;

	*a = *b;
	*b = kept;
}

/* Makes one of two; b is left empty. */
static void join(struct name *a, struct name *b)
{
	if (name_script(a) == SCRIPT_LATIN)
		swap(a, b);
	a->alt_family = b->family;
	a->alt_given = b->given;
	b->family = NULL;
	b->given = NULL;
	if (!a->orcid) {
		a->orcid = b->orcid;
		b->orcid = NULL;
	}
	if (!a->affiliation_count) {
		a->affiliations = b->affiliations;
		a->affiliation_count = b->affiliation_count;
		b->affiliations = NULL;
		b->affiliation_count = 0;
	}
	name_release(b);
}

void names_pair_scripts(struct names *names, struct trace *trace)
{
	size_t half = names->count / 2;
	size_t step = 2;
	size_t distance = 1;

	if (names->count < 2 || names->count % 2)
		return;
	if (!all_pair(names, step, distance)) {
		step = 1;
		distance = half;
		if (!all_pair(names, step, distance))
			return;
	}
	for (size_t i = 0; i < half; i++) {
		struct name *first = &names->items[i * step];

		join(first, first + distance);
		trace_fired(trace, RULE_NAME_SCRIPT_PAIR);
		if (first != &names->items[i])
			swap(first, &names->items[i]);
	}
	names->count = half;
}
