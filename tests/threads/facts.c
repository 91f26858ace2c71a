/* SPDX-License-Identifier: MIT */
/*
 * The facts of records under threads: one writes, others read and check what
 * facts.h promises them.  Built with ThreadSanitizer, without Criterion, which
 * it does not understand.  Ends with 1 when a promise was broken.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "../../server/store/facts/facts.h"

#define READERS 3
#define STEPS   200000
#define IDS     3000
/* Rows lie over some chunks, which come into being while they are read. */
#define STRIDE 97

struct stage {
	struct facts_table *table;
	atomic_bool done;
	atomic_int broken; /* promises */
};

struct reader {
	struct stage *stage;
	uint64_t chance;
	unsigned long long held; /* rows that were seen */
};

static uint32_t chance(uint64_t *state, uint32_t below)
{
	*state = *state * 6364136223846793005 + 1442695040888963407;
	return (uint32_t)((*state >> 33) % below);
}

/* A member of a row: its upper half says whose it is, its lower half is the
 * version and says it again.  The state is the same in all versions. */
static uint32_t member_of(uint32_t row, int fact, uint32_t version)
{
	if (fact == FACT_STATE)
		return STATE_HELD | row << 12;
	return (row * FACTS + (uint32_t)fact) << 16 | version << 8 | version;
}

/* Rows with an odd number come and go, and are always the same; the others
 * only change. */
static bool is_fleeting(uint32_t row)
{
	return row % 2;
}

static void set(struct stage *stage, uint32_t row, uint32_t version)
{
	struct facts facts = { 0 };
	struct error err = { 0 };

	if (!is_fleeting(row) || version > 0)
		for (int i = 0; i < FACTS; i++)
			facts.of[i] = member_of(row, i,
						is_fleeting(row) ? 1 : version);
	if (facts_reserve(stage->table, (long long)row * STRIDE, &facts, &err))
		atomic_fetch_add(&stage->broken, 1);
	facts_set(stage->table, (long long)row * STRIDE, &facts);
}

static void *write_rows(void *context)
{
	struct stage *stage = context;
	uint64_t state = 1;

	for (uint32_t i = 0; i < STEPS; i++) {
		uint32_t most = 1 + i / (STEPS / IDS); /* rows come in order */
		uint32_t row = chance(&state, most < IDS ? most : IDS);

		set(stage, row, chance(&state, is_fleeting(row) ? 2 : 256));
	}
	atomic_store(&stage->done, true);
	return NULL;
}

static bool is_whole(uint32_t row, const struct facts *facts)
{
	for (int i = 0; i < FACTS; i++) {
		uint32_t version = is_fleeting(row) ? 1
						    : facts->of[i] & UINT8_MAX;

		if (facts->of[i] != member_of(row, i, version))
			return false;
	}
	return true;
}

static bool is_empty(const struct facts *facts)
{
	for (int i = 0; i < FACTS; i++)
		if (facts->of[i])
			return false;
	return true;
}

static bool row_is_sound(struct reader *reader, uint32_t row)
{
	const struct facts_table *table = reader->stage->table;
	long long id = (long long)row * STRIDE;
	struct facts facts;

	facts_expect(table, id);
	if (!facts_get(table, id, &facts))
		return is_empty(&facts);
	reader->held++;
	return is_whole(row, &facts);
}

static void *read_rows(void *context)
{
	struct reader *reader = context;
	struct stage *stage = reader->stage;
	long long end = 0;

	while (!atomic_load(&stage->done) || reader->held < IDS) {
		long long now = facts_end(stage->table);
		long long count = facts_count(stage->table);
		struct facts facts;
		bool sound = now >= end && count >= 0 && count <= IDS;

		/* whatever ends the table was held, and some rows stay */
		if (now > 0 && !is_fleeting((uint32_t)((now - 1) / STRIDE)))
			sound &= facts_get(stage->table, now - 1, &facts);
		sound &= row_is_sound(reader, chance(&reader->chance, IDS));
		end = now;
		if (!sound)
			atomic_fetch_add(&stage->broken, 1);
	}
	return NULL;
}

int main(void)
{
	struct stage stage = { .table = facts_open() };
	struct reader readers[READERS];
	pthread_t threads[READERS + 1];

	if (!stage.table)
		return 1;
	for (int i = 0; i < READERS; i++) {
		readers[i] = (struct reader){ &stage, (uint64_t)i + 2, 0 };
		if (pthread_create(&threads[i], NULL, read_rows, &readers[i]))
			return 1;
	}
	if (pthread_create(&threads[READERS], NULL, write_rows, &stage))
		return 1;
	for (int i = 0; i <= READERS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < READERS; i++)
		printf("reader %d saw %llu rows\n", i, readers[i].held);
	printf("%lld records at the end, %d broken promises\n",
	       facts_count(stage.table), atomic_load(&stage.broken));
	facts_close(stage.table);
	return atomic_load(&stage.broken) > 0;
}
