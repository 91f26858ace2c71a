/* SPDX-License-Identifier: MIT */
/*
 * Counts over everything held: one pass over the facts.  They are kept until the
 * store changes.
 */
#include "sqlite.h"

#include <stdlib.h>

#include "sqlite_facets.h"
#include "sqlite_view.h"

/* Most values of a list: there are far fewer types, sources and years. */
#define VALUES_MAX QUERY_FACET_MAX

/* The parts that are a list: a facet over everything. */
static const struct {
	size_t offset; /* in struct stats */
	enum query_facet facet;
} lists[] = {
	{ offsetof(struct stats, by_source), FACET_SOURCE },
	{ offsetof(struct stats, by_type), FACET_TYPE },
	{ offsetof(struct stats, by_year), FACET_YEAR },
};

/* The parts that count flags. */
static const struct {
	size_t offset;
	size_t max;
	const char *sql;
} flags[] = {
	/* clang-format off */
	{ offsetof(struct stats, flags_by_source), SIZE_MAX,
	  "SELECT source, flags, count(*) FROM records INDEXED BY records_flags"
	  " WHERE flags <> 0 GROUP BY source, flags" },
	{ offsetof(struct stats, flags_by_prefix), STATS_PREFIXES_MAX,
	  "SELECT substr(key, 1, instr(key, '/') - 1) AS prefix, flags,"
	  " count(*) FROM records INDEXED BY records_flags"
	  " WHERE flags <> 0 AND key GLOB '10.*' GROUP BY prefix, flags"
	  " ORDER BY prefix" },
	/* clang-format on */
};

/* The parts that are a number. */
static const struct {
	size_t offset;
	const char *sql;
} numbers[] = {
	/* clang-format off */
	{ offsetof(struct stats, rejects),
	  "SELECT coalesce(sum(rejects), 0) FROM files" },
	{ offsetof(struct stats, files), "SELECT count(*) FROM files" },
	/* clang-format on */
};
static int by_name_descending(const void *a, const void *b)
{
	const struct count *one = a, *other = b;

	return strcmp(other->name, one->name);
}

static int by_records(const void *a, const void *b)
{
	const struct count *one = a, *other = b;

	if (one->records != other->records)
		return one->records < other->records ? 1 : -1;
	return strcmp(one->name, other->name);
}

static enum status list_read(struct reader *reader,
			     const struct tallies *tallies,
			     enum query_facet facet, struct counts *ret,
			     struct error *err)
{
	struct facet read = { 0 };
	enum status status = facet_read(reader, tallies, facet, VALUES_MAX,
					&read, err);

	*ret = read.values;
	if (ret->count)
		qsort(ret->items, ret->count, sizeof(*ret->items),
		      facet == FACET_YEAR ? by_name_descending : by_records);
	return status;
}

static enum status tallies_read(struct reader *reader, struct stats *stats,
				struct error *err)
{
	SCOPED(tallies_release) struct tallies tallies = { 0 };
	const struct facts_table *table = reader->store->facts;
	long long end = facts_end(table);
	enum status status = STATUS_OK;
	struct facts facts;

	for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
		tallies.facets |= 1U << lists[i].facet;
	for (long long id = 1; id < end; id++) {
		if (!facts_get(table, id, &facts))
			continue;
		stats->records++;
		stats->with_abstract += (facts.of[FACT_STATE] & HAS_ABSTRACT) !=
					0;
		if (!tallies_add(&tallies, &facts))
			return error_set(err, STATUS_NO_MEMORY, "no memory");
	}
	for (size_t i = 0; status == STATUS_OK && i < ARRAY_COUNT(lists); i++)
		status = list_read(
			reader, &tallies, lists[i].facet,
			(struct counts *)((char *)stats + lists[i].offset),
			err);
	return status;
}

static enum status number_read(struct connection *reader, const char *sql,
			       long long *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement row = statement_of(reader, sql);

	if (statement_step(&row))
		*ret = row_integer(&row, 0);
	return statement_check(&row, err);
}

static enum status last_load_read(struct connection *reader, char **ret,
				  struct error *err)
{
	SCOPED(statement_release)
	struct statement row = statement_of(reader,
					    "SELECT max(finished) FROM files");

