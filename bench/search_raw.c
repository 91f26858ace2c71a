/* SPDX-License-Identifier: MIT */
/*
 * SQLite without paperd, for comparison: the texts of a store's records
 * written by a bare loop into the same two tables, and a plain FTS5 table with
 * the tokenizer of the store, so that both find the same.
 */
#include "search.h"

#define ROWS_PER_TRANSACTION 2000 /* as a load */

/* ---- SQLite ---- */

static void check(sqlite3 *db, int code, const char *what)
{
	if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
		die("%s: %s", what, sqlite3_errmsg(db));
}

sqlite3 *database_open(const char *path, int flags)
{
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK)
		die("%s cannot be opened", path);
	terms_register(db);
	return db;
}

void database_close(sqlite3 **db)
{
	if (sqlite3_close(*db) != SQLITE_OK)
		die("a database cannot be closed");
}

sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	check(db, sqlite3_prepare_v2(db, sql, -1, &statement, NULL), sql);
	return statement;
}

void statement_close(sqlite3_stmt **statement)
{
	sqlite3_finalize(*statement);
}

void run_sql(sqlite3 *db, const char *sql)
{
	check(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

static void bind_span_at(sqlite3_stmt *statement, int at, struct span text)
{
	sqlite3_bind_text64(statement, at, text.at, text.len, SQLITE_STATIC,
			    SQLITE_UTF8);
}

static void step(sqlite3 *db, sqlite3_stmt *statement)
{
	check(db, sqlite3_step(statement), "writing a row");
	sqlite3_reset(statement);
}

/* Settings of the store, so that the disk is waited for as often. */
static sqlite3 *database_create(const char *path)
{
	sqlite3 *db = database_open(path,
				    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

	run_sql(db, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;"
		    "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
	return db;
}

static void store_attach(sqlite3 *db, const char *path)
{
	SCOPED(statement_close)
	sqlite3_stmt *attach = prepare(db, "ATTACH ? AS store");

	sqlite3_bind_text(attach, 1, path, -1, SQLITE_STATIC);
	step(db, attach);
}

/* ---- the texts ---- */

static struct span text_at(sqlite3_stmt *statement, int column)
{
	return (struct span){ (const char *)sqlite3_column_text(statement,
								column),
			      (size_t)sqlite3_column_bytes(statement, column) };
}

void texts_command(char **words)
{
	static const char sql[] = "SELECT id, key, json FROM records"
				  " ORDER BY id";
	SCOPED(database_close)
	sqlite3 *db = database_open(words[1], SQLITE_OPEN_READWRITE);
	SCOPED(statement_close) sqlite3_stmt *read = prepare(db, sql);
	SCOPED(file_close) FILE *file = file_open(words[2], "wb");
	long long records = 0;
	size_t bytes = 0;

	while (sqlite3_step(read) == SQLITE_ROW) {
		struct row row = { sqlite3_column_int64(read, 0),
				   text_at(read, 1), text_at(read, 2) };

		bytes += columns_write(file, &row);
		records++;
	}
	printf("%lld\t%zu\n", records, bytes);
}

/* ---- the bare loop ---- */

/* The two tables as the store has them, and the index that finds a key. */
static void tables_copy(sqlite3 *db)
{
	static const char sql[] =
		"SELECT sql FROM store.sqlite_schema WHERE name IN"
		" ('records', 'records_key', 'search') ORDER BY rowid";
	SCOPED(statement_close) sqlite3_stmt *read = prepare(db, sql);

	while (sqlite3_step(read) == SQLITE_ROW)
		run_sql(db, (const char *)sqlite3_column_text(read, 0));
}

static void row_bind(sqlite3_stmt *statement, const struct row *row)
{
	sqlite3_bind_int64(statement, 1, row->id);
	for (int i = 0; i < COLUMNS; i++)
		bind_span_at(statement, 2 + i, row->columns[i]);
}

static void transaction_turn(sqlite3 *db, long long count)
{
	if (count % ROWS_PER_TRANSACTION == 0)
		run_sql(db, "COMMIT; BEGIN");
}

static void bare_write(sqlite3 *db, struct rows *rows)
{
	SCOPED(statement_close)
	sqlite3_stmt *record = prepare(
		db, "INSERT INTO records (id, key, source, flags, etag, json)"
		    " VALUES (?, ?, '', 0, '', ?)");
	SCOPED(statement_close)
	sqlite3_stmt *search = prepare(
		db, "INSERT INTO search (rowid, abstract, title, author,"
		    " journal) VALUES (?, ?, ?, ?, ?)");
	struct row row;

	for (long long count = 1; rows_next(rows, &row); count++) {
		sqlite3_bind_int64(record, 1, row.id);
		bind_span_at(record, 2, row.key);
		bind_span_at(record, 3, row.json);
		step(db, record);
		row_bind(search, &row);
		step(db, search);
		transaction_turn(db, count);
	}
}

void bare_command(char **words)
{
	SCOPED(database_close) sqlite3 *db = database_create(words[3]);
	SCOPED(rows_close) struct rows rows = rows_open(words[2]);
	double start;

	store_attach(db, words[1]);
	tables_copy(db);
	run_sql(db, "DETACH store");
	start = now_us();
	run_sql(db, "BEGIN");
	bare_write(db, &rows);
	run_sql(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
	printf("%.0f\n", now_us() - start);
}

/* ---- the plain FTS5 table ---- */

static void raw_write(sqlite3 *db, struct rows *rows)
{
	SCOPED(statement_close)
	sqlite3_stmt *write = prepare(
		db, "INSERT INTO raw (rowid, abstract, title, author, journal)"
		    " VALUES (?, ?, ?, ?, ?)");
	struct row row;

	for (long long count = 1; rows_next(rows, &row); count++) {
		row_bind(write, &row);
		step(db, write);
		transaction_turn(db, count);
	}
}

/* Merged to one segment: what FTS5 does best with.  The facts are those of the
 * store, narrow and by id, the best case of a join. */
void raw_command(char **words)
{
	SCOPED(database_close) sqlite3 *db = database_create(words[3]);
	SCOPED(rows_close) struct rows rows = rows_open(words[2]);

	store_attach(db, words[1]);
	run_sql(db, "CREATE VIRTUAL TABLE raw USING fts5(abstract, title,"
		    " author, journal, content = '', tokenize = 'terms');"
		    "BEGIN");
	raw_write(db, &rows);
	run_sql(db, "COMMIT; INSERT INTO raw (raw) VALUES ('optimize');"
		    "CREATE TABLE facts (record_id INTEGER PRIMARY KEY, state,"
		    " year, type, language, source, publisher, journal_id);"
		    "INSERT INTO facts SELECT record_id, state, year, type,"
		    " language, source, publisher, journal_id FROM store.facts;"
		    "DETACH store; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
}
