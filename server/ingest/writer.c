/* SPDX-License-Identifier: MIT */
/*
 * The writer: finished jobs to the store, in the order of the file.
 *
 * Several jobs make one transaction, which also says how far the file is
 * loaded.  A file is complete only after what it no longer holds was dropped,
 * when all are read: whatever happens before, the next start comes by here again.  The records
 * that this touched, and those that are made of several objects, are stale
 * until the load ends.
 */
#include "load.h"

#include <stdlib.h>

/* A transaction is stored when it has so many records or bytes. */
#define BATCH_RECORDS 6000
#define BATCH_BYTES   ((size_t)48 << 20)

/* The first is smaller, and the next ones grow with what is stored: until then
 * the writer would wait, and nothing else does. */
#define FIRST_RECORDS 1000

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory");
}

/* ---- the transaction ---- */

static void batch_clear(struct batch *batch)
{
	for (size_t i = 0; i < batch->entry_count; i++)
		entry_release(&batch->entries[i]);
	free(batch->entries);
	free(batch->rejects);
	*batch = (struct batch){ 0 };
}

static void count_stored(struct load *load, long long position)
{
	struct ingest *ingest = load->ingest;
	long long records = (long long)load->batch.entry_count;
	long long rejects = (long long)load->batch.reject_count;

	load->records += records;
	load->rejects += rejects;
	pthread_mutex_lock(&ingest->lock);
	ingest->progress.records += records;
	ingest->progress.rejects += rejects;
	ingest->progress.bytes_done = load->bytes_before + position;
	pthread_mutex_unlock(&ingest->lock);
}

static enum status flush(struct load *load, struct job *job, struct error *err)
{
	struct batch *batch = &load->batch;
	enum status status;

	batch->goes_on = job->end == JOB_GOES_ON;
	status = store_put(load->ingest->store, batch, err);

	if (status == STATUS_OK)
		count_stored(load, job->position);
	if (batch->entry_count)
		job_spend(job, batch->entries, batch->entry_count);
	batch->entries = NULL;
	batch->entry_count = 0;
	batch_clear(&load->batch);
	load->batch_bytes = 0;
	return status;
}

/* Moves the job's entries to the end of the batch. */
static enum status take_entries(struct load *load, struct job *job,
				struct error *err)
{
	struct batch *batch = &load->batch;
	size_t count = batch->entry_count + job->entry_count;
	struct entry *entries;

	if (!job->entry_count)
		return STATUS_OK;
	entries = reallocarray(batch->entries, count, sizeof(*entries));
	if (!entries)
		return no_memory(err);
	memcpy(entries + batch->entry_count, job->entries,
	       job->entry_count * sizeof(*entries));
	for (size_t i = batch->entry_count; i < count; i++)
		load->batch_bytes += entries[i].raw.len + entries[i].json.len;
	batch->entries = entries;
	batch->entry_count = count;
	job->entry_count = 0;
	return STATUS_OK;
}

static enum status take_rejects(struct load *load, struct job *job,
				struct error *err)
{
	struct batch *batch = &load->batch;
	size_t count = batch->reject_count + job->reject_count;
	struct reject *rejects;

	if (!job->reject_count)
		return STATUS_OK;
	rejects = reallocarray(batch->rejects, count, sizeof(*rejects));
	if (!rejects)
		return no_memory(err);
	memcpy(rejects + batch->reject_count, job->rejects,
	       job->reject_count * sizeof(*rejects));
	batch->rejects = rejects;
	batch->reject_count = count;
	return STATUS_OK;
}

static enum status take_job(struct load *load, struct job *job,
			    struct error *err)
{
	struct dump_file *row = &job->file->row;
	enum status status;

	load->batch.file = row;
	row->offset = job->offset;
	row->line = job->line;
	row->records += (long long)job->entry_count;
	row->rejects += (long long)job->reject_count;
	status = take_entries(load, job, err);
	return status == STATUS_OK ? take_rejects(load, job, err) : status;
}

/* ---- the end of a file ---- */

static void count_file(struct load *load, const struct job *job)
{
	struct ingest *ingest = load->ingest;

	if (job->file->plan != PLAN_MISSING)
		load->bytes_before += job->file->size;
	pthread_mutex_lock(&ingest->lock);
	ingest->progress.files_done++;
	ingest->progress.bytes_done = load->bytes_before;
	ingest->progress.failed |= job->end == JOB_FILE_FAILED;
	pthread_mutex_unlock(&ingest->lock);
}

static enum status set_text(char **text, const char *value, struct error *err)
{
	free(*text);
	*text = value ? strdup(value) : NULL;
	return value && !*text ? no_memory(err) : STATUS_OK;
}

/* What stood in a part of the file that was not read is not known to be gone:
 * it stays until the file is read whole. */
static bool may_drop(const struct job *job)
{
	return job->file->row.generation > 1 && !job->unfinished;
}

