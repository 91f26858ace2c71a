/* SPDX-License-Identifier: MIT */
#include "sqlite_record_set.h"

#include <stdlib.h>

#include "paperd/exact.h"

#include "sqlite_index.h"
#include "sqlite_match.h"

void record_set_release(struct record_set *set)
{
	free(set->bits);
	*set = (struct record_set){ 0 };
}

static size_t word_count(long long end)
{
	return (size_t)end / 64 + 1;
}

static void set_add(struct record_set *set, long long id)
{
	if (id > 0 && id < set->end)
		set->bits[id / 64] |= 1ULL << id % 64;
}

/* Leaves in a set what is in another one of its length, or, negated, what is
 * not.  The other one is taken where all records were let through. */
static void set_limit(struct record_set *set, struct record_set *other,
		      bool negated)
{
	size_t count = word_count(other->end);

	for (size_t i = 0; negated && i < count; i++)
		other->bits[i] = ~other->bits[i];
	for (size_t i = 0; set->bits && i < count; i++)
		set->bits[i] &= other->bits[i];
	if (set->bits)
		return;
	*set = *other;
	*other = (struct record_set){ 0 };
}

long long record_set_next(const struct record_set *set, long long id,
			  long long end)
{
	if (!set->bits)
		return id;
	while (id < end && id < set->end) {
		uint64_t left = set->bits[id / 64] >> id % 64;

		if (left)
			return id + __builtin_ctzll(left);
		id = (id / 64 + 1) * 64;
	}
	return end;
}

/* ---- looking up ---- */

/* The records of one choice, as they are looked up. */
struct lookup {
	struct reader *reader;
	const struct choice *choice;
	struct record_set set;
	enum exact_kind kind; /* of exact terms */
};
typedef enum status find_records(struct lookup *lookup, struct error *err);

static enum status find_key(struct lookup *lookup, struct span key,
			    struct error *err)
{
	long long id = 0;
	enum status status = key_find(lookup->reader, key, &id, err);

	set_add(&lookup->set, id);
	return status;
}

static enum status rows_add(struct lookup *lookup, const char *sql,
			    struct span value, struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(lookup->reader->connection, sql);

	bind_span(&rows, value);
	while (statement_step(&rows))
		set_add(&lookup->set, index_record(row_integer(&rows, 0)));
	return statement_check(&rows, err);
}

/* '0' is the character behind '/'. */
static enum status find_prefix(struct lookup *lookup, struct span prefix,
			       struct error *err)
{
	return rows_add(lookup,
			"SELECT id FROM records"
			" WHERE key >= ?1 || '/' AND key < ?1 || '0'",
			prefix, err);
}

static enum status find_keys(struct lookup *lookup, struct error *err)
{
	const struct texts *values = &lookup->choice->values;
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < values->count; i++)
		status = find_key(lookup, span_of(values->items[i]), err);
	return status;
}

static enum status find_prefixes(struct lookup *lookup, struct error *err)
{
	const struct texts *values = &lookup->choice->values;
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < values->count; i++)
		status = find_prefix(lookup, span_of(values->items[i]), err);
	return status;
}

/* Any of the terms, as text for FTS5; nothing when no record can have one. */
static void terms_write(const struct lookup *lookup, struct buf *out)
{
	const struct texts *values = &lookup->choice->values;

	for (size_t i = 0; i < values->count; i++) {
		SCOPED(buf_release) struct buf term = buf_init(MATCH_MAX);

		if (!exact_term(lookup->kind, span_of(values->items[i]), &term))
			continue;
		buf_add_text(out, out->len ? " OR " : "");
		match_string_write(buf_span(&term), out);
	}
}

static enum status find_terms(struct lookup *lookup, struct error *err)
{
	SCOPED(buf_release) struct buf match = buf_init(MATCH_MAX);
	enum status status;

	terms_write(lookup, &match);
	status = buf_check(&match, err);
	if (status != STATUS_OK || !match.len)
		return status;
	return rows_add(lookup, "SELECT rowid FROM search WHERE search MATCH ?",
			buf_span(&match), err);
}

/* ---- all of it ---- */

static void lookup_release(struct lookup *lookup)
{
	record_set_release(&lookup->set);
}

static enum status limit(const struct lookup *asked, find_records *find,
			 struct record_set *set, struct error *err)
{
	SCOPED(lookup_release) struct lookup lookup = *asked;
	enum status status;

	if (!lookup.choice->values.count)
		return STATUS_OK;
	lookup.set.end = set->end;
	lookup.set.bits = calloc(word_count(set->end), sizeof(uint64_t));
	if (!lookup.set.bits)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	status = find(&lookup, err);
	if (status == STATUS_OK)
		set_limit(set, &lookup.set, lookup.choice->negated);
	return status;
}

enum status record_set_make(struct reader *reader, const struct query *query,
			    struct record_set *ret, struct error *err)
{
	SCOPED(record_set_release)
	struct record_set set = { .end = facts_end(reader->store->facts) };
	struct lookup lookup = { reader, &query->doi };
	enum status status = limit(&lookup, find_keys, &set, err);

	lookup.choice = &query->prefix;
	if (status == STATUS_OK)
		status = limit(&lookup, find_prefixes, &set, err);
	for (int i = 0; status == STATUS_OK && i < EXACT_KINDS; i++) {
		lookup.kind = (enum exact_kind)i;
		lookup.choice = exact_choice(query, lookup.kind);
		status = limit(&lookup, find_terms, &set, err);
	}
	if (status != STATUS_OK)
		return status;
	*ret = set;
	set = (struct record_set){ 0 };
	return STATUS_OK;
}
