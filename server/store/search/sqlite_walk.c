/* SPDX-License-Identifier: MIT */
/*
 * Orders by a text: a walk along the index of that text which takes the records
 * that were met.  It ends with the page, so it is short where many match, and a
 * walk through a narrow index where few do.
 */
#include "sqlite_walk.h"

#define POINTER "paperd-collect-met"

/* passes(id, collect): was the record met? */
static void passes(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct collect *collect = count == 2 ? sqlite3_value_pointer(
							     values[1], POINTER)
						   : NULL;

	sqlite3_result_int(
		context,
		collect && collect_has_met(collect,
					   sqlite3_value_int64(values[0])));
}

int walk_register(sqlite3 *db)
{
	return sqlite3_create_function_v2(db, "passes", 2,
					  SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL,
					  passes, NULL, NULL, NULL);
}

/* How an order is walked: from the text ?1 and the record ?2 on. */
static const char *const walks[][2] = {
	[SORT_DOI] = {
		"SELECT id, key FROM records INDEXED BY records_key"
		" WHERE (key, id) > (?1, ?2) AND passes(id, ?3)"
		" ORDER BY key, id LIMIT ?4",
		"SELECT id, key FROM records INDEXED BY records_key"
		" WHERE (key, id) < (?1, ?2) AND passes(id, ?3)"
		" ORDER BY key DESC, id DESC LIMIT ?4",
	},
	[SORT_TITLE] = {
		"SELECT record_id, key FROM titles"
		" WHERE (key, record_id) > (?1, ?2) AND passes(record_id, ?3)"
		" ORDER BY key, record_id LIMIT ?4",
		"SELECT record_id, key FROM titles"
		" WHERE (key, record_id) < (?1, ?2) AND passes(record_id, ?3)"
		" ORDER BY key DESC, record_id DESC LIMIT ?4",
	},
};

/* Behind every text: no UTF-8 has this byte. */
static const char last_text[] = "\xff";

static void place_bind(const struct query *query, struct statement *rows)
{
	const struct place *after = &query->after;

	if (after->given) {
		bind_text(rows, after->text ? after->text : "");
		bind_integer(rows, (long long)after->id);
	} else {
		bind_text(rows, query->descending ? last_text : "");
		bind_integer(rows, query->descending ? RANK_NO_END : -1);
	}
}

static enum status last_keep(struct statement *rows, struct place *last,
			     struct error *err)
{
	free(last->text);
	last->text = row_text(rows, 1);
	last->id = (uint64_t)row_integer(rows, 0);
	return statement_check(rows, err);
}

enum status walk_run(struct search_found *found, long long *ids, size_t *count,
		     struct place *ret_next, struct error *err)
{
	const struct query *query = found->query;
	SCOPED(statement_release)
	struct statement rows = statement_of(
		found->reader->connection,
		walks[query->sort][query->descending]);
	SCOPED(place_release) struct place last = { 0 };
	enum status status = STATUS_OK;

	*count = 0;
	place_bind(query, &rows);
	bind_pointer(&rows, &found->collect, POINTER);
	bind_integer(&rows, (long long)query->limit + 1);
	while (status == STATUS_OK && statement_step(&rows)) {
		if (*count == query->limit) {
			last.given = true;
			break;
		}
		ids[(*count)++] = row_integer(&rows, 0);
		if (*count == query->limit)
			status = last_keep(&rows, &last, err);
	}
	if (status == STATUS_OK)
		status = statement_check(&rows, err);
	if (status != STATUS_OK || !last.given)
		return status;
	*ret_next = last;
	last = (struct place){ 0 };
	return STATUS_OK;
}
