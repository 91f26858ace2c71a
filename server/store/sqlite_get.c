/* SPDX-License-Identifier: MIT */
/*
 * Look-ups: one descent of records_key, one of the table.  Only a key that no
 * record is kept under is looked for elsewhere: a DOI among those that are
 * another name of a work, anything else among the identifiers.
 */
#include "sqlite.h"

#include "paperd/digest.h"

static enum status not_found(struct span key, struct error *err)
{
	return error_set(err, STATUS_NOT_FOUND, "no record of %.*s is held",
			 (int)key.len, key.at);
}

/* Steps to the one row that sql gives for a key. */
static bool row_find(struct reader *reader, const char *sql, struct span key,
		     struct statement *ret)
{
	*ret = statement_of(reader->connection, sql);
	bind_span(ret, key);
	return statement_step(ret);
}

/* SQLite finds what is wrong with its own order of bytes, not with a text. */
static bool is_sound(struct span etag, struct span json)
{
	char digest[ETAG_MAX];

	digest_hex(json, digest);
	return span_is(etag, digest);
}

enum status record_of_row(struct statement *row, struct record *ret,
			  struct error *err)
{
	struct span etag = row_span(row, 0);
	struct span json = row_span(row, 1);
	struct span key = row_span(row, 2);
	struct record record = { .json_len = json.len };

	if (!is_sound(etag, json))
		return error_set(err, STATUS_STORE,
				 "the store is damaged: the record of %.*s is "
				 "not as it was written",
				 (int)key.len, key.at);
	record.json = span_copy(json);
	record.key = row_text(row, 3);
	if (!record.json || statement_check(row, NULL) != STATUS_OK) {
		record_release(&record);
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	}
	memcpy(record.etag, etag.at, etag.len);
	*ret = record;
	return STATUS_OK;
}

static enum status get_from(struct reader *reader, const char *sql,
			    struct span key, struct record *ret,
			    struct error *err)
{
	SCOPED(statement_release) struct statement get = { 0 };
	enum status status;

	if (row_find(reader, sql, key, &get))
		return record_of_row(&get, ret, err);
	status = statement_check(&get, err);
	return status == STATUS_OK ? not_found(key, err) : status;
}

enum status sqlite_get(struct store *base, struct span key, struct record *ret,
		       struct error *err)
{
	static const char by_key[] =
		"SELECT etag, json, key, NULL FROM records WHERE key = ?";
	static const char by_alias[] =
		"SELECT records.etag, json, key, key FROM resolutions"
		" JOIN records ON key = alias_of WHERE doi = ?";
	static const char by_identifier[] =
		"SELECT etag, json, key, key FROM identifiers"
		" JOIN records ON records.id = record_id WHERE value = ?"
		" ORDER BY key LIMIT 1";
	SCOPED(reader_return) struct reader reader = { 0 };
	struct error own = { 0 };
	enum status status = reader_borrow_snapshot(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	status = get_from(&reader, by_key, key, ret, &own);
	if (status == STATUS_OK)
		return status;
	/* a resolution that was kept since is no new generation */
	reader_refresh(&reader);
	if (status != STATUS_NOT_FOUND)
		return error_set(err, status, "%s", own.detail);
	return get_from(&reader, key_is_doi(key) ? by_alias : by_identifier,
			key, ret, err);
}

enum status key_find(struct reader *reader, struct span key, long long *ret,
		     struct error *err)
{
	static const char *const ways[] = {
		"SELECT id FROM records WHERE key = ?",
		"SELECT record_id FROM identifiers"
		" JOIN records ON records.id = record_id WHERE value = ?"
		" ORDER BY key LIMIT 1",
	};
	size_t count = key_is_doi(key) ? 1 : ARRAY_COUNT(ways);
	enum status status = STATUS_OK;

	*ret = 0;
	for (size_t i = 0; status == STATUS_OK && !*ret && i < count; i++) {
		SCOPED(statement_release) struct statement find = { 0 };

		if (row_find(reader, ways[i], key, &find))
			*ret = row_integer(&find, 0);
		status = statement_check(&find, err);
	}
	return status;
}

/* Of several objects the record's JSON says which comes first. */
static enum status raw_read(struct reader *reader, long long id,
			    struct span key, struct buf *ret, struct error *err)
{
	static const char sql[] =
		"SELECT raw FROM objects WHERE record_id = ?1 ORDER BY format ="
		" (SELECT json_extract(json, '$.source.format') FROM records"
		" WHERE id = ?1) DESC, id DESC LIMIT 1";
	SCOPED(statement_release)
	struct statement get = statement_of(reader->connection, sql);
	enum status status;

	bind_integer(&get, id);
	if (statement_step(&get)) {
		buf_add_span(ret, row_span(&get, 0));
		return buf_check(ret, err);
	}
	status = statement_check(&get, err);
	return status == STATUS_OK ? not_found(key, err) : status;
}

enum status sqlite_raw(struct store *base, struct span key, struct buf *ret,
		       struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	enum status status = reader_borrow(base, &reader, err);
	long long id = 0;

	if (status == STATUS_OK)
		status = key_find(&reader, key, &id, err);
	return status == STATUS_OK ? raw_read(&reader, id, key, ret, err)
				   : status;
}
