/* SPDX-License-Identifier: MIT */
/* Dropping what a file no longer has, and making records anew. */
#include "sqlite_put.h"

/* ---- prune ---- */

/* Records dropped in one transaction: what is taken out of the index is in
 * memory until its end. */
#define DROPS_MAX 2000

/* Each statement gets the file's id as ?1 and its generation as ?2. */
static const char *const prune_steps[] = {
	/* records that lose an object are made of the others, or go */
	"INSERT OR REPLACE INTO stale SELECT record_id, random() FROM objects"
	" WHERE file_id = ?1 AND generation < ?2",
	"DELETE FROM objects WHERE file_id = ?1 AND generation < ?2",
};

static enum status objects_prune(struct put *put, const struct dump_file *file,
				 struct error *err)
{
	enum status status = put_begin(put, err);

	for (size_t i = 0; status == STATUS_OK && i < ARRAY_COUNT(prune_steps);
	     i++)
		status = run_ids(put->writer, prune_steps[i], file->id,
				 file->generation, err);
	return status == STATUS_OK ? put_commit(put, err) : status;
}

/* Stale records without an object, after the id *ids. */
static enum status empty_find(struct connection *writer, long long *ids,
			      size_t *ret_count, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		writer, "SELECT record_id FROM stale WHERE record_id > ?"
			" AND NOT EXISTS (SELECT 1 FROM objects"
			" WHERE record_id = stale.record_id)"
			" ORDER BY record_id LIMIT ?");

	bind_integer(&find, *ids);
	bind_integer(&find, DROPS_MAX);
	*ret_count = 0;
	while (statement_step(&find))
		ids[(*ret_count)++] = row_integer(&find, 0);
	return statement_check(&find, err);
}

static enum status records_drop(struct put *put, long long *ids,
				size_t *ret_count, struct error *err)
{
	enum status status = put_begin(put, err);

	if (status == STATUS_OK)
		status = empty_find(put->writer, ids, ret_count, err);
	for (size_t i = 0; status == STATUS_OK && i < *ret_count; i++)
		status = record_drop(put, ids[i], err);
	if (status == STATUS_OK && *ret_count)
		ids[0] = ids[*ret_count - 1];
	return status == STATUS_OK ? put_commit(put, err) : status;
}

/* Several transactions, each of which leaves a sound store: should this end
 * early, the file is not complete and its next load comes by here again. */
static enum status file_prune(struct store *base, struct sqlite_store **held,
			      const struct dump_file *file, long long *removed,
			      struct error *err)
{
	SCOPED_FREE long long *ids = calloc(DROPS_MAX, sizeof(*ids));
	SCOPED(put_release) struct put objects = put_init(base, held);
	size_t count = 0;
	enum status status;

	if (!ids)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	status = objects_prune(&objects, file, err);
	do {
		SCOPED(put_release)
		struct put put = { .store = objects.store,
				   .writer = objects.writer };

		if (status == STATUS_OK)
			status = records_drop(&put, ids, &count, err);
		if (status == STATUS_OK)
			*removed += (long long)count;
	} while (status == STATUS_OK && count);
	return status;
}

/* A file that is not in the store has nothing to drop; its id of 0 is that of
 * what was fetched. */
enum status sqlite_prune(struct store *base, const struct dump_file *file,
			 long long *ret_removed, struct error *err)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	enum status status = STATUS_OK;
	long long removed = 0;

	if (file->id)
		status = file_prune(base, &held, file, &removed, err);
	if (status == STATUS_OK)
		*ret_removed = removed;
	return status;
}

/* ---- stale records ---- */

enum status sqlite_stale_all(struct store *base, struct error *err)
{
	static const char sql[] = "INSERT OR IGNORE INTO stale"
				  " SELECT record_id, random() FROM objects"
				  " GROUP BY record_id";
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	struct connection *writer = writer_borrow((struct sqlite_store *)base,
						  &held);
	SCOPED(statement_release)
	struct statement mark = statement_of(writer, sql);

	return statement_run(&mark, err);
}

/* The stale record after this one that has objects; 0: none. */
static enum status next_find(struct store *base, long long *id,
			     struct error *err)
{
	static const char sql[] =
		"SELECT record_id FROM stale WHERE record_id > ? AND EXISTS"
		" (SELECT 1 FROM objects"
		" WHERE objects.record_id = stale.record_id)"
		" ORDER BY record_id LIMIT 1";
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(statement_release) struct statement find = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	find = statement_of(reader.connection, sql);
	bind_integer(&find, *id);
	*id = statement_step(&find) ? row_integer(&find, 0) : 0;
	return statement_check(&find, err);
}

enum status sqlite_stale(struct store *base, size_t max, objects_visit *visit,
			 void *context, size_t *ret_count, struct error *err)
{
	enum status status = STATUS_OK;
	long long id = 0;
	size_t count = 0;

	while (status == STATUS_OK && count < max) {
		status = next_find(base, &id, err);
		if (status != STATUS_OK || !id)
			break;
		count++;
		status = objects_visit_record(base, id, visit, context, err);
	}
	if (status == STATUS_OK)
		*ret_count = count;
	return status;
}
