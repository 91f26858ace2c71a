/* SPDX-License-Identifier: MIT */
/* Source objects of records. */
#include "sqlite_put.h"

static void object_bind(const struct put *put, const struct entry *entry,
			long long record, struct statement *statement)
{
	bind_integer(statement, put->generation);
	bind_integer(statement, record);
	bind_integer(statement, put->file_id);
	bind_text(statement, or_empty(entry->paper.source.format));
	bind_text(statement, entry_key(entry));
	bind_integer(statement, entry->line);
	bind_integer(statement, entry->offset);
	bind_bytes(statement, buf_span(&entry->raw));
	bind_text(statement, entry->url);
	bind_known(statement, (struct integer){ entry->url, entry->status });
}

enum status object_keep(const struct put *put, const struct entry *entry,
			long long record, bool *ret, struct error *err)
{
	static const char sql[] =
		"UPDATE objects SET generation = ?1"
		" WHERE record_id = ?2 AND file_id = ?3 AND format = ?4"
		" AND key = ?5 AND line = ?6 AND offset = ?7 AND raw = ?8"
		" AND url IS ?9 AND status IS ?10";
	SCOPED(statement_release)
	struct statement keep = statement_of(put->writer, sql);
	enum status status;

	object_bind(put, entry, record, &keep);
	status = statement_run(&keep, err);
	if (status == STATUS_OK)
		*ret = sqlite3_changes(put->writer->db) > 0;
	return status;
}

enum status object_write(const struct put *put, const struct entry *entry,
			 long long record, struct error *err)
{
	static const char sql[] =
		"INSERT OR REPLACE INTO objects (generation, record_id,"
		" file_id, format, key, line, offset, raw, url, status, loaded)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	SCOPED(statement_release)
	struct statement write = statement_of(put->writer, sql);

	object_bind(put, entry, record, &write);
	bind_text(&write, or_empty(entry->paper.source.loaded));
	return statement_run(&write, err);
}

enum status objects_count(struct connection *writer, long long record,
			  long long *ret, struct error *err)
{
	static const char sql[] =
		"SELECT count(*) FROM objects WHERE record_id = ?";
	SCOPED(statement_release)
	struct statement count = statement_of(writer, sql);

	bind_integer(&count, record);
	if (statement_step(&count))
		*ret = row_integer(&count, 0);
	return statement_check(&count, err);
}
