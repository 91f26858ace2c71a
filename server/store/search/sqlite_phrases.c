/* SPDX-License-Identifier: MIT */
#include "sqlite_phrases.h"

#include <stdlib.h>

#include "sqlite_index.h"

#define POINTER "paperd-phrases"

/* Rows between two looks at the clock, while SQLite's own machine, which looks
 * as well, stands still. */
#define ROWS_A_LOOK 256

/* The records that were met, a bit each: what has two phrases counts once. */
struct met {
	const struct connection *connection;
	uint64_t *bits; /* owned */
	long long end;  /* no record has this id or a larger one */
	unsigned rows;
};

static void met_release(struct met *met)
{
	free(met->bits);
}

static int clock_look(const struct met *met)
{
	return connection_is_late(met->connection) ? SQLITE_INTERRUPT
						   : SQLITE_OK;
}

/* A row that has the phrase. */
static int row_meet(const Fts5ExtensionApi *api, Fts5Context *fts,
		    void *context)
{
	struct met *met = context;
	long long id = index_record(api->xRowid(fts));

	if (id < met->end)
		met->bits[id / 64] |= 1ULL << id % 64;
	return ++met->rows % ROWS_A_LOOK ? SQLITE_OK : clock_look(met);
}

void phrases_meet(const Fts5ExtensionApi *api, Fts5Context *fts,
		  sqlite3_context *context, int count, sqlite3_value **values)
{
	struct met *met = count ? sqlite3_value_pointer(values[0], POINTER)
				: NULL;
	int phrases = met ? api->xPhraseCount(fts) : 0;
	int code = SQLITE_OK;

	for (int i = 0; code == SQLITE_OK && i < phrases; i++) {
		code = api->xQueryPhrase(fts, i, met, row_meet);
		if (code == SQLITE_OK)
			code = clock_look(met);
	}
	if (code != SQLITE_OK)
		sqlite3_result_error_code(context, code);
}

static void met_collect(const struct met *met, struct collect *collect)
{
	for (long long from = 0; from < met->end; from += 64)
		for (uint64_t left = met->bits[from / 64]; left;
		     left &= left - 1)
			collect_record(collect, from + __builtin_ctzll(left),
				       NULL);
}

enum status phrases_walk(struct connection *reader, struct collect *collect,
			 struct span match, struct error *err)
{
	SCOPED(met_release)
	struct met met = { .connection = reader,
			   .end = facts_end(collect->facts) };
	SCOPED(statement_release)
	struct statement any = statement_of(
		reader, "SELECT phrases(search, ?2) FROM search"
			" WHERE search MATCH ?1 LIMIT 1");
	enum status status;

	met.bits = calloc((size_t)met.end / 64 + 1, sizeof(*met.bits));
	if (!met.bits)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	bind_span(&any, match);
	bind_pointer(&any, &met, POINTER);
	status = statement_run(&any, err);
	if (status == STATUS_OK)
		met_collect(&met, collect);
	return status;
}
