/* SPDX-License-Identifier: MIT */
/* What store_open() takes and what it refuses, and what a store survives. */
#include <criterion/criterion.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paperd/scoped.h"
#include "paperd/store.h"

#include "../../../server/store/sqlite.h"
#include "held.h"
#include "place.h"

/* Offsets in the header of a database file (SQLite file format, 1.3). */
enum { PAGE_COUNT_AT = 28, USER_VERSION_AT = 60, APPLICATION_ID_AT = 68 };

TestSuite(open, .init = place_make, .fini = place_remove);

static void expect_refused(const char *at, enum status status,
			   const char *detail)
{
	struct error err = { 0 };
	struct store *store = NULL;

	cr_assert_eq(store_open(at, &store, &err), status, "%s: %s", at,
		     err.detail);
	cr_expect(strstr(err.detail, detail), "%s: %s", at, err.detail);
	cr_expect_null(store);
}

static void put_numbers(struct store *store, int from, int count)
{
	struct dump_file file = { .path = (char *)"dump", .generation = 1 };

	for (int i = from; i < from + count; i++) {
		char doi[32], json[64];
		struct entry entry = { .paper.doi = doi };
		struct batch batch = { .entries = &entry,
				       .entry_count = 1,
				       .file = &file };

		snprintf(doi, sizeof(doi), "10.1000/%d", i);
		snprintf(json, sizeof(json), "{\"doi\":\"%s\"}", doi);
		entry.json = (struct buf){ .data = json, .len = strlen(json) };
		entry.raw = entry.json;
		file.offset = i + 1;
		cr_assert_eq(store_put(store, &batch, NULL), STATUS_OK);
	}
}

static long long records_in(struct store *store)
{
	SCOPED(stats_release) struct stats stats = { 0 };

	cr_assert_eq(store_stats(store, &stats, NULL), STATUS_OK);
	return stats.records;
}

/* Writes bytes into the file of the closed store. */
static void patch(long at, const void *bytes, size_t len)
{
	int file = open(place_path, O_WRONLY);

	cr_assert_geq(file, 0);
	cr_assert_eq(pwrite(file, bytes, len, at), (ssize_t)len);
	close(file);
}

static void peek(long at, void *ret, size_t len)
{
	FILE *file = fopen(place_path, "rb");

	cr_assert(file);
	cr_assert_eq(fseek(file, at, SEEK_SET), 0);
	cr_assert_eq(fread(ret, 1, len, file), len);
	fclose(file);
}

Test(open, keeps_what_was_put)
{
	struct store *store = place_open();

	put_numbers(store, 0, 10);
	store_close(store);
	store = place_open();
	cr_assert_eq(records_in(store), 10);
	put_numbers(store, 10, 1);
	cr_assert_eq(records_in(store), 11);
	store_close(store);
}

Test(open, refuses_what_is_no_store)
{
	char below[192], itself[128];

	snprintf(below, sizeof(below), "sqlite:%s/none/s.db", place_folder);
	snprintf(itself, sizeof(itself), "sqlite:%s", place_folder);
	expect_refused("mysql:here", STATUS_CONFIG, "mysql:here");
	expect_refused("here.db", STATUS_CONFIG, "sqlite:PATH");
	expect_refused("", STATUS_CONFIG, "sqlite:PATH");
	expect_refused("sqlite:", STATUS_CONFIG, "sqlite:PATH");
	expect_refused(below, STATUS_STORE, "No such file");
	expect_refused(itself, STATUS_STORE, place_folder);
	snprintf(itself, sizeof(itself), "%s.lock", place_folder);
	unlink(itself);
}

Test(open, refuses_a_file_that_is_no_database)
{
	FILE *file = fopen(place_path, "w");

	for (int i = 0; i < 1000; i++)
		fputs("{\"DOI\":\"10.1000/a\"}\n", file);
	fclose(file);
	expect_refused(place_url, STATUS_STORE, "not a database");
	expect_refused(place_url, STATUS_STORE, place_path);
}

Test(open, refuses_the_database_of_another_program)
{
	store_close(place_open());
	patch(APPLICATION_ID_AT, "\0\0\0\7", 4);
	expect_refused(place_url, STATUS_STORE, "not a paperd store");
}

