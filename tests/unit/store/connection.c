/* SPDX-License-Identifier: MIT */
/* Bounds and errors of a connection, and a store whose disk is full. */
#include <criterion/criterion.h>

#include <time.h>

#include "../../../server/store/sqlite.h"
#include "held.h"

static struct connection *opened(void)
{
	struct connection *connection = NULL;
	struct error err = { 0 };

	cr_assert_eq(connection_open(":memory:",
				     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
				     &connection, &err),
		     STATUS_OK, "%s", err.detail);
	return connection;
}

/* Counts to a number that takes minutes. */
static const char endless[] =
	"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
	" SELECT count(*) FROM n WHERE i < 0";

Test(connection, ends_a_statement_at_its_deadline)
{
	struct connection *connection = opened();
	time_t start = time(NULL);

	for (int i = 0; i < 2; i++) {
		struct error err = { 0 };

		connection_limit(connection, 1);
		cr_assert_eq(connection_run(connection, endless, &err),
			     STATUS_BUSY, "%s", err.detail);
		connection_limit(connection, 0);
		cr_assert_eq(connection_run(connection, "SELECT 1", NULL),
			     STATUS_OK, "it goes on");
	}
	cr_assert_lt(time(NULL) - start, 20);
	connection_close(connection);
}

/* clang-format off */
static const struct {
	const char *name;
	const char *sql;
	enum status status;
} rows[] = {
	{ "sound", "SELECT 1", STATUS_OK },
	{ "no table", "SELECT * FROM nothing", STATUS_STORE },
	{ "attach", "ATTACH ':memory:' AS other", STATUS_STORE },
	{ "extension", "SELECT load_extension('x')", STATUS_STORE },
	{ "schema by hand", "CREATE TABLE t (a); PRAGMA writable_schema = 1;"
	  " UPDATE sqlite_schema SET sql = 'x'", STATUS_STORE },
	{ "a value of 16 MiB",
	  "SELECT length(zeroblob(16 * 1024 * 1024))", STATUS_OK },
	{ "a value of 64 MiB",
	  "SELECT length(randomblob(64 * 1024 * 1024))", STATUS_STORE },
	{ "full", "CREATE TABLE f (a); PRAGMA max_page_count = 3;"
	  " INSERT INTO f VALUES (randomblob(100000))", STATUS_STORE_FULL },
};
/* clang-format on */

Test(connection, has_bounds_and_names_its_errors)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct connection *connection = opened();
		struct error err = { 0 };

		cr_expect_eq(connection_run(connection, rows[i].sql, &err),
			     rows[i].status, "%s: %s", rows[i].name,
			     err.detail);
		cr_expect_eq(err.detail[0] == '\0', rows[i].status == STATUS_OK,
			     "%s", rows[i].name);
		connection_close(connection);
	}
}

Test(connection, keeps_the_first_failure_of_a_statement)
{
	struct connection *connection = opened();
	struct statement statement = statement_of(connection, "SELECT ?");
	struct error err = { 0 };

	bind_integer(&statement, 1);
	bind_integer(&statement, 2); /* there is one value only */
	cr_assert_not(statement_step(&statement));
	cr_assert_eq(statement_run(&statement, &err), STATUS_STORE);
	statement_release(&statement);
	connection_close(connection);
}

/* ---- a disk that fills up ---- */

static enum status put_big(struct store *store, const char *doi, size_t size,
			   struct error *err)
{
	SCOPED_FREE char *raw = calloc(1, size);
	struct entry entry = {
		.paper.doi = (char *)doi,
		.json = { .data = (char *)"{}", .len = 2 },
		.raw = { .data = raw, .len = size },
	};
	struct dump_file file = { .path = (char *)"a", .generation = 1 };
	struct batch batch = { &entry, 1, NULL, 0, &file };

	cr_assert(raw);
	return store_put(store, &batch, err);
}

Test(store, that_is_full_says_so_and_goes_on_when_there_is_room)
{
	struct store *store = NULL;
	struct connection *writer;
	struct error err = { 0 };

	cr_assert_eq(store_open("sqlite::memory:", &store, NULL), STATUS_OK);
	writer = ((struct sqlite_store *)store)->writer;
	cr_assert_eq(put_big(store, "10.1000/a", 100, NULL), STATUS_OK);
	cr_assert_eq(
		connection_run(writer, "PRAGMA max_page_count = 100", NULL),
		STATUS_OK);
	cr_assert_eq(put_big(store, "10.1000/b", 1 << 20, &err),
		     STATUS_STORE_FULL);
	cr_assert(is_held(store, "10.1000/a"), "reads go on");
	cr_assert_not(is_held(store, "10.1000/b"));
	cr_assert_eq(put_big(store, "10.1000/c", 100, NULL), STATUS_OK);
	cr_assert_eq(
		connection_run(writer, "PRAGMA max_page_count = 100000", NULL),
		STATUS_OK);
	cr_assert_eq(put_big(store, "10.1000/b", 1 << 20, NULL), STATUS_OK);
	cr_assert(is_held(store, "10.1000/b"));
	store_close(store);
}
