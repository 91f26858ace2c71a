/* SPDX-License-Identifier: MIT */
/* A store is open before its facts are read: who waits for them, and who does
 * not. */
#include <criterion/criterion.h>

#include "../../../server/store/index/sqlite_index.h"
#include "place.h"

/* So many that reading them is not over at once. */
#define RECORDS 200000

static enum status put_one(struct store *store, const char *doi,
			   struct error *err)
{
	struct dump_file file = { .path = (char *)"dump", .generation = 1 };
	struct entry entry = { .paper.doi = (char *)doi };
	struct batch batch = { &entry, 1, .file = &file };
	char json[64];

	snprintf(json, sizeof(json), "{\"doi\":\"%s\"}", doi);
	entry.json = (struct buf){ .data = json, .len = strlen(json) };
	entry.raw = entry.json;
	return store_put(store, &batch, err);
}

static enum status get_one(struct store *store, const char *doi)
{
	struct record record = { 0 };
	enum status status = store_get(store, span_of(doi), &record, NULL);

	record_release(&record);
	return status;
}

static enum status count(struct store *store, long long *ret, struct error *err)
{
	struct page page = { 0 };
	struct query query = { .sort = SORT_PUBLISHED };
	enum status status = store_list(store, &query, &page, err);

	*ret = page.total;
	page_release(&page);
	return status;
}

static void setup(void)
{
	struct store *store;

	place_make();
	store = place_open();
	cr_assert_eq(put_one(store, "10.1000/1", NULL), STATUS_OK);
	store_close(store);
	place_run("WITH RECURSIVE ids (id) AS (VALUES (2) UNION ALL"
		  " SELECT id + 1 FROM ids WHERE id < 200000)"
		  " INSERT INTO facts SELECT id, 65536, 0, 0, 0, id % 7, 0, 0,"
		  " 0, 0, id, 0 FROM ids");
}

TestSuite(reading, .init = setup, .fini = place_remove);

Test(reading, is_waited_for_by_searches_and_writers_and_not_by_look_ups)
{
	struct store *store = place_open();
	struct error err = { 0 };
	long long total = 0;

	cr_expect_eq(get_one(store, "10.1000/1"), STATUS_OK);
	cr_expect_eq(count(store, &total, &err), STATUS_OK, "%s", err.detail);
	cr_expect_eq(total, RECORDS);
	store_close(store);
	store = place_open();
	cr_expect_eq(put_one(store, "10.1000/1", &err), STATUS_OK, "%s",
		     err.detail);
	cr_expect_eq(count(store, &total, &err), STATUS_OK, "%s", err.detail);
	cr_expect_eq(total, RECORDS);
	store_close(store);
}

/* A search waits no longer than it may take; the next one finds all. */
Test(reading, is_waited_for_until_the_deadline)
{
	struct store *store = place_open();
	struct sqlite_store *inside = (struct sqlite_store *)store;
	struct error err = { 0 };

	cr_assert_eq(facts_wait(inside, 0, &err), STATUS_OK);
	pthread_mutex_lock(&inside->reading.guard);
	inside->reading.over = false;
	pthread_mutex_unlock(&inside->reading.guard);
	cr_expect_eq(facts_wait(inside, 1, &err), STATUS_BUSY);
	cr_expect(strstr(err.detail, "opened just now"), "%s", err.detail);
	err = (struct error){ 0 };
	store_close(store);
	store = place_open();
	cr_expect_eq(facts_wait((struct sqlite_store *)store, 0, &err),
		     STATUS_OK);
	store_close(store);
}

Test(reading, ends_with_the_store)
{
	for (int i = 0; i < 20; i++)
		store_close(place_open());
}

Test(reading, that_fails_fails_what_needs_it)
{
	struct error err = { 0 };
	struct store *store;
	long long total;

	place_run("DROP TABLE facts");
	store = place_open();
	cr_expect_eq(get_one(store, "10.1000/1"), STATUS_OK);
	cr_expect_eq(count(store, &total, &err), STATUS_STORE);
	cr_expect(strstr(err.detail, "facts"), "%s", err.detail);
	err = (struct error){ 0 };
	cr_expect_eq(put_one(store, "10.1000/2", &err), STATUS_STORE);
	cr_expect_eq(get_one(store, "10.1000/2"), STATUS_NOT_FOUND);
	store_close(store);
}

/* ---- snapshots ---- */

static bool is_held(struct store *store)
{
	return ((struct sqlite_store *)store)->pool.free->held;
}

Test(reading, of_a_record_keeps_its_snapshot_until_something_is_committed)
{
	struct store *store = place_open();
	long long total = 0;

	for (int i = 0; i < 3; i++)
		cr_expect_eq(get_one(store, "10.1000/1"), STATUS_OK);
	cr_expect(is_held(store));
	cr_expect_eq(get_one(store, "10.1000/2"), STATUS_NOT_FOUND);
	cr_expect_not(is_held(store), "what was not found is not certain");
	cr_expect_eq(get_one(store, "10.1000/1"), STATUS_OK);
	cr_expect_eq(put_one(store, "10.1000/2", NULL), STATUS_OK);
	cr_expect_eq(get_one(store, "10.1000/2"), STATUS_OK);
	cr_expect(is_held(store));
	cr_expect_eq(count(store, &total, NULL), STATUS_OK);
	cr_expect_not(is_held(store), "a search has its own");
	cr_expect_eq(get_one(store, "10.1000/2"), STATUS_OK);
	pool_rest(&((struct sqlite_store *)store)->pool);
	cr_expect_not(is_held(store), "a WAL is carried over");
	store_close(store);
}
