/* SPDX-License-Identifier: MIT */
/*
 * Lists of journals: all, or what a text finds.  Those that no record names any
 * more are not shown.
 *
 * A row's place is a key and a number: in the list of all journal_key() and id,
 * in that of a search the number of the row in journal_names.  The cursor is the
 * place of the last journal.
 */
#include "sqlite_complete.h"
#include "sqlite_filter.h"
#include "sqlite_journals.h"

#include <stdlib.h>

/* Texts of SQL: how many there are, and those behind a place. */
struct listing {
	const char *name;  /* in cursors */
	const char *total; /* value: the text, where there is one */
	const char *page;  /* values: the key or text, number, limit */
};

static const struct listing all = {
	"journals",
	"SELECT count(*) FROM journals WHERE " JOURNAL_IS_NAMED,
	"SELECT " JOURNAL_COLUMNS ", key, id FROM journals"
	" WHERE (key, id) > (?, ?) AND " JOURNAL_IS_NAMED
	" ORDER BY key, id LIMIT ?",
};
static const struct listing by_words = {
	"journals by words",
	"SELECT count(*) FROM journal_names WHERE journal_names MATCH ?",
	"SELECT " JOURNAL_COLUMNS ", '', journal_names.rowid FROM journal_names"
	" CROSS JOIN journals ON id = journal_names.rowid & 4294967295"
	" WHERE journal_names MATCH ? AND journal_names.rowid > ?"
	" ORDER BY journal_names.rowid LIMIT ?",
};
static const struct listing by_issn = {
	"journals by issn",
	"SELECT count(*) FROM journals"
	" WHERE id = (SELECT journal_id FROM journal_issn WHERE issn = ?)"
	" AND " JOURNAL_IS_NAMED,
	"SELECT " JOURNAL_COLUMNS ", '', id FROM journals"
	" WHERE id = (SELECT journal_id FROM journal_issn WHERE issn = ?)"
	" AND id > ? AND " JOURNAL_IS_NAMED " LIMIT ?",
};

/* What is looked for, and behind which place. */
struct journals_wanted {
	const struct listing *listing;
	struct buf text; /* match or ISSN; of all the key behind which */
	long long number;
	bool nothing; /* a text without words */
};

/* ---- what is looked for ---- */

static enum status text_read(struct span query, struct journals_wanted *ret,
			     struct error *err)
{
	SCOPED(name_words_release) struct name_words words = { 0 };
	struct terms *terms;
	char issn[10];

	if (!query.len) {
		ret->listing = &all;
		return STATUS_OK;
	}
	if (issn_form(span_trim(query), issn)) {
		ret->listing = &by_issn;
		buf_add_text(&ret->text, issn);
		return buf_check(&ret->text, err);
	}
	terms = terms_open();
	if (!terms)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	ret->listing = &by_words;
	name_words_read(terms, query, false, &words);
	name_words_match(&words, &ret->text);
	ret->nothing = !ret->text.len;
	terms_close(terms);
	return buf_check(&ret->text, err);
}

static enum status wanted_read(struct span query, struct span after,
			       struct journals_wanted *ret, struct error *err)
{
	SCOPED(place_release) struct place place = { 0 };
	enum status status = text_read(query, ret, err);

	if (status == STATUS_OK)
		status = names_place(ret->listing->name, after, &place, err);
	if (status != STATUS_OK)
		return status;
	ret->number = (long long)place.id;
	if (ret->listing == &all)
		buf_add_span(&ret->text, span_of(place.text));
	return buf_check(&ret->text, err);
}

/* ---- the list ---- */

static enum status total_read(struct reader *reader,
			      const struct journals_wanted *wanted,
			      long long *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement count = statement_of(reader->connection,
					      wanted->listing->total);

	if (wanted->listing != &all)
		bind_span(&count, buf_span(&wanted->text));
	if (statement_step(&count))
		*ret = row_integer(&count, 0);
	return statement_check(&count, err);
}

/* The cursor after the current row, the last of a full page, if there is a row
 * after it. */
static enum status next_read(struct statement *rows, const char *list,
			     char **ret, struct error *err)
{
	SCOPED_FREE char *cursor = NULL;
	enum status status = names_cursor(list, row_span(rows, JOURNAL_PLACE),
					  row_integer(rows, JOURNAL_PLACE + 1),
					  &cursor, err);

	if (status != STATUS_OK)
		return status;
	if (statement_step(rows)) {
		*ret = cursor;
		cursor = NULL;
	}
	return statement_check(rows, err);
}

static enum status page_read(struct statement *rows, const char *list,
			     unsigned limit, struct journal_page *page,
			     struct error *err)
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
	return next_read(rows, list, &page->next, err);
}

/* Rows of one weight differ by up to a quarter. */
static int by_records(const void *left, const void *right)
{
	const struct journal_summary *one = left, *other = right;

	return (one->records < other->records) -
	       (one->records > other->records);
}

static enum status page_find(struct reader *reader,
			     const struct journals_wanted *wanted,
			     unsigned limit, struct journal_page *page,
			     struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(reader->connection,
					     wanted->listing->page);
	enum status status = STATUS_OK;

	bind_span(&rows, buf_span(&wanted->text));
	bind_integer(&rows, wanted->number);
	bind_integer(&rows, (long long)limit + 1);
	if (limit)
		status = page_read(&rows, wanted->listing->name, limit, page,
				   err);
	if (status == STATUS_OK && wanted->listing == &by_words && page->count)
		qsort(page->items, page->count, sizeof(*page->items),
		      by_records);
	return status;
}

static enum status page_make(struct reader *reader,
			     const struct journals_wanted *wanted,
			     unsigned limit, struct journal_page *page,
			     struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	enum status status;

	if (wanted->nothing)
		return STATUS_OK;
	status = snapshot_begin(reader->connection, &open, err);
	if (status == STATUS_OK)
		status = page_find(reader, wanted, limit, page, err);
	return status == STATUS_OK
		       ? total_read(reader, wanted, &page->total, err)
		       : status;
}

static void journals_wanted_release(struct journals_wanted *wanted)
{
	buf_release(&wanted->text);
}

enum status sqlite_journals(struct store *base, struct span query,
			    struct span after, unsigned limit,
			    struct journal_page *ret, struct error *err)
{
	SCOPED(journals_wanted_release)
	struct journals_wanted wanted = { .text = buf_init(64 << 10) };
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(journal_page_release) struct journal_page page = { 0 };
	enum status status = wanted_read(query, after, &wanted, err);

	if (status == STATUS_OK)
		status = reader_borrow(base, &reader, err);
	if (status != STATUS_OK)
		return status;
	connection_limit(reader.connection, base->limits.search_ms);
	status = page_make(&reader, &wanted, limit, &page, err);
	if (status != STATUS_OK)
		return status;
	*ret = page;
	page = (struct journal_page){ 0 };
	return STATUS_OK;
}
