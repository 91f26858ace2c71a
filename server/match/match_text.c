/* SPDX-License-Identifier: MIT */
/*
 * A reference in one piece: what of the paper stands in it.
 *
 * What is not found need not be missing: many references have no title, or
 * only the first page.  So a title that is not there differs only where there is
 * room for another.
 */
#include "match_own.h"

/* Shares of a title's words, in order. */
#define TITLE_THERE  0.8
#define TITLE_PARTLY 0.6

/* Words of a reference beside its title: authors, journal, year. */
#define OTHER_WORDS 6

/* ---- the title ---- */

/* Titles of few words must stand as they are. */
static bool is_phrase(const struct words *title, const struct words *words)
{
	for (size_t i = 0; i + title->count <= words->count; i++) {
		size_t n = 0;

		while (n < title->count &&
		       span_same(title->items[n], words->items[i + n]))
			n++;
		if (n == title->count)
			return true;
	}
	return false;
}

/* The share of a title's words that stand in the reference, in order. */
static double share_of(struct matcher *m, struct span title, size_t *ret_count)
{
	words_read(m, title, TERMS_QUERY, &m->a);
	*ret_count = m->a.count;
	if (!m->a.count)
		return 0;
	if (m->a.count <= MAIN_WORDS)
		return is_phrase(&m->a, &m->stems) ? 1 : 0;
	return (double)words_in_order(m, &m->a, &m->stems) / (double)m->a.count;
}

static double title_share(struct matcher *m, const char *title,
			  size_t *ret_count)
{
	struct span whole = title_bare(span_of(title));
	struct span head = title_main(whole);
	size_t count;
	double ret = share_of(m, whole, ret_count), part;

	if (head.len == whole.len || ret >= TITLE_THERE)
		return ret;
	part = share_of(m, head, &count);
	if (count <= MAIN_WORDS || part <= ret)
		return ret;
	*ret_count = count;
	return part;
}

static enum agreement title_agreement(struct matcher *m,
				      const struct paper *paper,
				      double *ret_share)
{
	size_t count = 0, room;

	if (!paper->title)
		return MATCH_UNKNOWN;
	*ret_share = title_share(m, paper->title, &count);
	for (size_t i = 0;
	     *ret_share < TITLE_THERE && i < paper->translations.count; i++) {
		double share = title_share(
			m, paper->translations.items[i].title, &count);

		if (share > *ret_share)
			*ret_share = share;
	}
	if (*ret_share >= TITLE_THERE)
		return MATCH_AGREES;
	if (*ret_share >= TITLE_PARTLY)
		return MATCH_NEARLY;
	room = count + OTHER_WORDS;
	return m->stems.count > room ? MATCH_DIFFERS : MATCH_UNKNOWN;
}

/* ---- numbers ---- */

/* A year, also "2001a"; 0: it is none. */
static int year_of(struct span word)
{
	long long value;

	if (word.len < 4 || word.len > 5 ||
	    (word.len == 5 && !ascii_is_alpha(word.at[4])) ||
	    !text_to_integer(span_slice(word, 0, 4), &value))
		return 0;
	return value >= 1500 && value < 2100 ? (int)value : 0;
}

static enum agreement year_in(const struct words *words,
			      const struct paper *paper)
{
	enum agreement best = MATCH_UNKNOWN;

	for (size_t i = 0; i < words->count; i++) {
		enum agreement one = year_agreement(year_of(words->items[i]),
						    paper);

		if (one == MATCH_AGREES)
			return one;
		if (one == MATCH_NEARLY || best == MATCH_UNKNOWN)
			best = one;
	}
	return best;
}

/* So many numbers mean that there is a volume or a page among them. */
#define NUMBERS_MANY 3

static bool has_many_numbers(const struct words *words)
{
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++)
		count += words->items[i].len &&
			 ascii_is_digit(words->items[i].at[0]);
	return count >= NUMBERS_MANY;
}

static enum agreement number_in(const struct words *words, struct span number)
{
	if (!number.len)
		return MATCH_UNKNOWN;
	for (size_t i = 0; i < words->count; i++)
		if (number_agreement(words->items[i], number) == MATCH_AGREES)
			return MATCH_AGREES;
	return has_many_numbers(words) ? MATCH_DIFFERS : MATCH_UNKNOWN;
}

static enum agreement page_in(const struct words *words,
			      const struct paper *paper)
{
	enum agreement page = number_in(words,
					page_first(span_of(paper->pages)));

	if (page == MATCH_AGREES || !paper->article_number)
		return page;
	return number_in(words, page_first(span_of(paper->article_number)));
}

/* ---- all of it ---- */

static enum agreement journal_in(struct matcher *m, const struct paper *paper)
{
	const char *names[] = { paper->journal.title,
				paper->journal.abbreviation };

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (names[i] &&
		    journal_in_words(m, span_of(names[i]), &m->telling))
			return MATCH_AGREES;
	return MATCH_UNKNOWN;
}

/* What the fields of the claim said already stays. */
static void settle(struct match *match, enum match_field field,
		   enum agreement found)
{
	if (match->of[field] == MATCH_UNKNOWN)
		match->of[field] = found;
}

void text_compare(struct matcher *m, struct span text,
		  const struct paper *paper, struct match *ret)
{
	double share = 0;

	words_read(m, text, TERMS_QUERY, &m->stems);
	words_read(m, text, TERMS_WORDS, &m->plain);
	journal_words(m, text, &m->telling);
	if (ret->of[MATCH_TITLE] == MATCH_UNKNOWN) {
		ret->of[MATCH_TITLE] = title_agreement(m, paper, &share);
		ret->title = share;
	}
	settle(ret, MATCH_AUTHOR, author_in_words(m, &m->plain, paper));
	settle(ret, MATCH_YEAR, year_in(&m->plain, paper));
	settle(ret, MATCH_JOURNAL, journal_in(m, paper));
	settle(ret, MATCH_VOLUME, number_in(&m->plain, span_of(paper->volume)));
	settle(ret, MATCH_PAGE, page_in(&m->plain, paper));
}
