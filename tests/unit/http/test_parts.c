/* SPDX-License-Identifier: MIT */
/* The gzip cache, the worker pool and the table of deadlines, by themselves. */
#include <criterion/criterion.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../../../server/http/socket/deadline.h"
#include "../../../server/http/gzip.h"
#include "../../../server/http/socket/pool.h"
#include "paperd/digest.h"
#include "paperd/scoped.h"

/* ---- gzip ---- */

static struct block *packed_number(int number, struct digest *key)
{
	static char text[2000];

	memset(text, 'a', sizeof(text));
	snprintf(text, sizeof(text), "%d", number);
	*key = digest_make((struct span){ text, sizeof(text) });
	return gzip_make((struct span){ text, sizeof(text) });
}

Test(gzip, is_not_made_where_it_would_not_be_smaller)
{
	cr_expect_null(gzip_make(span_of("a")));
	cr_expect_null(gzip_make(span_of("")));
}

Test(gzip, cache_keeps_what_is_used_and_forgets_the_rest)
{
	struct cache *cache = cache_open(64 << 10);
	struct digest first, key;
	struct block *packed = packed_number(0, &first);
	unsigned kept = 0;

	cache_add(cache, first, packed);
	block_drop(packed);
	for (int i = 1; i < 2000; i++) {
		packed = packed_number(i, &key);
		cache_add(cache, key, packed);
		block_drop(packed);
		packed = cache_find(cache, first);
		cr_assert_not_null(packed, "forgotten at %d, though used", i);
		block_drop(packed);
	}
	for (int i = 0; i < 2000; i++) {
		block_drop(packed_number(i, &key));
		packed = cache_find(cache, key);
		kept += packed != NULL;
		block_drop(packed);
	}
	cr_expect(kept > 100 && kept < 700, "%u kept", kept);
	cache_close(cache);
}

Test(gzip, cache_refuses_what_is_larger_than_its_share)
{
	struct cache *cache = cache_open(0);
	struct digest key;
	struct block *packed = packed_number(1, &key);

	cache_add(cache, key, packed);
	cr_expect_null(cache_find(cache, key));
	block_drop(packed);
	cache_close(cache);
}

Test(gzip, body_outlives_its_cache)
{
	struct cache *cache = cache_open(1 << 20);
	struct digest key;
	struct block *packed = packed_number(1, &key);

	cache_add(cache, key, packed);
	cache_add(cache, key, packed); /* twice is once */
	cache_close(cache);
	cr_expect_eq((unsigned char)packed->bytes[0], 0x1F);
	block_drop(packed);
}

/* ---- the pool ---- */

struct task {
	struct job job;
	_Atomic int ran, cancelled;
};
static _Atomic bool hold;

static void run(struct job *job)
{
	while (hold)
		poll(NULL, 0, 1);
	((struct task *)job)->ran++;
}

static void cancel(struct job *job)
{
	((struct task *)job)->cancelled++;
}

static void *let_go(void *context)
{
	poll(NULL, 0, 50);
	hold = false;
	return context;
}

Test(pool, takes_no_more_than_its_places_and_runs_each_once)
{
	struct task tasks[5] = { 0 };
	_Atomic long long waiting = 0;
	struct pool *pool = NULL;
	unsigned taken = 0;

	hold = true;
	cr_assert_eq(pool_start(2, 1, &waiting, &pool, NULL), STATUS_OK);
	for (int i = 0; i < 5; i++) {
		if (!pool_reserve(pool))
			continue;
		tasks[i].job = (struct job){ run, cancel, NULL };
		pool_submit(pool, &tasks[i].job);
		taken++;
	}
	cr_expect_eq(taken, 3);
	hold = false;
	while (!pool_reserve(pool))
		poll(NULL, 0, 1);
	tasks[4].job = (struct job){ run, cancel, NULL };
	pool_submit(pool, &tasks[4].job);
	while (!tasks[4].ran)
		poll(NULL, 0, 1);
	pool_stop(pool);
	for (int i = 0; i < 5; i++)
		cr_expect_eq(tasks[i].ran, i != 3, "task %d", i);
	cr_expect_eq(waiting, 0);
}

