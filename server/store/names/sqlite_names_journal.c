/* SPDX-License-Identifier: MIT */
/*
 * Journals: how many records name each, and the words they are found by.
 *
 * journals.named says what stands in journal_names: 0 nothing yet, else 1, the
 * title (2), the abbreviation (4), and under which weight (from 8).
 */
#include "sqlite_names.h"

#include <stdlib.h>

struct journal_row {
	long long id, records, named;
	char *title, *abbreviation; /* owned; NULL: not known */
};

static void journal_row_release(struct journal_row *row)
{
	free(row->title);
	free(row->abbreviation);
}

enum { NAMED = 1, NAMED_TITLE = 2, NAMED_ABBREVIATION = 4, NAMED_WEIGHT = 8 };

static long long named_of(const struct journal_row *row)
{
	if (row->records <= 0)
		return 0;
	return NAMED | (row->title ? NAMED_TITLE : 0) |
	       (row->abbreviation ? NAMED_ABBREVIATION : 0) |
	       (long long)name_weight(row->records) * NAMED_WEIGHT;
}

static enum status journal_read(struct connection *writer,
				struct journal_row *row, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		writer, "SELECT records, named, title, abbreviation"
			" FROM journals WHERE id = ?");

	bind_integer(&find, row->id);
	if (statement_step(&find)) {
		row->records = row_integer(&find, 0);
		row->named = row_integer(&find, 1);
		row->title = row_text(&find, 2);
		row->abbreviation = row_text(&find, 3);
	}
	return statement_check(&find, err);
}

/* ---- the words ---- */

/* Puts the words of what is named into the texts. */
static enum status words_add(struct names *names, const struct journal_row *row,
			     long long named, size_t *ret, struct error *err)
{
	size_t more;
	enum status status = name_key_add(
		names, named & NAMED_TITLE ? row->title : NULL, ret, err);

	if (status != STATUS_OK || !(named & NAMED_ABBREVIATION))
		return status;
	names->texts.data[names->texts.len - 1] = ' ';
	return name_key_add(names, row->abbreviation, &more, err);
}

/* The words of what was named leave their row, or those of what is named now
 * come to theirs. */
static enum status words_move(struct names *names,
			      const struct journal_row *row, long long named,
			      bool leave, struct error *err)
{
	long long rowid = name_rowid((unsigned)(named / NAMED_WEIGHT), row->id);
	size_t at = 0;
	enum status status;

	if (!named)
		return STATUS_OK;
	status = words_add(names, row, named, &at, err);
	return status == STATUS_OK
		       ? name_words_move(names, &names->journal_words, at,
					 leave ? rowid : 0, leave ? 0 : rowid,
					 err)
		       : status;
}

/* ---- a journal ---- */

static enum status journal_write(struct connection *writer,
				 const struct journal_row *row,
				 struct error *err)
{
	SCOPED(statement_release)
	struct statement write = statement_of(
		writer,
		"UPDATE journals SET records = ?, named = ? WHERE id = ?");

	bind_integer(&write, row->records);
	bind_integer(&write, named_of(row));
	bind_integer(&write, row->id);
	return statement_run(&write, err);
}

static enum status journal_drop(struct connection *writer,
				const struct journal_row *row,
				struct error *err)
{
	static const char *const steps[] = {
		"DELETE FROM journal_issn WHERE journal_id = ?",
		"DELETE FROM journals WHERE id = ?",
	};
	enum status status = STATUS_OK;

	for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
		SCOPED(statement_release)
		struct statement drop = statement_of(writer, steps[i]);

		bind_integer(&drop, row->id);
		if (status == STATUS_OK)
			status = statement_run(&drop, err);
	}
	return status;
}

static enum status journal_change(struct names *names, long long id,
				  long long delta, struct error *err)
{
	SCOPED(journal_row_release) struct journal_row row = { .id = id };
	enum status status = journal_read(names->writer, &row, err);
	long long named;

	row.records += delta;
	named = named_of(&row);
	if (status == STATUS_OK && named != row.named)
		status = words_move(names, &row, row.named, true, err);
	if (status == STATUS_OK && named != row.named)
		status = words_move(names, &row, named, false, err);
	if (status != STATUS_OK)
		return status;
	if (!named)
		return journal_drop(names->writer, &row, err);
	if (!delta && named == row.named)
		return STATUS_OK;
	return journal_write(names->writer, &row, err);
}

static int journal_order(const void *left, const void *right)
{
	const struct name_change *one = left, *other = right;

	return (one->record > other->record) - (one->record < other->record);
}

enum status names_write_journals(struct names *names, struct error *err)
{
	struct name_change *items = names->journals.items;
	size_t count = names->journals.count;
	enum status status = STATUS_OK;

	if (count)
		qsort(items, count, sizeof(*items), journal_order);
	for (size_t i = 0; status == STATUS_OK && i < count;) {
		long long id = items[i].record, delta = 0;

		for (; i < count && items[i].record == id; i++)
			delta += items[i].delta;
		status = journal_change(names, id, delta, err);
	}
	return status;
}
