/* SPDX-License-Identifier: MIT */
/* Writing what changed of titles and authors, in the order of their keys. */
#include "sqlite_names.h"

#include <stdlib.h>

static const char *key_of(const struct names *names,
			  const struct name_change *change)
{
	return names->texts.data + change->at;
}

static int compare(long long left, long long right)
{
	return (left > right) - (left < right);
}

/* ---- titles ---- */

/* By key, then record; of one both in the order in which they came. */
static int title_order(const void *left, const void *right, void *context)
{
	const struct name_change *one = left, *other = right;
	int order = strcmp(key_of(context, one), key_of(context, other));

	if (!order)
		order = compare(one->record, other->record);
	if (!order)
		order = compare(one->sequence, other->sequence);
	return order ? order : compare(one->delta, other->delta);
}

static enum status title_write(struct names *names,
			       const struct name_change *change,
			       struct error *err)
{
	static const char add[] =
		"INSERT OR REPLACE INTO titles (key, record_id, weight)"
		" VALUES (?, ?, ?)";
	static const char drop[] =
		"DELETE FROM titles WHERE key = ? AND record_id = ?";
	SCOPED(statement_release)
	struct statement write = statement_of(names->writer,
					      change->delta > 0 ? add : drop);

	bind_text(&write, key_of(names, change));
	bind_integer(&write, change->record);
	if (change->delta > 0)
		bind_integer(&write, change->weight);
	return statement_run(&write, err);
}

/* Of several changes of one row the last one decides. */
static bool is_undone(const struct names *names,
		      const struct name_change *change)
{
	const struct name_change *next = change + 1;

	return next < names->titles.items + names->titles.count &&
	       next->record == change->record &&
	       strcmp(key_of(names, next), key_of(names, change)) == 0;
}

enum status names_write_titles(struct names *names, struct error *err)
{
	struct name_changes *titles = &names->titles;
	enum status status = STATUS_OK;

	if (!titles->count)
		return STATUS_OK;
	qsort_r(titles->items, titles->count, sizeof(*titles->items),
		title_order, names);
	for (size_t i = 0; status == STATUS_OK && i < titles->count; i++)
		if (!is_undone(names, &titles->items[i]))
			status = title_write(names, &titles->items[i], err);
	return status;
}

/* ---- authors ---- */

/* What an author was, and what is to change. */
struct author_row {
	size_t at; /* of its texts */
	uint64_t hash;
	long long id; /* 0: none yet */
	long long records, delta;
};

static const char *after_text(const char *text)
{
	return text + strlen(text) + 1;
}

static int author_order(const void *left, const void *right)
{
	const struct name_change *one = left, *other = right;

	if (one->hash != other->hash)
		return one->hash > other->hash ? 1 : -1;
	if (one->sequence != other->sequence)
		return one->sequence > other->sequence ? 1 : -1;
	return one->delta - other->delta;
}

static enum status author_find(struct connection *writer,
			       struct author_row *row, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		writer, "SELECT id, records FROM authors WHERE hash = ?");

	bind_integer(&find, (long long)row->hash);
	if (statement_step(&find)) {
		row->id = row_integer(&find, 0);
		row->records = row_integer(&find, 1);
	}
	return statement_check(&find, err);
}

static enum status author_add(struct names *names, struct author_row *row,
			      struct error *err)
{
	SCOPED(statement_release)
	struct statement add = statement_of(
		names->writer, "INSERT INTO authors (hash, orcid, name,"
			       " records) VALUES (?, ?, ?, ?)");
	const char *orcid = after_text(names->texts.data + row->at);
	enum status status;

	bind_integer(&add, (long long)row->hash);
	bind_text(&add, *orcid ? orcid : NULL);
	bind_text(&add, after_text(orcid));
	bind_integer(&add, row->delta);
	status = statement_run(&add, err);
	row->id = sqlite3_last_insert_rowid(names->writer->db);
	return status;
}

static enum status author_count(struct names *names,
				const struct author_row *row, long long records,
				struct error *err)
{
	static const char drop[] = "DELETE FROM authors WHERE id = ?1";
	static const char count[] =
		"UPDATE authors SET records = ?2 WHERE id = ?1";
	SCOPED(statement_release)
	struct statement write = statement_of(names->writer,
					      records ? count : drop);

	bind_integer(&write, row->id);
	if (records)
		bind_integer(&write, records);
	return statement_run(&write, err);
}

static enum status author_change(struct names *names, struct author_row *row,
				 struct error *err)
{
	long long records = row->records + row->delta;
	unsigned before = name_weight(row->records);
	unsigned after = name_weight(records);
	bool is_new = !row->id;
	enum status status;

	if (records < 0 || (is_new && !records))
		return STATUS_OK;
	status = is_new ? author_add(names, row, err)
			: author_count(names, row, records, err);
	if (status != STATUS_OK || before == after || names->late)
		return status;
	return name_words_move(names, &names->author_words, row->at,
			       before ? name_rowid(before, row->id) : 0,
			       after ? name_rowid(after, row->id) : 0, err);
}

/* Sums up the changes of one author that begin at `from`; *ret_end is behind
 * them.  One that a record names twice is counted once. */
static struct author_row author_sum(const struct name_changes *authors,
				    size_t from, size_t *ret_end)
{
	const struct name_change *items = authors->items;
	struct author_row row = { .at = items[from].at,
				  .hash = items[from].hash,
				  .delta = items[from].delta };
	size_t i = from + 1;

	for (; i < authors->count && items[i].hash == row.hash; i++)
		if (items[i].sequence != items[i - 1].sequence ||
		    items[i].delta != items[i - 1].delta)
			row.delta += items[i].delta;
	*ret_end = i;
	return row;
}

enum status names_write_authors(struct names *names, struct error *err)
{
	struct name_changes *authors = &names->authors;
	enum status status = STATUS_OK;

	if (authors->count)
		qsort(authors->items, authors->count, sizeof(*authors->items),
		      author_order);
	for (size_t i = 0; status == STATUS_OK && i < authors->count;) {
		struct author_row row = author_sum(authors, i, &i);

		if (row.delta)
			status = author_find(names->writer, &row, err);
		if (row.delta && status == STATUS_OK)
			status = author_change(names, &row, err);
	}
	return status;
}
