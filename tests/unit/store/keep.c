/* SPDX-License-Identifier: MIT */
/* What store_keep() promises beyond the contract's reach: its turn beside a
 * load, and the disk. */
#include <criterion/criterion.h>

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../../../server/store/sqlite.h"
#include "place.h"

#define WAITERS 4
#define PUTS    50

/* ---- turns ---- */

struct queue {
	struct turns turns;
	int order[WAITERS + 1];
	int count; /* of order; whoever has the turn writes it */
};

struct waiter {
	struct queue *queue;
	int number;
};

static void *wait_turn(void *context)
{
	const struct waiter *waiter = context;
	struct queue *queue = waiter->queue;

	turn_take(&queue->turns);
	queue->order[queue->count++] = waiter->number;
	turn_give(&queue->turns);
	return NULL;
}

/* Waits until so many have asked since the beginning. */
static void await_asked(struct turns *turns, unsigned long long count)
{
	bool asked = false;

	while (!asked) {
		sched_yield();
		pthread_mutex_lock(&turns->guard);
		asked = turns->next == count;
		pthread_mutex_unlock(&turns->guard);
	}
}

Test(turns, come_in_the_order_in_which_they_were_asked_for)
{
	struct queue queue = { 0 };
	struct waiter waiters[WAITERS];
	pthread_t threads[WAITERS];

	turns_init(&queue.turns);
	turn_take(&queue.turns);
	for (int i = 0; i < WAITERS; i++) {
		waiters[i] = (struct waiter){ &queue, i };
		cr_assert_eq(pthread_create(&threads[i], NULL, wait_turn,
					    &waiters[i]),
			     0);
		await_asked(&queue.turns, (unsigned long long)i + 2);
	}
	turn_give(&queue.turns);
	turn_take(&queue.turns); /* at once, but behind all of them */
	queue.order[queue.count++] = WAITERS;
	turn_give(&queue.turns);
	for (int i = 0; i < WAITERS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i <= WAITERS; i++)
		cr_expect_eq(queue.order[i], i, "%d: %d", i, queue.order[i]);
	turns_release(&queue.turns);
}

/* ---- a store ---- */

static struct store *opened;

static void setup(void)
{
	place_make();
	opened = place_open();
}

static void teardown(void)
{
	store_close(opened);
	place_remove();
}

static struct entry entry_of(const char *doi)
{
	struct entry entry = { .json = buf_init(1 << 10),
			       .raw = buf_init(1 << 10) };

	entry.paper.doi = span_copy(span_of(doi));
	paper_to_json(&entry.paper, FIELD_SET_ALL, &entry.json);
	buf_add_text(&entry.raw, doi);
	return entry;
}

static void put_one(struct store *store, int number)
{
	char doi[32], path[] = "dump";
	struct dump_file file = { .path = path, .generation = 1 };
	struct error err = { 0 };

	snprintf(doi, sizeof(doi), "10.1000/%d", number);
	SCOPED(entry_release) struct entry entry = entry_of(doi);
	struct batch batch = { &entry, 1, NULL, 0, &file };

	cr_assert_eq(store_put(store, &batch, &err), STATUS_OK, "%s",
		     err.detail);
}

static void keep_one(struct store *store)
{
	const struct resolution resolution = { .status = 200 };
	struct error err = { 0 };
	SCOPED(entry_release) struct entry entry = entry_of("10.1000/kept");

	entry.url = span_copy(span_of("https://example.org/"));
	cr_assert_eq(store_keep(store, span_of("10.1000/kept"), &entry,
				&resolution, &err),
		     STATUS_OK, "%s", err.detail);
}

static void *load_on(void *context)
{
	for (int i = 0; i < PUTS; i++)
		put_one(context, i);
	return NULL;
}

static void *keep_on(void *context)
{
	keep_one(context);
	return NULL;
}

/* The number of objects that were written before the one that was kept. */
static long long objects_before(struct sqlite_store *store)
{
	SCOPED(writer_return) struct sqlite_store *held = NULL;
	struct connection *writer = writer_borrow(store, &held);
	SCOPED(statement_release)
	struct statement count = statement_once(
		writer, "SELECT count(*) FROM objects WHERE id <"
			" (SELECT id FROM objects WHERE file_id = 0)");

	cr_assert(statement_step(&count));
	return row_integer(&count, 0);
}

/* The load asked first and asks again as soon as it was served; the other one
 * is served in between. */
TestSuite(keep, .init = setup, .fini = teardown);

Test(keep, waits_for_one_transaction_of_a_load_and_no_more)
{
	struct sqlite_store *store = (struct sqlite_store *)opened;
	struct sqlite_store *held = NULL;
	unsigned long long asked;
	pthread_t load, keep;

	writer_borrow(store, &held);
	asked = store->writing.next;
	cr_assert_eq(pthread_create(&load, NULL, load_on, store), 0);
	await_asked(&store->writing, asked + 1);
	cr_assert_eq(pthread_create(&keep, NULL, keep_on, store), 0);
	await_asked(&store->writing, asked + 2);
	writer_return(&held);
	pthread_join(keep, NULL);
	pthread_join(load, NULL);
	cr_expect_eq(objects_before(store), 1, "%lld", objects_before(store));
}

/* ---- the disk ---- */

static _Atomic int syncs;

/* In the place of the C library's, for SQLite too. */
int fdatasync(int file)
{
	syncs++;
	return (int)syscall(SYS_fdatasync, file);
}

int fsync(int file)
{
	syncs++;
	return (int)syscall(SYS_fsync, file);
}

static int syncs_of(void (*write)(struct store *), struct store *store)
{
	int before = syncs;

	write(store);
	return syncs - before;
}

static void put_some(struct store *store)
{
	for (int i = 0; i < 5; i++)
		put_one(store, i);
}

Test(keep, is_on_the_disk_when_it_returns_and_a_load_is_not)
{
	put_one(opened, 9); /* begins the log */
	cr_expect_eq(syncs_of(put_some, opened), 0);
	cr_expect_geq(syncs_of(keep_one, opened), 1);
	cr_expect_eq(syncs_of(put_some, opened), 0, "as it was before");
}