Test(pool, cancels_what_waits_when_it_is_drained)
{
	struct task tasks[6] = { 0 };
	_Atomic long long waiting = 0;
	struct pool *pool = NULL;
	unsigned cancelled;
	pthread_t thread;

	hold = true;
	cr_assert_eq(pool_start(2, 4, &waiting, &pool, NULL), STATUS_OK);
	for (int i = 0; i < 6; i++) {
		tasks[i].job = (struct job){ run, cancel, NULL };
		cr_assert(pool_reserve(pool));
		pool_submit(pool, &tasks[i].job);
	}
	while (waiting > 4)
		poll(NULL, 0, 1);
	pthread_create(&thread, NULL, let_go, NULL);
	cancelled = pool_drain(pool);
	pthread_join(thread, NULL);
	cr_expect(!pool_reserve(pool));
	pool_stop(pool);
	for (int i = 0; i < 6; i++) {
		cr_expect_eq(tasks[i].ran, i < 2, "task %d", i);
		cr_expect_eq(tasks[i].cancelled, i >= 2, "task %d", i);
	}
	cr_expect_eq(cancelled, 4);
}

/* ---- deadlines ---- */

Test(deadline, shuts_down_only_what_is_overdue)
{
	_Atomic unsigned long long cut = 0;
	struct deadline deadlines[3] = { 0 };
	struct reaper *reaper = NULL;
	int sockets[3][2];
	char byte;

	cr_assert_eq(reaper_start(&cut, &reaper, NULL), STATUS_OK);
	for (int i = 0; i < 3; i++) {
		cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets[i]),
			     0);
		reaper_add(reaper, &deadlines[i], sockets[i][0]);
	}
	deadline_set(&deadlines[0], 100);
	deadline_set(&deadlines[1], 1);
	deadline_set(&deadlines[2], 1);
	deadline_set(&deadlines[2], 0);
	cr_expect_eq(recv(sockets[1][1], &byte, 1, 0), 0);
	cr_expect_eq(cut, 1);
	cr_expect_eq(recv(sockets[0][1], &byte, 1, MSG_DONTWAIT), -1);
	cr_expect_eq(recv(sockets[2][1], &byte, 1, MSG_DONTWAIT), -1);
	/* out of order, so that every link is tried */
	reaper_remove(reaper, &deadlines[1]);
	reaper_remove(reaper, &deadlines[2]);
	reaper_remove(reaper, &deadlines[0]);
	reaper_stop(reaper);
	for (int i = 0; i < 3; i++) {
		close(sockets[i][0]);
		close(sockets[i][1]);
	}
}

Test(deadline, knows_of_bytes_that_were_not_read)
{
	_Atomic unsigned long long cut = 0;
	struct deadline deadlines[2] = { 0 };
	struct reaper *reaper = NULL;
	int sockets[2][2];
	char byte = 'a';

	cr_assert_eq(reaper_start(&cut, &reaper, NULL), STATUS_OK);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets[i]),
			     0);
		reaper_add(reaper, &deadlines[i], sockets[i][0]);
	}
	cr_expect_not(reaper_has_unread(reaper), "nothing was sent");
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(send(sockets[i][1], &byte, 1, 0), 1);
		cr_expect(reaper_has_unread(reaper), "on connection %d", i);
		cr_assert_eq(recv(sockets[i][0], &byte, 1, 0), 1);
		cr_expect_not(reaper_has_unread(reaper), "it was read");
	}
	for (int i = 0; i < 2; i++) {
		reaper_remove(reaper, &deadlines[i]);
		close(sockets[i][0]);
		close(sockets[i][1]);
	}
	reaper_stop(reaper);
}
