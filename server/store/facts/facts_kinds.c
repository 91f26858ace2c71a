/* SPDX-License-Identifier: MIT */
/*
 * Kinds in chunks, by number; a hash table of numbers, which only the thread
 * that adds looks into.
 */
#include "facts_kinds.h"

#include <stdatomic.h>
#include <stdlib.h>

#define CHUNK_BITS  16
#define CHUNK_KINDS (1 << CHUNK_BITS)
/* Room for a kind a record: only what is touched becomes memory. */
#define CHUNKS (FACTS_ID_MAX / CHUNK_KINDS)

#define SLOTS_MIN 256

struct kind {
	uint32_t type, language, source, loaded;
};

struct kinds {
	uint32_t *slots; /* owned; 0: free; at most half of them are taken */
	size_t room;     /* a power of two */
	uint32_t last;   /* the highest number */
	struct kind *_Atomic chunks[CHUNKS];
};

struct kinds *kinds_open(void)
{
	struct kinds *kinds = calloc(1, sizeof(*kinds));

	if (!kinds)
		return NULL;
	kinds->slots = calloc(SLOTS_MIN, sizeof(*kinds->slots));
	kinds->room = SLOTS_MIN;
	if (kinds->slots)
		return kinds;
	free(kinds);
	return NULL;
}

void kinds_close(struct kinds *kinds)
{
	if (!kinds)
		return;
	for (uint32_t i = 0; i <= kinds->last >> CHUNK_BITS; i++)
		free(kinds->chunks[i]);
	free(kinds->slots);
	free(kinds);
}

static struct kind kind_of(const struct facts *facts)
{
	return (struct kind){ facts->of[FACT_TYPE], facts->of[FACT_LANGUAGE],
			      facts->of[FACT_SOURCE], facts->of[FACT_LOADED] };
}

static bool is_same(const struct kind *one, const struct kind *other)
{
	return one->type == other->type && one->language == other->language &&
	       one->source == other->source && one->loaded == other->loaded;
}

/* Multiplication by a large odd number carries each bit into all above it. */
static uint64_t hash_of(const struct kind *kind)
{
	static const uint64_t odd = 0x9e3779b97f4a7c15;
	uint64_t hash = ((uint64_t)kind->type << 32 | kind->language) * odd;

	hash ^= hash >> 32;
	hash += (uint64_t)kind->source << 32 | kind->loaded;
	hash *= odd;
	return hash ^ hash >> 32;
}

/* NULL: its chunk is not there. */
static struct kind *kind_at(const struct kinds *kinds, uint32_t number)
{
	struct kind *chunk = atomic_load_explicit(
		&kinds->chunks[number >> CHUNK_BITS], memory_order_acquire);

	return chunk ? &chunk[number & (CHUNK_KINDS - 1)] : NULL;
}

/* The slot of a kind, or the free one for it. */
static uint32_t *slot_of(const struct kinds *kinds, const struct kind *kind)
{
	size_t slot = hash_of(kind) & (kinds->room - 1);

	while (kinds->slots[slot] &&
	       !is_same(kind, kind_at(kinds, kinds->slots[slot])))
		slot = (slot + 1) & (kinds->room - 1);
	return &kinds->slots[slot];
}

/* Room in the hash table for one more. */
static bool slots_made(struct kinds *kinds)
{
	struct kinds more = { .room = 2 * kinds->room };

	if (kinds->last < kinds->room / 2)
		return true;
	more.slots = calloc(more.room, sizeof(*more.slots));
	if (!more.slots)
		return false;
	free(kinds->slots);
	kinds->slots = more.slots;
	kinds->room = more.room;
	for (uint32_t i = 1; i <= kinds->last; i++)
		*slot_of(kinds, kind_at(kinds, i)) = i;
	return true;
}

/* The place of a new number; NULL when out of memory. */
static struct kind *kind_made(struct kinds *kinds, uint32_t number)
{
	struct kind *kind = kind_at(kinds, number);
	struct kind *chunk;

	if (kind)
		return kind;
	chunk = calloc(CHUNK_KINDS, sizeof(*chunk));
	if (!chunk)
		return NULL;
	atomic_store_explicit(&kinds->chunks[number >> CHUNK_BITS], chunk,
			      memory_order_release);
	return &chunk[number & (CHUNK_KINDS - 1)];
}

uint32_t kinds_find(const struct kinds *kinds, const struct facts *facts)
{
	struct kind kind = kind_of(facts);

	return *slot_of(kinds, &kind);
}

uint32_t kinds_put(struct kinds *kinds, const struct facts *facts)
{
	struct kind kind = kind_of(facts);
	uint32_t number = *slot_of(kinds, &kind);
	struct kind *place;

	if (number)
		return number;
	if (kinds->last == UINT32_MAX || !slots_made(kinds))
		return 0;
	place = kind_made(kinds, kinds->last + 1);
	if (!place)
		return 0;
	*place = kind;
	*slot_of(kinds, &kind) = ++kinds->last;
	return kinds->last;
}

void kinds_get(const struct kinds *kinds, uint32_t number, struct facts *ret)
{
	const struct kind *kind = number ? kind_at(kinds, number) : NULL;
	struct kind none = { 0 };

	kind = kind ? kind : &none;
	ret->of[FACT_TYPE] = kind->type;
	ret->of[FACT_LANGUAGE] = kind->language;
	ret->of[FACT_SOURCE] = kind->source;
	ret->of[FACT_LOADED] = kind->loaded;
}
