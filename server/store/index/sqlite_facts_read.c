/* SPDX-License-Identifier: MIT */
/*
 * Facts are read while look-ups are answered.
 *
 * A million records have thirty-two megabytes of them, half a second to read: no
 * start waits for that.  A thread reads them once the store is open; who searches
 * or writes waits until it is done, and then at most as long as a search may take.
 * Nobody writes before, so that what is read is one state of the store.
 */
#include "sqlite_index.h"

#include <time.h>

#include "paperd/log.h"
#include "paperd/thread.h"

#include "sqlite_view.h"

void facts_reading_init(struct facts_reading *reading)
{
	pthread_condattr_t attributes;

	*reading = (struct facts_reading){ .over = true };
	pthread_mutex_init(&reading->guard, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&reading->ended, &attributes);
	pthread_condattr_destroy(&attributes);
}

static void thread_end(struct facts_reading *reading)
{
	if (reading->running)
		pthread_join(reading->thread, NULL);
	reading->running = false;
}

void facts_reading_release(struct facts_reading *reading)
{
	pthread_mutex_lock(&reading->guard);
	reading->stop = true;
	pthread_cond_broadcast(&reading->ended);
	pthread_mutex_unlock(&reading->guard);
	thread_end(reading);
	pthread_cond_destroy(&reading->ended);
	pthread_mutex_destroy(&reading->guard);
}

/* ---- reading ---- */

static enum status row_read(struct facts_table *table, struct statement *row,
			    struct error *err)
{
	struct facts facts;

	for (int i = 0; i < FACTS; i++)
		facts.of[i] = (uint32_t)row_integer(row, i + 1);
	if (facts_reserve(table, row_integer(row, 0), &facts, err) != STATUS_OK)
		return err->status;
	facts_set(table, row_integer(row, 0), &facts);
	return STATUS_OK;
}

static enum status rows_read(struct sqlite_store *store,
			     struct connection *reader, struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(
		reader, "SELECT record_id, state, published, year, citations,"
			" type, language, source, publisher, journal_id,"
			" loaded, length FROM facts");
	enum status status = STATUS_OK;

	while (status == STATUS_OK && !store->reading.stop &&
	       statement_step(&rows))
		status = row_read(store->facts, &rows, err);
	return status == STATUS_OK ? statement_check(&rows, err) : status;
}

static enum status facts_read(struct sqlite_store *store, struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(transaction_release) struct connection *open = NULL;
	long long number = 0;
	enum status status = reader_borrow(&store->base, &reader, err);

	if (status == STATUS_OK)
		status = snapshot_begin(reader.connection, &open, err);
	if (status == STATUS_OK)
		status = rows_read(store, reader.connection, err);
	if (status == STATUS_OK)
		status = commits_read(reader.connection, &number, err);
	store->commits = number;
	return status;
}

/* What passes is waited for: nobody can search meanwhile. */
#define RETRY_MS 500

static struct timespec time_of(long long monotonic_ms)
{
	return (struct timespec){ .tv_sec = monotonic_ms / 1000,
				  .tv_nsec = monotonic_ms % 1000 * 1000000 };
}

static void pause_for(struct facts_reading *reading, long long ms)
{
	struct timespec now, until;

	clock_gettime(CLOCK_MONOTONIC, &now);
	until = time_of(now.tv_sec * 1000LL + now.tv_nsec / 1000000 + ms);
	pthread_mutex_lock(&reading->guard);
	while (!reading->stop &&
	       !pthread_cond_timedwait(&reading->ended, &reading->guard,
				       &until))
		;
	pthread_mutex_unlock(&reading->guard);
}

static void *reading_main(void *context)
{
	struct sqlite_store *store = context;
	struct facts_reading *reading = &store->reading;
	struct error err = { 0 };

	thread_patient();
	while (facts_read(store, &err) == STATUS_NO_MEMORY && !reading->stop) {
		log_event(LOG_WARN, "no memory for the facts of records yet");
		error_clear(&err);
		pause_for(reading, RETRY_MS);
	}
	if (err.status != STATUS_OK)
		log_event(LOG_ERROR, "the facts of records cannot be read: %s",
			  err.detail);
	pthread_mutex_lock(&reading->guard);
	reading->failure = err;
	reading->over = true;
	pthread_cond_broadcast(&reading->ended);
	pthread_mutex_unlock(&reading->guard);
	return NULL;
}

/* A store in memory is new, and has one connection for all. */
enum status facts_load(struct sqlite_store *store, struct error *err)
{
	struct facts_reading *reading = &store->reading;

	if (store->in_memory)
		return facts_read(store, err);
	thread_end(reading); /* it had ended before anyone wrote */
	reading->over = false;
	reading->running = pthread_create(&reading->thread, NULL, reading_main,
					  store) == 0;
	if (reading->running)
		return STATUS_OK;
	reading->over = true;
	return error_set(err, STATUS_NO_MEMORY, "a thread cannot be started");
}

/* ---- waiting ---- */

/* With the guard held. */
static bool is_over_by(struct facts_reading *reading, long long deadline)
{
	struct timespec until = time_of(deadline);
	int late = 0;

	while (!reading->over && !late)
		late = deadline
			       ? pthread_cond_timedwait(&reading->ended,
							&reading->guard, &until)
			       : pthread_cond_wait(&reading->ended,
						   &reading->guard);
	return reading->over;
}

enum status facts_wait(struct sqlite_store *store, long long deadline,
		       struct error *err)
{
	struct facts_reading *reading = &store->reading;
	enum status status = STATUS_OK;

	pthread_mutex_lock(&reading->guard);
	if (!is_over_by(reading, deadline))
		status = error_set(err, STATUS_BUSY,
				   "the store was opened just now; what is "
				   "searched is still being read");
	else if (reading->failure.status != STATUS_OK)
		status = error_set(err, reading->failure.status, "%s",
				   reading->failure.detail);
	pthread_mutex_unlock(&reading->guard);
	return status;
}
