/* SPDX-License-Identifier: MIT */
#include "sqlite_rank.h"

#include <math.h>

/* BM25: how soon more of the same stops to count, how much length counts, and
 * the length of a usual record (a title and 180 words). */
#define K            1.2
#define LENGTH_SHARE 0.5
#define LENGTH_USUAL 180.0

#define COVER       6.0
#define NEAR        4.0
#define PRIOR_WORTH 24.0

/* Scores are compared as whole numbers: the same in every page. */
#define SCORE_UNIT 4096.0

_Static_assert(SEARCH_WORDS_MAX <= 64, "a bit a word");

/* What a word in a column counts. */
static const double column_weights[COLUMNS] = {
	[COLUMN_ABSTRACT] = 1,
	[COLUMN_TITLE] = 4,
	[COLUMN_AUTHOR] = 3,
	[COLUMN_JOURNAL] = 1.5,
};

unsigned char rank_weight(long long all, long long with)
{
	double weight = log(1 + ((double)(all - with) + 0.5) /
					((double)with + 0.5)) *
			16;

	if (!(weight > 1))
		return 1;
	return weight < 255 ? (unsigned char)weight : 255;
}

/* Places of a phrase that are looked at for what stands behind it. */
#define SPOTS_MAX 16

struct spots {
	struct {
		int column, place;
	} of[SPOTS_MAX];
	size_t count;
	int size; /* terms of the phrase */
	bool title;
};

static void spot_add(struct spots *spots, int column, int place)
{
	spots->title |= column == COLUMN_TITLE;
	if (spots->count < SPOTS_MAX) {
		spots->of[spots->count].column = column;
		spots->of[spots->count++].place = place;
	}
}

/* A phrase in the row: its weighted count; where it stands is added. */
static double phrase_count(const struct hit *hit, int phrase,
			   struct spots *spots)
{
	Fts5PhraseIter at;
	int column, place;
	double count = 0;

	spots->size = hit->api->xPhraseSize(hit->fts, phrase);
	if (hit->api->xPhraseFirst(hit->fts, phrase, &at, &column, &place) !=
	    SQLITE_OK)
		return 0;
	while (column >= 0 && column < COLUMNS) {
		count += column_weights[column];
		spot_add(spots, column, place);
		hit->api->xPhraseNext(hit->fts, &at, &column, &place);
	}
	return count;
}

/* A word in the row: all of its phrases, which stand together. */
static double word_count(const struct hit *hit, size_t from, size_t end,
			 struct spots *spots)
{
	double count = 0;

	*spots = (struct spots){ 0 };
	for (size_t i = from; i < end; i++)
		count += phrase_count(hit, (int)i, spots);
	return count;
}

/* How near a phrase stands to the one before it: 1 right behind it in the
 * title, half as much elsewhere, 0 not. */
static double nearness(const struct spots *before, const struct spots *after)
{
	double best = 0;

	for (size_t i = 0; i < before->count; i++)
		for (size_t j = 0; j < after->count; j++) {
			int column = before->of[i].column;
			double worth = column == COLUMN_TITLE ? 1 : 0.5;

			if (column == after->of[j].column && worth > best &&
			    before->of[i].place + before->size ==
				    after->of[j].place)
				best = worth;
		}
	return best;
}

static size_t word_end(const struct ranking *ranking, size_t at)
{
	size_t end = at + 1;

	while (end < ranking->phrase_count &&
	       ranking->phrases[end] == ranking->phrases[at])
		end++;
	return end;
}

/* What the words of the search have in a row, one after the other. */
struct sum {
	double words;   /* their BM25 */
	double covered; /* terms of the title */
	double near;
	unsigned pairs;   /* words behind another */
	double norm;      /* of the row's length */
	uint64_t counted; /* words, a bit each */
	struct spots before;
};

static void sum_add(struct sum *sum, unsigned char weight, double count,
		    const struct spots *spots)
{
	sum->words += weight / 16.0 * count * (K + 1) / (count + K * sum->norm);
	sum->covered += spots->title ? spots->size : 0;
	sum->near += nearness(&sum->before, spots);
	sum->before = *spots;
}

