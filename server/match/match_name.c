/* SPDX-License-Identifier: MIT */
/*
 * Names.  A family name is compared as one run of letters, so that "O'Brien"
 * is "OBrien" and "van der Berg" is "Vanderberg"; ä written ae is a.
 */
#include "match_own.h"

/* Longest run of letters that is compared, in bytes. */
#define KEY_MAX 256

/* Most words that one family name is spread over. */
#define SPREAD_MAX 6

/* Authors of a paper that are looked at. */
#define AUTHORS_MAX 100

/* Words of so many letters and less may be several initials: "JP". */
#define INITIALS_MAX 3

struct key {
	char text[KEY_MAX];
	size_t len;
};

/* ---- keys ---- */

/* Appends a folded word; "ae", "oe", "ue" as the letter before the e. */
static void key_add(struct key *key, struct span word)
{
	for (size_t i = 0; i < word.len && key->len < KEY_MAX; i++) {
		char last = key->len ? key->text[key->len - 1] : ' ';

		if (word.at[i] != 'e' || i == 0 || !strchr("aou", last))
			key->text[key->len++] = word.at[i];
	}
}

static bool key_is(const struct key *a, const struct key *b)
{
	return a->len && a->len == b->len && !memcmp(a->text, b->text, a->len);
}

static struct key key_of_words(const struct words *words, size_t from)
{
	struct key ret = { .len = 0 };

	for (size_t i = from; i < words->count; i++)
		key_add(&ret, words->items[i]);
	return ret;
}

static bool is_particle(struct span word)
{
	static const char *const list[] = {
		"van", "von", "de",  "der", "den", "del", "della",
		"di",  "da",  "dos", "du",  "la",  "le",  "el",
		"al",  "ter", "ten", "zu",  "y",   "bin", "ibn",
	};

	for (size_t i = 0; i < ARRAY_COUNT(list); i++)
		if (span_is(word, list[i]))
			return true;
	return false;
}

static size_t particles_count(const struct words *words)
{
	size_t ret = 0;

	while (ret + 1 < words->count && is_particle(words->items[ret]))
		ret++;
	return ret;
}

/* ---- a family name among words ---- */

/* Where a key stands among the words, as a run of them. */
struct run {
	size_t from, to;
};

static bool run_find(const struct words *words, const struct key *key,
		     struct run *ret)
{
	for (size_t i = 0; key->len && i < words->count; i++) {
		struct key got = { .len = 0 };

		for (size_t j = i; j < words->count && j < i + SPREAD_MAX &&
				   got.len < key->len;
		     j++) {
			key_add(&got, words->items[j]);
			if (!key_is(&got, key))
				continue;
			*ret = (struct run){ i, j + 1 };
			return true;
		}
	}
	return false;
}

/* All of the family name; without its particles; or the first of two names. */
static bool family_find(const struct words *words, const struct words *family,
			struct run *ret)
{
	size_t bare = particles_count(family);
	struct key whole = key_of_words(family, 0);
	struct key rest = key_of_words(family, bare);
	struct key first = { .len = 0 };

	if (run_find(words, &whole, ret) || run_find(words, &rest, ret))
		return true;
	if (family->count - bare < 2 || family->items[bare].len < 4)
		return false;
	key_add(&first, family->items[bare]);
	return run_find(words, &first, ret);
}

/* ---- initials ---- */

/* A bit for each letter; beyond a to z no bit. */
static unsigned long letters_of(struct span word)
{
	size_t count = word.len <= INITIALS_MAX ? word.len : 1;
	unsigned long ret = 0;

	for (size_t i = 0; i < count; i++)
		if (ascii_is_lower(word.at[i]))
			ret |= 1UL << (word.at[i] - 'a');
	return ret;
}

static unsigned long initials_of(const struct words *words, struct run without)
{
	unsigned long ret = 0;

	for (size_t i = 0; i < words->count; i++)
		if (i < without.from || i >= without.to)
			ret |= letters_of(words->items[i]);
	return ret;
}

static bool initials_conflict(struct matcher *m, const struct words *name,
			      struct run family, const char *given)
{
	unsigned long claimed = initials_of(name, family), own;

	words_read(m, span_of(given), TERMS_WORDS, &m->b);
	own = initials_of(&m->b, (struct run){ 0, 0 });
	return claimed && own && !(claimed & own);
}

/* ---- a person ---- */

/* Words of other scripts than Latin, whose letters all fold to ASCII. */
static bool is_foreign(const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (text_is_ascii(words->items[i]))
			return false;
	return true;
}

/* All words of both parts, in this order, are the whole name. */
static bool is_whole(struct matcher *m, const struct words *name,
		     const char *one, const char *two)
{
	struct key claimed = key_of_words(name, 0), own;
	struct key more;

	words_read(m, span_of(one), TERMS_WORDS, &m->b);
	own = key_of_words(&m->b, 0);
	words_read(m, span_of(two), TERMS_WORDS, &m->b);
	more = key_of_words(&m->b, 0);
	key_add(&own, (struct span){ more.text, more.len });
	return key_is(&own, &claimed);
}

enum agreement name_among(struct matcher *m, const struct words *name,
			  const struct person *person, bool with_initials)
{
	const char *family = person->family ? person->family : person->name;
	struct run run;

	words_read(m, span_of(family), TERMS_WORDS, &m->b);
	if (!m->b.count || !name->count)
		return MATCH_UNKNOWN;
	if (is_foreign(&m->b) != is_foreign(name) && with_initials)
		return MATCH_UNKNOWN;
	if (family_find(name, &m->b, &run))
		return with_initials && initials_conflict(m, name, run,
							  person->given)
			       ? MATCH_DIFFERS
			       : MATCH_AGREES;
	if (is_whole(m, name, person->family, person->given) ||
	    is_whole(m, name, person->given, person->family) ||
	    is_whole(m, name, person->name, NULL))
		return MATCH_AGREES;
	return MATCH_DIFFERS;
}

enum agreement person_alike(struct matcher *matcher, struct span name,
			    const struct person *person)
{
	words_read(matcher, name, TERMS_WORDS, &matcher->a);
	return name_among(matcher, &matcher->a, person, true);
}

/* ---- the authors of a paper ---- */

static enum agreement among_all(struct matcher *m, const struct words *name,
				const struct paper *paper, bool with_initials)
{
	const struct people *people = paper->authors.count ? &paper->authors
							   : &paper->editors;
	enum agreement first;

	if (!name->count || !people->count)
		return MATCH_UNKNOWN;
	first = name_among(m, name, &people->items[0], with_initials);
	if (first != MATCH_DIFFERS)
		return first;
	for (size_t i = 1; i < people->count && i < AUTHORS_MAX; i++)
		if (name_among(m, name, &people->items[i], with_initials) ==
		    MATCH_AGREES)
			return MATCH_NEARLY;
	return MATCH_DIFFERS;
}

enum agreement author_agreement(struct matcher *matcher, struct span author,
				const struct paper *paper)
{
	words_read(matcher, author, TERMS_WORDS, &matcher->a);
	return among_all(matcher, &matcher->a, paper, true);
}

enum agreement author_in_words(struct matcher *matcher,
			       const struct words *words,
			       const struct paper *paper)
{
	return among_all(matcher, words, paper, false);
}
