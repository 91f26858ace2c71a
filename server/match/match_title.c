/* SPDX-License-Identifier: MIT */
/*
 * Titles: how many of their words are the same, and in the same order.
 */
#include "match_own.h"

#include "paperd/query.h"

/* A likeness by the main title alone is a little less. */
#define MAIN_SHARE 0.97

/* Where the numbers of two titles differ ("Part 1", "Part 2"), or only one has
 * any. */
#define NUMBERS_DIFFER 0.65
#define NUMBERS_LACK   0.93

/* A notice about a work is not the work. */
#define NOTICE_DIFFERS 0.5

/* Longest title that is compared as a whole, in bytes. */
#define TITLE_MAX 4096

/* ---- parts of a title ---- */

/* Bytes of a mark that parts a subtitle from the title, at the front. */
static size_t mark_length(struct span text)
{
	static const char *const marks[] = { ": ",  " : ", "? ",  "! ", ". ",
					     " - ", " – ", " — ", "：" };

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
		if (span_starts_nocase(text, marks[i]))
			return strlen(marks[i]);
	return 0;
}

struct span title_main(struct span title)
{
	for (size_t i = 1; i < title.len; i++)
		if (mark_length(span_slice(title, i, title.len)))
			return span_slice(title, 0, i);
	return title;
}

/* Takes a word off the front. */
static bool take(struct span *text, const char *word)
{
	if (!span_starts_nocase(*text, word))
		return false;
	*text = span_slice(*text, strlen(word), text->len);
	return true;
}

struct span title_bare(struct span title)
{
	struct span rest = span_trim(title);

	if (!rest.len)
		return title;
	(void)(take(&rest, "[") || take(&rest, "("));
	if (!take(&rest, "retracted") && !take(&rest, "withdrawn") &&
	    !take(&rest, "removed"))
		return title;
	(void)(take(&rest, " article") || take(&rest, " paper"));
	if (!take(&rest, ":") && !take(&rest, "]") && !take(&rest, ")"))
		return title;
	(void)take(&rest, ":");
	rest = span_trim(rest);
	return rest.len ? rest : title;
}

/* ---- what tells titles apart that are much alike ---- */

/* True for a title that begins as those of notices do. */
static bool is_notice(const struct words *words)
{
	static const char *const stems[] = {
		"erratum", "errata",   "corrigendum", "corrigenda", "correct",
		"retract", "addendum", "repli",       "comment",    "respons",
	};
	size_t at = words->count > 1 && (span_is(words->items[0], "author") ||
					 span_is(words->items[0], "publish"));

	for (size_t i = 0; words->count && i < ARRAY_COUNT(stems); i++)
		if (span_is(words->items[at], stems[i]))
			return true;
	return false;
}

static size_t numbers_count(const struct words *words)
{
	size_t ret = 0;

	for (size_t i = 0; i < words->count; i++)
		ret += word_is_number(words->items[i]);
	return ret;
}

/* True when every number of a stands in b. */
static bool has_numbers(const struct words *a, const struct words *b)
{
	for (size_t i = 0; i < a->count; i++) {
		bool found = !word_is_number(a->items[i]);

		for (size_t j = 0; !found && j < b->count; j++)
			found = span_same(a->items[i], b->items[j]);
		if (!found)
			return false;
	}
	return true;
}

static double doubts(const struct words *a, const struct words *b)
{
	double ret = is_notice(a) == is_notice(b) ? 1 : NOTICE_DIFFERS;

	if (has_numbers(a, b) && has_numbers(b, a))
		return ret;
	return ret * (numbers_count(a) && numbers_count(b) ? NUMBERS_DIFFER
							   : NUMBERS_LACK);
}

/* ---- likeness ---- */

static double likeness(struct matcher *m, struct span a, struct span b)
{
	double both;

	words_read(m, a, TERMS_QUERY, &m->a);
	words_read(m, b, TERMS_QUERY, &m->b);
	both = (double)(m->a.count + m->b.count);
	if (!m->a.count || !m->b.count)
		return 0;
	return (double)(words_in_order(m, &m->a, &m->b) +
			words_in_common(&m->a, &m->b)) /
	       both * doubts(&m->a, &m->b);
}

/* The main title of one against the other, which has no subtitle. */
static double main_likeness(struct matcher *m, struct span a, struct span b)
{
	struct span head = title_main(a);
	double ret;

	if (head.len == a.len || title_main(b).len != b.len)
		return 0;
	ret = likeness(m, head, b);
	return m->a.count < MAIN_WORDS ? 0 : ret * MAIN_SHARE;
}

static double larger(double a, double b)
{
	return a > b ? a : b;
}

double title_alike(struct matcher *matcher, struct span a, struct span b)
{
	double ret;

	a = title_bare(a);
	b = title_bare(b);
	if (same_letters(a, b, TITLE_MAX))
		return 1;
	ret = likeness(matcher, a, b);
	ret = larger(ret, main_likeness(matcher, a, b));
	return larger(ret, main_likeness(matcher, b, a));
}

double title_likeness(struct matcher *matcher, struct span claimed,
		      const struct paper *paper)
{
	double ret = title_alike(matcher, claimed, span_of(paper->title));

	for (size_t i = 0; ret < 1 && i < paper->translations.count; i++) {
		const char *other = paper->translations.items[i].title;

		if (other)
			ret = larger(ret, title_alike(matcher, claimed,
						      span_of(other)));
	}
	return ret;
}
