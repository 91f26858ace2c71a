/* SPDX-License-Identifier: MIT */
/*
 * The reader: files to numbered batches of source objects.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>

#include "paperd/dump.h"
#include "paperd/scoped.h"

/* A batch is full at so many objects or bytes of them. */
#define BATCH_OBJECTS 256
#define BATCH_BYTES   ((size_t)1 << 20)

/* Bytes on disk after which a batch is sent on though it is empty, so that
 * progress is seen while loaded objects are passed over. */
#define BATCH_DISK (16LL << 20)

static void close_dump(struct dump **dump)
{
	dump_close(*dump);
}

static enum status keep_object(struct job *job, const struct dump_item *item,
			       struct error *err)
{
	if (!job->pieces)
		job->pieces = calloc(BATCH_OBJECTS, sizeof(*job->pieces));
	if (!job->pieces)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	job->pieces[job->piece_count++] = (struct piece){
		.at = job->bytes.len,
		.len = item->raw.len,
		.line = item->line,
		.offset = item->offset,
	};
	buf_add_span(&job->bytes, item->raw);
	return buf_check(&job->bytes, err);
}

static enum status keep_reject(struct job *job, const struct dump_item *item,
			       struct error *err)
{
	struct reject *rejects = array_room(job->rejects, job->reject_count,
					    sizeof(*rejects));
	struct reject *reject;

	if (!rejects)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	job->rejects = rejects;
	reject = &rejects[job->reject_count++];
	*reject = (struct reject){ .line = item->line, .offset = item->offset };
	snprintf(reject->reason, sizeof(reject->reason), "%s", item->reason);
	return STATUS_OK;
}

static bool is_full(const struct job *job, long long disk)
{
	return job->piece_count == BATCH_OBJECTS ||
	       job->reject_count == BATCH_OBJECTS ||
	       job->bytes.len >= BATCH_BYTES || disk >= BATCH_DISK;
}

static enum status keep_item(struct job *job, const struct dump_item *item,
			     struct error *err)
{
	if (item->kind == DUMP_OBJECT)
		return keep_object(job, item, err);
	if (item->kind == DUMP_REJECT)
		return keep_reject(job, item, err);
	job->end = JOB_FILE_DONE;
	job->unfinished = item->unfinished;
	job->trailing = item->trailing;
	return STATUS_OK;
}

/* Adds the next item to the job; what was loaded before is passed over. */
static enum status take_item(struct job *job, struct dump *dump,
			     struct error *err)
{
	struct dump_item item;
	enum status status = dump_next(dump, &item, err);

	if (status == STATUS_OK && item.kind != DUMP_END &&
	    item.offset < job->file->resume_at)
		return STATUS_OK;
	if (status == STATUS_OK)
		status = keep_item(job, &item, err);
	if (status != STATUS_OK)
		return status;
	job->offset = item.end_offset;
	job->line = item.end_line;
	return STATUS_OK;
}

/* Fills one batch; where it stands is known even if it is cut short. */
static void fill_job(struct load *load, struct job *job, struct dump *dump)
{
	long long from = dump_position(dump);
	enum status status = STATUS_OK;

	while (status == STATUS_OK && job->end == JOB_GOES_ON &&
	       !load->ingest->stop && !is_full(job, dump_position(dump) - from))
		status = take_item(job, dump, &job->error);
	if (status != STATUS_OK)
		job->end = JOB_FILE_FAILED;
	if (job->end == JOB_FILE_DONE)
		dump_digest(dump, job->digest);
	job->is_read = true;
	job->position = dump_position(dump);
	job->file->offset = job->offset;
	job->file->line = job->line;
}

/* A new load counts from the start, an incomplete one goes on. */
static void begin_load(struct load_file *file)
{
	struct dump_file *row = &file->row;

	if (file->plan == PLAN_RESUME) {
		file->resume_at = row->offset;
		file->offset = row->offset;
		file->line = row->line;
		return;
	}
	file->resume_at = 0;
	file->offset = 0;
	file->line = 1;
	row->size = file->size;
	row->mtime = file->mtime;
	row->generation++;
	row->complete = false;
	row->digest[0] = '\0';
	row->offset = 0;
	row->line = 1;
	row->records = 0;
	row->rejects = 0;
}

static struct job *next_job(struct load *load, struct load_file *file)
{
	struct job *job = queue_fill(&load->queue);

	if (!job)
		return NULL;
	job->file = file;
	job->offset = file->offset;
	job->line = file->line;
	job->bytes.cap = BATCH_BYTES + load->ingest->options->record_max;
	return job;
}

/* A job that says only how the file ends. */
static void send_end(struct load *load, struct load_file *file,
		     enum job_end end, const struct error *why)
{
	struct job *job = next_job(load, file);

	if (!job)
		return;
	job->end = end;
	if (why)
		job->error = *why;
	queue_filled(&load->queue);
}

static void read_objects(struct load *load, struct load_file *file,
			 struct dump *dump)
{
	enum job_end end = JOB_GOES_ON;

	while (end == JOB_GOES_ON && !load->ingest->stop) {
		struct job *job = next_job(load, file);

		if (!job)
			return;
		fill_job(load, job, dump);
		end = job->end;
		queue_filled(&load->queue);
	}
}

static void read_file(struct load *load, struct load_file *file)
{
	SCOPED(close_dump) struct dump *dump = NULL;
	struct error err = { 0 };

	if (dump_open(file->path, load->ingest->options->record_max, &dump,
		      &err) != STATUS_OK) {
		send_end(load, file, JOB_FILE_FAILED, &err);
		return;
	}
	begin_load(file);
	read_objects(load, file, dump);
}

/* True when the file has the content it was loaded with. */
static bool is_same(const struct load_file *file)
{
	char digest[33];

	return dump_digest_file(file->path, digest, NULL) == STATUS_OK &&
	       strcmp(digest, file->row.digest) == 0;
}

static void read_planned(struct load *load, struct load_file *file)
{
	struct error err = { 0 };

	switch (file->plan) {
	case PLAN_SKIP:
		break;
	case PLAN_MISSING:
		error_set(&err, STATUS_IO, "%s", file->problem);
		send_end(load, file, JOB_FILE_FAILED, &err);
		break;
	case PLAN_COMPARE:
		if (is_same(file)) {
			send_end(load, file, JOB_FILE_SAME, NULL);
			break;
		}
		file->plan = PLAN_LOAD;
		read_file(load, file);
		break;
	case PLAN_LOAD:
	case PLAN_RESUME:
		read_file(load, file);
		break;
	}
}

void *reader_main(void *context)
{
	struct load *load = context;

	for (size_t i = 0; i < load->files.count; i++) {
		if (load->ingest->stop)
			break;
		read_planned(load, &load->files.items[i]);
	}
	queue_close(&load->queue);
	return NULL;
}
