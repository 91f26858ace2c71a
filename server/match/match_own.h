/* SPDX-License-Identifier: MIT */
/* Private to server/match: words, and one function a field. */
#ifndef MATCH_OWN_H
#define MATCH_OWN_H

#include "paperd/match.h"
#include "paperd/scoped.h"
#include "paperd/terms.h"

/* ---- words (match_words.c) ---- */

/* Most words of a text and most bytes of them; the rest is not looked at.  A
 * title has some dozen, a reference with all its authors some hundred. */
#define WORDS_MAX  512
#define WORDS_ROOM (16 << 10)

struct words {
	struct span items[WORDS_MAX]; /* in room */
	size_t count;
	size_t used;
	char room[WORDS_ROOM];
};

struct matcher {
	struct terms *terms;
	struct words a, b;
	/* of a reference in one piece: its words by their stems, as they are,
	 * and without those that say nothing of a journal */
	struct words stems, plain, telling;
	unsigned short row[WORDS_MAX + 1]; /* of words_in_order() */
};

/* The words of a text: TERMS_QUERY with stems, or TERMS_WORDS. */
void words_read(struct matcher *matcher, struct span text, enum terms_mode mode,
		struct words *ret);

/* The same letters and digits, however they are parted; of texts whose keys
 * (journal_key()) have at most so many bytes. */
bool same_letters(struct span a, struct span b, size_t most);

/* The same word, or one of some five letters with one of them wrong. */
bool word_is_near(struct span a, struct span b);

/* True when the word holds a digit, or is a Roman numeral. */
bool word_is_number(struct span word);

/* Words of a that stand in b in the same order: the longest common
 * subsequence. */
size_t words_in_order(struct matcher *matcher, const struct words *a,
		      const struct words *b);

/* Words of a that stand in b, each of b taken once. */
size_t words_in_common(const struct words *a, const struct words *b);

/* ---- titles (match_title.c) ---- */

/* The part before a subtitle; all of it where there is none. */
struct span title_main(struct span title);

/* Without "RETRACTED:" and the like, which publishers put before a title. */
struct span title_bare(struct span title);

/* Words below which a title without its subtitle says too little. */
#define MAIN_WORDS 3

double title_likeness(struct matcher *matcher, struct span claimed,
		      const struct paper *paper);

/* ---- names (match_name.c) ---- */

/* The words of the claim are in a name; with: compare initials too. */
enum agreement name_among(struct matcher *matcher, const struct words *name,
			  const struct person *person, bool with_initials);

enum agreement author_agreement(struct matcher *matcher, struct span author,
				const struct paper *paper);

/* Of all authors, in the words of a reference. */
enum agreement author_in_words(struct matcher *matcher,
			       const struct words *words,
			       const struct paper *paper);

/* ---- journals (match_journal.c) ---- */

enum agreement journal_agreement(struct matcher *matcher, struct span journal,
				 const struct paper *paper);

/* Only the words that tell journals apart: no "of", no "the". */
void journal_words(struct matcher *matcher, struct span name,
		   struct words *ret);

/* True when the journal's name stands among the telling words. */
bool journal_in_words(struct matcher *matcher, struct span name,
		      const struct words *telling);

/* ---- numbers (match_number.c) ---- */

/* 0: not known. */
int paper_year(const struct paper *paper);
enum agreement year_agreement(int year, const struct paper *paper);
enum agreement number_agreement(struct span claimed, struct span own);
enum agreement page_agreement(struct span claimed, const struct paper *paper);

/* The first page of a range, without leading zeros. */
struct span page_first(struct span pages);

/* ---- a reference in one piece (match_text.c) ---- */

/* Fills what is still unknown. */
void text_compare(struct matcher *matcher, struct span text,
		  const struct paper *paper, struct match *ret);

/* ---- how titles agree ---- */

/* From these likenesses on. */
#define TITLE_AGREES 0.85
#define TITLE_NEARLY 0.7

#endif
