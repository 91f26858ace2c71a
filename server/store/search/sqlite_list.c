/* SPDX-License-Identifier: MIT */
/*
 * Lists: a search is carried out, then the records of the page are read by
 * their ids.  All of it sees one state of the store.
 */
#include "sqlite.h"

#include <stdlib.h>

#include "sqlite_facets.h"
#include "sqlite_view.h"
#include "sqlite_walk.h"

/* Longest cursor. */
#define CURSOR_MAX 16384

/* ---- the records of a page ---- */

static enum status records_read(struct reader *reader, const long long *ids,
				size_t count, struct page *page,
				struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		reader->connection,
		"SELECT etag, json, key, NULL FROM records WHERE id = ?");
	enum status status = STATUS_OK;

	page->items = calloc(count + 1, sizeof(*page->items));
	if (!page->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		bind_integer(&find, ids[i]);
		if (statement_step(&find))
			status = record_of_row(&find, &page->items[page->count],
					       err);
		page->count += page->items[page->count].json != NULL;
		statement_again(&find);
	}
	return status == STATUS_OK ? statement_check(&find, err) : status;
}

/* ---- which records ---- */

static enum status state_write(const struct search_found *found, char **ret,
			       struct error *err)
{
	SCOPED(buf_release) struct buf state = buf_init(CURSOR_MAX);

	if (!found->collect.ranking && !found->left_out)
		return STATUS_OK;
	rank_write(&found->ranking, &state);
	*ret = buf_take(&state);
	return *ret ? STATUS_OK : error_set(err, STATUS_NO_MEMORY, "no memory");
}

/* What was found by chance, or with one word left out and not all scored, is
 * one page. */
static bool is_only_page(const struct search_found *found)
{
	return found->query->sort == SORT_SAMPLE ||
	       (found->left_out && found->ranking.bounded);
}

static enum status picks_read(const struct search_found *found, long long *ids,
			      size_t *count, struct place *ret_next,
			      struct error *err)
{
	const struct picks *picks = &found->collect.picks;

	for (size_t i = 0; i < picks->count; i++)
		ids[i] = (long long)picks->items[i].id;
	*count = picks->count;
	if (!picks->count || !picks->more)
		return STATUS_OK;
	ret_next->given = true;
	ret_next->value = picks->items[picks->count - 1].value;
	ret_next->id = picks->items[picks->count - 1].id;
	return STATUS_OK;
}

static enum status ids_find(struct search_found *found, long long *ids,
			    size_t *count, struct place *ret_next,
			    struct error *err)
{
	*count = 0;
	if (!found->query->limit)
		return STATUS_OK;
	return is_by_text(found->query)
		       ? walk_run(found, ids, count, ret_next, err)
		       : picks_read(found, ids, count, ret_next, err);
}

static enum status next_write(const struct search_found *found,
			      struct place *next, struct page *page,
			      struct error *err)
{
	const struct query *query = found->query;
	SCOPED(buf_release) struct buf cursor = buf_init(CURSOR_MAX);

	if (!next->given || is_only_page(found))
		return STATUS_OK;
	if (state_write(found, &next->state, err) != STATUS_OK)
		return err->status;
	next->sort = query->sort;
	next->descending = query->descending;
	next->search = query->digest;
	query_cursor(next, &cursor);
	page->next = buf_take(&cursor);
	return page->next ? STATUS_OK
			  : error_set(err, STATUS_NO_MEMORY, "no memory");
}

/* ---- the page ---- */

static enum status page_read(struct search_found *found, struct page *page,
			     struct error *err)
{
	const struct query *query = found->query;
	SCOPED_FREE long long *ids = calloc(query->limit + 1UL, sizeof(*ids));
	SCOPED(place_release) struct place next = { 0 };
	size_t count = 0;
	enum status status;

	if (!ids)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	status = ids_find(found, ids, &count, &next, err);
	if (status == STATUS_OK)
		status = next_write(found, &next, page, err);
	if (status != STATUS_OK)
		return status;
	if (!query->no_items)
		return records_read(found->reader, ids, count, page, err);
	page->ids = ids;
	page->id_count = count;
	ids = NULL;
	return STATUS_OK;
}

static enum status page_find(struct search_found *found, struct page *page,
			     struct error *err)
{
	enum status status = search_run(found, err);

	if (status == STATUS_OK)
		status = page_read(found, page, err);
	if (status == STATUS_OK)
		status = facets_read(found->reader, &found->collect.tallies,
				     found->query->facet_limit, page, err);
	page->total = found->collect.total;
	page->left_out = found->left_out;
	page->bounded = found->ranking.bounded;
	return status;
}

static enum status page_make(struct reader *reader, const struct query *query,
			     struct page *ret, struct error *err)
{
	SCOPED(search_found_release)
	struct search_found found = {
		.reader = reader,
		.query = query,
		.ranking = { .most = reader->store->base.limits.scored },
		.collect = { .facts = reader->store->facts },
	};

	page_release(ret);
	return page_find(&found, ret, err);
}

/* What gathers ids is part of an export, which nobody waits for by the second
 * and which would have to be begun anew. */
#define EXPORT_PATIENCE 10

static unsigned limit_of(const struct store *base, const struct query *query)
{
	return base->limits.search_ms * (query->no_items ? EXPORT_PATIENCE : 1);
}

enum status sqlite_list(struct store *base, const struct query *query,
			struct page *ret, struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(view_close) struct view view = { .reader = &reader };
	SCOPED(page_release) struct page page = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status != STATUS_OK)
		return status;
	connection_limit(reader.connection, limit_of(base, query));
	do {
		status = view_open(&view, err);
		if (status == STATUS_OK)
			status = page_make(&reader, query, &page, err);
	} while (status == STATUS_OK && !view_holds(&view));
	if (status != STATUS_OK)
		return status;
	*ret = page;
	page = (struct page){ 0 };
	return STATUS_OK;
}

enum status sqlite_records(struct store *base, const long long *ids,
			   size_t count, struct page *ret, struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(page_release) struct page page = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status == STATUS_OK)
		status = records_read(&reader, ids, count, &page, err);
	if (status != STATUS_OK)
		return status;
	*ret = page;
	page = (struct page){ 0 };
	return STATUS_OK;
}
