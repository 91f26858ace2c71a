/* SPDX-License-Identifier: MIT */
/* Look-ups by DOI: one descent of records_doi, one of the table. */
#include "sqlite.h"

static enum status not_found(struct span doi, struct error *err)
{
	return error_set(err, STATUS_NOT_FOUND, "no record of %.*s is held",
			 (int)doi.len, doi.at);
}

static enum status record_read(struct statement *row, struct record *ret,
			       struct error *err)
{
	struct span etag = row_span(row, 0);
	struct span json = row_span(row, 1);
	struct record record = { .json = span_copy(json),
				 .json_len = json.len };

	if (!record.json)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (etag.len < ETAG_MAX)
		memcpy(record.etag, etag.at, etag.len);
	*ret = record;
	return STATUS_OK;
}

enum status sqlite_get(struct store *base, struct span doi, struct record *ret,
		       struct error *err)
{
	static const char sql[] =
		"SELECT etag, json FROM records WHERE doi = ?";
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(statement_release) struct statement get = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	get = statement_of(reader.connection, sql);
	bind_span(&get, doi);
	if (statement_step(&get))
		return record_read(&get, ret, err);
	status = statement_check(&get, err);
	return status == STATUS_OK ? not_found(doi, err) : status;
}

enum status sqlite_raw(struct store *base, struct span doi, struct buf *ret,
		       struct error *err)
{
	static const char sql[] = "SELECT raw FROM objects WHERE record_id ="
				  " (SELECT id FROM records WHERE doi = ?)"
				  " ORDER BY id DESC LIMIT 1";
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(statement_release) struct statement get = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	get = statement_of(reader.connection, sql);
	bind_span(&get, doi);
	if (statement_step(&get)) {
		buf_add_span(ret, row_span(&get, 0));
		return buf_check(ret, err);
	}
	status = statement_check(&get, err);
	return status == STATUS_OK ? not_found(doi, err) : status;
}

bool sqlite_has(struct store *base, struct span doi)
{
	static const char sql[] = "SELECT 1 FROM records WHERE doi = ?";
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(statement_release) struct statement get = { 0 };

	if (reader_borrow(base, &reader, NULL) != STATUS_OK)
		return false;
	get = statement_of(reader.connection, sql);
	bind_span(&get, doi);
	return statement_step(&get);
}
