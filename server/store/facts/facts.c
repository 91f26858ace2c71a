/* SPDX-License-Identifier: MIT */
/*
 * The table of facts: rows in chunks.
 *
 * A row is found by its id: the upper bits name the chunk, the lower ones the
 * row.  A chunk is published by storing its pointer, a row by storing its state
 * last, `end` after the row that it counts.  The other members are read without
 * any order, which costs what a plain load does.
 *
 * A row is half a cache line and never in two of them, because whoever looks at
 * a record looks at several members of it; arrays by member would be as many
 * lines as members.  Members that many records have in common are not in the
 * row: facts_kinds.h.
 */
#include "facts_kinds.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#include "paperd/scoped.h"

#define CHUNK_BITS 16
#define CHUNK_ROWS (1 << CHUNK_BITS)
/* Room for all ids: 512 KiB, of which only what is touched becomes memory. */
#define CHUNKS (FACTS_ID_MAX / CHUNK_ROWS)

/* The members that stand in the row itself. */
static const enum fact own[] = {
	FACT_PUBLISHED, FACT_YEAR,    FACT_CITATIONS,
	FACT_PUBLISHER, FACT_JOURNAL, FACT_LENGTH,
};

struct row {
	_Atomic uint32_t state, kind, own[sizeof(own) / sizeof(*own)];
};

/* Rows begin where one may: what calloc() gives is not large enough a bound. */
#define ROW_BYTES sizeof(struct row)
_Static_assert(sizeof(struct row) == 32, "two rows to a cache line");

struct facts_table {
	_Atomic long long end, count;
	struct kinds *kinds; /* owned */
	struct row *_Atomic chunks[CHUNKS];
	void *owned[CHUNKS]; /* the chunks, as they were allocated */
};

struct facts_table *facts_open(void)
{
	struct facts_table *table = calloc(1, sizeof(*table));

	if (!table)
		return NULL;
	table->kinds = kinds_open();
	if (table->kinds)
		return table;
	free(table);
	return NULL;
}

void facts_close(struct facts_table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < CHUNKS; i++)
		free(table->owned[i]);
	kinds_close(table->kinds);
	free(table);
}

/* NULL: there is none, or the id is out of bounds. */
static struct row *row_of(const struct facts_table *table, long long id)
{
	struct row *chunk;

	if (id < 0 || id >= FACTS_ID_MAX)
		return NULL;
	chunk = atomic_load_explicit(&table->chunks[id >> CHUNK_BITS],
				     memory_order_acquire);
	return chunk ? &chunk[id & (CHUNK_ROWS - 1)] : NULL;
}

static struct row *aligned(void *chunk)
{
	uintptr_t over = (uintptr_t)chunk % ROW_BYTES;

	return (struct row *)((char *)chunk + (over ? ROW_BYTES - over : 0));
}

/* The row of a record that may be new; NULL when out of memory. */
static struct row *row_made(struct facts_table *table, long long id)
{
	struct row *row = row_of(table, id);
	void *chunk;

	if (row)
		return row;
	chunk = calloc(CHUNK_ROWS + 1, ROW_BYTES);
	if (!chunk)
		return NULL;
	table->owned[id >> CHUNK_BITS] = chunk;
	atomic_store_explicit(&table->chunks[id >> CHUNK_BITS], aligned(chunk),
			      memory_order_release);
	return row_of(table, id);
}

static uint32_t state_of(const struct row *row)
{
	return atomic_load_explicit(&row->state, memory_order_acquire);
}

static void state_set(struct row *row, uint32_t state)
{
	atomic_store_explicit(&row->state, state, memory_order_release);
}

static bool is_held(uint32_t state)
{
	return state & STATE_HELD;
}

/* One more, or one less; only the writer changes the number. */
static void count_change(struct facts_table *table, int change)
{
	long long count = atomic_load_explicit(&table->count,
					       memory_order_relaxed);

	atomic_store_explicit(&table->count, count + change,
			      memory_order_relaxed);
}

/* The state alone says that there is a record. */
static void row_drop(struct row *row, struct facts_table *table)
{
	count_change(table, -is_held(state_of(row)));
	state_set(row, 0);
}

static void row_set(struct facts_table *table, struct row *row,
		    const struct facts *facts)
{
	count_change(table, !is_held(state_of(row)));
	atomic_store_explicit(&row->kind, kinds_find(table->kinds, facts),
			      memory_order_release);
	for (size_t i = 0; i < ARRAY_COUNT(own); i++)
		atomic_store_explicit(&row->own[i], facts->of[own[i]],
				      memory_order_relaxed);
	state_set(row, facts->of[FACT_STATE]);
}

enum status facts_reserve(struct facts_table *table, long long id,
			  const struct facts *facts, struct error *err)
{
	if (id < 0 || id >= FACTS_ID_MAX)
		return error_set(err, STATUS_STORE_FULL,
				 "no record may have the id %lld", id);
	if (!row_made(table, id) ||
	    (is_held(facts->of[FACT_STATE]) && !kinds_put(table->kinds, facts)))
		return error_set(err, STATUS_NO_MEMORY,
				 "no memory for the facts of records");
	return STATUS_OK;
}

void facts_set(struct facts_table *table, long long id,
	       const struct facts *facts)
{
	struct row *row = row_of(table, id);

	if (!row)
		return;
	if (!is_held(facts->of[FACT_STATE])) {
		row_drop(row, table);
		return;
	}
	row_set(table, row, facts);
	if (id >= facts_end(table))
		atomic_store_explicit(&table->end, id + 1,
				      memory_order_release);
}

void facts_expect(const struct facts_table *table, long long id)
{
	const struct row *row = row_of(table, id);

	if (!row)
		return;
	__builtin_prefetch(row);
}

bool facts_get(const struct facts_table *table, long long id, struct facts *ret)
{
	const struct row *row = row_of(table, id);
	uint32_t state = row ? state_of(row) : 0;

	if (!is_held(state)) {
		*ret = (struct facts){ 0 };
		return false;
	}
	ret->of[FACT_STATE] = state;
	kinds_get(table->kinds,
		  atomic_load_explicit(&row->kind, memory_order_acquire), ret);
	for (size_t i = 0; i < ARRAY_COUNT(own); i++)
		ret->of[own[i]] = atomic_load_explicit(&row->own[i],
						       memory_order_relaxed);
	return true;
}

long long facts_end(const struct facts_table *table)
{
	return atomic_load_explicit(&table->end, memory_order_acquire);
}

long long facts_count(const struct facts_table *table)
{
	return atomic_load_explicit(&table->count, memory_order_relaxed);
}
