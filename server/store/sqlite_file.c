/* SPDX-License-Identifier: MIT */
/* Dump files and what could not be loaded of them. */
#include "sqlite.h"

#include <stdio.h>

/* ---- files ---- */

static void file_read(struct statement *row, struct dump_file *ret)
{
	struct span digest = row_span(row, 4);

	ret->id = row_integer(row, 0);
	ret->path = row_text(row, 1);
	ret->size = row_integer(row, 2);
	ret->mtime = row_integer(row, 3);
	if (digest.len < sizeof(ret->digest) && digest.len)
		memcpy(ret->digest, digest.at, digest.len);
	ret->generation = row_integer(row, 5);
	ret->complete = row_integer(row, 6);
	ret->offset = row_integer(row, 7);
	ret->line = row_integer(row, 8);
	ret->records = row_integer(row, 9);
	ret->rejects = row_integer(row, 10);
	ret->error = row_text(row, 11);
	ret->finished = row_text(row, 12);
}

enum status sqlite_file(struct store *base, const char *path,
			struct dump_file *ret, struct error *err)
{
	static const char sql[] =
		"SELECT id, path, size, mtime, digest, generation, complete,"
		" offset, line, records, rejects, error, finished"
		" FROM files WHERE path = ?";
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(statement_release) struct statement find = { 0 };
	SCOPED(dump_file_release) struct dump_file file = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	find = statement_of(reader.connection, sql);
	bind_text(&find, path);
	if (statement_step(&find))
		file_read(&find, &file);
	else
		file.path = span_copy(span_of(path));
	status = statement_check(&find, err);
	if (status != STATUS_OK)
		return status;
	if (!file.path)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	*ret = file;
	file = (struct dump_file){ 0 };
	return STATUS_OK;
}

/* Drops the rejects of a file whose generation is about to change. */
static enum status rejects_drop(struct connection *writer,
				const struct dump_file *file, struct error *err)
{
	static const char sql[] =
		"DELETE FROM rejects WHERE file_id ="
		" (SELECT id FROM files WHERE path = ? AND generation <> ?)";
	SCOPED(statement_release)
	struct statement drop = statement_of(writer, sql);

	bind_text(&drop, file->path);
	bind_integer(&drop, file->generation);
	return statement_run(&drop, err);
}

enum status file_put(struct connection *writer, const struct dump_file *file,
		     long long *ret_id, struct error *err)
{
	static const char sql[] =
		"INSERT INTO files (path, size, mtime, digest, generation,"
		" complete, offset, line, records, rejects, error, finished)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
		" ON CONFLICT (path) DO UPDATE SET size = ?2, mtime = ?3,"
		" digest = ?4, generation = ?5, complete = ?6, offset = ?7,"
		" line = ?8, records = ?9, rejects = ?10, error = ?11,"
		" finished = ?12 RETURNING id";
	SCOPED(statement_release) struct statement write = { 0 };
	enum status status = rejects_drop(writer, file, err);

	if (status != STATUS_OK)
		return status;
	write = statement_of(writer, sql);
	bind_text(&write, file->path);
	bind_integer(&write, file->size);
	bind_integer(&write, file->mtime);
	bind_text(&write, file->digest);
	bind_integer(&write, file->generation);
	bind_integer(&write, file->complete);
	bind_integer(&write, file->offset);
	bind_integer(&write, file->line);
	bind_integer(&write, file->records);
	bind_integer(&write, file->rejects);
	bind_text(&write, file->error);
	bind_text(&write, file->finished);
	if (statement_step(&write))
		*ret_id = row_integer(&write, 0);
	return statement_run(&write, err);
}

/* ---- rejects ---- */

static enum status rejects_count(struct connection *writer, long long file_id,
				 long long *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement count = statement_of(
		writer, "SELECT count(*) FROM rejects WHERE file_id = ?");

	bind_integer(&count, file_id);
	if (statement_step(&count))
		*ret = row_integer(&count, 0);
	return statement_check(&count, err);
}

/* A reject at a place where one is held already is the same one, given again. */
enum status rejects_put(struct connection *writer, long long file_id,
			const struct batch *batch, struct error *err)
{
	static const char sql[] =
		"INSERT OR REPLACE INTO rejects (file_id, line, offset, reason)"
		" VALUES (?, ?, ?, ?)";
	SCOPED(statement_release) struct statement add = { 0 };
	enum status status = STATUS_OK;
	long long count = 0;

	if (batch->reject_count)
		status = rejects_count(writer, file_id, &count, err);
	if (status != STATUS_OK)
		return status;
	add = statement_of(writer, sql);
	for (size_t i = 0; i < batch->reject_count; i++) {
		const struct reject *reject = &batch->rejects[i];

		if (count++ >= STORE_REJECTS_MAX)
			break;
		bind_integer(&add, file_id);
		bind_integer(&add, reject->line);
		bind_integer(&add, reject->offset);
		bind_text(&add, reject->reason);
		if (statement_run(&add, err) != STATUS_OK)
			break;
		statement_again(&add);
	}
	return statement_check(&add, err);
}

/* A reject, copied out of the store so that no connection is held while the
 * visitor has it. */
struct next_reject {
	long long file_id;
	char *path; /* owned */
	struct reject reject;
};

static void next_release(struct next_reject *next)
{
	free(next->path);
}

static void next_read(struct statement *row, struct next_reject *ret)
{
	struct span reason = row_span(row, 4);

	free(ret->path);
	ret->file_id = row_integer(row, 0);
	ret->path = row_text(row, 1);
	ret->reject.line = row_integer(row, 2);
	ret->reject.offset = row_integer(row, 3);
	snprintf(ret->reject.reason, sizeof(ret->reject.reason), "%.*s",
		 (int)reason.len, reason.at ? reason.at : "");
}

/* Replaces *next by the reject after it; *ret_found is false when there is
 * none. */
static enum status next_find(struct store *base, struct next_reject *next,
			     bool *ret_found, struct error *err)
{
	static const char sql[] =
		"SELECT file_id, path, rejects.line, rejects.offset, reason"
		" FROM rejects JOIN files ON files.id = file_id"
		" WHERE (file_id, rejects.line, rejects.offset) > (?, ?, ?)"
		" ORDER BY file_id, rejects.line, rejects.offset LIMIT 1";
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(statement_release) struct statement find = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	find = statement_of(reader.connection, sql);
	bind_integer(&find, next->file_id);
	bind_integer(&find, next->reject.line);
	bind_integer(&find, next->reject.offset);
	*ret_found = statement_step(&find);
	if (*ret_found)
		next_read(&find, next);
	return statement_check(&find, err);
}

enum status sqlite_rejects(struct store *base, reject_visit *visit,
			   void *context, struct error *err)
{
	SCOPED(next_release) struct next_reject next = { 0 };
	enum status status;
	bool found;

	do {
		status = next_find(base, &next, &found, err);
		if (status == STATUS_OK && found)
			status = visit(context, next.path, &next.reject, err);
	} while (status == STATUS_OK && found);
	return status;
}
