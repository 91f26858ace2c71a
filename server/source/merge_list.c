/* SPDX-License-Identifier: MIT */
/*
 * Lists that several sources fill: each entry once, those of the first in
 * precedence first.
 */
#include "merge.h"

#include <stdlib.h>

#include "merge_letters.h"

/* ---- texts ---- */

typedef bool same_entry(const char *a, const char *b);

static bool same_bytes(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* An ISBN of ten digits is that of thirteen behind "978", but for the check
 * digit (ISO 2108). */
static bool same_isbn(const char *a, const char *b)
{
	size_t len = strlen(a), other = strlen(b);

	if (len == 10 && other == 13)
		return !memcmp(b, "978", 3) && !memcmp(a, b + 3, 9);
	if (len == 13 && other == 10)
		return same_isbn(b, a);
	return same_bytes(a, b);
}

/* Among the first so many. */
static bool is_listed(const struct texts *list, size_t count, const char *text,
		      same_entry *same)
{
	for (size_t i = 0; i < count; i++)
		if (same(list->items[i], text))
			return true;
	return false;
}

/* What one paper lists beside each other stays: a paper united with itself is
 * as it was. */
static void unite(struct merge *merge, const struct merge_rule *rule,
		  same_entry *same, size_t paper)
{
	char *base = (char *)merge->papers[paper];
	struct texts *from = (struct texts *)(void *)(base + rule->offset);
	struct texts *list = (struct texts *)(void *)((char *)merge->ret +
						      rule->offset);
	size_t held = list->count;

	for (size_t i = 0; i < from->count; i++) {
		if (is_listed(list, held, from->items[i], same))
			continue;
		if (!texts_take(list, from->items[i]))
			merge->failed = true;
		from->items[i] = NULL;
		merge_note(merge, rule, paper);
	}
	texts_release(from);
}

static void unite_in_journal(struct merge *merge, const struct merge_rule *rule,
			     same_entry *same)
{
	for (size_t i = 0; i < merge->count; i++)
		if (merge->same_journal[i])
			unite(merge, rule, same, i);
}

void merge_unite_texts(struct merge *merge, const struct merge_rule *rule,
		       size_t chosen)
{
	unite_in_journal(merge, rule, same_bytes);
}

void merge_unite_isbn(struct merge *merge, const struct merge_rule *rule,
		      size_t chosen)
{
	unite_in_journal(merge, rule, same_isbn);
}

/* ---- updates ---- */

static bool has_update(const struct updates *list, const struct update *one)
{
	for (size_t i = 0; i < list->count; i++)
		if (same_bytes(list->items[i].doi, one->doi) &&
		    same_bytes(list->items[i].type, one->type) &&
		    same_bytes(list->items[i].direction, one->direction))
			return true;
	return false;
}

static void unite_update(struct merge *merge, const struct merge_rule *rule,
			 size_t paper, struct update *from)
{
	struct updates *list = &merge->ret->updates;
	struct update *entry;

	if (has_update(list, from))
		return;
	entry = updates_add(list);
	if (!entry) {
		merge->failed = true;
		return;
	}
	*entry = *from;
	*from = (struct update){ 0 };
	merge_note(merge, rule, paper);
}

void merge_unite_updates(struct merge *merge, const struct merge_rule *rule,
			 size_t chosen)
{
	for (size_t i = 0; i < merge->count; i++) {
		struct updates *from = &merge->papers[i]->updates;

		for (size_t k = 0; k < from->count; k++)
			unite_update(merge, rule, i, &from->items[k]);
	}
}
