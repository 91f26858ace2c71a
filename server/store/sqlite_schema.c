/* SPDX-License-Identifier: MIT */
/*
 * What kind of file it is.  The database's header carries two numbers for its
 * owner: application_id says that it is a paperd store, user_version which
 * tables it has.  Nothing is written to a file that is not ours.
 */
#include "sqlite.h"

#include <stdio.h>
#include <sys/stat.h>

#include "paperd/log.h"

/* "pprd" in ASCII. */
#define APPLICATION_ID 0x70707264

/* Raised with every change of config/schema.sql.  Stores from CONVERTED_VERSION
 * on are converted; older ones were never published. */
#define SCHEMA_VERSION    4
#define CONVERTED_VERSION 3

/* A database up to this size is read through at start: a fraction of a
 * second.  A larger one would delay every start by minutes; there SQLite finds
 * damage where it reads, and `PRAGMA integrity_check` is for the operator. */
#define CHECK_BYTES_MAX (64LL * 1024 * 1024)

/* config/schema.sql, turned into a string at build time. */
extern const char schema_sql[];

struct identity {
	long long application;
	long long version;
	long long tables;
};

static enum status ask(struct connection *writer, const char *sql,
		       long long *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement statement = statement_once(writer, sql);

	if (statement_step(&statement))
		*ret = row_integer(&statement, 0);
	return statement_check(&statement, err);
}

static enum status identity_read(struct connection *writer,
				 struct identity *ret, struct error *err)
{
	enum status status;

	status = ask(writer, "PRAGMA application_id", &ret->application, err);
	if (status == STATUS_OK)
		status = ask(writer, "PRAGMA user_version", &ret->version, err);
	if (status == STATUS_OK)
		status = ask(writer, "SELECT count(*) FROM sqlite_schema",
			     &ret->tables, err);
	return status;
}

static enum status identity_check(const struct identity *identity,
				  const char *path, struct error *err)
{
	if (identity->application != APPLICATION_ID)
		return error_set(err, STATUS_STORE,
				 "%s is a database, but not a paperd store",
				 path);
	if (identity->version > SCHEMA_VERSION)
		return error_set(
			err, STATUS_STORE,
			"the store %s is of version %lld; this program "
			"knows version %d",
			path, identity->version, SCHEMA_VERSION);
	if (identity->version < CONVERTED_VERSION)
		return error_set(
			err, STATUS_STORE,
			"the store %s is of version %lld, this program's is "
			"%d: move it away and load the dumps anew",
			path, identity->version, SCHEMA_VERSION);
	return STATUS_OK;
}

/* From version 3, which had no search, to 4. */
static const char from_3[] =
	"DROP INDEX records_key;"
	"DROP INDEX records_published;"
	"DROP INDEX records_journal;"
	"ALTER TABLE records RENAME TO records_3;"
	"DROP INDEX records_flags;"
	"CREATE TABLE records (id INTEGER PRIMARY KEY, key TEXT NOT NULL,"
	" source TEXT NOT NULL, flags INTEGER NOT NULL, etag TEXT NOT NULL,"
	" json TEXT NOT NULL) STRICT;"
	"INSERT INTO records SELECT id, key, source, flags, etag, json"
	" FROM records_3;"
	"DROP TABLE records_3;"
	"CREATE INDEX records_key ON records (key);"
	"CREATE INDEX records_flags ON records (source, flags, key)"
	" WHERE flags <> 0;"
	"ALTER TABLE journals ADD COLUMN records INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE journals ADD COLUMN named INTEGER NOT NULL DEFAULT 0;"
	"PRAGMA user_version = 4";

static enum status convert(struct connection *writer, long long version,
			   struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	enum status status;

	if (version == SCHEMA_VERSION)
		return STATUS_OK;
	log_event(LOG_INFO, "converting the store from version %lld to %d",
		  version, SCHEMA_VERSION);
	status = transaction_begin(writer, &open, err);
	if (status == STATUS_OK)
		status = connection_run(writer, from_3, err);
	return status == STATUS_OK ? transaction_commit(&open, err) : status;
}

/* The tables and the identity in one transaction, so that a file is a whole
 * store or an empty database. */
static enum status create(struct connection *writer, struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	enum status status = transaction_begin(writer, &open, err);
	char identity[96];

	snprintf(identity, sizeof(identity),
		 "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 APPLICATION_ID, SCHEMA_VERSION);
	if (status == STATUS_OK)
		status = connection_run(writer, schema_sql, err);
	if (status == STATUS_OK)
		status = connection_run(writer, identity, err);
	if (status == STATUS_OK)
		status = transaction_commit(&open, err);
	return status;
}

static bool is_small(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 && file.st_size <= CHECK_BYTES_MAX;
}

/* Before it may stand which database is meant; there is one. */
static struct span last_line(struct span text)
{
	const char *end = memrchr(text.at, '\n', text.len);

	return end ? span_slice(text, (size_t)(end + 1 - text.at), text.len)
		   : text;
}

/* What the check says of a page that there was no memory for (SQLITE_NOMEM). */
#define UNREAD "error code=7"

static enum status check_content(struct connection *writer, const char *path,
				 struct error *err)
{
	SCOPED(statement_release)
	struct statement check = statement_once(writer,
						"PRAGMA quick_check(1)");
	struct span found;

	if (!statement_step(&check))
		return statement_check(&check, err);
	found = last_line(row_span(&check, 0));
	if (span_is(found, "ok"))
		return STATUS_OK;
	if (sqlite3_errcode(writer->db) == SQLITE_NOMEM ||
	    memmem(found.at, found.len, UNREAD, strlen(UNREAD)))
		return error_set(err, STATUS_NO_MEMORY,
				 "no memory to check the store %s", path);
	return error_set(err, STATUS_STORE,
			 "the store %s is damaged (%.*s): restore a copy of "
			 "it, or move it away and load the dumps anew",
			 path, (int)found.len, found.at);
}

static enum status check(struct connection *writer,
			 const struct identity *identity, const char *path,
			 struct error *err)
{
	enum status status = identity_check(identity, path, err);

	if (status == STATUS_OK && is_small(path))
		status = check_content(writer, path, err);
	return status;
}

/* The page size holds for new files only.  The synchronous level may lose the
 * last transactions in a power cut, never the order of them: a load goes on
 * where the store stands. */
static const char settings[] = "PRAGMA page_size = 8192;"
			       "PRAGMA journal_mode = WAL;"
			       "PRAGMA synchronous = NORMAL;"
			       "PRAGMA journal_size_limit = 268435456;"
			       "PRAGMA cache_size = -65536";

static enum status prepare(struct connection *writer, const char *path,
			   struct error *err)
{
	struct identity identity = { 0 };
	enum status status = identity_read(writer, &identity, err);
	bool fresh = identity.tables == 0;

	if (status == STATUS_OK && !fresh)
		status = check(writer, &identity, path, err);
	if (status == STATUS_OK)
		status = connection_run(writer, settings, err);
	if (status != STATUS_OK)
		return status;
	return fresh ? create(writer, err)
		     : convert(writer, identity.version, err);
}

enum status schema_prepare(struct connection *writer, const char *path,
			   struct error *err)
{
	struct error cause = { 0 };
	enum status status = prepare(writer, path, &cause);

	if (status == STATUS_OK)
		return STATUS_OK;
	if (strstr(cause.detail, path))
		return error_set(err, status, "%s", cause.detail);
	return error_set(err, status, "the store %s cannot be opened: %s", path,
			 cause.detail);
}
