/* SPDX-License-Identifier: MIT */
/*
 * What the files names*.c share.
 *
 * A name is worked on as spans into one clean text that outlives it: cutting,
 * sorting and judging allocate nothing.  Only authors_add() copies.
 */
#ifndef PAPERD_CLEAN_NAMES_RULES_H
#define PAPERD_CLEAN_NAMES_RULES_H

#include "paperd/names.h"

/* ---- what was done to a name ---- */

/* A set of the rules of names, one bit each: collected while a name is taken
 * apart, noted in the trace when it is one. */
#define NOTE(name) (UINT32_C(1) << (RULE_NAME_##name - RULE_NAMES))

/* ---- words: names_words.c ---- */

enum word_kind {
	WORD_PARTICLE = 1,      /* van, de: in lower case only */
	WORD_SUFFIX = 2,        /* Jr., III */
	WORD_TITLE = 4,         /* Dr, stands before a name */
	WORD_DEGREE = 8,        /* PhD, stands after one */
	WORD_RANK = 16,         /* "research assistant" is nobody */
	WORD_ORGANISATION = 32, /* set with the next two as well */
	WORD_INSTITUTION = 64,  /* university: often an affiliation */
	WORD_BODY = 128,        /* collaboration: signs as an author */
	WORD_CONJUNCTION = 256, /* and, stands between names */
	WORD_PLACE = 512,       /* institute: in the parts of a name, where
				 * somebody works */
};

/* True when every bracket is closed. */
bool brackets_match(struct span text);

/* The kinds of a word, as it is written; 0 for most. */
unsigned word_kinds(struct span word);
/* The kinds of all words of a text together, those in brackets left out. */
unsigned words_kinds(struct span text);

/* "Van" and the like, which before a particle is one too ("Van den"). */
bool word_is_capital_particle(struct span word);
/* True for words that are family names too: school, staff. */
bool word_is_surname(struct span word);

/* Takes the next word off the front or the last one off the end; false when
 * there is none.  Words are parted by spaces. */
bool word_next(struct span *rest, struct span *ret_word);
bool word_last(struct span *rest, struct span *ret_word);
/* True when the text is one word or none. */
bool word_is_single(struct span text);

/* True for "editor", "Primary Investigator", "eds.": the whole value. */
bool role_is(struct span value);

/* ---- letters: names_letters.c ---- */

enum script {
	SCRIPT_LATIN = 1,
	SCRIPT_CYRILLIC = 2,
	SCRIPT_HAN = 4,
	SCRIPT_KANA = 8,
	SCRIPT_HANGUL = 16,
	SCRIPT_OTHER = 32,
};
#define SCRIPT_CJK (SCRIPT_HAN | SCRIPT_KANA | SCRIPT_HANGUL)

/* The code point that begins with a byte beyond ASCII, taken off; U+FFFD for a
 * bad byte. */
uint32_t letter_decode(struct span *rest);
/* The next code point of valid UTF-8, taken off. */
static inline uint32_t letter_next(struct span *rest)
{
	unsigned char first = (unsigned char)rest->at[0];

	if (first >= 0x80)
		return letter_decode(rest);
	*rest = span_slice(*rest, 1, rest->len);
	return first;
}
/* The script of a letter; 0 for what is no letter. */
unsigned letter_script(uint32_t code);
bool letter_is_upper(uint32_t code);
bool letter_is_lower(uint32_t code);
/* The scripts of all letters of a text; 0 when there is none. */
unsigned scripts_of(struct span text);
size_t letters_upper(struct span text); /* how many capitals */

/* "J", "JA", "J.-P.", "Yu.": capitals that stand for names. */
bool initials_are(struct span word);
/* The bytes of the initials glued before a name ("N.Smith": 2), or 0. */
size_t initials_glued(struct span word);

/* ---- repairs: names_repair.c ---- */

/* Appends text without its braces; `groups`: but for those around a whole name
 * of a list, "{Barnes and Noble}".  False, out untouched, when none goes. */