static void report_odd(struct load *load, const struct job *job)
{
	const char *path = job->file->shown;

	if (job->trailing)
		report_line(load->ingest,
			    "%s: bytes after its gzip data are ignored", path);
	if (job->unfinished)
		report_line(load->ingest,
			    "%s: an array of records was not read to its end",
			    path);
}

/* Marks it complete in the row that the next transaction writes. */
static enum status complete(struct load *load, struct dump_file *row,
			    struct error *err)
{
	enum status status;
	char now[32];

	time_now(now);
	row->complete = true;
	status = set_text(&row->error, NULL, err);
	if (status == STATUS_OK)
		status = set_text(&row->finished, now, err);
	load->batch.file = row;
	return status;
}

static enum status file_done(struct load *load, struct job *job,
			     struct error *err)
{
	struct dump_file *row = &job->file->row;
	enum status status = STATUS_OK;

	report_odd(load, job);
	memcpy(row->digest, job->digest, sizeof(row->digest));
	job->file->drops = may_drop(job);
	if (!job->file->drops)
		status = complete(load, row, err);
	load->loaded++;
	return status == STATUS_OK ? flush(load, job, err) : status;
}

/* What the file no longer holds is dropped when all files are read: a record
 * that stands in another file now is not missed in between. */
static enum status file_drop(struct load *load, struct dump_file *row,
			     struct error *err)
{
	long long removed = 0;
	enum status status;

	status = store_prune(load->ingest->store, row, &removed, err);
	if (status == STATUS_OK)
		status = complete(load, row, err);
	return status == STATUS_OK
		       ? store_put(load->ingest->store, &load->batch, err)
		       : status;
}

static enum status files_drop(struct load *load, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < load->files.count; i++)
		if (load->files.items[i].drops)
			status = file_drop(load, &load->files.items[i].row,
					   err);
	return status;
}

static enum status file_same(struct load *load, struct job *job,
			     struct error *err)
{
	struct dump_file *row = &job->file->row;

	row->mtime = job->file->mtime;
	if (set_text(&row->error, NULL, err) != STATUS_OK)
		return err->status;
	return flush(load, job, err);
}

/* The cause alone: the path stands before it. */
static const char *cause_of(const struct job *job)
{
	const char *detail = job->error.detail;
	size_t len = strlen(job->file->path);

	if (strncmp(detail, job->file->path, len) == 0 && detail[len] == ':')
		detail += len + 2;
	return detail;
}

/* What was read stays.  Of a file that was never seen nothing is noted. */
static enum status file_failed(struct load *load, struct job *job,
			       struct error *err)
{
	struct load_file *file = job->file;
	const char *cause = cause_of(job);

	report_line(load->ingest, "cannot read %s: %s", file->shown, cause);
	error_set(&load->first_failure, STATUS_IO, "%s: %s", file->shown,
		  cause);
	if (file->plan == PLAN_MISSING && !file->row.id)
		return STATUS_OK;
	if (set_text(&file->row.error, cause, err) != STATUS_OK)
		return err->status;
	return flush(load, job, err);
}

static enum status end_file(struct load *load, struct job *job,
			    struct error *err)
{
	static enum status (*const ends[])(struct load *, struct job *,
					   struct error *) = {
		[JOB_FILE_DONE] = file_done,
		[JOB_FILE_FAILED] = file_failed,
		[JOB_FILE_SAME] = file_same,
	};
	enum status status = ends[job->end](load, job, err);

	if (status == STATUS_OK)
		count_file(load, job);
	return status;
}

/* ---- the loop ---- */

static bool is_full(const struct load *load)
{
	return load->batch.entry_count >= BATCH_RECORDS ||
	       (long long)load->batch.entry_count >=
		       FIRST_RECORDS + load->records ||
	       load->batch.reject_count >= BATCH_RECORDS ||
	       load->batch_bytes >= BATCH_BYTES;
}

static enum status write_job(struct load *load, struct job *job,
			     struct error *err)
{
	enum status status = STATUS_OK;

	if (job->failure.status != STATUS_OK)
		return error_set(err, job->failure.status, "%s",
				 job->failure.detail);
	if (job->is_read)
		status = take_job(load, job, err);
	else
		load->batch.file = &job->file->row;
	if (status != STATUS_OK)
		return status;
	if (job->end != JOB_GOES_ON)
		return end_file(load, job, err);
	return is_full(load) ? flush(load, job, err) : STATUS_OK;
}

enum status writer_run(struct load *load, struct error *err)
{
	long long interval = report_interval(load->ingest);
	enum queue_answer answer = QUEUE_WAIT;
	enum status status = STATUS_OK;
	struct job *job = NULL;

	while (status == STATUS_OK && answer != QUEUE_END &&
	       !load->ingest->stop) {
		answer = queue_next(&load->queue, interval, &job);
		report_tick(load->ingest);
		if (answer != QUEUE_JOB)
			continue;
		status = write_job(load, job, err);
		queue_written(&load->queue);
	}
	if (status == STATUS_OK && !load->ingest->stop)
		status = files_drop(load, err);
	queue_stop(&load->queue);
	batch_clear(&load->batch);
	return status;
}
