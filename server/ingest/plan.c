/* SPDX-License-Identifier: MIT */
/*
 * What is to be done with each file that was found.
 */
#include "load.h"

#include <stdlib.h>

/* A file that is as it was when its load was begun. */
static bool is_unchanged(const struct load_file *file)
{
	return file->row.size == file->size && file->row.mtime == file->mtime;
}

/* A file that was loaded to its end. */
static enum plan choose_again(const struct load_file *file)
{
	const struct dump_file *row = &file->row;

	if (is_unchanged(file) && !row->error)
		return PLAN_SKIP;
	return row->size == file->size ? PLAN_COMPARE : PLAN_LOAD;
}

static enum plan choose(const struct load_file *file)
{
	if (file->row.complete)
		return choose_again(file);
	if (file->row.generation && is_unchanged(file))
		return PLAN_RESUME;
	return PLAN_LOAD;
}

static void count_file(struct ingest_progress *progress,
		       const struct load_file *file)
{
	progress->files++;
	if (file->plan == PLAN_SKIP)
		progress->files_done++;
	else if (file->plan != PLAN_MISSING)
		progress->bytes += file->size;
}

enum status files_plan(struct ingest *ingest, struct files *files,
		       struct error *err)
{
	struct ingest_progress counts = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < files->count; i++) {
		struct load_file *file = &files->items[i];

		status = store_file(ingest->store, file->path, &file->row, err);
		if (status != STATUS_OK)
			return status;
		if (file->plan != PLAN_MISSING)
			file->plan = choose(file);
		count_file(&counts, file);
	}
	pthread_mutex_lock(&ingest->lock);
	ingest->progress.files = counts.files;
	ingest->progress.files_done = counts.files_done;
	ingest->progress.bytes = counts.bytes;
	ingest->progress.bytes_done = 0;
	pthread_mutex_unlock(&ingest->lock);
	return status;
}
