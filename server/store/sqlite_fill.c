/* SPDX-License-Identifier: MIT */
/*
 * Filling an empty store.
 *
 * Most pages that are written are new then.  A WAL would take each of them
 * twice, into the log and from there into the database; a rollback journal takes
 * only what stood in the database before.  It makes readers and the writer wait
 * for each other, so it is for a store that nobody reads yet.  The journal is on
 * the disk before the database is written, each of its pages with a checksum, and
 * the database before the journal is emptied: neither a kill nor a power cut
 * leaves more than a transaction or two to be taken back, which SQLite does when
 * the database is opened next.  (To wait for the emptying as well, and once more
 * for the journal, as FULL and PERSIST do, took a tenth of a load.)
 *
 * And nobody searches, so that the indexes need not be merged before the end,
 * nor the words of authors be written.  That this is still to do stands in the
 * database: a load that did not come to its end is made up for when the store
 * is opened next.
 */
#include "sqlite_names.h"

#include <stdlib.h>

#include "paperd/log.h"

#include "sqlite_put.h"

/* A transaction of several batches is committed when it has so many entries.
 * The more it has, the fewer times a page is written that records have in
 * common; and the more is to be loaded again after a kill. */
#define FILL_RECORDS 24000

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

static bool merging_later(struct connection *writer)
{
	SCOPED(transaction_release) struct connection *open = NULL;

	return transaction_begin(writer, &open, NULL) == STATUS_OK &&
	       run(writer, merging_late) &&
	       transaction_commit(&open, NULL) == STATUS_OK;
}

/* ---- several batches in a transaction ---- */

struct filled {
	struct put put;
	size_t entries; /* in the transaction */
};

static enum status filled_begin(const struct put *put, struct error *err)
{
	struct sqlite_store *store = put->store;

	if (store->filled)
		return STATUS_OK;
	store->filled = calloc(1, sizeof(*store->filled));
	if (!store->filled)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	store->filled->put = *put;
	return put_begin(&store->filled->put, err);
}

static void filled_drop(struct sqlite_store *store)
{
	if (store->filled)
		put_release(&store->filled->put);
	free(store->filled);
	store->filled = NULL;
}

static enum status filled_commit(struct sqlite_store *store, struct error *err)
{
	enum status status = STATUS_OK;

	if (store->filled)
		status = transaction_commit(&store->filled->put.open, err);
	if (status == STATUS_OK)
		filled_drop(store);
	return status;
}

/* The facts in memory are those of the open transaction: a batch may change
 * what one before it put. */
static enum status filled_put(struct filled *filled, struct batch *batch,
			      struct error *err)
{
	struct put *put = &filled->put;
	enum status status = batch_put(put, batch, err);

	if (status == STATUS_OK)
		status = changes_write(put->store, &put->changes, err);
	if (status != STATUS_OK)
		return status;
	changes_apply(put->store, &put->changes);
	changes_release(&put->changes);
	filled->entries += batch->entry_count;
	if (batch->file)
		batch->file->id = put->file_id;
	if (batch->goes_on && filled->entries < FILL_RECORDS)
		return STATUS_OK;
	return filled_commit(put->store, err);
}

/* Rolls back; the facts in memory are again those of the database. */
static void filled_undo(struct sqlite_store *store)
{
	struct facts_table *facts = facts_open();
	struct error err = { 0 };

	filled_drop(store);
	if (!facts)
		return;
	facts_close(store->facts);
	store->facts = facts;
	if (facts_load(store, &err) != STATUS_OK)
		log_event(LOG_WARN, "%s", err.detail);
}

enum status fill_put(const struct put *put, struct batch *batch,
		     struct error *err)
{
	enum status status = filled_begin(put, err);

	if (status == STATUS_OK)
		status = filled_put(put->store->filled, batch, err);
	if (status != STATUS_OK)
		filled_undo(put->store);
	return status;
}

/* ---- beginning and end ---- */

/* What was left for the end. */
static enum status catch_up(struct connection *writer, struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	enum status status = transaction_begin(writer, &open, err);

	if (status == STATUS_OK)
		status = names_words_anew(writer, err);
	return status == STATUS_OK ? transaction_commit(&open, err) : status;
}

/* That indexes are merged late says that something is left. */
static enum status merging_again(struct connection *writer, struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	enum status status = transaction_begin(writer, &open, err);

	if (status == STATUS_OK)
		status = connection_run(writer, merging_usual, err);
	return status == STATUS_OK ? transaction_commit(&open, err) : status;
}

static void begin(struct sqlite_store *store)
{
	struct connection *writer = store->writer;
	struct error err = { 0 };

	if (!pool_empty(&store->pool) ||
	    !journal_is(writer, "PRAGMA journal_mode = TRUNCATE", "truncate"))
		return;
	store->filling = true;
	if (run(writer, "PRAGMA synchronous = NORMAL") && merging_later(writer))
		return;
	if (fill_end(store, &err) != STATUS_OK)
		log_event(LOG_WARN, "%s", err.detail);
}

/* What fails here costs time and nothing else. */
void sqlite_fill(struct store *base)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	struct sqlite_store *store = (struct sqlite_store *)base;

	writer_borrow(store, &held);
	if (facts_wait(store, 0, NULL) != STATUS_OK)
		return;
	if (!store->in_memory && !store->filling && !facts_count(store->facts))
		begin(store);
}

enum status fill_finish(struct sqlite_store *store, struct error *err)
{
	enum status status = filled_commit(store, err);

	if (status != STATUS_OK) {
		filled_undo(store);
		return status;
	}
	return store->filling ? catch_up(store->writer, err) : STATUS_OK;
}

/* By way of DELETE, which takes the journal away. */
enum status fill_end(struct sqlite_store *store, struct error *err)
{
	struct connection *writer = store->writer;
	enum status status;

	if (!store->filling)
		return STATUS_OK;
	status = merging_again(writer, err);
	if (status != STATUS_OK)
		return status;
	store->filling = false;
	if (journal_is(writer, "PRAGMA journal_mode = DELETE", "delete") &&
	    journal_is(writer, "PRAGMA journal_mode = WAL", "wal") &&
	    run(writer, "PRAGMA synchronous = NORMAL"))
		return STATUS_OK;
	return error_set(err, STATUS_STORE,
			 "the store is still written without a WAL");
}

enum status fill_mend(struct sqlite_store *store, struct error *err)
{
	struct statement look = statement_once(
		store->writer, "SELECT 1 FROM search_config"
			       " WHERE k = 'automerge' AND v <> 4");
	bool is_left = statement_step(&look);
	enum status status = statement_check(&look, err);

	statement_release(&look);
	if (status != STATUS_OK || !is_left)
		return status;
	status = catch_up(store->writer, err);
	if (status == STATUS_OK)
		status = merge_all(&store->base, err);
	return status == STATUS_OK ? merging_again(store->writer, err) : status;
}
