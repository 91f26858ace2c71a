/* SPDX-License-Identifier: MIT */
/*
 * Journals, read.  Those that no record names any more are not shown.
 *
 * The list is in the order of key, then id.  Its cursor is the key of the last
 * journal in hex, "-", and its id, so that it needs nothing kept.
 */
#include "sqlite.h"

#include "sqlite_query.h"

#define COLUMNS                                                             \
	"id, key, title, abbreviation, series, description, impact_factor," \
	" jcr_quartile, jcr_category, cas_zone, cas_category,"              \
	" (SELECT count(*) FROM records WHERE journal_id = journals.id)"
#define IS_NAMED "EXISTS (SELECT 1 FROM records WHERE journal_id = journals.id)"

/* ---- one journal ---- */

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

static enum status journal_read(struct statement *row,
				struct journal_summary *ret, struct error *err)
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
		"SELECT " COLUMNS " FROM journals WHERE " IS_NAMED
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
	static const char sql[] = "SELECT " COLUMNS
				  " FROM journals WHERE " IS_NAMED
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

/* ---- the cursor ---- */

static char *cursor_make(struct span key, long long id)
{
	SCOPED(buf_release) struct buf text = buf_init(2 * SQL_KEY_MAX + 32);

	for (size_t i = 0; i < key.len; i++)
		buf_add_format(&text, "%02x", (unsigned char)key.at[i]);
	buf_add_format(&text, "-%lld", id);
	return buf_take(&text);
}

static bool hex_read(struct span hex, struct buf *key)
{
	if (hex.len % 2)
		return false;
	for (size_t i = 0; i < hex.len; i += 2) {
		int high = hex_value(hex.at[i]);
		int low = hex_value(hex.at[i + 1]);

		if (high < 0 || low < 0)
			return false;
		buf_add_char(key, (char)(high << 4 | low));
	}
	return !key->failed;
}

/* An empty cursor stands before the first journal. */
static enum status cursor_read(struct span cursor, struct buf *key,
			       long long *ret_id, struct error *err)
{
	struct span rest = cursor;
	struct span hex;

	if (!cursor.len)
		return STATUS_OK;
	if (span_next(&rest, '-', &hex) && hex_read(hex, key) &&
	    text_to_integer(rest, ret_id) && *ret_id > 0)
		return STATUS_OK;
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "cursor is not understood; take it from \"next\" of "
			 "the page before");
}

/* ---- the list ---- */

static enum status total_read(struct reader *reader, long long *ret,
			      struct error *err)
{
	SCOPED(statement_release)
	struct statement count = statement_of(
		reader->connection,
		"SELECT count(*) FROM journals WHERE " IS_NAMED);

	if (statement_step(&count))
		*ret = row_integer(&count, 0);
	return statement_check(&count, err);
}

/* The cursor after the current row, the last of a full page, if there is a row
 * after it. */
static enum status next_read(struct statement *rows, char **ret,
			     struct error *err)
{
	SCOPED_FREE char *cursor = cursor_make(row_span(rows, 1),
					       row_integer(rows, 0));

	if (!cursor)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (statement_step(rows)) {
		*ret = cursor;
		cursor = NULL;
	}
	return statement_check(rows, err);
}

static enum status page_read(struct statement *rows, unsigned limit,
			     struct journal_page *page, struct error *err)
{
	enum status status;

	page->items = calloc(limit, sizeof(*page->items));
	if (!page->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	while (page->count < limit && statement_step(rows)) {
		status = journal_read(rows, &page->items[page->count++], err);
		if (status != STATUS_OK)
			return status;
	}
	if (page->count < limit)
		return statement_check(rows, err);
	return next_read(rows, &page->next, err);
}

/* The journals after key and id, at most limit and one more. */
static enum status page_find(struct reader *reader, struct span after,
			     unsigned limit, struct journal_page *page,
			     struct error *err)
{
	static const char sql[] = "SELECT " COLUMNS " FROM journals"
				  " WHERE (key, id) > (?, ?) AND " IS_NAMED
				  " ORDER BY key, id LIMIT ?";
	SCOPED(buf_release) struct buf key = buf_init(SQL_KEY_MAX);
	SCOPED(statement_release) struct statement rows = { 0 };
	long long id = 0;
	enum status status = cursor_read(after, &key, &id, err);

	if (status != STATUS_OK || !limit)
		return status;
	rows = statement_of(reader->connection, sql);
	bind_span(&rows, buf_span(&key));
	bind_integer(&rows, id);
	bind_integer(&rows, (long long)limit + 1);
	return page_read(&rows, limit, page, err);
}

enum status sqlite_journals(struct store *base, struct span after,
			    unsigned limit, struct journal_page *ret,
			    struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(transaction_release) struct connection *open = NULL;
	SCOPED(journal_page_release) struct journal_page page = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	connection_limit(reader.connection, LIST_SECONDS);
	status = snapshot_begin(reader.connection, &open, err);
	if (status == STATUS_OK)
		status = page_find(&reader, after, limit, &page, err);
	if (status == STATUS_OK)
		status = total_read(&reader, &page.total, err);
	if (status != STATUS_OK)
		return status;
	*ret = page;
	page = (struct journal_page){ 0 };
	return STATUS_OK;
}
