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

/* How an order is walked: from the text ?1 and the record ?2 on, up to the
 * text ?5. */
static const char *const walks[][2] = {
	[SORT_DOI] = {
		"SELECT id, key FROM records INDEXED BY records_key"
		" WHERE (key, id) > (?1, ?2) AND key <= ?5 AND passes(id, ?3)"
		" ORDER BY key, id LIMIT ?4",
		"SELECT id, key FROM records INDEXED BY records_key"
		" WHERE (key, id) < (?1, ?2) AND key >= ?5 AND passes(id, ?3)"
		" ORDER BY key DESC, id DESC LIMIT ?4",
	},
	[SORT_TITLE] = {
		"SELECT record_id, key FROM titles"
		" WHERE (key, record_id) > (?1, ?2) AND key <= ?5"
		" AND passes(record_id, ?3)"
		" ORDER BY key, record_id LIMIT ?4",
		"SELECT record_id, key FROM titles"
		" WHERE (key, record_id) < (?1, ?2) AND key >= ?5"
		" AND passes(record_id, ?3)"
		" ORDER BY key DESC, record_id DESC LIMIT ?4",
	},
};

/* The same of few records, whose ids are a JSON list. */
static const char *const sorts[] = {
	"SELECT held.id, held.key FROM json_each(?3) AS one"
	" CROSS JOIN records AS held ON held.id = one.value"
	" WHERE (held.key, held.id) > (?1, ?2)"
	" ORDER BY held.key, held.id LIMIT ?4",
	"SELECT held.id, held.key FROM json_each(?3) AS one"
	" CROSS JOIN records AS held ON held.id = one.value"
	" WHERE (held.key, held.id) < (?1, ?2)"
	" ORDER BY held.key DESC, held.id DESC LIMIT ?4",
};

/* So many records are sooner asked for than met on a walk, in a store of some
 * hundred thousand. */
#define FEW 1000

static bool is_few(const struct search_found *found)
{
	return found->query->sort == SORT_DOI && found->collect.total <= FEW;
}

static void ids_write(const struct collect *collect, struct buf *out)
{
	buf_add_char(out, '[');
	for (long long id = 1; id < collect->end; id++) {
		if (!collect->met[id / 8])
			id |= 7; /* none of the eight */
		else if (collect_has_met(collect, id))
			buf_add_format(out, "%s%lld", out->len > 1 ? "," : "",
				       id);
	}
	buf_add_char(out, ']');
}

/* ---- where it begins and ends ---- */

/* Behind every text: no UTF-8 has this byte. */
static const char last_text[] = "\xff";

/* Longest prefix of a DOI in a query, and a sign behind it. */
#define BOUND_MAX ((size_t)5000)

/* A walk, and the texts that its statement has. */
struct walk {
	struct statement rows;
	/* between these keys everything stands that is asked for; empty: not
	 * known */
	struct buf low, high;
	struct buf ids;
};

static void walk_release(struct walk *walk)
{
	statement_release(&walk->rows);
	buf_release(&walk->low);
	buf_release(&walk->high);
	buf_release(&walk->ids);
}

static void bound_set(struct buf *bound, const char *prefix, char behind)
{
	buf_clear(bound);
	buf_add_format(bound, "%s%c", prefix, behind);
}

/* Keys of a prefix stand together: '0' comes right behind '/'. */
static void bounds_find(const struct query *query, struct walk *walk)
{
	const struct choice *prefix = &query->prefix;

	if (query->sort != SORT_DOI || prefix->negated)
		return;
	for (size_t i = 0; i < prefix->values.count; i++) {
		const char *value = prefix->values.items[i];

		if (!i || strcmp(value, buf_text(&walk->low)) < 0)
			bound_set(&walk->low, value, '/');
		if (!i || strcmp(value, buf_text(&walk->high)) > 0)
			bound_set(&walk->high, value, '0');
	}
}

static const char *high_of(const struct walk *walk)
{
	return walk->high.len ? buf_text(&walk->high) : last_text;
}

static void place_bind(const struct query *query, struct walk *walk)
{
	const struct place *after = &query->after;
	const char *first = query->descending ? high_of(walk)
					      : buf_text(&walk->low);

	if (after->given) {
		bind_text(&walk->rows, after->text ? after->text : "");
		bind_integer(&walk->rows, (long long)after->id);
	} else {
		bind_text(&walk->rows, first);
		bind_integer(&walk->rows, query->descending ? RANK_NO_END : -1);
	}
}

static void walk_begin(struct search_found *found, struct walk *walk)
{
	const struct query *query = found->query;
	bool few = is_few(found);
	long long most = (long long)query->limit + 1;

	walk->rows = statement_of(found->reader->connection,
				  few ? sorts[query->descending]
				      : walks[query->sort][query->descending]);
	bounds_find(query, walk);
	place_bind(query, walk);
	if (few) {
		ids_write(&found->collect, &walk->ids);
		bind_span(&walk->rows, buf_span(&walk->ids));
	} else {
		bind_pointer(&walk->rows, &found->collect, POINTER);
	}
	/* behind the last that was met there is nothing to look for */
	if (found->collect.total < most)
		most = found->collect.total;
	bind_integer(&walk->rows, most);
	if (!few)
		bind_text(&walk->rows, query->descending ? buf_text(&walk->low)
							 : high_of(walk));
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
	SCOPED(walk_release)
	struct walk walk = { .low = buf_init(BOUND_MAX),
			     .high = buf_init(BOUND_MAX),
			     .ids = buf_init(FEW * 24) };
	SCOPED(place_release) struct place last = { 0 };
	enum status status = STATUS_OK;

	*count = 0;
	walk_begin(found, &walk);
	while (status == STATUS_OK && statement_step(&walk.rows)) {
		if (*count == query->limit) {
			last.given = true;
			break;
		}
		ids[(*count)++] = row_integer(&walk.rows, 0);
		if (*count == query->limit)
			status = last_keep(&walk.rows, &last, err);
	}
	if (status == STATUS_OK)
		status = statement_check(&walk.rows, err);
	if (status != STATUS_OK || !last.given)
		return status;
	*ret_next = last;
	last = (struct place){ 0 };
	return STATUS_OK;
}