	if (statement_step(&row))
		*ret = row_text(&row, 0);
	return statement_check(&row, err);
}

static enum status stats_read(struct reader *of, struct stats *stats,
			      struct error *err)
{
	struct connection *reader = of->connection;
	enum status status = STATUS_OK;
	char *base = (char *)stats;

	for (size_t i = 0; i < ARRAY_COUNT(numbers); i++)
		if (status == STATUS_OK)
			status = number_read(
				reader, numbers[i].sql,
				(long long *)(base + numbers[i].offset), err);
	if (status == STATUS_OK)
		status = tallies_read(of, stats, err);
	for (size_t i = 0; i < ARRAY_COUNT(flags); i++)
		if (status == STATUS_OK)
			status = flags_read(
				reader, flags[i].sql, flags[i].max,
				(struct flag_counts *)(base + flags[i].offset),
				err);
	if (status == STATUS_OK)
		status = last_load_read(reader, &stats->last_load, err);
	if (status == STATUS_OK)
		status = loads_read(reader, &stats->loads, err);
	return status;
}

/* ---- what is kept ---- */

static enum status counts_copy(const struct counts *from, struct counts *to,
			       struct error *err)
{
	to->items = calloc(from->count + 1, sizeof(*to->items));
	if (!to->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (size_t i = 0; i < from->count; i++) {
		to->items[i] = from->items[i];
		to->items[i].name = strdup(from->items[i].name);
		if (!to->items[i].name)
			return error_set(err, STATUS_NO_MEMORY, "no memory");
		to->count++;
	}
	return STATUS_OK;
}

static enum status stats_copy(const struct stats *from, struct stats *ret,
			      struct error *err)
{
	SCOPED(stats_release) struct stats copy = *from;
	enum status status;

	copy.by_source = copy.by_type = copy.by_year = (struct counts){ 0 };
	copy.flags_by_source = copy.flags_by_prefix = (struct flag_counts){ 0 };
	copy.loads = (struct file_loads){ 0 };
	copy.last_load = NULL;
	if (from->last_load)
		copy.last_load = span_copy(span_of(from->last_load));
	if (from->last_load && !copy.last_load)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	status = counts_copy(&from->by_source, &copy.by_source, err);
	if (status == STATUS_OK)
		status = counts_copy(&from->by_type, &copy.by_type, err);
	if (status == STATUS_OK)
		status = counts_copy(&from->by_year, &copy.by_year, err);
	if (status == STATUS_OK)
		status = flags_copy(&from->flags_by_source,
				    &copy.flags_by_source, err);
	if (status == STATUS_OK)
		status = flags_copy(&from->flags_by_prefix,
				    &copy.flags_by_prefix, err);
	if (status == STATUS_OK)
		status = loads_copy(&from->loads, &copy.loads, err);
	if (status != STATUS_OK)
		return status;
	*ret = copy;
	copy = (struct stats){ 0 };
	return STATUS_OK;
}

static enum status cache_fill(struct store *base, struct stats_cache *cache,
			      struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(view_close) struct view view = { .reader = &reader };
	SCOPED(stats_release) struct stats stats = { 0 };
	enum status status = reader_borrow(base, &reader, err);
	bool done = false;

	while (status == STATUS_OK && !done) {
		stats_release(&stats);
		status = view_open(&view, err);
		if (status == STATUS_OK)
			status = stats_read(&reader, &stats, err);
		done = view_holds(&view);
	}
	if (status != STATUS_OK)
		return status;
	stats_release(&cache->stats);
	cache->stats = stats;
	cache->generation = reader.generation;
	cache->filled = true;
	stats = (struct stats){ 0 };
	return STATUS_OK;
}

/* The guard is held while counting: whoever asks meanwhile waits for the same
 * answer instead of counting too. */
enum status sqlite_stats(struct store *base, struct stats *ret,
			 struct error *err)
{
	struct stats_cache *cache = &((struct sqlite_store *)base)->stats;
	enum status status = STATUS_OK;

	pthread_mutex_lock(&cache->guard);
	if (!cache->filled || cache->generation != base->generation)
		status = cache_fill(base, cache, err);
	if (status == STATUS_OK)
		status = stats_copy(&cache->stats, ret, err);
	pthread_mutex_unlock(&cache->guard);
	return status;
}
