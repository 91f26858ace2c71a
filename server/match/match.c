/* SPDX-License-Identifier: MIT */
/*
 * The score: each field that agrees or differs adds its weight, in logarithms of
 * odds, to those of a record that was found by chance; so the score is a
 * probability, if a rough one, and what is not known changes nothing.
 */
#include "match_own.h"

#include <math.h>
#include <stdlib.h>

const char *const match_field_names[MATCH_FIELDS] = {
	[MATCH_TITLE] = "title",   [MATCH_AUTHOR] = "author",
	[MATCH_YEAR] = "year",     [MATCH_JOURNAL] = "journal",
	[MATCH_VOLUME] = "volume", [MATCH_ISSUE] = "issue",
	[MATCH_PAGE] = "page",
};

/* A record that was found, before anything is compared. */
#define PRIOR (-7.0)

/* What a title tells grows with its words: from this, by so much a word, to
 * this.  "Editorial" tells nearly nothing. */
#define TITLE_LEAST 2.0
#define TITLE_WORD  1.5
#define TITLE_MOST  11.0

/* Of titles that are not quite alike less counts: from this likeness on. */
#define ALIKE_LEAST 0.5

/* Of agrees, nearly and differs, in this order; the title's is times its own
 * weight but for the last. */
static const double weights[MATCH_FIELDS][MATCH_DIFFERS + 1] = {
	[MATCH_TITLE] = { 0, 1, 1, -7 },
	[MATCH_AUTHOR] = { 0, 3.5, 1.5, -4 },
	[MATCH_YEAR] = { 0, 2, 1, -2.5 },
	[MATCH_JOURNAL] = { 0, 2.5, 2.5, -1.5 },
	[MATCH_VOLUME] = { 0, 2.5, 2.5, -1.5 },
	[MATCH_ISSUE] = { 0, 1, 1, -0.5 },
	[MATCH_PAGE] = { 0, 4, 2, -2 },
};

struct matcher *matcher_open(void)
{
	struct matcher *matcher = calloc(1, sizeof(*matcher));

	if (!matcher)
		return NULL;
	matcher->terms = terms_open();
	if (matcher->terms)
		return matcher;
	free(matcher);
	return NULL;
}

void matcher_close(struct matcher *matcher)
{
	if (matcher)
		terms_close(matcher->terms);
	free(matcher);
}

static enum agreement title_agreement(double likeness)
{
	if (likeness >= TITLE_AGREES)
		return MATCH_AGREES;
	return likeness >= TITLE_NEARLY ? MATCH_NEARLY : MATCH_DIFFERS;
}

/* Words of two letters, and these, tell nothing. */
static bool is_telling(struct span word)
{
	return word.len > 2 && !span_is(word, "the") && !span_is(word, "and") &&
	       !span_is(word, "for");
}

static double title_weight(struct matcher *matcher, const struct paper *paper,
			   double alike)
{
	double ret = TITLE_LEAST;

	words_read(matcher, span_of(paper->title), TERMS_QUERY, &matcher->a);
	for (size_t i = 0; i < matcher->a.count; i++)
		ret += is_telling(matcher->a.items[i]) ? TITLE_WORD : 0;
	ret = ret < TITLE_MOST ? ret : TITLE_MOST;
	return ret * (alike - ALIKE_LEAST) / (1 - ALIKE_LEAST);
}

static double odds_of(struct matcher *matcher, const struct match *match,
		      const struct paper *paper)
{
	double sum = PRIOR;

	for (size_t i = 0; i < MATCH_FIELDS; i++) {
		enum agreement one = match->of[i];
		double weight = weights[i][one];

		if (i == MATCH_TITLE && weight > 0)
			weight = title_weight(matcher, paper, match->title);
		sum += weight;
	}
	return sum;
}

struct match match_paper(struct matcher *matcher, const struct claim *claim,
			 const struct paper *paper)
{
	struct match ret = { .score = 0 };

	if (claim->title.len && paper->title) {
		ret.title = title_likeness(matcher, claim->title, paper);
		ret.of[MATCH_TITLE] = title_agreement(ret.title);
	}
	ret.of[MATCH_AUTHOR] = author_agreement(matcher, claim->author, paper);
	ret.of[MATCH_YEAR] = year_agreement(claim->year, paper);
	ret.of[MATCH_JOURNAL] = journal_agreement(matcher, claim->journal,
						  paper);
	ret.of[MATCH_VOLUME] = number_agreement(claim->volume,
						span_of(paper->volume));
	ret.of[MATCH_ISSUE] = number_agreement(claim->issue,
					       span_of(paper->issue));
	ret.of[MATCH_PAGE] = page_agreement(claim->page, paper);
	if (claim->text.len)
		text_compare(matcher, claim->text, paper, &ret);
	ret.odds = odds_of(matcher, &ret, paper);
	ret.score = 1 / (1 + exp(-ret.odds));
	return ret;
}

bool match_conflicts(const struct match *match)
{
	return match->of[MATCH_TITLE] == MATCH_DIFFERS ||
	       match->of[MATCH_AUTHOR] == MATCH_DIFFERS ||
	       match->of[MATCH_YEAR] == MATCH_DIFFERS;
}
