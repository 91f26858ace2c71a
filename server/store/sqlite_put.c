/* SPDX-License-Identifier: MIT */
/*
 * One batch, one transaction.
 *
 * Which record an entry belongs to: that of its key; without a DOI rather one
 * with a DOI that has an identifier of it, and failing both any that has.
 * Then records without a DOI that share an identifier with the entry become
 * part of it, so that no identifier ever leads both to a record with a DOI and
 * to one without.
 *
 * A record with one object is the entry of it.  With several it is only marked
 * stale here.  An object that is byte for byte where it was moves only its
 * generation: loading a file again that did not change costs reads, not
 * writes.
 */
#include "sqlite_put.h"

#include "paperd/digest.h"

enum status run_ids(struct connection *writer, const char *sql, long long first,
		    long long second, struct error *err)
{
	SCOPED(statement_release)
	struct statement step = statement_of(writer, sql);
	int count = sqlite3_bind_parameter_count(step.handle);

	if (count > 0)
		bind_integer(&step, first);
	if (count > 1)
		bind_integer(&step, second);
	return statement_run(&step, err);
}

/* ---- stale and fresh ---- */

enum status mark_stale(struct put *put, long long id, struct error *err)
{
	put->any_stale = true;
	return run_ids(put->writer,
		       "INSERT OR REPLACE INTO stale (record_id, mark)"
		       " VALUES (?, random())",
		       id, 0, err);
}

enum status mark_fresh(const struct put *put, long long id, struct error *err)
{
	if (!put->any_stale)
		return STATUS_OK;
	return run_ids(put->writer, "DELETE FROM stale WHERE record_id = ?", id,
		       0, err);
}

/* ---- one record of two ---- */

enum status record_join(struct put *put, long long from, long long to,
			struct error *err)
{
	static const char *const steps[] = {
		"UPDATE OR IGNORE objects SET record_id = ?2"
		" WHERE record_id = ?1",
		"DELETE FROM objects WHERE record_id = ?1",
		"INSERT OR IGNORE INTO identifiers (value, record_id)"
		" SELECT value, ?2 FROM identifiers WHERE record_id = ?1",
	};
	enum status status = STATUS_OK;

	for (size_t i = 0; i < ARRAY_COUNT(steps); i++)
		if (status == STATUS_OK)
			status = run_ids(put->writer, steps[i], from, to, err);
	if (status == STATUS_OK)
		status = record_drop(put, from, err);
	return status == STATUS_OK ? mark_stale(put, to, err) : status;
}

enum status record_absorb(struct put *put, const struct entry *entry,
			  long long id, struct error *err)
{
	long long other = 0;
	enum status status;

	do {
		status = related_find(put->writer, entry, id, false, &other,
				      err);
		if (status == STATUS_OK && other)
			status = record_join(put, other, id, err);
	} while (status == STATUS_OK && other);
	return status;
}

/* ---- an entry with its object ---- */

/* Where an entry without a DOI belongs, when that is not the record of its
 * key. */
static enum status related_choose(const struct put *put,
				  const struct entry *entry, struct held *held,
				  struct error *err)
{
	long long other = 0;
	enum status status = related_find(put->writer, entry, held->id, true,
					  &other, err);

	if (status == STATUS_OK && !other && !held->id)
		status = related_find(put->writer, entry, 0, false, &other,
				      err);
	if (status == STATUS_OK && other) {
		held->id = other;
		held->joined = true;
	}
	return status;
}

static enum status held_find(const struct put *put, const struct entry *entry,
			     struct held *held, struct error *err)
{
	enum status status;

	digest_hex(buf_span(&entry->json), held->etag);
	status = record_seek(put->writer, entry_key(entry), held, err);
	if (status == STATUS_OK && !entry->paper.doi)
		status = related_choose(put, entry, held, err);
	return status;
}

enum status record_replace(struct put *put, const struct entry *entry,
			   struct held *held, struct error *err)
{
	enum status status = STATUS_OK;

	if (!held->same)
		status = record_store(put, entry, held, err);
	if (status == STATUS_OK && !held->same)
		status = identifiers_set(put->writer, held->id, entry, err);
	return status == STATUS_OK ? mark_fresh(put, held->id, err) : status;
}