bool braces_drop(struct span text, bool groups, struct buf *out);
/* Appends text, the braces around whole names set aside; and back again. */
void groups_guard(struct span text, struct buf *out);
void groups_restore(struct span text, struct buf *out);

/* Appends raw with an accent between a consonant and a vowel put on the vowel
 * (before NFC).  Returns how many; with 0 out is untouched. */
size_t accents_repair(struct span raw, struct buf *out);
/* Maps Cyrillic and Greek look-alikes in the Latin words of the text from
 * index `from` on, in place.  Returns in how many words. */
size_t lookalikes_repair(struct buf *text, size_t from);

/* ---- one name: names_tails.c, names_titles.c, names_script.c (what it is
 * made of), names_person.c, names_pair.c (taking it apart) ---- */

/* One name taken apart.  family or literal is set. */
struct person {
	struct span lead; /* goes before family or literal, and a space */
	struct span family;
	struct span given;
	struct span suffix;
	struct span literal;
	struct span affiliation; /* cut from the name */
	struct span alt_family;  /* the same in Latin script */
	struct span alt_given;
	uint32_t notes; /* what was done to it */
	bool doubtful;  /* an affiliation, when there are persons too */
};

/* From the start of `from` to the end of `to`, both in one text. */
static inline struct span span_between(struct span from, struct span to)
{
	return (struct span){ from.at, (size_t)(to.at + to.len - from.at) };
}

/* Without spaces, commas and the like at both ends. */
struct span name_trim(struct span text);
/* Trimmed, and without one pair of brackets around the whole: libraries write
 * a name so that they supply, "[Smith, John]". */
struct span name_unwrap(struct span text);
/* Cuts brackets, roles, e-mail, life dates, marks, "et al." off the end, and
 * sets *affiliation when one was cut.  Adds to *notes what it cut. */
struct span tails_cut(struct span text, struct span *affiliation,
		      uint32_t *notes);
/* True for what brackets in a given name hold: "(Tony)". */
bool name_is_nickname(struct span inner);
/* True when the last character is a footnote mark. */
bool tail_is_mark(struct span text);
/* True for a name followed by its capitals: "World Data Network (WDN)". */
bool name_has_acronym(struct span text);
/* Cuts titles before the name and degrees after it. */
struct span titles_cut(struct span text, uint32_t *notes);
/* Cuts Jr., III … off the end into person->suffix. */
struct span suffix_cut(struct span text, struct person *person);
/* True for placeholders, roles, ranks, and what has no letter. */
bool name_is_nobody(struct span text);
/* Cuts particles off the end into *lead, even when nothing is left. */
struct span particles_cut(struct span given, struct span *lead);
/* True for what signs as a whole: by its words, "The …", "Urban & Vogel". */
bool name_is_organisation(struct span text);

/* True for a given name that is "the" or begins with it. */
bool given_is_article(struct span given);
/* True for the name of an organisation in two parts. */
bool parts_are_whole(struct span given, struct span family, struct person *ret);

/* Cleans family and given of *person each by itself: suffixes, titles, tails,
 * particles in the wrong one.  Either may be empty then. */
void person_clean(struct person *person);

/* A family name first by script or custom (Han, Kana, Hangul, Russian with a
 * patronymic).  False when the script does not tell. */
bool script_split(struct span text, struct person *ret);
/* "He Lingxu 賀凌虛": a name in Han, Kana or Hangul and once more in Latin
 * letters, one behind the other.  False for all else. */
bool script_part(struct span text, struct span *ret_other,
		 struct span *ret_latin);
/* An unspaced Han or Hangul name of two and more characters. */
bool script_is_whole_name(struct span text);
/* True when Han, Kana or Hangul text ends as bodies do (学会, 研究所). */
bool script_is_body(struct span text);

