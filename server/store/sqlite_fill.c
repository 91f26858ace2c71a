/* SPDX-License-Identifier: MIT */
/*
 * Filling an empty store.
 *
 * Most pages that are written are new then.  A WAL would take each of them
 * twice, into the log and from there into the database; a rollback journal takes
 * only what stood in the database before.  It makes readers and the writer wait
 * for each other, so it is for a store that nobody reads yet.  It is synchronous
 * in full: neither a kill nor a power cut leaves more than a transaction to be
 * taken back, which SQLite does when the database is opened next.
 *
 * And nobody searches, so that the indexes need not be merged before the end.
 */
#include "sqlite.h"

#include "paperd/log.h"

/* Each index with as many segments of one size as may stand before they are
 * merged: FTS5's most, and its defaults. */
#define MERGING(index, automerge, crisismerge)           \
	"INSERT INTO " index " (" index ", rank) VALUES" \
	" ('automerge', " #automerge ");"                \
	"INSERT INTO " index " (" index                  \
	", rank) VALUES ('crisismerge', " #crisismerge ");"
#define MERGING_ALL(automerge, crisismerge)             \
	MERGING("search", automerge, crisismerge)       \
	MERGING("author_names", automerge, crisismerge) \
	MERGING("journal_names", automerge, crisismerge)

static const char merging_late[] = MERGING_ALL(64, 64);
static const char merging_usual[] = MERGING_ALL(4, 16);

static bool journal_is(struct connection *writer, const char *pragma,
		       const char *mode)
{
	SCOPED(statement_release)
	struct statement change = statement_once(writer, pragma);

	return statement_step(&change) && span_is(row_span(&change, 0), mode);
}

static bool run(struct connection *writer, const char *sql)
{
	return connection_run(writer, sql, NULL) == STATUS_OK;
}

static bool merging_set(struct connection *writer, const char *sql)
{
	SCOPED(transaction_release) struct connection *open = NULL;

	return transaction_begin(writer, &open, NULL) == STATUS_OK &&
	       run(writer, sql) && transaction_commit(&open, NULL) == STATUS_OK;
}

static void begin(struct sqlite_store *store)
{
	struct connection *writer = store->writer;

	if (!pool_empty(&store->pool) ||
	    !journal_is(writer, "PRAGMA journal_mode = PERSIST", "persist"))
		return;
	store->filling = true;
	if (!run(writer, "PRAGMA synchronous = FULL") ||
	    !merging_set(writer, merging_late))
		fill_end(store);
}

/* What fails here costs time and nothing else. */
void sqlite_fill(struct store *base)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	struct sqlite_store *store = (struct sqlite_store *)base;

	writer_borrow(store, &held);
	if (!store->in_memory && !store->filling && !facts_count(store->facts))
		begin(store);
}

/* By way of DELETE, which takes the journal away.  What fails is done when the
 * store is opened next. */
void fill_end(struct sqlite_store *store)
{
	struct connection *writer = store->writer;

	if (!store->filling)
		return;
	store->filling = false;
	if (merging_set(writer, merging_usual) &&
	    journal_is(writer, "PRAGMA journal_mode = DELETE", "delete") &&
	    journal_is(writer, "PRAGMA journal_mode = WAL", "wal") &&
	    run(writer, "PRAGMA synchronous = NORMAL"))
		return;
	log_event(LOG_WARN, "the store stays in the mode it is filled in");
}

enum status fill_mend(struct sqlite_store *store, struct error *err)
{
	SCOPED(statement_release)
	struct statement look = statement_once(
		store->writer, "SELECT 1 FROM search_config"
			       " WHERE k = 'automerge' AND v <> 4");
	bool is_late = statement_step(&look);
	enum status status = statement_check(&look, err);

	if (status != STATUS_OK || !is_late)
		return status;
	statement_release(&look);
	return connection_run(store->writer, merging_usual, err);
}
