/* SPDX-License-Identifier: MIT */
#include "sqlite_index.h"

#include "sqlite_names.h"

/* Papers of records that were held, for a transaction of any size. */
static void change_release(struct change *change)
{
	if (change->old)
		paper_release(change->old);
	free(change->old);
}

void changes_release(struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		change_release(&changes->items[i]);
	free(changes->items);
	*changes = (struct changes){ 0 };
}

/* ---- gathering ---- */

static struct change *change_add(struct changes *changes)
{
	struct change *items = changes->items;
	size_t room = changes->room ? 2 * changes->room : 16;

	if (changes->count == changes->room) {
		items = reallocarray(items, room, sizeof(*items));
		if (!items)
			return NULL;
		changes->items = items;
		changes->room = room;
	}
	items[changes->count] = (struct change){ .turn = changes->count };
	return &items[changes->count++];
}

static enum status old_read(struct connection *writer, struct change *change,
			    struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		writer, "SELECT json FROM records WHERE id = ?");

	bind_integer(&find, change->id);
	if (!statement_step(&find))
		return statement_check(&find, err);
	change->old = calloc(1, sizeof(*change->old));
	if (!change->old)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return paper_from_json(row_span(&find, 0), change->old, err);
}

enum status change_begin(struct sqlite_store *store, struct changes *changes,
			 long long id, bool held, struct change **ret,
			 struct error *err)
{
	struct change *change = change_add(changes);

	if (!change)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	change->id = id;
	*ret = change;
	/* without facts there is nothing to take out: its JSON could not be
	 * read, or it is of this transaction */
	if (!held || !facts_get(store->facts, id, &change->was))
		return STATUS_OK;
	return old_read(store->writer, change, err);
}

/* ---- one change a record ---- */

static int by_record(const void *a, const void *b)
{
	const struct change *one = a, *other = b;

	if (one->id != other->id)
		return one->id < other->id ? -1 : 1;
	return one->turn < other->turn ? -1 : one->turn > other->turn;
}

/* Of several changes of one record: what was before the first, what is after
 * the last. */
static void changes_fold(struct changes *changes)
{
	size_t kept = 0;

	if (changes->count)
		qsort(changes->items, changes->count, sizeof(*changes->items),
		      by_record);
	for (size_t i = 0; i < changes->count; i++) {
		struct change *change = &changes->items[i];
		struct change *before = &changes->items[kept ? kept - 1 : 0];

		if (!kept || before->id != change->id) {
			changes->items[kept++] = *change;
			continue;
		}
		before->paper = change->paper;
		before->columns = change->columns;
		before->now = change->now;
		change_release(change);
	}
	changes->count = kept;
}

/* ---- the index ---- */

/* A row to be taken out of the index or put into it. */
struct row_change {
	long long row;
	struct change *change;
	bool put;
};

/* In the order of rows; what goes out goes before what comes in. */
static int by_row(const void *a, const void *b)
{
	const struct row_change *one = a, *other = b;

	if (one->row != other->row)
		return one->row < other->row ? -1 : 1;
	return one->put - other->put;
}

/* The index while it is written, with room for what is taken out and put in. */
struct index_writer {
	struct connection *connection;
	struct terms *terms; /* of the connection */
	struct columns old, new;
};

static void index_writer_release(struct index_writer *writer)
{
	columns_release(&writer->old);
	columns_release(&writer->new);
}

/* *ret is valid until the next change. */
static enum status columns_after(struct index_writer *writer,
				 const struct change *change,
				 const struct columns **ret, struct error *err)
{
	*ret = change->columns ? change->columns : &writer->new;
	if (change->columns)
		return STATUS_OK;
	return columns_fill(&writer->new, writer->terms, change->paper, err);
}

static enum status columns_before(struct index_writer *writer,
				  const struct change *change,
				  const struct columns **ret, struct error *err)
{
	*ret = &writer->old;
	return columns_fill(&writer->old, writer->terms, change->old, err);
}

