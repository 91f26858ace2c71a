/* SPDX-License-Identifier: MIT */
/*
 * Counts over everything held: walks along records_published, which holds
 * every column counted by.  They are kept until the store changes.
 */
#include "sqlite.h"

static enum status add_count(struct counts *counts, char *owned_name,
			     long long records, struct error *err)
{
	struct count *items;

	items = realloc(counts->items, (counts->count + 1) * sizeof(*items));
	if (items)
		counts->items = items;
	if (!items || !owned_name) {
		free(owned_name);
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	}
	items[counts->count++] = (struct count){ owned_name, records };
	return STATUS_OK;
}

/* The parts that are a list: SQL with the columns name and records. */
static const struct {
	size_t offset; /* in struct stats */
	const char *sql;
} lists[] = {
	/* clang-format off */
	{ offsetof(struct stats, by_source),
	  "SELECT source, count(*) FROM records INDEXED BY records_published"
	  " WHERE source <> '' GROUP BY source ORDER BY 2 DESC, 1" },
	{ offsetof(struct stats, by_type),
	  "SELECT type, count(*) FROM records INDEXED BY records_published"
	  " WHERE type <> '' GROUP BY type ORDER BY 2 DESC, 1" },
	{ offsetof(struct stats, by_year),
	  "SELECT year, count(*) FROM records INDEXED BY records_published"
	  " WHERE year IS NOT NULL GROUP BY year ORDER BY year DESC" },
	/* clang-format on */
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
	{ offsetof(struct stats, records), "SELECT count(*) FROM records" },
	{ offsetof(struct stats, with_abstract),
	  "SELECT count(*) FROM records INDEXED BY records_published"
	  " WHERE has & 1" },
	{ offsetof(struct stats, rejects),
	  "SELECT coalesce(sum(rejects), 0) FROM files" },
	{ offsetof(struct stats, files), "SELECT count(*) FROM files" },
	/* clang-format on */
};
_Static_assert(HAS_ABSTRACT == 1, "the bit that with_abstract counts");

static enum status list_read(struct connection *reader, const char *sql,
			     struct counts *counts, struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(reader, sql);
	enum status status = STATUS_OK;

	while (status == STATUS_OK && statement_step(&rows))
		status = add_count(counts, row_text(&rows, 0),
				   row_integer(&rows, 1), err);
	return status == STATUS_OK ? statement_check(&rows, err) : status;
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

static enum status stats_read(struct connection *reader, struct stats *stats,
			      struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	enum status status = snapshot_begin(reader, &open, err);
	char *base = (char *)stats;

	for (size_t i = 0; i < ARRAY_COUNT(numbers); i++)
		if (status == STATUS_OK)
			status = number_read(
				reader, numbers[i].sql,
				(long long *)(base + numbers[i].offset), err);
	for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
		if (status == STATUS_OK)
			status = list_read(
				reader, lists[i].sql,
				(struct counts *)(base + lists[i].offset), err);
	for (size_t i = 0; i < ARRAY_COUNT(flags); i++)
		if (status == STATUS_OK)
			status = flags_read(
				reader, flags[i].sql, flags[i].max,
				(struct flag_counts *)(base + flags[i].offset),
				err);
	if (status == STATUS_OK)
		status = last_load_read(reader, &stats->last_load, err);
	return status;
}

/* ---- what is kept ---- */

static enum status counts_copy(const struct counts *from, struct counts *to,
			       struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < from->count; i++)
		status = add_count(to, span_copy(span_of(from->items[i].name)),
				   from->items[i].records, err);
	return status;
}

static enum status stats_copy(const struct stats *from, struct stats *ret,
			      struct error *err)
{
	SCOPED(stats_release) struct stats copy = *from;
	enum status status;

	copy.by_source = copy.by_type = copy.by_year = (struct counts){ 0 };
	copy.flags_by_source = copy.flags_by_prefix = (struct flag_counts){ 0 };
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
	SCOPED(stats_release) struct stats stats = { 0 };
	enum status status = reader_borrow(base, &reader, err);

	if (status == STATUS_OK)
		status = stats_read(reader.connection, &stats, err);
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
