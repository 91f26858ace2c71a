/* SPDX-License-Identifier: MIT */
#include "sqlite.h"

#include <stdlib.h>
#include <unistd.h>

#include "paperd/log.h"

#include "backend.h"
#include "sqlite_complete.h"
#include "sqlite_index.h"

/* The WAL is carried over into the database from this size on: a page that
 * several transactions of a load changed is then written once.  When readers
 * have kept it growing, the writer waits for them at four times of it. */
#define WAL_BYTES      (256 * 1024 * 1024)
#define WAL_BYTES_HELD (4LL * WAL_BYTES)
#define PAGE_BYTES     4096

/* Called by SQLite after each commit, on the writer. */
static int count_pages(void *context, sqlite3 *db, const char *name, int pages)
{
	struct sqlite_store *store = context;

	(void)db, (void)name;
	store->wal_pages = pages;
	return SQLITE_OK;
}

void store_checkpoint(struct sqlite_store *store)
{
	int mode = SQLITE_CHECKPOINT_PASSIVE;

	if (store->wal_pages < WAL_BYTES / PAGE_BYTES)
		return;
	if (store->wal_pages >= WAL_BYTES_HELD / PAGE_BYTES)
		mode = SQLITE_CHECKPOINT_RESTART;
	store->wal_pages = 0;
	pool_rest(&store->pool);
	sqlite3_wal_checkpoint_v2(store->writer->db, NULL, mode, NULL, NULL);
}

static void sqlite_close(struct store *base)
{
	struct sqlite_store *store = (struct sqlite_store *)base;
	struct error err = { 0 };

	facts_reading_release(&store->reading);
	pool_empty(&store->pool);
	if (fill_finish(store, &err) != STATUS_OK ||
	    fill_end(store, &err) != STATUS_OK)
		log_event(LOG_WARN, "%s", err.detail);
	connection_close(store->writer); /* last: it takes the WAL away */
	if (store->lock >= 0)
		close(store->lock);
	stats_release(&store->stats.stats);
	answers_close(store->answers);
	turns_release(&store->writing);
	pthread_mutex_destroy(&store->pool.guard);
	pthread_cond_destroy(&store->pool.returned);
	pthread_mutex_destroy(&store->frequencies.guard);
	pthread_rwlock_destroy(&store->facts_lock);
	facts_close(store->facts);
	pthread_mutex_destroy(&store->stats.guard);
	free(store->path);
	free(store);
}

static struct sqlite_store *store_new(const char *path)
{
	struct sqlite_store *store = calloc(1, sizeof(*store));

	if (!store)
		return NULL;
	store->base.ops = &sqlite_ops;
	store->lock = -1;
	store->in_memory = strcmp(path, ":memory:") == 0;
	turns_init(&store->writing);
	pthread_mutex_init(&store->pool.guard, NULL);
	pthread_cond_init(&store->pool.returned, NULL);
	pthread_mutex_init(&store->frequencies.guard, NULL);
	pthread_rwlock_init(&store->facts_lock, NULL);
	store->facts = facts_open();
	facts_reading_init(&store->reading);
	store->answers = answers_open();
	pthread_mutex_init(&store->stats.guard, NULL);
	store->path = span_copy(span_of(path));
	return store;
}

static enum status store_start(struct sqlite_store *store, struct error *err)
{
	enum status status = STATUS_OK;

	if (!store->in_memory)
		status = lock_take(store->path, &store->lock, err);
	if (status == STATUS_OK)
		status = connection_open(
			store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			&store->writer, err);
	if (status == STATUS_OK)
		status = schema_prepare(store->writer, store->path, err);
	if (status == STATUS_OK)
		status = index_prepare(store, err);
	if (status == STATUS_OK)
		status = fill_mend(store, err);
	if (status == STATUS_OK)
		status = facts_load(store, err);
	if (status == STATUS_OK)
		sqlite3_wal_hook(store->writer->db, count_pages, store);
	return status;
}

static enum status sqlite_open(const char *path, struct store **ret,
			       struct error *err)
{
	struct sqlite_store *store;
	enum status status;

	/* Nobody asks how much memory SQLite has: it need not take a lock to
	 * count at each allocation.  Only what comes first can say so. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (!*path)
		return error_set(err, STATUS_CONFIG,
				 "the store has no path; it is given as "
				 "sqlite:PATH");
	store = store_new(path);
	if (!store)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (store->path && store->facts)
		status = store_start(store, err);
	else
		status = error_set(err, STATUS_NO_MEMORY, "no memory");
	if (status == STATUS_OK)
		*ret = &store->base;
	else
		sqlite_close(&store->base);
	return status;
}

const struct store_ops sqlite_ops = {
	.scheme = "sqlite",
	.open = sqlite_open,
	.close = sqlite_close,
	.put = sqlite_put,
	.get = sqlite_get,
	.raw = sqlite_raw,
	.list = sqlite_list,
	.records = sqlite_records,
	.journals = sqlite_journals,
	.journal = sqlite_journal,
	.authors = sqlite_authors,
	.complete = sqlite_complete,
	.stats = sqlite_stats,
	.file_get = sqlite_file,
	.prune = sqlite_prune,
	.rejects = sqlite_rejects,
	.fill = sqlite_fill,
	.settle = sqlite_settle,
	.stale_all = sqlite_stale_all,
	.objects = sqlite_objects,
	.stale = sqlite_stale,
	.resolution = sqlite_resolution,
	.keep = sqlite_keep,
};
