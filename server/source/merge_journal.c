/* SPDX-License-Identifier: MIT */
/*
 * Where a work stands: one journal, and in it the volume, issue and pages of
 * one source.  A source that has the work in another journal (its preprint)
 * tells nothing of these.
 */
#include "merge.h"

#include "merge_letters.h"
#include "paperd/scoped.h"

/* ---- the same journal ---- */

static bool is_named(const struct journal *journal)
{
	return journal->title || journal->issn.count;
}

static bool share_issn(const struct journal *a, const struct journal *b)
{
	for (size_t i = 0; i < a->issn.count; i++)
		for (size_t j = 0; j < b->issn.count; j++)
			if (!strcmp(a->issn.items[i], b->issn.items[j]))
				return true;
	return false;
}

/* Words that abbreviations leave out (ISO 4).  A single letter is not one: it
 * is the name of a section ("Physical Review A"). */
static bool is_left_out(struct span word)
{
	static const char *const words[] = {
		"an", "and", "de",  "der", "des",  "di", "die", "du",
		"et", "for", "für", "in",  "la",   "le", "les", "of",
		"on", "the", "to",  "und", "with", "zu",
	};

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is_nocase(word, words[i]))
			return true;
	return false;
}

/* The next word that abbreviations do not leave out. */
static bool next_word(struct span *rest, struct span *ret)
{
	while (letters_next_word(rest, ret))
		if (!is_left_out(*ret))
			return true;
	return false;
}

/* True when brief is word or, abbreviated, begins it. */
static bool stands_for(struct span brief, struct span word)
{
	return brief.len <= word.len &&
	       !letters_compare(brief, span_slice(word, 0, brief.len));
}

/* True for what parts a title from a note on it: "Nature (London)". */
static bool is_note(struct span rest)
{
	rest = span_trim(rest);
	return !rest.len || strchr(":(=/[", rest.at[0]);
}

/*
 * True when brief abbreviates title ("J Biol Chem"), or title is brief with a
 * note after it.  A title of one word is not abbreviated (ISO 4).
 */
static bool abbreviates(struct span brief, struct span title)
{
	struct span word, other;
	size_t count = 0;
	bool whole = true;

	while (next_word(&brief, &word)) {
		if (!next_word(&title, &other) || !stands_for(word, other))
			return false;
		whole = whole && word.len == other.len;
		count++;
	}
	return is_note(title) && (whole ? count > 0 : count > 1);
}

static bool same_title(const char *a, const char *b)
{
	struct span one = span_of(a), other = span_of(b);

	return one.len && other.len &&
	       (letters_same(a, b) || abbreviates(one, other) ||
		abbreviates(other, one));
}

static bool is_same(const struct journal *a, const struct journal *b)
{
	if (share_issn(a, b) || same_title(a->title, b->title) ||
	    same_title(a->abbreviation, b->title) ||
	    same_title(a->title, b->abbreviation))
		return true;
	/* nothing is told of both: nothing differs */
	return (!a->title || !b->title) && (!a->issn.count || !b->issn.count);
}

/* ---- preprints ---- */

static bool has_type(const struct paper *paper)
{
	return paper->type && strcmp(paper->type, "other") != 0;
}

static bool is_preprint(const struct paper *paper)
{
	return has_type(paper) && !strcmp(paper->type, "posted-content");
}

/* Marks the papers that have the work as the record does, as a preprint or as
 * what is published: the journal of an article is not that of its preprint. */
static void mark_versions(struct merge *merge)
{
	const struct paper *typed = NULL;

	for (size_t i = 0; i < merge->count && !typed; i++)
		if (has_type(merge->papers[i]))
			typed = merge->papers[i];
	for (size_t i = 0; i < merge->count; i++) {
		const struct paper *paper = merge->papers[i];

		merge->same_journal[i] = !has_type(paper) ||
					 is_preprint(paper) ==
						 is_preprint(typed);
	}
}

/* ---- the papers of one journal ---- */

static const struct journal *first_named(const struct merge *merge)
{
	for (size_t i = 0; i < merge->count; i++) {
		const struct journal *journal = &merge->papers[i]->journal;

		if (merge->same_journal[i] && is_named(journal))
			return journal;
	}
	return NULL;
}

/* The paper that tells where the work stands: the first with a volume. */
static size_t find_place(const struct merge *merge)
{
	size_t first = MERGE_NONE;

	for (size_t i = 0; i < merge->count; i++) {
		const struct paper *paper = merge->papers[i];

		if (!merge->same_journal[i])
			continue;
		if (paper->volume)
			return i;
		if (first == MERGE_NONE &&
		    (paper->issue || paper->pages || paper->article_number))
			first = i;
	}
	return first;
}

void merge_compare_journals(struct merge *merge)
{
	const struct journal *named;

	mark_versions(merge);
	named = first_named(merge);
	for (size_t i = 0; named && i < merge->count; i++) {
		const struct journal *journal = &merge->papers[i]->journal;

		if (is_named(journal) && !is_same(named, journal))
			merge->same_journal[i] = false;
	}
	merge->place = find_place(merge);
}

size_t merge_in_journal(const struct merge *merge,
			const struct merge_rule *rule,
			struct merge_candidates candidates)
{
	for (size_t i = 0; i < candidates.count; i++)
		if (merge->same_journal[candidates.items[i]])
			return candidates.items[i];
	return MERGE_NONE;
}

/* ---- the place in it ---- */

/* True when the paper names no other volume than the place does. */
static bool is_in_volume(const struct merge *merge, size_t paper)
{
	const char *volume = merge->papers[paper]->volume;
	const char *other = merge->papers[merge->place]->volume;

	return merge->same_journal[paper] &&
	       (!volume || !other || letters_same(volume, other));
}

size_t merge_volume(const struct merge *merge, const struct merge_rule *rule,
		    struct merge_candidates candidates)
{
	if (merge->place == MERGE_NONE)
		return MERGE_NONE;
	if (merge_has(merge->papers[merge->place], rule))
		return merge->place;
	for (size_t i = 0; i < candidates.count; i++)
		if (is_in_volume(merge, candidates.items[i]))
			return candidates.items[i];
	return MERGE_NONE;
}

static bool has_pages(const struct paper *paper)
{
	return paper->pages || paper->article_number;
}

/* One paper tells both: what one source writes as an article number another
 * has as a page. */
size_t merge_pages(const struct merge *merge, const struct merge_rule *rule,
		   struct merge_candidates candidates)
{
	size_t from = merge->place;

	if (from != MERGE_NONE && !has_pages(merge->papers[from]))
		for (from = 0; from < merge->count; from++)
			if (has_pages(merge->papers[from]) &&
			    is_in_volume(merge, from))
				break;
	if (from >= merge->count || !merge_has(merge->papers[from], rule))
		return MERGE_NONE;
	return from;
}
