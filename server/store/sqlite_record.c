/* SPDX-License-Identifier: MIT */
/* Rows of the table of records. */
#include "sqlite_put.h"

enum status record_seek(struct connection *writer, const char *key,
			struct held *ret, struct error *err)
{
	static const char sql[] = "SELECT id, etag FROM records WHERE key = ?";
	SCOPED(statement_release)
	struct statement find = statement_of(writer, sql);

	bind_text(&find, key);
	if (statement_step(&find)) {
		ret->id = row_integer(&find, 0);
		ret->same = span_is(row_span(&find, 1), ret->etag);
	}
	return statement_check(&find, err);
}

/* ---- writing ---- */

/* An id of 0 stands for none. */
static struct integer id_or_null(long long id)
{
	return (struct integer){ id != 0, id };
}

static void record_bind(const struct entry *entry, const struct held *held,
			struct statement *write)
{
	bind_known(write, id_or_null(held->id));
	bind_text(write, entry_key(entry));
	bind_text(write, or_empty(entry->paper.source.name));
	bind_integer(write, (long long)entry->flags);
	bind_text(write, held->etag);
	bind_span(write, buf_span(&entry->json));
}

static enum status record_write(struct connection *writer,
				const struct entry *entry, struct held *held,
				struct error *err)
{
	static const char sql[] = "INSERT OR REPLACE INTO records"
				  " (id, key, source, flags, etag, json)"
				  " VALUES (?, ?, ?, ?, ?, ?)";
	SCOPED(statement_release)
	struct statement write = statement_of(writer, sql);
	enum status status;

	record_bind(entry, held, &write);
	status = statement_run(&write, err);
	if (!held->id)
		held->id = sqlite3_last_insert_rowid(writer->db);
	return status;
}

enum status record_store(struct put *put, const struct entry *entry,
			 struct held *held, struct error *err)
{
	bool is_new = !held->id;
	struct change *change;
	long long journal;
	enum status status;

	put->rewrites |= !is_new;
	status = journal_put(put->store, &entry->paper.journal, &journal, err);
	if (status == STATUS_OK)
		status = change_begin(put->store, &put->changes, held->id,
				      held->id != 0, &change, err);
	if (status == STATUS_OK)
		status = record_write(put->writer, entry, held, err);
	if (status == STATUS_OK)
		status = notices_set(put, held->id, &entry->paper, is_new, err);
	if (status != STATUS_OK)
		return status;
	change->id = held->id;
	change->paper = &entry->paper;
	change->columns = entry->columns;
	return facts_of(put->store, &entry->paper, journal, &change->now, err);
}

/* ---- dropping ---- */

enum status record_drop(struct put *put, long long id, struct error *err)
{
	static const char *const steps[] = {
		"DELETE FROM identifiers WHERE record_id = ?1",
		"DELETE FROM stale WHERE record_id = ?1",
		"DELETE FROM records WHERE id = ?1",
	};
	struct change *change;
	enum status status = change_begin(put->store, &put->changes, id, true,
					  &change, err);

	put->rewrites = true;
	if (status == STATUS_OK)
		status = notices_drop(put, id, err);
	for (size_t i = 0; i < ARRAY_COUNT(steps); i++)
		if (status == STATUS_OK)
			status = run_ids(put->writer, steps[i], id, 0, err);
	return status;
}
