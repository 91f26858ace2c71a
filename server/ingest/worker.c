/* SPDX-License-Identifier: MIT */
/*
 * Workers: source objects to entries of the store.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "paperd/source.h"

/* The one shape whose objects have lines of text after them. */
#define TEXT_FORMAT "aggregator"

void time_text(long long seconds, char out[32])
{
	time_t time = (time_t)seconds;
	struct tm parts = { 0 };

	gmtime_r(&time, &parts);
	strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

void time_now(char out[32])
{
	time_text((long long)time(NULL), out);
}

static enum status add_reject(struct job *job, const struct piece *piece,
			      const char *reason, struct error *err)
{
	struct reject *rejects = array_room(job->rejects, job->reject_count,
					    sizeof(*rejects));
	struct reject *reject;
	struct span text = span_of(reason);

	if (!rejects)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	job->rejects = rejects;
	reject = &rejects[job->reject_count++];
	*reject = (struct reject){ .line = piece->line,
				   .offset = piece->offset };
	if (text.len >= sizeof(reject->reason))
		text.len = sizeof(reject->reason) - 1;
	memcpy(reject->reason, text.at, utf8_valid_length(text));
	return STATUS_OK;
}

static long long count_breaks(struct span text)
{
	long long count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	return count;
}

/* Rejects each line of text after an object of a shape that has none. */
static enum status reject_text(struct job *job, const struct piece *piece,
			       struct span text, struct error *err)
{
	const char *start = job->bytes.data + piece->at;
	struct span before = { start, (size_t)(text.at - start) };
	struct piece place = { .line = piece->line + count_breaks(before) };
	enum status status = STATUS_OK;
	struct span line;

	while (status == STATUS_OK && span_next(&text, '\n', &line)) {
		place.offset = piece->offset + (line.at - start);
		if (span_trim(line).len)
			status = add_reject(job, &place, "not a JSON object",
					    err);
		place.line++;
	}
	return status;
}

/* Keeps the object, with its text if its shape has some; one without JSON is
 * all text. */
static enum status keep_raw(struct job *job, const struct piece *piece,
			    struct entry *entry, struct error *err)
{
	struct span raw = { job->bytes.data + piece->at, piece->len };
	struct span json, text;
	enum status status = STATUS_OK;

	source_split(raw, &json, &text);
	if (json.len && text.len &&
	    strcmp(entry->paper.source.format, TEXT_FORMAT) != 0) {
		status = reject_text(job, piece, text, err);
		raw = json;
	}
	entry->raw = buf_init(raw.len);
	buf_add_span(&entry->raw, raw);
	return status == STATUS_OK ? buf_check(&entry->raw, err) : status;
}

static enum status make_piece(struct job *job, const struct piece *piece,
			      const char *loaded, struct error *err)
{
	struct entry *entry = &job->entries[job->entry_count];
	struct source_origin origin = {
		.raw = { job->bytes.data + piece->at, piece->len },
		.file = job->file->shown,
		.line = piece->line,
		.loaded = loaded,
	};
	struct report report = { 0 }; /* not full: owns nothing */
	struct error why = { 0 };
	enum status status = entry_make(&origin, 1, NULL, entry, &report, &why);

	if (status == STATUS_NO_MEMORY)
		return error_set(err, status, "%s", why.detail);
	if (status != STATUS_OK)
		return add_reject(job, piece, why.detail, err);
	job->entry_count++;
	entry->line = piece->line;
	entry->offset = piece->offset;
	return keep_raw(job, piece, entry, err);
}

static void make_job(struct job *job, struct preparer *preparer)
{
	enum status status = STATUS_OK;
	char loaded[32];

	if (!job->piece_count)
		return;
	time_now(loaded);
	job->entries = calloc(job->piece_count, sizeof(*job->entries));
	if (!job->entries) {
		error_set(&job->failure, STATUS_NO_MEMORY, "no memory");
		return;
	}
	for (size_t i = 0; status == STATUS_OK && i < job->piece_count; i++)
		status = make_piece(job, &job->pieces[i], loaded,
				    &job->failure);
	if (status == STATUS_OK)
		status = entries_prepare(preparer, job->entries,
					 job->entry_count, &job->failure);
	buf_release(&job->bytes);
}

void *worker_main(void *context)
{
	struct load *load = context;
	struct preparer *preparer = preparer_open();
	struct job *job;

	while ((job = queue_take(&load->queue))) {
		if (preparer)
			make_job(job, preparer);
		else
			error_set(&job->failure, STATUS_NO_MEMORY, "no memory");
		queue_made(&load->queue, job);
	}
	preparer_close(preparer);
	return NULL;
}
