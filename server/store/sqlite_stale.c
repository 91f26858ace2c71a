/* SPDX-License-Identifier: MIT */
/* Dropping what a file no longer has, and making records anew. */
#include "sqlite.h"

/* ---- prune ---- */

/* Each statement gets the file's id as ?1 and its generation as ?2, those that
 * use them. */
static const char *const prune_steps[] = {
	/* records that lose an object are made of the others, or go */
	"INSERT OR IGNORE INTO stale SELECT record_id FROM objects"
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

/* A record and its objects, copied out of the store so that no connection is
 * held while the visitor has them. */
struct next_record {
	long long id;
	char *key;                        /* owned */
	long long ids[STORE_OBJECTS_MAX]; /* of its objects, the last first */
	size_t id_count;
	/* in the order of loading; what each points to is owned */
	struct object objects[STORE_OBJECTS_MAX];
	size_t count;
};

static void next_clear(struct next_record *next)
{
	free(next->key);
	for (size_t i = 0; i < next->count; i++) {
		struct object *object = &next->objects[i];

		free((char *)(uintptr_t)object->path);
		free((char *)(uintptr_t)object->loaded);
		free((char *)(uintptr_t)object->raw.at);
	}
	next->key = NULL;
	next->id_count = next->count = 0;
}

/* Finds the stale record after this one and which of its objects count: the
 * first always does, however large. */
static enum status next_find(struct reader *reader, struct next_record *next,
			     struct error *err)
{
	static const char sql[] =
		"SELECT record_id, id, length(raw) FROM objects"
		" WHERE record_id = (SELECT record_id FROM stale"
		" WHERE record_id > ? AND EXISTS (SELECT 1 FROM objects"
		" WHERE objects.record_id = stale.record_id)"
		" ORDER BY record_id LIMIT 1) ORDER BY id DESC";
	SCOPED(statement_release)
	struct statement find = statement_of(reader->connection, sql);
	size_t bytes = 0;

	bind_integer(&find, next->id);
	while (next->id_count < STORE_OBJECTS_MAX && statement_step(&find)) {
		bytes += (size_t)row_integer(&find, 2);
		if (next->id_count && bytes > STORE_OBJECT_BYTES_MAX)
			break;
		next->id = row_integer(&find, 0);
		next->ids[next->id_count++] = row_integer(&find, 1);
	}
	return statement_check(&find, err);
}

static enum status key_read(struct reader *reader, struct next_record *next,
			    struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		reader->connection, "SELECT key FROM records WHERE id = ?");

	bind_integer(&find, next->id);
	if (statement_step(&find))
		next->key = row_text(&find, 0);
	return statement_check(&find, err);
}

static enum status object_read(struct reader *reader, long long id,
			       struct next_record *next, struct error *err)
{
	static const char sql[] =
		"SELECT path, objects.line, objects.offset, loaded, raw"
		" FROM objects JOIN files ON files.id = file_id"
		" WHERE objects.id = ?";
	SCOPED(statement_release)
	struct statement find = statement_of(reader->connection, sql);

	bind_integer(&find, id);
	if (statement_step(&find))
		next->objects[next->count++] = (struct object){
			.path = row_text(&find, 0),
			.line = row_integer(&find, 1),
			.offset = row_integer(&find, 2),
			.loaded = row_text(&find, 3),
			.raw = { row_text(&find, 4), row_span(&find, 4).len },
		};
	return statement_check(&find, err);
}

/* Replaces *next by the stale record after it; its count is 0 when there is
 * none. */
static enum status next_read(struct store *base, struct next_record *next,
			     struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	next_clear(next);
	if (status == STATUS_OK)
		status = next_find(&reader, next, err);
	if (status == STATUS_OK)
		status = key_read(&reader, next, err);
	for (size_t i = next->id_count; status == STATUS_OK && i > 0; i--)
		status = object_read(&reader, next->ids[i - 1], next, err);
	return status;
}

static enum status visit_next(const struct next_record *next,
			      stale_visit *visit, void *context,
			      struct error *err)
{
	struct stale_record record = { next->key, next->objects, next->count };

	return visit(context, &record, err);
}

enum status sqlite_stale(struct store *base, size_t max, stale_visit *visit,
			 void *context, size_t *ret_count, struct error *err)
{
	SCOPED(next_clear) struct next_record next = { 0 };
	enum status status = STATUS_OK;
	bool found = true;
	size_t count = 0;

	while (status == STATUS_OK && found && count < max) {
		status = next_read(base, &next, err);
		found = next.count > 0;
		if (status == STATUS_OK && found) {
			count++;
			status = visit_next(&next, visit, context, err);
		}
	}
	if (status == STATUS_OK)
		*ret_count = count;
	return status;
}
