/* SPDX-License-Identifier: MIT */
/*
 * The interface: finds the backend of a URL, calls its operations, counts the
 * committed changes, and frees what the backends hand out.
 */
#include "paperd/store.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "paperd/scoped.h"
#include "backend.h"
#include "columns.h"

static const struct store_ops *const backends[] = {
	&sqlite_ops,
};

/* ---- release ---- */

void record_release(struct record *record)
{
	free(record->json);
	free(record->key);
	*record = (struct record){ 0 };
}

void entry_release(struct entry *entry)
{
	paper_release(&entry->paper);
	texts_release(&entry->identifiers);
	free(entry->held);
	free(entry->url);
	if (entry->columns)
		columns_release(entry->columns);
	free(entry->columns);
	buf_release(&entry->json);
	buf_release(&entry->raw);
	*entry = (struct entry){ 0 };
}

const char *entry_key(const struct entry *entry)
{
	const struct texts *others = &entry->identifiers;

	if (entry->paper.doi)
		return entry->paper.doi;
	return others->count ? others->items[0] : NULL;
}

void resolution_release(struct resolution *resolution)
{
	free(resolution->agency);
	free(resolution->url);
	free(resolution->landing);
	free(resolution->alias_of);
	free(resolution->etag);
	free(resolution->modified);
	*resolution = (struct resolution){ 0 };
}

void dump_file_release(struct dump_file *file)
{
	free(file->path);
	free(file->error);
	free(file->finished);
	*file = (struct dump_file){ 0 };
}

void journal_summary_release(struct journal_summary *summary)
{
	/* the field table of a paper knows how to free its journal */
	struct paper paper = { .journal = summary->journal };

	paper_release(&paper);
	*summary = (struct journal_summary){ 0 };
}

static void counts_release(struct counts *counts)
{
	for (size_t i = 0; i < counts->count; i++)
		free(counts->items[i].name);
	free(counts->items);
}

static void flag_counts_release(struct flag_counts *counts)
{
	for (size_t i = 0; i < counts->count; i++)
		free(counts->items[i].name);
	free(counts->items);
	*counts = (struct flag_counts){ 0 };
}

void file_loads_release(struct file_loads *loads)
{
	for (size_t i = 0; i < loads->count; i++) {
		free(loads->items[i].file);
		free(loads->items[i].ended);
		free(loads->items[i].error);
		free(loads->items[i].reject_reason);
	}
	free(loads->items);
	*loads = (struct file_loads){ 0 };
}

void stats_release(struct stats *stats)
{
	counts_release(&stats->by_source);
	counts_release(&stats->by_type);
	counts_release(&stats->by_year);
	flag_counts_release(&stats->flags_by_source);
	flag_counts_release(&stats->flags_by_prefix);
	file_loads_release(&stats->loads);
	free(stats->last_load);
	*stats = (struct stats){ 0 };
}

void page_release(struct page *page)
{
	for (size_t i = 0; i < page->count; i++)
		record_release(&page->items[i]);
	for (int i = 0; i < FACETS; i++)
		counts_release(&page->facets[i].values);
	free(page->items);
	free(page->ids);
	free(page->next);
	*page = (struct page){ 0 };
}

void journal_page_release(struct journal_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		journal_summary_release(&page->items[i]);
	free(page->items);
	free(page->next);
	*page = (struct journal_page){ 0 };
}

static void author_release(struct author *author)
{
	free(author->name);
	free(author->orcid);
}

void author_page_release(struct author_page *page)
{
	for (size_t i = 0; i < page->count; i++)
		author_release(&page->items[i]);
	free(page->items);
	free(page->next);
	*page = (struct author_page){ 0 };
}

void completion_release(struct completion *completion)
{
	free(completion->text);
	free(completion->key);
	*completion = (struct completion){ 0 };
}

void completions_release(struct completions *completions)
{
	for (size_t i = 0; i < completions->count; i++)
		completion_release(&completions->items[i]);
	free(completions->items);
	*completions = (struct completions){ 0 };
}

/* ---- open and close ---- */

/* The backend that url names, and the place in it; NULL: there is none. */
static const struct store_ops *backend_of(const char *url, const char **ret)
{
	struct span rest = span_of(url);
	struct span scheme;

	if (!span_next(&rest, ':', &scheme) || !rest.at || !rest.len)
		return NULL;
	*ret = rest.at;
	for (size_t i = 0; i < ARRAY_COUNT(backends); i++)
		if (span_is(scheme, backends[i]->scheme))
			return backends[i];
	return NULL;
}