Test(open, refuses_another_version)
{
	char own[4];

	store_close(place_open());
	peek(USER_VERSION_AT, own, sizeof(own));
	patch(USER_VERSION_AT, "\0\0\0\x63", 4);
	expect_refused(place_url, STATUS_STORE, "version 99");
	patch(USER_VERSION_AT, "\0\0\0\1", 4);
	expect_refused(place_url, STATUS_STORE, "version 1");
	expect_refused(place_url, STATUS_STORE, "load the dumps anew");
	patch(USER_VERSION_AT, own, sizeof(own));
	store_close(place_open());
}

Test(open, refuses_a_damaged_file)
{
	struct store *store = place_open();
	char garbage[4096];

	put_numbers(store, 0, 200);
	store_close(store);
	memset(garbage, 0xA5, sizeof(garbage));
	patch(10 * 4096, garbage, sizeof(garbage));
	expect_refused(place_url, STATUS_STORE, place_path);
}

Test(open, refuses_a_file_that_was_cut)
{
	struct store *store = place_open();
	struct stat file;

	put_numbers(store, 0, 200);
	store_close(store);
	cr_assert_eq(stat(place_path, &file), 0);
	cr_assert_eq(truncate(place_path, file.st_size / 8192 * 4096), 0);
	expect_refused(place_url, STATUS_STORE, place_path);
}

/* Where a text stands in the file for the n-th time, from 0; -1: nowhere. */
static long place_of(const char *text, int n)
{
	SCOPED_FREE char *bytes = calloc(1, 8 << 20);
	FILE *file = fopen(place_path, "r");
	size_t len = fread(bytes, 1, 8 << 20, file);
	char *at = bytes;

	fclose(file);
	while ((at = memmem(at, len - (size_t)(at - bytes), text,
			    strlen(text))) &&
	       n-- > 0)
		at++;
	return at ? at - bytes : -1;
}

/* A letter within a text, which SQLite has no way to see. */
Test(open, gives_no_record_that_is_not_as_it_was_written)
{
	static const char text[] = "\"10.1000/7\"";
	struct store *store = place_open();
	struct query query;
	struct record record = { 0 };
	struct page page = { 0 };
	struct error err = { 0 };

	put_numbers(store, 0, 20);
	store_close(store);
	cr_assert_geq(place_of(text, 0), 0);
	for (int n = 0; place_of(text, n) >= 0; n++)
		patch(place_of(text, n) + 4, "X", 1);
	store = place_open();
	cr_expect_eq(store_get(store, span_of("10.1000/7"), &record, &err),
		     STATUS_STORE);
	cr_expect(strstr(err.detail, "10.1000/7"), "%s", err.detail);
	cr_expect_eq(store_get(store, span_of("10.1000/8"), &record, &err),
		     STATUS_OK);
	query = query_init();
	cr_expect_eq(store_list(store, &query, &page, &err), STATUS_STORE);
	query_release(&query);
	page_release(&page);
	record_release(&record);
	store_close(store);
}

Test(open, takes_an_empty_file_for_a_new_store)
{
	struct store *store;

	fclose(fopen(place_path, "w"));
	store = place_open();
	cr_assert_eq(records_in(store), 0);
	store_close(store);
}

/* ---- one process a store ---- */

/* A child that has the store open. */
struct child {
	pid_t pid;
	int puts; /* a byte comes here after each put */
};

/* Puts a record and tells, again and again; never returns. */
static void put_on(int tell, bool fill)
{
	struct store *store = NULL;

	if (store_open(place_url, &store, NULL) != STATUS_OK)
		_exit(1);
	if (fill)
		store_fill(store);
	for (int i = 0;; i++) {
		put_numbers(store, i, 1);
		if (write(tell, "x", 1) != 1)
			_exit(1);
	}
}

static struct child child_start(bool fill)
{
	struct child child;
	int ends[2];

	cr_assert_eq(pipe(ends), 0);
	child.pid = fork();
	cr_assert_geq(child.pid, 0);
	if (child.pid == 0) {
		/* so that the child ends with this process, by SIGPIPE */
		close(ends[0]);
		put_on(ends[1], fill);
	}
	close(ends[1]);
	child.puts = ends[0];
	return child;
}

static void wait_for_puts(const struct child *child, int count)
{
	char byte;

	for (int i = 0; i < count; i++)
		cr_assert_eq(read(child->puts, &byte, 1), 1);
}

