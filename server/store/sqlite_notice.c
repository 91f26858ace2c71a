/* SPDX-License-Identifier: MIT */
/*
 * Notices: records that update other works (retractions, corrections).  The work
 * that a notice names says so too, whichever of them came first: it is marked
 * stale, and made anew of its objects and what the notices say.
 */
#include "sqlite_put.h"

/* Most notices that a work tells of, in the order of their records: no work has
 * so many, and each is repeated in its record. */
#define NOTICES_MAX 100

/* ---- which works are to be made anew ---- */

/* All works that the record is a notice of. */
static enum status works_touch(struct put *put, long long id, struct error *err)
{
	static const char sql[] =
		"INSERT OR REPLACE INTO stale (record_id, mark)"
		" SELECT records.id, random() FROM notices"
		" JOIN records ON key = doi WHERE record_id = ?";

	put->any_stale = true;
	return run_ids(put->writer, sql, id, 0, err);
}

/* ---- of a record that is written or dropped ---- */

static enum status notice_add(struct put *put, long long id,
			      const struct update *update, struct error *err)
{
	SCOPED(statement_release)
	struct statement write = statement_of(
		put->writer,
		"INSERT OR IGNORE INTO notices (doi, record_id, type, date)"
		" VALUES (?, ?, ?, ?)");

	bind_text(&write, update->doi);
	bind_integer(&write, id);
	bind_text(&write, or_empty(update->type));
	bind_text(&write, or_empty(update->date));
	return statement_run(&write, err);
}

/* A notice about itself says nothing of another. */
static bool is_notice(const struct paper *paper, const struct update *update)
{
	return update->doi && update_is_to(update) &&
	       !(paper->doi && !strcmp(paper->doi, update->doi));
}

enum status notices_drop(struct put *put, long long id, struct error *err)
{
	enum status status = works_touch(put, id, err);

	return status == STATUS_OK
		       ? run_ids(put->writer,
				 "DELETE FROM notices WHERE record_id = ?", id,
				 0, err)
		       : status;
}

enum status notices_set(struct put *put, long long id,
			const struct paper *paper, bool is_new,
			struct error *err)
{
	enum status status = is_new ? STATUS_OK : notices_drop(put, id, err);
	bool any = false;

	for (size_t i = 0; status == STATUS_OK && i < paper->updates.count;
	     i++) {
		const struct update *update = &paper->updates.items[i];

		if (!is_notice(paper, update))
			continue;
		any = true;
		status = notice_add(put, id, update, err);
	}
	return status == STATUS_OK && any ? works_touch(put, id, err) : status;
}

/* ---- of a work ---- */

enum status notices_meet(struct put *put, long long id, const char *doi,
			 struct error *err)
{
	SCOPED(statement_release)
	struct statement look = statement_of(
		put->writer, "SELECT 1 FROM notices WHERE doi = ? LIMIT 1");
	bool named;
	enum status status;

	bind_text(&look, doi);
	named = statement_step(&look);
	status = statement_check(&look, err);
	return status == STATUS_OK && named ? mark_stale(put, id, err) : status;
}

/* NULL for an empty text. */
static char *known_text(struct statement *row, int column)
{
	return row_span(row, column).len ? row_text(row, column) : NULL;
}

enum status notices_read(struct reader *reader, const char *doi,
			 struct updates *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		reader->connection,
		"SELECT type, key, date FROM notices"
		" JOIN records ON records.id = record_id"
		" WHERE doi = ? ORDER BY record_id LIMIT ?");

	bind_text(&find, doi);
	bind_integer(&find, NOTICES_MAX);
	while (statement_step(&find)) {
		struct update *update = updates_add(ret);

		if (!update)
			return error_set(err, STATUS_NO_MEMORY, "no memory");
		update->type = known_text(&find, 0);
		update->direction = span_copy((struct span)SPAN("by"));
		update->doi = row_text(&find, 1);
		update->date = known_text(&find, 2);
	}
	return statement_check(&find, err);
}