/* The record has an object more, or another one of several. */
static enum status record_change(struct put *put, const struct entry *entry,
				 struct held *held, struct error *err)
{
	long long objects = 0;
	enum status status = objects_count(put->writer, held->id, &objects,
					   err);

	if (status != STATUS_OK)
		return status;
	if (objects == 1 && !held->joined)
		return record_replace(put, entry, held, err);
	status = identifiers_add(put->writer, held->id, entry, err);
	return status == STATUS_OK ? mark_stale(put, held->id, err) : status;
}

static enum status entry_write(struct put *put, const struct entry *entry,
			       struct held *held, struct error *err)
{
	bool is_new = !held->id;
	enum status status = STATUS_OK;

	if (is_new)
		status = record_store(put, entry, held, err);
	if (status == STATUS_OK)
		status = object_write(put, entry, held->id, err);
	if (status == STATUS_OK && is_new)
		status = identifiers_add(put->writer, held->id, entry, err);
	if (status == STATUS_OK && !is_new)
		status = record_change(put, entry, held, err);
	if (status == STATUS_OK && entry->paper.doi)
		status = notices_meet(put, held->id, entry->paper.doi, err);
	return status == STATUS_OK ? record_absorb(put, entry, held->id, err)
				   : status;
}

enum status entry_put(struct put *put, const struct entry *entry,
		      struct error *err)
{
	struct held held = { 0 };
	bool kept = false;
	enum status status = held_find(put, entry, &held, err);

	if (status == STATUS_OK && held.id)
		status = object_keep(put, entry, held.id, &kept, err);
	if (status != STATUS_OK || kept)
		return status;
	return entry_write(put, entry, &held, err);
}

/* ---- a batch ---- */

struct put put_init(struct store *base, struct sqlite_store **ret_held)
{
	struct sqlite_store *store = (struct sqlite_store *)base;

	return (struct put){ .store = store,
			     .writer = writer_borrow(store, ret_held) };
}

enum status put_begin(struct put *put, struct error *err)
{
	SCOPED(statement_release) struct statement look = { 0 };
	enum status status = facts_wait(put->store, 0, err);

	if (status == STATUS_OK)
		status = transaction_begin(put->writer, &put->open, err);
	if (status != STATUS_OK)
		return status;
	known_forget(&put->store->journals);
	look = statement_of(put->writer, "SELECT 1 FROM stale LIMIT 1");
	put->any_stale = statement_step(&look);
	return statement_check(&look, err);
}

enum status put_commit(struct put *put, struct error *err)
{
	enum status status = changes_write(put->store, &put->changes, err);

	if (status != STATUS_OK)
		return status;
	pthread_rwlock_wrlock(&put->store->facts_lock);
	status = transaction_commit(&put->open, err);
	if (status == STATUS_OK)
		changes_apply(put->store, &put->changes);
	pthread_rwlock_unlock(&put->store->facts_lock);
	if (status == STATUS_OK && put->rewrites)
		put->store->base.rewritten = true;
	return status;
}

void put_release(struct put *put)
{
	if (put->open)
		known_forget(&put->store->words);
	transaction_release(&put->open);
	changes_release(&put->changes);
}

static enum status file_begin(struct put *put, const struct dump_file *file,
			      struct error *err)
{
	if (!file)
		return STATUS_OK;
	put->generation = file->generation;
	return file_put(put->writer, file, &put->file_id, err);
}

enum status batch_put(struct put *put, const struct batch *batch,
		      struct error *err)
{
	enum status status = file_begin(put, batch->file, err);

	for (size_t i = 0; status == STATUS_OK && i < batch->entry_count; i++) {
		const struct entry *entry = &batch->entries[i];

		status = batch->file ? entry_put(put, entry, err)
				     : entry_renew(put, entry, err);
	}
	if (status == STATUS_OK && batch->file)
		status = rejects_put(put->writer, put->file_id, batch, err);
	return status;
}

enum status sqlite_put(struct store *base, struct batch *batch,
		       struct error *err)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	SCOPED(put_release) struct put put = put_init(base, &held);
	enum status status;

	if (put.store->filling)
		return fill_put(&put, batch, err);
	status = put_begin(&put, err);
	if (status == STATUS_OK)
		status = batch_put(&put, batch, err);
	if (status == STATUS_OK)
		status = put_commit(&put, err);
	if (status == STATUS_OK && batch->file)
		batch->file->id = put.file_id;
	return status;
}