/* One name without commas, tails cut.  False when it is nobody. */
bool person_from_text(struct span text, struct person *ret);
/* "et" and "al.", either way round. */
bool pair_is_et_al(struct span given, struct span family);
/* family and given known to be such.  False when it is nobody. */
bool person_from_pair(struct span family, struct span given,
		      struct person *ret);

/* ---- the list: names.c (collecting), names_list.c, names_parts.c (the two
 * ways in), names_fill.c, names_case.c, names_settle.c, names_double.c (on the
 * way out) ---- */

/* Most bytes of one clean author list. */
#define NAMES_TEXT_MAX ((size_t)64 << 20)

/* A name that goes if there are persons. */
enum doubt {
	DOUBT_NONE,
	DOUBT_MADE, /* of other parts, which is noted when it stays */
	DOUBT_SAME, /* as it came */
};

/* Names being collected. */
struct authors {
	struct names names;
	size_t room;         /* items allocated */
	struct buf doubtful; /* at the index of a doubtful name what of it */
	struct trace *trace; /* borrowed; may be NULL */
	uint32_t noted;      /* in it, since it was last set to 0 */
	bool one_string;     /* the source does not part this name */
};
void authors_release(struct authors *authors);
/* Notes rules in the trace. */
void authors_note(struct authors *authors, uint32_t notes);

/* Each is false when there is no memory.  authors_add() drops parts without
 * a letter from *person. */
bool authors_add(struct authors *authors, struct person *person);
/* One string of one or more names; `single`: the source calls it a name, so
 * one comma parts family and given. */
bool authors_add_text(struct authors *authors, struct span text, bool single);
/* One string where the source names organisations: whole, unless it is one word
 * or "Family, Given". */
bool authors_add_body(struct authors *authors, struct span text);
/* *ret_same: it comes out as it went in. */
bool authors_add_parts(struct authors *authors, const struct name_parts *parts,
		       struct buf *scratch, bool *ret_same);
/* The same by all rules, parts_are_plain() or not, and without what comes with
 * a name: ORCID, affiliations. */
bool authors_read_parts(struct authors *authors, const struct name_parts *parts,
			struct buf *scratch, bool *ret_same);

/* True for a given and a family name, nothing else set, that no rule touches:
 * authors_read_parts() would take all its steps for nothing.  Nearly all are
 * such.  False also for many that would stay. */
bool parts_are_plain(const struct name_parts *parts);

/* Takes a name over; it is left empty.  False, when there is no memory. */
bool authors_keep(struct authors *authors, struct name *owned,
		  enum doubt doubt);
enum doubt authors_doubt(const struct authors *authors, size_t at);

/* Reads the names from index `from` on as parts until they come out as they
 * are. */
bool authors_settle(struct authors *authors, size_t from);

/* The parts of a person, owned: without braces, and not in capitals alone.
 * False when there is no memory; *ret may be half filled then. */
bool name_fill(struct name *ret, struct person *person);

/* Fewest capitals of a part in capitals that is softened. */
#define CAPS_MIN 4
/* An owned copy of lead + space + text, ALL CAPS softened and braces left out;
 * NULL: no memory. */
char *case_copy(struct span lead, struct span text, uint32_t *notes);

/* Tells whether a Latin name may be that of a Han, Kana or Hangul one, by the
 * usual romanisations of the commonest family names, and for Japanese by its
 * syllables. */
bool roman_fits(const struct name *other, const struct name *latin);

/* Joins the two forms of a person listed in two scripts. */
void names_pair_scripts(struct names *names, struct trace *trace);
/* Frees what one name owns. */
void name_release(struct name *name);

/* True for what the text pipeline and the repairs leave as it is: ASCII
 * letters, full stops, and single spaces, hyphens, apostrophes, commas between
 * them. */
bool part_is_plain(struct span raw);
/* The clean form of one part, repaired; false when it says nothing. */
bool part_clean(struct span raw, struct buf *out, struct trace *trace);
/* The same for initials with full stops and no more, never a placeholder; false
 * for all else. */
bool initials_clean(struct span raw, struct buf *out);

#endif
