/* SPDX-License-Identifier: MIT */
/* Dropping what a file no longer has, and making records anew. */
#include "sqlite.h"

/* ---- prune ---- */

/* Each statement gets the file's id as ?1 and its generation as ?2, those that
 * use them. */
static const char *const prune_steps[] = {
	/* records whose last object goes need another, or go too */
	"INSERT OR IGNORE INTO stale SELECT record_id FROM objects AS dropped"
	" WHERE file_id = ?1 AND generation < ?2 AND id ="
	" (SELECT max(id) FROM objects WHERE record_id = dropped.record_id)",
	"DELETE FROM objects WHERE file_id = ?1 AND generation < ?2",
	"DELETE FROM records WHERE id IN (SELECT record_id FROM stale)"
	" AND NOT EXISTS (SELECT 1 FROM objects WHERE record_id = records.id)",
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

enum status sqlite_prune(struct store *base, const struct dump_file *file,
			 long long *ret_removed, struct error *err)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	SCOPED(transaction_release) struct connection *open = NULL;
	struct connection *writer = writer_borrow((struct sqlite_store *)base,
						  &held);
	enum status status = transaction_begin(writer, &open, err);
	long long removed = 0;

	for (size_t i = 0; i < ARRAY_COUNT(prune_steps); i++) {
		if (status == STATUS_OK)
			status = prune_step(writer, prune_steps[i], file, err);
		if (i == STEP_RECORDS)
			removed = sqlite3_changes64(writer->db);
	}
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
				  " SELECT DISTINCT record_id FROM objects";
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	struct connection *writer = writer_borrow((struct sqlite_store *)base,
						  &held);
	SCOPED(statement_release)
	struct statement mark = statement_of(writer, sql);

	return statement_run(&mark, err);
}

/* An object, copied out of the store so that no connection is held while the
 * visitor has it. */
struct next_object {
	long long record_id;
	char *doi;    /* owned */
	char *path;   /* owned */
	char *loaded; /* owned */
	char *raw;    /* owned */
	struct object object;
};

static void next_release(struct next_object *next)
{
	free(next->doi);
	free(next->path);
	free(next->loaded);
	free(next->raw);
}

static void next_read(struct statement *row, struct next_object *next)
{
	next_release(next);
	next->record_id = row_integer(row, 0);
	next->doi = row_text(row, 1);
	next->path = row_text(row, 2);
	next->loaded = row_text(row, 5);
	next->raw = row_text(row, 6);
	next->object = (struct object){
		.doi = next->doi,
		.raw = { next->raw, row_span(row, 6).len },
		.path = next->path,
		.line = row_integer(row, 3),
		.offset = row_integer(row, 4),
		.loaded = next->loaded,
	};
}

/* Replaces *next by the object of the stale record after it; *ret_found is
 * false when there is none. */
static enum status next_find(struct store *base, struct next_object *next,
			     bool *ret_found, struct error *err)
{
	static const char sql[] =
		"SELECT record_id, doi, path, objects.line, objects.offset,"
		" loaded, raw FROM stale"
		" JOIN records ON records.id = stale.record_id"
		" JOIN objects USING (record_id)"
		" JOIN files ON files.id = file_id"
		" WHERE record_id > ? AND objects.id = (SELECT max(id)"
		" FROM objects WHERE record_id = stale.record_id)"
		" ORDER BY record_id LIMIT 1";
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(statement_release) struct statement find = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	find = statement_of(reader.connection, sql);
	bind_integer(&find, next->record_id);
	*ret_found = statement_step(&find);
	if (*ret_found)
		next_read(&find, next);
	return statement_check(&find, err);
}

enum status sqlite_stale(struct store *base, size_t max, object_visit *visit,
			 void *context, size_t *ret_count, struct error *err)
{
	SCOPED(next_release) struct next_object next = { 0 };
	enum status status = STATUS_OK;
	bool found = true;
	size_t count = 0;

	while (status == STATUS_OK && found && count < max) {
		status = next_find(base, &next, &found, err);
		if (status == STATUS_OK && found) {
			count++;
			status = visit(context, &next.object, err);
		}
	}
	if (status == STATUS_OK)
		*ret_count = count;
	return status;
}