enum status store_check(const char *url, struct error *err)
{
	const char *path;

	if (backend_of(url, &path))
		return STATUS_OK;
	return error_set(err, STATUS_CONFIG,
			 "the store \"%s\" is not understood; it is given as "
			 "sqlite:PATH",
			 url);
}

enum status store_open(const char *url, struct store **ret, struct error *err)
{
	const char *path;
	const struct store_ops *backend = backend_of(url, &path);

	enum status status = backend ? backend->open(path, ret, err)
				     : store_check(url, err);

	if (status == STATUS_OK)
		(*ret)->limits = (struct store_limits){ STORE_SCORED,
							STORE_SEARCH_MS };
	return status;
}

void store_close(struct store *store)
{
	if (store)
		store->ops->close(store);
}

/* ---- changes ---- */

/*
 * Counts a change that was committed.  Returns status.  The generation first:
 * who has seen the number of rewrites reads no snapshot of before.
 */
static enum status changed(struct store *store, enum status status)
{
	if (status != STATUS_OK)
		return status;
	store->generation++;
	if (atomic_exchange(&store->rewritten, false))
		store->rewrites++;
	return status;
}

enum status store_put(struct store *store, struct batch *batch,
		      struct error *err)
{
	return changed(store, store->ops->put(store, batch, err));
}

enum status store_prune(struct store *store, const struct dump_file *file,
			long long *ret_removed, struct error *err)
{
	return changed(store, store->ops->prune(store, file, ret_removed, err));
}

void store_fill(struct store *store)
{
	store->ops->fill(store);
}

enum status store_settle(struct store *store, long long written,
			 struct error *err)
{
	return store->ops->settle(store, written, err);
}

enum status store_stale_all(struct store *store, struct error *err)
{
	return changed(store, store->ops->stale_all(store, err));
}

/* A resolution alone changes nothing that is listed or counted. */
enum status store_keep(struct store *store, struct span doi,
		       const struct entry *entry,
		       const struct resolution *resolution, struct error *err)
{
	enum status status = store->ops->keep(store, doi, entry, resolution,
					      err);

	return entry ? changed(store, status) : status;
}

/* ---- reading ---- */

enum status store_resolution(struct store *store, struct span doi,
			     struct resolution *ret, struct error *err)
{
	return store->ops->resolution(store, doi, ret, err);
}

enum status store_get(struct store *store, struct span key, struct record *ret,
		      struct error *err)
{
	return store->ops->get(store, key, ret, err);
}

enum status store_raw(struct store *store, struct span key, struct buf *ret,
		      struct error *err)
{
	return store->ops->raw(store, key, ret, err);
}

enum status store_objects(struct store *store, struct span key,
			  objects_visit *visit, void *context,
			  struct error *err)
{
	return store->ops->objects(store, key, visit, context, err);
}

enum status store_list(struct store *store, const struct query *query,
		       struct page *ret, struct error *err)
{
	return store->ops->list(store, query, ret, err);
}

enum status store_records(struct store *store, const long long *ids,
			  size_t count, struct page *ret, struct error *err)
{
	return store->ops->records(store, ids, count, ret, err);
}

enum status store_journals(struct store *store, struct span query,
			   struct span after, unsigned limit,
			   struct journal_page *ret, struct error *err)
{
	return store->ops->journals(store, query, after, limit, ret, err);
}

enum status store_authors(struct store *store, struct span query,
			  struct span after, unsigned limit,
			  struct author_page *ret, struct error *err)
{
	return store->ops->authors(store, query, after, limit, ret, err);
}

enum status store_complete(struct store *store, struct span text,
			   unsigned kinds, size_t limit,
			   struct completions *ret, struct error *err)
{
	return store->ops->complete(store, text, kinds, limit, ret, err);
}

enum status store_journal(struct store *store, struct span issn_or_title,
			  struct journal_summary *ret, struct error *err)
{
	return store->ops->journal(store, issn_or_title, ret, err);
}

enum status store_stats(struct store *store, struct stats *ret,
			struct error *err)
{
	return store->ops->stats(store, ret, err);
}

enum status store_file(struct store *store, const char *path,
		       struct dump_file *ret, struct error *err)
{
	return store->ops->file_get(store, path, ret, err);
}

enum status store_rejects(struct store *store, reject_visit *visit,
			  void *context, struct error *err)
{
	return store->ops->rejects(store, visit, context, err);
}

enum status store_stale(struct store *store, size_t max, objects_visit *visit,
			void *context, size_t *ret_count, struct error *err)
{
	return store->ops->stale(store, max, visit, context, ret_count, err);
}
