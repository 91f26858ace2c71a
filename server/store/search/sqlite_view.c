/* SPDX-License-Identifier: MIT */
#include "sqlite_view.h"

/* So often it is tried while others may write. */
#define FREE_TRIES 2

enum status commits_read(struct connection *connection, long long *ret,
			 struct error *err)
{
	SCOPED(statement_release)
	struct statement read = statement_of(connection,
					     "SELECT number FROM commits");

	if (statement_step(&read))
		*ret = row_integer(&read, 0);
	return statement_check(&read, err);
}

static void lock(struct view *view)
{
	pthread_rwlock_rdlock(&view->reader->store->facts_lock);
	view->locked = true;
}

static void unlock(struct view *view)
{
	if (view->locked)
		pthread_rwlock_unlock(&view->reader->store->facts_lock);
	view->locked = false;
}

/* A snapshot, and whether it agrees. */
static enum status snapshot_try(struct view *view, bool *ret_agrees,
				struct error *err)
{
	struct reader *reader = view->reader;
	enum status status;

	transaction_release(&view->open);
	view->number = reader->store->commits;
	status = snapshot_begin(reader->connection, &view->open, err);
	if (status == STATUS_OK) {
		long long number = -1;

		status = commits_read(reader->connection, &number, err);
		*ret_agrees = number == view->number;
	}
	return status;
}

/* While the numbers differ the writer is between its commit and the end of its
 * changes in memory, under the lock: it is waited for. */
enum status view_open(struct view *view, struct error *err)
{
	struct reader *reader = view->reader;
	bool agrees = false;
	enum status status;

	status = facts_wait(reader->store, reader->connection->deadline, err);
	if (status != STATUS_OK)
		return status;
	unlock(view);
	if (view->tries++ == FREE_TRIES)
		lock(view);
	do {
		status = snapshot_try(view, &agrees, err);
		if (status == STATUS_OK && !agrees && view->locked)
			return error_set(err, STATUS_STORE,
					 "the facts in memory are not those "
					 "of the store");
		if (status == STATUS_OK && !agrees) {
			lock(view);
			unlock(view);
		}
	} while (status == STATUS_OK && !agrees);
	return status;
}

bool view_holds(const struct view *view)
{
	return view->locked || view->reader->store->commits == view->number;
}

void view_close(struct view *view)
{
	if (!view->reader->connection)
		return;
	transaction_release(&view->open);
	unlock(view);
}
