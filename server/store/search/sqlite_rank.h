/* SPDX-License-Identifier: MIT */
/*
 * Ranking.
 *
 *	score = sum of weight(p) * tf(p) * (K + 1) / (tf(p) + K * norm)
 *	      + COVER * cover^3 + NEAR * near + prior / PRIOR_WORTH
 *
 * over the words and phrases p of the search (BM25F): weight(p) is the logarithm of how
 * rare p is, tf(p) counts it in all columns, each by its weight, norm grows with
 * the length of the record.  cover is how much of the title is made of phrases
 * of the search, near how many of them stand behind each other as they do in the
 * search; the prior is that of sqlite_facts.c.
 *
 * Rows come in the order of the prior, the best first, and only the first
 * `most` of them are scored: the rest stands behind them in the order of rows.
 *
 * A walk by cursor must see each record once while others come in.  So the
 * cursor carries what the scores stood on: the weights, the last row that was
 * scored, and the first id that was not there yet.
 */
#ifndef PAPERD_STORE_SQLITE_RANK_H
#define PAPERD_STORE_SQLITE_RANK_H

#include "sqlite_index.h"
#include "sqlite_match.h"

struct ranking {
	/* of the words of the search, in sixteenths; 0: does not count */
	unsigned char words[SEARCH_WORDS_MAX];
	size_t word_count;
	/* of the phrases of the pass under way: the number of its word */
	unsigned char phrases[MATCH_PHRASES_MAX];
	size_t phrase_count;
	bool pairs;           /* a reference: two of its words must be there */
	bool left_out;        /* all words but one must be there */
	bool some;            /* as of a reference, although they are words */
	long long most;       /* rows that are scored */
	long long scored;     /* so far */
	long long scored_row; /* the one scored last */
	long long last_row;   /* the last that is scored; 0: not known yet */
	long long end;        /* ids from here on are not picked */
	bool bounded;         /* a row that matches was not scored */
};

/* No row, no id comes behind it. */
#define RANK_NO_END ((1LL << 59) - 1)

/* A row that matches, while FTS5 stands on it; of one that is not scored the
 * number alone. */
struct hit {
	const Fts5ExtensionApi *api;
	Fts5Context *fts;
	long long row;
};

/* The weight of what stands in `with` of `all` records. */
unsigned char rank_weight(long long all, long long with);

/* Will the row be scored?  Once one is not, none after it is. */
bool rank_is_scored(const struct ranking *ranking, long long row);

/* The place of a row in the order of scores: smaller is better, never 0. */
uint64_t rank_place(struct ranking *ranking, const struct hit *hit,
		    const struct facts *facts);

/* What a cursor carries of a ranking: text for struct place. */
void rank_write(const struct ranking *ranking, struct buf *out);
/* Sets a ranking as it was written.  False: it is none. */
bool rank_read(struct span state, struct ranking *ret);

#endif
