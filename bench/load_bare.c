/* SPDX-License-Identifier: MIT */
/*
 * Loading without paperd, for comparison: a loop on one thread that unpacks a
 * dump, has cJSON parse each line, and inserts what a load of it inserted of
 * text, into tables and indexes as the store declares them: the record, the
 * source object, the words.  It cleans nothing, compares nothing with what is
 * held, and has no journals, authors, titles or facts.
 */
#include "search.h"

#include <cjson/cJSON.h>
#include <string.h>
#include <zlib.h>

#define ROWS_PER_TRANSACTION 6000 /* as a load puts them */
#define LINE_MAX_BYTES       (32 << 20)
#define INPUT_BYTES          (256U << 10)

static const char tables[] =
	"SELECT sql FROM store.sqlite_schema WHERE sql IS NOT NULL AND"
	" (name = 'search' OR tbl_name IN ('records', 'objects'))"
	" ORDER BY rowid";

static void dump_close(gzFile *dump)
{
	gzclose(*dump);
}

static gzFile dump_open(const char *path)
{
	gzFile dump = gzopen(path, "rb");

	if (!dump)
		die("%s cannot be opened", path);
	gzbuffer(dump, INPUT_BYTES);
	return dump;
}

/* ---- the tables ---- */

static void store_attach(sqlite3 *db, const char *path)
{
	SCOPED(statement_close)
	sqlite3_stmt *attach = prepare(db, "ATTACH ? AS store");

	sqlite3_bind_text(attach, 1, path, -1, SQLITE_STATIC);
	sqlite3_step(attach);
}

static void tables_copy(sqlite3 *db)
{
	SCOPED(statement_close) sqlite3_stmt *read = prepare(db, tables);

	while (sqlite3_step(read) == SQLITE_ROW)
		run_sql(db, (const char *)sqlite3_column_text(read, 0));
}

/* ---- rows ---- */

struct inserts {
	sqlite3_stmt *record, *object, *words;
};

static struct inserts inserts_prepare(sqlite3 *db)
{
	return (struct inserts){
		prepare(db, "INSERT INTO records (id, key, source, flags, etag,"
			    " json) VALUES (?, ?, '', 0, '', ?)"),
		prepare(db, "INSERT INTO objects (record_id, file_id, format,"
			    " key, generation, line, offset, loaded, raw)"
			    " VALUES (?, 1, '', ?, 1, 1, 0, '', ?)"),
		prepare(db, "INSERT INTO search (rowid, abstract, title,"
			    " author, journal) VALUES (?, ?, ?, ?, ?)"),
	};
}

static void inserts_close(struct inserts *inserts)
{
	statement_close(&inserts->record);
	statement_close(&inserts->object);
	statement_close(&inserts->words);
}

static void step(sqlite3_stmt *statement)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		die("a row cannot be written");
	sqlite3_reset(statement);
}

static void bind(sqlite3_stmt *statement, int at, struct span text)
{
	sqlite3_bind_text64(statement, at, text.at, text.len, SQLITE_STATIC,
			    SQLITE_UTF8);
}

static void row_insert(struct inserts *inserts, const struct row *row,
		       const char *line)
{
	sqlite3_bind_int64(inserts->record, 1, row->id);
	bind(inserts->record, 2, row->key);
	bind(inserts->record, 3, row->json);
	step(inserts->record);
	sqlite3_bind_int64(inserts->object, 1, row->id);
	bind(inserts->object, 2, row->key);
	sqlite3_bind_blob64(inserts->object, 3, line, strlen(line),
			    SQLITE_STATIC);
	step(inserts->object);
	sqlite3_bind_int64(inserts->words, 1, row->id);
	for (int i = 0; i < COLUMNS; i++)
		bind(inserts->words, 2 + i, row->columns[i]);
	step(inserts->words);
}

/* There are a few lines more than records; they are parsed too. */
static void dump_load(sqlite3 *db, gzFile dump, struct rows *rows)
{
	SCOPED(inserts_close) struct inserts inserts = inserts_prepare(db);
	SCOPED_FREE char *line = malloc(LINE_MAX_BYTES);
	struct row row;

	if (!line)
		die("no memory");
	for (long long count = 1; gzgets(dump, line, LINE_MAX_BYTES); count++) {
		cJSON_Delete(cJSON_Parse(line));
		if (rows_next(rows, &row))
			row_insert(&inserts, &row, line);
		if (count % ROWS_PER_TRANSACTION == 0)
			run_sql(db, "COMMIT; BEGIN");
	}
}

void load_command(char **words)
{
	SCOPED(database_close)
	sqlite3 *db = database_open(words[4],
				    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	SCOPED(rows_close) struct rows rows = rows_open(words[2]);
	SCOPED(dump_close) gzFile dump = dump_open(words[3]);

	run_sql(db, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;"
		    "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
	store_attach(db, words[1]);
	tables_copy(db);
	run_sql(db, "DETACH store; BEGIN");
	dump_load(db, dump, &rows);
	run_sql(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}
