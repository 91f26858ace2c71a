/* SPDX-License-Identifier: MIT */
/*
 * Choosers of titles, abstracts, types and dates: the first in precedence,
 * unless what it has is worse to see.
 */
#include "merge.h"

#include "merge_letters.h"
#include "paperd/scoped.h"

/* What stands for a character that someone lost. */
#define REPLACEMENT "\xEF\xBF\xBD"

static const struct paper *paper_at(const struct merge *merge,
				    struct merge_candidates candidates,
				    size_t i)
{
	return merge->papers[candidates.items[i]];
}

static bool is_damaged(const char *text)
{
	return strstr(text, REPLACEMENT) || strstr(text, "??");
}

/* ---- title ---- */

static bool title_is_better(const char *title, const char *best)
{
	if (is_damaged(title) != is_damaged(best))
		return is_damaged(best);
	return letters_are_capitals(span_of(best)) &&
	       !letters_are_capitals(span_of(title)) &&
	       letters_same(title, best);
}

size_t merge_title(const struct merge *merge, const struct merge_rule *rule,
		   struct merge_candidates candidates)
{
	size_t best = 0;

	for (size_t i = 1; i < candidates.count; i++)
		if (title_is_better(paper_at(merge, candidates, i)->title,
				    paper_at(merge, candidates, best)->title))
			best = i;
	return candidates.items[best];
}

static bool ends_with(struct span text, struct span end)
{
	return text.len > end.len &&
	       !memcmp(text.at + text.len - end.len, end.at, end.len);
}

/* It is part of the title; so another's only when it is there. */
size_t merge_subtitle(const struct merge *merge, const struct merge_rule *rule,
		      struct merge_candidates candidates)
{
	size_t with = merge_with(merge, rule, candidates);
	size_t titled = merge_chosen(merge, rule->with);

	if (with != MERGE_NONE || titled == MERGE_NONE)
		return with;
	for (size_t i = 0; i < candidates.count; i++)
		if (ends_with(
			    span_of(merge->papers[titled]->title),
			    span_of(paper_at(merge, candidates, i)->subtitle)))
			return candidates.items[i];
	return MERGE_NONE;
}

/* ---- abstract ---- */

/* What a sentence may end with, brackets and quotes after it included. */
static bool is_final(uint32_t code)
{
	static const uint32_t codes[] = {
		'.',    '!',    '?',    ')',    ']',    '"',
		'\'',   '$',    0xBB,   0x2019, 0x201D, 0x3002,
		0xFF01, 0xFF0E, 0xFF1F, 0x0964, 0x06D4,
	};

	for (size_t i = 0; i < ARRAY_COUNT(codes); i++)
		if (codes[i] == code)
			return true;
	return false;
}

static bool is_cut_off(struct span text)
{
	size_t at = text.len;
	uint32_t code = 0;

	if (text.len > 3 && !memcmp(text.at + text.len - 3, "...", 3))
		return true;
	while (at && ((unsigned char)text.at[at - 1] & 0xC0) == 0x80)
		at--;
	if (at)
		utf8_decode(span_slice(text, at - 1, text.len), &code);
	return !is_final(code);
}

/* True when b has a quarter more letters than a, or more. */
static bool is_longer(const char *b, const char *a)
{
	return 4 * letters_count(span_of(b)) >= 5 * letters_count(span_of(a));
}

static bool abstract_is_better(const char *text, const char *best)
{
	bool cut = is_cut_off(span_of(best));

	if (is_damaged(text) != is_damaged(best))
		return is_damaged(best);
	if (is_cut_off(span_of(text)) != cut)
		return cut;
	return is_longer(text, best);
}

/* True when the paper's texts are known to be in another language than the
 * record's. */
static bool is_foreign(const struct merge *merge, const struct paper *paper)
{
	size_t at = merge_chosen(merge, offsetof(struct paper, language));
	const char *language;

	language = at == MERGE_NONE ? NULL : merge->papers[at]->language;
	return language && paper->language &&
	       strcmp(paper->language, language) != 0;
}

size_t merge_abstract(const struct merge *merge, const struct merge_rule *rule,
		      struct merge_candidates candidates)
{
	const struct paper *best = paper_at(merge, candidates, 0);
	size_t ret = candidates.items[0];

	for (size_t i = 1; i < candidates.count; i++) {
		const struct paper *paper = paper_at(merge, candidates, i);
		bool foreign = is_foreign(merge, best);
		bool better = abstract_is_better(paper->abstract,
						 best->abstract);

		if (is_foreign(merge, paper) != foreign)
			better = foreign;
		if (!better)
			continue;
		best = paper;
		ret = candidates.items[i];
	}
	return ret;
}

/* ---- type and date ---- */

size_t merge_type(const struct merge *merge, const struct merge_rule *rule,
		  struct merge_candidates candidates)
{
	for (size_t i = 0; i < candidates.count; i++)
		if (strcmp(paper_at(merge, candidates, i)->type, "other") != 0)
			return candidates.items[i];
	return candidates.items[0];
}

/* True when date says more than best and the same.  The first of January, or of
 * a month, is how services write that they know no more than best. */
static bool is_fuller(const char *date, const char *best)
{
	size_t len = strlen(best);

	return strlen(date) > len && !memcmp(date, best, len) &&
	       strcmp(date + len, "-01-01") != 0 &&
	       (len == 4 || strcmp(date + len, "-01") != 0);
}

size_t merge_date(const struct merge *merge, const struct merge_rule *rule,
		  struct merge_candidates candidates)
{
	size_t best = 0;

	for (size_t i = 1; i < candidates.count; i++)
		if (is_fuller(paper_at(merge, candidates, i)->published,
			      paper_at(merge, candidates, best)->published))
			best = i;
	return candidates.items[best];
}
