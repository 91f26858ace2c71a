/* SPDX-License-Identifier: MIT */
/* Rows of the table of records. */
#include "sqlite_put.h"

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

enum status record_seek(struct connection *writer, const char *key,
			struct held *ret, struct error *err)
{
	static const char sql[] =
		"SELECT id, journal_id, etag FROM records WHERE key = ?";
	SCOPED(statement_release)
	struct statement find = statement_of(writer, sql);

	bind_text(&find, key);
	if (statement_step(&find)) {
		ret->id = row_integer(&find, 0);
		ret->journal = row_integer(&find, 1);
		ret->same = span_is(row_span(&find, 2), ret->etag);
	}
	return statement_check(&find, err);
}

/* ---- writing ---- */

/* An id of 0 stands for none. */
static struct integer id_or_null(long long id)
{
	return (struct integer){ id != 0, id };
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* Drops a journal that a record left, when that was the last. */
static enum status journal_leave(struct connection *writer, long long journal,
				 struct error *err)
{
	static const char *const steps[] = {
		"DELETE FROM journals WHERE id = ?1 AND NOT EXISTS"
		" (SELECT 1 FROM records WHERE journal_id = ?1)",
		"DELETE FROM journal_issn WHERE journal_id = ?1 AND NOT EXISTS"
		" (SELECT 1 FROM journals WHERE id = ?1)",
	};
	enum status status = STATUS_OK;

	for (size_t i = 0; journal && i < ARRAY_COUNT(steps); i++)
		if (status == STATUS_OK)
			status = run_ids(writer, steps[i], journal, 0, err);
	return status;
}

static void record_bind(const struct entry *entry, const struct held *held,
			long long journal, struct statement *write)
{
	const struct paper *paper = &entry->paper;

	bind_known(write, id_or_null(held->id));
	bind_text(write, entry_key(entry));
	bind_text(write, or_empty(paper->published));
	bind_text(write, or_empty(paper->type));
	bind_known(write, paper->year);
	bind_text(write, or_empty(paper->language));
	bind_integer(write, has_bits(paper));
	bind_known(write, id_or_null(journal));
	bind_text(write, or_empty(paper->source.name));
	bind_integer(write, (long long)entry->flags);
	bind_text(write, held->etag);
	bind_span(write, buf_span(&entry->json));
}

enum status record_store(struct connection *writer, const struct entry *entry,
			 struct held *held, struct error *err)
{
	static const char sql[] =
		"INSERT OR REPLACE INTO records"
		" (id, key, published, type, year, language, has, journal_id,"
		" source, flags, etag, json)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	SCOPED(statement_release) struct statement write = { 0 };
	long long journal, left = held->journal;
	enum status status;

	status = journal_put(writer, &entry->paper.journal, &journal, err);
	if (status != STATUS_OK)
		return status;
	write = statement_of(writer, sql);
	record_bind(entry, held, journal, &write);
	status = statement_run(&write, err);
	if (!held->id)
		held->id = sqlite3_last_insert_rowid(writer->db);
	held->journal = journal;
	if (status == STATUS_OK && left != journal)
		status = journal_leave(writer, left, err);
	return status;
}

/* ---- dropping ---- */

static enum status journal_of(struct connection *writer, long long id,
			      long long *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		writer, "SELECT journal_id FROM records WHERE id = ?");

	bind_integer(&find, id);
	if (statement_step(&find))
		*ret = row_integer(&find, 0);
	return statement_check(&find, err);
}

enum status record_drop(struct connection *writer, long long id,
			struct error *err)
{
	static const char *const steps[] = {
		"DELETE FROM identifiers WHERE record_id = ?1",
		"DELETE FROM stale WHERE record_id = ?1",
		"DELETE FROM records WHERE id = ?1",
	};
	long long journal = 0;
	enum status status = journal_of(writer, id, &journal, err);

	for (size_t i = 0; i < ARRAY_COUNT(steps); i++)
		if (status == STATUS_OK)
			status = run_ids(writer, steps[i], id, 0, err);
	return status == STATUS_OK ? journal_leave(writer, journal, err)
				   : status;
}
