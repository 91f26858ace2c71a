/* SPDX-License-Identifier: MIT */
/*
 * Lists.  The total is the dear part: it looks at every record that matches,
 * a page only at its own.  So totals are kept, by filter, until the store
 * changes; a walk through a long list counts once.  A list asked for in the
 * moment of a commit may still be given the total of the state before it.
 */
#include "sqlite.h"

#include <stdlib.h>

#include "paperd/digest.h"
#include "sqlite_query.h"

/* Longest cursor. */
#define CURSOR_MAX 4096

static void values_bind(const struct sql *sql, struct statement *statement)
{
	for (size_t i = 0; i < sql->count; i++)
		if (sql->values[i].text)
			bind_text(statement, sql->values[i].text);
		else
			bind_integer(statement, sql->values[i].number);
}

/* ---- totals ---- */

/* A digest that tells filters apart. */
static enum status total_key(const struct sql *sql, char out[ETAG_MAX],
			     struct error *err)
{
	SCOPED(buf_release) struct buf key = buf_init(64 * 1024);

	buf_add_span(&key, buf_span(&sql->text));
	for (size_t i = 0; i < sql->count; i++)
		if (sql->values[i].text)
			buf_add(&key, sql->values[i].text,
				strlen(sql->values[i].text) + 1);
		else
			buf_add_format(&key, "%lld", sql->values[i].number);
	digest_hex(buf_span(&key), out);
	return buf_check(&key, err);
}

static bool total_find(struct totals *totals, const struct total *wanted,
		       long long *ret)
{
	bool found = false;

	pthread_mutex_lock(&totals->guard);
	for (size_t i = 0; i < TOTALS_MAX && !found; i++) {
		const struct total *item = &totals->items[i];

		found = item->generation == wanted->generation &&
			strcmp(item->key, wanted->key) == 0;
		if (found)
			*ret = item->records;
	}
	pthread_mutex_unlock(&totals->guard);
	return found;
}

static void total_keep(struct totals *totals, const struct total *total)
{
	pthread_mutex_lock(&totals->guard);
	totals->items[totals->next] = *total;
	totals->next = (totals->next + 1) % TOTALS_MAX;
	pthread_mutex_unlock(&totals->guard);
}

static enum status total_count(struct reader *reader, const struct sql *sql,
			       long long *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement count = statement_once(reader->connection,
						buf_text(&sql->text));

	values_bind(sql, &count);
	if (statement_step(&count))
		*ret = row_integer(&count, 0);
	return statement_check(&count, err);
}

static enum status total(struct reader *reader, const struct query *query,
			 long long *ret, struct error *err)
{
	SCOPED(sql_release) struct sql sql = sql_init();
	struct total total = { .generation = reader->generation };
	enum status status;

	sql_total(query, &sql);
	status = buf_check(&sql.text, err);
	if (status == STATUS_OK)
		status = total_key(&sql, total.key, err);
	if (status != STATUS_OK)
		return status;
	if (total_find(&reader->store->totals, &total, ret))
		return STATUS_OK;
	status = total_count(reader, &sql, &total.records, err);
	if (status != STATUS_OK)
		return status;
	total_keep(&reader->store->totals, &total);
	*ret = total.records;
	return STATUS_OK;
}

/* ---- a page ---- */

static bool record_read(struct statement *row, struct record *ret)
{
	struct span etag = row_span(row, 2);
	struct span json = row_span(row, 3);

	ret->json = span_copy(json);
	ret->json_len = json.len;
	if (etag.len < ETAG_MAX)
		memcpy(ret->etag, etag.at, etag.len);
	return ret->json;
}

/* The cursor after the current row, the last of a full page, if there is a row
 * after it. */
static enum status next_read(const struct query *query, struct statement *rows,
			     char **ret, struct error *err)
{
	SCOPED(buf_release) struct buf cursor = buf_init(CURSOR_MAX);
	SCOPED_FREE char *key = row_text(rows, 0);
	SCOPED_FREE char *published = row_text(rows, 1);
	enum status status = statement_check(rows, err);

	if (status != STATUS_OK)
		return status;
	query_cursor(query, published, key, &cursor);
	status = buf_check(&cursor, err);
	if (status != STATUS_OK)
		return status;
	if (statement_step(rows))
		*ret = buf_take(&cursor);
	return statement_check(rows, err);
}

static enum status page_read(const struct query *query, struct statement *rows,
			     struct page *page, struct error *err)
{
	page->items = calloc(query->limit, sizeof(*page->items));
	if (!page->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	while (page->count < query->limit && statement_step(rows))
		if (!record_read(rows, &page->items[page->count++]))
			return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (page->count < query->limit)
		return statement_check(rows, err);
	return next_read(query, rows, &page->next, err);
}

static enum status page_find(struct reader *reader, const struct query *query,
			     struct page *page, struct error *err)
{
	SCOPED(sql_release) struct sql sql = sql_init();
	SCOPED(statement_release) struct statement rows = { 0 };
	enum status status;

	if (!query->limit)
		return STATUS_OK;
	sql_page(query, &sql);
	status = buf_check(&sql.text, err);
	if (status != STATUS_OK)
		return status;
	rows = statement_once(reader->connection, buf_text(&sql.text));
	values_bind(&sql, &rows);
	return page_read(query, &rows, page, err);
}

enum status sqlite_list(struct store *base, const struct query *query,
			struct page *ret, struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(transaction_release) struct connection *open = NULL;
	SCOPED(page_release) struct page page = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	connection_limit(reader.connection, LIST_SECONDS);
	status = snapshot_begin(reader.connection, &open, err);
	if (status == STATUS_OK)
		status = total(&reader, query, &page.total, err);
	if (status == STATUS_OK)
		status = page_find(&reader, query, &page, err);
	if (status != STATUS_OK)
		return status;
	*ret = page;
	page = (struct page){ 0 };
	return STATUS_OK;
}
