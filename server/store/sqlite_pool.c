/* SPDX-License-Identifier: MIT */
/*
 * Who may use which connection.  Free readers stand in a list; one is opened
 * when the list is empty and fewer than READERS_MAX are open, else the caller
 * waits for one to be returned.  Beside taking one off the list, readers
 * share nothing.
 */
#include "sqlite.h"

struct connection *writer_borrow(struct sqlite_store *store,
				 struct sqlite_store **ret_held)
{
	turn_take(&store->writing);
	if (!store->filled) /* whose transaction goes on */
		connection_settle(store->writer);
	*ret_held = store;
	return store->writer;
}

void writer_return(struct sqlite_store **held)
{
	if (!*held)
		return;
	connection_limit((*held)->writer, 0);
	store_checkpoint(*held);
	turn_give(&(*held)->writing);
	*held = NULL;
}

/* A free reader, or NULL with the right to open one. */
static struct connection *pool_take(struct pool *pool)
{
	struct connection *taken;

	pthread_mutex_lock(&pool->guard);
	while (!pool->free && pool->open == READERS_MAX)
		pthread_cond_wait(&pool->returned, &pool->guard);
	taken = pool->free;
	if (taken)
		pool->free = taken->next;
	else
		pool->open++;
	pthread_mutex_unlock(&pool->guard);
	return taken;
}

/* Puts a reader back; NULL gives the right to open one back. */
static void pool_return(struct pool *pool, struct connection *reader)
{
	pthread_mutex_lock(&pool->guard);
	if (reader) {
		reader->next = pool->free;
		pool->free = reader;
	} else {
		pool->open--;
	}
	pthread_cond_signal(&pool->returned);
	pthread_mutex_unlock(&pool->guard);
}

/* The reader, or NULL where it cannot be got out of the state that it saw. */
static struct connection *settled(struct connection *reader)
{
	if (reader->held || connection_settle(reader))
		return reader;
	connection_close(reader);
	return NULL;
}

static void snapshot_drop(struct connection *reader)
{
	if (reader->held)
		connection_settle(reader);
	reader->held = false;
}

void pool_rest(struct pool *pool)
{
	pthread_mutex_lock(&pool->guard);
	for (struct connection *reader = pool->free; reader;
	     reader = reader->next)
		snapshot_drop(reader);
	pthread_mutex_unlock(&pool->guard);
}

bool pool_empty(struct pool *pool)
{
	bool none;

	pthread_mutex_lock(&pool->guard);
	while (pool->free) {
		struct connection *reader = pool->free;

		pool->free = reader->next;
		pool->open--;
		connection_close(reader);
	}
	none = pool->open == 0;
	pthread_mutex_unlock(&pool->guard);
	return none;
}

static enum status reader_open(struct sqlite_store *store,
			       struct connection **ret, struct error *err)
{
	struct connection *made;
	enum status status;

	status = connection_open(store->path, SQLITE_OPEN_READWRITE, &made,
				 err);
	if (status != STATUS_OK)
		return status;
	status = connection_run(made, "PRAGMA query_only = ON", err);
	if (status == STATUS_OK)
		*ret = made;
	else
		connection_close(made);
	return status;
}

static enum status borrow(struct store *base, struct reader *ret,
			  struct error *err)
{
	struct sqlite_store *store = (struct sqlite_store *)base;
	unsigned long long generation = store->base.generation;
	struct connection *reader;
	enum status status = STATUS_OK;

	if (store->in_memory) {
		reader = writer_borrow(store, &ret->store);
	} else {
		reader = pool_take(&store->pool);
		if (!reader)
			status = reader_open(store, &reader, err);
	}
	if (status != STATUS_OK) {
		pool_return(&store->pool, NULL);
		return status;
	}
	*ret = (struct reader){ store, reader, generation };
	return STATUS_OK;
}

void reader_refresh(struct reader *reader)
{
	snapshot_drop(reader->connection);
}

enum status reader_borrow(struct store *base, struct reader *ret,
			  struct error *err)
{
	enum status status = borrow(base, ret, err);

	if (status == STATUS_OK)
		reader_refresh(ret);
	return status;
}

/* The generation is read before the snapshot is taken, so that a snapshot is
 * never older than its number says. */
enum status reader_borrow_snapshot(struct store *base, struct reader *ret,
				   struct error *err)
{
	enum status status = borrow(base, ret, err);
	struct connection *reader = ret->connection, *open = NULL;

	if (status != STATUS_OK || ret->store->in_memory ||
	    (reader->held && reader->held_of == ret->generation))
		return status;
	snapshot_drop(reader);
	status = snapshot_begin(reader, &open, err);
	reader->held = status == STATUS_OK;
	reader->held_of = ret->generation;
	return status;
}

void reader_return(struct reader *reader)
{
	if (!reader->connection)
		return;
	if (reader->store->in_memory) {
		writer_return(&reader->store);
	} else {
		connection_limit(reader->connection, 0);
		pool_return(&reader->store->pool, settled(reader->connection));
	}
	*reader = (struct reader){ 0 };
}
