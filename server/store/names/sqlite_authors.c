/* SPDX-License-Identifier: MIT */
/*
 * Authors by the words of their names, or by their ORCID iD.
 *
 * The list is in the order of the rows of author_names: by weight, then id.
 * The place in its cursor is the number of the last row.
 */
#include "sqlite_complete.h"

#include <stdlib.h>

/* The name of this list in its cursors. */
#define LIST "authors"

#define COLUMNS "SELECT name, orcid, records, "

/* What is looked for: one of them is not empty, or nothing can be found. */
struct wanted {
	struct buf match;
	char orcid[20];
	long long after; /* number of a row */
};

static void wanted_release(struct wanted *wanted)
{
	buf_release(&wanted->match);
}

/* An ORCID iD as it is written, or its URL. */
static bool orcid_form(struct span text, char ret[20])
{
	static const char form[] = "dddd-dddd-dddd-dddx";
	struct span last = span_trim(text);

	if (last.len < sizeof(form) - 1)
		return false;
	last = span_slice(last, last.len - (sizeof(form) - 1), last.len);
	for (size_t i = 0; i < last.len; i++) {
		bool is_x = form[i] == 'x' && (last.at[i] | ' ') == 'x';

		if (form[i] == '-' ? last.at[i] != '-'
				   : !ascii_is_digit(last.at[i]) && !is_x)
			return false;
		ret[i] = is_x ? 'X' : last.at[i];
	}
	ret[last.len] = '\0';
	return true;
}

static enum status wanted_read(struct span query, struct span after,
			       struct wanted *ret, struct error *err)
{
	SCOPED(name_words_release) struct name_words words = { 0 };
	SCOPED(place_release) struct place place = { 0 };
	struct terms *terms;

	if (names_place(LIST, after, &place, err) != STATUS_OK)
		return err->status;
	ret->after = (long long)place.id;
	if (orcid_form(query, ret->orcid))
		return STATUS_OK;
	terms = terms_open();
	if (!terms)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	name_words_read(terms, query, false, &words);
	name_words_match(&words, &ret->match);
	terms_close(terms);
	return buf_check(&ret->match, err);
}

static struct statement ask(struct connection *reader,
			    const struct wanted *wanted, const char *by_words,
			    const char *by_orcid)
{
	struct statement rows = statement_of(
		reader, wanted->match.len ? by_words : by_orcid);

	if (wanted->match.len)
		bind_span(&rows, buf_span(&wanted->match));
	else
		bind_text(&rows, wanted->orcid);
	return rows;
}

static enum status total_read(struct connection *reader,
			      const struct wanted *wanted, long long *ret,
			      struct error *err)
{
	SCOPED(statement_release)
	struct statement count = ask(
		reader, wanted,
		"SELECT count(*) FROM author_names WHERE author_names MATCH ?",
		"SELECT count(*) FROM authors WHERE orcid = ?");

	if (statement_step(&count))
		*ret = row_integer(&count, 0);
	return statement_check(&count, err);
}

static void author_read(struct statement *row, struct author *ret)
{
	ret->name = row_text(row, 0);
	ret->orcid = row_text(row, 1);
	ret->records = row_integer(row, 2);
}

static enum status page_read(struct connection *reader,
			     const struct wanted *wanted, size_t limit,
			     struct author_page *page, struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = ask(
		reader, wanted,
		COLUMNS "author_names.rowid FROM author_names CROSS JOIN"
			" authors ON id = author_names.rowid & 4294967295"
			" WHERE author_names MATCH ? AND author_names.rowid > ?"
			" ORDER BY author_names.rowid LIMIT ?",
		COLUMNS "id FROM authors WHERE orcid = ? AND id > ?"
			" ORDER BY id LIMIT ?");
	long long last = 0;

	bind_integer(&rows, wanted->after);
	bind_integer(&rows, (long long)limit + 1);
	while (page->count < limit && statement_step(&rows)) {
		author_read(&rows, &page->items[page->count++]);
		last = row_integer(&rows, 3);
	}
	if (page->count == limit && limit && statement_step(&rows) &&
	    names_cursor(LIST, (struct span){ 0 }, last, &page->next, err) !=
		    STATUS_OK)
		return err->status;
	return statement_check(&rows, err);
}

/* Rows of one weight differ by up to a quarter. */
static int by_records(const void *left, const void *right)
{
	const struct author *one = left, *other = right;

	if (one->records != other->records)
		return one->records > other->records ? -1 : 1;
	return strcmp(one->name, other->name);
}

static enum status page_make(struct connection *reader,
			     const struct wanted *wanted, size_t limit,
			     struct author_page *page, struct error *err)
{
	enum status status;

	page->items = calloc(limit + 1, sizeof(*page->items));
	if (!page->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (!wanted->match.len && !*wanted->orcid)
		return STATUS_OK;
	status = page_read(reader, wanted, limit, page, err);
	if (status == STATUS_OK)
		status = total_read(reader, wanted, &page->total, err);
	if (status == STATUS_OK)
		qsort(page->items, page->count, sizeof(*page->items),
		      by_records);
	return status;
}

enum status sqlite_authors(struct store *base, struct span query,
			   struct span after, unsigned limit,
			   struct author_page *ret, struct error *err)
{
	SCOPED(wanted_release)
	struct wanted wanted = { .match = buf_init(64 << 10) };
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(transaction_release) struct connection *open = NULL;
	SCOPED(author_page_release) struct author_page page = { 0 };
	enum status status = wanted_read(query, after, &wanted, err);

	if (status == STATUS_OK)
		status = reader_borrow(base, &reader, err);
	if (status != STATUS_OK)
		return status;
	connection_limit(reader.connection, base->limits.search_ms);
	status = snapshot_begin(reader.connection, &open, err);
	if (status == STATUS_OK)
		status = page_make(reader.connection, &wanted, limit, &page,
				   err);
	if (status != STATUS_OK)
		return status;
	*ret = page;
	page = (struct author_page){ 0 };
	return STATUS_OK;
}
