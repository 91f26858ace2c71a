/* SPDX-License-Identifier: MIT */
/* One journal, read.  One that no record names any more is not shown. */
#include "sqlite_journals.h"

#include "sqlite_filter.h"

static enum status issn_read(struct connection *reader, long long id,
			     struct texts *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(
		reader, "SELECT issn FROM journal_issn WHERE journal_id = ?"
			" ORDER BY id");

	bind_integer(&rows, id);
	while (statement_step(&rows))
		if (!texts_take(ret, row_text(&rows, 0)))
			return error_set(err, STATUS_NO_MEMORY, "no memory");
	return statement_check(&rows, err);
}

enum status journal_read(struct statement *row, struct journal_summary *ret,
			 struct error *err)
{
	struct journal *journal = &ret->journal;
	enum status status;

	journal->title = row_text(row, 2);
	journal->abbreviation = row_text(row, 3);
	journal->series = row_text(row, 4);
	journal->description = row_text(row, 5);
	journal->impact_factor = row_number(row, 6);
	journal->jcr_quartile = row_text(row, 7);
	journal->jcr_category = row_text(row, 8);
	journal->cas_zone = row_known(row, 9);
	journal->cas_category = row_text(row, 10);
	ret->records = row_integer(row, 11);
	status = statement_check(row, err);
	if (status != STATUS_OK)
		return status;
	return issn_read(row->connection, row_integer(row, 0), &journal->issn,
			 err);
}

/* Reads the journal that sql finds by one text; *ret_found says whether there
 * is one. */
static enum status journal_find(struct reader *reader, const char *sql,
				struct span wanted, struct journal_summary *ret,
				struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(reader->connection, sql);

	bind_span(&find, wanted);
	if (statement_step(&find))
		return journal_read(&find, ret, err);
	return statement_check(&find, err);
}

static enum status by_issn(struct reader *reader, struct span text,
			   struct journal_summary *ret, struct error *err)
{
	static const char sql[] =
		"SELECT " JOURNAL_COLUMNS
		" FROM journals WHERE " JOURNAL_IS_NAMED
		" AND id = (SELECT journal_id FROM journal_issn"
		" WHERE issn = ?)";
	char issn[10];

	if (!issn_form(text, issn))
		return STATUS_OK;
	return journal_find(reader, sql, span_of(issn), ret, err);
}

/* Of several with one title the one with the most records. */
static enum status by_title(struct reader *reader, struct span text,
			    struct journal_summary *ret, struct error *err)
{
	static const char sql[] = "SELECT " JOURNAL_COLUMNS
				  " FROM journals WHERE " JOURNAL_IS_NAMED
				  " AND key = ? ORDER BY 12 DESC, id LIMIT 1";
	SCOPED(buf_release) struct buf key = buf_init(SQL_KEY_MAX);
	enum status status;

	sql_journal_key(text, &key);
	status = buf_check(&key, err);
	if (status != STATUS_OK || !key.len)
		return status;
	return journal_find(reader, sql, buf_span(&key), ret, err);
}

enum status sqlite_journal(struct store *base, struct span issn_or_title,
			   struct journal_summary *ret, struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(journal_summary_release) struct journal_summary found = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status == STATUS_OK)
		status = by_issn(&reader, issn_or_title, &found, err);
	if (status == STATUS_OK && !found.records)
		status = by_title(&reader, issn_or_title, &found, err);
	if (status != STATUS_OK)
		return status;
	if (!found.records)
		return error_set(err, STATUS_NO_JOURNAL,
				 "no journal \"%.*s\" is held",
				 (int)issn_or_title.len, issn_or_title.at);
	*ret = found;
	found = (struct journal_summary){ 0 };
	return STATUS_OK;
}
