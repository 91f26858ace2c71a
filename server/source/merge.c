/* SPDX-License-Identifier: MIT */
#include "merge.h"

#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

static void merge_release(struct merge *merge)
{
	free(merge->papers);
	free(merge->given);
	free(merge->same_journal);
}

/* ---- precedence ---- */

/* The place of a format in an order; what is not in it comes last. */
static size_t rank_of(const char *const *order, const char *format)
{
	size_t rank = 0;

	while (order[rank] && (!format || strcmp(order[rank], format) != 0))
		rank++;
	return rank;
}

/* Less than 0 when a goes before b; formats that no order names go by name, so
 * that the load order does not part them. */
static int compare(const struct paper *a, const struct paper *b,
		   const char *const *order)
{
	const char *format_a = a->source.format, *format_b = b->source.format;
	size_t rank_a = rank_of(order, format_a);
	size_t rank_b = rank_of(order, format_b);

	if (rank_a != rank_b)
		return rank_a < rank_b ? -1 : 1;
	return strcmp(format_a ? format_a : "", format_b ? format_b : "");
}

/* Of one format the paper loaded last goes first. */
static void sort_papers(struct merge *merge, struct paper *papers)
{
	for (size_t i = 0; i < merge->count; i++) {
		struct paper *paper = &papers[merge->count - 1 - i];
		size_t at = i;

		for (; at &&
		       compare(paper, merge->papers[at - 1], merge_order) < 0;
		     at--)
			merge->papers[at] = merge->papers[at - 1];
		merge->papers[at] = paper;
	}
}

/* ---- members ---- */

static void *member_of(const struct paper *paper, const struct merge_rule *rule)
{
	return (char *)paper + rule->offset;
}

/* As a field of its own, which a rule may be a part of. */
static struct field field_of(const struct merge_rule *rule)
{
	return (struct field){ .kind = rule->kind, .offset = rule->offset };
}

bool merge_has(const struct paper *paper, const struct merge_rule *rule)
{
	struct field field = field_of(rule);

	return field_is_known(&field, member_of(paper, rule));
}

void merge_note(struct merge *merge, const struct merge_rule *rule,
		size_t paper)
{
	const struct field *field = paper_field(span_of(rule->field));

	merge->given[paper] |= UINT64_C(1) << (field - paper_fields);
}

void merge_move(struct merge *merge, const struct merge_rule *rule,
		size_t chosen)
{
	struct field field = field_of(rule);
	size_t size = field_size(&field);
	void *from;

	if (chosen == MERGE_NONE)
		return;
	from = member_of(merge->papers[chosen], rule);
	memcpy(member_of(merge->ret, rule), from, size);
	memset(from, 0, size);
	merge_note(merge, rule, chosen);
}

size_t merge_chosen(const struct merge *merge, size_t offset)
{
	for (size_t i = 0; merge_rules[i].field; i++)
		if (merge_rules[i].offset == offset)
			return merge->chosen[i];
	return MERGE_NONE;
}

/* ---- the two passes ---- */

/* The papers that have the member, in the rule's order. */
static size_t find_candidates(const struct merge *merge,
			      const struct merge_rule *rule, size_t *items)
{
	size_t count = 0;

	for (size_t i = 0; i < merge->count; i++) {
		const struct paper *paper = merge->papers[i];
		size_t at = count;

		if (!merge_has(paper, rule))
			continue;
		for (; at && compare(paper, merge->papers[items[at - 1]],
				     rule->order) < 0;
		     at--)
			items[at] = items[at - 1];
		items[at] = i;
		count++;
	}
	return count;
}

static void choose(struct merge *merge, size_t *items)
{
	for (size_t i = 0; merge_rules[i].field; i++) {
		const struct merge_rule *rule = &merge_rules[i];
		struct merge_candidates candidates = {
			items, find_candidates(merge, rule, items)
		};

		merge->chosen[i] = candidates.count ? rule->choose(merge, rule,
								   candidates)
						    : MERGE_NONE;
	}
}

static void take(struct merge *merge)
{
	for (size_t i = 0; merge_rules[i].field; i++)
		merge_rules[i].take(merge, &merge_rules[i], merge->chosen[i]);
}

/* ---- where it came from ---- */

static void copy(struct merge *merge, const char *text, char **member)
{
	*member = text ? span_copy(span_of(text)) : NULL;
	merge->failed = merge->failed || (text && !*member);
}

static void copy_note(struct merge *merge, const struct source_note *note)
{
	struct source_note *ret = &merge->ret->source;

	copy(merge, note->name, &ret->name);
	copy(merge, note->format, &ret->format);
	copy(merge, note->file, &ret->file);
	copy(merge, note->url, &ret->url);
	copy(merge, note->loaded, &ret->loaded);
	ret->line = note->line;
	ret->status = note->status;
	ret->rules = note->rules;
}

static void list_fields(struct merge *merge, field_set given,
			struct texts *fields)
{
	for (size_t i = 0; paper_fields[i].name; i++)
		if (given & (UINT64_C(1) << i) &&
		    !texts_take(fields,
				span_copy(span_of(paper_fields[i].name))))
			merge->failed = true;
}

static void take_notes(struct merge *merge)
{
	copy_note(merge, &merge->papers[0]->source);
	for (size_t i = 0; i < merge->count; i++) {
		struct source_note *from = &merge->papers[i]->source;
		struct source_note *note = source_notes_add(
			&merge->ret->sources);

		if (!note) {
			merge->failed = true;
			return;
		}
		*note = *from;
		*from = (struct source_note){ 0 };
		texts_release(&note->fields);
		list_fields(merge, merge->given[i], &note->fields);
	}
}

enum status source_merge(struct paper *papers, size_t count, struct paper *ret,
			 struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(merge_release)
	struct merge merge = { .ret = &paper, .count = count };
	SCOPED_FREE size_t *items = calloc(count, sizeof(*items));

	if (count == 1) {
		*ret = papers[0];
		papers[0] = (struct paper){ 0 };
		return STATUS_OK;
	}
	merge.papers = calloc(count, sizeof(struct paper *));
	merge.given = calloc(count, sizeof(*merge.given));
	merge.same_journal = calloc(count, sizeof(*merge.same_journal));
	if (!items || !merge.papers || !merge.given || !merge.same_journal)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	sort_papers(&merge, papers);
	merge_compare_journals(&merge);
	choose(&merge, items);
	take(&merge);
	take_notes(&merge);
	if (merge.failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	*ret = paper;
	paper = (struct paper){ 0 };
	return STATUS_OK;
}