static void sum_words(struct sum *sum, const struct ranking *ranking,
		      const struct hit *hit)
{
	for (size_t i = 0, end; i < ranking->phrase_count; i = end) {
		unsigned word = ranking->phrases[i];
		struct spots spots;
		double count;

		end = word_end(ranking, i);
		if (!ranking->words[word] || sum->counted >> word & 1)
			continue;
		count = word_count(hit, i, end, &spots);
		if (!count)
			continue;
		sum->pairs += sum->counted != 0;
		sum->counted |= 1ULL << word;
		sum_add(sum, ranking->words[word], count, &spots);
	}
}

static double score_of(const struct ranking *ranking, const struct hit *hit,
		       const struct facts *facts)
{
	uint32_t length = facts->of[FACT_LENGTH];
	struct sum sum = { .norm = 1 - LENGTH_SHARE +
				   LENGTH_SHARE * (length & UINT16_MAX) /
					   LENGTH_USUAL };
	double cover;

	sum_words(&sum, ranking, hit);
	cover = sum.covered / ((length >> 16) + 1e-9);
	if (cover > 1)
		cover = 1;
	return sum.words + COVER * cover * cover * cover +
	       (sum.pairs ? NEAR * sum.near / sum.pairs : 0) +
	       (facts->of[FACT_STATE] >> STATE_PRIOR_SHIFT) / PRIOR_WORTH;
}

/* Rows beyond those that are scored come behind all scores. */
#define NOT_SCORED (1ULL << 40)

bool rank_is_scored(const struct ranking *ranking, long long row)
{
	if (ranking->last_row)
		return row <= ranking->last_row;
	return ranking->scored < ranking->most;
}

uint64_t rank_place(struct ranking *ranking, const struct hit *hit,
		    const struct facts *facts)
{
	double score;

	if (!rank_is_scored(ranking, hit->row)) {
		ranking->bounded = true;
		return NOT_SCORED + (uint64_t)hit->row;
	}
	ranking->scored++;
	ranking->scored_row = hit->row;
	score = score_of(ranking, hit, facts) * SCORE_UNIT;
	if (!(score < (double)(UINT32_MAX - 1)))
		score = (double)(UINT32_MAX - 1);
	return UINT32_MAX - (uint64_t)score;
}

/* ---- the state of a walk ---- */

void rank_write(const struct ranking *ranking, struct buf *out)
{
	long long last_row = ranking->last_row;

	if (!last_row)
		last_row = ranking->bounded ? ranking->scored_row : RANK_NO_END;
	buf_add_format(out, "%llx.%llx.%d.", (unsigned long long)ranking->end,
		       (unsigned long long)last_row,
		       ranking->pairs | ranking->left_out << 1 |
			       ranking->some << 2);
	for (size_t i = 0; i < ranking->word_count; i++)
		buf_add_format(out, "%02x", ranking->words[i]);
}

static bool number_read(struct span hex, long long *ret)
{
	unsigned long long value = 0;

	if (!hex.len || hex.len > 15)
		return false;
	for (size_t i = 0; i < hex.len; i++) {
		int digit = hex_value(hex.at[i]);

		if (digit < 0)
			return false;
		value = value << 4 | (unsigned)digit;
	}
	*ret = (long long)value;
	return true;
}

static bool weights_read(struct span hex, struct ranking *ranking)
{
	if (hex.len % 2 || hex.len / 2 > SEARCH_WORDS_MAX)
		return false;
	ranking->word_count = hex.len / 2;
	for (size_t i = 0; i < ranking->word_count; i++) {
		int high = hex_value(hex.at[2 * i]);
		int low = hex_value(hex.at[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		ranking->words[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

bool rank_read(struct span state, struct ranking *ret)
{
	struct span end, row, mode;
	long long modes = 0;
	bool fine;

	fine = span_next(&state, '.', &end) && span_next(&state, '.', &row) &&
	       span_next(&state, '.', &mode) && number_read(end, &ret->end) &&
	       number_read(row, &ret->last_row) && number_read(mode, &modes) &&
	       weights_read(state, ret);
	ret->pairs = modes & 1;
	ret->left_out = modes >> 1 & 1;
	ret->some = modes >> 2 & 1;
	return fine;
}
