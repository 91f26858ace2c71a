/* SPDX-License-Identifier: MIT */
/*
 * Records by flag: a walk along records_flags, which holds those with flags
 * only.
 */
#include "sqlite.h"

/* The last entry if it is of this name, else a new one; NULL: out of memory. */
static struct flag_count *entry_of(struct flag_counts *counts, struct span name)
{
	struct flag_count *items = counts->items;
	char *copy;

	if (counts->count && span_is(name, items[counts->count - 1].name))
		return &items[counts->count - 1];
	items = realloc(items, (counts->count + 1) * sizeof(*items));
	if (!items)
		return NULL;
	counts->items = items;
	copy = span_copy(name);
	if (!copy)
		return NULL;
	items[counts->count] = (struct flag_count){ .name = copy };
	return &items[counts->count++];
}

static bool add_row(struct flag_counts *counts, struct statement *row)
{
	struct flag_count *entry = entry_of(counts, row_span(row, 0));
	uint64_t flags = (uint64_t)row_integer(row, 1);
	long long records = row_integer(row, 2);

	if (!entry)
		return false;
	entry->records += records;
	for (int bit = 0; bit < 64; bit++)
		if (flags >> bit & 1)
			entry->by_bit[bit] += records;
	return true;
}

static int by_records(const void *a, const void *b)
{
	const struct flag_count *one = a, *other = b;

	if (one->records != other->records)
		return one->records < other->records ? 1 : -1;
	return strcmp(one->name, other->name);
}

static void keep_first(struct flag_counts *counts, size_t max)
{
	while (counts->count > max)
		free(counts->items[--counts->count].name);
}

enum status flags_read(struct connection *reader, const char *sql, size_t max,
		       struct flag_counts *counts, struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(reader, sql);
	bool room = true;

	while (room && statement_step(&rows))
		room = add_row(counts, &rows);
	if (!room)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (counts->count)
		qsort(counts->items, counts->count, sizeof(*counts->items),
		      by_records);
	keep_first(counts, max);
	return statement_check(&rows, err);
}

enum status flags_copy(const struct flag_counts *from, struct flag_counts *to,
		       struct error *err)
{
	for (size_t i = 0; i < from->count; i++) {
		struct flag_count *entry = entry_of(
			to, span_of(from->items[i].name));
		char *name = entry ? entry->name : NULL;

		if (!entry)
			return error_set(err, STATUS_NO_MEMORY, "no memory");
		*entry = from->items[i];
		entry->name = name;
	}
	return STATUS_OK;
}
