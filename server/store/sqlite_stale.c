/* SPDX-License-Identifier: MIT */
/* Dropping what a file no longer has, and making records anew. */
#include "sqlite.h"

/* ---- prune ---- */

/* Each statement gets the file's id as ?1 and its generation as ?2, those that
 * use them. */
static const char *const prune_steps[] = {
	/* records that lose an object are made of the others, or go */
	"INSERT OR REPLACE INTO stale SELECT record_id, random() FROM objects"
	" WHERE file_id = ?1 AND generation < ?2",
	"DELETE FROM objects WHERE file_id = ?1 AND generation < ?2",
	"DELETE FROM records WHERE id IN (SELECT record_id FROM stale)"
	" AND NOT EXISTS (SELECT 1 FROM objects WHERE record_id = records.id)",
	"DELETE FROM identifiers WHERE record_id IN"
	" (SELECT record_id FROM stale WHERE NOT EXISTS"
	" (SELECT 1 FROM records WHERE id = record_id))",
	"DELETE FROM stale WHERE NOT EXISTS"
	" (SELECT 1 FROM records WHERE id = record_id)",
	/* journals whose last record went */
	"DELETE FROM journals WHERE NOT EXISTS"
	" (SELECT 1 FROM records WHERE journal_id = journals.id)",
	"DELETE FROM journal_issn WHERE NOT EXISTS"
	" (SELECT 1 FROM journals WHERE id = journal_id)",
};
enum { STEP_RECORDS = 2 }; /* the one that drops records */

static enum status prune_step(struct connection *writer, const char *sql,
			      const struct dump_file *file, struct error *err)
{
	SCOPED(statement_release)
	struct statement step = statement_of(writer, sql);

	if (strstr(sql, "?1")) {
		bind_integer(&step, file->id);
		bind_integer(&step, file->generation);
	}
	return statement_run(&step, err);
}

static enum status file_prune(struct connection *writer,
			      const struct dump_file *file, long long *removed,
			      struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < ARRAY_COUNT(prune_steps);
	     i++) {
		status = prune_step(writer, prune_steps[i], file, err);
		if (i == STEP_RECORDS)
			*removed = sqlite3_changes64(writer->db);
	}
	return status;
}

/* A file that is not in the store has nothing to drop; its id of 0 is that of
 * what was fetched. */
enum status sqlite_prune(struct store *base, const struct dump_file *file,
			 long long *ret_removed, struct error *err)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	SCOPED(transaction_release) struct connection *open = NULL;
	struct connection *writer = writer_borrow((struct sqlite_store *)base,
						  &held);
	enum status status = transaction_begin(writer, &open, err);
	long long removed = 0;

	if (status == STATUS_OK && file->id)
		status = file_prune(writer, file, &removed, err);
	if (status == STATUS_OK)
		status = transaction_commit(&open, err);
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
