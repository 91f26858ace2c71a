/* SPDX-License-Identifier: MIT */
/*
 * Words that many records share.  They are compared without case, names of
 * publishers and sources by their letters and digits alone, and shown as they
 * were seen first.
 */
#include "sqlite_index.h"

#include "paperd/digest.h"
#include "sqlite_filter.h"

static void word_key(enum fact kind, const char *value, struct buf *out)
{
	struct span text = span_of(value);

	if (text.len > SQL_KEY_MAX)
		text.len = SQL_KEY_MAX;
	if (kind == FACT_PUBLISHER || kind == FACT_SOURCE)
		sql_journal_key(text, out);
	else
		buf_add_span(out, text);
}

static enum status find(struct connection *connection, enum fact kind,
			struct span key, long long *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(
		connection, "SELECT id FROM words WHERE kind = ? AND key = ?");

	bind_integer(&find, kind);
	bind_span(&find, key);
	*ret = statement_step(&find) ? row_integer(&find, 0) : 0;
	return statement_check(&find, err);
}

static enum status add(struct connection *writer, enum fact kind,
		       struct span key, const char *value, long long *ret,
		       struct error *err)
{
	SCOPED(statement_release)
	struct statement add = statement_of(
		writer,
		"INSERT INTO words (kind, key, value) VALUES (?, ?, ?)");
	enum status status;

	bind_integer(&add, kind);
	bind_span(&add, key);
	bind_text(&add, value);
	status = statement_run(&add, err);
	if (status == STATUS_OK)
		*ret = sqlite3_last_insert_rowid(writer->db);
	return status;
}

enum status word_find(struct connection *reader, enum fact kind,
		      const char *value, long long *ret, struct error *err)
{
	SCOPED(buf_release) struct buf key = buf_init(SQL_KEY_MAX);

	*ret = 0;
	word_key(kind, value ? value : "", &key);
	if (!key.len)
		return buf_check(&key, err);
	return find(reader, kind, buf_span(&key), ret, err);
}

static enum status seek(struct connection *writer, enum fact kind,
			const char *value, long long *ret, struct error *err)
{
	SCOPED(buf_release) struct buf key = buf_init(SQL_KEY_MAX);
	enum status status;

	word_key(kind, value, &key);
	status = buf_check(&key, err);
	if (status != STATUS_OK || !key.len)
		return status;
	status = find(writer, kind, buf_span(&key), ret, err);
	if (status == STATUS_OK && !*ret)
		status = add(writer, kind, buf_span(&key), value, ret, err);
	return status;
}

/* What tells words apart: their kind and value. */
static enum status word_digest(enum fact kind, const char *value,
			       char out[ETAG_MAX], struct error *err)
{
	SCOPED(buf_release) struct buf word = buf_init(STORE_VALUE_MAX);

	buf_add_char(&word, (char)kind);
	buf_add_text(&word, value);
	digest_hex(buf_span(&word), out);
	return buf_check(&word, err);
}

enum status word_put(struct sqlite_store *store, enum fact kind,
		     const char *value, long long *ret, struct error *err)
{
	char digest[ETAG_MAX];
	enum status status;

	*ret = 0;
	if (!value)
		return STATUS_OK;
	status = word_digest(kind, value, digest, err);
	if (status == STATUS_OK)
		*ret = known_find(&store->words, digest);
	if (status != STATUS_OK || *ret)
		return status;
	status = seek(store->writer, kind, value, ret, err);
	if (status == STATUS_OK && *ret)
		known_keep(&store->words, digest, *ret);
	return status;
}
