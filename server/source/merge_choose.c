/* SPDX-License-Identifier: MIT */
/*
 * Choosers that ask nothing about what a member means.
 */
#include "merge.h"

size_t merge_first(const struct merge *merge, const struct merge_rule *rule,
		   struct merge_candidates candidates)
{
	return candidates.items[0];
}

static bool is_among(struct merge_candidates candidates, size_t paper)
{
	for (size_t i = 0; i < candidates.count; i++)
		if (candidates.items[i] == paper)
			return true;
	return false;
}

size_t merge_with(const struct merge *merge, const struct merge_rule *rule,
		  struct merge_candidates candidates)
{
	size_t other = merge_chosen(merge, rule->with);

	if (other == MERGE_NONE)
		return candidates.items[0];
	return is_among(candidates, other) ? other : MERGE_NONE;
}

size_t merge_with_first(const struct merge *merge,
			const struct merge_rule *rule,
			struct merge_candidates candidates)
{
	size_t other = merge_with(merge, rule, candidates);

	return other == MERGE_NONE ? candidates.items[0] : other;
}

static const void *member_of(const struct merge *merge,
			     const struct merge_rule *rule, size_t paper)
{
	return (const char *)merge->papers[paper] + rule->offset;
}

size_t merge_most(const struct merge *merge, const struct merge_rule *rule,
		  struct merge_candidates candidates)
{
	size_t best = candidates.items[0], most = 0;

	for (size_t i = 0; i < candidates.count; i++) {
		const struct texts *list = member_of(merge, rule,
						     candidates.items[i]);

		if (list->count > most) {
			most = list->count;
			best = candidates.items[i];
		}
	}
	return best;
}

size_t merge_any_yes(const struct merge *merge, const struct merge_rule *rule,
		     struct merge_candidates candidates)
{
	for (size_t i = 0; i < candidates.count; i++) {
		const enum truth *truth = member_of(merge, rule,
						    candidates.items[i]);

		if (*truth == TRUTH_YES)
			return candidates.items[i];
	}
	return candidates.items[0];
}

static bool is_counted(const struct merge *merge, const struct merge_rule *rule,
		       size_t paper)
{
	const struct integer *number = member_of(merge, rule, paper);

	return number->value > 0;
}

/* An index that knows none of a work's references says that it has 0. */
size_t merge_counted(const struct merge *merge, const struct merge_rule *rule,
		     struct merge_candidates candidates)
{
	size_t listed = merge_chosen(merge, rule->with);

	if (listed != MERGE_NONE && is_counted(merge, rule, listed))
		return listed;
	for (size_t i = 0; i < candidates.count; i++)
		if (is_counted(merge, rule, candidates.items[i]))
			return candidates.items[i];
	return candidates.items[0];
}
