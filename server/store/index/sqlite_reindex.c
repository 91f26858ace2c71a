/* SPDX-License-Identifier: MIT */
/*
 * The index made anew of all records: of a new store, which has none; of one
 * whose index another version of this program made; and of one where that was
 * not finished.
 */
#include "sqlite_put.h"

#include <stdlib.h>

#include "paperd/log.h"

/* Raised with every change of config/index.sql, of what columns.h, facts and
 * names are made of; a change of terms raises TERMS_VERSION. */
#define INDEX_VERSION 6

/* Records of one transaction: their papers are in memory. */
#define STEP_RECORDS 2000

/* config/index.sql, turned into a string at build time. */
extern const char index_sql[];

/* Some records in the order of their ids. */
struct reindex_step {
	struct paper papers[STEP_RECORDS];
	size_t count;
	long long last; /* id of the last one */
};

static void step_free(struct reindex_step **step)
{
	for (size_t i = 0; *step && i < (*step)->count; i++)
		paper_release(&(*step)->papers[i]);
	free(*step);
}

static enum status record_index(struct put *put, long long id,
				const struct paper *paper, struct error *err)
{
	struct change *change;
	long long journal;
	enum status status;

	status = journal_put(put->store, &paper->journal, &journal, err);
	if (status == STATUS_OK)
		status = change_begin(put->store, &put->changes, id, false,
				      &change, err);
	if (status != STATUS_OK)
		return status;
	change->paper = paper;
	status = notices_set(put, id, paper, true, err);
	return status == STATUS_OK
		       ? facts_of(put->store, paper, journal, &change->now, err)
		       : status;
}

static enum status records_index(struct put *put, struct reindex_step *step,
				 struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(
		put->writer, "SELECT id, json FROM records WHERE id > ?"
			     " ORDER BY id LIMIT ?");
	enum status status = STATUS_OK;

	bind_integer(&rows, step->last);
	bind_integer(&rows, STEP_RECORDS);
	while (status == STATUS_OK && statement_step(&rows)) {
		struct paper *paper = &step->papers[step->count++];

		step->last = row_integer(&rows, 0);
		if (paper_from_json(row_span(&rows, 1), paper, NULL) !=
		    STATUS_OK)
			log_event(LOG_WARN,
				  "record %lld cannot be read and "
				  "is not indexed",
				  step->last);
		else
			status = record_index(put, step->last, paper, err);
	}
	return status == STATUS_OK ? statement_check(&rows, err) : status;
}

/* *last is the id that the step goes on after; 0 when there is none left. */
static enum status step_run(struct sqlite_store *store, long long *last,
			    struct error *err)
{
	SCOPED(step_free)
	struct reindex_step *step = calloc(1, sizeof(*step));
	SCOPED(put_release)
	struct put put = { .store = store, .writer = store->writer };
	enum status status;

	if (!step)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	step->last = *last;
	status = put_begin(&put, err);
	if (status == STATUS_OK)
		status = records_index(&put, step, err);
	if (status == STATUS_OK)
		status = put_commit(&put, err);
	*last = step->count ? step->last : 0;
	return status;
}

/* Of what the index is made now. */
static long long made_version(void)
{
	return (long long)INDEX_VERSION << 32 | (long long)terms_version();
}

static enum status made_read(struct connection *writer, long long *ret,
			     struct error *err)
{
	SCOPED(statement_release) struct statement read = { 0 };
	SCOPED(statement_release)
	struct statement look = statement_once(
		writer, "SELECT 1 FROM sqlite_schema WHERE name = 'made'");
	bool exists = statement_step(&look);
	enum status status = statement_check(&look, err);

	*ret = 0;
	if (status != STATUS_OK || !exists)
		return status;
	read = statement_once(writer, "SELECT version FROM made");
	if (statement_step(&read))
		*ret = row_integer(&read, 0);
	return statement_check(&read, err);
}

static enum status made_write(struct connection *writer, struct error *err)
{
	SCOPED(statement_release)
	struct statement write = statement_once(
		writer, "INSERT INTO made (version) VALUES (?)");

	bind_integer(&write, made_version());
	return statement_run(&write, err);
}

static enum status index_create(struct connection *writer, struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	enum status status = transaction_begin(writer, &open, err);

	if (status == STATUS_OK)
		status = connection_run(writer, index_sql, err);
	return status == STATUS_OK ? transaction_commit(&open, err) : status;
}

/* It takes a while, so it is told to who waits for the service to start. */
static enum status tell(struct connection *writer, struct error *err)
{
	SCOPED(statement_release)
	struct statement count = statement_once(writer,
						"SELECT count(*) FROM records");

	if (statement_step(&count) && row_integer(&count, 0))
		log_event(LOG_INFO, "indexing %lld records anew",
			  row_integer(&count, 0));
	return statement_check(&count, err);
}

static enum status index_make(struct sqlite_store *store, struct error *err)
{
	long long last = 0;
	enum status status = index_create(store->writer, err);

	if (status == STATUS_OK)
		status = tell(store->writer, err);
	do {
		if (status == STATUS_OK)
			status = step_run(store, &last, err);
	} while (status == STATUS_OK && last);
	return status == STATUS_OK ? made_write(store->writer, err) : status;
}

enum status index_prepare(struct sqlite_store *store, struct error *err)
{
	long long made;
	enum status status = made_read(store->writer, &made, err);

	if (status != STATUS_OK || made == made_version())
		return status;
	return index_make(store, err);
}
