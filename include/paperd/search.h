/* SPDX-License-Identifier: MIT */
/*
 * What is searched for, as a value.
 *
 * The language: words, all of which must be there; "a phrase"; -word, which
 * must not be there; a OR b, which binds closer than the words beside it;
 * word* for any word that begins so; title:word, author:name, journal:title,
 * abstract:word, also with a phrase: title:"…"; year:2019, year:2019..2022,
 * year:2019.., year:..2022.  Every text means something: what is not of this
 * language, an unknown field among it, is read as words.  There are no
 * parentheses.  AND between two words says what is done anyway; OR and AND are
 * in capitals.  A word without letters or digits says nothing.  word* of fewer
 * than three ASCII letters is a word: it would walk a good part of the index.
 * What is negated is an alternative to nothing: an OR beside it or beside a
 * year is left out.
 */
#ifndef PAPERD_SEARCH_H
#define PAPERD_SEARCH_H

#include "paperd/buf.h"

/* Where a word may stand; bits. */
enum search_field {
	SEARCH_ABSTRACT = 1,
	SEARCH_TITLE = 2,
	SEARCH_AUTHOR = 4,
	SEARCH_JOURNAL = 8,
};
/* Fields whose words are compared by their stems, and as they are. */
#define SEARCH_STEMMED  (SEARCH_ABSTRACT | SEARCH_TITLE)
#define SEARCH_EXACT    (SEARCH_AUTHOR | SEARCH_JOURNAL)
#define SEARCH_ANYWHERE (SEARCH_STEMMED | SEARCH_EXACT)

/* Most words of a search: a long title with its authors has fewer.  Each costs
 * a walk through its list in the index. */
#define SEARCH_WORDS_MAX 64

/* Most terms of all its words and phrases.  Each term of a phrase costs such a
 * walk: one of 1,600 common terms took FTS5 11 s over 100,000 records. */
#define SEARCH_TERMS_MAX 256

/* A word or a phrase.  It has at least one term as TERMS_QUERY gives them. */
struct search_word {
	/* owned; as given, without the signs of the language, and with a blank
	 * for each ASCII control character */
	char *text;
	unsigned fields; /* bits of enum search_field; never 0 */
	bool phrase;     /* it stood in quotes */
	bool prefix;     /* anything that begins so */
	bool negated;    /* must not be there */
	unsigned group;  /* words of one group are alternatives (OR) */
};

struct search {
	struct search_word *words; /* owned; by group, groups from 0 */
	size_t count;
	unsigned groups;
	/* year:…; 0: open */
	int year_from, year_until;
};

void search_release(struct search *search);

/*
 * Adds what text asks for to a search.  Words without a field of their own are
 * looked for in `fields`.  A word that says the same as one before it is left
 * out.  Errors: STATUS_INVALID_PARAMETER for more than SEARCH_WORDS_MAX words
 * or SEARCH_TERMS_MAX terms (saying how many there are and may be),
 * STATUS_NO_MEMORY; the search is then as it was.
 */
MUST_CHECK enum status search_add(struct search *search, struct span text,
				  unsigned fields, struct error *err);

/*
 * Adds every word of a text by itself and as it is, signs and all: a pasted
 * reference.  Single letters and digits, and words beyond SEARCH_WORDS_MAX, are
 * dropped.
 */
MUST_CHECK enum status search_add_words(struct search *search, struct span text,
					unsigned fields, struct error *err);

/* ---- what of a text was found ---- */

/* A part of a text that answers the search, in Unicode characters. */
struct search_mark {
	size_t from, to;
};

/* Most marks of one text. */
#define SEARCH_MARKS_MAX 64

/*
 * Finds the words of the search that may stand in `field` (one bit) in a text
 * of it: phrases as a whole, prefixes as the whole word, in the order of the
 * text, none within another.  ret has room for SEARCH_MARKS_MAX.  Returns how
 * many there are.
 */
size_t search_marks(const struct search *search, unsigned field,
		    struct span text, struct search_mark *ret);

#endif
