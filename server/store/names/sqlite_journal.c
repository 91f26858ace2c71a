/* SPDX-License-Identifier: MIT */
/*
 * Journals, merged from the records that name them.  A journal is found by any
 * of its ISSNs, else by the key of its title; what a record knows of it and
 * the store does not is filled in, what the store knows stays.
 */
#include "sqlite.h"

#include "paperd/digest.h"
#include "sqlite_filter.h"

/* What a record says of its journal, and which one that is. */
struct named {
	const struct journal *journal;
	struct span key;
	long long id; /* 0: not found yet */
};

static enum status find_id(struct statement *find, long long *ret,
			   struct error *err)
{
	if (statement_step(find))
		*ret = row_integer(find, 0);
	return statement_check(find, err);
}

/* *ret_id stays 0 when no journal has this ISSN. */
static enum status find_by_issn(struct connection *writer, const char *issn,
				long long *ret_id, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		writer, "SELECT journal_id FROM journal_issn WHERE issn = ?");

	bind_text(&find, issn);
	return find_id(&find, ret_id, err);
}

static enum status find_by_key(struct connection *writer, struct named *named,
			       struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		writer,
		"SELECT id FROM journals WHERE key = ? ORDER BY id LIMIT 1");

	if (!named->key.len)
		return STATUS_OK;
	bind_span(&find, named->key);
	return find_id(&find, &named->id, err);
}

static enum status journal_find(struct connection *writer, struct named *named,
				struct error *err)
{
	const struct texts *issn = &named->journal->issn;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < issn->count; i++)
		if (status == STATUS_OK && !named->id)
			status = find_by_issn(writer, issn->items[i],
					      &named->id, err);
	if (status == STATUS_OK && !named->id)
		status = find_by_key(writer, named, err);
	return status;
}

static void facts_bind(const struct named *named, struct statement *statement)
{
	const struct journal *journal = named->journal;

	bind_span(statement, named->key);
	bind_text(statement, journal->title);
	bind_text(statement, journal->abbreviation);
	bind_text(statement, journal->series);
	bind_text(statement, journal->description);
	bind_number(statement, journal->impact_factor);
	bind_text(statement, journal->jcr_quartile);
	bind_text(statement, journal->jcr_category);
	bind_known(statement, journal->cas_zone);
	bind_text(statement, journal->cas_category);
}

static enum status journal_add(struct connection *writer, struct named *named,
			       struct error *err)
{
	static const char sql[] =
		"INSERT INTO journals (key, title, abbreviation, series,"
		" description, impact_factor, jcr_quartile, jcr_category,"
		" cas_zone, cas_category)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	SCOPED(statement_release)
	struct statement add = statement_of(writer, sql);
	enum status status;

	facts_bind(named, &add);
	status = statement_run(&add, err);
	if (status == STATUS_OK)
		named->id = sqlite3_last_insert_rowid(writer->db);
	return status;
}

/* Writes only when there is something to fill in. */
static enum status journal_fill(struct connection *writer,
				const struct named *named, struct error *err)
{
	static const char sql[] =
		"UPDATE journals SET key = iif(title IS NULL, ?1, key),"
		" title = coalesce(title, ?2),"
		" abbreviation = coalesce(abbreviation, ?3),"
		" series = coalesce(series, ?4),"
		" description = coalesce(description, ?5),"
		" impact_factor = coalesce(impact_factor, ?6),"
		" jcr_quartile = coalesce(jcr_quartile, ?7),"
		" jcr_category = coalesce(jcr_category, ?8),"
		" cas_zone = coalesce(cas_zone, ?9),"
		" cas_category = coalesce(cas_category, ?10)"
		" WHERE id = ?11 AND (title IS NULL AND ?2 IS NOT NULL"
		" OR abbreviation IS NULL AND ?3 IS NOT NULL"
		" OR series IS NULL AND ?4 IS NOT NULL"
		" OR description IS NULL AND ?5 IS NOT NULL"
		" OR impact_factor IS NULL AND ?6 IS NOT NULL"
		" OR jcr_quartile IS NULL AND ?7 IS NOT NULL"
		" OR jcr_category IS NULL AND ?8 IS NOT NULL"
		" OR cas_zone IS NULL AND ?9 IS NOT NULL"
		" OR cas_category IS NULL AND ?10 IS NOT NULL)";
	SCOPED(statement_release)
	struct statement fill = statement_of(writer, sql);

	facts_bind(named, &fill);
	bind_integer(&fill, named->id);
	return statement_run(&fill, err);
}

/* An ISSN that belongs to another journal stays there. */
static enum status issn_add(struct connection *writer,
			    const struct named *named, struct error *err)
{
	static const char sql[] =
		"INSERT OR IGNORE INTO journal_issn (issn, journal_id)"
		" VALUES (?, ?)";
	SCOPED(statement_release)
	struct statement add = statement_of(writer, sql);
	const struct texts *issn = &named->journal->issn;

	for (size_t i = 0; i < issn->count; i++) {
		bind_text(&add, issn->items[i]);
		bind_integer(&add, named->id);
		if (statement_run(&add, err) != STATUS_OK)
			break;
		statement_again(&add);
	}
	return statement_check(&add, err);
}

static enum status journal_write(struct connection *writer, struct named *named,
				 struct error *err)
{
	enum status status = journal_find(writer, named, err);

	if (status == STATUS_OK)
		status = named->id ? journal_fill(writer, named, err)
				   : journal_add(writer, named, err);
	return status == STATUS_OK ? issn_add(writer, named, err) : status;
}

/* All that a record says of its journal, as the codec of records has it. */
static enum status journal_digest(const struct journal *journal,
				  char out[ETAG_MAX], struct error *err)
{
	SCOPED(buf_release) struct buf text = buf_init(STORE_VALUE_MAX);
	const struct paper borrowed = { .journal = *journal };

	paper_to_json(&borrowed, FIELD_SET_ALL, &text);
	digest_hex(buf_span(&text), out);
	return buf_check(&text, err);
}

enum status journal_put(struct sqlite_store *store,
			const struct journal *journal, long long *ret_id,
			struct error *err)
{
	SCOPED(buf_release) struct buf key = buf_init(SQL_KEY_MAX);
	struct named named = { .journal = journal };
	char digest[ETAG_MAX];
	enum status status;

	sql_journal_key(span_of(journal->title), &key);
	named.key = buf_span(&key);
	*ret_id = 0;
	status = buf_check(&key, err);
	if (status != STATUS_OK || (!key.len && !journal->issn.count))
		return status;
	status = journal_digest(journal, digest, err);
	if (status == STATUS_OK)
		*ret_id = known_find(&store->journals, digest);
	if (status != STATUS_OK || *ret_id)
		return status;
	status = journal_write(store->writer, &named, err);
	if (status != STATUS_OK)
		return status;
	known_keep(&store->journals, digest, named.id);
	*ret_id = named.id;
	return STATUS_OK;
}
