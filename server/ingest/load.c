/* SPDX-License-Identifier: MIT */
/*
 * One load: make records anew that were left stale, find the files, run the
 * pipeline over those that need it, make anew what that left stale, report.
 */
#include "load.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* Most workers of a load. */
#define WORKERS_MAX 64

static void load_release(struct load *load)
{
	queue_release(&load->queue);
	files_release(&load->files);
}

/* ---- the threads ---- */

static enum status thread_failed(struct error *err)
{
	return error_set(err, STATUS_INTERNAL, "a thread cannot be started");
}

/* Jobs under way beside those that are worked on: as many records as stand in a
 * transaction, so that work goes on while one is stored. */
#define JOBS_AHEAD 24

/* Runs reader and workers beside the writer, which is this thread. */
static enum status run_threads(struct load *load, struct error *err)
{
	unsigned wanted = load->ingest->options->threads, count = 0;
	pthread_t reader, workers[WORKERS_MAX];
	enum status status;

	while (count < wanted && count < WORKERS_MAX &&
	       pthread_create(&workers[count], NULL, worker_main, load) == 0)
		count++;
	if (count && pthread_create(&reader, NULL, reader_main, load) == 0) {
		status = writer_run(load, err);
		pthread_join(reader, NULL);
	} else {
		status = thread_failed(err);
		queue_stop(&load->queue);
	}
	while (count)
		pthread_join(workers[--count], NULL);
	return status;
}

static bool has_work(const struct files *files)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->items[i].plan != PLAN_SKIP)
			return true;
	return false;
}

static enum status run_pipeline(struct load *load, struct error *err)
{
	size_t size = 2 * (size_t)load->ingest->options->threads + JOBS_AHEAD;
	enum status status;

	if (!has_work(&load->files))
		return STATUS_OK;
	status = queue_init(&load->queue, size, err);
	return status == STATUS_OK ? run_threads(load, err) : status;
}

/* ---- before and after ---- */

/* Records that stale ones wait for: of an interrupted load, a rebuild, or
 * older rules. */
static enum status make_anew(struct ingest *ingest, struct error *err)
{
	enum status status = STATUS_OK;

	ingest->rebuilt = 0;
	ingest->changes = (struct change_counts){ 0 };
	if (ingest->options->rebuild && ingest->first)
		status = store_stale_all(ingest->store, err);
	if (status == STATUS_OK)
		status = rebuild_stale(ingest, err);
	return status;
}

static const char *plural(long long count)
{
	return count == 1 ? "" : "s";
}

/* Where rejects are listed, or NULL when that is not worth a word. */
static const char *rejects_place(const struct load *load)
{
	if (load->rejects && load->rejects_unwritten)
		return "the list of them could not be written";
	return load->rejects ? load->ingest->options->rejects : NULL;
}

static void report_loaded(const struct load *load)
{
	struct ingest *ingest = load->ingest;
	const char *place = rejects_place(load);
	double seconds = time_seconds() - ingest->load_started;

	report_line(ingest,
		    "loaded %zu of %zu file%s: %lld record%s, %lld reject%s"
		    "%s%s%s, %.1f s, %.0f records/s",
		    load->loaded, load->files.count,
		    plural((long long)load->files.count), load->records,
		    plural(load->records), load->rejects, plural(load->rejects),
		    place ? " (" : "", place ? place : "", place ? ")" : "",
		    seconds, (double)load->records / seconds);
}

static void report_nothing(const struct load *load)
{
	size_t count = load->files.count;

	if (count)
		report_line(load->ingest,
			    "nothing to load: %zu file%s as before", count,
			    plural((long long)count));
	else
		report_line(load->ingest, "nothing to load");
}

static void tell_line(void *context, const char *text)
{
	report_line(context, "%s", text);
}

static void report_made_anew(struct ingest *ingest)
{
	if (!ingest->options->rebuild) {
		report_line(ingest, "%lld record%s made anew", ingest->rebuilt,
			    plural(ingest->rebuilt));
		return;
	}
	report_line(ingest, "%lld record%s made anew, %lld changed",
		    ingest->rebuilt, plural(ingest->rebuilt),
		    ingest->changes.records);
	change_counts_tell(&ingest->changes, tell_line, ingest);
}

static void report_summary(const struct load *load)
{
	struct ingest *ingest = load->ingest;

	if (ingest->rebuilt)
		report_made_anew(ingest);
	if (has_work(&load->files))
		report_loaded(load);
	else
		report_nothing(load);
}

/* What was done is reported even when a part of it failed. */
static enum status finish(struct load *load, struct error *err)
{
	enum status status = STATUS_OK;

	if (has_work(&load->files) || rejects_missing(load->ingest))
		status = rejects_write(load->ingest, err);
	load->rejects_unwritten = status != STATUS_OK;
	if (status != STATUS_OK)
		report_line(load->ingest, "cannot write the reject file: %s",
			    err->detail);
	report_summary(load);
	if (status == STATUS_OK && load->first_failure.status != STATUS_OK)
		status = error_set(err, load->first_failure.status, "%s",
				   load->first_failure.detail);
	return status;
}

/* What fails here costs searches some time, and the load nothing. */
static void settle(struct load *load)
{
	struct ingest *ingest = load->ingest;
	long long written = load->records + ingest->rebuilt;
	struct error err = { 0 };

	if (written && store_settle(ingest->store, written, &err) != STATUS_OK)
		report_line(ingest, "the search index was not merged: %s",
			    err.detail);
}

enum status load_run(struct ingest *ingest, struct error *err)
{
	SCOPED(load_release) struct load load = { .ingest = ingest };
	enum status status = make_anew(ingest, err);

	if (status == STATUS_OK)
		status = files_find(&load.files, ingest->options, err);
	if (status == STATUS_OK)
		status = files_plan(ingest, &load.files, err);
	if (status == STATUS_OK)
		status = run_pipeline(&load, err);
	if (status == STATUS_OK && has_work(&load.files))
		status = rebuild_stale(ingest, err);
	if (status != STATUS_OK || ingest->stop)
		return status;
	settle(&load);
	return finish(&load, err);
}
