/* SPDX-License-Identifier: MIT */
#include "sqlite.h"

#include <errno.h>

#include "paperd/memory.h"

/* ---- preparing ---- */

/* The place of a text, or the free one where it belongs: a hash table by
 * address, since a load asks a million times. */
static struct prepared *place_of(struct connection *connection, const char *sql)
{
	uint64_t mixed = (uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(mixed >> 32) % STATEMENTS_MAX;

	while (connection->prepared[at].sql &&
	       connection->prepared[at].sql != sql)
		at = (at + 1) % STATEMENTS_MAX;
	return &connection->prepared[at];
}

static int prepare(struct connection *connection, const char *sql,
		   unsigned flags, sqlite3_stmt **ret)
{
	int code;

	errno = 0;
	code = sqlite3_prepare_v3(connection->db, sql, -1, flags, ret, NULL);
	if (code != SQLITE_OK)
		connection->number = errno;
	return code;
}

struct statement statement_of(struct connection *connection, const char *sql)
{
	struct statement made = { .connection = connection, .kept = true };
	struct prepared *place = place_of(connection, sql);

	made.handle = place->handle;
	if (made.handle)
		return made;
	if (connection->prepared_count == STATEMENTS_MAX / 2) {
		made.code = SQLITE_MISUSE;
		return made;
	}
	made.code = prepare(connection, sql, SQLITE_PREPARE_PERSISTENT,
			    &made.handle);
	if (made.code == SQLITE_OK) {
		*place = (struct prepared){ sql, made.handle };
		connection->prepared_count++;
	}
	return made;
}

struct statement statement_once(struct connection *connection, const char *sql)
{
	struct statement made = { .connection = connection };

	made.code = prepare(connection, sql, 0, &made.handle);
	return made;
}

void statement_release(struct statement *statement)
{
	if (statement->kept && statement->handle) {
		sqlite3_reset(statement->handle);
		sqlite3_clear_bindings(statement->handle);
	} else {
		sqlite3_finalize(statement->handle);
	}
	*statement = (struct statement){ 0 };
}

/* ---- binding ---- */

/* The number of the next value, or 0 after a failure. */
static int next_value(struct statement *statement)
{
	return statement->code == SQLITE_OK ? ++statement->bound : 0;
}

void bind_integer(struct statement *statement, long long value)
{
	int at = next_value(statement);

	if (at)
		statement->code = sqlite3_bind_int64(statement->handle, at,
						     value);
}

void bind_known(struct statement *statement, struct integer value)
{
	if (value.known)
		bind_integer(statement, value.value);
	else
		next_value(statement);
}

void bind_number(struct statement *statement, struct number value)
{
	int at = next_value(statement);

	if (at && value.known)
		statement->code = sqlite3_bind_double(statement->handle, at,
						      value.value);
}

void bind_text(struct statement *statement, const char *text)
{
	if (text)
		bind_span(statement, span_of(text));
	else
		next_value(statement);
}

void bind_span(struct statement *statement, struct span text)
{
	int at = next_value(statement);

	if (at)
		statement->code = sqlite3_bind_text64(
			statement->handle, at, text.at ? text.at : "", text.len,
			SQLITE_STATIC, SQLITE_UTF8);
}

void bind_bytes(struct statement *statement, struct span bytes)
{
	int at = next_value(statement);

	if (at)
		statement->code = sqlite3_bind_blob64(statement->handle, at,
						      bytes.at ? bytes.at : "",
						      bytes.len, SQLITE_STATIC);
}

void bind_pointer(struct statement *statement, void *borrowed, const char *type)
{
	int at = next_value(statement);

	if (at)
		statement->code = sqlite3_bind_pointer(statement->handle, at,
						       borrowed, type, NULL);
}

/* ---- running ---- */

bool statement_step(struct statement *statement)
{
	int code;

	if (statement->code != SQLITE_OK)
		return false;
	errno = 0;
	code = sqlite3_step(statement->handle);
	if (code != SQLITE_ROW && code != SQLITE_DONE) {
		statement->connection->number = errno;
		statement->code = code;
	}
	return code == SQLITE_ROW;
}

void statement_again(struct statement *statement)
{
	if (statement->code != SQLITE_OK)
		return;
	sqlite3_reset(statement->handle);
	sqlite3_clear_bindings(statement->handle);
	statement->bound = 0;
}

enum status statement_check(const struct statement *statement,
			    struct error *err)
{
	if (statement->code == SQLITE_OK)
		return STATUS_OK;
	return connection_error(statement->connection, statement->code, err);
}

enum status statement_run(struct statement *statement, struct error *err)
{
	while (statement_step(statement))
		;
	return statement_check(statement, err);
}

long long row_integer(const struct statement *statement, int column)
{
	return sqlite3_column_int64(statement->handle, column);
}

/* As bytes even when it is text: SQLite would copy a text to end it with a
 * NUL. */
struct span row_span(const struct statement *statement, int column)
{
	const char *at = sqlite3_column_blob(statement->handle, column);

	if (!at && sqlite3_errcode(statement->connection->db) == SQLITE_NOMEM)
		memory_refuse(); /* it is not empty: it could not be read */
	if (!at)
		return (struct span){ 0 };
	return (struct span){ at, (size_t)sqlite3_column_bytes(
					  statement->handle, column) };
}

bool row_is_null(const struct statement *statement, int column)
{
	return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

struct integer row_known(const struct statement *statement, int column)
{
	if (row_is_null(statement, column))
		return (struct integer){ 0 };
	return (struct integer){ true, row_integer(statement, column) };
}

struct number row_number(const struct statement *statement, int column)
{
	if (row_is_null(statement, column))
		return (struct number){ 0 };
	return (struct number){ true, sqlite3_column_double(statement->handle,
							    column) };
}

char *row_text(struct statement *statement, int column)
{
	char *copy;

	if (row_is_null(statement, column))
		return NULL;
	copy = span_copy(row_span(statement, column));
	if (!copy && statement->code == SQLITE_OK)
		statement->code = SQLITE_NOMEM;
	return copy;
}

/* ---- transactions ---- */

static enum status begin(struct connection *connection, const char *sql,
			 struct connection **ret_open, struct error *err)
{
	SCOPED(statement_release)
	struct statement statement = statement_of(connection, sql);
	enum status status = statement_run(&statement, err);

	if (status == STATUS_OK)
		*ret_open = connection;
	return status;
}

enum status transaction_begin(struct connection *writer,
			      struct connection **ret_open, struct error *err)
{
	return begin(writer, "BEGIN IMMEDIATE", ret_open, err);
}

enum status snapshot_begin(struct connection *reader,
			   struct connection **ret_open, struct error *err)
{
	return begin(reader, "BEGIN", ret_open, err);
}

enum status transaction_commit(struct connection **open, struct error *err)
{
	SCOPED(statement_release)
	struct statement statement = statement_of(*open, "COMMIT");
	enum status status = statement_run(&statement, err);

	if (status == STATUS_OK)
		*open = NULL;
	return status;
}

/* After some errors (a file system gone read-only) SQLite leaves the
 * transaction open, after others it has rolled it back itself. */
bool connection_settle(struct connection *connection)
{
	if (!sqlite3_get_autocommit(connection->db))
		sqlite3_exec(connection->db, "ROLLBACK", NULL, NULL, NULL);
	return sqlite3_get_autocommit(connection->db);
}

void transaction_release(struct connection **open)
{
	if (*open)
		connection_settle(*open);
	*open = NULL;
}
