/* SPDX-License-Identifier: MIT */
/*
 * The first records of an order: a heap with the last of them at its root.
 */
#include "facts.h"

#include <stdlib.h>

/* Highest prior a place has room for: six bits. */
#define PRIOR_MAX 63

enum status picks_init(struct picks *picks, size_t room,
		       const struct picked *after, struct error *err)
{
	*picks = (struct picks){ .room = room };
	if (after) {
		picks->behind = true;
		picks->after = *after;
	}
	if (room == 0)
		return STATUS_OK;
	picks->items = reallocarray(NULL, room, sizeof(*picks->items));
	if (!picks->items)
		return error_set(err, STATUS_NO_MEMORY,
				 "no memory for a page of %zu records", room);
	return STATUS_OK;
}

void picks_release(struct picks *picks)
{
	free(picks->items);
	*picks = (struct picks){ 0 };
}

/* Whether a stands before b. */
static bool is_before(const struct picked *a, const struct picked *b)
{
	return a->value != b->value ? a->value < b->value : a->id < b->id;
}

/* Puts an item where a leaf is free; those above it that go first sink. */
static void heap_rise(struct picked *heap, size_t at, struct picked item)
{
	while (at > 0 && is_before(&heap[(at - 1) / 2], &item)) {
		heap[at] = heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	heap[at] = item;
}

/* Puts an item in the place of the root; those below it that go later rise. */
static void heap_sink(struct picked *heap, size_t count, struct picked item)
{
	size_t at = 0;

	for (size_t child = 1; child < count; child = 2 * at + 1) {
		if (child + 1 < count &&
		    is_before(&heap[child], &heap[child + 1]))
			child++;
		if (!is_before(&item, &heap[child]))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = item;
}

void picks_add(struct picks *picks, uint64_t value, uint64_t id)
{
	struct picked item = { value, id };

	if (picks->behind && !is_before(&picks->after, &item))
		return;
	if (picks->count < picks->room) {
		heap_rise(picks->items, picks->count++, item);
		return;
	}
	picks->more = true;
	if (picks->room > 0 && is_before(&item, &picks->items[0]))
		heap_sink(picks->items, picks->count, item);
}

void picks_sort(struct picks *picks)
{
	for (size_t count = picks->count; count > 1; count--) {
		struct picked last = picks->items[count - 1];

		picks->items[count - 1] = picks->items[0];
		heap_sink(picks->items, count - 1, last);
	}
}

/* A number that looks like chance: what SplitMix64 makes of its state. */
static uint64_t mixed(uint64_t number)
{
	number += 0x9e3779b97f4a7c15;
	number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
	number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
	return number ^ (number >> 31);
}

static uint64_t prior_place(const struct facts *facts, uint64_t id)
{
	uint64_t prior = facts->of[FACT_STATE] >> STATE_PRIOR_SHIFT;

	if (prior > PRIOR_MAX)
		prior = PRIOR_MAX;
	return (PRIOR_MAX - prior) << 32 | id;
}

static uint64_t number_place(uint32_t number, bool descending)
{
	return descending ? UINT32_MAX - number : number;
}

uint64_t fact_place(const struct facts *facts, uint64_t id,
		    const struct query *query)
{
	switch (query->sort) {
	case SORT_PUBLISHED:
		return number_place(facts->of[FACT_PUBLISHED],
				    query->descending);
	case SORT_LOADED:
		return number_place(facts->of[FACT_LOADED], query->descending);
	case SORT_CITATIONS:
		return number_place(facts->of[FACT_CITATIONS],
				    query->descending);
	case SORT_SAMPLE:
		return mixed(mixed(id) ^ query->seed);
	case SORT_RELEVANCE:
	default:
		return prior_place(facts, id);
	}
}
