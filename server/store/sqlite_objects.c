/* SPDX-License-Identifier: MIT */
/*
 * A record with its source objects, copied out of the store so that no
 * connection is held while a visitor has them.
 */
#include "sqlite.h"

/* What each pointer is to is owned. */
struct copies {
	struct held_objects record;
	long long ids[STORE_OBJECTS_MAX]; /* of objects, the last first */
	size_t id_count;
	struct object objects[STORE_OBJECTS_MAX]; /* in the order of loading */
};

static void drop(const char *owned)
{
	free((char *)(uintptr_t)owned);
}

static void copies_release(struct copies *copies)
{
	drop(copies->record.key);
	drop(copies->record.json.at);
	updates_release(&copies->record.notices);
	for (size_t i = 0; i < copies->record.count; i++) {
		drop(copies->objects[i].path);
		drop(copies->objects[i].url);
		drop(copies->objects[i].loaded);
		drop(copies->objects[i].raw.at);
	}
}

static enum status record_read(struct reader *reader, long long id,
			       struct copies *copies, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		reader->connection,
		"SELECT key, json, coalesce(mark, 0) FROM records"
		" LEFT JOIN stale ON record_id = id WHERE id = ?");

	bind_integer(&find, id);
	if (statement_step(&find)) {
		copies->record.key = row_text(&find, 0);
		copies->record.json = (struct span){ row_text(&find, 1),
						     row_span(&find, 1).len };
		copies->record.mark = row_integer(&find, 2);
	}
	return statement_check(&find, err);
}

/* Which of its objects count: the last loaded always does, however large. */
static enum status objects_find(struct reader *reader, long long id,
				struct copies *copies, struct error *err)
{
	static const char sql[] = "SELECT id, length(raw) FROM objects"
				  " WHERE record_id = ? ORDER BY id DESC";
	SCOPED(statement_release)
	struct statement find = statement_of(reader->connection, sql);
	size_t bytes = 0;

	bind_integer(&find, id);
	while (copies->id_count < STORE_OBJECTS_MAX && statement_step(&find)) {
		bytes += (size_t)row_integer(&find, 1);
		if (copies->id_count && bytes > STORE_OBJECT_BYTES_MAX)
			break;
		copies->ids[copies->id_count++] = row_integer(&find, 0);
	}
	return statement_check(&find, err);
}

static enum status object_read(struct reader *reader, long long id,
			       struct copies *copies, struct error *err)
{
	static const char sql[] =
		"SELECT path, objects.line, objects.offset, loaded, raw, url,"
		" status FROM objects LEFT JOIN files ON files.id = file_id"
		" WHERE objects.id = ?";
	SCOPED(statement_release)
	struct statement find = statement_of(reader->connection, sql);

	bind_integer(&find, id);
	if (statement_step(&find))
		copies->objects[copies->record.count++] = (struct object){
			.path = row_text(&find, 0),
			.line = row_integer(&find, 1),
			.offset = row_integer(&find, 2),
			.loaded = row_text(&find, 3),
			.raw = { row_text(&find, 4), row_span(&find, 4).len },
			.url = row_text(&find, 5),
			.status = (int)row_integer(&find, 6),
		};
	return statement_check(&find, err);
}

static enum status copies_read(struct store *base, long long id,
			       struct copies *copies, struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status == STATUS_OK)
		status = record_read(&reader, id, copies, err);
	if (status == STATUS_OK)
		status = objects_find(&reader, id, copies, err);
	if (status == STATUS_OK && copies->record.key)
		status = notices_read(&reader, copies->record.key,
				      &copies->record.notices, err);
	for (size_t i = copies->id_count; status == STATUS_OK && i > 0; i--)
		status = object_read(&reader, copies->ids[i - 1], copies, err);
	copies->record.objects = copies->objects;
	return status;
}

enum status objects_visit_record(struct store *base, long long id,
				 objects_visit *visit, void *context,
				 struct error *err)
{
	SCOPED(copies_release) struct copies copies = { 0 };
	enum status status = copies_read(base, id, &copies, err);

	/* gone since it was found */
	if (status != STATUS_OK || !copies.record.key || !copies.record.count)
		return status;
	return visit(context, &copies.record, err);
}

static enum status id_find(struct store *base, struct span key, long long *ret,
			   struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	return status == STATUS_OK ? key_find(&reader, key, ret, err) : status;
}

enum status sqlite_objects(struct store *base, struct span key,
			   objects_visit *visit, void *context,
			   struct error *err)
{
	long long id = 0;
	enum status status = id_find(base, key, &id, err);

	return status == STATUS_OK && id
		       ? objects_visit_record(base, id, visit, context, err)
		       : status;
}