/* True when the row stays as it is. */
static enum status is_indexed_alike(struct index_writer *writer,
				    const struct change *change, bool *ret,
				    struct error *err)
{
	const struct columns *before = NULL, *after = NULL;
	enum status status;

	*ret = false;
	if (!change->old || !change->paper ||
	    change->was.of[FACT_STATE] >> STATE_PRIOR_SHIFT !=
		    change->now.of[FACT_STATE] >> STATE_PRIOR_SHIFT)
		return STATUS_OK;
	status = columns_before(writer, change, &before, err);
	if (status == STATUS_OK)
		status = columns_after(writer, change, &after, err);
	*ret = status == STATUS_OK && columns_are_alike(before, after);
	return status;
}

static enum status rows_add(struct index_writer *writer, struct change *change,
			    struct row_change *rows, size_t *count,
			    struct error *err)
{
	bool alike;
	enum status status = is_indexed_alike(writer, change, &alike, err);

	if (status != STATUS_OK)
		return status;
	if (alike) {
		change->now.of[FACT_LENGTH] = change->was.of[FACT_LENGTH];
		return STATUS_OK;
	}
	if (change->old)
		rows[(*count)++] = (struct row_change){
			index_row(change->was.of[FACT_STATE], change->id),
			change, false
		};
	if (change->paper)
		rows[(*count)++] = (struct row_change){
			index_row(change->now.of[FACT_STATE], change->id),
			change, true
		};
	return STATUS_OK;
}

static uint32_t length_of(const struct columns *columns)
{
	unsigned title = columns->places[COLUMN_TITLE], all = 0;

	for (int i = 0; i < COLUMNS; i++)
		all += columns->places[i];
	return (title < UINT16_MAX ? title : UINT16_MAX) << 16 |
	       (all < UINT16_MAX ? all : UINT16_MAX);
}

static enum status row_run(struct connection *writer,
			   const struct row_change *row,
			   const struct columns *columns, struct error *err)
{
	static const char put[] =
		"INSERT INTO search (rowid, abstract, title, author, journal)"
		" VALUES (?, ?, ?, ?, ?)";
	static const char take[] =
		"INSERT INTO search (search, rowid, abstract, title, author,"
		" journal) VALUES ('delete', ?, ?, ?, ?, ?)";
	SCOPED(statement_release)
	struct statement write = statement_of(writer, row->put ? put : take);

	bind_integer(&write, row->row);
	for (int i = 0; i < COLUMNS; i++)
		bind_span(&write, buf_span(&columns->of[i]));
	return statement_run(&write, err);
}

static enum status row_write(struct index_writer *writer,
			     const struct row_change *row, struct error *err)
{
	const struct columns *columns = NULL;
	enum status status = row->put ? columns_after(writer, row->change,
						      &columns, err)
				      : columns_before(writer, row->change,
						       &columns, err);

	if (status == STATUS_OK)
		status = row_run(writer->connection, row, columns, err);
	if (status == STATUS_OK && row->put)
		row->change->now.of[FACT_LENGTH] = length_of(columns);
	return status;
}

static enum status rows_write(struct index_writer *writer,
			      struct changes *changes, struct row_change *rows,
			      struct error *err)
{
	enum status status = STATUS_OK;
	size_t count = 0;

	for (size_t i = 0; status == STATUS_OK && i < changes->count; i++)
		status = rows_add(writer, &changes->items[i], rows, &count,
				  err);
	if (status == STATUS_OK && count)
		qsort(rows, count, sizeof(*rows), by_row);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = row_write(writer, &rows[i], err);
	return status;
}

static enum status index_write(struct connection *connection,
			       struct changes *changes, struct error *err)
{
	SCOPED(index_writer_release)
	struct index_writer writer = { .connection = connection,
				       .terms = connection->terms };
	SCOPED_FREE struct row_change *rows = calloc(2 * changes->count + 1,
						     sizeof(*rows));

