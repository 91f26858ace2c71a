/* SPDX-License-Identifier: MIT */
/*
 * The table of facts: rows in chunks.
 *
 * A row is found by its id: the upper bits name the chunk, the lower ones the
 * row.  A chunk is published by storing its pointer, a row by storing its state
 * last, `end` after the row that it counts.  The other members are read without
 * any order, which costs what a plain load does.
 *
 * A row is one or two cache lines, because whoever looks at a record looks at
 * several members of it; arrays by member would be as many lines as members.
 */
#include "facts.h"

#include <stdatomic.h>
#include <stdlib.h>

#define CHUNK_BITS 16
#define CHUNK_ROWS (1 << CHUNK_BITS)
/* Room for all ids: 512 KiB, of which only what is touched becomes memory. */
#define CHUNKS (FACTS_ID_MAX / CHUNK_ROWS)

struct row {
	_Atomic uint32_t of[FACTS];
};

struct chunk {
	struct row rows[CHUNK_ROWS];
};

struct facts_table {
	_Atomic long long end, count;
	struct chunk *_Atomic chunks[CHUNKS];
};

struct facts_table *facts_open(void)
{
	return calloc(1, sizeof(struct facts_table));
}

void facts_close(struct facts_table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < CHUNKS; i++)
		free(table->chunks[i]);
	free(table);
}

/* NULL: there is none, or the id is out of bounds. */
static struct row *row_of(const struct facts_table *table, long long id)
{
	struct chunk *chunk;

	if (id < 0 || id >= FACTS_ID_MAX)
		return NULL;
	chunk = atomic_load_explicit(&table->chunks[id >> CHUNK_BITS],
				     memory_order_acquire);
	return chunk ? &chunk->rows[id & (CHUNK_ROWS - 1)] : NULL;
}

/* The row of a record that may be new; NULL when out of memory. */
static struct row *row_made(struct facts_table *table, long long id)
{
	struct row *row = row_of(table, id);
	struct chunk *chunk;

	if (row)
		return row;
	chunk = calloc(1, sizeof(*chunk));
	if (!chunk)
		return NULL;
	atomic_store_explicit(&table->chunks[id >> CHUNK_BITS], chunk,
			      memory_order_release);
	return &chunk->rows[id & (CHUNK_ROWS - 1)];
}

static uint32_t state_of(const struct row *row)
{
	return atomic_load_explicit(&row->of[FACT_STATE], memory_order_acquire);
}

static void state_set(struct row *row, uint32_t state)
{
	atomic_store_explicit(&row->of[FACT_STATE], state,
			      memory_order_release);
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
	for (int i = FACT_STATE + 1; i < FACTS; i++)
		atomic_store_explicit(&row->of[i], facts->of[i],
				      memory_order_relaxed);
	state_set(row, facts->of[FACT_STATE]);
}

enum status facts_reserve(struct facts_table *table, long long id,
			  struct error *err)
{
	if (id < 0 || id >= FACTS_ID_MAX)
		return error_set(err, STATUS_STORE_FULL,
				 "no record may have the id %lld", id);
	if (!row_made(table, id))
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
	__builtin_prefetch(&row->of[0]);
	__builtin_prefetch(&row->of[FACTS - 1]);
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
	for (int i = FACT_STATE + 1; i < FACTS; i++)
		ret->of[i] = atomic_load_explicit(&row->of[i],
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
