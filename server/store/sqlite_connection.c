/* SPDX-License-Identifier: MIT */
#include "sqlite_terms.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "paperd/terms.h"
#include "sqlite_walk.h"

/* Largest row, as the limit is for both: a value and what stands beside it in
 * columns.  All of that but a few short ones is in the clean record too, so it
 * is not larger. */
#define ROW_MAX ((int)(2 * STORE_VALUE_MAX + 65536))

/* How long a connection waits for a lock of SQLite's own, in milliseconds.
 * Within one process only a checkpoint is ever waited for. */
#define BUSY_MS 5000

/* Instructions of SQLite's machine between two looks at the clock: about a
 * tenth of a millisecond. */
#define PROGRESS_STEPS 4096

static const struct {
	int id;
	int value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, ROW_MAX },
	{ SQLITE_LIMIT_SQL_LENGTH, 100000 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 50 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 256 },
};

static const struct {
	int id;
	int value;
} settings[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
};

static long long monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool connection_is_late(const struct connection *connection)
{
	return connection->deadline && monotonic_ms() > connection->deadline;
}

/* Called by SQLite now and then; true ends the statement. */
static int is_late(void *context)
{
	return connection_is_late(context);
}

void connection_limit(struct connection *connection, unsigned ms)
{
	connection->deadline = ms ? monotonic_ms() + ms : 0;
}

enum status connection_run(struct connection *connection, const char *sql,
			   struct error *err)
{
	int code;

	errno = 0;
	code = sqlite3_exec(connection->db, sql, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return STATUS_OK;
	connection->number = errno;
	return connection_error(connection, code, err);
}

/* SQLITE_FULL says so of the database and its log; where what readers share has
 * no room (SQLITE_IOERR_SHMSIZE), only errno does. */
static bool is_full(struct connection *connection, int code)
{
	return (code & 0xff) == SQLITE_FULL ||
	       ((code & 0xff) == SQLITE_IOERR &&
		(connection->number == ENOSPC || connection->number == EDQUOT));
}

/* What SQLite says, and of a file what the system says. */
static enum status failed(struct connection *connection, int code,
			  struct error *err)
{
	bool of_file = (code & 0xff) == SQLITE_IOERR ||
		       (code & 0xff) == SQLITE_CANTOPEN;
	int number = of_file ? connection->number : 0;

	if (number == ENOMEM) /* no room to map a file in */
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return error_set(err, STATUS_STORE, "the store failed: %s (%d)%s%s",
			 sqlite3_errmsg(connection->db),
			 sqlite3_extended_errcode(connection->db),
			 number ? ": " : "", number ? strerror(number) : "");
}

enum status connection_error(struct connection *connection, int code,
			     struct error *err)
{
	if (is_full(connection, code))
		return error_set(err, STATUS_STORE_FULL,
				 "the disk of the store is full");
	switch (code & 0xff) {
	case SQLITE_NOMEM:
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	case SQLITE_INTERRUPT:
		return error_set(err, STATUS_BUSY,
				 "the search took longer than it may; ask for "
				 "less, or for it later");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, STATUS_BUSY, "the store is busy");
	case SQLITE_NOTADB:
		return error_set(err, STATUS_STORE,
				 "it is not a database, or its beginning is "
				 "damaged");
	case SQLITE_CORRUPT:
		return error_set(err, STATUS_STORE,
				 "the store is damaged (%d): restore a copy of "
				 "it, or move it away and load the dumps anew",
				 sqlite3_extended_errcode(connection->db));
	default:
		return failed(connection, code, err);
	}
}

static enum status configure(struct connection *connection, struct error *err)
{
	sqlite3 *db = connection->db;

	sqlite3_extended_result_codes(db, 1);
	for (size_t i = 0; i < ARRAY_COUNT(limits); i++)
		sqlite3_limit(db, limits[i].id, limits[i].value);
	for (size_t i = 0; i < ARRAY_COUNT(settings); i++)
		sqlite3_db_config(db, settings[i].id, settings[i].value, NULL);
	sqlite3_busy_timeout(db, BUSY_MS);
	sqlite3_progress_handler(db, PROGRESS_STEPS, is_late, connection);
	connection->terms = terms_open();
	if (!connection->terms)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (walk_register(db) != SQLITE_OK ||
	    tokens_register(db, connection->terms) != SQLITE_OK)
		return error_set(err, STATUS_STORE,
				 "this SQLite has no FTS5, which paperd needs");
	return connection_run(connection,
			      "PRAGMA cell_size_check = ON;"
			      "PRAGMA temp_store = MEMORY",
			      err);
}

static void connection_drop(struct connection **connection)
{
	connection_close(*connection);
}

enum status connection_open(const char *path, int flags,
			    struct connection **ret, struct error *err)
{
	SCOPED(connection_drop)
	struct connection *made = calloc(1, sizeof(*made));
	enum status status;
	int code;

	if (!made)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	code = sqlite3_open_v2(path, &made->db, flags | SQLITE_OPEN_NOMUTEX,
			       NULL);
	if (code != SQLITE_OK)
		return error_set(err, STATUS_STORE,
				 "the store %s cannot be opened: %s", path,
				 sqlite3_errstr(code));
	status = configure(made, err);
	if (status != STATUS_OK)
		return status;
	*ret = made;
	made = NULL;
	return STATUS_OK;
}

void connection_close(struct connection *connection)
{
	if (!connection)
		return;
	for (size_t i = 0; i < STATEMENTS_MAX; i++)
		sqlite3_finalize(connection->prepared[i].handle);
	sqlite3_close(connection->db);
	terms_close(connection->terms); /* last: the database has it */
	free(connection);
}