	if (!rows)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return rows_write(&writer, changes, rows, err);
}

/* ---- names ---- */

/* The names of a record before and after, where they have to be made. */
struct names_scratch {
	struct terms *terms; /* of the connection */
	struct buf old, new;
};

static void names_scratch_release(struct names_scratch *scratch)
{
	buf_release(&scratch->old);
	buf_release(&scratch->new);
}

/* NULL has none. */
static enum status names_of(struct terms *terms, const struct paper *paper,
			    struct buf *ret, struct error *err)
{
	buf_clear(ret);
	if (paper)
		names_make(terms, paper, ret);
	return buf_check(ret, err);
}

static enum status names_after(struct names_scratch *scratch,
			       const struct change *change, struct span *ret,
			       struct error *err)
{
	bool made = change->columns && change->columns->names.len;
	enum status status = names_of(scratch->terms,
				      made ? NULL : change->paper,
				      &scratch->new, err);

	*ret = buf_span(made ? &change->columns->names : &scratch->new);
	return status;
}

static enum status names_gather(struct names *names,
				struct names_scratch *scratch,
				const struct change *change, struct error *err)
{
	struct span new = { 0 };
	enum status status = names_of(scratch->terms, change->old,
				      &scratch->old, err);

	if (status == STATUS_OK)
		status = names_after(scratch, change, &new, err);
	if (status == STATUS_OK)
		status = names_change(names, change->id,
				      buf_span(&scratch->old), new, err);
	return status == STATUS_OK
		       ? names_journal(names, change->was.of[FACT_JOURNAL],
				       change->now.of[FACT_JOURNAL], err)
		       : status;
}

static enum status names_change_all(const struct sqlite_store *store,
				    const struct changes *changes,
				    struct error *err)
{
	SCOPED(gathered_names_release)
	struct names names = { .writer = store->writer,
			       .late = store->filling };
	SCOPED(names_scratch_release)
	struct names_scratch scratch = { store->writer->terms,
					 buf_init(NAMES_MAX),
					 buf_init(NAMES_MAX) };
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < changes->count; i++)
		status = names_gather(&names, &scratch, &changes->items[i],
				      err);
	return status == STATUS_OK ? names_write(&names, err) : status;
}

/* ---- facts ---- */

static enum status facts_change(struct connection *writer,
				const struct change *change, struct error *err)
{
	SCOPED(statement_release) struct statement drop = { 0 };

	if (change->paper)
		return facts_write(writer, change->id, &change->now, err);
	drop = statement_of(writer, "DELETE FROM facts WHERE record_id = ?");
	bind_integer(&drop, change->id);
	return statement_run(&drop, err);
}

/* Room in memory, so that nothing can fail once all is committed. */
static enum status memory_reserve(struct sqlite_store *store,
				  const struct changes *changes,
				  struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < changes->count; i++)
		status = facts_reserve(store->facts, changes->items[i].id,
				       &changes->items[i].now, err);
	return status;
}

static enum status number_write(struct connection *writer, struct error *err)
{
	SCOPED(statement_release)
	struct statement write = statement_of(
		writer, "UPDATE commits SET number = number + 1");

	return statement_run(&write, err);
}

enum status changes_write(struct sqlite_store *store, struct changes *changes,
			  struct error *err)
{
	enum status status;

	changes_fold(changes);
	status = index_write(store->writer, changes, err);
	for (size_t i = 0; status == STATUS_OK && i < changes->count; i++)
		status = facts_change(store->writer, &changes->items[i], err);
	if (status == STATUS_OK)
		status = names_change_all(store, changes, err);
	if (status == STATUS_OK)
		status = memory_reserve(store, changes, err);
	return status == STATUS_OK && changes->count
		       ? number_write(store->writer, err)
		       : status;
}

void changes_apply(struct sqlite_store *store, const struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		facts_set(store->facts, changes->items[i].id,
			  &changes->items[i].now);
	store->commits += changes->count > 0;
}
