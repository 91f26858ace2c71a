/* SPDX-License-Identifier: MIT */
/*
 * One batch, one transaction.  For each entry the record of its DOI is looked
 * up; when its entity tag is the same, the record is the same and is left
 * alone.  The object is written anew, under a new id, unless it is byte for
 * byte the one the record was last made from: then only its generation moves.
 * So loading a file again that did not change costs reads, not writes.
 */
#include "sqlite.h"

#include "paperd/digest.h"

/* What the entries of a batch have in common. */
struct put {
	struct connection *writer;
	long long file_id;    /* 0: objects stay as they are */
	long long generation; /* of the file */
	bool any_stale;       /* some record may have to be marked fresh */
};

/* The record of an entry. */
struct held {
	long long id; /* 0: none yet */
	bool same;    /* it equals the entry */
	char etag[ETAG_MAX];
};

/* ---- the record ---- */

static bool has_orcid(const struct paper *paper)
{
	for (size_t i = 0; i < paper->authors.count; i++)
		if (paper->authors.items[i].orcid)
			return true;
	return false;
}

static unsigned has_bits(const struct paper *paper)
{
	return (paper->abstract ? HAS_ABSTRACT : 0) |
	       (paper->authors.count ? HAS_AUTHORS : 0) |
	       (paper->licenses.count ? HAS_LICENSE : 0) |
	       (paper->references.count ? HAS_REFERENCES : 0) |
	       (paper->translations.count ? HAS_TRANSLATION : 0) |
	       (has_orcid(paper) ? HAS_ORCID : 0);
}

static enum status record_find(const struct put *put, const struct entry *entry,
			       struct held *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		put->writer, "SELECT id, etag FROM records WHERE doi = ?");

	digest_hex(buf_span(&entry->json), ret->etag);
	bind_text(&find, entry->paper.doi);
	if (statement_step(&find)) {
		ret->id = row_integer(&find, 0);
		ret->same = span_is(row_span(&find, 1), ret->etag);
	}
	return statement_check(&find, err);
}

/* An id of 0 stands for none. */
static struct integer id_or_null(long long id)
{
	return (struct integer){ id != 0, id };
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static enum status record_write(const struct put *put,
				const struct entry *entry, struct held *held,
				struct error *err)
{
	static const char sql[] =
		"INSERT OR REPLACE INTO records"
		" (id, doi, published, type, year, language, has, journal_id,"
		" source, etag, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	SCOPED(statement_release) struct statement write = { 0 };
	const struct paper *paper = &entry->paper;
	long long journal;
	enum status status;

	status = journal_put(put->writer, &paper->journal, &journal, err);
	if (status != STATUS_OK)
		return status;
	write = statement_of(put->writer, sql);
	bind_known(&write, id_or_null(held->id));
	bind_text(&write, paper->doi);
	bind_text(&write, or_empty(paper->published));
	bind_text(&write, or_empty(paper->type));
	bind_known(&write, paper->year);
	bind_text(&write, or_empty(paper->language));
	bind_integer(&write, has_bits(paper));
	bind_known(&write, id_or_null(journal));
	bind_text(&write, or_empty(paper->source.name));
	bind_text(&write, held->etag);
	bind_span(&write, buf_span(&entry->json));
	status = statement_run(&write, err);
	if (!held->id)
		held->id = sqlite3_last_insert_rowid(put->writer->db);
	return status;
}

/* ---- its source object ---- */

static void object_bind(const struct put *put, const struct entry *entry,
			const struct held *held, struct statement *statement)
{
	bind_integer(statement, put->generation);
	bind_integer(statement, held->id);
	bind_integer(statement, put->file_id);
	bind_integer(statement, entry->line);
	bind_integer(statement, entry->offset);
	bind_text(statement, or_empty(entry->paper.source.loaded));
	bind_bytes(statement, buf_span(&entry->raw));
}

/* Moves the generation of the object when it is the one the record was made
 * from; *ret_kept says whether it was. */
static enum status object_keep(const struct put *put, const struct entry *entry,
			       const struct held *held, bool *ret_kept,
			       struct error *err)
{
	static const char sql[] =
		"UPDATE objects SET generation = ?1"
		" WHERE record_id = ?2 AND file_id = ?3 AND line = ?4"
		" AND offset = ?5 AND loaded = ?6 AND raw = ?7 AND id ="
		" (SELECT max(id) FROM objects WHERE record_id = ?2)";
	SCOPED(statement_release)
	struct statement keep = statement_of(put->writer, sql);
	enum status status;

