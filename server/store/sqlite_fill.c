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

static bool merging_later(struct connection *writer)
{
	SCOPED(transaction_release) struct connection *open = NULL;

	return transaction_begin(writer, &open, NULL) == STATUS_OK &&
	       run(writer, merging_late) &&
	       transaction_commit(&open, NULL) == STATUS_OK;
}

/* What was left for the end; that indexes are merged late says that there is
 * something left. */
static enum status catch_up(struct connection *writer, struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	enum status status = transaction_begin(writer, &open, err);

	if (status == STATUS_OK)
		status = names_words_anew(writer, err);
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

/* By way of DELETE, which takes the journal away. */
enum status fill_end(struct sqlite_store *store, struct error *err)
{
	struct connection *writer = store->writer;
	enum status status;

	if (!store->filling)
		return STATUS_OK;
	status = catch_up(writer, err);
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
	return status == STATUS_OK ? merge_all(&store->base, err) : status;
}