/* Returns how many more puts it had told of. */
static int child_kill(const struct child *child)
{
	int told = 0;
	char byte;

	kill(child->pid, SIGKILL);
	waitpid(child->pid, NULL, 0);
	while (read(child->puts, &byte, 1) == 1)
		told++;
	close(child->puts);
	return told;
}

Test(open, refuses_a_store_in_use_and_names_the_process)
{
	struct child child = child_start(false);
	char owner[64];

	wait_for_puts(&child, 1);
	snprintf(owner, sizeof(owner), "is in use by another process (pid %ld)",
		 (long)child.pid);
	expect_refused(place_url, STATUS_STORE, owner);
	child_kill(&child);
	store_close(place_open());
}

Test(open, refuses_a_second_handle_of_the_same_process)
{
	struct store *store = place_open();

	expect_refused(place_url, STATUS_STORE, "in use");
	store_close(store);
	store_close(place_open());
}

Test(open, refuses_a_store_in_use_by_another_name)
{
	char link[160];
	struct store *store = place_open();

	snprintf(link, sizeof(link), "sqlite:%s/link.db", place_folder);
	cr_assert_eq(symlink(place_path, link + strlen("sqlite:")), 0);
	expect_refused(link, STATUS_STORE, "in use");
	store_close(store);
	unlink(link + strlen("sqlite:"));
}

Test(open, finds_every_acknowledged_batch_after_a_kill)
{
	for (int round = 0; round < 10; round++) {
		SCOPED(dump_file_release) struct dump_file file = { 0 };
		struct child child = child_start(round == 0);
		struct store *store;
		int told = 20 + 7 * round;

		wait_for_puts(&child, told);
		told += child_kill(&child);
		store = place_open();
		cr_assert_eq(store_file(store, "dump", &file, NULL), STATUS_OK);
		cr_assert_geq(file.offset, told, "%lld of %d", file.offset,
			      told);
		cr_assert_geq(records_in(store), file.offset,
			      "progress never runs ahead of the records");
		store_close(store);
	}
}

/* ---- a full disk ---- */

Test(open, says_when_there_is_no_room_and_goes_on_reading)
{
	SCOPED(buf_release) struct buf raw = buf_init(8 << 20);
	struct entry entry = { .paper.doi = (char *)"10.1000/big" };
	struct dump_file file = { .path = (char *)"big", .generation = 1 };
	struct batch batch = { .entries = &entry,
			       .entry_count = 1,
			       .file = &file };
	struct rlimit few = { 2 << 20, 2 << 20 };
	struct store *store = place_open();
	struct error err = { 0 };
	enum status status;

	put_numbers(store, 0, 10);
	for (int i = 0; i < 4 << 20; i++)
		buf_add_char(&raw, 'x');
	entry.raw = raw;
	entry.json = (struct buf){ .data = (char *)"{}", .len = 2 };
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &few);
	status = store_put(store, &batch, &err);
	cr_assert_eq(status, STATUS_STORE, "%s", err.detail);
	cr_expect(strstr(err.detail, "File too large"), "%s", err.detail);
	cr_assert_eq(records_in(store), 10);
	cr_assert_not(is_held(store, "10.1000/big"));
	put_numbers(store, 10, 1);
	cr_assert_eq(records_in(store), 11, "a small batch still fits");
	store_close(store);
}

/* As want of memory leaves it: SQLite cannot even read "ROLLBACK" then. */
static void leave_in_transaction(struct connection *connection)
{
	cr_assert_eq(connection_run(connection, "BEGIN", NULL), STATUS_OK);
	cr_assert_eq(connection_run(connection, "SELECT * FROM records", NULL),
		     STATUS_OK);
}

Test(open, lends_no_connection_that_is_still_in_a_transaction)
{
	struct store *store = place_open();
	struct sqlite_store *base = (struct sqlite_store *)store;
	struct sqlite_store *held = NULL;
	struct reader reader = { 0 };

	cr_assert_eq(reader_borrow(store, &reader, NULL), STATUS_OK);
	leave_in_transaction(reader.connection);
	reader_return(&reader);
	cr_assert_eq(reader_borrow(store, &reader, NULL), STATUS_OK);
	cr_expect(sqlite3_get_autocommit(reader.connection->db), "a reader");
	reader_return(&reader);

	leave_in_transaction(base->writer);
	cr_expect(sqlite3_get_autocommit(writer_borrow(base, &held)->db),
		  "the writer");
	writer_return(&held);
	store_close(store);
}