	object_bind(put, entry, held, &keep);
	status = statement_run(&keep, err);
	if (status == STATUS_OK)
		*ret_kept = sqlite3_changes(put->writer->db) > 0;
	return status;
}

static enum status object_write(const struct put *put,
				const struct entry *entry,
				const struct held *held, struct error *err)
{
	static const char sql[] =
		"INSERT OR REPLACE INTO objects (generation, record_id,"
		" file_id, line, offset, loaded, raw)"
		" VALUES (?, ?, ?, ?, ?, ?, ?)";
	SCOPED(statement_release) struct statement write = { 0 };
	enum status status = STATUS_OK;
	bool kept = false;

	if (held->same)
		status = object_keep(put, entry, held, &kept, err);
	if (status != STATUS_OK || kept)
		return status;
	write = statement_of(put->writer, sql);
	object_bind(put, entry, held, &write);
	return statement_run(&write, err);
}

/* ---- an entry, a batch ---- */

static enum status mark_fresh(const struct put *put, const struct held *held,
			      struct error *err)
{
	SCOPED(statement_release)
	struct statement mark = statement_of(
		put->writer, "DELETE FROM stale WHERE record_id = ?");

	bind_integer(&mark, held->id);
	return statement_run(&mark, err);
}

static enum status entry_put(const struct put *put, const struct entry *entry,
			     struct error *err)
{
	bool only_mark = !put->file_id && !entry->json.len;
	struct held held = { 0 };
	enum status status = record_find(put, entry, &held, err);

	if (status == STATUS_OK && !held.same && !only_mark)
		status = record_write(put, entry, &held, err);
	if (status == STATUS_OK && put->file_id)
		status = object_write(put, entry, &held, err);
	if (status == STATUS_OK && put->any_stale)
		status = mark_fresh(put, &held, err);
	return status;
}

static enum status stale_look(struct put *put, struct error *err)
{
	SCOPED(statement_release)
	struct statement look = statement_of(put->writer,
					     "SELECT 1 FROM stale LIMIT 1");

	put->any_stale = statement_step(&look);
	return statement_check(&look, err);
}

static enum status file_begin(struct put *put, const struct dump_file *file,
			      struct error *err)
{
	if (!file)
		return STATUS_OK;
	put->generation = file->generation;
	return file_put(put->writer, file, &put->file_id, err);
}

static enum status batch_put(struct put *put, const struct batch *batch,
			     struct error *err)
{
	enum status status = stale_look(put, err);

	if (status == STATUS_OK)
		status = file_begin(put, batch->file, err);
	for (size_t i = 0; status == STATUS_OK && i < batch->entry_count; i++)
		status = entry_put(put, &batch->entries[i], err);
	if (status == STATUS_OK && put->file_id)
		status = rejects_put(put->writer, put->file_id, batch, err);
	return status;
}

enum status sqlite_put(struct store *base, struct batch *batch,
		       struct error *err)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	SCOPED(transaction_release) struct connection *open = NULL;
	struct put put = { .writer = writer_borrow((struct sqlite_store *)base,
						   &held) };
	enum status status = transaction_begin(put.writer, &open, err);

	if (status == STATUS_OK)
		status = batch_put(&put, batch, err);
	if (status == STATUS_OK)
		status = transaction_commit(&open, err);
	if (status == STATUS_OK && batch->file)
		batch->file->id = put.file_id;
	return status;
}
