/* SPDX-License-Identifier: MIT */
/*
 * What the world answered.  It cannot be loaded again, so it is on the disk
 * before anyone is told of it: this transaction alone is synchronous in full.
 */
#include "sqlite_put.h"

/* ---- durability ---- */

static enum status durable_begin(struct connection *writer,
				 struct connection **ret_durable,
				 struct error *err)
{
	*ret_durable = writer;
	return connection_run(writer, "PRAGMA synchronous = FULL", err);
}

/* Should it fail, later transactions are only slower. */
static void durable_end(struct connection **durable)
{
	if (*durable)
		sqlite3_exec((*durable)->db, "PRAGMA synchronous = NORMAL",
			     NULL, NULL, NULL);
}

/* ---- resolutions ---- */

static enum status resolution_put(struct connection *writer, struct span doi,
				  const struct resolution *resolution,
				  struct error *err)
{
	static const char sql[] =
		"INSERT OR REPLACE INTO resolutions (doi, outcome, status,"
		" agency, url, landing, alias_of, etag, modified, asked,"
		" expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	SCOPED(statement_release)
	struct statement write = statement_of(writer, sql);

	bind_span(&write, doi);
	bind_integer(&write, resolution->outcome);
	bind_integer(&write, resolution->status);
	bind_text(&write, resolution->agency);
	bind_text(&write, resolution->url);
	bind_text(&write, resolution->landing);
	bind_text(&write, resolution->alias_of);
	bind_text(&write, resolution->etag);
	bind_text(&write, resolution->modified);
	bind_integer(&write, resolution->asked);
	bind_integer(&write, resolution->expires);
	return statement_run(&write, err);
}

/* Drops a few that have run out, more than come with one answer: so who asks
 * for a million DOIs that are not registered does not fill the disk for good. */
static enum status resolutions_prune(struct connection *writer, long long now,
				     struct error *err)
{
	return run_ids(writer,
		       "DELETE FROM resolutions WHERE doi IN (SELECT doi FROM"
		       " resolutions WHERE expires > 0 AND expires < ?"
		       " ORDER BY expires LIMIT 8)",
		       now, 0, err);
}

static void row_read(struct statement *row, struct resolution *ret)
{
	*ret = (struct resolution){
		.outcome = (enum resolved)row_integer(row, 0),
		.status = (int)row_integer(row, 1),
		.agency = row_text(row, 2),
		.url = row_text(row, 3),
		.landing = row_text(row, 4),
		.alias_of = row_text(row, 5),
		.etag = row_text(row, 6),
		.modified = row_text(row, 7),
		.asked = row_integer(row, 8),
		.expires = row_integer(row, 9),
	};
}

static enum status resolution_get(struct connection *reader, struct span doi,
				  struct resolution *ret, struct error *err)
{
	static const char sql[] =
		"SELECT outcome, status, agency, url, landing, alias_of, etag,"
		" modified, asked, expires FROM resolutions WHERE doi = ?";
	SCOPED(statement_release)
	struct statement find = statement_of(reader, sql);
	bool found;
	enum status status;

	bind_span(&find, doi);
	found = statement_step(&find);
	if (found)
		row_read(&find, ret);
	status = statement_check(&find, err);
	if (status != STATUS_OK || found)
		return status;
	return error_set(err, STATUS_NOT_FOUND, "%.*s was never asked for",
			 (int)doi.len, doi.at);
}

enum status sqlite_resolution(struct store *base, struct span doi,
			      struct resolution *ret, struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(resolution_release) struct resolution resolution = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status == STATUS_OK)
		status = resolution_get(reader.connection, doi, &resolution,
					err);
	if (status != STATUS_OK)
		return status;
	*ret = resolution;
	resolution = (struct resolution){ 0 };
	return STATUS_OK;
}

/* ---- both ---- */

static enum status fetched_put(struct put *put, struct span doi,
			       const struct entry *entry,
			       const struct resolution *resolution,
			       struct error *err)
{
	enum status status = put_begin(put, err);

	if (status == STATUS_OK && entry)
		status = entry_put(put, entry, err);
	if (status == STATUS_OK)
		status = resolution_put(put->writer, doi, resolution, err);
	if (status == STATUS_OK)
		status = resolutions_prune(put->writer, resolution->asked, err);
	return status;
}

enum status sqlite_keep(struct store *base, struct span doi,
			const struct entry *entry,
			const struct resolution *resolution, struct error *err)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	SCOPED(durable_end) struct connection *durable = NULL;
	SCOPED(put_release) struct put put = put_init(base, &held);
	enum status status = durable_begin(put.writer, &durable, err);

	if (status == STATUS_OK)
		status = fetched_put(&put, doi, entry, resolution, err);
	return status == STATUS_OK ? put_commit(&put, err) : status;
}
