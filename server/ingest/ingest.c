/* SPDX-License-Identifier: MIT */
#include "paperd/ingest.h"

#include <stdlib.h>

#include "paperd/thread.h"

#include "load.h"

/* How long after a load that the store failed it is tried again, in
 * nanoseconds: soon after an operator made room on a full disk, seldom enough
 * that the log of one who sleeps stays short. */
#define RETRY_EVERY 30000000000LL

static void prepare(struct ingest *ingest, struct store *store,
		    const struct ingest_options *options)
{
	*ingest = (struct ingest){ .store = store,
				   .options = options,
				   .first = true,
				   .retry = RETRY_EVERY };
	pthread_mutex_init(&ingest->lock, NULL);
	condition_init(&ingest->wake);
}

static void discard(struct ingest *ingest)
{
	pthread_cond_destroy(&ingest->wake);
	pthread_mutex_destroy(&ingest->lock);
}

/* ---- one load ---- */

static void begin(struct ingest *ingest)
{
	pthread_mutex_lock(&ingest->lock);
	ingest->load_started = time_seconds();
	ingest->records_before = ingest->progress.records;
	ingest->progress.running = true;
	ingest->progress.failed = false;
	ingest->progress.seconds = 0;
	pthread_mutex_unlock(&ingest->lock);
	ingest->report_at = ingest->load_started + 1;
}

/* True when trying again is of no use: files that cannot be read are known. */
static bool is_over(enum status status)
{
	return status == STATUS_OK || status == STATUS_IO;
}

static void end(struct ingest *ingest, enum status status)
{
	pthread_mutex_lock(&ingest->lock);
	ingest->progress.running = false;
	ingest->progress.done |= is_over(status);
	ingest->progress.failed |= status != STATUS_OK;
	ingest->progress.seconds = time_seconds() - ingest->load_started;
	pthread_mutex_unlock(&ingest->lock);
	ingest->first &= !is_over(status);
}

static enum status load_once(struct ingest *ingest, struct error *err)
{
	enum status status;

	begin(ingest);
	status = load_run(ingest, err);
	end(ingest, status);
	return status;
}

enum status ingest_run(struct store *store,
		       const struct ingest_options *options, struct error *err)
{
	struct ingest ingest;
	enum status status;

	prepare(&ingest, store, options);
	status = load_once(&ingest, err);
	discard(&ingest);
	return status;
}

/* ---- in the background ---- */

/* Waits for something to do, or until a failed load is tried again; false when
 * it is the end. */
static bool wait_for_work(struct ingest *ingest, bool again)
{
	struct timespec until;
	bool go_on;
	int late = 0;

	pthread_mutex_lock(&ingest->lock);
	until = time_after(ingest->retry);
	while (!ingest->rescan && !ingest->stop && !late)
		if (again)
			late = pthread_cond_timedwait(&ingest->wake,
						      &ingest->lock, &until);
		else
			pthread_cond_wait(&ingest->wake, &ingest->lock);
	ingest->rescan = false;
	go_on = !ingest->stop;
	pthread_mutex_unlock(&ingest->lock);
	return go_on;
}

static void *background_main(void *context)
{
	struct ingest *ingest = context;
	bool again;

	do {
		struct error err = { 0 };

		again = !is_over(load_once(ingest, &err));
		if (again)
			report_line(ingest,
				    "the load failed and will be tried again: "
				    "%s",
				    err.detail);
		/* nobody is served before the first load; after it, who is
		 * goes before this thread and those that load with it */
		thread_patient();
	} while (wait_for_work(ingest, again));
	return NULL;
}

enum status ingest_start(struct store *store,
			 const struct ingest_options *options,
			 struct ingest **ret, struct error *err)
{
	struct ingest *ingest = malloc(sizeof(*ingest));

	if (!ingest)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	prepare(ingest, store, options);
	if (pthread_create(&ingest->thread, NULL, background_main, ingest) !=
	    0) {
		discard(ingest);
		free(ingest);
		return error_set(err, STATUS_INTERNAL,
				 "a thread cannot be started");
	}
	*ret = ingest;
	return STATUS_OK;
}

void ingest_rescan(struct ingest *ingest)
{
	pthread_mutex_lock(&ingest->lock);
	ingest->rescan = true;
	pthread_cond_signal(&ingest->wake);
	pthread_mutex_unlock(&ingest->lock);
}

void ingest_progress(struct ingest *ingest, struct ingest_progress *ret)
{
	pthread_mutex_lock(&ingest->lock);
	*ret = ingest->progress;
	if (ret->running)
		ret->seconds = time_seconds() - ingest->load_started;
	pthread_mutex_unlock(&ingest->lock);
}

void ingest_stop(struct ingest *ingest)
{
	if (!ingest)
		return;
	pthread_mutex_lock(&ingest->lock);
	ingest->stop = true;
	pthread_cond_signal(&ingest->wake);
	pthread_mutex_unlock(&ingest->lock);
	pthread_join(ingest->thread, NULL);
	discard(ingest);
	free(ingest);
}
