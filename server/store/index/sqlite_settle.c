/* SPDX-License-Identifier: MIT */
/*
 * After much was written, the search index lies in many segments, and each
 * search looks into all of them.  They are merged into one, some pages in a
 * transaction, so that others may write in between.
 */
#include "sqlite.h"

/* Pages that are merged in one transaction: a fraction of a second. */
#define MERGE_PAGES 2000

/* All is merged when at least so large a part of the records was written: one
 * of ten.  For less, what FTS5 merges by itself while writing is enough. */
#define WORTH_MERGING 10

/* The indexes, and how each is told to merge; a negative number of pages
 * begins a merge of all segments. */
static const char *const merges[] = {
	"INSERT INTO search (search, rank) VALUES ('merge', ?)",
	"INSERT INTO author_names (author_names, rank) VALUES ('merge', ?)",
	"INSERT INTO journal_names (journal_names, rank) VALUES ('merge', ?)",
};

/* *ret_done: there was nothing left to merge. */
static enum status merge_some(struct store *base, const char *sql, int pages,
			      bool *ret_done, struct error *err)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	SCOPED(transaction_release) struct connection *open = NULL;
	struct connection *writer = writer_borrow((struct sqlite_store *)base,
						  &held);
	SCOPED(statement_release) struct statement merge = { 0 };
	enum status status = transaction_begin(writer, &open, err);
	long long before = sqlite3_total_changes64(writer->db);

	if (status != STATUS_OK)
		return status;
	merge = statement_of(writer, sql);
	bind_integer(&merge, pages);
	status = statement_run(&merge, err);
	/* the statement counts as one change itself */
	*ret_done = sqlite3_total_changes64(writer->db) - before < 2;
	return status == STATUS_OK ? transaction_commit(&open, err) : status;
}

enum status merge_all(struct store *base, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < ARRAY_COUNT(merges);
	     i++) {
		int pages = -MERGE_PAGES;
		bool done = false;

		while (status == STATUS_OK && !done) {
			status = merge_some(base, merges[i], pages, &done, err);
			pages = MERGE_PAGES;
		}
	}
	return status;
}

/* A part of the end of a fill, if the store is filled. */
static enum status run_held(struct sqlite_store *store,
			    enum status (*part)(struct sqlite_store *,
						struct error *),
			    struct error *err)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;

	writer_borrow(store, &held);
	return part(store, err);
}

/* Merged before the store has its WAL, which would take the pages twice. */
enum status sqlite_settle(struct store *base, long long written,
			  struct error *err)
{
	struct sqlite_store *store = (struct sqlite_store *)base;
	enum status status = run_held(store, fill_finish, err);

	if (status == STATUS_OK)
		status = facts_wait(store, 0, err);
	if (status == STATUS_OK &&
	    written * WORTH_MERGING >= facts_count(store->facts))
		status = merge_all(base, err);
	return status == STATUS_OK ? run_held(store, fill_end, err) : status;
}
